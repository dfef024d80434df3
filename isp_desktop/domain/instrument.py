"""One version of a capacity instrument as plain data: what is asked, in which languages, and under which conditions.

The words are those of XLSForm (https://xlsform.org), in which instruments are exchanged; expressions stand as they do
there, `${name}` included. docs/instruments.md says what of XLSForm is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _

Kind = Literal[
    "select_one",
    "select_multiple",
    "rank",
    "acknowledge",
    "integer",
    "decimal",
    "range",
    "text",
    "date",
    "time",
    "datetime",
    "note",
    "calculate",
    "hidden",
    "group",
    "repeat",
]
"""What an item is. A `hidden` one has its default and is not shown; a `calculate` one is worked out."""

KINDS: tuple[Kind, ...] = get_args(Kind)
SELECTS = frozenset({"select_one", "select_multiple", "rank"})
SEVERAL = frozenset({"select_multiple", "rank"})
"""The kinds whose answer is a list of names."""
NUMBERS = frozenset({"integer", "decimal", "range"})
CONTAINERS = frozenset({"group", "repeat"})
UNASKED = frozenset({"note", "calculate", "hidden", *CONTAINERS})
"""The kinds that nobody answers."""

NOT_APPLICABLE = "n/a"
"""The answer to an item that does not apply, where that may be answered."""

Answer = None | str | int | float | list[str]
"""What is answered: the names of choices as a list where several may be chosen, a day as in 2026-10-14, None for
nothing."""

Texts = dict[str, str]
"""A text in each language, by the language's name as the instrument has it; "" where it names none."""

CapacityType = Literal["", "intervention_specific", "general", "analytic", "adaptive"]
Level = Literal["", "individual", "organization", "network", "system"]
Form = Literal["", "psychological", "behavioural", "structural"]

MOST_ITEMS = 5_000
DEEPEST = 20
_LONGEST_WORD = 24
"""So many groups and repeats stand in each other at the most."""


class Choice(Struct, frozen=True, omit_defaults=True):
    """What can be chosen from a list.

    Attributes:
        name: what is kept as the answer.
        columns: the further columns of its row, by which lists are filtered.
        score: what the choice counts, where that is not its name read as a number.
    """

    name: str
    label: Texts = {}
    columns: dict[str, str] = {}
    score: float | None = None


class Item(Struct, frozen=True, omit_defaults=True):
    """A question, or what stands among questions: a note, a calculation, a group, a repeat.

    Attributes:
        name: unique among those that stand in the same group.
        label, hint, guidance: for whoever answers; `guidance` is the longer help, asked for.
        required, relevant, constraint, read_only: expressions that are true or false; "" for none.
        calculation, repeat_count, default_calculation: expressions for a value; "" for none.
        default: the value that stands there at first, as it is.
        choice_filter: an expression on the columns of each choice; "" for all of them.
        appearance: how it is laid out, in XLSForm's words, such as "field-list".
        parameters: for a range start, end and step.
        list: the name of its list of choices.
        capacity_type, level, form, dimension: what the item tells of capacity (docs/practice.md); "" for nothing.
        weight: how much it counts among the items of a scale.
        reverse: a high answer means little capacity.
        not_applicable: it may be answered "not applicable".
        children: of a group or a repeat.
    """

    kind: Kind
    name: str
    label: Texts = {}
    hint: Texts = {}
    guidance: Texts = {}
    required: str = ""
    required_message: Texts = {}
    relevant: str = ""
    constraint: str = ""
    constraint_message: Texts = {}
    calculation: str = ""
    choice_filter: str = ""
    default: str = ""
    default_calculation: str = ""
    read_only: str = ""
    repeat_count: str = ""
    appearance: str = ""
    parameters: dict[str, str] = {}
    list: str = ""
    capacity_type: CapacityType = ""
    level: Level = ""
    form: Form = ""
    dimension: str = ""
    weight: float = 1.0
    reverse: bool = False
    not_applicable: bool = False
    children: tuple[Item, ...] = ()


class Instrument(Struct, frozen=True, omit_defaults=True):
    """One version of an instrument; its scoring rules are kept elsewhere.

    Attributes:
        name: the form's id, the same in every version.
        version: as its author calls it, or "".
        languages: in the order of the form; ("",) where it names none.
        default_language: one of `languages`.
        items: the tree, in the order of the form.
        lists: the choices of each list by its name.
    """

    name: str
    title: str
    version: str = ""
    languages: tuple[str, ...] = ("",)
    default_language: str = ""
    items: tuple[Item, ...] = ()
    lists: dict[str, tuple[Choice, ...]] = {}


def walk(items: tuple[Item, ...], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Item]]:
    """Each item with the names that lead to it, its own last; in the order of the form."""
    for item in items:
        path = (*above, item.name)
        yield path, item
        yield from walk(item.children, path)


def text_in(texts: Texts, language: str, default: str) -> str:
    """The text in `language`, else in the language `default`, else in any; "" for none."""
    return texts.get(language) or texts.get(default) or next((text for text in texts.values() if text), "")


def language_for(instrument: Instrument, tag: str) -> str:
    """The instrument's language that a program speaks whose language is `tag`, such as "pt" or "pt_BR"; else its own.

    A form names its languages "English (en)" or "Portuguese (pt-BR)", or by their tags alone.
    """
    wanted = tag.replace("_", "-").lower()
    tags = {name: _tag_of(name) for name in instrument.languages}
    near = [name for name, own in tags.items() if own.partition("-")[0] == wanted.partition("-")[0]]
    return next((name for name in near if tags[name] == wanted), next(iter(near), instrument.default_language))


def _tag_of(language: str) -> str:
    _name, bracket, tag = language.lower().rpartition("(")
    return (tag.rstrip(") ") if bracket else language.lower()).replace("_", "-")


def short(label: str) -> str:
    """The word that a label begins with, where an explanation follows it: "Good" of "Good: it is mostly so"."""
    word, colon, _rest = label.partition(": ")
    return word if colon and len(word) <= _LONGEST_WORD else label


def to_json(instrument: Instrument) -> str:
    """The instrument as JSON text, always the same for the same instrument; `from_json` gives it back exactly."""
    return msgspec.json.encode(instrument).decode()


def from_json(text: str) -> Instrument:
    """The instrument that `to_json` wrote.

    Raises:
        BadInput: the text is no instrument that this version of the program knows.
    """
    try:
        return msgspec.json.decode(text, type=Instrument)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise BadInput(_("This instrument cannot be read. Import its form once more.")) from error

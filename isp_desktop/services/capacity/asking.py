"""What an assessment asks next: the items that are relevant by what was answered so far, with their words."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from isp_desktop.domain.instrument import NOT_APPLICABLE, SELECTS, UNASKED, Item, text_in, walk
from isp_desktop.domain.language import _, spoken
from isp_desktop.domain.scoring import Rated
from isp_desktop.services.capacity.runs import Run
from isp_desktop.services.instruments.filling import Filling
from isp_desktop.services.instruments.nodes import answer_of_text


class Asked(Struct, frozen=True):
    """An item as it is asked.

    Attributes:
        section: what the group it stands in is called, "" for none.
        offered: name and label of each answer that can be chosen; "not applicable" last, where that may be answered.
        rated: its scale; None for an item that nobody votes on.
        problem: why the answer does not do yet, in a sentence; "" for nothing.
    """

    path: str
    item: Item
    section: str
    label: str
    hint: str
    offered: tuple[tuple[str, str], ...]
    rated: Rated | None
    required: bool
    problem: str

    def word(self, value: str) -> str:
        """What an answer is called."""
        return dict(self.offered).get(value, value)


class Asking:
    """The items of one assessment.

    Args:
        today: what the instrument's today() is.

    Raises:
        BadInput: the instrument cannot be filled.
    """

    def __init__(self, run: Run, today: dt.date) -> None:
        assert run.kept is not None
        self._questions = run.kept.questions
        self._rated = {one.path: one for one in run.items}
        self._language = self._spoken_in()
        items = {"/".join(path): own for path, own in walk(self._questions.items)}
        answers = {
            path: answer_of_text(items[plain], value)
            for path, value in run.values.items()
            if (plain := plain_path(path)) in items
        }
        self._filling = Filling(self._questions, answers, today, language=self._language)
        self._items = items

    def all(self) -> list[Asked]:
        """What is to be answered, in the order of the form."""
        problems = {one.path: one.message for one in self._filling.problems()}
        found = []
        for path in self._filling.paths():
            own = self._items[plain_path(path)]
            if own.kind in UNASKED or not self._filling.relevant(path) or self._filling.read_only(path):
                continue
            found.append(self._asked(path, own, problems.get(path, "")))
        return found

    def answer(self, path: str, value: str) -> None:
        """Takes another answer, as it is kept, by which other items may be relevant."""
        self._filling.answer(path, answer_of_text(self._items[plain_path(path)], value))

    def _asked(self, path: str, own: Item, problem: str) -> Asked:
        offered = [(one.name, self._text(one.label) or one.name) for one in self._filling.choices(path)]
        rated = self._rated.get(path)
        if not offered and rated is not None and own.kind not in SELECTS:
            offered = [(name, name) for name in rated.scale.scores]
        if own.not_applicable:
            offered.append((NOT_APPLICABLE, _("Not applicable")))
        above, _slash, _name = path.rpartition("/")
        return Asked(
            path=path,
            item=own,
            section=self._filling.label(above) if above else "",
            label=self._filling.label(path) or own.name,
            hint=self._filling.hint(path),
            offered=tuple(offered),
            rated=rated,
            required=self._filling.required(path),
            problem=problem,
        )

    def _text(self, texts: dict[str, str]) -> str:
        return text_in(texts, self._language, self._questions.default_language)

    def _spoken_in(self) -> str:
        """The instrument's language that the program speaks, such as "English (en)"; else its own."""
        tag = spoken().partition("_")[0]
        mine = (one for one in self._questions.languages if one.endswith(f"({tag})") or one == tag)
        return next(mine, self._questions.default_language)


def plain_path(path: str) -> str:
    """The path of an item without which instance of a repeat it is."""
    return "/".join(name.partition("[")[0] for name in path.split("/"))

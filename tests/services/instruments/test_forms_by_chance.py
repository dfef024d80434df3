"""Random instruments written and read again; random and damaged workbooks read without harm."""

from __future__ import annotations

import math
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from forms import TODAY, workbook
from hypothesis import given, settings
from hypothesis import strategies as st
from pyxform import create_survey_from_xls
from xlsxwriter import Workbook

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Choice, Instrument, Item, Kind, Texts, from_json, to_json
from isp_desktop.services.instruments import Filling, Reading, read, write

words = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S"]), min_size=1, max_size=12)
# pyxform straightens these quotation marks, takes two spaces for one, and a value of "${" for a broken reference.
plain_words = words.map(lambda text: text.translate(str.maketrans("‘’“”", "''\"\"")).replace("${", "$ {")).filter(
    lambda text: text == text.strip()
)
column_names = st.from_regex(r"[a-z]{3,6}_c", fullmatch=True)


@contextmanager
def a_file(name: str) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / name


@st.composite
def choices(draw: st.DrawFn, languages: tuple[str, ...]) -> tuple[Choice, ...]:
    names = draw(st.lists(st.from_regex(r"[a-z0-9_]{1,6}", fullmatch=True), min_size=1, max_size=4))
    heads = draw(st.lists(column_names, unique=True, max_size=2))
    return tuple(
        Choice(
            name,
            draw(texts(languages)),
            {head: draw(plain_words) for head in heads if draw(st.booleans())},
            draw(st.none() | st.floats(-100, 100).filter(math.isfinite)),
        )
        for name in names
    )


@st.composite
def texts(draw: st.DrawFn, languages: tuple[str, ...]) -> Texts:
    return {language: draw(plain_words) for language in languages if draw(st.booleans())}


LEAVES: tuple[Kind, ...] = (
    *("text", "integer", "decimal", "range", "date", "time", "datetime", "note", "acknowledge", "calculate", "hidden"),
    *("select_one", "select_multiple", "rank"),
)


@st.composite
def items(draw: st.DrawFn, languages: tuple[str, ...], lists: list[str], names: Iterator[str], depth: int) -> Item:
    kinds: tuple[Kind, ...] = LEAVES if depth == 0 else (*LEAVES, "group", "repeat", "group")
    kind = draw(st.sampled_from(kinds))
    name = next(names)
    condition = st.sampled_from(["", "true()", "1 < 2", "today() > '2020-01-01'"])
    told: dict[str, Any] = {
        "label": draw(texts(languages)),
        "hint": draw(texts(languages)),
        "guidance": draw(texts(languages)),
        "relevant": draw(condition),
        "required": draw(condition),
        "read_only": draw(condition),
        "required_message": draw(texts(languages)),
        "constraint_message": draw(texts(languages)),
        "constraint": draw(st.sampled_from(["", ". != 'x'", "string-length(.) < 9"])),
        "appearance": draw(st.sampled_from(["", "minimal", "field-list w2"])),
        "capacity_type": draw(st.sampled_from(["", "intervention_specific", "general", "analytic", "adaptive"])),
        "level": draw(st.sampled_from(["", "individual", "organization", "network", "system"])),
        "form": draw(st.sampled_from(["", "psychological", "behavioural", "structural"])),
        "dimension": draw(st.just("") | plain_words),
        "weight": draw(st.floats(-10, 10)),
        "reverse": draw(st.booleans()),
        "not_applicable": draw(st.booleans()),
    }
    if kind in ("group", "repeat"):
        inner = draw(st.integers(1, 3))
        told["children"] = tuple(draw(items(languages, lists, names, depth - 1)) for _one in range(inner))
        told["repeat_count"] = draw(st.sampled_from(["", "2", "1 + 2"])) if kind == "repeat" else ""
    elif kind == "calculate":
        told["calculation"] = draw(st.sampled_from(["1 + 1", "concat('a', \"b'\")", "once(today())"]))
    elif kind in ("select_one", "select_multiple", "rank"):
        told["list"] = draw(st.sampled_from(lists))
        told["choice_filter"] = draw(st.sampled_from(["", "name != 'a'"]))
    elif kind == "range":
        told["parameters"] = {"end": "9", "start": "1", "step": "2"}
    else:
        told["default"] = draw(st.just("") | plain_words.filter(lambda text: not ("'" in text and '"' in text)))
        told["default_calculation"] = "" if told["default"] else draw(st.sampled_from(["", "today()", "1 + 1"]))
    return Item(kind, name, **told)


@st.composite
def instruments(draw: st.DrawFn) -> Instrument:
    languages = draw(
        st.sampled_from([("",), ("English (en)",), ("English (en)", "Nederlands (nl)"), ("fr", "", "العربية")])
    )
    lists = draw(st.lists(st.from_regex(r"[a-z]{1,5}", fullmatch=True), unique=True, min_size=1, max_size=3))
    names = (f"{draw(st.sampled_from(['q', 'été', 'x.y-', '_']))}{at}" for at in range(1000))
    first = Item("text", next(names), label={language: draw(plain_words) for language in languages})
    rest = tuple(draw(items(languages, lists, names, 2)) for _one in range(draw(st.integers(0, 4))))
    return Instrument(
        name=draw(plain_words),
        title=draw(plain_words),
        version=draw(st.just("") | plain_words),
        languages=languages,
        default_language=draw(st.sampled_from(languages)),
        items=(first, *rest),
        lists={name: draw(choices(languages)) for name in lists},
    )


@settings(max_examples=80, deadline=None)
@given(instruments())
def test_what_is_written_is_read_again_the_same(instrument: Instrument) -> None:
    assert from_json(to_json(instrument)) == instrument
    with a_file("form.xlsx") as path:
        write(instrument, path)
        reading = read(path)
        assert reading.not_taken == ()
        assert reading.instrument == instrument
        assert [one.name for one in path.parent.iterdir()] == ["form.xlsx"]
        # Other tools read it as well, our columns or not.
        create_survey_from_xls(str(path))
    Filling(instrument, {}, TODAY).problems()


def survives(path: Path) -> None:
    """Whatever it is, it is taken and can be filled, or is refused with one sentence."""
    try:
        reading = read(path)
    except BadInput as refused:
        refusal = str(refused)
    else:
        fills(reading)
        return
    assert path.name in refusal
    assert "\n" not in refusal


def fills(reading: Reading) -> None:
    filling = Filling(reading.instrument, {}, TODAY)
    for name in filling.paths()[:20]:
        try:
            filling.answer(name, "1")
        except BadInput:
            continue
    filling.problems()


HEADS = (
    *("type", "name", "label", "label::English (en)", "hint", "relevant", "required", "constraint", "calculation"),
    *("choice_filter", "default", "read_only", "repeat_count", "appearance", "parameters", "list_name", "bind::x"),
    *(
        "constraint_message",
        "trigger",
        "media::image",
        "save_to",
        "isp_weight",
        "isp_level",
        "form_id",
        "$odd",
        "disabled",
    ),
)
cells = st.one_of(
    st.sampled_from(
        [
            *(
                "begin_group",
                "end_group",
                "begin repeat",
                "end repeat",
                "text",
                "integer",
                "calculate",
                "note",
                "range",
            ),
            *(
                "select_one l",
                "select_multiple l or_other",
                "select_one l.csv",
                "rank l",
                "audit",
                "start",
                "loop over l",
            ),
            *(
                "a",
                "b",
                "c",
                "l",
                "yes",
                "no",
                "${a}",
                "${a} = 1",
                "count(${b})",
                "position(..)",
                "if(${a}, 1",
                "${",
                "((((",
            ),
            *(
                "table-list",
                "field-list",
                "start=1 end=x",
                "randomize=true",
                "today()",
                "../a",
                "meta",
                "geopoint",
                "hidden",
            ),
            *("1 div 0", "regex(., '(')", "indexed-repeat(${a}, ${b}, 1)", "instance('l')/root/item[name=${a}]/label"),
        ]
    ),
    st.text(max_size=6),
    st.none(),
)
rows = st.lists(st.lists(cells, max_size=8), max_size=12)
sheets = st.dictionaries(
    st.sampled_from(["survey", "choices", "settings", "external_choices", "entities", "osm", "other", "Survey"]),
    st.tuples(st.lists(st.sampled_from(HEADS), min_size=1, max_size=8), rows),
    max_size=4,
)


@settings(max_examples=150, deadline=None)
@given(sheets)
def test_no_workbook_does_harm(told: dict[str, tuple[list[str], list[list[str | None]]]]) -> None:
    with a_file("form.xlsx") as path:
        book = Workbook(str(path))
        for name, (heads, lines) in told.items():
            if name.lower() in {sheet.get_name().lower() for sheet in book.worksheets()}:
                continue
            sheet = book.add_worksheet(name)
            for at, line in enumerate([heads, *lines]):
                for column, cell in enumerate(line):
                    if cell:
                        sheet.write_string(at, column, cell)
        book.close()
        survives(path)


@settings(max_examples=120, deadline=None)
@given(st.data())
def test_no_damaged_workbook_does_harm(data: st.DataObject) -> None:
    with a_file("form.xlsx") as path:
        workbook(
            path, survey="type | name | label\ntext | a | A\nselect_one l | b | B", choices="list_name | name\nl | x"
        )
        whole = path.read_bytes()
        if data.draw(st.booleans()):
            # Within one of its parts, the rest in order.
            with zipfile.ZipFile(path) as packed:
                parts = {name: packed.read(name) for name in packed.namelist()}
            name = data.draw(st.sampled_from(sorted(parts)))
            parts[name] = damaged(parts[name], data)
            with zipfile.ZipFile(path, "w") as packed:
                for one, content in parts.items():
                    packed.writestr(one, content)
        else:
            path.write_bytes(damaged(whole, data))
        survives(path)


def damaged(whole: bytes, data: st.DataObject) -> bytes:
    start = data.draw(st.integers(0, max(0, len(whole) - 1)))
    end = data.draw(st.integers(start, min(len(whole), start + 40)))
    return whole[:start] + data.draw(st.binary(max_size=20)) + whole[end:]


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=3000),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x09\x08\x10\x00"]),
)
def test_no_bytes_do_harm(content: bytes, start: bytes) -> None:
    for suffix in (".xlsx", ".csv"):
        with a_file(f"form{suffix}") as path:
            path.write_bytes(start + content)
            survives(path)

"""Whatever is handed over is either taken in canonical form or refused in one sentence."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.canonical import canonical
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.kinds import FieldSpec, FieldType
from isp_desktop.domain.values import clean, fits

TYPES: tuple[FieldType, ...] = (
    "line", "text", "date", "time", "number", "choice", "yes_no", "link", "links", "tags", "picks",
)  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


def spec(of: FieldType) -> FieldSpec:
    return FieldSpec(name="field", label="Field", type=of, to="site", choices={"a": "A", "b": "B"})


def _refusal(of: FieldType, value: Any) -> BadInput | None:
    try:
        clean(spec(of), value)
    except BadInput as refusal:
        return refusal
    return None


@given(st.sampled_from(TYPES), JSON)
def test_any_value_is_taken_or_refused_in_one_sentence(of: FieldType, value: Any) -> None:
    refusal = _refusal(of, value)
    if refusal is None:
        taken = clean(spec(of), value)
        canonical(taken)
        assert clean(spec(of), taken) == taken
    else:
        assert refusal.field == "field"
        assert str(refusal).endswith(".")
        assert "\n" not in str(refusal)


@pytest.mark.parametrize(("value", "taken"), [(-5, False), (0, False), (1, True), (3650, True), (3651, False)])
def test_a_count_of_days_is_one_that_there_can_be(value: int, taken: bool) -> None:
    days = FieldSpec(name="wanted_days", label="In touch every", type="number", least=1, most=3650)
    if taken:
        assert clean(days, value) == value
    else:
        with pytest.raises(BadInput, match="from 1 to 3,650") as refused:
            clean(days, value)
        assert refused.value.field == "wanted_days"
    # What an older program let in is shown, not lost.
    assert fits(days, value)


@pytest.mark.parametrize(
    ("of", "value"),
    [
        ("date", "2026-02-31"), ("date", "31.02.2026"), ("date", "٢٠٢٦-١٠-١٥"), ("date", 20261015), ("time", "14:75"),
        ("time", "2pm"), ("text", "with\0nul"), ("text", "\ud800"), ("text", "x" * 10_000_000), ("line", "two\nlines"),
        ("number", float("nan")), ("number", True), ("number", 10**30), ("choice", "c"), ("yes_no", 1), ("link", "x"),
        ("links", "x"), ("picks", ["a", "c"]), ("tags", ["ok", "\x07"]),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(of: FieldType, value: Any) -> None:
    with pytest.raises(BadInput, match=r"“Field” \(field\)"):
        clean(spec(of), value)


@pytest.mark.parametrize("name", ["نور الدين", "Zoë 👩🏽‍🏫", "李小龍", "\u202eמיכל"])
def test_names_of_any_script_are_kept_as_typed(name: str) -> None:
    assert clean(spec("line"), f"  {name} ") == name


@given(st.dates())
def test_every_day_there_is_can_be_written(day: dt.date) -> None:
    assert clean(spec("date"), day.isoformat()) == day.isoformat()

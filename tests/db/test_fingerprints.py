"""An upgrade makes a kind's table again where it would come out otherwise, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from isp_desktop.db.fingerprints import fingerprint
from isp_desktop.db.models import kinds
from isp_desktop.db.rows import rows_of
from isp_desktop.db.store import Store
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.services import records

NAME = FieldSpec("name", "Name", "line", listed=True, weight="title")
LEVEL = FieldSpec("level", "Level", "choice", weight="", choices={"low": "Low", "high": "High"})
SIGNS = FieldSpec("signs", "Signs", "tags")
SITE = FieldSpec("site", "Site", "link", weight="", to="site")
DATE = FieldSpec("date", "Date", "date", weight="")
MARK = FieldSpec("mark", "Mark", "number", weight="", least=1, most=5)
PUZZLE = KindSpec(
    kind="puzzle",
    label="Puzzle",
    plural="Puzzles",
    icon="circle",
    title=("name",),
    order=("name",),
    latest_first=False,
    day="",
    private_unless_shared=False,
    fields=(NAME, LEVEL, SIGNS, SITE, DATE, MARK),
)
OTHERWISE_ASKED: dict[str, tuple[FieldSpec, Any]] = {
    "label": (NAME, "What it is called"),
    "help": (NAME, "As people say it"),
    "section": (NAME, "Before"),
    "required": (NAME, True),
    "by_program": (NAME, True),
    "once": (NAME, True),
    "until": (NAME, "level"),
    "least": (MARK, 0),
    "most": (MARK, 9),
    "choices": (LEVEL, {"low": "Lower", "high": "Higher", "none": "None"}),
}
OTHERWISE_MADE: dict[str, tuple[FieldSpec, Any]] = {
    "name": (NAME, "title"),
    "type": (NAME, "text"),
    "private": (NAME, True),
    "listed": (NAME, False),
    "weight": (NAME, "body"),
    "to": (SITE, "team"),
    "or_to": (SITE, ("team",)),
}
KIND_OTHERWISE_SHOWN = {
    "label": "Riddle",
    "plural": "Riddles",
    "icon": "square",
    "within": True,
    "private_unless_shared": True,
    "never_shared": True,
}
KIND_OTHERWISE_MADE: dict[str, Any] = {
    "kind": "riddle",
    "title": ("name", "level"),
    "order": ("date",),
    "latest_first": True,
    "day": "date",
    "filters": ("level",),
    "fields": (LEVEL, NAME, SIGNS, SITE, DATE, MARK),
}


def with_field(field: FieldSpec, **otherwise: Any) -> KindSpec:
    """The kind with one field declared otherwise."""
    return replace(PUZZLE, fields=tuple(replace(one, **otherwise) if one is field else one for one in PUZZLE.fields))


def test_each_thing_that_can_be_declared_is_of_one_sort_or_the_other() -> None:
    assert sorted(FieldSpec.__struct_fields__) == sorted([*OTHERWISE_ASKED, *OTHERWISE_MADE])
    assert sorted(KindSpec.__struct_fields__) == sorted([*KIND_OTHERWISE_SHOWN, *KIND_OTHERWISE_MADE])


@pytest.mark.parametrize("name", OTHERWISE_ASKED)
def test_other_words_and_other_questions_to_what_is_typed_leave_the_table(name: str) -> None:
    field, value = OTHERWISE_ASKED[name]
    assert fingerprint(with_field(field, **{name: value})) == fingerprint(PUZZLE)


@pytest.mark.parametrize("name", OTHERWISE_MADE)
def test_a_field_that_is_made_otherwise_has_the_table_made_again(name: str) -> None:
    field, value = OTHERWISE_MADE[name]
    assert fingerprint(with_field(field, **{name: value})) != fingerprint(PUZZLE)


def test_another_rule_of_merging_has_the_table_made_again() -> None:
    one_value = with_field(SIGNS, type="line")
    assert one_value.by_name["signs"].merge != SIGNS.merge
    assert fingerprint(one_value) != fingerprint(PUZZLE)


def test_a_field_more_or_fewer_has_the_table_made_again() -> None:
    assert fingerprint(replace(PUZZLE, fields=PUZZLE.fields[:-1])) != fingerprint(PUZZLE)


@pytest.mark.parametrize("name", KIND_OTHERWISE_SHOWN)
def test_a_kind_that_is_shown_otherwise_keeps_its_table(name: str) -> None:
    assert fingerprint(replace(PUZZLE, **{name: KIND_OTHERWISE_SHOWN[name]})) == fingerprint(PUZZLE)


@pytest.mark.parametrize("name", KIND_OTHERWISE_MADE)
def test_a_kind_that_is_made_otherwise_has_its_table_made_again(name: str) -> None:
    assert fingerprint(replace(PUZZLE, **{name: KIND_OTHERWISE_MADE[name]})) != fingerprint(PUZZLE)


class _Newer(FieldSpec, frozen=True):
    """A field with an option that this program does not have yet."""

    folded: bool = False


def test_an_option_that_nobody_uses_yet_leaves_the_table_and_its_use_does_not() -> None:
    newer = _Newer("name", "Name", "line", listed=True, weight="title")
    assert fingerprint(replace(PUZZLE, fields=(newer, *PUZZLE.fields[1:]))) == fingerprint(PUZZLE)
    used = replace(newer, folded=True)
    assert fingerprint(replace(PUZZLE, fields=(used, *PUZZLE.fields[1:]))) != fingerprint(PUZZLE)


def test_what_leaves_the_table_puts_the_same_into_it(store: Store, put: Callable[..., str]) -> None:
    site = put("site", name="Alder Road", setting="school")
    made = (put("visit", date="2026-10-15", site=site, mode="video", activities=["C5"]), site)
    for uid in made:
        seen = records.get(store, uid)
        spec = kinds()[seen.kind]
        bare = {"label": "", "help": "", "section": "", "required": False, "choices": {}}
        fields = tuple(replace(field, **bare) for field in spec.fields)
        shown = replace(spec, **(KIND_OTHERWISE_SHOWN | {"fields": fields}))
        assert fingerprint(shown) == fingerprint(spec)
        assert rows_of(seen, shown) == rows_of(seen, spec)

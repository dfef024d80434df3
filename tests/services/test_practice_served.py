"""docs/practice.md against the program: what it names exists, serves its activity, is found, and is counted."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.practice import load_practice, load_prompts
from isp_desktop.domain.served import NEVER_DONE, RULES, TAGGED, Rule
from isp_desktop.domain.vocabulary import ACTIVITY_CODES
from isp_desktop.services import finding, practice_picture, records
from isp_desktop.services.practice_picture import Asked

DAY = "2026-10-01"
TODAY = dt.date(2026, 10, 14)
PAGE = (Path(__file__).parents[2] / "docs" / "practice.md").read_text("utf-8")
ROW = re.compile(r"^\| ([RTCL]\d+) \| \*\*(.+?)\.\*\* (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
ROWS: Mapping[str, tuple[str, ...]] = {row[0]: row[1:] for row in ROW.findall(PAGE)}


def named(code: str) -> list[list[str]]:
    """What the page names as serving an activity: of each kind its name, and its fields and choices after it."""
    return [re.findall(r"`(\w+)`", part) for part in ROWS[code][2].split(";")]


def test_the_page_has_every_activity_in_our_words() -> None:
    assert list(ROWS) == list(ACTIVITY_CODES)
    assert [(label, text) for label, text, *_ in ROWS.values()] == [
        (one.label, one.text) for one in load_practice().activities
    ]


@pytest.mark.parametrize("code", ACTIVITY_CODES)
def test_the_page_names_the_kinds_that_serve_an_activity_and_their_fields(code: str) -> None:
    assert sorted(kind for kind, *_ in named(code)) == sorted({rule.kind for rule in RULES if code in rule.codes})
    for kind, *words in named(code):
        spec = kinds()[kind]
        choices = {key for name in spec.by_name for key in spec.by_name[name].choices}
        assert set(words) <= set(spec.by_name) | choices


def test_the_rest_of_the_page_names_what_exists() -> None:
    rest = PAGE.split("## Also asked for by the guide")[1]
    found = [re.findall(r"`(\w+)`", line.split("|")[2]) for line in rest.splitlines() if line.startswith("| ")]
    assert len(found) > 7
    for kind, *words in found[1:]:
        assert set(words) <= {*kinds()[kind].by_name, *kinds()}


def test_every_rule_speaks_of_kinds_fields_and_choices_that_there_are() -> None:
    for rule in RULES:
        spec = kinds()[rule.kind]
        for name in (*rule.day, *rule.given, *rule.none_of, *rule.by):
            spec.field(name)
        for name, choices in (*rule.among.items(), *([rule.by_choice] if rule.by_choice else [])):
            assert set(choices) <= set(spec.field(name).choices)
        assert all(spec.by_name[name].type == "date" for name in rule.day)
        assert set(rule.codes) <= set(ACTIVITY_CODES)
    assert all("activities" in kinds()[kind].by_name for kind in TAGGED)
    assert [kind for kind, spec in kinds().items() if "activities" in spec.by_name] == list(
        sorted(TAGGED, key=list(kinds()).index)
    )


def test_a_record_of_each_is_made_found_listed_and_counted(store: Store, put: Callable[..., str]) -> None:
    maker = Maker(put)
    for at, (code, rule) in enumerate((code, one) for one in RULES for code in one.codes):
        before, word = _times(store, code), f"Quince{at:02}x"
        uid = put(rule.kind, **maker.serving(rule, code, word))
        assert _times(store, code) > before, (code, rule)
        assert uid in [item.uid for item in finding.page(store, rule.kind, limit=500)]
        if word in str(records.get(store, uid).fields):
            assert uid in [hit.uid for hit in finding.find(store, word)]
        assert uid in [one.uid for one in practice_picture.opened(store, Asked(mine=False), code, _now()).entries]
    assert not practice_picture.read(store, Asked(mine=False), _now()).never


@pytest.mark.parametrize("kind", TAGGED)
def test_a_tag_serves_any_activity(store: Store, put: Callable[..., str], kind: str) -> None:
    put(kind, **Maker(put).least(kind), activities=list(ACTIVITY_CODES))
    found = practice_picture.read(store, Asked(mine=False), _now())
    assert [one.code for one in found.done] == list(ACTIVITY_CODES)


def _now() -> dt.date:
    # What names no day is of the day on which it was written down, which is today.
    return max(TODAY, dt.datetime.now(dt.UTC).date())


def _times(store: Store, code: str) -> int:
    found = practice_picture.read(store, Asked("half", mine=False), _now())
    return next(one.times for one in found.activities if one.code == code)


class Maker:
    """Makes the fields of records of any kind, and the records that they point to, one of each kind."""

    def __init__(self, put: Callable[..., str]) -> None:
        self._put = put
        self._ends: dict[str, str] = {}

    def serving(self, rule: Rule, code: str, word: str) -> dict[str, Any]:
        """Those by which a record serves an activity by a rule, and no more; a line or text of them is `word`."""
        spec, fields = kinds()[rule.kind], self.least(rule.kind, word)
        for name in (*rule.given[:1], *rule.day[:1]):
            fields.setdefault(name, self._value(spec.field(name), word))
        fields |= {name: choices[0] for name, choices in rule.among.items()}
        if rule.by_choice is not None:
            name, codes = rule.by_choice
            fields[name] = next(key for key, its in codes.items() if its == code)
        if rule.asked:
            fields["question"] = next(one.original for one in load_prompts() if code in one.codes)
        return fields

    def least(self, kind: str, word: str = "Quince") -> dict[str, Any]:
        """Those that a record has to have."""
        spec = kinds()[kind]
        wanted = (field for field in spec.fields if field.required or field.name in ("date", spec.title[0]))
        return {field.name: self._value(field, word) for field in wanted}

    def _value(self, field: FieldSpec, word: str) -> Any:
        if field.to:
            if field.to not in self._ends:
                self._ends[field.to] = self._put(field.to, **self.least(field.to))
            end = self._ends[field.to]
            return [end] if field.is_set else end
        made = {"date": DAY, "number": field.least or 1, "choice": next(iter(field.choices), "")}
        return made.get(field.type, [word] if field.is_set else word)


def test_what_was_not_done_names_states_that_there_are() -> None:
    for name, states in NEVER_DONE.items():
        declared = [spec.by_name[name].choices for spec in kinds().values() if name in spec.by_name]
        assert all(any(state in choices for choices in declared) for state in states)

"""What is written down twice is found by its own place in the list, and nothing else is taken for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from isp_desktop.db.store import Store
from isp_desktop.services import taking_back
from isp_desktop.services.records import new_uid
from isp_desktop.services.twice import twin

Put = Callable[..., str]
VISIT = {"date": "2026-10-14", "starts": "09:00", "discussion": "The chart was read aloud."}


def test_two_people_of_one_name_and_organization(store: Store, put: Put) -> None:
    first = put("person", name="Priya Raman", organization="Alder Trust")
    put("person", name="Priya Raman", organization="Birch Trust")
    put("person", name="Priya Ramana", organization="Alder Trust")
    assert twin(store, "person", first) == ""
    second = put("person", name="priya Raman", organization="alder  trust")
    assert twin(store, "person", second) == first
    assert twin(store, "person", first) == second
    taking_back.delete(store, first)
    assert twin(store, "person", second) == ""
    assert twin(store, "person", first) == ""


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({}, True),
        ({"discussion": "The chart was read  aloud."}, True),
        ({"discussion": "The chart was read aloud twice."}, False),
        ({"starts": "14:00"}, False),
        ({"date": "2026-10-15"}, False),
        ({"purpose": "Data review"}, False),
    ],
)
def test_two_visits_of_one_site_day_and_words(store: Store, put: Put, other: dict[str, Any], same: bool) -> None:
    site = put("site", name="Alder Road")
    first = put("visit", site=site, **VISIT)
    second = put("visit", site=site, **(VISIT | other))
    assert twin(store, "visit", second) == (first if same else "")


def test_visits_elsewhere_or_without_words_are_not_the_same(store: Store, put: Put) -> None:
    site, elsewhere = put("site", name="Alder Road"), put("site", name="Birch Lane")
    put("visit", site=site, **VISIT)
    assert twin(store, "visit", put("visit", site=elsewhere, **VISIT)) == ""
    put("visit", site=site, date="2026-11-02")
    assert twin(store, "visit", put("visit", site=site, date="2026-11-02")) == ""


def test_what_is_not_there_or_of_another_kind_has_no_twin(store: Store, put: Put) -> None:
    assert twin(store, "person", new_uid()) == ""
    note = {"text": "Quiet again.", "date": "2026-10-14"}
    put("note", **note)
    assert twin(store, "note", put("note", **note)) == ""

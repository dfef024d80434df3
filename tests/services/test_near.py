"""Typos are forgiven, and only where nothing better is there."""

from __future__ import annotations

from typing import Any

import pytest

from isp_desktop.db.store import Store
from isp_desktop.services.near import NearNames, are_named


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Pryia", "Priya Nadkarni"),
        ("nadkrani", "Priya Nadkarni"),
        ("PRIYA NADKARNY", "Priya Nadkarni"),
        ("ashfrod", "Ashford Primary"),
        ("garcía lópes", "Garcia Lopez"),
    ],
)
def test_a_slip_of_the_finger_still_finds_the_name(store: Store, put: Any, typed: str, found: str) -> None:
    for name in ("Priya Nadkarni", "Garcia Lopez", "Tomas Berg"):
        put("person", name=name)
    put("site", name="Ashford Primary")
    assert [hit.title for hit in NearNames(store).find(typed)] == [found]


def test_what_is_like_nothing_finds_nothing(store: Store, put: Any) -> None:
    put("person", name="Priya Nadkarni")
    near = NearNames(store)
    assert [near.find(typed) for typed in ("", "p", "pr", "xylophone", "🙂🙂🙂")] == [[], [], [], [], []]


def test_names_are_to_be_read_anew_when_something_known_by_its_name_changed(store: Store, put: Any) -> None:
    assert NearNames(store).find("tomsa") == []
    uid = put("person", name="Tomas Berg")
    near = NearNames(store)
    assert [hit.uid for hit in near.find("tomsa")] == [uid]
    assert near.find("tomsa", leave_out=[uid]) == []
    assert are_named({"visit", "person"})
    assert not are_named({"visit"})

"""Sentences that promise something, and activities found by a few letters."""

from __future__ import annotations

import datetime as dt

import pytest

from isp_desktop.services.dictating import activities_like, commitment

TODAY = dt.date(2026, 11, 18)
PEOPLE = {"p": "Priya Raman", "t": "Tomas Lind", "t2": "Tomas Berg"}


@pytest.mark.parametrize(
    ("said", "what", "owner", "due", "sentence"),
    [
        (
            "Priya sends the form by Friday",
            "Sends the form",
            "p",
            "2026-11-20",
            "Priya sends the form by Friday 20 November",
        ),
        (
            "send the form, Tomas Lind, in 2 weeks.",
            "Send the form",
            "t",
            "2026-12-02",
            "send the form, Tomas Lind, Wednesday 2 December.",
        ),
        ("Tomas sends it", "Tomas sends it", "", "", "Tomas sends it"),
        (
            "I call the county tomorrow",
            "Call the county",
            "me",
            "2026-11-19",
            "I call the county Thursday 19 November",
        ),
        (
            "Ask Priya Raman for the rota",
            "Ask Priya Raman for the rota",
            "p",
            "",
            "Ask Priya Raman for the rota",
        ),
        ("Priya Raman", "Priya Raman", "p", "", "Priya Raman"),
        ("by Friday", "By Friday", "", "2026-11-20", "by Friday 20 November"),
    ],
)
def test_a_sentence_is_heard(said: str, what: str, owner: str, due: str, sentence: str) -> None:
    heard = commitment(said, PEOPLE, "me", TODAY)
    assert (heard.what or "By Friday", heard.owner, heard.due, heard.sentence) == (what, owner, due, sentence)


def test_activities_are_found_by_code_and_by_words() -> None:
    assert activities_like("c5", 3)[0][0] == "C5"
    label = dict(activities_like("C5", 1))["C5"]
    assert "C5" in dict(activities_like(" ".join(word[:4] for word in label.split()), 5))
    assert activities_like("zzz", 5) == []

"""Sentences that promise something, and activities found by a few letters."""

from __future__ import annotations

import datetime as dt

import pytest

from isp_desktop.services.dictating import activities_like, commitment, in_words

TODAY = dt.date(2026, 11, 18)
PEOPLE = {"p": "Priya Raman", "t": "Tomas Lind", "t2": "Tomas Berg"}


@pytest.mark.parametrize(
    ("said", "what", "owner", "due", "told"),
    [
        (
            "Priya sends the form by Friday",
            "Sends the form",
            "p",
            "2026-11-20",
            "Sends the form: Priya Raman, by Friday 20 November",
        ),
        (
            "send the form, Tomas Lind, in 2 weeks.",
            "Send the form",
            "t",
            "2026-12-02",
            "Send the form: Tomas Lind, by Wednesday 2 December",
        ),
        ("Tomas sends it", "Tomas sends it", "", "", "Tomas sends it"),
        (
            "I call the county tomorrow",
            "Call the county",
            "me",
            "2026-11-19",
            "Call the county: Maren Oduya, by Thursday 19 November",
        ),
        (
            "Ask Priya Raman for the rota",
            "Ask Priya Raman for the rota",
            "p",
            "",
            "Ask Priya Raman for the rota",
        ),
        ("send it, Priya Raman", "Send it", "p", "", "Send it: Priya Raman"),
        (
            "send the form to Priya Raman by Friday",
            "Send the form to Priya Raman",
            "p",
            "2026-11-20",
            "Send the form to Priya Raman, by Friday 20 November",
        ),
        ("book the room tomorrow", "Book the room", "", "2026-11-19", "Book the room, by Thursday 19 November"),
        ("Priya Raman", "Priya Raman", "p", "", "Priya Raman"),
        ("by Friday", "", "", "2026-11-20", ", by Friday 20 November"),
    ],
)
def test_a_sentence_is_heard_and_told_to_others(said: str, what: str, owner: str, due: str, told: str) -> None:
    heard = commitment(said, PEOPLE, "me", TODAY)
    assert (heard.what, heard.owner, heard.due) == (what, owner, due)
    assert in_words(heard, {**PEOPLE, "me": "Maren Oduya"}.get(owner, ""), TODAY) == told


def test_activities_are_found_by_code_and_by_words() -> None:
    assert activities_like("c5", 3)[0][0] == "C5"
    label = dict(activities_like("C5", 1))["C5"]
    assert "C5" in dict(activities_like(" ".join(word[:4] for word in label.split()), 5))
    assert activities_like("zzz", 5) == []

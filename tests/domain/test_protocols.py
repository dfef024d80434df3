"""Protocols: on time, late, waiting for an answer, never closed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.protocols import NEVER, Agreed, Message, due_words, loop, words

TODAY = dt.date(2026, 10, 14)


def ago(days: int) -> dt.date:
    return TODAY - dt.timedelta(days=days)


MONTHLY = Agreed(every_days=30, since=ago(300))
ANSWERED = Agreed(every_days=30, answer_days=7, since=ago(300))


@pytest.mark.parametrize(
    ("agreed", "messages", "said", "due"),
    [
        (MONTHLY, [Message(ago(25))], "on time", "due in 5 days"),
        (MONTHLY, [Message(ago(30)), Message(ago(90))], "on time", "due today"),
        (MONTHLY, [Message(ago(38))], "8 days late", ""),
        (Agreed(30, since=ago(31)), [], "1 day late", ""),
        (Agreed(30, since=ago(29)), [], "on time", "due in 1 day"),
        (Agreed(30), [], "not begun", ""),
        (Agreed(30, since=ago(-2)), [], "not begun", ""),
        (Agreed(30, since=ago(90), until=ago(1)), [Message(ago(80))], "ended", ""),
        (Agreed(30, since=ago(90), until=ago(-3)), [Message(ago(20))], "on time", ""),
        (Agreed(), [Message(ago(400))], "on time", ""),
        (ANSWERED, [Message(ago(5))], "waiting 5 days for an answer", "due in 25 days"),
        (ANSWERED, [Message(TODAY)], "waiting for an answer since today", "due in 30 days"),
        (ANSWERED, [Message(ago(5), answered=ago(1))], "on time", "due in 25 days"),
        (ANSWERED, [Message(ago(5), answered=ago(-1))], "waiting 5 days for an answer", "due in 25 days"),
        (ANSWERED, [Message(ago(20)), Message(ago(5), answered=ago(1))], "on time", "due in 25 days"),
        (ANSWERED, [Message(ago(n)) for n in (70, 40, 10)], "not answered the last 3 times", "due in 20 days"),
        (ANSWERED, [Message(ago(n)) for n in (65, 35, 5)], "waiting 65 days for an answer", "due in 25 days"),
        (ANSWERED, [Message(ago(n)) for n in (130, 100, 70, 40)], "not answered the last 3 times", ""),
        (ANSWERED, [Message(ago(n)) for n in (70, 40)], "10 days late", ""),
    ],
)
def test_what_is_said_of_a_loop(agreed: Agreed, messages: list[Message], said: str, due: str):
    found = loop(agreed, messages, TODAY)
    assert (words(found, TODAY), due_words(found, TODAY)) == (said, due)


def test_an_answer_past_its_time_leaves_the_loop_open_though_the_sender_is_on_time():
    found = loop(ANSWERED, [Message(ago(9))], TODAY)
    assert (found.state, found.waits_since, found.answer_late, found.is_open) == ("waiting", ago(9), 2, True)
    assert not loop(ANSWERED, [Message(ago(7))], TODAY).is_open


days = st.integers(-30, 400).map(ago)
agreements = st.builds(
    Agreed,
    every_days=st.none() | st.integers(1, 90),
    answer_days=st.none() | st.integers(1, 60),
    since=st.none() | days,
    until=st.none() | days,
)
told = st.lists(st.builds(Message, sent=days, answered=st.none() | days), max_size=12)


@given(agreements, told)
def test_what_is_late_or_waits_is_told_by_what_was_sent(agreed: Agreed, messages: list[Message]):
    found = loop(agreed, messages, TODAY)
    assert loop(agreed, reversed(messages), TODAY) == found
    assert found.waits_since is None or (agreed.answer_days is not None and found.waits_since <= TODAY)
    assert not found.days_late or (found.next_due is not None and found.next_due < TODAY)
    unanswered = [one for one in messages if found.waits_since and found.waits_since <= one.sent <= TODAY]
    assert found.state != "never" or len(unanswered) >= NEVER
    assert words(found, TODAY)
    assert not (found.state == "ended" and found.is_open)


@given(agreements, told)
def test_something_sent_and_answered_today_closes_the_loop(agreed: Agreed, messages: list[Message]):
    found = loop(agreed, [*messages, Message(TODAY, answered=TODAY)], TODAY)
    assert (found.last, found.days_late) == (TODAY, 0)
    assert found.state in ("on_time", "ended", "waiting")
    # Only what else was sent on this day may still wait.
    assert found.state != "waiting" or any(one.sent == TODAY for one in messages)

"""The clock of a meeting counts for the item that is talked about, and for no other."""

from __future__ import annotations

import pytest

from isp_desktop.domain.item_clock import ItemClock, clock_words


def test_it_counts_for_one_item_at_a_time_and_rests_when_told():
    now = [100.0]
    clock = ItemClock(lambda: now[0], {"data": 60})
    clock.turn_to("data")
    now[0] += 30
    assert clock.seconds("data") == 60
    clock.run(True)
    now[0] += 30.5
    assert clock.seconds("data") == 90
    clock.turn_to("rooms")
    now[0] += 10
    clock.run(False)
    now[0] += 1_000
    clock.turn_to("data")
    assert clock.spent() == {"data": 90, "rooms": 10}


@pytest.mark.parametrize(
    ("seconds", "minutes", "told"),
    [
        (425, 20, "7:05 of 20 min"),
        (0, None, "0:00"),
        (1200, 20, "20 min are over"),
        (1380, 20, "3 min more than 20 min"),
    ],
)
def test_how_long_is_told(seconds: int, minutes: int | None, told: str):
    assert clock_words(seconds, minutes) == told

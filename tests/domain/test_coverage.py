"""Coverage: who is known where in the system, and where nobody is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.coverage import PLACES, Count, Need, coverage, empty_parts, heat
from isp_desktop.domain.vocabulary import LEVELS, PARTS_OF_SYSTEM

TEAMS, FUNDER = ("teams", "network"), ("funder_policy", "system")


def test_a_cell_tells_how_many_and_how_long_ago():
    found = coverage([Count(*TEAMS, 3, 12)], [])
    assert (found.cells[TEAMS].state, found.cells[TEAMS].people, found.cells[TEAMS].days) == ("known", 3, 12)
    assert found.cells[FUNDER].state == "gap"
    assert len(found.gaps) == len(PLACES) - 1


def test_who_has_no_part_or_level_is_counted_apart():
    found = coverage([Count("teams", None, 4, 3), Count("", "network", 2, None), Count("choir", "network", 1, 1)], [])
    assert (found.apart, len(found.gaps)) == (7, len(PLACES))


def test_a_gap_is_none_where_nobody_is_needed_and_people_are_told_whatever_was_said():
    needs = [Need(FUNDER, "", False, "The county deals with it"), Need(TEAMS, "", False)]
    found = coverage([Count(*TEAMS, 1, 0)], needs)
    assert (found.cells[FUNDER].state, found.cells[FUNDER].why) == ("not_needed", "The county deals with it")
    assert found.cells[TEAMS].state == "known"


def test_what_is_said_for_the_initiative_goes_before_what_is_said_for_all():
    needs = [Need(FUNDER, "", False), Need(FUNDER, "reading", True)]
    assert coverage([], needs, "reading").cells[FUNDER].state == "gap"
    assert coverage([], needs, "counting").cells[FUNDER].state == "not_needed"
    assert coverage([], needs).cells[FUNDER].state == "not_needed"


def test_where_two_say_different_things_somebody_is_needed():
    assert coverage([], [Need(FUNDER, "", False), Need(FUNDER, "", True)]).cells[FUNDER].state == "gap"


counts = st.lists(
    st.builds(
        Count,
        part=st.sampled_from([*PARTS_OF_SYSTEM, "", None]),
        level=st.sampled_from([*LEVELS, "", None]),
        people=st.integers(1, 50),
        days=st.one_of(st.none(), st.integers(0, 900)),
    ),
    max_size=30,
)


@given(counts)
def test_everyone_is_counted_once(found: list[Count]):
    made = coverage(found, [])
    assert sum(cell.people for cell in made.cells.values()) + made.apart == sum(count.people for count in found)
    assert all((cell.people == 0) == (cell.state == "gap") for cell in made.cells.values())


@given(st.integers(0, 500))
def test_a_fuller_cell_is_never_drawn_lighter(people: int):
    assert 0 <= heat(people) <= heat(people + 1) <= 4


def test_a_part_is_empty_where_nobody_is_known_at_any_level():
    nobody = [Need((part, level), "", False, "no") for part, level in PLACES if part == "families"]
    assert empty_parts(coverage([Count(*TEAMS, 3, 12)], nobody)) == (4, 5)
    assert empty_parts(coverage([Count("families", "system", 1, 0)], nobody)) == (5, 6)

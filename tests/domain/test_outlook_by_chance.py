"""The outlook of any site: order does not matter, nor what came later, and what is unknown is never strong."""

from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from isp_desktop.domain.outlook import Ground, facts
from isp_desktop.domain.outlook import ground as grounds
from isp_desktop.domain.outlook.fact import YEAR, days_from
from isp_desktop.domain.protocols import Agreed, Message
from isp_desktop.domain.teams import Seat
from isp_desktop.domain.vocabulary import (
    CHALLENGE_STATES,
    CHAMPION_STATES,
    CHANGE_PLACES,
    COMMITMENT_STATES,
    CONSISTENCY,
    FACILITATIONS,
    INTEGRITY_MARKS,
    LEVELS,
    LIKELIHOODS,
    NEED_STATES,
    PROBLEM_STATES,
    STEP_STATES,
    SUPPORT_STATES,
    TRANSITION_STATES,
)

DAY = dt.date(2026, 6, 30)
days = st.dates(dt.date(2024, 1, 1), dt.date(2027, 12, 31)).map(dt.date.isoformat)
maybe = st.one_of(st.just(""), days)
who = st.sampled_from(["ann", "ben", "cas"])


def made(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Some values of a kind of plain fact, each with a uid of its own."""
    one = st.builds(getattr(grounds, kind), uid=st.uuids().map(str), **fields)
    return st.lists(one, max_size=4, unique_by=lambda value: value.uid).map(tuple)


def of(words: Any) -> st.SearchStrategy[str]:
    return st.sampled_from(list(words))


_loops = st.lists(
    st.builds(
        grounds.Loop,
        uid=st.uuids().map(str),
        agreed=st.builds(Agreed, st.integers(1, 60), st.one_of(st.none(), st.integers(1, 30)), st.just(DAY)),
        messages=st.lists(st.builds(Message, st.dates(dt.date(2025, 1, 1), DAY)), max_size=4).map(tuple),
    ),
    max_size=2,
    unique_by=lambda loop: loop.uid,
).map(tuple)
_seats = st.lists(st.builds(Seat, who, joined=days, left=maybe), max_size=3).map(tuple)
_fields: dict[str, st.SearchStrategy[Any]] = {
    "elements": made("Element", initiative=st.just("p"), review_days=st.integers(0, 400), noted=maybe),
    "adaptations": made("Adaptation", date=days, consistent=of(("", *CONSISTENCY)), until=maybe),
    "assessed": made(
        "Assessed", subject=who, date=days, rated=st.integers(0, 3), needed=st.integers(0, 3), short=st.integers(0, 2)
    ),
    "needs": made("Need", state=of(NEED_STATES), seen_on=days, met_on=maybe),
    "steps": made("Step", state=of(STEP_STATES), starts_on=days, due=maybe, settled_on=maybe),
    "roles": made(
        "Role",
        name=of(("Director", "Head")),
        person=of(("", "ann", "ben")),
        since=maybe,
        until=maybe,
        debrief_days=st.integers(0, 90),
    ),
    "talks": made("Talk", person=who, date=days),
    "transitions": made("Transition", state=of(TRANSITION_STATES), told_on=days),
    "promises": made("Promise", due=maybe, state=of(COMMITMENT_STATES), settled_on=maybe, noted=days),
    "answering": made("Answering", who=who, to=who, since=days, until=maybe, review_on=maybe),
    "changes": made("Change", date=days, place=of(CHANGE_PLACES), has_response=st.booleans()),
    "challenges": made("Challenge", likelihood=of(LIKELIHOODS), effect=of(LIKELIHOODS), state=of(CHALLENGE_STATES)),
    "problems": made("Problem", date=days, state=of(PROBLEM_STATES), solved_on=maybe, is_tried=st.booleans()),
    "supports": made("Support", status=of(SUPPORT_STATES), since=days),
    "plans": made("Plan", agreed_on=maybe, noted=days),
    "visits": st.lists(days, max_size=6).map(tuple),
    "teams": st.lists(
        st.builds(
            grounds.Team,
            uid=who,
            noted=days,
            seats=_seats,
            loops=_loops,
            meetings=made("Meeting", date=days, facilitation=of(("", *FACILITATIONS))),
            checks=made("Check", date=days, mean=st.floats(1, 5), to_work=st.integers(0, 2)),
            backings=made("Backing", agreed_on=days, confirmed_on=maybe, until=maybe),
            versions=made("Version", version=st.integers(1, 3), state=of(("draft", "agreed", "superseded"))),
        ),
        max_size=2,
        unique_by=lambda team: team.uid,
    ).map(tuple),
}
_plain = st.fixed_dictionaries(_fields)


@st.composite
def sites(draw: st.DrawFn) -> Ground:
    fields = draw(_plain)
    elements = [one.uid for one in fields["elements"]] or ["none"]
    champions = draw(
        made("Champion", person=who, level=of(("", *LEVELS)), since=maybe, debrief_days=st.integers(0, 60))
    )
    reviewed = [one.uid for one in champions] or ["none"]
    plans = [one.uid for one in fields["plans"]] or ["none"]
    return Ground(
        site="site",
        read_on=DAY.isoformat(),
        programmes=(grounds.Programme("p", True, 0, 6),),
        marks=draw(made("Mark", element=of(elements), date=days, mark=of(INTEGRITY_MARKS))),
        champions=champions,
        reviews=draw(
            made("Review", champion=of(reviewed), date=days, state=of(CHAMPION_STATES), has_response=st.booleans())
        ),
        conditions=draw(made("Condition", plan=of(plans), due=maybe, stands_since=maybe, noted=days)),
        contacts=tuple(grounds.Contact(person, draw(maybe), 30) for person in ("ann", "ben")),
        **fields,
    )


_HAS_DAY = {
    "marks": "date",
    "adaptations": "date",
    "assessed": "date",
    "needs": "seen_on",
    "steps": "starts_on",
    "roles": "since",
    "champions": "since",
    "reviews": "date",
    "talks": "date",
    "transitions": "told_on",
    "promises": "noted",
    "answering": "since",
    "changes": "date",
    "problems": "date",
    "supports": "since",
    "conditions": "noted",
}


@settings(max_examples=60, deadline=None)
@given(sites(), st.randoms(use_true_random=False), days)
def test_the_order_of_what_is_known_does_not_matter(ground, random, day):
    def mixed(value: Any) -> Any:
        return tuple(random.sample(value, len(value))) if isinstance(value, tuple) else value

    other = Ground(**{name: mixed(getattr(ground, name)) for name in Ground.__struct_fields__})
    assert facts(other, day) == facts(ground, day)


@settings(max_examples=60, deadline=None)
@given(sites(), days)
def test_what_came_after_a_day_changes_nothing_on_it(ground, day):
    earlier = {
        name: tuple(one for one in getattr(ground, name) if getattr(one, field) <= day)
        for name, field in _HAS_DAY.items()
    }
    visits = tuple(one for one in ground.visits if one <= day)
    elements = tuple(
        one
        for one in ground.elements
        if one.noted <= day or any(mark.element == one.uid and mark.date <= day for mark in ground.marks)
    )
    assert facts(replace(ground, visits=visits, elements=elements, **earlier), day) == facts(ground, day)


@settings(max_examples=60, deadline=None)
@given(sites(), days)
def test_what_was_not_looked_at_is_never_strong(ground, day):
    marks = {mark.uid: mark for mark in ground.marks}
    for fact in facts(ground, day):
        if fact.rule == "I1" and fact.state == "strong":
            assert marks[fact.uid].mark == "holds"
            assert 0 <= days_from(fact.day, day) <= YEAR + 35
        if fact.rule in ("C1", "L3", "T1", "T3", "T6", "P4") and fact.state == "strong":
            assert fact.kind in ("assessment", "champion", "charter", "meeting", "team_check", "integrity_mark")
            assert fact.day <= day


@given(days)
def test_of_a_site_of_which_nothing_is_known_nothing_is_strong_or_at_risk(day):
    found = facts(Ground(site="site", read_on=day, contacts=()), day)
    assert found
    assert {fact.state for fact in found} == {"not_known"}
    assert msgspec.json.encode(found)

"""What the pages of an initiative and of a site's integrity tell, what is marked, and what is due of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.services import drafts, finding, records, today
from isp_desktop.services.integrity import initiative as of_initiative
from isp_desktop.services.integrity import marking, withdrawing, words
from isp_desktop.services.integrity import site as of_site

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


@pytest.fixture
def initiative(put: Put) -> str:
    return put("initiative", name="Strong starts", shared_vision="Every child reads.")


@pytest.fixture
def ridge(put: Put, initiative: str) -> str:
    return put("site", name="Ridge", initiatives=[initiative])


@pytest.fixture
def elements(put: Put, initiative: str) -> list[str]:
    made = ("Daily practice", "Coaching", "Data talks")
    return [
        put("core_element", name=name, initiative=initiative, place=at, review_days=90) for at, name in enumerate(made)
    ]


def test_each_site_tells_how_each_element_stands_there(
    store: Store, put: Put, initiative: str, ridge: str, elements: list[str]
):
    dale = put("site", name="Dale", initiatives=[initiative])
    put("integrity_mark", element=elements[0], site=ridge, date=day(-200), mark="holds")
    put("integrity_mark", element=elements[0], site=ridge, date=day(-100), mark="partly")
    put("integrity_mark", element=elements[1], site=ridge, date=day(-1), mark="holds")
    put("integrity_mark", element=elements[1], site=ridge, date=day(1), mark="not_held")
    found = of_initiative.view(store, initiative, TODAY)
    told = {row.name: [(one.mark, one.days, one.is_old) for one in row.stands] for row in found.sites}
    never = ("", 0, False)
    assert told == {"Dale": [never] * 3, "Ridge": [("partly", 100, True), ("holds", 1, False), never]}
    assert found.sites[0].uid == dale
    assert of_initiative.site_words(found.sites[1]) == (
        "1 of 3 core elements holds; 1 holds in part; 1 was never looked at."
    )


def test_accountability_that_goes_one_way_only_is_said(store: Store, put: Put, initiative: str):
    clinic, network = (put("organization", name=name) for name in ("The clinic", "The network"))
    put("accountability", what="Hours of coaching", who=clinic, to=network, initiative=initiative)
    found = of_initiative.view(store, initiative, TODAY)
    assert found.one_sided == ("The clinic answers to The network; nothing goes the other way.",)
    put("accountability", what="A room", who=network, to=clinic, initiative=initiative)
    assert of_initiative.view(store, initiative, TODAY).one_sided == ()


def test_open_problems_come_first_and_resources_by_name(store: Store, put: Put, initiative: str):
    put("problem", date=day(-1), what="Solved", initiative=initiative, state="solved")
    put("problem", date=day(-9), what="No room", initiative=initiative, tried="Asked the head")
    ana = put("person", name="Ana")
    put("resource", what="Script", initiatives=[initiative], useful_to=[ana])
    put("resource", what="checklist", initiatives=[initiative])
    found = of_initiative.view(store, initiative, TODAY)
    assert [(one.what, one.is_open) for one in found.problems] == [("No room", True), ("Solved", False)]
    assert [(one.what, one.useful_to) for one in found.resources] == [("checklist", ()), ("Script", ("Ana",))]


def test_what_is_not_there_is_refused(store: Store):
    with pytest.raises(NotFound):
        of_initiative.view(store, records.new_uid(), TODAY)
    with pytest.raises(NotFound):
        of_site.of_site(store, records.new_uid(), TODAY)


def test_a_site_tells_its_looks_what_bears_on_them_and_what_changed(
    store: Store, put: Put, ridge: str, elements: list[str]
):
    put("integrity_mark", element=elements[0], site=ridge, date=day(-9), mark="partly", evidence="Two of four days")
    put("integrity_mark", element=elements[0], site=ridge, date=day(-99), mark="holds", sources=["data"])
    put("adaptation", date=day(-40), what="Every other day", site=ridge, elements=elements[:1], consistent="not_clear")
    put("adaptation", date=day(-80), until=day(-41), what="By phone", site=ridge, elements=elements[:1])
    put("support", site=ridge, status="active", since=day(-300))
    put("support", site=ridge, status="tapering", since=day(-30))
    put("change", date=day(-50), what="Head left", place="setting", site=ridge)
    found = of_site.of_site(store, ridge, TODAY)
    first = found.lanes[0]
    assert [(look.mark, look.evidence, look.sources) for look in first.looks] == [
        ("holds", "", ("data",)),
        ("partly", "Two of four days", ()),
    ]
    assert first.bearing == ("Every other day",)
    assert [(one.what, one.in_force) for one in found.adaptations] == [("Every other day", True), ("By phone", False)]
    assert [one.status for one in found.support] == ["active", "tapering"]
    assert [(one.what, one.place) for one in found.changes] == [("Head left", "setting")]
    assert found.facts == "None of 3 core elements holds wholly; 1 holds in part; 2 were never looked at."


def test_what_is_private_is_not_in_what_may_leave(store: Store, put: Put, ridge: str, elements: list[str]):
    put("integrity_mark", element=elements[0], site=ridge, date=day(-9), mark="holds")
    put("integrity_mark", scope="private", element=elements[0], site=ridge, date=day(-1), mark="not_held")
    put("adaptation", scope="private", date=day(-40), what="Secretly", site=ridge)
    put("change", scope="private", date=day(-40), what="Secretly", place="setting", site=ridge)
    found = of_site.of_site(store, ridge, TODAY, private=False)
    assert "Secretly" not in words.told(found)
    assert found.lanes[0].stand.mark == "holds"
    hidden = put("site", scope="private", name="Hidden")
    with pytest.raises(BadInput, match="private"):
        of_site.of_site(store, hidden, TODAY, private=False)


def test_all_of_it_is_told_in_words(store: Store, put: Put, ridge: str, elements: list[str]):
    put("integrity_mark", element=elements[0], site=ridge, date=day(-9), mark="partly", evidence="Two of four days.")
    put("adaptation", date=day(-40), what="By phone", site=ridge, elements=elements[:1], consistent="not_clear")
    put("support", site=ridge, status="active", since=day(-300))
    put("change", date=day(-50), what="Head left", place="setting", site=ridge)
    assert words.told(of_site.of_site(store, ridge, TODAY)).splitlines() == [
        "Support: Active since 18 December 2025.",
        "Daily practice: Holds in part, 9 days ago.",
        "- 5 October 2026: Holds in part. Nobody said what it is based on. Two of four days.",
        "- An adaptation bears on it: By phone",
        "Coaching: Never looked at.",
        "Data talks: Never looked at.",
        "Adaptation: By phone. Since 4 September 2026. Not clear yet.",
        "Change: 25 August 2026: Head left. Practice setting.",
    ]


def test_an_element_of_elsewhere_that_was_looked_at_here_is_shown_too(store: Store, put: Put, ridge: str):
    other = put("core_element", name="Home visits", initiative=put("initiative", name="Other"))
    put("integrity_mark", element=other, site=ridge, date=day(-9), mark="holds")
    assert [lane.element.name for lane in of_site.of_site(store, ridge, TODAY).lanes] == ["Home visits"]


def test_looks_are_kept_while_they_are_typed_saved_in_one_go_and_taken_back(
    store: Store, ridge: str, elements: list[str]
):
    rows = marking.begin(store, ridge, elements, TODAY)
    rows[0].touch("mark", "holds")
    rows[1].touch("evidence", "Seen twice")
    marking.keep(store, [row.draft() for row in rows])
    assert len(drafts.every(store)) == 2
    again = marking.begin(store, ridge, elements, TODAY)
    assert (again[0].value("mark"), again[1].value("evidence"), again[2].value("mark")) == ("holds", "Seen twice", None)
    with pytest.raises(BadInput, match="whether it holds"):
        marking.save(store, again)
    again[1].touch("mark", "partly")
    undo = marking.save(store, again)
    assert sorted(item.fields["mark"] for item in finding.every(store, "integrity_mark")) == ["holds", "partly"]
    assert drafts.every(store) == []
    undo()
    assert finding.every(store, "integrity_mark") == []
    with pytest.raises(BadInput, match="1, 2 or 3"):
        marking.save(store, marking.begin(store, ridge, elements, TODAY))


def test_a_condition_stands_since_the_day_it_is_said(store: Store, put: Put, ridge: str):
    plan = put("withdrawal", site=ridge, ends_on=day(60))
    late = put("withdrawal_condition", withdrawal=plan, what="A local coach", due=day(-3))
    put("withdrawal_condition", withdrawal=plan, what="A budget line", due=day(20))
    put("withdrawal_condition", withdrawal=plan, what="A van", given_up="no need")
    [found] = of_site.of_site(store, ridge, TODAY).withdrawals
    assert [one.what for one in found.conditions] == ["A local coach", "A budget line", "A van"]
    assert withdrawing.words(found, TODAY) == "0 of 2 conditions stand, 1 is late."
    undo = withdrawing.judge(store, late, True, TODAY)
    [found] = of_site.of_site(store, ridge, TODAY).withdrawals
    assert withdrawing.words(found, TODAY) == "1 of 2 conditions stands."
    undo()
    assert records.get(store, late).fields.get("stands_since") is None


def due(store: Store) -> list[tuple[str, str, int]]:
    return [(one.kind, one.name, one.days) for one in today.reviews(store, TODAY)]


def test_elements_are_due_at_sites_with_support_and_nowhere_else(
    store: Store, put: Put, initiative: str, ridge: str, elements: list[str]
):
    gone, bare = (put("site", name=name, initiatives=[initiative]) for name in ("Gone", "Bare"))
    put("support", site=ridge, status="active", since=day(-300))
    put("support", site=gone, status="active", since=day(-300))
    put("support", site=gone, status="withdrawn", since=day(-30))
    put("integrity_mark", element=elements[0], site=ridge, date=day(-100), mark="holds")
    put("integrity_mark", element=elements[1], site=ridge, date=day(-10), mark="holds")
    put("integrity_mark", element=elements[2], site=ridge, date=day(-80), mark="holds")
    assert due(store) == [("integrity", "Ridge", -10)]
    [found] = today.reviews(store, TODAY)
    assert (found.uid, found.count) == (ridge, 2)
    assert bare not in {one.uid for one in today.reviews(store, TODAY)}


def test_what_was_never_looked_at_is_due_from_when_the_support_began(
    store: Store, put: Put, ridge: str, elements: list[str]
):
    put("support", site=ridge, status="exploring", since=day(-300))
    put("support", site=ridge, status="active", since=day(-91))
    put("support", site=ridge, status="tapering", since=day(-2))
    assert due(store) == [("integrity", "Ridge", -1)]


def test_what_is_to_be_looked_at_again_and_conditions_are_due(store: Store, put: Put, ridge: str):
    put("adaptation", date=day(-40), what="Every other day", site=ridge, review_on=day(2))
    put("adaptation", date=day(-40), until=day(-1), what="Ended", site=ridge, review_on=day(2))
    ana = put("person", name="Ana")
    put("accountability", what="Hours", who=ana, to=ridge, review_on=day(-1))
    plan = put("withdrawal", site=ridge, ends_on=day(60), review_on=day(3))
    put("withdrawal_condition", withdrawal=plan, what="A local coach", due=day(-3))
    put("withdrawal_condition", withdrawal=plan, what="Stands", due=day(-3), stands_since=day(-9))
    put("withdrawal_condition", withdrawal=plan, what="Given up", due=day(-3), given_up="no need")
    assert [(kind, days) for kind, _name, days in due(store)] == [
        ("withdrawal_condition", -3),
        ("accountability", -1),
        ("adaptation", 2),
        ("withdrawal", 3),
    ]

"""The rules of docs/outlook.md by cases made by hand: each strong, at risk and not known, as of 30 June 2026."""

from __future__ import annotations

import datetime as dt

import pytest

from isp_desktop.domain.outlook import Count, Ground, count, facts, half_years
from isp_desktop.domain.outlook.ground import (
    Adaptation,
    Answering,
    Assessed,
    Backing,
    Challenge,
    Champion,
    Change,
    Check,
    Condition,
    Contact,
    Element,
    Item,
    Loop,
    Mark,
    Meeting,
    Need,
    Plan,
    Problem,
    Programme,
    Promise,
    Review,
    Role,
    Step,
    Support,
    Talk,
    Team,
    Transition,
    Version,
)
from isp_desktop.domain.protocols import Agreed, Message
from isp_desktop.domain.teams import Seat
from isp_desktop.domain.vocabulary import CORE_FUNCTIONS, OUTLOOK_AREAS
from isp_desktop.services.outlook.words import sayable

DAY = "2026-06-30"
ALL = {key: ("ann",) for key in CORE_FUNCTIONS}
HELD = Version("v1", 1, "agreed", "2026-01-10", "2026-12-01", carriers=ALL)
WEEKLY = Agreed(every_days=7, answer_days=7, since=dt.date(2026, 1, 1))


def told(rule: str, day: str = DAY, **ground: object) -> list[tuple[str, str]]:
    """State and sentence of what a rule says of a site."""
    found = facts(Ground(site="site", read_on=DAY, **ground), day)  # type: ignore[arg-type]
    assert {f"{fact.rule} {fact.says}" for fact in found} <= sayable()
    return [(fact.state, fact.says) for fact in found if fact.rule == rule]


def one(ground: dict[str, object], rule: str, day: str = DAY) -> tuple[str, str]:
    """The same where the rule says one thing."""
    (found,) = told(rule, day, **ground)
    return found


def marked(*marks: Mark, days: int = 0, noted: str = "2025-01-01") -> dict[str, object]:
    return {"programmes": (Programme("p"),), "elements": (Element("e", "p", days, noted),), "marks": marks}


def in_team(**of: object) -> dict[str, object]:
    return {"teams": (Team("team", "2025-01-01", **of),)}  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("ground", "expected"),
    [
        (marked(Mark("m", "e", "2026-06-01", "holds")), ("strong", "holds")),
        (marked(Mark("m", "e", "2025-07-01", "holds")), ("strong", "holds")),
        (marked(Mark("m", "e", "2025-06-29", "holds")), ("not_known", "long_ago")),
        (marked(Mark("m", "e", "2026-05-01", "holds"), days=30), ("not_known", "long_ago")),
        (marked(Mark("m", "e", "2026-06-01", "partly")), ("at_risk", "partly")),
        (marked(Mark("m", "e", "2026-06-01", "not_held")), ("at_risk", "not_held")),
        (marked(Mark("m", "e", "2026-06-01", "of a newer program")), ("not_known", "newer")),
        (marked(), ("not_known", "never_seen")),
        (marked(Mark("a", "e", "2026-06-01", "not_held"), Mark("b", "e", "2026-06-02", "holds")), ("strong", "holds")),
        (marked(Mark("b", "e", "2026-06-01", "partly"), Mark("a", "e", "2026-06-01", "holds")), ("at_risk", "partly")),
        (marked(Mark("b", "e", "2026-07-01", "not_held")), ("not_known", "never_seen")),
    ],
)
def test_i1_a_core_element_stands_by_its_latest_mark_while_that_is_young_enough(ground, expected):
    assert one(ground, "I1") == expected


def test_i1_an_element_is_told_from_the_day_on_which_it_was_written_down_or_looked_at():
    later = marked(noted="2026-07-01")
    assert told("I1", **later) == []
    assert one(marked(Mark("m", "e", "2026-06-01", "holds"), noted="2026-07-01"), "I1") == ("strong", "holds")


def test_i2_adaptations_in_force():
    against = Adaptation("a", "2026-01-01", "not_consistent")
    over = Adaptation("b", "2026-01-01", "not_consistent", "2026-06-29")
    unclear = Adaptation("c", "2026-02-01")
    fitting = Adaptation("d", "2026-02-01", "consistent")
    assert told("I2", adaptations=(against, over, unclear, fitting)) == [
        ("at_risk", "adapted_against"),
        ("strong", "adapted_well"),
        ("not_known", "adapted_unclear"),
    ]
    assert told("I2", "2025-12-31", adaptations=(against, unclear)) == []


def test_i3_what_is_to_go_on_is_written_down_nowhere():
    assert told("I3") == [("not_known", "no_initiative")]
    assert told("I3", programmes=(Programme("p"),)) == [("not_known", "no_elements")]
    assert told("I3", **marked()) == []


@pytest.mark.parametrize(
    ("assessed", "expected"),
    [
        (Assessed("a", "site", "2026-03-01", rated=8, needed=6), ("strong", "enough")),
        (Assessed("a", "site", "2026-03-01", rated=8, needed=6, short=2), ("at_risk", "short")),
        (Assessed("a", "site", "2026-03-01", rated=8), ("not_known", "no_targets")),
        (Assessed("a", "site", "2026-03-01"), ("not_known", "not_rated")),
        (Assessed("a", "site", "2025-06-29", rated=8, needed=6), ("not_known", "assessed_long_ago")),
        (Assessed("a", "site", "2026-07-01", rated=8, needed=6), ("not_known", "never_assessed")),
    ],
)
def test_c1_capacity_against_what_is_needed(assessed, expected):
    assert one({"assessed": (assessed,)}, "C1") == expected


def test_c1_and_c2_of_each_subject_the_latest_assessment_counts():
    every = (
        Assessed("a", "site", "2026-01-01", 8, 6, 2, next_on="2026-02-01"),
        Assessed("b", "site", "2026-03-01", 8, 6, next_on="2026-06-29"),
        Assessed("c", "team", "2026-03-01", 8, 6, 1, next_on="2026-06-30"),
    )
    assert told("C1", assessed=every) == [("at_risk", "short"), ("strong", "enough")]
    assert told("C2", assessed=every) == [("at_risk", "next_overdue")]


def test_c3_needs_and_the_steps_that_meet_them():
    needs = (
        Need("bare", seen_on="2026-02-01"),
        Need("carried", seen_on="2026-02-01"),
        Need("dropped", seen_on="2026-02-01"),
        Need("met", "met", "2026-01-01", "2026-05-01"),
        Need("given up", "given_up", "2026-01-01", "2026-05-01"),
    )
    steps = (Step("s", ("carried",), starts_on="2026-02-01"), Step("t", ("dropped",), "dropped"))
    assert told("C3", needs=needs, steps=steps) == [
        ("at_risk", "need_without_step"),
        ("at_risk", "need_without_step"),
        ("strong", "needs_met"),
        ("strong", "needs_with_steps"),
    ]
    # On 31 March two more were open, for they were settled in May.
    assert told("C3", "2026-03-31", needs=needs, steps=steps).count(("at_risk", "need_without_step")) == 4
    assert told("C3", "2025-12-31", needs=needs, steps=steps) == []


def test_c4_steps_late_and_done():
    late, waiting = Step("a", due="2026-06-29"), Step("b", due="2026-06-30")
    done = Step("c", (), "done", "2026-01-01", "2026-03-01", "2026-04-01")
    dropped = Step("d", (), "dropped", due="2026-03-01")
    assert told("C4", steps=(late, waiting, done, dropped)) == [("at_risk", "step_late"), ("strong", "steps_done")]
    assert told("C4", "2026-03-15", steps=(done,)) == [("at_risk", "step_late")]


def test_l1_roles_filled_vacant_and_left():
    filled = Role("a", "Director", "ann", since="2025-01-01")
    assert told("L1", roles=(filled,)) == [("strong", "roles_filled")]
    assert told("L1", roles=(Role("a", "Director"),)) == [("at_risk", "vacant")]
    left = Role("a", "Director", "ann", until="2026-06-01")
    assert told("L1", roles=(left,)) == [("at_risk", "left")]
    assert told("L1", roles=(left, Role("b", "director", "ben", since="2026-06-02"))) == [("strong", "roles_filled")]
    assert told("L1", "2026-05-01", roles=(left,)) == [("strong", "roles_filled")]
    assert told("L1") == [("not_known", "no_roles")]


def test_l2_on_how_many_people_it_rests():
    director, active = Role("r", "Director", "ann"), Review("v", "c", "2026-05-01", "active")
    assert told("L2", roles=(director,)) == [("at_risk", "on_one")]
    alone = {"roles": (director,), "champions": (Champion("c", "ann"),), "reviews": (active,)}
    assert one(alone, "L2") == ("at_risk", "on_one")
    assert one({**alone, "champions": (Champion("c", "ben"),)}, "L2") == ("strong", "on_several")
    assert told("L2") == []


@pytest.mark.parametrize(
    ("review", "expected"),
    [
        (Review("v", "c", "2026-05-01", "active"), ("strong", "active")),
        (Review("v", "c", "2025-12-01", "active"), ("not_known", "reviewed_long_ago")),
        (Review("v", "c", "2026-05-01", "cultivating"), ("not_known", "cultivating")),
        (Review("v", "c", "2026-05-01", "waning"), ("at_risk", "waning")),
        (Review("v", "c", "2025-01-01", "waning"), ("at_risk", "waning")),
        (Review("v", "c", "2026-05-01", "waning", has_response=True), ("not_known", "waning_seen_to")),
        (Review("v", "c", "2026-05-01", "lost"), ("at_risk", "lost")),
        (Review("v", "c", "2026-07-01", "active"), ("not_known", "never_reviewed")),
    ],
)
def test_l3_a_champion_stands_by_the_latest_review(review, expected):
    assert one({"champions": (Champion("c", "ann"),), "reviews": (review,)}, "L3") == expected


def test_l3_a_loss_that_was_responded_to_is_over_and_told_where_others_are_active():
    lost = Review("v", "c", "2026-05-01", "lost", has_response=True)
    champions = (Champion("c", "ann"), Champion("d", "ben"))
    assert told("L3", champions=champions[:1], reviews=(lost,)) == []
    active = Review("w", "d", "2026-06-01", "active")
    found = told("L3", champions=champions, reviews=(lost, active))
    assert sorted(found) == [("strong", "active"), ("strong", "lost_and_recovered")]


def test_l4_champions_at_several_levels():
    def at(*levels: str) -> dict[str, object]:
        own = tuple(Champion(f"c{at}", f"p{at}", level) for at, level in enumerate(levels))
        return {
            "champions": own,
            "reviews": tuple(Review(f"v{one.uid}", one.uid, "2026-06-01", "active") for one in own),
        }

    assert one(at("organization", "system"), "L4") == ("strong", "at_levels")
    assert one(at("organization", "organization"), "L4") == ("at_risk", "at_one_level")
    assert one({"champions": (Champion("c", "ann", "system"),)}, "L4") == ("at_risk", "none_active")
    assert told("L4") == [("not_known", "no_champions")]


def test_l5_a_leadership_change_and_its_checklist():
    def change(*items: Item, state: str = "foreseen") -> dict[str, object]:
        return {"transitions": (Transition("t", state, told_on="2026-05-01", items=items),)}

    done, not_needed = Item("a", done_on="2026-06-01"), Item("b", is_not_needed=True)
    assert one(change(done, not_needed), "L5") == ("strong", "items_done")
    assert one(change(done, Item("c", due="2026-08-01")), "L5") == ("at_risk", "items_open")
    assert one(change(done, Item("c", due="2026-06-29")), "L5") == ("at_risk", "items_late")
    assert one(change(done), "L5", "2026-05-15") == ("at_risk", "items_open")
    assert one(change(), "L5") == ("at_risk", "no_checklist")
    assert told("L5", **change(state="done")) == []
    assert told("L5", "2026-04-30", **change()) == []


def test_l5_who_comes_is_to_be_known_when_the_day_is_near():
    done = (Item("a", done_on="2026-06-01"),)
    near, far = (
        Transition("t", told_on="2026-05-01", leaves_on=day, items=done) for day in ("2026-09-30", "2026-10-01")
    )
    assert told("L5", transitions=(near,)) == [("at_risk", "no_successor"), ("strong", "items_done")]
    assert told("L5", transitions=(far,)) == [("strong", "items_done")]
    named = Transition(
        "t", comes="ben", told_on="2026-05-01", leaves_on="2026-09-01", named_on="2026-06-20", items=done
    )
    assert told("L5", transitions=(named,)) == [("strong", "items_done")]
    assert told("L5", "2026-06-19", transitions=(named,)) == [("at_risk", "no_successor"), ("strong", "items_done")]


def test_l6_debriefs_against_the_rhythm_agreed():
    role = Role("r", "Director", "ann", since="2026-01-01", debrief_days=30)
    assert told("L6", roles=(role,), talks=(Talk("t", "ann", "2026-06-01"),)) == [("strong", "debriefs_in_time")]
    assert told("L6", roles=(role,), talks=(Talk("t", "ann", "2026-05-01"),)) == [("at_risk", "debrief_late")]
    assert told("L6", roles=(role,), talks=(Talk("t", "ben", "2026-06-01"),)) == [("at_risk", "never_debriefed")]
    assert told("L6", roles=(Role("r", "Director", "ann"),)) == [("not_known", "no_rhythm")]
    # Somebody with two rhythms is talked with by the shorter one.
    champion = Champion("c", "ann", debrief_days=10)
    talked = (Talk("t", "ann", "2026-06-15"),)
    assert told("L6", roles=(role,), champions=(champion,), talks=talked) == [("at_risk", "debrief_late")]
    # With whoever was lost as a champion no rhythm holds any more.
    lost = (Review("x", "c", "2026-06-20", "lost", has_response=True),)
    assert told("L6", champions=(champion,), reviews=lost, talks=talked) == []
    assert told("L6", "2026-06-19", champions=(champion,), reviews=lost, talks=talked) == [
        ("strong", "debriefs_in_time")
    ]


def test_t1_the_charter_of_a_team():
    assert one(in_team(versions=(HELD,)), "T1") == ("strong", "charter_agreed")
    overdue = Version("v", 1, "agreed", "2025-01-10", "2026-06-29")
    assert one(in_team(versions=(overdue,)), "T1") == ("at_risk", "charter_overdue")
    assert one(in_team(versions=(Version("v", 1, "agreed", "2025-01-10"),)), "T1") == ("not_known", "charter_old")
    draft = Version("v", 1, "draft", noted="2026-01-01")
    assert one(in_team(versions=(draft,)), "T1") == ("at_risk", "charter_in_writing")
    assert one(in_team(), "T1") == ("not_known", "no_charter")
    assert told("T1") == [("not_known", "no_team")]
    # Before the second version was agreed on, the first one held.
    two = (Version("v1", 1, "superseded", "2025-01-10"), Version("v2", 2, "agreed", "2026-06-01", "2027-01-01"))
    assert one(in_team(versions=two), "T1", "2025-06-01") == ("strong", "charter_agreed")
    assert one(in_team(versions=two[:1]), "T1", "2025-06-01") == ("not_known", "no_charter")


def test_t2_core_functions_that_no_team_carries():
    assert one(in_team(versions=(HELD,)), "T2") == ("strong", "all_carried")
    left = (Seat("ann", (), "2025-01-01", "2026-06-01"),)
    assert told("T2", **in_team(versions=(HELD,), seats=left)) == [("at_risk", "not_carried")] * 6
    assert one(in_team(versions=(HELD,), seats=left), "T2", "2026-05-01") == ("strong", "all_carried")
    assert told("T2", **in_team()) == []


def met(*ways: str, month: int = 6) -> dict[str, object]:
    return in_team(meetings=tuple(Meeting(f"m{at}", f"2026-0{month}-0{at + 1}", way) for at, way in enumerate(ways)))


def test_t3_and_t4_whether_a_team_meets_and_who_facilitates():
    assert one(met("local"), "T3") == ("strong", "meets")
    assert one(met("local", month=3), "T3") == ("at_risk", "not_met")
    assert one(in_team(), "T3") == ("not_known", "never_met")
    assert one(met("practitioner", "local", "local", "", "local"), "T4") == ("strong", "local")
    assert one(met("local", "practitioner", "practitioner", "practitioner"), "T4") == ("at_risk", "practitioner")
    assert one(met("practitioner", "together", "local"), "T4") == ("not_known", "handing_over")
    assert one(met("local", "local", ""), "T4") == ("not_known", "facilitation_unknown")


def test_t5_feedback_loops():
    def loop(*messages: Message) -> dict[str, object]:
        return in_team(loops=(Loop("l", WEEKLY, messages),))

    answered = Message(dt.date(2026, 6, 25), dt.date(2026, 6, 27))
    assert one(loop(answered), "T5") == ("strong", "loops_close")
    assert one(loop(Message(dt.date(2026, 5, 1), dt.date(2026, 5, 2))), "T5") == ("at_risk", "loop_late")
    unanswered = [Message(dt.date(2026, 6, day)) for day in (1, 8, 15, 25)]
    assert one(loop(*unanswered), "T5") == ("at_risk", "never_answered")
    assert told("T5", **in_team(loops=(Loop("l", Agreed()),))) == []


@pytest.mark.parametrize(
    ("checks", "expected"),
    [
        ((Check("a", "2026-05-01", 4.2, 10),), ("strong", "check_well")),
        ((Check("a", "2026-05-01", 3.1, 10, 3),), ("at_risk", "check_to_work")),
        ((Check("a", "2025-12-01", 4.5, 10), Check("b", "2026-05-01", 4.0, 10)), ("at_risk", "check_fell")),
        ((Check("a", "2025-12-01", 4.5, 10), Check("b", "2026-05-01", 4.1, 10)), ("strong", "check_well")),
        ((Check("a", "2025-06-01", 4.5, 10),), ("not_known", "checked_long_ago")),
        ((), ("not_known", "never_checked")),
    ],
)
def test_t6_how_members_rate_their_team(checks, expected):
    assert one(in_team(checks=checks), "T6") == expected


def test_t7_what_leadership_gives_the_team():
    assert one(in_team(backings=(Backing("b", "2025-01-01", "2026-05-01"),)), "T7") == ("strong", "backed")
    assert one(in_team(backings=(Backing("b", "2025-01-01"),)), "T7") == ("not_known", "backing_stale")
    assert one(in_team(backings=(Backing("b", "2026-05-01", "", "2026-06-01"),)), "T7") == ("at_risk", "backing_ended")
    # What was confirmed later was not confirmed on that day.
    assert one(in_team(backings=(Backing("b", "2025-01-01", "2026-05-01"),)), "T7", "2026-04-01") == (
        "not_known",
        "backing_stale",
    )


def test_r1_who_is_in_touch_and_who_went_quiet():
    assert one({"contacts": (Contact("ann", "2026-06-20", 14, 60),)}, "R1") == ("strong", "in_touch")
    assert one({"contacts": (Contact("ann", "2026-05-10", 14, 60),)}, "R1") == ("strong", "in_touch")
    assert one({"contacts": (Contact("ann", "2026-04-01", 14, 60),)}, "R1") == ("at_risk", "quiet")
    assert one({"contacts": (Contact("ann", "2026-05-10", 14),)}, "R1") == ("at_risk", "quiet")
    assert one({"contacts": (Contact("ann", "", 14),)}, "R1") == ("not_known", "never_met")
    assert one({"contacts": ()}, "R1") == ("not_known", "no_rhythm")
    assert told("R1", contacts=None) == []
    assert told("R1", "2026-06-29", contacts=(Contact("ann", "", 14),)) == []


def test_r2_and_r5_the_system_covered_and_a_vision_shared():
    assert told("R2", programmes=(Programme("p", parts=6),)) == [("strong", "no_gaps")]
    assert told("R2", programmes=(Programme("p", gaps=3, parts=6),)) == [("at_risk", "gaps")]
    assert told("R2", programmes=(Programme("p"),)) == []
    assert told("R5", programmes=(Programme("p", has_vision=True),)) == [("strong", "vision")]
    assert told("R5", programmes=(Programme("p"),)) == [("not_known", "no_vision")]


def test_r3_promises():
    kept = Promise("a", "2026-03-01", "kept", "2026-02-01")
    late = Promise("b", "2026-03-01", "late", "2026-04-01")
    dropped = Promise("c", "2026-03-01", "dropped", "2026-04-02")
    assert told("R3", promises=(kept, late)) == [("strong", "promises_kept")]
    assert told("R3", promises=(kept, late, dropped)) == [("at_risk", "promises_not_kept")]
    assert told("R3", promises=(Promise("d", "2026-06-29"),)) == [("at_risk", "promises_late")]
    assert told("R3", promises=(Promise("d", "2026-06-30"),)) == [("not_known", "no_promises")]
    # On 15 March it was open, and late.
    assert told("R3", "2026-03-15", promises=(late,)) == [("at_risk", "promises_late")]
    old = Promise("e", "2025-03-01", "kept", "2025-03-01")
    assert told("R3", promises=(old,)) == [("not_known", "no_promises")]


def test_r4_accountability_one_way_and_both_ways():
    there, back = Answering("a", "team", "ann"), Answering("b", "ann", "team", "2026-05-01")
    assert told("R4", answering=(there,)) == [("at_risk", "one_sided")]
    assert told("R4", answering=(there, back)) == [("strong", "mutual")]
    assert told("R4", "2026-04-01", answering=(there, back)) == [("at_risk", "one_sided")]
    overdue = Answering("b", "ann", "team", review_on="2026-06-29")
    assert told("R4", answering=(there, overdue)) == [("not_known", "answering_overdue")]
    assert told("R4") == [("not_known", "nobody_answers")]


def test_s1_changes_and_the_response():
    change, met_ = Change("a", "2026-05-01", "system"), Change("b", "2026-05-01", "setting", has_response=True)
    assert told("S1", changes=(change, met_)) == [("at_risk", "no_response"), ("strong", "responded")]
    assert told("S1", changes=(Change("c", "2025-01-01", "system"),)) == [("not_known", "no_changes")]


@pytest.mark.parametrize(
    ("challenge", "expected"),
    [
        (Challenge("c", "high", "high", has_strategy=True), [("strong", "heavy_with_strategy")]),
        (Challenge("c", "high", "high"), [("at_risk", "heavy_without_strategy")]),
        (Challenge("c", "low", "low", "here"), [("at_risk", "came_true")]),
        (Challenge("c", "high"), [("not_known", "not_weighed")]),
        (Challenge("c", "low", "high", review_on="2026-06-29"), [("not_known", "challenge_overdue")]),
        (Challenge("c", "low", "high", review_on="2026-07-29"), []),
        (Challenge("c", "high", "high", "passed"), [("not_known", "no_challenges")]),
    ],
)
def test_s2_challenges_ahead(challenge, expected):
    assert told("S2", challenges=(challenge,)) == expected
    assert told("S2", "2026-06-29", challenges=(challenge,)) == []


def test_s3_problems():
    bare, tried = Problem("a", "2026-01-01"), Problem("b", "2026-01-01", "trying", is_tried=True)
    solved = Problem("c", "2026-01-01", "solved", "2026-05-01")
    assert told("S3", problems=(bare, tried, solved, Problem("d", "2026-06-01"))) == [
        ("at_risk", "nothing_tried"),
        ("strong", "solved"),
        ("not_known", "being_tried"),
    ]
    assert told("S3", "2026-04-30", problems=(solved,)) == [("at_risk", "nothing_tried")]


TAPERING, GONE = Support("s", "tapering", "2026-01-01"), Support("s", "withdrawn", "2026-01-01")


def test_p1_the_support_as_it_is():
    active = Support("a", "active", "2025-01-01")
    assert told("P1", supports=(active,)) == [("not_known", "supported")]
    assert told("P1", supports=(active, GONE)) == []
    assert told("P1", "2025-12-31", supports=(active, GONE)) == [("not_known", "supported")]
    assert told("P1") == [("not_known", "no_status")]


def test_p2_the_plan_and_its_conditions():
    plan = Plan("p", agreed_on="2026-01-01")
    conditions = (
        Condition("a", "p", "2026-05-01", "2026-04-01"),
        Condition("b", "p", "2026-06-29"),
        Condition("c", "p", "2026-09-01"),
        Condition("d", "p", "2026-05-01", is_given_up=True),
        Condition("e", "of another plan", "2026-05-01"),
    )
    assert told("P2", plans=(plan,), conditions=conditions) == [
        ("at_risk", "does_not_stand"),
        ("strong", "stands"),
        ("strong", "plan_agreed"),
        ("not_known", "not_due_yet"),
    ]
    assert told("P2", plans=(Plan("p", noted="2026-01-01"),)) == [("at_risk", "plan_not_agreed")]
    assert told("P2", supports=(TAPERING,)) == [("at_risk", "tapers_without_plan")]
    assert told("P2", supports=(Support("s", "active", "2026-01-01"),)) == [("not_known", "no_plan")]
    assert told("P2", supports=(GONE,)) == []


def test_p3_visits_become_fewer_while_support_tapers():
    often = ("2025-10-10", "2025-11-10", "2025-12-10")
    assert one({"supports": (TAPERING,), "visits": (*often, "2026-05-01")}, "P3") == ("strong", "thins")
    still = ("2026-04-10", "2026-05-10", "2026-06-10")
    assert one({"supports": (TAPERING,), "visits": (*often, *still)}, "P3") == ("at_risk", "not_thinner")
    assert told("P3", "2026-02-01", supports=(TAPERING,), visits=often) == []
    assert told("P3", supports=(TAPERING,), visits=()) == []


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        ((Mark("a", "e", "2025-12-01", "holds"), Mark("b", "e", "2026-05-01", "holds")), ("strong", "holds_without")),
        ((Mark("a", "e", "2025-12-01", "holds"), Mark("b", "e", "2026-05-01", "partly")), ("at_risk", "fell")),
        ((Mark("b", "e", "2026-05-01", "partly"),), ("at_risk", "does_not_hold_without")),
        ((Mark("a", "e", "2025-12-01", "holds"),), ("not_known", "not_seen_since")),
    ],
)
def test_p4_what_held_before_support_went_and_after(marks, expected):
    assert one({**marked(*marks), "supports": (GONE,)}, "P4") == expected
    assert told("P4", supports=(GONE,)) == [("not_known", "nothing_to_compare")]


def test_p4_what_fell_for_a_while_holds_again_and_not_since():
    marks = (
        Mark("m1", "e", "2026-01-01", "holds"),
        Mark("m2", "e", "2026-04-01", "partly"),
        Mark("m3", "e", "2026-06-01", "holds"),
    )
    found = one({**marked(*marks), "supports": (GONE,)}, "P4")
    assert found == ("strong", "holds_again")


def test_facts_stand_area_by_area_and_are_counted():
    found = facts(Ground(site="site", read_on=DAY, **marked(Mark("m", "e", "2026-06-01", "holds"))), DAY)
    assert list(dict.fromkeys(fact.area for fact in found)) == list(OUTLOOK_AREAS)
    assert count(found, "integrity") == Count(strong=1)
    assert count(found).strong == 1
    assert count(found).told == len(found)


def test_the_ends_of_half_years_up_to_today():
    days = half_years(dt.date(2025, 3, 1), dt.date(2026, 6, 30))
    assert [day.isoformat() for day in days] == ["2025-06-30", "2025-12-31", "2026-06-30"]
    assert half_years(dt.date(2000, 1, 1), dt.date(2026, 6, 30), most=2) == [
        dt.date(2025, 12, 31),
        dt.date(2026, 6, 30),
    ]
    assert half_years(dt.date(2026, 6, 30), dt.date(2026, 6, 30)) == [dt.date(2026, 6, 30)]

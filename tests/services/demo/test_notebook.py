from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from told import UNTIL, of_kind, records, written

from isp_desktop.domain.practice import load_practice
from isp_desktop.services.demo import Entry, notebook

CODES = {activity.code for activity in load_practice().activities}

# Each kind with its fields: * where required, then a type, a type with its target, or the choices.
TABLE = """
initiative *name:line programme:line shared_vision:text core_elements:tags
site *name:line setting:school|clinic|agency|network|other organization:line initiatives:links>initiative
site address:text phone:line about:text review_on:date
person *name:line role:line organization:line sites:links>site emails:tags phones:tags about:text private_notes:text
person wanted_days:number longest_days:number
person part:funder_policy|leadership|teams|practice|data_quality|families level:individual|organization|network|system
visit *date:date starts:time ends:time site:link>site mode:in_person|video|phone|other led_by:links>person
visit attended:links>person purpose:line agenda:text activities:picks discussion:text challenges:text next_steps:text
visit materials:text unplanned_support:text private_notes:text stage:planned|held|called_off
commitment *what:line owner:link>person due:date status:open|kept|late|dropped settled_on:date reason:line
commitment visit:link>visit site:link>site meeting:link>meeting team:link>team team_check:link>team_check
note heading:line date:date type:observation|conversation|feedback|call|idea|other people:links>person
note sites:links>site *text:text
change *date:date *place:intervention|setting|system *what:line site:link>site initiative:link>initiative
change meaning:text response:text visit:link>visit
support *site:link>site *status:exploring|active|tapering|withdrawn *since:date why:text
rhythm *role:line *wanted_days:number longest_days:number
organization *name:line part:funder_policy|leadership|teams|practice|data_quality|families about:text
organization level:individual|organization|network|system
team *name:line purpose:line part:teams level:organization|network|system sites:links>site
team linked:links>team initiatives:links>initiative
team perspectives:picks:leadership|data|staff|focus_population|partner|funder_policy
membership *team:link>team *person:link>person role:line joined:date left:date brings:line
membership represents:picks:leadership|data|staff|focus_population|partner|funder_policy
charter team:link>team name:line version:number state:draft|proposed|agreed|under_review|superseded
charter follows:link>charter agreed_on:date vision:text scope_in:text scope_out:text functions:text roles:text
charter function_tailor:links>person|team function_competency:links>person|team function_data:links>person|team
charter function_improvement:links>person|team function_sustainment:links>person|team
charter function_collaboration:links>person|team decision_rule:consent|consensus|lead governance:text authority:text
charter sponsor:link>person schedule:line first_meeting:date starts:time ends:time place:line agenda:text
charter communication:text ways:text resources:text amendment:text ending:text review_on:date
sign_off *charter:link>charter *person:link>person *answer:signed|on_paper|question *date:date remark:text read:line
meeting *date:date starts:time ends:time team:link>team site:link>site stage:planned|held|called_off
meeting mode:in_person|video place:line facilitation:practitioner|together|local facilitators:links>person
meeting minutes_by:link>person present:links>person excused:links>person activities:picks minutes:text
meeting private_notes:text
agenda_item *meeting:link>meeting place:number *what:line aim:inform|discuss|decide minutes:number lead:link>person
agenda_item state:done|parked standing:yes_no said:text taken_up:link>meeting
agenda_item from_item:link>agenda_item
decision *date:date *what:line team:link>team meeting:link>meeting item:link>agenda_item why:text
decision rule:consent|consensus|lead dissent:text state:stands|replaced replaced_by:link>decision review_on:date
protocol *source:link>team *target:link>team *what:line every_days:number channel:meeting|email|report
protocol owner:link>person answer_days:number since:date about:text
message *protocol:link>protocol *sent_on:date what:line received_on:date answered_on:date answer:text
message meeting:link>meeting
leadership_support *team:link>team sponsor:link>person *what:line agreed_on:date confirmed_on:date until:date
leadership_support about:text private_notes:text
learning *date:date *what:line people:links>person team:link>team way:training|coaching|visit|reading|role
learning taught:text used:text
team_check *team:link>team *date:date instrument:line answers:number counts:text talked:text
tie *source:link>person|organization type:works_with|reports_to|influences|supplies|in_tension
tie strength:weak|building|strong
tie *target:link>person|organization|site since:date until:date about:text
relationship *stakeholder:link>person practitioner:link>person strength:weak|building|strong since:date until:date
relationship aims:text strengths:text strains:text private_notes:text
trust *stakeholder:link>person *date:date rater:link>person *way:self|diagnostic visit:link>visit evidence:text
trust reliability:number competence:number commitment:number openness:number reciprocity:number shared_aims:number
feedback *date:date *what:line people:links>person site:link>site visit:link>visit about:text done:text done_on:date
feedback told_on:date
tension *date:date *what:line state:open|held|settled people:links>person site:link>site visit:link>visit views:text
tension space:text outcome:text settled_on:date follow_up:text
conversation *date:date *what:line people:links>person site:link>site visit:link>visit aim:text their_view:text
conversation opening:text went:text learned:text follow_up:text
value *date:date *what:line people:links>person site:link>site visit:link>visit their_word:text
learned *date:date *what:line people:links>person site:link>site visit:link>visit about:text changed:text
coverage *part:funder_policy|leadership|teams|practice|data_quality|families *need:needed|not_needed why:line
coverage *level:individual|organization|network|system
instrument *name:line *version:number state:in_use scoring:mean least_answered:number *content:text
assessment *subject:link>site site:link>site *instrument:link>instrument *questions:line *date:date
assessment state:under_way|done way:facilitated|alone|paper facilitator:link>person note_taker:link>person
assessment present:links>person purpose:line talked:text follow_up_on:date private_notes:text
answer *assessment:link>assessment *item:line votes:tags *value:line dissent:text evidence:text
need *what:line *subject:link>site site:link>site capacity_type:intervention_specific|general|analytic|adaptive
need level:individual|organization|network|system form:psychological|behavioural|structural
need dimension:line *seen_on:date *assessment:link>assessment *item:line *state:open|met|given_up
need met_by:link>assessment met_on:date about:text
plan_step *what:line *way:prepare|training|modelling|coaching|structure|partnership needs:links>need
plan_step subject:link>site site:link>site built:links>person helpers:links>person partner:line resources:text
plan_step starts_on:date *due:date *state:planned|under_way|done|dropped settled_on:date reason:line
plan_step every_days:number follow_up_on:date result:text
step_log *step:link>plan_step *date:date *what:line minutes:number site:link>site people:links>person
step_log way:training|prepare|modelling|coaching|structure|partnership seen:text next:text
challenge *what:line site:link>site initiative:link>initiative side:internal|external early_sign:text strategy:text
challenge area:finance|policy|staffing|leadership|partners|programme|community likelihood:low|medium|high
challenge effect:low|medium|high
challenge capacity_type:intervention_specific|general|analytic|adaptive
challenge level:individual|organization|network|system owner:link>person review_on:date
challenge state:ahead|here|passed
capacity_target *instrument:link>instrument site:link>site initiative:link>initiative *needed:number
capacity_target *capacity_type:intervention_specific|general|analytic|adaptive
capacity_target *level:individual|organization|network|system
core_element *name:line *initiative:link>initiative *place:number *good:text *least:text review_days:number
integrity_mark *element:link>core_element *site:link>site *date:date *mark:holds|partly|not_held *evidence:text
integrity_mark sources:picks:observation|data|team_word
adaptation *date:date *what:line *site:link>site *initiative:link>initiative elements:links>core_element
adaptation *planned:planned|unplanned decided_by:links>person *why:text *consistent:consistent|not_consistent
adaptation judged:text
leadership_role *role:line person:link>person *standing:formal|emerging *level:individual|organization|system
leadership_role *site:link>site *initiative:link>initiative since:date part:text agreed_on:date decides:text
leadership_role needs_to_know:text strengths:text hopes:text grows:text next_step:text debrief_days:number
standing *person:link>person *date:date *initiative:link>initiative *power:number *interest:number why:text
debrief *date:date *people:links>person *site:link>site minutes:number activities:picks talked:text asked:text
debrief answered:text agreed:text
leader_brief *date:date *person:link>person *site:link>site *role:link>leadership_role *what:line said:text
shared_responsibility *what:line *way:facilitates|supervises|trains *person:link>person shared_with:links>person
shared_responsibility *site:link>site *since:date hand_over_on:date handed_over_on:date went:text
transition *role:line *leaves:link>person comes:link>person *site:link>site *initiative:link>initiative
transition *state:under_way|done why:text told_on:date named_on:date hands_over_on:date *leaves_on:date debrief_on:date
continuity_item *transition:link>transition *what:line *area:relations|agreements|work owner:link>person due:date
continuity_item done_on:date
champion *person:link>person *site:link>site *initiative:link>initiative *side:internal|external *since:date
champion *level:individual|organization|network *influence:medium|high *reaches:text *ownership:supports|shares|owns
champion *strategy:text debrief_days:number review_on:date
champion_review *champion:link>champion *date:date *state:cultivating|active|waning|lost *site:link>site cause:text
champion_review reviewed_with:links>person response:text
engagement *champion:link>champion *date:date *what:line by:links>person *site:link>site *minutes:number *came:text
accountability *what:line *who:link>person *to:link>person *initiative:link>initiative *site:link>site *since:date
accountability shown_by:text review_on:date
problem *date:date *what:line *state:open|trying|solved *site:link>site *initiative:link>initiative people:links>person
problem *cause:text tried:text result:text solved_on:date
resource *what:line *where:line about:text subjects:tags useful_to:links>person said:text
withdrawal *site:link>site *initiative:link>initiative *begins_on:date *ends_on:date agreed_with:links>person
withdrawal *agreed_on:date *how:text after:text
withdrawal_condition *withdrawal:link>withdrawal *what:line *area:integrity|capacity|leadership|teams
withdrawal_condition owner:link>person *due:date stands_since:date evidence:text
"""
# Their uids follow from what they are about.
DERIVED = {"instrument", "answer", "capacity_target"}
KINDS: dict[str, dict[str, str]] = {}
REQUIRED: dict[str, list[str]] = {}
for _kind, *_fields in map(str.split, TABLE.strip().splitlines()):
    KINDS.setdefault(_kind, {}).update(field.lstrip("*").partition(":")[::2] for field in _fields)
    REQUIRED.setdefault(_kind, []).extend(field[1:].split(":")[0] for field in _fields if field[0] == "*")
ALWAYS_PRIVATE = {kind: {"private_notes"} for kind, fields in KINDS.items() if "private_notes" in fields} | {
    "trust": {"evidence"}
}
UNLESS_SHARED = {"note", "relationship", "trust", "feedback", "tension", "conversation", "value", "learned"} | {
    *("standing", "transition", "continuity_item"),
}


def test_the_same_arguments_give_the_same_notebook() -> None:
    assert tuple(notebook(6, 150, 4, UNTIL)) == tuple(notebook(6, 150, 4, UNTIL))


def test_another_seed_gives_another_notebook() -> None:
    first, second = (of_kind(written(6, 150, seed), "site") for seed in (1, 2))
    assert [site["name"] for site in first] != [site["name"] for site in second]


@pytest.mark.parametrize(("sites", "visits"), [(0, 0), (1, 0), (3, 2), (1, 1), (2, 7), (3, 40), (12, 700), (1, 400)])
def test_there_are_as_many_sites_and_visits_as_asked(sites: int, visits: int) -> None:
    entries = written(sites, visits)
    assert len(of_kind(entries, "site")) == sites
    assert len(of_kind(entries, "visit")) == visits


def test_entries_are_in_order_of_writing_and_from_before_the_end() -> None:
    moments = [entry.at for entry in written(8, 2000)]
    assert moments == sorted(moments)
    assert moments[-1] < datetime(UNTIL.year, UNTIL.month, UNTIL.day, tzinfo=UTC)


def test_uids_are_version_7_of_the_moment_of_the_first_writing() -> None:
    seen = set()
    for entry in written(8, 2000):
        if entry.uid not in seen and entry.kind not in DERIVED:
            seen.add(entry.uid)
            uid = UUID(entry.uid)
            assert str(uid) == entry.uid
            assert (uid.version, uid.variant) == (7, "specified in RFC 4122")
            assert uid.int >> 80 == int(entry.at.timestamp() * 1000)


def test_links_lead_to_records_of_the_right_kind_written_before() -> None:
    kinds: dict[str, str] = {}
    for entry in written(8, 2000):
        values = entry.fields | entry.private
        for name, value in values.items():
            target = KINDS[entry.kind][name].partition(">")[2]
            uids: Any = [value] if isinstance(value, str) else value or []
            assert not target or all(kinds.get(uid) in target.split("|") for uid in uids), (entry.kind, name)
        assert kinds.setdefault(entry.uid, entry.kind) == entry.kind


def test_all_values_are_of_their_types() -> None:
    for entry in written(8, 2000):
        for name, value in (entry.fields | entry.private).items():
            assert value is None or valid(KINDS[entry.kind][name], value), (entry.kind, name, value)


def test_required_fields_are_there() -> None:
    for record in records(written(8, 2000)).values():
        assert all(record.get(name) for name in REQUIRED[record["kind"]]), record


def test_private_matters_are_private() -> None:
    scopes: dict[str, set[str]] = {}
    for entry in written(8, 2000):
        always = ALWAYS_PRIVATE.get(entry.kind, set())
        assert not set(entry.fields) & always
        whole = set(entry.private) - always
        assert not whole or entry.kind in UNLESS_SHARED
        assert not (entry.fields and whole)
        scopes.setdefault(entry.uid, set()).update({"shared"} if entry.fields else {"private"} if whole else ())
    assert all(len(found) <= 1 for found in scopes.values()), "a record's own words stand in one scope"


def test_some_notes_are_shared_and_most_are_not() -> None:
    notes = [entry for entry in written(8, 2000) if entry.kind == "note"]
    assert 0 < sum(bool(note.fields) for note in notes) < len(notes) / 5


def test_addresses_and_numbers_reach_nobody() -> None:
    for person in of_kind(written(8, 2000), "person"):
        assert all(mail.endswith((".example.org", "@example.org")) for mail in person["emails"])
        assert all(
            re.fullmatch(r"01632 960\d{3}|01\d\d? 4(96|98) 0\d{3}|020 7946 0\d{3}|07700 900\d{3}", n)
            for n in person.get("phones", [])
        )


def test_no_slot_is_left_unfilled() -> None:
    for entry in written(8, 2000):
        for name, value in (entry.fields | entry.private).items():
            # Ratings and questions are of braces by nature; what is empty was cleared.
            told = name not in ("counts", "content") and value is not None
            assert not told or not re.search(r"[{}|]|  |\bNone\b(?! of)", str(value)), value


def test_owners_were_there_and_promises_are_due_after_the_visit() -> None:
    entries = written(8, 2000)
    known = records(entries)
    per_visit: Counter[str] = Counter()
    for commitment in (each for each in of_kind(entries, "commitment") if "visit" in each):
        visit = known[commitment["visit"]]
        assert commitment["owner"] in {*visit["attended"], *visit["led_by"]}
        assert commitment["due"] > visit["date"]
        assert commitment["site"] == visit["site"]
        per_visit[commitment["visit"]] += 1
    assert max(per_visit.values()) <= 4


def test_promises_end_in_every_way() -> None:
    commitments = of_kind(written(8, 2000), "commitment")
    count = Counter(commitment["status"] for commitment in commitments)
    assert all(count[status] > len(commitments) * 0.02 for status in ("kept", "late", "dropped"))
    overdue = [each["due"] for each in commitments if each["status"] == "open" and each["due"] < UNTIL.isoformat()]
    assert overdue
    assert min(overdue) > (UNTIL - timedelta(days=400)).isoformat(), "nobody keeps a promise open for years"
    for each in commitments:
        assert (each["status"] == "late") <= (each.get("settled_on", "") > each["due"])
        assert (each["status"] == "dropped") == bool(each.get("reason"))
        assert (each["status"] == "open") == ("settled_on" not in each)


def test_visits_ahead_are_planned_within_three_weeks_and_not_yet_told() -> None:
    ahead = [visit for visit in of_kind(written(40, 2000), "visit") if visit["date"] > UNTIL.isoformat()]
    assert ahead
    for visit in ahead:
        assert visit["date"] <= (UNTIL + timedelta(days=21)).isoformat()
        assert visit["purpose"]
        assert visit["agenda"]
        assert not {"discussion", "attended", "starts"} & set(visit)


@pytest.mark.parametrize(("sites", "visits"), [(12, 400), (5, 60), (8, 2000), (40, 2000), (200, 2500)])
def test_a_notebook_with_room_for_it_has_four_to_ten_visits_ahead(sites: int, visits: int) -> None:
    ahead = [visit for visit in of_kind(written(sites, visits), "visit") if visit["date"] > UNTIL.isoformat()]
    assert 4 <= len(ahead) <= 10
    assert all(visit["stage"] == "planned" for visit in ahead)
    assert all(date.fromisoformat(visit["date"]).weekday() < 5 for visit in ahead)


@pytest.mark.parametrize(("sites", "visits"), [(1, 0), (2, 7), (3, 40), (12, 700), (8, 2000)])
def test_each_site_has_one_to_three_support_statuses_over_its_years(sites: int, visits: int) -> None:
    entries = written(sites, visits)
    by_site: dict[str, list[dict[str, Any]]] = {
        uid: [] for uid, one in records(entries).items() if one["kind"] == "site"
    }
    for support in of_kind(entries, "support"):
        by_site[support["site"]].append(support)
    for found in by_site.values():
        assert 1 <= len(found) <= 3
        days = [support["since"] for support in found]
        assert days == sorted(set(days))
        assert days[-1] <= UNTIL.isoformat()
        assert all(support["why"] for support in found)
        assert all(a["status"] != b["status"] for a, b in pairwise(found))


def test_the_latest_support_status_is_the_phase_of_the_work() -> None:
    entries = written(12, 400)
    first = next(entry.uid for entry in entries if entry.kind == "site")
    told = [support["status"] for support in of_kind(entries, "support") if support["site"] == first]
    assert told == ["active", "tapering", "withdrawn"], "the first site's story is told to its end"
    assert {support["status"] for support in of_kind(entries, "support")} == set(KINDS["support"]["status"].split("|"))


def test_a_third_of_the_sites_is_to_be_reviewed_about_the_end() -> None:
    days = [site["review_on"] for site in of_kind(written(12, 700), "site") if "review_on" in site]
    assert len(days) == 4
    assert all(abs((date.fromisoformat(day) - UNTIL).days) <= 24 for day in days)


def test_the_main_roles_have_rhythms_and_those_who_left_have_none() -> None:
    entries = written(8, 2000)
    rhythms = {rhythm["role"]: rhythm for rhythm in of_kind(entries, "rhythm")}
    assert len(rhythms) == len(of_kind(entries, "rhythm")) == 10
    assert all(rhythm["wanted_days"] < rhythm["longest_days"] for rhythm in rhythms.values())
    people = of_kind(entries, "person")
    assert {person["role"] for person in people if person.get("sites")} & set(rhythms)
    assert not {person["role"] for person in people if person.get("sites") == []} & set(rhythms)


def test_whoever_needs_no_support_any_more_is_seen_seldom() -> None:
    entries = written(12, 400)
    withdrawn = [one["site"] for one in of_kind(entries, "support") if one["status"] == "withdrawn"]
    seldom = [person for person in of_kind(entries, "person") if "wanted_days" in person]
    assert seldom
    assert all(person["sites"] == [] or person["sites"][0] in withdrawn for person in seldom)
    assert all(person["wanted_days"] < person["longest_days"] for person in seldom)


def test_every_other_visit_is_told_in_60_to_250_words() -> None:
    told = [visit for visit in of_kind(written(8, 2000), "visit") if visit["date"] <= UNTIL.isoformat()]
    assert all(60 <= len(visit["discussion"].split()) <= 250 for visit in told)
    assert all(visit["starts"] < visit["ends"] for visit in told)
    assert all(date.fromisoformat(visit["date"]).weekday() < 5 for visit in told)


def test_no_two_visits_read_alike() -> None:
    told = [visit["discussion"] for visit in of_kind(written(8, 2000), "visit") if "discussion" in visit]
    assert len(set(told)) == len(told)
    sentences = Counter(sentence for text in told for sentence in sentences_of(text))
    assert len(sentences) > 0.6 * sum(sentences.values())


def test_neighbouring_visits_share_no_long_sentence() -> None:
    by_site: dict[str, list[dict[str, Any]]] = {}
    for visit in of_kind(written(8, 2000), "visit"):
        by_site.setdefault(visit["site"], []).append(visit)
    pairs = shared = 0
    for visits in by_site.values():
        visits.sort(key=lambda visit: str(visit["date"]))
        for before, after in pairwise(visits):
            pairs += 1
            both = set(sentences_of(before["discussion"])) & set(sentences_of(after.get("discussion", "")))
            shared += any(len(sentence.split()) > 7 for sentence in both)
    assert shared < pairs * 0.01


def test_a_small_notebook_tells_a_whole_story() -> None:
    entries = written(3, 40)
    site = of_kind(entries, "site")[0]
    uid = next(entry.uid for entry in entries if entry.kind == "site")
    visits = sorted((v for v in of_kind(entries, "visit") if v["site"] == uid), key=lambda v: str(v["date"]))
    purposes = [visit["purpose"] for visit in visits]
    assert site["setting"] == "school"
    assert re.search("First meeting|Getting to know", purposes[0])
    assert any(re.search("Last regular visit|goodbye", purpose) for purpose in purposes)
    assert re.search("sustained|core elements", purposes[-1])
    assert any("champion" in person["role"] for person in of_kind(entries, "person"))
    gaps = [(date.fromisoformat(b["date"]) - date.fromisoformat(a["date"])).days for a, b in pairwise(visits)]
    assert sum(gaps[-3:]) > 2 * sum(gaps[:3])


def test_people_leave_and_others_come() -> None:
    entries = written(8, 2000)
    left = [person for person in of_kind(entries, "person") if person.get("sites") == []]
    assert left
    assert {entry.author for entry in entries} == {"Maren Oduya", "Sam Whitlock"}


def test_all_parts_of_the_system_and_all_settings_occur() -> None:
    entries = written(8, 2000)
    assert {site["setting"] for site in of_kind(entries, "site")} == set(KINDS["site"]["setting"].split("|"))
    people = of_kind(entries, "person")
    assert {person["part"] for person in people if "part" in person} == set(KINDS["person"]["part"].split("|"))
    assert {change["place"] for change in of_kind(entries, "change")} == {"intervention", "setting", "system"}
    assert {code for visit in of_kind(entries, "visit") for code in visit.get("activities", [])} == CODES


def sentences_of(text: str) -> list[str]:
    return re.split(r"(?<=[.?!])\s+", text)


def valid(kind: str, value: Any) -> bool:
    kind, _, of = kind.partition(">")[0].partition(":")
    if kind in ("links", "tags", "picks"):
        return distinct(value) and (kind != "picks" or set(value) <= (set(of.split("|")) if of else CODES))
    if kind == "date":
        return str(date.fromisoformat(value)) == str(value)
    if kind == "time":
        return re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", value) is not None
    if kind == "number":
        return isinstance(value, int) and value > 0
    if kind == "yes_no":
        return isinstance(value, bool)
    if "|" in kind:
        return str(value) in kind.split("|")
    return isinstance(value, str) and bool(value.strip()) and (kind == "text" or "\n" not in value)


def distinct(value: Any) -> bool:
    return isinstance(value, list) and len(set(value)) == len(value) and all(isinstance(each, str) for each in value)


def of_whom(entries: tuple[Entry, ...], kind: str) -> dict[str, list[dict[str, Any]]]:
    """The ratings or relationships by the uid of whom they are about."""
    found: dict[str, list[dict[str, Any]]] = {}
    for record in of_kind(entries, kind):
        found.setdefault(record["stakeholder"], []).append(record)
    return found


def test_trust_is_lost_and_regained_and_what_happened_is_told() -> None:
    entries = written(12, 400)
    told = records(entries)
    courses = [
        [rating["reliability"] for rating in ratings if "reliability" in rating]
        for ratings in of_whom(entries, "trust").values()
    ]
    assert any(len(course) > 3 and course[0] > min(course[1:-1]) < course[-1] - 1 for course in courses)
    days = [rating["date"] for rating in of_kind(entries, "trust")]
    assert (date.fromisoformat(max(days)) - date.fromisoformat(min(days))).days > 700
    assert any(one["what"] == "Bring the practice sheets" for one in of_kind(entries, "commitment"))
    assert any(
        "went" in one and one["people"][0] in of_whom(entries, "trust") for one in of_kind(entries, "conversation")
    )
    assert all(told[rating["stakeholder"]]["kind"] == "person" for rating in of_kind(entries, "trust"))


def test_loops_are_closed_and_some_are_open() -> None:
    entries = written(12, 400)
    feedback, tensions = of_kind(entries, "feedback"), of_kind(entries, "tension")
    assert {"told_on" in one for one in feedback} == {True, False}
    assert all(one["done_on"] <= one["told_on"] for one in feedback if "told_on" in one and "done_on" in one)
    assert any(one["state"] == "settled" and one["outcome"] for one in tensions)
    assert of_kind(entries, "value")
    assert any("changed" in one for one in of_kind(entries, "learned"))
    assert any(one["date"] > UNTIL.isoformat() and "went" not in one for one in of_kind(entries, "conversation"))


def test_there_are_bodies_teams_and_ties_with_periods() -> None:
    entries = written(12, 400)
    told = records(entries)
    assert len(of_kind(entries, "organization")) > 3
    seats = Counter(seat["team"] for seat in of_kind(entries, "membership"))
    assert all(seats[uid] >= 3 for uid, one in told.items() if one["kind"] == "team")
    assert any("left" in seat for seat in of_kind(entries, "membership"))
    ties = of_kind(entries, "tie")
    assert {tie["type"] for tie in ties} == {"works_with", "reports_to", "influences", "supplies", "in_tension"}
    assert any("until" in tie for tie in ties)
    assert all(tie["since"] <= tie.get("until", "9999") for tie in ties)
    assert all(told[tie["source"]] is not told[tie["target"]] for tie in ties)


def test_a_gap_was_closed_by_a_promise() -> None:
    entries = written(12, 400)
    [search] = [one for one in of_kind(entries, "commitment") if one["what"].startswith("Find someone")]
    assert search["status"] == "kept"
    assert [(one["part"], one["level"]) for one in of_kind(entries, "person") if one["name"] == "Noor Haddad"] == [
        ("families", "network")
    ]


def test_what_is_between_people_stays_a_small_part_of_a_large_notebook() -> None:
    entries = written(40, 2000)
    new = {"organization", "team", "tie", "relationship", "trust", *UNLESS_SHARED, "coverage"} - {"note"}
    new |= {"membership", "charter", "sign_off", "meeting", "agenda_item", "decision", "protocol", "message"}
    new |= {"leadership_support", "learning", "team_check", "instrument", "assessment", "answer", "capacity_target"}
    new |= {"need", "plan_step", "step_log", "challenge"}
    assert sum(entry.kind in new for entry in entries) < len(entries) / 4

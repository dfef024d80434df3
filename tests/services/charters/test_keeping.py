"""A charter from its first word to its next version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.charter import digest
from isp_desktop.domain.errors import BadInput
from isp_desktop.services import records
from isp_desktop.services.charters import keeping
from isp_desktop.services.charters.reading import read
from isp_desktop.services.charters.seen import Seen

TODAY = dt.date(2026, 10, 14)
Put = Callable[..., str]


@pytest.fixture
def team(put: Put) -> str:
    uid = put("team", name="Implementation team", sites=[put("site", name="Alder Road Primary")])
    for name, role in (("Tomas Lind", "Chair"), ("Priya Raman", "Coordinator")):
        put("membership", team=uid, person=put("person", name=name), role=role)
    return uid


def of(store: Store, uid: str) -> dict[str, Any]:
    return dict(records.get(store, uid).fields)


def seen(store: Store, uid: str, **more: Any) -> Seen:
    return read(store, uid, of(store, uid), TODAY, **more)


def chair(store: Store, charter: str) -> str:
    [person] = [one.person for one in seen(store, charter).signers if one.role == "Chair"]
    return person


def agreed(store: Store, team: str, put: Put, **words: Any) -> str:
    uid = put("charter", **keeping.beginning(store, team))
    put("charter", uid, **words)
    keeping.become(store, uid, "proposed", TODAY)
    keeping.become(store, uid, "agreed", TODAY)
    return uid


def test_a_first_charter_is_empty_with_its_number(store: Store, team: str, put: Put):
    uid = put("charter", **keeping.beginning(store, team))
    assert of(store, uid) == {"team": team, "version": 1, "state": "draft"}
    shown = seen(store, uid)
    assert (shown.written, shown.changes, shown.base) == (0, 0, None)
    assert shown.team[1] == "Implementation team"
    assert [name for _uid, name in shown.sites] == ["Alder Road Primary"]


def test_a_template_gives_its_words_and_keeps_nobodys_name(store: Store, team: str, put: Put):
    person = chair(store, put("charter", **keeping.beginning(store, team)))
    first = put("charter", team=team, vision="Children read.", function_data=[person], sponsor=person)
    keeping.keep_as_template(store, first, "Our way")
    begun = put("charter", **keeping.beginning(store, team))
    [(template, name)] = seen(store, begun).templates
    assert name == "Our way"
    put("charter", begun, **keeping.words_for(store, None, template))
    assert of(store, begun) == {"team": team, "version": 2, "state": "draft", "vision": "Children read."}
    assert seen(store, begun).templates == ()
    with pytest.raises(BadInput, match="name"):
        keeping.keep_as_template(store, first, "  ")
    with pytest.raises(BadInput, match="template"):
        keeping.begin_next(store, template)


def test_the_next_version_begins_with_the_words_of_the_one_before(store: Store, team: str, put: Put):
    first = agreed(store, team, put, vision="Children read.", ways="We listen.")
    second, undo = keeping.begin_next(store, first)
    assert of(store, second) == {
        "team": team, "version": 2, "state": "draft", "follows": first,
        "vision": "Children read.", "ways": "We listen.",
    }  # fmt: skip
    shown = seen(store, second)
    assert (shown.changes, shown.base and shown.base.number) == (0, 1)
    assert seen(store, first).following == second
    with pytest.raises(BadInput, match="begun already"):
        keeping.begin_next(store, first)
    undo()
    assert seen(store, first).following == ""


def test_what_is_agreed_takes_the_place_of_what_held(store: Store, team: str, put: Put):
    first = agreed(store, team, put, vision="Children read.")
    second, _undo = keeping.begin_next(store, first)
    keeping.become(store, second, "proposed", TODAY)
    undo = keeping.become(store, second, "agreed", TODAY)
    assert (of(store, second)["agreed_on"], of(store, second)["state"]) == ("2026-10-14", "agreed")
    assert of(store, first)["state"] == "superseded"
    undo()
    assert of(store, first)["state"] == "agreed"
    assert of(store, second)["state"] == "proposed"
    assert "agreed_on" not in of(store, second)


def test_a_state_that_does_not_follow_is_refused(store: Store, team: str, put: Put):
    uid = put("charter", **keeping.beginning(store, team))
    with pytest.raises(BadInput, match="Agreed"):
        keeping.become(store, uid, "agreed", TODAY)


def test_a_signature_holds_for_the_words_that_were_read(store: Store, team: str, put: Put):
    uid = put("charter", **keeping.beginning(store, team))
    put("charter", uid, vision="Children read.")
    before = seen(store, uid)
    tomas, priya = (next(one for one in before.signers if one.name == name) for name in ("Tomas Lind", "Priya Raman"))
    undo = keeping.answer(store, uid, tomas.person, "signed", before.text, TODAY)
    keeping.answer(store, uid, priya.person, "question", before.text, TODAY, "Who is the head?")
    assert seen(store, uid).signed == 1
    put("charter", uid, vision="All children read.")
    told = {one.name: (one.signing, one.remark) for one in seen(store, uid).signers}
    assert told == {"Tomas Lind": ("before", ""), "Priya Raman": ("question", "Who is the head?")}
    keeping.answer(store, uid, tomas.person, "on_paper", digest(of(store, uid)), TODAY)
    assert seen(store, uid).signed == 1
    assert seen(store, uid).versions[0].signed == 1
    undo()
    assert seen(store, uid).signed == 1


def test_what_was_changed_is_shown_word_by_word(store: Store, team: str, put: Put):
    first = agreed(store, team, put, governance="Decided by majority of members.", ways="We listen.")
    second, _undo = keeping.begin_next(store, first)
    put("charter", second, governance="Decided by consent of those present.", ways=None, place="Room 4")
    shown = {one.section.key: one for one in seen(store, second).sections}
    assert {key for key, one in shown.items() if one.state == "changed"} == {"governance", "ways", "meetings"}
    [governance] = shown["governance"].told
    assert [(piece.kind, piece.text.strip()) for piece in governance.pieces if piece.kind != "same"] == [
        ("out", "majority"), ("in", "consent"), ("out", "members"), ("in", "those present"),
    ]  # fmt: skip
    [ways] = shown["ways"].told
    assert [(piece.kind, piece.text) for piece in ways.pieces] == [("out", "We listen.")]
    assert not any(told.pieces for one in seen(store, second, compared="").sections for told in one.told)


def test_an_agreed_charter_that_is_edited_shows_what_was_agreed(store: Store, team: str, put: Put):
    uid = agreed(store, team, put, ways="We listen.")
    assert seen(store, uid).changes == 0
    put("charter", uid, ways="We talk.")
    shown = seen(store, uid)
    assert (shown.changes, shown.base and shown.base.uid) == (1, uid)
    assert "Changed since it was agreed: Ways of working." in [fact.sentence for fact in shown.drift]


def test_a_private_charter_keeps_its_signatures_private(store: Store, team: str, put: Put):
    person = chair(store, put("charter", **keeping.beginning(store, team)))
    own = put("charter", scope="private", team=team, version=5)
    keeping.answer(store, own, person, "signed", "x", TODAY)
    [signer] = [one for one in seen(store, own).signers if one.person == person]
    assert records.get(store, signer.uid).is_private
    following, _undo = keeping.begin_next(store, own)
    assert records.get(store, following).is_private


def test_meetings_that_are_planned_do_not_crowd_out_those_that_were_held(store: Store, team: str, put: Put):
    uid = put("charter", team=team, state="agreed", schedule="FREQ=WEEKLY", first_meeting="2026-07-22")
    for weeks in range(-13, 70):
        if weeks:
            day = TODAY + dt.timedelta(weeks=weeks)
            put("meeting", team=team, date=day.isoformat(), stage="held" if weeks < 0 else "planned")
    assert "meetings" not in {fact.key for fact in seen(store, uid).drift}


def test_a_shared_charter_takes_no_words_of_a_private_template(store: Store, team: str, put: Put):
    own = put("charter", scope="private", name="Our way", vision="Children read.")
    with pytest.raises(BadInput, match="private"):
        keeping.words_for(store, records.get(store, put("charter", team=team)), own)


def test_drift_is_read_from_meetings_support_and_memberships(store: Store, team: str, put: Put):
    head = put("person", name="Ruth Calloway")
    uid = put(
        "charter", team=team, state="agreed", schedule="FREQ=WEEKLY", first_meeting="2026-09-30", sponsor=head,
        review_on="2026-10-13", starts="15:00", ends="16:30",
    )  # fmt: skip
    put("meeting", team=team, date="2026-09-30", stage="held")
    put("meeting", team=team, date="2026-10-07", stage="called_off")
    support = put("leadership_support", team=team, sponsor=head, what="Two hours a week", agreed_on="2025-10-14")
    keys = {fact.key: fact.sentence for fact in seen(store, uid).drift}
    assert {*keys} == {"review_overdue", "uncarried", "meetings", "unconfirmed"}
    assert keys["meetings"] == "1 of 2 meetings planned in the last 12 weeks were held."
    put("leadership_support", support, confirmed_on="2026-10-01")
    assert "unconfirmed" not in {fact.key for fact in seen(store, uid).drift}
    assert seen(store, uid).meetings == (dt.date(2026, 10, 14), dt.date(2026, 10, 21), dt.date(2026, 10, 28))
    [meetings] = [one for one in seen(store, uid).sections if one.section.key == "meetings"]
    assert meetings.told[0].passage.words == "Every week on Wednesday, 15:00 to 16:30"

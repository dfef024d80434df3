"""What has come apart between a charter and what is so."""

from __future__ import annotations

import datetime as dt
from typing import Any

from isp_desktop.domain.charter import FUNCTIONS
from isp_desktop.domain.charter_drift import Around, Member, drift

TODAY = dt.date(2026, 10, 14)
TOMAS, SAM = Member("t", "Tomas Lind", "Chair"), Member("s", "Sam Whitlock", "Data", left="2026-03-31")
CARRIED = {name: ["t"] for name in FUNCTIONS}
NAMES = {"h": "Ruth Calloway"}


def around(**more: Any) -> Around:
    return Around(**{"today": TODAY, "names": NAMES, "members": (TOMAS, SAM), **more})


def told(own: dict[str, Any], **more: Any) -> dict[str, str]:
    whole = {"team": "x", "state": "agreed", **CARRIED, **own}
    return {fact.key: fact.sentence for fact in drift(whole, around(**more))}


def test_a_charter_that_holds_has_not_drifted():
    assert told({"review_on": "2026-10-14"}) == {}


def test_a_review_that_is_late():
    assert told({"review_on": "2026-10-02"}) == {"review_overdue": "The review is 12 days late."}


def test_who_carries_what():
    assert told({"function_data": []}) == {"uncarried": "Nobody carries: Collect, analyse and monitor data."}
    assert told({**dict.fromkeys(FUNCTIONS), "state": "draft"}) == {}
    assert told(dict.fromkeys(FUNCTIONS)) == {"uncarried": "No core function has somebody who carries it."}
    assert told({"function_data": ["s"]}) == {
        "carrier_left": "“Collect, analyse and monitor data” is carried by Sam Whitlock, who left the team."
    }


def test_somebody_who_came_back_has_not_left():
    back = Member("s", "Sam Whitlock", "Data", joined="2026-09-01")
    assert told({"function_data": ["s"]}, members=(TOMAS, SAM, back)) == {}


def test_roles_that_are_not_named_and_roles_of_people_who_left():
    new = Member("p", "Priya Raman")
    assert told({}, members=(TOMAS, new)) == {"no_role": "No role is named for Priya Raman."}
    assert told({"roles": "PRIYA RAMAN coaches; Sam Whitlock keeps the data."}, members=(TOMAS, SAM, new)) == {
        "role_of_gone": "The roles still name Sam Whitlock, who left the team."
    }


def test_meetings_held_against_those_planned():
    own = {"schedule": "FREQ=WEEKLY;INTERVAL=2", "first_meeting": "2026-09-01"}
    held = [dt.date(2026, 9, 1), dt.date(2026, 9, 15), dt.date(2026, 5, 1), dt.date(2026, 11, 1)]
    assert told(own, held=held) == {"meetings": "2 of 4 meetings planned in the last 12 weeks were held."}
    assert told(own, held=[dt.date(2026, 9, day) for day in (1, 2, 15, 29)]) == {}
    assert told({"schedule": "FREQ=WEEKLY"}) == {}


def test_what_the_sponsor_agreed_to():
    assert told({"sponsor": "h"}) == {"unconfirmed": "Nothing is noted of what Ruth Calloway agreed to give the team."}
    assert told({"sponsor": "h"}, confirmed=[dt.date(2026, 4, 15)]) == {}
    assert told({"sponsor": "h"}, confirmed=[dt.date(2026, 4, 14)]) == {
        "unconfirmed": "What Ruth Calloway agreed to give was last confirmed 6 months ago."
    }
    assert told({"sponsor": "h"}, confirmed=[dt.date(2025, 1, 1), dt.date(2026, 2, 14)]) == {
        "unconfirmed": "What Ruth Calloway agreed to give was last confirmed 8 months ago."
    }


def test_what_was_changed_since_it_was_agreed():
    agreed = {**CARRIED, "ways": "We listen."}
    assert told({"ways": "We talk."}, agreed=agreed) == {"changed": "Changed since it was agreed: Ways of working."}
    assert told({"ways": "We talk.", "state": "draft"}, agreed=agreed) == {}


def test_what_does_not_hold_any_more_or_belongs_to_no_team_does_not_drift():
    assert told({"state": "superseded", "review_on": "2025-01-01"}) == {}
    assert told({"team": None, "review_on": "2025-01-01"}) == {}

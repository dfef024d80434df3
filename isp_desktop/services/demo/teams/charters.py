"""What the teams agree on: drafted, proposed, agreed, signed, and for the site's team a second version after a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

from isp_desktop.domain.charter import digest
from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.people import Person
from isp_desktop.services.demo.prose import Slots
from isp_desktop.services.demo.teams.members import sponsor
from isp_desktop.services.demo.teams.schedule import first_meeting
from isp_desktop.services.demo.teams.telling import Story, Team

AGREED = {"site": 0.06, "network": 0.1, "system": 0.2}
"""When in the story the first version of each team's charter is agreed."""
AGREED_AGAIN = 0.7
"""When the second one of the site's is."""

_PROPOSED_BEFORE = 0.03
_REVIEWED, _DRAFTED_AGAIN, _PROPOSED_AGAIN = 0.56, 0.6, 0.65
_EDITED = 0.5
_REVIEW_ON = {"site": 0.55, "network": 1.12, "system": 0.85}
_REVIEW_AGAIN = 1.25
_SIGNED_EACH = timedelta(days=2)
_SIGN = {"site": 20, "network": 20, "system": 2}  # so many at most
_ABOUT = frozenset({"team", "version", "state", "follows", "agreed_on"})
# Who carries each core function, by parts in the team and keys of linked teams; nobody where it is left out.
_CARRIED = {
    "tailor": ("coord", "coordinator", "director"),
    "competency": ("champ", "s1", "trainer"),
    "data": ("data", "analyst", "state_data"),
    "improvement": ("s1", "data", "analyst"),
    "collaboration": ("network", "coordinator"),
}
_CARRIED_AGAIN = {"sustainment": ("coord", "s2", "network"), "collaboration": ("network", "parent")}


def chartered(story: Story) -> None:
    """Plans the charters of all teams of the story."""
    for key, agreed in AGREED.items():
        team = story.teams[key]
        story.on(max(0.0, agreed - 2 * _PROPOSED_BEFORE), partial(_drafted, story, team))
        story.on(agreed - _PROPOSED_BEFORE, partial(_proposed, story, team, _REVIEW_ON[key]))
        story.on(agreed, partial(_agreed, story, team))
    site = story.teams["site"]
    story.on(_REVIEWED, partial(_changed, story, site, {"state": "under_review"}))
    story.on(_DRAFTED_AGAIN, partial(_drafted_again, story, site))
    story.on(_PROPOSED_AGAIN, partial(_reworded, story, site))
    story.on(AGREED_AGAIN, partial(_agreed, story, site))
    # Edited after it was signed, and signed by nobody since.
    story.on(_EDITED, partial(_changed, story, story.teams["network"], {"place": "By video, always"}))


def written(words: Mapping[str, Any], slots: Slots) -> dict[str, JSON]:
    """The words of a charter, filled in."""
    return {name: text.format_map(slots) for name, text in words.items()}


def template(words: Mapping[str, Any]) -> dict[str, JSON]:
    """The fields of the charter that those of the sites begin with."""
    slots = Slots(words["template"])
    slots.later = {}
    return {"name": words["template"]["name"], **written(words["site"], slots)}


def _words(story: Story, key: str, since: date) -> dict[str, JSON]:
    """What a charter says, and when those first meet who go by it."""
    words = story.telling.words["charters"][key]
    return written(words, story.slots()) | {"first_meeting": first_meeting(words["schedule"], since).isoformat()}


def _drafted(story: Story, team: Team) -> Iterator[Entry]:
    fields = _words(story, team.key, story.begun) | _carriers(story, team, _CARRIED)
    yield _begun(story, team, {"team": team.uid, "version": 1, "state": "draft", **fields})


def _begun(story: Story, team: Team, fields: dict[str, JSON]) -> Entry:
    entry = story.telling.write("charter", fields)
    team.charter = {**fields}
    team.charters.append(entry.uid)
    return entry


def _changed(story: Story, team: Team, fields: dict[str, JSON]) -> Iterator[Entry]:
    team.charter |= fields
    yield story.telling.write("charter", fields, uid=team.charters[-1])


def _carriers(story: Story, team: Team, carried: Mapping[str, tuple[str, ...]]) -> dict[str, JSON]:
    there = story.members(team)
    linked = {"network": story.teams["network"].uid} if team.key == "site" else {}
    found = {
        f"function_{name}": [
            there[part].uid if part in there else linked[part] for part in parts if part in there | linked
        ]
        for name, parts in carried.items()
    }
    return {name: [*uids] for name, uids in found.items() if uids}


def _proposed(story: Story, team: Team, review_on: float) -> Iterator[Entry]:
    who = sponsor(story, team)
    fields: dict[str, JSON] = {"state": "proposed", "review_on": story.day(review_on).isoformat()}
    if story.telling.knows(who.uid):
        fields["sponsor"] = who.uid
    yield from _changed(story, team, fields)


def _drafted_again(story: Story, team: Team) -> Iterator[Entry]:
    """The next version begins with the words of the one before."""
    same = {name: value for name, value in team.charter.items() if name not in _ABOUT}
    yield _begun(story, team, {"team": team.uid, "version": 2, "state": "draft", "follows": team.charters[-1], **same})


def _reworded(story: Story, team: Team) -> Iterator[Entry]:
    fields = _words(story, "second", story.day(AGREED_AGAIN)) | _carriers(story, team, _CARRIED_AGAIN)
    yield from _changed(story, team, fields)
    yield from _proposed(story, team, _REVIEW_AGAIN)


def _agreed(story: Story, team: Team) -> Iterator[Entry]:
    telling = story.telling
    today = telling.desk.now.date()
    yield from _changed(story, team, {"state": "agreed", "agreed_on": today.isoformat()})
    for before in team.charters[:-1]:
        yield telling.write("charter", {"state": "superseded"}, uid=before)
    members = story.members(team)
    for n, (part, who) in enumerate([*members.items()][: _SIGN[team.key]]):
        is_last = n == len(members) - 1
        said = "question" if is_last and len(team.charters) > 1 else "on_paper" if part == "s1" else "signed"
        telling.on(today + _SIGNED_EACH * (n + 1), partial(_signed, story, team, team.charters[-1], who, said))


def _signed(story: Story, team: Team, charter: str, who: Person, said: str) -> Iterator[Entry]:
    """Somebody puts their name to the charter as it reads on that day, or asks about it."""
    if not any(who is member for member in story.members(team).values()):
        return
    read = digest(team.charter)
    fields: dict[str, JSON] = {"charter": charter, "person": who.uid, "answer": said, "read": read}
    fields["date"] = story.telling.desk.now.date().isoformat()
    words = story.telling.words["charters"]["sign_off"][said]
    remark = words if isinstance(words, str) else story.telling.teller.pick(words)
    yield story.telling.write("sign_off", fields | ({"remark": remark} if remark else {}))

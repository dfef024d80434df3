"""A few leaders and champions to look at, as in the picture of the page."""

from __future__ import annotations

import datetime as dt
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.services import records

_CHAMPIONS: tuple[tuple[str, str, str, str, int, tuple[int, ...]], ...] = (
    # Name, site, level, state, since, and the days on which there were debriefs.
    ("Hana Sato", "northgate", "individual", "active", 400, (30, 58, 90, 120, 150, 172)),
    ("Grace Tembo", "alder", "organization", "active", 300, (5, 40, 70, 130, 160)),
    ("Priya Raman", "alder", "individual", "active", 300, (12, 35, 66, 160)),
    ("Dele Adebayo", "alder", "network", "cultivating", 60, (9, 33)),
    ("Noor Haddad", "harbour", "individual", "cultivating", 40, (4,)),
    ("Tomas Lind", "alder", "individual", "waning", 500, (28, 80, 130)),
    ("Ruth Calloway", "harbour", "organization", "waning", 400, (22, 150)),
    ("Isaac Bello", "harbour", "system", "lost", 500, (150, 170)),
)
_PLACES: tuple[tuple[str, int, int, int, int], ...] = (
    # Name, power and interest a while ago, and now.
    ("Ruth Calloway", 90, 57, 88, 37),
    ("Grace Tembo", 78, 78, 80, 80),
    ("Isaac Bello", 74, 62, 70, 61),
    ("Priya Raman", 60, 86, 61, 92),
    ("Joel Fenwick", 68, 28, 68, 28),
    ("Tomas Lind", 58, 60, 56, 42),
    ("Hana Sato", 40, 84, 38, 87),
    ("Dele Adebayo", 24, 50, 26, 72),
    ("Noor Haddad", 16, 40, 17, 62),
    ("Owen Barr", 30, 18, 30, 18),
)


def add_leaders(store: Store, today: dt.date) -> dict[str, str]:
    """Three sites with champions, roles, shared responsibilities and places; gives uids by name and short name."""

    def day(days: int) -> str:
        return (today - dt.timedelta(days=days)).isoformat()

    def put(kind: str, **fields: Any) -> str:
        with store.write() as transaction:
            return records.put(transaction, kind, fields).uid

    uids = {
        "alder": put("site", name="Alder Road Primary"),
        "northgate": put("site", name="Northgate Family Clinic"),
        "harbour": put("site", name="Harbour County Services"),
        "reading": put("initiative", name="Reading Together"),
    }
    names = [name for name, *_rest in _CHAMPIONS] + ["Joel Fenwick", "Owen Barr", "Eva Norell"]
    uids |= {name: put("person", name=name, role="Coach") for name in names}
    for name, site, level, state, since, talks in _CHAMPIONS:
        uid = put(
            "champion", person=uids[name], site=uids[site], level=level, since=day(since), initiative=uids["reading"]
        )
        uids[f"champion {name}"] = uid
        put("champion_review", champion=uid, date=day(20), state=state, site=uids[site], cause="As the team says")
        for talk in talks:
            put("debrief", people=[uids[name]], date=day(talk), site=uids[site], talked="How it goes")
    put("engagement", champion=uids["champion Noor Haddad"], date=day(40), what="Came along to the data meeting")
    for name, power, interest, power_now, interest_now in _PLACES:
        put("standing", person=uids[name], date=day(130), power=power, interest=interest)
        if (power, interest) != (power_now, interest_now):
            put("standing", person=uids[name], date=day(9), power=power_now, interest=interest_now)
    uids["director"] = put(
        "leadership_role",
        role="Director of family services",
        person=uids["Ruth Calloway"],
        standing="formal",
        level="organization",
        site=uids["harbour"],
        since=day(700),
        part="Keeps the funding line, opens doors at the county, and sits with the team once a quarter.",
        agreed_on=day(200),
        decides="Hours for coaching; who sits in the team",
        needs_to_know="Which core elements slip, and what a coach costs",
    )
    uids["head"] = put(
        "leadership_role",
        role="Head teacher",
        person=uids["Joel Fenwick"],
        standing="formal",
        level="organization",
        site=uids["alder"],
        since=day(90),
    )
    uids["emerging"] = put(
        "leadership_role",
        role="Leads the reading team",
        person=uids["Priya Raman"],
        standing="emerging",
        level="individual",
        site=uids["alder"],
        since=day(120),
        part="Facilitates every other meeting",
    )
    uids["vacant"] = put("leadership_role", role="Data lead", level="network", site=uids["northgate"])
    put("leadership_role", role="Acting head", person=uids["Owen Barr"], site=uids["alder"], until=day(91))
    uids["meeting"] = put(
        "shared_responsibility",
        what="The monthly data meeting",
        way="facilitates",
        person=uids["Priya Raman"],
        shared_with=[uids["Grace Tembo"]],
        site=uids["alder"],
        since=day(100),
        hand_over_on=day(-20),
        went="She runs the first half alone",
    )
    uids["training"] = put(
        "shared_responsibility",
        what="Training of new coaches",
        way="trains",
        person=uids["Dele Adebayo"],
        site=uids["alder"],
        since=day(60),
        hand_over_on=day(3),
    )
    uids["handed"] = put(
        "shared_responsibility",
        what="The report to the county",
        way="data",
        person=uids["Hana Sato"],
        site=uids["northgate"],
        since=day(200),
        handed_over_on=day(45),
    )
    return uids

"""What a practitioner wants to know when writing down a visit: what was last time, what is open, what is usual."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from isp_desktop.db import lists
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Store
from isp_desktop.domain.days import end_number
from isp_desktop.domain.lines import Line
from isp_desktop.domain.vocabulary import ACTIVITY_CODES
from isp_desktop.services import finding, lines

_RECENT = 40
_EARLIER = 8
_HEADING = re.compile(r"#{1,6}\s+\S")
_LONGEST = 320
_MARKS = re.compile(r"^\s*(?:#{1,6}|[-*+>!]|\d+[.)])\s+|[*_`]+", re.MULTILINE)
# For a notebook that has no visits yet: a few of each competency.
_AT_FIRST = ("C5", "T3", "C2", "R1", "T4", "L3", "L8", "R4")


class Beginning(Struct, frozen=True):
    """What a visit can begin with, taken from the one of `day` ("YYYY-MM-DD") before it; `values` by field."""

    day: str
    values: Mapping[str, Any]


class LookBack(Struct, frozen=True):
    """What happened at a site before a visit.

    Attributes:
        last: the visit before it, or None.
        told: the first sentences of what was noted then.
        promised: what was promised then.
        open: what else waits at the site, by its day.
        changes: what changed at the site since, latest first.
        like: what a new visit can begin with.
    """

    last: Line | None = None
    told: str = ""
    promised: tuple[Line, ...] = ()
    open: tuple[Line, ...] = ()
    changes: tuple[Line, ...] = ()
    like: Beginning | None = None


def look_back(store: Store, site: str, day: str, starts: str, uid: str, today: dt.date | None = None) -> LookBack:
    """What was at `site` before the visit `uid` of `day` ("YYYY-MM-DD", "" for now) and `starts` ("HH:MM" or "")."""
    waiting = _waiting(store, site, uid, today)
    found = _last_visit(store, site, day, starts, uid, today or dt.date.today())
    if found is None:
        return LookBack(open=waiting)
    promised = lines.pointing(store, found.uid, "commitment", "visit", today=today)
    then = {line.uid for line in promised}
    [line] = lines.of(store, "visit", [found.uid], today)
    return LookBack(
        line,
        first_sentences(str(found.fields.get("discussion") or "")),
        tuple(reversed(promised)),
        tuple(one for one in waiting if one.uid not in then),
        _changed_since(store, site, line.day, day, uid),
        _like(found),
    )


def _last_visit(store: Store, site: str, day: str, starts: str, uid: str, today: dt.date) -> Item | None:
    """The visit to `site` that was held before the visit `uid` of `day` and `starts`."""
    until = min(day or today.isoformat(), today.isoformat())
    end = end_number(dt.date.fromisoformat(until))
    # "~" comes after any time of that day.
    now = (day or "9999", starts or "~")
    with store.read() as reading:
        while page := lists.timeline(reading, site, ("visit",), end, _EARLIER):
            earlier = lists.items(reading, "visit", [source for _n, source, _kind in page])
            held = [one for one in earlier if one.uid != uid and _was_held(one) and _moment(one) < now]
            if held:
                return max(held, key=_moment)
            end = page[-1][0]
    return None


def _was_held(visit: Item) -> bool:
    """Of one that is not after today: whether it is neither a mere plan nor called off."""
    return visit.life != "deleted" and visit.fields.get("stage") in (None, "held")


def _moment(visit: Item) -> tuple[str, str]:
    return str(visit.fields.get("date") or ""), str(visit.fields.get("starts") or "")


def _of_visit(store: Store, uid: str, kind: str) -> frozenset[str]:
    with store.read() as reading:
        return frozenset(lists.pointing(reading, uid, kind, "visit"))


def _changed_since(store: Store, site: str, since: str, until: str, uid: str) -> tuple[Line, ...]:
    """What was noted as changed at `site` after the day `since`, but for what the visit `uid` itself noted."""
    here = _of_visit(store, uid, "change")
    found = lines.pointing(store, site, "change", "site", limit=_RECENT)
    return tuple(one for one in found if since < one.day <= (until or "9999") and one.uid not in here)


def _like(last: Item) -> Beginning | None:
    """What repeats from a visit: who, how, what for, and the headings of what was handed out."""
    values = {name: last.fields.get(name) for name in ("led_by", "attended", "mode", "purpose")}
    headings = [line for line in str(last.fields.get("materials") or "").splitlines() if _HEADING.match(line)]
    values["materials"] = "\n\n".join(headings)
    kept = {name: value for name, value in values.items() if value}
    return Beginning(str(last.fields.get("date") or ""), kept) if kept else None


def _waiting(store: Store, site: str, uid: str, today: dt.date | None) -> tuple[Line, ...]:
    here = _of_visit(store, uid, "commitment")
    found = lines.open_commitments(store, where=[("site", site)], today=today)
    return tuple(sorted((line for line in found if line.uid not in here), key=lambda line: line.day or "9999"))


def first_sentences(markdown: str, longest: int = _LONGEST) -> str:
    """The beginning of a text in plain words: whole sentences where some fit, else cut with "…"."""
    flat = plain_words(markdown.strip().split("\n\n", 1)[0])
    if len(flat) <= longest:
        return flat
    ends = [end.end() for end in re.finditer(r"[.!?](?=\s)", flat[:longest])]
    return flat[: ends[-1]] if ends else f"{flat[:longest].rsplit(' ', 1)[0]}…"


def plain_words(markdown: str) -> str:
    """All of a text in one line, without the marks that say how it looks."""
    return " ".join(_MARKS.sub("", markdown).split())


def usual_activities(store: Store, count: int = 8) -> list[str]:
    """The codes most used at recent visits, most used first, filled up with a first set."""
    used: Counter[str] = Counter()
    for visit in finding.page(store, "visit", limit=_RECENT):
        used.update(visit.fields.get("activities") or ())
    known = [code for code, _ in used.most_common() if code in ACTIVITY_CODES]
    return list(dict.fromkeys([*known, *_AT_FIRST]))[:count]


def usual_purposes(store: Store) -> list[str]:
    """The purposes of recent visits, each once, most used first."""
    used = Counter(str(visit.fields.get("purpose") or "") for visit in finding.page(store, "visit", limit=_RECENT))
    return [purpose for purpose, _ in used.most_common() if purpose]

"""The challenges ahead: what may come, how likely it is and what it would do, looked at again on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from isp_desktop.db import capacity_plan as table
from isp_desktop.db import lists
from isp_desktop.db.lists import Item
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted, marked
from isp_desktop.domain.vocabulary import CHALLENGE_AREAS, LIKELIHOODS, SIDES
from isp_desktop.services import naming
from isp_desktop.services.taking_back import Undo, change

KINDS = frozenset({"challenge", "site", "person"})
"""The kinds from which the challenges are told."""

_MOST = 500
_STEPS = tuple(LIKELIHOODS)
# Whole, since not every language makes these of the words for low and high, or writes them small.
_LIKELY = {
    "low": marked("low likelihood"),
    "medium": marked("medium likelihood"),
    "high": marked("high likelihood"),
}
_LARGE = {"low": marked("low effect"), "medium": marked("medium effect"), "high": marked("high effect")}
_FROM = {"internal": marked("{area}, inside"), "external": marked("{area}, outside")}


class Challenge(Struct, frozen=True):
    """A challenge; its side, area, likelihood, effect and state are keys or "", `review_on` "YYYY-MM-DD" or ""."""

    uid: str
    what: str
    side: str
    area: str
    likelihood: str
    effect: str
    early_sign: str
    strategy: str
    review_on: str
    state: str
    site: str
    owner: str
    private: bool
    in_conflict: bool

    @property
    def is_ahead(self) -> bool:
        """Whether it has not passed."""
        return self.state != "passed"

    @property
    def weight(self) -> int:
        """How much it weighs by likelihood and effect together, 0 to 4; -1 where one of them is not said."""
        return weight(self.likelihood, self.effect)


def weight(likelihood: str, effect: str) -> int:
    """How much a challenge of these weighs, 0 to 4; -1 where one of them is not said."""
    if likelihood not in _STEPS or effect not in _STEPS:
        return -1
    return _STEPS.index(likelihood) + _STEPS.index(effect)


def challenges(store: Store, target: str = "") -> list[Challenge]:
    """The challenges of the site `target`, all for ""; those ahead first, the heaviest first among them."""
    with store.read() as reading:
        items = lists.items(reading, "challenge", table.of(reading, "challenge", target, _MOST))
        linked = {str(item.fields[name]) for item in items for name in ("site", "owner") if item.fields[name]}
        names = naming.titles(reading, linked)
    return sorted((_challenge(item, names) for item in items), key=_place)


def judge(store: Store, uid: str, state: Literal["ahead", "here", "passed"], seen: Sequence[str] | None = None) -> Undo:
    """Says that a challenge has come, has passed, or is ahead again; `seen` as for `taking_back.change`.

    Raises:
        BadInput: its state is in conflict.
        NotFound: there is no such record.
    """
    return change(store, "challenge", uid, {"state": state}, seen)


def look_again(store: Store, uid: str, day: dt.date, seen: Sequence[str] | None = None) -> Undo:
    """Says that a challenge was looked at, and when it is again; raises as `judge` does."""
    return change(store, "challenge", uid, {"review_on": day.isoformat()}, seen)


def headline(found: Sequence[Challenge], today: dt.date) -> str:
    """One sentence on how many challenges are ahead, and how many are to be looked at again."""
    ahead = [one for one in found if one.is_ahead]
    if not ahead:
        return _("No challenge is ahead.") if found else ""
    due = sum(bool(one.review_on) and one.review_on <= today.isoformat() for one in ahead)
    parts = [
        counted("{n} challenge ahead", "{n} challenges ahead", len(ahead)),
        counted("{n} to be looked at again", "{n} to be looked at again", due) if due else "",
    ]
    return _("{parts}.").format(parts=", ".join(filter(None, parts)))


def place_words(likelihood: str, effect: str) -> str:
    """ "high likelihood, medium effect", as it stands inside a sentence; what is not said is left out."""
    return ", ".join(filter(None, (_(_LIKELY.get(likelihood, "")), _(_LARGE.get(effect, "")))))


def sentence(words: str) -> str:
    """Words that begin a line, with a capital."""
    return words[:1].upper() + words[1:]


def about_words(one: Challenge) -> str:
    """Of which area it is, from where, and whose: "Finance, outside, Alder Road Primary"."""
    return ", ".join(filter(None, (area_words(one), one.site)))


def area_words(one: Challenge) -> str:
    """Of which area it is, and from where: "Finance, outside"."""
    area = _(CHALLENGE_AREAS[one.area]) if one.area in CHALLENGE_AREAS else ""
    side = _(SIDES[one.side]) if one.side in SIDES else ""
    return _(_FROM[one.side]).format(area=area) if area and side else area or side


def _challenge(item: Item, names: Mapping[str, str]) -> Challenge:
    own: Mapping[str, Any] = item.fields
    plain = ("what", "side", "area", "likelihood", "effect", "early_sign", "strategy", "review_on")
    return Challenge(
        uid=item.uid,
        state=str(own["state"] or "ahead"),
        site=names.get(str(own["site"] or ""), ""),
        owner=names.get(str(own["owner"] or ""), ""),
        private=item.private,
        in_conflict=item.in_conflict,
        **{name: str(own[name] or "") for name in plain},
    )


def _place(one: Challenge) -> tuple[bool, int, str, str]:
    return not one.is_ahead, -one.weight, one.review_on or "9999", one.uid

"""Where one can be in the window, and the way back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, get_args

from msgspec import Struct, field
from msgspec.structs import replace

from isp_desktop.db.models import kinds
from isp_desktop.domain.language import _, marked

PlaceKey = Literal[
    "today",
    "calendar",
    "relationships",
    "teams",
    "capacity",
    "leaders",
    "outlook",
    "practice",
    "list",
    "record",
    "edit",
    "integrity",
    "check",
    "leaving",
    "paper",
    "history",
    "exchange",
    "conflicts",
    "drafts",
    "notebook",
]
_NAMES: Mapping[PlaceKey, str] = {
    "today": marked("Today"),
    "calendar": marked("Calendar"),
    "relationships": marked("Relationships"),
    "teams": marked("Teams & charters"),
    "capacity": marked("Capacity"),
    "integrity": marked("Integrity"),
    "leaders": marked("Leaders & champions"),
    "outlook": marked("Outlook"),
    "practice": marked("Practice"),
    "check": marked("Team check"),
    "leaving": marked("If they leave"),
    "paper": marked("On paper"),
    "history": marked("History"),
    "exchange": marked("Exchange"),
    "conflicts": marked("Conflicts"),
    "drafts": marked("Drafts"),
    "notebook": marked("Notebook settings"),
}
# What is looked at on paper, by the kind of its record.
_PAPERS: Mapping[str, str] = {
    "visit": marked("Visit summary"),
    "meeting": marked("Minutes"),
    "person": marked("Brief"),
    "site": marked("Brief"),
    "charter": marked("Printed charter"),
    "leader_brief": marked("Leader brief"),
    "practice": marked("For supervision"),
}
_LONGEST_TRAIL = 100
# These stand on the pages of teams.
_OF_TEAMS = frozenset(
    (
        "team",
        "meeting",
        "membership",
        "charter",
        "sign_off",
        "decision",
        "protocol",
        "message",
        "leadership_support",
        "team_check",
    )
)

# And these on that of an initiative, or of a site.
_UNDER: Mapping[str, str] = {
    "competency_reflection": "practice",
    **dict.fromkeys(("core_element", "accountability"), "initiative"),
    **dict.fromkeys(("integrity_mark", "adaptation", "withdrawal", "withdrawal_condition"), "site"),
}

# And these on the page of capacity, which lists the first four of them.
_ON_CAPACITY = ("need", "plan_step", "challenge", "assessment", "instrument")
_OF_CAPACITY = frozenset((*_ON_CAPACITY, "step_log"))
# And these on that of leaders and champions.
_ON_LEADERS = ("champion", "leadership_role", "shared_responsibility")
_OF_LEADERS = frozenset(
    (*_ON_LEADERS, "champion_review", "engagement", "debrief", "standing", "transition", "continuity_item")
)


class Place(Struct, frozen=True):
    """One page: the list of a kind, one record ("" is a new one, begun with `preset`), or a page of its own.

    With "check" the uid is that of the team; "" asks which. With "capacity" it is that of the subject or site, with
    "leaders" that of the site, "" for all, and the kind says which tab. With "outlook" it is that of the site.
    """

    key: PlaceKey
    kind: str = ""
    uid: str = ""
    preset: Mapping[str, Any] = field(default_factory=dict)

    def __hash__(self) -> int:
        # What it begins with may hold lists.
        return hash((self.key, self.kind, self.uid))

    @property
    def is_record(self) -> bool:
        """Whether a record stands here that can be changed."""
        return self.key in ("record", "edit")

    def nav_key(self) -> str:
        """The entry of the sidebar under which it stands."""
        if self.kind in _OF_CAPACITY:
            return "capacity"
        if self.kind in _OF_LEADERS:
            return "leaders"
        return "teams" if self.kind in _OF_TEAMS else _UNDER.get(self.kind, self.kind) or self.key

    def name(self) -> str:
        """What kind of page it is, for the title of the window: never a word from inside."""
        spec = kinds().get(self.kind)
        if self.key in ("list", "record", "edit") and spec is not None:
            return _(spec.plural if self.key == "list" else spec.label)
        if self.key == "paper" and self.kind in _PAPERS:
            return _(_PAPERS[self.kind])
        return _(_NAMES.get(self.key, _NAMES["notebook"]))

    def as_setting(self) -> dict[str, str]:
        """As JSON, to be found again at the next start."""
        return {"key": self.key, "kind": self.kind, "uid": self.uid}


HOME = Place("today")


def place_of_new(kind: str, preset: Mapping[str, Any]) -> Place:
    """Where a new record of `kind` is begun: at its form, but a team check at the page of its team."""
    if kind == "team_check":
        return Place("check", "team", str(preset.get("team") or ""))
    return Place("record", kind, "", preset)


def place_from(setting: object) -> Place:
    """The place that was remembered; today for anything that makes no sense."""
    if not isinstance(setting, dict) or setting.get("key") not in get_args(PlaceKey):
        return HOME
    return Place(setting["key"], str(setting.get("kind", "")), str(setting.get("uid", "")))


def list_of(kind: str) -> Place:
    """Where the records of a kind are listed: on a page of their own, or in the list that every kind has."""
    if kind in _ON_CAPACITY:
        return Place("capacity", kind)
    if kind in _ON_LEADERS:
        return Place("leaders", kind)
    return Place("teams") if kind == "team" else Place("list", kind)


class Trail:
    """The places gone through, and which of them holds now."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """The place that holds now."""
        return self._places[self._at] if self._places else None

    def go(self, place: Place) -> None:
        """Goes on to `place`; what lay ahead is forgotten."""
        del self._places[self._at + 1 :]
        if place != self.here:
            self._places.append(place)
        del self._places[:-_LONGEST_TRAIL]
        self._at = len(self._places) - 1

    def name_here(self, uid: str) -> None:
        """The new record shown here has its uid now, and the way back leads to it."""
        if self.here is not None and uid:
            self._places[self._at] = replace(self.here, uid=uid, preset={})

    def beside(self, step: Literal[-1, 1]) -> Place | None:
        """The place before or after this one."""
        at = self._at + step
        return self._places[at] if 0 <= at < len(self._places) else None

    def step(self, step: Literal[-1, 1]) -> None:
        """Goes there."""
        self._at += step

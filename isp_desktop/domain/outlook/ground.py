"""What the rules of the outlook read: what a notebook has of one site, as plain facts with uids and days.

Days are "YYYY-MM-DD", "" for none. `noted` is the day on which a record without a day of its own was written down.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from isp_desktop.domain.protocols import Agreed, Message
from isp_desktop.domain.teams import Seat


class Programme(Struct, frozen=True):
    """An initiative of the site; `gaps`: in how many parts of the system, of `parts`, nobody is known."""

    uid: str
    has_vision: bool = False
    gaps: int = 0
    parts: int = 0


class Element(Struct, frozen=True):
    """A core element of an initiative of the site; 0 `review_days` for none agreed."""

    uid: str
    initiative: str
    review_days: int = 0
    noted: str = ""


class Mark(Struct, frozen=True):
    """How a core element was delivered on a day; `mark` is a key of `INTEGRITY_MARKS`."""

    uid: str
    element: str
    date: str
    mark: str


class Adaptation(Struct, frozen=True):
    """What is done otherwise from `date` to `until`; `consistent` is a key of `CONSISTENCY` or ""."""

    uid: str
    date: str
    consistent: str = ""
    until: str = ""


class Assessed(Struct, frozen=True):
    """What a closed assessment came to: of `rated` places of the map `needed` have a target, and `short` are below."""

    uid: str
    subject: str
    date: str
    rated: int = 0
    needed: int = 0
    short: int = 0
    next_on: str = ""


class Need(Struct, frozen=True):
    """A need from `seen_on` on; settled ("met", "given_up") on `met_on`."""

    uid: str
    state: str = "open"
    seen_on: str = ""
    met_on: str = ""


class Step(Struct, frozen=True):
    """A step of the capacity plan; `state` is a key of `STEP_STATES`."""

    uid: str
    needs: tuple[str, ...] = ()
    state: str = "planned"
    starts_on: str = ""
    due: str = ""
    settled_on: str = ""


class Role(Struct, frozen=True):
    """A leadership role; `person` is "" while nobody has it, `debrief_days` 0 where no rhythm was agreed."""

    uid: str
    name: str
    person: str = ""
    standing: str = ""
    since: str = ""
    until: str = ""
    debrief_days: int = 0


class Champion(Struct, frozen=True):
    """A champion; `debrief_days` 0 where no rhythm was agreed."""

    uid: str
    person: str
    level: str = ""
    since: str = ""
    debrief_days: int = 0


class Review(Struct, frozen=True):
    """How it stood with a champion on a day; `state` is a key of `CHAMPION_STATES`."""

    uid: str
    champion: str
    date: str
    state: str
    has_response: bool = False


class Talk(Struct, frozen=True):
    """That somebody was talked with on a day: in a debrief, or an engagement of a champion."""

    uid: str
    person: str
    date: str
    kind: str = "debrief"


class Item(Struct, frozen=True):
    """A line of a transition's checklist."""

    uid: str
    due: str = ""
    done_on: str = ""
    is_not_needed: bool = False


class Transition(Struct, frozen=True):
    """A leadership change known since `told_on`, with its checklist; `state` is a key of `TRANSITION_STATES`."""

    uid: str
    state: str = "foreseen"
    comes: str = ""
    told_on: str = ""
    leaves_on: str = ""
    named_on: str = ""
    items: tuple[Item, ...] = ()


class Version(Struct, frozen=True):
    """A version of a charter; `carriers` are uids by the key of the core function they carry."""

    uid: str
    version: int
    state: str
    agreed_on: str = ""
    review_on: str = ""
    noted: str = ""
    carriers: Mapping[str, tuple[str, ...]] = {}


class Meeting(Struct, frozen=True):
    """A meeting that was held; `facilitation` is a key of `FACILITATIONS` or ""."""

    uid: str
    date: str
    facilitation: str = ""


class Check(Struct, frozen=True):
    """A team check: the mean rating from 1 to 5, and of `questions` how many are to be worked on."""

    uid: str
    date: str
    mean: float
    questions: int = 0
    to_work: int = 0


class Backing(Struct, frozen=True):
    """What leadership agreed to give a team."""

    uid: str
    agreed_on: str = ""
    confirmed_on: str = ""
    until: str = ""


class Loop(Struct, frozen=True):
    """A communication protocol of a team: what is told by it, and its messages."""

    uid: str
    agreed: Agreed
    messages: tuple[Message, ...] = ()
    what: str = ""


class Team(Struct, frozen=True):
    """A team of the site and what there is of it."""

    uid: str
    noted: str = ""
    versions: tuple[Version, ...] = ()
    seats: tuple[Seat, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    checks: tuple[Check, ...] = ()
    backings: tuple[Backing, ...] = ()
    loops: tuple[Loop, ...] = ()


class Contact(Struct, frozen=True):
    """Since when somebody at the site with whom contact is wanted was not met: past the wanted gap, and the longest."""

    person: str
    last: str
    wanted: float
    longest: float = 0


class Promise(Struct, frozen=True):
    """A commitment; `state` is a key of `COMMITMENT_STATES`."""

    uid: str
    due: str = ""
    state: str = "open"
    settled_on: str = ""
    noted: str = ""


class Answering(Struct, frozen=True):
    """Who holds themself accountable to whom, from `since` to `until`."""

    uid: str
    who: str
    to: str
    since: str = ""
    until: str = ""
    review_on: str = ""


class Change(Struct, frozen=True):
    """A change around the programme; `place` is a key of `CHANGE_PLACES`."""

    uid: str
    date: str
    place: str
    has_response: bool = False


class Challenge(Struct, frozen=True):
    """A challenge as it is judged now; its likelihood, effect and state have no day."""

    uid: str
    likelihood: str = ""
    effect: str = ""
    state: str = "ahead"
    has_strategy: bool = False
    review_on: str = ""


class Problem(Struct, frozen=True):
    """A problem; `state` is a key of `PROBLEM_STATES`."""

    uid: str
    date: str
    state: str = "open"
    solved_on: str = ""
    is_tried: bool = False


class Support(Struct, frozen=True):
    """The support status from a day on."""

    uid: str
    status: str
    since: str


class Plan(Struct, frozen=True):
    """The plan by which support is withdrawn."""

    uid: str
    ends_on: str = ""
    agreed_on: str = ""
    noted: str = ""


class Condition(Struct, frozen=True):
    """What must stand before support may go."""

    uid: str
    plan: str
    due: str = ""
    stands_since: str = ""
    is_given_up: bool = False
    noted: str = ""


class Ground(Struct, frozen=True, kw_only=True):
    """All that is known of a site.

    Attributes:
        read_on: the day on which it was read: what has no day of its own is told as of that day alone.
        contacts: None where nothing is told of contacts, as in what is shared alone.
        visits: the days of the visits that were held.
    """

    site: str
    read_on: str
    programmes: tuple[Programme, ...] = ()
    elements: tuple[Element, ...] = ()
    marks: tuple[Mark, ...] = ()
    adaptations: tuple[Adaptation, ...] = ()
    assessed: tuple[Assessed, ...] = ()
    needs: tuple[Need, ...] = ()
    steps: tuple[Step, ...] = ()
    roles: tuple[Role, ...] = ()
    champions: tuple[Champion, ...] = ()
    reviews: tuple[Review, ...] = ()
    talks: tuple[Talk, ...] = ()
    transitions: tuple[Transition, ...] = ()
    teams: tuple[Team, ...] = ()
    contacts: tuple[Contact, ...] | None = None
    promises: tuple[Promise, ...] = ()
    answering: tuple[Answering, ...] = ()
    changes: tuple[Change, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    problems: tuple[Problem, ...] = ()
    supports: tuple[Support, ...] = ()
    plans: tuple[Plan, ...] = ()
    conditions: tuple[Condition, ...] = ()
    visits: tuple[str, ...] = ()

"""A team's charter as a text in sections: what is written, what was changed, who signed which text.

docs/practice.md, activities T2, T3 and T5. A version of a charter is a record, a section a few of its fields
(docs/decisions/0013-teams-and-charters.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from isp_desktop.domain.canonical import canonical, content_id
from isp_desktop.domain.language import marked
from isp_desktop.domain.vocabulary import CHARTER_STATES, CORE_FUNCTIONS


class Section(Struct, frozen=True):
    """A part of the charter under its own heading, and the fields of the record in which it is kept, in order."""

    key: str
    label: str
    fields: tuple[str, ...]


FUNCTIONS: Mapping[str, str] = {f"function_{key}": label for key, label in CORE_FUNCTIONS.items()}
"""The fields that hold who carries each core function, and what the function is called."""

SECTIONS: tuple[Section, ...] = (
    Section("purpose", marked("Purpose and vision"), ("vision",)),
    Section("scope", marked("Scope"), ("scope_in", "scope_out")),
    Section("functions", marked("Core functions"), (*FUNCTIONS, "functions")),
    Section("roles", marked("Members and roles"), ("roles",)),
    Section("governance", marked("How we decide"), ("decision_rule", "governance")),
    Section("authority", marked("Authority and sponsor"), ("sponsor", "authority")),
    Section("meetings", marked("Meetings"), ("schedule", "first_meeting", "starts", "ends", "place", "agenda")),
    Section("communication", marked("Communication"), ("communication",)),
    Section("ways", marked("Ways of working"), ("ways",)),
    Section("resources", marked("Resources"), ("resources",)),
    Section("amendment", marked("Changing the charter"), ("amendment",)),
    Section("ending", marked("When support ends"), ("ending",)),
    Section("review", marked("Review"), ("review_on",)),
)
FIELDS: tuple[str, ...] = tuple(name for section in SECTIONS for name in section.fields)
"""All that the members agree on; team, version and state are about the charter, not in it."""

SECTION_OF: Mapping[str, Section] = {name: section for section in SECTIONS for name in section.fields}

_NEXT: Mapping[str, tuple[str, ...]] = {
    "draft": ("proposed",),
    "proposed": ("draft", "agreed"),
    "agreed": ("under_review", "superseded"),
    "under_review": ("agreed", "superseded"),
    "superseded": (),
}
HOLDS = frozenset({"agreed", "under_review"})
"""The states in which a charter is what the team goes by."""

SIGNED = frozenset({"signed", "on_paper"})
"""The answers that put a name to a charter."""

SIGNINGS: Mapping[str, str] = {
    "signed": marked("Signed"),
    "on_paper": marked("Signed on paper"),
    "before": marked("Earlier text"),
    "unknown": marked("Text not noted"),
    "question": marked("Asks a question"),
    "objects": marked("Does not agree"),
    "none": marked("Not yet"),
}
"""How it stands with each member's sign-off of the text as it reads now."""


class Answer(Struct, frozen=True):
    """What a member said of a charter on a day.

    Attributes:
        uid: the sign-off's; answer: a key of `vocabulary.SIGN_OFFS`.
        read: the digest of the text that was answered to, "" where nobody noted it.
    """

    uid: str
    person: str
    answer: str
    date: str
    read: str = ""
    remark: str = ""


def state_of(own: Mapping[str, Any]) -> str:
    """The key of a charter's state; one that says nothing, or what only a newer program knows, is a draft."""
    state = str(own.get("state") or "")
    return state if state in CHARTER_STATES else "draft"


def may_become(own: Mapping[str, Any]) -> tuple[str, ...]:
    """The states that may follow the charter's own; a template stays what it is."""
    return _NEXT[state_of(own)] if own.get("team") else ()


def is_written(section: Section, own: Mapping[str, Any]) -> bool:
    """Whether anything stands in a section."""
    return any(own.get(name) for name in section.fields)


def text_of(own: Mapping[str, Any]) -> dict[str, Any]:
    """What the charter says, by field, without what is empty; sets in order."""
    said = {name: own[name] for name in FIELDS if own.get(name)}
    return {name: sorted(value) if isinstance(value, list) else value for name, value in said.items()}


def digest(own: Mapping[str, Any]) -> str:
    """The SHA-256 of all that the charter says, 64 hexadecimal digits: the same for the same words."""
    return content_id(canonical(text_of(own)))


def section_states(own: Mapping[str, Any], before: Mapping[str, Any] | None) -> dict[str, str]:
    """For each section's key "agreed" (as it was in `before`), "changed", or "empty".

    Args:
        before: what was agreed last; None where nothing was, and all that is written is new.
    """
    now, then = text_of(own), text_of(before or {})
    states = {}
    for section in SECTIONS:
        same = all(now.get(name) == then.get(name) for name in section.fields)
        written = is_written(section, now)
        states[section.key] = "changed" if not same else "agreed" if written else "empty"
    return states


def latest(answers: Iterable[Answer]) -> dict[str, Answer]:
    """The last answer of each person, by their uid; of those of one day the one that was made last."""
    # Uids sort by when they were made.
    return {one.person: one for one in sorted(answers, key=lambda one: (one.date, one.uid))}


def signing(answer: Answer | None, text: str) -> str:
    """The key in `SIGNINGS` of what `answer` is worth for the text with the digest `text`."""
    if answer is None:
        return "none"
    if answer.answer not in SIGNED:
        return answer.answer if answer.answer in SIGNINGS else "none"
    if not answer.read:
        return "unknown"
    return answer.answer if answer.read == text else "before"

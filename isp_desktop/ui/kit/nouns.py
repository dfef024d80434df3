"""Labels inside sentences: a kind's name, several names in a row, and what begins a record of a kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _, in_sentence, marked

_ADD: Mapping[str, str] = {
    "visit": marked("Record a visit"),
    "commitment": marked("Add a commitment"),
    "person": marked("Add a person"),
    "note": marked("New note"),
    "change": marked("Note a change"),
    "site": marked("Add a site"),
    "team": marked("Add a team"),
    "relationship": marked("Describe the relationship"),
    "trust": marked("Rate trust"),
    "tie": marked("Add a tie"),
    "feedback": marked("Add feedback"),
    "tension": marked("Note a tension"),
    "conversation": marked("Prepare a conversation"),
    "value": marked("Add value delivered"),
    "learned": marked("Add local knowledge"),
    "reflection": marked("Write a reflection"),
    "leadership_role": marked("Add a role"),
    "champion": marked("Add a champion"),
    "champion_review": marked("Review a champion"),
    "engagement": marked("Log an engagement"),
    "debrief": marked("Log a debrief"),
    "shared_responsibility": marked("Share a responsibility"),
    "standing": marked("Place in the grid"),
    "step_log": marked("Log a step"),
    "competency_reflection": marked("Look at my own practice"),
}


def noun(label: str) -> str:
    """The label of a kind, such as "Support status", as it stands inside a sentence of the language that holds."""
    return in_sentence(_(label))


def listed(words: Sequence[str]) -> str:
    """ "Notes, Challenges and Next steps"; "content" for none."""
    if not words:
        return _("content")
    first = ", ".join(words[:-1])
    return _("{first} and {last}").format(first=first, last=words[-1]) if first else words[0]


def add_words(spec: KindSpec) -> str:
    """What begins a record of the kind says: "New note", "Add a tie"."""
    return _(_ADD[spec.kind]) if spec.kind in _ADD else _("New {kind}").format(kind=noun(spec.label))

"""What the list of each kind says of itself, and where to begin when it is empty."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from isp_desktop.db.models import kind as kind_named


@dataclass(frozen=True, slots=True)
class Words:
    """What the list of a kind says of itself; once a record of `other_kind` is there, `then` says the next step."""

    line: str
    new: str
    heading: str
    sentence: str
    other: str = ""
    other_kind: str = ""
    then: str = ""


_WORDS: Mapping[str, Words] = {
    "visit": Words(
        "Latest first, planned ones on top.",
        "Record a visit",
        "No visits yet",
        "Begin with the place you visited. You can also name it while you write the visit down.",
        "Add a site first",
        "site",
        "Write down the first one while you still remember it. Five minutes are enough.",
    ),
    "site": Words(
        "The schools, clinics and agencies you support.",
        "Add a site",
        "No sites yet",
        "Add the first place you visit. Its name is all it needs.",
    ),
    "person": Words(
        "Everyone with a stake in the work, you included.",
        "Add a person",
        "Nobody here yet",
        "Start with the person who let you in. A name is enough, the rest can wait.",
    ),
    "commitment": Words(
        "What was promised, the earliest day first.",
        "Add a commitment",
        "Nothing promised yet",
        "Trust grows on promises kept. Note what somebody said they would do, and by when.",
        "Record a visit",
        "visit",
        "Trust grows on promises kept. Add one here, or on the page of the visit at which it was made.",
    ),
    "note": Words(
        "Only on this computer, unless you share one.",
        "New note",
        "No notes yet",
        "An observation, a call, something you heard: it stays on this computer until you share it.",
    ),
    "initiative": Words(
        "What is being put into practice, and what must hold.",
        "Add an initiative",
        "No initiatives yet",
        "Name the programme that your sites take up, and its core elements.",
    ),
    "change": Words(
        "What changed in the use, the setting or the wider system.",
        "Note a change",
        "No changes noted yet",
        "Note what changed around the programme, so that nobody has to remember it later.",
    ),
}


def words_of(kind: str) -> Words:
    """The words for the list of `kind`; a kind without its own gets plain ones."""
    spec = kind_named(kind)
    name = spec.label.lower()
    plain = Words("", f"New {name}", f"No {spec.plural.lower()} yet", f"Add the first {name} to begin.")
    return _WORDS.get(kind, plain)

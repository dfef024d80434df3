"""The field's own words: what a choice field offers, as key and label.

Keys are written into the log for ever; labels may be reworded. The guide's terms: docs/practice.md.
"""

from __future__ import annotations

from collections.abc import Mapping

SETTINGS: Mapping[str, str] = {
    "school": "School",
    "clinic": "Clinic",
    "agency": "Agency",
    "network": "Network",
    "other": "Other",
}

PARTS_OF_SYSTEM: Mapping[str, str] = {
    "funder_policy": "Funder, policy",
    "leadership": "Leadership",
    "teams": "Teams",
    "practice": "Practice",
    "data_quality": "Data, quality",
    "families": "Families",
}

LEVELS: Mapping[str, str] = {
    "individual": "Individual",
    "organization": "Organization",
    "network": "Network",
    "system": "System",
}

MODES: Mapping[str, str] = {"in_person": "In person", "video": "Video", "phone": "Phone", "other": "Other"}

VISIT_STAGES: Mapping[str, str] = {"planned": "Planned", "held": "Held", "called_off": "Called off"}

SUPPORT_STATES: Mapping[str, str] = {
    "exploring": "Exploring",
    "active": "Active",
    "tapering": "Tapering",
    "withdrawn": "Withdrawn",
}

COMMITMENT_STATES: Mapping[str, str] = {"open": "Open", "kept": "Kept", "late": "Kept late", "dropped": "Dropped"}

NOTE_TYPES: Mapping[str, str] = {
    "observation": "Observation",
    "conversation": "Conversation",
    "feedback": "Feedback",
    "call": "Call",
    "idea": "Idea",
    "other": "Other",
}

CHANGE_PLACES: Mapping[str, str] = {
    "intervention": "Use of the intervention",
    "setting": "Practice setting",
    "system": "Wider system",
}

_ACTIVITY_COUNTS = {"R": 11, "T": 10, "C": 8, "L": 10}

ACTIVITY_CODES: tuple[str, ...] = tuple(
    f"{letter}{number}" for letter, count in _ACTIVITY_COUNTS.items() for number in range(1, count + 1)
)
"""The 39 key activities of the guide; their wording is in resources/practice/activities.toml."""

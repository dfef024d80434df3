"""The field's own words: what a choice field offers, as key and label.

Keys are written into the log for ever; labels may be reworded. The guide's terms: docs/practice.md.
"""

from __future__ import annotations

from collections.abc import Mapping

from isp_desktop.domain.language import marked

SETTINGS: Mapping[str, str] = {
    "school": marked("School"),
    "clinic": marked("Clinic"),
    "agency": marked("Agency"),
    "network": marked("Network"),
    "other": marked("Other"),
}

PARTS_OF_SYSTEM: Mapping[str, str] = {
    "funder_policy": marked("Funder, policy"),
    "leadership": marked("Leadership"),
    "teams": marked("Teams"),
    "practice": marked("Practice"),
    "data_quality": marked("Data, quality"),
    "families": marked("Families"),
}

LEVELS: Mapping[str, str] = {
    "individual": marked("Individual"),
    "organization": marked("Organization"),
    "network": marked("Network"),
    "system": marked("System"),
}

MODES: Mapping[str, str] = {
    "in_person": marked("In person"),
    "video": marked("Video"),
    "phone": marked("Phone"),
    "other": marked("Other"),
}

VISIT_STAGES: Mapping[str, str] = {
    "planned": marked("Planned"),
    "held": marked("Held"),
    "called_off": marked("Called off"),
}

SUPPORT_STATES: Mapping[str, str] = {
    "exploring": marked("Exploring"),
    "active": marked("Active"),
    "tapering": marked("Tapering"),
    "withdrawn": marked("Withdrawn"),
}

COMMITMENT_STATES: Mapping[str, str] = {
    "open": marked("Open"),
    "kept": marked("Kept"),
    "late": marked("Kept late"),
    "dropped": marked("Dropped"),
}

NOTE_TYPES: Mapping[str, str] = {
    "observation": marked("Observation"),
    "conversation": marked("Conversation"),
    "feedback": marked("Feedback"),
    "call": marked("Call"),
    "idea": marked("Idea"),
    "other": marked("Other"),
}

CHANGE_PLACES: Mapping[str, str] = {
    "intervention": marked("Use of the intervention"),
    "setting": marked("Practice setting"),
    "system": marked("Wider system"),
}

STRENGTHS: Mapping[str, str] = {
    "weak": marked("Weak"),
    "building": marked("Building"),
    "strong": marked("Strong"),
}

TIES: Mapping[str, str] = {
    "works_with": marked("Works with"),
    "reports_to": marked("Reports to"),
    "influences": marked("Influences"),
    "supplies": marked("Supplies"),
    "refers_to": marked("Refers to"),
    "in_tension": marked("In tension with"),
}

TIES_BOTH_WAYS = frozenset({"works_with", "in_tension"})
"""The types of tie that say the same from either end."""

INTRAPERSONAL: tuple[str, ...] = ("reliability", "competence", "commitment")
"""The indicators of intrapersonal trust: what the practitioner is believed to be."""

INTERPERSONAL: tuple[str, ...] = ("openness", "reciprocity", "shared_aims")
"""The indicators of interpersonal trust: what both sides see in what is between them."""

ASSESSMENT_WAYS: Mapping[str, str] = {
    "self": marked("Self-assessment"),
    "diagnostic": marked("Diagnostic assessment"),
}

TENSION_STATES: Mapping[str, str] = {
    "open": marked("Open"),
    "held": marked("Space held"),
    "settled": marked("Settled"),
}

REFLECTION_MOMENTS: Mapping[str, str] = {
    "before": marked("Before a visit"),
    "after": marked("After a visit"),
}

COVERAGE_NEEDS: Mapping[str, str] = {
    "needed": marked("Needed"),
    "not_needed": marked("Not needed"),
}

_ACTIVITY_COUNTS = {"R": 11, "T": 10, "C": 8, "L": 10}

ACTIVITY_CODES: tuple[str, ...] = tuple(
    f"{letter}{number}" for letter, count in _ACTIVITY_COUNTS.items() for number in range(1, count + 1)
)
"""The 39 key activities of the guide; their wording is in resources/practice/activities.toml."""

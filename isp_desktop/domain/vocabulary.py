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

STAGED = ("visit", "meeting")
"""The kinds that are planned first, and a contact only once they were held."""

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

CORE_FUNCTIONS: Mapping[str, str] = {
    "tailor": marked("Select, operationalise, tailor and adapt"),
    "competency": marked("Build staff competency"),
    "data": marked("Collect, analyse and monitor data"),
    "improvement": marked("Engage people in using data for improvement"),
    "sustainment": marked("Build capacity for sustainment"),
    "collaboration": marked("Build cross-sector collaboration"),
}
"""The six core functions of implementation teams; some member or linked team has to carry each."""

PERSPECTIVES: Mapping[str, str] = {
    "focus_population": marked("Focus population"),
    "staff": marked("Staff who deliver it"),
    "leadership": marked("Leadership"),
    "data": marked("Data, quality"),
    "partner": marked("Partner organization"),
    "funder_policy": marked("Funder, policy"),
}
"""Whom a member of a team speaks for."""

CHARTER_STATES: Mapping[str, str] = {
    "draft": marked("Draft"),
    "proposed": marked("Proposed"),
    "agreed": marked("Agreed"),
    "under_review": marked("Under review"),
    "superseded": marked("Superseded"),
}

DECISION_RULES: Mapping[str, str] = {
    "consent": marked("Consent: nobody objects with a reason"),
    "consensus": marked("Consensus: everyone agrees"),
    "majority": marked("Majority of those present"),
    "lead": marked("The lead decides after hearing everyone"),
}

SIGN_OFFS: Mapping[str, str] = {
    "signed": marked("Signed"),
    "on_paper": marked("Signed on paper"),
    "question": marked("Asks a question"),
    "objects": marked("Does not agree"),
}

FACILITATIONS: Mapping[str, str] = {
    "practitioner": marked("Practitioner"),
    "together": marked("Together"),
    "local": marked("Local"),
}
"""Who facilitates a meeting: the support hands it over step by step, in this order."""

AGENDA_AIMS: Mapping[str, str] = {
    "inform": marked("Inform"),
    "discuss": marked("Discuss"),
    "decide": marked("Decide"),
}

AGENDA_STATES: Mapping[str, str] = {
    "open": marked("Open"),
    "done": marked("Done"),
    "parked": marked("Parked"),
}

DECISION_STATES: Mapping[str, str] = {
    "stands": marked("Stands"),
    "replaced": marked("Replaced"),
    "withdrawn": marked("Withdrawn"),
}

CHANNELS: Mapping[str, str] = {
    "meeting": marked("In a meeting"),
    "email": marked("E-mail"),
    "phone": marked("Phone"),
    "report": marked("Written report"),
    "in_person": marked("In person"),
    "other": marked("Other"),
}

LEARNING_WAYS: Mapping[str, str] = {
    "training": marked("Training"),
    "coaching": marked("Coaching"),
    "visit": marked("Visit elsewhere"),
    "reading": marked("Reading"),
    "role": marked("A new role"),
    "other": marked("Other"),
}

CAPACITY_TYPES: Mapping[str, str] = {
    "intervention_specific": marked("Intervention-specific"),
    "general": marked("General"),
    "analytic": marked("Analytic"),
    "adaptive": marked("Adaptive"),
}

CAPACITY_FORMS: Mapping[str, str] = {
    "psychological": marked("Psychological"),
    "behavioural": marked("Behavioural"),
    "structural": marked("Structural"),
}

CAPACITY_DIMENSIONS: Mapping[str, str] = {
    "knowledge": marked("Knowledge"),
    "skills": marked("Skills"),
    "motivation": marked("Motivation"),
    "attitudes": marked("Attitudes"),
}

INSTRUMENT_STATES: Mapping[str, str] = {
    "draft": marked("Draft"),
    "in_use": marked("In use"),
    "retired": marked("Retired"),
}

SCORINGS: Mapping[str, str] = {
    "mean": marked("The mean"),
    "sum": marked("The sum"),
    "percent": marked("Percent of the most possible"),
}

ASSESSMENT_STATES: Mapping[str, str] = {
    "planned": marked("Planned"),
    "under_way": marked("Under way"),
    "done": marked("Done"),
}

RATING_WAYS: Mapping[str, str] = {
    "facilitated": marked("Facilitated"),
    "alone": marked("By one person"),
    "paper": marked("On paper, typed in"),
}

NEED_STATES: Mapping[str, str] = {
    "open": marked("Open"),
    "met": marked("Met"),
    "given_up": marked("Given up"),
}

STEP_WAYS: Mapping[str, str] = {
    "prepare": marked("Prepare, simulate"),
    "training": marked("Training"),
    "modelling": marked("Modelling"),
    "coaching": marked("Coaching"),
    "structure": marked("Structure, process"),
    "partnership": marked("Partnership"),
}
"""How capacity is built: activities C1, C3, C4, C5, C6 and C8, in this order."""

STEP_STATES: Mapping[str, str] = {
    "planned": marked("Planned"),
    "under_way": marked("Under way"),
    "done": marked("Done"),
    "dropped": marked("Dropped"),
}

SIDES: Mapping[str, str] = {
    "internal": marked("Inside"),
    "external": marked("Outside"),
}

CHALLENGE_AREAS: Mapping[str, str] = {
    "finance": marked("Finance"),
    "policy": marked("Policy"),
    "staffing": marked("Staffing"),
    "leadership": marked("Leadership"),
    "partners": marked("Partners"),
    "data": marked("Data, quality"),
    "programme": marked("The programme itself"),
    "community": marked("Community"),
    "other": marked("Other"),
}

LIKELIHOODS: Mapping[str, str] = {
    "low": marked("Low"),
    "medium": marked("Medium"),
    "high": marked("High"),
}

CHALLENGE_STATES: Mapping[str, str] = {
    "ahead": marked("Ahead"),
    "here": marked("It has come"),
    "passed": marked("Passed"),
}

LEADER_STANDINGS: Mapping[str, str] = {
    "formal": marked("Formal leader"),
    "emerging": marked("Emerging leader"),
}

SHARED_WAYS: Mapping[str, str] = {
    "facilitates": marked("Co-facilitates"),
    "supervises": marked("Co-supervises"),
    "trains": marked("Co-trains"),
    "coaches": marked("Coaches along"),
    "data": marked("Presents the data"),
    "plans": marked("Plans along"),
    "represents": marked("Represents the work outside"),
    "other": marked("Other"),
}
"""What a leader or the practitioner shares with an emerging leader, and then hands over: activity L6."""

TRANSITION_STATES: Mapping[str, str] = {
    "foreseen": marked("Foreseen"),
    "under_way": marked("Under way"),
    "done": marked("Done"),
    "called_off": marked("Called off"),
}

TRANSITION_STEPS: Mapping[str, str] = {
    "told": marked("Told"),
    "named": marked("Named"),
    "hands_over": marked("Handover"),
    "leaves": marked("Leaves"),
    "debrief": marked("Debrief"),
}
"""The steps of a leadership change; each has a day, in the field of its name with "_on" behind."""

TRANSITION_ACTS: Mapping[str, str] = {key: TRANSITION_STEPS[key] for key in ("hands_over", "debrief")}
"""Those that are done by somebody: they are over once that is said. The others are over with their day."""

CONTINUITY_AREAS: Mapping[str, str] = {
    "relations": marked("Relationships"),
    "decisions": marked("Decisions"),
    "agreements": marked("Agreements"),
    "teams": marked("Teams"),
    "champions": marked("Champions"),
    "work": marked("Work in hand"),
    "other": marked("Other"),
}

CHAMPION_STATES: Mapping[str, str] = {
    "cultivating": marked("Cultivating"),
    "active": marked("Active"),
    "waning": marked("Waning"),
    "lost": marked("Lost"),
}

OWNERSHIP: Mapping[str, str] = {
    "supports": marked("Supports it"),
    "shares": marked("Shares in it"),
    "owns": marked("Sees it as their own"),
}
"""How far a champion feels that the implementation is theirs."""

INTEGRITY_MARKS: Mapping[str, str] = {
    "holds": marked("Holds"),
    "partly": marked("Holds in part"),
    "not_held": marked("Does not hold"),
}
"""How a core element is delivered at a site; where nothing was looked at, there is no mark."""

EVIDENCE_SOURCES: Mapping[str, str] = {
    "observation": marked("Observation"),
    "data": marked("Data"),
    "team_word": marked("Word of the team"),
}

PLANNED: Mapping[str, str] = {
    "planned": marked("Planned"),
    "unplanned": marked("Not planned"),
}

CONSISTENCY: Mapping[str, str] = {
    "consistent": marked("Consistent with integrity"),
    "not_consistent": marked("Not consistent with integrity"),
    "not_clear": marked("Not clear yet"),
}

PROBLEM_STATES: Mapping[str, str] = {
    "open": marked("Open"),
    "trying": marked("Being tried"),
    "solved": marked("Solved"),
    "given_up": marked("Given up"),
}

COMPETENCIES: Mapping[str, str] = {
    "relationships": marked("Relationships"),
    "teams": marked("Teams"),
    "capacity": marked("Capacity"),
    "leaders": marked("Leaders and champions"),
}
"""The four competencies of the guide; their wording is in resources/practice/activities.toml."""

OWN_STEPS: Mapping[str, str] = {
    "new": marked("New to me"),
    "with_help": marked("With help"),
    "alone": marked("On my own"),
    "teaching": marked("I help others with it"),
}
"""Where a practitioner sees herself in a competency, or in one of its activities."""

OUTLOOK_AREAS: Mapping[str, str] = {
    "integrity": marked("Core elements"),
    "capacity": marked("Capacity"),
    "leadership": marked("Leaders and champions"),
    "teams": marked("Teams"),
    "relationships": marked("Relationships"),
    "changes": marked("Changes around it"),
    "tapering": marked("Tapering of support"),
}
"""What the sustainment outlook of a site looks at."""

_ACTIVITY_COUNTS = {"R": 11, "T": 10, "C": 8, "L": 10}

ACTIVITY_CODES: tuple[str, ...] = tuple(
    f"{letter}{number}" for letter, count in _ACTIVITY_COUNTS.items() for number in range(1, count + 1)
)
"""The 39 key activities of the guide; their wording is in resources/practice/activities.toml."""

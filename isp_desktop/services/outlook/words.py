"""The facts of the outlook in words: what is so, and where it is not, what is to be done or looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from isp_desktop.domain.language import _, counted, marked, number
from isp_desktop.domain.outlook import Count, Fact, State
from isp_desktop.domain.vocabulary import CHANGE_PLACES, CORE_FUNCTIONS, LEVELS, OUTLOOK_AREAS, SUPPORT_STATES
from isp_desktop.services.naming import day_in_words

STATES: Mapping[State, str] = {
    "strong": marked("Strong"),
    "at_risk": marked("At risk"),
    "not_known": marked("Not known"),
}
SHORT_AREAS: Mapping[str, str] = {
    **OUTLOOK_AREAS,
    "integrity": marked("Elements"),
    "relationships": marked("People"),
    "leadership": marked("Leaders"),
    "changes": marked("Changes"),
    "tapering": marked("Tapering"),
}
"""The areas in a word or two, for columns."""

_KEYS: Mapping[str, str] = {**CHANGE_PLACES, **CORE_FUNCTIONS, **LEVELS, **SUPPORT_STATES}

_SAID: Mapping[str, str] = {
    "I1 holds": marked("{name} holds"),
    "I1 partly": marked("{name} holds in part"),
    "I1 not_held": marked("{name} does not hold"),
    "I1 long_ago": marked("{name} was looked at too long ago to tell. Look at it at the next visit"),
    "I1 never_seen": marked("{name} was never looked at here. Look at it at the next visit"),
    "I1 newer": marked("{name} was marked by a newer version of this program"),
    "I2 adapted_against": marked("Done otherwise, and not consistent with integrity: {name}"),
    "I2 adapted_unclear": marked("Done otherwise: {name}. Judge whether it is consistent with integrity"),
    "I3 no_initiative": marked("The site is part of no initiative. Say of which"),
    "I3 no_elements": marked("No core element of {name} is written down. Write down what has to go on"),
    "C1 never_assessed": marked("Capacity was never assessed here. Rate it together"),
    "C1 assessed_long_ago": marked("The capacity of {name} was assessed more than a year ago. Rate it again"),
    "C1 not_rated": marked("The assessment of {name} has no rating"),
    "C1 no_targets": marked("Nobody said how much capacity is needed for {name}. Agree on it"),
    "C2 next_overdue": marked("The next assessment of {name} was agreed for {other}, and was not made"),
    "C3 need_without_step": marked("No step of the plan meets the need “{name}”"),
    "C4 step_late": marked("This step of the plan is late: {name}"),
    "L1 vacant": marked("Nobody has the role “{text}”"),
    "L1 left": marked("The role “{text}” was left, and nobody is noted after"),
    "L1 no_roles": marked("No leadership role is noted. Say who leads what here"),
    "L2 on_one": marked("To lead and to speak up for it rest on one person, {name}"),
    "L3 active": marked("{name} is an active champion"),
    "L3 never_reviewed": marked("The role of {name} as a champion was never reviewed"),
    "L3 reviewed_long_ago": marked("The role of {name} as a champion was reviewed more than half a year ago"),
    "L3 cultivating": marked("{name} is being won as a champion"),
    "L3 waning": marked("{name} is waning as a champion, and there is no response"),
    "L3 waning_seen_to": marked(
        "{name} is waning as a champion. There is a response, and it is to be seen what comes of it"
    ),
    "L3 lost_and_recovered": marked("{name} was lost as a champion; there was a response, and others are active now"),
    "L3 lost": marked("{name} was lost as a champion, and there is no response"),
    "L4 at_one_level": marked("Champions are active at one level alone: {key}"),
    "L4 none_active": marked("No champion is known to be active"),
    "L4 no_champions": marked("No champion is noted. Look for those whom others listen to"),
    "L5 no_checklist": marked("Leadership changes without a checklist: {name}"),
    "L5 no_successor": marked("The day is near, and nobody is named who comes: {name}"),
    "L6 never_debriefed": marked("{name} was never talked with since a rhythm was agreed"),
    "L6 no_rhythm": marked("No rhythm of debriefs is agreed with leaders and champions"),
    "T1 no_team": marked("No team of this site is noted. Say who carries it together"),
    "T1 no_charter": marked("{name} has no charter"),
    "T1 charter_in_writing": marked("{name} has not agreed on its charter yet"),
    "T1 charter_agreed": marked("{name} works by a charter it agreed on"),
    "T1 charter_overdue": marked("The charter of {name} was to be reviewed on {other}"),
    "T1 charter_old": marked("The charter of {name} is more than a year old and has no day of review"),
    "T2 not_carried": marked("Nobody carries this core function: {key}"),
    "T2 all_carried": marked("Every core function is carried by somebody"),
    "T3 never_met": marked("No meeting of {name} is noted"),
    "T3 not_met": marked("{name} has not met for more than a quarter"),
    "T3 meets": marked("{name} meets"),
    "T4 local": marked("{name} facilitates its own meetings"),
    "T4 practitioner": marked("The practitioner still facilitates the meetings of {name}"),
    "T4 handing_over": marked("The meetings of {name} are being handed over"),
    "T4 facilitation_unknown": marked("It is not noted who facilitates the meetings of {name}"),
    "T5 loop_late": marked("Late: {text} ({name})"),
    "T5 never_answered": marked("Not answered the last three times: {text} ({name})"),
    "T6 never_checked": marked("{name} never rated how it works. Make a team check"),
    "T6 checked_long_ago": marked("{name} rated how it works more than a year ago. Make a team check"),
    "T6 check_fell": marked("The members of {name} rated it lower than on {other}"),
    "T7 backed": marked("Leadership stands by what it agreed to give {name}: {second}"),
    "T7 backing_stale": marked("Not confirmed for half a year, what leadership gives {name}: {second}"),
    "T7 backing_ended": marked("Ended on {other}, what leadership gave {name}: {second}"),
    "R1 quiet": marked("{name} was not met for longer than wanted"),
    "R1 never_met": marked("{name} was never met"),
    "R1 no_rhythm": marked("With nobody here it is said how often to be in touch"),
    "R3 no_promises": marked("No promise that was due within a year was settled"),
    "R4 nobody_answers": marked("Nobody is noted as accountable to anybody"),
    "R4 one_sided": marked("{name} is accountable to {second}, and not the other way round"),
    "R4 mutual": marked("{name} and {second} are accountable to each other"),
    "R4 answering_overdue": marked("That {name} is accountable to {second} was to be looked at again on {other}"),
    "R5 vision": marked("A shared vision of {name} is written down"),
    "R5 no_vision": marked("No shared vision of {name} is written down"),
    "S1 no_response": marked("{key}: {name}. There is no response"),
    "S1 no_changes": marked("No change was noted within a year. Ask what changed around the programme"),
    "S2 came_true": marked("It has come: {name}"),
    "S2 not_weighed": marked("Nobody said how likely it is and what it would do: {name}"),
    "S2 heavy_with_strategy": marked("Likely and heavy, and there is a strategy: {name}"),
    "S2 heavy_without_strategy": marked("Likely and heavy, without a strategy: {name}"),
    "S2 challenge_overdue": marked("It was to be looked at again on {other}: {name}"),
    "S2 no_challenges": marked("No challenge ahead is noted. Look for what may come"),
    "S3 nothing_tried": marked("Nothing was tried against it for more than a quarter: {name}"),
    "S3 being_tried": marked("Something is tried against it: {name}"),
    "P1 no_status": marked("It is not said how far the support is. Set the support status"),
    "P1 supported": marked("Support status: {key}. What holds without it is to be seen"),
    "P2 plan_agreed": marked("It is agreed how support is withdrawn"),
    "P2 plan_not_agreed": marked("The plan of how support is withdrawn is not agreed on"),
    "P2 no_plan": marked("There is no plan of how support is withdrawn"),
    "P2 tapers_without_plan": marked("Support tapers without a plan of how"),
    "P2 stands": marked("It stands: {name}"),
    "P2 does_not_stand": marked("It does not stand yet, and its day is past: {name}"),
    "P2 not_due_yet": marked("It is yet to stand: {name}"),
    "P4 holds_without": marked("{name} holds since support was withdrawn"),
    "P4 holds_again": marked("{name} holds again now that support is withdrawn; for a while it did not, or in part"),
    "P4 fell": marked("{name} held until support was withdrawn, and holds no more or in part"),
    "P4 does_not_hold_without": marked("{name} does not hold, or in part, now that support is withdrawn"),
    "P4 nothing_to_compare": marked("Support was withdrawn, and no core element is written down to look at"),
    "P4 not_seen_since": marked("{name} was not looked at since support was withdrawn"),
}


def _counts(fact: Fact, name: str) -> dict[str, Callable[[], str]]:
    """The sentences with a number."""
    n, of = fact.n, number(fact.of)
    return {
        "I2 adapted_well": lambda: counted(
            "{n} adaptation is in force and consistent with integrity",
            "{n} adaptations are in force and consistent with integrity",
            n,
        ),
        "C1 short": lambda: counted(
            "Capacity of {name} is short in {n} of {of} fields where it is said how much is needed",
            "Capacity of {name} is short in {n} of {of} fields where it is said how much is needed",
            n,
            of=of,
            name=name,
        ),
        "C1 enough": lambda: counted(
            "Capacity of {name} is as much as needed in {n} field",
            "Capacity of {name} is as much as needed in all {n} fields",
            n,
            name=name,
        ),
        "C3 needs_with_steps": lambda: counted(
            "{n} open need has a step that meets it", "{n} open needs have a step that meets them", n
        ),
        "C3 needs_met": lambda: counted("{n} need was met within a year", "{n} needs were met within a year", n),
        "C4 steps_done": lambda: counted(
            "{n} step of the plan was done within a year", "{n} steps of the plan were done within a year", n
        ),
        "L1 roles_filled": lambda: counted("{n} leadership role is filled", "{n} leadership roles are filled", n),
        "L2 on_several": lambda: counted(
            "{n} person leads or speaks up for it", "{n} people lead or speak up for it", n
        ),
        "L4 at_levels": lambda: counted(
            "Champions are active at {n} level of the system", "Champions are active at {n} levels of the system", n
        ),
        "L5 items_late": lambda: counted(
            "{n} of {of} matters to hand on is late: {name}",
            "{n} of {of} matters to hand on are late: {name}",
            n,
            of=of,
            name=name,
        ),
        "L5 items_open": lambda: counted(
            "{n} of {of} matters to hand on is open: {name}",
            "{n} of {of} matters to hand on are open: {name}",
            n,
            of=of,
            name=name,
        ),
        "L5 items_done": lambda: counted(
            "The {n} matter to hand on is seen to: {name}",
            "All {n} matters to hand on are seen to: {name}",
            n,
            name=name,
        ),
        "L6 debrief_late": lambda: counted(
            "{name} was to be talked with every {n} day",
            "{name} was to be talked with every {n} days",
            n,
            name=name,
        ),
        "L6 debriefs_in_time": lambda: counted(
            "{n} of {of} leaders and champions is talked with as often as agreed",
            "{n} of {of} leaders and champions are talked with as often as agreed",
            n,
            of=of,
        ),
        "T5 loops_close": lambda: counted(
            "{n} feedback loop of {name} is on time", "{n} feedback loops of {name} are on time", n, name=name
        ),
        "T6 check_to_work": lambda: counted(
            "The members of {name} rated {n} of {of} sentences low",
            "The members of {name} rated {n} of {of} sentences low",
            n,
            of=of,
            name=name,
        ),
        "T6 check_well": lambda: counted(
            "The members of {name} rated no sentence low, of {n}",
            "The members of {name} rated no sentence low, of {n}",
            n,
            name=name,
        ),
        "R1 in_touch": lambda: counted(
            "{n} person here is in touch as often as wanted", "{n} people here are in touch as often as wanted", n
        ),
        "R2 gaps": lambda: counted(
            "For {name} nobody is known in {n} of {of} parts of the system",
            "For {name} nobody is known in {n} of {of} parts of the system",
            n,
            of=of,
            name=name,
        ),
        "R2 no_gaps": lambda: counted(
            "For {name} somebody is known in {n} part of the system",
            "For {name} somebody is known in all {n} parts of the system",
            n,
            name=name,
        ),
        "R3 promises_late": lambda: counted(
            "{n} promise is late: {name}", "{n} promises are late, the oldest of them: {name}", n, name=name
        ),
        "R3 promises_kept": lambda: counted(
            "{n} of {of} promises due within a year was kept in time",
            "{n} of {of} promises due within a year were kept in time",
            n,
            of=of,
        ),
        "R3 promises_not_kept": lambda: counted(
            "Only {n} of {of} promises due within a year was kept in time",
            "Only {n} of {of} promises due within a year were kept in time",
            n,
            of=of,
        ),
        "S1 responded": lambda: counted(
            "{n} change of the last year has a response", "{n} changes of the last year have a response", n
        ),
        "S3 solved": lambda: counted(
            "{n} problem was solved within a year", "{n} problems were solved within a year", n
        ),
        "P3 thins": lambda: counted(
            "Visits become fewer: {n} in the last quarter, {of} in the one before tapering began",
            "Visits become fewer: {n} in the last quarter, {of} in the one before tapering began",
            n,
            of=of,
        ),
        "P3 not_thinner": lambda: counted(
            "Visits do not become fewer: {n} in the last quarter, {of} in the one before tapering began",
            "Visits do not become fewer: {n} in the last quarter, {of} in the one before tapering began",
            n,
            of=of,
        ),
    }


def sentence(fact: Fact, names: Mapping[str, str]) -> str:
    """What a fact says; `names` has those it is about. Whoever is not in the notebook is told so."""
    called = [names.get(uid) or _("somebody who is not in this notebook") for uid in fact.about]
    name, second = [*called, "", ""][:2]
    key = f"{fact.rule} {fact.says}"
    if key in _SAID:
        told = _(_SAID[key]).format(
            name=name,
            second=second,
            text=fact.text,
            key=_(_KEYS.get(fact.key, "")),
            other=day_in_words(fact.other) if fact.other else "",
        )
    else:
        told = _counts(fact, name)[key]()
    return f"{told.rstrip('.')}."


def sayable() -> frozenset[str]:
    """Rule and sentence of every fact that can be said."""
    return frozenset(_SAID) | _counts(Fact("integrity", "I1", "strong", "holds"), "").keys()


def count_words(found: Count) -> str:
    """ "3 strong, 2 at risk, 1 not known"; what there is none of is left out."""
    parts = (
        counted("{n} strong", "{n} strong", found.strong) if found.strong else "",
        counted("{n} at risk", "{n} at risk", found.at_risk) if found.at_risk else "",
        counted("{n} not known", "{n} not known", found.not_known) if found.not_known else "",
    )
    return ", ".join(filter(None, parts)) or _("nothing to tell")

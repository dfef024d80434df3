"""Records as entries of a timeline, in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from isp_desktop.db.lists import Item
from isp_desktop.db.models import kinds
from isp_desktop.domain import plan_steps
from isp_desktop.domain.language import _, counted, in_sentence, marked, number
from isp_desktop.domain.loops import FEEDBACK_STAGES, feedback_stage, tension_state
from isp_desktop.domain.practice import load_practice
from isp_desktop.domain.promises import days_late, is_open, late_words
from isp_desktop.domain.timeline import Entry, Mark
from isp_desktop.domain.transitions import STATES_OVER
from isp_desktop.domain.vocabulary import (
    ASSESSMENT_WAYS,
    CHAMPION_STATES,
    CHANGE_PLACES,
    COMMITMENT_STATES,
    CONSISTENCY,
    DECISION_STATES,
    EVIDENCE_SOURCES,
    FACILITATIONS,
    INTEGRITY_MARKS,
    INTERPERSONAL,
    INTRAPERSONAL,
    MODES,
    NOTE_TYPES,
    PLANNED,
    SHARED_WAYS,
    STEP_STATES,
    STEP_WAYS,
    TENSION_STATES,
    TRANSITION_STATES,
)
from isp_desktop.services.visiting import first_sentences

_LONGEST = 400
_NOTE_ICONS = {"conversation": "message-circle", "feedback": "message-square", "call": "phone", "observation": "eye"}
_CHAMPION_ICONS = {"active": "flag", "cultivating": "sprout", "waning": "trending-down", "lost": "flag-off"}
_ACTIVITIES_SHOWN = 3

_SUPPORT = {
    "exploring": marked("Support status: exploring"),
    "active": marked("Support status: active"),
    "tapering": marked("Support status: tapering"),
    "withdrawn": marked("Support status: withdrawn"),
}

_Told = tuple[str, str, str, tuple[Mark, ...], bool]
"""Title, text, icon ("" for that of the kind), marks, and whether it is done with."""


def as_list(value: Any) -> Sequence[Any]:
    """The elements of a field's value, one for a field with a single value."""
    return value if isinstance(value, list) else [value] if value else []


class Teller:
    """Puts records into words; `names` are those of the people and sites to be told."""

    def __init__(self, names: Mapping[str, str], today: dt.date) -> None:
        self._names = names
        self._today = today
        self._labels = {one.code: one.label for one in load_practice().activities}

    def entry(self, n: int, day: str, item: Item, sites: Sequence[str]) -> Entry:
        """The entry of one record, of the day `day`, that is about `sites`."""
        spec, own = kinds()[item.kind], item.fields
        title, text, icon, marks, faded = _TELL[item.kind](self, own)
        return Entry(
            n=n,
            uid=item.uid,
            kind=item.kind,
            title=title,
            day=day,
            time=str(own.get("starts") or ""),
            text=text,
            who=self._who(own, sites),
            icon=icon or spec.icon,
            marks=marks,
            private=item.private,
            in_conflict=item.in_conflict,
            faded=faded,
        )

    def _named(self, value: Any) -> list[str]:
        return [self._names[uid] for uid in as_list(value) if uid in self._names]

    def _who(self, own: Mapping[str, Any], sites: Sequence[str]) -> str:
        """The site, where that is not the page's own; else the people most concerned, two by name."""
        if named := self._named(sites):
            return ", ".join(named)
        people = self._named(
            own.get("led_by")
            or own.get("facilitators")
            or own.get("people")
            or own.get("built")
            or own.get("owner")
            or own.get("rater")
            or own.get("champion")
            or own.get("person")
        )
        return ", ".join(people[:2]) + (f" +{len(people) - 2}" if len(people) > 2 else "")

    def visit(self, own: Mapping[str, Any]) -> _Told:
        """A visit: its purpose, the first sentences of what was said, how many came, what it served."""
        stage = own.get("stage") or ("planned" if str(own.get("date") or "") > self._today.isoformat() else "held")
        purpose = str(own.get("purpose") or "")
        title = _("Visit: {purpose}").format(purpose=purpose) if purpose else _("Visit")
        text = own.get("discussion") or own.get("agenda") or own.get("next_steps") or ""
        marks = (*_visit_marks(own, str(stage)), *self._activities(own))
        return title, _short(text), "", marks, stage == "called_off"

    def meeting(self, own: Mapping[str, Any]) -> _Told:
        """A meeting: of which team, what it was about, how many were there, who facilitated."""
        stage = own.get("stage") or ("planned" if str(own.get("date") or "") > self._today.isoformat() else "held")
        about = ", ".join((*self._named(own.get("team")), *filter(None, (own.get("heading"),))))
        title = _("Meeting: {team}").format(team=about) if about else _("Meeting")
        by = FACILITATIONS.get(str(own.get("facilitation")))
        led = Mark(_("Facilitated: {who}").format(who=in_sentence(_(by))), "", "outline") if by else None
        marks = (*_visit_marks({**own, "attended": own.get("present")}, str(stage)), *self._activities(own))
        return title, _short(own.get("minutes") or ""), "", (*marks, led) if led else marks, stage == "called_off"

    def decision(self, own: Mapping[str, Any]) -> _Told:
        """A decision, and whether it still stands."""
        state = str(own.get("state") or "stands")
        icon, tone = ("check", "good") if state == "stands" else ("x", "")
        mark = Mark(_(DECISION_STATES.get(state, state)), icon, tone)
        return str(own.get("what") or ""), _short(own.get("why") or ""), "", (mark,), state != "stands"

    def _activities(self, own: Mapping[str, Any]) -> list[Mark]:
        codes = [code for code in as_list(own.get("activities")) if code in self._labels]
        shown = [Mark(self._labels[code], "", "outline") for code in codes[:_ACTIVITIES_SHOWN]]
        more = len(codes) - len(shown)
        return [*shown, Mark(f"+{more}", "", "outline")] if more else shown

    def commitment(self, own: Mapping[str, Any]) -> _Told:
        """A promise: what, and whether it is kept, open or late."""
        status = own.get("status")
        late = days_late(own.get("due"), status, self._today)
        if late:
            mark = Mark(late_words(late), "clock", "bad")
        elif is_open(status):
            mark = Mark(_("Open"), "circle")
        else:
            tone = "good" if status in ("kept", "late") else ""
            mark = Mark(_(COMMITMENT_STATES.get(str(status), str(status))), "check" if tone else "x", tone)
        return str(own.get("what") or ""), str(own.get("reason") or ""), "", (mark,), not is_open(status)

    def note(self, own: Mapping[str, Any]) -> _Told:
        """A note: its heading, or what kind it is and with whom."""
        kind = _(NOTE_TYPES.get(str(own.get("type")), marked("Note")))
        people = ", ".join(self._named(own.get("people"))[:2])
        title = str(own.get("heading") or "") or (
            _("{kind}: {people}").format(kind=kind, people=people) if people else kind
        )
        return title, _short(own.get("text") or ""), _NOTE_ICONS.get(str(own.get("type")), ""), (), False

    def change(self, own: Mapping[str, Any]) -> _Told:
        """A change: what, where, and what it means."""
        place = CHANGE_PLACES.get(str(own.get("place")))
        marks = (Mark(_(place), "", "outline"),) if place else ()
        return str(own.get("what") or ""), _short(own.get("meaning") or own.get("response") or ""), "", marks, False

    def support(self, own: Mapping[str, Any]) -> _Told:
        """Another support status, and why."""
        status = str(own.get("status"))
        title = _(_SUPPORT.get(status, marked("Support status")))
        return title, _short(own.get("why") or ""), "", (), False

    def attachment(self, own: Mapping[str, Any]) -> _Told:
        """A photo or a file, by its caption."""
        photo = str(own.get("media") or "").startswith("image/")
        name, caption = str(own.get("name") or ""), str(own.get("caption") or "")
        return caption or name, name if caption else "", "image" if photo else "", (), False

    def trust(self, own: Mapping[str, Any]) -> _Told:
        """A trust rating: each indicator with what it was rated, never one number for all."""
        fields = kinds()["trust"].by_name
        rated = [
            _("{indicator} {n} of 5").format(indicator=_(fields[name].label), n=number(own[name]))
            for name in (*INTRAPERSONAL, *INTERPERSONAL)
            if own.get(name)
        ]
        with_whom = ", ".join(self._named(own.get("stakeholder")))
        title = _("Trust rated: {name}").format(name=with_whom) if with_whom else _("Trust rated")
        way = ASSESSMENT_WAYS.get(str(own.get("way")))
        return title, ", ".join(rated), "", (Mark(_(way), "", "outline"),) if way else (), False

    def feedback(self, own: Mapping[str, Any]) -> _Told:
        """Feedback received, and how far it has come: heard, acted on, told back."""
        stage = feedback_stage(own)
        icon, tone = {"told": ("check", "good"), "done": ("clock", "")}.get(stage, ("circle", ""))
        mark = Mark(_(FEEDBACK_STAGES[stage]), icon, tone)
        return str(own.get("what") or ""), _short(own.get("done") or own.get("about") or ""), "", (mark,), False

    def tension(self, own: Mapping[str, Any]) -> _Told:
        """A tension: what is disputed, what came of it or what room was made."""
        state = tension_state(own)
        tones = {"settled": ("check", "good"), "held": ("users", "outline")}
        icon, tone = tones.get(state, ("circle", ""))
        mark = Mark(_(TENSION_STATES.get(state, state)), icon, tone)
        text = own.get("outcome") or own.get("space") or own.get("views") or ""
        return str(own.get("what") or ""), _short(text), "", (mark,), False

    def conversation(self, own: Mapping[str, Any]) -> _Told:
        """A difficult conversation: how it went, or what is hoped of one still to come."""
        went = own.get("went") or own.get("learned")
        marks = () if went else (Mark(_("Prepared"), "calendar"),)
        return str(own.get("what") or ""), _short(went or own.get("aim") or ""), "", marks, False

    def value(self, own: Mapping[str, Any]) -> _Told:
        """Value delivered, with their word on it."""
        return str(own.get("what") or ""), _short(own.get("their_word") or ""), "", (), False

    def learned(self, own: Mapping[str, Any]) -> _Told:
        """Local knowledge, and what it changed."""
        marks = (Mark(_("Changed the plan"), "check", "good"),) if own.get("changed") else ()
        return str(own.get("what") or ""), _short(own.get("changed") or own.get("about") or ""), "", marks, False

    def plan_step(self, own: Mapping[str, Any]) -> _Told:
        """A step of the capacity plan: what, how, and whether it is done, open or late."""
        state = str(own.get("state") or "planned")
        late = days_late(own.get("due"), None, self._today) if plan_steps.is_open(state) else 0
        said = _(STEP_STATES.get(state, state))
        if late:
            mark = Mark(late_words(late), "clock", "bad")
        elif plan_steps.is_open(state):
            mark = Mark(said, "circle")
        else:
            mark = Mark(said, *(("check", "good") if state == "done" else ("x", "")))
        text = own.get("result") or own.get("reason") or ""
        return str(own.get("what") or ""), _short(text), "", (mark, *_way(own)), state == "dropped"

    def debrief(self, own: Mapping[str, Any]) -> _Told:
        """A talk with a leader or champion: what was talked about, or agreed."""
        private = (Mark(_("Private notes"), "lock", "private"),) if own.get("private_notes") else ()
        text = own.get("talked") or own.get("agreed") or own.get("asked") or ""
        return _("Debrief"), _short(text), "", (*_long(own), *self._activities(own), *private), False

    def engagement(self, own: Mapping[str, Any]) -> _Told:
        """What was done with a champion, and what came of it."""
        return str(own.get("what") or ""), _short(own.get("came") or ""), "", tuple(_long(own)), False

    def champion_review(self, own: Mapping[str, Any]) -> _Told:
        """How it stood with a champion, why, and what was done about it."""
        state = str(own.get("state"))
        said = _(CHAMPION_STATES.get(state, state))
        title = _("Champion review: {state}").format(state=in_sentence(said))
        text = " ".join(str(own[name]) for name in ("cause", "response") if own.get(name))
        return title, _short(text), _CHAMPION_ICONS.get(state, ""), (), False

    def shared_responsibility(self, own: Mapping[str, Any]) -> _Told:
        """What somebody grows into, how, and whether it was handed over."""
        done = own.get("handed_over_on")
        mark = Mark(_("Handed over"), "check", "good") if done else Mark(_("Shared"), "circle")
        way = SHARED_WAYS.get(str(own.get("way")))
        marks = (mark, Mark(_(way), "", "outline")) if way else (mark,)
        return str(own.get("what") or ""), _short(own.get("went") or ""), "", marks, False

    def transition(self, own: Mapping[str, Any]) -> _Told:
        """A leadership change: of which role, who leaves and who comes, and how far it is."""
        state = str(own.get("state") or "foreseen")
        over = state in STATES_OVER
        icon, tone = ("check", "good") if state == "done" else ("x", "") if over else ("circle", "")
        mark = Mark(_(TRANSITION_STATES.get(state, state)), icon, tone)
        private = (Mark(_("Private notes"), "lock", "private"),) if own.get("private_notes") else ()
        told = (
            (_("{name} leaves"), own.get("leaves")),
            (_("{name} comes"), own.get("comes")),
        )
        who = [words.format(name=", ".join(named)) for words, uid in told if (named := self._named(uid))]
        title = _("Leadership change: {role}").format(role=own.get("role") or "")
        text = ". ".join(filter(None, (", ".join(who), str(own.get("why") or ""))))
        return title, _short(text), "", (mark, *private), state == "called_off"

    def leader_brief(self, own: Mapping[str, Any]) -> _Told:
        """That a leader was given the facts, and what was said of it."""
        to = ", ".join(self._named(own.get("person")))
        title = _("Leader brief given to {name}").format(name=to) if to else _("Leader brief given")
        return title, _short(own.get("said") or own.get("what") or ""), "", (), False

    def step_log(self, own: Mapping[str, Any]) -> _Told:
        """What was done on a step on one day, and what was seen of it in real work."""
        text = own.get("seen") or own.get("next") or ""
        return str(own.get("what") or ""), _short(text), "", (*_way(own), *_long(own)), False

    def integrity_mark(self, own: Mapping[str, Any]) -> _Told:
        """A look at a core element: which one, how it was, and on what that is based."""
        element = ", ".join(self._named(own.get("element"))) or _("Core element")
        mark = str(own.get("mark") or "")
        icon, tone = {"holds": ("circle-check", "good"), "not_held": ("triangle-alert", "bad")}.get(
            mark, ("square", "")
        )
        sources = [_(EVIDENCE_SOURCES[key]) for key in as_list(own.get("sources")) if key in EVIDENCE_SOURCES]
        marks = (Mark(_(INTEGRITY_MARKS.get(mark, mark)), icon, tone), *(Mark(one, "", "outline") for one in sources))
        title = _("Core element seen: {element}").format(element=element)
        return title, _short(own.get("evidence") or ""), "", marks, False

    def adaptation(self, own: Mapping[str, Any]) -> _Told:
        """Something done otherwise: what, planned or not, and whether integrity is kept."""
        planned, consistent = PLANNED.get(str(own.get("planned"))), CONSISTENCY.get(str(own.get("consistent")))
        until = str(own.get("until") or "")
        ended = bool(until) and until < self._today.isoformat()
        told = [_(words) for words in (planned, consistent) if words]
        marks = (*(Mark(one, "", "outline") for one in told), *((Mark(_("Ended"), "flag"),) if ended else ()))
        title = _("Done otherwise: {what}").format(what=str(own.get("what") or ""))
        return title, _short(own.get("why") or own.get("judged") or ""), "", marks, ended


_TELL: Mapping[str, Callable[[Teller, Mapping[str, Any]], _Told]] = {
    "visit": Teller.visit,
    "meeting": Teller.meeting,
    "decision": Teller.decision,
    "commitment": Teller.commitment,
    "note": Teller.note,
    "change": Teller.change,
    "support": Teller.support,
    "attachment": Teller.attachment,
    "trust": Teller.trust,
    "feedback": Teller.feedback,
    "tension": Teller.tension,
    "conversation": Teller.conversation,
    "value": Teller.value,
    "learned": Teller.learned,
    "plan_step": Teller.plan_step,
    "step_log": Teller.step_log,
    "debrief": Teller.debrief,
    "engagement": Teller.engagement,
    "champion_review": Teller.champion_review,
    "shared_responsibility": Teller.shared_responsibility,
    "integrity_mark": Teller.integrity_mark,
    "adaptation": Teller.adaptation,
    "transition": Teller.transition,
    "leader_brief": Teller.leader_brief,
}


def _visit_marks(own: Mapping[str, Any], stage: str) -> list[Mark]:
    words = {"planned": _("Planned"), "called_off": _("Called off")}.get(stage, "")
    attended = len(as_list(own.get("attended")))
    mode = own.get("mode")
    told = [
        Mark(words, "calendar"),
        Mark(_there(attended, stage) if attended else "", "users"),
        Mark(_(MODES[mode]) if mode in ("video", "phone") else "", "video" if mode == "video" else "phone"),
        Mark(_("Private notes") if own.get("private_notes") else "", "lock", "private"),
    ]
    return [mark for mark in told if mark.text]


def _there(count: int, stage: str) -> str:
    """How many were there, or are to be."""
    if stage == "planned":
        return counted("{n} expected", "{n} expected", count)
    if stage == "called_off":
        return counted("{n} invited", "{n} invited", count)
    return counted("{n} attended", "{n} attended", count)


def _way(own: Mapping[str, Any]) -> tuple[Mark, ...]:
    way = STEP_WAYS.get(str(own.get("way")))
    return (Mark(_(way), "", "outline"),) if way else ()


def _long(own: Mapping[str, Any]) -> tuple[Mark, ...]:
    minutes = int(own.get("minutes") or 0)
    return (Mark(counted("{n} minute", "{n} minutes", minutes), "timer"),) if minutes else ()


def _short(text: Any) -> str:
    return first_sentences(str(text), _LONGEST)

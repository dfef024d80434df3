"""How what stands on a day looks and is told, and how days and spans of days are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from isp_desktop.domain.language import _, counted, marked, spoken
from isp_desktop.services.planning import Occasion, State
from isp_desktop.ui.kit.chips import ChipKind, ChipSpec
from isp_desktop.ui.kit.day_entries import Entry, Tone
from isp_desktop.ui.kit.rows import Row

_LOOKS: Mapping[State, tuple[str, str, Tone]] = {
    "planned": ("calendar-clock", marked("Planned"), "accent"),
    "unsaid": ("circle-help", marked("Was it held?"), "warn"),
    "held": ("check", marked("Held"), "good"),
    "called_off": ("calendar-x", marked("Called off"), "off"),
    "draft": ("pencil", marked("Draft"), "warn"),
    "due": ("handshake", marked("Due"), "plain"),
    "late": ("circle-alert", marked("Late"), "bad"),
    "review": ("flag", marked("Review"), "info"),
    "own": ("user", marked("yours"), "muted"),
}
"""Icon, word and tone of each state."""
_LONGEST_NAME = 24
_CHIPS: Mapping[Tone, ChipKind] = {"accent": "new", "off": "outline", "muted": "plain", "plain": "plain"}


def entry_of(occasion: Occasion) -> Entry:
    """How it stands on its day."""
    icon, word, tone = _LOOKS[occasion.state]
    entry = Entry(
        occasion.uid,
        occasion.title or (_("Meeting") if occasion.kind == "meeting" else _("Visit without a site")),
        occasion.day,
        icon,
        _late(occasion) or _(word),
        tone,
        occasion.starts,
        occasion.ends,
        occasion.told,
        struck=occasion.state == "called_off",
        movable=occasion.state in ("planned", "unsaid"),
        opens=occasion.kind != "own",
        private=occasion.private,
    )
    return replace(entry, icon="git-compare", word=_("In conflict"), tone="conflict") if occasion.in_conflict else entry


def _late(occasion: Occasion) -> str:
    return counted("{n} day late", "{n} days late", occasion.days_late) if occasion.state == "late" else ""


def row_of(occasion: Occasion) -> Row:
    """How it stands in the list of its day."""
    entry = entry_of(occasion)
    second = ", ".join(part for part in (entry.times(), entry.second) if part)
    chip = ChipSpec(entry.word, _chip(entry.tone), entry.icon)
    return Row(
        entry.uid,
        entry.title,
        icon="lock" if entry.private else entry.icon,
        second=second,
        chip=None if occasion.in_conflict else chip,
        private=entry.private,
        conflict=occasion.in_conflict,
        faded=entry.struck or not entry.opens,
    )


def legend(shown: Iterable[Occasion], own: str) -> list[ChipSpec]:
    """Icon, word and colour of every state among those shown; `own` is the name of the user's own calendar, or ""."""
    states = {occasion.state for occasion in shown} - {"own"}
    found = [ChipSpec(_(word), _chip(tone), icon) for state, (icon, word, tone) in _LOOKS.items() if state in states]
    name = own if len(own) <= _LONGEST_NAME else f"{own[: _LONGEST_NAME - 1]}…"
    return [*found, ChipSpec(_("yours: {name}").format(name=name), "plain", "user")] if own else found


def counts(shown: Sequence[Occasion], is_week: bool) -> str:
    """How many visits, meetings, commitments and reviews there are; without any, what to do."""
    kinds = [occasion.kind for occasion in shown]
    visits, meetings, due = (kinds.count(kind) for kind in ("visit", "meeting", "commitment"))
    reviews = kinds.count("site") + kinds.count("initiative")
    if not visits + meetings + due + reviews:
        if is_week:
            return _("Nothing here yet. Press Enter on a day, or drag over free hours, to plan a visit.")
        return _("Nothing here yet. Press Enter on a day, or click it twice, to plan a visit.")
    told = [
        counted("{n} visit", "{n} visits", visits) if visits else _("No visit"),
        counted("{n} meeting", "{n} meetings", meetings) if meetings else "",
        counted("{n} commitment due", "{n} commitments due", due) if due else "",
        counted("{n} review", "{n} reviews", reviews) if reviews else "",
    ]
    return ", ".join(part for part in told if part)


def _chip(tone: Tone) -> ChipKind:
    return _CHIPS.get(tone) or tone  # type: ignore[return-value]


def span_words(days: Sequence[dt.date], is_month: bool) -> str:
    """ "October 2026", or "12 to 18 October 2026"."""
    from babel.dates import format_date

    def written(day: dt.date, pattern: str) -> str:
        return str(format_date(day, pattern, locale=spoken()))

    first, last = days[0], days[-1]
    if is_month:
        return written(days[7], "LLLL y")
    start = "d" if first.month == last.month else "d MMMM" if first.year == last.year else "d MMMM y"
    return _("{first} to {last}").format(first=written(first, start), last=written(last, "d MMMM y"))


def day_words(day: dt.date) -> str:
    """ "Thu 15 October"."""
    from babel.dates import format_date

    return str(format_date(day, "EEE d MMMM", locale=spoken()))


def first_weekday(territory: str) -> int:
    """The day with which weeks begin, 0 for Monday: as the language says, or else the territory ("US") where one is."""
    from babel import Locale, UnknownLocaleError

    tag = spoken().replace("-", "_")
    # Whatever language is spoken there: English in Egypt has no locale of its own.
    asked = tag if "_" in tag or not territory else f"und_{territory}"
    try:
        return int(Locale.parse(asked).first_week_day)
    except (UnknownLocaleError, ValueError):
        return int(Locale.parse(tag.split("_")[0]).first_week_day)

"""The rail of a team: its charter, meetings, team checks, learning and tensions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _, counted, number
from isp_desktop.domain.vocabulary import CHARTER_STATES
from isp_desktop.services.team_check_view import beside
from isp_desktop.services.team_checks import Result
from isp_desktop.services.team_entries import Entry
from isp_desktop.services.team_view import TeamView, Version
from isp_desktop.ui.kit.course_chart import CourseChart, Line
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.side_column import SideColumn
from isp_desktop.ui.kit.theme import Theme

_STATE_ICONS = {"agreed": "badge-check", "under_review": "clock", "superseded": "history"}
_FEW = 4


class TeamSide(SideColumn):
    """The rail."""

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._today = today

    def show_view(self, found: TeamView) -> None:
        """Shows what was read."""
        self.fill(
            partial(self._charter, found),
            partial(self._meetings, found.meetings),
            partial(self._parked, found.parked),
            partial(self._checks, found),
            partial(self._learning, found.learning),
            partial(self._tensions, found.tensions),
        )

    def _charter(self, found: TeamView) -> None:
        if not found.versions:
            self.head(_("Charter"), "", _("Begin a charter"), "charter")
            self.say(_("What is this team for, how does it decide, and who carries what? A charter says so."))
            return
        holds, today = found.team.charter, self._today()
        self.head(_("Charter"), "" if holds is None or not holds.review_on else self._review(holds.review_on))
        self.rows("charter", "charter", _("Charter"), [_version_row(one, today) for one in found.versions], 3)

    def _review(self, day: str) -> str:
        words = _("review was due {day}") if day < self._today().isoformat() else _("review {day}")
        return words.format(day=short_date(day, self._today()))

    def _meetings(self, found: Sequence[Entry]) -> None:
        self.head(_("Meetings"), "", _("New meeting"), "meeting")
        if not found:
            self.say(_("No meeting noted yet. Plan the next one, and its agenda waits for it."))
            return
        today = self._today()
        ahead = [one for one in found if one.day >= today.isoformat() and one.state in ("", "planned")]
        before = [one for one in found if one not in ahead]
        rows = [_meeting_row(one, today, one in ahead) for one in (*reversed(ahead), *before)]
        self.rows("meetings", "meeting", _("Meetings"), rows, _FEW)

    def _parked(self, found: Sequence[Entry]) -> None:
        if found:
            self.head(_("Parked"), number(len(found)))
            today = self._today()
            rows = [
                Row(
                    one.uid,
                    one.title,
                    icon="hourglass",
                    second=one.second,
                    date=_("since {day}").format(day=short_date(one.day, today)) if one.day else "",
                    private=one.private,
                )
                for one in found
            ]
            self.rows("parked", "agenda_item", _("Parked"), rows, _FEW)

    def _checks(self, found: TeamView) -> None:
        """Only checks with the questions of the last one make a course, and only those far enough from each other."""
        if not found.checks:
            if found.trouble:
                self.head(_("Team checks"))
                self.say(found.trouble)
            return
        last = found.checks[-1]
        course = [one for one in beside(found.checks) if one.instrument == last.instrument and one.rated]
        self.head(_("Team checks"), counted("{n} answer", "{n} answers", last.answers))
        if course:
            points = [(one.day, _mean(one)) for one in course]
            words = "; ".join(f"{short_date(day.isoformat(), self._today())}: {_written(mean)}" for day, mean in points)
            line = Line(_written(points[-1][1]), [points], first=True)
            self.add(
                CourseChart(
                    self._theme, [line], self._today(), _("Mean rating from 1 to 5. {words}").format(words=words)
                )
            )
            self.say(_ends_words(course[-1]))
        rows = [
            Row(one.uid, short_date(one.day.isoformat(), self._today()), icon="gauge") for one in found.checks[::-1]
        ]
        self.rows("checks", "team_check", _("Team checks"), rows, 2)
        if found.trouble:
            self.say(found.trouble)

    def _learning(self, found: Sequence[Entry]) -> None:
        self.head(_("Learning"), "", _("Add"), "learning")
        if not found:
            self.say(_("Training, coaching, a visit elsewhere: what members were given to learn stands here."))
            return
        today = self._today()
        rows = [
            Row(one.uid, one.title, second=one.second, date=short_date(one.day, today), private=one.private)
            for one in found
        ]
        self.rows("learning", "learning", _("Learning"), rows, _FEW)

    def _tensions(self, found: Sequence[Entry]) -> None:
        waiting = sum(one.state != "settled" for one in found)
        self.head(_("Tensions"), counted("{n} open", "{n} open", waiting) if waiting else "", _("Add"), "tension")
        if not found:
            self.say(
                _("What is in dispute among members, and the room that is made for it. It stays on this computer.")
            )
            return
        rows = [
            Row(one.uid, one.title, icon="zap", second=one.said, private=one.private, faded=one.state == "settled")
            for one in found
        ]
        self.rows("tensions", "tension", _("Tensions"), rows, _FEW)


def _version_row(one: Version, today: dt.date) -> Row:
    charter = one.charter
    state = _(CHARTER_STATES.get(charter.state, CHARTER_STATES["draft"]))
    signed = _("signed by {n} of {all}").format(n=number(one.signed), all=number(one.of))
    return Row(
        charter.uid,
        _("Version {n}").format(n=charter.version),
        icon=_STATE_ICONS.get(charter.state, "pencil"),
        second=f"{state}, {signed}" if one.signed or charter.state in ("proposed", "agreed") else state,
        date=short_date(charter.agreed_on, today) if charter.agreed_on else "",
        faded=charter.state == "superseded",
    )


def _meeting_row(one: Entry, today: dt.date, is_ahead: bool) -> Row:
    return Row(
        one.uid,
        one.title,
        icon="calendar" if is_ahead else "presentation",
        second=", ".join(filter(None, (one.said, one.second))),
        date=short_date(one.day, today),
        faded=one.state == "called_off",
        private=one.private,
    )


def _mean(one: Result) -> float:
    return sum(rated.mean for rated in one.rated) / len(one.rated)


def _written(mean: float) -> str:
    return number(round(mean, 1))


def _ends_words(one: Result) -> str:
    """The lowest and the highest rated question of a check."""
    low, high = (end(one.rated, key=lambda rated: rated.mean) for end in (min, max))
    told = _("Lowest: {low} {least}. Highest: {high} {most}.")
    return told.format(
        low=low.question.label, least=_written(low.mean), high=high.question.label, most=_written(high.mean)
    )

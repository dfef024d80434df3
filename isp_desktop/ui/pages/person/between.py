"""What is between the practitioners and a person, in the column of her page: trust, what is described, her ties."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, marked
from isp_desktop.domain.trust import Course, Type, of_type
from isp_desktop.services import trust
from isp_desktop.services.person_relationship import Described, Related
from isp_desktop.services.person_view import PersonHead
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.course_chart import CourseChart, Line, MarkSign
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.paint import initials
from isp_desktop.ui.kit.panels import PrivatePanel
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.side_column import SideColumn
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

_SHORT = {"self": marked("self"), "diagnostic": marked("diagn."), "": ""}


class Between:
    """Adds the sections to the column `side`; each of them adds none where it has nothing to tell."""

    def __init__(self, theme: Theme, side: SideColumn, head: PersonHead, found: Related, today: dt.date) -> None:
        self._theme, self._side, self._head, self._found, self._today = theme, side, head, found, today

    def trust(self, kept: str) -> None:
        """Both types over time, each rater by herself; the promises kept; every rating with what was rated."""
        if self._head.is_me:
            return
        self._side.head(_("Trust"), "", _("Rate trust"), "trust")
        for of in trust.TYPES:
            courses = of_type(self._found.courses, of)
            if courses:
                self._side.add(self._chart(of, courses))
        if self._found.courses:
            self._side.rows("ratings", "trust", _("Trust ratings"), self._ratings(), 3)
        else:
            self._side.say(_("Not rated yet. A rating takes a minute."))
        if kept:
            self._side.say(kept)

    def described(self) -> None:
        """What each practitioner makes of the relationship; what is private stands apart."""
        if self._head.is_me:
            return
        words = "" if self._found.mine else _("Describe it")
        self._side.head(_("Relationship"), "", words, "relationship")
        for one in self._found.described:
            self._side.add(self._description(one))
        if not self._found.described:
            self._side.say(_("Strengths and strains, shared aims, and since when: nobody described it yet."))

    def ties(self) -> None:
        """Her ties with others; those that hold first."""
        self._side.head(_("Ties"), "", _("Add"), "tie")
        rows = [
            Row(bond.uid, bond.words, icon="waypoints", second=bond.about, faded=bond.over, private=bond.private)
            for bond in self._found.bonds
        ]
        if rows:
            self._side.rows("ties", "tie", _("Ties"), rows)
        else:
            self._side.say(_("With whom she or he works, and who reports to whom, is not noted yet."))

    def _chart(self, of: Type, courses: Sequence[Course]) -> QWidget:
        """The chart of a type, and each of its courses in a sentence behind its mark."""
        often = Counter(course.rater for course in courses)
        lines = [self._line(course, often[course.rater] > 1) for course in courses]
        told = [trust.course_words(course, self._found.raters[course.rater]) for course in courses]
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(4)
        column.addWidget(Label(self._theme, _(trust.TYPES[of]), "strong"))
        column.addWidget(Prose(self._theme, _(trust.MEANT[of]), "meta", "text2"))
        column.addWidget(CourseChart(self._theme, lines, self._today, ". ".join(told)))
        for line, words in zip(lines, told, strict=True):
            row = QHBoxLayout()
            row.setSpacing(6)
            row.addWidget(MarkSign(self._theme, line), 0, row.alignment().AlignTop)
            row.addWidget(Prose(self._theme, words, "meta"), 1)
            column.addLayout(row)
        return part

    def _line(self, course: Course, says_way: bool) -> Line:
        rater = self._found.raters[course.rater]
        is_mine = rater == _("You")
        name = rater if is_mine else initials(rater)
        return Line(
            label=_("{rater}, {way}").format(rater=name, way=_(_SHORT.get(course.way, course.way)))
            if says_way
            else name,
            stretches=[[(level.day, level.mean) for level in stretch] for stretch in course.stretches],
            square=course.way == "diagnostic",
            first=is_mine,
        )

    def _ratings(self) -> list[Row]:
        """Every rating, latest first: day, rater and way; what each indicator was rated where there is room for it."""
        found: dict[str, list[str]] = {}
        heads: dict[str, tuple[dt.date, str, str]] = {}
        for course in self._found.courses:
            rater = self._found.raters[course.rater]
            for level in course.levels:
                heads[level.uid] = level.day, rater, trust.way_words(course.way)
                found.setdefault(level.uid, []).append(trust.marks_words(level))
        latest_first = sorted(heads, key=lambda uid: (heads[uid][0], uid), reverse=True)
        return [
            Row(
                uid,
                _("{day}, {rater}").format(day=short_date(heads[uid][0].isoformat(), self._today), rater=heads[uid][1]),
                second=heads[uid][2],
                cells=(", ".join(found[uid]),),
                private=uid in self._found.private,
            )
            for uid in latest_first
        ]

    def _description(self, one: Described) -> QWidget:
        """Its head opens it."""
        part: QWidget
        if one.private:
            part = panel = PrivatePanel(self._theme, one.whose, _("Stays on this computer"))
            column = panel.column
        else:
            part = QWidget()
            column = QVBoxLayout(part)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            column.addWidget(Label(self._theme, one.whose, "strong"))
        for words in _told(one, self._today):
            column.addWidget(Prose(self._theme, words, "body"))
        if one.private_notes and not one.private:
            apart = PrivatePanel(self._theme, _("Private notes"), _("Stays on this computer"))
            apart.column.addWidget(Prose(self._theme, one.private_notes, "body"))
            column.addWidget(apart)
        open_button = Button(self._theme, _("Open"), "link", height=24)
        open_button.setAccessibleName(_("Open the relationship: {name}").format(name=one.whose))
        open_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        open_button.clicked.connect(lambda: self._side.asked.emit("relationship", one.uid))
        column.addWidget(open_button)
        return part


def _told(one: Described, today: dt.date) -> list[str]:
    since = _("since {day}").format(day=short_date(one.since, today)) if one.since else ""
    until = _("until {day}").format(day=short_date(one.until, today)) if one.until else ""
    standing = ", ".join(part for part in (one.strength, since, until) if part)
    parts = (
        (_("Shared aims: {words}"), one.aims),
        (_("Strengths: {words}"), one.strengths),
        (_("Strains: {words}"), one.strains),
        ("{words}", one.private_notes if one.private else ""),
    )
    return [*([standing] if standing else []), *(told.format(words=words) for told, words in parts if words)]

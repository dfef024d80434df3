"""The rail beside a charter: its review, what drifted, its versions, and who signed it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.charter import SECTIONS
from isp_desktop.domain.charter_drift import Fact
from isp_desktop.domain.language import _, number
from isp_desktop.services.charters.seen import Seen, Signer, Version
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dates import short_date, written
from isp_desktop.ui.kit.icons import paint_icon
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.paint import MIDDLE, focus_ring, painting, rounded, write
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.side_column import SideColumn
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.tips import set_tip
from isp_desktop.ui.pages.charter import words

COMPARE, ANSWER, PLAN, SET_REVIEW, SECTION = "compare", "answer", "plan", "review", "section"
"""What `asked` and `add_asked` carry besides the kinds of records."""

_LABELS = {section.key: section.label for section in SECTIONS}
_MOST_VERSIONS, _MOST_SIGNERS = 5, 12


class CharterRail(SideColumn):
    """What stands beside the document."""

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._today = today
        self._seen: Seen | None = None

    def show_seen(self, seen: Seen, uid: str) -> None:
        """Shows it beside the version `uid`."""
        if seen == self._seen:
            return
        self._seen = seen
        parts = [lambda: self._review(seen), lambda: self._drift(seen), lambda: self._versions(seen, uid)]
        if not seen.team[0]:
            parts = []
        self.fill(*parts, lambda: self._sign_off(seen))

    def _review(self, seen: Seen) -> None:
        self.head(_("Review"))
        if seen.review_on is None:
            self.say(_("No day is set on which the team reads its charter again."))
            self.add(self._button(_("Set a day"), SET_REVIEW))
        else:
            self.add(self._review_line(seen.review_on, seen.team[0]))
        if seen.meetings:
            days = ", ".join(short_date(day.isoformat(), self._today()) for day in seen.meetings)
            self.say(_("Next meetings: {days}").format(days=days))
        elif seen.lacks_first_day:
            self.say(_("How often the team meets is said, but not from which day on: no next meeting can be proposed."))

    def _review_line(self, day: dt.date, team: str) -> QWidget:
        told, tone = words.review(day, self._today())
        place = QWidget()
        row = QHBoxLayout(place)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(_DayTile(self._theme, day, tone))
        lines = QVBoxLayout()
        lines.setSpacing(1)
        lines.addStretch()
        lines.addWidget(Prose(self._theme, told, "strong"))
        lines.addWidget(Label(self._theme, written(day, "yMMM"), "meta"))
        lines.addStretch()
        row.addLayout(lines, 1)
        if team:
            row.addWidget(self._button(_("Plan"), PLAN), 0, Qt.AlignmentFlag.AlignVCenter)
        return place

    def _button(self, text: str, what: str) -> Button:
        button = Button(self._theme, text, height=28)
        button.setObjectName(what)
        button.setAccessibleName(f"{text}: {_('Review')}")
        button.clicked.connect(lambda: self.add_asked.emit(what))
        return button

    def _drift(self, seen: Seen) -> None:
        if not seen.drift:
            return
        self.head(_("What has drifted"), number(len(seen.drift)))
        for fact in seen.drift:
            line = _FactLine(self._theme, fact)
            line.clicked.connect(lambda _on=False, fact=fact: self.asked.emit(SECTION, fact.section))
            self.add(line)

    def _versions(self, seen: Seen, uid: str) -> None:
        others = any(one.uid != uid for one in seen.versions)
        self.head(_("Versions"), action=_("Compare") if others else "", adds=COMPARE)
        if not seen.versions:
            self.say(_("This is the first; it is not saved yet."))
            return
        rows = [self._version(one, one.uid == uid) for one in seen.versions]
        self.rows("versions", "charter", _("Versions"), rows, _MOST_VERSIONS)

    def _version(self, one: Version, is_shown: bool) -> Row:
        return Row(
            one.uid,
            _("Version {n}").format(n=number(one.number)),
            icon="pencil" if one.state == "draft" else "badge-check" if one.agreed_on else "send",
            second=_("Shown here") if is_shown else words.version_state(one),
            date=short_date(one.agreed_on, self._today()) if one.agreed_on else "",
            faded=one.state == "superseded",
        )

    def _sign_off(self, seen: Seen) -> None:
        if not seen.team[0]:
            self.head(_("Template"))
            self.say(_("Charters of teams can begin with these words. It is not signed and has no versions."))
            return
        told = _("{n} of {all}").format(n=number(seen.signed), all=number(len(seen.signers)))
        self.head(_("Sign-off"), told if seen.signers else "", action=_("Add a member"), adds="membership")
        if not seen.signers:
            self.say(_("The team has no members yet. Add who sits in it; they sign here."))
            return
        self.add(_Progress(self._theme, seen.signed, len(seen.signers), told))
        rows = [self._signer(one) for one in seen.signers]
        self.rows("signers", ANSWER, _("Sign-off"), rows, _MOST_SIGNERS)

    def _signer(self, one: Signer) -> Row:
        told, tone = words.signing(one)
        said = f"“{' '.join(one.remark.split())}”" if one.remark else one.role
        day = short_date(one.date, self._today()) if one.date else ""
        second = ", ".join(part for part in (day, said) if part)
        return Row(one.person, one.name, avatar=one.name, second=second, date=told, tone=tone)


class _FactLine(QAbstractButton):
    """A fact in a sentence; pressed, it leads to the section that it is about."""

    def __init__(self, theme: Theme, fact: Fact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(f"drift-{fact.key}")
        self.setAccessibleName(fact.sentence)
        way = _("Go to “{section}”").format(section=_(_LABELS[fact.section]))
        self.setAccessibleDescription(way)
        set_tip(self, way)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        words = Prose(theme, fact.sentence, "meta")
        words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row = QHBoxLayout(self)
        pad(row, theme.px(22), theme.px(3), theme.px(18), theme.px(3))
        row.addWidget(words)

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, box = self._theme.tokens, self._theme.px, QRectF(self.rect())
        with painting(self) as painter:
            if self.underMouse():
                rounded(painter, box, px(7), t.hover)
            paint_icon(painter, "triangle-alert", t.warn, QRectF(px(2), px(4), px(16), px(16)), px(14))
            place = QRectF(box.right() - px(18), box.top(), px(16), box.height())
            paint_icon(painter, "chevron-right", t.text3, place, px(14))
            if self.hasFocus():
                focus_ring(painter, box, px(7), t)


class _DayTile(QWidget):
    """The day and the month of the review."""

    def __init__(self, theme: Theme, day: dt.date, tone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._tone = theme, tone
        self._lines = (str(day.day), written(day, "MMM").upper())
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(written(day, "yMMMMEEEEd"))
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(46), self._theme.px(50))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px, font = self._theme.tokens, self._theme.px, self._theme.font
        ink, soft = str(getattr(t, self._tone)), str(getattr(t, f"{self._tone}_soft"))
        with painting(self) as painter:
            rounded(painter, QRectF(self.rect()), px(8), soft, ink if self._theme.high_contrast else "")
            day, month = QRectF(0, px(6), self.width(), px(22)), QRectF(0, px(28), self.width(), px(14))
            write(painter, day, self._lines[0], font(19, 600, serif=True), ink, MIDDLE)
            write(painter, month, self._lines[1], font(11, 600), ink, MIDDLE)


class _Progress(QWidget):
    """A bar for each member, filled for those who signed."""

    def __init__(self, theme: Theme, done: int, count: int, told: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._done, self._count = theme, done, count
        self.setAccessibleName(_("Signed by {told}").format(told=told))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, px = self._theme.tokens, self._theme.px
        gap = px(4) if self._count <= 24 else 1
        width = (self.width() - gap * (self._count - 1)) / self._count
        with painting(self) as painter:
            for at in range(self._count):
                bar = QRectF(at * (width + gap), px(2), width, px(5))
                rounded(painter, bar, px(2), t.good if at < self._done else t.line2)

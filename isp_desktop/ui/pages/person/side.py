"""Beside a person's timeline: how to reach her, the rhythm, promises both ways, notes with the private ones apart."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget
from shiboken6 import isValid

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.lines import Line
from isp_desktop.services.person_relationship import Related, kept_words
from isp_desktop.services.person_view import Aside, PersonHead, Told
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.line_rows import row_of
from isp_desktop.ui.kit.panels import PrivatePanel
from isp_desktop.ui.kit.rows import Row
from isp_desktop.ui.kit.side_column import SideColumn
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.person.between import Between

_PRIVATE_SHOWN = 4


class PersonSide(SideColumn):
    """The rail.

    Signals:
        leaving_asked: all that hangs on the person is to be shown.
    """

    leaving_asked = Signal()

    def __init__(self, theme: Theme, today: Callable[[], dt.date], parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._today = today
        self._hanging = _("Looking…")
        self._hanging_words: Prose | None = None

    def show_aside(self, head: PersonHead, found: Aside, between: Related) -> None:
        """Shows what was read."""
        told = Between(self._theme, self, head, between, self._today())
        self.fill(
            partial(self._reach, head),
            partial(self._rhythm, head),
            partial(told.trust, kept_words(head.name, found.by_her, found.to_her)),
            told.described,
            told.ties,
            partial(self._leaving, head),
            partial(self._sites, head),
            partial(self._promises, "by-her", _("Promised by {name}").format(name=head.name), found.by_her),
            partial(self._promised_by_you, head, found.to_her),
            partial(self._notes, found.notes),
            partial(self._private, head, found.private_notes),
        )

    def show_leaving(self, sentence: str) -> None:
        """Says how much hangs on the person, which is read after the rest."""
        self._hanging = sentence
        if self._hanging_words is not None and isValid(self._hanging_words):
            self._hanging_words.setText(sentence)

    def _leaving(self, head: PersonHead) -> None:
        if head.is_me:
            return
        self.head(_("If they leave"))
        self._hanging_words = Prose(self._theme, self._hanging, "body", "text2")
        look = Button(self._theme, _("What hangs on {name}").format(name=head.name), "link", "log-out", 28)
        look.setObjectName("leaving")
        look.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        look.clicked.connect(self.leaving_asked)
        for part in (self._hanging_words, look):
            self.add(part)

    def _reach(self, head: PersonHead) -> None:
        self.head(_("Contact"))
        for mail in head.emails:
            self.add(self._reachable(mail, f"mailto:{mail}", "mail", _("Write to {address}").format(address=mail)))
        for phone in head.phones:
            self.add(self._reachable(phone, f"tel:{_dialled(phone)}", "phone", _("Call {number}").format(number=phone)))
        if head.address:
            self.say(head.address)
        if head.about:
            self.say(head.about)
        if not (head.emails or head.phones or head.address):
            self.say(_("No address or telephone noted yet. Add them by Edit."))

    def _reachable(self, words: str, link: str, icon: str, name: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        go = Button(self._theme, words, "link", icon, 28)
        go.setAccessibleName(name)
        go.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        go.clicked.connect(lambda: QDesktopServices.openUrl(QUrl(link)))
        copy = IconButton(self._theme, "copy", _("Copy {words}").format(words=words), size=28)
        copy.clicked.connect(lambda: self._copy(words))
        row.addWidget(go)
        row.addWidget(copy)
        row.addStretch()
        return line

    def _copy(self, words: str) -> None:
        QGuiApplication.clipboard().setText(words)
        self.said.emit(_("{words} copied").format(words=words))

    def _rhythm(self, head: PersonHead) -> None:
        if head.is_me:
            return
        self.head(_("Rhythm"))
        last = short_date(head.last, self._today()) if head.last else ""
        self.say(_("Last contact: {day}").format(day=last) if last else _("No contact noted yet."))
        self.say(rhythm_words(head))

    def _sites(self, head: PersonHead) -> None:
        if head.sites:
            self.head(_("Sites"))
            self.rows("sites", "site", _("Sites"), [Row(uid, name, icon="map-pin") for uid, name in head.sites])

    def _promised_by_you(self, head: PersonHead, found: Sequence[Line]) -> None:
        if not head.is_me:
            self._promises("to-her", _("Promised by you"), found)

    def _promises(self, key: str, title: str, found: Sequence[Line]) -> None:
        late = sum(bool(line.days_late) for line in found)
        remark = counted("{n} late", "{n} late", late) if late else ""
        self.head(title, remark, _("Add"), "commitment")
        if not found:
            self.say(_("Nothing promised yet."))
            return
        self.rows(key, "commitment", title, [_promise(line, self._today()) for line in found], 5)

    def _notes(self, found: Sequence[Told]) -> None:
        self.head(_("Shared notes"), "", _("Add"), "note")
        if found:
            self.rows("notes", "note", _("Shared notes"), [row_of(one.line, self._today()) for one in found], 4)
        else:
            self.say(_("No shared notes."))

    def _private(self, head: PersonHead, found: Sequence[Told]) -> None:
        panel = PrivatePanel(self._theme, _("Private"), _("Stays on this computer"))
        panel.setObjectName("private")
        words = [head.private_notes] if head.private_notes else []
        if not (words or found):
            words = [_("Nothing yet. New notes are private until you share them.")]
        for text in words:
            panel.column.addWidget(Prose(self._theme, text, "body"))
        for one in found[:_PRIVATE_SHOWN]:
            panel.column.addWidget(self._private_note(one))
            panel.column.addWidget(Prose(self._theme, one.text, "body"))
        if len(found) > _PRIVATE_SHOWN:
            panel.column.addWidget(Prose(self._theme, _("Older ones stand in the timeline."), "meta"))
        self.head(_("Private notes"), str(len(found)) if found else "")
        self.add(panel)

    def _private_note(self, one: Told) -> Button:
        day = short_date(one.line.day, self._today()) if one.line.day else _("No date")
        button = Button(self._theme, day, "link", height=24)
        button.setAccessibleName(_("Open the private note: {title}").format(title=one.line.title))
        button.clicked.connect(lambda: self.asked.emit("note", one.line.uid))
        return button


def rhythm_words(head: PersonHead) -> str:
    """How it stands with the rhythm: "52 of 28 days, overdue"."""
    contact = head.contact
    if contact is None:
        return _("No rhythm set. Say by Edit how often you want to be in touch.")
    wanted = f"{contact.rhythm.wanted:g}"
    whose = "" if head.own_rhythm else _(" (as for everyone of this role)")
    if contact.days is None:
        return _("Wanted every {wanted} days").format(wanted=wanted) + whose
    states = {"ok": _("in time"), "due": _("time to get in touch"), "overdue": _("overdue"), "never": ""}
    told = _("{days} of {wanted} days, {state}")
    return told.format(days=contact.days, wanted=wanted, state=states[contact.state]) + whose


def _dialled(phone: str) -> str:
    return "".join(letter for letter in phone if letter.isdigit() or letter == "+")


def _promise(line: Line, today: dt.date) -> Row:
    """One line high: what, and by when, how late, or what became of it."""
    row = row_of(line, today)
    return replace(row, second="", chip=None, date=line.status if line.settled else row.date)

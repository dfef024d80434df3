"""The page of a site: how the support stands, all that happened there, who is there, what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.lists import Item
from isp_desktop.db.models import kinds as all_kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _
from isp_desktop.domain.timeline import KINDS, Sieve, Stretch
from isp_desktop.services import attaching, photos, site_view, taking_back, timeline
from isp_desktop.services.site_view import Aside, SiteHead
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.chips import Chip, ChoiceChip
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.facts import Facts
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.line_rows import settled_words
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.thumbs import Thumb
from isp_desktop.ui.kit.timeline_panel import TimelinePanel
from isp_desktop.ui.kit.two_parts import TwoParts
from isp_desktop.ui.pages.site.side import SiteSide
from isp_desktop.ui.pages.site.support import STATE_ICONS, SupportDialog, told

Progress = Callable[[int, int], None]
_THUMB_EDGE = 220
# Two windows full; the rest is read while one looks.
_FIRST = 30
_SHOWN = frozenset({*KINDS, "site", "person", "initiative"})


class SitePage(Page):
    """All about the site `uid`.

    Raises:
        NotFound: there is no such site.
    """

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        uid: str,
        *,
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._jobs, self._store, self._uid, self._today = theme, jobs, store, uid, today
        self.head = site_view.head(store, uid, today())
        first = timeline.page(store, uid, Sieve(), limit=_FIRST, today=today())
        self._aside = Latest(jobs, _("The page of the site"), self)
        self._build()
        self._connect()
        self._show_head()
        self.timeline.begin(first)
        self._read_aside()

    def _build(self) -> None:
        self.header = PageHeader(self._theme, "")
        self.facts = Facts()
        self.header.add_remark(self.facts)
        self.more_button = IconButton(self._theme, "ellipsis", _("More"), "secondary", 32)
        self.history_button = IconButton(self._theme, "history", _("History"), "secondary", 32)
        self.edit_button = Button(self._theme, _("Edit"), icon="pencil")
        self.visit_button = Button(self._theme, _("New visit"), "primary", "plus")
        for name in ("more", "history", "edit", "visit"):
            button: Button = getattr(self, f"{name}_button")
            button.setObjectName(name)
            self.header.add_action(button)
        self.deleted = Notice(self._theme, "warn", _("This site is deleted"), _("Nothing of it is lost."), _("Restore"))
        labels = [(kind, _(all_kinds()[kind].plural)) for kind in KINDS]
        empty = (
            _("Nothing noted here yet"),
            _("Visits, promises, notes, changes and photos of this site will stand here, the latest first."),
            _("New visit"),
        )
        read = partial(_read, self._store, self._uid, self._today)
        years = partial(timeline.years, self._store, self._uid)
        self.timeline = TimelinePanel(self._theme, self._jobs, read, years, labels, empty, self._today)
        self.side = SiteSide(self._theme, self._today)
        self.parts = TwoParts(self._theme, self.timeline, self.side, (_("Timeline"), _("People and promises")))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self.deleted):
            column.addWidget(part)
        column.addWidget(self.parts, 1)
        self.setFocusProxy(self.timeline)

    def _connect(self) -> None:
        self.header.went_to.connect(lambda _step: self.list_asked.emit("site"))
        self.more_button.clicked.connect(self._open_more)
        self.history_button.clicked.connect(lambda: self.history_asked.emit(self._uid))
        self.edit_button.clicked.connect(lambda: self.edit_asked.emit("site", self._uid))
        self.visit_button.clicked.connect(lambda: self._add("visit"))
        self.deleted.acted.connect(lambda: self._told(partial(taking_back.restore, self._store, self._uid)))
        self.timeline.begun.connect(lambda: self._add("visit"))
        self._aside.read_through.connect(self._show_aside)
        self._aside.failed.connect(self.said)
        self.timeline.opened.connect(self.record_asked)
        self.timeline.menu_asked.connect(self._open_menu)
        self.timeline.said.connect(self.said)
        self.side.asked.connect(self.record_asked)
        self.side.add_asked.connect(self._add)
        self.side.ticked.connect(self._settle)

    def _show_head(self) -> None:
        head, today = self.head, self._today()
        self.header.set_title(head.name)
        self.header.set_crumbs(*filter(None, (_("Sites"), head.organization or head.name)))
        self.facts.show_parts(list(self._facts(head, today)))
        deleted = head.life == "deleted"
        self.deleted.setVisible(deleted)
        for button in (self.more_button, self.edit_button, self.visit_button):
            button.setVisible(not deleted)

    def _facts(self, head: SiteHead, today: dt.date) -> Iterator[QWidget]:
        yield self._support_chip(head, today)
        if head.in_conflict:
            yield Chip(self._theme, _("In conflict"), "conflict")
        if head.setting:
            yield Remark(self._theme, head.setting, head.icon)
        for _uid, name in head.initiatives[:2]:
            yield Remark(self._theme, name, "layers")
        yield Remark(self._theme, _next_words(head, today), "calendar")

    def _support_chip(self, head: SiteHead, today: dt.date) -> ChoiceChip:
        words = told(head.support, today) if head.support else _("Set the support status")
        icon = STATE_ICONS.get(head.support.status, "signpost") if head.support else "signpost"
        chip = ChoiceChip(self._theme, words, checkable=False, icon=icon)
        chip.setObjectName("support")
        chip.setAccessibleName(_("Support status: {words}").format(words=words))
        chip.setToolTip(_("Change the support status, or see what it was"))
        chip.setEnabled(head.life != "deleted")
        chip.clicked.connect(self._change_support)
        return chip

    def _change_support(self) -> None:
        dialog = SupportDialog(self._theme, self.head.support, self.head.past, self._today, self)
        dialog.accepted.connect(lambda: self._set_support(*dialog.chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _set_support(self, status: str, since: str, why: str) -> None:
        act = partial(site_view.set_support, self._store, self._uid, status, since, why)
        self._offer(act, _("Support status added"))

    def _open_more(self) -> None:
        menu = Menu(self._theme, _("More"), self)
        for kind, words in (
            ("note", _("New note")),
            ("commitment", _("Add a commitment")),
            ("change", _("Note a change")),
            ("person", _("Add a person")),
        ):
            menu.add(words, partial(self._add, kind), all_kinds()[kind].icon)
        menu.popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height() + 4)))

    def _open_menu(self, kind: str, uid: str, spot: QPoint) -> None:
        menu = Menu(self._theme, _(all_kinds()[kind].label), self)
        menu.add(_("Open"), lambda: self.record_asked.emit(kind, uid), all_kinds()[kind].icon)
        menu.add(_("History"), lambda: self.history_asked.emit(uid), "history")
        menu.popup(spot)

    def _add(self, kind: str) -> None:
        field = next(field for field in all_kinds()[kind].fields if field.to == "site")
        self.new_asked.emit(kind, {field.name: [self._uid] if field.is_set else self._uid})

    def _settle(self, uid: str, kept: bool) -> None:
        act = partial(taking_back.settle, self._store, uid, kept, self._today())
        self._offer(act, settled_words(kept))

    def _read_aside(self) -> None:
        store, uid, today = self._store, self._uid, self._today()
        self._aside.read(lambda _progress: _aside(store, uid, today))

    def _show_aside(self, found: tuple[Aside, list[Thumb], list[tuple[str, str]]]) -> None:
        aside, thumbs, people = found
        self.side.show_aside(aside, thumbs)
        self.timeline.set_people(people)

    def shown_uid(self) -> str:
        return self._uid

    def refresh(self, kinds: frozenset[str]) -> None:
        if not kinds & _SHOWN:
            return
        self.head = site_view.head(self._store, self._uid, self._today())
        self._show_head()
        if kinds & {*KINDS, "person"}:
            self.timeline.refresh()
        self._read_aside()


def _read(
    store: Store,
    uid: str,
    today: Callable[[], dt.date],
    sieve: Sieve,
    before: int | None,
    limit: int,
    progress: Progress,
) -> Stretch:
    return timeline.page(store, uid, sieve, before, limit, today(), progress)


def _aside(store: Store, uid: str, today: dt.date) -> tuple[Aside, list[Thumb], list[tuple[str, str]]]:
    found = site_view.aside(store, uid, today)
    return found, [_thumb(store, item) for item in found.files], timeline.people_in(store, uid)


def _thumb(store: Store, item: Item) -> Thumb:
    name = str(item.fields.get("caption") or item.fields.get("name") or "")
    if not attaching.is_photo(item):
        return Thumb(item.uid, name, icon="file-text")
    try:
        png = photos.thumbnail(store.attachments.read(str(item.fields["content"])), _THUMB_EDGE)
    except NotebookError:
        # The record's own page says what is wrong with the file.
        return Thumb(item.uid, name, icon="image")
    return Thumb(item.uid, name, png)


def _next_words(head: SiteHead, today: dt.date) -> str:
    if head.next_visit is None:
        return _("No visit planned")
    day = short_date(head.next_visit.date, today)
    return _("Next visit {when}").format(when=", ".join(filter(None, (day, head.next_visit.starts))))

"""The page of a person: how to reach her, all that happened with her, promises both ways, notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from isp_desktop.db.models import kinds as all_kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.timeline import KINDS, Sieve, Stretch
from isp_desktop.services import merge_preview, merging, person_view, taking_back, timeline
from isp_desktop.services.linking import Linker
from isp_desktop.services.merge_preview import Former, Preview, Twin
from isp_desktop.services.merging import Merged
from isp_desktop.services.person_view import Aside, PersonHead
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.facts import Facts
from isp_desktop.ui.kit.finder import Option
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.line_rows import moment, settled_words
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.timeline_panel import TimelinePanel
from isp_desktop.ui.kit.two_parts import TwoParts
from isp_desktop.ui.pages.person.merge import PreviewDialog, TwinDialog
from isp_desktop.ui.pages.person.side import PersonSide

Progress = Callable[[int, int], None]
_KINDS = tuple(kind for kind in KINDS if kind != "support")
# Two windows full; the rest is read while one looks.
_FIRST = 30
_SHOWN = frozenset({*KINDS, "site", "person", "rhythm"})


class PersonPage(Page):
    """All about the person `uid`; of one who was merged into another, the way there and the way back.

    Raises:
        NotFound: there is no such person.
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
        self.head = person_view.head(store, uid, today())
        first = timeline.page(store, uid, Sieve(), limit=_FIRST, today=today())
        self._formers: list[Notice] = []
        self._aside = Latest(jobs, _("The page of the person"), self)
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
        self.edit_button = Button(self._theme, _("Edit"), icon="pencil")
        self.note_button = Button(self._theme, _("New note"), icon="file-plus")
        self.visit_button = Button(self._theme, _("New visit"), "primary", "plus")
        for name in ("more", "edit", "note", "visit"):
            button: Button = getattr(self, f"{name}_button")
            button.setObjectName(name)
            self.header.add_action(button)
        self.gone = Notice(self._theme, "info", "", "", _("Take apart"), "git-merge")
        self.deleted = Notice(
            self._theme, "warn", _("This person is deleted"), _("Nothing of it is lost."), _("Restore")
        )
        self.parts = TwoParts(self._theme, self._timeline(), self._side(), (_("Timeline"), _("Contact and notes")))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for part in (self.header, self.gone, self.deleted):
            self._column.addWidget(part)
        self._column.addWidget(self.parts, 1)
        self.setFocusProxy(self.timeline)

    def _timeline(self) -> TimelinePanel:
        labels = [(kind, _(all_kinds()[kind].plural)) for kind in _KINDS]
        empty = (
            _("Nothing noted yet"),
            _("Visits, promises, notes and photos that name this person will stand here, across all sites."),
            _("New note"),
        )
        read = partial(_read, self._store, self._uid, self._today)
        years = partial(timeline.years, self._store, self._uid)
        self.timeline = TimelinePanel(self._theme, self._jobs, read, years, labels, empty, self._today)
        return self.timeline

    def _side(self) -> PersonSide:
        self.side = PersonSide(self._theme, self._today)
        return self.side

    def _connect(self) -> None:
        self.header.went_to.connect(lambda _step: self.list_asked.emit("person"))
        self.more_button.clicked.connect(self._open_more)
        self.edit_button.clicked.connect(lambda: self.edit_asked.emit("person", self._uid))
        self.note_button.clicked.connect(lambda: self._add("note"))
        self.visit_button.clicked.connect(lambda: self._add("visit"))
        self.gone.acted.connect(lambda: self._take_apart(self._uid))
        self.deleted.acted.connect(lambda: self._told(partial(merging.bring_back, self._store, self._uid)))
        self.timeline.begun.connect(lambda: self._add("note"))
        self._aside.read_through.connect(self._show_aside)
        self._aside.failed.connect(self.said)
        self.timeline.opened.connect(self.record_asked)
        self.timeline.menu_asked.connect(self._open_menu)
        self.timeline.said.connect(self.said)
        self.side.asked.connect(self.record_asked)
        self.side.add_asked.connect(self._add)
        self.side.said.connect(self.said)
        self.side.ticked.connect(self._settle)

    def _show_head(self) -> None:
        head = self.head
        self.header.set_title(head.name)
        self.header.set_crumbs(_("People"), head.organization or head.name)
        self.facts.show_parts(list(self._facts(head)))
        deleted = head.life == "deleted"
        # Also of one who was restored only: until the two are taken apart, what pointed here points there.
        self.gone.setVisible(head.into is not None)
        if head.into is not None:
            words = _("This is the same person as {name}").format(name=head.into[1])
            self.gone.set_text(
                words, _("All that pointed here points there. Taken apart, what was edited since stays.")
            )
        self.deleted.setVisible(deleted and head.into is None)
        for button in (self.more_button, self.edit_button, self.note_button, self.visit_button):
            button.setVisible(not deleted)

    def _facts(self, head: PersonHead) -> Iterator[QWidget]:
        told = ((head.role, "user"), (head.organization, "building"), (head.part, "waypoints"), (head.level, "layers"))
        for words, icon in told:
            if words:
                yield Remark(self._theme, words, icon)
        if head.is_me:
            yield Chip(self._theme, _("You"), "outline", "user")
        if head.in_conflict:
            yield Chip(self._theme, _("In conflict"), "conflict")

    def _open_more(self) -> None:
        menu = Menu(self._theme, _("More"), self)
        menu.add(_("Merge with…"), self.begin_merge, "git-merge")
        menu.add(_("Add a commitment"), lambda: self._add("commitment"), "handshake")
        menu.add(_("History"), lambda: self.history_asked.emit(self._uid), "history")
        menu.popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height() + 4)))

    def _open_menu(self, kind: str, uid: str, spot: QPoint) -> None:
        menu = Menu(self._theme, _(all_kinds()[kind].label), self)
        menu.add(_("Open"), lambda: self.record_asked.emit(kind, uid), all_kinds()[kind].icon)
        menu.add(_("History"), lambda: self.history_asked.emit(uid), "history")
        menu.popup(spot)

    def _add(self, kind: str) -> None:
        fields = {"note": {"people": [self._uid]}, "visit": {"attended": [self._uid]}}
        self.new_asked.emit(kind, fields.get(kind, {"owner": self._uid}))

    def _settle(self, uid: str, kept: bool) -> None:
        act = partial(taking_back.settle, self._store, uid, kept, self._today())
        self._offer(act, settled_words(kept))

    def begin_merge(self) -> None:
        """Looks for likely twins, then asks with whom to merge."""
        store, uid = self._store, self._uid
        job = self._jobs.start(
            _("Looking for the same person"), lambda _p: merge_preview.likely_twins(store, uid), self
        )
        job.finished.connect(self._ask_twin)
        job.failed.connect(self.said)

    def _ask_twin(self, twins: Sequence[Twin]) -> None:
        linker = Linker(self._store)

        def find(words: str, limit: int) -> list[Option]:
            offers = linker.offers("person", words, limit)
            return [Option(one.uid, one.title, one.detail) for one in offers if one.uid != self._uid]

        dialog = TwinDialog(self._theme, self.head.name, twins, find, linker.title, self)
        dialog.chosen.connect(lambda other: self._read_preview(*self._in_order(other)))
        self._open(dialog)

    def _in_order(self, other: str) -> tuple[str, str]:
        return merge_preview.keep_first(self._store, self._uid, other)

    def _read_preview(self, keep: str, gone: str) -> None:
        store = self._store
        job = self._jobs.start(_("The preview"), lambda _p: merge_preview.preview(store, keep, gone), self)
        job.finished.connect(self._show_preview)
        job.failed.connect(self.said)

    def _show_preview(self, seen: Preview) -> None:
        dialog = PreviewDialog(self._theme, seen, self)
        dialog.swapped.connect(lambda: self._read_preview(seen.gone, seen.keep))
        dialog.accepted.connect(lambda: self._merge(seen))
        self._open(dialog)

    def _open(self, dialog: Dialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _merge(self, seen: Preview) -> None:
        store = self._store

        def work(progress: Callable[[int, int, str], None]) -> Merged:
            return merging.merge(store, seen.keep, seen.gone, lambda done, total: progress(done, total, ""))

        job = self._jobs.start(_("The merge"), work, self)
        job.finished.connect(lambda merged: self._merged(seen, merged))
        job.failed.connect(self.said)

    def _merged(self, seen: Preview, merged: Merged) -> None:
        self.undo_offered.emit(_("{name} merged").format(name=seen.gone_name), partial(self._undo, merged))
        if seen.gone == self._uid:
            self.record_asked.emit("person", seen.keep)

    def _undo(self, merged: Merged) -> None:
        if isValid(self):
            self._apart(lambda _progress: merged.undo())
        else:
            # The page went with its person: nobody is left to tell how a job ends, but who called tells what fails.
            merged.undo()

    def _take_apart(self, gone: str) -> None:
        store = self._store
        self._apart(
            lambda progress: merging.take_apart(store, gone, lambda done, total: progress(done, total, "")),
        )

    def _apart(self, work: Callable[[Callable[[int, int, str], None]], None]) -> None:
        job = self._jobs.start(_("Taking the two apart"), work, self)
        job.finished.connect(lambda _none: self.said.emit(_("Taken apart: they are two people again")))
        job.failed.connect(self.said)

    def _read_aside(self) -> None:
        store, uid, today = self._store, self._uid, self._today()
        self._aside.read(lambda _progress: _aside(store, uid, today))

    def _show_aside(self, found: tuple[Aside, list[tuple[str, str]], list[Former]]) -> None:
        aside, people, formers = found
        self.side.show_aside(self.head, aside)
        self.timeline.set_people(people)
        for notice in self._formers:
            notice.hide()
            notice.deleteLater()
        self._formers = [self._former(one) for one in formers]
        for notice in self._formers:
            self._column.insertWidget(1, notice)

    def _former(self, one: Former) -> Notice:
        words = _("This is the same person as {name}, merged {when}").format(
            name=one.name, when=moment(one.ms, self._today())
        )
        notice = Notice(self._theme, "info", words, "", _("Take apart"), "git-merge")
        notice.setObjectName(f"former-{one.uid}")
        notice.acted.connect(lambda: self._take_apart(one.uid))
        return notice

    def shown_uid(self) -> str:
        return self._uid

    def refresh(self, kinds: frozenset[str]) -> None:
        if not kinds & _SHOWN:
            return
        self.head = person_view.head(self._store, self._uid, self._today())
        self._show_head()
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


def _aside(store: Store, uid: str, today: dt.date) -> tuple[Aside, list[tuple[str, str]], list[Former]]:
    people = timeline.people_in(store, uid)
    return person_view.aside(store, uid, today), people, merge_preview.former_records(store, uid)

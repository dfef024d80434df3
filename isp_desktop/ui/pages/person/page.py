"""The page of a person: how to reach her, all that happened with her, promises both ways, notes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, cast

from PySide6.QtWidgets import QWidget

from isp_desktop.db.models import kinds as all_kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.timeline import ENTRIES, KINDS
from isp_desktop.services import (
    drafts,
    leaving_person,
    merge_preview,
    merging,
    person_relationship,
    person_view,
    taking_back,
    timeline,
)
from isp_desktop.services.linking import Linker
from isp_desktop.services.merge_preview import Former, Preview, Twin
from isp_desktop.services.merging import Merged
from isp_desktop.services.person_relationship import Related
from isp_desktop.services.person_view import Aside, PersonHead
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import Chip
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.fact_header import Buttons
from isp_desktop.ui.kit.facts import settle_link
from isp_desktop.ui.kit.jobs import Jobs, Progress, Work
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.line_rows import moment, settled_words
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.notices import Notice, Remark, deleted_notice
from isp_desktop.ui.kit.page import teller_around
from isp_desktop.ui.kit.story_page import Story, StoryPage
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.person.merge import PreviewDialog, TwinDialog
from isp_desktop.ui.pages.person.side import PersonSide
from isp_desktop.ui.parts.links import Links


class PersonPage(StoryPage):
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
        self._store = store
        self._formers: set[str] = set()
        self.head = person_view.head(store, uid, today())
        self._side = PersonSide(theme, today)
        super().__init__(theme, jobs, _story(store, uid, today), self._side, today, parent)
        self._leaving = Latest(jobs, _("What hangs on somebody"), self)
        self._leaving.read_through.connect(lambda found: self._side.show_leaving(leaving_person.headline(found)))
        self._leaving.failed.connect(self.said)
        self._side.leaving_asked.connect(lambda: self.leaving_asked.emit(self._uid))
        self._show_head()

    def _buttons(self) -> Buttons:
        self.note_button = Button(self._theme, _("New note"), icon="file-plus")
        self.visit_button = Button(self._theme, _("New visit"), "primary", "plus")
        return {
            **self._usual_buttons(history=False),
            "note": (self.note_button, lambda: self._add("note")),
            "visit": (self.visit_button, lambda: self._add("visit")),
        }

    def _read_head(self) -> None:
        self.head = person_view.head(self._store, self._uid, self._today())
        self._show_head()

    def _show_head(self) -> None:
        head = self.head
        self.header.show_named(head.name, (_("People"), head.organization or head.name), self._facts(head))
        deleted = head.life == "deleted"
        # Also of one who was restored only: until the two are taken apart, what pointed here points there.
        self._tell("gone", self._gone(head.into[1]) if head.into is not None else None)
        self._tell("deleted", self._deleted() if deleted and head.into is None else None)
        self._tell_draft(0 if deleted else drafts.marks(self._store, "person").get(self._uid, 0))
        for button in (self.more_button, self.edit_button, self.note_button, self.visit_button):
            button.setVisible(not deleted)

    def _gone(self, name: str) -> Notice:
        words = _("This is the same person as {name}").format(name=name)
        detail = _("All that pointed here points there. Taken apart, what was edited since stays.")
        notice = Notice(self._theme, "info", words, detail, _("Take apart"), "git-merge")
        notice.acted.connect(lambda: self._take_apart(self._uid))
        return notice

    def _deleted(self) -> Notice:
        restore = partial(merging.bring_back, self._store, self._uid)
        return deleted_notice(self._theme, _("This person is deleted"), partial(self._told, restore))

    def _facts(self, head: PersonHead) -> Iterator[QWidget]:
        told = ((head.role, "user"), (head.organization, "building"), (head.part, "waypoints"), (head.level, "layers"))
        for words, icon in told:
            if words:
                yield Remark(self._theme, words, icon)
        if head.is_me:
            yield Chip(self._theme, _("You"), "outline", "user")
        if head.in_conflict:
            yield Chip(self._theme, _("In conflict"), "conflict")
            yield settle_link(self._theme, lambda: self.settle_asked.emit(self._uid))

    def _fill_more(self, menu: Menu) -> None:
        menu.add(_("Merge with…"), self.begin_merge, "git-merge")
        menu.addSeparator()
        self._offer_new(menu, *(() if self.head.is_me else ("trust",)), "commitment")
        menu.addSeparator()
        self._offer_new(menu, *ENTRIES, "tie")
        menu.addSeparator()
        if not self.head.is_me:
            menu.add(_("If they leave"), lambda: self.leaving_asked.emit(self._uid), "log-out")
        menu.add(_("Brief"), lambda: self.paper_asked.emit("person", self._uid), "file-text")
        menu.add(_("Leader brief"), lambda: self.paper_asked.emit("leader_brief", self._uid), "file-text")
        menu.add(_("History"), lambda: self.history_asked.emit(self._uid), "history")

    def _add(self, kind: str) -> None:
        fields: dict[str, dict[str, Any]] = {
            **{named: {"people": [self._uid]} for named in ("note", *ENTRIES)},
            "visit": {"attended": [self._uid]},
            "trust": {"stakeholder": self._uid},
            "relationship": {"stakeholder": self._uid},
            "tie": {"source": self._uid},
        }
        self.new_asked.emit(kind, fields.get(kind, {"owner": self._uid}))

    def _settle(self, uid: str, kept: bool) -> None:
        act = taking_back.on_screen(taking_back.settle, self._store, uid, kept, self._today())
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
        others = Links(Linker(self._store), makes=False).of("person", but=self._uid)
        dialog = TwinDialog(self._theme, self.head.name, twins, others, self)
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
        take_apart = partial(self._apart, lambda _progress: merged.undo(), teller_around(self))
        self.undo_offered.emit(_("{name} merged").format(name=seen.gone_name), take_apart)
        if seen.gone == self._uid:
            self.record_asked.emit("person", seen.keep)

    def _take_apart(self, gone: str) -> None:
        store = self._store
        self._apart(
            lambda progress: merging.take_apart(store, gone, lambda done, total: progress(done, total, "")),
            teller_around(self),
        )

    def _apart(self, work: Work[object], beyond: Callable[[str], None] | None) -> None:
        """Takes two apart, also when the page went with its person: `beyond` then tells what fails."""
        job = self._jobs.start(_("Taking the two apart"), work, self, beyond=beyond)
        job.finished.connect(lambda _none: self.said.emit(_("Taken apart: they are two people again")))
        job.failed.connect(lambda sentence: self.said.emit(sentence))

    def _reading(self) -> Work[object]:
        return partial(_aside, self._store, self._uid, self._today())

    def _show_beside(self, found: object) -> None:
        aside, between, people, formers = cast("_Beside", found)
        self._side.show_aside(self.head, aside, between)
        self.timeline.set_people(people)
        for uid in self._formers - {one.uid for one in formers}:
            self._tell(f"former-{uid}", None)
        self._formers = {one.uid for one in formers}
        for one in formers:
            self._tell(f"former-{one.uid}", self._former(one))
        if not self.head.is_me:
            store, uid, day = self._store, self._uid, self._today()
            self._leaving.read(lambda _progress: leaving_person.leaving(store, uid, day))

    def _former(self, one: Former) -> Notice:
        words = _("This is the same person as {name}, merged {when}").format(
            name=one.name, when=moment(one.ms, self._today())
        )
        notice = Notice(self._theme, "info", words, "", _("Take apart"), "git-merge")
        notice.acted.connect(lambda: self._take_apart(one.uid))
        return notice


_Beside = tuple[Aside, Related, list[tuple[str, str]], list[Former]]


def _story(store: Store, uid: str, today: Callable[[], dt.date]) -> Story:
    return Story(
        kind="person",
        uid=uid,
        kinds=all_kinds(),
        told=tuple(kind for kind in KINDS if kind != "support"),
        empty=(
            _("Nothing noted yet"),
            _("Visits, promises, notes and photos that name this person will stand here, across all sites."),
            _("New note"),
        ),
        begins="note",
        beside=_("Contact, trust, notes"),
        shows=frozenset({"rhythm", "relationship"}) | leaving_person.KINDS,
        read=lambda sieve, before, limit, progress: timeline.page(store, uid, sieve, before, limit, today(), progress),
        years=partial(timeline.years, store, uid),
    )


def _aside(store: Store, uid: str, today: dt.date, _progress: Progress) -> _Beside:
    people = timeline.people_in(store, uid)
    between = person_relationship.related(store, uid, today)
    return person_view.aside(store, uid, today), between, people, merge_preview.former_records(store, uid)

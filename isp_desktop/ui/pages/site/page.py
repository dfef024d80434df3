"""The page of a site: how the support stands, all that happened there, who is there, what waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from isp_desktop.db.lists import Item
from isp_desktop.db.models import kinds as all_kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _
from isp_desktop.domain.timeline import ENTRIES, KINDS
from isp_desktop.services import attaching, drafts, photos, site_view, taking_back, timeline
from isp_desktop.services.integrity import site as integrity
from isp_desktop.services.site_view import Aside, SiteHead
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.chips import Chip, ChoiceChip
from isp_desktop.ui.kit.dates import short_date
from isp_desktop.ui.kit.fact_header import Buttons
from isp_desktop.ui.kit.facts import settle_link
from isp_desktop.ui.kit.images import from_png
from isp_desktop.ui.kit.jobs import Jobs, Progress, Work
from isp_desktop.ui.kit.line_rows import settled_words
from isp_desktop.ui.kit.menus import Menu
from isp_desktop.ui.kit.notices import Notice, Remark, deleted_notice
from isp_desktop.ui.kit.photos import Tile
from isp_desktop.ui.kit.story_page import Story, StoryPage
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.site.side import SiteSide
from isp_desktop.ui.pages.site.support import STATE_ICONS, SupportDialog, told

if TYPE_CHECKING:
    from isp_desktop.ui.pages.site.handover import MakeWhere

_THUMB_EDGE = 220


class SitePage(StoryPage):
    """All about the site `uid`; `where` makes what asks for the file of a bundle, where the site is handed over.

    Raises:
        NotFound: there is no such site.
    """

    def __init__(
        self,
        theme: Theme,
        jobs: Jobs,
        store: Store,
        uid: str,
        where: MakeWhere,
        *,
        today: Callable[[], dt.date] = dt.date.today,
        parent: QWidget | None = None,
    ) -> None:
        self._store, self._where = store, where
        self.head = site_view.head(store, uid, today())
        self._side = SiteSide(theme, today)
        super().__init__(theme, jobs, _story(store, uid, today), self._side, today, parent)
        self._side.map_asked.connect(self._ask_map)
        self._side.integrity_asked.connect(self._ask_integrity)
        self._show_head()

    def _buttons(self) -> Buttons:
        self.visit_button = Button(self._theme, _("New visit"), "primary", "plus")
        return {
            **self._usual_buttons(),
            "visit": (self.visit_button, lambda: self._add("visit")),
        }

    def _read_head(self) -> None:
        self.head = site_view.head(self._store, self._uid, self._today())
        self._show_head()

    def _show_head(self) -> None:
        head = self.head
        crumbs = filter(None, (_("Sites"), head.organization or head.name))
        self.header.show_named(head.name, crumbs, self._facts(head, self._today()))
        deleted = head.life == "deleted"
        self._tell("deleted", self._deleted() if deleted else None)
        self._tell_draft(0 if deleted else drafts.marks(self._store, "site").get(self._uid, 0))
        for button in (self.more_button, self.edit_button, self.visit_button):
            button.setVisible(not deleted)

    def _deleted(self) -> Notice:
        restore = partial(taking_back.restore, self._store, self._uid)
        return deleted_notice(self._theme, _("This site is deleted"), partial(self._told, restore))

    def _facts(self, head: SiteHead, today: dt.date) -> Iterator[QWidget]:
        yield self._support_chip(head, today)
        if head.life != "deleted":
            yield self._outlook_chip()
        if head.in_conflict:
            yield Chip(self._theme, _("In conflict"), "conflict")
            yield settle_link(self._theme, lambda: self.settle_asked.emit(self._uid))
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

    def _outlook_chip(self) -> ChoiceChip:
        chip = ChoiceChip(self._theme, _("Will it last here?"), checkable=False, icon="sunrise")
        chip.setObjectName("outlook")
        chip.setToolTip(_("What holds here, what is at risk, and what is not known"))
        chip.clicked.connect(lambda: self.outlook_asked.emit(self._uid))
        return chip

    def _change_support(self) -> None:
        dialog = SupportDialog(self._theme, self.head.support, self.head.past, self._today, self)
        dialog.accepted.connect(lambda: self._set_support(*dialog.chosen))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _set_support(self, status: str, since: str, why: str) -> None:
        act = partial(site_view.set_support, self._store, self._uid, status, since, why)
        self._offer(act, _("Support status added"))

    def _fill_more(self, menu: Menu) -> None:
        self._offer_new(menu, "note", "commitment", "change", "person", "assessment")
        menu.addSeparator()
        self._offer_new(menu, *ENTRIES, "tie")
        menu.addSeparator()
        menu.add(_("Brief before the visit"), lambda: self.paper_asked.emit("site", self._uid), "file-text")
        menu.add(_("Integrity of the core elements"), self._ask_integrity, "component")
        menu.add(_("Who is connected here"), self._ask_map, "waypoints")
        menu.add(_("Hand over this site…"), self.begin_handover, "package")

    def _ask_map(self) -> None:
        self.map_asked.emit(self._uid)

    def _ask_integrity(self) -> None:
        self.integrity_asked.emit(self._uid)

    def begin_handover(self) -> None:
        """Asks to whom the site is handed over, and writes the bundle."""
        from isp_desktop.ui.pages.site.handover import HandoverDialog

        where, site = self._where(self._theme, self._jobs), (self._uid, self.head.name)
        dialog = HandoverDialog(self._theme, self._jobs, self._store, site, where, self._today, self)
        dialog.written.connect(lambda: self.said.emit(_("Bundle written")))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _add(self, kind: str) -> None:
        field = next(field for field in all_kinds()[kind].fields if "site" in field.targets)
        self.new_asked.emit(kind, {field.name: [self._uid] if field.is_set else self._uid})

    def _settle(self, uid: str, kept: bool) -> None:
        act = taking_back.on_screen(taking_back.settle, self._store, uid, kept, self._today())
        self._offer(act, settled_words(kept))

    def _reading(self) -> Work[object]:
        return partial(_aside, self._store, self._uid, self._today())

    def _show_beside(self, found: object) -> None:
        aside, thumbs, people, facts = cast("_Beside", found)
        self._side.show_aside(aside, thumbs, facts)
        self.timeline.set_people(people)


_Beside = tuple[Aside, list[Tile], list[tuple[str, str]], str]


def _story(store: Store, uid: str, today: Callable[[], dt.date]) -> Story:
    return Story(
        kind="site",
        uid=uid,
        kinds=all_kinds(),
        told=KINDS,
        empty=(
            _("Nothing noted here yet"),
            _("Visits, promises, notes, changes and photos of this site will stand here, the latest first."),
            _("New visit"),
        ),
        begins="visit",
        beside=_("People and promises"),
        shows=frozenset({"site", "person", "initiative", "team", "core_element"}),
        read=lambda sieve, before, limit, progress: timeline.page(store, uid, sieve, before, limit, today(), progress),
        years=partial(timeline.years, store, uid),
    )


def _aside(store: Store, uid: str, today: dt.date, _progress: Progress) -> _Beside:
    found = site_view.aside(store, uid, today)
    facts = integrity.facts_at(store, uid, today)
    return found, [_thumb(store, item) for item in found.files], timeline.people_in(store, uid), facts


def _thumb(store: Store, item: Item) -> Tile:
    name = str(item.fields.get("caption") or item.fields.get("name") or "")
    if not attaching.is_photo(item):
        return Tile(item.uid, name, icon="file-text")
    try:
        png = photos.thumbnail(store.attachments.read(str(item.fields["content"])), _THUMB_EDGE)
    except NotebookError:
        # The record's own page says what is wrong with the file.
        return Tile(item.uid, name, icon="image")
    return Tile(item.uid, name, picture=from_png(png))


def _next_words(head: SiteHead, today: dt.date) -> str:
    if head.next_visit is None:
        return _("No visit planned")
    day = short_date(head.next_visit.date, today)
    return _("Next visit {when}").format(when=", ".join(filter(None, (day, head.next_visit.starts))))

"""What a visit is written down in: the form, its rows and photos, built bit by bit so that no key waits for them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial

from PySide6.QtWidgets import QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import capacity_plan, owned_rows, settings
from isp_desktop.services.capacity_plan import Step
from isp_desktop.services.editing import Edit
from isp_desktop.services.integrity import site
from isp_desktop.services.integrity.elements import Element
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.text_editor import TextEditor
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.visit.changes import ChangeRow
from isp_desktop.ui.pages.visit.coaching import LogRow
from isp_desktop.ui.pages.visit.entries import NOTED, EntryParts, EntryRow
from isp_desktop.ui.pages.visit.form import DICTATED, FOLDED, VISIT_PEOPLE, VisitForm
from isp_desktop.ui.pages.visit.ground import VisitGround
from isp_desktop.ui.pages.visit.looks import LookEntry
from isp_desktop.ui.pages.visit.photo_box import PhotoBox
from isp_desktop.ui.parts.dictation import Dictation
from isp_desktop.ui.parts.promise_row import PromiseRow
from isp_desktop.ui.parts.row_box import Make, RowBox


class VisitBody(VisitGround):
    """Shows an edit of a visit.

    Attributes:
        promises, changes, entries, photos: what stands below the fields; there when the page is whole.
    """

    form: VisitForm
    promises: RowBox
    changes: RowBox
    entries: EntryParts
    photos: PhotoBox

    def __init__(
        self,
        theme: Theme,
        store: Store,
        edit: Edit,
        jobs: Jobs | None,
        today: Callable[[], dt.date],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, store, edit, jobs, today, parent)
        self.form = VisitForm(theme, self._links, store, self._ground)
        self._stand_on_ground()

    def _is_ahead(self) -> bool:
        return str(self._edit.value("date") or "") > self._today().isoformat()

    def _saved_first(self) -> bool:
        """Whether the visit is on the disk, where photos can be added to it."""
        raise NotImplementedError

    def _steps(self) -> Iterator[Callable[[], None]]:
        for part in self.form.parts():
            yield partial(self._build_part, part)
        yield self._build_promises
        yield self._build_changes
        yield self._build_entries
        yield self._build_photos
        yield self._show_photos
        yield partial(self._build_part, self.form.add_private)
        yield self._build_reflection
        yield self._show_reflection
        yield self._listen

    def _build_reflection(self) -> None:
        """A question to think about, which comes last."""
        raise NotImplementedError

    def _show_reflection(self) -> None:
        """What was answered at this visit, or a question."""
        raise NotImplementedError

    def _build_part(self, part: Callable[[], None]) -> None:
        fresh = self._build_fields(part)
        for editor in fresh.values():
            if isinstance(editor, TextEditor):
                editor.given.connect(self.given)
        if not fresh or not fresh.keys().isdisjoint(FOLDED):
            self._fold()
        self._pass_cursor()

    def _fold(self) -> None:
        self.form.fold()
        if self._is_ahead() and "agenda" in self.form.editors:
            self.form.show_field("agenda")

    def _build_promises(self) -> None:
        make = partial(PromiseRow, self._theme, links=self._links)
        self.promises = self._add_box("commitment", make, _("Commitments"), self.form.last_chip)

    def _build_changes(self) -> None:
        make = partial(ChangeRow, self._theme)
        self.changes = self._add_box("change", make, _("Changes seen"), lambda: self.promises.tab_stops()[-1])

    def _build_entries(self) -> None:
        self.entries = EntryParts(self._theme, self.form, self._make_entries, lambda: self.changes.tab_stops()[-1])
        self.entries.rating_asked.connect(self._ask_rating)
        self.entries.listen(self)
        self.entries.set_enabled(not self._writing.is_deleted())
        self._building.add_next([partial(self._show_entries, NOTED)])

    def _show_entries(self, kinds: Iterable[str]) -> None:
        """Shows those of `kinds` that there are entries of."""
        for kind in kinds:
            if kind not in self.boxes and (self._writing.rows(kind) or self._writing.gone(kind)):
                self.entries.show_kind(kind)

    def _make_entries(self, kind: str, place: QWidget, before: Callable[[], QWidget]) -> RowBox:
        usual = partial(self._usual_people, kind)
        make: Make = partial(EntryRow, self._theme, links=self._links, usual=usual)
        if kind == "step_log":
            make = partial(LogRow, self._theme, links=self._links, usual=usual, steps=self._steps_of_site)
        if kind == "integrity_mark":
            make = partial(LookEntry, self._theme, elements=self._elements_of_site, usual=self._led_by)
        return self._add_box(kind, make, _(kind_named(kind).plural), before, place)

    def _usual_people(self, kind: str) -> list[str]:
        """Whom an entry is likely to be about: the only one met; for what was of use, or was done, all of them."""
        me = settings.read(self._store, "me")
        there = [uid for uid in self._edit.value("attended") or () if uid != me]
        return there if len(there) == 1 or kind in ("value", "step_log") else []

    def _steps_of_site(self, also: str) -> list[Step]:
        """The steps of the site of which something may be logged; what is logged here is shared, and names its step."""
        return [step for step in capacity_plan.at_site(self._store, self._writing.site(), also) if not step.private]

    def _elements_of_site(self, edit: Edit) -> tuple[list[Element], str]:
        """The core elements that may be marked here, which is shared, and the first that no other row is about."""
        found = [one for one in site.elements_at(self._store, self._writing.site()) if not one.private]
        rows = self.boxes["integrity_mark"].rows if "integrity_mark" in self.boxes else []
        taken = {row.edit.value("element") for row in rows if row.edit is not edit}
        return found, next((one.uid for one in found if one.uid not in taken), "")

    def _led_by(self) -> list[str]:
        return list(self._edit.value("led_by") or ())

    def _ask_rating(self) -> None:
        """Trust is to be rated."""
        raise NotImplementedError

    def _add_box(
        self, kind: str, make: Make, name: str, before: Callable[[], QWidget], place: QWidget | None = None
    ) -> RowBox:
        """Rows of a kind, in `place` or a row of the form."""
        box = RowBox(self._theme, make, partial(owned_rows.new_row, kind), name, self._ground)
        column = place.layout() if place is not None else None
        if column is None:
            self.form.add_row(name, box)
        else:
            column.addWidget(box)
        self.boxes.add(kind, box, before)
        return box

    def _build_photos(self) -> None:
        box = PhotoBox(self._theme, self._jobs, self._store, self.uid, self._saved_first, self._today, self._ground)
        self.photos = box
        box.wrote.connect(lambda: self._wrote("discussion"))
        box.said.connect(self.said)
        box.undo_offered.connect(self.undo_offered)
        box.asked.connect(self._told)
        box.set_read_only(self._writing.is_deleted())
        self.given.connect(box.take)
        self.form.add_row(_("Photos and files"), box)

    def _show_photos(self) -> None:
        self.photos.captions = dict(self._edit.extra.get("captions", {}))
        if not self._edit.is_new:
            self.photos.show_items()

    def _listen(self) -> None:
        """From now on the signs in the texts do something."""
        me = str(settings.read(self._store, "me") or "")
        texts = [self.form.editors[name] for name in DICTATED]
        foot = _("Enter adds the person to the visit, Shift+Enter only names them")
        Dictation(
            self.form,
            texts,
            self.promises,
            self._linker,
            self._writing.site,
            me,
            self._today,
            self.said.emit,
            VISIT_PEOPLE,
            foot,
        )
        self._stop_awaiting()

    def _take_focus(self) -> None:
        at = self._edit.extra.get("at") or (
            "" if not self._edit.is_new else "attended" if self._writing.site() else "site"
        )
        if at:
            self._await(str(at))

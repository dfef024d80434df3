"""The page of one record of any kind: its form, what points to it, and what can be done with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.revision import Scope
from isp_desktop.services import capacity_plan, editing, settings, trust, twice
from isp_desktop.services.capacity import instruments
from isp_desktop.services.capacity.beginning import lacks_instrument
from isp_desktop.services.editing import Edit
from isp_desktop.services.leaders.beginning import beginning as leading
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.fields import Editor
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.nouns import noun
from isp_desktop.ui.kit.slices import Slices
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.twins import Twins
from isp_desktop.ui.pages.record import words
from isp_desktop.ui.pages.record.conflicts import ConflictNotes
from isp_desktop.ui.pages.record.form import RecordForm, linked_uids, with_defaults
from isp_desktop.ui.pages.record.pointing import PointingLists
from isp_desktop.ui.pages.record.starter import StarterOffer, length_of
from isp_desktop.ui.pages.record.trust_form import TrustForm
from isp_desktop.ui.parts.edit_page import EditPage
from isp_desktop.ui.parts.writing import Writing

_WIDEST = 860


_GOES_ON = frozenset({"assessment", "team", "transition"})
"""The kinds whose new records go on with on a page of their own: rating, who sits there, the checklist. Nobody should
have to look for the way."""


_TELLS_OF: Mapping[str, Sequence[str]] = {"assessment": ("subject", "instrument")}
"""The kinds whose new records are private where one is that they link to by these fields: they tell of it."""
_SHARED_ON_ITS_PAGE = frozenset({"assessment"})
"""The kinds that are shared with what is within them, which their form does not know."""


class RecordPage(EditPage):
    """Ctrl+Enter saves, as Ctrl+S does for any page. What is typed is kept as a draft all the while.

    `uid` "" begins a new record with the values of `preset`. `slices` builds what is not needed at once.
    """

    form: RecordForm

    def __init__(
        self,
        theme: Theme,
        store: Store,
        kind: str,
        uid: str,
        preset: Mapping[str, Any],
        *,
        jobs: Jobs | None = None,
        parent: QWidget | None = None,
    ) -> None:
        spec, me = kind_named(kind), str(settings.read(store, "me") or "")
        begun = preset if uid else capacity_plan.beginning(store, kind, leading(store, kind, preset))
        edit = Edit.begin(store, kind, uid, with_defaults(spec, begun, dt.date.today(), me))
        writing = Writing(store, edit, lambda values, _rows: linked_uids(spec, values))
        super().__init__(theme, store, writing, dt.date.today, parent)
        find = partial(twice.twin, store, kind, self.uid)
        self._twins = Twins(self, jobs or Jobs(self), kind, self._spec.label, words.same(kind), find)
        self._build()
        self._fill()
        self.slices = Slices(self)
        self._connect()
        self._writing.know()
        # The rest follows bit by bit; the cursor needs only this one.
        self.form.build_next()
        self._show_above()
        self.slices.begin((*self.form.parts(), *self.pointing.parts("" if self._edit.is_new else self.uid)))

    def _build(self) -> None:
        self.header = PageHeader(self._theme, "", parent=self)
        self.privacy = Remark(self._theme, "", "lock")
        self.header.add_remark(self.state)
        self.header.add_remark(self.privacy)
        self.discard_button = Button(self._theme, _("Discard draft"), "quiet")
        self.share_button = Button(self._theme, _("Share"), icon="users")
        self.history_button = IconButton(self._theme, "history", _("History"), size=32)
        self.delete_button = IconButton(
            self._theme, "trash-2", _("Delete this {kind}").format(kind=noun(self._spec.label)), size=32
        )
        self.save_button = Button(self._theme, _("Save"), "primary", "check")
        for name in ("discard", "history", "delete", "share", "save"):
            button: Button = getattr(self, f"{name}_button")
            button.setObjectName(name)
            self.header.add_action(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        self._ground = QWidget()
        column.addWidget(scrolled(self._ground, parent=self), 1)

    def _fill(self) -> None:
        """Puts the form, and under it what points to the record, into the page."""
        body = self._ground
        # Made first, and so before the form for Tab, as it stands over it.
        offer = self._starter_offer(body)
        self.form = self._make_form(body)
        self.conflicts = ConflictNotes(
            self._theme, self._spec, self.form, self._linker, lambda: self.settle_asked.emit(self.uid)
        )
        self.pointing = PointingLists(self._theme, self._store, self._spec.kind, body)
        inner = GrowingColumn(body)
        inner.setContentsMargins(16, 16, 32, 28)
        inner.setSpacing(12)
        upper = QVBoxLayout()
        upper.setContentsMargins(16, 0, 0, 10)
        upper.setSpacing(12)
        upper.addLayout(self.notices)
        if offer is not None:
            upper.addWidget(offer)
        upper.addWidget(self.form)
        inner.addLayout(upper)
        inner.addWidget(self.pointing)
        self.form.setMaximumWidth(self._theme.px(_WIDEST))
        self.pointing.setMaximumWidth(self._theme.px(_WIDEST + 16))
        inner.addStretch()

    def _make_form(self, body: QWidget) -> RecordForm:
        if self._spec.kind != "trust":
            return RecordForm(self._theme, self._spec, self._linker, self._fill_in, body)
        last_marks = partial(trust.last_marks, self._store, but=self.uid)
        return TrustForm(self._theme, self._spec, self._linker, self._fill_in, last_marks, body)

    def _starter_offer(self, body: QWidget) -> StarterOffer | None:
        """What can be taken where no instrument can be chosen as yet."""
        if self._spec.kind != "assessment" or not self._edit.is_new or not lacks_instrument(self._store):
            return None
        offer = StarterOffer(self._theme, body)
        offer.taken.connect(lambda length: self._in_turn(partial(self._take_starter, offer, length)))
        offer.setMaximumWidth(self._theme.px(_WIDEST))
        return offer

    def _take_starter(self, offer: StarterOffer, length: str) -> None:
        uid = instruments.starter(self._store, length_of(length))
        self._linker.forget()
        self.form.editors["instrument"].set_value(uid)
        self._on_changed("instrument")
        offer.hide()
        self._put_cursor(self.form.first())

    def _connect(self) -> None:
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(self._on_left)
        self.header.went_to.connect(lambda _step: self.list_asked.emit(self._spec.kind))
        self.save_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self._forget_draft)
        self.history_button.clicked.connect(lambda: self.history_asked.emit(self.uid))
        self.delete_button.clicked.connect(lambda: self._delete_record(self._title()))
        self.share_button.clicked.connect(self._ask_share)
        self.pointing.opened.connect(self.record_asked)
        self.pointing.new_asked.connect(self.new_asked)
        self.pointing.ticked.connect(self._settle)
        self._on_ctrl_enter(self.save)

    def _fill_in(self, name: str, editor: Editor) -> None:
        editor.set_value(self._edit.value(name))
        editor.set_read_only(self._writing.is_deleted() or name in self._held())

    def _held(self) -> set[str]:
        """The fields that stay as they are by now."""
        return {field.name for field in self._spec.fields if field.until and self._edit.saved(field.until)}

    def _show_edit(self) -> None:
        self.slices.finish()
        self._writing.know()
        self.form.set_values(self._edit.values())
        self.pointing.show_for("" if self._edit.is_new else self.uid)
        self._show_above()
        self.form.set_read_only(self._writing.is_deleted(), self._held())

    def _show_state(self) -> None:
        self._show_head()
        self.form.set_read_only(self._writing.is_deleted(), self._held())

    def _show_above(self) -> None:
        """The head with what is kept, and the notices under it."""
        self._show_kept()
        self._show_head()

    def _show_head(self) -> None:
        record, deleted = self._edit.base, self._writing.is_deleted()
        there = record is not None and not deleted
        self.header.set_crumbs(_(self._spec.plural), self._title())
        self.header.set_title(self._title())
        self.privacy.set_text(words.privacy(self._spec, record))
        self.discard_button.setVisible(self.has_draft)
        self.history_button.setVisible(record is not None)
        self.delete_button.setVisible(there)
        can_be_shared = record is not None and record.is_private and not self._spec.never_shared
        self.share_button.setVisible(there and can_be_shared and self._spec.kind not in _SHARED_ON_ITS_PAGE)
        self.save_button.setVisible(not deleted)
        self.conflicts.show_for(record)
        self._tell_life()

    def _title(self) -> str:
        named = [self._edit.value(name) for name in self._spec.title if self._spec.by_name[name].type == "line"]
        title = ", ".join(str(name) for name in named if name)
        if title or self._edit.is_new:
            return title or _("New {kind}").format(kind=noun(self._spec.label))
        return self._linker.title(self.uid)

    def _on_changed(self, name: str) -> None:
        self._edit.touch(name, self.form.editors[name].value())
        self._edit.extra["at"] = name
        if name in self._spec.title:
            self.header.set_title(self._title())
        self.discard_button.show()
        self._touched()

    def _show_unchanged(self) -> None:
        super()._show_unchanged()
        self.discard_button.hide()

    def _take_focus(self) -> None:
        at = str(self._edit.extra.get("at") or "")
        # Never left to the way back: what is typed at once would press it.
        self._put_cursor((self.form.editors.get(at) if at else None) or self.form.first())

    def is_whole(self) -> bool:
        return self.slices.is_done()

    def _write(self, scope: Scope | None = None) -> bool:
        """Saves the record and those made on the spot; False where something is not right, which is then marked."""
        problems = self.form.problems()
        if problems:
            self.form.set_errors(problems)
            return False
        used = linked_uids(self._spec, self._edit.values())
        edits = [*self._linker.edits(used), self._edit]
        goes_on = self._spec.kind in _GOES_ON and self._edit.is_new
        for name in _TELLS_OF.get(self._spec.kind, ()) if self._edit.is_new else ():
            if source := self._edit.value(name):
                self._edit.take_from(str(source))
        if not self._save_by(lambda: editing.save(self._store, edits, scope=scope)):
            return False
        self._linker.settle(used)
        self._on_saved()
        if goes_on:
            self.record_asked.emit(self._spec.kind, self.uid)
        return True

    def _on_saved(self) -> None:
        for key in ("unsaved", "unkept", "elsewhere"):
            self.hide_notice(key)
        self.form.set_errors({})
        self._linker.forget()
        self._show_edit()
        self.said.emit(_("{title} saved").format(title=self._title()))
        if words.same(self._spec.kind):
            self._twins.look()

    def _ask_share(self) -> None:
        if self._edit.base is None:
            return
        title = _("Share this {kind} with colleagues?").format(kind=noun(self._spec.label))
        sentence = words.what_leaves(self._spec, self._edit.base)
        notice = self.notice("share", "private", title, sentence, _("Share it"), closable=True)
        notice.acted.connect(lambda: self._in_turn(self._share))
        notice.button.setFocus()

    def _share(self) -> None:
        if self._write("shared"):
            self.hide_notice("share")

    def refresh(self, kinds: frozenset[str]) -> None:
        self.slices.finish()
        super().refresh(kinds)

    def _refresh_around(self, kinds: frozenset[str]) -> None:
        if not self._edit.is_new:
            self.pointing.show_for(self.uid)

    def focusNextPrevChild(self, on: bool) -> bool:  # noqa: N802 - Qt's name
        # A way of which only the beginning is built would lead past the form.
        self.slices.finish()
        return super().focusNextPrevChild(on)

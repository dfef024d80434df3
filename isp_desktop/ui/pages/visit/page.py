"""The page on which a visit is written down: in five minutes, mostly by picking."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.services import drafts, editing, taking_back, visiting
from isp_desktop.services.editing import Edit
from isp_desktop.services.half_typed import hold, release
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.autosave import Keep
from isp_desktop.ui.kit.buttons import Button, IconButton
from isp_desktop.ui.kit.draft_page import DraftPage, scrolled
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.line_rows import settled_words
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.panels import HairLine
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.visit import content, words
from isp_desktop.ui.pages.visit.changes import ChangeRow
from isp_desktop.ui.pages.visit.form import VisitForm
from isp_desktop.ui.pages.visit.links import Links
from isp_desktop.ui.pages.visit.promises import PromiseRow
from isp_desktop.ui.pages.visit.rail import WIDTH, Rail
from isp_desktop.ui.pages.visit.row_box import RowBox
from isp_desktop.ui.pages.visit.tabs import Tabs

# The rail gives way where the page is narrower: a window of 1280 less its sidebar.
_NARROW = 1040
_ANY_WIDTH = (1 << 24) - 1
_ROWS = ("commitment", "change")


# A visit that says none of these says nothing that anybody could find again.
_TELLING = ("site", "purpose", "discussion", "attended", "agenda", "private_notes")


class VisitPage(DraftPage):
    """Ctrl+Enter finishes: it saves the visit, the people and sites made on the spot, commitments and changes at once.

    `uid` "" begins a new visit with the values of `preset`, today, led by the one the setting "me" names.
    """

    form: VisitForm

    def __init__(
        self, theme: Theme, store: Store, uid: str, preset: Mapping[str, Any], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, kind_named("visit"), parent)
        self._store = store
        self._edit = Edit.begin(store, "visit", uid, content.with_defaults(store, preset))
        self._linker = Linker(store, self._edit.extra.get("made", ()))
        links = Links(self._linker, self._site)
        new_row = partial(content.new_row, store)
        self.promises = RowBox(
            theme, partial(PromiseRow, theme, links=links), partial(new_row, "commitment"), "Commitments"
        )
        self.changes = RowBox(theme, partial(ChangeRow, theme), partial(new_row, "change"), "Changes seen")
        usual, purposes = visiting.usual_activities(store), visiting.usual_purposes(store)
        self.form = VisitForm(theme, links, self.promises, self.changes, usual, purposes)
        self.rail = Rail(theme)
        self.tabs = Tabs(theme)
        self._build()
        self._connect()
        self._show_edit()

    @property
    def uid(self) -> str:
        """The visit's uid, also before it is first saved."""
        return self._edit.uid

    def _site(self) -> str:
        return str(self._edit.value("site") or "")

    def _boxes(self) -> dict[str, RowBox]:
        return {"commitment": self.promises, "change": self.changes}

    def _build(self) -> None:
        theme = self._theme
        self.header = PageHeader(theme, "")
        self.header.add_remark(self.state)
        self.header.add_remark(Remark(theme, words.PRIVACY, "lock"))
        self.discard_button = Button(theme, "Discard draft", "quiet")
        self.history_button = IconButton(theme, "history", "History", size=32)
        self.delete_button = IconButton(theme, "trash-2", "Delete this visit", size=32)
        self.finish_button = Button(theme, "Finish and review", "primary", "check")
        for name in ("discard", "history", "delete", "finish"):
            button: Button = getattr(self, f"{name}_button")
            button.setObjectName(name)
            self.header.add_action(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.tabs)
        column.addLayout(self._body(), 1)

    def _body(self) -> QHBoxLayout:
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(32, 16, 28, 28)
        inner.setSpacing(12)
        inner.addLayout(self.notices)
        inner.addWidget(self.form)
        inner.addStretch()
        self._main = scrolled(body)
        self._line = HairLine(self._theme, down=True)
        self._side = scrolled(self.rail, surface=False)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self._main, 1)
        across.addWidget(self._line)
        across.addWidget(self._side)
        return across

    def _connect(self) -> None:
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(self._on_left)
        for box in self._boxes().values():
            box.changed.connect(self._on_rows_changed)
            box.left.connect(self.autosave.keep_now)
        self.header.went_to.connect(lambda _step: self.list_asked.emit("visit"))
        self.finish_button.clicked.connect(self.finish)
        self.discard_button.clicked.connect(self._forget_draft)
        self.delete_button.clicked.connect(self._delete_visit)
        self.history_button.clicked.connect(lambda: self.history_asked.emit(self.uid))
        self.tabs.changed.connect(self._lay_out)
        self.rail.opened.connect(self.record_asked)
        self.rail.ticked.connect(self._settle)
        self.rail.all_asked.connect(lambda: self.list_asked.emit("commitment"))
        self._on_ctrl_enter(self.finish)

    def _show_edit(self) -> None:
        """Puts the whole edit on the screen."""
        values, extra = self._edit.values(), self._edit.extra
        rows = {kind: content.rows(self._store, self.uid, kind, extra.get(kind, ())) for kind in _ROWS}
        self._linker.know(content.linked(values, rows["commitment"]))
        self.form.set_values(values)
        self.form.fold()
        for kind, box in self._boxes().items():
            box.show_rows(rows[kind], extra.get("gone", {}).get(kind, ()))
        self._resumed(self._edit.resumed_ms)
        if not self.has_draft:
            self._show_unchanged()
        self._show_state()
        self._show_rail()

    def _show_state(self) -> None:
        record = self._edit.base
        deleted = record is not None and record.life == "deleted"
        self._show_title()
        self.discard_button.setVisible(self.has_draft)
        self.history_button.setVisible(record is not None)
        self.delete_button.setVisible(record is not None and not deleted)
        self.finish_button.setVisible(not deleted)
        self.form.set_read_only(deleted)
        for box in self._boxes().values():
            box.setEnabled(not deleted)
        self._show_life(record.life if record else "live", partial(taking_back.restore, self._store, self.uid))
        for name, told in words.conflicts(record, self._linker).items():
            self.notice(f"conflict-{name}", "conflict", *told)

    def _show_title(self) -> None:
        title = words.title(self._linker.title(self._site()) if self._site() else "", self._edit.is_new)
        self.header.set_title(title)
        self.header.set_crumbs("Visits", words.day(str(self._edit.value("date") or "")) or "New visit")

    def _show_rail(self) -> None:
        site = self._site()
        known = site and not any(one["uid"] == site for one in self._linker.made)
        day, starts = (str(self._edit.value(name) or "") for name in ("date", "starts"))
        seen = visiting.look_back(self._store, site, day, starts, self.uid) if known else visiting.LookBack()
        self.rail.show_look_back(seen if site else None)

    def _on_changed(self, name: str) -> None:
        self._edit.touch(name, self.form.editors[name].value())
        if name in ("site", "date", "starts"):
            self._show_title()
            self._show_rail()
        self._wrote(name)

    def _on_left(self, name: str) -> None:
        if not self.form.editors[name].problem() and release(self._edit, name):
            self.form.set_values({name: self._edit.value(name)})
        self.autosave.keep_now()

    def _on_rows_changed(self) -> None:
        at = next((kind for kind, box in self._boxes().items() if box is self.sender()), "commitment")
        self._wrote(at)

    def _wrote(self, at: str) -> None:
        self._edit.extra["at"] = at
        self.discard_button.show()
        self._touched()

    def _show_unchanged(self) -> None:
        self._show_saved(self._edit.base.changed_ms if self._edit.base else 0)
        self.discard_button.hide()

    def _snapshot(self) -> Keep:
        if not self._edit.fields and not any(box.edits() or box.gone for box in self._boxes().values()):
            return partial(editing.forget_draft, self._store, self.uid)
        extra = self._edit.extra
        extra["made"] = [dict(one) for one in self._linker.made]
        extra["gone"] = {kind: list(box.gone) for kind, box in self._boxes().items()}
        for kind, box in self._boxes().items():
            extra[kind] = [edit.as_json() for edit in box.edits()]
        return partial(drafts.keep, self._store, *self._edit.draft())

    def _take_focus(self) -> None:
        at = self._edit.extra.get("at") or ("" if not self._edit.is_new else "attended" if self._site() else "site")
        if at in self.form.editors:
            self._put_cursor(self.form.editors[at])
        elif at in _ROWS:
            self._boxes()[at].focus_first()

    def shown_uid(self) -> str:
        return "" if self._edit.is_new and not self.has_draft and not self.autosave.is_dirty() else self.uid

    def save(self) -> None:
        self._write()

    def finish(self) -> None:
        """Saves everything and asks for the visit's summary."""
        says_nothing = self._edit.is_new and not any(self._edit.value(name) for name in _TELLING)
        if says_nothing and not self._mark_problems():
            self.form.set_errors({"site": "Choose the site, or write down what was said."})
        elif self._write():
            self.summary_asked.emit(self.uid)

    def _write(self) -> bool:
        """Saves all in one transaction; False where something is not right, which is then marked."""
        if self._mark_problems():
            return False
        rows = {kind: content.complete(box.edits(), self._edit) for kind, box in self._boxes().items()}
        used = content.linked(self._edit.values(), rows["commitment"])
        edits = [*self._linker.edits(used, self._site()), self._edit, *rows["commitment"], *rows["change"]]
        gone = [uid for box in self._boxes().values() for uid in box.removed_uids()]
        if not self._save_by(lambda: editing.save(self._store, edits, gone)):
            return False
        self._linker.settle(used)
        self._on_saved()
        return True

    def _mark_problems(self) -> bool:
        in_rows = [box.mark_problems() for box in self._boxes().values()]
        problems = self.form.problems()
        if not self._edit.value("date"):
            problems.setdefault("date", "Give the visit a date, such as today.")
        self.form.set_errors(problems)
        return bool(problems) or any(in_rows)

    def _on_saved(self) -> None:
        for key in list(self._shown_notices):
            self.hide_notice(key)
        self._linker.forget()
        self._show_edit()
        self.said.emit(f"{words.title(self._linker.title(self._site()) if self._site() else '', False)} saved")

    def _settle(self, uid: str, kept: bool) -> None:
        self._offer(partial(taking_back.settle, self._store, uid, kept), settled_words(kept))

    def _forget_draft(self) -> None:
        self._discard(self.uid, self._edit.is_new, partial(taking_back.discard_draft, self._store, self.uid))

    def _begin_again(self) -> None:
        self._edit = Edit.begin(self._store, "visit", self.uid)
        self._linker.begin_again(self._edit.extra.get("made", ()))
        self.hide_notice("elsewhere")
        self._show_edit()

    def _delete_visit(self) -> None:
        title = words.whole_title(self._edit, self._linker)
        self._delete(title, partial(taking_back.delete, self._store, self.uid))

    def refresh(self, kinds: frozenset[str]) -> None:
        if self._saving:
            return
        self._linker.forget()
        if "visit" in kinds:
            self._refresh_visit()
        for kind, box in self._boxes().items():
            if kind in kinds:
                box.take_in(content.rows(self._store, self.uid, kind, ()))
        self._show_rail()

    def _refresh_visit(self) -> None:
        """Shows what somebody else saved, except where something is being written."""
        before, half = self._edit.heads, self.form.problems()
        parallel = self._edit.refresh(self._store)
        hold(self._edit, before, half)
        held = {*self._edit.fields, *half}
        self.form.set_values({name: value for name, value in self._edit.values().items() if name not in held})
        self.form.fold()
        self._show_state()
        self._tell_parallel(parallel)

    def _lay_out(self) -> None:
        """With the rail beside the form, or one of the two where there is no room for both."""
        narrow = self.width() < self._theme.px(_NARROW)
        looking = narrow and self.tabs.looking_back
        self.tabs.setVisible(narrow)
        self._main.setVisible(not looking)
        self._side.setVisible(looking or not narrow)
        self._line.setVisible(not narrow)
        self._side.setMinimumWidth(0 if narrow else self._theme.px(WIDTH))
        self._side.setMaximumWidth(_ANY_WIDTH if narrow else self._theme.px(WIDTH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

"""The page of a meeting in its two moods: it is planned, and it goes on."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Container, Mapping, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import drafts, editing, meetings, planning, taking_back
from isp_desktop.services.editing import Edit
from isp_desktop.services.half_typed import hold, release
from isp_desktop.ui.kit.autosave import Keep
from isp_desktop.ui.kit.fields import Value
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.meeting import content, words
from isp_desktop.ui.pages.meeting.agenda import AgendaBox
from isp_desktop.ui.pages.meeting.looking import Looking
from isp_desktop.ui.parts.words import conflicts, full_day

_AROUND = frozenset({"meeting", "commitment", "decision", "agenda_item", "membership", "charter", "team", "person"})
# A meeting that says none of these says nothing that anybody could find again.
_TELLING = ("team", "heading", "minutes", "present", "private_notes")


class MeetingPage(Looking):
    """Ctrl+Enter finishes: it saves the plan, or the meeting as it was held, and asks for its minutes.

    `uid` "" begins a new meeting with the values of `preset`; of its team's charter the rest is filled in.
    `ticks` counts seconds, for the time that an item takes.
    """

    def __init__(
        self,
        theme: Theme,
        store: Store,
        uid: str,
        preset: Mapping[str, Any],
        *,
        jobs: Jobs | None = None,
        today: Callable[[], dt.date] = dt.date.today,
        ticks: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        edit = Edit.begin(store, "meeting", uid, preset)
        super().__init__(theme, store, edit, jobs, today, ticks, parent)
        self._connect()
        self._linker.know(content.linked(edit.values(), ()))
        self._show_kept()
        self._show_above()
        self.form.show_mood(self.running)
        self._begin_to_build()

    def _connect(self) -> None:
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(self._on_left)
        self._building.done.connect(self._on_built)
        self.header.went_to.connect(lambda _step: self.list_asked.emit("meeting"))
        self.finish_button.clicked.connect(self.finish)
        self.discard_button.clicked.connect(self._forget_draft)
        self.header.run.clicked.connect(self.run)
        self.header.plan.clicked.connect(lambda: self._show_mood(False))
        self.header.following.clicked.connect(lambda: self.new_asked.emit("meeting", {"team": self._team()}))
        self.header.minutes.clicked.connect(lambda: self._in_turn(self._hand_out))
        self.header.call_off.clicked.connect(lambda: self._mark("called_off"))
        self.header.delete.clicked.connect(self._delete_meeting)
        self.header.history.clicked.connect(lambda: self.history_asked.emit(self.uid))
        self.side.asked.connect(self._open)
        self.side.all_asked.connect(lambda: self.list_asked.emit("decision"))
        self._on_ctrl_enter(self.finish)
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            QShortcut(QKeySequence(keys), self, partial(self.step, step), context=inside)

    def _on_built(self) -> None:
        self._listen_to_panel()
        self.lacking.clicked.connect(self._add_lacking)
        self._show_items()
        self._show_total()
        self._read_look()

    def _open(self, kind: str, uid: str) -> None:
        if kind == "agenda_item":
            self.turn_to(uid)
        else:
            self.record_asked.emit(kind, uid)

    def _show_edit(self) -> None:
        self._build_rest()
        self.form.show_mood(self.running)
        for name, box in self.boxes.items():
            box.show_rows(self._rows(name), self._gone(name))
        self._show_values()

    def _show_values(self) -> None:
        """Shows what the fields hold, and all that follows from it and from the rows."""
        values = self._edit.values()
        self._linker.know(content.linked(values, ()))
        self.form.set_values(values)
        self._show_items()
        self._show_total()
        self._show_kept()
        self._show_state()
        self._read_look()

    def _show_kept(self) -> None:
        self._resumed(self._edit.resumed_ms)
        if not self.has_draft:
            self._show_unchanged()

    def _show_unchanged(self) -> None:
        self._show_saved(self._edit.base.changed_ms if self._edit.base else 0)
        self.discard_button.hide()

    def _show_state(self) -> None:
        self._show_above()
        deleted = self._is_deleted()
        self.form.set_read_only(deleted)
        for box in self.boxes.values():
            box.setEnabled(not deleted)

    def _show_above(self) -> None:
        """The head, and the notices under it."""
        record, deleted = self._edit.base, self._is_deleted()
        self._show_title()
        self.discard_button.setVisible(self.has_draft)
        stage = planning.stage(record.fields, self._today()) if record else "planned"
        self.header.show_state(
            saved=record is not None, deleted=deleted, planned=stage == "planned", running=self.running
        )
        self._show_stage(stage if record and not deleted else "planned")
        self._show_life(record.life if record else "live", partial(taking_back.restore, self._store, self.uid))
        self._show_conflicts()

    def _show_stage(self, stage: planning.Stage) -> None:
        self.hide_notice("stage")
        if stage == "called_off":
            sentence = _("Nothing is asked of it any more. What it was to take up is parked again.")
            notice = self.notice("stage", "warn", _("This meeting is called off"), sentence, _("Plan it again"))
            notice.acted.connect(lambda: self._mark("planned"))

    def _show_conflicts(self) -> None:
        """Says what waits to be settled, and takes away what no longer does."""
        for key in [key for key in self._shown_notices if key.startswith("conflict-")]:
            self.hide_notice(key)
        for name, told in conflicts(self._edit.base, self._linker).items():
            notice = self.notice(f"conflict-{name}", "conflict", *told, action=_("Settle"))
            notice.acted.connect(lambda: self.settle_asked.emit(self.uid))

    def _show_title(self) -> None:
        team, heading = self._team(), str(self._edit.value("heading") or "")
        self.header.set_title(words.title(self._linker.title(team) if team else "", heading, self._edit.is_new))
        self.header.set_crumbs(_("Meetings"), full_day(str(self._edit.value("date") or "")) or _("New meeting"))

    def _show_total(self) -> None:
        box = self.boxes["agenda"]
        if isinstance(box, AgendaBox):
            minutes, there = box.minutes(), words.length(self._edit.value("starts"), self._edit.value("ends"))
            self.total.setText(words.total(minutes, there))
            self.total.setVisible(bool(self.total.text()))
            self.total.set_tone("warn" if 0 < there < minutes else "text2")

    def _on_changed(self, name: str) -> None:
        if name == "said":
            self._say_of_item(self.panel.notes.value())
            return
        self._edit.touch(name, self.form.editors[name].value())
        if name in ("team", "date", "heading"):
            self._show_title()
        if name in ("team", "date"):
            self._read_look()
        if name in ("starts", "ends"):
            self._show_total()
        self._wrote(name)

    def _on_left(self, name: str) -> None:
        if name != "said" and not self.form.editors[name].problem() and release(self._edit, name):
            self.form.set_values({name: self._edit.value(name)})
        self.autosave.keep_now()

    def _on_rows(self, name: str) -> None:
        if name == "agenda":
            self._show_total()
            self._show_lacking()
            self._show_items()
        self._wrote(name)

    def _wrote(self, at: str) -> None:
        self._edit.extra["at"] = at
        self.discard_button.show()
        self._touched()

    def _take_focus(self) -> None:
        usual = "said" if self.running else "" if not self._edit.is_new else "agenda" if self._team() else "team"
        if at := str(self._edit.extra.get("at") or usual):
            self._await(at)

    def _snapshot(self) -> Keep:
        # A draft is kept whole, however little of the page was built.
        self._build_rest()
        rows = any(box.edits() or box.gone for box in self.boxes.values())
        goes_on = self.running and self._edit.saved("stage") != "held"
        if not (self._edit.fields or rows or goes_on):
            return partial(editing.forget_draft, self._store, self.uid)
        extra = self._edit.extra
        extra["made"] = [dict(one) for one in self._linker.made]
        extra["gone"] = {name: list(box.gone) for name, box in self.boxes.items()}
        extra |= {"spent": self._clock.spent(), "running": self.running, "current": self._clock.current}
        for name, box in self.boxes.items():
            extra[name] = [edit.as_json() for edit in box.edits()]
        return partial(drafts.keep, self._store, *self._edit.draft())

    def is_whole(self) -> bool:
        return self._building.is_done() and not self._looks.is_reading() and self.side.slices.is_done()

    def shown_uid(self) -> str:
        return "" if self._edit.is_new and not self.has_draft and not self.autosave.is_dirty() else self.uid

    def finish(self) -> None:
        """Saves the plan, or the meeting as held, whose minutes are then asked for."""
        self._in_turn(self._finish)

    def _finish(self) -> None:
        self._build_rest()
        self._end_line()
        says_nothing = self._edit.is_new and not (any(map(self._edit.value, _TELLING)) or self._items())
        if self._mark_problems():
            return
        if says_nothing:
            self._show_mood(False)
            self.form.set_errors({"team": _("Choose the team, or give the meeting a heading.")})
            return
        if self.running and self._edit.value("stage") != "called_off":
            self._edit.touch("stage", "held")
            self._clock.run(False)
        if self._write() and self.running:
            self.minutes_asked.emit(self.uid)

    def _hand_out(self) -> None:
        """The agenda as it stands now, to be handed out."""
        if self._write():
            self.minutes_asked.emit(self.uid)

    def _write(self) -> bool:
        """Saves all in one transaction; False where something is not right, which is then marked."""
        self._build_rest()
        if self._mark_problems():
            return False
        if not self._edit.value("stage"):
            self._edit.touch("stage", "planned")
        items = [edit.uid for edit in self._items()]
        found = [(name, edit) for name, box in self.boxes.items() for edit in box.edits()]
        rows = [edit for name, edit in found for edit in content.complete(name, [edit], self._edit, items)]
        gone = [uid for box in self.boxes.values() for uid in box.removed_uids()]
        used = content.linked(self._edit.values(), rows)
        site = str(self._edit.value("site") or "")
        took = [edit.value("from_item") for edit in self._items() if edit.is_new and edit.value("from_item")]
        taken = meetings.taking_up(self._store, self.uid, took, gone)
        edits = [*self._linker.edits(used, site), self._edit, *rows, *taken]
        if not self._save_by(lambda: editing.save(self._store, edits, gone)):
            return False
        self._linker.settle(used)
        self._on_saved()
        return True

    def _mark_problems(self) -> bool:
        in_rows = [box.mark_problems() for box in self.boxes.values()]
        problems = self.form.problems()
        if not self._edit.value("date"):
            problems.setdefault("date", _("Give the meeting a date, such as today."))
        if any(name in problems for name in ("team", "date", "starts", "ends")):
            self._show_mood(False)
        self.form.set_errors(problems)
        return bool(problems) or any(in_rows)

    def _on_saved(self) -> None:
        for key in list(self._shown_notices):
            self.hide_notice(key)
        self._linker.forget()
        # The rows stay as they are, and so does the cursor in them.
        for box in self.boxes.values():
            box.settle()
        self._show_values()
        self.said.emit(_("{title} saved").format(title=words.whole_title(self._edit, self._linker)))

    def _mark(self, stage: planning.Stage) -> None:
        told = {"called_off": _("Meeting called off"), "planned": _("Meeting planned again")}
        self._offer(taking_back.on_screen(planning.mark, self._store, self.uid, stage), told[stage])
        self.refresh(frozenset({"meeting"}))

    def _forget_draft(self) -> None:
        self._discard(self.uid, self._edit.is_new, partial(taking_back.discard_draft, self._store, self.uid))

    def _read_again(self) -> None:
        self._edit = Edit.begin(self._store, "meeting", self.uid)
        self._linker.begin_again(self._edit.extra.get("made", ()))
        self._go_on()

    def _forget_names(self) -> None:
        self._linker.forget()

    def _delete_meeting(self) -> None:
        title = words.whole_title(self._edit, self._linker)
        self._delete(title, partial(taking_back.on_screen, taking_back.delete, self._store, self.uid))

    def _refresh_around(self, kinds: frozenset[str]) -> None:
        for name, box in self.boxes.items():
            if content.KIND_OF[name] in kinds:
                box.take_in(content.rows(self._store, self.uid, name, ()))
        if kinds & {"agenda_item", "meeting"}:
            self._show_items()
            self._show_total()
        if kinds & _AROUND:
            self._read_look()

    def _take_in(self, half: Container[str]) -> tuple[Sequence[str], Mapping[str, Value]]:
        before = self._edit.heads
        parallel = self._edit.refresh(self._store)
        hold(self._edit, before, half)
        return parallel, {name: value for name, value in self._edit.values().items() if name not in self._edit.fields}

"""The page of a meeting in its two moods: it is planned, and it goes on."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.lines import Line
from isp_desktop.services import editing, planning, settings, taking_back
from isp_desktop.services.editing import Edit
from isp_desktop.ui.kit.autosave import Keep
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.two_parts import TwoParts
from isp_desktop.ui.pages.meeting import content, words
from isp_desktop.ui.pages.meeting.around import TeamAround
from isp_desktop.ui.pages.meeting.body import KEYS, MeetingBody
from isp_desktop.ui.pages.meeting.course import Course
from isp_desktop.ui.pages.meeting.form import MeetingForm
from isp_desktop.ui.pages.meeting.head import MeetingHead
from isp_desktop.ui.pages.meeting.register import decision_menu
from isp_desktop.ui.pages.meeting.side import MeetingSide
from isp_desktop.ui.parts.writing import Writing
from isp_desktop.ui.parts.written_page import WrittenPage

_AROUND = frozenset({"meeting", "commitment", "decision", "agenda_item", "membership", "charter", "team", "person"})
# A meeting that says none of these says nothing that anybody could find again.
_TELLING = ("team", "heading", "minutes", "present", "private_notes")
# Below this width the rail is a tab: a window of 1280 less its sidebar.
_BOTH = 1040


class MeetingPage(WrittenPage):
    """Ctrl+Enter finishes: it saves the plan, or the meeting as it was held, and asks for its minutes.

    `uid` "" begins a new meeting with the values of `preset`; of its team's charter the rest is filled in.
    `ticks` counts seconds, for the time that an item takes.

    Attributes:
        form: its fields; body: what stands among them; side: what the team left open.
        course: which item is talked about while it goes on.
        around: what is known of the team.
    """

    form: MeetingForm

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
        writing = Writing(store, Edit.begin(store, "meeting", uid, preset), content.linked, content.rows)
        super().__init__(theme, store, writing, jobs, today, parent)
        self.header = MeetingHead(theme, self.state, self)
        self.finish_button, self.discard_button = self.header.finish, self.header.discard
        self.form = MeetingForm(theme, self._links, store, self._ground)
        self.body = MeetingBody(theme, self.form, writing, self._links, self.boxes, self)
        self.course = Course(writing, self.body.items, ticks, self)
        self.side = MeetingSide(theme, self.course.clock, today)
        self.around = TeamAround(store, self._jobs, writing, self.form, self.body, today, self)
        self._lay_out()
        self._connect_head()
        self._connect_parts()
        writing.know()
        self._show_kept()
        self._show_above()
        self.form.show_mood(self.course.running)
        self._begin_to_build()

    def _lay_out(self) -> None:
        self._stand_on_ground()
        main = scrolled(self._ground)
        parts = TwoParts(self._theme, main, self.side, (_("This meeting"), _("The team")), both=_BOTH, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(parts, 1)

    def _connect_head(self) -> None:
        head = self.header
        head.went_to.connect(lambda _step: self.list_asked.emit("meeting"))
        head.finish.clicked.connect(self.finish)
        head.discard.clicked.connect(self._forget_draft)
        head.run.clicked.connect(self.run)
        head.plan.clicked.connect(lambda: self.course.show_mood(False))
        head.following.clicked.connect(lambda: self.new_asked.emit("meeting", {"team": self._team()}))
        head.minutes.clicked.connect(lambda: self._in_turn(self._hand_out))
        head.call_off.clicked.connect(lambda: self._mark("called_off"))
        head.delete.clicked.connect(lambda: self._delete_record(words.whole_title(self._edit, self._linker)))
        head.history.clicked.connect(lambda: self.history_asked.emit(self.uid))

    def _connect_parts(self) -> None:
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(self._on_left)
        self.boxes.wrote.connect(self._on_rows)
        self._building.done.connect(self._on_built)
        self.body.said.connect(self.said)
        self.course.said.connect(self.said)
        self.course.wrote.connect(lambda: self._wrote("said"))
        self.course.shown.connect(self._show_side)
        self.course.turned.connect(self._on_turned)
        self.course.mood_changed.connect(self._on_mood)
        self.around.shown.connect(self._show_side)
        self.around.filled.connect(self._on_filled)
        self.around.failed.connect(self.said)
        self.side.asked.connect(self._open)
        self.side.ticked.connect(self._settle)
        self.side.decision_asked.connect(self._offer_decision)
        self.side.all_asked.connect(lambda: self.list_asked.emit("decision"))
        self._on_ctrl_enter(self.finish)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            self._on_keys(keys, partial(self.course.step, step))

    def _team(self) -> str:
        return str(self._edit.value("team") or "")

    def _steps(self) -> Iterator[Callable[[], None]]:
        form = self.form
        yield from (partial(self._build_part, part) for part in form.before())
        yield self.body.build_agenda
        yield from (partial(self._build_part, part) for part in form.during())
        yield from self.body.outcome(self.course, self.around.rule)
        yield from (partial(self._build_part, part) for part in form.after())
        yield self._listen

    def _build_part(self, part: Callable[[], None]) -> None:
        self._build_fields(part)
        self._pass_cursor()

    def _listen(self) -> None:
        """From now on the keys begin something, and the signs in the texts do."""
        for name, keys in KEYS.items():
            self._on_keys(keys, partial(self.begin, name))
        self.body.listen(str(settings.read(self._store, "me") or ""), self._today)
        self._stop_awaiting()

    def _on_built(self) -> None:
        self.body.agenda.lacking.clicked.connect(self._add_lacking)
        self.course.show_item()
        self._show_total()
        self.around.read()

    def begin(self, name: str) -> None:
        """Puts the cursor into the empty row of a box, where the meeting goes on."""
        box = self.boxes[name]
        if box.isVisibleTo(self) and box.isEnabled():
            box.focus_first()

    def run(self) -> None:
        """Begins the meeting."""
        self._build_rest()
        self.course.run()

    def _open(self, kind: str, uid: str) -> None:
        if kind == "agenda_item":
            self.course.turn_to(uid)
        else:
            self.record_asked.emit(kind, uid)

    def _offer_decision(self, line: Line, spot: QPoint) -> None:
        made = self.body.decisions()
        decision_menu(self._theme, self._store, line, made, self._today(), self._offer, self).popup(spot)

    def _show_edit(self) -> None:
        self._build_rest()
        self.form.show_mood(self.course.running)
        self.boxes.show_rows()
        self._show_values()

    def _show_values(self) -> None:
        """Shows what the fields hold, and all that follows from it and from the rows."""
        self._writing.know()
        self.form.set_values(self._edit.values())
        self.course.show_item()
        self._show_total()
        self._show_kept()
        self._show_state()
        self.around.read()

    def _show_state(self) -> None:
        self._show_above()
        deleted = self._writing.is_deleted()
        self.form.set_read_only(deleted)
        self.boxes.set_enabled(not deleted)

    def _show_above(self) -> None:
        """The head, and the notices under it."""
        record, deleted = self._edit.base, self._writing.is_deleted()
        self._show_title()
        self.discard_button.setVisible(self.has_draft)
        stage = planning.stage(record.fields, self._today()) if record else "planned"
        self.header.show_state(
            saved=record is not None, deleted=deleted, planned=stage == "planned", running=self.course.running
        )
        self._show_stage(stage if record and not deleted else "planned")
        self._show_standing()

    def _show_stage(self, stage: planning.Stage) -> None:
        self.hide_notice("stage")
        if stage == "called_off":
            sentence = _("Nothing is asked of it any more. What it was to take up is parked again.")
            notice = self.notice("stage", "warn", _("This meeting is called off"), sentence, _("Plan it again"))
            notice.acted.connect(lambda: self._mark("planned"))

    def _show_title(self) -> None:
        self.header.show_title(self._edit, self._linker)

    def _show_total(self) -> None:
        self.body.agenda.show_total(words.length(self._edit.value("starts"), self._edit.value("ends")))

    def _show_side(self) -> None:
        items = self.body.items() if self.course.running else ()
        self.side.show_team(self.around.look, items, self.course.clock.current)
        self._tell_undated()

    def _tell_undated(self) -> None:
        """Says why no day is proposed where the charter says how often the team meets."""
        if not words.is_undated(self._edit, self.around.look):
            self.hide_notice("undated")
        elif "undated" not in self._shown_notices:
            self.notice("undated", "info", *words.undated())

    def _on_filled(self) -> None:
        self._show_total()
        self._show_title()

    def _on_mood(self) -> None:
        self.form.show_mood(self.course.running)
        self._show_above()

    def _on_turned(self) -> None:
        self._put_cursor(self.body.panel.notes)
        self.autosave.keep_now()

    def _on_changed(self, name: str) -> None:
        if name == "said":
            self.course.note(self.body.panel.notes.value())
            return
        self._edit.touch(name, self.form.editors[name].value())
        if name in ("team", "date", "heading"):
            self._show_title()
        if name in ("team", "date") and self._building.is_done():
            self.around.read()
        if name in ("starts", "ends"):
            self._show_total()
        self._wrote(name)

    def _on_left(self, name: str) -> None:
        if name == "said":
            self.autosave.keep_now()
        else:
            super()._on_left(name)

    def _on_rows(self, name: str) -> None:
        if name == "agenda":
            self._show_total()
            self.around.show_lacking()
            self.course.show_item()
        self._wrote(name)

    def _add_lacking(self) -> None:
        self.around.propose()
        self._on_rows("agenda")

    def _take_focus(self) -> None:
        usual = "said" if self.course.running else "" if not self._edit.is_new else "agenda" if self._team() else "team"
        if at := str(self._edit.extra.get("at") or usual):
            self._await(at)

    def _snapshot(self) -> Keep:
        # A draft is kept whole, however little of the page was built.
        self._build_rest()
        goes_on = self.course.running and self._edit.saved("stage") != "held"
        worth = bool(self._edit.fields) or self.boxes.have_written() or goes_on
        return self._keep(worth, self.boxes.as_draft() | self.course.as_draft())

    def is_whole(self) -> bool:
        return self._building.is_done() and not self.around.is_reading() and self.side.slices.is_done()

    def finish(self) -> None:
        """Saves the plan, or the meeting as held, whose minutes are then asked for."""
        self._in_turn(self._finish)

    def _finish(self) -> None:
        self._build_rest()
        self.body.end_line()
        says_nothing = self._edit.is_new and not (any(map(self._edit.value, _TELLING)) or self.body.items())
        if self._mark_problems():
            return
        if says_nothing:
            self.course.show_mood(False)
            self.form.set_errors({"team": _("Choose the team, or give the meeting a heading.")})
            return
        if self.course.running and self._edit.value("stage") != "called_off":
            self._edit.touch("stage", "held")
            self.course.clock.run(False)
        if self._write() and self.course.running:
            self.paper_asked.emit("meeting", self.uid)

    def _hand_out(self) -> None:
        """The agenda as it stands now, to be handed out."""
        if self._write():
            self.paper_asked.emit("meeting", self.uid)

    def _write(self) -> bool:
        """Saves all in one transaction; False where something is not right, which is then marked."""
        self._build_rest()
        if self._mark_problems():
            return False
        if not self._edit.value("stage"):
            self._edit.touch("stage", "planned")
        items, gone = self.body.items(), self.boxes.removed_uids()
        rows = content.complete(self.boxes.edits(), self._edit, items)
        used = content.linked(self._edit.values(), rows)
        taken = content.taken_up(self._store, self.uid, items, gone)
        edits = [*self._linker.edits(used, self._writing.site()), self._edit, *rows, *taken]
        if not self._save_by(lambda: editing.save(self._store, edits, gone)):
            return False
        self._linker.settle(used)
        self._on_saved()
        return True

    def _mark_problems(self) -> bool:
        in_rows = self.boxes.mark_problems()
        problems = self.form.problems()
        if not self._edit.value("date"):
            problems.setdefault("date", _("Give the meeting a date, such as today."))
        if any(name in problems for name in ("team", "date", "starts", "ends")):
            self.course.show_mood(False)
        self.form.set_errors(problems)
        return bool(problems) or in_rows

    def _on_saved(self) -> None:
        for key in list(self._shown_notices):
            self.hide_notice(key)
        self._linker.forget()
        # The rows stay as they are, and so does the cursor in them.
        self.boxes.settle()
        self._show_values()
        self.said.emit(_("{title} saved").format(title=words.whole_title(self._edit, self._linker)))

    def _mark(self, stage: planning.Stage) -> None:
        told = {"called_off": _("Meeting called off"), "planned": _("Meeting planned again")}
        self._offer(taking_back.on_screen(planning.mark, self._store, self.uid, stage), told[stage])
        self.refresh(frozenset({"meeting"}))

    def _read_again(self) -> None:
        super()._read_again()
        self.course.begin_again()

    def _refresh_around(self, kinds: frozenset[str]) -> None:
        self.boxes.take_in([name for name in self.boxes.names() if content.KIND_OF[name] in kinds])
        if kinds & {"agenda_item", "meeting"}:
            self.course.show_item()
            self._show_total()
        if kinds & _AROUND:
            self.around.read()

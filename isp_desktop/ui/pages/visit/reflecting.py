"""Where a visit's page offers a question to think about, and how what is answered is kept and saved with the visit."""

from __future__ import annotations

from functools import partial

from isp_desktop.domain.language import _
from isp_desktop.domain.practice import Prompt
from isp_desktop.services import owned_rows, planning, reflecting
from isp_desktop.services.editing import Edit
from isp_desktop.ui.pages.visit.reflection import ReflectionPanel
from isp_desktop.ui.pages.visit.trust import VisitTrust

_KEPT = "reflections"


class VisitReflection(VisitTrust):
    """The part of the page that is for oneself.

    Attributes:
        reflection: the panel; None where the notebook's owner wants no questions and none is being answered, and on a
            page that was opened with a deleted visit.
    """

    reflection: ReflectionPanel | None = None

    def _moment(self) -> str:
        """ "before" a visit to come, and on its day until it is written up; then "after"."""
        record, today = self._edit.base, self._today()
        is_today = self._edit.value("date") == today.isoformat()
        waits = is_today and record is not None and planning.stage(record.fields, today) == "planned"
        return "before" if self._is_ahead() or (waits and not self._edit.value("discussion")) else "after"

    def _build_reflection(self) -> None:
        self._passed: list[str] = []
        self._asked = ""
        is_wanted = bool(self._edit.extra.get(_KEPT)) or reflecting.is_wanted(self._store)
        if self._writing.is_deleted() or not is_wanted:
            return
        begin = partial(owned_rows.new_row, "reflection")
        self.reflection = ReflectionPanel(self._theme, begin, self._next_question, self._today)
        self.reflection.setObjectName("reflection-panel")
        self.form.add_row(_("Reflection"), self.reflection)
        self.reflection.changed.connect(lambda: self._wrote("private_notes"))
        self.reflection.left.connect(self.autosave.keep_now)
        self.reflection.earlier_asked.connect(lambda: self.list_asked.emit("reflection"))

    def _next_question(self) -> Prompt:
        self._asked = self._moment()
        question = reflecting.offer(self._store, self._asked, self._passed)
        # Once all were passed over they come again, in the same order.
        self._passed = [*([] if question.text in self._passed else self._passed), question.text]
        return question

    def _look_at_moment(self) -> None:
        """Asks another question where the visit is to come now, or is over."""
        if self.reflection is not None and self._asked != self._moment():
            self.reflection.ask_anew()

    def _show_reflection(self) -> None:
        """Shows what was written at this visit, as the draft has it where there is one."""
        if self.reflection is None:
            return
        kept = {one["uid"]: one for one in self._edit.extra.get(_KEPT, ())}
        saved = [] if self._edit.is_new else reflecting.written_at(self._store, self.uid, self._moment())
        edits = [Edit.new(self._store, "reflection", uid, {}) for uid in saved if uid not in kept]
        self.reflection.show_edits([*edits, *(Edit.of_json(self._store, one) for one in kept.values())])

    def _reflections(self) -> list[Edit]:
        if self.reflection is not None:
            return self.reflection.edits()
        # What the draft holds is kept and saved also where there is no place to show it.
        return [Edit.of_json(self._store, one) for one in self._edit.extra.get(_KEPT, ())]

    def _keep_reflections(self) -> None:
        """Puts what is being answered into the draft."""
        self._edit.extra[_KEPT] = [edit.as_json() for edit in self._reflections()]

    def _reflections_to_save(self) -> list[Edit]:
        """What was answered, with the visit at which it was, and today where an older draft holds no day."""
        edits = self._reflections()
        for edit in edits:
            if edit.is_new:
                edit.touch("visit", self.uid)
                edit.touch("date", edit.value("date") or self._today().isoformat())
        return edits

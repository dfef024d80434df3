"""The page on which a visit is written down: in five minutes, mostly by picking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.timeline import ENTRIES
from isp_desktop.services import editing, loops, planning, taking_back, twice, visiting
from isp_desktop.services.editing import Edit
from isp_desktop.services.loops import Loop
from isp_desktop.services.visiting import Beginning, LookBack
from isp_desktop.ui.kit.autosave import Keep
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.twins import Twins
from isp_desktop.ui.pages.visit import content, words
from isp_desktop.ui.pages.visit.entries import NOTED
from isp_desktop.ui.pages.visit.form import DICTATED
from isp_desktop.ui.pages.visit.reflecting import VisitReflection
from isp_desktop.ui.pages.visit.stage import StageNotices
from isp_desktop.ui.parts.words import full_day

_RAIL = frozenset({"visit", "commitment", "change", "site", "person", *ENTRIES})


# A visit that says none of these says nothing that anybody could find again.
_TELLING = ("site", "purpose", "discussion", "attended", "agenda", "private_notes")


class _Found(NamedTuple):
    """What was at the site before; what was noted at this visit, and what else waits to be closed there."""

    seen: LookBack
    noted: Sequence[Loop]
    waiting: Sequence[Loop]


class VisitPage(VisitReflection):
    """Ctrl+Enter finishes: it saves the visit, the people and sites made on the spot, commitments and changes at once.

    `uid` "" begins a new visit with the values of `preset`, today, led by the one the setting "me" names.
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
        parent: QWidget | None = None,
    ) -> None:
        edit = Edit.begin(store, "visit", uid, content.with_defaults(store, preset, today()))
        super().__init__(theme, store, edit, jobs, today, parent)
        self._seen = LookBack()
        told = _("Same site, same day, same words. Nothing is lost if you delete one of the two.")
        find = partial(twice.twin, store, "visit", self.uid)
        self._twins = Twins(self, self._jobs, "visit", self._spec.label, told, find)
        self._looks = Latest(self._jobs, _("What was at the site before"), self)
        self._offers = False
        self._stages = StageNotices(self, self._linker, today, self._mark, self._write_up, self._begin_like)
        self._connect()
        self._writing.know()
        self._show_kept()
        self._show_above()
        self._begin_to_build()

    def _connect(self) -> None:
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(self._on_left)
        self.boxes.wrote.connect(self._wrote)
        self._building.done.connect(self._look_back)
        self._looks.read_through.connect(self._show_back)
        self._looks.failed.connect(self.said)
        self._building.done.connect(self._look_for_twin)
        self.header.went_to.connect(lambda _step: self.list_asked.emit("visit"))
        self.finish_button.clicked.connect(self.finish)
        self.discard_button.clicked.connect(self._forget_draft)
        self.header.call_off.clicked.connect(lambda: self._mark("called_off"))
        self.header.delete.clicked.connect(lambda: self._delete_record(words.whole_title(self._edit, self._linker)))
        self.header.history.clicked.connect(lambda: self.history_asked.emit(self.uid))
        self.rail.opened.connect(self.record_asked)
        self.rail.ticked.connect(self._settle)
        self._listen_to_rail()
        self.rail.brief_asked.connect(lambda: self.paper_asked.emit("site", self._writing.site()))
        self.rail.all_asked.connect(lambda: self.list_asked.emit("commitment"))
        self._on_ctrl_enter(self.finish)

    def _show_edit(self) -> None:
        self._build_rest()
        self._writing.know()
        self.form.set_values(self._edit.values())
        self._fold()
        self._show_photos()
        self.boxes.show_rows()
        self._show_entries(NOTED)
        self._show_reflection()
        self._show_kept()
        self._show_state()
        self._look_back()

    def _show_state(self) -> None:
        self._show_above()
        deleted = self._writing.is_deleted()
        self.form.set_read_only(deleted)
        self.photos.set_read_only(deleted)
        self.entries.set_enabled(not deleted)
        self.boxes.set_enabled(not deleted)

    def _show_above(self) -> None:
        """The head, the notices under it, and labels that speak of a visit to come."""
        record, deleted = self._edit.base, self._writing.is_deleted()
        self._show_title()
        self.discard_button.setVisible(self.has_draft)
        planned = planning.stage(record.fields, self._today()) == "planned" if record else False
        self.header.show_state(saved=record is not None, deleted=deleted, planned=planned, ahead=self._is_ahead())
        self.form.show_ahead(self._is_ahead())
        if not deleted:
            self._stages.show_stage(self._edit)
        self._show_standing()

    def _show_title(self) -> None:
        title = words.title(self._linker.title(self._writing.site()) if self._writing.site() else "", self._edit.is_new)
        self.header.set_title(title)
        self.header.set_crumbs(_("Visits"), full_day(str(self._edit.value("date") or "")) or _("New visit"))

    def _look_back(self) -> None:
        """What was at the site is read and shown when the form stands, and offered to begin with."""
        if self._building.is_done():
            self._offers = True
            self._read_back()

    def _look_for_twin(self) -> None:
        """Finishing leads to the summary: what it could not tell is told when the visit is opened again."""
        if not self._edit.is_new:
            self._twins.look()

    def _offer_like(self) -> None:
        self._stages.offer_like(self._edit, self._seen.like)

    def _read_back(self) -> None:
        store, uid, site, today = self._store, self.uid, self._writing.site(), self._today()
        kept = "" if self._is_made_here(site) else site
        day, starts = (str(self._edit.value(name) or "") for name in ("date", "starts"))

        def work(_progress: Progress) -> _Found:
            seen = visiting.look_back(store, kept, day, starts, uid, today) if kept else LookBack()
            return _Found(seen, *loops.at_visit(store, uid, kept, today))

        self._looks.read(work)

    def _show_back(self, found: _Found) -> None:
        self._seen, site = found.seen, self._writing.site()
        named = self._linker.title(site) if site else ""
        self.rail.show_look_back(self._seen if site else None, named, found.noted, found.waiting)
        if self._offers:
            self._offers = False
            self._offer_like()

    def _on_changed(self, name: str) -> None:
        self._edit.touch(name, self.form.editors[name].value())
        if name in ("site", "date", "starts"):
            self._show_title()
            self._look_back()
            self.header.show_ahead(self._is_ahead())
            self.form.show_ahead(self._is_ahead())
        elif name in ("attended", "purpose"):
            self._offer_like()
        self._look_at_moment()
        self._wrote(name)

    def _snapshot(self) -> Keep:
        # A draft is kept whole, however little of the page was built.
        self._build_rest()
        captions = self.photos.captions
        worth = bool(self._edit.fields or captions or self.boxes.have_written() or self._reflections())
        if worth:
            self._keep_reflections()
        return self._keep(worth, self.boxes.as_draft() | {"captions": dict(captions)})

    def is_whole(self) -> bool:
        return self._building.is_done() and not self._looks.is_reading() and self.rail.slices.is_done()

    def finish(self) -> None:
        """Saves everything; a visit that was is held, and its summary asked for, one to come is planned."""
        self._in_turn(self._finish)

    def _finish(self) -> None:
        self._build_rest()
        self._end_line()
        ahead = self._is_ahead()
        says_nothing = self._edit.is_new and not any(self._edit.value(name) for name in _TELLING)
        if says_nothing and not self._mark_problems():
            self.form.set_errors({"site": _("Choose the site, or write down what was said.")})
        elif not self._mark_problems():
            if self._edit.value("stage") != "called_off":
                self._edit.touch("stage", "planned" if ahead else "held")
            if self._write() and not ahead:
                self.paper_asked.emit("visit", self.uid)

    def _end_line(self) -> None:
        """A commitment that is being typed in a text is one."""
        for name in DICTATED:
            self.form.editors[name].commit()

    def _write(self) -> bool:
        """Saves all in one transaction; False where something is not right, which is then marked."""
        self._build_rest()
        if self._mark_problems():
            return False
        if self._is_ahead() and self._edit.value("stage") != "called_off":
            self._edit.touch("stage", "planned")
        self.photos.save_captions()
        rows = [edit for _kind, edits in self.boxes.edits() for edit in content.complete(edits, self._edit)]
        used = content.linked(self._edit.values(), rows)
        edits = [*self._linker.edits(used, self._writing.site()), self._edit, *rows, *self._reflections_to_save()]
        gone = self.boxes.removed_uids()
        if not self._save_by(lambda: editing.save(self._store, edits, gone)):
            return False
        self._linker.settle(used)
        self._on_saved()
        return True

    def _mark_problems(self) -> bool:
        in_rows = self.boxes.mark_problems()
        problems = self.form.problems()
        if not self._edit.value("date"):
            problems.setdefault("date", _("Give the visit a date, such as today."))
        self.form.set_errors(problems)
        return bool(problems) or in_rows

    def _on_saved(self) -> None:
        for key in list(self._shown_notices):
            self.hide_notice(key)
        self._linker.forget()
        self._show_edit()
        title = words.title(self._linker.title(self._writing.site()) if self._writing.site() else "", False)
        self.said.emit(_("{title} saved").format(title=title))
        self._twins.look()

    def _saved_first(self) -> bool:
        """Photos belong to a visit that is on the disk: a new one is saved, and says so. Whether it is there."""
        if not self._edit.is_new:
            return True
        if not self._write():
            told = _("Put right what is marked, then add the photos again. They are still where they came from.")
            self.notice("photos", "warn", _("The visit has to be saved before photos are added"), told, closable=True)
            return False
        self.said.emit(_("The visit was saved, so that its photos have a place"))
        return True

    def _mark(self, stage: planning.Stage) -> None:
        told = {"called_off": _("Visit called off"), "planned": _("Visit planned again"), "held": _("Visit held")}
        self._offer(taking_back.on_screen(planning.mark, self._store, self.uid, stage), told[stage])
        self.refresh(frozenset({"visit"}))

    def _write_up(self) -> None:
        self._build_rest()
        self._fold()
        self._put_cursor(self.form.editors["discussion"])

    def _begin_like(self, last: Beginning) -> None:
        """Copies what repeats into what is empty; who led goes along, since it was only filled in by default."""
        values = {name: value for name, value in last.values.items() if name == "led_by" or not self._edit.value(name)}
        before = {name: self._edit.value(name) for name in values}
        self._fill_in(values)
        self.undo_offered.emit(_("Begun like the visit before"), partial(self._take_like_back, before, values))

    def _take_like_back(self, before: Mapping[str, Any], filled: Mapping[str, Any]) -> None:
        """Empties again what was filled in, where it was not changed since.

        Raises:
            BadInput: the visit was left since.
        """
        if not isValid(self):
            raise BadInput(_("The visit was left since. What was filled in is still there; change it there."))
        self._fill_in({name: value for name, value in before.items() if self._edit.value(name) == filled[name]})

    def _fill_in(self, values: Mapping[str, Any]) -> None:
        self._build_rest()
        self._linker.know([*(values.get("led_by") or ()), *(values.get("attended") or ())])
        self.form.set_values(values)
        for name, value in values.items():
            self._edit.touch(name, value)
        self._fold()
        self._offer_like()
        self._wrote("discussion")

    def _refresh_around(self, kinds: frozenset[str]) -> None:
        if "visit" in kinds:
            self._fold()
        self.boxes.take_in(kinds)
        self._show_entries(kind for kind in NOTED if kind in kinds)
        if "attachment" in kinds:
            self.photos.show_items()
        if kinds & _RAIL:
            self._read_back()

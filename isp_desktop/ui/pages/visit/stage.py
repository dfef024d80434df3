"""How far a visit is, told above the form: to be written up, called off, or begun like the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import Any

from isp_desktop.domain.language import _
from isp_desktop.services import planning
from isp_desktop.services.editing import Edit
from isp_desktop.services.linking import Linker
from isp_desktop.services.visiting import Beginning
from isp_desktop.ui.kit.draft_page import DraftPage
from isp_desktop.ui.pages.visit import words
from isp_desktop.ui.parts.words import full_day


class StageNotices:
    """Shows them on `page`, about its edit.

    Attributes:
        mark: says in the notebook how far the visit is, with undo.
        write_up: puts the cursor where the writing up begins.
        begin_like: puts the values of the visit before into the form.
    """

    def __init__(
        self,
        page: DraftPage,
        linker: Linker,
        today: Callable[[], dt.date],
        mark: Callable[[planning.Stage], object],
        write_up: Callable[[], object],
        begin_like: Callable[[Beginning], object],
    ) -> None:
        self._page, self._linker, self._today = page, linker, today
        self._mark, self._write_up, self._begin_like = mark, write_up, begin_like

    def show_stage(self, edit: Edit) -> None:
        """Says that the visit is called off, or was planned and waits to be written up."""
        stage, day = edit.saved("stage"), str(edit.saved("date") or "")
        self._page.hide_notice("stage")
        if stage == "called_off":
            sentence = _("Nothing is asked of it any more. What was planned is kept.")
            title = _("This visit is called off")
            notice = self._page.notice("stage", "warn", title, sentence, _("Plan it again"))
            notice.acted.connect(lambda: self._mark("planned"))
        elif stage == "planned" and day <= self._today().isoformat():
            sentence = _("The plan stays as planned agenda. Finishing says that the visit was held.")
            title = _("Planned for {day}").format(day=full_day(day))
            notice = self._page.notice("stage", "info", title, sentence, _("Write up"))
            notice.acted.connect(self._start_writing)

    def _start_writing(self) -> None:
        self._page.hide_notice("stage")
        self._write_up()

    def offer_like(self, edit: Edit, last: Beginning | None) -> None:
        """Offers to begin a new visit like the last one at its site, while who was there and what for is not said."""
        self._page.hide_notice("like")
        said = edit.value("attended") or edit.value("purpose") or edit.extra.get("unlike")
        if last is None or said or not edit.is_new:
            return
        self._linker.know(last.values.get("attended") or ())
        title = _("Begin like {day}?").format(day=full_day(last.day))
        told = words.beginning(last.values, self._linker)
        notice = self._page.notice("like", "info", title, told, _("Begin like that"), closable=True)
        notice.acted.connect(partial(self._begin_like, last))
        notice.dismissed.connect(partial(_refuse, edit.extra))


def _refuse(extra: dict[str, Any]) -> None:
    extra["unlike"] = True

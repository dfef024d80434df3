"""A team check on paper: the result for the team, or the empty form for its members."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import settings, team_check_form, team_check_questions, team_check_report
from isp_desktop.services.preview import check_form_preview, check_preview
from isp_desktop.services.summary import FORMATS, Format
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.paper_page import PaperPage, PaperWords, Printed
from isp_desktop.ui.kit.theme import Theme

_FOLDER = "team_check_folder"
_READ = frozenset({"team_check", "team", "commitment", "person"})


class PaperOfCheck(PaperPage):
    """The result of the check `uid`; for "" the empty form."""

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, uid: str, parent: QWidget | None = None) -> None:
        if uid:
            words = PaperWords(_("Team check"), _("The result"), _("There is no result to show"))
        else:
            words = PaperWords(_("The form"), _("The form"), _("There is no form to show"))
        super().__init__(theme, jobs, words, FORMATS if uid else ("pdf",), parent)
        self._store, self._uid = store, uid
        self._build(_("Back to the check"))
        self.header.set_crumbs(_("Teams"), _("Team check"), _("On paper"))
        self.header.went_to.connect(lambda step: self._go_back() if step else self.list_asked.emit("team"))
        remark = _("Made of what is shared, and nothing else") if uid else _("One page for each member, without names")
        self.header.add_remark(Remark(theme, remark, "users"))
        self.look()

    def _making(self, ppi: float) -> Callable[[], Printed]:
        return (
            partial(check_preview, self._store, self._uid, ppi)
            if self._uid
            else partial(check_form_preview, self._store, ppi)
        )

    def _folder(self) -> Path:
        return Path(str(settings.read(self._store, _FOLDER) or Path.home()))

    def _writing(self, form: str, path: Path) -> Callable[[], object]:
        return partial(_save, self._store, self._uid, cast(Format, form), path)

    def _go_back(self) -> None:
        self.back_asked.emit()

    def shown_uid(self) -> str:
        return self._uid

    def refresh(self, kinds: frozenset[str]) -> None:
        if self._uid and kinds & _READ:
            self.look()


def _save(store: Store, uid: str, form: Format, path: Path) -> None:
    if uid:
        team_check_report.save(store, uid, form, path)
    else:
        team_check_form.save(team_check_questions.chosen(store), path)
    settings.write(store, _FOLDER, str(path.parent))

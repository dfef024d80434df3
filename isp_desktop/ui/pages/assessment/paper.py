"""The form of an instrument on paper, to be printed and filled by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import settings
from isp_desktop.services.capacity import form_on_paper
from isp_desktop.services.preview import instrument_preview
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Remark
from isp_desktop.ui.kit.paper_page import PaperPage, PaperWords, Printed
from isp_desktop.ui.kit.theme import Theme

_FOLDER = "instrument_folder"


class PaperOfInstrument(PaperPage):
    """The form of the instrument `uid`, or of that of the assessment `uid`."""

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, uid: str, parent: QWidget | None = None) -> None:
        words = PaperWords(_("The form"), _("The form"), _("There is no form to show"))
        super().__init__(theme, jobs, words, ("pdf",), parent)
        self._store, self._uid = store, uid
        self._build(_("Back"))
        self.header.set_crumbs(_("Capacity"), _("On paper"))
        self.header.went_to.connect(lambda _step: self.list_asked.emit("assessment"))
        self.header.add_remark(Remark(theme, _("One for each seat; the answers are typed in afterwards"), "users"))
        self.look()

    def _making(self, ppi: float) -> Callable[[], Printed]:
        return partial(instrument_preview, self._store, self._uid, ppi)

    def _folder(self) -> Path:
        return Path(str(settings.read(self._store, _FOLDER) or Path.home()))

    def _writing(self, _form: str, path: Path) -> Callable[[], object]:
        return partial(_save, self._store, self._uid, path)

    def _go_back(self) -> None:
        self.back_asked.emit()

    def shown_uid(self) -> str:
        return self._uid

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & {"instrument", "assessment"}:
            self.look()


def _save(store: Store, uid: str, path: Path) -> None:
    form_on_paper.save(store, uid, path)
    settings.write(store, _FOLDER, str(path.parent))

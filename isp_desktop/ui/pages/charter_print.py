"""A charter before it is printed or handed on: its pages as they will look, and what files can be made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import settings
from isp_desktop.services.charters import printing
from isp_desktop.services.preview import Preview
from isp_desktop.services.summary import FORMATS, Format
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.paper_page import PaperPage, PaperWords, Printed
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.word_template import WordTemplate

_TEMPLATE, _FOLDER = "charter_word_template", "charter_folder"


class CharterPrintPage(PaperPage):
    """The printed charter `uid`.

    Attributes:
        template: by which template a Word file is made.
    """

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, uid: str, parent: QWidget | None = None) -> None:
        words = PaperWords(_("Printed charter"), _("The charter"), _("There is no charter to print"))
        super().__init__(theme, jobs, words, FORMATS, parent)
        self._store, self._uid = store, uid
        self.template = WordTemplate(theme, str(settings.read(store, _TEMPLATE) or ""))
        self.template.chosen.connect(lambda path: self._told(partial(settings.write, store, _TEMPLATE, path)))
        self._build(_("Back to the charter"))
        self.header.set_crumbs(_("Charters"), _("Charter"), _("Print or PDF"))
        self.header.went_to.connect(lambda step: self._go_back() if step else self.list_asked.emit("charter"))
        self.header.add_remark(Remark(theme, _("Made of what is shared, and nothing else"), "users"))
        self.look()

    def _others(self) -> Sequence[QWidget]:
        return (self.template,)

    def _making(self, ppi: float) -> Callable[[], Printed]:
        return partial(printing.preview, self._store, self._uid, ppi)

    def _told_of(self, printed: Printed) -> None:
        self.header.set_crumbs(_("Charters"), printed.title, _("Print or PDF"))
        if note := cast(Preview, printed).conflict_note:
            self._say(Notice(self._theme, "conflict", _("Not everything is settled"), note))

    def _folder(self) -> Path:
        return Path(str(settings.read(self._store, _FOLDER) or Path.home()))

    def _writing(self, form: str, path: Path) -> Callable[[], object]:
        return partial(_save, self._store, self._uid, cast(Format, form), path, self.template.path())

    def _go_back(self) -> None:
        self.record_asked.emit("charter", self._uid)

    def shown_uid(self) -> str:
        return self._uid

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & {"charter", "sign_off", "team", "membership", "person", "site"}:
            self.look()


def _save(store: Store, uid: str, form: Format, path: Path, template: Path | None) -> None:
    printing.save(store, uid, form, path, template)
    settings.write(store, _FOLDER, str(path.parent))

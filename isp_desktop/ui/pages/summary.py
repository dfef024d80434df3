"""A visit's summary or the minutes of a meeting before they are handed on: as they will look, and the files of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtWidgets import QWidget

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.services import minutes, outputs, settings, visit_summary
from isp_desktop.services.preview import Preview, minutes_preview, preview
from isp_desktop.services.summary import FORMATS, Format
from isp_desktop.services.summary_mail import summary_mail
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import ask_save
from isp_desktop.ui.kit.jobs import Job, Jobs
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.paper_page import PaperPage, PaperWords, Printed
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.kit.word_template import WordTemplate

_FOLDER = "summary_folder"


@dataclass(frozen=True, slots=True)
class Source:
    """What is handed on of a kind: how it is called, looked at and written, and by which records it changes.

    Attributes:
        template: the setting that remembers the organization's Word template, which asks for what this kind has.
    """

    words: PaperWords
    back: str
    here: str
    look: Callable[[Store, str, float], Preview]
    save: Callable[[Store, str, Format, Path, Path | None], None]
    mail: Callable[[Store, str, str], bytes]
    read: frozenset[str]
    template: str


def _visit(_store: Store, _uid: str) -> Source:
    words = PaperWords(_("Summary"), _("The summary"), _("There is no summary to show"))
    read = frozenset({"visit", "commitment", "change", "person", "site", "attachment"})
    return Source(
        words, _("Back to the visit"), _("The visit"), preview, visit_summary.save, summary_mail, read, "word_template"
    )


def _meeting(store: Store, uid: str) -> Source:
    words = PaperWords(_("Minutes"), _("The minutes"), _("There are no minutes to show"))
    if minutes.is_planned(store, uid):
        words = PaperWords(_("Agenda"), _("The agenda"), _("There is no agenda to show"))
    read = frozenset({"meeting", "agenda_item", "decision", "commitment", "person", "site", "team"})
    back, here, template = _("Back to the meeting"), _("The meeting"), "meeting_word_template"
    return Source(words, back, here, minutes_preview, minutes.save, minutes.mail, read, template)


_SOURCES: Mapping[str, Callable[[Store, str], Source]] = {"visit": _visit, "meeting": _meeting}


class SummaryPage(PaperPage):
    """The summary of the visit `uid`, or of a `kind` "meeting" its minutes.

    Attributes:
        template: by which template a Word file is made.
    """

    def __init__(
        self, theme: Theme, jobs: Jobs, store: Store, uid: str, kind: str = "visit", parent: QWidget | None = None
    ) -> None:
        self._source = _SOURCES[kind](store, uid)
        super().__init__(theme, jobs, self._source.words, FORMATS, parent)
        self._store, self._uid, self._kind = store, uid, kind
        setting = self._source.template
        self.template = WordTemplate(theme, str(settings.read(store, setting) or ""))
        self.template.chosen.connect(lambda path: self._told(partial(settings.write, store, setting, path)))
        self._build(self._source.back)
        self._show_crumbs(self._source.here)
        self.header.went_to.connect(lambda step: self._go_back() if step else self.list_asked.emit(kind))
        self.header.add_remark(Remark(theme, _("Private notes are not in it"), "lock"))
        self.look()

    def _show_crumbs(self, here: str) -> None:
        self.header.set_crumbs(_(kind_named(self._kind).plural), here, self._source.words.name)

    def _others(self) -> Sequence[QWidget]:
        """An e-mail, and by which template a Word file is made."""
        self.mail_button = Button(self._theme, _("E-mail draft"), "secondary", "mail-plus", 28)
        self.mail_button.setObjectName("mail")
        self.mail_button.setEnabled(False)
        self.mail_button.clicked.connect(self._ask_mail)
        return self.mail_button, self.template

    def _making(self, ppi: float) -> Callable[[], Printed]:
        return partial(self._source.look, self._store, self._uid, ppi)

    def _told_of(self, printed: Printed) -> None:
        self._show_crumbs(printed.title)
        self.mail_button.setEnabled(True)
        if note := cast(Preview, printed).conflict_note:
            self._say(Notice(self._theme, "conflict", _("Not everything is settled"), note))

    def _folder(self) -> Path:
        return Path(str(settings.read(self._store, _FOLDER) or Path.home()))

    def _writing(self, form: str, path: Path) -> Callable[[], object]:
        template = self.template.path() if form == "docx" else None
        return partial(_save, self._source, self._store, self._uid, cast(Format, form), path, template)

    def _ask_mail(self) -> None:
        if self._printed is not None:
            kinds = _("E-mail drafts (*.eml)")
            path = ask_save(self, _("E-mail draft"), self.proposed("pdf").with_suffix(".eml"), kinds)
            if path is not None:
                self.write_mail(path)

    def write_mail(self, path: Path) -> Job:
        """Writes an e-mail with the PDF to those who were there; the user's mail program opens it to be sent."""
        name = self._printed.file_name if self._printed else self._source.words.name
        write = partial(_save_mail, self._source, self._store, self._uid, name, path)
        return self._write(_("The e-mail draft"), write, path, _("No e-mail was written"))

    def _go_back(self) -> None:
        self.record_asked.emit(self._kind, self._uid)

    def shown_uid(self) -> str:
        return self._uid

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & self._source.read:
            self.look()


def _save(source: Source, store: Store, uid: str, form: Format, path: Path, template: Path | None) -> None:
    source.save(store, uid, form, path, template)
    settings.write(store, _FOLDER, str(path.parent))


def _save_mail(source: Source, store: Store, uid: str, name: str, path: Path) -> None:
    outputs.save_file(path, source.mail(store, uid, name))

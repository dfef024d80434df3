"""People from a contact file into the notebook, and tables or everything out of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services import contact_import, export, taking_back
from isp_desktop.services.contact_import import Found
from isp_desktop.services.outputs import read_file, save_file
from isp_desktop.services.records import Saved
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import Dialog, Scrolled, ask_folder, ask_open, ask_save
from isp_desktop.ui.kit.editors import Choice, ChoiceEditor
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Job, Jobs, Progress
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.notebook.all_out import AllOutDialog, new_folder, written
from isp_desktop.ui.pages.notebook.section import Section

if TYPE_CHECKING:
    from isp_desktop.services.plain_out import WrittenOut

_CONTACTS = "*.vcf *.vcard *.csv"
_FORMS: dict[str, export.TableFormat] = {".xlsx": "xlsx", ".csv": "csv", ".json": "json"}
_SHOWN = 60


class FilesSection(Section):
    """Takes in contact files, and writes tables, or everything.

    Signals:
        added: a sentence on how many people were added, and a callable that begins to take them out again.
    """

    added = Signal(str, object)

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, parent: QWidget | None = None) -> None:
        sentence = _(
            "Contacts come as vCard or CSV, as phones and mail programs write them. Tables hold what is shared, "
            "never a private word; they are not encrypted."
        )
        super().__init__(theme, _("Contacts and tables"), sentence, parent)
        self._theme, self._jobs, self._store = theme, jobs, store
        self.contacts = Button(theme, _("Import contacts"), icon="user-plus")
        self.kind = ChoiceEditor(theme, _("Table of"), [Choice(s.kind, _(s.plural)) for s in kinds().values()])
        self.kind.set_value("visit")
        self.table = Button(theme, _("Save the table"), icon="table")
        self.all_out = Button(theme, _("Write everything out"), icon="folder-open")
        self.bar = JobBar(theme)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.contacts)
        row.addStretch(1)
        row.addWidget(self.kind)
        row.addWidget(self.table)
        self.body.addLayout(row)
        self.body.addWidget(self.all_out, 0, Qt.AlignmentFlag.AlignLeading)
        self.body.addWidget(self.bar)
        self.contacts.clicked.connect(self._ask_contacts)
        self.table.clicked.connect(self._ask_table)
        self.all_out.clicked.connect(self._ask_all_out)

    def look_into(self, path: Path) -> None:
        """Reads a contact file, and asks what of it to take."""
        store = self._store

        def work(_progress: Progress) -> Found:
            return contact_import.look(store, read_file(path), path.name)

        job = self._jobs.start(_("Reading {name}").format(name=path.name), work, self)
        self.bar.watch(job)
        job.finished.connect(self.ask)

    def ask(self, found: Found) -> None:
        """Shows what was found, and adds what is wanted."""
        if not found.every:
            self.bar.say("\n".join([_("No contact in this file can be taken."), *_left_out(found)[:3]]), wrong=True)
            return
        ContactsDialog(self._theme, found, partial(self.take, found), self).exec()

    def take(self, found: Found, with_likely: bool) -> None:
        """Adds the people of a contact file."""
        store = self._store
        job = self._jobs.start(
            _("Adding people"), lambda _progress: contact_import.add(store, found, with_likely=with_likely), self
        )
        self.bar.watch(job)
        job.finished.connect(self._tell_added)

    def write_table(self, kind: str, path: Path) -> None:
        """Writes the table of a kind into a file, in the form that its ending says."""
        store, form = self._store, _FORMS.get(path.suffix.lower(), "xlsx")
        job = self._jobs.start(
            _("Writing the table"), lambda _progress: save_file(path, export.table(store, kind, form)), self
        )
        self.bar.watch(job, _("Written to {path}. It is not encrypted.").format(path=path))

    def write_all_out(self, folder: Path, *, private: bool) -> None:
        """Writes everything into the new folder `folder`."""
        store, what = self._store, _("Writing everything out")

        def work(progress: Progress) -> WrittenOut:
            # What makes the pages takes time that the start has not.
            from isp_desktop.services import plain_out

            return plain_out.write_out(
                store, folder, private=private, progress=lambda done, total: progress(done, total, what)
            )

        job = self._jobs.start(what, work, self)
        self.bar.watch(job)
        self.all_out.setEnabled(False)
        job.finished.connect(lambda done: self.bar.say(written(done, folder)))
        job.ended.connect(lambda: self.all_out.setEnabled(True))

    def _tell_added(self, added: list[Saved]) -> None:
        sentence = counted("{n} person added", "{n} people added", len(added))
        self.added.emit(sentence, partial(_take_out, self._jobs, self._store, added, self))

    def watch_taking_out(self, job: Job, count: int) -> None:
        """Shows how it goes with taking people out again, and at the end that they are."""
        self.bar.watch(job, counted("{n} person taken out again", "{n} people taken out again", count))

    def _ask_contacts(self) -> None:
        types = _("Contacts ({patterns});;All files (*)").format(patterns=_CONTACTS)
        if path := ask_open(self, _("A contact file"), types):
            self.look_into(path)

    def _ask_all_out(self) -> None:
        dialog = AllOutDialog(self._theme, self)
        if dialog.exec() and (inside := ask_folder(self, _("Where the new folder goes"))):
            self.write_all_out(new_folder(inside, dt.date.today()), private=dialog.private.isChecked())

    def _ask_table(self) -> None:
        kind = str(self.kind.value() or "visit")
        proposed = Path.home() / f"{_(kinds()[kind].plural)}.xlsx"
        types = ";;".join(f"{form.upper()} (*{ending})" for ending, form in _FORMS.items())
        if path := ask_save(self, _("Save the table"), proposed, types):
            self.write_table(kind, path)


def _take_out(jobs: Jobs, store: Store, added: list[Saved], section: FilesSection) -> None:
    """In a job, which goes on where `section` was left since; undo is offered for longer than a page stays."""
    what = _("Taking people out again")

    def work(progress: Progress) -> None:
        taking_back.take_out(store, added, lambda done, total: progress(done, total, what))

    is_there = isValid(section)
    job = jobs.start(what, work, section if is_there else None)
    if is_there:
        section.watch_taking_out(job, len(added))


class ContactsDialog(Dialog):
    """What a contact file holds: who is new, who is probably here already, and what has no place."""

    def __init__(self, theme: Theme, found: Found, take: Callable[[bool], object], parent: QWidget) -> None:
        title = counted("{n} contact in this file", "{n} contacts in this file", len(found.every))
        super().__init__(theme, title, "", parent)
        self._take = take
        told = "\n\n".join(filter(None, (_new(found), _likely(found), _not_taken(found))))
        self.column.addWidget(Scrolled(Prose(theme, told), _("What was found")))
        self.add_button(_("Cancel"), closes=False)
        if found.likely:
            self.all_button = self.add_button(counted("Add all {n}", "Add all {n}", len(found.every)))
            self.all_button.clicked.connect(lambda: self._choose(with_likely=True))
        if found.new:
            words = counted("Add {n} person", "Add {n} people", len(found.new))
            self.new_button = self.add_button(words, "primary")
            self.new_button.clicked.connect(lambda: self._choose(with_likely=False))

    def _choose(self, *, with_likely: bool) -> None:
        self.accept()
        self._take(with_likely)


def _new(found: Found) -> str:
    names = [contact.name for contact in found.new]
    return _listed(counted("{n} is new:", "{n} are new:", len(names)), names) if names else ""


def _likely(found: Found) -> str:
    told = [f"{one.contact.name}: {one.why}" for one in found.likely]
    heading = counted("{n} is probably here already:", "{n} are probably here already:", len(told))
    return _listed(heading, told) if told else ""


def _not_taken(found: Found) -> str:
    told = _left_out(found)
    heading = counted("{n} part has no place here:", "{n} parts have no place here:", len(told))
    return _listed(heading, told) if told else ""


def _left_out(found: Found) -> list[str]:
    return [f"{one.where}, {one.what}: {one.why}" for one in found.not_taken]


def _listed(heading: str, lines: list[str]) -> str:
    rest = len(lines) - _SHOWN
    more = [counted("and {n} more", "and {n} more", rest)] if rest > 0 else []
    return "\n".join([heading, *lines[:_SHOWN], *more])

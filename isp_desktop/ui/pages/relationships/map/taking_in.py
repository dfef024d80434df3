"""A published network taken into the notebook from the map: the files chosen, what was found told, and then added."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, counted
from isp_desktop.services import taking_back
from isp_desktop.services.network import importing
from isp_desktop.services.network.importing import Found
from isp_desktop.services.outputs import read_file
from isp_desktop.services.records import Saved
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.checks import CheckBox
from isp_desktop.ui.kit.dialogs import Dialog, Scrolled, ask_open
from isp_desktop.ui.kit.editors import LineEditor
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

_SHOWN = 60


class TakingIn(QObject):
    """Asks for the files, looks into them, and adds what is wanted.

    Signals:
        added: a sentence on what was added, and a callable that takes it out again.
    """

    added = Signal(str, object)

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, bar: JobBar, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._jobs, self._store, self._bar, self._over = theme, jobs, store, bar, over

    def ask(self) -> None:
        """Asks for the files."""
        types = _("Tables (*.csv *.txt *.tsv);;All files (*)")
        if ties := ask_open(self._over, _("The file of the ties"), types):
            dialog = FilesDialog(self._theme, ties, self._over)
            if dialog.exec():
                self.look_into(ties, dialog.people, str(dialog.kind.value() or ""))

    def look_into(self, ties: Path, people: Path | None, kind: str) -> None:
        """Reads the files, and asks whether to take what is in them."""
        store = self._store

        def work(_progress: Progress) -> Found:
            of_people = read_file(people) if people else None
            return importing.look(store, read_file(ties), ties.name, of_people, people.name if people else "", kind)

        job = self._jobs.start(_("Reading {name}").format(name=ties.name), work, self)
        self._bar.watch(job)
        job.finished.connect(self.show_found)

    def show_found(self, found: Found) -> None:
        """Tells what is in the files."""
        FoundDialog(self._theme, found, partial(self.take, found), self._over).exec()

    def take(self, found: Found, shared: bool = False) -> None:
        """Adds it; `shared`: its ties may leave this computer."""
        work = partial(importing.add, self._store, found, shared=shared)
        job = self._jobs.start(_("Adding the network"), lambda progress: work(progress), self)
        self._bar.watch(job)
        job.finished.connect(partial(self._tell, found))

    def _tell(self, found: Found, saved: list[Saved]) -> None:
        people = counted("{n} person", "{n} people", len(found.people))
        ties = counted("{n} tie", "{n} ties", len(found.ties))
        sentence = _("Added: {people}, {ties}").format(people=people, ties=ties)
        self.added.emit(sentence, partial(_take_out, self._jobs, self._store, saved))


def _take_out(jobs: Jobs, store: Store, saved: list[Saved]) -> None:
    """In a job, which goes on where the map was left since."""
    what = _("Taking the network out again")

    def work(progress: Progress) -> None:
        taking_back.take_out(store, saved, lambda done, total: progress(done, total, what))

    jobs.start(what, work)


class FilesDialog(Dialog):
    """What a file of ties leaves open: a file of the people, and what the ties are."""

    def __init__(self, theme: Theme, ties: Path, parent: QWidget) -> None:
        sentence = _(
            "Ties are read from columns such as “from”, “to”, “weight” and “type”; people from “id”, “name”, “part”, "
            "“level”, “role” and “organization”."
        )
        super().__init__(theme, _("Import a network"), sentence, parent)
        self.people: Path | None = None
        self.column.addWidget(Label(theme, _("Ties: {name}").format(name=ties.name)))
        self._named = Label(theme, _("People: those whom the ties name"))
        choose = Button(theme, _("Choose a file of people"), height=28)
        choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self._named, 1)
        row.addWidget(choose)
        self.column.addLayout(row)
        self.kind = LineEditor(theme, _("What the ties are"), _("As the file says, else “Works with”"))
        self.column.addWidget(Label(theme, _("What the ties are"), "section"))
        self.column.addWidget(self.kind)
        self.add_button(_("Cancel"), closes=False)
        self.add_button(_("Read the files"), "primary", closes=True)

    def _choose(self) -> None:
        types = _("Tables (*.csv *.txt *.tsv);;All files (*)")
        if found := ask_open(self, _("The file of the people"), types):
            self.people = found
            self._named.setText(_("People: {name}").format(name=found.name))


class FoundDialog(Dialog):
    """What the files hold, what of it was left out, and whether the ties are to be shared.

    Args:
        take: takes it, told whether the ties are to be shared.
    """

    def __init__(self, theme: Theme, found: Found, take: Callable[[bool], object], parent: QWidget) -> None:
        people = counted("{n} new person", "{n} new people", len(found.people))
        ties = counted("{n} new tie", "{n} new ties", len(found.ties))
        super().__init__(theme, _("{people}, {ties}").format(people=people, ties=ties), "", parent)
        told = "\n\n".join(part for part in (_known(found), _types(found), _left_out(found)) if part)
        self.column.addWidget(Scrolled(Prose(theme, told or _("All of it is new.")), _("What was found")))
        self.shared = CheckBox(theme, _("Share the ties with colleagues"))
        self.shared.setVisible(bool(found.ties))
        stays = Prose(theme, _("Otherwise they stay on this computer, and you can share each later."), "meta")
        stays.setVisible(bool(found.ties))
        for part in (self.shared, stays):
            self.column.addWidget(part)
        self.add_button(_("Cancel"), closes=False)
        if found.people or found.ties:
            self.add = self.add_button(_("Add them"), "primary", closes=True)
            self.add.clicked.connect(lambda: take(self.shared.isChecked()))


def _known(found: Found) -> str:
    people = counted("{n} person is here already.", "{n} people are here already.", found.known) if found.known else ""
    ties = counted("{n} tie is here already.", "{n} ties are here already.", found.already) if found.already else ""
    return " ".join(part for part in (people, ties) if part)


def _types(found: Found) -> str:
    names = ", ".join(found.types.values())
    return _("A type of tie of your own will be made: {names}").format(names=names) if names else ""


def _left_out(found: Found) -> str:
    lines = [f"{one.where}, {one.what}: {one.why}" for one in found.not_taken]
    if not lines:
        return ""
    rest = len(lines) - _SHOWN
    more = [counted("and {n} more", "and {n} more", rest)] if rest > 0 else []
    head = counted("{n} part was left out:", "{n} parts were left out:", len(lines))
    return "\n".join([head, *lines[:_SHOWN], *more])

"""A form in XLSForm taken in as an instrument: read, what of it was left out told, and then kept as a draft."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from isp_desktop.domain.instrument import UNASKED, walk
from isp_desktop.domain.language import _, counted
from isp_desktop.services.instruments import NotTaken, Reading, read
from isp_desktop.ui.kit.dialogs import Dialog, Scrolled, ask_open
from isp_desktop.ui.kit.growing import GrowingColumn
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Job, Jobs
from isp_desktop.ui.kit.mirror import pad
from isp_desktop.ui.kit.text import Label, Prose
from isp_desktop.ui.kit.theme import Theme

FORMS = frozenset({".xlsx", ".xlsm", ".xls", ".csv"})
"""The endings of files in which forms come."""
_SHOWN = 200


class Importing(QObject):
    """Asks for the file, reads it in a job, and asks whether to keep what it gave.

    Signals:
        wanted: a `Reading` that is to be kept.
    """

    wanted = Signal(object)

    def __init__(self, theme: Theme, jobs: Jobs, bar: JobBar, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._jobs, self._bar, self._over = theme, jobs, bar, over

    def ask(self) -> None:
        """Asks for the file."""
        if path := ask_open(self._over, _("Import a form"), _("Forms in XLSForm (*.xlsx *.xlsm *.xls *.csv)")):
            self.look_into(path)

    def look_into(self, path: Path) -> Job:
        """Reads the form at `path`, and then tells what is in it."""
        job = self._jobs.start(_("Reading {name}").format(name=path.name), lambda _progress: read(path), self)
        self._bar.watch(job)
        job.finished.connect(self.show_found)
        return job

    def show_found(self, found: Reading) -> None:
        """Tells what is in a form, and asks whether to keep it."""
        dialog = FoundDialog(self._theme, found, self._over)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self.wanted.emit, found))
        dialog.open()


class FoundDialog(Dialog):
    """What a form asks, and what of it was not taken."""

    def __init__(self, theme: Theme, found: Reading, parent: QWidget) -> None:
        asks = _asked(found)
        refused = _("The form is not taken: nothing of it is left that somebody could answer.")
        super().__init__(theme, found.instrument.title, f"{_taken_words(found)}." if asks else refused, parent)
        self.setMinimumWidth(theme.px(520))
        inside = QWidget()
        column = GrowingColumn(inside)
        pad(column, 0, 0, 8, 0)
        for part in _left_out(theme, found.not_taken):
            column.addWidget(part)
        column.addStretch()
        self.column.addWidget(Scrolled(inside, _("What was not taken")))
        if not asks:
            self.add_button(_("Close"), "primary", closes=False)
            return
        self.add_button(_("Cancel"), closes=False)
        self.keep = self.add_button(_("Keep as a draft"), "primary", closes=True)
        self.keep.setObjectName("keep")
        self.keep.setFocus()


def _asked(found: Reading) -> int:
    """How many items somebody answers."""
    return sum(item.kind not in UNASKED for _path, item in walk(found.instrument.items))


def _taken_words(found: Reading) -> str:
    lists, languages = len(found.instrument.lists), len(found.instrument.languages)
    parts = (
        counted("{n} item", "{n} items", _asked(found)),
        counted("{n} list of choices", "{n} lists of choices", lists) if lists else "",
        counted("{n} language", "{n} languages", languages) if languages > 1 else "",
    )
    return ", ".join(part for part in parts if part)


def _left_out(theme: Theme, not_taken: tuple[NotTaken, ...]) -> list[QWidget]:
    if not not_taken:
        return [Prose(theme, _("All of the form is taken."), "body", "text2")]
    head = counted("{n} thing is not taken:", "{n} things are not taken:", len(not_taken))
    parts: list[QWidget] = [Prose(theme, head, "strong")]
    for sheet, rows in groupby(not_taken[:_SHOWN], lambda one: one.sheet):
        parts.append(Label(theme, _("Sheet {name}").format(name=sheet), "section"))
        for one in rows:
            told = _("Row {n}: {reason}").format(n=one.row, reason=one.reason) if one.row else one.reason
            parts.append(Prose(theme, told))
    if len(not_taken) > _SHOWN:
        parts.append(Prose(theme, counted("and {n} more", "and {n} more", len(not_taken) - _SHOWN), "meta"))
    return parts

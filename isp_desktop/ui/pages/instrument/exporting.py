"""An instrument into a file that other tools read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.instrument import Instrument
from isp_desktop.domain.language import _
from isp_desktop.services import instruments
from isp_desktop.services.preview import file_name
from isp_desktop.ui.kit.dialogs import ask_save
from isp_desktop.ui.kit.job_bar import JobBar
from isp_desktop.ui.kit.jobs import Job, Jobs


def ask_and_export(over: QWidget, jobs: Jobs, bar: JobBar, name: str, instrument: Instrument) -> None:
    """Asks where to, and writes the form there."""
    proposed = Path.home() / f"{file_name(name)}.xlsx"
    if path := ask_save(over, _("Export as XLSForm"), proposed, _("Forms in XLSForm (*.xlsx)")):
        export(over, jobs, bar, instrument, path)


def export(over: QWidget, jobs: Jobs, bar: JobBar, instrument: Instrument, path: Path) -> Job:
    """Writes the form to `path`, and says so."""
    job = jobs.start(
        _("Writing {name}").format(name=path.name), lambda _progress: instruments.write(instrument, path), over
    )
    bar.watch(job, _("Saved as {name}").format(name=path.name))
    return job

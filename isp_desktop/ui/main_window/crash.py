"""What happens when the program itself is at fault: the notebook is safe, a report is kept, and the window goes on.

The report holds no word of the notebook: the kinds of the errors and the lines of the program, never their messages.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import appdirs

from isp_desktop import __version__
from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _

if TYPE_CHECKING:
    import traceback

    from PySide6.QtWidgets import QWidget

    from isp_desktop.ui.kit.theme import Theme

_KEPT = 20


def report(error: BaseException) -> str:
    """What went wrong where, without the messages of the errors."""
    import platform

    lines = [
        f"ISP Desktop {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"At {dt.datetime.now(dt.UTC).isoformat(timespec='seconds')}",
    ]
    cause: BaseException | None = error
    while cause is not None:
        lines += ["", f"{type(cause).__module__}.{type(cause).__qualname__}"]
        lines += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in _frames(cause)]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"


def write_report(error: BaseException, folder: Path) -> Path | None:
    """Keeps the report in `folder`, with the latest ones before it; None where the disk does not allow it."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        kept = sorted(folder.glob("fault-*.txt"))
        for old in kept[: max(0, len(kept) - _KEPT + 1)]:
            old.unlink(missing_ok=True)
        path = folder / f"fault-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%f}.txt"
        path.write_text(report(error), encoding="utf-8")
        return path
    return None


def log_folder() -> Path:
    """Where the reports lie."""
    return Path(appdirs.user_log_dir("ISP Desktop", appauthor=False))


def show_fault(theme: Theme, window: QWidget, sentence: str, path: Path | None) -> None:
    """A small window over `window` that says what happened and where the report lies."""
    from isp_desktop.ui.kit.dialogs import Dialog
    from isp_desktop.ui.kit.text import Prose

    go_on = _("You can go on; if it looks odd, close and start it again.")
    kept = _("A report without any of your words lies in {file}.").format(file=path)
    dialog = Dialog(theme, _("That was the program's fault"), sentence, window)
    dialog.column.addWidget(Prose(theme, f"{go_on} {kept if path else _('No report could be written.')}"))
    dialog.add_button(_("Go on"), "primary", closes=True)
    dialog.exec()


class FaultCatcher:
    """Takes what nobody caught.

    Args:
        tell: shows the sentence of an error of the world.
        show: shows a sentence on a fault of the program, and where its report lies; ends when it was read.
    """

    def __init__(
        self,
        tell: Callable[[str], None],
        show: Callable[[str, Path | None], None],
        folder: Path,
    ) -> None:
        self._tell = tell
        self._show = show
        self._folder = folder
        self._showing = False
        self._shown: set[str] = set()

    def install(self) -> None:
        """From now on nothing uncaught ends the program."""
        sys.excepthook = self.catch

    def catch(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tells, keeps a report, and lets the program go on; a fault that repeats is shown once."""
        if not isinstance(error, Exception):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, NotebookError):
            self._tell(str(error))
            return
        place = _signature(error)
        if place in self._shown:
            return
        self._shown.add(place)
        path = write_report(error, self._folder)
        if not self._showing:
            self._showing = True
            try:
                self._show(_("Something in the program went wrong. What was saved, and every draft, is safe."), path)
            finally:
                self._showing = False


def _frames(error: BaseException) -> traceback.StackSummary:
    import traceback

    return traceback.extract_tb(error.__traceback__)


def _signature(error: BaseException) -> str:
    last = _frames(error)[-1:]
    return f"{type(error).__qualname__} {last[0].filename}:{last[0].lineno}" if last else type(error).__qualname__

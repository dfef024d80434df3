"""`python -m isp_desktop`, and what the installed command runs."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from isp_desktop.app import Opened

# Looking for cyclic garbage after every 700 new objects, as Python does, costs pauses of up to 40 ms while somebody
# types.
_GARBAGE_AFTER = 50_000
_FOLDER, _PASSPHRASE_FILE = "--store", "--passphrase-file"
# How a shell asks click for what could stand next.
_COMPLETION = "_ISP_DESKTOP_COMPLETE"


def put_off_garbage() -> None:
    """Looks for no garbage: what starting makes stays, and looking costs a tenth of the start.

    The command line begins to look with `gc.enable`; the window looks by itself, see `ui.kit.garbage`.
    """
    gc.disable()
    gc.set_threshold(_GARBAGE_AFTER)


def main(on_open: Opened | None = None) -> None:
    """Opens the window, or runs the command line where more is asked for than that.

    Args:
        on_open: told when the window that was asked for shows an open notebook; for measuring how fast it starts.
    """
    put_off_garbage()
    asked = window_asked(sys.argv[1:]) if _COMPLETION not in os.environ else None
    if asked is not None:
        _open_window(asked, on_open)
    else:
        from isp_desktop.cli import command

        command(prog_name="isp-desktop")


def window_asked(words: Sequence[str]) -> dict[str, Path] | None:
    """The folder and the passphrase file that open the window; None for anything that is not as plain as that.

    The command line understands the same and all else, but reading it takes a tenth of the start.
    """
    found: dict[str, Path] = {}
    for option, value in zip(words[::2], words[1::2], strict=False):
        if option not in (_FOLDER, _PASSPHRASE_FILE):
            return None
        found[option] = Path(value)
    return found if len(words) % 2 == 0 else None


def _open_window(asked: dict[str, Path], on_open: Opened | None) -> None:
    from isp_desktop import app
    from isp_desktop.domain.errors import NotebookError

    try:
        code = app.run(asked.get(_FOLDER), asked.get(_PASSPHRASE_FILE), demo=False, on_open=on_open)
    except (NotebookError, OSError) as error:
        from isp_desktop.cli.notebook import sentence_of

        sys.exit(sentence_of(error))
    sys.exit(code)


if __name__ == "__main__":
    main()

"""The command line: for scripts, administrators, and checks from outside. Without a command it opens the window.

JSON goes to standard output, messages to standard error. Exit 0: done. 1: could not, with one plain sentence. 2: wrong
usage.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import click

from isp_desktop import __version__
from isp_desktop.cli import exchange, files_in, files_out, handing_over, keeping, receiving, records, settling
from isp_desktop.cli.notebook import Notebook, PlainErrors

if TYPE_CHECKING:
    from isp_desktop.ui.main_window import MainWindow

# The window starts through here, so each command imports what it needs when it runs.

_COMMANDS = (
    *(keeping.new, keeping.demo, keeping.check, keeping.state),
    *(keeping.backup, keeping.backups, keeping.restore_backup),
    *(records.kinds, records.put, records.get, records.list_records, records.search, records.history),
    *(records.delete, records.restore, settling.conflicts, settling.settle),
    *(files_out.summary, files_out.minutes, files_out.table, files_out.calendar, files_out.export, files_in.contacts),
    *(exchange.share, handing_over.handover, files_in.network, files_in.instrument),
    *(receiving.preview, receiving.receive, receiving.imports, receiving.undo_import),
)


@click.group(
    cls=PlainErrors,
    commands=_COMMANDS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--store", "folder", type=click.Path(path_type=Path), help="The notebook's folder.")
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="A file that holds the passphrase.")
@click.option("--json", "compact", is_flag=True, help="Answer in one line of JSON, for scripts.")
@click.option("--demo", is_flag=True, help="Open a throw-away notebook full of made-up content.")
@click.option("--try", "once", is_flag=True, hidden=True, help="Open the window, show the notebook, close.")
@click.option("--language", default="", hidden=True, help="Speak this language instead of the chosen one.")
@click.version_option(__version__)
@click.pass_context
def command(
    context: click.Context,
    folder: Path | None,
    passphrase_file: Path | None,
    compact: bool,
    demo: bool,
    once: bool,
    language: str,
) -> None:
    """The offline, encrypted field notebook of implementation support practitioners."""
    context.obj = Notebook(folder, passphrase_file, compact=compact)
    if context.invoked_subcommand is not None:
        gc.enable()
    if context.invoked_subcommand is None:
        from isp_desktop import app

        context.exit(app.run(folder, passphrase_file, demo=demo, on_open=_close if once else None, language=language))


def _close(window: MainWindow) -> None:
    window.close()

"""What every command stands on: which notebook it is, how it answers, and how it fails."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _, asked_by, fitting, known, number, speak
from isp_desktop.domain.resources import resource

if TYPE_CHECKING:
    from isp_desktop.db.store import Store


class PlainErrors(click.Group):
    """A group whose commands end with one plain sentence instead of a traceback when the world is at fault.

    The help speaks the language of the environment, as all sentences do.
    """

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name, found, rest = super().resolve_command(context, args)
        begin_to_speak(context.params.get("language") or "")
        if found is not None:
            _translate(found)
        return name, found, rest

    def format_help(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        begin_to_speak("")
        for told in (self, *self.commands.values()):
            _translate(told)
        super().format_help(context, formatter)

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except (NotebookError, OSError) as error:
            click.echo(sentence_of(error), err=True)
        context.exit(1)


def sentence_of(error: NotebookError | OSError) -> str:
    """What an error of the world says to whoever gave the command."""
    if isinstance(error, OSError):
        from isp_desktop.db.engine import told

        sentence = told(error)
    else:
        sentence = str(error)
    # A name that is no text, as the command line may give, must not break the sentence about it.
    return sentence.encode(errors="replace").decode()


def _translate(told: click.Command) -> None:
    told.help = _(told.help or "")
    for option in told.params:
        if isinstance(option, click.Option):
            option.help = _(option.help or "")


def begin_to_speak(language: str) -> None:
    """Sentences are in `language`, or for "" in that of the environment; the keys of JSON stay as they are."""
    catalogues = resource("translations")
    speak(language or fitting(asked_by(os.environ), known(catalogues)), catalogues)


class Notebook:
    """What the global options say: which notebook, and how to answer."""

    def __init__(self, folder: Path | None, passphrase_file: Path | None, *, compact: bool) -> None:
        self._folder = folder
        self._passphrase_file = passphrase_file
        self._compact = compact

    @property
    def folder(self) -> Path:
        """The notebook's folder, the usual one unless another was named."""
        from isp_desktop.services.usual_folder import usual_folder

        return self._folder or usual_folder()

    def passphrase(self) -> str:
        """The passphrase from the file, else asked for at the terminal."""
        if self._passphrase_file is None:
            if not sys.stdin.isatty():
                raise click.UsageError(_("Say where the passphrase is: --passphrase-file FILE before the command."))
            return str(click.prompt(_("Passphrase"), hide_input=True, err=True))
        from isp_desktop.services.session import read_passphrase_file

        return read_passphrase_file(self._passphrase_file)

    @contextmanager
    def open(self) -> Iterator[Store]:
        """The notebook, opened for one command."""
        from isp_desktop.services import session

        with session.open_store(self.folder, session.unlock(self.folder, self.passphrase()), show_progress) as store:
            yield store

    def answer(self, value: Any) -> None:
        """Writes `value` as JSON to standard output."""
        import msgspec

        encoded = msgspec.json.encode(value)
        line = encoded if self._compact else msgspec.json.format(encoded, indent=2)
        click.echo(line)


def show_progress(done: int, total: int) -> None:
    """Tells a person at a terminal how far a long command is."""
    if sys.stderr.isatty():
        words = _("{done} of {total}").format(done=number(done), total=number(total))
        click.echo(f"\r{words}", nl=done >= total, err=True)


def shown(path: Path) -> str:
    """A path as JSON can hold it, whatever its letters."""
    return str(path).encode(errors="replace").decode()

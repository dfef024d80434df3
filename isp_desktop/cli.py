"""The command line: for scripts, administrators, and checks from outside. Without a command it opens the window.

JSON goes to standard output, messages to standard error. Exit 0: done. 1: could not, with one plain sentence. 2: wrong
usage.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isp_desktop import __version__
from isp_desktop.domain.errors import BadInput, NotebookError

if TYPE_CHECKING:
    from isp_desktop.db.store import Store, Transaction
    from isp_desktop.domain.record import Record
    from isp_desktop.domain.revision import Revision
    from isp_desktop.ui.main_window import MainWindow

# The window starts through here, so each command imports what it needs when it runs.


class PlainErrors(click.Group):
    """A group whose commands end with one plain sentence instead of a traceback when the world is at fault."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except NotebookError as error:
            sentence = str(error)
        except OSError as error:
            from isp_desktop.db.engine import told

            sentence = told(error)
        # A name that is no text, as the command line may give, must not break the sentence about it.
        click.echo(sentence.encode(errors="replace").decode(), err=True)
        context.exit(1)


class Notebook:
    """What the global options say: which notebook, and how to answer."""

    def __init__(self, folder: Path | None, passphrase_file: Path | None, *, compact: bool) -> None:
        self._folder = folder
        self._passphrase_file = passphrase_file
        self._compact = compact

    @property
    def folder(self) -> Path:
        """The notebook's folder, the usual one unless another was named."""
        from isp_desktop.services.session import default_folder

        return self._folder or default_folder()

    def passphrase(self) -> str:
        """The passphrase from the file, else asked for at the terminal."""
        if self._passphrase_file is None:
            if not sys.stdin.isatty():
                raise click.UsageError("Say where the passphrase is: --passphrase-file FILE before the command.")
            return str(click.prompt("Passphrase", hide_input=True, err=True))
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
        click.echo(f"\r{done:,} of {total:,}", nl=done >= total, err=True)


@click.group(cls=PlainErrors, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--store", "folder", type=click.Path(path_type=Path), help="The notebook's folder.")
@click.option("--passphrase-file", type=click.Path(path_type=Path), help="A file that holds the passphrase.")
@click.option("--json", "compact", is_flag=True, help="Answer in one line of JSON, for scripts.")
@click.option("--demo", is_flag=True, help="Open a throw-away notebook full of made-up content.")
@click.option("--try", "once", is_flag=True, hidden=True, help="Open the window, show the notebook, close.")
@click.version_option(__version__)
@click.pass_context
def command(
    context: click.Context, folder: Path | None, passphrase_file: Path | None, compact: bool, demo: bool, once: bool
) -> None:
    """The offline, encrypted field notebook of implementation support practitioners."""
    context.obj = Notebook(folder, passphrase_file, compact=compact)
    if context.invoked_subcommand is None:
        from isp_desktop import app

        context.exit(app.run(folder, passphrase_file, demo=demo, on_open=_close if once else None))


@command.command()
@click.option("--name", default="", help="Your name, written into what you save.")
@click.pass_obj
def new(notebook: Notebook, name: str) -> None:
    """Make a notebook; its recovery code goes to standard error, once."""
    from isp_desktop.services import session
    from isp_desktop.services.identity import identity

    made = session.create(notebook.folder, notebook.passphrase(), name)
    with made.store as store:
        if warning := session.synced_folder_warning(notebook.folder):
            click.echo(warning, err=True)
        click.echo(f"Recovery code, to print and lock away: {made.recovery_code}", err=True)
        own = identity(store)
        notebook.answer(
            {
                "store": _shown(store.folder.path),
                "device": store.device,
                "public_key": own.public_key,
                "fingerprint": own.fingerprint,
            }
        )


@command.command()
@click.pass_obj
def kinds(notebook: Notebook) -> None:
    """List the record kinds and their fields."""
    from isp_desktop.db.models import kinds as all_kinds

    names = ("name", "label", "type", "required", "private", "merge")
    notebook.answer(
        [
            {
                "kind": spec.kind,
                "label": spec.label,
                "fields": [
                    {name: getattr(field, name) for name in names}
                    | {"choices": list(field.choices), "links": field.to or None}
                    for field in spec.fields
                ],
            }
            for spec in all_kinds().values()
        ]
    )


@command.command()
@click.argument("kind")
@click.option("--uid", default="", help="The record to change.")
@click.option("--seen", multiple=True, help="A head that the edit is based on; several if there were several.")
@click.option("--lines", is_flag=True, help="One JSON object a line, each a new record; all are taken or none.")
@click.option("--scope", type=click.Choice(["shared", "private"]), help="For notes: share it.")
@click.pass_obj
def put(notebook: Notebook, kind: str, uid: str, seen: tuple[str, ...], lines: bool, scope: Any) -> None:
    """Save a record from JSON on standard input."""
    from isp_desktop.services import records

    if lines and (uid or seen):
        raise click.UsageError("--lines makes new records; --uid and --seen are for one.")
    objects = _read_objects(lines=lines)
    saved = []
    with notebook.open() as store, store.write() as transaction:
        for where, fields in objects:
            try:
                saved.append(records.put(transaction, kind, fields, uid, seen or None, scope))
            except BadInput as error:
                raise BadInput(f"{where}{error}", error.field) from error
    for one in saved:
        notebook.answer({"uid": one.uid, "revision": one.revisions[0] if one.revisions else None})


@command.command()
@click.argument("uid")
@click.pass_obj
def get(notebook: Notebook, uid: str) -> None:
    """Show a record with its heads and conflicts."""
    from isp_desktop.services import records

    with notebook.open() as store:
        notebook.answer(_record(records.get(store, uid)))


@command.command(name="list")
@click.argument("kind")
@click.option("--where", multiple=True, metavar="FIELD=VALUE", help="Only records with this value; may be repeated.")
@click.option("--limit", type=click.IntRange(min=1), help="At most so many.")
@click.pass_obj
def list_records(notebook: Notebook, kind: str, where: tuple[str, ...], limit: int | None) -> None:
    """List the records of a kind, in its order."""
    from isp_desktop.services import finding

    pairs = []
    for pair in where:
        name, equals, value = pair.partition("=")
        if not equals:
            raise click.UsageError(f"--where takes FIELD=VALUE, not “{pair}”.")
        pairs.append((name, finding.where_value(kind, name, value)))
    with notebook.open() as store:
        found = finding.every(store, kind, pairs, limit)
    notebook.answer([{"uid": item.uid, "kind": item.kind, "fields": _set_fields(item.fields)} for item in found])


@command.command()
@click.argument("uid")
@click.pass_obj
def delete(notebook: Notebook, uid: str) -> None:
    """Delete a record; its history stays and it can be restored."""
    from isp_desktop.services import records

    _change_life(notebook, uid, records.delete)


@command.command()
@click.argument("uid")
@click.pass_obj
def restore(notebook: Notebook, uid: str) -> None:
    """Bring a deleted record back."""
    from isp_desktop.services import records

    _change_life(notebook, uid, records.restore)


@command.command()
@click.argument("uid")
@click.pass_obj
def history(notebook: Notebook, uid: str) -> None:
    """Show every revision of a record, oldest first."""
    from isp_desktop.services import records

    with notebook.open() as store:
        notebook.answer([_revision(revision) for revision in records.history(store, uid)])


@command.command()
@click.argument("words")
@click.option("--kind", default="", help="Only records of this kind.")
@click.option("--limit", type=click.IntRange(min=1), default=50, show_default=True)
@click.pass_obj
def search(notebook: Notebook, words: str, kind: str, limit: int) -> None:
    """Find records by words; the last word may be a beginning."""
    from isp_desktop.services import finding

    with notebook.open() as store:
        hits = finding.find(store, words, kind, limit)
    notebook.answer([{name: getattr(hit, name) for name in ("uid", "kind", "title", "snippet")} for hit in hits])


@command.command()
@click.argument("uid")
@click.option("--format", "form", type=click.Choice(["pdf", "docx", "html", "md"]), required=True)
@click.option("-o", "output", type=click.Path(path_type=Path), required=True)
@click.option("--template", type=click.Path(path_type=Path), help="Your organization's own .docx template.")
@click.pass_obj
def summary(notebook: Notebook, uid: str, form: Any, output: Path, template: Path | None) -> None:
    """Write a visit's summary, without any private word."""
    from isp_desktop.services import visit_summary

    _write(notebook, output, lambda store: visit_summary.write(store, uid, form, template))


@command.command()
@click.argument("kind")
@click.option("--format", "form", type=click.Choice(["csv", "xlsx", "json"]), required=True)
@click.option("-o", "output", type=click.Path(path_type=Path), required=True)
@click.pass_obj
def table(notebook: Notebook, kind: str, form: Any, output: Path) -> None:
    """Write all shared records of a kind as a table."""
    from isp_desktop.services import export

    _write(notebook, output, lambda store: export.table(store, kind, form))


@command.command()
@click.option("-o", "output", type=click.Path(path_type=Path), required=True)
@click.pass_obj
def calendar(notebook: Notebook, output: Path) -> None:
    """Write visits and open commitments as an iCalendar file."""
    from isp_desktop.services import agenda

    _write(notebook, output, agenda.calendar)


@command.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--with-likely", is_flag=True, help="Also take those who are probably in the notebook already.")
@click.pass_obj
def contacts(notebook: Notebook, file: Path, with_likely: bool) -> None:
    """Take people from a vCard or CSV file, and say what was not taken and why."""
    from isp_desktop.services.contact_import import import_contacts
    from isp_desktop.services.outputs import read_file

    content = read_file(file)
    with notebook.open() as store:
        done = import_contacts(store, content, file.name, with_likely=with_likely)
    likely = [
        {"where": one.contact.where, "name": one.contact.name, "uid": one.uid, "why": one.why} for one in done.likely
    ]
    notebook.answer({"added": done.added, "likely_duplicates": likely, "not_taken": done.not_taken})


@command.command()
@click.option("--rebuild", is_flag=True, help="Also make all tables again from the log.")
@click.pass_obj
def check(notebook: Notebook, rebuild: bool) -> None:
    """Read all of the notebook and say whether it is whole."""
    from isp_desktop.services import checking

    with notebook.open() as store:
        found = checking.check(store, rebuild=rebuild, progress=show_progress)
    notebook.answer(
        {"clean": found.is_clean, "revisions": found.revisions, "faults": found.faults + found.gaps}
        | ({"tables_before": found.tables_before, "tables_after": found.tables_after} if rebuild else {})
    )
    if found.faults:
        raise NotebookError(f"The notebook is damaged: {found.faults[0]} Restore the latest backup.")
    if not found.is_clean and not rebuild:
        raise NotebookError(f"{found.gaps[0]} Nothing is lost; make the tables again with check --rebuild.")


@command.command()
@click.pass_obj
def state(notebook: Notebook) -> None:
    """Hash the shared and the private state, to compare notebooks."""
    from isp_desktop.services.state import state as state_of

    with notebook.open() as store:
        notebook.answer(state_of(store))


@command.command()
@click.pass_obj
def backup(notebook: Notebook) -> None:
    """Copy the notebook into its backups, verified."""
    from isp_desktop.services import backups as all_backups

    with notebook.open() as store:
        taken = all_backups.take(store)
    notebook.answer({"id": taken.id, **taken.manifest.told()})


@command.command()
@click.pass_obj
def backups(notebook: Notebook) -> None:
    """List the backups, latest first."""
    from isp_desktop.services import backups as all_backups

    notebook.answer([{"id": one.id, **one.manifest.told()} for one in all_backups.every(notebook.folder)])


@command.command(name="restore-backup")
@click.argument("backup_id", metavar="ID")
@click.pass_obj
def restore_backup(notebook: Notebook, backup_id: str) -> None:
    """Go back to a backup; what was there is put aside, not lost."""
    from isp_desktop.services import backups as all_backups

    all_backups.restore(notebook.folder, backup_id, notebook.passphrase())
    notebook.answer({"restored": backup_id})


@command.command()
@click.option("--sites", type=click.IntRange(min=1), default=12, show_default=True)
@click.option("--visits", type=click.IntRange(min=1), default=400, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.pass_obj
def demo(notebook: Notebook, sites: int, visits: int, seed: int) -> None:
    """Fill a new or empty notebook with made-up content."""
    from isp_desktop.services import demo_notebook, session

    if not session.exists(notebook.folder):
        session.create(notebook.folder, notebook.passphrase()).store.close()
    with notebook.open() as store:
        today = dt.datetime.now().astimezone().date()
        written = demo_notebook.fill(store, sites, visits, seed, today, show_progress)
        notebook.answer({"store": _shown(store.folder.path), "revisions": written})


def _shown(path: Path) -> str:
    """A path as JSON can hold it, whatever its letters."""
    return str(path).encode(errors="replace").decode()


def _close(window: MainWindow) -> None:
    window.close()


def _change_life(notebook: Notebook, uid: str, act: Callable[[Transaction, str], object]) -> None:
    """Deletes or restores a record, and answers with what it is then."""
    from isp_desktop.services import records

    with notebook.open() as store:
        with store.write() as transaction:
            act(transaction, uid)
        notebook.answer(_record(records.get(store, uid)))


def _read_objects(*, lines: bool) -> list[tuple[str, dict[str, Any]]]:
    """The JSON objects on standard input, each with how to name it in a message."""
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput("The input is not UTF-8 text. Save it as UTF-8, then try again.") from error
    if not lines:
        return [("", _object(text, ""))]
    numbered = ((f"Line {number}: ", line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    return [(where, _object(line, where)) for where, line in numbered]


def _object(text: str, where: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(f"{where}The input is not valid JSON ({error}). Nothing was saved.") from error
    if not isinstance(value, dict):
        raise BadInput(f'{where}The input must be one JSON object of fields, such as {{"name": "Alder Road"}}.')
    return value


def _write(notebook: Notebook, output: Path, make: Callable[[Store], bytes]) -> None:
    from isp_desktop.services.outputs import save_file

    with notebook.open() as store:
        content = make(store)
    save_file(output, content)
    notebook.answer({"file": _shown(output), "bytes": len(content)})


def _record(record: Record) -> dict[str, Any]:
    return {
        "uid": record.uid,
        "kind": record.kind,
        "life": record.life,
        "fields": record.fields,
        "heads": record.heads,
        "conflicts": {
            name: [
                {"revision": head.id, "value": head.fields[name], "author": head.author, "at": _at(head)}
                for head in heads
            ]
            for name, heads in record.conflicts.items()
        },
    }


def _revision(revision: Revision) -> dict[str, Any]:
    told = ("parents", "scope", "action", "author", "device", "fields")
    return {"revision": revision.id, "at": _at(revision)} | {name: getattr(revision, name) for name in told}


def _at(revision: Revision) -> str:
    try:
        return dt.datetime.fromtimestamp(revision.clock[0] / 1000, dt.UTC).isoformat(timespec="milliseconds")
    except (OverflowError, OSError, ValueError):
        return f"an impossible time ({revision.clock[0]} ms)"


def _set_fields(fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}

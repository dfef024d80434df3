"""Commands on records: save, read, list, find, delete."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from isp_desktop.cli.notebook import Notebook
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _

if TYPE_CHECKING:
    from isp_desktop.db.transaction import Transaction
    from isp_desktop.domain.record import Record
    from isp_desktop.domain.revision import Revision


@click.command()
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
                    | {"choices": list(field.choices), "links": "/".join(field.targets) or None}
                    for field in spec.fields
                ],
            }
            for spec in all_kinds().values()
        ]
    )


@click.command()
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
        raise click.UsageError(_("--lines makes new records; --uid and --seen are for one."))
    objects = _read_objects(lines=lines)
    saved = []
    with notebook.open() as store, store.write() as transaction:
        for number, fields in objects:
            try:
                saved.append(records.put(transaction, kind, fields, uid, seen or None, scope))
            except BadInput as error:
                raise BadInput(_at_line(number, str(error)), error.field) from error
    for one in saved:
        notebook.answer({"uid": one.uid, "revision": one.revisions[0] if one.revisions else None})


@click.command()
@click.argument("uid")
@click.pass_obj
def get(notebook: Notebook, uid: str) -> None:
    """Show a record with its heads and conflicts."""
    from isp_desktop.services import records

    with notebook.open() as store:
        notebook.answer(_record(records.get(store, uid)))


@click.command(name="list")
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
            raise click.UsageError(_("--where takes FIELD=VALUE, not “{pair}”.").format(pair=pair))
        pairs.append((name, finding.where_value(kind, name, value)))
    with notebook.open() as store:
        found = finding.every(store, kind, pairs, limit)
    notebook.answer([{"uid": item.uid, "kind": item.kind, "fields": _set_fields(item.fields)} for item in found])


@click.command()
@click.argument("uid")
@click.pass_obj
def delete(notebook: Notebook, uid: str) -> None:
    """Delete a record; its history stays and it can be restored."""
    from isp_desktop.services import records

    _change_life(notebook, uid, records.delete)


@click.command()
@click.argument("uid")
@click.pass_obj
def restore(notebook: Notebook, uid: str) -> None:
    """Bring a deleted record back."""
    from isp_desktop.services import records

    _change_life(notebook, uid, records.restore)


@click.command()
@click.argument("uid")
@click.pass_obj
def history(notebook: Notebook, uid: str) -> None:
    """Show every revision of a record, oldest first."""
    from isp_desktop.services import records

    with notebook.open() as store:
        notebook.answer([_revision(revision) for revision in records.history(store, uid)])


@click.command()
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


def _change_life(notebook: Notebook, uid: str, act: Callable[[Transaction, str], object]) -> None:
    """Deletes or restores a record, and answers with what it is then."""
    from isp_desktop.services import records

    with notebook.open() as store:
        with store.write() as transaction:
            act(transaction, uid)
        notebook.answer(_record(records.get(store, uid)))


def _read_objects(*, lines: bool) -> list[tuple[int, dict[str, Any]]]:
    """The JSON objects on standard input, each with the number of its line, 0 where there is one object alone."""
    # Closed by whoever called us.
    if sys.stdin is None:
        raise BadInput(_("Nothing came on standard input. Give the fields there, as JSON."))
    try:
        text = sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(_("The input is not UTF-8 text. Save it as UTF-8, then try again.")) from error
    if not lines:
        return [(0, _object(text, 0))]
    numbered = ((number, line) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    return [(number, _object(line, number)) for number, line in numbered]


def _at_line(number: int, sentence: str) -> str:
    return _("Line {number}: {sentence}").format(number=number, sentence=sentence) if number else sentence


def _object(text: str, number: int) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except json.JSONDecodeError as error:
        refusal = _("The input is not valid JSON (line {line}, character {column}). Nothing was saved.")
        raise BadInput(_at_line(number, refusal.format(line=error.lineno, column=error.colno))) from error
    except (ValueError, RecursionError) as error:
        refusal = _("The input is not valid JSON: it is nested too deeply, or a number is too long. Nothing was saved.")
        raise BadInput(_at_line(number, refusal)) from error
    if not isinstance(value, dict):
        refusal = _("The input must be one JSON object of fields, such as {example}.")
        raise BadInput(_at_line(number, refusal.format(example='{"name": "Alder Road"}')))
    return value


def _record(record: Record) -> dict[str, Any]:
    return {
        "uid": record.uid,
        "kind": record.kind,
        "life": record.life,
        "fields": record.fields,
        "heads": record.heads,
        "conflicts": {
            name: [head_told(head.id, head.fields[name], head.author, head.clock[0]) for head in heads]
            for name, heads in record.conflicts.items()
        },
    }


def _revision(revision: Revision) -> dict[str, Any]:
    told = ("parents", "scope", "action", "author", "device", "fields")
    return {"revision": revision.id, "at": _at(revision.clock[0])} | {name: getattr(revision, name) for name in told}


def head_told(revision: str, value: Any, author: str, at_ms: int) -> dict[str, Any]:
    """One version of a field in conflict, in JSON."""
    return {"revision": revision, "value": value, "author": author, "at": _at(at_ms)}


def _at(ms: int) -> str:
    try:
        return dt.datetime.fromtimestamp(ms / 1000, dt.UTC).isoformat(timespec="milliseconds")
    except (OverflowError, OSError, ValueError):
        return f"an impossible time ({ms} ms)"


def _set_fields(fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}

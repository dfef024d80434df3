"""Commands that take in what a colleague shared, list it, and take it out again."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isp_desktop.cli.notebook import Notebook, show_progress

if TYPE_CHECKING:
    from isp_desktop.db.arrivals import Arrival
    from isp_desktop.domain.bundle import Sender
    from isp_desktop.services.sharing.previewing import Preview

_FILE = click.argument("file", type=click.Path(path_type=Path))
_PASSPHRASE = click.option(
    "--bundle-passphrase-file",
    "secret",
    type=click.Path(path_type=Path),
    help="A file that holds the passphrase the bundle was made with.",
)


@click.command()
@_FILE
@_PASSPHRASE
@click.pass_obj
def preview(notebook: Notebook, file: Path, secret: Path | None) -> None:
    """Say what a bundle would do, without doing it."""
    from isp_desktop.services.sharing import previewing

    passphrase = _passphrase(secret)
    with notebook.open() as store:
        notebook.answer(_preview(previewing.preview(store, file, passphrase, show_progress)))


@click.command()
@_FILE
@_PASSPHRASE
@click.pass_obj
def receive(notebook: Notebook, file: Path, secret: Path | None) -> None:
    """Take in a bundle, wholly or not at all; a backup is made before."""
    from isp_desktop.services.sharing import receiving

    passphrase = _passphrase(secret)
    with notebook.open() as store:
        notebook.answer(_arrival(receiving.receive(store, file, passphrase, show_progress)))


@click.command()
@click.pass_obj
def imports(notebook: Notebook) -> None:
    """List the bundles received, latest first."""
    from isp_desktop.services.sharing import receiving

    with notebook.open() as store:
        notebook.answer([_arrival(one) for one in receiving.received(store)])


@click.command(name="undo-import")
@click.argument("number", metavar="ID", type=int)
@click.pass_obj
def undo_import(notebook: Notebook, number: int) -> None:
    """Take out again what came new with a bundle; what later work stands on stays, and is named."""
    from isp_desktop.services.sharing import undoing

    with notebook.open() as store:
        done = undoing.undo(store, number, show_progress)
    kept = [{"uid": one.uid, "title": one.title} for one in done.built]
    notebook.answer(
        {"id": number, "removed": done.removed, "kept": done.kept, "elsewhere": done.elsewhere, "built_on": kept}
    )


def _preview(seen: Preview) -> dict[str, Any]:
    return dict(seen.counts) | {
        "bundle": seen.manifest.id,
        "made_at": seen.manifest.made_at,
        "from": _sender(seen.manifest.sender),
        "colleague": seen.colleague or None,
        "verified": seen.verified,
        "chosen": seen.manifest.chosen,
        "remark": seen.manifest.remark,
        "received": _moment(seen.received_ms),
        "warnings": list(seen.warnings),
        "records": [
            {
                "uid": one.uid,
                "kind": one.kind,
                "title": one.title,
                "effect": one.outcome.effect,
                "fields": list(one.outcome.fields),
                "conflicts": list(one.outcome.conflicts),
                "parallel": one.outcome.parallel,
                "deleted": one.outcome.deleted,
                "contested": one.outcome.contested,
            }
            for one in seen.coming
        ],
        "aside": [{"line": one.line, "reason": one.reason} for one in seen.aside],
    }


def _sender(sender: Sender) -> dict[str, str]:
    from isp_desktop.services.identity import Identity

    fingerprint = Identity(sender.public_key, sender.signing_key).fingerprint
    return {"name": sender.name, "public_key": sender.public_key, "fingerprint": fingerprint}


def _arrival(one: Arrival) -> dict[str, Any]:
    return dict(one.counts) | {
        "id": one.n,
        "bundle": one.bundle,
        "at": _moment(one.at_ms),
        "from": one.sender["name"],
        "verified": one.verified,
        "backup": one.backup,
        "undone": _moment(one.undone_ms),
    }


def _moment(ms: int | None) -> str | None:
    return None if ms is None else dt.datetime.fromtimestamp(ms / 1000, dt.UTC).isoformat(timespec="seconds")


def _passphrase(file: Path | None) -> str:
    if file is None:
        return ""
    from isp_desktop.services.session import read_passphrase_file

    return read_passphrase_file(file)

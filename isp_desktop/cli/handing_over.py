"""The command that hands a whole site to the colleague who takes over."""

from __future__ import annotations

from pathlib import Path

import click

from isp_desktop.cli.notebook import Notebook, show_progress, shown


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--site", required=True, metavar="UID", help="The site that is handed over.")
@click.option("--to", multiple=True, required=True, metavar="PUBLIC_KEY", help="Who takes over.")
@click.option("--note", "notes", multiple=True, metavar="UID", help="A private note that goes along, and is shared.")
@click.option("--remark", default="", help="A line for whoever takes over.")
@click.pass_obj
def handover(
    notebook: Notebook, file: Path, site: str, to: tuple[str, ...], notes: tuple[str, ...], remark: str
) -> None:
    """Write all shared records of a site into a bundle, with pages to read; private notes only those named."""
    from isp_desktop.services.sharing.handover import hand_over

    with notebook.open() as store:
        done = hand_over(store, file, site, to, notes, remark, show_progress)
    told = {name: done.shared.counts[name] for name in ("records", "revisions", "attachments", "missing")}
    notebook.answer({"bundle": done.shared.id, "file": shown(done.shared.path)} | told | {"notes": list(done.notes)})

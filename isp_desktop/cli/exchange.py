"""Commands that hand records to colleagues."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from isp_desktop.cli.notebook import Notebook, show_progress, shown
from isp_desktop.domain.language import _


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", multiple=True, metavar="PUBLIC_KEY", help="For whom, as often as there are colleagues.")
@click.option("--bundle-passphrase-file", type=click.Path(path_type=Path), help="For whoever has this passphrase.")
@click.option("--site", "sites", multiple=True, metavar="UID", help="A site and what belongs to it.")
@click.option("--kind", "kinds", multiple=True, help="Only records of this kind.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help="Only records changed on this day or later.")
@click.option("--all", "everything", is_flag=True, help="All shared records.")
@click.pass_obj
def share(
    notebook: Notebook,
    file: Path,
    to: tuple[str, ...],
    bundle_passphrase_file: Path | None,
    sites: tuple[str, ...],
    kinds: tuple[str, ...],
    since: dt.datetime | None,
    everything: bool,
) -> None:
    """Write shared records, encrypted for colleagues, into a bundle; nothing private goes in."""
    if bool(to) == bool(bundle_passphrase_file):
        raise click.UsageError(_("Say for whom it is: either --to PUBLIC_KEY or --bundle-passphrase-file FILE."))
    if not (sites or kinds or since or everything):
        raise click.UsageError(_("Say what to share: --site, --kind, --since or --all."))
    from isp_desktop.services import session
    from isp_desktop.services.sharing import packing
    from isp_desktop.services.sharing.choosing import Choice

    passphrase = session.read_passphrase_file(bundle_passphrase_file) if bundle_passphrase_file else ""
    choice = Choice(sites=sites, kinds=kinds, since=since.date() if since else None, everything=everything)
    with notebook.open() as store:
        done = packing.share(store, file, choice, to, passphrase, progress=show_progress)
    told = {name: done.counts[name] for name in ("records", "revisions", "attachments", "missing")}
    notebook.answer({"bundle": done.id, "file": shown(done.path)} | told)

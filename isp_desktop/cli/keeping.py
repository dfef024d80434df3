"""Commands on the notebook as a whole: make one, fill one, check it, back it up, go back."""

from __future__ import annotations

import datetime as dt

import click

from isp_desktop.cli.notebook import Notebook, show_progress, shown
from isp_desktop.domain.errors import NotebookError
from isp_desktop.domain.language import _


@click.command()
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
        click.echo(_("Recovery code, to print and lock away: {code}").format(code=made.recovery_code), err=True)
        own = identity(store)
        notebook.answer(
            {
                "store": shown(store.folder.path),
                "device": store.device,
                "public_key": own.public_key,
                "fingerprint": own.fingerprint,
            }
        )


@click.command()
@click.option("--rebuild", is_flag=True, help="Also make all tables again from the log.")
@click.pass_obj
def check(notebook: Notebook, rebuild: bool) -> None:
    """Read all of the notebook and say whether it is whole."""
    from isp_desktop.services import checking

    with notebook.open() as store:
        found = checking.check(store, rebuild=rebuild, progress=show_progress)
    notebook.answer(
        {"clean": found.is_clean, "revisions": found.revisions, "faults": found.faults + found.gaps + found.files}
        | ({"tables_before": found.tables_before, "tables_after": found.tables_after} if rebuild else {})
    )
    if found.faults:
        refusal = _("The notebook is damaged: {fault} Restore the latest backup.")
        raise NotebookError(refusal.format(fault=found.faults[0]))
    if found.files:
        raise NotebookError(found.files[0])
    if not found.is_clean and not rebuild:
        refusal = _("{gap} Nothing is lost; make the tables again with check --rebuild.")
        raise NotebookError(refusal.format(gap=found.gaps[0]))


@click.command()
@click.pass_obj
def state(notebook: Notebook) -> None:
    """Hash the shared and the private state, to compare notebooks."""
    from isp_desktop.services.state import state as state_of

    with notebook.open() as store:
        notebook.answer(state_of(store))


@click.command()
@click.pass_obj
def backup(notebook: Notebook) -> None:
    """Copy the notebook into its backups, verified."""
    from isp_desktop.services import backups as all_backups

    with notebook.open() as store:
        taken = all_backups.take(store)
    notebook.answer({"id": taken.id, **taken.manifest.told()})


@click.command()
@click.pass_obj
def backups(notebook: Notebook) -> None:
    """List the backups, latest first."""
    from isp_desktop.services import backups as all_backups

    notebook.answer([{"id": one.id, **one.manifest.told()} for one in all_backups.every(notebook.folder)])


@click.command(name="restore-backup")
@click.argument("backup_id", metavar="ID")
@click.pass_obj
def restore_backup(notebook: Notebook, backup_id: str) -> None:
    """Go back to a backup; what was there is put aside, not lost."""
    from isp_desktop.services import backups as all_backups

    all_backups.restore(notebook.folder, backup_id, notebook.passphrase())
    notebook.answer({"restored": backup_id})


@click.command()
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
        notebook.answer({"store": shown(store.folder.path), "revisions": written})

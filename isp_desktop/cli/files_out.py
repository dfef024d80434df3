"""Commands that write files to hand on; nothing private goes into one, unless its owner asks for all there is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from isp_desktop.cli.notebook import Notebook, show_progress, shown

if TYPE_CHECKING:
    from isp_desktop.db.store import Store


@click.command()
@click.argument("uid")
@click.option("--format", "form", type=click.Choice(["pdf", "docx", "html", "md"]), required=True)
@click.option("-o", "output", type=click.Path(path_type=Path), required=True)
@click.option("--template", type=click.Path(path_type=Path), help="Your organization's own .docx template.")
@click.pass_obj
def summary(notebook: Notebook, uid: str, form: Any, output: Path, template: Path | None) -> None:
    """Write a visit's summary, without any private word."""
    from isp_desktop.services import visit_summary
    from isp_desktop.services.summary import not_shown

    with notebook.open() as store:
        gathered = visit_summary.gather(store, uid)
        visit_summary.save(store, uid, form, output, template)
    _tell(notebook, output)
    if form == "pdf" and (sentence := not_shown(gathered)):
        click.echo(sentence, err=True)


@click.command()
@click.argument("uid")
@click.option("--format", "form", type=click.Choice(["pdf", "docx", "html", "md"]), required=True)
@click.option("-o", "output", type=click.Path(path_type=Path), required=True)
@click.option("--template", type=click.Path(path_type=Path), help="Your organization's own .docx template.")
@click.pass_obj
def minutes(notebook: Notebook, uid: str, form: Any, output: Path, template: Path | None) -> None:
    """Write the minutes of a meeting, or the agenda of one to come, without any private word."""
    from isp_desktop.services import minutes as meeting_minutes

    _write(notebook, output, lambda store: meeting_minutes.write(store, uid, form, template))


@click.command()
@click.argument("kind")
@click.option("--format", "form", type=click.Choice(["csv", "xlsx", "json"]), required=True)
@click.option("-o", "output", type=click.Path(path_type=Path), required=True)
@click.pass_obj
def table(notebook: Notebook, kind: str, form: Any, output: Path) -> None:
    """Write all shared records of a kind as a table."""
    from isp_desktop.services import export

    _write(notebook, output, lambda store: export.table(store, kind, form))


@click.command()
@click.option("-o", "output", type=click.Path(path_type=Path), required=True)
@click.pass_obj
def calendar(notebook: Notebook, output: Path) -> None:
    """Write visits and open commitments as an iCalendar file."""
    from isp_desktop.services import agenda

    _write(notebook, output, agenda.calendar)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--with-private", is_flag=True, help="With what was never shared, for yourself alone.")
@click.pass_obj
def export(notebook: Notebook, folder: Path, with_private: bool) -> None:
    """Write everything out as plain files into a new folder, readable without this program and not encrypted."""
    from isp_desktop.services import plain_out

    with notebook.open() as store:
        done = plain_out.write_out(store, folder, private=with_private, progress=show_progress)
    counts = {name: getattr(done, name) for name in ("files", "records", "attachments", "missing")}
    notebook.answer({"folder": shown(folder)} | counts)


def _write(notebook: Notebook, output: Path, make: Callable[[Store], bytes]) -> None:
    from isp_desktop.services.outputs import save_file

    with notebook.open() as store:
        content = make(store)
    save_file(output, content)
    _tell(notebook, output)


def _tell(notebook: Notebook, output: Path) -> None:
    notebook.answer({"file": shown(output), "bytes": output.stat().st_size})

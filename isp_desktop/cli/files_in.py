"""Commands that take in what another program wrote."""

from __future__ import annotations

from pathlib import Path

import click

from isp_desktop.cli.notebook import Notebook


@click.command()
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

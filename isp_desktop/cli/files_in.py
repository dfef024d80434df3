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


@click.command()
@click.argument("ties", type=click.Path(path_type=Path))
@click.option(
    "--people", type=click.Path(path_type=Path), help="A CSV file of the people: id, name, part, level, role."
)
@click.option("--type", "kind", default="", help="What the ties are, where the file does not say it.")
@click.option("--share", "shared", is_flag=True, help="Share the ties; otherwise they stay on this computer.")
@click.pass_obj
def network(notebook: Notebook, ties: Path, people: Path | None, kind: str, shared: bool) -> None:
    """Take a network from CSV files, and say what was not taken and why."""
    from isp_desktop.services.network import importing
    from isp_desktop.services.outputs import read_file

    content, of_people = read_file(ties), read_file(people) if people else None
    with notebook.open() as store:
        found = importing.look(store, content, ties.name, of_people, people.name if people else "", kind)
        importing.add(store, found, shared=shared)
    notebook.answer(
        {
            "people": list(found.people),
            "known_people": found.known,
            "types": list(found.types.values()),
            "ties": len(found.ties),
            "known_ties": found.already,
            "not_taken": found.not_taken,
        }
    )


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.pass_obj
def instrument(notebook: Notebook, file: Path) -> None:
    """Take a capacity instrument from an XLSForm file, as a draft, and say what was not taken and why."""
    from isp_desktop.services.capacity import instruments
    from isp_desktop.services.instruments import read

    with notebook.open() as store:
        found = read(file)
        uid, _undo = instruments.take_in(store, found.instrument)
        kept = instruments.kept(store, uid)
    # Of a whole sheet there is no row to name.
    not_taken = [{"sheet": one.sheet, "row": one.row or None, "reason": one.reason} for one in found.not_taken]
    notebook.answer({"uid": uid, "name": kept.name, "items": kept.asks, "not_taken": not_taken})

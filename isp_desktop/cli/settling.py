"""Commands on what two people changed at the same time: what waits, and settling it."""

from __future__ import annotations

import json
from typing import Any

import click

from isp_desktop.cli.notebook import Notebook
from isp_desktop.cli.records import head_told
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _


@click.command()
@click.pass_obj
def conflicts(notebook: Notebook) -> None:
    """List the fields that were changed twice at once: their versions, and under "seen" the heads for settle --seen."""
    from isp_desktop.services import conflicts as waiting

    with notebook.open() as store:
        found = waiting.conflicts(store)
    notebook.answer(
        [
            {
                "uid": one.uid,
                "kind": one.kind,
                "field": one.field,
                "heads": [head_told(head.revision, head.value, head.author, head.at_ms) for head in one.heads],
                "seen": list(one.seen),
            }
            for one in found
        ]
    )


@click.command()
@click.argument("uid")
@click.argument("field")
@click.option("--take", metavar="REVISION", default="", help="The revision whose value holds from now on.")
@click.option("--value", metavar="JSON", help="Another value; null clears the field.")
@click.option("--reason", metavar="TEXT", default="", help="Why; it goes to colleagues with the choice.")
@click.option(
    "--seen",
    metavar="REVISION",
    multiple=True,
    help="A head of the record that was looked at, as conflicts lists them; give all. Else those of this moment.",
)
@click.pass_obj
def settle(
    notebook: Notebook, uid: str, field: str, take: str, value: str | None, reason: str, seen: tuple[str, ...]
) -> None:
    """Settle one field that was changed twice at once.

    With --seen a version that came in since it was looked at is not passed over: it waits beside the new one.
    """
    from isp_desktop.services import settling

    if bool(take) == (value is not None):
        raise click.UsageError(_("Give --take or --value, one of the two."))
    wanted = None if value is None else _read(value)
    with notebook.open() as store:
        saved = settling.settle(store, uid, field, take=take, value=wanted, reason=reason, seen=seen or None)
    notebook.answer({"uid": saved.uid, "revision": saved.revisions[0]})


def _read(value: str) -> Any:
    try:
        return json.loads(value)
    except (ValueError, RecursionError) as error:
        refusal = _("“{value}” is not JSON. Put words in quotation marks, such as {example}. Nothing was settled.")
        raise BadInput(refusal.format(value=value[:80], example="'\"Alder Road\"'")) from error

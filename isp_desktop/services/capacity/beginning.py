"""What an assessment that is planned begins with, so that little is left to be picked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isp_desktop.db import capacity as table
from isp_desktop.db import lists, settings
from isp_desktop.db.store import Reading, Store

_MOST = 500


def beginning(reading: Reading, preset: Mapping[str, Any]) -> dict[str, Any]:
    """Planned, to be rated in a group that the practitioner facilitates, by the instrument of the last time.

    Args:
        preset: `subject` or `site` say whose capacity it is.

    Returns:
        Fields of the assessment, those of `preset` among them. Where it was never assessed the instrument is the one
        that is in use; where none or several are, it is left to be said.
    """
    me = str(settings.read(reading, "me") or "")
    subject = str(preset.get("subject") or preset.get("site") or "")
    instrument = _instrument(reading, subject)
    first = {
        "state": "planned",
        "way": "facilitated",
        **({"facilitator": me} if me and lists.names(reading, [me]) else {}),
        **({"subject": subject} if subject else {}),
        **({"instrument": instrument} if instrument else {}),
    }
    return first | dict(preset)


def lacks_instrument(store: Store) -> bool:
    """Whether no instrument is in use, so that nothing can be assessed yet."""
    with store.read() as reading:
        return not _in_use(reading)


def _instrument(reading: Reading, subject: str) -> str:
    there = _in_use(reading)
    before = table.of(reading, subject) if subject else []
    for row in reversed(lists.items(reading, "assessment", before)):
        if (own := str(row.fields["instrument"] or "")) in there:
            return own
    return there[0] if len(there) == 1 else ""


def _in_use(reading: Reading) -> list[str]:
    return [row.uid for row in lists.page(reading, "instrument", [("state", "in_use")], limit=_MOST)]

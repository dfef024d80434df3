"""What the page of a visit says about it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from isp_desktop.domain.language import _, counted, in_sentence, marked
from isp_desktop.domain.vocabulary import MODES
from isp_desktop.services.editing import Edit
from isp_desktop.services.linking import Linker
from isp_desktop.ui.parts.words import full_day

PRIVACY = marked("Leaves this computer only when you share it")


def title(site: str, is_new: bool) -> str:
    """ "Visit to Alder Road Primary"."""
    return _("Visit to {site}").format(site=site) if site else _("New visit") if is_new else _("Visit")


def whole_title(edit: Edit, linker: Linker) -> str:
    """Title and day, for messages about the visit when it is out of sight."""
    site = str(edit.value("site") or "")
    when = full_day(str(edit.value("date") or ""))
    return ", ".join(part for part in (title(linker.title(site) if site else "", edit.is_new), when) if part)


def beginning(values: Mapping[str, Any], linker: Linker) -> str:
    """What a visit would begin with: "Priya Raman, Tomas Lind and 2 more, in person, data review"."""
    people = [linker.title(uid) for uid in values.get("attended") or ()]
    more = counted("{n} more", "{n} more", len(people) - 2) if len(people) > 2 else ""
    how = in_sentence(_(MODES.get(str(values.get("mode")), ""))) if values.get("mode") else ""
    handed = _("the headings of the materials") if values.get("materials") else ""
    return ", ".join(part for part in (*people[:2], more, how, str(values.get("purpose") or ""), handed) if part)

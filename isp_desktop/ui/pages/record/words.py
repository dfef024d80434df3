"""What the page of a record says about it."""

from __future__ import annotations

from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.record import Record
from isp_desktop.ui.kit.draft_page import listed


def privacy(spec: KindSpec, record: Record | None) -> str:
    """Who gets to see it."""
    if record is None:
        stays = "Only on this computer, until you share it" if spec.private_unless_shared else ""
        return stays or "Leaves this computer only in files you make"
    if record.is_private:
        return "Only on this computer"
    return "Leaves this computer only in files you make"


def what_leaves(spec: KindSpec, record: Record) -> str:
    """Which parts of a private record colleagues will get, once it is shared."""
    there = [field for field in spec.fields if field.name in record.fields]
    leaving = [field.label.lower() for field in there if not field.private]
    staying = [field.label.lower() for field in there if field.private]
    stay = f" Its {listed(staying)} stay on this computer." if staying else ""
    return (
        f"Its {listed(leaving)} will be in the files you make for colleagues from now on.{stay}"
        " What somebody has received cannot be called back."
    )

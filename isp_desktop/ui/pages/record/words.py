"""What the page of a record says about it."""

from __future__ import annotations

from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record
from isp_desktop.ui.kit.nouns import listed, noun


def privacy(spec: KindSpec, record: Record | None) -> str:
    """Who gets to see it."""
    if spec.never_shared:
        return _("Never leaves this computer")
    if record is None:
        stays = _("Only on this computer, until you share it") if spec.private_unless_shared else ""
        return stays or _("Leaves this computer only in files you make")
    if record.is_private:
        return _("Only on this computer")
    return _("Leaves this computer only in files you make")


def what_leaves(spec: KindSpec, record: Record) -> str:
    """Which parts of a private record colleagues will get, once it is shared."""
    there = [field for field in spec.fields if field.name in record.fields]
    leaving = listed([noun(field.label) for field in there if not field.private])
    staying = [noun(field.label) for field in there if field.private]
    if not staying:
        return _(
            "Its {fields} will be in the files you make for colleagues from now on. "
            "What somebody has received cannot be called back."
        ).format(fields=leaving)
    return _(
        "Its {fields} will be in the files you make for colleagues from now on. Its {private} stay on this computer. "
        "What somebody has received cannot be called back."
    ).format(fields=leaving, private=listed(staying))


def same(kind: str) -> str:
    """In what a record of `kind` that is written down twice is the same, and what to do; "" for kinds not compared."""
    told = {
        "person": _("Same name, same organization. If they are one, “Merge with…” on the page of one joins the two."),
        "site": _("Same name, same organization. If they are one, go on writing at one of the two."),
    }
    return told.get(kind, "")

"""What the page of a record says about it."""

from __future__ import annotations

from collections.abc import Iterable

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.record import Record


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
    stay = f" Its {_listed(staying)} stay on this computer." if staying else ""
    return (
        f"Its {_listed(leaving)} will be in the files you make for colleagues from now on.{stay}"
        " What somebody has received cannot be called back."
    )


def changed_elsewhere(spec: KindSpec, names: Iterable[str]) -> str:
    """That somebody changed the fields which are being written in."""
    labels = [spec.by_name[name].label for name in names if name in spec.by_name]
    return f"{_listed(labels)}: what you typed stays. On saving, both versions are kept."


def plain(error: BadInput) -> str:
    """The sentence without the field's name in files, which stands beside the field anyway."""
    return str(error).replace(f" ({error.field})", "") if error.field else str(error)


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "content"

"""What somebody else saved while something is half typed: held back from the screen, and so from being written over."""

from __future__ import annotations

from collections.abc import Container, Sequence

from isp_desktop.services.editing import Edit


def hold(edit: Edit, before: Sequence[str], half: Container[str]) -> None:
    """Called after `edit` took in what is saved now, while the fields `half` still show what was saved before.

    A date that is half typed is no change yet, but is not to be taken from under the hands either. When it is whole it
    was typed over what stood there before, so that a colleague's value is never replaced by one who had not seen it.

    Args:
        before: the heads of the record when those fields were put on screen.
    """
    for name in [name for name in edit.seen if name not in edit.fields and name not in half]:
        del edit.seen[name]
    if tuple(before) != edit.heads:
        for name in edit.values():
            if name in half:
                edit.seen.setdefault(name, tuple(before))


def release(edit: Edit, name: str) -> bool:
    """Ends holding a field back in which nothing is half typed any more; whether what is saved is to be shown in it."""
    if name in edit.fields or name not in edit.seen:
        return False
    del edit.seen[name]
    return True

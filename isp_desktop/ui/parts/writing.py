"""What is being written on one page: a record, rows that belong to it, and what was made on the spot."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.services.editing import Edit
from isp_desktop.services.half_typed import hold
from isp_desktop.services.linking import Linker

ReadRows = Callable[[Store, str, str, Iterable[Mapping[str, Any]]], list[Edit]]
"""Gives the rows of a box, from the record's uid, the name of the box and what the draft kept of them."""

Linked = Callable[[Mapping[str, Any], Sequence[Edit]], Iterable[str]]
"""The uids of all that values and rows link to and that may have been made on the spot."""


class Writing:
    """Goes on with another edit of the same record whenever that is begun again, as after a draft was discarded.

    Attributes:
        edit: of the record.
        linker: what it and its rows link to.
    """

    def __init__(self, store: Store, edit: Edit, linked: Linked, read: ReadRows | None = None) -> None:
        self._store, self._linked, self._read = store, linked, read or _no_rows
        self.edit = edit
        self.linker = Linker(store, edit.extra.get("made", ()))

    @property
    def uid(self) -> str:
        """The record's uid, also before it is first saved."""
        return self.edit.uid

    def site(self) -> str:
        """The site it is of, or ""."""
        return str(self.edit.value("site") or "")

    def is_deleted(self) -> bool:
        """Whether the record was deleted."""
        return self.edit.base is not None and self.edit.base.life == "deleted"

    def begin_again(self) -> None:
        """Begins from the disk: from the draft if there is one, else from what was saved."""
        self.edit = Edit.begin(self._store, self.edit.kind, self.uid)
        self.linker.begin_again(self.edit.extra.get("made", ()))

    def know(self) -> None:
        """Looks up the names of all that the record links to."""
        self.linker.know(self._linked(self.edit.values(), ()))

    def rows(self, box: str) -> list[Edit]:
        """The rows of a box, as the draft has them."""
        found = self._read(self._store, self.uid, box, self.edit.extra.get(box, ()))
        self.linker.know(self._linked({}, found))
        return found

    def saved_rows(self, box: str) -> list[Edit]:
        """The rows of a box as they are on the disk."""
        return self._read(self._store, self.uid, box, ())

    def gone(self, box: str) -> list[str]:
        """The uids of those that the draft takes out of a box."""
        return list(self.edit.extra.get("gone", {}).get(box, ()))

    def note(self, extra: Mapping[str, Any]) -> None:
        """Notes for the draft what was made on the spot, and `extra`; JSON."""
        self.edit.extra |= {"made": [dict(one) for one in self.linker.made], **extra}

    def take_in(self, half: Container[str]) -> tuple[Sequence[str], Mapping[str, Any]]:
        """Takes in what somebody else saved, while the fields `half` are half typed.

        Gives the fields that both changed, and the values of those that nobody is writing in.
        """
        before = self.edit.heads
        parallel = self.edit.refresh(self._store)
        hold(self.edit, before, half)
        self.know()
        return parallel, {name: value for name, value in self.edit.values().items() if name not in self.edit.fields}


def _no_rows(_store: Store, _uid: str, _box: str, _kept: Iterable[Mapping[str, Any]]) -> list[Edit]:
    return []

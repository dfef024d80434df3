"""A notebook for one example of many, gone with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.services import records


@contextmanager
def passing_store() -> Iterator[Store]:
    """A new, empty, open notebook."""
    with TemporaryDirectory() as place:
        folder = Folder(Path(place) / "notebook")
        folder.make()
        with Store.create(folder, bytes(32), "n", "Maren Oduya") as store:
            yield store


def put(store: Store, kind: str, uid: str = "", **fields: Any) -> str:
    """Saves a record and gives its uid."""
    with store.write() as transaction:
        return records.put(transaction, kind, fields, uid).uid


def delete(store: Store, uid: str) -> None:
    """Deletes a record."""
    with store.write() as transaction:
        records.delete(transaction, uid)

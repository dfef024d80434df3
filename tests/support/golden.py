"""The golden bundle of a format: made once from a small fixed notebook, kept, and opened by every later program.

The keys are for tests alone. To make the bundle of a new format: `python tests/support/golden.py`.
"""

from __future__ import annotations

import base64
import tempfile
import uuid
from pathlib import Path

from isp_desktop.db import settings
from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.domain.bundle import FORMAT
from isp_desktop.services import attaching, records
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.packing import share

PLACE = Path(__file__).parent.parent / "fixtures" / "bundles"
SECRET = (PLACE / "reader.key").read_text().strip()
READER = (PLACE / "reader.pub").read_text().strip()
_SENDER = (PLACE / "sender.key").read_text().strip()
PHOTO = b"Not a photo, but a file that goes along.\n"


def make(path: Path) -> None:
    """Makes a bundle of the present format of the fixed notebook."""
    with tempfile.TemporaryDirectory() as place:
        folder = Folder(Path(place) / "notebook")
        folder.make()
        with Store.create(folder, bytes(32), str(uuid.uuid4()), "Maren Oduya") as store:
            keys = {"age": _SENDER, "ed25519": base64.b64encode(bytes([7]) * 32).decode()}
            with store.write() as transaction:
                settings.write(transaction.connection, "identity", keys)
            _fill(store)
            readable = {"index.html": "<p>Straße 会议</p>".encode()}
            share(store, path, Choice(everything=True), [READER], remark="For the tests", readable=readable)


def _fill(store: Store) -> None:
    with store.write() as transaction:
        site = records.put(transaction, "site", {"name": "Alder Road", "about": "Straße 会议 🏫"}).uid
        person = records.put(transaction, "person", {"name": "Ana", "private_notes": "stays"}).uid
        told = {"date": "2026-10-15", "site": site, "attended": [person], "activities": ["L1"]}
        visit = records.put(transaction, "visit", told).uid
    with store.write() as transaction:
        seen = [revision.id for revision in transaction.history(visit)]
        for words in ("one", "two"):
            records.put(transaction, "visit", {"discussion": words}, visit, seen)
        gone = records.put(transaction, "site", {"name": "Closed"}).uid
        records.delete(transaction, gone)
        records.put(transaction, "note", {"text": "stays"})
    attaching.add(store, PHOTO, "plan.txt", ("visit", visit))


if __name__ == "__main__":
    make(PLACE / f"format-{FORMAT}.ispx")

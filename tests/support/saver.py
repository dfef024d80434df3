"""A process that saves visits until it is killed, and says so only after each is safe: see the kill test.

Usage: saver.py FOLDER KEY_HEX FIRST_NUMBER. Prints the number and uid of each acknowledged save, a line each.
"""

from __future__ import annotations

import sys
from pathlib import Path

from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.services import drafts, records


def save_for_ever(folder: Path, key: bytes, number: int) -> None:
    with Store.open(Folder(folder), key) as store:
        # So that all of the program is read by now, and the moments are those of its work.
        with store.read():
            pass
        sys.stdout.write("open\n")
        sys.stdout.flush()
        while True:
            with store.write() as transaction:
                fields = {"date": "2026-10-15", "purpose": f"saved{number}", "private_notes": f"hidden{number}"}
                uid = records.put(transaction, "visit", fields | {"discussion": "word " * 200}).uid
            drafts.keep(store, uid, "visit", {"discussion": f"typing{number}"}, [], {})
            sys.stdout.write(f"{number} {uid}\n")
            sys.stdout.flush()
            number += 1


if __name__ == "__main__":
    save_for_ever(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3]))

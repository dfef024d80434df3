"""A process that receives a bundle, and says so after it is safe: see the kill test. Usage: FOLDER KEY_HEX BUNDLE."""

from __future__ import annotations

import sys
from pathlib import Path

from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.services.sharing import receiving


def receive_once(folder: Path, key: bytes, bundle: Path) -> None:
    with Store.open(Folder(folder), key) as store:
        # So that all of the program is read by now, and the moments are those of its work.
        with store.read():
            pass
        sys.stdout.write("open\n")
        sys.stdout.flush()
        receiving.receive(store, bundle)
        sys.stdout.write("received\n")
        sys.stdout.flush()


if __name__ == "__main__":
    receive_once(Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), Path(sys.argv[3]))

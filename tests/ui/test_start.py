"""The start of the program, in a process of its own: what it reads before the notebook is on the screen."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from isp_desktop.db.store import Store

# Another thread may read it as soon as the window shows; what the main thread reads, the user waits for.
_SCRIPT = """
import sys, threading
from pathlib import Path

class Watch:
    read = []
    def find_spec(self, name, path=None, target=None):
        if threading.current_thread() is threading.main_thread():
            self.read.append(name)

sys.meta_path.insert(0, Watch())
from isp_desktop import app

def shown(window):
    sys.stdout.write(window.windowTitle() + "\\n" + " ".join(Watch.read))
    window.close()

app.run(Path(sys.argv[1]), Path(sys.argv[2]), demo=False, on_open=shown)
"""


def test_the_notebook_is_on_the_screen_before_sqlalchemy_is_read(store: Store, passphrase: str, tmp_path: Path) -> None:
    store.close()
    secret = tmp_path / "passphrase"
    secret.write_text(passphrase)
    environment = os.environ | {"HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path / "config")}
    environment |= {"PYTHONPATH": os.pathsep.join(sys.path), "QT_QPA_PLATFORM": "offscreen", "LANGUAGE": "en"}
    command = [sys.executable, "-c", _SCRIPT, str(store.folder.path), str(secret)]
    told = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True).stdout
    title, read = told.split("\n")
    assert title.startswith("Today")
    assert "isp_desktop.ui.pages.today.page" in read.split()
    assert not {"sqlalchemy", "babel", "keyring", "asyncio"} & set(read.split())

"""Starts a frozen program once, as a stranger would: a new notebook, a visit, its summary, and the window.

Usage: try_package.py FOLDER, where FOLDER holds the frozen program. Exits 1 and says what failed.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

_SECONDS = 120


def main(folder: Path) -> int:
    """Tries what needs resources and libraries when frozen: keys, SQLCipher, typst, Word, fonts, icons."""
    program = folder / ("isp-desktop.exe" if os.name == "nt" else "isp-desktop")
    with tempfile.TemporaryDirectory() as place:
        secret = Path(place, "passphrase")
        secret.write_text("correct horse battery staple")
        options = ["--store", str(Path(place, "store")), "--passphrase-file", str(secret), "--json"]
        _run(program, *options, "new")
        fields = {"date": "2026-10-15", "discussion": "The frozen program **works**.", "activities": ["C5"]}
        uid = json.loads(_run(program, *options, "put", "visit", given=json.dumps(fields)))["uid"]
        for form in ("pdf", "docx", "html", "md"):
            _run(program, *options, "summary", uid, "--format", form, "-o", str(Path(place, f"summary.{form}")))
        _run(program, "--store", str(Path(place, "store")), "--passphrase-file", str(secret), "--try")
    sys.stdout.write(f"{program.name} starts, saves, writes four summaries and opens its window when frozen.\n")
    return 0


def _run(program: Path, *words: str, given: str = "") -> str:
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [str(program), *words], input=given, capture_output=True, text=True, env=environment, timeout=_SECONDS
    )
    if done.returncode:
        sys.stderr.write(f"{' '.join(words)} ended with {done.returncode}:\n{done.stderr}\n")
        sys.exit(1)
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

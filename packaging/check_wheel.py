"""Looks into a built wheel: the resources must be in it, or the installed program would not find them."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path


def main(folder: Path) -> int:
    """Compares the newest wheel in `folder` with the checkout; exits 1 and names what is missing."""
    wheel = max(folder.glob("*.whl"), key=lambda path: path.stat().st_mtime)
    root = Path(__file__).parent.parent
    there = set(zipfile.ZipFile(wheel).namelist())
    resources = [path for path in (root / "resources").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    wanted = {f"isp_desktop/{path.relative_to(root)}" for path in resources}
    wanted |= {str(path.relative_to(root)) for path in (root / "isp_desktop").rglob("*.py")}
    missing = sorted(wanted - there)
    if missing:
        sys.stderr.write(f"{wheel.name} lacks {len(missing)} files, such as {missing[0]}.\n")
        return 1
    sys.stdout.write(f"{wheel.name} holds all {len(wanted)} files.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

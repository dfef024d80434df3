"""Where the program's own files lie: icons, fonts, templates, the practice guide.

In a checkout they stand in `resources/` at the top; in an installed or frozen program inside the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
_ROOTS = (_PACKAGE / "resources", _PACKAGE.parent / "resources")


def resource(name: str) -> Path:
    """The path of the shipped file or folder `name`, e.g. "practice/activities.toml".

    Raises:
        FileNotFoundError: it is not shipped, which is a fault of the build.
    """
    for root in _ROOTS:
        path = root / name
        if path.exists():
            return path
    raise FileNotFoundError(f"resources/{name} is missing from this installation")

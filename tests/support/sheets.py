"""Reading a recovery sheet that was saved as text."""

from __future__ import annotations

import re
from pathlib import Path

_CODE = re.compile(r"\b(?:[0-9A-Z]{5}-){4}[0-9A-Z]{5}\b")


def code_on(sheet: Path) -> str:
    """The recovery code; the sheet names the notebook's folder as well, which may have hyphens of its own."""
    [code] = _CODE.findall(sheet.read_text())
    return str(code)

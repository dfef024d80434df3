"""Where a notebook lies unless its owner says otherwise; asked before anything of the notebook is read."""

from __future__ import annotations

from pathlib import Path

import appdirs


def usual_folder() -> Path:
    """The notebook's folder among the user's data, as the system has it."""
    return Path(appdirs.user_data_dir("ISP Desktop", appauthor=False)) / "notebook"

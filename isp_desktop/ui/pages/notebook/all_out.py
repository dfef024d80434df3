"""Asks how everything is to be written out: with what is private, or without."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from isp_desktop.domain.language import _, counted
from isp_desktop.ui.kit.checks import CheckBox
from isp_desktop.ui.kit.dialogs import Dialog
from isp_desktop.ui.kit.text import Prose
from isp_desktop.ui.kit.theme import Theme

if TYPE_CHECKING:
    from isp_desktop.services.plain_out import WrittenOut


class AllOutDialog(Dialog):
    """Says what would be written, and that anybody can read it; the private words only on purpose."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        told = _(
            "A new folder is made with all records as tables and as pages that lead to one another, all photos and "
            "files, and the whole history. No program is needed to read it."
        )
        super().__init__(theme, _("Write everything out"), told, parent)
        warning = _(
            "Nothing in it is encrypted: whoever gets the folder can read it, from a lost stick or a shared computer "
            "too."
        )
        self.column.addWidget(Prose(theme, warning, "body", "bad"))
        self.private = CheckBox(theme, _("With private notes and private fields"))
        self.column.addWidget(self.private)
        self.add_button(_("Cancel"), closes=False)
        self.go_button = self.add_button(_("Choose a place"), "primary", closes=True)


def new_folder(inside: Path, today: dt.date) -> Path:
    """The folder to be made in the folder `inside`, under a name that nothing there has."""
    name = f"notebook-{today.isoformat()}"
    tried = (inside / f"{name}{suffix}" for suffix in ("", *(f"-{number}" for number in range(2, 1_000))))
    return next((path for path in tried if not path.exists()), inside / name)


def written(done: WrittenOut, folder: Path) -> str:
    """How it went, in a sentence or two."""
    records = counted("{n} record", "{n} records", done.records)
    sentence = _("{records} written to {folder}. Nothing there is encrypted.").format(records=records, folder=folder)
    if not done.missing:
        return sentence
    missing = counted(
        "{n} photo or file was not in the notebook.", "{n} photos and files were not in the notebook.", done.missing
    )
    return f"{sentence} {missing}"

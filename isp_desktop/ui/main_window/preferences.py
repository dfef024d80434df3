"""What this computer remembers outside the notebook, unencrypted: how the window looks, never what is in it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

from PySide6.QtCore import QByteArray, QSettings

from isp_desktop.ui.kit.theme import Mode


class Preferences:
    """Read and written one by one; wrong or missing values give the defaults."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings

    @property
    def mode(self) -> Mode:
        """Light, dark, or as the system has it."""
        kept = self._settings.value("appearance/mode")
        return kept if kept in get_args(Mode) else "system"

    @property
    def scale(self) -> float:
        """How large everything is, 1.0 as designed."""
        try:
            return float(str(self._settings.value("appearance/scale", 1.0)))
        except ValueError:
            return 1.0

    def keep_appearance(self, mode: Mode, scale: float) -> None:
        """Remembers how it looks."""
        self._settings.setValue("appearance/mode", mode)
        self._settings.setValue("appearance/scale", scale)

    @property
    def language(self) -> str:
        """The tag of the language chosen, such as "nl"; "" for the system's."""
        return str(self._settings.value("appearance/language", ""))

    @language.setter
    def language(self, tag: str) -> None:
        self._settings.setValue("appearance/language", tag)

    @property
    def geometry(self) -> QByteArray:
        """Where the window was, as Qt has it; empty at first."""
        kept = self._settings.value("window/geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._settings.setValue("window/geometry", geometry)

    @property
    def folded(self) -> bool:
        """Whether the sidebar is kept narrow."""
        return self._settings.value("window/folded") in (True, "true")

    @folded.setter
    def folded(self, folded: bool) -> None:
        self._settings.setValue("window/folded", folded)

    @property
    def folder(self) -> Path | None:
        """The notebook that was opened last."""
        kept = self._settings.value("notebook/folder")
        return Path(kept) if isinstance(kept, str) and kept else None

    @folder.setter
    def folder(self, folder: Path) -> None:
        self._settings.setValue("notebook/folder", str(folder))
        # At once: whatever ends the program next, the notebook is found again.
        self._settings.sync()

    def uses_keychain(self, folder: Path) -> bool:
        """Whether this computer's keychain is to be asked for the key to the notebook in `folder`."""
        return str(folder) in self._with_keychain()

    def keep_keychain(self, folder: Path, used: bool) -> None:
        """Remembers whether to ask the keychain."""
        others = [name for name in self._with_keychain() if name != str(folder)]
        self._settings.setValue("notebook/keychain", [*others, str(folder)] if used else others)

    def _with_keychain(self) -> list[str]:
        kept = self._settings.value("notebook/keychain")
        # A list of one comes back as the string itself.
        return [kept] if isinstance(kept, str) else list(kept) if isinstance(kept, list) else []

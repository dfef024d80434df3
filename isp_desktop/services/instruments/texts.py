"""Texts in several languages, as pyxform gives them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from isp_desktop.domain.instrument import Texts

_UNNAMED = "default"
"""What pyxform calls the language that a form does not name."""


class Languages:
    """The languages of a form, as its texts name them."""

    def __init__(self, default: str) -> None:
        self.default = "" if default == _UNNAMED else default
        self._seen: dict[str, None] = {}

    def texts(self, told: Any) -> Texts:
        """What pyxform tells of one text: itself, or in each language."""
        if told is None or told == "":
            return {}
        if not isinstance(told, dict):
            told = {self.default or _UNNAMED: told}
        found = {self._name(language): str(text) for language, text in told.items() if isinstance(text, str) and text}
        self._seen |= dict.fromkeys(found)
        return found

    def seen(self, heads: Iterable[Iterable[str]]) -> tuple[str, ...]:
        """The languages of all texts so far, as the `heads` of the sheets name them first; ("",) for none."""
        named = [head.rpartition(":")[2].strip() for one in heads for head in one if ":" in head]
        order = {language: at for at, language in reversed(list(enumerate(named)))}
        return tuple(sorted(self._seen, key=lambda language: order.get(language or _UNNAMED, -1))) or ("",)

    @staticmethod
    def _name(language: Any) -> str:
        return "" if language == _UNNAMED else str(language)

"""The language that the program speaks: every sentence of its own passes here, by gettext.

The catalogue is chosen once, before the first page is made (docs/decisions/0005-language.md). What people wrote is
never translated.
"""

from __future__ import annotations

import gettext
from pathlib import Path

DOMAIN = "isp-desktop"
MADE_UP = "en_XA"
"""No language: English accented, longer and mirrored, to see where a page cuts words off."""


class _Speech:
    """Which language holds; English, in which the program is written, until another is chosen."""

    def __init__(self) -> None:
        self.tag = "en"
        self.words = gettext.NullTranslations()


_speech = _Speech()


def speak(tag: str, catalogues: Path) -> None:
    """From now on the program speaks `tag`, such as "nl" or "pt_BR", as far as `catalogues` has its words."""
    # Its days and months are those of English.
    _speech.tag = "en" if tag == MADE_UP else tag
    _speech.words = gettext.translation(DOMAIN, catalogues, [tag], fallback=True)


def known(catalogues: Path) -> list[str]:
    """The tags of the languages beside English that have a catalogue, without the made-up one."""
    found = {path.parent.parent.name for path in catalogues.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return sorted(found - {MADE_UP})


def spoken() -> str:
    """The tag of the language that holds, for the names of days and months."""
    return _speech.tag


def _(words: str) -> str:
    """`words` in the language that holds."""
    # For "" gettext gives the head of its catalogue.
    return _speech.words.gettext(words) if words else ""


def counted(one: str, many: str, n: int) -> str:
    """`one` or `many` (or a third form, where the language has it) with `n` in place of "{n}"."""
    return _speech.words.ngettext(one, many, n).format(n=f"{n:,}")


def marked(words: str) -> str:
    """`words` as they are, for a catalogue to find; they are translated where they are shown."""
    return words

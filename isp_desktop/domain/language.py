"""The language that the program speaks: every sentence of its own passes here, by gettext.

The catalogue is chosen once, before the first page is made (docs/decisions/0005-language.md). What people wrote is
never translated.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

DOMAIN = "isp-desktop"
MADE_UP = "en_XA"
"""No language: English accented, longer and mirrored, to see where a page cuts words off."""

_ASKING = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
# German and Luxembourgish write every noun with a capital.
_WITH_CAPITALS = frozenset({"de", "lb"})
# In Turkish and Azerbaijani the small letter of "I" has no dot; that of "İ" has one.
_DOTLESS = frozenset({"tr", "az"})
_SMALL_I = str.maketrans({"I": "\u0131", "\u0130": "i"})
# Smaller whole numbers are written alike everywhere.
_GROUPED = 1000


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
    if tag == "en":
        _speech.words = gettext.NullTranslations()
    else:
        _speech.words = gettext.translation(DOMAIN, catalogues, [tag], fallback=True)


def known(catalogues: Path) -> list[str]:
    """The tags of the languages beside English that have a catalogue, without the made-up one."""
    found = {path.parent.parent.name for path in catalogues.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")}
    return sorted(found - {MADE_UP})


def fitting(wanted: Iterable[str], there: Sequence[str]) -> str:
    """The first of `wanted`, such as "pt-BR", that is English or among `there`; "en" for none."""
    for name in wanted:
        tag = name.replace("-", "_")
        for found in (tag, tag.partition("_")[0]):
            if found == "en" or found in there:
                return found
    return "en"


def asked_by(environment: Mapping[str, str]) -> list[str]:
    """The languages that LANGUAGE, LC_ALL, LC_MESSAGES or LANG ask for, as gettext reads them: the first one set."""
    asked = next((environment[name] for name in _ASKING if environment.get(name)), "")
    return [one.partition(".")[0].partition("@")[0] for one in asked.split(":") if one]


def spoken() -> str:
    """The tag of the language that holds, for the names of days and months."""
    return _speech.tag


def _(words: str) -> str:
    """`words` in the language that holds."""
    # For "" gettext gives the head of its catalogue.
    return _speech.words.gettext(words) if words else ""


def in_sentence(words: str) -> str:
    """`words`, a label in the language that holds, as they stand inside a sentence: small where it writes them so."""
    language = _speech.tag.partition("_")[0]
    if language in _WITH_CAPITALS:
        return words
    return (words.translate(_SMALL_I) if language in _DOTLESS else words).lower()


def counted(one: str, many: str, n: int, **fields: str) -> str:
    """`one` or `many` (or a third form, where the language has it) with `n` in place of "{n}", and `fields`."""
    return _speech.words.ngettext(one, many, n).format(n=number(n), **fields)


def number(n: float) -> str:
    """`n` as it is written in the language that holds: "12,345", "12.345"; at most three places after the point."""
    if _speech.tag == "en" or (isinstance(n, int) and abs(n) < _GROUPED):
        return f"{n:,}" if isinstance(n, int) else f"{n:,.3f}".rstrip("0").rstrip(".")
    # Costs a part of the start, and most notebooks count nothing that large on their first page.
    from babel.numbers import format_decimal

    return format_decimal(n, locale=_speech.tag)


def marked(words: str) -> str:
    """`words` as they are, for a catalogue to find; they are translated where they are shown."""
    return words

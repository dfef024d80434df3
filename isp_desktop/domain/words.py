"""How text becomes searchable words, and how what is typed becomes a question to the index.

Scripts without spaces (Chinese, Japanese, Thai...) are indexed character by character, so that any run is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

# Compiled when it is first asked for, which takes 2 ms.
_UNSPACED = (
    "([\u0e00-\u0eff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff])"
)
_WORD = re.compile(r"[^\W_]+")
MAX_WORDS = 12
"""More words than this narrow nothing further; the rest are ignored."""


def indexable(text: str) -> str:
    """`text` as it goes into the index."""
    return text if text.isascii() else re.sub(_UNSPACED, r" \1 ", text)


class _Folding(dict[int, str]):
    """Each character without case and accents, worked out once; `str.translate` then runs at the speed of C."""

    def __missing__(self, code: int) -> str:
        self[code] = (unicodedata.normalize("NFD", chr(code))[0].lower() or chr(code))[0]
        return self[code]


_folding = _Folding()
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")


def fold(text: str) -> str:
    """`text` without case and accents, one character for one character, for finding a hit in what is shown."""
    # Nearly all of most texts is ASCII, for which `lower` takes a twentieth of the time.
    return (text if text.isascii() else _BEYOND_ASCII.sub(_folded, text)).lower()


def _folded(run: re.Match[str]) -> str:
    return run[0].translate(_folding)


def is_single_letter(typed: str) -> bool:
    """Whether `typed` is one letter of a script with spaces between its words."""
    letter = typed.strip()
    return len(letter) == 1 and letter.isalpha() and not re.match(_UNSPACED, letter)


def beginnings(typed: str) -> tuple[str, ...]:
    """What is typed as the beginnings of words that `begin_in` looks for."""
    return tuple(_WORD.findall(fold(typed)))


def begin_in(text: str, wanted: Sequence[str]) -> bool:
    """Whether each of `wanted` begins a word of `text`, or is in it in scripts without spaces."""
    said = fold(text)
    # Most texts are ruled out by this, in a tenth of the time.
    if not all(one in said for one in wanted):
        return False
    words = _WORD.findall(said)
    return all(any(word.startswith(one) for word in words) or _is_unspaced(one) for one in wanted)


def _is_unspaced(one: str) -> bool:
    return not one.isascii() and re.search(_UNSPACED, one) is not None


def asked_for(typed: str) -> list[str]:
    """What is typed as phrases of the index's language, all of which must occur; the last may be a beginning."""
    words = [word for chunk in typed.split() for word in _phrases(chunk)][:MAX_WORDS]
    phrases = [f'"{word}"' for word in words]
    open_end = typed[-1:].strip() != ""
    if phrases and open_end and (len(words[-1]) > 1 or len(words) == 1):
        phrases[-1] += "*"
    return phrases


def question(phrases: Sequence[str], kind: str = "") -> str:
    """The FTS5 query for records, of a kind if one is named, that hold all of `phrases`."""
    asked = "{title body} : (" + " AND ".join(phrases) + ")"
    return f'kind : "{kind}" AND {asked}' if kind else asked


def beginning(phrase: str) -> str:
    """The beginning of a word that `phrase` asks for, as the index has it; "" where it asks for something else.

    Only the index itself knows how it takes letters beyond ASCII.
    """
    word = phrase.removesuffix("*").strip('"')
    return word.lower() if phrase.endswith("*") and word.isascii() and word.isalnum() else ""


def _phrases(chunk: str) -> list[str]:
    """The words of one space-separated piece; a run of unspaced script stays one phrase of single characters."""
    return [" ".join(indexable(word).split()) for word in _WORD.findall(chunk)]


def holds(text: str, typed: str) -> bool:
    """Whether a word of `typed` stands in `text`, at least as a beginning or a part."""
    folded = fold(text)
    return any(fold(word) in folded for word in _WORD.findall(typed))


def snippet(text: str, typed: str, before: int = 20, after: int = 110) -> str:
    """A piece of `text` about the first word of `typed` that stands in it, on one line, with … where it was cut.

    The word stands near the beginning, so that a narrow row shows it.
    """
    flat = " ".join(text.split())
    folded = fold(flat)
    hits = [folded.find(fold(word)) for word in _WORD.findall(typed)]
    at = min((hit for hit in hits if hit >= 0), default=0)
    start = 0 if at <= before else flat.find(" ", at - before, at) + 1 or at
    end = len(flat) if at + after >= len(flat) else max(flat.rfind(" ", 0, at + after), start + 1)
    return f"{'…' if start else ''}{flat[start:end].strip()}{'…' if end < len(flat) else ''}"

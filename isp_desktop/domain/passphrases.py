"""How hard a passphrase is to guess, told honestly in a sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

SHORTEST = 8
_COMMON_WORDS = (
    "password passwort passphrase qwerty qwertz azerty letmein welcome iloveyou admin monkey dragon football sunshine "
    "princess abc123 secret notebook school clinic implementation support master hello summer winter spring autumn "
    "january february march april june july august september october november december "
)
_COMMON = frozenset(_COMMON_WORDS.split())
_KEYS = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiop", "asdfghjkl", "zxcvbnm", "0123456789")
# A word people choose is one of some two thousand; a common one, or the owner's own name, is among the first tried.
_WORD_BITS, _COMMON_BITS, _NEXT_IN_ROW_BITS = 11.0, 3.0, 0.5
# Each guess costs about a second of scrypt; ten thousand processors try side by side.
_GUESSES_A_SECOND = 10_000
_YEAR = 365.25 * 24 * 3600
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Strength:
    """`level` 0 (nothing typed) to 4 (very strong), and the same in a sentence."""

    level: int
    sentence: str


def strength(passphrase: str, known: Iterable[str] = ()) -> Strength:
    """How long `passphrase` resists someone who has the file and ten thousand processors.

    Args:
        known: words that such a person knows already, such as the owner's name.
    """
    if not passphrase:
        return Strength(0, f"At least {SHORTEST} characters. Four words that do not belong together work well.")
    if len(passphrase) < SHORTEST:
        missing = SHORTEST - len(passphrase)
        return Strength(1, f"Too short: {missing} more {'character' if missing == 1 else 'characters'} needed")
    words = re.findall(r"[^\W\d_]{2,}", passphrase)
    guessable = _COMMON | {part.casefold() for name in known for part in name.split()}
    bits = min(_bits_by_characters(passphrase), _bits_by_words(passphrase, words, guessable))
    seconds = 2 ** (bits - 1) / _GUESSES_A_SECOND
    return _told(seconds, len(set(map(str.casefold, words))))


def _bits_by_words(passphrase: str, words: list[str], guessable: Iterable[str]) -> float:
    """As one guesses who tries words first, and a few more signs around them."""
    bits, seen = 0.0, set()
    for word in words:
        folded = word.casefold()
        if folded in seen:
            bits += 1
        elif folded in guessable:
            bits += _COMMON_BITS
        else:
            bits += min(_WORD_BITS, _bits_by_characters(word))
        seen.add(folded)
    rest = re.sub(r"[^\W\d_]{2,}|\s+|-", "", passphrase)
    mixed = sum(1 for word in words if word != word.lower() and word != word.capitalize())
    return bits + _bits_by_characters(rest) + mixed


def _bits_by_characters(text: str) -> float:
    """As one guesses who tries signs; one that repeats or follows its neighbour on the keyboard adds little."""
    if not text:
        return 0.0
    each = math.log2(_alphabet(text))
    # Without case a text may have more signs than with it: "ß" becomes "ss".
    folded = text.casefold()
    return sum(_NEXT_IN_ROW_BITS if at and _follows(folded[at - 1], sign) else each for at, sign in enumerate(folded))


def _alphabet(text: str) -> int:
    classes = (
        (26, any(sign.islower() for sign in text)),
        (26, any(sign.isupper() for sign in text)),
        (10, any(sign.isdigit() for sign in text)),
        (33, any(sign.isascii() and not sign.isalnum() for sign in text)),
        (100, any(not sign.isascii() for sign in text)),
    )
    return max(10, sum(size for size, used in classes if used))


def _follows(before: str, sign: str) -> bool:
    return before == sign or any(before + sign in row or sign + before in row for row in _KEYS)


def _told(seconds: float, words: int) -> Strength:
    count = f"{_NUMBERS[words]} words, " if 2 <= words < len(_NUMBERS) else ""
    years = seconds / _YEAR
    if seconds < 24 * 3600:
        return Strength(1, f"Weak: {count}guessed within a day. Add words that do not belong together")
    if years < 1:
        return Strength(2, f"Fair: {count}about {_about(seconds / 86400)} days to guess. One more word helps much")
    if years < 1000:
        return Strength(3, f"Strong: {count}about {_about(years)} years to guess")
    return Strength(4, f"Very strong: {count}more than a thousand years to guess")


def _about(number: float) -> str:
    """One leading figure, since nobody knows it better."""
    step = 10 ** max(0, math.floor(math.log10(max(1.0, number))))
    return f"{max(2, round(number / step) * step):,}"

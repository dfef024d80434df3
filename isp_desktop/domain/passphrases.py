"""How hard a passphrase is to guess, told honestly in a sentence."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from isp_desktop.domain.language import _, counted, marked

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
_WORDS = {
    2: marked("two words"),
    3: marked("three words"),
    4: marked("four words"),
    5: marked("five words"),
    6: marked("six words"),
    7: marked("seven words"),
    8: marked("eight words"),
    9: marked("nine words"),
    10: marked("ten words"),
}


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
        least = counted(
            "At least {n} character. Four words that do not belong together work well.",
            "At least {n} characters. Four words that do not belong together work well.",
            SHORTEST,
        )
        return Strength(0, least)
    if len(passphrase) < SHORTEST:
        missing = SHORTEST - len(passphrase)
        needed = counted("Too short: {n} more character needed", "Too short: {n} more characters needed", missing)
        return Strength(1, needed)
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
    days, years = seconds / 86400, seconds / _YEAR
    level = 1 if days < 1 else 2 if years < 1 else 3 if years < 1000 else 4
    time = counted("{n} year", "{n} years", _about(years))
    if years < 1:
        time = counted("{n} day", "{n} days", _about(days))
    if words in _WORDS:
        return Strength(level, _(_OF_WORDS[level]).format(words=_(_WORDS[words]), time=time))
    return Strength(level, _(_OF_SIGNS[level]).format(time=time))


_OF_WORDS = {
    1: marked("Weak: {words}, guessed within a day. Add words that do not belong together"),
    2: marked("Fair: {words}, about {time} to guess. One more word helps much"),
    3: marked("Strong: {words}, about {time} to guess"),
    4: marked("Very strong: {words}, more than a thousand years to guess"),
}
_OF_SIGNS = {
    1: marked("Weak: guessed within a day. Add words that do not belong together"),
    2: marked("Fair: about {time} to guess. One more word helps much"),
    3: marked("Strong: about {time} to guess"),
    4: marked("Very strong: more than a thousand years to guess"),
}


def _about(number: float) -> int:
    """One leading figure, since nobody knows it better; at least 2."""
    step = 10 ** max(0, math.floor(math.log10(max(1.0, number))))
    return int(max(2, round(number / step) * step))

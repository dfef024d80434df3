"""Regular expressions that somebody else wrote: none takes long, and none takes much memory."""

from __future__ import annotations

import re

_SECONDS = 0.05
_LONGEST = 1_000
_MOST_REPETITIONS = 100_000
_MOST_SLOW = 1_000


def is_pattern(pattern: str) -> bool:
    """Whether `pattern` is a regular expression, and one that needs little memory."""
    # Brings a library that takes 10 ms to load, and few forms ask for it.
    import regex

    if len(pattern) > _LONGEST or _repetitions(pattern) > _MOST_REPETITIONS:
        return False
    try:
        regex.compile(pattern)
    except (regex.error, ValueError, OverflowError, RecursionError):
        return False
    return True


def _repetitions(pattern: str) -> int:
    """How often a part of `pattern` may be repeated at the most by counts such as {3,20}; the library makes room for
    each."""
    found = 1
    for count in re.findall(r"\d{1,9}", "".join(re.findall(r"\{[^{}]*\}", pattern))):
        found *= max(1, int(count))
    return found


class Patterns:
    """Regular expressions, each given up for good once it took too long."""

    def __init__(self) -> None:
        self._slow: set[str] = set()

    def match(self, text: str, pattern: str) -> bool:
        """Whether the whole text fits the pattern; not, where that cannot be told in a moment."""
        import regex

        if pattern in self._slow or not is_pattern(pattern):
            return False
        try:
            return regex.fullmatch(pattern, text, timeout=_SECONDS) is not None
        except TimeoutError:
            if len(self._slow) < _MOST_SLOW:
                self._slow.add(pattern)
            return False
        except RecursionError:
            return False

"""Labels inside sentences: a kind's name, and several names in a row."""

from __future__ import annotations

from collections.abc import Sequence

from isp_desktop.domain.language import _, spoken

# German and Luxembourgish write every noun with a capital.
_WITH_CAPITALS = frozenset({"de", "lb"})


def noun(label: str) -> str:
    """The label of a kind, such as "Support status", as it stands inside a sentence of the language that holds."""
    words = _(label)
    return words if spoken().partition("_")[0] in _WITH_CAPITALS else words.lower()


def listed(words: Sequence[str]) -> str:
    """ "Notes, Challenges and Next steps"; "content" for none."""
    if not words:
        return _("content")
    first = ", ".join(words[:-1])
    return _("{first} and {last}").format(first=first, last=words[-1]) if first else words[0]

"""What a brief says, on a relationship or before a visit, as plain data, before anyone decides how it looks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from isp_desktop.domain.language import _


@dataclass(frozen=True, slots=True)
class BriefPart:
    """A part under its heading: first `texts`, Markdown under a label each, then `lines`, one an item of a list."""

    heading: str
    texts: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.lines or any(text for _label, text in self.texts))


@dataclass(frozen=True, slots=True)
class Brief:
    """One page on a person or a site, to prepare with or to hand on.

    Attributes:
        title: what it is called, such as "Brief on Ruth Calloway".
        author: who prepares.
        private: it tells private words, and so is for `author` alone.
        facts: label and words of each line of its head.
    """

    name: str
    title: str
    day: date
    author: str
    private: bool
    facts: tuple[tuple[str, str], ...] = ()
    parts: tuple[BriefPart, ...] = ()

    @property
    def mark(self) -> str:
        """What stands on each of its pages; "" for one to hand on."""
        return _("Private: for {name} only").format(name=self.author) if self.private else ""

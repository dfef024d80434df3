"""How the fields of a page find, name and make what they link to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from isp_desktop.db.models import kinds
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.finder import Find, Make, Option

Way = tuple[Find, Callable[[str], str], Make | None, str]
"""What an editor of links needs: find, title, make, and what is linked to is called."""


class Links:
    """Options out of a Linker.

    Args:
        site: gives the page's own site, whose people come first, or "".
        makes: what is not found is offered as new, where a name is all that a new one needs.
    """

    def __init__(self, linker: Linker, site: Callable[[], str] = str, *, makes: bool = True) -> None:
        self._linker = linker
        self._site = site
        self._makes = makes

    def of(self, kind: str, but: str = "") -> Way:
        """To records of a kind, except the one `but`."""
        return self._way((kind,), kind, but)

    def to(self, field: FieldSpec) -> Way:
        """To what `field` links to."""
        return self._way(field.targets, field.to)

    def found(self, kinds: Sequence[str], words: str, limit: int) -> list[Option]:
        """What can be linked under `words`."""
        offers = self._linker.offers_of(kinds, words, limit, self._site())
        return [Option(one.uid, one.title, one.detail) for one in offers]

    def _way(self, targets: Sequence[str], called: str, but: str = "") -> Way:
        def find(words: str, limit: int) -> list[Option]:
            return [one for one in self.found(targets, words, limit) if one.uid != but]

        makes = self._makes and self._linker.can_make(called)
        return find, self._linker.title, partial(self._make, called) if makes else None, kinds()[called].label

    def _make(self, kind: str, words: str) -> Option:
        made = self._linker.make(kind, words)
        return Option(made.uid, made.title)

"""How the fields of a page find, name and make what they link to."""

from __future__ import annotations

from collections.abc import Callable

from isp_desktop.db.models import kinds
from isp_desktop.services.linking import Linker
from isp_desktop.ui.kit.finder import Find, Make, Option


class Links:
    """Options out of a Linker; people of the page's own site come first."""

    def __init__(self, linker: Linker, site: Callable[[], str]) -> None:
        self._linker = linker
        self._site = site

    def of(self, kind: str) -> tuple[Find, Callable[[str], str], Make, str]:
        """What an editor of links to `kind` needs: find, title, make, and what a new one is called."""

        def find(words: str, limit: int) -> list[Option]:
            found = self._linker.offers(kind, words, limit, self._site())
            return [Option(one.uid, one.title, one.detail) for one in found]

        def make(words: str) -> Option:
            made = self._linker.make(kind, words)
            return Option(made.uid, made.title)

        return find, self._linker.title, make, kinds()[kind].label

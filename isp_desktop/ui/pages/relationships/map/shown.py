"""What of the network the map shows now: after its sieve, and around somebody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from isp_desktop.domain.language import _, counted
from isp_desktop.domain.network import ALL_STEPS, Network, Sieve, around, shared, sifted
from isp_desktop.services.network.mapping import Mapped
from isp_desktop.services.network.measures import Score
from isp_desktop.services.network.reading import Scope
from isp_desktop.ui.pages.relationships.map.picture import Picture, shown_name

_MANY_ALONE = 60


@dataclass
class Shown:
    """What was chosen, and what follows from it.

    Attributes:
        day: how it was then; None for today.
        around: the node of whom so many `steps` around are shown, or "".
        score: what the size of nodes tells, or "".
        groups: groups are outlined; `found` has them.
    """

    mapped: Mapped | None = None
    day: dt.date | None = None
    scope: Scope = field(default_factory=Scope)
    sieve: Sieve = field(default_factory=Sieve)
    around: str = ""
    steps: int = 1
    score: Score | str = ""
    sizes: Mapping[str, float] = field(default_factory=dict)
    with_groups: bool = False
    groups: tuple[frozenset[str], ...] = ()

    def take(self, mapped: Mapped) -> bool:
        """What was read; True where it is the first. Of very many without a tie none is shown at first."""
        first = self.mapped is None
        self.mapped = mapped
        if first:
            tied = {uid for edge in mapped.network.edges for uid in (edge.source, edge.target)}
            self.sieve = Sieve(alone=len(mapped.network.nodes.keys() - tied) <= _MANY_ALONE)
        return first

    def whole(self) -> Network:
        """All that was read."""
        return self.mapped.network if self.mapped else Network()

    def network(self) -> Network:
        """What of it is shown."""
        return self._chosen_of(self.whole())

    def _chosen_of(self, whole: Network) -> Network:
        found = sifted(whole, self.sieve)
        if self.around in found.nodes and self.steps != ALL_STEPS:
            return around(found, self.around, self.steps)
        return found

    def picture(self, *, trust: bool = True) -> Picture:
        """It as it is drawn; not `trust`: of what is shared alone, so that no private tie leads to anybody."""
        if self.mapped is None:
            return Picture()
        network = self.network() if trust else self._chosen_of(shared(self.whole()))
        picture = Picture.of(network, self.mapped.spots, self.mapped.pins)
        picture.sizes = {uid: size for uid, size in self.sizes.items() if uid in picture.nodes}
        picture.groups = self.groups if self.with_groups else ()
        return picture

    def sieve_words(self) -> str:
        """What is left out, in words; "" where nothing is."""
        shown, all_of_it = len(self.network().nodes), len(self.whole().nodes)
        sieve = self.sieve
        if sieve == Sieve() or self.mapped is None:
            return ""
        told = [_("{shown} of {all} shown").format(shown=shown, all=all_of_it)]
        told += [counted("{n} type of tie", "{n} types of tie", len(sieve.types))] if sieve.types else []
        told += [counted("{n} part of the system", "{n} parts of the system", len(sieve.parts))] if sieve.parts else []
        told += [counted("{n} level", "{n} levels", len(sieve.levels))] if sieve.levels else []
        told += [] if sieve.alone else [_("nobody without a tie")]
        return ", ".join(told)

    def around_words(self) -> str:
        """Around whom it is shown, or ""."""
        node = self.whole().nodes.get(self.around)
        return _("Around {name}").format(name=_("you") if node.me else shown_name(node)) if node else ""

"""What of the network the map shows now: after its sieve, around somebody, or what is to be seen first of very much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from isp_desktop.domain.excerpt import READABLE, excerpt, readable_steps
from isp_desktop.domain.language import _, counted
from isp_desktop.domain.network import ALL_STEPS, Network, Sieve, around, degrees, shared, sifted, within
from isp_desktop.domain.spacing import Box, Spot, fitted
from isp_desktop.services.network.mapping import Mapped
from isp_desktop.services.network.measures import Score
from isp_desktop.services.network.reading import Scope
from isp_desktop.services.network.rooms import CLOSE
from isp_desktop.ui.pages.relationships.map.picture import Picture, shown_name

# Of so many a block beside the map says nothing that a number does not say as well.
_MANY_ALONE = 12
_LEAST_ROOM: Box = (360.0, 220.0)
# So many are to be seen first, and so many at most read better in places of their own than in those on the whole map.
_FIRST, _READ_CLOSE = 15, 80

# What there is before anything was read: always the same, as what was cut out of it is known by.
_NOTHING = Network()

# What a part of the map is chosen by.
_Choice = tuple[Scope, Sieve, str, int, bool]


@dataclass
class Habit:
    """What was chosen of the map and holds as long as the window is open.

    Attributes:
        everyone: all are shown, also where they are too many to be read.
    """

    everyone: bool = False


@dataclass(frozen=True)
class CloseUp:
    """A part of the map with places of its own.

    Attributes:
        moved: where nodes were put by hand in it, as shares of the room that the window has.
    """

    choice: _Choice
    spots: Mapping[str, Spot]
    moved: Mapping[str, Spot] = field(default_factory=dict)


@dataclass(frozen=True)
class _Cut:
    """What a choice leaves of a network: `chosen`, and of that what the map shows."""

    whole: Network
    choice: _Choice
    chosen: Network
    shown: Network


@dataclass
class Shown:
    """What was chosen, and what follows from it.

    Attributes:
        day: how it was then; None for today.
        around: the node of whom so many `steps` around are shown, or "".
        parts: the parts that were laid out by themselves; `near`: the places of that which is shown, as they are drawn
            into the window.
        score: what the size of nodes tells, or "".
        groups: groups are outlined; `found` has them.
    """

    habit: Habit = field(default_factory=Habit)
    mapped: Mapped | None = None
    day: dt.date | None = None
    scope: Scope = field(default_factory=Scope)
    sieve: Sieve = field(default_factory=Sieve)
    around: str = ""
    steps: int = 1
    parts: dict[_Choice, CloseUp] = field(default_factory=dict)
    near: Mapping[str, Spot] = field(default_factory=dict)
    score: Score | str = ""
    sizes: Mapping[str, float] = field(default_factory=dict)
    with_groups: bool = False
    groups: tuple[frozenset[str], ...] = ()
    _begun_with: Sieve | None = field(default=None, init=False)
    _cut: _Cut | None = field(default=None, init=False)
    _room: Box = field(default=_LEAST_ROOM, init=False)

    def take(self, mapped: Mapped) -> bool:
        """What was read; True where it is the first. Of many without a tie none is shown at first."""
        first = self.mapped is None
        self.mapped = mapped
        if first:
            self.sieve = self._begun_with = Sieve(alone=_alone(mapped.network) <= _MANY_ALONE)
        if self.scope == Scope() and not self.is_picked():
            first_of_all = self.scope, self.sieve, "", self.steps, False
            self.parts.setdefault(first_of_all, CloseUp(first_of_all, mapped.close))
        return first

    def whole(self) -> Network:
        """All that was read."""
        return self.mapped.network if self.mapped else _NOTHING

    def chosen(self) -> Network:
        """What of it the user chose to see, whether or not it can be read at once."""
        return self._cut_out().chosen

    def network(self) -> Network:
        """What of it the map shows."""
        return self._cut_out().shown

    def is_large(self) -> bool:
        """Whether what is chosen is too much to be read at once, and is not around somebody."""
        return self._is_too_much(self.chosen())

    def is_excerpt(self) -> bool:
        """Whether only those are shown who are to be seen first."""
        return self.is_large() and not self.habit.everyone

    def choice(self) -> _Choice:
        """By what the part that is shown was chosen."""
        return self.scope, self.sieve, self.around, self.steps, self.habit.everyone

    def part(self) -> Network | None:
        """What is shown, where it is a part that reads better in places of its own than in those on the whole map."""
        if self.mapped is None or (len(self.whole().nodes) <= READABLE and not self.scope.site):
            return None
        is_some = self._is_around() and self.steps != ALL_STEPS
        is_part = is_some or self.is_excerpt() or bool(self.scope.site)
        return self.network() if is_part and 1 < len(self.network().nodes) <= _READ_CLOSE else None

    def is_close(self) -> bool:
        """Whether what is shown stands in places of its own, which are not those of the whole map."""
        part = self.part()
        return part is not None and not self.lacks_places() and part.nodes.keys() <= self.near.keys()

    def close_up(self) -> CloseUp:
        """The part that is shown with the places that it had before, which stay."""
        return self.parts.get(self.choice(), CloseUp(self.choice(), {}))

    def is_first(self) -> bool:
        """Whether it is the part that is shown first of the whole notebook, whose places are kept."""
        return self.is_excerpt() and self.scope == Scope() and not self.is_picked()

    def lacks_places(self) -> bool:
        """Whether the part that is shown has to be laid out first."""
        part = self.part()
        return part is not None and not part.nodes.keys() <= self.close_up().spots.keys()

    def draw_near(self, room: Box) -> None:
        """Draws the part that is shown into a window with so much room for the middles of nodes, in px at 100 %."""
        part = self.part()
        self.near = {}
        if part is None:
            return
        uids, close_up = sorted(part.nodes), self.close_up()
        spots = {at: close_up.spots[uid] for at, uid in enumerate(uids)}
        wide, high = self._room = max(room[0], _LEAST_ROOM[0]), max(room[1], _LEAST_ROOM[1])
        moved = {uid: (x * wide, y * high) for uid, (x, y) in close_up.moved.items() if uid in part.nodes}
        self.near = {uids[at]: spot for at, spot in fitted(spots, CLOSE, self._room).items()} | moved

    def put_near(self, uid: str, spot: Spot) -> None:
        """A node of a part was put elsewhere, for as long as the part is shown."""
        self.near = {**self.near, uid: spot}
        share = spot[0] / self._room[0], spot[1] / self._room[1]
        close_up = self.close_up()
        self.parts[self.choice()] = replace(close_up, moved={**close_up.moved, uid: share})

    def picture(self, *, trust: bool = True) -> Picture:
        """It as it is drawn; not `trust`: of what is shared alone, so that no private tie leads to anybody.

        Without trust it shows everyone where only those first in need are on the screen: who they are tells of private
        notes, and all places are those on the whole map.
        """
        if self.mapped is None:
            return Picture()
        network = self.network() if trust else self._handed_on(self.mapped)
        close = trust and self.is_close()
        picture = Picture.of(network, self.near if close else self.mapped.spots, () if close else self.mapped.pins)
        picture.sizes = {uid: size for uid, size in self.sizes.items() if uid in picture.nodes}
        picture.groups = self.groups if self.with_groups else ()
        return picture

    def point_out(self, uid: str) -> bool:
        """Sees to it that a node is among what is shown, by showing what is around it; False where it was already."""
        if uid in self.network().nodes or uid not in self.whole().nodes:
            return False
        self.around, self.steps = uid, readable_steps(sifted(self.whole(), self.sieve), uid)
        return True

    def _cut_out(self) -> _Cut:
        whole, choice = self.whole(), self.choice()
        if self._cut is None or self._cut.whole is not whole or self._cut.choice != choice:
            shown = chosen = self._chosen_of(whole, self.sieve)
            if self._is_too_much(chosen) and not self.habit.everyone:
                shown = within(chosen, excerpt(chosen, self.mapped.first if self.mapped else (), _FIRST))
            self._cut = _Cut(whole, choice, chosen, shown)
        return self._cut

    def _is_too_much(self, chosen: Network) -> bool:
        return not self._is_around() and len(chosen.nodes) > READABLE

    def _is_around(self) -> bool:
        return self.around in self.whole().nodes

    def _handed_on(self, mapped: Mapped) -> Network:
        """What is chosen, of what is shared: whether those without a tie are few is told by shared ties alone."""
        begun = self.sieve is self._begun_with
        return self._chosen_of(
            shared(mapped.network), Sieve(alone=mapped.alone <= _MANY_ALONE) if begun else self.sieve
        )

    def _chosen_of(self, whole: Network, sieve: Sieve) -> Network:
        found = sifted(whole, sieve)
        if self.around in found.nodes and self.steps != ALL_STEPS:
            return around(found, self.around, self.steps)
        return found

    # -- in words -----------------------------------------------------------------------------------------------------

    def sieve_words(self) -> str:
        """What is left out, in words; "" where nothing is, and where the excerpt says so."""
        shown, all_of_it, sieve = len(self.chosen().nodes), len(self.whole().nodes), self.sieve
        picked = [
            *([counted("{n} type of tie", "{n} types of tie", len(sieve.types))] if sieve.types else []),
            *([counted("{n} part of the system", "{n} parts of the system", len(sieve.parts))] if sieve.parts else []),
            *([counted("{n} level", "{n} levels", len(sieve.levels))] if sieve.levels else []),
        ]
        if self.mapped is None or sieve == Sieve():
            return ""
        if picked:
            told = [_("{shown} of {all} shown").format(shown=shown, all=all_of_it), *picked]
            return ", ".join([*told, *([] if sieve.alone else [_("nobody without a tie")])])
        if self.is_excerpt() or self._is_around():
            return ""
        return counted("{n} without a tie is left out.", "{n} without a tie are left out.", _alone(self.whole()))

    def is_picked(self) -> bool:
        """Whether the user chose what is left out; those without a tie are left out where they are many."""
        return self.sieve not in (Sieve(), Sieve(alone=False))

    def around_words(self) -> str:
        """Around whom it is shown, or ""."""
        node = self.whole().nodes.get(self.around)
        return _("Around {name}").format(name=_("you") if node.me else shown_name(node)) if node else ""

    def excerpt_words(self) -> str:
        """How many of a large network are shown, and who; "" where it is small."""
        if not self.is_large():
            return ""
        network, all_of_it = self.network(), len(self.whole().nodes)
        if not self.is_excerpt():
            alone = _alone(self.whole()) if self.sieve.alone else 0
            everyone = _("Everyone is shown.") if self.sieve.alone else _("Everyone with a tie is shown.")
            apart = counted("{n} without a tie stands apart.", "{n} without a tie stand apart.", alone)
            return f"{everyone} {apart}" if alone else everyone
        return _("{shown} of {all}, those gone quiet first").format(shown=len(network.nodes), all=all_of_it)


def _alone(network: Network) -> int:
    return sum(ties == 0 for ties in degrees(network).values())

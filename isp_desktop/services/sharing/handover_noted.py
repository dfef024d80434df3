"""What the pages of a handover tell of ties and of what trust is built on, under the people it was noted with.

All of it comes from the shared records that leave; a name that does not leave is told nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from isp_desktop.db.models import kinds
from isp_desktop.domain.kinds import KindSpec
from isp_desktop.domain.language import _, in_sentence
from isp_desktop.domain.record import Record
from isp_desktop.domain.timeline import ENTRIES
from isp_desktop.domain.values import fits
from isp_desktop.services import lines, naming
from isp_desktop.services.summary.outline import labelled
from isp_desktop.services.summary.tree import Block, Heading, items, plain

_NAMED = ("person", "team", "organization", "site", "tie_type")
_ENDS = ("source", "target")

ByKind = Mapping[str, Sequence[Record]]


class Noted:
    """The ties and entries among the records that leave, each under everybody it names, else under the site."""

    def __init__(self, by_kind: ByKind) -> None:
        self._people = sorted(by_kind.get("person", ()), key=lambda one: str(one.fields.get("name") or "").casefold())
        self._uids = {one.uid for one in self._people}
        self._names = {one.uid: str(one.fields.get("name") or "") for kind in _NAMED for one in by_kind.get(kind, ())}
        self._told: dict[str, list[Sequence[Block]]] = {}
        for one, own in (*self._ties(by_kind), *self._entries(by_kind)):
            said = self._said(kinds()[one.kind], own)
            for where in self._places(one.kind, own):
                self._told.setdefault(where, []).append(said)

    def with_people(self) -> list[Block]:
        """What was noted with each person, by their names; [] where nothing was."""
        blocks: list[Block] = []
        for person in self._people:
            if told := self._told.get(person.uid):
                blocks += [Heading(2, plain(self._names[person.uid])), items(told)]
        return blocks

    def at_site(self) -> list[Block]:
        """What names nobody who is told of; [] where nothing was."""
        return [items(self._told[""])] if "" in self._told else []

    def _ties(self, by_kind: ByKind) -> Iterator[tuple[Record, Mapping[str, Any]]]:
        """Those of which both ends are told, the latest first."""
        found = [(one, sound(one)) for one in by_kind.get("tie", ())]
        found.sort(key=lambda pair: (pair[1].get("since") or "", pair[0].uid), reverse=True)
        return (pair for pair in found if all(self._names.get(pair[1].get(end, "")) for end in _ENDS))

    def _entries(self, by_kind: ByKind) -> list[tuple[Record, Mapping[str, Any]]]:
        """The latest first."""
        found = [(one, sound(one)) for kind in ENTRIES for one in by_kind.get(kind, ())]
        return sorted(found, key=lambda pair: (pair[1].get("date") or "", pair[0].uid), reverse=True)

    def _places(self, kind: str, own: Mapping[str, Any]) -> list[str]:
        """The uids of the people that it stands under, or "" for the site."""
        named = [own[end] for end in _ENDS] if kind == "tie" else own.get("people") or []
        return [uid for uid in named if uid in self._uids] or [""]

    def _said(self, spec: KindSpec, own: Mapping[str, Any]) -> list[Block]:
        """ "15 October 2026, Feedback: Too fast, Priya Raman (nothing done yet)", then what was written of it."""
        # All of it is of this site.
        title, second, cells = lines.words_of(spec, {**own, "site": None}, self._names)
        # What a tie is says its sentence.
        head = title if spec.kind == "tie" else _("{kind}: {what}").format(kind=_(spec.label), what=title)
        day = naming.day_in_words(own["date"]) if own.get("date") else ""
        line = ", ".join(part for part in (day, head, second) if part)
        state = f" ({in_sentence(', '.join(cells))})" if cells else ""
        written = [
            block
            for field in spec.fields
            if field.type == "text" and not field.private and own.get(field.name)
            for block in labelled(_(field.label), own[field.name])
        ]
        return [plain(" ".join(f"{line}{state}".split())), *written]


def sound(one: Record) -> dict[str, Any]:
    """The values of a record that are as its kind declares them; what is not, only another program can have logged."""
    known = kinds()[one.kind].by_name
    return {name: value for name, value in one.fields.items() if name in known and fits(known[name], value)}

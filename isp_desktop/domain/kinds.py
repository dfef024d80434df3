"""What a record kind and its fields are, as plain values that every layer can read.

They are built from the one declaration of each kind in `db/models/`; nothing declares a kind here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from msgspec import Struct, field

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _

FieldType = Literal[
    "line", "text", "date", "time", "number", "choice", "yes_no", "link", "links", "tags", "picks", "attachment"
]
SET_TYPES = frozenset({"links", "tags", "picks"})


class FieldSpec(Struct, frozen=True):
    """One field of a kind.

    Attributes:
        name: as in JSON, tables and bundles.
        label: as on screen.
        choices: key and label of each choice, for "choice" and "picks".
        to: the kind a "link" or "links" field points to; a new record made on the spot is of this one.
        or_to: further kinds it may point to.
        private: kept in the private scope, and so in nothing that leaves this computer.
        listed: shown as a column of the kind's list.
        by_program: set by the program itself; no form shows it.
        once: what was saved in it stays; no later save makes it another value that was never in the log.
        until: the field of the same record that, once it says something, makes this one stay as it is.
        section: the heading under which a form shows it, with those after it that name the same.
        weight: where its words stand in the search: "title", "body", or "" for nowhere.
        least, most: what a "number" may be, both or neither.
    """

    name: str
    label: str
    type: FieldType
    help: str = ""
    required: bool = False
    private: bool = False
    listed: bool = False
    by_program: bool = False
    once: bool = False
    until: str = ""
    section: str = ""
    weight: Literal["title", "body", ""] = "body"
    least: int | None = None
    most: int | None = None
    to: str = ""
    or_to: tuple[str, ...] = ()
    choices: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_set(self) -> bool:
        """Whether its elements merge one by one (and so never conflict)."""
        return self.type in SET_TYPES

    @property
    def targets(self) -> tuple[str, ...]:
        """Every kind it may point to; none for a field that is no link."""
        return (self.to, *self.or_to) if self.to else ()

    @property
    def merge(self) -> str:
        """The merge rule: "set" or "value"."""
        return "set" if self.is_set else "value"


class KindSpec(Struct, frozen=True, dict=True):
    """A record kind.

    Attributes:
        title: the fields whose values, joined, name a record.
        order: the fields its list is sorted by.
        latest_first: its list begins with the greatest.
        day: the date field that says when it happened, or "" for a kind without one.
        private_unless_shared: its records start in the private scope.
        never_shared: they stay there; each of its fields is private.
        within: its records stand on the pages of what they point to, and have no place of their own in the window.
        filters: fields by whose values its list is often narrowed; such a list is read in order as fast as the whole.
    """

    kind: str
    label: str
    plural: str
    icon: str
    title: tuple[str, ...]
    order: tuple[str, ...]
    latest_first: bool
    day: str
    private_unless_shared: bool
    fields: tuple[FieldSpec, ...]
    filters: tuple[str, ...] = ()
    within: bool = False
    never_shared: bool = False

    @cached_property
    def by_name(self) -> Mapping[str, FieldSpec]:
        """The fields by their names."""
        return {spec.name: spec for spec in self.fields}

    @cached_property
    def title_lines(self) -> tuple[str, ...]:
        """Those of `title` that are lines."""
        return self._titled("line")

    @cached_property
    def title_links(self) -> tuple[str, ...]:
        """Those of `title` that point to other records."""
        return self._titled("link")

    @cached_property
    def title_choices(self) -> tuple[str, ...]:
        """Those of `title` that are one of a few."""
        return self._titled("choice")

    def _titled(self, of_type: FieldType) -> tuple[str, ...]:
        return tuple(name for name in self.title if self.by_name[name].type == of_type)

    @cached_property
    def links(self) -> tuple[FieldSpec, ...]:
        """The fields that point to other records."""
        return tuple(spec for spec in self.fields if spec.to)

    @cached_property
    def unlike_words(self) -> tuple[tuple[int, FieldSpec], ...]:
        """The fields that hold a set or a number, and their places among all."""
        return tuple((at, spec) for at, spec in enumerate(self.fields) if spec.is_set or spec.type == "number")

    @cached_property
    def searched(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the fields that the search reads, by their weight."""
        return {
            weight: tuple(spec.name for spec in self.fields if spec.weight == weight) for weight in ("title", "body")
        }

    def field(self, name: str) -> FieldSpec:
        """The field `name`.

        Raises:
            BadInput: the kind has no such field.
        """
        if name not in self.by_name:
            names = ", ".join(self.by_name)
            refusal = _("A {kind} has no field “{name}”. Its fields are: {names}.")
            raise BadInput(refusal.format(name=name, kind=self.kind, names=names), name)
        return self.by_name[name]

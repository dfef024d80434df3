"""What every record kind shares, and how its declaration becomes a plain `KindSpec`."""

from __future__ import annotations

from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from isp_desktop.domain.kinds import FieldSpec, KindSpec


class About(Struct, frozen=True):
    """What a kind says of itself beside its fields; see `KindSpec`."""

    label: str
    plural: str
    icon: str
    title: tuple[str, ...]
    order: tuple[str, ...]
    latest_first: bool = False
    day: str = ""
    private_unless_shared: bool = False
    never_shared: bool = False
    filters: tuple[str, ...] = ()
    within: bool = False


class Record:
    """A record kind: a table projected from the log (`schema`). A kind has these columns beside its own fields.

    Attributes:
        kind: its name, and that of its table.
        uid: UUIDv7, 36 characters.
        life: "live", "deleted" or "contested".
        private: the record has no shared revision.
        conflicts: how many fields wait to be settled.
        sort: where it stands in its kind's list.
    """

    kind: ClassVar[str]
    declared: ClassVar[About]

    uid: str
    life: str
    private: bool
    conflicts: int
    sort: str


def kind_spec(model: type[Record]) -> KindSpec:
    """The declaration `model` as a plain value."""
    fields = tuple(
        replace(declared, name=name) for name, declared in vars(model).items() if isinstance(declared, FieldSpec)
    )
    about = {name: getattr(model.declared, name) for name in About.__struct_fields__}
    return KindSpec(kind=model.kind, fields=fields, **about)

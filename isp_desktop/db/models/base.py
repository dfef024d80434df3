"""What every record kind shares, and how its declaration becomes a plain `KindSpec`."""

from __future__ import annotations

import dataclasses
from typing import ClassVar

from sqlalchemy import Boolean, Index, Integer, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

from isp_desktop.domain.kinds import FieldSpec, KindSpec


class Base(DeclarativeBase):
    """Holds the metadata of every table of the store."""


@dataclasses.dataclass(frozen=True, slots=True)
class About:
    """What a kind says of itself beside its fields; see `KindSpec`."""

    label: str
    plural: str
    icon: str
    title: tuple[str, ...]
    order: tuple[str, ...]
    latest_first: bool = False
    day: str = ""
    private_unless_shared: bool = False
    filters: tuple[str, ...] = ()
    within: bool = False


class Record(Base):
    """A record kind: a table projected from the log. Its name is the name of its table.

    Attributes:
        uid: UUIDv7, 36 characters.
        life: "live", "deleted" or "contested".
        private: the record has no shared revision.
        conflicts: how many fields wait to be settled.
        sort: where it stands in its kind's list.
    """

    __abstract__ = True
    declared: ClassVar[About]

    uid: Mapped[str] = mapped_column(Text, primary_key=True)
    life: Mapped[str] = mapped_column(Text)
    private: Mapped[bool] = mapped_column(Boolean)
    conflicts: Mapped[int] = mapped_column(Integer)
    sort: Mapped[str] = mapped_column(Text)

    @declared_attr.directive
    @classmethod
    def __table_args__(cls) -> tuple[Index, ...]:
        kind = cls.__tablename__
        return (
            Index(f"{kind}_in_order", "sort", "uid"),
            *(Index(f"{kind}_by_{name}", name, "sort", "uid") for name in cls.declared.filters),
        )


def kind_spec(model: type[Record]) -> KindSpec:
    """The declaration `model` as a plain value."""
    fields = tuple(
        dataclasses.replace(column.info["field"], name=column.name)
        for column in model.__table__.columns
        if isinstance(column.info.get("field"), FieldSpec)
    )
    about = {name: getattr(model.declared, name) for name in About.__slots__}
    return KindSpec(kind=model.__tablename__, fields=fields, **about)

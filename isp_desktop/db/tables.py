"""The tables of `schema`, each standing for its own until it is used: they are made of SQLAlchemy (see `sql`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from isp_desktop.db.later import Later

if TYPE_CHECKING:
    from isp_desktop.db.schema import (
        arrival,
        claim,
        colleague,
        draft,
        link,
        metadata,
        outgoing,
        record,
        revision,
        served,
        served_month,
        set_aside,
        setting,
        table_of,
        withdrawn,
        words,
    )

__all__ = [
    "arrival",
    "claim",
    "colleague",
    "draft",
    "link",
    "metadata",
    "outgoing",
    "record",
    "revision",
    "served",
    "served_month",
    "set_aside",
    "setting",
    "table_of",
    "withdrawn",
    "words",
]

if not TYPE_CHECKING:
    globals().update({name: Later("isp_desktop.db.schema", name) for name in __all__})

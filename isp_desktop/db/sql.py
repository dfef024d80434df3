"""SQLAlchemy's words for statements, which the modules here take from this one.

SQLAlchemy takes longer to read than all else between the command and the open window, so it is read when the first
statement is made (docs/decisions/0009-start.md); until then these names stand for its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from isp_desktop.db.later import Later

if TYPE_CHECKING:
    from sqlalchemy import (
        ColumnElement,
        CompoundSelect,
        Connection,
        Engine,
        RowMapping,
        Select,
        Table,
        Text,
        TextClause,
        and_,
        bindparam,
        case,
        cast,
        delete,
        exists,
        func,
        insert,
        literal_column,
        or_,
        select,
        text,
        true,
        tuple_,
        update,
    )
    from sqlalchemy.dialects.sqlite import insert as upsert

__all__ = [
    "ColumnElement",
    "CompoundSelect",
    "Connection",
    "Engine",
    "RowMapping",
    "Select",
    "Table",
    "Text",
    "TextClause",
    "and_",
    "bindparam",
    "case",
    "cast",
    "delete",
    "exists",
    "func",
    "insert",
    "literal_column",
    "or_",
    "select",
    "text",
    "true",
    "tuple_",
    "update",
    "upsert",
]

if not TYPE_CHECKING:
    upsert = Later("sqlalchemy.dialects.sqlite", "insert")
    globals().update({name: Later("sqlalchemy", name) for name in __all__ if name != "upsert"})

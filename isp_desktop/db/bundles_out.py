"""The bundles that were made here, by the names of their files."""

from __future__ import annotations

from pathlib import PurePath

from isp_desktop.db.sql import Connection, select
from isp_desktop.db.tables import outgoing


def names_of_files(connection: Connection) -> set[str]:
    """The names of all files that bundles were ever written to here, without their folders."""
    return {PurePath(file).name for file in connection.execute(select(outgoing.c.file)).scalars()}

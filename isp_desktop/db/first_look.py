"""What is made of a new notebook, and looked at in one that is opened: that it is whole, this one, and not newer."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from isp_desktop.db import projection, settings
from isp_desktop.db.engine import Asked, Glance, is_whole, open_engine, writing
from isp_desktop.db.fingerprints import fingerprints
from isp_desktop.db.folder import Folder
from isp_desktop.db.keys import FORMAT
from isp_desktop.db.sql import Connection, Engine
from isp_desktop.db.tables import metadata
from isp_desktop.db.transaction import Progress
from isp_desktop.domain.errors import StoreDamaged, StoreNewer
from isp_desktop.domain.language import _


def make_tables(connection: Connection, notebook: str, author: str) -> None:
    """Makes the tables of a new notebook, which is its own device."""
    metadata.create_all(connection)
    projection.create(connection)
    settings.write(connection, "format", FORMAT)
    settings.write(connection, "notebook", notebook)
    settings.write(connection, "device", str(uuid.uuid4()))
    settings.write(connection, "author", author)
    settings.write(connection, "fingerprints", fingerprints())


def looked_into(folder: Folder, data_key: bytes, notebook: str, progress: Progress) -> Glance:
    """The first connection to the database of `notebook`, once that proved to be it, sound and as this version has it.

    Raises:
        StoreDamaged, StoreNewer: it did not; nothing in it was changed.
    """
    if not folder.database.is_file() or folder.database.stat().st_size == 0:
        raise StoreDamaged(_("The notebook's database is missing from its folder. Restore the latest backup."))
    unclean = folder.ended_uncleanly
    glance = Glance(folder.database, data_key)
    try:
        if unclean:
            require_intact(
                glance,
                _("The notebook was not closed properly and its database is damaged. Restore the latest backup."),
            )
        _require_ours(glance, notebook)
        made_from = settings.read(glance, "fingerprints", {})
        if made_from != fingerprints():
            engine = open_engine(folder.database, data_key)
            try:
                _upgrade(engine, made_from, progress)
            finally:
                engine.dispose()
    except BaseException:
        glance.close()
        raise
    return glance


def _require_ours(connection: Asked, notebook: str) -> None:
    if not connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'setting'").fetchone():
        raise StoreDamaged(_("The notebook's database is damaged or not this notebook's. Restore a backup."))
    if settings.read(connection, "notebook") != notebook:
        raise StoreDamaged(_("The notebook's database and its keys do not belong together. Restore a backup."))
    if settings.read(connection, "format", 0) > FORMAT:
        raise StoreNewer(_("A newer version of ISP Desktop wrote this notebook. Install that version to open it."))


def require_intact(connection: Asked, refusal: str) -> None:
    """Raises StoreDamaged with the sentence `refusal` where the database is not whole."""
    if not is_whole(connection):
        raise StoreDamaged(refusal)


def _upgrade(engine: Engine, made_from: Mapping[str, str], progress: Progress) -> None:
    """Makes those tables again that this version declares differently; the log stays as it is."""
    with writing(engine) as connection:
        metadata.create_all(connection)
        projection.upgrade(connection, made_from, progress)
        settings.write(connection, "fingerprints", fingerprints())

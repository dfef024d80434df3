"""The list of deleted records: the latest first, and read by an index that older notebooks are given too."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, event

from isp_desktop.db import lists
from isp_desktop.db import settings as notebook_settings
from isp_desktop.db.store import Store
from isp_desktop.services import records


def test_deleted_records_are_listed_latest_change_first(store: Store, put: Any) -> None:
    gone = [put("site", name=f"Site {number}") for number in range(3)]
    put("site", name="Still there")
    note = put("note", text="Gone too")
    for uid in (*gone, note):
        _delete(store, uid)
    with store.read() as reading:
        assert [name.uid for name in lists.deleted(reading)] == [note, *reversed(gone)]
        assert [name.uid for name in lists.deleted(reading, "site", 2)] == [gone[2], gone[1]]


def test_the_list_is_read_by_its_index_without_sorting(store: Store) -> None:
    with store.read() as reading:
        for kind in ("", "site"):
            plan = _plan_of_deleted(reading, kind)
            assert "record_deleted" in plan
            assert "TEMP B-TREE" not in plan


def test_a_notebook_of_an_older_version_is_given_the_index(store: Store, put: Any, data_key: bytes) -> None:
    _delete(store, put("site", name="Alder Road"))
    with store.write() as transaction:
        transaction.connection.exec_driver_sql("DROP INDEX record_deleted")
        notebook_settings.write(transaction.connection, "fingerprints", {"site": "of an older program"})
    store.close()
    with Store.open(store.folder, data_key) as upgraded, upgraded.read() as reading:
        assert "record_deleted" in _plan_of_deleted(reading, "")
        assert [name.title for name in lists.deleted(reading)] == ["Alder Road"]


def _delete(store: Store, uid: str) -> None:
    with store.write() as transaction:
        records.delete(transaction, uid)


def _plan_of_deleted(reading: Connection, kind: str) -> str:
    """How the database means to read what `lists.deleted` asks it for."""
    asked: list[tuple[str, Any]] = []
    event.listen(reading, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
    lists.deleted(reading, kind)
    statement, values = asked[0]
    return " ".join(str(row[-1]) for row in reading.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values))

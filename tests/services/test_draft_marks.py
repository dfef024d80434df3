"""How many drafts wait, and of what, without reading what is in them."""

from __future__ import annotations

from collections.abc import Callable

from isp_desktop.db.store import Store
from isp_desktop.services import drafts, lines, records


def test_drafts_are_counted_and_marked_by_kind(store: Store, put: Callable[..., str]) -> None:
    site, person = put("site", name="Alder"), put("person", name="Priya")
    kept = drafts.keep(store, site, "site", {"name": "Alder Road"}, (), {})
    drafts.keep(store, person, "person", {"name": "Priya Raman"}, (), {})
    assert drafts.count(store) == 2
    assert drafts.marks(store, "site") == {site: kept}
    assert [line.draft_ms for line in lines.page(store, "site")] == [kept]


def test_the_draft_of_a_deleted_record_is_not_counted_until_it_is_back(store: Store, put: Callable[..., str]) -> None:
    site = put("site", name="Alder")
    drafts.keep(store, site, "site", {"name": "Alder Road"}, (), {})
    with store.write() as transaction:
        records.delete(transaction, site)
    assert (drafts.count(store), drafts.marks(store, "site"), drafts.every(store)) == (0, {}, [])
    with store.write() as transaction:
        records.restore(transaction, site)
    assert drafts.count(store) == 1


def test_nothing_in_a_draft_is_read_to_count_it(store: Store) -> None:
    drafts.keep(store, records.new_uid(), "site", {"name": "Alder"}, (), {})
    with store.write() as transaction:
        transaction.connection.exec_driver_sql("UPDATE draft SET content = 'no JSON at all'")
    assert drafts.count(store) == 1
    assert len(drafts.marks(store, "site")) == 1

"""Taking a bundle in: what is new, changed, in conflict or not understood, and what no bundle can do."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyrage
import pytest
import rfc8785
from bundles import Draft, digest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from isp_desktop.db import arrivals, drafts
from isp_desktop.db.store import Store
from isp_desktop.domain.arriving import NotUnderstood, read_line
from isp_desktop.domain.errors import BundleRefused, Cancelled, NotFound, StoreUnusable
from isp_desktop.domain.revision import Revision
from isp_desktop.services import finding, records
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing import previewing, receiving
from isp_desktop.services.state import state

SITE = "0190a0a0-0000-7000-8000-00000000000a"
VISIT = "0190a0a0-0000-7000-8000-00000000000b"
# Beyond 2**53 a whole number's canonical form reads as an integer that JSON cannot hold; no notebook takes one.
NUMBERS = st.integers() | st.floats().filter(lambda value: not (abs(value) >= 2**53 and value.is_integer()))
Come = Callable[..., receiving.Arrival]


def revision(uid: str = SITE, kind: str = "site", **more: Any) -> Revision:
    values: dict[str, Any] = {
        "scope": "shared", "parents": (), "author": "Sam", "device": "d", "clock": (1_760_000_000_000, 0),
        "action": "edit", "schema": 1, "fields": {"name": "Alder Road"},
    }  # fmt: skip
    return Revision(uid=uid, kind=kind, **values | more)


@pytest.fixture
def bundle(store: Store, tmp_path: Path) -> Callable[..., Path]:
    """A file for `store` with the given lines and attachments."""

    def made(*lines: bytes | Revision, files: tuple[bytes, ...] = (), **changes: Any) -> Path:
        bodies = [line if isinstance(line, bytes) else line.body for line in lines]
        parts = {"revisions.jsonl": b"".join(body + b"\n" for body in bodies)}
        parts |= {f"attachments/{digest(file)}": file for file in files}
        own = pyrage.x25519.Recipient.from_str(identity(store).public_key)
        path = tmp_path / f"{uuid.uuid4()}.ispx"
        path.write_bytes(Draft(parts, [own], changes=changes).bundle())
        return path

    return made


@pytest.fixture
def come(store: Store, bundle: Callable[..., Path]) -> Come:
    """Receives what `bundle` makes; what was told before is what was done."""

    def received(*lines: bytes | Revision, **more: Any) -> receiving.Arrival:
        path = bundle(*lines, **more)
        told = previewing.preview(store, path)
        done = receiving.receive(store, path)
        assert {name: done.counts[name] for name in told.counts} == dict(told.counts)
        return done

    return received


def counted(done: receiving.Arrival, *names: str) -> list[int]:
    return [done.counts[name] for name in names]


def test_new_identical_changed_parallel_conflicting_deleted(store: Store, put: Any, come: Come) -> None:
    first = revision()
    assert counted(come(first), "new", "changed", "identical") == [1, 0, 0]
    assert counted(come(first), "new", "changed", "identical", "revisions") == [0, 0, 1, 0]
    put("site", SITE, organization="Lowland")
    told = come(first, revision(parents=(first.id,), fields={"phone": "1"}))
    assert counted(told, "changed", "parallel", "conflicts") == [1, 1, 0]
    clash = revision(parents=(first.id,), fields={"organization": "Harbour"})
    assert counted(come(clash), "changed", "parallel", "conflicts") == [1, 0, 1]
    assert set(records.get(store, SITE).conflicts) == {"organization"}
    gone = revision(VISIT, "visit", fields={"date": "2026-10-15"})
    come(gone)
    end = revision(VISIT, "visit", parents=(gone.id,), action="delete", fields={})
    assert counted(come(end), "changed", "deleted") == [1, 1]
    assert records.get(store, VISIT).life == "deleted"


def test_what_came_is_found_and_listed(store: Store, come: Come) -> None:
    come(revision(), revision(VISIT, "visit", fields={"date": "2026-10-15", "site": SITE, "discussion": "kestrel"}))
    (hit,) = finding.find(store, "kestrel")
    assert hit.title == "Alder Road, 15 October 2026"


def test_the_preview_names_records_by_what_comes_with_them(store: Store, bundle: Callable[..., Path]) -> None:
    visit = revision(VISIT, "visit", fields={"date": "2026-10-15", "site": SITE})
    told = previewing.preview(store, bundle(revision(), visit))
    assert [one.title for one in told.coming] == ["Alder Road", "Alder Road, 15 October 2026"]
    assert (told.colleague, told.verified, told.received_ms) == ("", False, None)


def test_what_is_too_much_to_be_told_one_by_one_is_counted_exactly(
    store: Store, put: Any, bundle: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    uids = sorted(str(uuid.UUID(int=number)) for number in range(9))
    firsts = {uid: revision(uid) for uid in uids[:6]}
    receiving.receive(store, bundle(*firsts.values()))
    for uid in uids[:3]:
        put("site", uid, organization="Lowland", phone="1")
    clashes = [
        revision(uid, parents=(firsts[uid].id,), fields={"organization": "Harbour", "phone": "2"}) for uid in uids[:3]
    ]
    changed = [revision(uid, parents=(firsts[uid].id,), fields={"phone": "3"}) for uid in uids[3:5]]
    gone = revision(uids[5], parents=(firsts[uids[5]].id,), action="delete", fields={})
    path = bundle(*clashes, *changed, gone, *map(revision, uids[6:]))
    for most in (2_000, 1):
        monkeypatch.setattr(previewing, "MOST_TOLD", most)
        told = previewing.preview(store, path)
        assert dict(told.places) == {"conflicts": 6, "changed": 2, "deleted": 1, "new": 3}
        assert len(told.coming) == min(most, 9)
        assert told.counts["conflicts"] == 3


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"{}", "not a revision"),
        (b"\xff", "not a revision"),
        (revision(scope="private").body, "private"),
        (revision(uid="../../etc").body, "no notebook would"),
        (revision(kind="Site!").body, "no notebook would"),
        (revision(parents=("x",)).body, "no notebook would"),
        (revision(parents=("b" * 64, "a" * 64)).body, "no notebook would"),
        (revision(parents=tuple(f"{n:064x}" for n in range(10_001))).body, "no notebook would"),
        (revision(clock=(-1, 0)).body, "no notebook would"),
        (revision(fields={"na me": "x"}).body, "no notebook would"),
        (revision(author="Sam\nfrom the office").body, "no notebook would"),
        (revision(reason="x" * 1_001).body, "no notebook would"),
        (revision(fields={"tags": {"add": [str(n) for n in range(10_001)]}}).body, "no notebook would"),
        (revision(fields={f"f{n}": "x" for n in range(1_001)}).body, "no notebook would"),
        (revision(fields={"name": {"deep": {"er": 1}}}).body, "no notebook would"),
        (revision().body.replace(b'"action"', b' "action"'), "not in the form"),
        (revision().body[:-1] + b',"zzz":1}', "not in the form"),
        (b"[" * 5_000, "not a revision"),
    ],
)
def test_what_is_no_revision_is_set_aside_and_the_rest_is_taken(store: Store, come: Come, line: bytes, why: str):
    done = come(line, revision())
    assert counted(done, "new", "set_aside") == [1, 1]
    with store.read() as reading:
        ((number, reason, content),) = arrivals.aside(reading, done.n)
    assert (number, content) == (1, line)
    assert why in reason
    assert records.get(store, SITE).fields == {"name": "Alder Road"}


def test_a_record_of_two_kinds_is_the_earliests_in_whatever_order_they_come(
    make_store: Any, store: Store, bundle: Callable[..., Path], come: Come
) -> None:
    site, person = revision(clock=(5, 0)), revision(SITE, "person", clock=(9, 0), fields={"name": "Tomas"})
    come(person)
    path = bundle(site)
    assert "another kind" in " ".join(previewing.preview(store, path).warnings)
    receiving.receive(store, path)
    other = make_store("other")
    with other.write() as transaction:
        for one in (site, person):
            transaction.take(one)
    assert records.get(store, SITE).kind == records.get(other, SITE).kind == "site"
    assert state(store).shared == state(other).shared
    assert [item.uid for item in finding.page(store, "site")] == [SITE]
    assert finding.page(store, "person") == []


def test_a_bundle_of_which_little_is_understood_is_refused_whole(store: Store, bundle: Callable[..., Path]) -> None:
    with pytest.raises(BundleRefused, match="Too much of it"):
        previewing.preview(store, bundle(revision(), *[b"{}"] * 10_001))


def test_kinds_and_fields_of_a_newer_program_come_in(store: Store, come: Come) -> None:
    come(revision(fields={"name": "Alder Road", "climate": "warm"}), revision(VISIT, "weather", fields={"sun": True}))
    assert records.get(store, SITE).fields["climate"] == "warm"
    assert records.get(store, VISIT).kind == "weather"


def test_a_wrong_clock_is_told_and_moves_nothing_by_more_than_an_hour(
    store: Store, put: Any, bundle: Callable[..., Path]
) -> None:
    path = bundle(revision(clock=(5_680_281_600_000, 0)), revision(VISIT, "visit", clock=(0, 0)))
    assert "2 changes carry a date" in previewing.preview(store, path).warnings[0]
    receiving.receive(store, path)
    uid = put("site", name="Northgate")
    assert records.history(store, uid)[0].clock[0] < 4_000_000_000_000


def test_many_deletions_are_warned_of(store: Store, put: Any, bundle: Callable[..., Path], come: Come) -> None:
    uids = sorted(str(uuid.UUID(int=number)) for number in range(12))
    firsts = [revision(uid) for uid in uids]
    come(*firsts)
    ends = [
        revision(uid, parents=(first.id,), action="delete", fields={}) for uid, first in zip(uids, firsts, strict=True)
    ]
    assert "deletes 12 records" in previewing.preview(store, bundle(*ends)).warnings[0]


def test_a_missing_parent_hides_nothing_and_joins_later(store: Store, come: Come) -> None:
    first = revision()
    second = revision(parents=(first.id,), fields={"name": "Alder Road Primary"})
    come(second)
    assert records.get(store, SITE).fields["name"] == "Alder Road Primary"
    come(first)
    seen = records.get(store, SITE)
    assert (seen.fields["name"], dict(seen.conflicts)) == ("Alder Road Primary", {})


def test_private_words_stay_through_what_comes(store: Store, put: Any, come: Come) -> None:
    uid = put("person", name="Tomas", private_notes="worried")
    (shared,) = (one for one in records.history(store, uid) if one.scope == "shared")
    before = state(store).private
    come(revision(uid, "person", parents=(shared.id,), fields={"name": "Tomas B", "private_notes": "forged"}))
    seen = records.get(store, uid)
    assert (seen.fields["name"], seen.fields["private_notes"]) == ("Tomas B", "worried")
    assert state(store).private == before


def test_photos_come_along_and_go_again_when_the_rest_is_refused(
    store: Store, bundle: Callable[..., Path], come: Come
) -> None:
    photo = b"a photo"
    broken = bundle(revision(), files=(photo, b"other"), counts={"revisions": 1})
    content = broken.read_bytes()
    broken.write_bytes(content[:-40])
    with pytest.raises(BundleRefused):
        receiving.receive(store, broken)
    assert not store.attachments.has(digest(photo))
    with pytest.raises(NotFound):
        records.get(store, SITE)
    assert come(revision(), files=(photo,), counts={"attachments": 1}).counts["files"] == 1
    assert store.attachments.read(digest(photo)) == photo


def test_a_file_that_the_user_came_to_name_meanwhile_stays_when_the_import_fails(
    store: Store, bundle: Callable[..., Path], put: Any
) -> None:
    mine, drafted, nobodys = b"my own file", b"half typed", b"nobody's"

    def add_and_stop(done: int, _total: int) -> None:
        if not all(store.attachments.has(digest(one)) for one in (mine, drafted, nobodys)):
            return
        put("attachment", name="mine.txt", content=digest(mine))
        draft = drafts.Draft(SITE, "site", 1, {"about": digest(drafted)})
        with store.write() as transaction:
            drafts.keep(transaction.connection, draft)
        raise Cancelled("Stopped.")

    path = bundle(revision(), files=(mine, drafted, nobodys), counts={"attachments": 3})
    with pytest.raises(Cancelled):
        receiving.receive(store, path, progress=add_and_stop)
    assert [store.attachments.has(digest(one)) for one in (mine, drafted, nobodys)] == [True, True, False]


def test_an_import_whose_files_another_one_took_away_is_refused(store: Store, bundle: Callable[..., Path]) -> None:
    path = bundle(revision(), files=(b"a photo",), counts={"attachments": 1})

    def take_away(done: int, _total: int) -> None:
        if done >= 450:
            store.attachments.discard(digest(b"a photo"))

    with pytest.raises(StoreUnusable, match="Receive this one again"):
        receiving.receive(store, path, progress=take_away)
    assert receiving.received(store) == []


def test_progress_goes_through_all_parts_forwards_and_stops_each(store: Store, bundle: Callable[..., Path]) -> None:
    path = bundle(revision(), files=(bytes(200_000), b"other"), counts={"attachments": 2, "revisions": 1})
    before, told, looked = state(store), list[int](), list[int]()
    previewing.preview(store, path, progress=lambda done, total: looked.append(done))
    assert len(looked) > 3
    for stop, latest in ((1, 300), (100, 300), (301, 450), (451, 1_000)):

        def go(done: int, total: int, stop: int = stop) -> None:
            assert total == 1_000
            told.append(done)
            if done >= stop:
                raise Cancelled("Stopped.")

        told.clear()
        with pytest.raises(Cancelled):
            receiving.receive(store, path, progress=go)
        assert stop <= told[-1] <= latest
    assert state(store) == before
    assert list(store.folder.backups.iterdir()) == []
    told.clear()
    receiving.receive(store, path, progress=lambda done, total: told.append(done))
    for steps in (told, looked):
        assert steps == sorted(steps)
        assert steps[-1] == 1_000


def test_a_backup_is_made_before(store: Store, come: Come) -> None:
    done = come(revision())
    assert (store.folder.backups / done.backup).is_dir()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(b'{"\\ud800":1}')
@given(st.binary(max_size=200) | st.builds(lambda text: text.encode(), st.text(max_size=200)))
def test_any_bytes_are_a_revision_or_not_understood(line: bytes) -> None:
    try:
        understood = read_line(line)
    except NotUnderstood:
        return
    assert understood.body == line


@given(
    st.dictionaries(st.sampled_from(["name", "sun", "tags"]), NUMBERS | st.text() | st.booleans()),
    st.text(st.characters(exclude_categories=["Cc"]), max_size=5),
)
def test_a_line_is_taken_exactly_when_it_is_canonical(fields: dict[str, Any], author: str) -> None:
    made = revision(fields=fields, author=author)
    try:
        body = made.body
    except rfc8785.CanonicalizationError:
        return  # no notebook can write it
    assert read_line(body).id == made.id

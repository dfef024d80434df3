"""Bundles that the program makes: what is in them, what never is, and what is left when making one fails."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import golden
import pyrage
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isp_desktop.db import colleagues as rows
from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.domain.canonical import content_id
from isp_desktop.domain.errors import BadInput, Cancelled, NotebookError, StoreUnusable
from isp_desktop.domain.revision import Revision, decode
from isp_desktop.services import attaching, records
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing import colleagues, receiving, undoing
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.contact_cards import own_card, read_card
from isp_desktop.services.sharing.opening import Lock, open_bundle, own_lock
from isp_desktop.services.sharing.packing import not_shared, share

READER = pyrage.x25519.Identity.generate()
KEY = str(READER.to_public())
ALL = Choice(everything=True)
PLANTED = "Planted"
Make = Callable[[str], Store]


def opened(path: Path, lock: Lock | None = None, key: str = KEY) -> tuple[Any, list[bytes], dict[str, bytes]]:
    with open_bundle(path, lock or Lock(str(READER)), key) as bundle:
        lines, files = list(bundle.lines()), dict(bundle.files())
        bundle.finish()
        return bundle.manifest, lines, files


def plain(path: Path) -> bytes:
    """The tar, as anybody with the key has it."""
    packed = pyrage.decrypt(path.read_bytes(), [READER])
    return bytes(zstandard.ZstdDecompressor().decompressobj().decompress(packed))


TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
VALUES = (
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTS | st.lists(st.integers(0, 9), max_size=2)
)


@st.composite
def revisions(draw: st.DrawFn) -> list[Revision]:
    """Shared and private histories of a few records of known and unknown kinds, with lying clocks and lost parents."""
    made: list[Revision] = []
    for number in range(draw(st.integers(1, 5))):
        uid = f"0190a0a0-0000-7000-8000-{draw(st.integers(0, 2**40)):012x}"
        if any(one.uid == uid for one in made):
            continue
        kind = draw(st.sampled_from(["site", "person", "visit", "note", "spaceship"]))
        for turn in range(draw(st.integers(1, 5))):
            scope = draw(st.sampled_from(["shared", "private"]))
            before = [one.id for one in made if one.uid == uid and one.scope == scope]
            lost = draw(st.sampled_from([[], [], ["f" * 64]]))
            fields = draw(st.dictionaries(st.sampled_from(["name", "date", "text", "x"]), VALUES, max_size=3))
            if scope == "private":
                fields = {**fields, "private_notes": f"{PLANTED}{number}{turn}", PLANTED: PLANTED}
            made.append(
                Revision(
                    uid=uid,
                    kind=kind,
                    scope=scope,
                    parents=tuple(
                        sorted({*draw(st.lists(st.sampled_from(before), max_size=2) if before else st.just([])), *lost})
                    ),
                    author=draw(st.sampled_from(["Maren", "日誌"])),
                    device="d",
                    clock=(draw(st.integers(0, 2**42)), 0),
                    action=draw(st.sampled_from(["edit", "edit", "delete", "restore"])),
                    schema=draw(st.sampled_from([1, 9])),
                    fields=fields,
                )
            )
    return made


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=revisions())
def test_what_leaves_is_the_shared_scope_whole_in_order_and_no_private_word(
    made: list[Revision], make_store: Make, tmp_path: Path
) -> None:
    store = make_store(os.urandom(8).hex())
    with store.write() as transaction:
        for one in made:
            transaction.take(one)
    done = share(store, tmp_path / "x.ispx", ALL, [KEY])
    manifest, lines, _files = opened(done.path)
    wanted = {one.id for one in made if one.scope == "shared"}
    assert {content_id(line) for line in lines} == wanted
    assert len(lines) == len(wanted) == done.counts["revisions"] == manifest.counts["revisions"]
    came = [decode(line) for line in lines]
    assert [one.uid for one in came] == sorted(one.uid for one in came)
    for at, one in enumerate(came):
        assert not set(one.parents) & {later.id for later in came[at:]}
    assert PLANTED.encode() not in plain(done.path)
    store.close()


@pytest.fixture
def filled(store: Store, put: Callable[..., str]) -> Store:
    """A notebook with shared and private words, and a file."""
    site = put("site", name="Alder Road")
    person = put("person", name="Ana", private_notes=PLANTED)
    visit = put("visit", date="2026-10-15", site=site, attended=[person], private_notes=PLANTED)
    put("note", text=PLANTED, sites=[site])
    attaching.add(store, b"A file\n" * 1000, "plan.txt", ("visit", visit))
    return store


def test_a_file_goes_along_and_one_that_is_not_here_is_counted(filled: Store, tmp_path: Path, put: Any) -> None:
    put("attachment", name="lost.jpg", content="ab" * 32)
    done = share(filled, tmp_path / "x.ispx", ALL, [KEY], readable={"index.html": b"hello"}, remark="Two\nlines")
    manifest, _lines, files = opened(done.path)
    assert [*files.values()] == [b"A file\n" * 1000, b"hello"]
    assert (done.counts["attachments"], done.counts["missing"]) == (1, 1)
    assert (manifest.remark, manifest.sender.name, manifest.recipients) == ("Two\nlines", "Maren Oduya", (KEY,))
    assert done.bytes == done.path.stat().st_size
    assert PLANTED.encode() not in plain(done.path)


def test_the_sender_cannot_open_it_and_each_recipient_can(filled: Store, make_store: Make, tmp_path: Path) -> None:
    other = make_store("Beso")
    done = share(filled, tmp_path / "x.ispx", ALL, [KEY, identity(other).public_key])
    assert opened(done.path)[1] == opened(done.path, own_lock(other), identity(other).public_key)[1]
    with pytest.raises(NotebookError, match="other notebooks"):
        opened(done.path, own_lock(filled), identity(filled).public_key)


def test_a_passphrase_opens_it_and_is_long_enough(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="8 characters"):
        share(filled, tmp_path / "x.ispx", ALL, passphrase="short")
    done = share(filled, tmp_path / "x.ispx", ALL, passphrase="four unrelated words")
    # It was opened again with the passphrase before it was called done.
    assert done.path.read_bytes().startswith(b"age-encryption.org/v1\n-> scrypt ")


@pytest.mark.parametrize("more", [{}, {"to": [KEY], "passphrase": "four unrelated words"}, {"to": ["age1nobody"]}])
def test_wrong_recipients_are_refused(more: dict[str, Any], filled: Store, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        share(filled, tmp_path / "x.ispx", ALL, **more)
    assert not list(tmp_path.glob("*x.ispx*"))


@pytest.mark.parametrize("more", [{"remark": "x" * 20_001}, {"readable": {"../x": b""}}, {"readable": {"a/b": b""}}])
def test_what_does_not_fit_in_is_refused(more: dict[str, Any], filled: Store, tmp_path: Path) -> None:
    with pytest.raises(BadInput):
        share(filled, tmp_path / "x.ispx", ALL, [KEY], **more)


def test_places_where_no_file_can_stand_are_refused(filled: Store, tmp_path: Path) -> None:
    for path in (tmp_path / "nowhere" / "x.ispx", tmp_path):
        with pytest.raises(StoreUnusable):
            share(filled, path, ALL, [KEY])


def test_stopped_at_any_moment_it_leaves_the_old_file_and_nothing_else(filled: Store, tmp_path: Path) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    path = place / "x.ispx"
    path.write_bytes(b"the old one")
    steps: list[int] = []
    share(filled, tmp_path / "other.ispx", ALL, [KEY], progress=lambda done, total: steps.append(done))
    assert steps == sorted(steps)
    assert steps[-1] == 1_000
    for step in steps:

        def stop(done: int, total: int, step: int = step) -> None:
            if done >= step:
                raise Cancelled(str(step))

        with pytest.raises(Cancelled):
            share(filled, path, ALL, [KEY], progress=stop)
        assert [one.name for one in place.iterdir()] == ["x.ispx"]
        assert path.read_bytes() == b"the old one"


def test_a_full_disk_leaves_the_old_file_and_nothing_else(filled: Store, tmp_path: Path, put: Any) -> None:
    visit = put("visit", date="2026-10-16")
    attaching.add(filled, os.urandom(3_000_000).hex().encode(), "noise.txt", ("visit", visit))
    place = tmp_path / "stick"
    place.mkdir()
    path = place / "x.ispx"
    path.write_bytes(b"the old one")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, hard))
    try:
        with pytest.raises(StoreUnusable, match="disk"):
            share(filled, path, ALL, [KEY])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert [one.name for one in place.iterdir()] == ["x.ispx"]
    assert path.read_bytes() == b"the old one"
    assert not_shared(filled) > 0


_KILLED = """
import os, signal, sys
from pathlib import Path
from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.packing import share
folder, key, path, reader, step = sys.argv[1:]
def progress(done, total):
    if done >= int(step):
        os.kill(os.getpid(), signal.SIGKILL)
with Store.open(Folder(Path(folder)), bytes.fromhex(key)) as store:
    share(store, Path(path), Choice(everything=True), [reader], progress=progress)
"""


@pytest.mark.parametrize("step", [100, 500, 900, 1000])
def test_killed_while_writing_the_old_file_stays(step: int, filled: Store, tmp_path: Path, data_key: bytes) -> None:
    path = tmp_path / "x.ispx"
    done = share(filled, path, ALL, [KEY])
    filled.close()
    words = [str(filled.folder.path), data_key.hex(), str(path), KEY, str(step)]
    ended = subprocess.run([sys.executable, "-c", _KILLED, *words], check=False, env={**os.environ, "PYTHONPATH": "."})
    assert ended.returncode == -signal.SIGKILL
    assert opened(path)[0].id == done.id
    with Store.open(filled.folder, data_key) as again:
        share(again, path, ALL, [KEY])
    assert not list(tmp_path.glob(".*"))


def test_what_was_sent_to_nobody_yet_is_counted(filled: Store, tmp_path: Path, put: Any) -> None:
    assert not_shared(filled) == 4
    share(filled, tmp_path / "x.ispx", Choice(kinds=("site", "person")), [KEY])
    assert not_shared(filled) == 2
    share(filled, tmp_path / "y.ispx", ALL, [KEY])
    assert not_shared(filled) == 0
    put("site", name="New")
    assert not_shared(filled) == 1


def test_a_colleague_lacks_what_they_did_not_confirm_and_again_what_a_restored_notebook_lost(
    filled: Store, make_store: Make, tmp_path: Path, data_key: bytes
) -> None:
    other = make_store("Beso")
    ours, theirs = (colleagues.add(one, read_card(own_card(of))) for one, of in ((filled, other), (other, filled)))
    lacking = Choice(lacking=ours.card.signing_key)

    def sent(name: str, choice: Choice = lacking) -> int:
        return share(filled, tmp_path / name, choice, [ours.card.public_key]).counts["records"]

    def answered(by: Store, name: str, *more: str) -> None:
        with by.write() as transaction:
            for title in more:
                records.put(transaction, "site", {"name": title})
        share(by, tmp_path / name, ALL, [theirs.card.public_key])
        receiving.receive(filled, tmp_path / name)

    assert sent("lost.ispx") == sent("came.ispx") == 4
    assert colleagues.every(filled)[0].unconfirmed == 2
    kept = Folder(tmp_path / "Kept")
    other.close()
    shutil.copytree(other.folder.path, kept.path)
    with Store.open(other.folder, data_key) as other:
        receiving.receive(other, tmp_path / "came.ispx")
        answered(other, "answer.ispx", "Theirs")
    assert colleagues.every(filled)[0].unconfirmed == 1
    assert sent("none.ispx") == 0
    with Store.open(kept, data_key) as restored:
        answered(restored, "again.ispx")
    # All that came by the file that arrived, and what they themselves had made since.
    assert sent("all.ispx") == 5


def test_a_colleague_lacks_again_what_they_passed_on_and_then_undid(
    filled: Store, make_store: Make, tmp_path: Path
) -> None:
    other = make_store("Beso")
    ours, theirs = (colleagues.add(one, read_card(own_card(of))) for one, of in ((filled, other), (other, filled)))
    lacking = Choice(lacking=ours.card.signing_key)

    def answered(name: str) -> None:
        share(other, tmp_path / name, ALL, [theirs.card.public_key])
        receiving.receive(filled, tmp_path / name)

    def sent(name: str) -> int:
        return share(filled, tmp_path / name, lacking, [ours.card.public_key]).counts["records"]

    assert sent("first.ispx") == 4
    came = receiving.receive(other, tmp_path / "first.ispx")
    answered("all of it.ispx")
    assert sent("none.ispx") == 0
    undoing.undo(other, came.n)
    with other.write() as transaction:
        records.put(transaction, "site", {"name": "Theirs"})
    answered("later.ispx")
    assert sent("again.ispx") == 4
    # A bundle from before, found in a drawer, tells nothing of today.
    receiving.receive(filled, tmp_path / "all of it.ispx")
    assert sent("once more.ispx") == 4


@pytest.mark.usefixtures("quick_wrapping")
def test_what_is_for_a_passphrase_tells_nothing_of_what_arrived(
    filled: Store, make_store: Make, tmp_path: Path
) -> None:
    other = make_store("Beso")
    beso = colleagues.add(filled, read_card(own_card(other)))
    share(filled, tmp_path / "x.ispx", ALL, [beso.card.public_key])
    receiving.receive(other, tmp_path / "x.ispx")
    share(other, tmp_path / "y.ispx", ALL, [identity(filled).public_key])
    receiving.receive(filled, tmp_path / "y.ispx")
    share(other, tmp_path / "z.ispx", Choice(kinds=("note",)), passphrase="four unrelated words")
    receiving.receive(filled, tmp_path / "z.ispx", "four unrelated words")
    assert colleagues.every(filled)[0].unconfirmed == 0


def test_where_noting_it_fails_the_old_file_is_back_and_nothing_is_noted(filled: Store, tmp_path: Path) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)

    def fill_the_disk(done: int, total: int) -> None:
        if done == total:
            resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))

    for content in (b"the old one", None):
        path = place / f"{content is None}.ispx"
        if content is not None:
            path.write_bytes(content)
        try:
            with pytest.raises(StoreUnusable):
                share(filled, path, ALL, [KEY], progress=fill_the_disk)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        assert (path.read_bytes() if path.exists() else None) == content
    assert [one.name for one in place.iterdir()] == ["False.ispx"]
    assert not_shared(filled) == 4


def test_what_was_sent_is_known_where_the_log_is_a_patchwork(store: Store, tmp_path: Path) -> None:
    with store.write() as transaction:
        for number in range(600):
            records.put(transaction, "site", {"name": f"Site {number}"})
            records.put(transaction, "person", {"name": f"Person {number}"})
            records.put(transaction, "note", {"text": "Planted"})
    assert not_shared(store) == 1_200
    share(store, tmp_path / "x.ispx", Choice(kinds=("site",)), [KEY])
    assert not_shared(store) == 600
    with store.read() as reading:
        assert len(rows.sent(reading)) == 600
    share(store, tmp_path / "x.ispx", ALL, [KEY])
    assert not_shared(store) == 0
    with store.read() as reading:
        assert len(rows.sent(reading)) == 1


def test_the_golden_bundle_of_format_1_opens() -> None:
    manifest, lines, files = opened(golden.PLACE / "format-1.ispx", Lock(golden.SECRET), golden.READER)
    assert (manifest.format, manifest.sender.name, manifest.remark) == (1, "Maren Oduya", "For the tests")
    assert manifest.counts == {"records": 5, "revisions": 8, "attachments": 1, "missing": 0}
    assert [*files.values()] == [golden.PHOTO, "<p>Straße 会议</p>".encode()]
    came = [decode(line) for line in lines]
    assert sorted(one.kind for one in came) == [
        "attachment",
        "person",
        "site",
        "site",
        "site",
        "visit",
        "visit",
        "visit",
    ]
    assert {one.fields["about"] for one in came if "about" in one.fields} == {"Straße 会议 🏫"}
    assert all(one.id == content_id(line) for one, line in zip(came, lines, strict=True))


def test_bundles_open_with_tools_that_know_nothing_of_this_program(tmp_path: Path) -> None:
    for tool in ("age", "zstd", "tar"):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")
    command = 'age -d -i "$1" "$2" | zstd -d | tar x -C "$3"'
    words = [golden.PLACE / "reader.key", golden.PLACE / "format-1.ispx", tmp_path]
    subprocess.run(["bash", "-euo", "pipefail", "-c", command, "-", *words], check=True)
    manifest, lines, files = opened(golden.PLACE / "format-1.ispx", Lock(golden.SECRET), golden.READER)
    assert (tmp_path / "revisions.jsonl").read_bytes() == b"".join(line + b"\n" for line in lines)
    assert {name: (tmp_path / name).read_bytes() for name in files} == files
    assert json.loads((tmp_path / "manifest.json").read_bytes())["id"] == manifest.id
    assert all(one.stat().st_mode & 0o777 == 0o600 for one in tmp_path.rglob("*") if one.is_file())


def test_names_that_a_notebook_takes_a_bundle_takes_too(make_store: Make, tmp_path: Path) -> None:
    with make_store("Ana\u00a0María \u200b" + "x" * 30) as store:
        with store.write() as transaction:
            sites = [records.put(transaction, "site", {"name": f"{n} " + "y" * 900}).uid for n in range(60)]
        manifest, _lines, _files = opened(share(store, tmp_path / "x.ispx", Choice(sites=tuple(sites)), [KEY]).path)
    assert manifest.sender.name.startswith("Ana\u00a0María \u200bx")
    assert manifest.chosen.startswith("0 yyy")
    assert "50 more" in manifest.chosen

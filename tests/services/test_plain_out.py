"""Everything out as plain files: all of it, readable, no private word unless asked for, nothing half-done."""

from __future__ import annotations

import csv
import errno
import gc
import io
import json
import os
import re
import urllib.parse
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isp_desktop.db.store import Store
from isp_desktop.db.whole import View
from isp_desktop.domain.errors import BadInput, Cancelled, NotebookError, StoreUnusable
from isp_desktop.domain.revision import Revision, Scope
from isp_desktop.services import attaching, records
from isp_desktop.services.plain.names import Titles, file_of, slug
from isp_desktop.services.plain.words import written
from isp_desktop.services.plain_out import WrittenOut, write_out
from isp_desktop.services.summary.as_markdown import in_markdown
from isp_desktop.services.summary.notes import read

Put = Callable[..., str]
DEVICES = {"con", "prn", "aux", "nul", "com1", "lpt1"}
PHOTO = b"not quite a photo"


@pytest.fixture
def site(store: Store, put: Put) -> str:
    """A site with a visit, a person, a private note, a photo, and private words wherever there can be some."""
    site = put("site", name="Alder Road *Primary*")
    priya = put("person", name="Priya Raman", role="Head", private_notes="Xyloph person")
    visit = put(
        "visit",
        date="2026-10-15",
        site=site,
        attended=[priya],
        discussion="# Loud\n<script>x</script>",
        private_notes="Xyloph visit",
    )
    put("commitment", what="Book the room", owner=priya, visit=visit, due="2026-11-01")
    put("note", heading="Xyloph heading", text="Xyloph text", people=[priya], date="2026-10-16")
    attaching.add(store, PHOTO, "../../evil\\..\\flip chart.txt", ("visit", visit))
    return site


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def unpacked(content: bytes) -> bytes:
    """The content, that of a spreadsheet's parts too."""
    if content[:2] != b"PK":
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return b"\n".join(parts.read(name) for name in parts.namelist())


def test_without_private_words_none_is_in_any_byte(store: Store, site: str, tmp_path: Path) -> None:
    done = write_out(store, tmp_path / "out", private=False)
    written = files(tmp_path / "out")
    assert done == WrittenOut(files=len(written), records=5, attachments=1, missing=0)
    assert not [name for name, content in written.items() if b"xyloph" in unpacked(content).lower()]
    assert not [name for name in written if "xyloph" in name.lower()]
    assert list((tmp_path / "out" / "pages" / "note").iterdir()) == []


def test_with_private_words_all_is_there_and_marked(store: Store, site: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert write_out(store, out, private=True).records == 6
    [visit] = csv.DictReader((out / "tables" / "visit.csv").read_text("utf-8-sig").splitlines()[:20])
    assert (visit["private_record"], visit["private_notes"]) == ("False", "Xyloph visit")
    [person] = json.loads((out / "tables" / "person.json").read_text())
    assert person["private_fields"] == {"private_notes": "Xyloph person"}
    assert "private_notes" not in person["fields"]
    sheet = openpyxl.load_workbook(out / "tables" / "note.xlsx").active
    head, row = ([cell.value for cell in cells] for cells in sheet.iter_rows())
    assert dict(zip(head, row, strict=True))["private_record"] is True
    [page] = (out / "pages" / "note").iterdir()
    assert "> Private: this was never shared" in page.read_text()
    [page] = (out / "pages" / "visit").iterdir()
    assert "## Private notes (private)\n\nXyloph visit" in page.read_text()
    scopes = [json.loads(line)["scope"] for line in (out / "log" / "revisions.jsonl").read_text().splitlines()]
    assert scopes.count("private") == 3


def test_pages_lead_to_one_another_and_to_the_files(store: Store, site: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_out(store, out, private=True)
    found = 0
    for page in (out / "pages").rglob("*.md"):
        for target in re.findall(r"\]\(([^)]*)\)", page.read_text()):
            assert (page.parent / urllib.parse.unquote(target)).is_file(), (page, target)
            found += 1
    assert found >= 12
    for target in re.findall(r'href="([^"]*)"', (out / "pages" / "index.html").read_text()):
        assert (out / "pages" / target).is_file()
    [visit] = (out / "pages" / "visit").iterdir()
    text = visit.read_text()
    assert "# Alder Road \\*Primary\\*, 15 October 2026" in text
    assert "[Book the room]" in text
    assert "[Priya Raman]" in text
    assert "\\<script>" in text
    index = (out / "pages" / "index.md").read_text()
    assert index.index("Alder Road") < index.index("15 October 2026, Visit:") < index.index("Without a site")


def test_a_photo_comes_decrypted_under_a_name_of_its_own(store: Store, site: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_out(store, out, private=False)
    [file] = (out / "files").iterdir()
    assert file.read_bytes() == PHOTO
    assert file.suffix == ".txt"
    assert "flip-chart" in file.name
    [page] = (out / "pages" / "attachment").iterdir()
    assert f"](../../files/{file.name})" in page.read_text()


def test_a_file_that_is_not_here_is_counted_and_told(store: Store, put: Put, tmp_path: Path) -> None:
    put("attachment", name="gone.jpg", content="0" * 64)
    done = write_out(store, tmp_path / "out", private=False)
    assert (done.attachments, done.missing) == (0, 1)
    [page] = (tmp_path / "out" / "pages" / "attachment").iterdir()
    assert "not in this notebook" in page.read_text()


def test_what_waits_to_be_settled_is_named_with_every_version(store: Store, put: Put, tmp_path: Path) -> None:
    uid = put("site", name="Alder")
    seen = records.get(store, uid).heads
    for words in ("mine", "theirs"):
        put("site", uid=uid, seen=seen, about=words)
    put("site", uid=uid, name="Alder Road")
    write_out(store, tmp_path / "out", private=False)
    [page] = (tmp_path / "out" / "pages" / "site").iterdir()
    told = page.read_text().partition("## Not settled yet")[2]
    assert "### About" in told
    assert {"mine", "theirs"} <= set(told.split())


def test_what_was_deleted_is_in_the_log_alone(store: Store, put: Put, tmp_path: Path) -> None:
    site = put("site", name="Zanzibar")
    put("visit", date="2026-10-15", site=site)
    with store.write() as transaction:
        records.delete(transaction, site)
    write_out(store, tmp_path / "out", private=False)
    written = files(tmp_path / "out")
    assert b"Zanzibar" in written["log/revisions.jsonl"]
    assert not [name for name in written if name.startswith("pages/site")]
    [page] = [content for name, content in written.items() if name.startswith("pages/visit")]
    assert b"Zanzibar (deleted)" in page


def test_what_a_newer_program_wrote_comes_along_and_its_names_are_no_paths(store: Store, tmp_path: Path) -> None:
    with store.write() as transaction:
        for kind, uid in (("../../charter", "0190a0a0-0000-7000-8000-000000000001"), ("visit", "../../../etc/passwd")):
            transaction.take(_foreign(kind, uid))
    out = tmp_path / "out"
    assert write_out(store, out, private=False).records == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Maren Oduya", "out"]
    [table] = (out / "tables").glob("newer-charter-*.json")
    assert json.loads(table.read_text())[0]["fields"]["shape"] == {"round": True}
    assert len(list((out / "pages").rglob("*.md"))) == 3


def test_a_newer_programs_private_records_leave_no_trace_in_what_is_shared(store: Store, tmp_path: Path) -> None:
    uids = (f"0190a0a0-0000-7000-8000-00000000000{n}" for n in range(4))
    with store.write() as transaction:
        for scope, kind in (("private", "therapy_notes"), ("shared", "charter"), ("private", "charter")):
            transaction.take(_foreign(kind, next(uids), scope))
    write_out(store, tmp_path / "out", private=False)
    written = [str(path.relative_to(tmp_path)) for path in (tmp_path / "out").rglob("*")]
    assert not [name for name in written if "therapy" in name]
    assert [name for name in written if "charter" in name]
    write_out(store, tmp_path / "whole", private=True)
    assert list((tmp_path / "whole" / "tables").glob("newer-therapy-notes-*.json"))


def _foreign(kind: str, uid: str, scope: Scope = "shared") -> Revision:
    fields = {"date": "2026-10-15", "name": "Foreign", "shape": {"round": True}}
    common = {"parents": (), "author": "Sam", "device": "d", "clock": (1_700_000_000_000, 0), "schema": 99}
    return Revision(uid=uid, kind=kind, scope=scope, action="edit", fields=fields, **common)


def test_titles_are_the_same_however_few_are_remembered(store: Store, site: str, put: Put) -> None:
    uids = [put("visit", date=f"2026-01-{day:02}", site=site) for day in range(1, 20)] + [site, "not here"]
    with store.read() as reading:
        few, many = (Titles(reading, View(private=False), most) for most in (0, 1_000))
        for titles in (few, many):
            titles.learn(uids)
        assert [few.get(uid) for uid in uids] == [many.get(uid) for uid in uids]
        assert few.of(uids[0]) == "Alder Road *Primary*, 1 January 2026"
        assert (few.of("not here"), few.get("not here")) == ("", None)


def test_a_folder_with_something_in_it_is_refused_and_an_empty_one_taken(store: Store, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    (tmp_path / "empty").mkdir()
    with pytest.raises(BadInput, match="something in"):
        write_out(store, tmp_path / "full", private=False)
    with pytest.raises(BadInput, match="notebook itself"):
        write_out(store, store.folder.path / "plain", private=False)
    with pytest.raises(StoreUnusable, match="no folder"):
        write_out(store, tmp_path / "missing" / "out", private=False)
    write_out(store, tmp_path / "empty", private=False)
    assert (tmp_path / "empty" / "README.txt").is_file()
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]


def test_cancelled_at_any_moment_it_leaves_nothing(store: Store, site: str, tmp_path: Path) -> None:
    told: list[int] = []
    write_out(store, tmp_path / "whole", private=True, progress=lambda done, total: told.append(done))
    assert told == sorted(told)
    before = sorted(tmp_path.iterdir())
    for moment in range(0, len(told), 3):
        left = iter(range(moment))

        def stop(_done: int, _total: int, left: Any = left) -> None:
            if next(left, None) is None:
                raise Cancelled("Stopped.")

        with pytest.raises(Cancelled):
            write_out(store, tmp_path / "out", private=True, progress=stop)
        assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize("most", [1, 400, 700, 2_000, 5_000])
# The maker of spreadsheets leaves a file of its own open when the disk is full.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_disk_that_takes_no_more_is_told_in_a_sentence(store: Store, site: str, tmp_path: Path, most: int) -> None:
    """A limit on the size of files is how a test fills a disk without filling it."""
    resource = pytest.importorskip("resource")
    signal = pytest.importorskip("signal")
    put_back = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, put_back[1]))
    try:
        with pytest.raises(NotebookError, match="larger file"):
            write_out(store, tmp_path / "out", private=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, put_back)
        signal.signal(signal.SIGXFSZ, ignored)
    # What was left open is told here, and not in the middle of another test.
    gc.collect()
    assert [path.name for path in tmp_path.iterdir()] == ["Maren Oduya"]


def test_the_disk_is_asked_for_each_file_whether_it_has_it(
    store: Store, site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[int] = set()
    monkeypatch.setattr(os, "fsync", lambda handle: asked.add(os.fstat(handle).st_ino))
    write_out(store, tmp_path / "out", private=True)
    assert {path.stat().st_ino for path in (tmp_path / "out").rglob("*") if path.is_file()} <= asked

    def refuse(_handle: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StoreUnusable, match="refused to read or write"):
        write_out(store, tmp_path / "lost", private=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Maren Oduya", "out"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_told(store: Store, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(StoreUnusable, match="not open to you"):
        write_out(store, tmp_path / "closed" / "out", private=False)


LINES = st.sampled_from(
    ["", "We met", "Aé, b: 1 (x)!", "- item", "- b - c", "Title", "---", "- ", "* d", "1. e", "a *b*"]
)


@settings(max_examples=400)
@given(text=st.one_of(st.lists(LINES, max_size=8).map("\n".join), st.text("ab1é -.:|!#&_\n\r\xa0\u2028", max_size=24)))
def test_texts_without_marks_are_written_as_those_with_marks_are(text: str) -> None:
    assert written(text) == in_markdown(read(text))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(name=st.text(max_size=200))
def test_no_name_is_ever_more_than_a_name(store: Store, put: Put, name: str) -> None:
    if not name.strip() or not name.isprintable():
        return
    uid = put("attachment", name=name, content="0" * 64)
    made = file_of(records.get(store, uid))
    assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9]{1,8})?", made)
    assert made.partition(".")[0] not in DEVICES
    assert len(made) < 140
    assert re.fullmatch(r"[a-z0-9-]{0,60}", slug(name))

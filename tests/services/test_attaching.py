"""Photos and files of a visit: kept with their record or not at all."""

from __future__ import annotations

import datetime as dt
import io
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from test_photos import photo

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, StoreUnusable
from isp_desktop.services import attaching, records

TODAY = dt.date(2026, 11, 20)


@pytest.fixture
def visit(put: Callable[..., str]) -> str:
    return put("visit", date="2026-10-15", purpose="Coaching")


def test_a_photo_becomes_a_record_of_its_visit(store: Store, visit: str) -> None:
    attaching.add(store, photo(), "C:/DCIM/IMG 4.jpg", ("visit", visit), today=TODAY)
    [item] = attaching.of(store, ("visit", visit))
    assert attaching.is_photo(item)
    assert item.fields["taken_on"] == "2026-10-15"
    # A photo may show children or patients: handing it on is a choice.
    assert item.fields["in_summary"] is False
    assert store.attachments.read(str(item.fields["content"])).startswith(b"\xff\xd8")


def test_a_file_without_a_day_is_of_today_and_comes_out_as_it_went_in(store: Store, visit: str, tmp_path: Path) -> None:
    attaching.add(store, b"%PDF-1.7 signed", "agreement.pdf", ("visit", visit), today=TODAY)
    [item] = attaching.of(store, ("visit", visit))
    assert (item.fields["taken_on"], item.fields["in_summary"]) == ("2026-11-20", False)
    attaching.save_as(store, item, tmp_path / "out.pdf")
    assert (tmp_path / "out.pdf").read_bytes() == b"%PDF-1.7 signed"


def test_what_is_refused_leaves_nothing_behind(store: Store, visit: str) -> None:
    with pytest.raises(BadInput):
        attaching.add(store, b"\xff\xd8\xff broken", "IMG_5.jpg", ("visit", visit))
    with pytest.raises(BadInput, match="no visit"):
        attaching.add(store, b"a file", "a.txt", ("visit", records.new_uid()))
    assert attaching.of(store, ("visit", visit)) == []


def test_files_that_are_gone_or_damaged_are_named(store: Store, visit: str, put: Any) -> None:
    attaching.add(store, b"sound", "sound.txt", ("visit", visit))
    put("attachment", name="elsewhere.txt", content="0" * 64, visit=visit)
    assert [sentence.split(":")[0] for sentence in attaching.faults(store)] == ["elsewhere.txt"]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="cannot be read"):
        attaching.read_file(tmp_path / "gone.jpg")


@pytest.mark.parametrize(
    ("form", "name", "kept_as"),
    [
        ("BMP", "plan.of the school.bmp", "plan.of the school.png"),
        ("TIFF", "scan.TIF", "scan.png"),
        ("JPEG", "IMG.JPG", "IMG.JPG"),
        ("JPEG", "Wall. Left side", "Wall. Left side.jpg"),
    ],
)
def test_the_name_ends_as_what_was_kept(store: Store, visit: str, form: str, name: str, kept_as: str) -> None:
    content = io.BytesIO()
    Image.new("RGB", (8, 8)).save(content, form)
    attaching.add(store, content.getvalue(), name, ("visit", visit))
    [item] = attaching.of(store, ("visit", visit))
    assert item.fields["name"] == kept_as


def test_a_file_is_on_the_disk_before_anything_waits_for_its_record(store: Store, visit: str) -> None:
    def add() -> None:
        attaching.add(store, b"minutes", "minutes.txt", ("visit", visit))

    thread = threading.Thread(target=add)
    with store.write():
        thread.start()
        while thread.is_alive() and not list(store.folder.attachments.glob("[!.]*")):
            thread.join(0.01)
        assert thread.is_alive()
    thread.join()
    assert len(attaching.of(store, ("visit", visit))) == 1


def test_a_disk_that_takes_no_file_is_told(store: Store, visit: str) -> None:
    store.folder.attachments.rmdir()
    store.folder.attachments.write_bytes(b"no folder")
    with pytest.raises(StoreUnusable):
        attaching.add(store, b"minutes", "minutes.txt", ("visit", visit))
    assert attaching.of(store, ("visit", visit)) == []

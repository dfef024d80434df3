"""A practitioner's own look at the competencies: its course, and that no word of it ever leaves."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pypdf
import pyrage
import pytest
import zstandard

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.services import brief, export, finding, own_reflection, plain_out, supervision, visit_summary
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.packing import share
from isp_desktop.services.summary import FORMATS
from isp_desktop.services.supervision import Picked

TODAY = dt.date(2026, 10, 14)
PLANTED = "Xylophonquartz"
Put = Callable[..., str]


@pytest.fixture
def look(put: Put) -> dict[str, Any]:
    """The fields of a look at a competency with a planted word in each text, saved."""
    texts = {name: f"{PLANTED} {name}" for name in ("went_well", "hard", "next")}
    fields = {"date": "2026-10-01", "competency": "teams", "step": "with_help", **texts}
    put("competency_reflection", **fields)
    return fields


def test_looks_are_told_by_competency_earliest_first(store: Store, put: Put) -> None:
    for day, step in (("2026-04-01", "with_help"), ("2025-10-01", "new")):
        put("competency_reflection", date=day, competency="teams", step=step)
    put("competency_reflection", date="2026-10-01", competency="capacity", next="Ask first")
    relationships, teams, capacity, _leaders = own_reflection.courses(store, TODAY)
    assert (relationships.looks, relationships.days, relationships.is_due) == ((), None, False)
    assert [(one.day, one.step) for one in teams.looks] == [("2025-10-01", "new"), ("2026-04-01", "with_help")]
    assert (teams.step, teams.days, teams.is_due) == ("with_help", 196, True)
    assert (capacity.step, capacity.days, capacity.is_due) == ("", 13, False)


def test_it_is_private_in_every_field_and_cannot_be_shared(put: Put, look: dict[str, Any]) -> None:
    spec = kinds()["competency_reflection"]
    assert spec.never_shared
    assert all(field.private for field in spec.fields)
    with pytest.raises(BadInput):
        put("competency_reflection", **look, scope="shared")


def test_no_word_of_it_leaves(store: Store, put: Put, look: dict[str, Any], tmp_path: Path) -> None:
    person, site = put("person", name="Ruth"), put("site", name="Alder Road")
    visit = put("visit", date="2026-10-01", site=site, attended=[person], activities=["T4"])
    reader = pyrage.x25519.Identity.generate()
    bundle = share(store, tmp_path / "x.ispx", Choice(everything=True), [str(reader.to_public())]).path
    packed = pyrage.decrypt(bundle.read_bytes(), [reader])
    left = {"bundle": zstandard.ZstdDecompressor().decompressobj().decompress(packed)}
    for form in FORMATS:
        left[f"summary.{form}"] = visit_summary.write(store, visit, form)
        left[f"brief.{form}"] = brief.write(store, person, False, form, TODAY)
        left[f"supervision.{form}"] = supervision.write(store, Picked(dt.date(2026, 8, 1), TODAY), form, TODAY)
    for kind in get_args(export.TableFormat):
        left[f"table.{kind}"] = export.table(store, "competency_reflection", kind)
    plain_out.write_out(store, tmp_path / "out", private=False)
    left |= {str(file): file.read_bytes() for file in (tmp_path / "out").rglob("*") if file.is_file()}
    assert not [name for name, content in left.items() if PLANTED in _words(name, content)]
    # And yet it is here, for her who wrote it.
    assert [hit.kind for hit in finding.find(store, PLANTED)] == ["competency_reflection"]


def _words(name: str, content: bytes) -> str:
    """All that a file says, that of a spreadsheet's or a document's parts too."""
    if name.endswith(".pdf"):
        return " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages)
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b" ".join(parts.read(part) for part in parts.namelist())
    return content.decode("utf-8", "replace")

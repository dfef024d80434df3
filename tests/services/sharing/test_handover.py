"""A site for whoever takes over: all that is shared, pages to read, and of the private notes the chosen ones."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, Cancelled, NotebookError, NotFound
from isp_desktop.domain.timeline import ENTRIES
from isp_desktop.services import attaching, records, settings
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing import receiving
from isp_desktop.services.sharing.handover import HandedOver, hand_over, plan
from isp_desktop.services.sharing.opening import open_bundle, own_lock
from isp_desktop.services.sharing.packing import not_shared
from isp_desktop.services.state import state

Put = Callable[..., str]
TODAY = dt.date(2026, 11, 1)


@pytest.fixture
def sam(make_store: Callable[[str], Store]) -> Store:
    """The notebook of whoever takes over."""
    return make_store("Sam")


@pytest.fixture
def site(store: Store, put: Put) -> str:
    """A site with a history, and private words wherever there can be some."""
    better = put("initiative", name="Reading Together", programme="Reading Recovery", shared_vision="All read")
    site = put("site", name="Alder Road", setting="school", initiatives=[better], about="Two <b>floors</b>")
    me = put("person", name="Maren Oduya")
    settings.write(store, "me", me)
    priya = put("person", name="Priya Raman", role="Head", phones=["0113 496 0304"], sites=[site],
                private_notes="Xyloph person")  # fmt: skip
    held = put("visit", date="2026-10-15", site=site, led_by=[me], attended=[priya], discussion="We met",
               private_notes="Xyloph visit")  # fmt: skip
    put("visit", date="2026-12-01", site=site, purpose="Look at the data")
    put("support", site=site, status="active", since="2026-01-05", why="Agreed with Priya")
    put("commitment", what="Send the page", owner=me, visit=held, due="2026-11-05")
    put("commitment", what="Book the room", owner=priya, site=site)
    put("commitment", what="Long done", owner=priya, site=site, status="kept")
    put("change", date="2026-10-15", place="setting", what="New timetable", site=site)
    tomas = put("person", name="Tomas Lind", sites=[site])
    mei = put("person", name="Mei Xyloph", sites=[site], scope="private")
    put("tie", source=priya, target=tomas, type="works_with", strength="strong", private_notes="Xyloph tie",
        scope="shared")  # fmt: skip
    put("tie", source=priya, target=mei, type="reports_to", scope="shared")
    put("tie", source=tomas, target=priya, type="in_tension", about="Xyloph quarrel")
    shared = {"site": site, "scope": "shared"}
    put("feedback", date="2026-10-15", what="Too fast", people=[priya, mei], about="I cannot **follow**.", **shared)
    put("tension", date="2026-10-14", what="Who owns the data", state="held", views="Both claim it", **shared)
    for kind in ENTRIES:
        put(kind, date="2026-10-16", what=f"Xyloph {kind}", people=[priya], site=site)
    attaching.add(store, b"minutes", "minutes.txt", ("visit", held))
    put("site", name="Elsewhere")
    return site


@pytest.fixture
def notes(put: Put, site: str, store: Store) -> dict[str, str]:
    """Private notes: of the site, of somebody there, and of somebody elsewhere."""
    [priya] = [one.uid for one in plan(store, site).leaving.records if one.title == "Priya Raman"]
    other = put("person", name="Nobody of it")
    return {
        "site": put("note", heading="Xyloph site", text="Xyloph", sites=[site], date="2026-10-16"),
        "person": put("note", heading="Careful with dates", text="Zanzibar", people=[priya], date="2026-10-17"),
        "elsewhere": put("note", heading="Xyloph elsewhere", text="Xyloph", people=[other]),
    }


def give(store: Store, sam: Store, site: str, path: Path, *notes: str) -> HandedOver:
    return hand_over(store, path, site, [identity(sam).public_key], notes, "Take care of them.", today=TODAY)


def opened(path: Path, sam: Store) -> tuple[list[bytes], dict[str, bytes]]:
    with open_bundle(path, own_lock(sam), identity(sam).public_key) as bundle:
        lines, files = list(bundle.lines()), dict(bundle.files())
        bundle.finish()
    return lines, files


def test_the_plan_tells_what_leaves_and_which_notes_could(store: Store, site: str, notes: dict[str, str]) -> None:
    asked = plan(store, site)
    assert (asked.name, asked.visits) == ("Alder Road", 2)
    assert [promise.what for promise in asked.mine] == ["Send the page"]
    assert [(promise.what, promise.owner) for promise in asked.theirs] == [("Book the room", "Priya Raman")]
    assert [(note.heading, note.day, note.about) for note in asked.notes] == [
        ("Careful with dates", "2026-10-17", ("Priya Raman",)),
        ("Xyloph site", "2026-10-16", ("Alder Road",)),
    ]
    assert not [one for one in asked.leaving.records if one.kind == "note"]


def test_no_private_word_leaves_but_those_of_the_chosen_note(
    store: Store, sam: Store, site: str, notes: dict[str, str], tmp_path: Path
) -> None:
    done = give(store, sam, site, tmp_path / "alder.ispx", notes["person"])
    lines, files = opened(tmp_path / "alder.ispx", sam)
    whole = b"\n".join([*lines, *files.values()])
    assert b"xyloph" not in whole.lower()
    assert b"Zanzibar" in b"\n".join(lines)
    assert done.notes == (notes["person"],)
    assert records.get(store, notes["site"]).is_private
    assert not records.get(store, notes["person"]).is_private
    assert done.shared.counts["attachments"] == 1


def test_whoever_takes_over_has_the_site_and_the_note_as_they_were(
    store: Store, sam: Store, site: str, notes: dict[str, str], tmp_path: Path
) -> None:
    give(store, sam, site, tmp_path / "alder.ispx", notes["person"])
    receiving.receive(sam, tmp_path / "alder.ispx")
    for uid in (site, notes["person"]):
        assert records.get(sam, uid).fields == records.get(store, uid).fields
    assert records.get(sam, notes["person"]).fields["sites"] == [site]
    with pytest.raises(NotFound):
        records.get(sam, notes["site"])


def test_the_pages_tell_where_things_stand(
    store: Store, sam: Store, site: str, notes: dict[str, str], tmp_path: Path
) -> None:
    give(store, sam, site, tmp_path / "alder.ispx", notes["person"])
    files = opened(tmp_path / "alder.ispx", sam)[1]
    text = files["readable/index.md"].decode()
    told = [
        "# Handover: Alder Road",
        "Handed over by Maren Oduya on 1 November 2026. Take care of them.",
        "Setting: School",
        "Active since 5 January 2026: Agreed with Priya",
        "### Reading Together (Reading Recovery)",
        "| Priya Raman | Head |",
        "## Noted with people",
        "### Priya Raman",
        "- Priya Raman works with Tomas Lind, Strong",
        "- 15 October 2026, Feedback: Too fast, Priya Raman (nothing done yet)",
        "**In their words:** I cannot **follow**.",
        "### Tomas Lind",
        "- Priya Raman works with Tomas Lind, Strong",
        "## Noted at the site",
        "- 14 October 2026, Tension: Who owns the data (space held)",
        "**How each side sees it:** Both claim it",
        "| Send the page | Maren Oduya | 5 November 2026 |",
        "| 15 October 2026 | Practice setting | New timetable |",
        "### Careful with dates, 17 October 2026",
        "Zanzibar",
        "[1 December 2026, Look at the data](visit-2026-12-01-",
        "[15 October 2026](visit-2026-10-15-",
    ]
    at = 0
    for words in told:
        at = text.find(words, at)
        assert at >= 0, words
    assert "eports to" not in text, "a tie to somebody who is not told of is told of nobody"
    assert "Long done" not in text
    html = files["readable/index.html"].decode()
    assert "Two &lt;b&gt;floors&lt;/b&gt;" in html
    [held] = [name for name in files if name.startswith("readable/visit-2026-10-15") and name.endswith(".html")]
    assert f'href="{held.removeprefix("readable/")}"' in html
    assert b"We met" in files[held]


def test_without_a_choice_no_note_leaves_and_none_is_changed(
    store: Store, sam: Store, site: str, notes: dict[str, str], tmp_path: Path
) -> None:
    before = state(store)
    assert give(store, sam, site, tmp_path / "alder.ispx").notes == ()
    assert state(store) == before
    lines, files = opened(tmp_path / "alder.ispx", sam)
    assert b"Zanzibar" not in b"\n".join([*lines, *files.values()])


def test_where_packing_fails_the_notes_are_private_as_before(
    store: Store, sam: Store, site: str, notes: dict[str, str], tmp_path: Path
) -> None:
    before, told = state(store), []

    def stop(done: int, _total: int) -> None:
        told.append(done)
        if done > 500:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        hand_over(store, tmp_path / "alder.ispx", site, [identity(sam).public_key], [notes["person"]], progress=stop)
    assert max(told) > 500
    assert state(store) == before
    assert records.get(store, notes["person"]).is_private
    assert not (tmp_path / "alder.ispx").exists()
    assert give(store, sam, site, tmp_path / "alder.ispx", notes["person"]).notes == (notes["person"],)


def test_a_note_that_is_changed_meanwhile_is_not_handed_over_as_it_was(
    store: Store, sam: Store, site: str, notes: dict[str, str], put: Put, tmp_path: Path
) -> None:
    def change(done: int, total: int) -> None:
        if done == total:
            put("note", uid=notes["person"], text="Changed while it was packed")

    key = identity(sam).public_key
    with pytest.raises(BadInput, match=r"changed.*Nothing was shared"):
        hand_over(store, tmp_path / "a.ispx", site, [key], [notes["person"]], progress=change)
    now = records.get(store, notes["person"])
    assert (now.fields["text"], now.is_private) == ("Changed while it was packed", True)
    assert not (tmp_path / "a.ispx").exists()


_KILLED = """
import os, signal, sys
from pathlib import Path
from isp_desktop.db.folder import Folder
from isp_desktop.db.store import Store
from isp_desktop.services.sharing.handover import hand_over
folder, key, path, reader, site, note, step = sys.argv[1:]
def progress(done, total):
    if done >= int(step):
        os.kill(os.getpid(), signal.SIGKILL)
with Store.open(Folder(Path(folder)), bytes.fromhex(key)) as store:
    hand_over(store, Path(path), site, [reader], [note], progress=progress)
"""


@pytest.mark.parametrize("step", [150, 400, 1000])
def test_killed_at_any_moment_before_the_bundle_is_there_the_note_is_private(
    step: int, store: Store, sam: Store, site: str, notes: dict[str, str], tmp_path: Path, data_key: bytes
) -> None:
    before, path, key = state(store), tmp_path / "alder.ispx", identity(sam).public_key
    store.close()
    words = [str(store.folder.path), data_key.hex(), str(path), key, site, notes["person"], str(step)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run([sys.executable, "-c", _KILLED, *words], check=False, env=environment)
    assert ended.returncode == -signal.SIGKILL
    assert not path.exists()
    with Store.open(store.folder, data_key) as again:
        assert state(again) == before
        assert records.get(again, notes["person"]).is_private


def test_people_that_only_a_chosen_note_speaks_of_come_with_it(
    store: Store, sam: Store, site: str, put: Put, tmp_path: Path
) -> None:
    other = put("person", name="Only in the note")
    note = put("note", text="About both", sites=[site], people=[other])
    give(store, sam, site, tmp_path / "alder.ispx", note)
    receiving.receive(sam, tmp_path / "alder.ispx")
    assert records.get(sam, other).fields["name"] == "Only in the note"
    assert records.get(store, note).fields == records.get(sam, note).fields
    assert not_shared(store) == 1  # the other site


def test_what_can_be_wrong_is_found_before_a_note_is_shared(
    store: Store, sam: Store, site: str, notes: dict[str, str], tmp_path: Path
) -> None:
    before, path, key = state(store), tmp_path / "alder.ispx", identity(sam).public_key
    with pytest.raises(BadInput, match="no private note"):
        hand_over(store, path, site, [key], [notes["person"], notes["elsewhere"]])
    with pytest.raises(BadInput, match="no public key"):
        hand_over(store, path, site, ["age1nonsense"], [notes["person"]])
    with pytest.raises(BadInput, match="who takes over"):
        hand_over(store, path, site, [], [notes["person"]])
    with pytest.raises(NotFound):
        hand_over(store, path, notes["person"], [key])
    with pytest.raises(NotebookError, match="no folder"):
        hand_over(store, tmp_path / "missing" / "a.ispx", site, [key], [notes["person"]])
    assert state(store) == before

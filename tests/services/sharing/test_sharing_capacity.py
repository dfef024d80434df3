"""What is assessed and planned of capacity goes with whose it is, and a person's own with that person alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from assessments import answer, begin_assessment

from isp_desktop.db.store import Store
from isp_desktop.domain.answers import uid_of
from isp_desktop.services import conflicts, plain_out, records, taking_back
from isp_desktop.services.capacity import instruments
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing import packing, receiving
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.handover import hand_over
from isp_desktop.services.sharing.opening import open_bundle, own_lock
from isp_desktop.services.sharing.planned import plan
from isp_desktop.services.story import story

Put = Callable[..., str]
PLANTED = "Xylophonquartz"
DAY = "2026-10-15"
KNOWS = "individual/knows_how"


@pytest.fixture
def sam(make_store: Callable[[str], Store]) -> Store:
    return make_store("Sam Whitlock")


@pytest.fixture
def world(store: Store, put: Put) -> dict[str, str]:
    """A site, its team and somebody there, and another site, each with what was assessed and planned, by name."""
    made = {"initiative": put("initiative", name="Reading"), "starter": instruments.starter(store, "short")}
    made["alder"] = put("site", name="Alder", initiatives=[made["initiative"]])
    made["beech"] = put("site", name="Beech")
    made["team"] = put("team", name="Team", sites=[made["alder"], made["beech"]])
    made["priya"] = put("person", name="Priya", sites=[made["alder"]])
    made["ruth"] = put("person", name="Ruth")
    for whose in ("alder", "beech", "team", "priya"):
        further = {"present": [made["ruth"]]} if whose in ("alder", "priya") else {}
        made |= _assessed(store, put, made, whose, **further)
    for place in ("initiative", "alder", "beech"):
        about = {"site" if place != "initiative" else place: made[place]}
        made[f"{place} needs"] = put(
            "capacity_target", instrument=made["starter"], capacity_type="general", level="system", needed=70, **about
        )
        made[f"{place} challenge"] = put("challenge", what="The budget ends", private_notes=PLANTED, **about)
    made["usual"] = put(
        "capacity_target", instrument=made["starter"], capacity_type="general", level="system", needed=50
    )
    return made


def _assessed(store: Store, put: Put, made: dict[str, str], whose: str, **further: Any) -> dict[str, str]:
    subject, instrument = made[whose], made["starter"]
    uid = begin_assessment(store, subject, instrument, dt.date.fromisoformat(DAY), private_notes=PLANTED, **further)
    answer(store, uid, {KNOWS: "2"})
    site = {"site": made["alder"]} if whose == "priya" else {}
    need = put("need", what="Know how", subject=subject, assessment=uid, **site)
    step = put("plan_step", what="Sit in", way="modelling", needs=[need], private_notes=PLANTED, **site)
    log = put("step_log", step=step, date=DAY, what="Sat in", private_notes=PLANTED, people=[made["ruth"]], **site)
    told = {"rated": uid, "answer": uid_of(uid, KNOWS), "need": need, "step": step, "log": log}
    return {f"{whose} {name}": one for name, one in told.items()}


def leaving(store: Store, world: dict[str, str], **choice: Any) -> set[str]:
    names = {uid: name for name, uid in world.items()}
    return {names[one.uid] for one in plan(store, Choice(**choice)).records}


def own(whose: str) -> set[str]:
    return {f"{whose} {name}" for name in ("rated", "answer", "need", "step", "log")}


AT_ALDER = {"alder", "initiative", "team", "priya", "ruth", "starter", *own("alder"), *own("team")}
NEEDED = {"alder needs", "alder challenge", "initiative needs", "usual"}


def test_a_site_brings_its_assessments_and_plans_and_what_they_are_understood_by(store: Store, world: dict[str, str]):
    assert leaving(store, world, sites=(world["alder"],)) == AT_ALDER | NEEDED
    assert leaving(store, world, initiatives=(world["initiative"],)) == AT_ALDER | NEEDED | {"initiative challenge"}


def test_a_persons_own_goes_with_that_person_and_not_with_who_was_there(store: Store, world: dict[str, str]):
    assert own("priya") <= leaving(store, world, people=(world["priya"],))
    found = leaving(store, world, people=(world["ruth"],))
    assert {"alder rated", "alder answer", "starter"} <= found
    assert not found & own("priya")
    assert own("priya") <= leaving(store, world, everything=True)


def test_the_version_before_comes_along_with_what_is_needed_by_it(store: Store, world: dict[str, str]):
    newer, _undo = instruments.new_version(store, world["starter"])
    instruments.publish(store, newer)
    world["newer"] = newer
    cedar = world["cedar"] = records_put(store, "site", name="Cedar")
    world["cedar rated"] = begin_assessment(store, cedar, newer, dt.date(2026, 10, 16))
    assert leaving(store, world, sites=(cedar,)) == {"cedar", "cedar rated", "newer", "starter", "usual"}


def test_what_is_deleted_of_others_by_the_same_instrument_does_not_come_along(store: Store, world: dict[str, str]):
    day = dt.date(2026, 10, 16)
    for kind in ("organization", "team"):
        whose = world[f"{kind} elsewhere"] = records_put(store, kind, name="Elsewhere")
        world[f"{kind} elsewhere rated"] = begin_assessment(store, whose, world["starter"], day, purpose=PLANTED)
        taking_back.delete(store, world[f"{kind} elsewhere rated"])
    gone = world["gone"] = records_put(
        store, "capacity_target", instrument=world["starter"], capacity_type="analytic", level="system", needed=40
    )
    taking_back.delete(store, gone)
    assert leaving(store, world, sites=(world["alder"],)) == AT_ALDER | NEEDED | {"gone"}


def send(giver: Store, to: Store, path: Path, site: str) -> None:
    """One gives the other a site in a real bundle."""
    packing.share(giver, path, Choice(sites=(site,)), to=[identity(to).public_key])
    receiving.receive(to, path)


def records_put(store: Store, kind: str, **fields: Any) -> str:
    with store.write() as transaction:
        return records.put(transaction, kind, fields).uid


def test_no_private_word_leaves(store: Store, sam: Store, world: dict[str, str], tmp_path: Path):
    hidden = begin_assessment(
        store, world["alder"], world["starter"], dt.date(2026, 10, 20), private=True, purpose=PLANTED
    )
    answer(store, hidden, {KNOWS: "1"})
    bundle = tmp_path / "site.ispx"
    packing.share(store, bundle, Choice(sites=(world["alder"],)), to=[identity(sam).public_key])
    with open_bundle(bundle, own_lock(sam), identity(sam).public_key) as opened:
        content = b"\n".join(opened.lines())
        opened.finish()
    assert world["alder answer"].encode() in content
    for word in (PLANTED, hidden, uid_of(hidden, KNOWS), world["priya rated"]):
        assert word.encode() not in content


def test_the_pages_of_a_handover_tell_of_capacity(store: Store, sam: Store, world: dict[str, str], tmp_path: Path):
    with store.write() as transaction:
        fields = {"talked": "Nobody was **surprised**.", "state": "done"}
        records.put(transaction, "assessment", fields, world["alder rated"])
        records.put(transaction, "need", {"what": "Met by now", "state": "met"}, world["team need"])
        fields = {"state": "under_way", "built": [world["ruth"]], "due": "2026-11-05"}
        records.put(transaction, "plan_step", fields, world["alder step"])
        fields = {"what": "Dropped by now", "state": "dropped", "follow_up_on": "2026-12-01"}
        records.put(transaction, "plan_step", fields, world["team step"])
    bundle = tmp_path / "alder.ispx"
    hand_over(store, bundle, world["alder"], [identity(sam).public_key], today=dt.date(2026, 11, 1))
    with open_bundle(bundle, own_lock(sam), identity(sam).public_key) as opened:
        files = dict(opened.files())
        opened.finish()
    text = files["readable/index.md"].decode()
    for words in (
        "## Capacity assessments",
        "- 15 October 2026, Alder, Capacity, short form",
        "**What was said of the result:** Nobody was **surprised**.",
        "## Capacity that is needed",
        "| Know how | Alder |",
        "| Sit in | Modelling, Under way | Ruth | 5 November 2026 |",
        "## Challenges ahead",
        "| The budget ends |",
    ):
        assert words in text, text
    assert not any(words in text for words in (PLANTED, "Met by now", "Dropped by now", "Priya,"))
    assert b"The budget ends" in files["readable/index.html"]


def test_votes_typed_on_two_laptops_merge_and_two_outcomes_wait_in_words(
    store: Store, sam: Store, world: dict[str, str], tmp_path: Path
):
    send(store, sam, tmp_path / "first.ispx", world["alder"])
    uid = world["alder answer"]
    for laptop, votes, value in ((store, ["A:1", "B:2"], "1"), (sam, ["C:3", "D:n/a"], "3")):
        with laptop.write() as transaction:
            records.put(transaction, "answer", {"votes": votes, "value": value}, uid)
    send(store, sam, tmp_path / "there.ispx", world["alder"])
    send(sam, store, tmp_path / "back.ispx", world["alder"])
    for laptop in (store, sam):
        assert records.get(laptop, uid).fields["votes"] == ["A:1", "B:2", "C:3", "D:n/a"]
        [waiting] = conflicts.conflicts(laptop)
        assert waiting.title.startswith("Alder, 15 October 2026: Those who deliver the programme")
        assert (waiting.label, waiting.is_text, conflicts.offered(waiting)) == ("Answer", False, None)
        words = {version.value: version.words for version in waiting.versions}
        assert {value: said.split(":")[0] for value, said in words.items()} == {"1": "Little", "3": "Good"}
    changes = {change.label: change for step in story(store, uid).steps for change in step.changes}
    item = "Those who deliver the programme know how it is meant to be done."
    assert (changes["Item"].before, changes["Item"].after) == ("", item)
    assert "A: Little" in changes["First votes"].after or "C: Good" in changes["First votes"].after
    assert not changes["Answer"].long
    written = tmp_path / "plain"
    plain_out.write_out(store, written, private=False)
    [page] = (written / "pages" / "answer").glob(f"*{uid}.md")
    assert "Alder, 15 October 2026: Those who deliver" in page.read_text("utf-8")
    assert "Good: it is mostly so" in page.read_text("utf-8")

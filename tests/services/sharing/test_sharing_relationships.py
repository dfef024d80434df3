"""What is shared of relationships goes with the site, initiative or person it belongs to; what is private stays."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.timeline import ENTRIES
from isp_desktop.services import brief, export, plain_out, records, visit_summary
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing import packing, receiving
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.handover import hand_over
from isp_desktop.services.sharing.opening import open_bundle, own_lock
from isp_desktop.services.sharing.planned import plan

Put = Callable[..., str]
PLANTED = "Xylophonquartz"
DAY = "2026-10-15"


@pytest.fixture
def sam(make_store: Callable[[str], Store]) -> Store:
    return make_store("Sam Whitlock")


@pytest.fixture
def world(put: Put) -> dict[str, str]:
    """Two sites, their people and what is between them, by name; all of it shared."""
    made: dict[str, str] = {}

    def add(called: str, kind: str, **fields: Any) -> str:
        made[called] = put(kind, scope="shared", **fields)
        return made[called]

    initiative = add("initiative", "initiative", name="Reading")
    alder = add("alder", "site", name="Alder", initiatives=[initiative])
    beech = add("beech", "site", name="Beech")
    maren = add("maren", "person", name="Maren")
    priya = add("priya", "person", name="Priya", sites=[alder])
    tomas = add("tomas", "person", name="Tomas", sites=[alder])
    ruth = add("ruth", "person", name="Ruth", sites=[beech])
    county, fund = add("county", "organization", name="County"), add("fund", "organization", name="Fund")
    team = add("team", "team", name="Team", sites=[alder])
    other = add("other team", "team", name="Other team", sites=[beech])
    hana = add("hana", "person", name="Hana")
    add("seat", "membership", team=team, person=hana)
    add("seat elsewhere", "membership", team=other, person=priya)
    charter = add("charter", "charter", team=team, vision="Reading", function_data=[other])
    add("signed", "sign_off", charter=charter, person=tomas, answer="signed", date=DAY)
    meeting = add("meeting", "meeting", team=team, date=DAY, present=[priya, ruth])
    add("matter", "agenda_item", meeting=meeting, what="The data")
    add("charter elsewhere", "charter", team=other, function_data=[team])
    mentors = add("mentors", "tie_type", name="Mentors")
    add("within", "tie", source=priya, target=tomas, named=mentors)
    add("across", "tie", source=priya, target=ruth, type="works_with")
    add("funded", "tie", source=county, target=alder, type="supplies")
    add("team reports", "tie", source=team, target=county, type="reports_to")
    add("elsewhere", "tie", source=fund, target=beech, type="supplies")
    add("rel", "relationship", stakeholder=priya, practitioner=maren, aims="Reading")
    add("rated", "trust", stakeholder=tomas, rater=maren, date=DAY, way="self", openness=3)
    add("rated team", "trust", stakeholder=team, date=DAY, way="diagnostic", openness=4)
    add("rated ruth", "trust", stakeholder=ruth, date=DAY, way="self", openness=2)
    add("said here", "feedback", date=DAY, what="Too fast", site=alder, people=[priya])
    add("said anywhere", "feedback", date=DAY, what="Too slow", people=[priya])
    add("said there", "feedback", date=DAY, what="Just right", people=[priya, ruth], site=beech)
    return made


def leaving(store: Store, world: dict[str, str], **choice: Any) -> set[str]:
    names = {uid: name for name, uid in world.items()}
    return {names[one.uid] for one in plan(store, Choice(**choice)).records}


OF_ALDER = {
    *("alder", "initiative", "maren", "priya", "tomas", "county", "team", "mentors"),
    *("hana", "seat", "charter", "signed", "meeting", "matter", "ruth", "other team"),
    *("within", "funded", "team reports", "rel", "rated", "rated team", "said here", "said anywhere"),
}


def test_a_site_brings_what_is_among_its_people_and_about_them(store: Store, world: dict[str, str]):
    assert leaving(store, world, sites=(world["alder"],)) == OF_ALDER


def test_an_initiative_brings_that_of_its_sites(store: Store, world: dict[str, str]):
    assert leaving(store, world, initiatives=(world["initiative"],)) == OF_ALDER


def test_a_person_brings_all_that_names_them(store: Store, world: dict[str, str]):
    found = leaving(store, world, people=(world["ruth"],))
    assert {"ruth", "across", "rated ruth", "said there", "priya", "beech"} <= found
    assert not found & {"within", "rated", "rel", "fund"}


def test_a_rating_that_was_deleted_is_told_as_deleted(store: Store, world: dict[str, str]):
    with store.write() as transaction:
        records.delete(transaction, world["rated"])
    gone = [one.uid for one in plan(store, Choice(sites=(world["alder"],))).records if one.deleted]
    assert gone == [world["rated"]]


def test_two_ratings_of_one_person_stand_side_by_side_after_the_exchange(
    store: Store, sam: Store, world: dict[str, str], tmp_path: Path
):
    give(store, sam, tmp_path / "one.ispx", world["alder"])
    with sam.write() as transaction:
        fields = {"stakeholder": world["tomas"], "date": DAY, "way": "self", "openness": 5}
        own = records.put(transaction, "person", {"name": "Sam Whitlock"}).uid
        rated = records.put(transaction, "trust", fields | {"rater": own, "evidence": PLANTED}, scope="shared").uid
    give(sam, store, tmp_path / "two.ispx", world["alder"])
    there = {uid: records.get(store, uid).fields for uid in (world["rated"], rated)}
    assert [(there[uid]["rater"], there[uid]["openness"]) for uid in there] == [(world["maren"], 3), (own, 5)]
    assert "evidence" not in there[rated]
    assert not records.get(store, rated).conflicts


@pytest.fixture
def secrets(store: Store, put: Put, world: dict[str, str]) -> str:
    """A visit, with a planted word in every private place around it."""
    visit = put("visit", date=DAY, site=world["alder"], attended=[world["tomas"]], discussion="We met")
    about = {"stakeholder": world["tomas"]}
    put("trust", uid=world["rated"], evidence=f"{PLANTED} evidence")
    put("trust", **about, date=DAY, way="self", openness=1, visit=visit, evidence=PLANTED)
    put("relationship", **about, aims=PLANTED, strains=f"{PLANTED} strains", private_notes=PLANTED)
    put("relationship", uid=world["rel"], private_notes=PLANTED)
    put("tie", uid=world["within"], private_notes=PLANTED)
    put("tie", source=world["priya"], target=world["tomas"], type="in_tension", about=f"{PLANTED} tie")
    for kind in ENTRIES:
        put(kind, date=DAY, what=f"{PLANTED} {kind}", site=world["alder"], visit=visit, people=[world["tomas"]])
    put("reflection", date=DAY, moment="after", question="What?", answer=PLANTED, visit=visit)
    return visit


def test_no_private_word_is_in_a_bundle(store: Store, sam: Store, world: dict[str, str], secrets: str, tmp_path: Path):
    choices = [Choice(sites=(world["alder"],)), Choice(people=(world["tomas"],)), Choice(everything=True)]
    for at, choice in enumerate(choices):
        path = tmp_path / f"{at}.ispx"
        packing.share(store, path, choice, [identity(sam).public_key])
        assert world["rated"].encode() in opened(path, sam)
        assert PLANTED.encode() not in opened(path, sam)
        assert PLANTED not in repr(plan(store, choice))


def test_no_private_word_is_handed_over(store: Store, sam: Store, world: dict[str, str], secrets: str, tmp_path: Path):
    path = tmp_path / "handover.ispx"
    hand_over(store, path, world["alder"], [identity(sam).public_key])
    assert PLANTED.encode() not in opened(path, sam)


def test_no_private_word_is_in_what_can_be_handed_on(store: Store, world: dict[str, str], secrets: str, tmp_path: Path):
    for form in ("html", "md"):
        assert PLANTED.encode() not in visit_summary.write(store, secrets, form)  # type: ignore[arg-type]
    word = Document(io.BytesIO(visit_summary.write(store, secrets, "docx")))
    assert PLANTED not in "".join(paragraph.text for paragraph in word.paragraphs)
    assert PLANTED in brief.write(store, world["tomas"], True, "md").decode()
    assert PLANTED not in brief.write(store, world["tomas"], False, "md").decode()
    for kind in kinds():
        assert PLANTED.encode() not in export.table(store, kind, "csv")
        assert PLANTED.encode() not in export.table(store, kind, "json")
    plain_out.write_out(store, tmp_path / "all", private=False)
    files = [path for path in (tmp_path / "all").rglob("*") if path.is_file()]
    assert files
    assert [path.name for path in files if PLANTED.encode() in path.read_bytes()] == []


def give(one: Store, other: Store, path: Path, site: str) -> None:
    packing.share(one, path, Choice(sites=(site,)), [identity(other).public_key])
    receiving.receive(other, path)


def opened(path: Path, to: Store) -> bytes:
    """All that is in a bundle, decrypted."""
    with open_bundle(path, own_lock(to), identity(to).public_key) as bundle:
        lines, files = list(bundle.lines()), dict(bundle.files())
        bundle.finish()
    return b"\n".join([*lines, *files.values(), *map(str.encode, files)])

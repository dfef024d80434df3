"""Which records leave: what was chosen and what belongs to it, from the shared scope, and nothing besides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.domain.revision import Revision
from isp_desktop.services import records
from isp_desktop.services.sharing.choosing import Choice
from isp_desktop.services.sharing.planned import Plan, plan

Put = Callable[..., str]


@pytest.fixture
def world(put: Put) -> dict[str, str]:
    """Two sites with what belongs to them, by a letter each."""
    made = {"i": put("initiative", name="Reading")}
    made["a"] = put("site", name="Alder", initiatives=[made["i"]])
    made["b"] = put("site", name="Beech")
    for letter in "pqrs":
        made[letter] = put("person", name=letter, private_notes="Planted")
    put("person", uid=made["r"], sites=[made["a"]])
    made["v"] = put("visit", date="2026-10-15", site=made["a"], attended=[made["p"]], private_notes="Planted")
    made["w"] = put("visit", date="2026-10-16", site=made["b"], attended=[made["q"]])
    made["c"] = put("commitment", what="Call", visit=made["v"], owner=made["q"])
    made["n"] = put("note", text="Planted", sites=[made["a"]])
    made["m"] = put("note", text="Both", sites=[made["a"], made["b"]], scope="shared")
    made["x"] = put("change", date="2026-10-17", place="system", what="Law", initiative=made["i"])
    return made


@pytest.fixture
def leaves(store: Store, world: dict[str, str]) -> Callable[..., str]:
    """The letters of what leaves with a choice, in their order."""

    def of(**choice: object) -> str:
        letters = {uid: letter for letter, uid in world.items()}
        return "".join(sorted(letters[one.uid] for one in plan(store, Choice(**choice)).records))  # type: ignore[arg-type]

    return of


def test_a_site_brings_what_belongs_to_it_and_no_other_site(leaves: Callable[..., str], world: dict[str, str]) -> None:
    assert leaves(sites=(world["a"],)) == "acimpqrv"
    assert leaves(sites=(world["b"],)) == "bmqw"


def test_the_teams_of_a_site_bring_both_ways_of_their_loops(
    leaves: Callable[..., str], world: dict[str, str], put: Put
) -> None:
    world |= {"t": put("team", name="Alder Road team", sites=[world["a"]]), "u": put("team", name="District team")}
    world["d"] = put("protocol", source=world["t"], target=world["u"], what="Data")
    world["f"] = put("protocol", source=world["u"], target=world["t"], what="Feedback")
    world["g"] = put("message", protocol=world["f"], sent_on="2026-10-17")
    world["h"] = put("charter", team=world["u"], version=1, state="draft", function_data=[world["t"]])
    assert leaves(sites=(world["a"],)) == "acdfgimpqrtuv"


def test_a_site_brings_how_core_elements_hold_there_and_what_must_stand_before_support_goes(
    leaves: Callable[..., str], world: dict[str, str], put: Put
) -> None:
    own, other = world["i"], put("initiative", name="Elsewhere")
    # One that was looked at, one that was not, and one of another initiative.
    world |= {"1": put("core_element", name="Practice", initiative=own)}
    world |= {"2": put("core_element", name="Coaching", initiative=own)}
    world |= {"3": put("core_element", name="Visits", initiative=other)}
    look = {"element": world["1"], "mark": "holds", "date": "2026-10-17"}
    world |= {"4": put("integrity_mark", site=world["a"], **look), "5": put("integrity_mark", site=world["b"], **look)}
    world["6"] = put("adaptation", site=world["a"], what="By phone", date="2026-10-17")
    world["7"] = put("withdrawal", site=world["a"])
    world["8"] = put("withdrawal_condition", withdrawal=world["7"], what="A coach", owner=world["s"])
    put("withdrawal_condition", withdrawal=put("withdrawal", site=world["b"]), what="Elsewhere")
    assert leaves(sites=(world["a"],)) == "124678acimpqrsv"


def test_an_initiative_brings_its_sites_and_changes(leaves: Callable[..., str], world: dict[str, str]) -> None:
    assert leaves(initiatives=(world["i"],)) == "acimpqrvx"


def test_a_person_brings_where_they_were(leaves: Callable[..., str], world: dict[str, str]) -> None:
    assert leaves(people=(world["q"],)) == "bcqvw"
    assert leaves(people=(world["s"],)) == "s"


def test_everything_is_all_that_is_shared(leaves: Callable[..., str]) -> None:
    assert leaves(everything=True) == "abcimpqrsvwx"


def test_kinds_and_days_narrow(leaves: Callable[..., str], world: dict[str, str], store: Store) -> None:
    assert leaves(kinds=("visit",)) == "vw"
    assert leaves(sites=(world["a"],), kinds=("visit", "person")) == "pqrv"
    tomorrow = dt.date.today() + dt.timedelta(days=2)
    assert leaves(since=tomorrow) == ""
    assert leaves(since=dt.date(1, 1, 1)) == leaves(everything=True)
    later = dt.datetime.combine(tomorrow, dt.time(12)).timestamp() * 1000
    with store.write() as transaction:
        told = {"author": "B", "device": "d", "action": "edit", "schema": 1, "parents": ()}
        for letter, scope in (("v", "shared"), ("w", "private")):
            fields = {"purpose": "late"}
            uid = world[letter]
            transaction.take(
                Revision(uid=uid, kind="visit", scope=scope, clock=(int(later), 0), fields=fields, **told)  # type: ignore[arg-type]
            )
    assert leaves(since=tomorrow) == "v"


def test_a_deletion_leaves_too(leaves: Callable[..., str], world: dict[str, str], store: Store) -> None:
    with store.write() as transaction:
        records.delete(transaction, world["v"])
    assert leaves(sites=(world["a"],)) == "acimpqrv"
    gone = [one for one in plan(store, Choice(sites=(world["a"],))).records if one.deleted]
    assert [one.uid for one in gone] == [world["v"]]


def test_the_plan_tells_titles_by_shared_words_and_what_stays(store: Store, world: dict[str, str], put: Put) -> None:
    hidden = put("site", name="Planted", scope="private")
    # Only the private scope knows where it was.
    put("visit", uid=world["w"], purpose="Coaching")
    seen: Plan = plan(store, Choice(sites=(world["a"],)))
    titles = {one.uid: one.title for one in seen.records}
    assert titles[world["v"]] == "Alder, 15 October 2026"
    assert hidden not in titles
    assert seen.by_kind == {"initiative": 1, "site": 1, "person": 3, "visit": 1, "commitment": 1, "note": 1}
    assert (seen.private_records, seen.private_parts) == (1, 4)
    assert seen.chosen == "Alder"
    assert "Planted" not in repr(seen)
    everything = plan(store, Choice(everything=True))
    assert (everything.private_records, everything.private_parts) == (2, 5)
    assert {one.uid: one.revisions for one in everything.records}[world["w"]] == 2


@pytest.mark.parametrize(
    "choice",
    [
        Choice(),
        Choice(kinds=("unicorn",), everything=True),
        Choice(everything=True, lacking="nobody"),
    ],
)
def test_choices_that_cannot_be_are_refused(choice: Choice, store: Store) -> None:
    with pytest.raises(BadInput):
        plan(store, choice)


def test_what_is_not_here_not_shared_or_of_another_kind_is_refused(
    store: Store, world: dict[str, str], put: Put
) -> None:
    hidden = put("site", name="Hidden", scope="private")
    for uid in ("nothing", world["p"], hidden):
        with pytest.raises(NotFound, match="no shared site"):
            plan(store, Choice(sites=(uid,)))

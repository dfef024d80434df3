"""What hangs on somebody, against the same worked out from the tables that the notebook writes out, by csv alone."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from isp_desktop.db.store import Store
from isp_desktop.services import leaving_person, plain_out, records, settings
from isp_desktop.services.leaving_person import Leaving, headline

TODAY = dt.date(2026, 10, 14)
DAY = TODAY.isoformat()
Put = Callable[..., str]
Found = set[tuple[str, str, str, str]]
"""Of each thing: its part, the uid of the record, the core function or perspective, and for whom nobody else is."""

SEVERAL = {"attended", "present", "helpers", "built", "people", "shared_with", "represents", "perspectives"}
FUNCTIONS = ("tailor", "competency", "data", "improvement", "sustainment", "collaboration")


def day(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


class Tables:
    """The exported tables, read with nothing but csv."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "tables"
        self._read: dict[str, list[dict[str, Any]]] = {}

    def __getitem__(self, kind: str) -> list[dict[str, Any]]:
        if kind not in self._read:
            with (self._folder / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
                self._read[kind] = [self._row(row) for row in csv.DictReader(file)]
        return self._read[kind]

    @staticmethod
    def _row(cells: dict[str, str]) -> dict[str, Any]:
        row: dict[str, Any] = {}
        for name, cell in cells.items():
            if f"{name}_uid" in cells:
                continue
            field = name.removesuffix("_uid") if name != "uid" else name
            several = field in SEVERAL or field.startswith("function_")
            row[field] = [one for one in cell.split("; ") if one] if several else cell
        return row


def holds(row: dict[str, Any], since: str = "since", until: str = "until") -> bool:
    return (row[since] or DAY) <= DAY <= (row[until] or DAY)


def outside(tables: Tables, who: str, me: str) -> Found:
    """What hangs on `who`, worked out anew."""
    return {
        *of_roles(tables, who),
        *of_teams(tables, who),
        *of_network(tables, who, me),
        *of_promises(tables, who),
        *of_work(tables, who),
    }


def of_roles(tables: Tables, who: str) -> Iterator[tuple[str, str, str, str]]:
    for row in tables["leadership_role"]:
        if row["person"] == who and holds(row):
            yield "roles", row["uid"], "", ""
            if row["debrief_days"]:
                yield "debriefs", row["uid"], str(int(float(row["debrief_days"]))), ""
    active = []
    for row in tables["champion"]:
        told = [one for one in tables["champion_review"] if one["champion"] == row["uid"] and one["date"] <= DAY]
        if not told or max(told, key=lambda one: (one["date"], one["uid"]))["state"] != "lost":
            active.append(row)
    for row in active:
        if row["person"] == who:
            sites = [one["site"] for one in active if one["person"] != who]
            levels = [one["level"] for one in active if one["person"] != who]
            alone = "site" if row["site"] and row["site"] not in sites else ""
            alone = alone or ("level" if row["level"] and row["level"] not in levels else "")
            yield "champions", row["uid"], "", alone
            if row["debrief_days"]:
                yield "debriefs", row["uid"], str(int(float(row["debrief_days"]))), ""


def of_teams(tables: Tables, who: str) -> Iterator[tuple[str, str, str, str]]:
    for team in tables["team"]:
        seats = [row for row in tables["membership"] if row["team"] == team["uid"]]
        here = [row for row in seats if holds(row, "joined", "left")]
        own = [row for row in here if row["person"] == who]
        for row in own:
            yield "teams", row["uid"], "", ""
        for voice in sorted({voice for row in own for voice in row["represents"]}):
            if {row["person"] for row in here if voice in row["represents"]} == {who}:
                yield "voices", next(row["uid"] for row in own if voice in row["represents"]), voice, "alone"
        versions = sorted(
            (row for row in tables["charter"] if row["team"] == team["uid"]),
            key=lambda row: (int(float(row["version"] or 0)), row["uid"]),
        )
        agreed = [row for row in versions if row["state"] in ("agreed", "under_review")]
        begun = [row for row in versions if row["state"] in ("draft", "proposed", "")]
        for charter in (agreed or begun)[-1:]:
            away = {row["person"] for row in seats if row["left"] and row["left"] < DAY}
            away -= {row["person"] for row in here}
            for key in FUNCTIONS:
                carriers = set(charter[f"function_{key}"]) - away
                if who in carriers:
                    yield "functions", charter["uid"], key, "alone" if len(carriers) == 1 else ""
            if charter["sponsor"] == who:
                yield "sponsors", charter["uid"], "", ""
        for row in tables["leadership_support"]:
            if row["team"] == team["uid"] and row["sponsor"] == who and (row["until"] or DAY) >= DAY:
                yield "sponsors", row["uid"], "", ""


def of_network(tables: Tables, who: str, me: str) -> Iterator[tuple[str, str, str, str]]:
    there = {row["uid"] for kind in ("person", "team", "organization", "site") for row in tables[kind]}
    ties = [row for row in tables["tie"] if holds(row) and {row["source"], row["target"]} <= there]
    pairs = [(row["source"], row["target"]) for row in ties]
    pairs += [(row["person"], row["team"]) for row in tables["membership"] if holds(row, "joined", "left")]
    pairs = [pair for pair in pairs if set(pair) <= there and (me == who or me not in pair)]
    group = {uid: frozenset([uid]) for uid in there}
    for one, other in pairs:
        if who not in (one, other):
            joined = group[one] | group[other]
            group |= dict.fromkeys(joined, joined)
    beside = {other for pair in pairs if who in pair for other in pair} - {who}
    pieces = sorted({group[uid] for uid in beside}, key=lambda piece: (-len(piece), min(piece)))
    cut = {uid for piece in pieces[1:] for uid in piece}
    for uid in cut:
        yield "cut", uid, "", "alone"
    for row in ties:
        others = {row["source"], row["target"]} - {who}
        if who in (row["source"], row["target"]) and others:
            yield "ties", row["uid"], "", "alone" if others <= cut else ""
    for row in tables["protocol"]:
        if who in (row["owner"], row["source"], row["target"]) and holds(row):
            yield "loops", row["uid"], next(end for end in ("owner", "source", "target") if row[end] == who), ""


def of_promises(tables: Tables, who: str) -> Iterator[tuple[str, str, str, str]]:
    met = {row["uid"] for row in tables["visit"] if who in row["attended"]}
    met |= {row["uid"] for row in tables["meeting"] if who in row["present"]}
    for row in tables["commitment"]:
        if row["status"] in ("", "open") and row["owner"] == who:
            yield "promised", row["uid"], "", ""
        elif row["status"] in ("", "open") and row["owner"] and {row["visit"], row["meeting"]} & met:
            yield "promised_to", row["uid"], "", ""


def of_work(tables: Tables, who: str) -> Iterator[tuple[str, str, str, str]]:
    changes = {row["uid"] for row in tables["transition"] if row["state"] not in ("done", "called_off")}
    asked: tuple[tuple[str, str, tuple[str, ...], Callable[[dict[str, Any]], bool]], ...] = (
        ("steps", "plan_step", ("helpers", "built", "subject"), lambda row: row["state"] not in ("done", "dropped")),
        ("needs", "need", ("subject",), lambda row: row["state"] not in ("met", "given_up")),
        ("challenges", "challenge", ("owner",), lambda row: row["state"] != "passed"),
        ("problems", "problem", ("people",), lambda row: row["state"] not in ("solved", "given_up")),
        (
            "shared",
            "shared_responsibility",
            ("person", "shared_with"),
            lambda row: not row["handed_over_on"] or row["handed_over_on"] > DAY,
        ),
        ("answers", "accountability", ("who", "to"), holds),
        ("changes", "transition", ("comes",), lambda row: row["uid"] in changes),
        (
            "changes",
            "continuity_item",
            ("owner",),
            lambda row: not row["done_on"] and not row["not_needed"] and row["transition"] in changes,
        ),
        ("conditions", "withdrawal_condition", ("owner",), lambda row: not (row["stands_since"] or row["given_up"])),
    )
    for part, kind, fields, waits in asked:
        for row in tables[kind]:
            names = [name for name in fields if who == row[name] or (name in SEVERAL and who in row[name])]
            if names and waits(row):
                yield part, row["uid"], names[0], ""


def told(found: Leaving) -> Found:
    said = {"functions", "voices", "debriefs", "loops", "steps", "needs", "challenges", "problems", "shared"}
    said |= {"answers", "changes", "conditions"}
    return {
        (held.part, held.uid, held.what if held.part in said else "", held.alone)
        for held in (line.held for line in found.lines)
    }


class Chance:
    """Puts records by chance, about today, among a few people, sites and teams."""

    def __init__(self, put: Put, seed: int) -> None:
        self._put, self._chance = put, Random(seed)
        self.people = [put("person", name=f"Person {at}") for at in range(9)]
        self._sites = [put("site", name=f"Site {at}") for at in range(3)]
        self._teams = [put("team", name=f"Team {at}", perspectives=["staff"]) for at in range(4)]
        self._bodies = [put("organization", name=f"Body {at}") for at in range(2)]
        self._all = [*self.people, *self._sites, *self._teams, *self._bodies]

    def any(self, among: list[str], empty: float = 0.0) -> str | None:
        return None if self._chance.random() < empty else self._chance.choice(among)

    def some(self, among: list[str]) -> list[str]:
        return self._chance.sample(among, self._chance.randint(0, 2))

    def day(self, empty: float = 0.5) -> str | None:
        return None if self._chance.random() < empty else day(self._chance.choice((-40, -1, 0, 1, 40)))

    def span(self, since: str = "since", until: str = "until") -> dict[str, Any]:
        return {since: self.day(), until: self.day(0.6)}

    def fill(self) -> None:
        for _at in range(14):
            ends = {"source": self.any(self._all), "target": self.any(self._all)}
            self._put("tie", type="works_with", **ends, **self.span())
            seat = {"team": self.any(self._teams), "person": self.any(self.people)}
            voices = self.some(["staff", "focus_population", "data"])
            self._put("membership", represents=voices, **seat, **self.span("joined", "left"))
        for at in range(20):
            self._team_work(at)
            self._work()
            if at % 4 == 0:
                self._leading()

    def _team_work(self, at: int) -> None:
        carried = {f"function_{key}": self.some([*self.people, *self._teams]) for key in FUNCTIONS}
        states = ["draft", "proposed", "agreed", "under_review", "superseded"]
        self._put(
            "charter",
            team=self.any(self._teams),
            version=at % 3 + 1,
            state=self.any(states),
            sponsor=self.any(self.people, 0.4),
            **carried,
        )
        days = {"agreed_on": self.day(), "until": self.day()}
        self._put("leadership_support", team=self.any(self._teams), sponsor=self.any(self.people), what="Hours", **days)
        ends = {"source": self.any(self._all), "target": self.any(self._all)}
        self._put("protocol", what="Figures", owner=self.any(self.people, 0.5), **ends, **self.span())
        visit = self._put("visit", date=day(-9), site=self.any(self._sites), attended=self.some(self.people))
        meeting = self._put("meeting", date=day(-9), team=self.any(self._teams), present=self.some(self.people))
        state = self.any(["open", "kept", "dropped"], 0.5)
        where = {"visit": self.any([visit], 0.5), "meeting": self.any([meeting], 0.5)}
        self._put("commitment", what="Book it", owner=self.any(self.people, 0.2), status=state, due=day(3), **where)

    def _leading(self) -> None:
        here = {"person": self.any(self.people), "site": self.any(self._sites, 0.3)}
        level = self.any(["individual", "organization", "system"], 0.3)
        self._put(
            "leadership_role", role="Director", debrief_days=self._chance.choice((None, 28)), **here, **self.span()
        )
        champion = self._put("champion", level=level, debrief_days=self._chance.choice((None, 14)), **here)
        for _at in range(self._chance.randint(0, 2)):
            state = self.any(["active", "lost"])
            self._put("champion_review", champion=champion, date=self.day(0.0), state=state)
        change = self._put(
            "transition",
            role="Director",
            comes=self.any(self.people, 0.5),
            state=self.any(["under_way", "done", "called_off"], 0.3),
        )
        for _at in range(2):
            ended = {"done_on": self.day(0.7), "not_needed": self.any(["Settled"], 0.8)}
            self._put("continuity_item", transition=change, what="Hand on", owner=self.any(self.people), **ended)

    def _work(self) -> None:
        someone = self.any(self.people)
        state = self.any(["planned", "done", "dropped"], 0.3)
        helping = {"helpers": self.some(self.people), "built": self.some(self.people)}
        self._put("plan_step", what="Train", way="training", state=state, subject=self.any(self._all, 0.5), **helping)
        self._put("need", what="A coach", subject=someone, state=self.any(["open", "met", "given_up"], 0.3))
        self._put("challenge", what="Cuts", owner=someone, state=self.any(["ahead", "here", "passed"], 0.3))
        self._put(
            "problem",
            date=DAY,
            what="Absence",
            people=self.some(self.people),
            state=self.any(["open", "trying", "solved", "given_up"], 0.3),
        )
        own = {"person": someone, "shared_with": self.some(self.people), "handed_over_on": self.day()}
        self._put("shared_responsibility", what="The data", **own)
        ends = {"who": self.any(self._all), "to": self.any(self._all)}
        self._put("accountability", what="Minutes", **ends, **self.span())
        plan = self._put("withdrawal", site=self.any(self._sites))
        ended = {"stands_since": self.day(0.6), "given_up": self.any(["Late"], 0.8)}
        self._put("withdrawal_condition", withdrawal=plan, what="A coach", owner=self.any(self.people, 0.3), **ended)


@pytest.mark.parametrize("seed", [1, 2])
def test_what_hangs_on_anybody_is_what_the_exported_tables_say(store: Store, tmp_path: Path, seed: int):
    with store.write() as transaction:
        chance = Chance(lambda kind, **fields: records.put(transaction, kind, fields).uid, seed)
        chance.fill()
        records.delete(transaction, chance.people[8])
    me = chance.people[0]
    settings.write(store, "me", me)
    plain_out.write_out(store, tmp_path / "out", private=True)
    tables = Tables(tmp_path / "out")
    every = [told(leaving_person.leaving(store, who, TODAY)) for who in chance.people[:8]]
    assert every == [outside(tables, who, me) for who in chance.people[:8]]
    # It would prove little where a part or a warning never came.
    assert {part for found in every for part, *_rest in found} == set(leaving_person.PARTS)
    assert {"", "alone"} < {alone for found in every for *_rest, alone in found}


def test_what_would_be_without_ruth(store: Store, put: Put):
    site = put("site", name="Harbour County")
    ruth = put("person", name="Ruth Calloway", role="Director", sites=[site])
    owen, hana, dele = (put("person", name=name) for name in ("Owen Barr", "Hana Sato", "Dele Adebayo"))
    board = put("organization", name="County board")
    team = put("team", name="District team", sites=[site])
    put("membership", team=team, person=ruth, role="Chair", represents=["leadership"], joined=day(-300))
    put("membership", team=team, person=hana, joined=day(-300))
    put("membership", team=team, person=owen, represents=["leadership"], joined=day(-900), left=day(-1))
    put("charter", team=team, version=1, state="superseded", function_data=[ruth])
    charter = put(
        "charter",
        team=team,
        version=2,
        state="agreed",
        sponsor=ruth,
        function_data=[ruth, owen],
        function_tailor=[hana],
    )
    put("charter", team=team, version=3, state="draft", function_tailor=[ruth])
    role = put("leadership_role", role="Director of family services", person=ruth, site=site, debrief_days=28)
    put("leadership_role", role="Acting head", person=ruth, until=day(-1))
    put("champion", person=ruth, site=site, level="organization")
    lost = put("champion", person=dele, site=site, level="organization")
    put("champion_review", champion=lost, date=day(-10), state="active")
    put("champion_review", champion=lost, date=day(-3), state="lost")
    put("tie", source=ruth, target=board, type="reports_to")
    put("tie", source=ruth, target=dele, type="works_with", until=day(-1))
    put("tie", source=hana, target=owen, type="works_with")
    visit = put("visit", date=day(-20), site=site, attended=[ruth])
    put("commitment", what="Sign the data agreement", owner=ruth, due=day(4), site=site)
    put("commitment", what="Send the figures", owner=hana, visit=visit)
    put("commitment", what="Long kept", owner=ruth, status="kept")
    found = leaving_person.leaving(store, ruth, TODAY)
    assert [(line.held.part, line.title, line.second, line.alone) for line in found.lines] == [
        ("roles", "Director of family services", "Harbour County", ""),
        ("champions", "Champion", "Harbour County", "no other champion at the site"),
        ("functions", "Data", "District team", "nobody else"),
        ("voices", "Leadership", "District team", "nobody else"),
        ("teams", "District team", "Chair", ""),
        ("sponsors", "District team", "By the charter", ""),
        ("cut", "County board", "Organization", "nobody else"),
        ("ties", "Ruth Calloway reports to County board", "", "nobody else"),
        ("promised", "Sign the data agreement", "Harbour County", ""),
        ("promised_to", "Send the figures", "Hana Sato", ""),
        ("debriefs", "A debrief every 28 days", "Director of family services", ""),
    ]
    assert [line.held.uid for line in found.lines if line.held.part == "functions"] == [charter]
    assert [line.title for line in found.lines if line.private] == ["Ruth Calloway reports to County board"]
    assert headline(found) == "11 things hang on Ruth Calloway, for 5 of them nobody else is there."
    assert (found.role, found.of_role, found.site) == ("Director of family services", role, site)


def test_a_champion_is_missed_at_the_site_or_else_at_the_level(store: Store, put: Put):
    here, there = put("site", name="Here"), put("site", name="There")
    hana, dele = put("person", name="Hana Sato"), put("person", name="Dele Adebayo")
    put("champion", person=hana, site=here, level="system")
    put("champion", person=hana, site=there, level="network")
    put("champion", person=dele, site=here, level="network")
    found = leaving_person.leaving(store, hana, TODAY)
    assert {line.second: line.alone for line in found.lines} == {
        "Here": "no other champion at this level",
        "There": "no other champion at the site",
    }


def test_on_somebody_who_is_only_known_by_name_nothing_hangs(store: Store, put: Put):
    found = leaving_person.leaving(store, put("person", name="Eva Norell", role="Head"), TODAY)
    assert (found.lines, found.changes, found.role) == ((), (), "Head")
    assert headline(found) == "Nothing that is written down here hangs on Eva Norell."

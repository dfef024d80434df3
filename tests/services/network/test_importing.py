"""Networks that others published: taken whole or not at all, what is left out told by line, known again later."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, Cancelled
from isp_desktop.services import finding, records, taking_back
from isp_desktop.services.network import importing
from isp_desktop.services.network.measures import centralization, measures, scores
from isp_desktop.services.network.reading import network

SAMPLES = Path(__file__).parents[4] / "shared" / "samples" / "network"
ADVICE = SAMPLES / "krackhardt_advice.csv"
TODAY = dt.date(2026, 10, 14)


def told(found: importing.Found) -> list[tuple[str, str]]:
    return [(one.where, one.what) for one in found.not_taken]


def test_what_cannot_be_taken_is_told_by_line_and_the_rest_goes_in(store: Store, put: Callable[..., str]):
    put("person", name="Ruth Calloway")
    people = (
        b"id;name;part;level;shoe\nr;Ruth Calloway;Leadership;system;38\nt;Tomas Lind;teams;upstairs;44\nt;Tom;;;\n"
    )
    ties = b"from,to,weight\nr,t,1\nr,t,2\nt,t,1\nt,x,1\nr,t,maybe\nt,r,0\n,t,1\nt,Ruth Calloway,1\n"
    found = importing.look(store, ties, "ties.csv", people, "people.csv", type="reports to")
    assert told(found) == [
        ("people, first line", "column shoe"),
        ("people, line 3", "Level of the system: upstairs"),
        ("people, line 4", "whole line"),
        ("line 4", "t to t"),
        ("line 6", "r to t"),
        ("line 8", " to t"),
        ("line 3", "r to t"),
        ("line 5", "t to x"),
    ]
    importing.add(store, found)
    shown = network(store, TODAY)
    names = {(shown.nodes[edge.source].name, edge.type, shown.nodes[edge.target].name) for edge in shown.edges}
    assert names == {
        ("Ruth Calloway", "reports_to", "Tomas Lind"),
        ("Tomas Lind", "reports_to", "Ruth Calloway"),
    }
    [tomas] = [node for node in shown.nodes.values() if node.name == "Tomas Lind"]
    assert (tomas.part, tomas.level) == ("teams", "")


def test_a_type_of_its_own_comes_from_the_file_or_is_asked_for(store: Store):
    importing.add(store, importing.look(store, b"ego,alter,advice_tie\nA,B,1\nB,A,1\n", "a.csv"))
    importing.add(store, importing.look(store, b"from,to,type\nA,B,mentors\nB,A,Works with\n", "b.csv", type="advice"))
    assert sorted(str(one.fields["name"]) for one in finding.every(store, "tie_type")) == ["advice", "mentors"]
    assert sorted(edge.label or edge.type for edge in network(store, TODAY).edges) == [
        "advice",
        "advice",
        "mentors",
        "works_with",
    ]


def test_what_came_in_once_is_known_again_and_can_be_taken_out(store: Store):
    data = b"from,to\nAnn,Bo\nBo,Cy\n"
    saved = importing.add(store, importing.look(store, data, "a.csv"))
    again = importing.look(store, data, "a.csv")
    assert (again.people, again.ties, again.already, again.known) == ({}, (), 2, 3)
    taking_back.take_out(store, saved)
    assert finding.every(store, "person") == finding.every(store, "tie") == []


@pytest.mark.parametrize("shared", [False, True])
def test_ties_stay_private_unless_they_are_to_be_shared(store: Store, shared: bool):
    importing.add(store, importing.look(store, b"from,to\nAnn,Bo\n", "a.csv"), shared=shared)
    [tie] = finding.every(store, "tie")
    assert records.get(store, tie.uid).is_private != shared


def test_a_name_that_several_people_have_is_nobodys(store: Store, put: Callable[..., str]):
    put("person", name="Ann")
    put("person", name="Ann")
    found = importing.look(store, b"from,to\nAnn,Bo\n", "a.csv")
    assert found.ties == ()
    assert told(found) == [("line 2", "Ann"), ("line 2", "Ann to Bo")]


def test_stopping_leaves_nothing_behind(store: Store):
    found = importing.look(store, b"from,to\nAnn,Bo\nBo,Cy\n", "a.csv")

    def stop(done: int, _total: int, _what: str) -> None:
        if done == 3:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        importing.add(store, found, stop)
    assert finding.every(store, "person") == []


@pytest.mark.parametrize(("data", "why"), [(b"", "is empty"), (b"\n \n", "is empty"), (b"a,b\n1,2\n", "no columns")])
def test_a_file_that_is_no_network_is_refused_in_one_sentence(store: Store, data: bytes, why: str):
    with pytest.raises(BadInput, match=why):
        importing.look(store, data, "ties.csv")


_CELLS = st.text(st.sampled_from('ab,;"\n\r\x00\xe9\ufffd01'), max_size=6)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.sampled_from(["from,to,weight", "ego;alter", "\ufefffrom\tto\ttype", "x"]),
    st.lists(st.lists(_CELLS, max_size=4), max_size=6),
    st.sampled_from(["utf-8", "utf-16", "cp1252"]),
    st.binary(max_size=3),
)
def test_no_file_breaks_it(store: Store, heading: str, cells: list[list[str]], encoding: str, rest: bytes):
    text = "\n".join([heading, *(",".join(row) for row in cells)])
    data = text.encode(encoding, "replace") + rest
    try:
        found = importing.look(store, data, "ties.csv")
    except BadInput:
        return
    uids = found.people.keys()
    assert all({tie.source, tie.target} <= uids and tie.source != tie.target for tie in found.ties)
    assert all(one.where and one.why for one in found.not_taken)


@pytest.mark.skipif(not ADVICE.is_file(), reason="the sample networks of other projects are not beside this checkout")
def test_the_measures_of_a_published_network_are_those_of_networkx(store: Store):
    found = importing.look(store, ADVICE.read_bytes(), ADVICE.name)
    assert (len(found.people), list(found.types.values()), found.not_taken) == (21, ["advice"], ())
    importing.add(store, found)
    shown = network(store, TODAY)
    with ADVICE.open() as file:
        rows = [(row["ego"], row["alter"]) for row in csv.DictReader(file) if row["advice_tie"] == "1"]
    directed = networkx.DiGraph((one, other) for one, other in rows if one != other)
    among = directed.to_undirected()
    names = {uid: node.name for uid, node in shown.nodes.items()}
    by_key: dict[str, Any] = {one.key: one for one in measures(shown)}
    assert len(found.ties) == directed.number_of_edges() == 190
    assert by_key["density"].number == pytest.approx(networkx.density(among))
    assert by_key["reciprocity"].number == pytest.approx(networkx.overall_reciprocity(directed))
    assert by_key["centralization"].number == pytest.approx(centralization(dict(among.degree).values()))
    assert {names[uid] for uid in by_key["bridges"].uids} == set(networkx.articulation_points(among))
    between = networkx.betweenness_centrality(among)
    most = max(between.values())
    ours = {names[uid]: value for uid, value in scores(shown, "between").items()}
    assert ours == pytest.approx({name: value / most for name, value in between.items()})
    first = sorted(between.values(), reverse=True)[:5]
    assert [between[names[uid]] for uid in by_key["brokers"].uids] == pytest.approx(first)

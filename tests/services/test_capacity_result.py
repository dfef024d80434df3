"""What an assessment shows: its map, what changed and what may not be compared, votes, needs; and the files of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from operator import mul
from typing import Any

import pytest
from assessments import add_instrument, add_run, add_story, grid_form, grid_values, put, questions_of
from pypdf import PdfReader

from isp_desktop.db.store import Store
from isp_desktop.domain.capacity_result import Cell
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.instrument import Choice, Instrument, Item, to_json
from isp_desktop.domain.scoring import CELLS
from isp_desktop.services import records
from isp_desktop.services.capacity_result import reading, report, table, words
from isp_desktop.services.capacity_result.model import Result

Put = Callable[..., str]
FEW = CELLS[:4]


@pytest.fixture
def story(store: Store) -> dict[str, str]:
    return add_story(store)


def cell_of(result: Result, capacity_type: str, level: str) -> Cell:
    return next(one for one in result.cells if (one.capacity_type, one.level) == (capacity_type, level))


def test_the_map_tells_value_need_and_change(store: Store, story: dict[str, str]) -> None:
    result = reading.result(store, story["last"])
    told = {words.cell_words(one, result.since) for one in result.cells}
    assert "Intervention-specific, individual: 4, Strong; 3 needed; up 1 since 3 June 2026" in told
    assert "Analytic, network: 1, Little; 2 needed, short; down 1 since 3 June 2026" in told
    assert "Analytic, system: Not rated; 2 needed; 1 of 1 answers missing" in told
    told = words.rated_with_words(result, "22 September")
    assert told == "Rated with Isaac Bello, Ruth Calloway and 3 others on 22 September"
    assert words.run_words(result) == "Assessment 4 of 4"


def test_every_run_has_its_place_in_the_courses_and_what_was_not_asked_is_a_gap(
    store: Store, story: dict[str, str]
) -> None:
    """The first run was by a version without questions on adaptive capacity."""
    result = reading.result(store, story["last"])
    courses = {one.capacity_type: one for one in result.courses}
    assert [run.compares for run in result.runs] == ["mapped", "same", "same", "same"]
    assert courses["intervention_specific"].values == pytest.approx((1.5, 2.0, 2.0, 2.75))
    assert courses["adaptive"].values[0] is None
    assert courses["analytic"].is_short
    assert not courses["adaptive"].is_short


def test_only_items_that_both_have_are_compared_and_that_is_said(store: Store) -> None:
    """Half of the first version's items are in the second; the rest would tell of another question."""
    site = put(store, "site", name="Alder Road")
    old, new = grid_form(CELLS[:4]), grid_form(CELLS[2:6])
    before = add_instrument(store, old)
    instrument = add_instrument(store, new, version=2)
    add_run(store, before, old, grid_values((1, 1, 2, 2), CELLS[:4]), subject=site, date="2026-01-05")
    uid = add_run(store, instrument, new, grid_values((3, 3, 4, 4), CELLS[2:6]), subject=site, date="2026-07-05")
    result = reading.result(store, uid)
    assert cell_of(result, *CELLS[2]).change == 1
    assert cell_of(result, *CELLS[4]).change is None
    assert words.comparing_words(result) == (
        "Compared with 5 January 2026 over the 2 items that both have: the questions are of another version."
    )


def test_a_course_is_short_by_what_is_needed_at_the_levels_that_are_rated(store: Store) -> None:
    site, places = put(store, "site", name="Alder Road"), FEW[:2]
    form = grid_form(places)
    instrument = add_instrument(store, form)
    for place, needed in zip(places, (0, 100), strict=True):
        put(store, "capacity_target", instrument=instrument, capacity_type=place[0], level=place[1], needed=needed)
    about = {"subject": site, "site": site}
    only_one = add_run(store, instrument, form, grid_values((2, None), places), date="2026-01-05", **about)
    [course] = reading.result(store, only_one).courses
    assert (course.last, course.needed, course.is_short) == (2, 1, False)
    both = add_run(store, instrument, form, grid_values((2, 2), places), date="2026-07-05", **about)
    [course] = reading.result(store, both).courses
    assert (course.last, course.needed, course.is_short) == (2, 2.5, True)


def test_of_two_runs_on_one_day_only_the_later_one_has_a_run_before(store: Store) -> None:
    site, form = put(store, "site", name="Alder Road"), grid_form(FEW)
    instrument = add_instrument(store, form)
    about = {"subject": site, "date": "2026-07-05"}
    first = add_run(store, instrument, form, grid_values((1, 1, 1, 1), FEW), **about)
    second = add_run(store, instrument, form, grid_values((3, 3, 3, 3), FEW), **about)
    assert cell_of(reading.result(store, second), *FEW[0]).change == 2
    assert reading.result(store, first).since is None


@pytest.mark.parametrize("why", ["other scale", "fewer than half"])
def test_what_cannot_be_compared_stands_apart(store: Store, why: str) -> None:
    site = put(store, "site", name="Alder Road")
    form = grid_form(FEW)
    instrument = add_instrument(store, form)
    other = grid_form(FEW, choices=3) if why == "other scale" else form
    other = grid_form(CELLS[3:8]) if why == "fewer than half" else other
    first = add_instrument(store, other)
    add_run(store, first, other, grid_values((2, 2, 2, 2), FEW), subject=site, date="2026-01-05")
    values = grid_values((3, 3, 3, 3), FEW)
    last = add_run(store, instrument, form, values, subject=site, date="2026-07-05")
    result = reading.result(store, last)
    assert [run.compares for run in result.runs] == ["apart", "same"]
    assert (result.since, cell_of(result, *FEW[0]).change) == (None, None)
    assert words.runs_words(result) == "Rings: by other questions, not to be compared with the rest."


def test_nothing_is_compared_where_nobody_knows_what_was_asked(store: Store) -> None:
    """Another text than was asked is found in the log; what was never in this notebook is not."""
    site, form = put(store, "site", name="Alder Road"), grid_form(FEW)
    instrument = add_instrument(store, form)
    values = grid_values((2, 2, 2, 2), FEW)
    first = add_run(store, instrument, form, values, subject=site, date="2026-01-05")
    with store.write() as transaction:
        other = to_json(grid_form(FEW, title="Another"))
        records.put(transaction, "instrument", {"content": other, "name": "Another"}, instrument)
    assert not reading.result(store, first).asked_otherwise
    uid = add_run(store, instrument, grid_form(FEW, title="A third"), values, subject=site, date="2026-07-05")
    result = reading.result(store, uid)
    assert result.asked_otherwise
    assert [run.compares for run in result.runs] == ["apart", "same"]


def test_first_votes_missing_and_not_applicable_are_told_apart(store: Store) -> None:
    form, site = grid_form(FEW), put(store, "site", name="Alder Road")
    instrument = add_instrument(store, form)
    paths = list(grid_values((1, 1, 1, 1), FEW))
    votes = {paths[0]: ("1", "3", "2"), paths[1]: ("2", "2", "3"), paths[2]: ("n/a", "4"), paths[3]: ()}
    values = {paths[0]: "2", paths[2]: "n/a"}
    said = {paths[1]: {"evidence": "Two reports"}}
    uid = add_run(store, instrument, form, values, votes, said, subject=site, date="2026-07-05")
    result = reading.result(store, uid)
    assert [item.state for item in result.items] == ["answered", "missing", "not_applicable", "missing"]
    assert [item.is_apart for item in result.items] == [True, False, True, False]
    assert words.votes_words(result.items[0]) == "First votes: 1, 2, 3; apart"
    assert words.votes_words(result.items[2]) == "First votes: 4, 1 without a number; apart"
    assert words.agreed_words(result.items)[0] == "Raters near each other on 1 of 3"
    assert words.unrated_words(result.cells[2].score) == "Not applicable"


def test_first_votes_are_nobodys_business_before_the_group_came_to_something(store: Store) -> None:
    form, site = grid_form(FEW), put(store, "site", name="Alder Road")
    instrument = add_instrument(store, form)
    first, second, *_rest = grid_values((1, 1, 1, 1), FEW)
    votes = {first: ("1", "4"), second: ("1", "4")}
    uid = add_run(store, instrument, form, {first: "2"}, votes, subject=site, date="2026-07-05")
    with store.write() as transaction:
        records.put(transaction, "assessment", {"state": "under_way"}, uid)
    assert [item.was_voted for item in reading.result(store, uid).items] == [True, False, False, False]


def test_needs_have_their_steps_and_a_short_cell_without_one_asks_for_it(store: Store, story: dict[str, str]) -> None:
    found = reading.result(store, story["last"]).needs
    told = {one.what: [step.what for step in one.steps] for one in found}
    assert told == {
        "Only one person can run the report": ["Train a second analyst"],
        "Data does not cross agencies": [],
        "": [],
    }
    assert [words.need_words(one) for one in found if not one.uid] == ["Less than needed: General, system"]


def test_what_a_site_needs_holds_before_what_its_initiative_needs(store: Store) -> None:
    form, initiative = grid_form(FEW), put(store, "initiative", name="Parents as partners")
    instrument, site = add_instrument(store, form), put(store, "site", name="Alder Road", initiatives=[initiative])
    usual: dict[str, Any] = {"instrument": instrument, "level": "individual"}
    for fields in (
        {"needed": 10},
        {"needed": 40, "initiative": initiative},
        {"needed": 90, "site": put(store, "site", name="Another")},
    ):
        put(store, "capacity_target", capacity_type="intervention_specific", **usual, **fields)
    values = grid_values((2, 2, 2, 2), FEW)
    uid = add_run(store, instrument, form, values, subject=site, date="2026-07-05")
    assert cell_of(reading.result(store, uid), *FEW[0]).needed == 40
    put(store, "capacity_target", capacity_type="intervention_specific", site=site, needed=0, **usual)
    assert cell_of(reading.result(store, uid), *FEW[0]).needed == 0


def test_the_result_as_a_file_says_it_all_and_nothing_private(store: Store, story: dict[str, str]) -> None:
    shared = reading.shared(store, story["last"])
    pdf = PdfReader(io.BytesIO(report.made(shared, "pdf")))
    assert pdf.metadata is not None
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    told = {
        "pdf": " ".join("".join(page.extract_text() for page in pdf.pages).split()),
        "html": report.made(shared, "html").decode(),
        "md": report.made(shared, "md").decode(),
    }
    for form, text in told.items():
        for sentence in ("Harbour County Services", "Data is what holds us up", "Train a second analyst", "Missing"):
            assert sentence in text, (form, sentence)
        assert "Isaac wants to leave" not in text
    # Since when is said once over the map, and steps stand under what they are for.
    assert "Compared with 3 June 2026, by the same questions." in told["md"]
    assert "| Analytic | 2, Some; 2 needed; up 1 | 1, Little; 3 needed, short; as before |" in told["md"]
    assert "- Only one person can run the report (Analytic, organization)\n  - Train a second analyst, by" in told["md"]
    assert "| 22 September 2026 | 2.8 | 2.2 | 1.3 | 2 |\n| Needed | 2.5 | 2.2 | 2.3, short | 1.7 |" in told["md"]
    assert report.made(shared, "docx").startswith(b"PK")


def test_of_a_private_assessment_there_is_no_file(store: Store, put: Put) -> None:
    form, site = grid_form(FEW), put("site", name="Alder Road")
    instrument = add_instrument(store, form)
    uid = put(
        "assessment",
        scope="private",
        subject=site,
        instrument=instrument,
        questions=questions_of(form),
        date="2026-07-05",
    )
    assert reading.result(store, uid).subject_name == "Alder Road"
    with pytest.raises(NotFound):
        reading.shared(store, uid)


def test_a_mean_of_the_scores_in_the_table_is_what_the_map_tells(store: Store) -> None:
    steps = tuple(Choice(str(at), {"": word}) for at, word in enumerate(("Little", "Some", "Good", "Strong"), 1))
    place = {"list": "steps", "capacity_type": "analytic", "level": "organization"}
    form = Instrument(
        *("both", "Both"),
        items=(
            Item("select_one", "reads", {"": "Staff read their data"}, weight=3, **place),
            Item("select_one", "late", {"": "Reports are late"}, reverse=True, **place),
        ),
        lists={"steps": steps},
    )
    instrument = add_instrument(store, form)
    votes = {"late": ("1", "1", "2")}
    site = put(store, "site", name="Alder")
    uid = add_run(store, instrument, form, {"reads": "3", "late": "1"}, votes, subject=site, date="2026-09-22")
    result = reading.shared(store, uid)
    rows = list(csv.DictReader(io.StringIO(table.table(result, "csv").decode("utf-8-sig"))))
    assert [(row["Value"], row["Reverse"], row["First votes"]) for row in rows] == [
        ("3.0", "No", ""),
        ("1.0", "Yes", "1; 1; 2"),
    ]
    weights = [float(row["Weight"]) for row in rows]
    shares = [float(row["Score as a share of the scale"]) for row in rows]
    told = cell_of(result, "analytic", "organization").score.share
    assert sum(map(mul, weights, shares)) / sum(weights) == pytest.approx(told) == pytest.approx(0.75)
    late = result.items[1]
    assert (late.unit and late.unit.word(late.votes[0]), late.answer) == ("Little", "Little")


def test_the_answers_are_a_table_in_which_nothing_acts_as_a_formula(store: Store) -> None:
    form, site = grid_form(FEW), put(store, "site", name="Alder Road")
    instrument = add_instrument(store, form)
    values = grid_values((2, None, 3, 4), FEW)
    said = {next(iter(values)): {"evidence": "=1+1"}}
    uid = add_run(store, instrument, form, values, None, said, subject=site, date="2026-07-05")
    rows = list(csv.DictReader(io.StringIO(table.table(reading.shared(store, uid), "csv").decode("utf-8-sig"))))
    assert [row["Value"] for row in rows] == ["2.0", "", "3.0", "4.0"]
    assert [row["State"] for row in rows] == ["Answered", "Missing", "Answered", "Answered"]
    assert rows[0]["Evidence"] == "'=1+1"
    assert table.table(reading.shared(store, uid), "xlsx").startswith(b"PK")


def test_a_course_is_told_as_of_the_run_that_is_looked_at(store: Store) -> None:
    site, places = put(store, "site", name="Alder Road"), (*CELLS[:2], CELLS[4])
    form = grid_form(places)
    instrument = add_instrument(store, form)
    about = {"subject": site, "site": site}
    add_run(store, instrument, form, grid_values((2, 2, 1), places), date="2026-01-05", **about)
    second = add_run(store, instrument, form, grid_values((None, None, 2), places), date="2026-03-05", **about)
    third = add_run(store, instrument, form, grid_values((4, 4, 3), places), date="2026-07-05", **about)
    put(store, "capacity_target", instrument=instrument, capacity_type=FEW[0][0], level=FEW[0][1], needed=100)
    course, _other = reading.result(store, third).courses
    # What is needed of one level alone says nothing of the mean of two.
    assert (course.values, course.last, course.needed) == ((2, None, 4), 4, None)
    found = reading.result(store, second)
    course, _other = found.courses
    assert (course.values, course.last, course.is_short) == ((2, None), None, False)
    assert words.course_words(course, found.so_far).endswith("5 January 2026: 2; 5 March 2026: not rated")

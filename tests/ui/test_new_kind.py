"""A plain kind that nothing names is in the sidebar, in lists and beside what it points to."""

from __future__ import annotations

import pytest

from isp_desktop.db.models import kinds
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.services.lines import words_of
from isp_desktop.ui.main_window import nav
from isp_desktop.ui.pages.record.pointing import add_words


@pytest.fixture
def puzzle() -> KindSpec:
    """A kind made here."""
    return KindSpec(
        kind="puzzle",
        label="Puzzle",
        plural="Puzzles",
        icon="circle",
        title=("what", "site"),
        order=("what",),
        latest_first=False,
        day="",
        private_unless_shared=False,
        fields=(
            FieldSpec("what", "What", "line", required=True),
            FieldSpec("site", "Site", "link", to="site"),
            FieldSpec("level", "Level", "choice", listed=True, choices={"high": "High"}),
            FieldSpec("signs", "Signs", "tags", listed=True),
        ),
    )


def test_it_stands_in_the_sidebar_under_a_heading_of_its_own(puzzle: KindSpec) -> None:
    groups = nav.groups(0, {**kinds(), "puzzle": puzzle})
    assert [(heading, [item.key for item in items]) for heading, items in groups][-2] == ("More", ["puzzle"])
    listed = [item.key for _, items in groups for item in items]
    on_pages = {"team", "meeting", "assessment", "instrument", "need", "plan_step", "challenge"}
    on_pages |= {"leadership_role", "champion", "debrief", "transition", "problem", "resource"}
    alone = [spec.kind for spec in kinds().values() if not spec.within and spec.kind not in on_pages]
    pages = ("today", "calendar", "relationships", "teams", "capacity", "leaders", "exchange", "conflicts", "notebook")
    assert sorted(listed) == sorted([*alone, *pages, "puzzle"])


def test_without_one_there_is_no_such_heading() -> None:
    assert "More" not in dict(nav.groups(0))


def test_its_lines_and_its_button_have_words(puzzle: KindSpec) -> None:
    own = {"what": "Who decides", "site": "0190", "level": "high", "signs": ["silence", "letters"]}
    assert words_of(puzzle, own, {"0190": "Alder Road"}) == ("Who decides, Alder Road", "High", ("silence, letters",))
    assert add_words(puzzle) == "New puzzle"

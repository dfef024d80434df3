"""A team check on paper: the form is one accessible page without a place for a name; the result is what is shared."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pypdf
import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.team_check import load_starter
from isp_desktop.services import team_check_form, team_check_report, team_checks
from isp_desktop.services.preview import check_form_preview, check_preview
from isp_desktop.services.summary import FORMATS, written

STARTER = load_starter()
DAY = dt.date(2026, 11, 20)


@pytest.fixture
def team(put: Any) -> str:
    return str(put("team", name="Core team"))


def check(store: Store, team: str, day: dt.date = DAY) -> str:
    team_checks.begin(store, team, day, STARTER)
    for ratings in ({"purpose": 4, "trust": 1, "roles": 5}, {"purpose": 5, "trust": 2}, {"purpose": 4, "trust": 5}):
        team_checks.answer(store, team, ratings)
    return team_checks.close(store, team, STARTER)


def claims_ua(pdf: pypdf.PdfReader) -> bool:
    return "<pdfuaid:part>1</pdfuaid:part>" in pdf.trailer["/Root"]["/Metadata"].get_object().get_data().decode()


def test_the_form_is_one_accessible_page_with_every_sentence_and_no_name(tmp_path: Path):
    path = tmp_path / "form.pdf"
    team_check_form.save(STARTER, path)
    pdf = pypdf.PdfReader(path)
    [page] = pdf.pages
    words = " ".join(page.extract_text().split())
    assert claims_ua(pdf)
    assert all(question.text in words for question in STARTER.questions)
    assert all(word in words for word in STARTER.scale)
    assert "No name, please" in words
    assert "from 3 answers on" in words
    assert pdf.metadata is not None
    assert pdf.metadata.title == STARTER.label
    assert team_check_form.pdf(STARTER, DAY) == team_check_form.pdf(STARTER, DAY)


def test_the_form_is_looked_at_before_it_is_printed(store: Store):
    looked = check_form_preview(store, 40)
    assert len(looked.pages) == 1
    assert STARTER.questions[0].text in looked.text


def test_the_result_says_the_same_in_every_form(store: Store, team: str, put: Any, tmp_path: Path):
    check(store, team, DAY - dt.timedelta(days=90))
    uid = check(store, team)
    put("team_check", uid, talked="We go **silent** when it gets hard.")
    team_checks.improve(store, uid, team, "Ask everyone in turn by 4 Dec 2026", DAY)
    told = written(team_check_report.outline(store, uid), "md").decode()
    for words in (
        "# Team check: Core team",
        "3, without names",
        "| I could tell a colleague in one sentence what this team is for. | 0 | 0 | 0 | 2 | 1 "
        "| 4.3, from 4 to 5, 3 answers |",
        "Roles: fewer than three answers: not shown",
        "Clear purpose: 3 of 3 rated it 4 or 5",
        "Trust: 2 of 3 rated it 1 or 2",
        "Clear purpose: 4.3 (from 4 to 5, 3 answers) on 22 August 2026; 4.3 (from 4 to 5,",
        "We go **silent** when it gets hard.",
        "Ask everyone in turn, by 4 December 2026, open",
    ):
        assert words in told
    for form in FORMATS:
        path = tmp_path / f"result.{form}"
        team_check_report.save(store, uid, form, path)
        assert path.stat().st_size > 400
    assert claims_ua(pypdf.PdfReader(tmp_path / "result.pdf"))
    assert check_preview(store, uid, 40).file_name == "2026-11-20 Team check Core team"


def test_what_is_private_or_deleted_is_on_no_paper(store: Store, team: str, put: Any):
    uid = put("team_check", team=team, date=DAY.isoformat(), answers=3, counts="[]", scope="private")
    with pytest.raises(NotFound, match="nothing of it is shared"):
        team_check_report.outline(store, uid)


def test_one_that_is_too_close_to_another_says_so_and_has_no_course(store: Store, team: str, put: Any):
    check(store, team)
    close = {"date": (DAY + dt.timedelta(days=2)).isoformat(), "instrument": STARTER.key, "answers": 3, "counts": "[]"}
    content = team_check_report.outline(store, put("team_check", team=team, **close))
    assert "less than 14 days away" in content.notice
    assert "Over time" not in [part.heading for part in content.parts]

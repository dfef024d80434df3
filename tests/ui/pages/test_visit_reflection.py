"""A question to think about stands on a visit's page; an answer is kept and saved privately, none is ever missed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.practice import load_prompts
from isp_desktop.services import drafts, finding, records, reflecting, taking_back
from isp_desktop.ui.pages.visit import VisitPage
from isp_desktop.ui.pages.visit.reflection import ReflectionPanel

# Said by the platform without a screen, of any window with a least size.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

TODAY = dt.date.today()
Put = Callable[..., str]
Open = Callable[..., VisitPage]
BEFORE, AFTER = ([one.text for one in load_prompts() if one.moment == moment] for moment in ("before", "after"))


def panel(page: VisitPage) -> ReflectionPanel:
    assert page.reflection is not None
    return page.reflection


def answer(page: VisitPage, words: str) -> None:
    panel(page).answer.paper.setPlainText(words)


def test_a_visit_to_come_is_asked_about_before_and_one_that_was_after(open_visit: Open, put: Put):
    ahead = put("visit", date=(TODAY + dt.timedelta(days=3)).isoformat(), stage="planned")
    today = put("visit", date=TODAY.isoformat(), stage="planned")
    past = put("visit", date="2026-01-10")
    assert panel(open_visit(ahead)).question == BEFORE[0]
    assert panel(open_visit(past)).question == AFTER[0]
    page = open_visit(today)
    assert panel(page).question == BEFORE[0]
    page.form.editors["discussion"].set_value("The review ran well.")
    page.form.editors["discussion"].changed.emit()
    assert panel(page).question == AFTER[0]


def test_an_answer_is_kept_as_a_draft_and_saved_with_the_visit_for_oneself_alone(
    open_visit: Open, store: Store, put: Put
):
    visit = put("visit", date="2026-01-10", site=put("site", name="Alder Road"))
    page = open_visit(visit)
    answer(page, "I talked too much.")
    page.flush()
    assert drafts.of(store, visit) is not None
    again = open_visit(visit)
    assert panel(again).answer.value() == "I talked too much."
    again.save()
    [made] = finding.every(store, "reflection")
    told = {name: made.fields[name] for name in ("question", "answer", "moment", "visit", "date")}
    assert told == {
        "question": AFTER[0],
        "answer": "I talked too much.",
        "moment": "after",
        "visit": visit,
        "date": TODAY.isoformat(),
    }
    assert {revision.scope for revision in records.history(store, made.uid)} == {"private"}
    later = open_visit(visit)
    assert (panel(later).question, panel(later).answer.value()) == (AFTER[0], "I talked too much.")


def test_another_question_can_be_asked_for_and_both_answers_stay(open_visit: Open, store: Store, put: Put):
    page = open_visit(put("visit", date="2026-01-10"))
    panel(page).other_button.click()
    assert panel(page).question == AFTER[1]
    answer(page, "Priya would say it otherwise.")
    panel(page).other_button.click()
    assert panel(page).question == AFTER[2]
    answer(page, "I was short with Tomas.")
    page.save()
    assert {item.fields["question"] for item in finding.every(store, "reflection")} == {AFTER[1], AFTER[2]}


def test_a_question_without_an_answer_leaves_nothing(open_visit: Open, store: Store, put: Put):
    visit = put("visit", date="2026-01-10")
    page = open_visit(visit)
    answer(page, "Well")
    answer(page, "")
    page.flush()
    assert drafts.of(store, visit) is None
    page.save()
    assert not finding.every(store, "reflection")


def test_it_can_be_switched_off_and_what_was_written_read_again(open_visit: Open, store: Store, put: Put):
    visit = put("visit", date="2026-01-10")
    page = open_visit(visit)
    asked: list[str] = []
    page.list_asked.connect(asked.append)
    panel(page).earlier_button.click()
    assert asked == ["reflection"]
    reflecting.want(store, False)
    assert open_visit(visit).reflection is None


def test_an_answer_keeps_the_moment_and_the_day_on_which_it_was_given(open_visit: Open, store: Store, put: Put):
    monday, wednesday = dt.date(2026, 3, 2), dt.date(2026, 3, 4)
    visit = put("visit", date="2026-03-03", stage="planned")
    page = open_visit(visit, monday)
    answer(page, "Ask before I tell.")
    page.flush()
    page = open_visit(visit, wednesday)
    answer(page, "Ask before I tell, twice.")
    page.save()
    [made] = finding.every(store, "reflection")
    known = {name: made.fields[name] for name in ("question", "moment", "date", "visit")}
    assert known == {"question": BEFORE[0], "moment": "before", "date": monday.isoformat(), "visit": visit}
    assert panel(page).question == AFTER[0]


def test_an_answer_begun_before_the_questions_were_switched_off_stays_on_the_page(
    open_visit: Open, store: Store, put: Put
):
    visit = put("visit", date="2026-01-10")
    page = open_visit(visit)
    answer(page, "I talked too much.")
    page.flush()
    reflecting.want(store, False)
    again = open_visit(visit)
    assert (panel(again).question, panel(again).answer.value()) == (AFTER[0], "I talked too much.")
    again.save()
    assert [item.fields["answer"] for item in finding.every(store, "reflection")] == ["I talked too much."]
    assert open_visit(visit).reflection is None


def test_an_answer_is_kept_and_saved_where_a_deleted_visit_is_restored_on_its_page(
    open_visit: Open, store: Store, put: Put
):
    visit = put("visit", date="2026-01-10", purpose="The review")
    page = open_visit(visit)
    answer(page, "I talked too much.")
    page.flush()
    taking_back.delete(store, visit)
    again = open_visit(visit)
    assert again.reflection is None
    taking_back.restore(store, visit)
    again.refresh(frozenset({"visit"}))
    for words in ("Another", "The review"):
        again.form.editors["purpose"].set_value(words)
        again.form.editors["purpose"].changed.emit()
        again.flush()
        kept = drafts.of(store, visit)
        assert kept is not None
        assert [one["fields"]["answer"] for one in kept.extra["reflections"]] == ["I talked too much."]
    again.save()
    assert [item.fields["answer"] for item in finding.every(store, "reflection")] == ["I talked too much."]


def test_an_answer_that_an_older_program_kept_without_a_day_is_saved_with_todays(
    open_visit: Open, store: Store, put: Put, today: dt.date
):
    visit = put("visit", date="2026-01-10")
    page = open_visit(visit)
    answer(page, "I talked too much.")
    page.flush()
    kept = drafts.of(store, visit)
    assert kept is not None
    [old] = kept.extra["reflections"]
    for part in ("fields", "seen"):
        del old[part]["date"]
    drafts.keep(store, visit, "visit", kept.values, kept.seen, {**kept.extra, "reflections": [old]})
    open_visit(visit).save()
    [made] = finding.every(store, "reflection")
    assert (made.fields["answer"], made.fields["date"]) == ("I talked too much.", today.isoformat())

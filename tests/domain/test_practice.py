from __future__ import annotations

import re
from pathlib import Path

import pytest

from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.practice import load_charter_help, load_practice, load_prompts

GUIDE = Path(__file__).resolve().parents[3] / "shared" / "source"
RUN = 6
CODES = [f"{letter}{n}" for letter, last in (("R", 11), ("T", 10), ("C", 8), ("L", 10)) for n in range(1, last + 1)]


def test_all_39_activities_in_order() -> None:
    assert [activity.code for activity in load_practice().activities] == CODES


def test_each_activity_stands_under_its_competency() -> None:
    practice = load_practice()
    assert [competency.key for competency in practice.competencies] == ["relationships", "teams", "capacity", "leaders"]
    for competency, letter, count in zip(practice.competencies, "RTCL", (11, 10, 8, 10), strict=True):
        codes = [activity.code for activity in practice.serving(competency.key)]
        assert len(codes) == count
        assert all(code.startswith(letter) for code in codes)


def test_labels_fit_a_chip_and_are_distinct() -> None:
    labels = [activity.label for activity in load_practice().activities]
    assert len(set(labels)) == len(labels)
    assert all(2 <= len(label.split()) <= 5 for label in labels)


def test_each_text_is_one_sentence_and_each_prompt_one_question() -> None:
    practice = load_practice()
    sentences = [*(activity.text for activity in practice.activities), *(row.text for row in practice.competencies)]
    assert all(re.fullmatch(r"[A-Z][^.?!]+\.", sentence) for sentence in sentences)
    assert all(re.fullmatch(r"[A-Z][^.?!]+\?", activity.prompt) for activity in practice.activities)


def test_an_activity_is_found_by_its_code() -> None:
    assert load_practice().activity("C5").label == "Coach daily work"


def test_an_unknown_code_is_told_plainly() -> None:
    with pytest.raises(NotFound, match=r'"R12".*R1-R11'):
        load_practice().activity("R12")


def test_the_guide_is_cited() -> None:
    citation = load_practice().source.citation
    assert all(name in citation for name in ("Metz", "Burke", "Albers", "Louison", "Bartley", "2020"))


def test_no_wording_is_taken_from_the_guide() -> None:
    if not GUIDE.is_dir():
        pytest.skip("the guide's text is not beside this checkout, so our wording cannot be compared with it")
    taken = {run for file in GUIDE.glob("*.txt") for run in _runs(file.read_text("utf-8"))}
    practice = load_practice()
    ours = [text for row in practice.activities for text in (row.label, row.text, row.prompt)]
    ours += [text for row in practice.competencies for text in (row.label, row.text)]
    ours += [prompt.text for prompt in load_prompts()]
    ours += [text for row in load_charter_help().values() for text in (row.text, row.prompt)]
    assert [text for text in ours if taken & _runs(text)] == []


def test_there_are_questions_enough_for_each_moment_and_of_what_is_hard() -> None:
    prompts = load_prompts()
    assert {prompt.moment for prompt in prompts} == {"before", "after"}
    for moment in ("before", "after"):
        asked = [prompt for prompt in prompts if prompt.moment == moment]
        assert len(asked) >= 12
        assert {"R9", "R10", "R11"} <= {code for prompt in asked for code in prompt.codes}
    assert all(set(prompt.codes) <= set(CODES) and prompt.codes for prompt in prompts)


def test_each_question_to_reflect_on_is_one_short_question() -> None:
    texts = [prompt.text for prompt in load_prompts()]
    assert len(set(texts)) == len(texts)
    assert all(re.fullmatch(r"[A-Z][^.?!]+\?", text) and len(text.split()) <= 20 for text in texts)


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every run of RUN words in the text, without case or punctuation."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}

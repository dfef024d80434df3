"""What an assessment asks next: the items that are relevant by what was answered so far, with their words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct

from isp_desktop.domain.instrument import NOT_APPLICABLE, SELECTS, UNASKED, Item, language_for, short
from isp_desktop.domain.language import _, spoken
from isp_desktop.domain.scoring import Scale
from isp_desktop.services.capacity.questions import Questions
from isp_desktop.services.instruments.filling import Filling
from isp_desktop.services.instruments.nodes import answer_of_text


class Question(Struct, frozen=True):
    """An item as it is asked.

    Attributes:
        section: what the group it stands in is called, "" for none.
        offered: name and label of each answer that can be chosen; "not applicable" last, where that may be answered.
        scale: None for an item that nobody votes on.
        problem: why the answer does not do yet, in a sentence; "" for nothing.
    """

    path: str
    item: Item
    section: str
    label: str
    hint: str
    offered: tuple[tuple[str, str], ...]
    scale: Scale | None
    required: bool
    problem: str

    def word(self, value: str) -> str:
        """What an answer is called in short: of "Good: mostly so" the part before the colon."""
        return short(dict(self.offered).get(value, value))


class Asking:
    """The items of one assessment.

    Args:
        answers: what was answered so far, by path.
        today: what the instrument's today() is: the day of the assessment, as for what applies of it.

    Raises:
        BadInput: the instrument cannot be filled.
    """

    def __init__(self, questions: Questions, answers: Mapping[str, str], today: dt.date) -> None:
        assert questions.content is not None
        self._questions = questions
        self._scales = {one.path: one.scale for one in questions.rated}
        language = language_for(questions.content, spoken())
        asked = {path: item for path in answers if (item := questions.item_at(path)) is not None}
        known = {path: answer_of_text(item, answers[path]) for path, item in asked.items()}
        self._filling = Filling(questions.content, known, today, language=language)
        # By path; put together once, and again where an answer changed it.
        self._made: dict[str, Question] = {}

    def all(self, *, relevant_only: bool = True) -> list[Question]:
        """What is to be answered, in the order of the form; or all that may be, whatever was answered."""
        found = []
        for path in self._filling.paths():
            item = self._questions.item_at(path)
            if item is None or item.kind in UNASKED or (relevant_only and not self._filling.relevant(path)):
                continue
            if not self._filling.read_only(path):
                if path not in self._made:
                    self._made[path] = self._question(path, item)
                found.append(self._made[path])
        return found

    def left_out(self) -> frozenset[str]:
        """The paths of all that does not apply after these answers; instances are numbered."""
        return frozenset(path for path in self._filling.paths() if not self._filling.relevant(path))

    def answer(self, path: str, value: str) -> None:
        """Takes another answer, as it is kept, by which other items may be relevant."""
        item = self._questions.item_at(path)
        assert item is not None
        for changed in self._filling.answer(path, answer_of_text(item, value)):
            self._made.pop(changed, None)
            if self._questions.is_above(changed):
                # They say in which section they stand.
                self._made = {one: made for one, made in self._made.items() if not one.startswith(f"{changed}/")}

    def _question(self, path: str, item: Item) -> Question:
        scale = self._scales.get(path)
        offered = [(one.name, self._filling.choice_label(path, one)) for one in self._filling.choices(path)]
        if not offered and scale is not None and item.kind not in SELECTS:
            offered = [(name, name) for name in scale.scores]
        if item.not_applicable:
            offered.append((NOT_APPLICABLE, _("Not applicable")))
        above, _slash, _name = path.rpartition("/")
        return Question(
            path=path,
            item=item,
            section=self._filling.label(above) if above else "",
            label=self._filling.label(path) or item.name,
            hint=self._filling.hint(path),
            offered=tuple(offered),
            scale=scale,
            required=self._filling.required(path),
            problem=self._filling.problem(path),
        )

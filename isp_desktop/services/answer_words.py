"""Answers to the items of assessments in words: what one is called, and what its values and votes say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from isp_desktop.db.exchange import chunks
from isp_desktop.db.lists import Name, name_of
from isp_desktop.domain.answers import are_shown, seat_of
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import NOT_APPLICABLE, SEVERAL, language_for, text_in
from isp_desktop.domain.language import _, spoken
from isp_desktop.domain.record import Record
from isp_desktop.services import naming

Look = Callable[[Sequence[str]], Mapping[str, Record]]
"""Gives those of some hundred records that there are to see, by their uids."""


class AnswerWords(Struct, frozen=True):
    """An answer in words.

    Attributes:
        title: the assessment and the item, as far as its instrument can be read; else the item's own name.
        item: what the item asks; "" where that cannot be read.
        choices: what each value that can be chosen is called; empty for an item that is answered freely.
        several: several of them make one answer, with spaces between.
        state: of the assessment, "" where that is not there to see.
    """

    title: str
    item: str = ""
    choices: Mapping[str, str] = {}
    several: bool = False
    state: str = ""

    def told(self, field: str, value: Any, answer: Record) -> str | None:
        """A logged value of a field of `answer`, as it is now; None where its own words will do."""
        if field == "item" and value:
            return self.item or None
        given = (_text(answer, name) for name in ("value", "dissent", "evidence"))
        if field == "votes" and isinstance(value, list) and not are_shown(*given):
            unseen = _("{seat}: not shown") if self.state == "done" else _("{seat}: not shown yet")
            return "\n".join(unseen.format(seat=seat_of(str(vote))) for vote in value)
        if not value or not self.choices:
            return None
        if field == "value" and isinstance(value, str):
            return ", ".join(self._word(one) for one in (value.split() if self.several else [value]))
        if field == "votes" and isinstance(value, list):
            pairs = (str(vote).partition(":") for vote in value)
            return "\n".join(f"{seat}: {self._word(given)}" for seat, _colon, given in pairs)
        return None

    def _word(self, value: str) -> str:
        return self.choices.get(value, value)


def answer_words(look: Look, names: Iterable[Name]) -> dict[str, AnswerWords]:
    """The words of those of `names` that are answers, by their uids, made from what `look` gives and nothing else."""
    answers = [name for name in names if name.kind == "answer" and name.linked]
    if not answers:
        return {}
    assessments = _seen(look, (name.linked[0] for name in answers))
    instruments = _seen(look, (_text(one, "instrument") for one in assessments.values()))
    called = {uid: name_of(one) for uid, one in assessments.items()}
    subjects = _seen(look, naming.told_of(called.values()))
    among = {uid: name_of(one) for uid, one in subjects.items()}
    titles = {uid: naming.title_among(name, among) for uid, name in called.items()}
    states = {uid: _text(one, "state") for uid, one in assessments.items()}
    return {
        name.uid: replace(_words(name, assessments, instruments, titles), state=states.get(name.linked[0], ""))
        for name in answers
    }


def _words(
    name: Name, assessments: Mapping[str, Record], instruments: Mapping[str, Record], titles: Mapping[str, str]
) -> AnswerWords:
    from isp_desktop.services.capacity.questions import digest_of, instance_of, parsed

    assessment = assessments.get(name.linked[0])
    instrument = instruments.get(_text(assessment, "instrument")) if assessment else None
    content = _text(instrument, "content") if instrument else ""
    title = _joined(titles.get(name.linked[0], ""), name.title.rpartition("/")[2])
    asked = _text(assessment, "questions") if assessment else ""
    if not content or asked not in ("", digest_of(content)):
        return AnswerWords(title)
    try:
        found = parsed(content)
    except BadInput:
        return AnswerWords(title)
    path, instance = instance_of(name.title)
    item = found.items.get(path)
    if item is None:
        return AnswerWords(title)
    language = language_for(found.instrument, spoken())
    choices = {
        one.name: text_in(one.label, language, found.instrument.default_language)
        for one in found.instrument.lists.get(item.list, ())
    }
    if choices and item.not_applicable:
        choices[NOT_APPLICABLE] = _("Not applicable")
    label = text_in(item.label, language, found.instrument.default_language)
    if label:
        # It goes on after the title, as what is told of any other record does.
        asked = label.removesuffix(".")
        asked = _("{item} ({n})").format(item=asked, n=instance) if instance else asked
        title = _joined(titles[name.linked[0]], asked)
    return AnswerWords(title, label, choices, item.kind in SEVERAL)


def _joined(assessment: str, item: str) -> str:
    return _("{assessment}: {item}").format(assessment=assessment, item=item) if assessment else item


def _seen(look: Look, uids: Iterable[str]) -> dict[str, Record]:
    wanted = sorted({uid for uid in uids if uid})
    return {uid: one for chunk in chunks(wanted) for uid, one in look(chunk).items()}


def _text(seen: Record, name: str) -> str:
    return str(seen.everything.get(name) or "")

"""The items of a run with their answers, and in what units scores are told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from isp_desktop.domain import scoring
from isp_desktop.domain.answers import are_shown, read_votes
from isp_desktop.domain.capacity_result import PERCENT, Answering, Item, Unit
from isp_desktop.domain.instrument import NOT_APPLICABLE, SEVERAL, UNASKED, Instrument, language_for, short, text_in
from isp_desktop.domain.instrument import Item as FormItem
from isp_desktop.domain.language import spoken
from isp_desktop.domain.scoring import Rated, Scale, Score
from isp_desktop.services.capacity.runs import Run
from isp_desktop.services.capacity_result.source import Seen


def told(own: Run, answers: Mapping[str, Seen], since: Run | None) -> list[Item]:
    """All that was asked, with what was answered, and in the run before; `answers` are the records, by path."""
    if own.form is None:
        return []
    telling = _Telling(own, own.form, answers, since)
    return [telling.item(path, item) for path, item in _asked(own)]


def _asked(own: Run) -> Iterator[tuple[str, FormItem]]:
    """All that was to be answered, in the order of the form; of what repeats nothing."""
    for path, item in own.questions.items.items():
        if item.kind not in UNASKED and path not in own.questions.repeated and path not in own.left_out:
            yield path, item


def _before(own: Run, since: Run | None) -> dict[str, float | None]:
    """The value of each item in the run before, by its path in `own`."""
    if since is None:
        return {}
    pairs = scoring.in_common(since.rated, own.rated)
    return {mine.path: _value(since.values.get(other.path, ""), other.scale) for other, mine in pairs}


class _Telling:
    """Tells one item after the other of a run; what choices are called, most items share, and it is looked up once."""

    def __init__(self, own: Run, form: Instrument, answers: Mapping[str, Seen], since: Run | None) -> None:
        self._own, self._form, self._answers = own, form, answers
        self._rated = {one.path: one for one in own.rated}
        self._before = _before(own, since)
        self._called = {name: _called(form, name) for name in form.lists}

    def item(self, path: str, item: FormItem) -> Item:
        """The item at `path` with its answer."""
        own, record, rated = self._own, self._answers.get(path), self._rated.get(path)
        answer, called = own.values.get(path, ""), self._called.get(item.list, {})
        dissent, evidence = (record.text(name) if record is not None else "" for name in ("dissent", "evidence"))
        is_open = are_shown(answer, dissent, evidence)
        votes = read_votes(record.fields.get("votes") or ()) if record is not None and is_open else read_votes(())
        values = [
            (_value(value, rated.scale) if rated else None) for value, seats in votes.seats.items() for _seat in seats
        ]
        on_scale = sorted(value for value in values if value is not None)
        score = rated.scale.score(answer) if rated and answer and not _is_out(item, answer) else None
        given = answer.split() if item.kind in SEVERAL else [answer]
        return Item(
            path=path,
            label=label_of(self._form, item),
            section=section_label(own, path.partition("/")[0]) if "/" in path else "",
            capacity_type=item.capacity_type,
            level=item.level,
            unit=_item_unit(rated, called) if rated else None,
            reverse=item.reverse,
            weight=item.weight,
            votes=tuple(on_scale),
            other_votes=len(values) - len(on_scale),
            twice=votes.twice,
            spread=scoring.spread(votes, rated.scale) if rated else "",
            value=_value(answer, rated.scale) if rated and score is not None else None,
            share=rated.scale.share(score) if rated and score is not None else None,
            answer=", ".join(called.get(one) or one for one in given),
            state=_state(item, answer),
            dissent=dissent,
            evidence=evidence,
            before=self._before.get(path),
        )


def _is_out(item: FormItem, answer: str) -> bool:
    return item.not_applicable and answer == NOT_APPLICABLE


def _state(item: FormItem, answer: str) -> Answering:
    if not answer:
        return "missing"
    return "not_applicable" if _is_out(item, answer) else "answered"


def _value(answer: str, scale: Scale) -> float | None:
    return scale.given(answer) if answer else None


def _called(form: Instrument, name: str) -> dict[str, str]:
    """What the choices of a list are called, by their names."""
    return {choice.name: in_language(choice.label, form) for choice in form.lists.get(name, ())}


def in_language(texts: Mapping[str, str], form: Instrument) -> str:
    """A text of a form in the language that the program speaks, if the form has it."""
    return " ".join(text_in(dict(texts), language_for(form, spoken()), form.default_language).split())


def label_of(form: Instrument, item: FormItem) -> str:
    """What an item asks."""
    return in_language(item.label, form) or item.name


def section_label(own: Run, name: str) -> str:
    """What a section is called."""
    form, section = own.form, own.questions.items.get(name)
    return label_of(form, section) if form is not None and section is not None else name


def _item_unit(rated: Rated, called: Mapping[str, str]) -> Unit:
    """On what an item is answered, with the words of its choices, in short."""
    words = tuple((value, short(called[name])) for name, value in rated.scale.scores.items() if called.get(name))
    return Unit(rated.scale.least, rated.scale.most, words if rated.item.kind == "select_one" else ())


def unit_of(score: Score, rated: Sequence[Rated], own: Run) -> Unit:
    """In what a score is told; with words where all its items have the same, and it is their mean."""
    least, most = score.scale
    form = own.form
    told = [one for one in rated if not one.scale.reverse]
    alike = {(one.item.kind, one.item.list, one.scale.least, one.scale.most): one for one in told}
    units = {_item_unit(one, _called(form, one.item.list)) for one in alike.values()} if form is not None else set()
    unit = next(iter(units)) if len(units) == 1 else None
    if unit is not None and (unit.least, unit.most) == (least, most):
        return unit
    return PERCENT if (least, most) == (0, 100) else Unit(least, most)

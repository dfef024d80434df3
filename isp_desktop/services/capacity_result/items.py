"""The items of a run with their answers, and in what units scores are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from isp_desktop.domain import scoring
from isp_desktop.domain.answers import are_shown, read_votes
from isp_desktop.domain.capacity_result import PERCENT, Answering, Item, Unit
from isp_desktop.domain.instrument import NOT_APPLICABLE, SEVERAL, Instrument, language_for, short, text_in
from isp_desktop.domain.instrument import Item as FormItem
from isp_desktop.domain.language import spoken
from isp_desktop.domain.scoring import Rated, Scale, Score
from isp_desktop.services.capacity_result import runs
from isp_desktop.services.capacity_result.runs import RunRead


def told(own: RunRead, since: RunRead | None) -> list[Item]:
    """All that was asked, with what was answered, and in the run before."""
    form = own.form
    if form is None:
        return []
    rated = {one.path: one for one in own.rated}
    before = _before(own, since)
    return [
        _item(own, form, path, section, item, rated.get(path), before.get(path))
        for path, section, item in runs.asked_items(own)
    ]


def _before(own: RunRead, since: RunRead | None) -> dict[str, float | None]:
    """The value of each item in the run before, by its path in `own`."""
    if since is None:
        return {}
    pairs = scoring.in_common(since.rated, own.rated)
    return {mine.path: _value(since.values.get(other.path, ""), other.scale) for other, mine in pairs}


def _item(
    own: RunRead,
    form: Instrument,
    path: str,
    section: str,
    item: FormItem,
    rated: Rated | None,
    before: float | None,
) -> Item:
    record = own.answers.get(path)
    answer = own.values.get(path, "")
    is_open = are_shown(answer, own.record.text("state"))
    votes = read_votes(record.fields.get("votes") or ()) if record is not None and is_open else read_votes(())
    values = [
        (_value(value, rated.scale) if rated else None) for value, seats in votes.seats.items() for _seat in seats
    ]
    on_scale = sorted(value for value in values if value is not None)
    score = rated.scale.score(answer) if rated and answer and not _is_out(item, answer) else None
    return Item(
        path=path,
        label=label_of(form, item),
        section=section_label(own, section),
        capacity_type=item.capacity_type,
        level=item.level,
        unit=item_unit(form, rated) if rated else None,
        votes=tuple(on_scale),
        other_votes=len(values) - len(on_scale),
        twice=votes.twice,
        spread=scoring.spread(votes, rated.scale) if rated else "",
        value=_value(answer, rated.scale) if rated and score is not None else None,
        share=rated.scale.share(score) if rated and score is not None else None,
        answer=_in_words(form, item, answer),
        state=_state(item, answer),
        dissent=record.text("dissent") if record is not None else "",
        evidence=record.text("evidence") if record is not None else "",
        before=before,
    )


def _is_out(item: FormItem, answer: str) -> bool:
    return item.not_applicable and answer == NOT_APPLICABLE


def _state(item: FormItem, answer: str) -> Answering:
    if not answer:
        return "missing"
    return "not_applicable" if _is_out(item, answer) else "answered"


def _value(answer: str, scale: Scale) -> float | None:
    """The number of an answer as it was given: a reverse-worded item's is not turned round."""
    score = scale.score(answer) if answer else None
    if score is None:
        return None
    return scale.least + scale.most - score if scale.reverse else score


def _in_words(form: Instrument, item: FormItem, answer: str) -> str:
    labels = {choice.name: in_language(choice.label, form) for choice in form.lists.get(item.list, ())}
    given = answer.split() if item.kind in SEVERAL else [answer]
    return ", ".join(labels.get(one) or one for one in given)


def in_language(texts: Mapping[str, str], form: Instrument) -> str:
    """A text of a form in the language that the program speaks, if the form has it."""
    return " ".join(text_in(dict(texts), language_for(form, spoken()), form.default_language).split())


def label_of(form: Instrument, item: FormItem) -> str:
    """What an item asks."""
    return in_language(item.label, form) or item.name


def section_label(own: RunRead, name: str) -> str:
    """What a section is called."""
    form, section = own.form, own.questions.items.get(name)
    return label_of(form, section) if form is not None and section is not None else name


def item_unit(form: Instrument, rated: Rated) -> Unit:
    """On what an item is answered, with the words of its choices."""
    labels = {choice.name: short(in_language(choice.label, form)) for choice in form.lists.get(rated.item.list, ())}
    words = tuple((value, labels[name]) for name, value in rated.scale.scores.items() if labels.get(name))
    return Unit(rated.scale.least, rated.scale.most, words if rated.item.kind == "select_one" else ())


def unit_of(score: Score, rated: Sequence[Rated], own: RunRead) -> Unit:
    """In what a score is told; with words where all its items have the same, and it is their mean."""
    least, most = score.scale
    form = own.form
    units = {item_unit(form, one) for one in rated if not one.scale.reverse} if form is not None else set()
    unit = next(iter(units)) if len(units) == 1 else None
    if unit is not None and (unit.least, unit.most) == (least, most):
        return unit
    return PERCENT if (least, most) == (0, 100) else Unit(least, most)

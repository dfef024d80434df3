"""The questions of team checks: those of the starter, or an instrument of one's own on a scale of five steps."""

from __future__ import annotations

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import short
from isp_desktop.domain.language import _
from isp_desktop.domain.scoring import Rated
from isp_desktop.domain.team_check import MOST_RATING, Instrument, Question, load_starter
from isp_desktop.services import settings
from isp_desktop.services.capacity import instruments
from isp_desktop.services.capacity.instruments import Kept
from isp_desktop.services.capacity_result.items import in_language, label_of

_SETTING = "team_check_questions"
_LONGEST_LABEL = 40


def every(store: Store) -> list[Instrument]:
    """What can be asked: the starter first, then the instruments in use that fit, by name.

    One fits whose questions that can be rated all have one scale of five steps, none of them asked in reverse: a team
    check tells how many gave each step, and two questions of different scales would not stand beside each other.
    """
    own = (_as_questions(kept) for kept in instruments.library(store) if kept.state == "in_use")
    return [load_starter(), *(one for one in own if one is not None)]


def chosen(store: Store) -> Instrument:
    """What the next check asks: what was chosen last, the starter where that is not there any more."""
    key = settings.read(store, _SETTING)
    return next((one for one in every(store) if one.key == key), load_starter())


def choose(store: Store, key: str) -> None:
    """From now on checks begin with these questions."""
    settings.write(store, _SETTING, key)


def by_key(store: Store, key: str) -> Instrument:
    """The questions that an open check was begun with.

    Raises:
        BadInput: they are not here any more.
    """
    for one in every(store):
        if one.key == key:
            return one
    raise BadInput(
        _("The questions that this check was begun with are not in use any more. Give it up, and begin anew.")
    )


def _as_questions(kept: Kept) -> Instrument | None:
    form, rated = kept.questions.content, kept.questions.rated
    if form is None or not rated or any(one.scale.reverse or one.item.kind != "select_one" for one in rated):
        return None
    scales = {_words(kept, one) for one in rated}
    if len(scales) != 1 or len(words := scales.pop()) != MOST_RATING:
        return None
    questions = tuple(Question(one.path, _label(label_of(form, one.item)), label_of(form, one.item)) for one in rated)
    name = _("{name}, version {n}").format(name=kept.name, n=kept.version) if kept.version > 1 else kept.name
    return Instrument(f"own-{kept.uid}-{kept.questions.digest[:12]}", name, words, questions)


def _words(kept: Kept, one: Rated) -> tuple[str, ...]:
    """What the steps of an item are called, the lowest first; none where two answers count the same."""
    form = kept.questions.content
    if form is None or len(one.scale.steps) != len(one.scale.scores):
        return ()
    labels = {choice.name: short(in_language(choice.label, form)) for choice in form.lists.get(one.item.list, ())}
    return tuple(labels.get(name) or name for name in one.scale.scores)


def _label(text: str) -> str:
    """A question in short, for a line of a result."""
    return text if len(text) <= _LONGEST_LABEL else text[: _LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…"

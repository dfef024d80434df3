"""An assessment while it is rated: read as a whole once, in whatever thread, and then only what was given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from isp_desktop.db import log
from isp_desktop.db.store import Store
from isp_desktop.domain.answers import Votes, uid_of
from isp_desktop.services import drafts, records, settings
from isp_desktop.services.capacity import reading, relevance, seats
from isp_desktop.services.capacity.asking import Asking, Question
from isp_desktop.services.capacity.questions import Questions
from isp_desktop.services.capacity.reading import Asked, Assessment


class Sitting:
    """The assessment `uid`, as it was when it was read, with what was taken in since.

    Attributes:
        found: the assessment as it was read; its items and answers stand here anew.
        heads: the heads of its own record that are on screen.
        mark: what this laptop puts before its seats.
        items: what is asked now, in the order of the form; empty where nothing can be.
        begun: the path of the item at which something was typed last that is not saved yet, or in the midst of which
            it was left; "" for none.
        voted: the seats that voted on anything, at other laptops too.
        seats_here: how many were said to vote at this laptop; 0 where nobody said so.
        left_at: the path of the item in the midst of which it was left, whether it is asked or not; "" for none.
        read_to: the number of the last revision that was there when it was read, or something was taken in.

    Raises:
        BadInput: the instrument cannot be filled.
        NotFound: there is no such assessment.
    """

    def __init__(self, store: Store, uid: str) -> None:
        self._store, self._uid = store, uid
        self._asking: Asking | None = None
        with store.read() as connection:
            self.read_to = log.newest(connection)
        self._is_behind = False
        self.heads = records.heads(store, uid)
        self.found: Assessment = reading.assessment(store, uid, self._sift)
        self.mark = seats.mark(store, uid)
        self.seats_here = seats.said_here(store, uid)
        self.items: Sequence[Question] = self._asking.all() if self._asking is not None else ()
        self._asked = {one.path: one for one in self.found.items}
        self._answers = dict(self.found.answers)
        self.voted = {seat for one in self.found.items for seat in one.votes.voted}
        self.left_at = str(settings.read(store, _setting(uid), ""))
        self.begun = self._begun()

    def answer(self, path: str) -> str:
        """What was answered to an item; "" for nothing."""
        return self._answers.get(path, "")

    def asked(self, path: str) -> Asked | None:
        """An item with all that was given to it; None for one within the instances of a repeat."""
        return self._asked.get(path)

    def votes(self, path: str) -> Votes:
        """The first votes on an item."""
        own = self._asked.get(path)
        return own.votes if own is not None else Votes()

    def answered(self) -> int:
        """How many of the items that are asked have an answer."""
        return sum(bool(self.answer(one.path)) for one in self.items)

    def left(self) -> list[Question]:
        """The items that have none."""
        return [one for one in self.items if not self.answer(one.path)]

    def every(self) -> Sequence[Asked]:
        """All items, whatever applies."""
        return list(self._asked.values())

    def take(self, *paths: str) -> list[Question] | None:
        """Takes in what was given to these items since.

        Returns:
            They, and what is asked otherwise since; None where more or other items are asked than before.
        """
        self._look_around(paths)
        before = self.items
        for path in paths:
            self._take(path)
        if self._asking is not None:
            self.items = self._asking.all()
        if [one.path for one in before] != [one.path for one in self.items]:
            return None
        return [one for was, one in zip(before, self.items, strict=True) if one is not was or one.path in paths]

    def is_whole(self) -> bool:
        """Whether nothing was written in the notebook since that was not taken in."""
        with self._store.read() as connection:
            return not self._is_behind and log.newest(connection) == self.read_to

    def _look_around(self, paths: Sequence[str]) -> None:
        """Finds out whether something else was written beside the answers at `paths`."""
        own = {uid_of(self._uid, path) for path in paths}
        with self._store.read() as connection:
            self._is_behind |= not own.issuperset(log.changed_since(connection, self.read_to))
            self.read_to = log.newest(connection)

    def _take(self, path: str) -> None:
        given = reading.answer(self._store, self._uid, path)
        if (own := self._asked.get(path)) is not None:
            self._asked[path] = now = reading.anew(self._store, own, given)
            self.voted |= now.votes.voted
        value = (given.value or "") if given is not None else ""
        if self._asking is not None and value != self.answer(path):
            self._asking.answer(path, value)
        self._answers[path] = value

    def _sift(self, questions: Questions, answers: Mapping[str, str], day: dt.date) -> frozenset[str]:
        """As `relevance.left_out`, by the form that asks."""
        if questions.content is None or questions.are_others:
            return relevance.left_out(questions, answers, day)
        self._asking = Asking(questions, answers, day)
        return self._asking.left_out()

    def at_others(self) -> set[str]:
        """The seats of other laptops that voted on anything."""
        return {seat for seat in self.voted if seats.mark_of(seat) != self.mark}

    def _begun(self) -> str:
        marks = drafts.marks(self._store, "answer")
        if not marks:
            return self._gone_on_at()
        begun = ((marks.get(uid_of(self._uid, one.path), 0), one.path) for one in self.items)
        latest, path = max(begun, default=(0, ""))
        return path if latest else self._gone_on_at()

    def _gone_on_at(self) -> str:
        return self.left_at if any(one.path == self.left_at for one in self.items) else ""


def leave_at(store: Store, assessment: str, path: str) -> None:
    """Remembers in the midst of which item an assessment was left, as where the notebook was locked; "" for none."""
    settings.write(store, _setting(assessment), path)


def _setting(assessment: str) -> str:
    return f"left at {assessment}"

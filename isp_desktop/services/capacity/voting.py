"""What is given to the items of an assessment: first votes by seat, and what the group came to or one person said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from msgspec.structs import replace

from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain.answers import Votes as FirstVotes
from isp_desktop.domain.answers import read_votes, uid_of
from isp_desktop.domain.answers import vote as as_vote
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import NOT_APPLICABLE, SELECTS, SEVERAL, UNASKED, Answer, Item
from isp_desktop.domain.language import _
from isp_desktop.domain.revision import Scope
from isp_desktop.services import editing, records
from isp_desktop.services.capacity.assessing import keep_questions
from isp_desktop.services.capacity.questions import Questions, asked
from isp_desktop.services.editing import Edit
from isp_desktop.services.instruments.judging import is_of_kind
from isp_desktop.services.instruments.nodes import text_of_answer
from isp_desktop.services.taking_back import Changed, Undo, change_within, restore, take_back

Votes = Mapping[str, str]
"""By seat; "" takes a vote back."""


def vote(store: Store, assessment: str, item: str, seat: str, value: str) -> Undo:
    """Keeps the first vote of one seat at once, in place of what it gave before.

    Raises:
        BadInput: the assessment is not under way, the seat or the value is not right, or the item asks for none; so
            for all that follow. Or the group came to something on it: votes come first (docs/practice.md, C2). One
            that a colleague's file brings afterwards is kept.
        NotFound: there is no such assessment; so for all that follow.
    """
    return votes(store, assessment, {item: {seat: value}})


def votes(store: Store, assessment: str, given: Mapping[str, Votes]) -> Undo:
    """Keeps first votes by item and seat, as the note taker types them from cards or paper."""
    before: dict[str, Votes] = {}
    with store.write() as transaction:
        writing = _Writing(transaction, assessment)
        for item, own in given.items():
            before[item] = writing.vote(item, own)
    return partial(_vote_again, store, assessment, before, given)


def agree(store: Store, assessment: str, item: str, value: Answer, seen: Sequence[str] | None = None) -> Undo:
    """Keeps what the group came to, or what one person answers; None or "" takes it back.

    Args:
        seen: the heads of the answer that were on screen; an answer that was given twice is so settled.
    """
    with store.write() as transaction:
        made = _Writing(transaction, assessment).answer(item, value, seen)
    return partial(take_back, store, [made])


def take_agreed(store: Store, assessment: str, items: Iterable[str], voters: int) -> Undo:
    """Keeps as consensus what all voted, of those of `items` that have none yet.

    Args:
        voters: how many are to vote; where fewer have, it is not what all voted.
    """
    made = []
    with store.write() as transaction:
        writing = _Writing(transaction, assessment)
        for item in items:
            if value := writing.agreed(item, voters):
                made.append(writing.answer(item, value))
    return partial(take_back, store, made)


def save(store: Store, edit: Edit) -> None:
    """Saves what was typed on an item, whatever became of its assessment meanwhile: an answer, evidence, dissent.

    Raises:
        BadInput: a value is not right; nothing was written.
    """
    now = edit.base
    if now is not None and now.life == "deleted":
        restore(store, edit.uid)
        edit.refresh(store)
    # One that was deleted when its assessment was shared is still private.
    is_left = now is not None and now.is_private and not records.get(store, str(now.fields["assessment"])).is_private
    editing.save(store, [edit], scope="shared" if is_left else None)


def agreed(votes: FirstVotes, voters: int) -> str:
    """What all voted, be it that the item does not apply; "" where not so many have voted, or not the same.

    Where there is one seat, its vote is what all voted.
    """
    alike = len(votes.seats) == 1 and not votes.twice and not votes.unreadable
    return next(iter(votes.seats)) if alike and votes.count >= max(1, voters) else ""


class _Writing:
    """Writes answers of one assessment within a transaction."""

    def __init__(self, transaction: Transaction, assessment: str) -> None:
        found = transaction.look(assessment)
        if found is None or found.kind != "assessment":
            raise records.no_record(assessment)
        if found.life == "deleted":
            raise BadInput(_("This assessment is deleted. Restore it, then answer."))
        if found.fields.get("state") != "under_way":
            raise BadInput(_("This assessment is not under way. Begin it, or open it again, then answer."))
        if not found.fields.get("questions"):
            keep_questions(transaction, assessment)
            found = transaction.look(assessment) or found
        self._transaction, self._assessment = transaction, assessment
        self._scope: Scope | None = "private" if found.is_private else None
        key = (str(found.fields.get("instrument") or ""), str(found.fields.get("questions") or ""))
        self._questions: Questions = asked(transaction.connection, [key])[key]

    def vote(self, path: str, given: Votes) -> Votes:
        """Writes first votes on an item; gives what these seats had voted before."""
        item = self._item(path)
        if self._has_answer(path):
            raise BadInput(_("The group has come to an answer here. First votes are given before that."), "votes")
        for seat, value in given.items():
            as_vote(seat, value or NOT_APPLICABLE)
            self._require_fitting(path, item, value)
        entries = self._votes(path)
        before = {seat: _voted(entries, seat) for seat in given}
        kept = [entry for entry in entries if entry.partition(":")[0] not in given]
        new = [as_vote(seat, value) for seat, value in given.items() if value]
        self.write(path, {"votes": [*kept, *new]})
        return before

    def answer(self, path: str, value: Answer, seen: Sequence[str] | None = None) -> Changed:
        """Writes what was answered to an item."""
        text = text_of_answer(value).strip()
        self._require_fitting(path, self._item(path), text)
        return self.write(path, {"value": text or None}, seen)

    def agreed(self, path: str, voters: int) -> str:
        """What all voted on an item that has no consensus yet; "" where they did not."""
        now = self._transaction.look(uid_of(self._assessment, path))
        if now is None or now.life == "deleted" or now.fields.get("value"):
            return ""
        return agreed(read_votes(now.fields.get("votes") or ()), voters)

    def write(self, path: str, fields: Mapping[str, Any], seen: Sequence[str] | None = None) -> Changed:
        """Writes fields of the answer to an item, which is made or brought back for it."""
        uid = uid_of(self._assessment, path)
        now = self._transaction.look(uid)
        if now is None:
            told = {"assessment": self._assessment, "item": path, **fields}
            records.put(self._transaction, "answer", told, uid, scope=self._scope)
            made = self._transaction.look(uid)
            assert made is not None
            return Changed(replace(made, fields={}), {name: made.fields.get(name) for name in fields})
        if now.life == "deleted":
            records.restore(self._transaction, uid)
        if now.is_private and self._scope is None:
            # It was deleted when its assessment was shared.
            records.put(self._transaction, "answer", {}, uid, scope="shared")
        if seen is None or "value" not in now.conflicts:
            return change_within(self._transaction, "answer", uid, fields, seen)
        records.settle(self._transaction, uid, "value", fields.get("value"), seen)
        rest = {name: value for name, value in fields.items() if name != "value"}
        return change_within(self._transaction, "answer", uid, rest)

    def _has_answer(self, path: str) -> bool:
        now = self._transaction.look(uid_of(self._assessment, path))
        return now is not None and now.life != "deleted" and bool(now.fields.get("value"))

    def _votes(self, path: str) -> list[str]:
        now = self._transaction.look(uid_of(self._assessment, path))
        return list(now.fields.get("votes") or ()) if now else []

    def _item(self, path: str) -> Item:
        item = self._questions.item_at(path)
        if item is None or item.kind in UNASKED:
            raise BadInput(_("“{path}” cannot be answered.").format(path=path))
        return item

    def _require_fitting(self, path: str, item: Item, text: str) -> None:
        """Refuses what cannot be an answer to an item; conditions of its author's own are for who fills the form."""
        if not text or (item.not_applicable and text == NOT_APPLICABLE):
            return
        if item.kind in SELECTS:
            content = self._questions.content
            names = {choice.name for choice in content.lists.get(item.list, ())} if content else set()
            fits = set(text.split()) <= names if item.kind in SEVERAL else text in names
        else:
            fits = is_of_kind(item, text)
        if not fits:
            sentence = _("“{value}” is no answer to “{item}”. Choose one that it offers.")
            raise BadInput(sentence.format(value=text, item=path), "value")


def _voted(entries: Iterable[str], seat: str) -> str:
    return next((value for own, _colon, value in (one.partition(":") for one in entries) if own == seat), "")


def _vote_again(store: Store, assessment: str, before: Mapping[str, Votes], wrote: Mapping[str, Votes]) -> None:
    """Puts votes back, each only where its seat has not voted anew since."""
    left = 0
    with store.write() as transaction:
        writing = _Writing(transaction, assessment)
        for item, own in before.items():
            now = transaction.look(uid_of(assessment, item))
            entries = list(now.fields.get("votes") or ()) if now and now.life != "deleted" else []
            ours = {seat: value for seat, value in own.items() if _voted(entries, seat) == wrote[item][seat]}
            left += len(own) - len(ours)
            if ours:
                writing.vote(item, ours)
    if left:
        raise BadInput(_("Some votes were given anew since; they stay as they are."))

"""Assessing capacity: first votes by seat, unseen; then what the group comes to; on one day or several.

docs/practice.md, activity C2: everyone votes at once, votes are shown together, the group talks to a consensus, dissent
and evidence are kept, and who facilitates does not vote. What is given is kept at once, each vote by itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import partial
from hashlib import sha256
from typing import Any

from isp_desktop.db.store import Store
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain import answers
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import NOT_APPLICABLE, UNASKED, Instrument, walk
from isp_desktop.domain.language import _
from isp_desktop.domain.scoring import Rated
from isp_desktop.domain.vocabulary import RATING_WAYS
from isp_desktop.services import records, taking_back
from isp_desktop.services.capacity import instruments, runs
from isp_desktop.services.capacity.runs import Run
from isp_desktop.services.records import Saved
from isp_desktop.services.taking_back import Undo

MOST_SEATS = 26
"""So many vote at one laptop."""

_INSTANCE = re.compile(r"\[\d+\]")
_LONGEST_ANSWER = 20_000


def plan(
    store: Store,
    subject: str,
    instrument: str,
    day: dt.date,
    way: str = "facilitated",
    more: Mapping[str, Any] | None = None,
) -> Saved:
    """An assessment that is to be made on a day.

    Args:
        more: further fields, such as "purpose", "facilitator" or "present".

    Raises:
        BadInput: there is no such subject, the instrument is not in use, or a field is not right.
    """
    if way not in RATING_WAYS:
        raise BadInput(_("An assessment is made facilitated, alone or on paper."), "way")
    kept = instruments.require_usable(store, instrument)
    fields: dict[str, Any] = {"subject": subject, "instrument": instrument, "date": day.isoformat()}
    with store.write() as transaction:
        fields |= {"state": "planned", "way": way, "site": _site_of(transaction, subject), **(more or {})}
        scope = records.scope_from(transaction, [subject, kept.uid])
        return records.put(transaction, "assessment", fields, scope=scope)


def begin(store: Store, uid: str, day: dt.date | None = None) -> Run:
    """Answering begins, or goes on another day; from now on its questions are fixed.

    Args:
        day: the day it begins on, where that is another than was planned; going on keeps the day it began.

    Raises:
        BadInput: the instrument is not in use any more, or is not as it was when answering began.
        NotFound: there is no such assessment.
    """
    run = runs.one(store, uid)
    changes: dict[str, Any] = {"state": "under_way"}
    if not run.fields.get("questions"):
        kept = instruments.require_usable(store, str(run.fields.get("instrument") or ""))
        changes["questions"] = kept.digest
        if day is not None:
            changes["date"] = day.isoformat()
    elif not run.is_as_asked:
        raise BadInput(_("The instrument is not as it was when answering began. Begin a new assessment."))
    with store.write() as transaction:
        if not run.fields.get("site"):
            changes["site"] = _site_of(transaction, run.subject)
        taking_back.change_within(transaction, "assessment", uid, changes)
    return runs.one(store, uid)


def seats(store: Store, uid: str, count: int) -> list[str]:
    """The seats of those who vote at this laptop: letters; where another laptop began, with this one's mark before.

    Args:
        count: how many vote here, without whoever facilitates; up to `MOST_SEATS`.

    Raises:
        NotFound: there is no such assessment.
    """
    letters = [chr(ord("A") + at) for at in range(min(count, MOST_SEATS))]
    began_here = records.history(store, uid)[0].device == store.device
    mark = "" if began_here else sha256(store.device.encode()).hexdigest()[:4] + "-"
    return [mark + letter for letter in letters]


def vote(store: Store, uid: str, item: str, seat: str, value: str) -> None:
    """Keeps what a seat votes on an item; it takes the place of what that seat voted before. "" takes the vote back.

    Raises:
        BadInput: the assessment is not under way, the item has no scale, or no such answer.
        NotFound: there is no such assessment.
    """
    run = _under_way(store, uid)
    one = _rated(run, item)
    if value and not _offers(one, value):
        raise BadInput(_("“{value}” is none of the answers to “{item}”.").format(value=value, item=item))
    given = answers.vote(seat, value) if value else ""
    with store.write() as transaction:
        own = answers.uid_of(uid, item)
        now = transaction.look(own)
        before: Sequence[str] = (now.fields.get("votes") if now else None) or ()
        others = [entry for entry in before if entry.partition(":")[0] != seat]
        _put(transaction, run, item, {"votes": [*others, given] if given else others})


def agree(
    store: Store,
    uid: str,
    item: str,
    value: str,
    dissent: str | None = None,
    evidence: str | None = None,
    seen: Sequence[str] | None = None,
) -> Undo:
    """Keeps what the group came to, or what is answered alone or from paper.

    Args:
        value: the answer as it is kept; "" for none any more.
        dissent, evidence: None leaves them as they are.
        seen: the heads of the answer that were on screen, as for `records.put`.

    Raises:
        BadInput: the assessment is not under way, or there is no such item or answer.
        NotFound: there is no such assessment.
    """
    run = _under_way(store, uid)
    _require_answer(run, item, value)
    fields = {"value": value or None}
    fields |= {name: text or None for name, text in (("dissent", dissent), ("evidence", evidence)) if text is not None}
    own = answers.uid_of(uid, item)
    with store.write() as transaction:
        before = transaction.look(own)
        if before is None:
            return partial(taking_back.take_out, store, [_put(transaction, run, item, fields)])
        _put(transaction, run, item, fields, seen)
        after = transaction.look(own) or before
    changed = taking_back.Changed(before, {name: after.fields.get(name) for name in fields})
    return partial(taking_back.take_back, store, [changed])


def close(store: Store, uid: str, follow_up_on: dt.date | None = None) -> Undo:
    """It is done: its scores count.

    Args:
        follow_up_on: when the next one is to be.

    Raises:
        BadInput: nothing was answered, or it is in conflict.
        NotFound: there is no such assessment.
    """
    run = runs.one(store, uid)
    if not run.values:
        raise BadInput(_("Nothing is answered yet. Answer at least one item, or delete the assessment."))
    changes: dict[str, Any] = {"state": "done"}
    if follow_up_on is not None:
        changes["follow_up_on"] = follow_up_on.isoformat()
    return taking_back.change(store, "assessment", uid, changes)


def _site_of(transaction: Transaction, subject: str) -> str | None:
    """The site that an assessment of `subject` belongs to: itself, or the only one that it names."""
    kind = transaction.kind_of(subject)
    if kind == "site":
        return subject
    about = transaction.look(subject)
    sites: Sequence[str] = (about.fields.get("sites") if about else None) or ()
    return sites[0] if len(sites) == 1 else None


def _under_way(store: Store, uid: str) -> Run:
    with store.read() as reading:
        found = runs.headed(reading, uid)
    if found is None:
        raise records.no_record(uid)
    if found.state != "under_way":
        raise BadInput(_("This assessment is not under way. Begin it, or go on with it, then answer."))
    if not found.is_as_asked:
        raise BadInput(_("The instrument is not as it was when answering began. Begin a new assessment."))
    return found


def _rated(run: Run, item: str) -> Rated:
    for one in run.items:
        if one.path == item:
            return one
    raise BadInput(_("The instrument has no item “{item}” that is voted on.").format(item=item))


def _offers(one: Rated, value: str) -> bool:
    return one.scale.score(value) is not None or (one.item.not_applicable and value == NOT_APPLICABLE)


def _require_answer(run: Run, item: str, value: str) -> None:
    """Refuses an answer to what is not asked. Whether it fits a constraint is for the form to say, and no refusal."""
    if len(value) > _LONGEST_ANSWER:
        raise BadInput(_("An answer has up to {most} characters.").format(most=_LONGEST_ANSWER))
    rated = next((one for one in run.items if one.path == item), None)
    if rated is None:
        if run.kept is None or not _asks(run.kept.questions, _INSTANCE.sub("", item)):
            raise BadInput(_("The instrument has no item “{item}”.").format(item=item))
    elif value and rated.scale.scores and not _offers(rated, value) and not _is_choice(run, rated, value):
        raise BadInput(_("“{value}” is none of the answers to “{item}”.").format(value=value, item=item))


def _is_choice(run: Run, one: Rated, value: str) -> bool:
    """Whether it is an answer without a number, such as "don't know"."""
    lists_of = run.kept.questions.lists if run.kept else {}
    return any(choice.name == value for choice in lists_of.get(one.item.list, ()))


def _asks(questions: Instrument, item: str) -> bool:
    return any("/".join(path) == item and own.kind not in UNASKED for path, own in walk(questions.items))


def _put(
    transaction: Transaction, run: Run, item: str, fields: Mapping[str, Any], seen: Sequence[str] | None = None
) -> Saved:
    own = {"assessment": run.uid, "item": item, **fields}
    scope = records.scope_from(transaction, [run.uid])
    return records.put(transaction, "answer", own, answers.uid_of(run.uid, item), seen, scope)

"""The communication protocols of teams: how each loop stands, and a message noted in one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from isp_desktop.db import lists
from isp_desktop.db import teams as table
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.teams import Row
from isp_desktop.db.transaction import Transaction
from isp_desktop.domain import protocols
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _, counted, marked
from isp_desktop.domain.protocols import Agreed, Loop
from isp_desktop.domain.record import Record
from isp_desktop.domain.vocabulary import CHANNELS
from isp_desktop.services import naming, records
from isp_desktop.services.taking_back import Undo, change_within, take_back, take_out

Step = Literal["sent", "received", "answered"]

STEPS: Mapping[Step, tuple[str, str]] = {
    "sent": (marked("Sent today"), marked("Message noted as sent")),
    "received": (marked("Received today"), marked("Message noted as received")),
    "answered": (marked("Answered today"), marked("Message noted as answered")),
}
"""What each is called, and what is said when it is done."""

_MESSAGES = 40
_FIELDS = ("source", "target", "what", "every_days", "channel", "owner", "answer_days", "since", "until")
_WITH_LEVEL = ("team", "organization", "person")


@dataclass(frozen=True, slots=True)
class End:
    """A team, or whoever else is told or tells; `level` is its key, "" where it is not said."""

    uid: str
    kind: str
    name: str
    level: str


@dataclass(frozen=True, slots=True)
class Told:
    """A protocol, and how its loop stands.

    Attributes:
        channel, owner: in words, "" where they are not said.
        every_days, answer_days: None where no rhythm or no answer was agreed.
        steps: what can be noted of it now.
        latest: the uid of the message that was sent last, "" for none.
    """

    uid: str
    what: str
    source: End
    target: End
    channel: str
    owner: str
    every_days: int | None
    answer_days: int | None
    loop: Loop
    steps: tuple[Step, ...]
    latest: str
    private: bool


def of_teams(reading: Reading, teams: Iterable[str], today: dt.date) -> list[Told]:
    """The protocols from or to one of `teams`, those for which something is to be done first."""
    wanted = list(teams)
    rows: dict[str, Row] = {}
    for field in ("source", "target"):
        rows |= {row["uid"]: row for row in table.around(reading, "protocol", field, wanted, _FIELDS)}
    messages = table.messages(reading, rows, _MESSAGES)
    ends = _ends(reading, [row[field] for row in rows.values() for field in ("source", "target")])
    owners = naming.titles(reading, {row["owner"] for row in rows.values() if row["owner"]})
    found = [
        _told(row, ends, owners, messages.get(uid, []), today)
        for uid, row in rows.items()
        if row["source"] in ends and row["target"] in ends
    ]
    return sorted(found, key=_press)


def log(store: Store, protocol: str, step: Step, today: dt.date, latest: str = "") -> Undo:
    """Notes that something was sent, received or answered today.

    Args:
        latest: the uid of the message that was sent last when this was asked for: what arrived or was answered.

    Raises:
        BadInput: nothing was sent that could have been answered, or the message is in conflict.
    """
    day = today.isoformat()
    with store.write() as transaction:
        message = _still_there(transaction, latest)
        if step == "sent" or (step == "received" and (message is None or message.fields.get("received_on"))):
            fields = {"protocol": protocol, "sent_on": day} | ({"received_on": day} if step == "received" else {})
            return partial(take_out, store, [records.put(transaction, "message", fields)])
        if message is None or (step == "answered" and message.fields.get("answered_on")):
            raise BadInput(_("Nothing waits for an answer here. Note first what was sent."))
        values = {f"{step}_on": day}
        if step == "answered" and not message.fields.get("received_on"):
            values["received_on"] = day
        return partial(take_back, store, [change_within(transaction, "message", latest, values)])


def rhythm_words(told: Told) -> str:
    """By what channel, and how often: "E-mail, every 30 days"."""
    often = counted("every {n} day", "every {n} days", told.every_days) if told.every_days else _("when there is news")
    return ", ".join(part for part in (told.channel, often) if part)


def way_words(told: Told) -> str:
    """From whom to whom, how often, by what channel."""
    ends = _("{source} to {target}").format(source=told.source.name, target=told.target.name)
    return f"{ends}: {rhythm_words(told)}"


def _still_there(transaction: Transaction, message: str) -> Record | None:
    found = transaction.look(message) if message else None
    return found if found is not None and found.life != "deleted" else None


def _told(
    row: Row, ends: Mapping[str, End], owners: Mapping[str, str], messages: Sequence[table.Message], today: dt.date
) -> Told:
    every, answer = _days(row["every_days"]), _days(row["answer_days"])
    sent = [protocols.Message(_date(one.sent_on) or today, _date(one.answered_on)) for one in messages]
    channel = str(row["channel"] or "")
    return Told(
        uid=row["uid"],
        what=str(row["what"] or ""),
        source=ends[row["source"]],
        target=ends[row["target"]],
        channel=_(CHANNELS[channel]) if channel in CHANNELS else "",
        owner=owners.get(str(row["owner"] or ""), ""),
        every_days=every,
        answer_days=answer,
        loop=protocols.loop(Agreed(every, answer, _date(row["since"]), _date(row["until"])), sent, today),
        steps=_steps(messages, answer),
        latest=messages[0].uid if messages else "",
        private=bool(row["private"]),
    )


def _steps(messages: Sequence[table.Message], answer_days: int | None) -> tuple[Step, ...]:
    last = messages[0] if messages else None
    answers: tuple[Step, ...] = ("answered",) if last and not last.answered_on and answer_days is not None else ()
    return ("sent", "received", *answers)


def _ends(reading: Reading, uids: Iterable[str]) -> dict[str, End]:
    names = lists.names(reading, {uid for uid in uids if uid})
    titles = naming.titles_of(reading, names)
    level: dict[str, str] = {}
    for kind in _WITH_LEVEL:
        level |= table.levels(reading, kind, [uid for uid, name in names.items() if name.kind == kind])
    return {
        uid: End(uid, name.kind, titles[uid], level.get(uid, "organization" if name.kind == "site" else ""))
        for uid, name in names.items()
        if name.life != "deleted"
    }


def _press(told: Told) -> tuple[bool, int, str, str]:
    """What is open first, the latest of all first."""
    loop = told.loop
    return not loop.is_open, -max(loop.days_late, loop.answer_late), told.what.casefold(), told.uid


def _days(value: object) -> int | None:
    return int(value) if isinstance(value, int | float) else None


def _date(value: object) -> dt.date | None:
    return dt.date.fromisoformat(str(value)) if value else None

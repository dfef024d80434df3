"""Team checks: entered one member after the other, closed into counts, read as a course.

Where the ratings stand in between, and why not in the database: docs/decisions/0013-teams-and-charters.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial

import msgspec
from msgspec import Struct

from isp_desktop.db import lists
from isp_desktop.db.engine import plain_errors
from isp_desktop.db.sealed import SealedFile
from isp_desktop.db.store import Store
from isp_desktop.domain import team_check
from isp_desktop.domain.by_when import by_when
from isp_desktop.domain.errors import BadInput, NotFound, StoreDamaged
from isp_desktop.domain.language import _
from isp_desktop.domain.team_check import Entered, Instrument, Rated
from isp_desktop.services import naming, records, taking_back
from isp_desktop.services.taking_back import Undo

_MOST_SHOWN = 200
_NAMED = "check-"


class Result(Struct, frozen=True):
    """A check that was closed.

    Attributes:
        instrument: the key of its questions; only results with the same one are compared.
        answers: how many members answered.
        rated: the questions that enough of them rated.
        talked: what was said of it; shared as the check is.
    """

    uid: str
    day: dt.date
    instrument: str
    answers: int
    rated: tuple[Rated, ...]
    talked: str


def begun(store: Store, team: str) -> Entered | None:
    """The check of `team` that is open on this computer, None without one.

    Raises:
        StoreDamaged: it cannot be read any more, or not by this version of the program.
    """
    kept = _file(store, team).read()
    if kept is None:
        return None
    try:
        entered = msgspec.json.decode(kept, type=Entered)
    except msgspec.DecodeError as error:
        sentence = _("What was entered so far comes from another version of this program. Go on there, or begin anew.")
        raise StoreDamaged(sentence) from error
    if _is_kept(store, entered.uid):
        # The computer went off between the two steps of closing it.
        _file(store, team).remove()
        return None
    return entered


def open_here(store: Store) -> list[Entered]:
    """The checks that are open on this computer, of any team; one that cannot be read is told on its team's page."""
    found = []
    for path in sorted(store.folder.sealed.glob(f"{_NAMED}*")):
        with suppress(StoreDamaged):
            found.append(begun(store, path.name.removeprefix(_NAMED)))
    return [entered for entered in found if entered is not None]


def begin(store: Store, team: str, day: dt.date, instrument: Instrument) -> Entered:
    """Opens a check of `team`.

    Raises:
        BadInput: one is open already, or another is less than `team_check.APART_DAYS` away.
    """
    if begun(store, team) is not None:
        raise BadInput(_("A check of this team is open already. Close it first, or give it up."))
    if other := team_check.too_close(day, _days(store, team)):
        sentence = _(
            "There is a check of this team of {day} already. Two so close to each other would show what a single "
            "member answered: the next one may be of {next_day}."
        )
        later = other + dt.timedelta(days=team_check.APART_DAYS)
        told = {"day": naming.day_in_words(other.isoformat()), "next_day": naming.day_in_words(later.isoformat())}
        raise BadInput(sentence.format(**told))
    return _keep(store, Entered(records.new_uid(), team, day, instrument.key))


def hand_out(store: Store, team: str) -> Entered:
    """Somebody begins to answer: until `answer` or `hand_in` it is known that an answer is under way.

    Raises:
        NotFound: no check of the team is open.
    """
    return _keep(store, msgspec.structs.replace(_open(store, team), is_out=True))


def hand_in(store: Store, team: str) -> bool:
    """Nobody is answering any more; whether somebody was, whose answer is then lost."""
    entered = begun(store, team)
    if entered is None or not entered.is_out:
        return False
    _keep(store, msgspec.structs.replace(entered, is_out=False))
    return True


def answer(store: Store, team: str, ratings: Mapping[str, int]) -> Entered:
    """Takes the ratings of one member, by the questions' codes.

    Raises:
        NotFound: no check of the team is open.
        BadInput: see `team_check.with_answer`.
    """
    return _keep(store, team_check.with_answer(_open(store, team), ratings))


def close(store: Store, team: str, instrument: Instrument) -> str:
    """Keeps the counts of the check that is open, for good; gives the uid of its record.

    Raises:
        NotFound: no check of the team is open.
        BadInput: see `team_check.counts`; or its questions are others than those of `instrument`.
    """
    entered = _open(store, team)
    if entered.instrument != instrument.key:
        raise BadInput(_("This check was begun with other questions. Give it up, and begin anew."))
    counts = team_check.counts(entered, instrument)
    fields = {
        "team": team,
        "date": entered.date.isoformat(),
        "instrument": entered.instrument,
        "answers": entered.answers,
        "counts": team_check.as_text(counts),
    }
    with store.write() as transaction:
        records.put(transaction, "team_check", fields, entered.uid)
    _file(store, team).remove()
    return entered.uid


def give_up(store: Store, team: str) -> None:
    """Forgets the check that is open, and all that was entered."""
    _file(store, team).remove()


def improve(store: Store, check: str, team: str, sentence: str, today: dt.date) -> Undo:
    """Keeps what is to be done because of a check as a commitment; a day at the end, as in "by Friday", is its day.

    Raises:
        BadInput: nothing is said but a day.
    """
    when = by_when(sentence, today)
    what = sentence[: when.lead].rstrip(" ,;:") if when else sentence.strip()
    fields = {"what": what, "team": team, "team_check": check, "status": "open", "due": when and when.day.isoformat()}
    with store.write() as transaction:
        saved = records.put(transaction, "commitment", fields)
    return partial(taking_back.take_out, store, [saved])


def results(store: Store, team: str) -> list[Result]:
    """The checks of `team` that can be read, oldest first."""
    found, _unread = of_team(store, team)
    return found


def of_team(store: Store, team: str) -> tuple[list[Result], int]:
    """The checks of `team`, as `readable` gives them."""
    with store.read() as reading:
        uids = lists.pointing(reading, team, "team_check", "team", _MOST_SHOWN)
        items = lists.items(reading, "team_check", uids)
    return readable((item.uid, item.fields) for item in items)


def readable(checks: Iterable[tuple[str, Mapping[str, object]]]) -> tuple[list[Result], int]:
    """The checks that can be read, oldest first, and how many cannot, as one that comes from a newer program."""
    found, unread = [], 0
    for uid, fields in checks:
        try:
            found.append(result_of(uid, fields))
        except BadInput:
            unread += 1
    return in_order(found), unread


def in_order(results: Iterable[Result]) -> list[Result]:
    """Checks, oldest first."""
    return sorted(results, key=lambda one: (one.day, one.uid))


def result_of(uid: str, fields: Mapping[str, object]) -> Result:
    """What the values of a record of a check tell.

    Raises:
        BadInput: its counts cannot be read, or it has no day.
    """
    day = fields.get("date")
    if not day:
        raise BadInput(_("This check has no day, and cannot be read. It may come from a newer version."), "date")
    rated = team_check.from_text(str(fields.get("counts") or "[]"))
    answers = fields.get("answers")
    return Result(
        uid,
        dt.date.fromisoformat(str(day)),
        str(fields.get("instrument") or ""),
        int(answers) if isinstance(answers, int | float) else 0,
        rated,
        str(fields.get("talked") or ""),
    )


def _open(store: Store, team: str) -> Entered:
    entered = begun(store, team)
    if entered is None:
        raise NotFound(_("No check of this team is open. Begin one first."))
    return entered


def _keep(store: Store, entered: Entered) -> Entered:
    with plain_errors():
        _file(store, entered.team).write(msgspec.json.encode(entered))
    return entered


def _days(store: Store, team: str) -> list[dt.date]:
    """The days of the team's checks; of deleted ones too, since the log keeps their counts."""
    with store.read() as reading:
        found = lists.ever_pointing(reading, team, "team_check", "team")
    return [dt.date.fromisoformat(str(one.fields["date"])) for one in found if one.fields.get("date")]


def _is_kept(store: Store, uid: str) -> bool:
    with store.read() as reading:
        return bool(lists.items(reading, "team_check", [uid]))


def _file(store: Store, team: str) -> SealedFile:
    return store.sealed(f"{_NAMED}{team}")

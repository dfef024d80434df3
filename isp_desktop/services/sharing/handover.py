"""A whole site for the colleague who takes over: what leaves, what stays, and which private notes go along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from isp_desktop.db import lists, settings, shared
from isp_desktop.db.exchange import chunks
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.transaction import Progress
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record
from isp_desktop.services import naming, records
from isp_desktop.services.outputs import require_place
from isp_desktop.services.sharing import handover_pages, packing, planned
from isp_desktop.services.sharing.choosing import NOTHING_ALONG, Along, Choice
from isp_desktop.services.sharing.packing import Shared
from isp_desktop.services.sharing.planned import Plan
from isp_desktop.services.sharing.steps import ALL, part

# How far the pages bring the whole, in thousandths.
_PAGES = 200


@dataclass(frozen=True, slots=True)
class Promise:
    """An open commitment that leaves; `due` is "YYYY-MM-DD" or ""."""

    uid: str
    what: str
    owner: str
    due: str


@dataclass(frozen=True, slots=True)
class PrivateNote:
    """A note that was never shared, about the site or somebody there; `day` is "YYYY-MM-DD" or ""."""

    uid: str
    heading: str
    day: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandoverPlan:
    """What handing over a site amounts to.

    Attributes:
        site, name: its uid, and what it is called.
        leaving: all shared records of the site, as `planned.plan` tells them.
        visits: how many of them are visits.
        mine, theirs: the open commitments, first due first.
        notes: private notes that could go along, latest first; none does unless it is chosen.
    """

    site: str
    name: str
    leaving: Plan
    visits: int
    mine: tuple[Promise, ...]
    theirs: tuple[Promise, ...]
    notes: tuple[PrivateNote, ...]


@dataclass(frozen=True, slots=True)
class HandedOver:
    """The bundle, verified, and the uids of the notes that are shared from now on."""

    shared: Shared
    notes: tuple[str, ...]


def plan(store: Store, site: str, progress: Progress = lambda done, total: None) -> HandoverPlan:
    """What would leave with the site `site`, and which private notes could.

    Raises:
        NotFound: there is no such site, or it was never shared.
        Cancelled: `progress` raised it.
    """
    leaving = planned.plan(store, Choice(sites=(site,)), progress)
    with store.read() as reading:
        me = str(settings.read(reading, "me") or "")
        promises = _promises(reading, leaving)
        return HandoverPlan(
            site=site,
            name=leaving.chosen,
            leaving=leaving,
            visits=sum(one.kind == "visit" and not one.deleted for one in leaving.records),
            mine=tuple(promise for owner, promise in promises if me and owner == me),
            theirs=tuple(promise for owner, promise in promises if not me or owner != me),
            notes=_notes(reading, site, [one.uid for one in leaving.records if one.kind == "person" and one.uid != me]),
        )


def hand_over(
    store: Store,
    path: Path,
    site: str,
    to: Sequence[str],
    notes: Sequence[str] = (),
    remark: str = "",
    progress: Progress = lambda done, total: None,
    today: dt.date | None = None,
) -> HandedOver:
    """Makes the bundle `path` of the site `site`, with pages that can be read without the program.

    The notes chosen become shared in the moment in which the bundle is in its place, and cannot be taken back from
    then on; whatever ends it before that, they are private as they were.

    Args:
        to: the age recipients that it is for.
        notes: the uids of those private notes of `plan` that go along.
        remark: a line for whoever takes over.
        progress: told thousandths done, and a thousand.

    Raises:
        BadInput, NotFound: the site, a key, a note or the remark is not right, or a note was changed meanwhile.
        StoreUnusable: the disk does not take the bundle.
        Cancelled: `progress` raised it.
        Whatever is raised, nothing of the bundle stays, and the notes are private.
    """
    if not to:
        raise BadInput(_("Say who takes over: choose a colleague, or give the key of one."))
    packing.recipients_of(to)
    asked = plan(store, site, lambda done, total: progress(0, ALL))
    chosen = tuple(dict.fromkeys(notes))
    _require_notes(asked, chosen)
    require_place(path)
    told = handover_pages.Told(
        site, [one.uid for one in asked.leaving.records], chosen, remark, today or dt.date.today()
    )
    along = _share_notes(store, site, chosen)
    readable = handover_pages.pages(store, told, part(progress, 0, _PAGES))
    rest = part(progress, _PAGES, ALL)
    return HandedOver(packing.share(store, path, Choice(sites=(site,)), to, "", remark, readable, rest, along), chosen)


def _promises(reading: Reading, leaving: Plan) -> list[tuple[str, Promise]]:
    """The owner of each open commitment that leaves, and the commitment, first due first."""
    wanted = [one.uid for one in leaving.records if one.kind == "commitment" and not one.deleted]
    found = [seen for chunk in chunks(wanted) for seen in shared.records(reading, chunk).values()]
    waiting = [seen for seen in found if seen.fields.get("status") in lists.WAITING]
    names: dict[str, str] = {}
    for chunk in chunks({str(seen.fields.get("owner") or "") for seen in waiting}):
        names |= naming.titles(reading, chunk)
    made = [_promise(seen, names) for seen in waiting]
    return sorted(made, key=lambda pair: (pair[1].due or "9999", pair[1].uid))


def _promise(seen: Record, names: dict[str, str]) -> tuple[str, Promise]:
    owner, what, due = (str(seen.fields.get(name) or "") for name in ("owner", "what", "due"))
    return owner, Promise(seen.uid, what, names.get(owner, ""), due)


def _notes(reading: Reading, site: str, people: Sequence[str]) -> tuple[PrivateNote, ...]:
    uids = dict.fromkeys(lists.pointing(reading, site, "note", "sites"))
    for person in people:
        uids |= dict.fromkeys(lists.pointing(reading, person, "note", "people"))
    found: list[PrivateNote] = []
    for chunk in chunks(uids):
        named = {uid: name for uid, name in lists.names(reading, chunk).items() if name.private}
        items = lists.items(reading, "note", named)
        about = {one.uid: [*(one.fields.get("people") or ()), *(one.fields.get("sites") or ())] for one in items}
        titles = naming.titles(reading, {uid for linked in about.values() for uid in linked})
        found += [
            PrivateNote(uid, name.title, name.day or "", tuple(titles[to] for to in about[uid] if to in titles))
            for uid, name in named.items()
        ]
    return tuple(sorted(found, key=lambda note: (note.day, note.uid), reverse=True))


def _require_notes(asked: HandoverPlan, chosen: Sequence[str]) -> None:
    known = {note.uid for note in asked.notes}
    for uid in chosen:
        if uid not in known:
            refusal = _("“{uid}” is no private note about this site or its people. Look it up with list or search.")
            raise BadInput(refusal.format(uid=uid))


def _share_notes(store: Store, site: str, notes: Sequence[str]) -> Along:
    """What shares the notes, as notes of this site too, so that they come with it; nothing of it is written yet."""
    if not notes:
        return NOTHING_ALONG
    with store.write() as transaction, transaction.tried() as made:
        for uid in notes:
            seen = transaction.look(uid)
            sites = seen.fields.get("sites", []) if seen else []
            records.put(transaction, "note", {"sites": sorted({*sites, site})}, uid, scope="shared")
        seen_of = {revision.id for one in made for revision in transaction.history(one.uid)}
    return Along(tuple(made), frozenset(seen_of))

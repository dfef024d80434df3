"""A charter as a file to hand on, sign and hang on the wall: made from what may be shared and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from pathlib import Path

from isp_desktop.db import shared
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.charter import (
    FUNCTIONS,
    HOLDS,
    SECTIONS,
    SIGNED,
    Answer,
    digest,
    latest,
    signing,
    state_of,
)
from isp_desktop.domain.charter_drift import Member
from isp_desktop.domain.charter_text import PrintedCharter, PrintedSection
from isp_desktop.domain.errors import BadInput, NotFound
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record
from isp_desktop.domain.vocabulary import CHARTER_STATES, SIGN_OFFS
from isp_desktop.services import outputs
from isp_desktop.services.charters.passages import day_of, linked, passages
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.preview import Preview, file_name
from isp_desktop.services.shared_words import conflict_note
from isp_desktop.services.summary import Format, letters_not_shown, written

_LINKS = frozenset({*FUNCTIONS, "sponsor"})


def gather(store: Store, uid: str, today: dt.date | None = None) -> PrintedCharter:
    """All that the printed charter `uid` says, made from shared revisions alone.

    Raises:
        NotFound: there is no such charter, or nothing of it may be shared.
        BadInput: the record is no charter.
    """
    with store.read() as reading:
        return _Gathered(reading, _charter(reading, uid), today or dt.date.today()).printed()


def write(store: Store, uid: str, form: Format, template: Path | None = None) -> bytes:
    """The charter `uid` as a file's content, in Word by the organization's `template` where one is given.

    Raises as `gather` does, and:
        BadInput: the template cannot be used.
    """
    from isp_desktop.services.summary.charter_outline import charter_outline

    return written(charter_outline(gather(store, uid)), form, template if form == "docx" else None)


def save(store: Store, uid: str, form: Format, path: Path, template: Path | None = None) -> None:
    """Puts the charter `uid` into the file `path`. Raises as `write` does, and:

    StoreUnusable: the disk or the folder does not allow it.
    """
    outputs.save_file(path, write(store, uid, form, template))


def preview(store: Store, uid: str, ppi: float = 144.0) -> Preview:
    """The charter `uid` as pictures of `ppi` pixels an inch; raises as `gather` does."""
    from isp_desktop.services.summary.as_pages import as_pages
    from isp_desktop.services.summary.charter_outline import charter_outline

    made = gather(store, uid)
    content = charter_outline(made)
    version = _("version {n}").format(n=made.version) if made.version else ""
    name = file_name(f"{made.title.replace(':', '')} {version}")
    text = written(content, "md").decode()
    pages = tuple(as_pages(content, ppi))
    return Preview(made.title, name, pages, text, made.conflict_note, letters_not_shown(content))


class _Gathered:
    """What is shared of a charter and its team."""

    def __init__(self, reading: Reading, charter: Record, today: dt.date) -> None:
        self._reading, self._charter, self._own, self._today = reading, charter, charter.fields, today
        self._team = str(self._own.get("team") or "")

    def printed(self) -> PrintedCharter:
        """The whole of it."""
        team = self._records([self._team]).get(self._team)
        sites = self._names((team.fields.get("sites") or ()) if team else ())
        members = self._members()
        agreed = day_of(self._own, "agreed_on")
        return PrintedCharter(
            team=str((team.fields if team else self._own).get("name") or ""),
            version=int(self._own.get("version") or 1) if self._team else 0,
            sites=tuple(sorted(sites.values())),
            state=self._state(),
            day=agreed or self._today,
            author=", ".join(self._charter.authors),
            sections=tuple(self._sections(members)),
            signatures=tuple(self._signatures(members)),
            conflict_note=conflict_note(self._charter),
        )

    def _records(self, uids: Iterable[str]) -> dict[str, Record]:
        found = shared.records(self._reading, {uid for uid in uids if uid})
        return {uid: one for uid, one in found.items() if one.life != "deleted"}

    def _names(self, uids: Iterable[str]) -> dict[str, str]:
        return {uid: str(one.fields.get("name") or "") for uid, one in self._records(uids).items()}

    def _state(self) -> str:
        state, agreed = state_of(self._own), str(self._own.get("agreed_on") or "")
        if state in HOLDS and agreed:
            return _("Agreed on {day}").format(day=day_in_words(agreed))
        return _(CHARTER_STATES[state])

    def _members(self) -> list[Member]:
        """Who sits in the team on the day of the charter, and is shared by name."""
        there = [one.fields for one in shared.pointing(self._reading, self._team, "membership", "team")]
        names = self._names(str(own.get("person") or "") for own in there)
        told = [
            Member(person, names[person], *(str(own.get(name) or "") for name in ("role", "joined", "left")))
            for own in there
            for person in (str(own.get("person") or ""),)
            if names.get(person)
        ]
        day = (day_of(self._own, "agreed_on") or self._today).isoformat()
        here = {one.person: one for one in told if one.is_there(day)}
        return sorted(here.values(), key=lambda one: one.name)

    def _sections(self, members: list[Member]) -> Iterable[PrintedSection]:
        names = self._names(linked(self._own))
        own = {name: _named(value, names) if name in _LINKS else value for name, value in self._own.items()}
        people = tuple((one.name, one.role) for one in members)
        for section in SECTIONS:
            told, beside = passages(section, own, names), people if section.key == "roles" else ()
            if told or beside:
                yield PrintedSection(_(section.label), told, beside)

    def _signatures(self, members: list[Member]) -> Iterable[tuple[str, str, str]]:
        """Each member with what they signed of the text as it reads now; with room to sign for the others."""
        answers, text = self._answers(), digest(self._own)
        for one in members:
            said = answers.get(one.person)
            if said is not None and signing(said, text) in SIGNED:
                yield one.name, _(SIGN_OFFS[said.answer]), day_in_words(said.date)
            else:
                yield one.name, "", ""

    def _answers(self) -> Mapping[str, Answer]:
        told = shared.pointing(self._reading, self._charter.uid, "sign_off", "charter")
        names = ("person", "answer", "date", "read")
        return latest(Answer(one.uid, *(str(one.fields.get(name) or "") for name in names)) for one in told)


def _named(value: object, names: Mapping[str, str]) -> object:
    """A value of a link, without whoever is not shared by name."""
    if isinstance(value, list):
        return [uid for uid in value if uid in names]
    return value if value in names else None


def _charter(reading: Reading, uid: str) -> Record:
    found = shared.records(reading, [uid]).get(uid)
    if found is None or found.life == "deleted":
        raise NotFound(_("Nothing of this charter is shared yet. Share it first, then print it."))
    if found.kind != "charter":
        raise BadInput(_("The record {uid} is of the kind “{kind}”, no charter.").format(uid=uid, kind=found.kind))
    return found

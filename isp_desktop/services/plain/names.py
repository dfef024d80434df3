"""What records are called in plain files, and the names of their pages and files.

No name from a record ever becomes a path as it stands: a name is made of small letters, digits and hyphens, a uid and
an ending, so that every disk takes it and none takes it for something else.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePosixPath
from typing import Any

from isp_desktop.db.exchange import chunks
from isp_desktop.db.lists import Name, name_of
from isp_desktop.db.log import CHUNK
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading
from isp_desktop.db.whole import View
from isp_desktop.domain.record import Record
from isp_desktop.domain.values import fits, is_uid
from isp_desktop.services.answer_words import answer_words
from isp_desktop.services.naming import title_among, told_of

_LONGEST, _LONGEST_ENDING = 60, 8
_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Called:
    """A record that there is to see.

    Attributes:
        title: in full, on one line.
        page: its page, from the folder of all pages; "" for a deleted record, which has none.
    """

    title: str
    page: str = ""


class Titles:
    """What records are called as far as a view sees them, about the latest `most` of them remembered."""

    def __init__(self, reading: Reading, view: View, most: int = 20_000) -> None:
        self._reading = reading
        self._view = view
        self._most = most
        self._known: dict[str, Called | None] = {}

    def of(self, uid: str) -> str:
        """The title of one, "" where there is nothing to see of it."""
        called = self.get(uid)
        return called.title if called else ""

    def get(self, uid: str) -> Called | None:
        """One record, None where there is nothing to see of it."""
        if uid not in self._known:
            self.learn([uid])
        return self._known.get(uid)

    def learn(self, uids: Iterable[str]) -> None:
        """Looks up all of `uids` at once, which are likely to be asked for."""
        wanted = sorted({uid for uid in uids if uid not in self._known})
        for start in range(0, len(wanted), CHUNK):
            chunk = wanted[start : start + CHUNK]
            found = self._view.records(self._reading, chunk)
            self.meet(found)
            self._known |= {uid: None for uid in chunk if uid not in found}

    def meet(self, seen: Mapping[str, Record]) -> dict[str, Called]:
        """What the records `seen` are called."""
        names = {uid: name_of(one) for uid, one in seen.items()}
        linked = {
            uid: name_of(one)
            for chunk in chunks(told_of(names.values()))
            for uid, one in self._view.records(self._reading, chunk).items()
        }
        titles = {uid: title_among(name, linked) for uid, name in names.items()}
        titles |= {
            uid: one.title
            for uid, one in answer_words(partial(self._view.records, self._reading), names.values()).items()
        }
        met = {uid: _called(name, titles[uid]) for uid, name in names.items()}
        if len(self._known) > self._most:
            self._known = {}
        self._known |= met
        return met


def slug(text: str) -> str:
    """`text` as a part of a file's name: letters without accents, digits and hyphens; "" where none is left."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return _OTHER.sub("-", letters).strip("-")[:_LONGEST].strip("-")


def file_of(seen: Record) -> str:
    """The name of the file of a photo's or file's record, such as "2026-10-15-flip-chart-UID.jpg"."""
    given = PurePosixPath(str(seen.fields.get("name") or "").replace("\\", "/")).name
    stem, _dot, ending = given.rpartition(".") if "." in given else (given, "", "")
    day = slug(str(seen.fields.get("taken_on") or ""))
    ending = slug(ending).replace("-", "")[:_LONGEST_ENDING]
    return _joined(day, slug(stem), _own(seen.uid)) + (f".{ending}" if ending else "")


def folder_of(kind: str) -> str:
    """The name of a kind's folder and tables; a newer program's kind gets one that none of this program's can have."""
    if kind in kinds():
        return kind
    return _joined("newer", slug(kind), hashlib.sha256(kind.encode()).hexdigest()[:8])


def linked(fields: Mapping[str, Any], kind: str) -> list[str]:
    """The uids that a record of `kind` with these fields links to."""
    spec = kinds().get(kind)
    values = ((field, fields.get(field.name)) for field in spec.fields if field.to) if spec else ()
    return [
        uid
        for field, value in values
        if value and fits(field, value)
        for uid in (value if isinstance(value, list) else [value])
    ]


def _own(uid: str) -> str:
    # What a stranger's program calls a uid need not be one.
    return uid if is_uid(uid) else hashlib.sha256(uid.encode(errors="replace")).hexdigest()[:32]


def _joined(*parts: str) -> str:
    return "-".join(part for part in parts if part)


def _called(name: Name, title: str) -> Called:
    page = f"{folder_of(name.kind)}/{_joined(slug(name.day or name.title), _own(name.uid))}.md"
    return Called(" ".join(title.split()), "" if name.life == "deleted" else page)

"""The instruments that may be chosen for an assessment, and what they are called where several versions stand."""

from __future__ import annotations

from collections.abc import Iterable

from isp_desktop.db import lists
from isp_desktop.db.store import Reading
from isp_desktop.domain.language import _, number
from isp_desktop.domain.words import begin_in, beginnings

_MOST = 500


def choosable(reading: Reading, words: str) -> list[tuple[str, str]]:
    """Uid and name of the instruments in use whose names have all of `words`; of each the newest version first."""
    rows = lists.page(reading, "instrument", [("state", "in_use")], limit=_MOST)
    wanted = beginnings(words)
    found = [row for row in rows if not wanted or begin_in(_named(row), wanted)]
    found.sort(key=lambda row: (str(row.fields["name"] or "").casefold(), -int(row.fields["version"] or 1), row.uid))
    return [(row.uid, _named(row)) for row in found]


def with_versions(reading: Reading, uids: Iterable[str]) -> dict[str, str]:
    """What those of `uids` that are instruments are called."""
    return {row.uid: _named(row) for row in lists.items(reading, "instrument", list(uids))}


def _named(row: lists.Item) -> str:
    return _("{name}, version {n}").format(name=row.fields["name"] or "", n=number(int(row.fields["version"] or 1)))

"""Names like the one typed, where no word of the notebook begins that way: a slip of the finger is forgiven."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from isp_desktop.db import lists
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.words import fold
from isp_desktop.services.finding import Hit

SHORTEST = 3
"""Below three letters nearly every name is near."""

_LIKE = 78.0
_MOST = 20_000
_LAST = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class _Known:
    uid: str
    kind: str
    title: str
    private: bool


class NearNames:
    """The names of people, sites and all else that is known by its name, as they are now, ready for comparing.

    At most 20,000 of each kind are compared, so that a key is answered at once. To read them takes longer than that.
    """

    def __init__(self, store: Store) -> None:
        with store.read() as reading:
            self._known = [
                _Known(item.uid, item.kind, str(item.fields.get(name) or ""), item.private)
                for kind, name in _named().items()
                for item in lists.coming(reading, kind, "", _LAST, _MOST, (name,))
            ]
        self._forms = _Forms([one.title for one in self._known])

    def find(self, typed: str, leave_out: Iterable[str] = (), limit: int = 6) -> list[Hit]:
        """The records whose name is like `typed`, the nearest first; those with the uids `leave_out` are not."""
        out = set(leave_out)
        nearest = self._forms.nearest(typed, 4 * (limit + len(out)))
        hits = [self._known[at] for at in nearest if self._known[at].uid not in out]
        return [Hit(one.uid, one.kind, one.title, "", one.private) for one in hits[:limit]]


def are_named(changed: Iterable[str]) -> bool:
    """Whether any of the kinds `changed` is known by its name, so that the names are to be read anew."""
    return not _named().keys().isdisjoint(changed)


def _named() -> dict[str, str]:
    """The kinds that are known by one name, and the field that holds it."""
    return {spec.kind: spec.title[0] for spec in kinds().values() if spec.title == spec.order and not spec.within}


def like(typed: str, titles: Sequence[str], limit: int = 3) -> list[int]:
    """The places in `titles` of those like `typed`, the nearest first; whole or by one of their words."""
    return _Forms(titles).nearest(typed, limit)


class _Forms:
    """What of each title may have been typed: all of it, or one of its words."""

    def __init__(self, titles: Iterable[str]) -> None:
        # The window opens without it.
        from rapidfuzz import fuzz, process

        self._extract, self._ratio = process.extract, fuzz.ratio
        of_titles = [(form, at) for at, title in enumerate(titles) for form in _forms(fold(title))]
        self._forms = [form for form, _at in of_titles]
        self._of = [at for _form, at in of_titles]

    def nearest(self, typed: str, limit: int) -> list[int]:
        """The places of the titles like `typed` by their nearest `limit` forms, the nearest first."""
        asked = fold(" ".join(typed.split()))
        if len(asked) < SHORTEST:
            return []
        near = self._extract(asked, self._forms, scorer=self._ratio, score_cutoff=_LIKE, limit=limit)
        return list(dict.fromkeys(self._of[at] for _form, _score, at in near))


def _forms(name: str) -> set[str]:
    return {name, *(word for word in name.split() if len(word) >= SHORTEST)}

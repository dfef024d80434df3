"""Names like the one typed, where no word of the notebook begins that way: a slip of the finger is forgiven."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from isp_desktop.db import lists
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.words import fold
from isp_desktop.services.finding import Hit

SHORTEST = 3
"""Below three letters nearly every name is near."""

_LIKE = 78.0
_MOST = 20_000


@dataclass(frozen=True, slots=True)
class _Known:
    uid: str
    kind: str
    title: str
    private: bool


class NearNames:
    """The names of people, sites and all else that is known by its name, kept ready for comparing.

    At most 20,000 of each kind are compared, so that a key is answered at once.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kinds = tuple(spec.kind for spec in kinds().values() if spec.title == spec.order and not spec.within)
        self._known: list[_Known] | None = None
        self._forms: list[str] = []
        self._of_form: list[int] = []

    def forget(self, changed: Iterable[str]) -> None:
        """Names are read anew at the next question, if records of a kind that is known by its name changed."""
        if not set(self._kinds).isdisjoint(changed):
            self._known = None

    def find(self, typed: str, leave_out: Iterable[str] = (), limit: int = 6) -> list[Hit]:
        """The records whose name is like `typed`, the nearest first; those with the uids `leave_out` are not."""
        asked = fold(" ".join(typed.split()))
        if len(asked) < SHORTEST:
            return []
        known = self._names()
        out = set(leave_out)
        most = 4 * (limit + len(out))
        near = process.extract(asked, self._forms, scorer=fuzz.ratio, score_cutoff=_LIKE, limit=most)
        nearest = dict.fromkeys(self._of_form[at] for _, _, at in near)
        hits = [known[at] for at in nearest if known[at].uid not in out]
        return [Hit(one.uid, one.kind, one.title, "", one.private) for one in hits[:limit]]

    def _names(self) -> Sequence[_Known]:
        if self._known is None:
            with self._store.read() as reading:
                self._known = [
                    _Known(item.uid, item.kind, str(item.fields.get("name") or ""), item.private)
                    for kind in self._kinds
                    for item in lists.page(reading, kind, limit=_MOST)
                ]
            # The whole name, and each of its words, since often only one of them is typed.
            forms = [(form, at) for at, one in enumerate(self._known) for form in _forms(fold(one.title))]
            self._forms, self._of_form = [form for form, _ in forms], [at for _, at in forms]
        return self._known


def like(typed: str, titles: Sequence[str], limit: int = 3) -> list[int]:
    """The places in `titles` of those like `typed`, the nearest first; whole or by one of their words."""
    asked = fold(" ".join(typed.split()))
    forms = [(form, at) for at, title in enumerate(titles) for form in _forms(fold(title))]
    if len(asked) < SHORTEST:
        return []
    near = process.extract(asked, [form for form, _ in forms], scorer=fuzz.ratio, score_cutoff=_LIKE, limit=limit)
    return list(dict.fromkeys(forms[at][1] for _, _, at in near))


def _forms(name: str) -> set[str]:
    return {name, *(word for word in name.split() if len(word) >= SHORTEST)}

"""Finding, naming and making the records that an editor links to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from isp_desktop.db import lists
from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.store import Store
from isp_desktop.domain.language import _
from isp_desktop.domain.lines import Line
from isp_desktop.domain.words import begin_in, beginnings, is_single_letter
from isp_desktop.services import lines, naming, visiting
from isp_desktop.services.capacity.choosing import choosable, with_versions
from isp_desktop.services.editing import Edit
from isp_desktop.services.records import new_uid

# Of those that the other words find, so many are looked at for one that begins with the last letter, too.
_LOOKED_THROUGH = 200


@dataclass(frozen=True, slots=True)
class Offer:
    """A record that can be linked, and what tells it from others of its name."""

    uid: str
    title: str
    detail: str = ""


class Linker:
    """What one editor links to. Records made on the spot are kept here, and written only with what links to them.

    Attributes:
        made: uid, kind and name of each record made on the spot, as JSON.
    """

    def __init__(self, store: Store, made: Iterable[Mapping[str, str]] = ()) -> None:
        self._store = store
        self.made: list[dict[str, str]] = []
        self._titles: dict[str, str] = {}
        self._people_of: dict[str, frozenset[str]] = {}
        self.begin_again(made)

    def begin_again(self, made: Iterable[Mapping[str, str]]) -> None:
        """Goes on with other records made on the spot, as after a draft was discarded."""
        self.made = [dict(one) for one in made]
        self.forget()

    def usual_activities(self) -> list[str]:
        """The codes of the activities that are offered first."""
        return visiting.usual_activities(self._store)

    def offers_of(self, kinds: Sequence[str], words: str, limit: int, near: str = "") -> list[Offer]:
        """The same of several kinds, by turns: the best of each come first."""
        each = [self.offers(kind, words, limit, near) for kind in kinds]
        by_turns = [found[at] for at in range(limit) for found in each if at < len(found)]
        return by_turns[:limit]

    def offers(self, kind: str, words: str, limit: int, near: str = "") -> list[Offer]:
        """What is found under `words`, or without words the head of the list; people of the site `near` come first."""
        if kind == "instrument":
            # A draft asks nothing yet, and what is retired asks nothing any more.
            with self._store.read() as reading:
                return [Offer(uid, title) for uid, title in choosable(reading, words)][:limit]
        fresh = [Offer(one["uid"], one["name"], _("New")) for one in self._made_of(kind, words)]
        if words:
            found = self._matching(kind, words, 2 * limit if near else limit)
            here = self._of_site(near) if near and kind == "person" else frozenset()
            found = sorted(found, key=lambda line: line.uid not in here)
        else:
            close = lines.pointing(self._store, near, "person", "sites", limit) if near and kind == "person" else []
            rest = lines.page(self._store, kind, limit=limit)
            found = list({line.uid: line for line in (*close, *rest)}.values())
        known = [Offer(line.uid, _title(line.title, line.day), line.second) for line in found]
        return [*fresh, *known][:limit]

    def _matching(self, kind: str, words: str, limit: int) -> list[Line]:
        """What is found under `words`, the last of which may be a beginning of one letter: "Alder R" is Alder Road.

        The index looks for one letter behind other words as for a word; so it is asked for the others alone.
        """
        *before, last = words.split() or [""]
        if not before or not is_single_letter(last):
            return lines.matching(self._store, kind, words, limit)
        wanted = beginnings(words)
        found = lines.matching(self._store, kind, " ".join(before), _LOOKED_THROUGH)
        return [line for line in found if begin_in(line.title, wanted)][:limit]

    def _of_site(self, site: str) -> frozenset[str]:
        if site not in self._people_of:
            with self._store.read() as reading:
                self._people_of[site] = frozenset(lists.pointing(reading, site, "person", "sites"))
        return self._people_of[site]

    def _made_of(self, kind: str, words: str) -> list[dict[str, str]]:
        asked = words.casefold()
        return [one for one in self.made if one["kind"] == kind and asked in one["name"].casefold()]

    def title(self, uid: str) -> str:
        """What a record is called."""
        if uid not in self._titles:
            self._titles |= self._look_up([uid])
        return self._titles[uid]

    def _look_up(self, uids: Sequence[str]) -> dict[str, str]:
        made = {one["uid"]: one["name"] for one in self.made}
        with self._store.read() as reading:
            known = naming.titles(reading, uids) | with_versions(reading, uids)
        return {uid: made.get(uid) or known.get(uid) or _("Not in this notebook") for uid in uids}

    def know(self, uids: Iterable[str]) -> None:
        """Looks up the names of many records at once."""
        wanted = [uid for uid in uids if uid and uid not in self._titles]
        if wanted:
            self._titles |= self._look_up(wanted)

    def forget(self) -> None:
        """Names may have changed: they are looked up again."""
        self._titles.clear()
        self._people_of.clear()

    def can_make(self, kind: str) -> bool:
        """Whether a name is all that a new record of `kind` needs."""
        spec = kind_named(kind)
        needed = [field.name for field in spec.fields if field.required]
        return needed == ["name"]

    def make(self, kind: str, name: str) -> Offer:
        """A new record, to be written when what links to it is."""
        made = {"uid": new_uid(), "kind": kind, "name": " ".join(name.split())}
        self.made.append(made)
        return Offer(made["uid"], made["name"])

    def edits(self, used: Iterable[str], site: str = "") -> list[Edit]:
        """The made records among `used`, to be saved; new people are of the site `site`."""
        wanted = set(used)
        edits = []
        for one in self.made:
            if one["uid"] in wanted:
                fields: dict[str, Any] = {"name": one["name"]}
                if one["kind"] == "person" and site:
                    fields["sites"] = [site]
                edits.append(Edit.new(self._store, one["kind"], one["uid"], fields))
        return sorted(edits, key=lambda edit: edit.kind != "site")

    def settle(self, used: Iterable[str]) -> None:
        """Forgets the made records among `used`: they are saved now."""
        wanted = set(used)
        self.made = [one for one in self.made if one["uid"] not in wanted]


def _title(title: str, day: str) -> str:
    return f"{title}, {naming.day_in_words(day)}" if day and dt.date.fromisoformat(day) else title

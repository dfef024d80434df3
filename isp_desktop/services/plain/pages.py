"""One Markdown page a record: its fields, what it links to, what came from it, and what still waits to be settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

import msgspec

from isp_desktop.db import whole
from isp_desktop.db.lists import name_of
from isp_desktop.db.log import CHUNK
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading
from isp_desktop.db.whole import View
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record
from isp_desktop.domain.revision import Revision
from isp_desktop.domain.values import fits
from isp_desktop.services import naming, wording
from isp_desktop.services.answer_words import AnswerWords, answer_words
from isp_desktop.services.export import private_names
from isp_desktop.services.plain.names import Called, Titles, linked
from isp_desktop.services.plain.words import written
from isp_desktop.services.summary.as_markdown import in_line

# The last second that computers can say the day of.
_LAST_S = 253_402_300_799
_FROM_VISITS = ("commitment", "change", "attachment")


class Pages:
    """Makes the pages of records, some hundreds at a time."""

    def __init__(self, reading: Reading, view: View, titles: Titles) -> None:
        self._reading = reading
        self._view = view
        self._titles = titles
        self._answers: dict[str, AnswerWords] = {}

    def of(self, seen: Mapping[str, Record], files: Mapping[str, str]) -> Iterator[tuple[str, bytes]]:
        """The place of each page, from the folder of all, and its content.

        Args:
            files: the place of each file of these records, from the folder of all; "" for one that is not here.
        """
        called = self._titles.meet(seen)
        self._answers = answer_words(partial(self._view.records, self._reading), map(name_of, seen.values()))
        self._titles.learn(uid for one in seen.values() for uid in _all_linked(one))
        came = self._came_from({uid for uid, one in seen.items() if one.kind == "visit"})
        for uid, one in seen.items():
            parts = self._parts(one, called[uid], files.get(uid), came.get(uid, ()))
            yield (
                f"pages/{called[uid].page}",
                ("\n\n".join(part for part in parts if part) + "\n").encode(errors="replace"),
            )

    def _came_from(self, visits: set[str]) -> dict[str, list[tuple[str, Called]]]:
        """Kind and name of what came from each visit, as far as the view sees it."""
        found: dict[str, list[tuple[str, Called]]] = {}
        pairs = whole.pointing(self._reading, visits, "visit") if visits else []
        for start in range(0, len(pairs), CHUNK):
            seen = self._view.records(self._reading, [source for _to, source in pairs[start : start + CHUNK]])
            called = self._titles.meet(seen)
            for uid, one in seen.items():
                visit = str(one.fields.get("visit"))
                if one.kind in _FROM_VISITS and one.life != "deleted" and visit in visits:
                    found.setdefault(visit, []).append((one.kind, called[uid]))
        return found

    def _parts(
        self, seen: Record, called: Called, file: str | None, came: Sequence[tuple[str, Called]]
    ) -> Iterator[str]:
        spec = kinds().get(seen.kind)
        hidden = private_names(seen, spec) if self._view.private else set[str]()
        yield f"# {in_line(called.title)}"
        yield from _notices(seen)
        known = [(field, field.name) for field in spec.fields] if spec else []
        foreign = [(None, name) for name in seen.fields if spec is None or name not in spec.by_name]
        there = [(field, name) for field, name in [*known, *foreign] if name in seen.everything]
        long = [(field, name) for field, name in there if field is not None and field.type == "text"]
        short = [pair for pair in there if pair not in long and not (pair[0] and pair[0].type == "attachment")]
        facts = [_fact(_("Kind"), _(spec.label) if spec else in_line(seen.kind))]
        facts += [_fact(_label(*pair, hidden), self._own(seen, *pair, seen.everything[pair[1]])) for pair in short]
        yield "\n".join([*facts, *_file_line(file), *_told(seen)])
        for field, name in long:
            yield f"## {_label(field, name, hidden)}"
            value = seen.everything[name]
            # What the program wrote is told in words, as everywhere else.
            yield written(self._by_program(seen, field, value) if field and field.by_program else str(value))
        yield from _from_it(came)
        yield from self._waiting(seen)

    def _own(self, seen: Record, field: FieldSpec | None, name: str, value: Any) -> str:
        """A value of the record `seen`, an answer's by what its instrument calls it."""
        words = self._answers[seen.uid].told(name, value, seen) if seen.uid in self._answers else None
        return self._value(field, value) if words is None else in_line(", ".join(words.split("\n")))

    def _by_program(self, seen: Record, field: FieldSpec, value: Any) -> str:
        words = self._answers[seen.uid].told(field.name, value, seen) if seen.uid in self._answers else None
        return wording.in_words(field, value, {}) if words is None else words

    def _value(self, field: FieldSpec | None, value: Any) -> str:
        if field is None or not fits(field, value):
            foreign = value if isinstance(value, str) else msgspec.json.encode(value).decode()
            return in_line(" ".join(foreign.split()))
        if field.to:
            uids = value if isinstance(value, list) else [value]
            return ", ".join(_link(self._titles.get(uid)) for uid in uids)
        return in_line(wording.in_words(field, value, {}))

    def _waiting(self, seen: Record) -> Iterator[str]:
        """Every version of what was changed twice at once, latest first."""
        spec = kinds().get(seen.kind)
        if seen.conflicts:
            yield f"## {_('Not settled yet')}"
        for name, heads in seen.conflicts.items():
            field = spec.by_name.get(name) if spec else None
            yield f"### {in_line(wording.label_of(field, name))}"
            yield "\n".join(f"- {_by(head)} {self._version(seen, field, head, name)}" for head in heads)

    def _version(self, seen: Record, field: FieldSpec | None, head: Revision, name: str) -> str:
        value = head.fields.get(name)
        return _("nothing") if value is None else " ".join(self._own(seen, field, name, value).split())


def _all_linked(seen: Record) -> Iterable[str]:
    yield from linked(seen.fields, seen.kind)
    for name, heads in seen.conflicts.items():
        for head in heads:
            yield from linked({name: head.fields.get(name)}, seen.kind)


def _notices(seen: Record) -> Iterator[str]:
    if seen.is_private:
        yield "> " + _("Private: this was never shared with anybody.")
    if seen.life == "contested":
        yield "> " + _("Somebody deleted this while somebody else changed it. It is not settled yet.")
    if seen.conflicts:
        told = _("Different versions wait to be settled. The latest is shown here; all of them stand at the end.")
        yield "> " + told


def _told(seen: Record) -> Iterator[str]:
    yield _fact(_("Written by"), in_line(", ".join(seen.authors)))
    yield _fact(_("Last changed"), _day(seen.changed_ms))


def _file_line(file: str | None) -> Iterator[str]:
    if file is not None:
        there = f"[{file}](../../{file})"
        yield _fact(_("File"), there if file else _("The file itself is not in this notebook."))


def _from_it(came: Sequence[tuple[str, Called]]) -> Iterator[str]:
    for kind in _FROM_VISITS:
        if own := [called for of, called in came if of == kind]:
            yield f"## {_(kinds()[kind].plural)}"
            yield "\n".join(f"- {_link(called)}" for called in own)


def _fact(label: str, value: str) -> str:
    return f"- **{label}:** {value}"


def _label(field: FieldSpec | None, name: str, hidden: set[str]) -> str:
    label = in_line(wording.label_of(field, name))
    return _("{label} (private)").format(label=label) if name in hidden else label


def _link(called: Called | None) -> str:
    if called is None:
        return _("a record that is not in this notebook")
    title = in_line(called.title)
    return f"[{title}](../{called.page})" if called.page else _("{title} (deleted)").format(title=title)


def _by(head: Revision) -> str:
    return _("{who}, {day}:").format(who=in_line(head.author), day=_day(head.clock[0]))


def _day(ms: int) -> str:
    """The day of a clock, which may be anybody's."""
    moment = dt.datetime.fromtimestamp(min(max(ms, 0) / 1000, _LAST_S), dt.UTC)
    return naming.day_in_words(moment.date().isoformat())

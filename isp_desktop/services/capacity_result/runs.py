"""The runs of a subject: what each asked, what was answered, and which may be compared with which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import cast

from msgspec import Struct

from isp_desktop.domain import instrument as forms
from isp_desktop.domain import scoring
from isp_desktop.domain.capacity_result import Compares
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.instrument import Instrument, Item, walk
from isp_desktop.domain.language import _, number
from isp_desktop.domain.scoring import Comparison, Method, Profile, Rated
from isp_desktop.domain.vocabulary import SCORINGS
from isp_desktop.services.capacity_result.source import Seen, Source

_METHOD: Method = "mean"


class Asked(Struct, frozen=True):
    """An instrument as it is read, once for all runs that used it.

    Attributes:
        digest: of its questions as they are by now.
    """

    record: Seen
    form: Instrument
    rated: tuple[Rated, ...]
    digest: str

    @property
    def name(self) -> str:
        """What it is called, with its version."""
        version = self.record.whole("version")
        name = self.record.text("name") or _("Instrument without a name")
        return _("{name}, version {n}").format(name=name, n=number(version)) if version is not None else name

    @property
    def method(self) -> Method:
        """How scores are made of ratings."""
        method = self.record.text("scoring")
        return cast("Method", method) if method in SCORINGS else _METHOD

    @property
    def least_answered(self) -> int:
        """In percent."""
        return self.record.whole("least_answered") or 0


class RunRead(Struct, frozen=True):
    """A run with its answers.

    Attributes:
        asked: None where its instrument is not here, or cannot be read.
        answers: the answer records, by the path of their item.
        rated: the items with a scale that were asked: those that an answer made irrelevant are left out.
    """

    record: Seen
    day: dt.date
    asked: Asked | None
    answers: Mapping[str, Seen]
    rated: tuple[Rated, ...]

    @property
    def values(self) -> dict[str, str]:
        """The answer to each item, where there is one."""
        return {path: value for path, one in self.answers.items() if (value := one.text("value"))}

    @property
    def is_as_asked(self) -> bool:
        """Whether the instrument still asks what was asked then."""
        asked = self.record.text("questions")
        return self.asked is not None and (not asked or asked == self.asked.digest)

    def profile(self, paths: Iterable[str] | None = None) -> Profile:
        """Its scores, over the items with these paths alone if they are given."""
        wanted = None if paths is None else set(paths)
        chosen = [one for one in self.rated if wanted is None or one.path in wanted]
        method, least = self.rules
        return scoring.profile(chosen, self.values, method, least)

    @property
    def rules(self) -> tuple[Method, int]:
        """How it is scored."""
        return (_METHOD, 0) if self.asked is None else (self.asked.method, self.asked.least_answered)


class Instruments:
    """Reads each instrument once.

    Args:
        source: where from.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._known: dict[str, Asked | None] = {}

    def of(self, uid: str) -> Asked | None:
        """The instrument with this uid; None where it is not here or cannot be read."""
        if uid not in self._known:
            self._known[uid] = self._read(uid)
        return self._known[uid]

    def _read(self, uid: str) -> Asked | None:
        record = self._source.records("instrument", [uid]).get(uid)
        content = record.text("content") if record is not None else ""
        if record is None or not content:
            return None
        try:
            form = forms.from_json(content)
        except BadInput:
            return None
        return Asked(record, form, scoring.rated_items(form), sha256(content.encode()).hexdigest())


def read(source: Source, instruments: Instruments, record: Seen) -> RunRead:
    """A run with its answers."""
    asked = instruments.of(record.text("instrument"))
    answers = {one.text("item"): one for one in source.pointing(record.uid, "answer", "assessment")}
    rated = asked.rated if asked is not None else ()
    if asked is not None and any(item.relevant for _path, item in walk(asked.form.items)):
        rated = _relevant(asked, answers)
    return RunRead(record, day_of(record), asked, answers, rated)


def day_of(record: Seen) -> dt.date:
    """The day of an assessment; the first of all where it has none."""
    day = record.text("date")
    return dt.date.fromisoformat(day) if day else dt.date.min


def _relevant(asked: Asked, answers: Mapping[str, Seen]) -> tuple[Rated, ...]:
    """The rated items that the answers leave to be asked."""
    # Expressions of forms take a while to load, and most instruments have none.
    from isp_desktop.services.instruments import Filling

    given = {path: one.text("value") for path, one in answers.items() if one.text("value")}
    try:
        filling = Filling(asked.form, given, dt.date.today())
        return tuple(one for one in asked.rated if filling.relevant(one.path))
    except (BadInput, KeyError):
        return asked.rated


def compares(run: RunRead, own: RunRead) -> tuple[Compares, int]:
    """How a run compares with `own`, and of how many items both have where these alone are compared.

    Where the text of an instrument is another by now than what was asked, nothing is compared.
    """
    if run is own:
        return "same", 0
    if run.asked is None or own.asked is None or not run.is_as_asked or not own.is_as_asked:
        return "apart", 0
    if run.asked.digest == own.asked.digest:
        return "same", 0
    pairs = scoring.in_common(run.rated, own.rated)
    # Over fewer than half of its items it would be another instrument that is compared.
    return ("mapped", len(pairs)) if 2 * len(pairs) >= len(own.rated) > 0 else ("apart", 0)


def comparison(before: RunRead, own: RunRead) -> Comparison:
    """Two runs that compare, over what they have in common."""
    return scoring.compare(before.rated, own.rated, before.values, own.values, *own.rules)


def in_common(runs: Sequence[RunRead], own: Sequence[Rated]) -> list[str]:
    """The paths of the items of `own` that all of `runs` have, too; a run that has none of them asks for nothing."""
    paths = [one.path for one in own]
    for run in runs:
        there = {mine.path for _other, mine in scoring.in_common(run.rated, own)}
        paths = [path for path in paths if path in there] if there else paths
    return paths


def over(run: RunRead, own: RunRead, paths: Sequence[str]) -> Profile:
    """The scores of a run over the items of `own` with these paths, by the tags and weights of `own`."""
    if run.record.uid == own.record.uid:
        return own.profile(paths)
    wanted = set(paths)
    kept = own_items(own, wanted)
    return scoring.compare(run.rated, kept, run.values, own.values, *own.rules).before


def own_items(own: RunRead, wanted: set[str]) -> list[Rated]:
    """The rated items of a run with these paths."""
    return [one for one in own.rated if one.path in wanted]


def asked_items(run: RunRead) -> list[tuple[str, str, Item]]:
    """Path, section and item of all that was asked in a run, in the order of the form; of repeats nothing."""
    if run.asked is None:
        return []
    form, found = run.asked.form, list[tuple[str, str, Item]]()
    repeats = {path for path, item in walk(form.items) if item.kind == "repeat"}
    left_out = {one.path for one in run.asked.rated} - {one.path for one in run.rated}
    for path, item in walk(form.items):
        is_repeated = any(path[:at] in repeats for at in range(1, len(path)))
        name = "/".join(path)
        if item.kind not in forms.UNASKED and not is_repeated and name not in left_out:
            found.append((name, path[0] if len(path) > 1 else "", item))
    return found

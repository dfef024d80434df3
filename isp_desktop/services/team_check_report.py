"""The result of a team check for the team, as a file: made from what is shared and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from isp_desktop.db import shared
from isp_desktop.db.store import Reading, Store
from isp_desktop.domain.errors import NotFound
from isp_desktop.domain.language import _, counted, in_sentence, number, spoken
from isp_desktop.domain.record import Record
from isp_desktop.domain.team_check import Finding, Rated
from isp_desktop.domain.vocabulary import COMMITMENT_STATES
from isp_desktop.services import outputs, team_check_view, team_checks
from isp_desktop.services.naming import day_in_words
from isp_desktop.services.summary import Format, written
from isp_desktop.services.summary.clean import one_line
from isp_desktop.services.summary.dates import locale_of, long_date, plain_date
from isp_desktop.services.summary.notes import read
from isp_desktop.services.summary.outline import Fact, Outline, Part
from isp_desktop.services.summary.tree import Block, Paragraph, Table, items, plain
from isp_desktop.services.team_checks import Result


@dataclass(frozen=True, slots=True)
class _Shared:
    """What of a check is shared: with its team, the checks of that team, and what was promised because of it."""

    own: Result
    team: str
    results: Sequence[Result]
    promises: Sequence[Record]
    owners: dict[str, str]


def save(store: Store, uid: str, form: Format, path: Path) -> None:
    """Puts the result of the check `uid` into the file `path`. Raises as `outline` does, and:

    StoreUnusable: the disk or the folder does not allow it.
    """
    outputs.save_file(path, written(outline(store, uid), form))


def outline(store: Store, uid: str, locale: str = "") -> Outline:
    """What the result of the check `uid` says, in the language that holds, with the days of `locale`.

    Raises:
        NotFound: there is no such check, or nothing of it is shared.
        BadInput: its ratings cannot be read.
    """
    with store.read() as reading:
        found = _gather(reading, uid)
    place, day = locale_of(locale or spoken()), found.own.day
    answers = counted("{n}, without names", "{n}, without names", found.own.answers)
    other = team_check_view.not_beside(found.results, found.own)
    return Outline(
        title=_("Team check: {team}").format(team=one_line(found.team)),
        language=str(place).replace("_", "-"),
        author="",
        site=one_line(found.team),
        day=day.isoformat(),
        date=plain_date(day, place),
        when=long_date(day, place),
        facts=(Fact(_("Team"), plain(one_line(found.team))), Fact(_("Answers"), plain(answers))),
        notice=team_check_view.apart_words(other) if other else "",
        parts=tuple(part for part in _parts(found) if part.blocks),
        compact=True,
    )


def _gather(reading: Reading, uid: str) -> _Shared:
    check = shared.records(reading, [uid]).get(uid)
    if check is None or check.kind != "team_check" or check.life == "deleted":
        raise NotFound(_("There is no such team check, or nothing of it is shared."))
    team = str(check.fields.get("team") or "")
    named = shared.records(reading, [team]).get(team)
    others = shared.pointing(reading, team, "team_check", "team")
    promises = shared.pointing(reading, uid, "commitment", "team_check")
    people = shared.records(reading, {str(one.fields.get("owner") or "") for one in promises})
    return _Shared(
        own=team_checks.result_of(uid, check.fields),
        team=str(named.fields.get("name") or "") if named else _("A team that is not in this notebook"),
        results=team_checks.readable((one.uid, one.fields) for one in others)[0],
        promises=sorted(promises, key=lambda one: str(one.fields.get("due") or "9999")),
        owners={one.uid: str(one.fields.get("name") or "") for one in people.values()},
    )


def _parts(found: _Shared) -> Iterator[Part]:
    rated = found.own.rated
    yield Part(_("What was rated"), tuple(_ratings(found.own)))
    yield Part(_("Strengths"), tuple(_standing(rated, "strength")))
    yield Part(_("To work on"), tuple(_standing(rated, "work", "apart")))
    courses = team_check_view.courses(found.results, found.own)
    yield Part(_("Over time"), _listed([team_check_view.course_words(one) for one in courses]))
    yield Part(_("What was said of it"), read(found.own.talked))
    yield Part(_("What to improve"), _listed([_promise(one, found.owners) for one in found.promises]))


def _ratings(own: Result) -> Iterator[Block]:
    if own.rated:
        scale = [number(at) for at in range(1, len(own.rated[0].counts) + 1)]
        header = (_("Sentence"), *scale, _("Mean"))
        yield Table(
            header=tuple(map(plain, header)),
            rows=tuple(_row(one) for one in own.rated),
            align=("", *("right" for _one in scale), ""),
            weights=(10, *(1 for _one in scale), 5),
        )
    words = [f"{number(at)} {word}" for at, word in enumerate(team_check_view.scale(own), 1) if word]
    if words:
        yield plain(", ".join(words))
    hidden = team_check_view.not_shown(own)
    yield from _listed([f"{question.label}: {team_check_view.too_few_words()}" for question in hidden])


def _row(rated: Rated) -> tuple[Paragraph, ...]:
    told = (one_line(rated.question.text), *map(number, rated.counts), team_check_view.mean_words(rated))
    return tuple(map(plain, told))


def _standing(rated: Sequence[Rated], *findings: Finding) -> tuple[Block, ...]:
    found = team_check_view.found(rated, *findings)
    return _listed([f"{one.question.label}: {team_check_view.finding_words(one)}" for one in found])


def _listed(lines: Sequence[str]) -> tuple[Block, ...]:
    return (items((plain(one_line(line)),) for line in lines),) if lines else ()


def _promise(one: Record, owners: dict[str, str]) -> str:
    due, status = str(one.fields.get("due") or ""), str(one.fields.get("status") or "")
    parts = (
        str(one.fields.get("what") or ""),
        owners.get(str(one.fields.get("owner") or ""), ""),
        _("by {day}").format(day=day_in_words(due)) if due else "",
        in_sentence(_(COMMITMENT_STATES[status])) if status in COMMITMENT_STATES else "",
    )
    return ", ".join(part for part in parts if part)

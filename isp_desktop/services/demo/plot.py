"""What happens at a site, in which order and when: cycles of exploration, support, tapering, withdrawal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random

from isp_desktop.services.demo.material import PHASES, Material, Scene

# A cycle is one initiative from the first talk to the last look back; a long story has several.
_VISITS_PER_CYCLE = 45
_TYPICAL_GAP = {"exploration": 14.0, "support": 17.0, "tapering": 38.0, "withdrawal": 95.0}  # days
_LONGEST_STORY = 10.5 * 365  # days
_RARE = ("trust",)  # threads that belong to one cycle in three
_AFTER = {"champion_loss": "champion_leads", "joiner": "conflict_settled"}  # thread: the step it follows
_THREADED_SHARE = 0.8  # of the visits during support, at most
_DATA_IN_FULL = 14  # support visits from which the data review is handed over step by step


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit of the plot; `cycle` counts the initiatives of the site from 0."""

    scene: Scene
    phase: str
    cycle: int
    on: date


@dataclass(frozen=True, slots=True)
class Shape:
    """How a site's story stands at the end: told `whole`, or cut at the share `told` of its last cycle.

    Attributes:
        planned: how many of its visits are yet to come.
        drifts: whether the work does not last once the support has gone.
    """

    whole: bool
    told: float
    planned: int
    drifts: bool = False


def plot(count: int, shape: Shape, until: date, material: Material, rng: Random) -> list[Stop]:
    """`count` visits in order of date. The last `shape.planned` of them lie in the three weeks after `until`."""
    cycles = max(1, round(count / _VISITS_PER_CYCLE))
    steps: list[tuple[Scene, str, int]] = []
    for cycle in range(cycles):
        size = (count - len(steps)) // (cycles - cycle)
        full = size if shape.whole or cycle < cycles - 1 else max(size, round(size / shape.told))
        steps += [(scene, phase, cycle) for scene, phase in _cycle(full, cycle, shape.drifts, material, rng)[:size]]
    dates = _dates([phase for _, phase, _ in steps], shape, until, rng)
    return [Stop(scene, phase, cycle, on) for (scene, phase, cycle), on in zip(steps, dates, strict=True)]


def _cycle(count: int, number: int, drifts: bool, material: Material, rng: Random) -> list[tuple[Scene, str]]:
    sizes = _sizes(count)
    review = material.threads["data_review"] if sizes["support"] >= 4 and sizes["tapering"] else ()
    told = {
        "exploration": _exploration(sizes["exploration"], number, material, rng),
        "support": _support(sizes["support"], review, () if number % 3 == 0 else _RARE, material, rng),
        "tapering": _tapering(sizes["tapering"], review[-1:], material, rng),
        "withdrawal": _withdrawal(sizes["withdrawal"], drifts, material, rng),
    }
    return [(scene, phase) for phase in PHASES for scene in told[phase]]


def _sizes(count: int) -> dict[str, int]:
    exploration = min(count, max(1, min(9, round(count * 0.2))))
    withdrawal = min(4, round(count * 0.11))
    tapering = min(10, round(count * 0.24))
    support = max(0, count - exploration - withdrawal - tapering)
    return {"exploration": exploration, "support": support, "tapering": tapering, "withdrawal": withdrawal}


def _exploration(count: int, number: int, material: Material, rng: Random) -> list[Scene]:
    first, again, *rest, start = material.scenes["exploration"]
    opening = again if number else first
    if count < 2:
        return [opening][:count]
    told = _with_what_they_need(rest, min(len(rest), count - 2), rng)
    return [opening, *told, start]


def _with_what_they_need(scenes: list[Scene], count: int, rng: Random) -> list[Scene]:
    """`count` of the scenes in their order; the first always, and none without the scene it needs."""
    chosen = set(rng.sample(scenes[1:], max(0, count - 1))) | set(scenes[:1] if count else [])
    keys = {scene.key: scene for scene in scenes}
    for scene in [scene for scene in scenes if scene in chosen and scene.needs and keys[scene.needs] not in chosen]:
        chosen = chosen - {scene} | {keys[scene.needs]}
    return [scene for scene in scenes if scene in chosen]


def _support(
    count: int, review: tuple[Scene, ...], without: tuple[str, ...], material: Material, rng: Random
) -> list[Scene]:
    told: list[Scene | None] = [None] * count
    _place(told, review[:3] if count >= _DATA_IN_FULL else review[:1], 0.3, rng)
    _place(told, material.threads["champion"], 0.15, rng)
    others = [key for key in material.threads if key not in ("champion", "data_review", *without)]
    rng.shuffle(others)
    # Somebody who has just joined cannot have an old quarrel.
    others.remove("joiner")
    others.insert(rng.randint(others.index("conflict") + 1, len(others)), "joiner")
    for key in others:
        steps = material.threads[key]
        taken = sum(scene is not None for scene in told)
        if taken + len(steps) <= count * _THREADED_SHARE:
            _place(told, steps, 0.9, rng, after=_AFTER.get(key, ""))
    return _fill(told, material.scenes["support"], rng)


def _place(told: list[Scene | None], steps: tuple[Scene, ...], latest: float, rng: Random, after: str = "") -> None:
    """Puts the steps into free places in order, not all at once, the first within the share `latest` of them."""
    start = next((n for n, scene in enumerate(told) if scene is not None and scene.key == after), 0)
    free = [n for n, scene in enumerate(told) if scene is None and n >= start]
    if len(free) < len(steps):
        return
    at = rng.randint(0, max(0, min(int(len(free) * latest), len(free) - 3 * len(steps))))
    for left, scene in zip(range(len(steps), 0, -1), steps, strict=True):
        told[free[at]] = scene
        at += min(rng.randint(2, 4), max(1, len(free) - at - left + 1))


def _fill(told: list[Scene | None], singles: tuple[Scene, ...], rng: Random) -> list[Scene]:
    """Fills the free places with single scenes, none twice in a row."""
    full: list[Scene] = []
    deck: list[Scene] = []
    champion = False
    for scene in told:
        if scene is None:
            if len(deck) < 4:
                deck = (
                    rng.sample([single for single in singles for _ in range(single.weight)], k=_weights(singles)) + deck
                )
            scene = _next_single(deck, champion, full[-1] if full else None)
        champion = champion or scene.key == "champion_asked"
        full.append(scene)
    return full


def _weights(singles: tuple[Scene, ...]) -> int:
    return sum(single.weight for single in singles)


def _next_single(deck: list[Scene], champion: bool, before: Scene | None) -> Scene:
    fitting = [n for n, scene in enumerate(deck) if (champion or not scene.needs) and scene is not before]
    return deck.pop(fitting[-1] if fitting else -1)


def _tapering(count: int, review: tuple[Scene, ...], material: Material, rng: Random) -> list[Scene]:
    first, *rest, last = material.scenes["tapering"]
    middle = max(0, count - 2)
    chosen = [*review, *rng.sample(rest, len(rest))][:middle]
    rng.shuffle(chosen)
    while len(chosen) < middle:
        chosen.append(rng.choice([scene for scene in rest if scene is not chosen[-1]]))
    return [first, *chosen, last][:count] if count != 1 else [last]


def _withdrawal(count: int, drifts: bool, material: Material, rng: Random) -> list[Scene]:
    holds, slips, proof, call, gone = material.scenes["withdrawal"]
    if count < 2:
        return [gone if drifts else holds][:count]
    between = rng.sample((slips, call), 2)
    if drifts:
        return [holds, *[slips] * (count - 2), gone]
    return [holds, *between[: count - 2], proof]


def _dates(phases: list[str], shape: Shape, until: date, rng: Random) -> list[date]:
    """One weekday a visit, so that the last lies where the shape wants it, and no story is longer than ten years."""
    if not phases:
        return []
    gaps = [_TYPICAL_GAP[phase] * rng.uniform(0.6, 1.4) for phase in phases[1:]]
    factor = min(1.25, max(_LONGEST_STORY, len(gaps)) / max(1.0, sum(gaps)))
    ends = _end(shape, until, rng)
    if ahead := min(shape.planned, len(gaps)):
        apart = (ends - until).days / ahead
        gaps[-ahead:] = [max(gaps[-ahead], (apart + 5) / factor), *[apart / factor] * (ahead - 1)]
    days = [0.0]
    for gap in reversed(gaps):
        days.append(days[-1] + gap * factor)
    # From the last to the first, so that moving a day never puts a visit after the next one.
    dates = accumulate((_working_day(ends - timedelta(days=round(back))) for back in days), min)
    return list(dates)[::-1]


def _end(shape: Shape, until: date, rng: Random) -> date:
    if shape.planned:
        return until + timedelta(days=rng.randint(3 if shape.planned == 1 else 12, 19))
    return until - timedelta(days=rng.randint(30, 300) if shape.whole else rng.randint(6, 25))


def _working_day(day: date) -> date:
    """The day itself, or the nearest weekday; nobody is visited between Christmas and New Year."""
    if (day.month, day.day) >= (12, 24):
        day = date(day.year, 12, 22)
    elif (day.month, day.day) == (1, 1):
        day += timedelta(days=1)
    return day + timedelta(days={5: -1, 6: 1}.get(day.weekday(), 0))

"""A team that has met every week for ten years beside one that met for one, in the same large notebook.

The 500 minutes of the one are as long as 500 that people took at real meetings; their words are those of the made-up
visits.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
import statistics
from collections.abc import Callable, Iterator
from itertools import cycle

from isp_desktop.db.folder import Folder
from isp_desktop.db.lists import After
from isp_desktop.db.store import Store
from isp_desktop.services import decisions, finding, lines, meetings, minutes, records, team_view
from isp_desktop.services.editing import Edit
from tests.benchmarks import stores
from tests.benchmarks.measuring import each, p99, tell

_LONG, _FEW = 500, 60
_TIMES, _ROWS = 40, 40
_PAGE_RATIO, _KEY_MS, _PDF_S = 1.3, 16, 0.3
_ITEMS, _MEMBERS = 5, 6
# Tenths of the real minutes, in letters: 1,500 on average.
_LENGTHS = (278, 427, 622, 854, 1_067, 1_378, 1_719, 2_020, 2_307, 2_737, 3_824)
_TYPED = ("decision 49", "observers", "the team", "attendance", "xylophone")
_FIRST = dt.date(2016, 11, 21)


def run(visits: int = 100_000) -> None:
    """What one waits for at the pages of the long team, against the same at those of the other."""
    with Store.open(_copy(stores.demo(visits)), stores.KEY) as store:
        few = _team(store, "Few", _FEW)
        before = _median(_lists(store))
        long = _team(store, "Long", _LONG)
        _compare(before, _median(_lists(store)), f"with {_LONG} more")
        _compare(_median(_pages(store, few)), _median(_pages(store, long)), f"{_LONG} meetings against {_FEW}")
        _type(store, long)
        longest = max(finding.linked(store, long, "meeting", "team", _LONG), key=lambda one: len(one.fields["minutes"]))
        taken = statistics.median(each(lambda _: minutes.write(store, longest.uid, "pdf"), 5))
        tell("the longest minutes as PDF", taken, "s", _PDF_S)


def _copy(notebook: Folder) -> Folder:
    place = (stores.PLACE / "meetings").absolute()
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(notebook.path, place)
    return Folder(place)


def _texts(store: Store) -> Iterator[str]:
    """Minutes without end."""
    visits = cycle(str(one.fields["discussion"] or "") for one in finding.page(store, "visit", limit=2_000))
    drawn = random.Random(1)
    while True:
        tenth = drawn.randrange(len(_LENGTHS) - 1)
        length = drawn.randint(_LENGTHS[tenth], _LENGTHS[tenth + 1])
        text = ""
        while len(text) < length:
            text += next(visits) + "\n\n"
        yield text[:length]


def _team(store: Store, name: str, count: int) -> str:
    """A team that met every week up to now, with all that was said, decided and promised."""
    texts = _texts(store)
    with store.write() as transaction:

        def put(kind: str, **fields: object) -> str:
            return records.put(transaction, kind, fields).uid

        team = put("team", name=f"{name} team")
        people = [put("person", name=f"{name} {at}") for at in range(_MEMBERS)]
        for person in people:
            put("membership", team=team, person=person, joined=_FIRST.isoformat())
        put(
            "charter",
            team=team,
            version=1,
            state="agreed",
            agreed_on=_FIRST.isoformat(),
            schedule="FREQ=WEEKLY",
            first_meeting=_FIRST.isoformat(),
            agenda="Look at the data, 20\nOne obstacle, 20",
        )
        for at in range(count):
            day = (stores.UNTIL - dt.timedelta(weeks=count - at)).isoformat()
            words = next(texts)
            part = len(words) // (_ITEMS + 1)
            told = {"stage": "held", "present": people, "minutes": words[_ITEMS * part :]}
            met = put("meeting", team=team, date=day, starts="15:00", heading=f"Meeting {at}", **told)
            for item in range(_ITEMS):
                said = words[item * part : (item + 1) * part]
                put("agenda_item", meeting=met, what=f"Item {item}", place=float(item), state="done", said=said)
            what = f"Decision {at}: {' '.join(words[:60].split())}"
            put("decision", meeting=met, team=team, date=day, what=what, state="stands")
            put("commitment", meeting=met, team=team, owner=people[0], what=f"Promise {at}", status="kept", due=day)
    return team


def _lists(store: Store) -> dict[str, Callable[[int], object]]:
    middle = After((stores.UNTIL - dt.timedelta(weeks=_FEW - _ROWS)).isoformat(), "")
    return {
        "the list of meetings": lambda _: lines.page(store, "meeting", limit=_ROWS),
        "a page of meetings from the middle": lambda _: lines.page(store, "meeting", after=middle, limit=_ROWS),
        "the list of decisions": lambda _: lines.page(store, "decision", limit=_ROWS),
    }


def _pages(store: Store, team: str) -> dict[str, Callable[[int], object]]:
    day = stores.UNTIL
    last = finding.linked(store, team, "meeting", "team", 1)[0].uid
    after = decisions.register(store, team, limit=6)[-1].number
    return {
        "a team's page": lambda _: team_view.head(store, team),
        "what stands on it": lambda _: team_view.view(store, team, day),
        "what is known before it meets": lambda _: meetings.look(store, team, "", "", day),
        "its last meeting": lambda _: Edit.begin(store, "meeting", last),
        "the minutes of it, gathered": lambda _: minutes.gather(store, last, day),
        "the register's first rows": lambda _: decisions.register(store, team, limit=6),
        "a page of the register": lambda _: decisions.register(store, team, before=after, limit=6),
    }


def _type(store: Store, team: str) -> None:
    """Letter by letter, in the search and in the register of decisions."""
    keys = [word[:length] for word in _TYPED for length in range(1, len(word) + 1)] * 8
    searches: dict[str, Callable[[str], object]] = {
        "a key typed in search": lambda typed: finding.find(store, typed),
        "a key typed in the register of decisions": lambda typed: decisions.register(store, team, typed, limit=40),
    }
    for what, search in searches.items():
        search("warm")
        samples = each(lambda at, search=search: search(keys[at]), len(keys))
        tell(f"{what}, p99", p99(samples) * 1000, "ms", _KEY_MS)


def _median(acts: dict[str, Callable[[int], object]]) -> dict[str, float]:
    """Milliseconds."""
    return {what: statistics.median(each(act, _TIMES)) * 1000 for what, act in acts.items()}


def _compare(floors: dict[str, float], measured: dict[str, float], how: str) -> None:
    for what, floor in floors.items():
        tell(f"{what}, {how}", measured[what], "ms", _PAGE_RATIO, floor)

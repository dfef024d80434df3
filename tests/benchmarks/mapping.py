"""The map of relationships: how soon it is drawn, and how long a frame takes while a node is dragged."""

from __future__ import annotations

import datetime as dt
import random
import statistics
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QPointF
from PySide6.QtWidgets import QApplication

from isp_desktop.db.store import Store
from isp_desktop.domain.vocabulary import PARTS_OF_SYSTEM, TIES
from isp_desktop.services import records
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.theme import Theme, load_fonts
from tests.benchmarks.measuring import p99, say, seconds, tell
from tests.benchmarks.stores import KEY, empty

if TYPE_CHECKING:
    from isp_desktop.ui.pages.relationships.map import MapPanel

_TODAY = dt.date(2026, 11, 20)
_SIZES = ((300, 1_500), (2_000, 10_000))
_DRAWN_MS, _FRAME_MS = 1_000, 1000 / 60
_FRAMES = 200
_BUDGETED = 500
_GROUP = 25


def run() -> None:
    """Draws the map for the first time (all laid out anew) and again (places kept), and drags a node about."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    load_fonts()
    theme = Theme("light")
    theme.apply(app)
    for people, ties in _SIZES:
        folder = empty(f"map-{people}")
        with Store.open(folder, KEY) as store:
            _fill(store, people, ties)
            for when in ("the first time", "again"):
                _measure(app, theme, store, f"{people:,} people, {ties:,} ties", when)


def _fill(store: Store, people: int, ties: int) -> None:
    drawn = random.Random(1)
    with store.write() as transaction:

        def put(kind: str, **fields: str) -> str:
            return records.put(transaction, kind, fields).uid

        parts = list(PARTS_OF_SYSTEM)
        uids = [put("person", name=f"Person {at}", part=drawn.choice(parts), level="network") for at in range(people)]
        for _tie in range(ties):
            one = drawn.randrange(people)
            near = one - one % _GROUP + drawn.randrange(_GROUP)
            other = drawn.randrange(people) if drawn.random() < 0.15 else min(near, people - 1)
            if one != other:
                strength = drawn.choice(("weak", "building", "strong"))
                put("tie", source=uids[one], target=uids[other], type=drawn.choice(list(TIES)), strength=strength)


def _measure(app: QApplication, theme: Theme, store: Store, what: str, when: str) -> None:
    # Read where it is used, as by the window: that is a part of what one waits for.
    from isp_desktop.ui.pages.relationships.map import MapPanel

    jobs = Jobs()
    begun = time.perf_counter()
    panel = MapPanel(theme, jobs, store, lambda: _TODAY)
    panel.resize(1_212, 800)
    panel.show()
    _wait(app, lambda: not jobs.busy() and bool(panel.view.picture.nodes))
    panel.grab()
    drawn = (time.perf_counter() - begun) * 1000
    # The budget is that of the most people a practitioner may know; many more are only to stay usable.
    if len(panel.shown.whole().nodes) <= _BUDGETED:
        tell(f"map drawn {when}, {what}", drawn, "ms", _DRAWN_MS)
    else:
        say(f"{f'map drawn {when}, {what}':<58} {drawn:10.2f} ms")
    if when == "again":
        panel.change_everyone()
        panel.grab()
        for zoom, named in ((panel.view.zoom(), "all in sight"), (1.0, "near")):
            panel.view.zoom_by(zoom / panel.view.zoom())
            _drag(panel, f"{what}, {named}")
    panel.close()
    jobs.cancel_all()
    panel.deleteLater()


def _drag(panel: MapPanel, what: str) -> None:
    view = panel.view
    uid = next(iter(view.picture.nodes))
    view.centre_on(uid)
    spot = view.spot_of(uid)
    say(f"{f'taking a node up, {what}':<58} {seconds(lambda: view.begin_drag(uid, spot)) * 1000:10.2f} ms")

    def frame(at: int) -> None:
        view.drag_to(spot + QPointF(at % 100, at % 70))
        view.viewport().repaint()

    frames = [seconds(lambda at=at: frame(at)) * 1000 for at in range(_FRAMES)]
    view.drop()
    tell(f"a frame of the drag, {what}: median", statistics.median(frames), "ms", _FRAME_MS)
    tell(f"a frame of the drag, {what}: p99", p99(frames), "ms", _FRAME_MS)
    whole = seconds(view.viewport().repaint) * 1000
    say(f"{f'all drawn anew, {what}':<58} {whole:10.2f} ms")


def _wait(app: QApplication, done: Callable[[], bool]) -> None:
    while not done():
        # Waiting as the window does, without taking the time of the job.
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

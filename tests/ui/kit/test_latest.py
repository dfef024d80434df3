"""Of several readings only the latest is shown, in whichever order they end."""

from __future__ import annotations

from threading import Event

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from isp_desktop.domain.errors import BadInput
from isp_desktop.ui.kit.jobs import Jobs
from isp_desktop.ui.kit.latest import Latest


def test_a_slow_reading_that_was_overtaken_is_not_shown(qtbot: QtBot, jobs: Jobs):
    shown: list[str] = []
    owner, go_on = QObject(), Event()
    latest = Latest(jobs, "The people", owner)
    latest.read_through.connect(shown.append)

    def slow(_progress: object) -> str:
        go_on.wait(5)
        return "old"

    latest.read(slow)
    latest.read(lambda _progress: "new")
    qtbot.waitUntil(lambda: shown == ["new"])
    go_on.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert shown == ["new"]


def test_why_nothing_could_be_read_is_told_for_the_latest_only(qtbot: QtBot, jobs: Jobs):
    told: list[str] = []
    owner = QObject()
    latest = Latest(jobs, "The people", owner)
    latest.read_through.connect(lambda found: told.append(f"shown {found}"))
    latest.failed.connect(told.append)

    def refused(_progress: object) -> str:
        raise BadInput("There is no such site.")

    latest.read(refused)
    qtbot.waitUntil(lambda: told == ["There is no such site."])

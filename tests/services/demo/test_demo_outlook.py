"""The outlook of the three sites that are told to their end says from its facts what became of each.

The rules themselves are held to hand-made cases in tests/domain/test_outlook.py.
"""

from __future__ import annotations

import datetime as dt

import pytest

from isp_desktop.db.store import Store
from isp_desktop.domain.outlook import Count
from isp_desktop.services import demo_notebook, finding
from isp_desktop.services.outlook.reading import SiteOutlook, of_site

TODAY = dt.date(2026, 12, 1)


@pytest.fixture
def told(store: Store) -> dict[str, SiteOutlook]:
    """The outlook of the sites whose core elements were looked at, by their names."""
    demo_notebook.fill(store, 12, 400, 1, TODAY)
    sites = {str(one.fields["site"]) for one in finding.every(store, "integrity_mark")}
    return {found.name: found for uid in sites if (found := of_site(store, uid, TODAY))}


def _whole(found: SiteOutlook) -> Count:
    return Count(
        *(sum(getattr(one, name) for one in found.counts.values()) for name in ("strong", "at_risk", "not_known"))
    )


def _says(found: SiteOutlook, rule: str) -> list[str]:
    return sorted({line.state for line in found.lines if line.rule == rule})


def test_each_outlook_tells_what_became_of_the_work(told: dict[str, SiteOutlook]) -> None:
    lasts, recovers, drifts = sorted(told.values(), key=lambda one: _whole(one).at_risk)
    assert lasts.headline.startswith("5 of 5 core elements hold.")
    assert recovers.headline.startswith("4 of 5 core elements hold")
    assert drifts.headline.startswith("1 of 5 core elements holds, 4 are at risk.")
    assert all("withdrawn since" in one.headline for one in told.values())
    # What the withdrawal plan asked for, and what held after the support had gone.
    assert _says(lasts, "P2") == _says(lasts, "P4") == ["strong"]
    assert _says(drifts, "P2") == ["at_risk", "strong"]
    assert "at_risk" in _says(drifts, "P4")
    # Who speaks up for it: nobody is left, two in the place of the one who was lost, and those who were there.
    assert _says(drifts, "L3") == _says(drifts, "L4") == ["at_risk"]
    assert _says(recovers, "L3") == _says(recovers, "L4") == ["strong"]
    assert _says(lasts, "L4") == ["strong"]


def test_over_time_the_elements_fall_and_hold_again_where_it_recovers(told: dict[str, SiteOutlook]) -> None:
    lasts, recovers, drifts = sorted(told.values(), key=lambda one: _whole(one).at_risk)
    course = {one.name: [moment.counts["integrity"].at_risk for moment in one.course] for one in told.values()}
    assert course[lasts.name][-1] == 0
    fell = [after > before for before, after in zip(course[recovers.name], course[recovers.name][1:], strict=False)]
    assert any(fell)
    assert course[recovers.name][-1] < max(course[recovers.name])
    assert course[drifts.name][-1] == max(course[drifts.name][1:])

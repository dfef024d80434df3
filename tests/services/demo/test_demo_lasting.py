"""What becomes of the work at three sites once the support has gone."""

from __future__ import annotations

from typing import Any

import pytest
from told import UNTIL, of_kind, records, written

from isp_desktop.services.demo import Entry

Told = dict[str, dict[str, Any]]
_OWN = (
    "leadership_role",
    "champion",
    "champion_review",
    "integrity_mark",
    "withdrawal_condition",
    "standing",
    "debrief",
)


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    return written(12, 400)


@pytest.fixture(scope="module")
def told(entries: tuple[Entry, ...]) -> Told:
    return records(entries)


def _of_site(told: Told, kind: str, site: str) -> list[dict[str, Any]]:
    own = [one for one in told.values() if one["kind"] == kind and one["site"] == site]
    return sorted(own, key=lambda one: str(one.get("date")))


def _marks(told: Told, site: str) -> dict[str, list[str]]:
    """How each core element was found, earliest first."""
    found: dict[str, list[str]] = {}
    for one in _of_site(told, "integrity_mark", site):
        found.setdefault(one["element"], []).append(one["mark"])
    return found


@pytest.fixture(scope="module")
def sites(told: Told) -> dict[str, str]:
    """The three sites, by what becomes of their work."""
    by_end: dict[str, str] = {}
    for site in {one["site"] for one in told.values() if one["kind"] == "integrity_mark"}:
        last = [marks[-1] for marks in _marks(told, site).values()]
        lost = any(one["state"] == "lost" for one in _of_site(told, "champion_review", site))
        by_end["drifts" if "not_held" in last else "recovers" if lost else "lasts"] = site
    return by_end


def test_three_sites_are_told_of_over_four_years(told: Told, sites: dict[str, str]) -> None:
    assert sorted(sites) == ["drifts", "lasts", "recovers"]
    for site in sites.values():
        days = [one["date"] for one in _of_site(told, "visit", site)]
        assert int(days[-1][:4]) - int(days[0][:4]) >= 3
        support = [one for one in told.values() if one["kind"] == "support" and one["site"] == site]
        assert max(support, key=lambda one: str(one["since"]))["status"] == "withdrawn"
        assert len(_marks(told, site)) == 5
        assert max(one["date"] for one in _of_site(told, "integrity_mark", site)) < UNTIL.isoformat()


def test_one_holds_and_one_falls_and_holds_again_and_one_falls_after_the_support(
    told: Told, sites: dict[str, str]
) -> None:
    ranks = {"not_held": 0, "partly": 1, "holds": 2}
    for key, site in sites.items():
        sums = [sum(ranks[mark] for mark in marks) for marks in zip(*_marks(told, site).values(), strict=True)]
        if key == "lasts":
            assert sums == sorted(sums)
            assert sums[-1] == 10
        else:
            worst = min(range(1, len(sums)), key=lambda at: sums[at] - sums[at - 1])
            assert sums[worst] < sums[worst - 1]
            assert (sums[-1] >= sums[worst - 1]) is (key == "recovers")


def test_champions_stay_change_or_are_not_there_any_more(told: Told, sites: dict[str, str]) -> None:
    latest: dict[str, dict[str, str]] = {}
    for key, site in sites.items():
        reviews = _of_site(told, "champion_review", site)
        latest[key] = {one["champion"]: one["state"] for one in reviews}
    assert set(latest["lasts"].values()) == {"active"}
    assert sorted(latest["recovers"].values()) == ["active", "active", "lost"]
    assert set(latest["drifts"].values()) == {"lost"}


def test_what_must_stand_before_support_goes_stands_where_it_lasts(told: Told, sites: dict[str, str]) -> None:
    stands = {
        key: [bool(one.get("stands_since")) for one in told.values() if _is_condition_at(told, one, site)]
        for key, site in sites.items()
    }
    assert all(stands["lasts"])
    assert all(stands["recovers"])
    assert sorted(stands["drifts"]) == [False, False, True]


def _is_condition_at(told: Told, one: dict[str, Any], site: str) -> bool:
    return one["kind"] == "withdrawal_condition" and told[one["withdrawal"]]["site"] == site


def test_what_follows_from_a_loss_is_handed_on(told: Told, sites: dict[str, str]) -> None:
    [change] = _of_site(told, "transition", sites["recovers"])
    assert change["state"] == "done"
    items = [one for one in told.values() if one["kind"] == "continuity_item"]
    assert len(items) == 3
    assert all(one["done_on"] >= change["leaves_on"] for one in items)


def test_no_more_is_told_in_a_large_notebook_and_nothing_in_a_small_one() -> None:
    few, many = (sum(one.kind in _OWN for one in written(*size)) for size in ((12, 400), (40, 2000)))
    assert 0 < many < few * 1.3
    assert not of_kind(written(1, 1), "champion")

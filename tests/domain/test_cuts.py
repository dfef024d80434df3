"""Who is cut off from a network without somebody."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.cuts import cut_off

UIDS = "abcdefgh"
PAIRS = st.sets(st.tuples(st.sampled_from(UIDS), st.sampled_from(UIDS)), max_size=14)


class Asked:
    """A network that counts what is asked of it."""

    def __init__(self, pairs: Collection[tuple[str, str]]) -> None:
        self.pairs, self.uids = pairs, set[str]()

    def __call__(self, uids: Collection[str]) -> dict[str, set[str]]:
        self.uids |= set(uids)
        both = [*self.pairs, *(pair[::-1] for pair in self.pairs)]
        return {uid: {other for one, other in both if one == uid and other != uid} for uid in uids}


def test_whoever_hangs_on_one_alone_is_cut_off():
    assert cut_off("a", Asked(["ab", "ac", "cd", "ce", "bf"])) == {"b", "f"}


def test_the_one_with_the_first_uid_stays_of_two_as_large():
    assert cut_off("a", Asked(["ac", "ab"])) == {"c"}


def test_nobody_is_cut_off_where_there_is_another_way():
    assert cut_off("a", Asked(["ab", "ac", "bd", "dc"])) == set()


def test_a_way_over_those_who_do_not_count_is_none():
    assert cut_off("a", Asked(["ab", "ac", "bd", "dc", "ce"]), ["d"]) == {"b"}


def test_a_large_rest_is_not_looked_through():
    chain = [(f"n{at:03}", f"n{at + 1:03}") for at in range(100)]
    network = Asked([("a", "b"), ("a", "n050"), *chain])
    assert cut_off("a", network) == {"b"}
    assert len(network.uids) < 10


@given(PAIRS)
def test_it_is_what_falls_apart_without_them(pairs: set[tuple[str, str]]):
    group = {uid: frozenset(uid) for uid in UIDS}
    for one, other in pairs:
        if "a" not in (one, other):
            joined = group[one] | group[other]
            group |= dict.fromkeys(joined, joined)
    beside = {other for pair in pairs if "a" in pair for other in pair} - {"a"}
    pieces = sorted({group[uid] for uid in beside}, key=lambda piece: (-len(piece), min(piece)))
    assert cut_off("a", Asked(pairs)) == {uid for piece in pieces[1:] for uid in piece}

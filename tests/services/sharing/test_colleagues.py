"""Contact cards through mail and files, and the people they make: known, verified, and warned of when keys change."""

from __future__ import annotations

import base64
import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, KeysChanged, NotFound
from isp_desktop.services.identity import identity
from isp_desktop.services.sharing import colleagues
from isp_desktop.services.sharing.contact_cards import Card, own_card, own_card_file, read_card, read_card_file

Make = Callable[[str], Store]


@pytest.fixture
def other(make_store: Make) -> Store:
    return make_store("Beso / 日誌 {x}")


@pytest.fixture
def card(other: Store) -> Card:
    return read_card(own_card(other))


def mailed(line: str, every: int, quote: str, end: str = "\r\n") -> str:
    return end.join(quote + line[at : at + every] for at in range(0, len(line), every))


@pytest.mark.parametrize(
    "change",
    [
        lambda line: line,
        lambda line: f"Dear Maren,\n\nhere is my card: {line}\n\nBest regards\nBeso",
        lambda line: f"{line} Regards",
        lambda line: f"{line}.",
        lambda line: f"<{line}>",
        lambda line: mailed(line, 40, "> "),
        lambda line: mailed(line, 76, "> > ") + "\n> Regards",
        lambda line: mailed(line, 75, "", "=\r\n"),
        lambda line: f"\ufeff  {mailed(line, 60, '    ')}   \n",
    ],
)
def test_a_card_survives_the_mail(change: Callable[[str], str], other: Store, card: Card) -> None:
    assert read_card(change(own_card(other))) == card
    assert (card.name, card.identity) == ("Beso / 日誌 {x}", identity(other))


def test_a_card_is_a_file_with_a_plain_name(other: Store, card: Card, tmp_path: Path) -> None:
    name, content = own_card_file(other)
    assert name == "Beso  日誌 x.ispcontact"
    (tmp_path / name).write_bytes(content)
    assert read_card_file(tmp_path / name) == card
    for broken in (tmp_path / "nothing", tmp_path):
        with pytest.raises(BadInput):
            read_card_file(broken)


def test_a_card_of_which_anything_is_changed_or_missing_is_refused(other: Store) -> None:
    line = own_card(other)
    for length in range(len(line)):
        with pytest.raises(BadInput):
            read_card(line[:length])
    for at in range(len("isp-contact:"), len(line) - 1, 3):
        with pytest.raises(BadInput):
            read_card(line[:at] + ("B" if line[at] == "A" else "A") + line[at + 1 :])


def test_a_card_without_its_last_letter_is_refused_also_where_that_letter_says_nothing(other: Store) -> None:
    names = (f"Beso {n}" for n in itertools.count())
    while not (line := own_card(other)).endswith("A"):
        other.author = next(names)
    with pytest.raises(BadInput):
        read_card(line[:-1])


@given(st.binary(max_size=300))
def test_whatever_else_is_refused(content: bytes) -> None:
    for text in (content.decode("latin-1"), "isp-contact:" + base64.urlsafe_b64encode(content).decode()):
        with pytest.raises(BadInput):
            read_card(text)


def test_fingerprints_are_six_words_and_six_groups(card: Card, store: Store) -> None:
    words = card.identity.words.split()
    assert len(words) == len(card.identity.fingerprint.split()) == 6
    assert all(len(word) == 5 and set(word[1::2]) <= set("aiou") for word in words)
    assert card.identity.words != identity(store).words
    assert Card("Other name", card.public_key, card.signing_key).identity.words == card.identity.words


def test_a_colleague_is_added_found_verified_renamed_and_forgotten(store: Store, card: Card) -> None:
    added = colleagues.add(store, card)
    assert (added.name, added.is_verified, len(added.has)) == (card.name, False, 0)
    key = card.signing_key
    assert colleagues.set_verified(store, key, verified=True).is_verified
    assert colleagues.add(store, card).is_verified
    assert colleagues.rename(store, key, " Beso ").name == "Beso"
    assert colleagues.find(store, key) == colleagues.find(store, card.public_key) == colleagues.every(store)[0]
    assert not colleagues.set_verified(store, key, verified=False).is_verified
    for name in ("", " ", "two\nlines"):
        with pytest.raises(BadInput):
            colleagues.rename(store, key, name)
    colleagues.forget(store, key)
    assert colleagues.every(store) == []
    assert colleagues.find(store, key) is None
    with pytest.raises(NotFound):
        colleagues.set_verified(store, key, verified=True)


def test_ones_own_card_is_refused(store: Store) -> None:
    with pytest.raises(BadInput, match="itself"):
        colleagues.add(store, read_card(own_card(store)))


def test_other_keys_under_a_known_name_are_said_loudly(store: Store, make_store: Make, card: Card) -> None:
    colleagues.add(store, card)
    second = read_card(own_card(make_store("second")))
    impostor = Card(f" {card.name.upper()}", second.public_key, second.signing_key)
    with pytest.raises(KeysChanged, match="pretends"):
        colleagues.add(store, impostor)
    assert len(colleagues.every(store)) == 1
    assert not colleagues.add(store, impostor, although_changed=True).is_verified
    assert len(colleagues.every(store)) == 2


def test_a_new_key_for_bundles_by_the_same_signer_takes_verification_away(
    store: Store, make_store: Make, card: Card
) -> None:
    colleagues.add(store, card)
    colleagues.set_verified(store, card.signing_key, verified=True)
    moved = Card("Anything", read_card(own_card(make_store("second"))).public_key, card.signing_key)
    with pytest.raises(KeysChanged):
        colleagues.add(store, moved)
    now = colleagues.add(store, moved, although_changed=True)
    assert (now.card.public_key, now.name, now.is_verified) == (moved.public_key, card.name, False)


def test_somebody_elses_key_is_not_taken_over(store: Store, make_store: Make, card: Card) -> None:
    colleagues.add(store, card)
    thief = read_card(own_card(make_store("thief")))
    with pytest.raises(BadInput, match="somebody else signed"):
        colleagues.add(store, Card("Thief", card.public_key, thief.signing_key), although_changed=True)


@pytest.mark.parametrize(("public", "signing"), [("age1x", "A" * 43 + "="), ("", ""), (None, "short")])
def test_keys_that_are_none_are_refused(store: Store, card: Card, public: str | None, signing: str) -> None:
    with pytest.raises(BadInput):
        colleagues.add(store, Card("X", card.public_key if public is None else public, signing))

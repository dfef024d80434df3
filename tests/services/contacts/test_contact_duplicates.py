"""Contacts that may be people already known."""

from __future__ import annotations

import pytest

from isp_desktop.services.contacts import Contact, Known, Likely, likely_duplicates


def contact(name: str, organization: str = "", email: str = "", phone: str = "", where: str = "card 1") -> Contact:
    return Contact(name, "", organization, (email,) * bool(email), (phone,) * bool(phone), "", "", where)


def known(name: str, organization: str = "", email: str = "", phone: str = "") -> Known:
    return Known("u1", name, (email,) * bool(email), (phone,) * bool(phone), organization)


@pytest.mark.parametrize(
    ("new", "old", "why"),
    [
        (contact("A. Okafor", email="Ada@X.example"), known("Zed", email="ada@x.example"), "same e-mail address"),
        (contact("Ada Okafor", phone="030 / 123 45 67"), known("Okafor", phone="+49 30 1234567"), "same telephone"),
        (contact("Ada Okafor", "Hillside"), known("Okafor, Ada", "Hillside School"), "same name, same organization"),
        (
            contact("Catherine Jones", "Hillside"),
            known("Katherine Jones", "Hillside"),
            "very similar name, same organization",
        ),
        (contact("Dr. José Muñoz"), known("Jose Munoz"), "same name"),
        (contact("Ada Okafor", "Hillside"), known("Ada Okafor", "Clinic"), "same name, another organization"),
        (contact("安藤ロイド"), known("安藤ロイド"), "same name"),
        (contact("Ben Ito", phone="555 010 0200"), known("Ada Okafor", phone="555 010 0200"), ""),
        (contact("Ben Ito", phone="12"), known("Ben Okafor", phone="12"), ""),
        (contact("Catherine Jones", "Hillside"), known("Katherine Jones", "Dale"), ""),
        (contact("Ben Ito"), known("Ada Okafor"), ""),
        (contact("\N{SLIGHTLY SMILING FACE}"), known("\N{HEAVY BLACK HEART}"), ""),
    ],
)
def test_likeness(new: Contact, old: Known, why: str) -> None:
    assert likely_duplicates([new], [old]) == ([Likely(new, "u1", why)] if why else [])


def test_twins_inside_one_file() -> None:
    first = contact("Ada Okafor", email="ada@x.example")
    second = contact("Ada O.", email="ada@x.example", where="card 2")
    assert likely_duplicates([first, second], []) == [Likely(second, "", "same e-mail address as card 1", first)]


def test_many_people_of_one_name_stay_bounded() -> None:
    crowd = [contact(f"Test {number}", where=f"card {number}") for number in range(3000)]
    assert likely_duplicates(crowd, [known("Ada Okafor")]) == []
    twins = [contact("Ada Okafor", where=f"card {number}") for number in range(3000)]
    assert len(likely_duplicates(twins, [known("Ada Okafor")] * 3000)) == 5 * 3000 + 2999

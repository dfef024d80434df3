"""Whatever bytes come in, reading gives contacts fit for the notebook or one plain sentence."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from isp_desktop.domain.errors import BadInput
from isp_desktop.services.contacts import Contact, likely_duplicates, read_contacts

CARD = (
    b'BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=SHIFT_JIS:\x88\xc9\x94\x5c;A\r\nitem1.TEL;TYPE="x:y",FAX:1\r\n'
    b"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:a=C3=A9=\r\nb\r\nPHOTO;BASE64:\r\n AAAA\r\n\r\nADR:;;a;b\\;c\r\n"
    b"AGENT:\r\nBEGIN:VCARD\r\nEMAIL:a@b.c\r\nEND:VCARD\r\nEND:VCARD\r\n"
)
TABLE = b'Name;"E-mail 1 - Value";Phone 1 - Type;Phone 1 - Value;Notes\r\n"A ""b""";a@b.c;Fax;1;"x\ny"\r\n'
NAMES = st.sampled_from(["a.vcf", "a.csv", "a", ""])
PIECES = st.sampled_from(
    [
        b"\r",
        b"\n",
        b'"',
        b"=",
        b";",
        b":",
        b"\\",
        b"\x00",
        b"\xff\xfe",
        b"\xed\xa0\xbd",
        b"BEGIN:VCARD\n",
        b"\xe3",
        b" ",
    ]
)


def unfit(data: bytes, name: str) -> list[str]:
    """What is wrong with what reading `data` gives; [] when it is fit for the notebook, or one sentence of refusal."""
    try:
        file = read_contacts(data, name)
    except BadInput as refused:
        return [] if _is_sentence(str(refused)) else [f"no sentence: {refused}"]
    assert {twin.contact for twin in likely_duplicates(file.contacts, [])} <= set(file.contacts)
    return [f"{one}" for one in file.contacts if not _is_fit(one)] + [
        f"{left}"
        for left in file.not_taken
        if not (left.where and left.what and "\n" not in left.what and _is_sentence(left.why))
    ]


def _is_fit(contact: Contact) -> bool:
    lines = (contact.name, contact.role, contact.organization, *contact.emails, *contact.phones)
    texts = (contact.address, contact.about)
    return (
        0 < len(contact.name) <= 1000
        and all(line == line.strip() and _is_clean(line) for line in lines)
        and all(_is_clean(text.replace("\n", "").replace("\t", "")) for text in texts)
    )


def _is_clean(text: str) -> bool:
    return not any(unicodedata.category(letter) in ("Cc", "Cs") for letter in text)


def _is_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text


@given(st.binary(max_size=2000), NAMES)
def test_random_bytes(data: bytes, name: str) -> None:
    assert unfit(data, name) == []


@given(st.text(max_size=500), NAMES)
def test_random_text_as_a_note_and_a_cell(text: str, name: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert unfit(b"BEGIN:VCARD\nFN:" + data + b"\nNOTE:" + data + b"\nEND:VCARD\n", name) == []
    assert unfit(b"Name,Notes\n" + data + b"," + data, name) == []


@given(
    st.sampled_from([CARD, TABLE]),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 9), PIECES), max_size=8),
    NAMES,
)
def test_mutated_files(data: bytes, changes: list[tuple[int, int, bytes]], name: str) -> None:
    for at, length, piece in changes:
        data = data[:at] + piece + data[at + length :]
    assert unfit(data, name) == []


@given(
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cf", "Zs", "Zl", "Zp", "Mn", "Me", "Cn", "Co"]), min_size=1)
)
def test_a_name_of_visible_letters_comes_back(name: str) -> None:
    escaped = name.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    data = f"BEGIN:VCARD\nVERSION:4.0\nFN:{escaped}\nEND:VCARD\n".encode()
    assert read_contacts(data, "a.vcf").contacts[0].name == unicodedata.normalize("NFC", name)[:1000]

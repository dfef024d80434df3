"""vCard files of all versions, with the traps that real ones set. Every card here was written for these tests."""

from __future__ import annotations

import pytest
import vobject

from isp_desktop.domain.errors import BadInput
from isp_desktop.services.contacts import Contact, ContactFile, read_contacts


def read(data: bytes | str) -> ContactFile:
    return read_contacts(data.encode() if isinstance(data, str) else data, "people.vcf")


def only(data: bytes | str) -> Contact:
    (contact,) = read(data).contacts
    return contact


def card(*lines: str, version: str = "3.0", end: str = "\r\n") -> str:
    return end.join(("BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""))


def test_a_whole_card() -> None:
    text = card(
        "N:Okafor;Ada;;Dr.;",
        "FN:Dr. Ada Okafor",
        "ORG:Hillside School;Team One",
        "ROLE:Coach",
        "TITLE:Head of practice",
        "EMAIL;TYPE=work:ada@hillside.example",
        "EMAIL:ADA@hillside.example",
        "TEL;TYPE=cell:+1 555 010 0200",
        "TEL;TYPE=work,fax:+1 555 010 0299",
        "ADR;TYPE=work:;;1 Hill Road;Springfield;IL;62701;USA",
        "NOTE:First line\\nsecond\\, with a comma\\; and more",
        version="4.0",
    )
    assert only(text) == Contact(
        name="Dr. Ada Okafor",
        role="Head of practice, Coach",
        organization="Hillside School, Team One",
        emails=("ada@hillside.example",),
        phones=("+1 555 010 0200", "+1 555 010 0299 (fax)"),
        address="1 Hill Road\nSpringfield, IL 62701\nUSA",
        about="First line\nsecond, with a comma; and more",
        where="card 1",
    )


def test_what_has_no_field_is_told_with_its_value() -> None:
    file = read(card("FN:Ada", "BDAY:1980-03-22", "URL:https://a.example", "URL:https://b.example", "NICKNAME:Addy"))
    assert [(left.where, left.what) for left in file.not_taken] == [
        ("card 1", "birthday: 1980-03-22"),
        ("card 1", "web address: https://a.example, https://b.example"),
        ("card 1", "nickname: Addy"),
    ]
    assert {left.why for left in file.not_taken} == {"There is no field for it here."}


def test_bookkeeping_of_programs_is_not_told() -> None:
    assert read(card("FN:Ada", "PRODID:x", "REV:2020", "UID:1", "X-ABUID:2")).not_taken == ()


def test_a_photo_is_told_without_its_bytes() -> None:
    file = read(card("FN:Ada", "PHOTO;ENCODING=b;TYPE=JPEG:AAAA", " BBBB", "CCCC", "", "TEL:1"))
    assert [left.what for left in file.not_taken] == ["photo"]
    assert file.contacts[0].phones == ("1",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_every_kind_of_line_end(end: str) -> None:
    assert only(card("FN:Ada Oka", " for", "TEL:1", end=end)).name == "Ada Okafor"


def test_a_fold_may_cut_through_a_letter() -> None:
    whole = card("FN:Zoë", "TEL:1").encode()
    cut = whole.index("ë".encode()) + 1
    assert only(whole[:cut] + b"\r\n " + whole[cut:]).name == "Zoë"


def test_vcard_2_keeps_the_space_of_a_fold() -> None:
    assert only(card("FN:Ada", "NOTE:one", " two", version="2.1")).about == "one two"


def test_quoted_printable_with_soft_breaks_and_a_charset() -> None:
    text = card(
        "FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Ren=E9e M=FCl=",
        "ler",
        "NOTE;QUOTED-PRINTABLE:one=0D=0A=",
        "two=3D",
        version="2.1",
    )
    contact = only(text)
    assert (contact.name, contact.about) == ("Renée Müller", "one\ntwo=")


def test_a_soft_break_before_the_end_does_not_swallow_the_next_card() -> None:
    text = card("FN:Ada", "NOTE;ENCODING=QUOTED-PRINTABLE:cut=", version="2.1") + card("FN:Ben")
    assert [contact.name for contact in read(text).contacts] == ["Ada", "Ben"]


@pytest.mark.parametrize(
    ("charset", "codec"), [("SHIFT_JIS", "cp932"), ("WINDOWS-1251", "cp1251"), ("EUC-JP", "euc-jp")]
)
def test_a_declared_charset_counts_for_its_value(charset: str, codec: str) -> None:
    name = "能村 ソ連" if codec != "cp1251" else "Анна Иванова"
    data = b"BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=" + charset.encode() + b":" + name.encode(codec) + b"\nEND:VCARD"
    assert only(data).name == name


@pytest.mark.parametrize("charset", ["unicode_escape", "base64", "idna", "\x00", "no-such-thing", "undefined"])
def test_a_charset_that_is_none_is_overlooked(charset: str) -> None:
    assert only(card(f"FN;CHARSET={charset}:Zoë\\\\u0041")).name == "Zoë\\u0041"


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_with_and_without_a_mark(codec: str) -> None:
    assert only(card("FN:Zoë Оля 😀", "TEL:1").encode(codec)).name == "Zoë Оля 😀"


def test_in_a_utf16_file_a_charset_speaks_only_of_quoted_printable() -> None:
    text = card("FN;CHARSET=UTF-16:Zoë", "NOTE;CHARSET=ISO-8859-1;QUOTED-PRINTABLE:Zo=EB", version="2.1")
    contact = only(text.encode("utf-16"))
    assert (contact.name, contact.about) == ("Zoë", "Zoë")


@pytest.mark.parametrize("codec", ["cp1252", "mac-roman"])
@pytest.mark.parametrize("name", ["José Muñoz", "Françoise Lefèvre", "Jürgen Größ", "Åse Ødegård"])
def test_undeclared_western_text_is_guessed(codec: str, name: str) -> None:
    assert only(card(f"FN:{name}").encode(codec)).name == name


def test_emoji_written_as_two_coded_surrogates() -> None:
    assert only(card("FN:Ada ?").encode().replace(b"?", b"\xed\xa0\xbd\xed\xb8\x80")).name == "Ada 😀"


def test_a_lone_surrogate_does_not_get_in() -> None:
    name = only(card("FN:Ada ?").encode().replace(b"?", b"\xed\xa0\xbd")).name
    assert name.startswith("Ada")
    name.encode()


@pytest.mark.parametrize("name", ["ליאור כהן", "علی‌رضا", "👩‍🏫 Ms Lee", "A\u200fב"])
def test_names_of_any_script_stay(name: str) -> None:
    assert only(card(f"FN:{name}")).name == name


def test_invisible_wrapping_and_control_characters_go() -> None:
    contact = only(card("FN:A\x00d\x07a\u202e\tO", "TEL:\u202d+1 555\u202c", "NOTE:a\x01b\\n\\nc"))
    assert (contact.name, contact.phones, contact.about) == ("Ada O", ("+1 555",), "ab\n\nc")


def test_a_name_that_is_too_long_is_cut_and_told() -> None:
    file = read(card("FN:" + "é" * 1200))
    assert file.contacts[0].name == "é" * 1000
    assert file.not_taken[0].what.startswith("end of the name: ééé")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (("N:Okafor;Ada;Jane;Dr.;PhD",), "Dr. Ada Jane Okafor PhD"),
        (("N:安藤;ロイド;;;",), "安藤 ロイド"),
        (("FN:\u200b ", "N:;;;;", "NICKNAME:Addy", "ORG:Hillside"), "Addy"),
        (("N:;;;;", "ORG:Hillside School;"), "Hillside School"),
        (("EMAIL:ada@hillside.example",), "ada@hillside.example"),
    ],
)
def test_what_a_card_is_listed_by(lines: tuple[str, ...], name: str) -> None:
    assert only(card(*lines)).name == name


def test_a_card_without_any_name_is_not_taken_but_recognizable() -> None:
    file = read(card("TEL:+1 555 010 0200") + card("FN:Ada"))
    assert [contact.where for contact in file.contacts] == ["card 2"]
    (left,) = file.not_taken
    assert (left.where, left.what) == ("card 1", "whole card: +1 555 010 0200")
    assert left.why.startswith("It holds no name")


def test_a_list_of_contacts_is_no_person() -> None:
    file = read(card("FN:Everyone", "KIND:group", "MEMBER:urn:uuid:1", version="4.0"))
    assert file.contacts == ()
    assert file.not_taken[0].why == "It is a list of other contacts, not a person."


def test_groups_bare_parameters_and_odd_names() -> None:
    text = card(
        "fn:Ada",
        "item1.EMAIL;INTERNET;PREF:ada@x.example",
        "item2.TEL:22",
        "item2.X-ABLabel:_$!<AssistantPhone>!$_",
        'TEL;TYPE="HOME:1;2,3",X:33',
        "X-messaging/irc-All:ada",
        version="2.1",
    )
    contact = only(text)
    assert (contact.emails, contact.phones) == (("ada@x.example",), ("22 (assistant)", "33"))
    assert [left.what for left in read(text).not_taken] == ["instant message address: ada"]


def test_addresses_in_uris_and_brackets() -> None:
    contact = only(
        card("FN:Ada", "EMAIL:mailto:ada@x.example", "TEL;VALUE=uri:tel:+1-555;ext=12", 'EMAIL:"A" <b@x.org>')
    )
    assert (contact.emails, contact.phones) == (("ada@x.example", "b@x.org"), ("+1-555 ext. 12",))


def test_what_is_no_address_is_told() -> None:
    file = read(card("FN:Ada", "EMAIL:none", "TEL:sip:ada@x.example"))
    assert [(left.what, left.why) for left in file.not_taken] == [
        ("e-mail: none", "It is not an e-mail address."),
        ("telephone: sip:ada@x.example", "It is not a telephone number."),
    ]


def test_several_addresses_are_headed_by_their_kind() -> None:
    text = card("FN:Ada", "ADR;WORK:;;1 Hill Rd;Town;;;", "ADR;HOME:;;2 Dale;;;;", "ADR;HOME:;;2 Dale;;;;")
    assert only(text).address == "Work:\n1 Hill Rd\nTown\n\nHome:\n2 Dale"


def test_a_printed_address_serves_where_there_is_no_other() -> None:
    assert only(card("FN:Ada", "LABEL:1 Hill Rd\\nTown")).address == "1 Hill Rd\nTown"
    told = read(card("LABEL:1 Hill Rd\\nElsewhere", "ADR:;;1 Hill Rd;Town;;;", "FN:Ada")).not_taken
    assert [left.what for left in told] == ["printed address: 1 Hill Rd Elsewhere"]


def test_bare_lines_continue_a_note_and_are_told_elsewhere() -> None:
    file = read(card("FN:Ada", "NOTE:one", "two", "TEL:1", "what is this", "# a comment"))
    assert file.contacts[0].about == "one\ntwo"
    assert [(left.what, left.why) for left in file.not_taken] == [
        ("2 lines", "They are not in the form of a card's lines.")
    ]


def test_vcard_2_knows_no_escapes_but_the_semicolon() -> None:
    contact = only(card(r"N:A\;B;C", r"NOTE:C:\new", version="2.1"))
    assert (contact.name, contact.about) == ("C A;B", r"C:\new")


def test_a_forgotten_end_closes_the_card_at_the_next() -> None:
    file = read("BEGIN:VCARD\nFN:Ada\n" + card("FN:Ben"))
    assert ([contact.name for contact in file.contacts], file.not_taken) == (["Ada", "Ben"], ())


def test_a_file_that_breaks_off_says_so() -> None:
    file = read("BEGIN:VCARD\nFN:Ada\nTEL:12")
    assert file.contacts[0].phones == ("12",)
    assert file.not_taken[0].what == "end of the card"


def test_a_card_inside_a_card_is_a_contact_of_its_own() -> None:
    file = read("BEGIN:VCARD\nVERSION:2.1\nFN:Ada\nAGENT:\nBEGIN:VCARD\nFN:Ben\nTEL:2\nEND:VCARD\nTEL:1\nEND:VCARD \n")
    assert [(each.name, each.phones) for each in file.contacts] == [("Ada", ("1",)), ("Ben", ("2",))]


def test_text_around_cards_is_told() -> None:
    file = read("Dear all,\nhere is the card.\n\n" + card("FN:Ada") + "-- \n")
    assert [contact.name for contact in file.contacts] == ["Ada"]
    assert [(left.where, left.what) for left in file.not_taken] == [("outside the cards", "3 lines")]


def test_text_in_base64() -> None:
    assert only(card("FN;ENCODING=B:Wm/Dqw==")).name == "Zoë"
    assert read(card("FN:Ada", "NOTE;ENCODING=B:A")).not_taken[0].why.startswith("It is said to be base64")


def test_cards_that_another_program_wrote_are_read_back() -> None:
    written = vobject.vCard()
    written.add("n").value = vobject.vcard.Name(family="Müller-Lüdenscheidt; von", given="Zoë, Ann")
    written.add("fn").value = "Zoë, Ann Müller-Lüdenscheidt; von " + "und zu " * 20
    written.add("email").value = "zoe@x.example"
    written.add("tel").value = "+49 30 1234567"
    written.add("note").value = "one\ntwo; three, four \\ five"
    contact = only(written.serialize())
    assert contact.name == ("Zoë, Ann Müller-Lüdenscheidt; von " + "und zu " * 20).strip()
    assert (contact.emails, contact.phones) == (("zoe@x.example",), ("+49 30 1234567",))
    assert contact.about == "one\ntwo; three, four \\ five"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n\x00", "is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "is a PDF document"),
        (b"PK\x03\x04rest", "is a workbook, document or compressed folder"),
        (b"<!doctype html>", "is a web page"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR", "is a calendar"),
        (b"hello", "no line in it says BEGIN:VCARD"),
        (b"x" * 25_000_001, "is larger than 25 MB"),
        (b"x" + b"\n" * 1_000_001, "has more than 1,000,000 lines"),
    ],
)
def test_what_is_no_contact_file_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        read(data)
    assert str(refused.value).startswith("people.vcf ")
    assert "\n" not in str(refused.value)


def test_one_huge_card_is_read_as_far_as_a_card_goes() -> None:
    file = read("BEGIN:VCARD\nFN:Ada\n" + "".join(f"TEL:{number}\n" for number in range(6000)) + "END:VCARD\n")
    assert len(file.contacts[0].phones) == 100
    assert [left.what for left in file.not_taken] == ["4,899 more telephone numbers: 100", "1,001 lines"]

"""Contact files that other projects publish for testing their own readers, kept beside the checkout."""

from __future__ import annotations

from pathlib import Path

import pytest

from isp_desktop.domain.errors import BadInput
from isp_desktop.services.contacts import read_contacts

SAMPLES = Path(__file__).parents[4] / "shared" / "samples"

pytestmark = pytest.mark.skipif(
    not SAMPLES.is_dir(), reason="the sample files of other projects are not beside this checkout"
)

# File: names taken, cards or lines not taken as a whole.
TAKEN: dict[str, tuple[tuple[str, ...], int]] = {
    "vcard/android_frameworks_opt_vcard__v21_adr_multiple_line.vcf": (("bogus",), 0),
    "vcard/android_frameworks_opt_vcard__v21_android_custom_prop.vcf": ((), 1),
    "vcard/android_frameworks_opt_vcard__v21_backslash.vcf": (("A;B\\C\\;D:E\\\\",), 0),
    "vcard/android_frameworks_opt_vcard__v21_base64_no_2_crlf.vcf": (("fullname",), 0),
    "vcard/android_frameworks_opt_vcard__v21_complicated.vcf": (("Joe Due",), 0),
    "vcard/android_frameworks_opt_vcard__v21_invalid_comment_line.vcf": (("Conference Call",), 0),
    "vcard/android_frameworks_opt_vcard__v21_invalid_multiple_line.vcf": (("Omega",), 0),
    "vcard/android_frameworks_opt_vcard__v21_japanese_1.vcf": (("安藤ロイド",), 0),
    "vcard/android_frameworks_opt_vcard__v21_multiple_entry.vcf": (("安藤ロイド3", "安藤ロイド4", "安藤ロイド5"), 0),
    "vcard/android_frameworks_opt_vcard__v21_simple_2.vcf": (("Ando Roid",), 0),
    "vcard/android_frameworks_opt_vcard__v21_simple_3.vcf": (("Ando Roid",), 0),
    "vcard/android_frameworks_opt_vcard__v21_x_android_custom_after_photo.vcf": (("Roid Ando",), 0),
    "vcard/android_frameworks_opt_vcard__v30_comma_separated.vcf": (("G M F",), 0),
    "vcard/android_frameworks_opt_vcard__v30_ios_613_multiline.vcf": (("Bob Smith",), 0),
    "vcard/android_frameworks_opt_vcard__v30_japanese.vcf": (("伊能 圭一 伊予",), 0),
    "vcard/android_frameworks_opt_vcard__v30_multibyte_param.vcf": (("G M F",), 0),
    "vcard/android_frameworks_opt_vcard__v30_pager.vcf": (("G M F",), 0),
    "vcard/android_frameworks_opt_vcard__v30_pause_wait.vcf": (("Pause Wait",), 0),
    "vcard/android_frameworks_opt_vcard__v30_sip.vcf": (("Android",), 0),
    "vcard/android_frameworks_opt_vcard__v40_sip.vcf": (("安藤 ロイド",), 0),
    "vcard/ez-vcard__John_Doe_BLACK_BERRY.vcf": (("John Doe",), 0),
    "vcard/ez-vcard__John_Doe_EVOLUTION.vcf": (("Mr. John Richter, James Doe Sr.",), 0),
    "vcard/ez-vcard__John_Doe_GMAIL.vcf": (("Mr. John Richter, James Doe Sr.",), 0),
    "vcard/ez-vcard__John_Doe_IPHONE.vcf": (("Mr. John Richter James Doe Sr.",), 0),
    "vcard/ez-vcard__John_Doe_LOTUS_NOTES.vcf": (("Mr. Doe John I Johny",), 0),
    "vcard/ez-vcard__John_Doe_MS_OUTLOOK.vcf": (("Mr. John Richter James Doe Sr.",), 0),
    "vcard/ez-vcard__gmail-list.vcf": (("Arnold Smith", "Chris Beatle", "Doug White"), 0),
    "vcard/ez-vcard__outlook-2003.vcf": (("John Doe III",), 0),
    "vcard/ez-vcard__rfc2426-example.vcf": (("Frank Dawson", "Tim Howes"), 0),
    "vcard/ez-vcard__thunderbird-MoreFunctionsForAddressBook-extension.vcf": (("John Doe",), 0),
    "vcard/ical4j-vcard__Denis_Hennessy.vcf": (("Denis Hennessy",), 0),
    "vcard/ical4j-vcard__Frank_Dawson.vcf": (("Frank Dawson",), 0),
    "vcard/ical4j-vcard__Tony_Small.vcf": (("Tony Small",), 0),
    "vcard/ical4j-vcard__vcard-antoni-kontact.vcf": (("Antoni Mylka",), 0),
    "vcard/ical4j-vcard__vcard-antoni-outlook2003.vcf": (("Antoni Jozef Mylka jun.",), 0),
    "vcard/ical4j-vcard__vcard-incompletenproperty.vcf": (("Antoni Mylka",), 0),
    "vcard/ical4j-vcard__vcard-rfc2426.vcf": (("Frank Dawson", "Tim Howes"), 0),
    "vcard/ical4j-vcard__vcard-url.vcf": ((), 1),
    "vcard/kcontacts__vcard12.vcf": (("Good Looking",), 0),
    "vcard/kcontacts__vcard14.vcf": (("Test User",), 0),
    "vcard/kcontacts__vcard15.vcf": (("Test Tester",), 0),
    "vcard/kcontacts__vcard2.vcf": (("Tim Howes",), 0),
    "vcard/kcontacts__vcard3.vcf": (("ian geiser",), 0),
    "vcard/kcontacts__vcard7.vcf": ((), 1),
    "vcard/kcontacts__vcard9.vcf": (
        ("βγδεαβγδ1βγδεαβγδ1βγδεαβγδ1βγδεαβγδ1βγδεαβγδ1βγδεαβγδ1βγδεαβγδ1βγδεαβγδ1βγδεαβγδ1βγδεαβγδ1βγδεαβγδ1",),
        0,
    ),
    "vcard/kcontacts__vcard_extension_case_normalization.vcf": (("My Name",), 0),
    "vcard/kcontacts__vcard_legacy_messaging_fields.vcf": (("My Name",), 0),
    "vcard/roundcubemail__all.vcf": (("Display Name",), 0),
    "vcard/roundcubemail__contacts.vcf": (("Aleksander Machniak", "Sylvester Stalone"), 0),
    "vcard/roundcubemail__email.vcf": (
        ("test1@domain.tld", "test2@domain.tld", "test3@domain.tld", "test4@domain.tld"),
        0,
    ),
    "vcard/roundcubemail__johndoe.vcf": (("John Doë",), 0),
    "vcard/vcard4android__allfields-vcard3.vcf": (("Ämi Display",), 0),
    "vcard/vcard4android__strange-rev.vcf": (("Name Name",), 0),
    "vcard/vobject__issue153.vcf": (("Test Benutzer",), 0),
    "vcard/vobject__issue64.vcf": ((), 1),
    "csv/roundcubemail__all.csv": (("Display Name",), 0),
    "csv/roundcubemail__email.csv": (
        ("test1@domain.tld", "test2@domain.tld", "test3@domain.tld", "test4@domain.tld"),
        0,
    ),
    "csv/roundcubemail__gmail.csv": (("Prefix Firstname Middle Lastname Suffix",), 0),
    "csv/roundcubemail__outlook.csv": (("test1@domain.tld",), 0),
    "csv/roundcubemail__tb_plain.csv": (("Displayname",), 0),
}
REFUSED = {
    "csv/google_contacts_2024_header_only.csv": "has column headings and no contacts below them",
    "csv/outlook_header_only.csv": "has column headings and no contacts below them",
}


def sample(name: str) -> bytes:
    return (SAMPLES / name).read_bytes()


@pytest.mark.parametrize("name", TAKEN)
def test_every_sample_gives_exactly_its_contacts(name: str) -> None:
    file = read_contacts(sample(name), name.partition("/")[2])
    whole = [left for left in file.not_taken if left.what.startswith("whole ")]
    assert (tuple(contact.name for contact in file.contacts), len(whole)) == TAKEN[name]


@pytest.mark.parametrize("name", REFUSED)
def test_samples_that_are_refused(name: str) -> None:
    with pytest.raises(BadInput, match=REFUSED[name]):
        read_contacts(sample(name), name.partition("/")[2])


def test_no_sample_is_left_untried() -> None:
    there = {f"{folder}/{path.name}" for folder in ("vcard", "csv") for path in (SAMPLES / folder).iterdir()}
    assert there == {*TAKEN, *REFUSED}

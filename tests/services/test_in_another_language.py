"""The program's own words below the window, in another language than English; what people wrote stays as it is."""

from __future__ import annotations

import datetime as dt
import gettext
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdf
import pytest
from babel.messages import Catalog
from babel.messages.mofile import write_mo
from docx import Document

from isp_desktop.db.models import kinds
from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput, StoreClosed
from isp_desktop.domain.language import DOMAIN, speak
from isp_desktop.domain.passphrases import strength
from isp_desktop.domain.practice import load_practice
from isp_desktop.domain.promises import late_words
from isp_desktop.domain.timeline import Sieve
from isp_desktop.services import backups, lines, naming, records, site_view, timeline, visit_summary
from isp_desktop.services.contacts import Contact, Known, likely_duplicates, read_contacts
from isp_desktop.services.joining import in_words
from isp_desktop.services.story import story

TODAY = dt.date(2026, 10, 20)
Put = Callable[..., str]

GERMAN = {
    "School": "Schule",
    "Kept": "Eingehalten",
    "Practice setting": "Rahmen",
    "Purpose": "Zweck",
    "Page {at} of {all}": "Seite {at} von {all}",
    "Number": "Zahl",
    "Visit": "Besuch",
    "made it": "hat es angelegt",
    "asked for": "gewünscht",
    "same name, same organization": "gleicher Name, gleiche Organisation",
    "{kind} without a name": "{kind} ohne Namen",
    "{reason} as {where}": "{reason} wie {where}",
    "card {number}": "Karte {number}",
    "birthday": "Geburtstag",
    "There is no field for it here.": "Dafür gibt es hier kein Feld.",
    "“{label}” ({name}) takes a date that exists, such as 2026-10-15.": "„{label}“ ({name}) ist kein Datum.",
    "Date": "Datum",
    "The notebook is locked. Open it again, then repeat what you did.": "Das Notizbuch ist zu.",
    "Strong: {words}, about {time} to guess": "Stark: {words}, etwa {time}",
    "four words": "vier Wörter",
    "Build trust": "Vertrauen aufbauen",
}
COUNTED = {
    ("{n} day late", "{n} days late"): ("{n} Tag zu spät", "{n} Tage zu spät"),
    ("{n} year", "{n} years"): ("{n} Jahr", "{n} Jahre"),
}


@pytest.fixture(autouse=True)
def german(tmp_path: Path) -> Iterator[None]:
    catalog = Catalog(locale="de")
    for one, said in GERMAN.items():
        catalog.add(one, said)
    for both, forms in COUNTED.items():
        catalog.add(both, forms)
    place = tmp_path / "translations" / "de" / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / f"{DOMAIN}.mo").open("wb") as file:
        write_mo(file, catalog)
    speak("de", tmp_path / "translations")
    yield
    speak("en", tmp_path)
    # The library remembers each file for good.
    gettext._translations.clear()  # type: ignore[attr-defined]


def test_an_error_names_the_field_as_the_language_does(store: Store) -> None:
    with store.write() as transaction, pytest.raises(BadInput) as told:
        records.put(transaction, "visit", {"date": "soon"})
    assert str(told.value) == "„Datum“ (date) ist kein Datum."
    store.close()
    with pytest.raises(StoreClosed, match=r"Das Notizbuch ist zu\."), store.read():
        pass


def test_a_line_says_its_state_in_words_and_whether_it_is_kept_beside(store: Store, put: Put) -> None:
    site = put("site", name="Alder Road", setting="school")
    put("commitment", what="Send the plan", status="kept", due="2026-10-01", site=site)
    put("commitment", what="Bring the form", status="dropped", reason="Too late", site=site)
    [kept] = lines.page(store, "commitment", [("status", "kept")], today=TODAY)
    [dropped] = lines.page(store, "commitment", [("status", "dropped")], today=TODAY)
    assert (kept.status, kept.kept, kept.settled) == ("Eingehalten", True, True)
    assert (dropped.kept, dropped.settled) == (False, True)
    assert lines.page(store, "site")[0].cells == ("Schule",)


def test_days_are_written_as_the_language_writes_them(store: Store, put: Put) -> None:
    assert naming.day_in_words("2026-10-15") == "15. Oktober 2026"
    visit = put("visit", date="2026-10-15")
    with store.read() as reading:
        assert naming.titles(reading, [visit]) == {visit: "15. Oktober 2026"}
    assert late_words(1) == "1 Tag zu spät"
    assert late_words(3) == "3 Tage zu spät"


def test_a_history_is_told_in_the_language(store: Store, put: Put) -> None:
    uid = put("visit", date="2026-10-15", purpose="Visit")
    [step] = story(store, uid).steps
    assert step.did == "hat es angelegt"
    assert ("Zweck", "Visit") in [(one.label, one.after) for one in step.changes], "what was typed stays"


def test_the_reason_of_a_backup_is_kept_in_english_and_told_in_the_language(store: Store, put: Put) -> None:
    put("site", name="Alder Road")
    taken = backups.take(store)
    assert taken.manifest.reason == "asked for"
    assert backups.reason(taken) == "gewünscht"
    assert str(dt.datetime.now().astimezone().year) in backups.moment(taken)


def test_what_people_wrote_is_never_translated() -> None:
    person = kinds()["person"]
    assert in_words(person.field("role"), "School", {}) == "School"
    assert in_words(person.field("part"), "practice", {}) == "Practice"
    assert in_words(person.field("phones"), ["School", "Visit"], {}) == "School, Visit"


def test_changes_of_a_site_stand_in_order_under_the_translated_places(store: Store, put: Put) -> None:
    site = put("site", name="Alder Road")
    put("change", what="New funding", date="2026-10-01", place="system", site=site)
    put("change", what="New room", date="2026-09-01", place="setting", site=site)
    assert list(site_view.aside(store, site, TODAY).changes) == ["Rahmen", "Wider system"]


def test_a_change_from_a_place_unknown_here_has_no_mark(store: Store, put: Put) -> None:
    site = put("site", name="Alder Road")
    with store.write() as transaction:
        fields = {"what": "New law", "date": "2026-10-01", "place": "sky", "site": site}
        uid = "01890000-0000-7000-8000-000000000001"
        transaction.revise(uid, "change", "shared", [], "edit", fields)
    [entry] = timeline.page(store, site, Sieve(), None, 10, TODAY).entries
    assert (entry.title, entry.marks) == ("New law", ())


def test_contacts_are_told_in_the_language() -> None:
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Kim\r\nBDAY:1980-03-22\r\nEND:VCARD\r\n"
    [left] = read_contacts(card, "a.vcf").not_taken
    assert (left.where, left.why) == ("Karte 1", "Dafür gibt es hier kein Feld.")
    assert left.what == "Geburtstag: 1980-03-22"
    ana = Contact("Ana Kim", "", "Alder Road", (), (), "", "", "Karte 1")
    twin = Contact("Ana Kim", "", "Alder Road", (), (), "", "", "Karte 2")
    found = likely_duplicates([ana, twin], [Known("u", "Ana Kim", (), (), "Alder Road")])
    assert [one.why for one in found] == [
        "gleicher Name, gleiche Organisation",
        "gleicher Name, gleiche Organisation",
        "gleicher Name, gleiche Organisation wie Karte 1",
    ]


def test_a_passphrase_is_judged_in_the_language() -> None:
    told = strength("copper lantern velvet orbit").sentence
    assert told.startswith("Stark: vier Wörter, etwa ")
    assert told.endswith("Jahre")


def test_the_wording_of_the_practice_is_translated_and_its_codes_are_not() -> None:
    practice = load_practice()
    assert practice.competencies[0].key.isascii()
    assert [one.code for one in practice.activities][:2] == ["R1", "R2"]


def test_a_summary_is_written_in_the_language(store: Store, put: Put) -> None:
    uid = put("visit", date="2026-10-15", purpose="Coaching")
    written = visit_summary.write(store, uid, "md").decode()
    assert "Zweck" in written
    assert "15. Oktober 2026" in written
    pages = pypdf.PdfReader(io.BytesIO(visit_summary.write(store, uid, "pdf"))).pages
    assert "Seite 1 von 1" in pages[0].extract_text()
    word = Document(io.BytesIO(visit_summary.write(store, uid, "docx")))
    foot = word.sections[0].footer.paragraphs[0]._p.xpath(".//w:t")
    assert "".join(one.text or "" for one in foot).endswith("Seite 1 von 1")

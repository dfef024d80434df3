"""Contact tables (CSV) as programs write them. Every row here was written for these tests."""

from __future__ import annotations

import pytest

from isp_desktop.domain.errors import BadInput
from isp_desktop.services.contacts import Contact, ContactFile, read_contacts


def read(text: str | bytes, name: str = "people.csv") -> ContactFile:
    return read_contacts(text.encode() if isinstance(text, str) else text, name)


def only(text: str | bytes) -> Contact:
    (contact,) = read(text).contacts
    return contact


def table(cells: dict[str, str], delimiter: str = ",") -> str:
    rows = (cells.keys(), cells.values())
    return "".join(delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)


ADA = ("Ada Okafor", "Coach", "Hillside, Team One", ("ada@x.example",))


def told(contact: Contact) -> tuple[str, str, str, tuple[str, ...]]:
    return contact.name, contact.role, contact.organization, contact.emails


@pytest.mark.parametrize(
    "cells",
    [
        {
            "First Name": "Ada",
            "Last Name": "Okafor",
            "Organization Name": "Hillside",
            "Organization Title": "Coach",
            "Organization Department": "Team One",
            "E-mail 1 - Label": "* Work",
            "E-mail 1 - Value": "ada@x.example",
        },
        {
            "Name": "Ada Okafor",
            "Given Name": "Ada",
            "Family Name": "Okafor",
            "E-mail 1 - Type": "*",
            "E-mail 1 - Value": "ada@x.example ::: ADA@x.example",
            "Organization 1 - Name": "Hillside",
            "Organization 1 - Title": "Coach",
            "Organization 1 - Department": "Team One",
        },
        {
            "Title": "",
            "First Name": "Ada",
            "Last Name": "Okafor",
            "Company": "Hillside",
            "Department": "Team One",
            "Job Title": "Coach",
            "E-mail Address": "ada@x.example",
            "E-mail Type": "SMTP",
        },
        {
            "Anrede": "",
            "Vorname": "Ada",
            "Nachname": "Okafor",
            "Firma": "Hillside",
            "Abteilung": "Team One",
            "Position": "Coach",
            "E-Mail-Adresse": "ada@x.example",
        },
        {
            "Prénom": "Ada",
            "Nom": "Okafor",
            "Société": "Hillside",
            "Service": "Team One",
            "Fonction": "Coach",
            "Adresse de messagerie": "ada@x.example",
        },
        {
            "Nombre": "Ada",
            "Apellidos": "Okafor",
            "Organización": "Hillside",
            "Departamento": "Team One",
            "Puesto": "Coach",
            "Dirección de correo electrónico": "ada@x.example",
        },
        {
            "Voornaam": "Ada",
            "Achternaam": "Okafor",
            "Bedrijf": "Hillside",
            "Afdeling": "Team One",
            "Functie": "Coach",
            "E-mailadres": "ada@x.example",
        },
        {
            "Display Name": "Ada Okafor",
            "Primary Email": "ada@x.example",
            "Organization": "Hillside",
            "Department": "Team One",
            "Job Title": "Coach",
        },
        {
            "Vorname": "Ada",
            "Name": "Okafor",
            "Firma": "Hillside, Team One",
            "Rolle": "Coach",
            "E-Mail": "ada@x.example",
        },
        {"name": "Ada Okafor", "title": "Coach", "school": "Hillside, Team One", "email": "ada@x.example"},
    ],
    ids=lambda cells: ", ".join(list(cells)[:2]),
)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_layouts(cells: dict[str, str], delimiter: str) -> None:
    assert told(only(table(cells, delimiter))) == ADA


def test_french_outlook_has_two_columns_called_titre() -> None:
    assert told(only("Titre,Prénom,Nom,Titre,Société\nMme,Ada,Okafor,Conseillère,Colline\n"))[:3] == (
        "Mme Ada Okafor",
        "Conseillère",
        "Colline",
    )


def test_telephones_know_what_nobody_answers() -> None:
    cells = {"Name": "Ada", "Phone 1 - Type": "Work Fax", "Phone 1 - Value": "1", "Phone 2 - Type": "Mobile"}
    assert only(table({**cells, "Phone 2 - Value": "2 ::: 3", "Home Fax": "4", "Pager": "5"})).phones == (
        "1 (fax)",
        "2",
        "3",
        "4 (fax)",
        "5 (pager)",
    )


def test_addresses_formatted_and_in_parts() -> None:
    google = {
        "Name": "Ada",
        "Address 1 - Label": "Work",
        "Address 1 - Formatted": "1 Hill Rd\nTown",
        "Address 1 - City": "Town",
        "Address 2 - Label": "* Home",
        "Address 2 - Street": "2 Dale",
        "Address 2 - City": "Vale",
    }
    assert only(table(google)).address == "Work:\n1 Hill Rd\nTown\n\nHome:\n2 Dale\nVale"
    outlook = {
        "First Name": "Ada",
        "Business Street": "1 Hill Rd, Suite 3",
        "Business Street 2": "Floor 2",
        "Business City": "Town",
        "Business State": "IL",
        "Business Postal Code": "62701",
        "Business Country/Region": "USA",
    }
    assert only(table(outlook)).address == "1 Hill Rd, Suite 3\nFloor 2\nTown, IL 62701\nUSA"


def test_what_has_no_column_here_is_told() -> None:
    cells = {
        "Name": "Ada",
        "Birthday": "1980-03-22",
        "Anniversary": "0/0/00",
        "Gender": "Unspecified",
        "Priority": "Low",
    }
    assert [(left.where, left.what) for left in read(table(cells)).not_taken] == [("line 2", "Birthday: 1980-03-22")]


def test_cells_beyond_the_headings_are_told() -> None:
    assert [left.what for left in read("Name\nAda,extra\n").not_taken] == ["column without a heading: extra"]


def test_where_is_the_line_a_row_begins_on() -> None:
    file = read('\n\nName,Notes\nAda,"one\ntwo"\n\nBen,\n,nobody\n')
    assert [contact.where for contact in file.contacts] == ["line 4", "line 7"]
    assert [(left.where, left.what) for left in file.not_taken] == [("line 8", "whole line: nobody")]


def test_a_quotation_mark_that_never_closes_costs_one_line() -> None:
    file = read('Name,Notes\nAda,"broken\nBen,fine\nCid,fine\n')
    assert [contact.name for contact in file.contacts] == ["Ben", "Cid"]
    assert [(left.where, left.what) for left in file.not_taken] == [("line 2", "whole line")]


def test_a_quotation_mark_that_swallows_much_costs_one_line() -> None:
    file = read('Name,Notes\nAda,"broken\n' + "Ben,fine\n" * 20_000)
    assert len(file.contacts) == 20_000
    assert [left.where for left in file.not_taken] == ["line 2"]


def test_excel_says_its_delimiter_first() -> None:
    assert only("sep=;\r\nName;E-mail\r\nAda;ada@x.example\r\n").emails == ("ada@x.example",)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac-roman"])
def test_encodings(codec: str) -> None:
    assert only("Prénom;Nom\nRenée;Lefèvre\n".encode(codec)).name == "Renée Lefèvre"


def test_a_card_in_a_text_file_is_a_card() -> None:
    assert read("\nBEGIN:VCARD\nFN:Ada\nEND:VCARD\n", "people.txt").contacts[0].where == "card 1"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Name,E-mail\n", "has column headings and no contacts below them"),
        ("Name,E-mail\n\n , \n", "has column headings and no contacts below them"),
        ("Temperature,Rain\n1,2\n", "is not a table of contacts this program knows"),
        ("\x01\x02\x03", "is not a table of contacts this program knows"),
    ],
)
def test_what_is_no_contact_table_is_refused_in_a_sentence(text: str, says: str) -> None:
    with pytest.raises(BadInput, match=says) as refused:
        read(text)
    assert "\n" not in str(refused.value)

"""What the columns of contact tables are called, and where their values go.

The headings are those that Google Contacts (before and since 2024), Outlook (English, German, French, Spanish,
Italian, Dutch, Portuguese), Thunderbird and Roundcube write, and the plain words people use in tables of their own.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple


class Column(NamedTuple):
    """Where the values of a column go.

    Attributes:
        field: "name", "given", "email", "phone", "street"...; "silent" for what programs note for themselves.
        kind: for a telephone what it is ("fax"), for a part of an address which address ("work", "address 1").
    """

    field: str
    kind: str = ""


_NUMBER = re.compile(r"\d+")


def plain(heading: str) -> str:
    """A heading as the table spells it: small letters, numbers as "#", no signs around it."""
    words = unicodedata.normalize("NFKC", heading).casefold().replace("_", " ").replace("\u2019", "'")
    return " ".join(_NUMBER.sub("#", words).split()).strip(" *:.\"'")


def column(heading: str, occurrence: int = 1) -> Column | None:
    """Where the column goes, or None where the heading says nothing to this program.

    Args:
        heading: as the file has it.
        occurrence: 2 where the same heading stands for the second time: French Outlook calls both the form of
            address and the job "Titre".
    """
    found = _COLUMNS.get(plain(heading) + (f" ({occurrence})" if occurrence > 1 else "")) or _COLUMNS.get(
        plain(heading)
    )
    if found is None or "#" not in found.kind:
        return found
    number = _NUMBER.search(heading)
    return Column(found.field, found.kind.replace("#", number.group() if number else ""))


_ROWS: tuple[tuple[str, str, str], ...] = (
    ("name", "", "name; full name; display name; vollständiger name; anzeigename; nom complet; nombre completo;"),
    (
        "name",
        "",
        "nome completo; nome visualizzato; volledige naam; weergavenaam; naam; nome para exibição; 氏名; 名前",
    ),
    ("prefix", "", "name prefix; prefix; title; anrede; titre; título; titolo; titel; tratamento; präfix"),
    ("given", "", "first name; given name; firstname; forename; vorname; prénom; prenom; nombre; nome; voornaam; 名"),
    ("middle", "", "middle name; additional name; weitere vornamen; deuxième prénom; segundo nombre; secondo nome;"),
    ("middle", "", "middelste naam; segundo nome; nome do meio"),
    (
        "family",
        "",
        "last name; family name; surname; lastname; nachname; familienname; nom; nom de famille; apellidos;",
    ),
    ("family", "", "apellido; cognome; achternaam; sobrenome; apelido; 姓"),
    ("suffix", "", "name suffix; suffix; suffixe; sufijo; titolo straniero; achtervoegsel; sufixo"),
    ("file as", "", "file as; screen name"),
    ("nickname", "", "nickname; spitzname; surnom; pseudonyme; sobrenombre; soprannome; bijnaam; alcunha; apodo"),
    ("organization", "", "company; organization; organisation; organization # - name; organization name; firma;"),
    ("organization", "", "unternehmen; société; entreprise; organización; empresa; società; azienda; bedrijf; school;"),
    (
        "organization",
        "",
        "agency; employer; company name; agence; organizzazione; organizzazione name; organização; 会社",
    ),
    ("department", "", "department; organization # - department; organization department; abteilung; service;"),
    ("department", "", "departamento; reparto; afdeling; 部署"),
    ("role", "", "job title; organization # - title; organization title; role; position; titre (2); fonction; puesto;"),
    (
        "role",
        "",
        "cargo; posizione; qualifica; functie; beruf; rolle; funktion; titel (2); título (2); titolo (2); 役職",
    ),
    ("email", "", "e-mail; email; mail; e-mail address; email address; e-mail # address; email #; e-mail #; mail #;"),
    ("email", "", "e-mail # - value; primary email; secondary email; additional email; email home; email work;"),
    ("email", "", "email other; e-mail-adresse; e-mail-adresse #; e-mail #: adresse; e-mailadresse; courriel;"),
    ("email", "", "adresse de messagerie; adresse de messagerie #; adresse e-mail; adresse de courrier;"),
    ("email", "", "adresse de courrier #; adresse électronique; dirección de correo electrónico; correo electrónico;"),
    ("email", "", "dirección de correo electrónico #; dirección correo #; indirizzo posta elettronica;"),
    ("email", "", "indirizzo posta elettronica #; indirizzo e-mail; e-mailadres; e-mailadres #; endereço de email;"),
    ("email", "", "endereço de email #; endereço de e-mail; endereço de e-mail #; e-mail-konto; メールアドレス"),
    ("phone", "phone #", "phone # - value"),
    ("phone kind", "phone #", "phone # - type; phone # - label"),
    (
        "phone",
        "",
        "phone; phone number; telephone; tel; mobile; mobile phone; mobile number; mobile phone #; cell; phone #;",
    ),
    ("phone", "", "cell phone; work phone; home phone; home phone #; business phone; business phone #; work phone #;"),
    (
        "phone",
        "",
        "primary phone; other phone; home mobile; car phone; company main phone; callback; radio phone; isdn;",
    ),
    ("phone", "", "phone video; landline; office phone; telefon; telefon geschäftlich; telefon geschäftlich #;"),
    ("phone", "", "telefon (geschäftlich); telefon privat; telefon privat #; telefon (privat); telefon (privat #);"),
    ("phone", "", "mobiltelefon; mobiltelefon #; weiteres telefon; telefon firma; haupttelefon; autotelefon; handy;"),
    ("phone", "", "telefonnummer; mobil; téléphone; téléphone (bureau); téléphone (bureau) #; téléphone # (bureau);"),
    ("phone", "", "téléphone (domicile); téléphone (domicile) #; téléphone # (domicile); tél. mobile; portable;"),
    ("phone", "", "téléphone (autre); téléphone principal; téléphone société; téléphone (voiture); téléphone mobile;"),
    ("phone", "", "teléfono; teléfono del trabajo; teléfono del trabajo #; particular; particular #; móvil;"),
    (
        "phone",
        "",
        "teléfono particular; teléfono principal; teléfono móvil; otro teléfono; telefono; ufficio; ufficio #;",
    ),
    ("phone", "", "abitazione; abitazione #; cellulare; telefono principale; altro telefono; telefono (uff.);"),
    ("phone", "", "telefoon op werk; telefoon op werk #; telefoon thuis; telefoon thuis #; mobiele telefoon;"),
    ("phone", "", "telefoon; andere telefoon; hoofdtelefoon; telefone; telefone comercial; telefone comercial #;"),
    (
        "phone",
        "",
        "telefone residencial; telefone residencial #; telefone celular; celular; telemóvel; 電話番号; 携帯電話",
    ),
    ("phone", "fax", "fax; fax number; home fax; business fax; work fax; other fax; fax geschäftlich; fax privat;"),
    ("phone", "fax", "weiteres fax; télécopie (bureau); télécopie (domicile); télécopie (autre); fax del trabajo;"),
    ("phone", "fax", "fax particular; otro fax; fax (uff.); fax (ab.); fax op werk; fax thuis; fax comercial;"),
    ("phone", "fax", "fax residencial; outro fax; télécopie; télécopieur"),
    ("phone", "pager", "pager; pager number; récepteur de radiomessagerie; localizador; cercapersone; semafoon"),
    ("phone", "assistant", "assistant's phone; telefon assistent; téléphone de l'assistant(e); telefoon assistent"),
    ("phone", "telex", "telex; télex; télex"),
    ("phone", "tty", "tty/tdd phone; telefon für hörbehinderte"),
    ("address", "", "address; adresse; anschrift; dirección; indirizzo; adres; endereço; postal address; 住所"),
    ("address kind", "address #", "address # - type; address # - label"),
    ("formatted", "address #", "address # - formatted"),
    ("box", "address #", "address # - po box"),
    ("extended", "address #", "address # - extended address"),
    ("street", "address #", "address # - street"),
    ("city", "address #", "address # - city"),
    ("region", "address #", "address # - region"),
    ("code", "address #", "address # - postal code"),
    ("country", "address #", "address # - country"),
    ("street", "", "street; street #; street address; strasse; straße; rue; calle; via; straat; rua; address #"),
    ("city", "", "city; town; ort; stadt; ville; ciudad; città; plaats; cidade"),
    ("region", "", "state; region; county; province; bundesland; région; provincia; provincie; estado"),
    ("code", "", "zip; zip code; postal code; postcode; plz; postleitzahl; code postal; código postal; cap"),
    ("country", "", "country; country/region; land; land/region; pays; pays/région; país; paese"),
    ("box", "work", "business address po box; postfach geschäftlich"),
    ("street", "work", "business street; business street #; work address; work address #; work street;"),
    (
        "street",
        "work",
        "straße geschäftlich; straße geschäftlich #; rue (bureau); rue (bureau) #; via (uff.); via (uff.) #;",
    ),
    ("street", "work", "calle del trabajo; calle del trabajo #; werkadres, straat; werkadres, straat #;"),
    ("street", "work", "endereço comercial; rua do endereço comercial; rua do endereço comercial #"),
    ("city", "work", "business city; work city; ort geschäftlich; ville (bureau); ciudad de trabajo; città (uff.);"),
    ("city", "work", "ciudad del trabajo; werkadres, plaats; cidade do endereço comercial"),
    ("region", "work", "business state; work state; region geschäftlich; dép/région (bureau); provincia (uff.);"),
    ("region", "work", "provincia o estado de trabajo; werkadres, provincie; estado do endereço comercial"),
    ("code", "work", "business postal code; work zip; work zipcode; postleitzahl geschäftlich; code postal (bureau);"),
    ("code", "work", "código postal del trabajo; cap (uff.); werkadres, postcode; cep do endereço comercial"),
    ("country", "work", "business country/region; business country; work country; land/region geschäftlich;"),
    ("country", "work", "pays/région (bureau); pays (bureau); país o región del trabajo; werkadres, land;"),
    ("country", "work", "paese (uff.); país/região do endereço comercial"),
    ("box", "home", "home address po box; postfach privat"),
    ("street", "home", "home street; home street #; home address; home address #; straße privat; straße privat #;"),
    (
        "street",
        "home",
        "rue (domicile); rue (domicile) #; calle particular; calle particular #; via (ab.); via (ab.) #;",
    ),
    ("street", "home", "huisadres, straat; rua do endereço residencial; rua do endereço residencial #"),
    ("city", "home", "home city; ort privat; ville (domicile); ciudad particular; città (ab.); huisadres, plaats;"),
    ("city", "home", "cidade do endereço residencial"),
    ("region", "home", "home state; bundesland/kanton privat; region privat; dép/région (domicile); provincia (ab.);"),
    ("region", "home", "provincia o estado particular; huisadres, provincie; estado do endereço residencial"),
    ("code", "home", "home postal code; home zip; home zipcode; postleitzahl privat; code postal (domicile);"),
    ("code", "home", "código postal particular; cap (ab.); huisadres, postcode; cep do endereço residencial"),
    ("country", "home", "home country/region; home country; land/region privat; pays/région (domicile);"),
    ("country", "home", "pays (domicile); país o región particular; paese (ab.); huisadres, land"),
    ("box", "other", "other address po box; weiteres postfach"),
    ("street", "other", "other street; other street #; weitere straße; weitere straße #; rue (autre); rue (autre) #"),
    ("city", "other", "other city; weiterer ort; ville (autre); otra ciudad"),
    ("region", "other", "other state; weiteres/r bundesland/kanton; dép/région (autre); otra provincia o estado"),
    ("code", "other", "other postal code; other zip; weitere postleitzahl; code postal (autre); otro código postal"),
    ("country", "other", "other country/region; other country; weiteres/e land/region; pays/région (autre)"),
    ("note", "", "notes; note; notizen; bemerkungen; notas; notities; anotações; observações; comments; about; メモ"),
    (
        "silent",
        "",
        "e-mail type; e-mail # type; e-mail display name; e-mail # display name; e-mail # - type; language;",
    ),
    ("silent", "", "e-mail # - label; organization # - type; relation # - type; relation # - label; mileage;"),
    (
        "silent",
        "",
        "website # - type; website # - label; event # - type; event # - label; priority; private; initials;",
    ),
    (
        "silent",
        "",
        "sensitivity; internet free busy; directory server; e-mail-typ; e-mail: angezeigter name; initialen;",
    ),
    (
        "silent",
        "",
        "e-mail #: typ; e-mail #: angezeigter name; priorität; privat; vertraulichkeit; yomi name; initiales;",
    ),
    (
        "silent",
        "",
        "given name yomi; additional name yomi; family name yomi; phonetic first name; sprache;",
    ),
    ("silent", "", "phonetic middle name; phonetic last name; organization # - yomi name; priorité; privé; critère;"),
    ("silent", "", "type de messagerie; type de messagerie #; nom complet de l'adresse de messagerie; langue;"),
    (
        "silent",
        "",
        "nom complet de l'adresse de messagerie #; organization # - symbol; custom field # - type;",
    ),
    (
        "silent",
        "",
        "custom field # - label; im # - type; im # - service; calendar link # - type; kilométrage",
    ),
)
_COLUMNS = {
    plain(heading) if not heading.endswith("(2)") else plain(heading[:-4]) + " (2)": Column(field, kind)
    for field, kind, headings in _ROWS
    for heading in headings.split(";")
    if heading.strip()
}

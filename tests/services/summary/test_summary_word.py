"""The Word file is made of real headings, lists and tables, from our template or an organization's own."""

from __future__ import annotations

import io
import re
import runpy
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from summary_samples import FULL, MINIMAL, squeezed, with_notes, words_of

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.resources import resource
from isp_desktop.services.summary import render

Make = Callable[..., Path]


def _word(content: bytes) -> WordDocument:
    return Document(io.BytesIO(content))


def _styles(document: WordDocument, *names: str) -> list[tuple[str, str]]:
    found = [(one.style.name or "", one.text) for one in document.paragraphs if one.style is not None]
    return [(name, text) for name, text in found if name.startswith(names)]


@pytest.fixture
def template(tmp_path: Path) -> Make:
    """Makes an organization's template of these paragraphs."""

    def make(*paragraphs: str, document: WordDocument | None = None) -> Path:
        document = document or Document()
        for text in paragraphs:
            document.add_paragraph(text)
        path = tmp_path / "letter.docx"
        document.save(str(path))
        return path

    return make


def test_headings_are_headings() -> None:
    document = _word(render(FULL, "docx"))
    assert _styles(document, "Title", "Heading") == [
        ("Title", "Visit to Alder Road Primary"),
        ("Heading 1", "Discussion"),
        ("Heading 2", "What was tried"),
        ("Heading 1", "Next steps"),
        ("Heading 1", "Commitments"),
        ("Heading 1", "Changes seen"),
        ("Heading 2", "Grant paused"),
        ("Heading 1", "Capacity built"),
        ("Heading 2", "Shadowed a session"),
        ("Heading 1", "Practice activities"),
    ]


def test_lists_are_lists() -> None:
    document = _word(render(with_notes("1. a\n2. b\n   - c\n\nwords\n\n7. d\n8. e"), "docx"))
    lists = [one for one in document.paragraphs if one.paragraph_format.element.pPr.numPr is not None]
    marks = [(one.text, one._p.pPr.numPr.ilvl.val, one._p.pPr.numPr.numId.val) for one in lists]
    assert [(text, level) for text, level, _ in marks] == [("a", 0), ("b", 0), ("c", 1), ("d", 0), ("e", 0)]
    numbers = [number for *_, number in marks]
    assert numbers[0] == numbers[1] != numbers[3] == numbers[4]
    assert len(set(numbers)) == 3
    numbering = document.part.numbering_part.element
    starts = {
        num.numId: num.find(f".//{qn('w:startOverride')}").get(qn("w:val"))
        for num in numbering.num_lst
        if num.numId in (numbers[0], numbers[3])
    }
    assert starts == {numbers[0]: "1", numbers[3]: "7"}


def test_tables_have_a_header_row() -> None:
    for table in _word(render(FULL, "docx")).tables:
        first, *others = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert first
        assert not any(others)
        assert table.style is not None
        assert table.style.name == "Visit Table"


def test_marks_are_runs() -> None:
    document = _word(render(with_notes("a **b *c*** ~~d~~ `e`"), "docx"))
    runs = {run.text: run for one in document.paragraphs for run in one.runs}
    assert runs["b "].bold
    assert not runs["b "].italic
    assert runs["c"].bold
    assert runs["c"].italic
    assert runs["d"].font.strike
    assert runs["e"].font.name == "Courier New"


def test_describes_itself() -> None:
    document = _word(render(FULL, "docx"))
    about = document.core_properties
    assert (about.title, about.author, about.language) == ("Visit to Alder Road Primary", "Maren Oduya", "en-GB")
    languages = {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_footer_names_site_and_date() -> None:
    def foot(content: bytes) -> str:
        return _word(content).sections[0].footer.paragraphs[0].text.replace("\u200e", "")

    assert foot(render(FULL, "docx")).startswith("Alder Road Primary · 15 October 2026\tPage")
    assert foot(render(MINIMAL, "docx")).startswith("15 October 2026\tPage")


def test_text_from_right_to_left_says_so() -> None:
    document = _word(render(with_notes("مدرسة\n\nschool"), "docx"))
    directions = {one.text: one._p.pPr.find(qn("w:bidi")) is not None for one in document.paragraphs}
    assert directions["مدرسة"]
    assert not directions["school"]


def test_the_shipped_template_is_what_its_script_makes() -> None:
    script = Path(__file__).parents[3] / "packaging" / "make_visit_template.py"
    made = io.BytesIO()
    runpy.run_path(str(script))["make"]().save(made)
    with zipfile.ZipFile(made) as ours, zipfile.ZipFile(resource("reports/visit.docx")) as shipped:
        assert ours.namelist() == shipped.namelist()
        for name in ours.namelist():
            assert ours.read(name) == shipped.read(name), name


def test_an_organizations_template(template: Make) -> None:
    path = template(
        "Dear team at {{ site }},",
        "{% if attended %}Present: {% for one in attended %}{{ one.name }} as {{ one.role }};{% endfor %}{% endif %}",
        "{{ date }}, {{ times }}, {{ mode }}, {{ purpose }}, {{ author }}, {{ led_by | join(' and ') }}",
        "{%p for one in sections %}",
        "{{ one.heading }}",
        "{{p one.body }}",
        "{%p endfor %}",
        "{%p for one in commitments %}",
        "{{ one.what }}: {{ one.who }} by {{ one.due or 'any day' }}, {{ one.state }}",
        "{%p endfor %}",
        "{%p for one in changes %}",
        "{{ one.what }} ({{ one.place }})",
        "{{p one.meaning }}",
        "{%p endfor %}",
    )
    words = words_of(render(FULL, "docx", template=path), "docx")
    for phrase in (
        "Dear team at Alder Road Primary,",
        "Present: Tomas Lind as chair;Grace Tembo as ;",
        "15 October 2026, 09:30 to 11:00, In person, Implementation team meeting, Maren Oduya",
        "Maren Oduya, Maren Oduya and Priya Raman",
        "Discussion Opened with its own agenda",
        "Second adult on Mondays: Priya Raman by 19 Oct 2026, Open",
        "Shorter form: Tomas Lind by any day, Kept late",
        "Grant paused (Wider system) Hours end in July.",
    ):
        assert squeezed(phrase) in words


def test_a_template_without_lists_gets_ours(template: Make) -> None:
    document = Document()
    for style in list(document.styles):
        if style.name in ("List Bullet", "List Number", "Quote", "Heading 2"):
            style.delete()
    part = document.part
    [key] = [key for key, rel in part.rels.items() if rel.reltype == RELATIONSHIP_TYPE.NUMBERING]
    del part.rels[key]
    path = template("{%p for part in parts %}", "{{p part.body }}", "{%p endfor %}", document=document)
    made = _word(render(FULL, "docx", template=path))
    assert ("List Number", "Shorter warm-up") in _styles(made, "List")
    assert ("Heading 2", "What was tried") in _styles(made, "Heading")
    assert "bullet" in str(made.part.numbering_part.element.xml)


def _broken_xml(path: Path) -> None:
    with zipfile.ZipFile(resource("reports/visit.docx")) as good, zipfile.ZipFile(path, "w") as bad:
        for name in good.namelist():
            bad.writestr(name, good.read(name)[: 400 if name == "word/document.xml" else None])


def _other_archive(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("hello.txt", "hello")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"not a Word file at all"),
        lambda path: path.write_bytes(resource("reports/visit.docx").read_bytes()[:5000]),
        lambda path: path.write_bytes(b"PK\x03\x04" + bytes(200)),
        _broken_xml,
        _other_archive,
    ],
)
def test_a_broken_template(tmp_path: Path, spoil: Callable[[Path], object]) -> None:
    path = tmp_path / "letter.docx"
    spoil(path)
    with pytest.raises(BadInput, match=r"^The template “letter\.docx” is not a Word document; .* choose it again\.$"):
        render(FULL, "docx", template=path)


def test_every_cut_of_a_template_is_refused(tmp_path: Path) -> None:
    whole = resource("reports/visit.docx").read_bytes()
    path = tmp_path / "letter.docx"
    for length in range(0, len(whole) - 1, 977):
        path.write_bytes(whole[:length])
        with pytest.raises(BadInput):
            render(MINIMAL, "docx", template=path)


def test_a_missing_template(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"^The template “gone\.docx” cannot be read; check that it is still there\.$"):
        render(FULL, "docx", template=tmp_path / "gone.docx")


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        ("Dear {{ site", r"has a mark that cannot be understood \(Dear \{\{ site\)"),
        ("{%p for one in parts %}", r"has a mark that cannot be understood"),
        ("{% whatever %}", r"has a mark that cannot be understood \(\{% whatever %\}\)"),
        (
            "Dear {{ sitename }}",
            r"asks for “sitename”, which this paper does not have; .* can be used: title, when",
        ),
        ("{% for one in parts %}{{ one.header }}{% endfor %}", r"asks for “header”"),
        ("{{ title | shout }}", r"has a mark that cannot be understood"),
        ("{{ title / 2 }}", r"has a mark that cannot be followed"),
        ("{{ 1 / 0 }}", r"has a mark that cannot be followed"),
        ("{{ title.__class__.__mro__ }}", r"has a mark that cannot be followed|asks for"),
        ("{% for n in range(10000000) %}x{% endfor %}", r"has a mark that cannot be followed"),
        ("{% set x = parts.clear() %}", r"has a mark that cannot be followed|asks for"),
        ("{% for one in parts %}{{ one.body }}{% endfor %}", r"has a body inside a line of text; give it a paragraph"),
    ],
)
def test_a_template_with_a_mistake(template: Make, mark: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence) as caught:
        render(FULL, "docx", template=template("Fine.", "Also fine.", mark))
    assert re.match(r"^The template “letter\.docx” ", str(caught.value))
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)

"""Gives a Word document what a summary's body needs from it: styles by name, and list numbering.

An organization's own template usually has neither "List Bullet" nor any numbering until someone uses them in Word; what
is missing is taken from the shipped template, what is there is left as the organization made it.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import cast

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.numbering import NumberingPart

from isp_desktop.domain.resources import resource

# How deep Word's lists go.
LEVELS = 9


class Styles:
    """Style ids of one document, by the names Word shows in English."""

    def __init__(self, document: WordDocument) -> None:
        self._element = document.styles.element
        self._ids: dict[str, str] = {}

    def id(self, name: str) -> str:
        """The id of the style `name`, which is added if the document has none."""
        if name not in self._ids:
            found = _style_named(self._element, name)
            self._ids[name] = _id(found) if found is not None else self._add(name)
        return self._ids[name]

    def _add(self, name: str) -> str:
        style = deepcopy(_shipped_style(name))
        taken = {_id(other) for other in _styles(self._element)}
        identifier = _id(style)
        while identifier in taken:
            identifier += "1"
        style.set(qn("w:styleId"), identifier)
        for tag in ("w:basedOn", "w:next", "w:link"):
            for reference in style.findall(qn(tag)):
                if reference.get(qn("w:val")) not in taken:
                    style.remove(reference)
        self._element.append(style)
        return identifier


def _styles(element: BaseOxmlElement) -> list[BaseOxmlElement]:
    return list(element.findall(qn("w:style")))


def _id(style: BaseOxmlElement) -> str:
    return style.get(qn("w:styleId")) or ""


def _style_named(element: BaseOxmlElement, name: str) -> BaseOxmlElement | None:
    # Word writes "heading 1" into the file and shows "Heading 1".
    for style in _styles(element):
        named = style.find(qn("w:name"))
        if named is not None and (named.get(qn("w:val")) or "").lower() == name.lower():
            return style
    return None


@cache
def _shipped_style(name: str) -> BaseOxmlElement:
    style = _style_named(_shipped().styles.element, name)
    assert style is not None, f"the shipped Word template has no style {name}"
    return style


@cache
def _shipped() -> WordDocument:
    return Document(str(resource("reports/visit.docx")))


class Numbering:
    """List numbering of one document: one numbering for all bullets, a fresh one for each numbered list."""

    def __init__(self, document: WordDocument) -> None:
        self._element = _numbering_of(document)
        self._bullets: int | None = None
        self._decimal: int | None = None

    def bullets(self) -> int:
        """The number id of bulleted lists."""
        if self._bullets is None:
            self._bullets = self._add_number(self._add_kind("bullet", ["•"] * LEVELS))
        return self._bullets

    def decimal(self, level: int, start: int) -> int:
        """The number id of a new numbered list on `level` (0 is the outermost) that begins at `start`."""
        if self._decimal is None:
            self._decimal = self._add_kind("decimal", [f"%{step + 1}." for step in range(LEVELS)])
        return self._add_number(
            self._decimal,
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>',
        )

    def _add_kind(self, form: str, texts: list[str]) -> int:
        identifier = 1 + max(self._values("w:abstractNum", "w:abstractNumId"), default=0)
        levels = "".join(
            f'<w:lvl w:ilvl="{step}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
            f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{360 * (step + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
            for step, text in enumerate(texts)
        )
        kind = parse_xml(
            f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{identifier}">'
            f'<w:multiLevelType w:val="hybridMultilevel"/>{levels}</w:abstractNum>'
        )
        # Word wants all kinds before the first number.
        first = self._element.find(qn("w:num"))
        if first is None:
            self._element.append(kind)
        else:
            first.addprevious(kind)
        return identifier

    def _add_number(self, kind: int, override: str = "") -> int:
        identifier = 1 + max(self._values("w:num", "w:numId"), default=0)
        number = parse_xml(
            f'<w:num {nsdecls("w")} w:numId="{identifier}"><w:abstractNumId w:val="{kind}"/>{override}</w:num>'
        )
        last = self._element.findall(qn("w:num"))
        if last:
            last[-1].addnext(number)
        else:
            self._element.append(number)
        return identifier

    def _values(self, tag: str, attribute: str) -> Iterator[int]:
        return (int(element.get(qn(attribute), "0")) for element in self._element.findall(qn(tag)))


def _numbering_of(document: WordDocument) -> BaseOxmlElement:
    part = document.part
    try:
        found = cast(NumberingPart, part.part_related_by(RELATIONSHIP_TYPE.NUMBERING))
    except KeyError:
        element = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        found = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, element, part.package)
        part.relate_to(found, RELATIONSHIP_TYPE.NUMBERING)
    root: BaseOxmlElement = found.element
    return root

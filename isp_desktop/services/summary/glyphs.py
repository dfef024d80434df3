"""Finds the fonts that show every letter of a summary, and which letters no font on this computer has.

The shipped faces come first, then the computer's own. A picture sign that none of them has is put into words. A letter
cannot be; it becomes an empty box, and its reader and writer are to be told.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import msgspec
import typst
from msgspec.structs import replace
from PIL import Image

from isp_desktop.domain.language import _
from isp_desktop.domain.resources import resource
from isp_desktop.services.summary.outline import Outline, PhotoFile

# The template's faces, and nothing but the signs to be tried.
_TRIAL = b"""
#set document(title: "Signs")
#set text(font: ("Source Serif 4", "Libertinus Serif"), lang: "en")
#for sign in json(bytes(sys.inputs.signs)) [#sign ]
"""
_NOT_SHOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
# What the shipped faces surely have, and runs of all else with the letter before, to which accents may belong.
_USUAL = re.compile("[\0-\xff]+")
_UNUSUAL = re.compile("[\0-\xff]?[^\0-\xff]+")
# Signs tried at a time, so that one page is made quickly; and how many missing ones are looked for.
_AT_A_TIME, _MOST = 100, 40
# What colours a picture sign or asks for its picture has no name of its own to give.
_DRESS = re.compile("[\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")


@dataclass(frozen=True, slots=True)
class Printable:
    """A summary, or a form, as Typst takes it.

    Attributes:
        data: what it says as JSON, picture signs that no font has in words.
        fonts: with which it is printed.
        boxes: the letters that no font has, each once; at most 40.
        pictures: the photos as drawings (SVG), in JSON.
        template: the name of the file in resources/reports that lays it out.
    """

    data: str
    fonts: typst.Fonts
    boxes: tuple[str, ...]
    pictures: str = "[]"
    template: str = "visit.typ"

    def pages(self) -> typst.Compiler:
        """What lays out the pages, by the shipped template."""
        inputs = {"summary": self.data, "pictures": self.pictures, "page": _("Page {at} of {all}")}
        return typst.Compiler(input=resource(f"reports/{self.template}"), font_paths=self.fonts, sys_inputs=inputs)


def printable(summary: Outline) -> Printable:
    """`summary` with the fonts that show as much of it as this computer can."""
    pictures = msgspec.json.encode([_as_drawing(photo) for photo in summary.photos]).decode()
    return printable_data(msgspec.json.encode(replace(summary, photos=())).decode(), pictures)


def printable_data(data: str, pictures: str = "[]", template: str = "visit.typ") -> Printable:
    """What stands in the JSON `data` with the fonts that show as much of it as this computer can."""
    runs = _UNUSUAL.findall(data)
    signs = list(dict.fromkeys(sign for run in runs for sign in _signs(run) if not _USUAL.fullmatch(sign)))
    if not _missing(signs, _fonts(with_system=False), most=1):
        return Printable(data, _fonts(with_system=False), (), pictures, template)
    fonts = _fonts(with_system=True)
    missing = _missing(signs, fonts)
    words = {sign: said for sign in missing if (said := _in_words(sign))}
    for sign in sorted(words, key=len, reverse=True):
        data = data.replace(sign, words[sign])
    return Printable(data, fonts, tuple(sign for sign in missing if sign not in words), pictures, template)


def _as_drawing(photo: PhotoFile) -> str:
    """The photo inside a drawing: so its bytes reach Typst in words, through no file that would lie unencrypted."""
    with Image.open(io.BytesIO(photo.content)) as picture:
        width, height = picture.size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">'
        f'<image width="{width}" height="{height}" href="{photo.data_uri}"/></svg>'
    )


@cache
def _fonts(*, with_system: bool) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=with_system, font_paths=[resource("fonts")])


def _signs(text: str) -> Iterator[str]:
    """What a reader sees as one sign: a letter with its accents, a picture with all that is joined to it."""
    sign = ""
    for letter in text:
        belongs = sign.endswith("\u200d") or unicodedata.category(letter) in ("Mn", "Mc", "Me") or _DRESS.match(letter)
        if sign and not belongs:
            yield sign
            sign = ""
        sign += letter
    if sign:
        yield sign


def _missing(signs: Sequence[str], fonts: typst.Fonts, most: int = _MOST) -> list[str]:
    """Those of `signs` that none of `fonts` has, at most so many."""
    missing: list[str] = []
    for start in range(0, len(signs), _AT_A_TIME):
        left = list(signs[start : start + _AT_A_TIME])
        while left and (letters := _first_not_shown(left, fonts)):
            sign = next((sign for sign in left if letters in sign), left[0])
            left.remove(sign)
            missing.append(sign)
            if len(missing) == most:
                return missing
    return missing


def _first_not_shown(signs: list[str], fonts: typst.Fonts) -> str:
    """Letters of one of `signs` that no font has, or ""; Typst tells one at a time."""
    trial = typst.Compiler(input=_TRIAL, font_paths=fonts, sys_inputs={"signs": msgspec.json.encode(signs).decode()})
    try:
        trial.compile(format="pdf", pdf_standards="ua-1")
    except typst.TypstError as error:
        found = _NOT_SHOWN.search(error.message)
        return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1]) if found else signs[0]
    return ""


def _in_words(sign: str) -> str:
    """E.g. "[thumbs up sign]"; "" for what is no picture, which words would not replace."""
    pictures = _DRESS.sub("", sign)
    names = [unicodedata.name(picture, "").lower() for picture in pictures]
    is_picture = all(unicodedata.category(picture) in ("So", "Sk", "Sm") for picture in pictures)
    return f"[{', '.join(names)}]" if names and all(names) and is_picture else ""

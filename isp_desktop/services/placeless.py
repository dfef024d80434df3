"""Which files are known to carry no place: by their ending, and by what their first bytes say they are."""

from __future__ import annotations

from pathlib import Path

_DOCUMENTS = (
    ".pdf .doc .docx .docm .dotx .odt .rtf .xls .xlsx .xlsm .ods .ppt .pptx .odp .pages .numbers .key .epub .zip"
)
_TEXTS = ".txt .md .csv .tsv .json .xml .html .htm .ics .vcf .eml .svg .toml .yaml .yml .log"
_SOUNDS = ".wav .mp3 .ogg .oga .opus .flac"
_KNOWN = frozenset(f"{_DOCUMENTS} {_TEXTS} {_SOUNDS}".split())

# How cameras' files and films begin, whatever they are called.
_BEGINNINGS = (
    *(b"\xff\xd8\xff", b"\x89PNG", b"GIF87a", b"GIF89a"),
    *(b"II*\0", b"MM\0*", b"II+\0", b"MM\0+", b"IIRO\x08", b"IIRS\x08", b"MMOR\0", b"IIU\0"),
    *(b"FUJIFILMCCD-RAW", b"\0MRM", b"FOVb", b"\xff\x0a", b"\0\0\0\x0cJX"),
    *(b"\x1aE\xdf\xa3", b"\0\0\x01\xba", b"\0\0\x01\xb3", b"FLV\x01", b"\x30\x26\xb2\x75"),
)
_BOXES = (b"ftyp", b"moov", b"mdat", b"wide", b"skip", b"free")
# The high byte of a box's length; in a text that has one of these words there, a letter stands in its place.
_LONGEST_BOX = 8
_IN_RIFF = (b"AVI ", b"WEBP")


def may_carry_place(content: bytes, name: str) -> bool:
    """Whether a file that cannot be opened as a picture may say where it was made."""
    return Path(name).suffix.lower() not in _KNOWN or _is_of_camera(content)


def _is_of_camera(content: bytes) -> bool:
    in_riff = content[:4] == b"RIFF" and content[8:12] in _IN_RIFF
    in_box = content[4:8] in _BOXES and content[0] <= _LONGEST_BOX
    return content.startswith(_BEGINNINGS) or in_box or in_riff

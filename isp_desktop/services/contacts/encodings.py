"""Bytes into text, where a file says its encoding, where it says the wrong one, and where it says nothing."""

from __future__ import annotations

import codecs
import re
from itertools import islice

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Declared names, as Python spells them, to the codec that reads what programs really write under that name. Only these
# are used: a file must not be able to pick a codec that is no character set.
_CODECS = {
    "ascii": "utf-8",
    "iso8859-1": "cp1252",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    **{
        name: name
        for name in (
            *("utf-8", "utf-16", "utf-16-le", "utf-16-be", "gb18030", "big5", "big5hkscs", "cp932", "cp949"),
            *("cp950", "euc_jp", "iso2022_jp", "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", "tis-620", "johab"),
            *("cp437", "cp850", "cp852", "cp866", "cp874", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255"),
            *("cp1256", "cp1257", "cp1258", *(f"iso8859-{part}" for part in (*range(2, 12), *range(13, 17)))),
        )
    },
}
_CHARSET_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,39}")
_HIGH = re.compile(rb"[\x80-\xff]")
_LOOKED_AT = 20_000
"""High bytes looked at when guessing between single-byte encodings; more would not change the answer."""


def without_bom(data: bytes) -> tuple[bytes, bool]:
    """`data` as UTF-8, and whether its encoding is thereby known (a byte order mark, or UTF-16 without one)."""
    for mark, codec in _BOMS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            if codec == "utf-8":
                return rest, _is(rest)
            return rest.decode(codec, "replace").encode(), True
    bare = _bare_utf16(data[:4096])
    return (data.decode(bare, "replace").encode(), True) if bare else (data, False)


def _is(data: bytes, codec: str = "utf-8") -> bool:
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _bare_utf16(head: bytes) -> str:
    """UTF-16 without a mark shows as zero bytes at every other place."""
    half = len(head) // 2
    if half < 8:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.05 else ""


def codec_named(charset: str) -> str:
    """The codec for a declared charset, or "" for one that is unknown or no character set."""
    if not _CHARSET_NAME.fullmatch(charset):
        return ""
    try:
        return _CODECS.get(codecs.lookup(charset).name, "")
    except LookupError:
        return ""


def decode(raw: bytes, declared: str, fallback: str) -> str:
    """`raw` by its declared codec, else as UTF-8, else by `fallback`; what fits nothing becomes U+FFFD."""
    if raw.isascii() and declared in ("", "utf-8"):
        return raw.decode("ascii")
    for codec in (declared, "utf-8"):
        if codec and _is(raw, codec):
            return raw.decode(codec)
    paired = _paired_surrogates(raw)
    if paired is not None:
        return paired
    return raw.decode(guess(raw) if fallback == "utf-8" else fallback, "replace")


def _paired_surrogates(raw: bytes) -> str | None:
    """Old Java and Android wrote an emoji as two UTF-8 coded surrogates; None where `raw` is not of that sort."""
    try:
        halves = raw.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def guess(data: bytes) -> str:
    """The codec for text that says nothing of its encoding: UTF-8, MacRoman or windows-1252.

    A file that is UTF-8 but for a few broken places is UTF-8. Otherwise the reading wins in which accented letters
    stand where such letters stand; windows-1252 has the benefit of the doubt.
    """
    if _is(data):
        return "utf-8"
    read = data.decode("utf-8", "replace")
    broken = read.count("\ufffd")
    if sum(1 for _ in re.finditer("[^\x00-\x7f\ufffd]", read)) > 4 * broken:
        return "utf-8"
    return "mac-roman" if _plausible(data, "mac-roman") > _plausible(data, "cp1252") else "cp1252"


def _plausible(data: bytes, codec: str) -> int:
    """How well `data` reads by a codec of one byte a character (so places in bytes and in text agree)."""
    read = data.decode(codec, "replace")
    places = (match.start() for match in islice(_HIGH.finditer(data), _LOOKED_AT))
    return sum(_fits(read[max(at - 1, 0) : at], read[at], read[at + 1 : at + 2]) for at in places)


def _fits(before: str, character: str, after: str) -> int:
    """1 for a letter where one belongs, -1 for a sign inside a word or a capital after a small letter."""
    in_word = before.isalpha() or after.isalpha()
    if character in "\u2018\u2019\u2013\u2014\u201c\u201d\u2026\xa0":
        return 0
    if not character.isalpha():
        return -1 if in_word else 0
    if character.isupper():
        return -1 if before.islower() else int(after.isalpha())
    return int(in_word)

"""What a field may hold: each value from a person, a file or a colleague passes here before it is logged."""

from __future__ import annotations

import datetime as dt
import math
import re
import uuid
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.kinds import FieldSpec
from isp_desktop.domain.language import _, counted, number

MAX_LINE = 1_000
MAX_TEXT = 1_000_000
MAX_ELEMENTS = 10_000
_SAFE_INT = 2**53 - 1
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_STRINGS = frozenset({str})
_WORDS = frozenset({"line", "text", "choice", "link"})
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_TIME = re.compile(r"\d{2}:\d{2}", re.ASCII)


def clean(spec: FieldSpec, value: object) -> Any:
    """The value to log for `spec`: None where it is empty, else a JSON scalar, or for a set field a sorted list.

    Raises:
        BadInput: the value does not fit, with a sentence that names the field and says what would.
    """
    if value is None or value == "":
        return [] if spec.is_set else None
    return _CLEANERS[spec.type](spec, value)


def _refuse(spec: FieldSpec, sentence: str, **more: str) -> BadInput:
    return BadInput(sentence.format(label=_(spec.label), name=spec.name, **more), spec.name)


def _string(spec: FieldSpec, value: object, longest: int) -> str:
    if not isinstance(value, str):
        raise _refuse(spec, _("“{label}” ({name}) takes text."))
    if _SURROGATE.search(value):
        sentence = _("“{label}” ({name}) holds half a character (a lone surrogate); type that part again.")
        raise _refuse(spec, sentence)
    if len(value) > longest:
        most = counted("{n} character", "{n} characters", longest)
        sentence = _("“{label}” ({name}) takes up to {most}; this has {count}.")
        raise _refuse(spec, sentence, most=most, count=number(len(value)))
    return value


def _line(spec: FieldSpec, value: object) -> str | None:
    text = _string(spec, value, MAX_LINE).strip()
    if CONTROL.search(text):
        raise _refuse(spec, _("“{label}” ({name}) takes one line of text without control characters."))
    return text or None


def _text(spec: FieldSpec, value: object) -> str | None:
    text = _string(spec, value, MAX_TEXT).replace("\r\n", "\n").replace("\r", "\n")
    # Form feeds and their like come with what people paste, and hurt nobody; NUL ends strings in half of the world.
    if "\0" in text:
        raise _refuse(spec, _("“{label}” ({name}) holds a NUL character; leave it out."))
    return text if text.strip() else None


def _date(spec: FieldSpec, value: object) -> str:
    if isinstance(value, str) and _is_date(value):
        return value
    raise _refuse(spec, _("“{label}” ({name}) takes a date that exists, such as 2026-10-15."))


def _is_date(text: str) -> bool:
    try:
        # Other forms of a date are read too, but this is the one in which they are written.
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _time(spec: FieldSpec, value: object) -> str:
    if isinstance(value, str) and _TIME.fullmatch(value):
        try:
            return dt.time.fromisoformat(value).isoformat("minutes")
        except ValueError:
            pass
    raise _refuse(spec, _("“{label}” ({name}) takes a time such as 14:45."))


def _number(spec: FieldSpec, value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refuse(spec, _("“{label}” ({name}) takes a number."))
    if not math.isfinite(value) or abs(value) > _SAFE_INT:
        raise _refuse(spec, _("“{label}” ({name}) takes a number of up to 15 digits."))
    if spec.least is not None and spec.most is not None and not spec.least <= value <= spec.most:
        sentence = _("“{label}” ({name}) takes a number from {least} to {most}.")
        raise _refuse(spec, sentence, least=number(spec.least), most=number(spec.most))
    return int(value) if value == int(value) else value


def _yes_no(spec: FieldSpec, value: object) -> bool:
    if not isinstance(value, bool):
        raise _refuse(spec, _("“{label}” ({name}) takes true or false."))
    return value


def _choice(spec: FieldSpec, value: object) -> str:
    if not isinstance(value, str) or value not in spec.choices:
        raise _refuse(spec, _("“{label}” ({name}) takes one of: {choices}."), choices=", ".join(spec.choices))
    return value


def _link(spec: FieldSpec, value: object) -> str:
    return _uid(spec, value)


def _attachment(spec: FieldSpec, value: object) -> str:
    if isinstance(value, str) and _SHA256.fullmatch(value):
        return value
    sentence = _("“{label}” ({name}) takes the SHA-256 of a file that was added, 64 hexadecimal digits.")
    raise _refuse(spec, sentence)


def _uid(spec: FieldSpec, value: object) -> str:
    if isinstance(value, str) and is_uid(value):
        return value
    raise _refuse(spec, _("“{label}” ({name}) takes the uid of a {kind}."), kind="/".join(spec.targets))


def fits(spec: FieldSpec, value: object) -> bool:
    """Whether tables and pages can hold a logged `value`, perhaps another program's: its shape counts, not its size."""
    if value is None:
        return True
    if spec.type in _WORDS:
        return isinstance(value, str)
    if spec.is_set:
        return isinstance(value, list) and _STRINGS.issuperset(map(type, value))
    if spec.type == "date":
        return isinstance(value, str) and (value == "" or _is_date(value))
    if spec.type in ("time", "attachment"):
        return _is_taken(spec, value)
    if spec.type == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, bool)


def _is_taken(spec: FieldSpec, value: object) -> bool:
    try:
        clean(spec, value)
    except BadInput:
        return False
    return True


def is_uid(text: str) -> bool:
    """Whether `text` is a uid as the log writes it: a UUID, 36 characters, lower case."""
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False


def _elements(one: Callable[[FieldSpec, object], str | None]) -> Callable[[FieldSpec, object], list[str]]:
    def many(spec: FieldSpec, value: object) -> list[str]:
        if not isinstance(value, Sequence) or isinstance(value, str):
            raise _refuse(spec, _("“{label}” ({name}) takes a list."))
        if len(value) > MAX_ELEMENTS:
            most = counted("{n} entry", "{n} entries", MAX_ELEMENTS)
            sentence = _("“{label}” ({name}) takes up to {most}; this has {count}.")
            raise _refuse(spec, sentence, most=most, count=number(len(value)))
        cleaned = (one(spec, element) for element in value)
        return sorted({element for element in cleaned if element is not None})

    return many


_CLEANERS: Mapping[str, Callable[[FieldSpec, object], Any]] = {
    "line": _line,
    "text": _text,
    "date": _date,
    "time": _time,
    "number": _number,
    "choice": _choice,
    "yes_no": _yes_no,
    "link": _link,
    "links": _elements(_uid),
    "tags": _elements(_line),
    "picks": _elements(_choice),
    "attachment": _attachment,
}

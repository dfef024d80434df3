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

MAX_LINE = 1_000
MAX_TEXT = 1_000_000
MAX_ELEMENTS = 10_000
_SAFE_INT = 2**53 - 1
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
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


def _refuse(spec: FieldSpec, wants: str) -> BadInput:
    return BadInput(f"“{spec.label}” ({spec.name}) {wants}.", spec.name)


def _string(spec: FieldSpec, value: object, longest: int) -> str:
    if not isinstance(value, str):
        raise _refuse(spec, "takes text")
    if _SURROGATE.search(value):
        raise _refuse(spec, "holds half a character (a lone surrogate); type that part again")
    if len(value) > longest:
        raise _refuse(spec, f"takes up to {longest:,} characters; this has {len(value):,}")
    return value


def _line(spec: FieldSpec, value: object) -> str | None:
    text = _string(spec, value, MAX_LINE).strip()
    if _CONTROL.search(text):
        raise _refuse(spec, "takes one line of text without control characters")
    return text or None


def _text(spec: FieldSpec, value: object) -> str | None:
    text = _string(spec, value, MAX_TEXT).replace("\r\n", "\n").replace("\r", "\n")
    # Form feeds and their like come with what people paste, and hurt nobody; NUL ends strings in half of the world.
    if "\0" in text:
        raise _refuse(spec, "holds a NUL character; leave it out")
    return text if text.strip() else None


def _date(spec: FieldSpec, value: object) -> str:
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return dt.date.fromisoformat(value).isoformat()
        except ValueError:
            pass
    raise _refuse(spec, "takes a date that exists, such as 2026-10-15")


def _time(spec: FieldSpec, value: object) -> str:
    if isinstance(value, str) and _TIME.fullmatch(value):
        try:
            return dt.time.fromisoformat(value).isoformat("minutes")
        except ValueError:
            pass
    raise _refuse(spec, "takes a time such as 14:45")


def _number(spec: FieldSpec, value: object) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _refuse(spec, "takes a number")
    if not math.isfinite(value) or abs(value) > _SAFE_INT:
        raise _refuse(spec, "takes a number of up to 15 digits")
    return int(value) if value == int(value) else value


def _yes_no(spec: FieldSpec, value: object) -> bool:
    if not isinstance(value, bool):
        raise _refuse(spec, "takes true or false")
    return value


def _choice(spec: FieldSpec, value: object) -> str:
    if not isinstance(value, str) or value not in spec.choices:
        raise _refuse(spec, f"takes one of: {', '.join(spec.choices)}")
    return value


def _link(spec: FieldSpec, value: object) -> str:
    return _uid(spec, value)


def _attachment(spec: FieldSpec, value: object) -> str:
    if isinstance(value, str) and _SHA256.fullmatch(value):
        return value
    raise _refuse(spec, "takes the SHA-256 of a file that was added, 64 hexadecimal digits")


def _uid(spec: FieldSpec, value: object) -> str:
    if isinstance(value, str) and is_uid(value):
        return value
    raise _refuse(spec, f"takes the uid of a {spec.to}")


def fits(spec: FieldSpec, value: object) -> bool:
    """Whether tables and pages can hold a logged `value`, perhaps another program's: its shape counts, not its size."""
    if value is None:
        return True
    if spec.is_set:
        return isinstance(value, list) and all(isinstance(element, str) for element in value)
    if spec.type in ("date", "time", "attachment"):
        return _is_taken(spec, value)
    if spec.type == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, bool if spec.type == "yes_no" else str)


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
            raise _refuse(spec, "takes a list")
        if len(value) > MAX_ELEMENTS:
            raise _refuse(spec, f"takes up to {MAX_ELEMENTS:,} entries; this has {len(value):,}")
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

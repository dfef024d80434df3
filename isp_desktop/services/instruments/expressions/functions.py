"""The functions of ODK XForms expressions that XPath 1.0 does not have, or has otherwise.

Rules: ODK XForms specification, https://getodk.github.io/xforms-spec/#xpath-functions. Each takes what lxml hands over,
a text, a number, a truth or a list of elements, and gives a text, a number or a truth; none raises.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from isp_desktop.services.instruments.expressions.patterns import Patterns

Value = Any
"""str, float, bool, or a list of lxml elements."""

LONGEST = 20_000
"""Characters of a text that an expression gives; what is beyond is cut off, so that no chain of calculations can fill
the memory."""

_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)")
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ](.*))?")
_TIME = re.compile(r"(\d\d?):(\d\d)(?::(\d\d)(?:\.(\d+))?)?(?:Z|[+-]\d\d(?::?\d\d)?)?")
_EPOCH = dt.date(1970, 1, 1)
_A_DAY = 86_400
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_SAFE_DIGITS = 15


def text_of(value: Value) -> str:
    """`value` as XPath's string() tells it; of elements the first."""
    if isinstance(value, str):
        return value[:LONGEST]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return _inner(value[0])[:LONGEST] if value else ""
    return number_text(float(value))


def number_text(value: float) -> str:
    """The digits of a number, never with an exponent; "" for what is no number or has no end."""
    if not math.isfinite(value):
        return ""
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")


def number_of(value: Value) -> float:
    """`value` as a number; a day is counted from 1 January 1970, a time of day is a part of a day."""
    if isinstance(value, float | int):
        return float(value)
    text = text_of(value).strip()
    if _NUMBER.fullmatch(text):
        return float(text)
    if text and (found := _moment(text)) is not None:
        return found
    return math.nan


def truth_of(value: Value) -> bool:
    """`value` as a truth: a number that is not zero, a text that is not empty."""
    if isinstance(value, bool):
        return value
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return text_of(value) != ""


def _inner(element: Any) -> str:
    return element.text or "" if len(element) == 0 else "".join(element.itertext())


def _moment(text: str) -> float | None:
    """Days since 1970 for a date or a date with a time; the part of a day for a time alone."""
    if (day := _DAY.fullmatch(text)) is not None:
        try:
            days = (dt.date(int(day[1]), int(day[2]), int(day[3])) - _EPOCH).days
        except ValueError:
            return None
        part = _part_of_day(day[4]) if day[4] else 0.0
        return None if part is None else days + part
    return _part_of_day(text)


def _part_of_day(text: str) -> float | None:
    found = _TIME.fullmatch(text)
    if found is None or int(found[1]) > 24 or int(found[2]) > 59:
        return None
    seconds = int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3] or 0)
    return (seconds + float(f"0.{found[4] or 0}")) / _A_DAY


def _datetime_of(value: Value) -> dt.datetime | None:
    days = number_of(value)
    if not math.isfinite(days):
        return None
    try:
        return dt.datetime(1970, 1, 1) + dt.timedelta(seconds=round(days * _A_DAY, 3))
    except OverflowError:
        return None


def _each(values: Iterable[Value]) -> list[str]:
    """The texts of all values, every element of a list for itself; of those that are not shown none."""
    found: list[str] = []
    for value in values:
        if isinstance(value, list):
            found += [_inner(one) for one in value if one.get("off") is None]
        else:
            found.append(text_of(value))
    return found


def _numbers(values: Iterable[Value]) -> list[float]:
    """The numbers among all values; what is empty or no number does not count."""
    return [found for text in _each(values) if not math.isnan(found := number_of(text))]


def _selected(value: Value, name: Value) -> bool:
    return text_of(name).strip() in text_of(value).split()


def _selected_at(value: Value, at: float) -> str:
    names = text_of(value).split()
    return names[int(at)] if 0 <= at < len(names) else ""


def _round(value: float, places: float = 0.0) -> float:
    """To the nearest, and of two the greater one, as XPath does."""
    if not (math.isfinite(value) and math.isfinite(places) and abs(places) <= _SAFE_DIGITS):
        return value
    step = Decimal(10) ** -int(places)
    try:
        return float(((Decimal(repr(value)) / step + Decimal("0.5")).to_integral_value(ROUND_FLOOR)) * step)
    except ArithmeticError:
        return value


def _int(value: float) -> float:
    return float(math.trunc(value)) if math.isfinite(value) else value


def _mathematical(function: Callable[..., float]) -> Callable[..., float]:
    def worked_out(*values: float) -> float:
        try:
            found = function(*values)
        except (ValueError, OverflowError, ZeroDivisionError):
            return math.nan
        return found if isinstance(found, float) else math.nan

    return worked_out


def _substr(value: Value, start: float, end: float | None = None) -> str:
    text = text_of(value)
    if math.isnan(start) or (end is not None and math.isnan(end)):
        return ""
    first = max(-len(text), min(len(text), int(max(-1e9, min(1e9, start)))))
    last = len(text) if end is None else int(max(-1e9, min(1e9, end)))
    return text[first:last]


def _join(between: Value, *values: Value) -> str:
    return text_of(between).join(_each(values))[:LONGEST]


def _checked(least: float, most: float, held: float) -> bool:
    return (least < 0 or held >= least) and (most < 0 or held <= most)


def _checklist(least: float, most: float, *values: Value) -> bool:
    each = [one for value in values for one in (_each([value]) if isinstance(value, list) else [value])]
    return _checked(least, most, sum(truth_of(value) for value in each))


def _weighted_checklist(least: float, most: float, *values: Value) -> bool:
    pairs = zip(values[::2], values[1::2], strict=False)
    return _checked(least, most, sum(number_of(weight) for value, weight in pairs if truth_of(value)))


def _date(value: Value) -> str:
    found = _datetime_of(value)
    return found.date().isoformat() if found else ""


def _date_time(value: Value) -> str:
    found = _datetime_of(value)
    return found.isoformat(timespec="milliseconds") if found else ""


def _decimal_time(value: Value) -> float:
    days = number_of(value)
    return days - math.floor(days) if math.isfinite(days) else math.nan


def _format(value: Value, pattern: Value) -> str:
    found = _datetime_of(value)
    if found is None:
        return ""
    told = {
        "%Y": f"{found.year:04}",
        "%y": f"{found.year % 100:02}",
        "%m": f"{found.month:02}",
        "%n": str(found.month),
        "%b": _MONTHS[found.month - 1],
        "%d": f"{found.day:02}",
        "%e": str(found.day),
        "%H": f"{found.hour:02}",
        "%h": str(found.hour),
        "%M": f"{found.minute:02}",
        "%S": f"{found.second:02}",
        "%3": f"{found.microsecond // 1000:03}",
        "%a": _DAYS[found.weekday()],
    }
    return re.sub(r"%.", lambda code: told.get(code[0], code[0]), text_of(pattern))


def _position(value: Value) -> float:
    if not isinstance(value, list) or not value:
        return math.nan
    return 1.0 + sum(1 for _ in value[0].itersiblings(value[0].tag, preceding=True))


def _label(value: Value, entries: Value) -> str:
    """The label of the entry that is called `value`."""
    name = text_of(value).strip()
    return next((one.findtext("label") or "" for one in entries if one.findtext("name") == name), "")


def _coalesce(*values: Value) -> str:
    return next((text for value in values if (text := text_of(value)) != ""), "")


def _once(own: Value, value: Value) -> str:
    return text_of(own) or text_of(value)


def _boolean_from_string(value: Value) -> bool:
    return text_of(value).strip().lower() in ("true", "1")


def _if(condition: bool, then: Value, otherwise: Value) -> Value:
    chosen = then if condition else otherwise
    return text_of(chosen) if isinstance(chosen, list) else chosen


_PLAIN: dict[str, Callable[..., Value]] = {
    "text": text_of,
    "number": number_of,
    "truth": truth_of,
    "if": _if,
    "once": _once,
    "coalesce": _coalesce,
    "selected": _selected,
    "selected-at": _selected_at,
    "count-selected": lambda value: float(len(text_of(value).split())),
    "count-non-empty": lambda nodes: float(sum(text != "" for text in _each([nodes]))),
    "sum": lambda *values: float(sum(_numbers(values))),
    "min": lambda *values: min(_numbers(values), default=math.nan),
    "max": lambda *values: max(_numbers(values), default=math.nan),
    "round": _round,
    "int": _int,
    "pow": _mathematical(lambda base, exponent: float(base) ** float(exponent)),
    "abs": _mathematical(abs),
    "sqrt": _mathematical(math.sqrt),
    "exp": _mathematical(math.exp),
    "exp10": _mathematical(lambda exponent: 10.0**exponent),
    "log": _mathematical(math.log),
    "log10": _mathematical(math.log10),
    "sin": _mathematical(math.sin),
    "cos": _mathematical(math.cos),
    "tan": _mathematical(math.tan),
    "asin": _mathematical(math.asin),
    "acos": _mathematical(math.acos),
    "atan": _mathematical(math.atan),
    "atan2": _mathematical(math.atan2),
    "concat": lambda *values: "".join(_each(values))[:LONGEST],
    "join": _join,
    "substr": _substr,
    "ends-with": lambda value, end: text_of(value).endswith(text_of(end)),
    "checklist": _checklist,
    "weighted-checklist": _weighted_checklist,
    "boolean-from-string": _boolean_from_string,
    "date": _date,
    "date-time": _date_time,
    "decimal-date-time": number_of,
    "decimal-time": _decimal_time,
    "format": _format,
    "position": _position,
    "label": _label,
}


def extensions(namespace: str) -> dict[tuple[str, str], Callable[..., Value]]:
    """The functions as lxml wants them, for one form; the first thing it hands over, its own context, is of no use."""
    patterns = Patterns()
    own = {"regex": lambda value, pattern: patterns.match(text_of(value), text_of(pattern))}
    return {(namespace, name): _without_context(function) for name, function in {**_PLAIN, **own}.items()}


def _without_context(function: Callable[..., Value]) -> Callable[..., Value]:
    return lambda _context, *values: function(*values)

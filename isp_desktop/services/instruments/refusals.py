"""Why pyxform takes no form, in plain sentences."""

from __future__ import annotations

import re

from isp_desktop.domain.language import _, marked
from isp_desktop.services.instruments.workbook import row_named_in

_REASONS: dict[str, str] = {
    "HEADER_002": marked("Two columns mean the same: “{other}” and “{header}”. Rename or remove one of them."),
    "HEADER_003": marked("A column is missing: {missing}."),
    "NAMES_001": marked("The name “{value}” stands twice in the same group. Change one of the two."),
    "NAMES_003": marked("A repeat cannot be called “{value}”; choose another name."),
    "NAMES_004": marked("Two repeats are called “{value}”. Change one of the names."),
    "NAMES_005": marked("The name “meta” is kept for what a form notes by itself. Choose another name."),
    "NAMES_006": marked("A choice has no name."),
    "NAMES_007": marked(
        "Two choices of one list have the same name. Change one, or set allow_choice_duplicates to yes."
    ),
    "NAMES_008": marked("A name may hold letters, digits, “_”, “-” and “.” only, and begins with a letter or “_”."),
    "PYREF_001": marked("In the column {column} a reference is not written as ${{name}}."),
    "PYREF_003": marked("The column {column} names “{q}”, and no item is called so."),
    "PYREF_004": marked("The column {column} names “{q}”, and several items are called so."),
    "SURVEY_001": marked("A group or repeat ends here that never began."),
    "SURVEY_002": marked("The group or repeat “{name}” begins here and never ends."),
    "SURVEY_004": marked("The column parameters is not written as “name=value name=value”."),
    "SURVEY_005": marked("The column parameters has what this type does not know: {rejected}."),
}
"""Those of pyxform's error codes that people meet, each with the names that its own message holds."""

_WORDINGS: tuple[tuple[str, str], ...] = (
    (r"Question with no type", marked("An item has no type.")),
    (r"Question or group with no name", marked("An item has no name.")),
    (
        r"List name not in (?:choices|columns) sheet: (?P<list>.+)",
        marked("There is no list “{list}” on the sheet choices."),
    ),
    (r"There should be a choices sheet", marked("There is no sheet called “choices”.")),
    (r"You must have a sheet named 'survey'", marked("There is no sheet called “survey”. Choose a form in XLSForm.")),
    (r"Missing calculation", marked("A calculate item has no calculation.")),
    (
        r"Choice names with spaces cannot be added .*?See \[(?P<name>.*?)\] in \[(?P<list>.*?)\]",
        marked("The choice “{name}” of the list “{list}” has a space in its name, where several may be chosen."),
    ),
    (r"Choice filter not supported", marked("A filter of choices cannot stand together with or_other or table-list.")),
    (r"Badly formatted table list", marked("All questions of a table-list must have the same list of choices.")),
)
"""pyxform's messages without a code."""


def refusal(message: str) -> tuple[str, int, str]:
    """Sheet, row and reason of a message of pyxform; "" and 0 where it names none."""
    first = message.strip().splitlines()[0] if message.strip() else ""
    reason, held = _reason(message)
    named = re.search(r"(?:'(\w+)' sheet|sheet: '(\w+)')", first)
    sheet = (named[1] or named[2]) if named else held.get("sheet", "")
    row = row_named_in(first)
    if not sheet and (row or held):
        sheet = "choices" if "Choice names" in first else "survey"
    return sheet, row or (1 if "headers provided" in first else 0), reason


def _reason(message: str) -> tuple[str, dict[str, str]]:
    from pyxform.errors import ErrorCode

    for code, sentence in _REASONS.items():
        found = _pattern(ErrorCode[code].value.msg).match(message)
        if found is not None:
            return _(sentence).format(**found.groupdict()), found.groupdict()
    for wording, sentence in _WORDINGS:
        found = re.search(wording, message)
        if found is not None:
            return _(sentence).format(**found.groupdict()), found.groupdict()
    first = re.sub(r"^\[row : \d+\]\s*", "", message.strip()).splitlines()[:1]
    return (first[0][:300] if first else _("It is no form that XLSForm knows.")), {}


def _pattern(template: str) -> re.Pattern[str]:
    """What a message made of `template` looks like."""
    parts = re.split(r"\{(\w+)\}", template.replace("{{", "\0").replace("}}", "\1"))
    seen: set[str] = set()
    told = ""
    for at, part in enumerate(parts):
        if at % 2 == 0:
            told += re.escape(part.replace("\0", "{").replace("\1", "}"))
        elif part in seen:
            told += f"(?P={part})"
        else:
            seen.add(part)
            told += f"(?P<{part}>.*?)"
    return re.compile(told, re.DOTALL)

"""README.txt of the plain files: what is where, for somebody who has never seen the program."""

from __future__ import annotations

import datetime as dt

from isp_desktop.domain.language import _, number
from isp_desktop.services import naming


def readme(author: str, day: dt.date, counts: tuple[int, int, int], *, private: bool) -> str:
    """The text; `counts` are of records, of photos and files, and of those that are not in the notebook."""
    records, attachments, missing = map(number, counts)
    head = _("The field notebook of {author}, written out on {day}.")
    held = _("Records: {records}. Photos and files: {attachments}. Photos and files that were missing: {missing}.")
    parts = [
        head.format(author=author, day=naming.day_in_words(day.isoformat())),
        held.format(records=records, attachments=attachments, missing=missing),
        _private() if private else _("What was private in the notebook is not here."),
        _("Nothing here is encrypted: whoever gets this folder can read it, and needs no special program for that."),
        "\n".join(_places()),
        _("What was deleted has no page and no row in a table; its history is in the log."),
    ]
    return "\n\n".join(parts) + "\n"


def _private() -> str:
    return _(
        "What was private in the notebook is here too. Tables mark it: “private_record” says that a record was never "
        "shared, and columns with “private” in their name hold what was never shared of the others. Pages say it in "
        "words."
    )


def _places() -> list[str]:
    return [
        "pages/index.html  " + _("Begin here, in a web browser: all pages by site and day."),
        "pages/index.md    " + _("The same, for programs that read Markdown or plain text."),
        "pages/…           " + _("One page a record, in a folder for each kind; pages lead to one another."),
        "tables/…          "
        + _("One table a kind, three times: for spreadsheets (.xlsx, .csv), for programs (.json)."),
        "files/…           " + _("Photos and files, as they were added."),
        "log/revisions.jsonl  " + _("Every change that was ever saved, one in a line (JSON), oldest first."),
    ]

"""The empty form of a team check: one page for one member, without a place for a name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from isp_desktop.domain.language import _, spoken
from isp_desktop.domain.team_check import FEWEST, Instrument
from isp_desktop.services import outputs

if TYPE_CHECKING:
    from isp_desktop.services.summary.glyphs import Printable

_TEMPLATE = "team_check.typ"


def pdf(instrument: Instrument, today: dt.date | None = None) -> bytes:
    """The form as tagged PDF (PDF/UA-1)."""
    # Typst takes a while to load; the window opens without it.
    from isp_desktop.services.summary.as_pdf import pdf_of

    return pdf_of(_printable(instrument), (today or dt.date.today()).isoformat())


def pages(instrument: Instrument, ppi: float) -> list[bytes]:
    """The form as a picture (PNG) of `ppi` pixels an inch."""
    from isp_desktop.services.summary.as_pages import pages_of

    return pages_of(_printable(instrument), ppi)


def save(instrument: Instrument, path: Path) -> None:
    """Puts the form into the file `path`.

    Raises:
        StoreUnusable: the disk or the folder does not allow it.
    """
    outputs.save_file(path, pdf(instrument))


def text(instrument: Instrument) -> str:
    """What the form says, for those who cannot see its picture."""
    told = _told(instrument)
    lines = (told["title"], told["lead"], *told["questions"], ", ".join(told["scale"]), told["promise"])
    return "\n".join(lines)


def _printable(instrument: Instrument) -> Printable:
    from isp_desktop.services.summary.glyphs import printable_data

    return printable_data(msgspec.json.encode(_told(instrument)).decode(), template=_TEMPLATE)


def _told(instrument: Instrument) -> dict[str, Any]:
    promise = _(
        "No name, please. Put the sheet face down with the others. It is counted together with them and then thrown "
        "away: kept is only how many gave each rating, and only from {fewest} answers on. Nobody learns who rated what."
    )
    return {
        "title": instrument.label,
        "language": spoken(),
        "lead": _(
            "How far is each sentence true of this team? Circle one number. Leave out what you would rather not rate."
        ),
        "scale": list(instrument.scale),
        "questions": [question.text for question in instrument.questions],
        "promise": promise.format(fewest=FEWEST),
    }

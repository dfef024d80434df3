"""A visit's summary, or a brief, as a file: PDF, Word, web page or Markdown, all saying the same in the same order."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.domain.summary import VisitSummary

if TYPE_CHECKING:
    from isp_desktop.services.summary.outline import Outline

Format: TypeAlias = Literal["pdf", "docx", "html", "md"]

FORMATS: tuple[Format, ...] = get_args(Format)
_NAMED_BOXES = 12


def render(summary: VisitSummary, format: Format, template: Path | None = None, locale: str = "") -> bytes:
    """The file's content.

    Args:
        summary: what to say; whatever is empty is left out.
        format: one of `FORMATS`.
        template: an organization's own .docx in place of the shipped one; for "docx" only.
        locale: whose words dates and times are written in, e.g. "en", "de", "fr_CA"; "" for the language that holds.

    Raises:
        BadInput: the template cannot be used, in one sentence.
        babel.UnknownLocaleError: there is no such locale.
    """
    # Typst, docx and Jinja take a while to load; the window opens without them.
    from isp_desktop.services.summary.outline import outline

    if template is not None and format != "docx":
        raise BadInput(
            _("A template of your own works only for Word; choose Word, or leave the template out."), "template"
        )
    return written(outline(summary, locale), format, template, summary)


def written(content: Outline, format: Format, template: Path | None = None, told: VisitSummary | None = None) -> bytes:
    """The file's content of what `content` says.

    Args:
        told: what else a Word template may ask for by name.

    Raises:
        BadInput: the template cannot be used, in one sentence.
    """
    match format:
        case "pdf":
            from isp_desktop.services.summary.as_pdf import as_pdf

            return as_pdf(content)
        case "docx":
            from isp_desktop.services.summary.as_word import as_word

            return as_word(content, template, told)
        case "html":
            from isp_desktop.services.summary.as_html import as_html

            return as_html(content)
        case "md":
            from isp_desktop.services.summary.as_markdown import as_markdown

            return as_markdown(content)


def not_shown(summary: VisitSummary, locale: str = "") -> str:
    """A sentence on the letters that no font on this computer has, and which the PDF so cannot show; "" for none."""
    from isp_desktop.services.summary.outline import outline

    return letters_not_shown(outline(summary, locale))


def letters_not_shown(content: Outline) -> str:
    """The same of what `content` says."""
    from isp_desktop.services.summary.glyphs import printable

    boxes = printable(content).boxes
    if not boxes:
        return ""
    named = [sign if sign.isprintable() else " ".join(f"U+{ord(letter):04X}" for letter in sign) for sign in boxes]
    some = ", ".join(named[:_NAMED_BOXES])
    if len(named) > _NAMED_BOXES:
        some = _("{letters} and others").format(letters=some)
    told = _(
        "No font on this computer has {letters}, so the PDF shows empty boxes there and cannot be marked as "
        "accessible: install a font that has them and make it again, or choose Word."
    )
    return told.format(letters=some)

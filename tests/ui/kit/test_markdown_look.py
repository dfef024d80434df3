"""Markdown source looks as it reads; what is kept is what was typed."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QTextDocument

from isp_desktop.ui.kit.markdown_look import MarkdownLook
from isp_desktop.ui.kit.theme import Theme


def looks(theme: Theme, text: str) -> tuple[str, str, str]:
    """The letters that are bold, slanted and muted."""
    document = QTextDocument()
    document.setPlainText(text)
    MarkdownLook(theme, document).rehighlight()
    bold, slanted, muted = "", "", ""
    for span in document.firstBlock().layout().formats():
        words = text[span.start : span.start + span.length]
        bold += words if span.format.fontWeight() >= QFont.Weight.DemiBold else ""
        slanted += words if span.format.fontItalic() else ""
        muted += words if span.format.foreground().color().name().upper() == theme.tokens.text3 else ""
    assert document.toPlainText() == text
    return bold, slanted, muted


@pytest.mark.parametrize(
    ("text", "bold", "slanted", "muted"),
    [
        ("## Next term", "## Next term", "", "## "),
        ("- the rota", "", "", "-"),
        ("12. the rota", "", "", "12."),
        ("They **ran it** alone", "ran it", "", "****"),
        ("They *ran it* alone", "", "ran it", "**"),
        ("* a *b* c", "", "b", "***"),
        ("2 * 3 * 4, team_check_2 and ** too", "", "", ""),
        ("#hashtag", "", "", ""),
    ],
)
def test_marks_are_muted_and_words_look_as_they_read(theme: Theme, text: str, bold: str, slanted: str, muted: str):
    assert looks(theme, text) == (bold, slanted, muted)


def test_the_colours_follow_the_theme(theme: Theme):
    document = QTextDocument()
    document.setPlainText("- one")
    look = MarkdownLook(theme, document)
    theme.set_mode("dark")
    [span] = document.firstBlock().layout().formats()
    assert span.format.foreground().color().name().upper() == theme.tokens.text3
    assert look.document() is document


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="*_`#-> 1.a\u00e9\U0001f642", max_size=40))
def test_any_text_can_be_styled(theme: Theme, text: str):
    document = QTextDocument()
    document.setPlainText(text)
    MarkdownLook(theme, document).rehighlight()
    assert document.toPlainText() == text

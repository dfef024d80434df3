"""The web page stands alone: its own style, no scripts, nothing to fetch; and it says what is what."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from summary_samples import FULL, MINIMAL, NOTES, with_notes

from isp_desktop.services.summary import render

ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "section", "h1", "h2", "h3", "h4", "h5", "h6",
    "p", "time", "dl", "div", "dt", "dd", "ul", "ol", "li", "blockquote", "pre", "code", "hr", "br", "strong", "em",
    "s", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def _page(notes: str) -> str:
    return render(with_notes(notes), "html").decode()


def _tags(page: str) -> set[str]:
    return set(re.findall(r"<([a-z0-9]+)", page.split("</style>")[1]))


def test_stands_alone() -> None:
    page = render(FULL, "html").decode()
    assert not re.findall(r"<(script|link|img|iframe|a|object|svg)\b|\b(src|href|on\w+)=", page)
    assert not re.findall(r"@import|url\(", page)
    assert page.startswith('<!doctype html>\n<html lang="en-GB">')


def test_policy_allows_its_own_style_and_nothing_else() -> None:
    page = render(FULL, "html").decode()
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    assert f"content=\"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'\"" in page
    assert 'style="' not in page


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["<", ">", '"', "'", "&", "script", "/", "=", " ", "\n", "onload", "-->", "`", "!--", "]]>"])
    )
)
def test_no_typed_text_becomes_a_tag(pieces: list[str]) -> None:
    text = "".join(pieces)
    page = render(replace(with_notes(text), site=text, author=text, purpose=text, conflict_note=text), "html").decode()
    assert _tags(page) <= ALLOWED


def test_markdown_becomes_what_it_means() -> None:
    page = _page(NOTES)
    for piece in (
        "<strong>own agenda</strong>, <em>for the second time</em>. <s>Old plan</s><br>\nSecond line",
        "<code>fixed words</code>",
        '<h3 dir="auto">What was tried</h3>',
        '<ol start="1">\n<li>Shorter warm-up</li>',
        "<li>Word cards<ul>\n<li>sorted by sound</li>\n</ul></li>",
        '<blockquote>\n<p dir="auto">They asked for the timer.</p>\n</blockquote>',
        '<th scope="col" class="left">Group</th><th scope="col" class="right">Finished</th>',
        '<td dir="auto" class="right">9 of 10</td>',
        "<pre><code>as typed</code></pre>",
        "the page (https://example.org/a_b)",
        "a picture (photo.png)",
    ):
        assert piece in page


def test_headings_never_skip_a_level() -> None:
    page = _page("### deep\n\n##### deeper\n\n# top\n\n###### deepest\n\n> # quoted")
    assert re.findall(r"<h(\d)", page) == ["1", "2", "3", "4", "3", "4"]
    assert '<p dir="auto"><strong>quoted</strong></p>' in page


def test_loose_and_tight_lists() -> None:
    assert "<li>a</li>\n<li>b</li>" in _page("- a\n- b")
    assert '<li><p dir="auto">a</p></li>' in _page("- a\n\n- b")


def test_nothing_typed_is_lost() -> None:
    deep = "> " * 90 + "words"
    assert deep.replace(">", "&gt;") in _page(deep)
    assert "[ref]: https://example.org" in _page("[ref]: https://example.org")
    assert "word (https://example.org, its title)" in _page('[word](https://example.org "its title")')
    assert "<code>python extra\nx = 1</code>" in _page("```python extra\nx = 1\n```")
    assert "&lt;!-- note --&gt;" in _page("<!-- note -->")


def test_lists_beyond_all_depth_stay_readable() -> None:
    page = _page("\n".join("  " * depth + f"- level {depth}" for depth in range(20)))
    assert page.count("<ul>") <= 7
    assert all(f"level {depth}" in page for depth in range(20))


def test_markdown_reads_well_as_plain_text() -> None:
    typed = "Costs 5 * 3 = 15, see #4 & a_b; tel. +44 20\n-5 degrees\n\nIt's 80% (ok?) – fine!"
    page = render(with_notes(typed), "md").decode()
    expected = "Costs 5 \\* 3 = 15, see #4 & a_b; tel. +44 20  \n-5 degrees\n\nIt's 80% (ok?) – fine!\n"
    assert page.endswith(f"## Discussion\n\n{expected}")


def test_markdown_keeps_neighbouring_lists_apart() -> None:
    html = MarkdownIt().render(render(with_notes("- a\n\n* b\n\n1. c\n\n1) d"), "md").decode())
    assert html.count("<ul>") == 2
    assert html.count("<ol>") == 2


def test_minimal_page_has_no_empty_parts() -> None:
    page = render(MINIMAL, "html").decode()
    assert _tags(page) <= {"html", "body", "main", "header", "h1", "p", "time"}
    assert '<meta name="author"' not in page

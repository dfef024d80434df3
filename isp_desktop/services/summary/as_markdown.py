"""Writes a summary as Markdown that reads well as plain text and means the same to every CommonMark reader.

What people typed is escaped only where it would otherwise be read as a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from isp_desktop.services.summary import tree
from isp_desktop.services.summary.notes import read_words
from isp_desktop.services.summary.outline import Outline, placed

# Marks wherever they stand; an underscore inside a word and an ampersand before a space are none.
_MARKS = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=[#\w])")
# Marks at the beginning of a line only: quotes, headings, bullets, the line under a heading or a table's head, numbers.
_FIRST_MARKS = re.compile(r">|#{1,6}(?=\s|$)|[+-](?=\s|$)|=(?==*\s*$)|[-:|](?=[-:|\s]*$)|(?<=\d)[.)](?=\s|$)")
_NUMBER = re.compile(r"\d{0,9}")
_ALIGNED = {"": "---", "left": ":---", "center": ":---:", "right": "---:"}


def as_markdown(summary: Outline) -> bytes:
    """The Markdown of `summary`, in UTF-8; photos are files of the folder that `photo_folder` names, beside it."""
    folder = photo_folder(summary)
    summary = placed(summary, lambda photo: f"{folder}/{photo.name}")
    return ("\n\n".join(_document(summary)) + "\n").encode()


def in_markdown(blocks: Iterable[tree.Block]) -> str:
    """The Markdown of parts of a page."""
    return _blocks(blocks)


def in_line(text: str) -> str:
    """Plain words as they stand in a line of Markdown of their own, or after a mark."""
    return _line(text)


def photo_folder(summary: Outline) -> str:
    """Where the photos of a summary lie that cannot hold them itself."""
    return f"photos-{summary.day}"


def _document(summary: Outline) -> Iterator[str]:
    if summary.mark:
        yield f"**{_escaped(summary.mark)}**"
    yield f"# {_title(summary.title)}"
    yield _line(summary.when)
    if summary.facts:
        yield "\n".join(f"- **{fact.label}:** {_words(fact.value)}" for fact in summary.facts)
    if summary.notice:
        yield f"> {_line(summary.notice)}"
    for part in summary.parts:
        yield f"## {_title(part.heading)}"
        yield _blocks(part.blocks)


def _blocks(blocks: Iterable[tree.Block], separator: str = "\n\n") -> str:
    written: list[str] = []
    previous: tree.Block | None = None
    second = False
    for block in blocks:
        # Two lists in a row would be read as one unless their marks differ.
        second = not second and _same_kind(previous, block)
        written.append(_items(block, second) if isinstance(block, tree.Items) else _block(block))
        previous = block
    return separator.join(written)


def _same_kind(first: tree.Block | None, second: tree.Block) -> bool:
    return (
        isinstance(first, tree.Items)
        and isinstance(second, tree.Items)
        and ((first.start is None) == (second.start is None))
    )


def _block(block: tree.Block) -> str:
    match block:
        case tree.Paragraph():
            return _words(block)
        case tree.Heading(level, text):
            return f"{'#' * (level + 1)} {_title_words(text)}"
        case tree.Quote(blocks):
            return _prefixed(_blocks(blocks), "> ", "> ")
        case tree.CodeBlock(text):
            fence = "`" * max(3, _longest_run(text) + 1)
            return f"{fence}\n{text}\n{fence}"
        case tree.Table():
            return "\n".join(_table(block))
        case tree.Rule():
            return "***"
        case tree.Photo(_, words, caption, place):
            under = f"\n\n*{_escaped(caption)}*" if caption else ""
            return f"![{_escaped(words)}]({place}){under}"
        case tree.Items():
            return _items(block, second=False)


def _items(block: tree.Items, second: bool) -> str:
    lines = []
    for offset, blocks in enumerate(block.items):
        mark = _bullet(block.start, offset, second)
        text = _blocks(blocks, "\n" if block.tight and not _needs_space(blocks) else "\n\n")
        lines.append(_prefixed(text, mark, " " * len(mark)).rstrip())
    return ("\n" if block.tight else "\n\n").join(lines)


def _bullet(start: int | None, offset: int, second: bool) -> str:
    if start is None:
        return "* " if second else "- "
    return f"{start + offset}{')' if second else '.'} "


def _needs_space(blocks: tuple[tree.Block, ...]) -> bool:
    """Whether these blocks would run into each other without an empty line between them."""
    return any(not isinstance(block, tree.Items) for block in blocks[1:])


def _prefixed(text: str, first: str, others: str) -> str:
    head, *lines = text.split("\n")
    return "\n".join([first + head, *((others + line) if line else others.rstrip() for line in lines)])


def _table(table: tree.Table) -> Iterator[str]:
    yield _row(_cell(cell) for cell in table.header)
    yield _row(_ALIGNED[align] for align in table.align)
    for row in table.rows:
        yield _row(_cell(cell) for cell in row)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(cell: tree.Paragraph) -> str:
    return _read_alike(cell.inlines).replace("\n", " ").replace("|", "\\|")


def _title(text: str) -> str:
    return _without_closing(_escaped(text))


def _title_words(text: tree.Paragraph) -> str:
    return _without_closing(" ".join(_read_alike(text.inlines).split()))


def _without_closing(title: str) -> str:
    """Number signs at the end of a heading would be taken for its closing mark."""
    return f"{title[:-1]}\\#" if title.endswith("#") else title


def _line(text: str) -> str:
    return _at_line_start(_escaped(text))


def _words(text: tree.Paragraph) -> str:
    lines = _read_alike(text.inlines).split("\n")
    return "  \n".join(_at_line_start(line.strip(" \t")) for line in lines)


def _read_alike(inlines: tuple[tree.Inline, ...]) -> str:
    """The words with their marks; without, where neighbouring marks would be read as something else."""
    text = _inlines(inlines)
    if all(isinstance(inline, tree.Text | tree.Code | tree.Break) for inline in inlines):
        return text
    said, read = ("".join(tree.letters(words)) for words in (inlines, read_words(text)))
    return text if said.split() == read.split() else _escaped(said)


def _inlines(inlines: tuple[tree.Inline, ...]) -> str:
    return "".join(_inline(inline) for inline in inlines)


def _inline(inline: tree.Inline) -> str:
    match inline:
        case tree.Text(text):
            return _escaped(text)
        case tree.Code(text):
            return _code(text)
        case tree.Break():
            return "\n"
        case tree.Strong(inner):
            return _marked("**", inner)
        case tree.Emphasis(inner):
            return _marked("*", inner)
        case tree.Strike(inner):
            return _marked("~~", inner)


def _marked(mark: str, inner: tuple[tree.Inline, ...]) -> str:
    """The words between two marks, which must not stand next to white space."""
    text = _inlines(inner)
    words = text.strip()
    if not words:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{before}{mark}{words}{mark}{after}"


def _code(text: str) -> str:
    fence = "`" * (_longest_run(text) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") or (text[:1] == text[-1:] == " " and text.strip()) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)


def _escaped(text: str) -> str:
    return _MARKS.sub(lambda mark: "\\" + mark[0], text)


def _at_line_start(line: str) -> str:
    number = _NUMBER.match(line)
    place = number.end() if number else 0
    return f"{line[:place]}\\{line[place:]}" if _FIRST_MARKS.match(line, place) else line

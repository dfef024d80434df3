"""The catalogues of the program's words: `make catalogues` collects them, updates each language, compiles.

`make catalogues BEGIN=nl` begins a language. Nothing in the files tells the day or a line number, so they
change only where words do.
"""

from __future__ import annotations

import ast
import datetime as dt
import io
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from isp_desktop.domain.language import DOMAIN, MADE_UP

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
TEMPLATE = TRANSLATIONS / f"{DOMAIN}.pot"
PRACTICE = ROOT / "resources" / "practice"
_WORDING = ("label", "text", "prompt", "hint")
_NO_DAY = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_CHANGING = re.compile(rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By):.*\n', re.MULTILINE)
# What translators must leave as it is: placeholders, the key of a menu entry, the patterns of a file dialog.
_KEPT = re.compile(r"(\{[^}]*\}|&\w|\*\.\w+|https?://\S+)")
_ACCENTED = str.maketrans("AEIOUYaeiouyCNScnsdlt", "ÀÉÎÕÜÝàéîõüýÇÑŠçñšđłţ")
_VOWEL = re.compile("[àéîõüý]")


@dataclass(frozen=True, slots=True)
class Words:
    """One text of the program: the file it stands in, and its plural or ""."""

    file: str
    one: str
    many: str = ""


def words_in(source: str, file: str = "") -> Iterator[Words]:
    """The texts in a module, in their order.

    Raises:
        ValueError: a text is put together before it is translated, and so cannot be found.
    """
    telling = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call | ast.FunctionDef))
    for call in sorted(telling, key=lambda node: (node.lineno, node.col_offset)):
        if isinstance(call, ast.FunctionDef):
            if any(map(_is_command, call.decorator_list)):
                yield Words(file, ast.get_docstring(call) or "")
            continue
        for texts in _texts(call):
            if any(isinstance(text, ast.JoinedStr | ast.BinOp) for text in texts):
                raise ValueError(f"{file}:{call.lineno}: a text must be whole before it is translated")
            found = [text.value for text in texts if isinstance(text, ast.Constant) and isinstance(text.value, str)]
            if found and len(found) == len(texts) and found[0]:
                yield Words(file, *found)


def _is_command(decorator: ast.expr) -> bool:
    """Whether what is decorated is a command, whose description is its help."""
    match decorator:
        case ast.Call(ast.Attribute(ast.Name("click"), "command" | "group")):
            return True
    return False


def _texts(call: ast.Call) -> list[list[ast.expr]]:
    """What a call translates or declares, each with its plural where it has one."""
    match call.func:
        case ast.Name("_" | "marked"):
            return [call.args[:1]]
        case ast.Name("counted"):
            return [call.args[:2]]
        case ast.Name("About"):
            return [[text] for text in call.args[:2]]
        case ast.Attribute(ast.Name("click"), "option"):
            return [[option.value] for option in call.keywords if option.arg == "help"]
        case ast.Attribute(ast.Name("fields")):
            said = (option.value for option in call.keywords if option.arg in ("help", "section"))
            return [call.args[:1], *([words] for words in said)]
    return []


def template() -> Catalog:
    """Every text of the program, with the files in which it stands."""
    catalog = Catalog(
        project="ISP Desktop",
        copyright_holder="the authors of ISP Desktop",
        header_comment="# The words of ISP Desktop.\n#",
        creation_date=_NO_DAY,
        fuzzy=False,
    )
    for found in (*_words_of_the_program(), *_words_of_the_practice()):
        known = catalog.get(found.one)
        # gettext keeps one entry for a text, with its plural if it has one anywhere.
        identity = known.id if known is not None and not found.many else (found.one, found.many)
        catalog.add(identity if found.many or known is not None else found.one, locations=[(found.file, 0)])
    return catalog


def _words_of_the_program() -> Iterator[Words]:
    for path in sorted((ROOT / "isp_desktop").rglob("*.py")):
        yield from words_in(path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix())


def _words_of_the_practice() -> Iterator[Words]:
    for path in sorted(PRACTICE.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        file = path.relative_to(ROOT).as_posix()
        tables = (row for rows in told.values() if isinstance(rows, list) for row in rows if isinstance(row, dict))
        yield from (
            Words(file, row[name]) for row in (told, *tables) for name in _WORDING if isinstance(row.get(name), str)
        )
        yield from (Words(file, meaning) for meaning in told.get("scale", ()))


def as_text(catalog: Catalog) -> bytes:
    """The file of a template or a language, the same for the same words."""
    out = io.BytesIO()
    write_po(out, catalog, width=110, sort_by_file=True, include_lineno=False)
    return _CHANGING.sub(b"", out.getvalue())


def compiled(catalog: Catalog) -> bytes:
    """The file that the program reads, the same for the same words."""
    catalog.creation_date = catalog.revision_date = _NO_DAY
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def bring_up_to_date(path: Path, words: Catalog) -> None:
    """Takes new texts into the language of `path`, keeps what is translated, and compiles it beside."""
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=path.parent.parent.name, domain=DOMAIN)
    else:
        catalog = Catalog(locale=path.parent.parent.name, project=words.project, creation_date=_NO_DAY, fuzzy=False)
    # A guess from a similar text would have to be looked through, word by word.
    catalog.update(words, no_fuzzy_matching=True)
    _write(path, as_text(catalog))
    _write(path.with_suffix(".mo"), compiled(catalog))


def made_up(words: Catalog) -> Catalog:
    """A catalogue of no language: accented, every vowel twice, in brackets, to see what is cut off."""
    catalog = Catalog(locale="en", project=words.project, creation_date=_NO_DAY, fuzzy=False)
    for message in words:
        if message.id:
            said = [strange(text) for text in ([message.id] if isinstance(message.id, str) else message.id)]
            catalog.add(message.id, tuple(said) if len(said) > 1 else said[0])
    return catalog


def strange(text: str) -> str:
    """ "Save {n}" as "[Šààvéé {n}]"."""
    parts = _KEPT.split(text)
    parts[::2] = [_VOWEL.sub(lambda found: found[0] * 2, part.translate(_ACCENTED)) for part in parts[::2]]
    return f"[{''.join(parts)}]"


def write_made_up(folder: Path) -> None:
    """Puts it into `folder`, where the program finds it under its tag."""
    _write(folder / MADE_UP / "LC_MESSAGES" / f"{DOMAIN}.mo", compiled(made_up(template())))


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def main(begun: Iterable[str]) -> None:
    """Brings all files up to date; `begun` are the tags of languages to begin."""
    words = template()
    _write(TEMPLATE, as_text(words))
    new = (TRANSLATIONS / tag / "LC_MESSAGES" / f"{DOMAIN}.po" for tag in begun)
    for path in sorted({*TRANSLATIONS.glob(f"*/LC_MESSAGES/{DOMAIN}.po"), *new}):
        bring_up_to_date(path, words)
    write_made_up(TRANSLATIONS)


if __name__ == "__main__":
    main(sys.argv[1:])

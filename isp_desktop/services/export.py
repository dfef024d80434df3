"""A kind's records as a plain table that any program opens: CSV, XLSX or JSON.

A table to hand on is made from shared revisions alone, so that no private word is in it (see `db/shared.py`); one's own
way out of the program may have all, with what is private marked. JSON holds the values as they were typed, for other
programs; CSV and XLSX, which people open, never let a value act as a formula.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import IO, Any, Literal, Protocol, TypeAlias

import msgspec

from isp_desktop.db.models import kind as kind_named
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.whole import SHARED, View
from isp_desktop.domain.kinds import FieldSpec, KindSpec
from isp_desktop.domain.language import _, marked
from isp_desktop.domain.record import Record
from isp_desktop.domain.values import fits
from isp_desktop.services import unseen_votes

TableFormat = Literal["csv", "xlsx", "json"]
FORMATS: tuple[TableFormat, ...] = ("csv", "xlsx", "json")
_NAMES_CACHED = 20_000
_LONGEST_CELL = 32_767  # what a cell of XLSX holds
_MOST_ROWS = 1_048_576  # what a sheet of XLSX holds
_CUT = marked(" … (cut here: a cell holds no more; the CSV has all of it)")
_FULL = marked("A sheet holds no more rows; the CSV has all of them.")
_PRIVATE = "_private"
"""What the name of a column ends with that never leaves a notebook but by its owner's wish."""


class Lines(Protocol):
    """A table: what its sheet is called, its head, and the cells of each thing that it is given."""

    @property
    def title(self) -> str: ...
    def head(self) -> list[Any]: ...
    def row(self, seen: Any) -> list[Any]: ...


class Names(Protocol):
    """What linked records are called."""

    def of(self, uid: str) -> str:
        """The name of one, "" where there is nothing to see of it."""


class Rows:
    """How the records of a kind become rows, with a column more for what is private where all is to be seen."""

    def __init__(self, spec: KindSpec, view: View, names: Names) -> None:
        self.spec = spec
        self._view = view
        self._names = names
        self._fields = [field for field in spec.fields if view.private or not field.private]

    def head(self) -> list[str]:
        """The names of the columns."""
        marks = ["private_record"] if self._view.private else []
        return ["uid", *marks, *(column for field in self._fields for column in _columns(field))]

    @property
    def title(self) -> str:
        """What its sheet is called."""
        return self.spec.plural

    def row(self, seen: Record) -> list[Any]:
        """The cells of one record."""
        marks = [seen.is_private] if self._view.private else []
        own = unseen_votes.told(seen) if self.spec.kind == "answer" else seen.everything
        values = ((field, own.get(field.name)) for field in self._fields)
        return [seen.uid, *marks, *(cell for field, value in values for cell in _cells(field, value, self._names))]

    def plain(self, seen: Record) -> dict[str, Any]:
        """One record as JSON has it."""
        if not self._view.private:
            return {"uid": seen.uid, "kind": seen.kind, "fields": seen.everything}
        return whole(seen, self.spec)


File: TypeAlias = IO[bytes]
Sheet: TypeAlias = Callable[[Any], None]
"""A table that is being written: called with one record after the other."""
Writing: TypeAlias = AbstractContextManager[Sheet]


def table(store: Store, kind: str, form: TableFormat) -> bytes:
    """The whole shared table as a file's content. Linked records are told by name, and by uid in a column of their own.

    Raises:
        BadInput: there is no such kind.
    """
    spec = kind_named(kind)
    written = io.BytesIO()
    with store.read() as reading:
        rows = Rows(spec, SHARED, _Names(reading))
        with sheet(written, form, rows) as write:
            for chunk in SHARED.of_kind(reading, kind):
                for seen in chunk.values():
                    write(seen)
    return written.getvalue()


class _Plain:
    """Rows that are cells already."""

    def __init__(self, title: str, head: Sequence[str]) -> None:
        self.title, self._head = title, list(head)

    def head(self) -> list[Any]:
        return self._head

    def row(self, seen: Sequence[Any]) -> list[Any]:
        return list(seen)


def cells(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]], form: Literal["csv", "xlsx"]) -> bytes:
    """Any table as a file's content; cells are texts and numbers, None for none."""
    written, plain = io.BytesIO(), _Plain(title, head)
    with _csv(written, plain) if form == "csv" else _xlsx(written, plain, "") as write:
        for row in rows:
            write(row)
    return written.getvalue()


def sheet(file: File, form: TableFormat, rows: Rows, beside: str = "") -> Writing:
    """Writes a table into `file`, record by record; it is whole at the end.

    Args:
        beside: a folder for what a spreadsheet is made from when it is too large for the memory; "" keeps it there.
    """
    if form == "json":
        return json_list(file, rows.plain)
    return _csv(file, rows) if form == "csv" else _xlsx(file, rows, beside)


@contextmanager
def json_list(file: File, plain: Callable[[Record], Any]) -> Iterator[Sheet]:
    """Writes a list of what `plain` makes of each record."""
    before = b"["

    def write(seen: Record) -> None:
        nonlocal before
        file.write(before + b"\n" + msgspec.json.format(msgspec.json.encode(plain(seen)), indent=1))
        before = b","

    yield write
    file.write(b"[]\n" if before == b"[" else b"\n]\n")


def whole(seen: Record, spec: KindSpec | None) -> dict[str, Any]:
    """One record as JSON, what is private of it apart."""
    hidden = private_names(seen, spec)
    own = {name: value for name, value in seen.everything.items() if name not in hidden}
    apart = {name: value for name, value in seen.everything.items() if name in hidden}
    told = {"uid": seen.uid, "kind": seen.kind, "private_record": seen.is_private, "fields": own}
    return told | {"private_fields": apart}


def private_names(seen: Record, spec: KindSpec | None) -> set[str]:
    """The fields of a record that was shared which were not; a newer program may have some that are not known here."""
    declared = {field.name for field in spec.fields if field.private} if spec else set()
    if seen.is_private:
        return declared & seen.everything.keys()
    known = spec.by_name if spec else {}
    foreign = {name for name in seen.fields if name not in known}
    return (declared & seen.everything.keys()) | (foreign - seen.shared.values.keys() - seen.shared.members.keys())


def _columns(field: FieldSpec) -> list[str]:
    name = f"{field.name}{_PRIVATE}" if field.private and not field.name.startswith("private") else field.name
    return [name, f"{name}_uid"] if field.to else [name]


def _cells(field: FieldSpec, value: Any, names: Names) -> list[Any]:
    if not fits(field, value):
        # Another program's; as it came, for whoever can make something of it.
        return [msgspec.json.encode(value).decode(), *([""] if field.to else [])]
    values = [] if value is None else value if isinstance(value, list) else [value]
    if field.to:
        return ["; ".join(names.of(uid) for uid in values), "; ".join(values)]
    return ["; ".join(values)] if field.is_set else [value if value is not None else ""]


class _Names:
    """The shared names of linked records, each looked up once."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._known: dict[str, str] = {}

    def of(self, uid: str) -> str:
        if uid not in self._known:
            if len(self._known) >= _NAMES_CACHED:
                self._known.clear()
            self._known[uid] = self._look_up(uid)
        return self._known[uid]

    def _look_up(self, uid: str) -> str:
        seen = SHARED.records(self._reading, [uid]).get(uid)
        spec = kinds().get(seen.kind) if seen else None
        if seen is None or spec is None:
            return ""
        own = (seen.fields.get(name) for name in spec.title)
        return ", ".join(str(part) for part in own if part and part != seen.fields.get("site"))


@contextmanager
def _csv(file: File, rows: Lines) -> Iterator[Sheet]:
    # The mark lets spreadsheet programs see that this is UTF-8.
    file.write(b"\xef\xbb\xbf")

    def put(row: list[Any]) -> None:
        written = io.StringIO(newline="")
        csv.writer(written).writerow([_inert(cell) for cell in row])
        file.write(written.getvalue().encode())

    put(rows.head())
    yield lambda seen: put(rows.row(seen))


# A telephone number may begin with a plus; nothing else that begins like this is meant to be worked out.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d\s().-]*$)")


def _inert(cell: Any) -> Any:
    """A cell that no spreadsheet takes as a formula, whoever typed it: such a one is led by an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and _FORMULA.match(cell) else cell


@contextmanager
def _xlsx(file: File, rows: Lines, beside: str) -> Iterator[Sheet]:
    import xlsxwriter

    # Nothing that somebody typed may act as a formula or a link in another person's spreadsheet.
    inert = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    large = {"constant_memory": True, "tmpdir": beside} if beside else {"in_memory": True}
    target = _Target(file)
    book = xlsxwriter.Workbook(target, inert | large)
    book.use_zip64()
    page = book.add_worksheet(rows.title)
    _write_row(page, 0, rows.head(), book.add_format({"bold": True}))
    page.freeze_panes(1, 1)
    count = 0

    def write(seen: Record) -> None:
        nonlocal count
        count += 1
        if count < _MOST_ROWS - 1:
            _write_row(page, count, rows.row(seen), None)
        elif count == _MOST_ROWS - 1:
            page.write_string(count, 0, _(_FULL))

    try:
        yield write
        _close(book)
        target.check()
    finally:
        target.let_go()
        if beside:
            # Its maker leaves what it was writing open where the disk takes no more.
            for left_open in filter(None, (page.row_data_fh, page.fh, book.fh)):
                with suppress(OSError):
                    left_open.close()


def _close(book: Any) -> None:
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        # It wraps what the disk said.
        raise OSError(*error.args[0].args) from error


class _Target:
    """Takes what the spreadsheet's maker writes, which would end badly if the disk took no more: told of afterwards."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._at = 0
        self._fault: OSError | None = None
        self._gone = False

    def write(self, content: bytes) -> int:
        self._try(lambda: self._file.write(content))
        self._at += len(content)
        return len(content)

    def seek(self, place: int) -> int:
        self._try(lambda: self._file.seek(place))
        self._at = place
        return place

    def tell(self) -> int:
        return self._at

    def flush(self) -> None:
        self._try(self._file.flush)

    def check(self) -> None:
        """Raises what the disk said, if it took something not."""
        self.flush()
        if self._fault:
            raise self._fault

    def let_go(self) -> None:
        """From now on nothing reaches the file: after a fault the maker tries once more, when nobody waits for it."""
        self._gone = True

    def _try(self, act: Callable[[], object]) -> None:
        if self._fault is None and not self._gone:
            try:
                act()
            except OSError as error:
                self._fault = error


def _write_row(page: Any, row: int, cells: list[Any], form: Any) -> None:
    for column, cell in enumerate(cells):
        _write_cell(page, row, column, cell, form)


def _write_cell(page: Any, row: int, column: int, cell: Any, form: Any) -> None:
    if isinstance(cell, bool):
        page.write_boolean(row, column, cell, form)
    elif isinstance(cell, int | float):
        page.write_number(row, column, cell, form)
    elif cell:
        cut = _(_CUT)
        whole = len(cell) <= _LONGEST_CELL
        page.write_string(row, column, cell if whole else cell[: _LONGEST_CELL - len(cut)] + cut, form)

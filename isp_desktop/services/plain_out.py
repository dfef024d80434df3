"""Everything in the notebook as plain files in a folder: readable without this program, now and in twenty years."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from isp_desktop.db import log
from isp_desktop.db.engine import plain_errors
from isp_desktop.db.files import flush_file, flush_folder
from isp_desktop.db.models import kinds
from isp_desktop.db.store import Reading, Store
from isp_desktop.db.transaction import Progress
from isp_desktop.db.whole import View
from isp_desktop.domain.errors import BadInput, NotFound, StoreDamaged, StoreUnusable
from isp_desktop.domain.language import _
from isp_desktop.domain.record import Record
from isp_desktop.services import export
from isp_desktop.services.plain import index
from isp_desktop.services.plain.names import Titles, file_of, folder_of
from isp_desktop.services.plain.pages import Pages
from isp_desktop.services.plain.reading_first import readme

_STEP = 1_000


@dataclass(frozen=True, slots=True)
class WrittenOut:
    """What was written: all files, the pages of records, photos and files among them, and those not in the notebook."""

    files: int
    records: int
    attachments: int
    missing: int


def write_out(
    store: Store, folder: Path, *, private: bool, progress: Progress = lambda done, total: None
) -> WrittenOut:
    """Writes all that is in the notebook into the new folder `folder`, unencrypted.

    Args:
        private: with what was never shared, marked; without it nothing private is read.
        progress: told how many steps of about how many are done.

    Raises:
        BadInput: something is in `folder` already, or it would lie inside the notebook.
        StoreUnusable: the disk does not take it.
        Cancelled: `progress` raised it.
        Whatever is raised, nothing is left behind; where nothing is, the disk said of each file that it has it.
    """
    folder = folder.absolute()
    with plain_errors():
        _require_new(store, folder)
        with _beside(folder) as new, store.read() as reading:
            writing = _Writing(store, reading, new, View(private), progress)
            writing.records()
            writing.index()
            writing.log()
            done = writing.readme()
            writing.flush()
            return done


class _Writing:
    """One way out under way, a few hundred records in memory at a time."""

    def __init__(self, store: Store, reading: Reading, folder: Path, view: View, progress: Progress) -> None:
        self._store = store
        self._reading = reading
        self._folder = folder
        self._view = view
        self._progress = progress
        self._titles = Titles(reading, view)
        self._pages = Pages(reading, view, self._titles)
        self._counts = view.kinds_there(reading)
        # Each record is told of when its page is written and when it is in the index.
        self._total = 2 * sum(self._counts.values()) + log.count(reading)
        self._done = 0
        self._files = self._written = self._attachments = self._missing = 0

    def records(self) -> None:
        """Tables, pages and files."""
        for name in ("tables", "pages", "files", "log"):
            (self._folder / name).mkdir()
        for kind in dict.fromkeys([*kinds(), *self._counts]):
            self._of_kind(kind)

    def index(self) -> None:
        """The way into the pages."""
        title = _("The field notebook of {author}").format(author=self._store.author)
        notice = (
            _("With private records, which are marked on their pages.") if self._view.private else _("Shared records.")
        )
        with self._new("pages/index.md") as markdown, self._new("pages/index.html") as html:
            written = index.Index(markdown, html)
            written.begin(title, notice)
            index.write(written, self._reading, self._view, self._titles, self._tell)
            written.end()

    def log(self) -> None:
        """The whole history."""
        with self._new("log/revisions.jsonl") as file:
            for at, entry in enumerate(self._view.entries(self._reading), 1):
                file.write(entry + b"\n")
                if at % _STEP == 0:
                    self._tell(_STEP)

    def readme(self) -> WrittenOut:
        """What is told first, written last."""
        counts = self._written, self._attachments, self._missing
        with self._new("README.txt") as file:
            file.write(readme(self._store.author, dt.date.today(), counts, private=self._view.private).encode())
        self._done = self._total
        self._tell(0)
        return WrittenOut(self._files, *counts)

    def flush(self) -> None:
        """Sees to it that everything is on the disk, which may be a stick that tells only now what it did not take."""
        if hasattr(os, "sync"):
            # All at once, so that none of the files is waited for after it; but this tells of no fault.
            os.sync()
        for path, _folders, names in os.walk(self._folder):
            for name in names:
                flush_file(Path(path, name))
                self._tell(0)
            flush_folder(Path(path))

    def _of_kind(self, kind: str) -> None:
        """A kind's pages and tables, from one reading of its records."""
        (self._folder / "pages" / folder_of(kind)).mkdir()
        with ExitStack() as stack:
            sheets = [stack.enter_context(sheet) for sheet in self._sheets(kind, stack)]
            for chunk in self._view.of_kind(self._reading, kind):
                # Before the pages, which look some names up once more for each.
                files = self._write_files(chunk) if kind == "attachment" else {}
                for path, page in self._pages.of(chunk, files):
                    self._put(path, page)
                for sheet in sheets:
                    for seen in chunk.values():
                        sheet(seen)
                self._written += len(chunk)
                self._tell(len(chunk))

    def _sheets(self, kind: str, stack: ExitStack) -> Iterator[export.Writing]:
        name = f"tables/{folder_of(kind)}"
        if kind not in kinds():
            # What its columns are, only the newer program knows.
            yield export.json_list(stack.enter_context(self._new(f"{name}.json")), lambda one: export.whole(one, None))
            return
        rows = export.Rows(kinds()[kind], self._view, self._titles)
        for form in export.FORMATS:
            yield export.sheet(stack.enter_context(self._new(f"{name}.{form}")), form, rows, str(self._folder))

    def _write_files(self, chunk: dict[str, Record]) -> dict[str, str]:
        """Writes the files of these records; gives the place of each, "" for what is not here or damaged."""
        places: dict[str, str] = {}
        for uid, seen in chunk.items():
            try:
                content = self._store.attachments.read(str(seen.fields.get("content") or ""))
            except (NotFound, StoreDamaged, ValueError):
                places[uid] = ""
                self._missing += 1
                continue
            places[uid] = f"files/{file_of(seen)}"
            self._put(places[uid], content)
            self._attachments += 1
            self._tell(0)
        return places

    def _put(self, path: str, content: bytes) -> None:
        (self._folder / path).write_bytes(content)
        self._files += 1

    @contextmanager
    def _new(self, path: str) -> Iterator[export.File]:
        self._files += 1
        with (self._folder / path).open("wb") as file:
            yield file

    def _tell(self, more: int) -> None:
        self._done += more
        self._progress(min(self._done, self._total), self._total)


def _require_new(store: Store, folder: Path) -> None:
    if not folder.parent.is_dir():
        refusal = _("There is no folder “{folder}”. Make it first, or choose another place.")
        raise StoreUnusable(refusal.format(folder=folder.parent))
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        refusal = _("There is something in “{folder}” already. Give the name of a folder that does not exist yet.")
        raise BadInput(refusal.format(folder=folder))
    notebook = store.folder.path.resolve()
    if folder.resolve().is_relative_to(notebook):
        raise BadInput(_("This is the folder of the notebook itself, which holds nothing plain. Choose another place."))


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """A new folder that gets the name `folder` when all went well, and else is gone."""
    new = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".", suffix=".part"))
    try:
        yield new
        if folder.exists():
            # Windows puts nothing in the place of a folder, not even of an empty one.
            folder.rmdir()
        new.rename(folder)
    except BaseException as error:
        # What was being written is open until nobody remembers where it went wrong, and Windows removes no open file.
        traceback.clear_frames(error.__traceback__)
        shutil.rmtree(new, ignore_errors=True)
        raise
    flush_folder(folder.parent)

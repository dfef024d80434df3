"""A page on which something printed is looked at before it is handed on: its pages, and the files made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.domain.language import _, marked
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import ask_save
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.flow import side_by_side
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.images import from_png
from isp_desktop.ui.kit.jobs import Job, Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.mirror import upright
from isp_desktop.ui.kit.notices import Notice
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.paint import painting, rounded
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme

FORMS: tuple[tuple[str, str, str, str], ...] = (
    ("pdf", marked("Save as PDF"), "file-down", marked("PDF (*.pdf)")),
    ("html", marked("Web page"), "monitor", marked("Web pages (*.html)")),
    ("md", marked("Markdown"), "heading", marked("Markdown (*.md)")),
    ("docx", marked("Word"), "file-text", marked("Word documents (*.docx)")),
)
"""Each form with the words of its button, its icon, and the pattern of its files."""

_PAGE_WIDTH = 760
_PPI = 132.0


class Printed(Protocol):
    """What is looked at: `pages` as PNGs, `text` the same in words, `not_shown` on letters that a PDF cannot show."""

    @property
    def title(self) -> str: ...
    @property
    def file_name(self) -> str: ...
    @property
    def pages(self) -> tuple[bytes, ...]: ...
    @property
    def text(self) -> str: ...
    @property
    def not_shown(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PaperWords:
    """What the page calls what it shows: "Summary", "The summary", and where there is none "There is no summary"."""

    name: str
    named: str
    none: str


class PaperPage(Page):
    """Its pages are made off the main thread, and again by `look`; a page that fills it in says of what.

    Attributes:
        buttons: what writes a file of each form.
        back_button: the way back.
    """

    def __init__(
        self, theme: Theme, jobs: Jobs, words: PaperWords, forms: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._jobs, self._words = theme, jobs, words
        self._forms = [one for one in FORMS if one[0] in forms]
        self._printed: Printed | None = None
        self._shown: Notice | None = None
        self._pages_read = Latest(jobs, _("The preview"), self)
        self._pages_read.read_through.connect(self._show_pages)
        self._pages_read.failed.connect(self._on_no_pages)

    def _making(self, ppi: float) -> Callable[[], Printed]:
        """What makes the pages, in a job, with so many pixels an inch."""
        raise NotImplementedError

    def _writing(self, form: str, path: Path) -> Callable[[], object]:
        """What writes the file, in a job."""
        raise NotImplementedError

    def _folder(self) -> Path:
        """The folder offered for files."""
        raise NotImplementedError

    def _go_back(self) -> None:
        """Back to what it is made of."""
        raise NotImplementedError

    def _told_of(self, printed: Printed) -> None:
        """The pages are there: whatever else is said of them."""

    def _others(self) -> Sequence[QWidget]:
        """What stands beside the buttons of the other files."""
        return ()

    def _above(self) -> Sequence[QWidget]:
        """What stands over the buttons."""
        return ()

    def _build(self, back: str) -> None:
        theme = self._theme
        self.header = PageHeader(theme, self._words.name)
        self.back_button = Button(theme, back, "quiet", "arrow-left")
        self.back_button.setObjectName("back")
        self.back_button.clicked.connect(self._go_back)
        self.header.add_action(self.back_button)
        self.buttons = {form: self._button(form, _(label), icon) for form, label, icon, _kinds in self._forms}
        self.header.add_action(self.buttons["pdf"])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        scroll = scrolled(self._body(), surface=False)
        # The pages are pictures: the arrows have to scroll them.
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName(_("Pages"))
        self.setFocusProxy(scroll)
        column.addWidget(scroll, 1)

    def _button(self, form: str, label: str, icon: str) -> Button:
        is_main = form == "pdf"
        button = Button(self._theme, label, "primary" if is_main else "secondary", icon, 32 if is_main else 28)
        button.setObjectName(form)
        button.setEnabled(False)
        button.clicked.connect(lambda: self._ask(form))
        return button

    def _body(self) -> QWidget:
        body = QWidget()
        outer = QVBoxLayout(body)
        outer.setContentsMargins(32, 14, 32, 28)
        self.notices = QVBoxLayout()
        self._pages = QVBoxLayout()
        self._pages.setSpacing(18)
        self._waiting = Label(self._theme, _("Making the pages …"), "body", "text2")
        self._pages.addWidget(self._waiting)
        middle = QWidget()
        inner = QVBoxLayout(middle)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        inner.addLayout(self.notices)
        for part in self._above():
            inner.addWidget(part)
        other_files = (self.buttons[form] for form, *_words in self._forms if form != "pdf")
        inner.addWidget(side_by_side(*other_files, *self._others()))
        inner.addLayout(self._pages)
        middle.setMaximumWidth(self._theme.px(_PAGE_WIDTH))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        outer.addLayout(across)
        outer.addStretch()
        return body

    def look(self) -> None:
        """Makes the pages, off the main thread."""
        make = self._making(_PPI * max(1.0, self.devicePixelRatioF()))

        def work(_progress: object) -> tuple[Printed, list[QImage]]:
            made = make()
            return made, [from_png(page) for page in made.pages]

        self._pages_read.read(work)

    def _show_pages(self, found: tuple[Printed, list[QImage]]) -> None:
        made, pictures = found
        self._printed = made
        self._clear_pages()
        for at, picture in enumerate(pictures):
            page = Paper(self._theme, picture)
            page.setObjectName(f"page-{at + 1}")
            page.setAccessibleName(_("Page {at} of {all}").format(at=at + 1, all=len(pictures)))
            self._pages.addWidget(page)
            if at == 0:
                page.setAccessibleDescription(made.text)
        for button in self.buttons.values():
            button.setEnabled(True)
        self._tell("letters", made.not_shown, _("The PDF cannot show every letter"))
        self._told_of(made)

    def _on_no_pages(self, sentence: str) -> None:
        self._clear_pages()
        self._say(Notice(self._theme, "bad", self._words.none, sentence))

    def _clear_pages(self) -> None:
        while (item := self._pages.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()

    def _tell(self, name: str, sentence: str, title: str) -> None:
        """Shows a warning that stays beside what is said of the files; "" takes it away."""
        for shown in self.findChildren(Notice, name):
            shown.hide()
            shown.deleteLater()
        if sentence:
            notice = Notice(self._theme, "warn", title, sentence)
            notice.setObjectName(name)
            self.notices.addWidget(notice)
            notice.show()

    def _say(self, notice: Notice) -> None:
        if self._shown is not None:
            self._shown.hide()
            self._shown.deleteLater()
        self._shown = notice
        notice.setObjectName("outcome")
        self.notices.addWidget(notice)
        notice.show()

    def _ask(self, form: str) -> None:
        if self._printed is None:
            return
        _form, label, _icon, kinds = next(one for one in FORMS if one[0] == form)
        path = ask_save(self, _(label), self.proposed(form), _(kinds))
        if path is not None:
            self.write_to(form, path)

    def proposed(self, form: str) -> Path:
        """The name offered for the file, in the folder that was used last."""
        name, folder = self._printed.file_name if self._printed else self._words.name, self._folder()
        return (folder if folder.is_dir() else Path.home()) / f"{name}.{form}"

    def write_to(self, form: str, path: Path) -> Job:
        """Writes the file `path`; the outcome is told on the page."""
        return self._write(self._words.named, self._writing(form, path), path, _("No file was written"))

    def _write(self, name: str, write: Callable[[], object], path: Path, refused: str) -> Job:
        def work(_progress: object) -> Path:
            write()
            return path

        job = self._jobs.start(name, work, self)
        job.finished.connect(self._on_written)
        job.failed.connect(lambda sentence: self._say(Notice(self._theme, "bad", refused, sentence)))
        return job

    def _on_written(self, path: Path) -> None:
        notice = Notice(
            self._theme,
            "good",
            _("{name} is saved").format(name=path.name),
            _("In {folder}").format(folder=path.parent),
            _("Open it"),
        )
        notice.acted.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        self._say(notice)
        self.said.emit(_("{name} is saved").format(name=path.name))


class Paper(QWidget):
    """A printed page: paper is white, whatever the theme."""

    def __init__(self, theme: Theme, picture: QImage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._picture = picture
        self._drawn = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _fitted(self) -> QImage:
        """The picture at the size it is shown in; made once for each size."""
        ratio = self.devicePixelRatioF()
        wanted = self.size() * ratio
        if self._drawn.isNull() or self._drawn.width() != wanted.width():
            smooth = Qt.TransformationMode.SmoothTransformation
            self._drawn = self._picture.scaledToWidth(max(1, wanted.width()), smooth)
            self._drawn.setDevicePixelRatio(ratio)
        return self._drawn

    def sizeHint(self) -> QSize:
        width = self._theme.px(_PAGE_WIDTH)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(200))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        size = self._picture.size()
        return round(width * size.height() / max(1, size.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        t, box = self._theme.tokens, QRectF(self.rect())
        with painting(self) as painter:
            painter.fillRect(box, QColor("#FFFFFF"))
            with upright(painter, box):
                painter.drawImage(0, 0, self._fitted())
            rounded(painter, box, self._theme.px(4), edge=t.line2)

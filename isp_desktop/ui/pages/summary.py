"""A visit's summary before it is handed on: its pages as they will look, and what files can be made of it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QDesktopServices, QImage, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.language import _, marked
from isp_desktop.services import outputs, settings, visit_summary
from isp_desktop.services.preview import Preview, preview
from isp_desktop.services.summary import Format
from isp_desktop.services.summary_mail import summary_mail
from isp_desktop.ui.kit.buttons import Button
from isp_desktop.ui.kit.dialogs import ask_open, ask_save
from isp_desktop.ui.kit.draft_page import scrolled
from isp_desktop.ui.kit.flow import FlowLayout
from isp_desktop.ui.kit.header import PageHeader
from isp_desktop.ui.kit.jobs import Job, Jobs
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.mirror import upright
from isp_desktop.ui.kit.notices import Notice, Remark
from isp_desktop.ui.kit.page import Page
from isp_desktop.ui.kit.paint import painting, rounded
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme

_FORMS: tuple[tuple[Format, str, str, str], ...] = (
    ("pdf", marked("Save as PDF"), "file-down", marked("PDF (*.pdf)")),
    ("html", marked("Web page"), "monitor", marked("Web pages (*.html)")),
    ("md", marked("Markdown"), "heading", marked("Markdown (*.md)")),
    ("docx", marked("Word"), "file-text", marked("Word documents (*.docx)")),
)
_PAGE_WIDTH = 760
_PPI = 132.0
_TEMPLATE, _FOLDER = "word_template", "summary_folder"


class SummaryPage(Page):
    """The summary of the visit `uid`."""

    def __init__(self, theme: Theme, jobs: Jobs, store: Store, uid: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._store, self._uid = theme, store, uid
        self._jobs = jobs
        self._preview: Preview | None = None
        self._shown: Notice | None = None
        self.template = str(settings.read(store, _TEMPLATE) or "")
        self._pages_read = Latest(jobs, _("The preview"), self)
        self._pages_read.read_through.connect(self._show_pages)
        self._pages_read.failed.connect(self._on_no_pages)
        self._build()
        self._show_template()
        self._look()

    def _build(self) -> None:
        theme = self._theme
        self.header = PageHeader(theme, _("Summary"))
        self.header.set_crumbs(_("Visits"), _("The visit"), _("Summary"))
        self.header.went_to.connect(self._go)
        self.header.add_remark(Remark(theme, _("Private notes are not in it"), "lock"))
        self.back_button = Button(theme, _("Back to the visit"), "quiet", "arrow-left")
        self.back_button.setObjectName("back")
        self.back_button.clicked.connect(lambda: self._go(1))
        self.header.add_action(self.back_button)
        self.buttons = {form: self._button(form, _(label), icon) for form, label, icon, _kinds in _FORMS}
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

    def _button(self, form: Format, label: str, icon: str) -> Button:
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
        inner.addWidget(self._other_files())
        inner.addLayout(self._pages)
        middle.setMaximumWidth(self._theme.px(_PAGE_WIDTH))
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(middle, 100)
        across.addStretch(1)
        outer.addLayout(across)
        outer.addStretch()
        return body

    def _other_files(self) -> QWidget:
        """The files beside the PDF, and by which template a Word file is made."""
        part = QWidget()
        flow = FlowLayout(part, gap=8, line_gap=6)
        policy = part.sizePolicy()
        policy.setHeightForWidth(True)
        part.setSizePolicy(policy)
        self._template_label = Label(self._theme, "", "meta")
        self.choose_button = Button(self._theme, _("Use your own"), "link", height=28)
        self.choose_button.setObjectName("choose-template")
        self.choose_button.clicked.connect(self._choose_template)
        self.shipped_button = Button(self._theme, _("Use the shipped one"), "link", height=28)
        self.shipped_button.setObjectName("shipped-template")
        self.shipped_button.clicked.connect(lambda: self.use_template(None))
        self.mail_button = Button(self._theme, _("E-mail draft"), "secondary", "mail-plus", 28)
        self.mail_button.setObjectName("mail")
        self.mail_button.setEnabled(False)
        self.mail_button.clicked.connect(self._ask_mail)
        others = [*(self.buttons[one[0]] for one in _FORMS if one[0] != "pdf"), self.mail_button]
        for widget in (*others, self._template_label, self.choose_button, self.shipped_button):
            flow.addWidget(widget)
        return part

    def _look(self) -> None:
        """Makes the pages, off the main thread."""
        store, uid, ppi = self._store, self._uid, _PPI * max(1.0, self.devicePixelRatioF())

        def work(_progress: object) -> tuple[Preview, list[QImage]]:
            made = preview(store, uid, ppi)
            return made, [QImage.fromData(page) for page in made.pages]

        self._pages_read.read(work)

    def _show_pages(self, found: tuple[Preview, list[QImage]]) -> None:
        made, pictures = found
        self._preview = made
        self.header.set_crumbs(_("Visits"), made.title, _("Summary"))
        self._clear_pages()
        for at, picture in enumerate(pictures):
            page = _Paper(self._theme, picture)
            page.setObjectName(f"page-{at + 1}")
            page.setAccessibleName(_("Page {at} of {all}").format(at=at + 1, all=len(pictures)))
            self._pages.addWidget(page)
            if at == 0:
                page.setAccessibleDescription(made.text)
        for button in self.buttons.values():
            button.setEnabled(True)
        self.mail_button.setEnabled(True)
        self._tell("letters", made.not_shown, _("The PDF cannot show every letter"))
        if made.conflict_note:
            self._say(Notice(self._theme, "conflict", _("Not everything is settled"), made.conflict_note))

    def _on_no_pages(self, sentence: str) -> None:
        self._clear_pages()
        self._say(Notice(self._theme, "bad", _("There is no summary to show"), sentence))

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

    def _ask(self, form: Format) -> None:
        if self._preview is None:
            return
        _form, label, _icon, kinds = next(one for one in _FORMS if one[0] == form)
        path = ask_save(self, _(label), self.proposed(form), _(kinds))
        if path is not None:
            self.write_to(form, path)

    def proposed(self, form: Format) -> Path:
        """The name offered for the file, in the folder that was used last."""
        name = self._preview.file_name if self._preview else _("Visit")
        folder = Path(str(settings.read(self._store, _FOLDER) or Path.home()))
        return (folder if folder.is_dir() else Path.home()) / f"{name}.{form}"

    def write_to(self, form: Format, path: Path) -> Job:
        """Writes the summary into the file `path`; the outcome is told on the page."""
        store, uid = self._store, self._uid
        template = Path(self.template) if self.template and form == "docx" else None

        def work(_progress: object) -> Path:
            visit_summary.save(store, uid, form, path, template)
            settings.write(store, _FOLDER, str(path.parent))
            return path

        job = self._jobs.start(_("The summary"), work, self)
        job.finished.connect(self._on_written)
        job.failed.connect(lambda sentence: self._say(Notice(self._theme, "bad", _("No file was written"), sentence)))
        return job

    def _ask_mail(self) -> None:
        if self._preview is not None:
            kinds = _("E-mail drafts (*.eml)")
            path = ask_save(self, _("E-mail draft"), self.proposed("pdf").with_suffix(".eml"), kinds)
            if path is not None:
                self.write_mail(path)

    def write_mail(self, path: Path) -> Job:
        """Writes an e-mail with the PDF to those who were there; the user's mail program opens it to be sent."""
        store, uid, name = self._store, self._uid, self._preview.file_name if self._preview else _("Visit")

        def work(_progress: object) -> Path:
            outputs.save_file(path, summary_mail(store, uid, name))
            return path

        job = self._jobs.start(_("The e-mail draft"), work, self)
        job.finished.connect(self._on_written)
        job.failed.connect(lambda sentence: self._say(Notice(self._theme, "bad", _("No e-mail was written"), sentence)))
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

    def _choose_template(self) -> None:
        before = Path(self.template).parent if self.template else None
        path = ask_open(self, _("Your Word template"), _("Word documents (*.docx)"), before)
        if path is not None:
            self.use_template(path)

    def use_template(self, path: Path | None) -> None:
        """Makes Word files by the organization's own template from now on; None for the shipped one."""
        self.template = str(path) if path else ""
        self._told(partial(settings.write, self._store, _TEMPLATE, self.template))
        self._show_template()

    def _show_template(self) -> None:
        own = Path(self.template).name if self.template else ""
        told = _("Word template: {name}").format(name=own) if own else _("Word template: the shipped one")
        self._template_label.setText(told)
        self.choose_button.set_words(_("Use another") if own else _("Use your own"))
        self.shipped_button.setVisible(bool(own))

    def _go(self, step: int) -> None:
        if step == 0:
            self.list_asked.emit("visit")
        else:
            self.record_asked.emit("visit", self._uid)

    def shown_uid(self) -> str:
        return self._uid

    def refresh(self, kinds: frozenset[str]) -> None:
        if kinds & {"visit", "commitment", "change", "person", "site", "attachment"}:
            self._look()


class _Paper(QWidget):
    """A page of the printed summary: paper is white, whatever the theme."""

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

"""Sharing, in four steps: who, what, a look at it, and the file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from isp_desktop.db.store import Store
from isp_desktop.domain.errors import BadInput
from isp_desktop.domain.language import _
from isp_desktop.services import settings
from isp_desktop.services.sharing import recipes
from isp_desktop.services.sharing.colleagues import Colleague
from isp_desktop.services.sharing.recipes import Recipe
from isp_desktop.ui.kit.jobs import Jobs, Progress
from isp_desktop.ui.kit.latest import Latest
from isp_desktop.ui.kit.steps import StepsRow
from isp_desktop.ui.kit.text import Label
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.exchange.paged import PagedCard
from isp_desktop.ui.pages.exchange.recipients import Recipients

if TYPE_CHECKING:
    # The page shows its first step before any of these is read.
    from isp_desktop.services.sharing.packing import Shared
    from isp_desktop.services.sharing.planned import Leaving, Plan
    from isp_desktop.ui.pages.exchange.check import Check
    from isp_desktop.ui.pages.exchange.choose import Choose
    from isp_desktop.ui.pages.exchange.saved import Saved

WHO, WHAT, LOOK, DONE = range(4)
_FOLDER = "sharing_folder"


class ShareCard(PagedCard):
    """Shares some of the notebook.

    Signals:
        said: a sentence for the status line.
        shared: a bundle was written.
        asked: a callable that writes, to be done in its turn.
    """

    said = Signal(str)
    asked = Signal(object)
    shared = Signal()

    def __init__(
        self, theme: Theme, jobs: Jobs, store: Store, today: Callable[[], dt.date], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, _("Back"), parent)
        self._jobs, self._store, self._today = jobs, store, today
        self._step = WHO
        self._shown: dict[int, QWidget] = {}
        self._plan: Plan | None = None
        self._recipes: dict[str, Recipe] = {}
        self._is_writing = False
        self._was_done = False
        self.setAccessibleName(_("Share with colleagues"))
        self.recipients = Recipients(theme, today)
        self._plans = Latest(jobs, _("What leaves"), self)
        self.steps = StepsRow(theme, (_("Recipients"), _("Records"), _("Preview"), _("Saved")))
        self.goes = Label(theme, "", "meta")
        self.goes.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._lay_out()
        self._connect()
        self._shown[WHO] = self._put(self.recipients)
        self.go(WHO)

    @cached_property
    def choose(self) -> Choose:
        """The second step; it and those after it are made when they are first asked for."""
        from isp_desktop.ui.pages.exchange.choose import Choose

        made = Choose(self._theme, self._store, self._today)
        self._shown[WHAT] = self._put(made)
        return made

    @cached_property
    def check(self) -> Check:
        """The third step."""
        from isp_desktop.ui.pages.exchange.check import Check

        made = Check(self._theme, self._jobs, self._today)
        made.choose_asked.connect(lambda: self.go(WHAT))
        made.taken_out.connect(self._take_out)
        made.where.changed.connect(self._show_place)
        self._plans.failed.connect(made.say)
        self._shown[LOOK] = self._put(made)
        return made

    @cached_property
    def saved(self) -> Saved:
        """The last step."""
        from isp_desktop.ui.pages.exchange.saved import Saved

        made = Saved(self._theme)
        made.keep_asked.connect(self._keep)
        self._shown[DONE] = self._put(made)
        return made

    def making(self) -> list[Callable[[], QWidget]]:
        """What makes the later steps, one in a turn, so that they are there when they are wanted."""
        return [lambda: self.choose, lambda: self.check, lambda: self.saved]

    def step(self) -> int:
        """Which step holds, from 0."""
        return self._step

    def go(self, step: int) -> None:
        """Shows a step."""
        self._show_step(step)
        if self.isVisible():
            self._focus()

    def _show_step(self, step: int) -> None:
        if self._step == DONE and step == WHO:
            self.choose.begin_anew()
        self._step = step
        if step:
            self.making()[step - 1]()
        self.pages.setCurrentWidget(self._shown[step])
        self.steps.set_current(step)
        self.back.setVisible(step in (WHAT, LOOK) or (step == DONE and not self._is_writing))
        self.back.set_words(_("Share something else") if step == DONE else _("Back"))
        words = (_("Choose records"), _("Look at it"), _("Save bundle"), "")[step]
        self.next.set_words(words, ("arrow-right", "eye", "package", "")[step])
        self.next.setVisible(step != DONE)
        self._enable()
        self._show_place()

    def _focus(self) -> None:
        """To where the step begins: the control that had it went with the step before."""
        recipients = self.recipients
        first: QWidget = self.back
        if self._step == WHO:
            first = recipients.people if recipients.people.isVisible() else recipients.by_passphrase
        elif self._step == WHAT:
            first = self.choose.everything if self.choose.everything.isChecked() else self.choose.some
        elif self._step == DONE:
            first = self.saved.bar.button if self._is_writing else self.saved.show_folder
        first.setFocus()

    def show_people(self, colleagues: Sequence[Colleague], kept: Sequence[Recipe]) -> None:
        """Shows who is known, and what can be done again."""
        self._recipes = {one.name: one for one in kept}
        self.recipients.set_colleagues(colleagues)
        self.recipients.set_recipes(kept)

    def forget(self, changed: frozenset[str]) -> None:
        """What was read of these kinds no longer holds."""
        self.choose.forget(changed)
        if self.step() == LOOK and changed:
            self._look()

    def run(self, name: str) -> None:
        """Does a recipe again, up to the look at it."""
        recipe = self._recipes[name]
        self.recipients.pick(recipe.to)
        if not self.recipients.taken():
            return
        self.choose.set_recipients(self.recipients.picked())
        self.choose.show_choice(recipe.choice)
        self._begin_look(recipe.folder)

    def forward(self) -> None:
        """The next step, if this one is complete; else a sentence says what is missing."""
        step = self.step()
        if step == WHO and self.recipients.taken():
            self.choose.set_recipients(self.recipients.picked())
            self.go(WHAT)
        elif step == WHAT and self.choose.taken():
            self._begin_look(str(settings.read(self._store, _FOLDER, "")))
        elif step == LOOK:
            self._save()

    def _begin_look(self, folder: str) -> None:
        from isp_desktop.ui.pages.exchange.place import file_name

        picked = self.recipients.picked()
        self.check.show_recipients(picked)
        self.check.where.propose(folder, file_name(picked, self._today()))
        self.go(LOOK)
        self._look()

    def _look(self) -> None:
        store, choice = self._store, self.choose.choice()
        self._plan = None
        self.check.wait()
        self._enable()

        def work(progress: Progress) -> tuple[Plan, Mapping[str, Sequence[Leaving]]]:
            from isp_desktop.services.sharing import planned
            from isp_desktop.ui.pages.exchange.leaving import by_kind

            plan = planned.plan(store, choice, lambda done, total: progress(done, total, _("Counting")))
            return plan, by_kind(plan.records)

        self._plans.read(work)

    def _show_plan(self, found: object) -> None:
        assert isinstance(found, tuple)
        self._plan = found[0]
        lacking = self.recipients.picked()[0].name if self.choose.choice().lacking else ""
        self.check.show_plan(found[0], found[1], lacking)
        self._enable()
        if self.back.hasFocus():
            self.next.setFocus()

    def _enable(self) -> None:
        ready = self._plan is not None and bool(self._plan.records)
        can = {WHO: not self.recipients.missing(), LOOK: ready}
        self.next.setEnabled(can.get(self.step(), True))

    def _save(self) -> None:
        path = self.check.where.file()
        if path is None:
            self.check.where.path.set_error(_("Give the file a name"))
            self.check.where.path.setFocus()
            return
        store, choice = self._store, self.choose.choice()
        to = [one.card.public_key for one in self.recipients.picked()]
        secret, remark = self.recipients.secret(), str(self.check.remark.value() or "")

        def work(progress: Progress) -> tuple[Shared, bool]:
            from isp_desktop.services.sharing import packing
            from isp_desktop.ui.pages.exchange.place import is_removable

            told = _("Writing and reading back")
            shared = packing.share(
                store, path, choice, to, secret, remark, progress=lambda done, total: progress(done, total, told)
            )
            settings.write(store, _FOLDER, str(path.parent))
            return shared, is_removable(path)

        self._is_writing = True
        self.saved.begin()
        self.go(DONE)
        job = self._jobs.start(_("The bundle"), work, self)
        self.saved.bar.watch(job)
        job.finished.connect(self._done)
        job.failed.connect(self._refused)
        job.cancelled.connect(lambda: self._refused(""))

    def _done(self, made: tuple[Shared, bool]) -> None:
        self._is_writing = False
        self.saved.show_done(*made, can_be_kept=not self.recipients.by_passphrase.isChecked())
        self.recipients.passphrase.clear()
        self.go(DONE)
        self.said.emit(_("Bundle written"))
        self.shared.emit()

    def _refused(self, sentence: str) -> None:
        """Back to the look at it, with the sentence beside the field."""
        self._is_writing = False
        self.go(LOOK)
        self.check.where.path.set_error(sentence)
        if sentence:
            self.said.emit(sentence)

    def _keep(self, name: str) -> None:
        to = tuple(one.card.signing_key for one in self.recipients.picked())
        folder = self.check.where.file()
        recipe = Recipe(name, to, self.choose.choice(), str(folder.parent) if folder else "")
        self.asked.emit(partial(self._keep_recipe, recipe))

    def _keep_recipe(self, recipe: Recipe) -> None:
        try:
            recipes.keep(self._store, recipe)
        except BadInput as error:
            self.saved.name.set_error(str(error))
            self.saved.name.setFocus()
            return
        # What has the focus goes away.
        self.back.setFocus()
        self.saved.kept()
        self.recipients.set_recipes(kept := recipes.every(self._store))
        self._recipes = {one.name: one for one in kept}
        self.said.emit(_("“{name}” saved; it stands on the first step").format(name=recipe.name))

    def _step_back(self) -> None:
        self.go({WHAT: WHO, LOOK: WHAT, DONE: WHO}[self.step()])

    def _show_place(self) -> None:
        """Beside the button, whatever of the page is in sight: where it saves to, or why it cannot be pressed yet."""
        path = self.check.where.file() if self._step == LOOK else None
        missing = self.recipients.missing() if self._step == WHO else ""
        self.goes.setText(path.name if path else missing)

    def _take_out(self, key: str) -> None:
        self.recipients.pick([one.card.signing_key for one in self.recipients.picked() if one.card.signing_key != key])
        picked = self.recipients.picked()
        self.check.show_recipients(picked)
        self.choose.set_recipients(picked)
        self._look()

    def _connect(self) -> None:
        self.next.clicked.connect(self.forward)
        self.back.clicked.connect(self._step_back)
        self.recipients.changed.connect(self._enable)
        self.recipients.changed.connect(self._show_place)
        self.recipients.recipe_asked.connect(self.run)
        self._plans.read_through.connect(self._show_plan)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(Label(self._theme, _("Share with colleagues"), "title"), 1)
        head.addWidget(Label(self._theme, _("To send by hand"), "meta"))
        self._stand(head, self.steps, beside=self.goes)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._was_done = self._step == DONE and not self._is_writing

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._was_done and self._step == DONE and not event.spontaneous():
            # That it is saved was seen before.
            self._show_step(WHO)

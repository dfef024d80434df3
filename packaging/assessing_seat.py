"""Who facilitates an assessment, in `facilitated_assessment.py`: the window, in a process of its own, by the keyboard.

Without a name the notebook is begun, or unlocked, by the keyboard too; with one it is there already.
"""

from __future__ import annotations

import sys
from pathlib import Path

from notebook_seat import PASSPHRASE, Seat, Sitting, listen, main, sit_down

from isp_desktop.ui.kit.theme import Mode
from isp_desktop.ui.pages.assessment import AssessmentPage
from isp_desktop.ui.pages.assessment.passing import Round
from isp_desktop.ui.pages.capacity import CapacityPage
from isp_desktop.ui.pages.capacity_result import CapacityResultPage
from isp_desktop.ui.pages.first_run import FirstRunPage
from isp_desktop.ui.pages.record import RecordPage
from isp_desktop.ui.pages.unlock import UnlockPage


class Facilitating(Sitting):
    """What is done in an assessment."""

    def first_run(self, name: str, site: str) -> None:
        """Makes the notebook."""
        keys = self.keys
        page = self._window.shown()
        assert isinstance(page, FirstRunPage)
        keys.type(name)
        keys.press("Return")
        keys.type(PASSPHRASE)
        keys.press("Tab")
        keys.type(PASSPHRASE)
        keys.press("Return")
        keys.mouse.until(page.recovery.isVisible, "the recovery sheet")
        keys.press("Space", "Tab", "Space")
        keys.mouse.until(page.site.isVisible, "the site")
        keys.type(site)
        keys.press("Return")
        keys.mouse.until(lambda: self._window.desk() is not None, "the notebook")
        keys.shoot("today")

    def unlock(self) -> None:
        """Gives the passphrase."""
        keys = self.keys
        keys.mouse.until(lambda: isinstance(self._window.shown(), UnlockPage), "the lock screen")
        keys.shoot("locked")
        keys.type(PASSPHRASE)
        keys.press("Return")
        keys.mouse.until(lambda: self._window.desk() is not None, "the notebook")
        keys.shoot("unlocked")

    def add_people(self, names: list[str]) -> None:
        for name in names:
            self.keys.find("new person")
            self.keys.tab_to("Name")
            self.keys.type(name)
            self.keys.press("Ctrl+Return")
        self.keys.shoot("people")

    def add_site(self, name: str) -> None:
        self.keys.find("new site")
        self.keys.tab_to("Name")
        self.keys.type(name)
        self.keys.press("Ctrl+Return")

    def plan(self, site: str, voters: list[str], purpose: str) -> None:
        """From the page of capacity: by the starter, with these people."""
        keys = self.keys
        self._go_to_capacity()
        keys.shoot("no-assessment-yet")
        keys.button("Start an assessment")
        self._page(RecordPage)
        keys.shoot("to-plan")
        keys.button("Use the short form")
        keys.shoot("starter-taken")
        keys.tab_to("Whose capacity")
        keys.type(site)
        keys.press("Return")
        keys.tab_to("Rated with")
        for name in voters:
            keys.type(name)
            keys.press("Return")
        keys.tab_to("Purpose")
        keys.type(purpose)
        keys.shoot("planned-form")
        keys.press("Ctrl+Return")
        keys.shoot("planned")

    def start(self) -> int:
        """Begins; gives how many seats there are."""
        self.keys.button("Begin")
        self.keys.shoot("begun")
        return self._page(AssessmentPage).rail.voting.count()

    def seats(self, count: int) -> None:
        """Says how many vote."""
        self.keys.tab_to("How many vote at this laptop")
        self.keys.over(str(count))
        self.keys.shoot("seats")
        self._page(AssessmentPage).card.take_focus()

    def vote(self, digits: str) -> str:
        """All vote on the item, which is then shown; gives what is told of it."""
        keys, page = self.keys, self._page(AssessmentPage)
        for at, digit in enumerate(digits):
            keys.press(digit)
            if at == len(digits) // 2:
                keys.shoot("half-voted")
        keys.shoot("all-voted")
        keys.press("Return")
        keys.shoot("shown")
        return page.card.told.text()

    def agree(self, digit: str, evidence: str = "", dissent: str = "") -> None:
        """The group comes to an answer, with words where there are any; on to the next item."""
        self.keys.press(digit)
        self.write({"Evidence": evidence, "Dissent": dissent})
        self.keys.shoot("agreed")
        self.keys.press("Ctrl+PgDown")

    def write(self, words: dict[str, str]) -> None:
        """Types evidence and dissent."""
        for name, text in words.items():
            if text:
                self.keys.tab_to(name)
                self.keys.type(text)

    def take_what_all_voted(self, digits: str) -> None:
        """All vote the same, which Enter shows and Enter takes; with Enter on to the next item."""
        for digit in digits:
            self.keys.press(digit)
        self.keys.press("Return", "Return", "Return")

    def skip(self, items: int) -> None:
        """Goes on by so many items."""
        self.keys.press(*["Ctrl+PgDown"] * items)
        self.keys.shoot("gone-on-to")

    def pass_round(self, votes: list[str]) -> None:
        """The laptop goes round: of each of the first seats the digits for all items; the others leave it."""
        keys = self.keys
        keys.button("Pass the laptop round")
        sheet = self._window.shown()
        assert isinstance(sheet, Round)
        keys.shoot("round")
        for digits in votes:
            keys.press("Return")
            keys.shoot("ballot")
            for digit in digits:
                keys.press(digit)
            keys.shoot("thanks")
        keys.button("Hand the laptop back")
        keys.shoot("handed-back")

    def go_on(self) -> None:
        """Finds the assessment that is under way again."""
        keys = self.keys
        self._go_to_capacity()
        keys.tab_to("Assessments")
        keys.shoot("overview")
        keys.press("Return")
        keys.shoot("gone-on")

    def pause(self) -> None:
        """Goes on another day."""
        self.keys.button("Go on another day")
        self.keys.shoot("put-off")
        self.keys.button("Leave it for now")
        self.keys.shoot("paused")

    def standing(self) -> dict[str, object]:
        """What stands on the page: where it is, the words, and how many are answered."""
        page = self._page(AssessmentPage)
        return {
            "item": page.card.title.text(),
            **{name: editor.value() for name, editor in page.words.editors.items()},
        }

    def close(self) -> None:
        """Closes it with all that is answered, and shows the result."""
        self.keys.button("To the end")
        self.keys.shoot("the-end")
        self.keys.button("Close the assessment")
        if not self._page(AssessmentPage).end.left.isHidden():
            self.keys.shoot("asks-once")
            self.keys.press("Space")
        self._page(CapacityResultPage)
        self.keys.shoot("result")

    def look_at_views(self) -> None:
        """What else the map can show."""
        page = self._page(CapacityResultPage)
        self.keys.tab_to("Result", page.card)
        for name, keys in (("change", ("Right",)), ("answers", ("Right",)), ("result", ("Left", "Left"))):
            self.keys.press(*keys, "Space")
            self.keys.shoot(f"view-{name}")

    def say_needed(self) -> None:
        """Says of the first field of the map that more is needed than is there."""
        keys, page = self.keys, self._page(CapacityResultPage)
        keys.tab_to("Capacity", page.card)
        keys.press("Return")
        keys.shoot("field")
        keys.button("4 Strong")
        keys.shoot("needed")

    def note_need(self) -> None:
        """Notes the first need that the result shows."""
        keys = self.keys
        keys.button("Note the need")
        keys.shoot("need")
        keys.press("Ctrl+Return")
        keys.shoot("need-noted")

    def plan_step(self, step: str) -> None:
        """Plans a step for the need that was noted."""
        keys = self.keys
        self.show_result()
        keys.button("No plan yet")
        keys.tab_to("What is done")
        keys.type(step)
        keys.tab_to("How")
        keys.press("Down")
        keys.shoot("step")
        keys.press("Ctrl+Return")
        self.show_result()
        keys.shoot("result-with-plan")

    def show_result(self) -> None:
        """Goes to the result by the page of capacity."""
        keys = self.keys
        self._go_to_capacity()
        keys.tab_to("Assessments")
        keys.press("Return")
        self._page(CapacityResultPage)

    def _go_to_capacity(self) -> None:
        desk = self._window.desk()
        assert desk is not None
        self.keys.button("Capacity", desk.sidebar)
        self._page(CapacityPage)

    def export(self, path: str) -> None:
        """The report as a PDF."""
        keys = self.keys
        keys.choose_file(Path(path), "save-report")
        keys.choose_in_menu("Result for the team, as PDF…", "export-menu")
        keys.button("Export")
        keys.mouse.until(lambda: Path(path).is_file(), "the PDF")
        keys.shoot("exported")


class Both(Seat, Facilitating):
    """Facilitates, and exchanges what came of it."""


if __name__ == "__main__":
    who, base, pictures, left, how = sys.argv[1:]
    mode: Mode = "dark" if how == "dark" else "light"
    if who:
        sys.exit(main(who, Path(base), Path(pictures), int(left), mode, Both))
    app, window = sit_down(Path(base), int(left), mode)
    window.begin()
    sys.exit(listen(app, window, Facilitating(app, window, Path(pictures))))

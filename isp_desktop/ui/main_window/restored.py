"""How an open notebook says that it is a backup, and the way back from that."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from isp_desktop.domain.language import _

if TYPE_CHECKING:
    from isp_desktop.services.backups import Restored
    from isp_desktop.ui.main_window.desk import Desk


def tell_restored(find: Callable[[], Desk | None], restored: Restored) -> None:
    """Says which backup is open on the desk that `find` gives; where that can be taken back, undo leads there."""
    from isp_desktop.services import backups

    desk = find()
    if desk is None:
        return
    when = backups.moment(restored.backup)
    aside = restored.aside
    if aside is None or not restored.can_be_taken_back:
        sentence = _(
            "The notebook was damaged. This is the backup of {moment}, the latest sound one; "
            "what was written later is not in it."
        )
        desk.tell(sentence.format(moment=when))
        return
    desk.status.say(_("What was here before is a backup too, in Notebook settings"))
    desk.offer_undo(_("This is the backup of {moment}").format(moment=when), lambda: _ask_back(find(), aside.id))


def _ask_back(desk: Desk | None, backup_id: str) -> None:
    """Asks on the owner's page whether to go back to the backup."""
    from isp_desktop.ui.pages.notebook import NotebookPage

    if desk is None:
        return
    desk.show_place("notebook")
    page = desk.page()
    if isinstance(page, NotebookPage):
        page.keeping.ask_restore(backup_id)

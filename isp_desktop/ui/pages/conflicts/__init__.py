"""The page on which people settle what two of them changed at the same time."""

from isp_desktop.ui.pages.conflicts.page import ConflictsPage

__all__ = ["ConflictsPage"]

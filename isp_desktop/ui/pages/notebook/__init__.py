"""The owner's page: how the notebook looks, locks, is backed up, and what was deleted."""

from isp_desktop.ui.pages.notebook.page import NotebookPage

__all__ = ["NotebookPage"]

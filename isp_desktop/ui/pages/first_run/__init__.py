"""The first run: from nothing to an open notebook in four steps."""

from isp_desktop.ui.pages.first_run.page import FirstRunPage

__all__ = ["FirstRunPage"]

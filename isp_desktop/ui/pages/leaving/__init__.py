"""What would be without somebody if they left."""

from isp_desktop.ui.pages.leaving.page import LeavingPage

__all__ = ["LeavingPage"]

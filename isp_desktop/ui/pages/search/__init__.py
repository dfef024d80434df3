"""The search: everything in the notebook, found as one types."""

from isp_desktop.ui.pages.search.panel import SearchPanel
from isp_desktop.ui.pages.search.results import Result, Target

__all__ = ["Result", "SearchPanel", "Target"]

"""Views of what assessments came to, each to be put behind a tab: all that was assessed, and one over all sites."""

from isp_desktop.ui.parts.capacity.across import AcrossView
from isp_desktop.ui.parts.capacity.overview import OverviewView

__all__ = ["AcrossView", "OverviewView"]

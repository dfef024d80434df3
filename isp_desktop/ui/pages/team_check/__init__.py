"""Team checks: opened, answered one member after the other, closed, and looked at."""

from isp_desktop.ui.pages.team_check.page import TeamCheckPage
from isp_desktop.ui.pages.team_check.paper import PaperOfCheck
from isp_desktop.ui.pages.team_check.result import ResultPage

__all__ = ["PaperOfCheck", "ResultPage", "TeamCheckPage"]

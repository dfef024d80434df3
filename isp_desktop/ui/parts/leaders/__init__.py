"""What is done with leaders and champions, wherever they are told of."""

from isp_desktop.ui.parts.leaders.acts import LeaderActs

__all__ = ["LeaderActs"]

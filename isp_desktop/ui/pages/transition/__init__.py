"""The page of one leadership change."""

from isp_desktop.ui.pages.transition.page import TransitionPage

__all__ = ["TransitionPage"]

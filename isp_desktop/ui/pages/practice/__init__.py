"""Practice: which of the 39 activities get done, over time, and how one grows in them oneself."""

from isp_desktop.ui.pages.practice.page import PracticePage

__all__ = ["PracticePage"]

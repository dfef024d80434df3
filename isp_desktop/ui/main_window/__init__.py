"""The window: what is before the notebook, the desk on which its pages lie, and what goes on around them."""

from isp_desktop.ui.main_window.window import MainWindow

__all__ = ["MainWindow"]

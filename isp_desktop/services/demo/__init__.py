"""Made-up content: a notebook full of believable visits, for trying the program out and for measuring it."""

from isp_desktop.services.demo.model import JSON, Entry
from isp_desktop.services.demo.notebook import notebook

__all__ = ["JSON", "Entry", "notebook"]

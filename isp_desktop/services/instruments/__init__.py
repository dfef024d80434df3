"""Capacity instruments: read from XLSForm, written as XLSForm, and filled.

`read` and `write` are for files, `Filling` for one form being filled. Nothing here touches the store, and no expression
of a form reads a file, the clock or the network.
"""

from isp_desktop.services.instruments.filling import Filling
from isp_desktop.services.instruments.judging import Problem
from isp_desktop.services.instruments.reading import read
from isp_desktop.services.instruments.records import NotTaken, Reading
from isp_desktop.services.instruments.writing import write

__all__ = ["Filling", "NotTaken", "Problem", "Reading", "read", "write"]

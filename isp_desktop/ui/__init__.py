"""The window.

Qt's binding puts itself before Python's import and reads the source of every module imported after it, for a way of
spelling that this program does not use: a fifth of the start. Here, before all else of the window, it is taken away.
"""

import builtins

import PySide6.QtCore  # noqa: F401  (or it would put itself there later)

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)

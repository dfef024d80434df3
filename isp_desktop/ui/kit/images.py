"""Pictures from bytes, for jobs and for the page."""

from __future__ import annotations

from PySide6.QtGui import QImage


def from_png(content: bytes) -> QImage:
    """The picture that `content` is, a null one where it is no PNG.

    The format is named, or Qt would ask each plugin. That for SVG makes connections, which wait for a lock that the
    main thread may hold while it waits for Python's own, held here: both would wait for ever.
    """
    # A string is what it takes, whatever its stub says.
    return QImage.fromData(content, "PNG")  # type: ignore[arg-type]

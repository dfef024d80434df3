"""Pictures from bytes."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray
from PySide6.QtGui import QImage

from isp_desktop.ui.kit.images import from_png


def test_a_png_is_read_and_nothing_else():
    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    QImage(4, 3, QImage.Format.Format_RGB32).save(buffer, "PNG")
    assert (from_png(kept.data()).width(), from_png(kept.data()).height()) == (4, 3)
    assert from_png(b"<svg xmlns='http://www.w3.org/2000/svg' width='4' height='3'/>").isNull()

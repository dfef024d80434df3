"""The map on the screen: drawn, zoomed, and one of its nodes chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QPainter,
    QPainterPath,
    QResizeEvent,
    QTransform,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from isp_desktop.domain.language import _
from isp_desktop.domain.spacing import LYING
from isp_desktop.ui.kit.theme import Theme
from isp_desktop.ui.pages.relationships.map.drawing import by_weight, draw_names, far_path, group_paths
from isp_desktop.ui.pages.relationships.map.items import NodesItem, TiesItem
from isp_desktop.ui.pages.relationships.map.labelling import EVERY_NAME_UP_TO, Window, labelled
from isp_desktop.ui.pages.relationships.map.labels import Rect
from isp_desktop.ui.pages.relationships.map.lines import Lines, draw_words, lines_of
from isp_desktop.ui.pages.relationships.map.picture import Look, Picture
from isp_desktop.ui.pages.relationships.map.words import node_words

# Of many lines no dash can be told where they are small.
_FAR, _FAR_OF_MANY, _FEW = 0.2, 0.5, 600
_GROW_UP_TO, _GROW_BELOW, _GROW_MOST = 200, 0.7, 1.8
_LEAST, _MOST, STEP = 0.06, 3.0, 1.25
_FIT_MOST = 1.15
_LOW, _HIGH = 180, 300
_LEAST_NAMES = 0.2
_NAME_WIDE, _NAME_HIGH = 62, 42
# The same where no names are shown, as they are not just below their least zoom.
_NODE_ROOM, _JUST_BELOW = 14, 0.999
# From this width on names are whole.
_ROOMY = 700


class MapCanvas(QGraphicsView):
    """Shows a `Picture`.

    Signals:
        chosen: another node is the current one; "" for none.
        resized: there is more or less room, where all is to be in sight.
    """

    chosen = Signal(str)
    resized = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.picture = Picture()
        self.look = Look.of(theme)
        self.lines = Lines()
        self.far = QPainterPath()
        self.group_paths: list[QPainterPath] = []
        self._order: list[str] = []
        self.current = ""
        self._names: Mapping[str, Rect] | None = None
        self._words: list[tuple[Rect, str]] = []
        self._fitted = True
        self._takes_rest = False
        self._scene = QGraphicsScene(self)
        self._scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self._ties, self._nodes = TiesItem(self), NodesItem(self)
        self._scene.addItem(self._ties)
        self._scene.addItem(self._nodes)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.forget_names)
        self._dress()

    def _dress(self) -> None:
        self.setScene(self._scene)
        self.setObjectName("map-view")
        self.setAccessibleName(_("Map of relationships"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # A map runs neither way; mirrored, it would no longer stay where it was left.
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.setMinimumSize(self._theme.px(240), self._theme.px(_LOW))
        self._theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.look = Look.of(self._theme)
        self.forget_names()

    def show_picture(self, picture: Picture, *, fit: bool = False) -> None:
        """Another picture; what was chosen stays so if it is there, and what was in sight too unless `fit`."""
        self.picture = picture
        self.rebuild()
        if self.current not in picture.nodes:
            self.choose("")
        if fit or self._fitted:
            self.fit()

    def rebuild(self) -> None:
        """Makes the lines and names of the picture anew."""
        self.lines = lines_of(self.picture, self.picture.edges)
        self._put_in_order()

    def _put_in_order(self) -> None:
        self.far = far_path(self.picture)
        self.group_paths = group_paths(self.picture)
        self._order = by_weight(self.picture)
        bounds = self.picture.bounds()
        room = max(bounds.width(), bounds.height(), 400)
        for item in (self._ties, self._nodes):
            item.set_bounds(bounds)
        self._scene.setSceneRect(bounds.adjusted(-room, -room, room, room))
        self.forget_names()

    def take_rest(self, on: bool) -> None:
        """Whether it takes what the window leaves it, and no page scrolls so that it gets more."""
        self._takes_rest = on
        self.updateGeometry()

    def zoom(self) -> float:
        """Px of the screen for each px of the map."""
        return self.transform().m11()

    def is_far(self) -> bool:
        """Whether one looks from so far away that nodes are drawn as dots and lines as hairs."""
        if len(self.picture.edges) > _FEW:
            return self.zoom() < _FAR_OF_MANY * self._theme.scale
        return self.zoom() * self.picture.grown < _FAR * self._theme.scale

    def zoom_by(self, factor: float) -> None:
        """Nearer or farther, within what makes sense."""
        self._zoom_to(self.zoom() * factor)
        self._fitted = False

    def zoom_in(self) -> None:
        """One step nearer."""
        self._around_middle(STEP)

    def zoom_out(self) -> None:
        """One step farther."""
        self._around_middle(1 / STEP)

    def _around_middle(self, factor: float) -> None:
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.zoom_by(factor)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)

    def room(self) -> tuple[float, float]:
        """The room for the middles of nodes, across and down, in px at 100 %."""
        wide, high = self._room()
        return wide / self._theme.scale, high / self._theme.scale

    def _room(self, across: int = _NAME_WIDE, down: int = _NAME_HIGH) -> tuple[int, int]:
        """The same in px of the screen. Names are as large at any zoom, so the room they need at the edges is, too."""
        room, px = self.viewport().size(), self._theme.px
        return max(40, room.width() - 2 * px(across)), max(40, room.height() - 2 * px(down))

    def ratio(self) -> float:
        """How many times as wide as high that is, where it is shown already."""
        wide, high = self._room()
        return min(max(wide / high, 1 / LYING), 2 * LYING) if self.isVisible() else LYING

    def fit(self) -> None:
        """All of it in sight, and not larger than it reads well."""
        bounds, least = self.picture.bounds(0), _LEAST_NAMES * self._theme.scale
        fitting = self._fitting(bounds, _NAME_WIDE, _NAME_HIGH)
        if fitting < least:
            # Names need no room where none is shown.
            fitting = min(least * _JUST_BELOW, self._fitting(bounds, _NODE_ROOM, _NODE_ROOM))
        self._zoom_to(min(fitting, _FIT_MOST * self._theme.scale))
        self.centerOn(bounds.center())
        self._fitted = True
        self.forget_names()

    def _fitting(self, bounds: QRectF, across: int, down: int) -> float:
        """The zoom at which all is in sight, with so many px at 100 % around it."""
        wide, high = self._room(across, down)
        return min(wide / max(bounds.width(), 1.0), high / max(bounds.height(), 1.0))

    def _zoom_to(self, zoom: float) -> None:
        wanted = min(max(zoom, _LEAST), _MOST)
        self.setTransform(QTransform.fromScale(wanted, wanted))
        self._grow()
        self.forget_names()

    def _grow(self) -> None:
        """Draws nodes and lines larger than the zoom has them, while there is room between them."""
        few = len(self.picture.nodes) <= _GROW_UP_TO
        grown = round(min(_GROW_MOST, max(1.0, _GROW_BELOW / self.zoom())), 1) if few else 1.0
        if grown != self.picture.grown:
            self.picture.grown = grown
            self.rebuild()

    def centre_on(self, uid: str) -> None:
        """Brings a node into the middle."""
        if uid in self.picture.spots:
            self.centerOn(self.picture.spots[uid])

    def choose(self, uid: str) -> None:
        """Makes a node the current one, and brings it into sight; none for "" and for who is not shown."""
        uid = uid if uid in self.picture.nodes else ""
        if uid != self.current:
            self.current = uid
            self.forget_names()
            self.chosen.emit(uid)
            node = self.picture.nodes.get(uid)
            self.setAccessibleDescription(node_words(node, self.picture.of_node(uid)) if node else "")
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        if uid in self.picture.spots:
            spot, margin = self.picture.spots[uid], round(self._theme.px(50))
            self.ensureVisible(QRectF(spot.x() - 30, spot.y() - 30, 60, 60), margin, margin)

    def node_at(self, spot: QPointF) -> str:
        """The node at a spot of the viewport, or ""."""
        at = self.mapToScene(spot.toPoint())
        reach = max(1.25, 12 / (self.zoom() * 18))
        near = (
            (uid, (place.x() - at.x()) ** 2 + (place.y() - at.y()) ** 2) for uid, place in self.picture.spots.items()
        )
        uid, far = min(near, key=lambda one: one[1], default=("", 0.0))
        return uid if uid and far <= (self.picture.radius(uid) * reach) ** 2 else ""

    def spot_of(self, uid: str) -> QPointF:
        """Where a node is, in the viewport."""
        return QPointF(self.mapFromScene(self.picture.spots[uid]))

    def names_shown(self) -> Mapping[str, Rect]:
        """The names that have room, in px of the screen from the middle of the map."""
        if self._names is None:
            self._names = self._placed_names()
        return self._names

    def words_shown(self) -> list[str]:
        """What is written on lines now."""
        self.names_shown()
        return [text for _rect, text in self._words]

    def forget_names(self) -> None:
        """They have to be given places anew, when they are drawn the next time."""
        self._names = None
        self.viewport().update()

    def _placed_names(self) -> dict[str, Rect]:
        self._words = []
        if self.zoom() < _LEAST_NAMES * self._theme.scale:
            return {}
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        roomy = self.viewport().width() >= self._theme.px(_ROOMY)
        window = Window(seen, self.zoom(), whole=self._fitted, roomy=roomy)
        names, self._words = labelled(self.picture, self.lines, self.look, self._order, self.current, window)
        return names

    def drawForeground(self, painter: QPainter, _rect: QRectF | object) -> None:  # noqa: N802 - Qt's name
        zoom = self.zoom()
        painter.save()
        painter.scale(1 / zoom, 1 / zoom)
        names = self.names_shown()
        draw_words(painter, self._words, self.look)
        draw_names(painter, self.picture, names, self.look)
        painter.restore()

    def scrollContentsBy(self, dx: int, dy: int) -> None:  # noqa: N802 - Qt's name
        super().scrollContentsBy(dx, dy)
        if len(self.picture.nodes) > EVERY_NAME_UP_TO:
            self._later.start()

    def sizeHint(self) -> QSize:
        # That of the scene would push all else out of the window.
        return QSize(self._theme.px(480), self._theme.px(_LOW if self._takes_rest else _HIGH))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fitted:
            self.fit()
            self.resized.emit()

"""Qt's classes, made on the UI thread before workers want them too.

PySide makes a class, and its enums, when something first uses it. Where two threads are the first
at the same time, or the one wants a class and the other its base, one of them is told that there is
no such thing, or the process ends. It takes a switch between the two within less than a thousandth
of a second, so it happens now and then, somewhere.
"""

from __future__ import annotations

_CLASSES = {
    "QtCore": (
        "QAbstractItemModel QAbstractListModel QAbstractNativeEventFilter QBuffer QByteArray "
        "QCoreApplication QDate QDeadlineTimer QDir QEvent QEventLoop QIODevice QLibraryInfo "
        "QLineF QLocale QLoggingCategory QMarginsF QMimeData QModelIndex QObject "
        "QPersistentModelIndex QPoint QPointF QRect QRectF QSignalBlocker QSize QSizeF "
        "QStandardPaths QTime QTimer QTranslator Qt Signal SignalInstance Slot"
    ),
    "QtGui": (
        "QAction QClipboard QCloseEvent QColor QFont QFontDatabase QFontMetrics QFontMetricsF "
        "QGuiApplication QHideEvent QIcon QImage QImageReader QInputEvent "
        "QInputMethodQueryEvent QKeyEvent QKeySequence QMouseEvent QMoveEvent QPageLayout "
        "QPageSize QPaintEvent QPainter QPainterPath QPalette QPdfWriter QPen QPixmap "
        "QPointerEvent QResizeEvent QScreen QShortcut QShowEvent QStandardItem "
        "QStandardItemModel QTextLayout QTextOption QWindow"
    ),
    "QtWidgets": (
        "QAbstractButton QAbstractItemView QApplication QBoxLayout QComboBox QDialog "
        "QDialogButtonBox QFileDialog QFileSystemModel QFrame QGridLayout QHBoxLayout "
        "QHeaderView QLabel QLayout QLayoutItem QLineEdit QListView QMainWindow QProgressBar "
        "QPushButton QScrollArea QSizePolicy QStackedWidget QStyle QStyleOptionComboBox "
        "QStyleOptionViewItem QStyledItemDelegate QTableView QToolButton QTreeView QVBoxLayout "
        "QWidget QWidgetItem"
    ),
}
"""What this program uses of the modules that are loaded with the first page; a test compares."""


def make_classes() -> None:
    """Make them all, on this thread; takes some 30 ms where the first page is there."""
    from PySide6 import QtCore, QtGui, QtWidgets  # noqa: PLC0415 - loaded by then

    for module in (QtCore, QtGui, QtWidgets):
        for name in _CLASSES[module.__name__.rpartition(".")[2]].split():
            getattr(module, name)
    # The enums of a class come with it, but for this one.
    _ = QtCore.Qt.Key

"""Lengths and rectangles on paper, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

POINT_MM = 25.4 / 72
"""One typographic point, in millimetres."""


@dataclass(frozen=True)
class Box:
    """A rectangle on the page, in millimetres from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def inset(self, by: float) -> Box:
        """Return the box made smaller by `by` millimetres on every side."""
        return Box(self.x + by, self.y + by, self.width - 2 * by, self.height - 2 * by)

    def contains(self, other: Box, tolerance: float = 0.01) -> bool:
        """Say whether `other` lies wholly inside."""
        return (
            other.x >= self.x - tolerance
            and other.y >= self.y - tolerance
            and other.right <= self.right + tolerance
            and other.bottom <= self.bottom + tolerance
        )

    def overlaps(self, other: Box, tolerance: float = 0.01) -> bool:
        """Say whether the two share more than an edge."""
        return (
            self.x < other.right - tolerance
            and other.x < self.right - tolerance
            and self.y < other.bottom - tolerance
            and other.y < self.bottom - tolerance
        )

    def mirrored(self, width_mm: float) -> Box:
        """Return the box as it lies on the page of that width seen in a mirror."""
        return Box(width_mm - self.right, self.y, self.width, self.height)

    def moved(self, by_x: float, by_y: float) -> Box:
        """Return the box moved to the right and down by so many millimetres."""
        return Box(self.x + by_x, self.y + by_y, self.width, self.height)

    def beside(self, other: Box, gap_across: float, gap_down: float) -> Box:
        """Return the largest part of the box that `other`, with gaps around it, leaves free.

        That is what is left above it, under it, or on one of its sides; the box itself where
        the two are apart.
        """
        if not self.overlaps(other):
            return self
        left, right = other.x - gap_across - self.x, self.right - other.right - gap_across
        above, under = other.y - gap_down - self.y, self.bottom - other.bottom - gap_down
        free = (
            Box(self.x, self.y, max(0.0, left), self.height),
            Box(self.right - max(0.0, right), self.y, max(0.0, right), self.height),
            Box(self.x, self.y, self.width, max(0.0, above)),
            Box(self.x, self.bottom - max(0.0, under), self.width, max(0.0, under)),
        )
        return max(free, key=lambda box: box.width * box.height)

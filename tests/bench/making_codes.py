"""How long the code of a badge takes, made and decoded, in each of the ways that there are."""

from __future__ import annotations

import random
import statistics
import string
from collections.abc import Callable, Mapping
from time import perf_counter

from kiosk.models.badge import Badge, BadgeKind, IssuedBadge
from kiosk.models.clock import SystemClock
from kiosk.models.secret import Secret
from kiosk.practice.qr_image import svg
from kiosk.printing.codes import code_of, make_code, make_code_quickly
from tests.support.pictures import grey_png, rectangle_per_module, rows_of

ROUNDS = 25
LENGTH = 400


def some_content(chance: random.Random) -> bytes:
    """Return content like the service's, of the measured length."""
    start = "ms-qrpin:v1|sam.rivera@example.com|5a3e1c5e-0000-4000-8000-000000000000|"
    key = chance.choices(string.ascii_letters + string.digits + "-_", k=LENGTH - len(start))
    return (start + "".join(key)).encode()


def ways(content: bytes, level: str) -> Mapping[str, Callable[[], object]]:
    """Return the ways by name, each ready to make this code once."""
    rows, now = rows_of(content, level), SystemClock().now()
    said, run_svg = Secret(content), Secret(svg(rows))
    badge = Badge(BadgeKind.STANDARD, "id", now, now)
    cells_svg, png = Secret(rectangle_per_module(rows)), Secret(grey_png(rows))

    def of(picture: Secret, content: Secret | None = None, *, many: bool = False) -> object:
        return code_of(IssuedBadge(badge, content, level, picture), many=many)

    return {
        "qrcode, mask given": lambda: make_code(said, level),
        "zxing-cpp": lambda: make_code_quickly(said, level),
        "picture: SVG, a rectangle a run": lambda: of(run_svg),
        "picture: SVG, a rectangle a module": lambda: of(cells_svg),
        "picture: PNG, 4 pixels a module": lambda: of(png),
        "at the counter: qrcode, and the SVG agrees": lambda: of(run_svg, said),
        "in a run: zxing-cpp": lambda: of(run_svg, said, many=True),
    }


def main() -> None:
    """Take turns, so that a busy machine hits all alike, and print the medians."""
    for level in ("l", "m"):
        chance = random.Random(0)
        taken: dict[str, list[float]] = {}
        for _ in range(ROUNDS):
            for name, make in ways(some_content(chance), level).items():
                began = perf_counter()
                make()
                taken.setdefault(name, []).append((perf_counter() - began) * 1000)
        print(f"{LENGTH} characters at level {level}, ms a code (median, least):")
        for name, found in taken.items():
            print(f"  {statistics.median(found):6.2f} {min(found):6.2f}  {name}")


if __name__ == "__main__":
    main()

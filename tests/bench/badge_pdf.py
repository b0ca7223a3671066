"""How long, how large and how heavy many badges are in one PDF: our way beside the usual one.

The usual way is what is found everywhere: `qrcode` makes a picture with PIL, and `reportlab` puts
it on a page beside the same words. It reads no code back; ours does, twice: off the modules, and
off the page's pixels. Both run in processes of their own, in turn. The usual way needs

    pip install "reportlab>=5,<6" "pillow>=13,<14"

in this environment; without them only our way is measured. The station needs neither.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import resource
import statistics
import string
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from processes import start

from kiosk.models.secret import Secret
from kiosk.printing.content import PrintContent
from kiosk.printing.samples import sample_content

ROUNDS = 3
BADGES = 1000
FEW, MANY = 100, 10_000
CHARACTERS = 350
LEVEL = "l"
LAYOUT = "cr80"
OURS, USUAL = "ours", "usual"
TIME_LIMIT = 1200


@dataclass(frozen=True)
class Made:
    """What making a file took: seconds, its size, and the most memory that the process held."""

    seconds: float
    size: int
    peak_kilobytes: int


def some_content(count: int) -> Iterator[PrintContent]:
    """Yield content about so many people, each with a name, a PIN and a key of its own."""
    chance = random.Random(0)
    sample = sample_content(datetime(2026, 11, 24, 9, 30, tzinfo=UTC))
    assert sample.issued is not None
    for number in range(count):
        start_of_code = f"ms-qrpin:v1|{number:06}@example.com|5a3e1c5e-0000-4000-8000-000000000000|"
        key = chance.choices(string.ascii_letters, k=CHARACTERS - len(start_of_code))
        said = Secret(start_of_code + "".join(key))
        yield replace(
            sample,
            person=replace(sample.person, display_name=f"Sam Rivera {number}"),
            pin=Secret(f"{chance.randrange(10**8):08}"),
            issued=replace(sample.issued, content=said, error_correction=LEVEL),
        )


def write_ours(count: int, path: Path) -> None:
    """Write the badges as the station does."""
    from PySide6.QtCore import QIODevice, QLocale, QSaveFile  # noqa: PLC0415 - not beside the other
    from PySide6.QtGui import QGuiApplication  # noqa: PLC0415

    from kiosk.printing.dates import LocaleDates  # noqa: PLC0415
    from kiosk.printing.layouts import layout_named  # noqa: PLC0415
    from kiosk.printing.pdf import write_pdf  # noqa: PLC0415
    from kiosk.printing.texts import Wording  # noqa: PLC0415
    from kiosk.qt.fonts import load_fonts  # noqa: PLC0415

    application = QGuiApplication([])
    load_fonts()
    wording = Wording(lambda _context, text: text, LocaleDates(QLocale("en_GB")))
    file = QSaveFile(str(path))
    assert file.open(QIODevice.OpenModeFlag.WriteOnly)
    write_pdf(layout_named(LAYOUT).sheets(some_content(count), wording), file)
    assert file.commit()
    del application


def write_usual(count: int, path: Path) -> None:
    """Write the badges as most programs do."""
    from qrcode.constants import ERROR_CORRECT_L  # noqa: PLC0415 - not beside the other
    from qrcode.main import QRCode  # noqa: PLC0415
    from reportlab.lib.units import mm  # noqa: PLC0415
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

    canvas = Canvas(str(path), pagesize=(85.6 * mm, 53.98 * mm), pageCompression=1)
    for content in some_content(count):
        assert content.issued is not None
        assert content.issued.content is not None
        assert content.pin is not None
        code = QRCode(error_correction=ERROR_CORRECT_L)
        code.add_data(content.issued.content.reveal())
        code.make(fit=True)
        picture = ImageReader(code.make_image().get_image())
        canvas.drawImage(picture, 2.5 * mm, 4 * mm, 46 * mm, 46 * mm)
        lines = (
            content.person.display_name,
            content.person.job_title,
            f"Employee number {content.person.employee_id}",
            "Your PIN",
            content.pin.reveal(),
            "Valid until 24 November 2027",
        )
        for number, line in enumerate(lines):
            canvas.setFont("Helvetica-Bold" if number in {0, 4} else "Helvetica", 8)
            canvas.drawString(51 * mm, (46 - number * 5) * mm, line or "")
        canvas.showPage()
    canvas.save()


WAYS: dict[str, Callable[[int, Path], None]] = {OURS: write_ours, USUAL: write_usual}


def make_here(way: str, count: int) -> Made:
    """Make a file in this process, beginning with nothing imported for it."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "badges.pdf"
        began = perf_counter()
        WAYS[way](count, path)
        took = perf_counter() - began
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return Made(took, path.stat().st_size, peak)


def make_apart(way: str, count: int) -> Made:
    """Make a file in a process of its own."""
    process = start(Path(__file__).name, "--way", way, "--badges", str(count))
    output, _ = process.communicate(timeout=TIME_LIMIT)
    assert process.returncode == 0, f"the {way} way failed"
    return Made(**json.loads(output))


def main() -> None:
    """Make the files in turn, so that a busy machine hits both alike, and print the medians."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--way", choices=WAYS, help="make one file in this process, print JSON")
    parser.add_argument("--badges", type=int, default=BADGES)
    options = parser.parse_args()
    if options.way:
        print(json.dumps(asdict(make_here(options.way, options.badges))))
        return
    ways = [OURS, USUAL]
    if importlib.util.find_spec("reportlab") is None or importlib.util.find_spec("PIL") is None:
        print('Without the usual way, which needs: pip install "reportlab>=5,<6" "pillow>=13,<14"')
        ways.remove(USUAL)
    count = options.badges
    found: dict[str, list[Made]] = {way: [] for way in ways}
    for _ in range(ROUNDS):
        for way in ways:
            found[way].append(make_apart(way, count))
    seconds = {way: statistics.median(made.seconds for made in found[way]) for way in ways}
    print(f"{count} badges of {CHARACTERS} characters, start-up included:")
    for way in ways:
        last = found[way][-1]
        print(
            f"  {way:6}{seconds[way] / count * 1000:8.2f} ms, {last.size / count:8.0f} bytes a "
            f"badge, {last.peak_kilobytes / 1024:6.0f} MB at the peak"
        )
    if USUAL in ways:
        print(f"  ours is {seconds[USUAL] / seconds[OURS]:.1f} times as fast")
    few, many = (make_apart(OURS, number).peak_kilobytes / 1024 for number in (FEW, MANY))
    print(
        f"Peak of our way: {few:.0f} MB for {FEW}, {many:.0f} MB for {MANY}: {many / few:.2f} times"
    )


if __name__ == "__main__":
    main()

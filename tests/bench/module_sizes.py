"""How large the modules of a printed code must be for a phone, by the camera of the tests.

Prints the share of pictures in which the code was read, for each printer, distance and size of a
module (whole dots), over codes of several lengths.
"""

from __future__ import annotations

import numpy as np

from kiosk.models.secret import Secret
from kiosk.printing.codes import make_code
from kiosk.printing.samples import sample_content
from kiosk.printing.symbols import Symbol, as_pixels
from tests.support.camera import Camera, Pixels, read_picture
from tests.support.pages import NOW

PICTURES = 25
LENGTHS = (64, 256, 512)
DISTANCES = {"15 cm": (150.0, 0.21, 0.39), "25 cm": (250.0, 0.29, 0.52)}
"""What is looked at: the distance in mm, and between which sizes of a module in mm."""


def printed(content: Secret, level: str, dots: int) -> Pixels:
    """Return a code's dots, so many a module, on paper."""
    code = make_code(content, level)
    pixels, width = as_pixels(Symbol(code.size, code.modules), dots)
    return np.frombuffer(pixels, np.uint8).reshape(-1, width)


def share_read(camera: Camera, dpi: float, dots: int) -> float:
    """Return in how many of the pictures the code was read, from 0 to 1."""
    read = []
    for length in LENGTHS:
        issued = sample_content(NOW, key_length=length).issued
        assert issued is not None
        assert issued.content is not None
        said = issued.content.reveal_bytes()
        for level in ("l", "m"):
            paper = printed(issued.content, level, dots)
            read += [
                read_picture(camera.take_dots(paper, dpi, seed)) == said for seed in range(PICTURES)
            ]
    return sum(read) / len(read)


def main() -> None:
    """Print a line for each distance, printer and size."""
    for name, (distance, least, most) in DISTANCES.items():
        for dpi in (203, 300, 600):
            sizes = [dots for dots in range(2, 20) if least <= dots * 25.4 / dpi <= most]
            for dots in sizes:
                share = share_read(Camera(distance), dpi, dots)
                print(f"{name}  {dpi} dpi  {dots * 25.4 / dpi:.3f} mm  {share:4.0%}", flush=True)


if __name__ == "__main__":
    main()

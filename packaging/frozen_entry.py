"""Where the frozen program begins: the same as ``python -m kiosk``."""

from __future__ import annotations

import sys

from kiosk.__main__ import main

if __name__ == "__main__":
    sys.exit(main())

"""What the first page of the frozen program needs comes along ready to use, and works the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from frozen_first_page import FirstPage, look_at_first_page

ROOT = Path(__file__).resolve().parents[3]

MAKE_CLASSES = """
import sys
from pathlib import Path

import frozen_entry

compiled = []
frozen_entry.use_compiled_classes(Path(sys.argv[1]))
sys.addaudithook(lambda name, told: compiled.append(told) if name == "compile" else None)
from kiosk.models.settings import Settings, TenantSettings
assert [name for _, name in compiled if name == "<string>"] == [], compiled

tenant = TenantSettings("a", "b", "https://localhost:9/a", "https://localhost:9")
assert Settings(tenant) == Settings(tenant=tenant) != Settings()
assert hash(tenant) == hash(TenantSettings("a", "b", tenant.authority, tenant.graph_root))
assert repr(tenant).startswith("TenantSettings(tenant_id='a', client_id='b', ")

from dataclasses import dataclass
@dataclass(frozen=True)
class Unknown:
    it: int
assert compiled and repr(Unknown(3)) == "Unknown(it=3)"
try:
    tenant.client_id = "c"
except AttributeError as error:
    print(error)
"""


@pytest.fixture(scope="module")
def first_page(tmp_path_factory: pytest.TempPathFactory) -> FirstPage:
    """What an interpreter of its own says about the way to the first page."""
    return look_at_first_page(ROOT, tmp_path_factory.mktemp("first page"))


def test_it_knows_the_modules_on_the_way_and_none_behind_it(first_page: FirstPage) -> None:
    assert {"dataclasses", "kiosk.app", "kiosk.views.pages.welcome_page"} <= first_page.modules
    assert not {"kiosk.way_ahead", "kiosk.views.pages.search_page"} & first_page.modules


def test_classes_are_made_without_compiling_and_others_as_always(first_page: FirstPage) -> None:
    told = subprocess.run(
        [sys.executable, "-c", MAKE_CLASSES, first_page.classes_file],
        cwd=ROOT,
        env={"PYTHONPATH": f"{ROOT}:{ROOT / 'packaging'}", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.stdout == "cannot assign to field 'client_id'\n", told.stderr

"""Writes the software bill of materials: what the program is made of, as CycloneDX JSON.

    python3 -m venv .venv/supply-chain
    .venv/supply-chain/bin/pip install --require-hashes -r requirements-supply-chain.lock
    .venv/supply-chain/bin/python packaging/bill_of_materials.py dist/pin-kiosk.cdx.json

Which packages, versions and hashes there are comes from `requirements.lock`; licences, and who
needs whom, from the packages as they are installed in `.venv`. The same lock gives the same
bill, byte for byte. It is checked against the schema before it is written.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = "requirements.lock"

_ENTRY = re.compile(r"^([a-z0-9][a-z0-9.-]*)==([^\s;\\]+)", re.MULTILINE)
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_VERSION = re.compile(r'^__version__ = "([^"]+)"$', re.MULTILINE)
_LICENCE_WORDS = {"3-Clause BSD License": "BSD-3-Clause"}
_LICENCE_CLASSIFIERS = {
    "License :: OSI Approved :: MIT License": "MIT",
    "License :: OSI Approved :: BSD License": "BSD-3-Clause",
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


@dataclass(frozen=True)
class Locked:
    """One package of a lock file; `hashes` are SHA-256 of the files that may be installed."""

    name: str
    version: str
    hashes: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What an installed package says of itself: its licence, as SPDX or in words, and its needs."""

    licence: str
    needs: tuple[str, ...]


def read_lock(text: str) -> list[Locked]:
    """Return the packages of a lock file's text, by name."""
    starts = [found.start() for found in _ENTRY.finditer(text)]
    found = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        entry = text[start:end]
        name, version = _ENTRY.findall(entry)[0]
        found.append(Locked(_plain(name), version, tuple(sorted(_HASH.findall(entry)))))
    return sorted(found, key=lambda one: one.name)


def needed_by(root: Sequence[str], known: Mapping[str, Known], locked: Sequence[str]) -> set[str]:
    """Return which locked packages the program itself needs, through however many others."""
    found: set[str] = set()
    waiting = [_plain(name) for name in root]
    while waiting:
        name = waiting.pop()
        if name in found or name not in locked:
            continue
        found.add(name)
        waiting += known[name].needs if name in known else ()
    return found


def installed_in(folder: Path) -> dict[str, Known]:
    """Return what the packages in a `site-packages` folder say of themselves."""
    found = distributions(path=[str(folder)])
    return {_plain(one.metadata["Name"]): Known(_licence(one), _needs(one)) for one in found}


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _licence(one: Distribution) -> str:
    """Return the licence: as an SPDX expression where it is said so, else by its classifier."""
    if "License-Expression" in one.metadata:
        return one.metadata["License-Expression"]
    classifiers = one.metadata.get_all("Classifier") or []
    named = [_LICENCE_CLASSIFIERS[it] for it in classifiers if it in _LICENCE_CLASSIFIERS]
    if named:
        return " OR ".join(sorted(set(named)))
    said = one.metadata["License"].partition("\n")[0] if "License" in one.metadata else ""
    return _LICENCE_WORDS.get(said, said)


def _needs(one: Distribution) -> tuple[str, ...]:
    wanted = [text for text in one.requires or () if "extra ==" not in text]
    names = [found[0] for text in wanted if (found := _NAME.match(text))]
    return tuple(sorted({_plain(name) for name in names}))


def make_bill(root: Path, known: Mapping[str, Known]) -> str:
    """Return the bill as JSON; raises ValueError when it is not as its schema wants it."""
    from cyclonedx.model.bom import Bom  # noqa: PLC0415 - reading a lock needs no library
    from cyclonedx.model.component import Component, ComponentScope, ComponentType  # noqa: PLC0415
    from cyclonedx.output.json import JsonV1Dot6  # noqa: PLC0415
    from cyclonedx.schema import SchemaVersion  # noqa: PLC0415
    from cyclonedx.validation.json import JsonStrictValidator  # noqa: PLC0415
    from packageurl import PackageURL  # noqa: PLC0415

    lock = (root / LOCK).read_text(encoding="utf-8")
    locked = read_lock(lock)
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    said = (root / "kiosk" / "__init__.py").read_text(encoding="utf-8")
    version = _VERSION.findall(said)[0]
    direct = [_NAME.findall(text)[0] for text in project["dependencies"]]
    in_program = needed_by(direct, known, [one.name for one in locked])

    # Made from what it tells, so that the same lock has the same number.
    bill = Bom(serial_number=uuid.uuid5(uuid.NAMESPACE_URL, f"pin-kiosk {version}\n{lock}"))
    bill.metadata.timestamp = None
    program = Component(
        type=ComponentType.APPLICATION,
        name=project["name"],
        version=version,
        bom_ref=project["name"],
        licenses=list(_licences(project["license"])),
    )
    bill.metadata.component = program
    parts = {
        one.name: Component(
            type=ComponentType.LIBRARY,
            name=one.name,
            version=one.version,
            bom_ref=f"{one.name}@{one.version}",
            purl=PackageURL("pypi", None, one.name, one.version),
            scope=ComponentScope.REQUIRED if one.name in in_program else ComponentScope.EXCLUDED,
            licenses=list(_licences(known[one.name].licence if one.name in known else "")),
            external_references=list(_files(one)),
        )
        for one in locked
    }
    for name, part in parts.items():
        bill.components.add(part)
        needs = known[name].needs if name in known else ()
        bill.register_dependency(part, [parts[need] for need in needs if need in parts])
    bill.register_dependency(program, [parts[_plain(name)] for name in direct])

    text: str = JsonV1Dot6(bill).output_as_string(indent=2) + "\n"
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise ValueError(f"the bill is not as CycloneDX 1.6 wants it: {wrong}")
    return text


def _licences(said: str) -> Iterator[object]:
    from cyclonedx.contrib.license.factories import LicenseFactory  # noqa: PLC0415 - as above

    if said:
        yield LicenseFactory().make_from_string(said)


def _files(one: Locked) -> Iterator[object]:
    """Give the files that may be installed, by their hashes; where they lie is not told."""
    from cyclonedx.model import (  # noqa: PLC0415 - as above
        ExternalReference,
        ExternalReferenceType,
        HashAlgorithm,
        HashType,
        XsUri,
    )

    hashes = [HashType(alg=HashAlgorithm.SHA_256, content=digest) for digest in one.hashes]
    yield ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(f"urn:pin-kiosk:lock:{one.name}:{one.version}"),
        comment="SHA-256 of every file of this version that the lock admits",
        hashes=hashes,
    )


def main(arguments: Sequence[str]) -> int:
    """Write the bill to the file that is named; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path, help="where to write the bill")
    parser.add_argument(
        "--packages",
        type=Path,
        default=ROOT / ".venv",
        metavar="FOLDER",
        help="the virtual environment in which the locked packages are installed (.venv)",
    )
    given = parser.parse_args(arguments)
    folders = [
        *given.packages.glob("lib/python3.*/site-packages"),
        *given.packages.glob("Lib/site-packages"),
    ]
    known = installed_in(folders[0]) if folders else {}
    locked = read_lock((ROOT / LOCK).read_text(encoding="utf-8"))
    if unknown := [one.name for one in locked if one.name not in known]:
        print(f"Not installed, so without a licence here: {', '.join(unknown)}", file=sys.stderr)
    given.file.parent.mkdir(parents=True, exist_ok=True)
    given.file.write_text(make_bill(ROOT, known), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

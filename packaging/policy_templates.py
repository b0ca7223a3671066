"""Makes the templates with which group policy and Intune set a station, from the settings' table.

`python packaging/policy_templates.py` writes `packaging/windows/policy`; with `--check` nothing is
changed, and the exit code says whether something would be. The files are kept in the project,
because administrators and installers take them from there as they are.

What an administrator chooses must arrive as `kiosk/services/windows_policy.py` reads it: a key for
each table, a yes or no as 1 or 0, a number as a number, everything else as a text. The elements
are those of the published 'ADMX Policy Definitions Schema'; only what Intune imports as well is
used, so no other template is needed and there is no combo box.
"""

from __future__ import annotations

import argparse
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

from catalogue import Catalogue, read_catalogue  # noqa: E402 - after the path is set
from policy_words import WORDS, PolicyWords  # noqa: E402

from kiosk.models.settings_definition import SettingDefinition, SettingKind  # noqa: E402
from kiosk.models.settings_schema import DEFINITIONS, TABLES, TEXT_LENGTH_MAX  # noqa: E402
from kiosk.services.windows_policy import POLICY_KEY  # noqa: E402

FOLDER = ROOT / "packaging" / "windows" / "policy"
NAME = "PinKiosk"
XML_NAMESPACE = "http://schemas.microsoft.com/GroupPolicy/2006/07/PolicyDefinitions"
_NAMESPACE = "PinKiosk.Policies"
_SUPPORTED = "SUPPORTED_PinKiosk"
_REVISION = "1.0"


def templates() -> dict[str, bytes]:
    """Return the content of each file by its path in the folder of templates."""
    made = {f"{NAME}.admx": _as_file(_definitions())}
    for language, words in WORDS.items():
        made[f"{words.folder}/{NAME}.adml"] = _as_file(_resources(words, read_catalogue(language)))
    return made


def policy_name(definition: SettingDefinition) -> str:
    """Return the name of a setting's policy: the key as an identifier."""
    return definition.key.replace(".", "_")


def element_id(definition: SettingDefinition) -> str:
    """Return the id of the element in a policy that takes a value, as OMA-URI data names it."""
    return f"{policy_name(definition)}_value"


def policy_address(definition: SettingDefinition) -> str:
    """Return what stands behind `./Device/Vendor/MSFT/Policy/Config/` for a setting's policy.

    From 'Win32 and Desktop Bridge app ADMX policy Ingestion': the app's name and 'Policy' as they
    are in the address of the import, then the categories, then the policy.
    """
    area = "~".join((NAME, "Policy", NAME, f"{NAME}_{definition.table}"))
    return f"{area}/{policy_name(definition)}"


def choices(definition: SettingDefinition) -> tuple[str, ...]:
    """Return what may be chosen; nothing at all is chosen by not configuring the policy."""
    return tuple(choice for choice in definition.choices if choice)


def _definitions() -> ET.Element:
    root = _root("policyDefinitions")
    namespaces = ET.SubElement(root, "policyNamespaces")
    ET.SubElement(namespaces, "target", prefix="pinkiosk", namespace=_NAMESPACE)
    ET.SubElement(root, "resources", minRequiredRevision=_REVISION)
    supported = ET.SubElement(ET.SubElement(root, "supportedOn"), "definitions")
    ET.SubElement(supported, "definition", name=_SUPPORTED, displayName=_string(_SUPPORTED))
    categories = ET.SubElement(root, "categories")
    ET.SubElement(
        categories,
        "category",
        name=NAME,
        displayName=_string(NAME),
        explainText=_string(f"{NAME}_about"),
    )
    for table in TABLES:
        category = ET.SubElement(
            categories, "category", name=f"{NAME}_{table}", displayName=_string(f"{NAME}_{table}")
        )
        ET.SubElement(category, "parentCategory", ref=NAME)
    policies = ET.SubElement(root, "policies")
    for definition in DEFINITIONS:
        policies.append(_policy(definition))
    return root


def _policy(definition: SettingDefinition) -> ET.Element:
    name = policy_name(definition)
    policy = ET.Element(
        "policy",
        {
            "name": name,
            "class": "Machine",
            "displayName": _string(name),
            "explainText": _string(f"{name}_explain"),
            "key": rf"{POLICY_KEY}\{definition.table}",
        },
    )
    ET.SubElement(policy, "parentCategory", ref=f"{NAME}_{definition.table}")
    ET.SubElement(policy, "supportedOn", ref=_SUPPORTED)
    if definition.kind is SettingKind.YES_NO:
        policy.set("valueName", definition.name)
        for state, number in (("enabledValue", "1"), ("disabledValue", "0")):
            ET.SubElement(ET.SubElement(policy, state), "decimal", value=number)
        return policy
    policy.set("presentation", f"$(presentation.{name})")
    ET.SubElement(policy, "elements").append(_element(definition))
    return policy


def _element(definition: SettingDefinition) -> ET.Element:
    """Return what takes the value of everything but a yes or no."""
    named = {"id": element_id(definition), "valueName": definition.name, "required": "true"}
    match definition.kind:
        case SettingKind.WHOLE_NUMBER:
            limits = {"minValue": str(definition.minimum), "maxValue": str(definition.maximum)}
            return ET.Element("decimal", {**named, **limits})
        case SettingKind.CHOICE:
            element = ET.Element("enum", named)
            for choice in choices(definition):
                label = _string(_choice_id(definition, choice))
                item = ET.SubElement(element, "item", displayName=label)
                ET.SubElement(ET.SubElement(item, "value"), "string").text = choice
            return element
        case kind:
            element = ET.Element("text", {**named, "maxLength": str(TEXT_LENGTH_MAX)})
            if kind is SettingKind.PATH:
                element.set("expandable", "true")
            return element


def _resources(words: PolicyWords, catalogue: Catalogue) -> ET.Element:
    root = _root("policyDefinitionResources")
    ET.SubElement(root, "displayName").text = words.name
    ET.SubElement(root, "description").text = words.about
    resources = ET.SubElement(root, "resources")
    strings = {
        NAME: words.name,
        f"{NAME}_about": words.about,
        _SUPPORTED: words.supported,
        **{f"{NAME}_{table}": words.titles[table] for table in TABLES},
    }
    presentations = ET.Element("presentationTable")
    for definition in DEFINITIONS:
        name = policy_name(definition)
        strings[name] = definition.key
        strings[f"{name}_explain"] = _explanation(definition, words, catalogue)
        for choice in choices(definition):
            strings[_choice_id(definition, choice)] = choice
        if definition.kind is not SettingKind.YES_NO:
            presentation = ET.SubElement(presentations, "presentation", id=name)
            presentation.append(_box(definition, words))
    table = ET.SubElement(resources, "stringTable")
    for name, text in strings.items():
        ET.SubElement(table, "string", id=name).text = text
    resources.append(presentations)
    return root


def _box(definition: SettingDefinition, words: PolicyWords) -> ET.Element:
    """Return what the editor shows for the value."""
    refers = {"refId": element_id(definition)}
    match definition.kind:
        case SettingKind.WHOLE_NUMBER:
            # Where something else decides, the first number of a range would be a strange one.
            start = definition.maximum if definition.default is None else definition.default
            box = ET.Element("decimalTextBox", {**refers, "defaultValue": str(start)})
            box.text = words.value
        case SettingKind.CHOICE:
            offered = choices(definition)
            start = offered.index(definition.default) if definition.default in offered else 0
            box = ET.Element(
                "dropdownList", {**refers, "noSort": "true", "defaultItem": str(start)}
            )
            box.text = words.value
        case _:
            box = ET.Element("textBox", refers)
            ET.SubElement(box, "label").text = words.value
    return box


def _explanation(definition: SettingDefinition, words: PolicyWords, catalogue: Catalogue) -> str:
    default = definition.default
    yes_no = definition.kind is SettingKind.YES_NO
    shown = words.not_set if default in {None, ""} else str(default)
    return words.explanation.format(
        meaning=catalogue.translate("SettingMeaning", definition.meaning),
        expected=expected(definition, words, catalogue),
        default=str(default).lower() if yes_no else shown,
        states=words.yes_no if yes_no else words.other,
        key=definition.key,
    )


def expected(definition: SettingDefinition, words: PolicyWords, catalogue: Catalogue) -> str:
    """Return what the box of a policy takes, without the marks that a settings file needs."""
    if definition.kind in words.expected:
        return words.expected[definition.kind]
    return catalogue.translate("SettingExpected", definition.expected)


def _choice_id(definition: SettingDefinition, choice: str) -> str:
    return f"{policy_name(definition)}_{re.sub(r'[^A-Za-z0-9]', '_', choice)}"


def _string(name: str) -> str:
    return f"$(string.{name})"


def _root(tag: str) -> ET.Element:
    return ET.Element(tag, xmlns=XML_NAMESPACE, revision=_REVISION, schemaVersion="1.0")


def _as_file(root: ET.Element) -> bytes:
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"


def outdated() -> list[str]:
    """Return the paths of the templates that do not say what the settings' table says."""
    return [
        path
        for path, content in templates().items()
        if not (FOLDER / path).is_file() or _kept(path) != content
    ]


def _kept(path: str) -> bytes:
    """Return a kept template; a checkout on Windows may have given its lines other ends."""
    return (FOLDER / path).read_bytes().replace(b"\r\n", b"\n")


def main() -> int:
    """Write the templates, or check them; 1 when a check finds something out of date."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, tell by exit code")
    if parser.parse_args().check:
        stale = outdated()
        for path in stale:
            print(f"out of date: {path}", file=sys.stderr)
        return 1 if stale else 0
    for path, content in templates().items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_bytes(content)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

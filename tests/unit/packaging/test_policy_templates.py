"""What an administrator chooses in the policy editor is what the station reads."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import policy_templates
import pytest
from policy_templates import FOLDER, NAME, choices, element_id, policy_address, policy_name
from policy_words import WORDS, PolicyWords

from kiosk.models.settings_definition import SettingDefinition, SettingKind
from kiosk.models.settings_schema import DEFINITIONS, TABLES
from kiosk.services.windows_policy import POLICY_KEY, RegistryValue, policy_values

SPACE = {"p": policy_templates.XML_NAMESPACE}
TEMPLATES = (f"{NAME}.admx", *(f"{words.folder}/{NAME}.adml" for words in WORDS.values()))
TEXTS = {
    "tenant.tenant_id": "contoso.onmicrosoft.com",
    "tenant.client_id": "9b0a4e52-6f2d-4a0e-8f6a-1d2c3b4a5e6f",
    "tenant.authority": "https://login.example.com/contoso.example.com",
    "tenant.graph_root": "https://graph.example.com",
}
# 'Win32 and Desktop Bridge app ADMX policy Ingestion': keys that Intune writes nothing below.
CENTRAL_SETTINGS = Path(__file__).resolve().parents[3] / "docs" / "pages" / "central-settings.md"
REFUSED_BY_INTUNE = ("system\\", "software\\microsoft\\", "software\\policies\\microsoft\\")


def read(path: str) -> ET.Element:
    return ET.parse(FOLDER / path).getroot()


@dataclass
class Machine:
    """The registry of a machine, as group policy leaves it."""

    values: dict[str, dict[str, str | int]] = field(default_factory=dict)

    def keys_below(self, path: str) -> tuple[str, ...]:
        start = path.lower() + "\\"
        return tuple(key[len(start) :] for key in self.values if key.lower().startswith(start))

    def values_of(self, path: str) -> tuple[RegistryValue, ...]:
        return tuple(RegistryValue(*pair) for pair in self.values.get(path, {}).items())

    def set(self, key: str, name: str, value: str | int) -> None:
        self.values.setdefault(key, {})[name] = value


def policies() -> dict[str, ET.Element]:
    found = read(f"{NAME}.admx").iterfind("p:policies/p:policy", SPACE)
    return {policy.get("name", ""): policy for policy in found}


def apply(machine: Machine, policy: ET.Element, chosen: str | int | bool) -> None:
    """Write what the published schema says that choosing this in the editor writes."""
    key = policy.get("key", "")
    if isinstance(chosen, bool):
        state = "p:enabledValue" if chosen else "p:disabledValue"
        number = policy.find(f"{state}/p:decimal", SPACE)
        assert number is not None
        machine.set(key, policy.get("valueName", ""), int(number.get("value", "")))
        return
    (element,) = policy.iterfind("p:elements/*", SPACE)
    name = element.get("valueName", "")
    match element.tag.partition("}")[2]:
        case "decimal":
            assert isinstance(chosen, int)
            assert int(element.get("minValue", "")) <= chosen <= int(element.get("maxValue", ""))
            machine.set(key, name, chosen)
        case "enum":
            items = [one.text for one in element.iterfind("p:item/p:value/p:string", SPACE)]
            machine.set(key, name, str(items[items.index(str(chosen))]))
        case "text":
            assert len(str(chosen)) <= int(element.get("maxLength", ""))
            machine.set(key, name, str(chosen))
        case other:
            pytest.fail(f"nobody knows what {other} writes")


def values_to_choose(definition: SettingDefinition) -> Iterator[str | int | bool]:
    match definition.kind:
        case SettingKind.YES_NO:
            yield from (True, False)
        case SettingKind.WHOLE_NUMBER:
            yield from (definition.minimum, definition.maximum)
        case SettingKind.CHOICE:
            yield from choices(definition)
        case _:
            yield TEXTS.get(definition.key, "Größe 山")


def strings_used(root: ET.Element) -> Iterator[str]:
    for element in root.iter():
        for value in element.attrib.values():
            yield from re.findall(r"\$\(string\.(\w+)\)", value)


def test_the_templates_say_what_the_settings_say() -> None:
    assert policy_templates.outdated() == [], "run packaging/policy_templates.py"


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda one: one.key)
def test_what_is_chosen_is_what_the_station_reads(definition: SettingDefinition) -> None:
    policy = policies()[policy_name(definition)]
    for chosen in values_to_choose(definition):
        machine = Machine()
        apply(machine, policy, chosen)
        (setting,) = policy_values(machine)
        assert (setting.key, setting.value) == (definition.key, chosen)
        assert isinstance(setting.value, bool) is isinstance(chosen, bool)


def test_all_of_them_together_are_read_as_well() -> None:
    machine = Machine()
    for definition in DEFINITIONS:
        apply(machine, policies()[policy_name(definition)], next(values_to_choose(definition)))
    assert {one.key for one in policy_values(machine)} == {one.key for one in DEFINITIONS}


def test_every_setting_has_one_policy_for_the_machine_in_its_own_category() -> None:
    assert list(policies()) == [policy_name(definition) for definition in DEFINITIONS]
    categories = read(f"{NAME}.admx").iterfind("p:categories/p:category", SPACE)
    names = [category.get("name") for category in categories]
    assert names == [NAME, *(f"{NAME}_{table}" for table in TABLES)]
    for definition in DEFINITIONS:
        policy = policies()[policy_name(definition)]
        parent = policy.find("p:parentCategory", SPACE)
        assert policy.get("class") == "Machine"
        assert parent is not None
        assert parent.get("ref") == f"{NAME}_{definition.table}"
        assert policy.get("key") == rf"{POLICY_KEY}\{definition.table}"


def test_names_and_ids_are_given_once_and_are_plain() -> None:
    root = read(f"{NAME}.admx")
    for tag in ("policy", "category", "definition"):
        names = Counter(one.get("name") for one in root.iterfind(f".//p:{tag}[@name]", SPACE))
        assert set(names.values()) == {1}
    assert all(re.fullmatch(r"\w+", name, re.ASCII) for name in policies())


def test_a_policy_is_built_in_the_order_of_the_published_schema() -> None:
    order = ["parentCategory", "supportedOn", "enabledValue", "disabledValue", "elements"]
    defined = {one.get("name") for one in read(f"{NAME}.admx").iterfind(".//p:definition", SPACE)}
    for policy in policies().values():
        tags = [child.tag.partition("}")[2] for child in policy]
        assert tags == sorted(tags, key=order.index)
        supported = policy.find("p:supportedOn", SPACE)
        assert supported is not None
        assert supported.get("ref") in defined
        assert ("elements" in tags) is ("presentation" in policy.attrib)
        assert ("enabledValue" in tags) is ("valueName" in policy.attrib)


@pytest.mark.parametrize("words", WORDS.values(), ids=lambda words: words.folder)
def test_a_language_has_every_text_and_every_box(words: PolicyWords) -> None:
    resources = read(f"{words.folder}/{NAME}.adml")
    strings = {
        one.get("id"): one.text for one in resources.iterfind(".//p:stringTable/p:string", SPACE)
    }
    assert set(strings_used(read(f"{NAME}.admx"))) == set(strings)
    assert all(strings.values())
    boxes = {
        one.get("id"): [child.get("refId") for child in one]
        for one in resources.iterfind(".//p:presentationTable/p:presentation", SPACE)
    }
    for definition in DEFINITIONS:
        name = policy_name(definition)
        if definition.kind is SettingKind.YES_NO:
            assert name not in boxes
        else:
            assert boxes[name] == [element_id(definition)]
            assert policies()[name].get("presentation") == f"$(presentation.{name})"


def test_both_languages_tell_meaning_and_usual_value() -> None:
    for words in WORDS.values():
        resources = read(f"{words.folder}/{NAME}.adml")
        for definition in DEFINITIONS:
            (text,) = (
                one.text or ""
                for one in resources.iterfind(".//p:string", SPACE)
                if one.get("id") == f"{policy_name(definition)}_explain"
            )
            default = definition.default
            told = words.not_set if default in {None, ""} else str(default)
            assert told.lower() in text.lower()
            assert definition.key in text
            assert (definition.meaning in text) is (words.folder == "en-US")
            assert "{" not in text


def test_a_box_starts_at_the_usual_value() -> None:
    resources = read(f"en-US/{NAME}.adml")
    for definition in DEFINITIONS:
        box = resources.find(f".//*[@refId='{element_id(definition)}']")
        if definition.kind is SettingKind.WHOLE_NUMBER:
            usual = definition.maximum if definition.default is None else definition.default
            assert box is not None
            assert int(box.get("defaultValue", "")) == usual
        if definition.kind is SettingKind.CHOICE and definition.default:
            assert box is not None
            chosen = choices(definition)[int(box.get("defaultItem", ""))]
            assert chosen == definition.default


def test_intune_can_import_them() -> None:
    for path in TEMPLATES:
        assert (FOLDER / path).stat().st_size < 1024 * 1024
    root = read(f"{NAME}.admx")
    # Other templates would have to be imported before, and combo boxes are not supported.
    assert root.find(".//p:policyNamespaces/p:using", SPACE) is None
    assert not root.findall(".//p:list", SPACE)
    for policy in policies().values():
        key = policy.get("key", "").lower() + "\\"
        assert not key.startswith(REFUSED_BY_INTUNE)
    for words in WORDS.values():
        assert read(f"{words.folder}/{NAME}.adml").find(".//p:comboBox", SPACE) is None


def test_an_address_is_made_of_the_categories_and_the_policy() -> None:
    parents = {
        category.get("name", ""): parent.get("ref", "")
        for category in read(f"{NAME}.admx").iterfind("p:categories/p:category", SPACE)
        if (parent := category.find("p:parentCategory", SPACE)) is not None
    }
    for definition in DEFINITIONS:
        policy = policies()[policy_name(definition)]
        parent = policy.find("p:parentCategory", SPACE)
        assert parent is not None
        category = parent.get("ref", "")
        path = "~".join((NAME, "Policy", parents[category], category))
        assert policy_address(definition) == f"{path}/{policy.get('name')}"


def test_the_page_about_central_settings_names_addresses_and_data_that_exist() -> None:
    page = CENTRAL_SETTINGS.read_text(encoding="utf-8")
    named = re.findall(r"`\./Device/Vendor/MSFT/Policy/Config/([^`]+)`", page)
    assert len(named) >= 3
    assert set(named) <= {policy_address(definition) for definition in DEFINITIONS}
    data = re.findall(r'<data id="([^"]+)"', page)
    assert data
    assert set(data) <= {element_id(definition) for definition in DEFINITIONS}

"""Finding people: search, filter, pages, counts, photos, and what a query may not do."""

from __future__ import annotations

import struct
import zlib
from urllib.parse import parse_qs, urlsplit

import pytest

from kiosk.practice.tenant import Options
from tests.unit.practice.tenant_bench import EVENTUAL, Bench, Reply


@pytest.fixture(scope="module")
def bench() -> Bench:
    return Bench()


def clause(text: str) -> str:
    """A search clause with the text escaped as the documentation says."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"displayName:{escaped}" OR "mail:{escaped}" OR "userPrincipalName:{escaped}"'


def follow(bench: Bench, first: Reply) -> list[Reply]:
    """All pages, each with the header again."""
    replies = [first]
    while link := replies[-1].json.get("@odata.nextLink"):
        parts = urlsplit(link)
        assert f"{parts.scheme}://{parts.netloc}" == "https://localhost:1"
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        path = parts.path.removeprefix("/v1.0")
        replies.append(bench.graph("GET", path, headers=EVENTUAL, query=query))
        assert replies[-1].status == 200
    return replies


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sam Rivera", "Sam Rivera"),
        ("riv", "Sam Rivera"),
        ("rivera sam", "Sam Rivera"),
        ("SAM.RIVERA", "Sam Rivera"),
        ("O'Neil", "Siobhán O'Neil-McCarthy"),
        ("Siobhán", "Siobhán O'Neil-McCarthy"),
        ("siobhan", "Siobhán O'Neil-McCarthy"),
        ('"Bob"', 'Robert "Bob" Tables'),
        ("Smith & Sons", "Kai Smith & Sons"),
        ("Back\\slash", "Chris Back\\slash"),
        ("Hoffmann #2", "Dana Hoffmann #2"),
        ("100% Cent + Co", "Per 100% Cent + Co"),
        ("lee@contoso", "Lee (Guest)"),
        ("lee_contoso.com#EXT#", "Lee (Guest)"),
        ("山田 太郎", "山田 太郎"),
        ("山田", "山田 太郎"),
        ("محمد العلي", "محمد العلي"),
        ("נועה", "נועה כהן"),
        ("สมชาย", "สมชาย ใจดี"),
        ("प्रिया शर्मा", "प्रिया शर्मा"),
        ("щукина", "Екатерина Щукина"),
        ("Παπαδοπούλου", "Ελένη Παπαδοπούλου"),
    ],
)
def test_everybody_is_found_by_their_name(bench: Bench, text: str, name: str) -> None:
    found = bench.search(clause(text))
    assert found.status == 200
    assert name in found.names
    assert found.json["@odata.count"] == len(found.names)


def test_names_match_by_word_and_addresses_by_their_beginning(bench: Bench) -> None:
    assert "Sam Rivera" not in bench.search('"displayName:ivera"').names
    assert bench.search('"userPrincipalName:rivera"').names == []
    assert bench.search('"displayName:sam" AND "displayName:riv"').names == ["Sam Rivera"]
    assert bench.search('("displayName:sam" OR "displayName:noa") AND "displayName:lind"').names
    assert bench.search('"displayName:"').names == []


def test_search_needs_the_consistency_header(bench: Bench) -> None:
    reply = bench.graph("GET", "/users", query={"$search": '"displayName:sam"'})
    assert (reply.status, reply.code) == (400, "Request_UnsupportedQuery")
    counted = {"$search": '"displayName:sam"', "$count": "true"}
    assert bench.graph("GET", "/users", query=counted).status == 400


@pytest.mark.parametrize(
    "text", ["sam", '"sam"', '"displayName:sam', '"employeeId:1"', '"x:y"', "", '("displayName:a"']
)
def test_a_search_that_cannot_be_read_is_refused(bench: Bench, text: str) -> None:
    assert bench.search(text).status == 400


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("employeeId eq '100042'", "Sam Rivera"),
        ("startsWith(employeeId,'10004')", "Noa Lindqvist"),
        ("employeeId eq 'EMP-0000-0000-16'", "Siobhán O'Neil-McCarthy"),
        ("displayName eq 'Siobhán O''Neil-McCarthy'", "Siobhán O'Neil-McCarthy"),
        ("startswith(displayName,'Dana Hoffmann #')", "Dana Hoffmann #2"),
        ("userPrincipalName eq 'SAM.rivera@practice.example'", "Sam Rivera"),
        ("mail eq 'lee@contoso.example'", "Lee (Guest)"),
        ("accountEnabled eq false and startsWith(surname,'Abel')", "Dirk Abelsen"),
        ("jobTitle eq 'Baker' and givenName eq 'Noa'", "Noa Lindqvist"),
        ("(surname eq 'Rivera' or surname eq 'Tables') and department eq 'Sales'", "Sam Rivera"),
        ("employeeId in ('1','100042')", "Sam Rivera"),
        ("not(accountEnabled eq true) and surname eq 'Abelsen'", "Dirk Abelsen"),
        ("endsWith(mail,'contoso.example')", "Lee (Guest)"),
        ("officeLocation eq 'Head Office' and surname eq 'Aldridge'", "Gwen Aldridge"),
        ("mail eq null and surname eq 'Vandenberghe'", "Noor Vandenberghe"),
    ],
)
def test_filters_find(bench: Bench, text: str, name: str) -> None:
    found = bench.get("/users", filter=text, count="true", select="displayName")
    assert found.status == 200, found.json
    assert name in found.names


def test_an_employee_number_of_a_drawn_person_is_found(bench: Bench) -> None:
    drawn = next(
        person
        for number in range(100, 300)
        if (person := bench.tenant.directory.numbered(number)).employee_id
    )
    found = bench.get("/users", filter=f"employeeId eq '{drawn.employee_id}'")
    assert [item["id"] for item in found.json["value"]] == [drawn.id]


@pytest.mark.parametrize(
    "text",
    [
        "accountEnabled ne true", "not(accountEnabled eq true)",
        "endsWith(mail,'practice.example')", "officeLocation eq 'Head Office'",
    ],
)  # fmt: skip
def test_advanced_filters_are_refused_without_header_and_count(bench: Bench, text: str) -> None:
    plain = bench.graph("GET", "/users", query={"$filter": text})
    assert (plain.status, plain.code) == (400, "Request_UnsupportedQuery")
    uncounted = bench.graph("GET", "/users", query={"$filter": text}, headers=EVENTUAL)
    assert uncounted.status == 400
    assert bench.get("/users", filter=text, count="true").status == 200


@pytest.mark.parametrize(
    "text",
    ["", "displayName", "displayName eq", "displayName eq 'a", "surprise eq 'a'",
     "contains(displayName,'a')", "displayName eq 'a' and", "(" * 50, "accountEnabled eq 'x'"],
)  # fmt: skip
def test_a_filter_that_cannot_be_read_is_refused(bench: Bench, text: str) -> None:
    assert bench.get("/users", filter=text, count="true").status == 400


@pytest.mark.parametrize(
    ("option", "value"),
    [("$top", "0"), ("$top", "1000"), ("$top", "x"), ("$skip", "5"), ("$skiptoken", "x"),
     ("$select", "surprise"), ("$select", ""), ("$expand", "manager"), ("$count", "maybe"),
     ("$orderby", "employeeId"), ("$surprise", "1")],
)  # fmt: skip
def test_options_out_of_bounds_are_refused(bench: Bench, option: str, value: str) -> None:
    assert bench.graph("GET", "/users", query={option: value}).status == 400


def test_pages_are_100_by_default_and_all_people_come_once(bench: Bench) -> None:
    pages = follow(bench, bench.get("/users", count="true"))
    assert [len(page.names) for page in pages] == [100, 100, 100]
    ids = [item["id"] for page in pages for item in page.json["value"]]
    assert len(set(ids)) == bench.tenant.directory.size
    assert pages[0].json["@odata.count"] == 300
    big = follow(bench, bench.get("/users", top="999"))
    assert len(big) == 1


def test_a_search_goes_on_over_pages(bench: Bench) -> None:
    whole = bench.search('"displayName:a"', top="999").names
    pages = follow(bench, bench.search('"displayName:a"', top="7"))
    assert [name for page in pages for name in page.names] == whole
    assert len(pages) > 2


def test_names_in_order(bench: Bench) -> None:
    pages = follow(bench, bench.get("/users", orderby="displayName", top="120"))
    assert sum(len(page.names) for page in pages) == 300
    searched = bench.search('"displayName:a"', orderby="displayName")
    assert searched.status == 400


def test_select_gives_only_what_was_asked(bench: Bench) -> None:
    found = bench.search('"displayName:Sam Rivera"', select="id,employeeId,accountEnabled")
    assert list(found.json["value"][0]) == ["id", "employeeId", "accountEnabled"]
    assert len(bench.search('"displayName:Sam Rivera"').json["value"][0]) == 11


def test_the_number_of_people_is_plain_text(bench: Bench) -> None:
    assert bench.get("/users/$count").answer.body == b"300"
    assert bench.graph("GET", "/users/$count").status == 400


def test_an_id_in_brackets_is_an_id(bench: Bench) -> None:
    assert bench.graph("GET", f"/users('{bench.person_id('sam.rivera')}')").status == 200


def test_photos_are_pictures_of_the_size_asked_for(bench: Bench) -> None:
    sam = f"/users/{bench.person_id('sam.rivera')}"
    for path, size in ((f"{sam}/photo/$value", 648), (f"{sam}/photos/240x240/$value", 240)):
        photo = bench.graph("GET", path)
        assert photo.header("Content-Type") == "image/png"
        body = photo.answer.body
        assert struct.unpack(">II", body[16:24]) == (size, size)
        start = body.index(b"IDAT")
        length = struct.unpack(">I", body[start - 4 : start])[0]
        pixels = zlib.decompress(body[start + 4 : start + 4 + length])
        assert len(pixels) == size * (size + 1)
    assert bench.graph("GET", f"{sam}/photos/7x7/$value").status == 400
    assert bench.graph("GET", f"{sam}/photo").json["width"] == 648
    without = f"/users/{bench.person_id('ase.unal')}/photo/$value"
    assert bench.graph("GET", without).status == 404


@pytest.mark.parametrize("path", ["/users", "/users/sam.rivera@practice.example", "/me"])
def test_people_cannot_be_changed(bench: Bench, path: str) -> None:
    for method in ("POST", "PATCH", "DELETE"):
        assert bench.graph(method, path, {"displayName": "x"}).status == 403


@pytest.mark.parametrize("path", ["/surprise", "/users/sam.rivera@practice.example/surprise", ""])
def test_paths_that_are_not_there_are_refused(bench: Bench, path: str) -> None:
    assert bench.graph("GET", path).status == 400


def test_nobody_is_called_as_the_sdk_calls_me(bench: Bench) -> None:
    assert bench.graph("GET", "/users/me-token-to-replace").status == 404


@pytest.mark.parametrize("path", ["/users/%zz", "/users/%ff"])
def test_a_bad_percent_encoding_is_refused(bench: Bench, path: str) -> None:
    assert bench.graph("GET", path).status == 400


def test_the_directory_is_made_from_the_seed() -> None:
    def names(seed: int) -> list[str]:
        return Bench(Options(people=200, seed=seed)).get("/users", top="200").names

    assert names(1) == names(1)
    assert names(1) != names(2)
    assert "Sam Rivera" in names(2)


def test_request_ids_come_back(bench: Bench) -> None:
    own = "0b8f2f6e-0000-4000-8000-000000000001"
    reply = bench.graph("GET", "/me", headers={"client-request-id": own})
    assert reply.header("client-request-id") == own
    assert reply.header("request-id")
    bad = bench.graph("GET", "/me", headers={"client-request-id": "a b"})
    assert bad.header("client-request-id") == bad.header("request-id")

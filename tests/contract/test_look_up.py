"""How a tenant's directory is searched, in pages, with photos and teams."""

from __future__ import annotations

import pytest

from tests.support.bare_graph import EVENTUAL, Asker, GraphUnderTest


def name_search(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    fields = ("displayName", "mail", "userPrincipalName")
    return " OR ".join(f'"{field}:{escaped}"' for field in fields)


def holder_of(graph: GraphUnderTest, supervisor: Asker) -> dict[str, str]:
    selection = "id,displayName,userPrincipalName,mail,employeeId"
    found = supervisor.ask("GET", f"/users/{graph.holder}", select=selection)
    assert found.status == 200
    document: dict[str, str] = found.document
    return document


def test_a_search_needs_the_consistency_header(supervisor: Asker) -> None:
    refused = supervisor.ask("GET", "/users", search='"displayName:a"', count="true")
    assert refused.status == 400
    assert refused.code == "Request_UnsupportedQuery"


def test_people_are_found_by_any_word_of_their_name(
    graph: GraphUnderTest, supervisor: Asker
) -> None:
    person = holder_of(graph, supervisor)
    for word in person["displayName"].split():
        found = supervisor.find(search=f'"displayName:{word}"', top="999")
        assert person["displayName"] in found.people


def test_people_are_found_by_the_beginning_of_mail_and_sign_in_name(
    graph: GraphUnderTest, supervisor: Asker
) -> None:
    person = holder_of(graph, supervisor)
    start = person["userPrincipalName"].partition("@")[0]
    found = supervisor.find(search=f'"mail:{start}" OR "userPrincipalName:{start}"')
    assert person["displayName"] in found.people
    inside = start.partition(".")[2]
    if inside:
        assert (
            person["displayName"]
            not in supervisor.find(search=f'"userPrincipalName:{inside}"').people
        )


def test_an_employee_number_is_found_by_a_filter(graph: GraphUnderTest, supervisor: Asker) -> None:
    number = holder_of(graph, supervisor)["employeeId"]
    if not number:
        pytest.skip("the holder has no employee number")
    name = holder_of(graph, supervisor)["displayName"]
    assert name in supervisor.find(filter=f"employeeId eq '{number}'").people
    assert (
        name in supervisor.find(filter=f"startsWith(employeeId,'{number[:-1]}')", top="999").people
    )
    assert supervisor.ask("GET", "/users", search=f'"employeeId:{number}"').status == 400


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("O'Neil", "Siobhán O'Neil-McCarthy"),
        ("siobhan", "Siobhán O'Neil-McCarthy"),
        ('"Bob"', 'Robert "Bob" Tables'),
        ("Back\\slash", "Chris Back\\slash"),
        ("Hoffmann #2", "Dana Hoffmann #2"),
        ("Per 100% Cent +", "Per 100% Cent + Co"),
        ("Ünal", "Åse Ünal-Çelik"),
        ("山田", "山田 太郎"),
        ("العلي", "محمد العلي"),
        ("כהן", "נועה כהן"),
        ("สมชาย", "สมชาย ใจดี"),
        ("शर्मा", "प्रिया शर्मा"),
        ("Щукина", "Екатерина Щукина"),
    ],
)
def test_names_of_every_kind_are_found(
    graph: GraphUnderTest, supervisor: Asker, text: str, name: str
) -> None:
    graph.upn(name)
    assert name in supervisor.find(search=name_search(text)).people


def test_a_quote_is_doubled_in_a_filter(graph: GraphUnderTest, supervisor: Asker) -> None:
    graph.upn("siobhan.oneil")
    by_name = supervisor.find(filter="startsWith(displayName,'Siobhán O''Neil')")
    assert by_name.people == ["Siobhán O'Neil-McCarthy"]
    assert supervisor.find(filter="startsWith(displayName,'Siobhán O'Neil')").status == 400


def test_a_quote_that_is_not_closed_is_refused(supervisor: Asker) -> None:
    assert supervisor.find(search='"displayName:Robert "Bob').status == 400


def test_a_page_is_100_by_default_and_999_at_most(graph: GraphUnderTest, supervisor: Asker) -> None:
    graph.upn("a tenant of more than a hundred people")
    page = supervisor.ask("GET", "/users")
    assert len(page.people) == 100
    assert "@odata.nextLink" in page.document
    assert len(supervisor.ask("GET", "/users", top="999").people) > 100
    assert supervisor.ask("GET", "/users", top="1000").status == 400
    assert supervisor.ask("GET", "/users", top="0").status == 400


def test_nothing_can_be_skipped(supervisor: Asker) -> None:
    assert supervisor.ask("GET", "/users", skip="10").status == 400


def test_the_next_page_wants_the_header_again(supervisor: Asker) -> None:
    page = supervisor.find(search='"displayName:a"', top="1", select="id,displayName")
    if "@odata.nextLink" not in page.document:
        pytest.skip("too few people")
    link = page.document["@odata.nextLink"]
    assert supervisor.ask("GET", link).status == 400
    following = supervisor.ask("GET", link, headers=EVENTUAL)
    assert following.status == 200
    assert following.people != page.people


def test_every_person_comes_on_exactly_one_page(supervisor: Asker) -> None:
    page = supervisor.find(search='"displayName:a"', top="7", select="id,displayName")
    total = page.document["@odata.count"]
    ids: list[str] = []
    for _ in range(200):
        ids += [person["id"] for person in page.document["value"]]
        if "@odata.nextLink" not in page.document:
            break
        page = supervisor.ask("GET", page.document["@odata.nextLink"], headers=EVENTUAL)
    assert len(ids) == len(set(ids)) == total


def test_only_what_was_selected_is_told(graph: GraphUnderTest, supervisor: Asker) -> None:
    person = supervisor.ask("GET", f"/users/{graph.holder}", select="id,accountEnabled")
    told = {name for name in person.document if not name.startswith("@")}
    assert told == {"id", "accountEnabled"}


def test_a_disabled_account_says_so(graph: GraphUnderTest, supervisor: Asker) -> None:
    name = graph.upn("dirk.abelsen")
    person = supervisor.ask("GET", f"/users/{name}", select="accountEnabled")
    assert person.document["accountEnabled"] is False


def test_somebody_unknown_is_not_found(supervisor: Asker) -> None:
    missing = supervisor.ask("GET", "/users/00000000-0000-4000-8000-000000000000")
    assert (missing.status, missing.code) == (404, "Request_ResourceNotFound")


def test_a_photo_is_a_picture_or_404(graph: GraphUnderTest, supervisor: Asker) -> None:
    for path in ("photo/$value", "photos/240x240/$value"):
        photo = supervisor.ask("GET", f"/users/{graph.holder}/{path}")
        assert photo.status in {200, 404}
        if photo.status == 200:
            assert photo.headers["Content-Type"].startswith("image/")


def test_somebody_without_a_photo_has_none_in_any_size(
    graph: GraphUnderTest, supervisor: Asker
) -> None:
    name = graph.upn("ase.unal")
    assert supervisor.ask("GET", f"/users/{name}/photo/$value").status == 404
    assert supervisor.ask("GET", f"/users/{name}/photos/240x240/$value").status == 404


def test_a_team_comes_in_pages_of_up_to_999(supervisor: Asker) -> None:
    group = supervisor.ask("GET", "/groups", top="1").document["value"][0]["id"]
    for relation in ("members", "transitiveMembers"):
        assert supervisor.ask("GET", f"/groups/{group}/{relation}", top="999").status == 200
        assert supervisor.ask("GET", f"/groups/{group}/{relation}", top="1000").status == 400


def test_the_people_of_a_team_can_be_asked_for_alone(supervisor: Asker) -> None:
    group = supervisor.ask("GET", "/groups", top="1").document["value"][0]["id"]
    users = "microsoft.graph.user"
    direct = supervisor.ask("GET", f"/groups/{group}/members/{users}", top="999")
    assert direct.status == 200
    deep = f"/groups/{group}/transitiveMembers/{users}"
    assert supervisor.ask("GET", deep, None, EVENTUAL, top="999", count="true").status == 200

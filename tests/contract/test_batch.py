"""Many requests in one: the whole says nothing about its parts."""

from __future__ import annotations

from typing import Any

from tests.support.bare_graph import Asker, method_of


def parts(*urls: str) -> dict[str, list[dict[str, str]]]:
    return {
        "requests": [
            {"id": str(number), "method": "GET", "url": url} for number, url in enumerate(urls)
        ]
    }


def by_id(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {part["id"]: part for part in document["responses"]}


def test_each_part_has_its_own_answer(supervisor: Asker, holder: str, newcomer: str) -> None:
    paths = (method_of(holder), method_of(newcomer), "/me", "/nowhere")
    answer = supervisor.ask("POST", "/$batch", parts(*paths))
    assert answer.status == 200
    found = by_id(answer.document)
    assert found["0"]["status"] == 200
    assert found["0"]["body"]["pin"]["code"] is None
    assert found["1"]["status"] == 404
    assert found["2"]["body"]["id"]
    assert found["3"]["status"] == 400


def test_twenty_are_the_most(supervisor: Asker) -> None:
    assert supervisor.ask("POST", "/$batch", parts(*["/me"] * 20)).status == 200
    assert supervisor.ask("POST", "/$batch", parts(*["/me"] * 21)).status == 400


def test_answers_are_told_apart_by_their_ids_only(supervisor: Asker) -> None:
    answer = supervisor.ask("POST", "/$batch", parts(*["/me?$select=id"] * 20))
    assert set(by_id(answer.document)) == {str(number) for number in range(20)}


def test_a_search_in_a_part_brings_its_own_header(supervisor: Asker) -> None:
    url = "/users?$search=%22displayName%3ASam%22&$count=true&$top=3"
    with_header = parts(url, url)
    with_header["requests"][0]["headers"] = {"ConsistencyLevel": "eventual"}  # type: ignore[assignment]  # a part's one field that is no text
    found = by_id(supervisor.ask("POST", "/$batch", with_header).document)
    assert found["0"]["status"] == 200
    assert found["1"]["status"] == 400


def test_a_photo_in_a_part_is_text_of_base64(supervisor: Asker, holder: str) -> None:
    answer = supervisor.ask("POST", "/$batch", parts(f"/users/{holder}/photo/$value"))
    part = by_id(answer.document)["0"]
    assert part["status"] in {200, 404}
    if part["status"] == 200:
        assert isinstance(part["body"], str)


def test_a_batch_inside_a_batch_is_refused(supervisor: Asker) -> None:
    answer = supervisor.ask("POST", "/$batch", parts("/$batch"))
    assert answer.status == 400 or by_id(answer.document)["0"]["status"] == 400

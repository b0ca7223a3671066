"""People are found by what supervisors type, however their names are written."""

from __future__ import annotations

import pytest

from kiosk.models.cancellation import CancelToken
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.settings import GraphVersion
from kiosk.services.graph.people import FOUND_MAX
from tests.support.own_token import OneToken, token_for
from tests.support.station_services import StationServices, SufferingTenant, services_for

LONG_NAME = "Maximiliane-Alexandrina von Hohenstaufen-Schwarzenbergstein zu Lichtenfels"


def names(services: StationServices, text: str) -> list[str]:
    return [person.display_name for person in services.people.search(text, CancelToken()).people]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Sam Rivera", "Sam Rivera"),
        ("  sam \t riv  ", "Sam Rivera"),
        ("sam.rivera@practice.example", "Sam Rivera"),
        ("100042", "Sam Rivera"),
        ("EMP-0000-0000-16", "Siobhán O'Neil-McCarthy"),
        ("O'Neil", "Siobhán O'Neil-McCarthy"),
        ("Siobhán", "Siobhán O'Neil-McCarthy"),
        ('Robert "Bob"', 'Robert "Bob" Tables'),
        ("Kai Smith & Sons", "Kai Smith & Sons"),
        ("Smith & Sons", "Kai Smith & Sons"),
        ("Back\\slash", "Chris Back\\slash"),
        ("Hoffmann #2", "Dana Hoffmann #2"),
        ("Per 100% Cent + Co", "Per 100% Cent + Co"),
        ("Lee (Guest)", "Lee (Guest)"),
        ("lee_contoso.com#EXT#", "Lee (Guest)"),
        ("lee@contoso.example", "Lee (Guest)"),
        ("Åse Ünal", "Åse Ünal-Çelik"),
        ("山田", "山田 太郎"),
        ("محمد العلي", "محمد العلي"),
        ("כהן", "נועה כהן"),
        ("ใจดี", "สมชาย ใจดี"),
        ("प्रिया", "प्रिया शर्मा"),
        ("щукина", "Екатерина Щукина"),
        ("Παπαδοπούλου", "Ελένη Παπαδοπούλου"),
        ("von Hohenstaufen", LONG_NAME),
    ],
)
def test_everybody_is_found(services: StationServices, text: str, name: str) -> None:
    assert name in names(services, text)


@pytest.mark.parametrize(
    "text",
    ["", "   ", "\x00", "\ud800", '"', "\\", "'", "&", "& &", "#", "%", "+", ":", "()", "OR"],
)
def test_odd_signs_find_nobody_and_do_no_harm(services: StationServices, text: str) -> None:
    found = services.people.search(text, CancelToken())
    assert len(found.people) <= FOUND_MAX


def test_a_whole_novel_in_the_field_does_no_harm(services: StationServices) -> None:
    assert names(services, "lorem ipsum \U0001f600" * 5_000) == []


def test_nobody_comes_twice(services: StationServices, tenant: SufferingTenant) -> None:
    tenant.suffer()
    found = names(services, "sam.rivera")
    assert found.count("Sam Rivera") == 1


def test_what_is_known_of_a_person_is_shown(services: StationServices) -> None:
    (sam,) = services.people.search("100042", CancelToken()).people
    assert sam.employee_id == "100042"
    assert sam.job_title == "Cashier"
    assert sam.mail.startswith("sam.rivera@")
    assert sam.account_enabled is True
    assert services.people.person(sam.id, CancelToken()) == sam
    assert services.people.person(sam.user_principal_name, CancelToken()) == sam


def test_a_disabled_account_is_marked(services: StationServices) -> None:
    (dirk,) = services.people.search("100050", CancelToken()).people
    assert dirk.account_enabled is False


def test_a_guest_is_reached_by_a_name_with_a_hash(
    services: StationServices, tenant: SufferingTenant
) -> None:
    name = tenant.upn("lee_contoso.com#EXT#")
    assert services.people.person(name, CancelToken()).display_name == "Lee (Guest)"


def test_somebody_who_is_gone_is_told(services: StationServices) -> None:
    with pytest.raises(StationError) as caught:
        services.people.person("00000000-0000-4000-8000-000000000000", CancelToken())
    assert caught.value.code is ErrorCode.PERSON_NOT_FOUND


def test_too_many_hits_say_that_there_are_more(services: StationServices) -> None:
    many = services.people.search("1", CancelToken())
    assert len(many.people) == FOUND_MAX
    assert many.more
    assert not services.people.search("Rivera", CancelToken()).more


def test_an_empty_page_is_not_the_last(services: StationServices, tenant: SufferingTenant) -> None:
    tenant.suffer("empty-page@GET /users:2")
    assert "Sam Rivera" in names(services, "Rivera")
    assert len(tenant.asked) == 3
    assert all(request.header("consistencylevel") == "eventual" for request in tenant.asked)


def test_pages_without_end_are_not_read_without_end(
    services: StationServices, tenant: SufferingTenant
) -> None:
    tenant.suffer("empty-page@GET /users")
    found = services.people.search("Rivera", CancelToken())
    assert found.people == ()
    assert found.more
    assert len(tenant.asked) <= 5 + 1


def test_a_photo_is_a_picture_and_who_has_none_has_none(
    services: StationServices, tenant: SufferingTenant
) -> None:
    sam, ase = tenant.person("sam.rivera"), tenant.person("ase.unal")
    photo = services.people.photo(sam.id, CancelToken())
    assert photo is not None
    assert photo.startswith(b"\x89PNG")
    assert services.people.photo(ase.id, CancelToken()) is None
    small = services.people.photos([sam, ase], CancelToken())
    assert set(small) == {sam.id}
    assert small[sam.id].startswith(b"\x89PNG")


def test_who_has_a_badge_is_told_in_one_request(
    services: StationServices, tenant: SufferingTenant
) -> None:
    sam, newcomer = tenant.person("sam.rivera"), tenant.newcomers()[0]
    assert services.methods.which_have_one([sam, newcomer], CancelToken()) == {
        sam.id: True,
        newcomer.id: False,
    }
    assert services.methods.which_have_one([], CancelToken()) == {}


def test_a_part_that_fails_leaves_the_others_alone(
    services: StationServices, tenant: SufferingTenant
) -> None:
    sam, newcomer = tenant.person("sam.rivera"), tenant.newcomers()[0]
    tenant.suffer(f"429@GET /users/{sam.id}")
    known = services.methods.which_have_one([sam, newcomer], CancelToken())
    assert known == {newcomer.id: False}


def test_who_is_signed_in_is_known(services: StationServices, tenant: SufferingTenant) -> None:
    me = services.people.me(CancelToken())
    assert me.id == tenant.practice.administrator.id


# Where only the basic profile may be read


@pytest.fixture(scope="module")
def _basic_token(_tenant: SufferingTenant) -> OneToken:
    practice = _tenant.practice
    scopes = ("User.Read", "User.ReadBasic.All", "UserAuthMethod-QR.ReadWrite.All")
    return token_for(practice, practice.administrator, *scopes)


@pytest.fixture
def basic(
    tenant: SufferingTenant, version: GraphVersion, _basic_token: OneToken
) -> StationServices:
    tenant.suffer()
    return services_for(tenant.practice, version, tokens=_basic_token)


@pytest.mark.parametrize("text", ["Rivera", "sam.rivera", "Hoffmann #2", "Kai Smith & Sons", "lee"])
def test_look_up_goes_on_with_the_basic_profile(basic: StationServices, text: str) -> None:
    assert names(basic, text)


def test_an_employee_number_finds_nobody_where_it_may_not_be_read(basic: StationServices) -> None:
    assert names(basic, "100042") == []
    (sam,) = basic.people.search("Sam Rivera", CancelToken()).people
    assert sam.employee_id == ""
    assert sam.account_enabled is None


def test_the_full_profile_is_asked_for_in_vain_only_once(
    basic: StationServices, tenant: SufferingTenant
) -> None:
    names(basic, "Rivera")
    tenant.suffer()
    names(basic, "Hoffmann #2")
    names(basic, "Rivera")
    assert len(tenant.asked) == 2

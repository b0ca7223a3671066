"""What the tenant knows about one person, and the people who are there whatever the seed."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field

from kiosk.practice.roles import Role
from kiosk.practice.seeds import Seed

DOMAIN = "practice.example"


class Credential(enum.Enum):
    """The state a person's QR code method is in when the tenant starts."""

    USED = "used"
    FRESH = "fresh"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    TEMPORARY = "temporary"
    EXPIRED_BESIDE_TEMPORARY = "expired beside temporary"
    AT_LIMIT = "at limit"
    LATER = "later"
    NO_BADGE = "no badge"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the directory; ``row`` is the place in the order of sign-in names."""

    row: int
    number: int
    seed: Seed = field(repr=False, compare=False)
    display_name: str
    given_name: str
    surname: str
    user_principal_name: str
    mail: str | None
    employee_id: str | None
    job_title: str
    department: str
    office: str
    shop: int | None
    enabled: bool
    guest: bool
    has_photo: bool
    contractor: bool
    credential: Credential
    roles: tuple[Role, ...] = ()
    unit_of_role: int | None = None

    @property
    def id(self) -> str:
        """The object id."""
        return self.seed.numbered_guid(self.number, "person")


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person who is there whatever the seed; ``account`` ones have a password to sign in."""

    given: str
    surname: str
    name: str
    employee_id: str | None
    shop: int | None = 0
    display: str = ""
    job: str = "Sales Associate"
    department: str = "Sales"
    mail: str | None = ""
    enabled: bool = True
    photo: bool = True
    contractor: bool = False
    credential: Credential = Credential.USED
    roles: tuple[Role, ...] = ()
    unit_of_role: int | None = None
    account: bool = False
    second_factor: bool = False

    @property
    def guest(self) -> bool:
        """Whether they are a guest from another tenant."""
        return "#EXT#" in self.name

    @property
    def display_name(self) -> str:
        """The name that others see."""
        return self.display or f"{self.given} {self.surname}"


def _account(
    given: str,
    surname: str,
    employee_id: str,
    *roles: Role,
    unit: int | None = None,
    second_factor: bool = False,
    shop: int | None = None,
) -> KnownPerson:
    return KnownPerson(
        given,
        surname,
        f"{given}.{surname}".lower(),
        employee_id,
        shop=shop,
        job="Store Supervisor" if shop is not None else "Badge Administrator",
        department="Operations",
        roles=roles,
        unit_of_role=unit,
        account=True,
        second_factor=second_factor,
    )


KNOWN_PEOPLE = (
    _account("Ada", "Brandt", "900001", Role.AUTHENTICATION),
    _account("Pia", "Hallberg", "900002", Role.PRIVILEGED_AUTHENTICATION),
    _account("Nils", "Okafor", "900003", shop=0),
    _account("Sara", "Lemaire", "900004", Role.AUTHENTICATION, unit=0, shop=0),
    _account("Mika", "Tanaka", "900005", Role.AUTHENTICATION, second_factor=True),
    _account("Gita", "Rao", "900006", Role.AUTHENTICATION, Role.GLOBAL_READER),
    KnownPerson("Sam", "Rivera", "sam.rivera", "100042", job="Cashier"),
    KnownPerson(
        "Noa", "Lindqvist", "noa.lindqvist", "100043", 1, job="Baker", department="Food",
        credential=Credential.NONE,
    ),
    KnownPerson("Eva", "Sundberg", "eva.sundberg", "100044", credential=Credential.EXPIRING),
    KnownPerson("Otto", "Ferrand", "otto.ferrand", "100045", 1, credential=Credential.EXPIRED),
    KnownPerson("Tara", "Whitlock", "tara.whitlock", "100046", credential=Credential.TEMPORARY),
    KnownPerson("Finn", "Delgado", "finn.delgado", "100047", 2, credential=Credential.FRESH),
    KnownPerson("Lia", "Morgenstern", "lia.morgenstern", "100048", credential=Credential.LATER),
    KnownPerson("Uma", "Castellan", "uma.castellan", "100049", credential=Credential.NO_BADGE),
    KnownPerson("Dirk", "Abelsen", "dirk.abelsen", "100050", enabled=False),
    KnownPerson("Cora", "Whitmore", "cora.whitmore", "100051", contractor=True,
                credential=Credential.NONE),
    KnownPerson("Gwen", "Aldridge", "gwen.aldridge", "100060", None, job="IT Manager",
                department="IT", roles=(Role.GLOBAL,), account=True),
    KnownPerson("Hal", "Petrov", "hal.petrov", "100061", job="IT Support", department="IT",
                roles=(Role.HELPDESK,)),
    KnownPerson("Rita", "Solberg", "rita.solberg", "100062", job="Analyst", department="Finance",
                roles=(Role.REPORTS_READER,)),
    KnownPerson("Paul", "Winter", "paul.winter", "100063", job="IT Support", department="IT",
                roles=(Role.PASSWORD,)),
    KnownPerson("Siobhán", "O'Neil-McCarthy", "siobhan.oneil", "EMP-0000-0000-16"),
    KnownPerson("Robert", "Tables", "bob.tables", "100070", display='Robert "Bob" Tables'),
    KnownPerson("Kai", "Smith & Sons", "kai.smith", "100071", display="Kai Smith & Sons"),
    KnownPerson("Chris", "Back\\slash", "chris.backslash", "100072"),
    KnownPerson("Dana", "Hoffmann #2", "dana.hoffmann.second", "100073"),
    KnownPerson("Per", "Cent", "per.cent", "100074", display="Per 100% Cent + Co"),
    KnownPerson("Lee", "Contoso", "lee_contoso.com#EXT#", None, display="Lee (Guest)",
                mail="lee@contoso.example", job="Consultant"),
    KnownPerson("Åse", "Ünal-Çelik", "ase.unal", "100076", 3, photo=False),
    KnownPerson("太郎", "山田", "taro.yamada.first", "100077", display="山田 太郎"),
    KnownPerson("محمد", "العلي", "mohammed.alali.first", "100078"),
    KnownPerson("נועה", "כהן", "noa.cohen.first", "100079"),
    KnownPerson("สมชาย", "ใจดี", "somchai.jaidee.first", "100080"),
    KnownPerson("प्रिया", "शर्मा", "priya.sharma.first", "100081"),
    KnownPerson("Екатерина", "Щукина", "ekaterina.shchukina", "100082"),
    KnownPerson("Ελένη", "Παπαδοπούλου", "eleni.papadopoulou", "100083"),
    KnownPerson("Noor", "Vandenberghe", "noor.vandenberghe", None, mail=None, photo=False),
    KnownPerson(
        "Maximiliane-Alexandrina", "von Hohenstaufen-Schwarzenbergstein zu Lichtenfels",
        "maximiliane", "100085", photo=False,
    ),
    KnownPerson("Milo", "Hartigan", "milo.hartigan", "100052",
                credential=Credential.EXPIRED_BESIDE_TEMPORARY),
    KnownPerson("Vera", "Kimball", "vera.kimball", "100053", credential=Credential.AT_LIMIT),
    KnownPerson("Theo", "Marchbank", "theo.marchbank", "100054", enabled=False,
                credential=Credential.NONE),
    KnownPerson("Rosa", "Delacroix", "rosa.delacroix", "100055", contractor=True),
    KnownPerson("ياسمين", "القاسم", "yasmin.alqasem", "100056", credential=Credential.EXPIRING),
)  # fmt: skip

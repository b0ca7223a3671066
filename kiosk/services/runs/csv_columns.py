"""Which columns of a table say who is meant, by what people and programs write above them.

Known are the words of English, German, French, Spanish, Italian, Dutch, Portuguese and Polish.
A mailbox that is not the employer's is none of them: 'Private e-mail' names nobody here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from kiosk.services.runs.csv_text import SEPARATORS


class ColumnKind(Enum):
    """What a column says."""

    OBJECT_ID = auto()
    SIGN_IN_NAME = auto()
    MAIL = auto()
    EMPLOYEE_ID = auto()
    LOOKS = auto()
    """An id or a sign-in name, to be told by its look."""
    MAYBE_OBJECT_ID = auto()
    """Any kind of id; only one that looks like the directory's counts."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column that names people; `index` counts from 0."""

    index: int
    kind: ColumnKind


def columns_of(header: Sequence[str]) -> list[Column]:
    """Return the columns that name people; of two of a kind the surer one stands first."""
    found = [
        (meaning[0], index, meaning[1])
        for index, cell in enumerate(header)
        if cell and (meaning := _meaning(cell)) is not None
    ]
    return [Column(index, kind) for _, index, kind in sorted(found, key=lambda one: one[:2])]


def plain(text: str) -> str:
    """Return the letters and digits of a header, without case, accents and anything else."""
    whole = unicodedata.normalize("NFKD", text.replace("#", "no")).casefold().replace("ł", "l")
    return "".join(letter for letter in whole if letter.isalnum())


_SURE_SIGN_IN_NAMES = """
    userPrincipalName, UPN, principal name, user principal name (UPN), UPN name, user UPN,
    Benutzerprinzipalname, nom d'utilisateur principal, nom principal de l'utilisateur,
    nom principal d'utilisateur, nom UPN, nombre principal de usuario,
    nombre principal del usuario, nombre UPN, nome principale utente,
    nome dell'entità utente, nome entità utente, nome UPN, user principal naam,
    principal-naam van gebruiker, nome principal do usuário, nome principal de usuário,
    nome principal do utilizador, nome principal de utilizador, główna nazwa użytkownika,
    nazwa główna użytkownika, nazwa UPN
"""
_SIGN_IN_NAMES = """
    sign-in name, sign-in, user sign-in name, login, login name, login ID, logon, logon name,
    user logon name, user login, username, user name, user, user account, user account name,
    account, account name, work account, company account, Microsoft 365 account, M365 account,
    Office 365 account, Entra account, Azure AD account, Microsoft account,
    Benutzername, Benutzer, Benutzerkonto, Benutzerkennung, Benutzeranmeldename, Anmeldename,
    Anmeldung, Anmeldekonto, Anmeldekennung, Konto, Kontoname, Nutzername, Nutzerkonto,
    Nutzerkennung, Nutzer, Kennung, Loginname, User-Kennung, Usernamen,
    nom d'utilisateur, nom utilisateur, nom de l'utilisateur, utilisateur, nom de connexion,
    identifiant de connexion, nom d'ouverture de session, nom de session, compte, nom du compte,
    nom de compte, compte utilisateur, compte d'utilisateur,
    nombre de usuario, nombre usuario, nombre del usuario, usuario, cuenta, cuenta de usuario,
    nombre de cuenta, nombre de la cuenta, inicio de sesión, nombre de inicio de sesión,
    nombre de inicio,
    nome utente, utente, nome di accesso, nome accesso, account utente, nome account,
    nome dell'account, nome di login,
    gebruikersnaam, gebruiker, gebruikersaccount, aanmeldnaam, aanmeldingsnaam, inlognaam,
    loginnaam, inlog, accountnaam,
    nome de usuário, nome do usuário, usuário, nome de utilizador, nome do utilizador, utilizador,
    conta, nome da conta, conta de usuário, conta de utilizador, conta do usuário,
    conta do utilizador, nome de login, nome de início de sessão, nome de entrada,
    nazwa użytkownika, użytkownik, nazwa logowania, nazwa konta, konto użytkownika,
    login użytkownika, nazwa loginu
"""
_MAILS = """
    mail, e-mail, email, mail address, e-mail address, primary mail, primary e-mail,
    primary e-mail address, primary SMTP address, primary SMTP, SMTP address, SMTP,
    work e-mail, work mail, work e-mail address, e-mail work, e-mail primary work,
    business e-mail, business e-mail address, e-mail business, company e-mail,
    company e-mail address, corporate e-mail, corporate e-mail address, office e-mail,
    official e-mail, employee e-mail, employee e-mail address, user e-mail, user e-mail address,
    staff e-mail, e-mail ID, e-mail 1, e-mail address 1, e-mail 1 value, work contact work e-mail,
    e-mail address to invite, invitee e-mail, invited user e-mail address, Windows e-mail address,
    E-Mail-Adresse, Mailadresse, E-Mail-Adressen, dienstliche E-Mail, dienstliche E-Mail-Adresse,
    E-Mail dienstlich, E-Mail-Adresse dienstlich, geschäftliche E-Mail,
    geschäftliche E-Mail-Adresse, E-Mail geschäftlich, E-Mail-Adresse geschäftlich,
    Firmen-E-Mail, Firmenmail, primäre E-Mail, primäre E-Mail-Adresse, E-Mail Arbeit,
    courriel, adresse courriel, adresse mail, adresse e-mail, adresse électronique,
    adresse de messagerie, adresse de messagerie électronique, messagerie, mél, adresse mél,
    adresse de courriel, courrier électronique, adresse de courrier électronique,
    e-mail professionnel, mail professionnel, courriel professionnel,
    adresse e-mail professionnelle, adresse mail professionnelle, mail pro, e-mail pro,
    adresse e-mail principale, e-mail principal,
    correo, correo electrónico, e-mail corporativo, correo corporativo,
    correo electrónico corporativo, dirección de correo, dirección de correo electrónico,
    dirección correo electrónico, dirección e-mail, dirección de e-mail, dirección electrónica,
    correo de trabajo, correo electrónico del trabajo, correo laboral, correo profesional,
    correo empresa, correo de empresa, correo de la empresa, correo principal,
    posta elettronica, indirizzo e-mail, indirizzo mail, indirizzo di posta elettronica,
    indirizzo di posta, indirizzo posta elettronica, e-mail aziendale, mail aziendale,
    indirizzo e-mail aziendale, e-mail lavoro, e-mail di lavoro,
    e-mailadres, mailadres, zakelijk e-mailadres, zakelijke e-mail, e-mail zakelijk,
    e-mailadres zakelijk, e-mailadres werk, e-mail werk, werkmail, werk e-mail,
    correio eletrónico, correio eletrônico, correio electrónico, endereço de e-mail,
    endereço e-mail, endereço eletrónico, endereço eletrônico, endereço de correio eletrónico,
    endereço de correio eletrônico, e-mail profissional, e-mail institucional,
    e-mail da empresa, e-mail de trabalho, e-mail principal,
    adres e-mail, adres mailowy, adres poczty, adres poczty elektronicznej, poczta,
    poczta elektroniczna, e-mail służbowy, mail służbowy, służbowy e-mail, służbowy adres e-mail,
    adres e-mail służbowy, poczta służbowa
"""
_OBJECT_IDS = """
    object ID, Azure AD object ID, Azure object ID, AAD object ID, Entra object ID,
    Microsoft Entra object ID, user object ID, directory object ID, external directory object ID,
    Objekt-ID, Objektkennung, Benutzerobjekt-ID, ID d'objet, ID objet, ID de l'objet,
    identifiant d'objet, identifiant de l'objet, identificateur d'objet, ID de objeto,
    ID del objeto, identificador de objeto, ID oggetto, ID dell'oggetto, object-id van gebruiker,
    ID do objeto, identificador do objeto, ID objeto, ID obiektu, identyfikator obiektu
"""
_LOOKS = """
    member object ID or user principal name, memberObjectIdOrUpn, object ID or UPN,
    object ID or user principal name, UPN or object ID, ID or UPN, person ID, user ID, user GUID,
    Entra ID, Azure AD ID, Azure ID, Benutzer-ID, Nutzer-ID, Anmelde-ID, identifiant,
    identifiant utilisateur, ID utilisateur, identifiant de l'utilisateur, ID de usuario,
    ID usuario, ID utente, identificativo utente, gebruikers-ID, ID do usuário, ID de usuário,
    ID do utilizador, ID de utilizador, ID użytkownika, identyfikator użytkownika
"""
_MAYBE_OBJECT_IDS = "ID, GUID, UUID, AAD ID"
_NUMBERS_ALONE = """
    matricule, matricola, matrícula, legajo, PERNR, nr ewid, nr ew
"""

_NUMBER = (
    "id|ids|identifier|identification|identificador|identificativo|identifiant|identyfikator|"
    "number|num|nbr|no|nr|nummer|numero|numer|code|codigo|codice|clave|key|kennung|kennziffer"
)
_WORKER_FIRST = (
    "employee|empl|emp|staff|staffmember|personnel|worker|associate|teammember|payroll|"
    "colleague|personal|personalstamm|pers|mitarbeiter|mitarbeiterinnen|mitarbeitenden|"
    "arbeitnehmer|angestellten|beschaftigten|stamm|dienst|personeels|personeel|medewerkers|"
    "medewerker|werknemers|werknemer|employe|salarie"
)
_WORKER_LAST = (
    "employe|salarie|agent|personnel|matricule|collaborateur|empleado|empleada|trabajador|"
    "personal|legajo|nomina|colaborador|matricola|dipendente|dipendenti|personale|"
    "funcionario|empregado|trabalhador|matricula|mecanografico|pracownika|pracowniczy|kadrowy|"
    "ewidencyjny|osobowy|personalny|sluzbowy|employee"
)
_EMPLOYEE_NUMBER = re.compile(
    # 'Personal ID' and 'personal number' are the state's in some languages.
    r"(?!personal(?:id|number|identification|code)\Z)"
    rf"(?:(?:{_WORKER_FIRST})s?(?:{_NUMBER})"
    r"|ma(?:nr|nummer)"
    rf"|(?:{_NUMBER}|n)(?:de|del|della|di|do|da|d|du)?(?:{_WORKER_LAST})"
    r"|matricul[ae](?:d|du|de|do)?(?:agent|salarie|employe|funcionario|empleado|colaborador)"
    r"|matricola(?:del)?dipendente)"
)
# Entra's templates: 'User name [userPrincipalName] Required'
_PROPERTY = re.compile(r"\[([^\[\]]*)\]")
_REQUIRED = re.compile(r"(?<=.)(?:required|mandatory|optional|erforderlich|pflichtfeld|pflicht)\Z")
_HEADER_CHARACTERS_MAX = 200


def _meanings() -> dict[str, tuple[int, ColumnKind]]:
    found: dict[str, tuple[int, ColumnKind]] = {}
    for rank, (kind, words) in enumerate(
        (
            (ColumnKind.SIGN_IN_NAME, _SURE_SIGN_IN_NAMES),
            (ColumnKind.OBJECT_ID, _OBJECT_IDS),
            (ColumnKind.SIGN_IN_NAME, _SIGN_IN_NAMES),
            (ColumnKind.MAIL, _MAILS),
            (ColumnKind.EMPLOYEE_ID, _NUMBERS_ALONE),
            (ColumnKind.LOOKS, _LOOKS),
            (ColumnKind.MAYBE_OBJECT_ID, _MAYBE_OBJECT_IDS),
        )
    ):
        for word in words.split(","):
            found.setdefault(plain(word), (rank, kind))
    return found


_MEANINGS = _meanings()
_EMPLOYEE_NUMBER_MEANING = (_MEANINGS["pernr"][0], ColumnKind.EMPLOYEE_ID)


def _meaning(header: str) -> tuple[int, ColumnKind] | None:
    """Return what a header says and how sure that is, the surest 0; None if it names nobody."""
    # With another separator these would be several headers.
    if len(header) > _HEADER_CHARACTERS_MAX or any(one in header for one in SEPARATORS):
        return None
    for text in (*_PROPERTY.findall(header), header):
        word = _REQUIRED.sub("", plain(text))
        if meaning := _MEANINGS.get(word):
            return meaning
        if _EMPLOYEE_NUMBER.fullmatch(word):
            return _EMPLOYEE_NUMBER_MEANING
    return None

"""The lists that people really have: from spreadsheets, directories, pay-rolls and by hand."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from kiosk.models.cancellation import CancelToken, WorkCancelledError
from kiosk.models.errors import ErrorCode, StationError
from kiosk.models.run import Listed
from kiosk.services.runs.csv_list import read_list

SAM = "sam.rivera@shop.example"
KIM = "kim.essay@shop.example"
GUID = "9832aad8-e4fe-496b-a604-95c6ef01ae75"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "people.csv"


def read(file: Path, content: bytes | str) -> list[Listed]:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read_list(file))


def refused(file: Path, content: bytes | str) -> ErrorCode:
    with pytest.raises(StationError) as caught:
        read(file, content)
    assert caught.value.values == {"file": str(file)}
    return caught.value.code


def by_name(line: int, name: str = SAM) -> Listed:
    return Listed(line, name, sign_in_name=name)


def by_mail(line: int, mail: str = SAM) -> Listed:
    return Listed(line, mail, mail=mail)


def by_number(line: int, number: str) -> Listed:
    return Listed(line, number, employee_id=number)


def by_look(line: int, address: str = SAM) -> Listed:
    return Listed(line, address, sign_in_name=address, mail=address)


def nobody(line: int, said: str) -> Listed:
    return Listed(line, said)


# Headers

SIGN_IN_NAMES = """
UserPrincipalName|User principal name|user_principal_name|UPN|upn |Sign-in name|Sign in name|Login
Login name|Logon Name|Username|User name|USER NAME|USER|Account|Benutzername|Anmeldename
Benutzer|Benutzerprinzipalname|Nom d'utilisateur|Nom d\u2019utilisateur|Utilisateur
Nombre de usuario|Usuario|Inicio de sesión|Nome utente|Gebruikersnaam|Aanmeldnaam|Inlognaam
Nome de usuário|Nome de utilizador|Utilizador|Nazwa użytkownika|Użytkownik|sign_in_name
User name [userPrincipalName] Required|ＵＰＮ|Identifiant de connexion
"""
MAILS = """
E-Mail|E-mail address|Mail|mail|e mail|EMAIL|Email Address|primary email|Primary SMTP Address
PrimarySmtpAddress|Work e-mail|Email (work)|E-Mail-Adresse|E\u2011Mail\u2011Adresse|Mailadresse
E-Mail (dienstlich)|Courriel|Adresse e-mail|Adresse électronique|ADRESSE ELECTRONIQUE
Correo electrónico|Correo|Dirección de correo electrónico|Posta elettronica|Indirizzo e-mail
E-mailadres|Correio eletrónico|Correio eletrônico|Endereço de e-mail|Adres e-mail
Adres poczty elektronicznej|E-mail służbowy|Email address to invite [inviteeEmail] Required
E-mail*|Mail:
"""
NUMBERS = """
Employee ID|EmployeeId|employee_id|Employee Number|employeeNumber|Emp. no.|Emp #|Empl. No|EmpID
Employee #|Personnel number|Personnel No.|Staff no|Staff number|Staff ID|Worker ID|Payroll Number
Associate ID|Team member ID|Personalnummer|Personal-Nr.|Personal Nr|PersNr|Pers.-Nr.|Pers. Nr.
Mitarbeiternummer|Mitarbeiter-ID|Mitarbeiter-Nr.|MA-Nr.|Stammnummer|PERNR|Matricule|N° matricule
Numéro d'employé|N° salarié|Número de empleado|N.º de empleado|Nº empleado|ID de empleado|Legajo
Código de empleado|Matricola|N. matricola|Numero di matricola|Codice dipendente|Personeelsnummer
Personeelsnr.|Medewerkernummer|Werknemersnummer|Matrícula|Número de funcionário|Nº do colaborador
Número mecanográfico|Numer pracownika|Nr pracownika|ID pracownika|Identyfikator pracownika
Nr ewidencyjny
"""
OBJECT_IDS = """
Object ID|objectId|Object-Id|Entra object ID|Azure AD Object ID|Id|ID|id|Objekt-ID|ID d'objet
ID de objeto|ID oggetto|ID obiektu|person_id|User ID
Member object ID or user principal name [memberObjectIdOrUpn] Required
"""


def words(text: str) -> list[str]:
    return [word for line in text.strip().splitlines() for word in line.split("|")]


@pytest.mark.parametrize("header", words(SIGN_IN_NAMES))
def test_a_column_of_sign_in_names_is_known_by_its_header(file: Path, header: str) -> None:
    assert read(file, f"Name;{header};Store\nSam;{SAM};7\n") == [by_name(2)]


@pytest.mark.parametrize("header", words(MAILS))
def test_a_column_of_mail_addresses_is_known_by_its_header(file: Path, header: str) -> None:
    assert read(file, f"Name,{header},Store\nSam,{SAM},7\n") == [by_mail(2)]


@pytest.mark.parametrize("header", words(NUMBERS))
def test_a_column_of_employee_numbers_is_known_by_its_header(file: Path, header: str) -> None:
    assert read(file, f"Name\t{header}\tStore\nSam\t00123\t7\n") == [by_number(2, "00123")]


@pytest.mark.parametrize("header", words(OBJECT_IDS))
def test_a_column_of_object_ids_is_known_by_its_header(file: Path, header: str) -> None:
    expected = [Listed(2, GUID, object_id=GUID)]
    assert read(file, f"Name,{header}\nSam,{GUID}\n") == expected


@pytest.mark.parametrize(
    "header",
    [
        "Name", "Manager e-mail", "Private e-mail", "E-Mail (privat)", "Vorgesetzter", "Telefon",
        "Personal number", "Phone number", "Badge", "Employee", "Display name", "Mailbox type",
    ],
)  # fmt: skip
def test_other_columns_name_nobody(file: Path, header: str) -> None:
    assert refused(file, f"Name;{header}\nSam;{SAM}\n") is ErrorCode.LIST_WITHOUT_PEOPLE


def test_what_steers_in_a_line_is_not_said(file: Path) -> None:
    (listed,) = read(file, 'UPN;Name\n;"Sam \u202egniR\u2069"\n')
    assert listed.said == "Sam gniR"


def test_an_id_of_another_program_is_no_object_id(file: Path) -> None:
    assert refused(file, "Id,Name\n17,Sam\n") is ErrorCode.LIST_WITHOUT_PEOPLE
    assert read(file, f"Id,Mail\n17,{SAM}\n") == [by_mail(2)]
    assert read(file, f"Id,Mail\n{GUID},\n17,\n")[1] == nobody(3, "17")


# Programs and their files

GERMAN = f"Name;E-Mail;Straße\r\nJörg Weiß;{SAM};Größe 5 €\r\n;;\r\nÄnne;;Öd\r\n"


def test_excel_in_german_saves_semicolons_and_windows_1252(file: Path) -> None:
    expected = [by_mail(2), nobody(4, "Änne, Öd")]
    assert read(file, GERMAN.encode("cp1252")) == expected


def test_an_umlaut_at_the_very_end_says_that_all_is_windows_1252(file: Path) -> None:
    rows = "".join(f"p{number}@shop.example;\n" for number in range(20_000))
    content = f"E-Mail;Name\n{rows};Weiß, 5 €, Jö".encode("cp1252")
    assert read(file, content)[-1] == nobody(20_002, "Weiß, 5 €, Jö")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_letters_come_right_in_every_encoding(file: Path, encoding: str) -> None:
    expected = [by_mail(2), nobody(4, "Änne, Öd")]
    assert read(file, GERMAN.encode(encoding)) == expected


def test_utf_16_of_the_other_byte_order_with_its_mark(file: Path) -> None:
    assert read(file, f"\ufeffMail\n{SAM}\n".encode("utf-16-be")) == [by_mail(2)]


def test_excel_in_polish_saves_the_letters_of_central_europe(file: Path) -> None:
    content = f"Nazwa użytkownika;Imię\r\n{SAM};Łukasz\r\n;Małgosia\r\n".encode("cp1250")
    assert read(file, content) == [by_name(2), nobody(3, "Małgosia")]


def test_unicode_text_of_excel_is_utf_16_with_tabs(file: Path) -> None:
    content = f"Name\tE-Mail\r\nŁukasz\t{SAM}\r\n".encode("utf-16")
    assert read(file, content) == [by_mail(2)]


def test_an_export_of_the_admin_centre(file: Path) -> None:
    content = (
        "\ufeffuserPrincipalName,displayName,surname,mail,givenName,id,userType\r\n"
        f"{SAM},Sam Rivera,Rivera,{KIM},Sam,{GUID},Member\r\n"
    )
    expected = Listed(2, SAM, sign_in_name=SAM, mail=KIM, object_id=GUID)
    assert read(file, content) == [expected]


@pytest.mark.parametrize("first", ["version:v1.0", "version:v1.0,,", "Version: v1.0"])
def test_a_bulk_template_of_the_admin_centre(file: Path, first: str) -> None:
    content = (
        f"{first}\n"
        "Member object ID or user principal name [memberObjectIdOrUpn] Required\n"
        f"Example: {GUID}\n"
        f"{GUID}\n{SAM}\n"
    )
    assert read(file, content) == [Listed(4, GUID, object_id=GUID), by_name(5)]


def test_a_template_without_its_header_is_read_like_any_list(file: Path) -> None:
    assert read(file, f"version:v1.0\n{SAM}\n") == [by_look(2)]


def test_the_result_of_a_run_is_a_list_for_the_next_one(file: Path) -> None:
    content = (
        f"person_id,sign_in_name,name,outcome\n{GUID},{SAM},Sam Rivera,failed\n,,00177,not-found\n"
    )
    assert read(file, content) == [
        Listed(2, SAM, sign_in_name=SAM, object_id=GUID),
        nobody(3, "00177, not-found"),
    ]


@pytest.mark.parametrize("first", ["sep=;", '"sep=;"', "SEP=;", "sep=;\t", "sep=;;;"])
def test_the_first_line_tells_excel_the_separator(file: Path, first: str) -> None:
    assert read(file, f"{first}\r\nName;Mail\r\nRivera, Sam;{SAM}\r\n") == [by_mail(3)]


@pytest.mark.parametrize("separator", ["|", "^", "\t"])
def test_a_separator_may_be_anything_that_is_said(file: Path, separator: str) -> None:
    content = f"sep={separator}\nName{separator}Mail\nSam{separator}{SAM}\n"
    assert read(file, content) == [by_mail(3)]


def test_a_title_may_stand_above_the_header(file: Path) -> None:
    content = f"Mitarbeiter Filiale 7;;\n\nStand: 2.3.2026;;\nName;E-Mail;Ort\nSam;{SAM};Ulm\n"
    assert read(file, content) == [by_mail(5)]


def test_a_title_may_be_one_of_the_words_of_headers(file: Path) -> None:
    assert read(file, f"Benutzer;\nName;E-Mail\nSam;{SAM}\n") == [by_mail(3)]
    assert read(file, f"Benutzer;;\nUPN;Name;E-Mail\n{SAM};Sam;{KIM}\n") == [
        Listed(3, SAM, sign_in_name=SAM, mail=KIM)
    ]


def test_words_of_headers_below_the_header_are_no_header(file: Path) -> None:
    assert read(file, "Mail;Type;Role\n;User;Account\n") == [nobody(2, "User, Account")]


def test_nobody_above_a_header_is_lost(file: Path) -> None:
    assert read(file, f"{SAM}\nMail\n{KIM}\n")[0] == by_look(1)
    assert read(file, "00123;Mail\n00124;Phone\n") == [by_number(1, "00123"), by_number(2, "00124")]


# Rows


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_lines_end_as_they_do_on_each_system(file: Path, end: str) -> None:
    content = end.join(["Mail", SAM, "", KIM])
    assert read(file, content) == [by_mail(2), by_mail(4, KIM)]


def test_line_ends_may_be_mixed(file: Path) -> None:
    content = f"Mail\r{SAM}\n\r\n{KIM}\r\n{SAM}\n"
    assert read(file, content) == [by_mail(2), by_mail(4, KIM), by_mail(5)]


def test_line_breaks_inside_quotes_count_as_lines_of_the_file(file: Path) -> None:
    content = f'Mail;Note\n{SAM};"one\r\ntwo\n\nthree"\n{KIM};\n'
    assert read(file, content) == [by_mail(2), by_mail(6, KIM)]


def test_spaces_after_quotes_and_line_breaks_inside_them(file: Path) -> None:
    assert read(file, f'Note;Mail\n"one\ntwo" ; "{SAM}" \n') == [by_mail(2)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_mark_of_the_encoding_may_stand_before_a_quote(file: Path, encoding: str) -> None:
    content = f'\ufeff"Name; first name";"Mail"\n"Rivera; Sam";"{SAM}"\n'
    assert read(file, content.encode(encoding)) == [by_mail(2)]


def test_a_header_may_have_line_breaks(file: Path) -> None:
    assert read(file, f'Name;"E-Mail-\nAdresse"\nSam;{SAM}\n') == [by_mail(3)]


@pytest.mark.parametrize(
    "row",
    [
        f'"{SAM}";"Rivera; Sam"',
        f'"{SAM}" ; "Rivera; ""Sam"""',
        f' {SAM} ;"Sam ""the, man"" Rivera"',
        f"\u00a0{SAM}\u00a0;Sam",
        f"\u200b{SAM}\ufeff;Sam",
        "sam.rivera@\u200bshop.example;Sam",
        f"mailto:{SAM};Sam",
        f"MAILTO:{SAM}?subject=PIN;Sam",
        f"<{SAM}>;Sam",
        f"Sam Rivera <{SAM}>;Sam",
        f"<mailto:{SAM}>;Sam",
        f"'{SAM}';Sam",
        f'"{SAM};";Sam',
        f'{SAM};Sam "the man" Rivera',
        f'{SAM};"Sam" Rivera',
        SAM,
        f"{SAM};Sam;Ulm;7;;;",
    ],
)
def test_whatever_is_around_an_address_it_is_found(file: Path, row: str) -> None:
    assert read(file, f"Mail;Name\n{row}\n{KIM};\n") == [by_mail(2), by_mail(3, KIM)]


def test_a_name_may_begin_with_an_apostrophe(file: Path) -> None:
    assert read(file, "Mail\n't.hart@shop.example\n")[0].mail == "'t.hart@shop.example"


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ('="00123"', "00123"),
        ('"=""00123"""', "00123"),
        ('= "00123"', "00123"),
        ("'00123", "00123"),
        ("'E00123", "E00123"),
        (" 00123 ", "00123"),
        ("12-345/6", "12-345/6"),
        ("1.23E+05", "1.23E+05"),
        ('"1,23E+05"', "1,23E+05"),
    ],
)
def test_numbers_are_read_as_they_were_before_the_spreadsheet(
    file: Path, cell: str, number: str
) -> None:
    assert read(file, f"Personalnummer,Name\n{cell},Sam\n") == [by_number(2, number)]


def test_a_number_under_sign_in_name_may_be_an_employee_number(file: Path) -> None:
    expected = Listed(2, "00123", sign_in_name="00123", employee_id="00123")
    assert read(file, "Login;Name\n00123;Sam\n") == [expected]
    both = Listed(2, "00123", sign_in_name="00123", employee_id="7")
    assert read(file, "Login;Staff no\n00123;7\n") == [both]


def test_a_display_name_is_no_sign_in_name(file: Path) -> None:
    assert read(file, f"User;Mail\nSam Rivera;{SAM}\n") == [by_mail(2)]


def test_of_two_columns_the_surer_one_counts(file: Path) -> None:
    assert read(file, f"Username,UPN\nsrivera,{SAM}\nkim,\n") == [by_name(2), by_name(3, "kim")]


def test_every_column_is_told(file: Path) -> None:
    content = f"UPN;E-Mail;Staff no;Object ID\n{SAM};{KIM};0017;{GUID}\n;;0018;\n"
    assert read(file, content) == [
        Listed(2, SAM, SAM, KIM, "0017", GUID),
        by_number(3, "0018"),
    ]


@pytest.mark.parametrize("nothing", ["", "-", "#N/A", "#NV", "n/a", "NULL", "?", '" "'])
def test_a_row_that_names_nobody_is_seen(file: Path, nothing: str) -> None:
    (listed,) = read(file, f"Mail;Name\n{nothing};Sam\n")
    assert (listed.mail, listed.sign_in_name, listed.employee_id) == ("", "", "")
    assert listed.said.endswith("Sam")


def test_what_such_a_row_says_is_shortened(file: Path) -> None:
    (listed,) = read(file, 'Mail;Name\n;"' + "Sam\n" * 100 + '"\n')
    assert listed.said.startswith("Sam Sam Sam")
    assert len(listed.said) == 80
    assert listed.said.endswith("…")


def test_blank_lines_and_lines_of_separators_are_nobody(file: Path) -> None:
    assert read(file, f"\n\nMail;Name\n\n;\n ; \n\u00a0;\u200b\n;;;;;\n{SAM};\n") == [by_mail(9)]


@pytest.mark.parametrize("end", ["\x1a", "\r\n\x1a", "\x1a\r\n", "\x1a\x1a\x1a"])
def test_ctrl_z_ends_a_text_of_dos(file: Path, end: str) -> None:
    assert read(file, f"Mail\r\n{SAM}{end}") == [by_mail(2)]


# Lists without a header


def test_a_list_of_addresses_needs_no_header(file: Path) -> None:
    assert read(file, f"{SAM}\n\n{KIM}") == [by_look(1), by_look(3, KIM)]


def test_a_list_of_numbers_or_ids_needs_no_header(file: Path) -> None:
    content = f"00123\n{GUID}\n'00124\n{SAM}\nE77\n{{{GUID}}}\n"
    assert read(file, content) == [
        by_number(1, "00123"),
        Listed(2, GUID, object_id=GUID),
        by_number(3, "00124"),
        by_look(4),
        by_number(5, "E77"),
        Listed(6, GUID, object_id=GUID),
    ]


def test_the_first_column_is_enough(file: Path) -> None:
    assert read(file, f"{SAM};Rivera, Sam\n;Kim\n") == [by_look(1), nobody(2, "Kim")]


def test_a_running_number_is_nobodys_employee_number(file: Path) -> None:
    assert read(file, f"1;{SAM}\n2;{KIM}\n") == [by_look(1), by_look(2, KIM)]
    assert refused(file, f"1;{SAM};{KIM}\n") is ErrorCode.LIST_WITHOUT_PEOPLE


# What is refused


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\n\n", b";;;\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\x1a", b"sep=;\n", b"Mail\n",
        b"Mail;Name\n;\n\n", b"version:v1.0\n", b"Name;Phone\nSam;1234\n", b"Sam\nKim\n",
        b"<html><table><tr><td>Mail</td></tr></table>", b'[{"mail": "sam@shop.example"}]',
    ],
)  # fmt: skip
def test_a_list_of_nobody(file: Path, content: bytes) -> None:
    assert refused(file, content) is ErrorCode.LIST_WITHOUT_PEOPLE


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04\x14\x00\x06\x00\x08\x00",
        b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16),
        b"{\\rtf1\\ansi Mail}",
        b"GIF89a\x01\x00\x01\x00\x80",
        b"Mail\nsam@shop.example\x00\n",
        b"Mail\nsam@shop.example\n" + bytes(4096),
        b"Mail\nsam@shop.example\n\x1bmore",
        b"Mail\nsam@shop.example\n\x1amore\n",
        "Mail\nsam@shop.example\n".encode("utf-16")[:-1],
        "Mail\nsam@shop.example\n".encode("utf-32"),
        b"Mail\nsam@shop.example\n" + b"\xff\xfe\x00" * 30_000,
        b"x" * 70_000,
        b"sep=;\t" + b"x" * 2_000_000,
        b"Mail;Note\nsam@shop.example;" + b"x" * 65_537,
        b'Mail;Note\nsam@shop.example;"' + b"x\n" * 40_000 + b'"',
        b"Mail;Note\nsam@shop.example" + b";" * 2_000_000,
        b"Mail;Note\nsam@shop.example;" + b'"x\n";' * 500_000,
    ],
)
def test_what_is_no_table_is_refused(file: Path, content: bytes) -> None:
    assert refused(file, content) is ErrorCode.LIST_NOT_TEXT


def test_a_quote_that_never_ends_swallows_nobody(file: Path) -> None:
    content = f'Mail;Name\n{SAM};"Sam\n{KIM};Kim\n'
    assert refused(file, content) is ErrorCode.LIST_NOT_TEXT
    assert refused(file, f'{content}{SAM};"Al\n') is ErrorCode.LIST_NOT_TEXT


def test_a_long_field_within_the_limit_is_read(file: Path) -> None:
    assert read(file, f"Mail;Note\n{SAM};{'x' * 65_536}\n") == [by_mail(2)]


def test_a_list_that_is_not_there_or_no_file_cannot_be_opened(tmp_path: Path) -> None:
    for path in (tmp_path / "missing.csv", tmp_path, tmp_path / "a\0b", tmp_path / ("x" * 300)):
        with pytest.raises(StationError) as caught:
            next(read_list(path))
        assert caught.value.code is ErrorCode.LIST_UNREADABLE
        assert caught.value.values == {"file": str(path)}


@pytest.mark.parametrize("error", [PermissionError, BlockingIOError, TimeoutError])
def test_a_list_that_another_program_holds_cannot_be_opened(
    file: Path, monkeypatch: pytest.MonkeyPatch, error: type[OSError]
) -> None:
    file.write_text(f"Mail\n{SAM}\n")

    def held(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(StationError) as caught:
        next(read_list(file))
    assert caught.value.code is ErrorCode.LIST_UNREADABLE


def test_a_file_of_more_than_64_megabytes_is_too_large(file: Path) -> None:
    with file.open("wb") as stream:
        stream.write(f"Mail\n{SAM}\n".encode())
        stream.truncate(64 * 1024 * 1024 + 1)
    with pytest.raises(StationError) as caught:
        next(read_list(file))
    assert caught.value.code is ErrorCode.LIST_TOO_LARGE


def test_more_than_200_000_people_are_too_many(file: Path) -> None:
    file.write_text("Staff no\n" + "7\n" * 200_000)
    assert sum(1 for _ in read_list(file)) == 200_000
    assert refused(file, "Staff no\n" + "7\n" * 200_001) is ErrorCode.LIST_TOO_LARGE


def test_a_long_list_takes_no_more_memory_than_a_short_one(file: Path) -> None:
    def row(number: int) -> str:
        return f"person.number{number}@shop.example;Person {number};Store {number % 90}\n"

    peaks = []
    for length in (5_000, 50_000):
        file.write_text("Mail;Name;Store\n" + "".join(map(row, range(length))))
        tracemalloc.start()
        assert sum(1 for _ in read_list(file)) == length
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 100_000
    assert peaks[1] < 2_000_000


def test_reading_stops_when_it_is_cancelled(file: Path) -> None:
    file.write_text("Mail\n" + f"{SAM}\n" * 1000)
    cancel = CancelToken()
    people = read_list(file, cancel)
    assert next(people) == by_mail(2)
    cancel.cancel()
    with pytest.raises(WorkCancelledError):
        list(people)


def test_a_list_is_closed_when_nobody_reads_on(file: Path) -> None:
    file.write_text(f"Mail\n{SAM}\n{KIM}\n")
    people = read_list(file)
    next(people)
    people.close()  # type: ignore[attr-defined]  # an open file would warn, and fail the test
    file.unlink()


def test_an_error_says_nothing_of_what_is_in_the_list(file: Path) -> None:
    file.write_bytes(b'Mail;Name\nsecret@shop.example;"Sam\nsecret\xff\n')
    with pytest.raises(StationError) as caught:
        list(read_list(file))
    assert "secret" not in repr(caught.value)
    assert caught.value.__suppress_context__

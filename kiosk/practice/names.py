"""The names of the practice people, from many languages, each with its Latin spelling.

A line is one culture: given names, then surnames; ``native/latin`` where the two differ.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

_CULTURES = """
James Olivia Amelia Jack Freya Oscar Isla Harry Grace Leo Maisie Callum Poppy Ewan Skye Rory|Smith Taylor Walker Hughes Bennett Cole Fletcher Harding Kerr McAllister Nash Pritchard Quinn Reid Shaw Whitfield
Saoirse Cillian Aoife/aoife Oisín Niamh Caoimhe Tadhg Róisín Séamus Órlaith|O'Brien O'Sullivan Ní_Dhomhnaill Mac_Cárthaigh O'Connor Byrne Ó_Cuív Murphy Gallagher Kavanagh
Anna Lukas Jürgen Käthe Sören Björn Heike Rüdiger Ursula Götz Änne Moritz Lena Fabian|Müller Schäfer Groß Weiß Köhler Böhm Jäger Straßer Lüdenscheidt Vogel Krüger Zimmermann Brandt Hoffmann
François Élodie Zoë Loïc Aurélie Benoît Hélène Étienne Maëlle Jérôme Noémie Gaël|Lefèvre Dubois Gérard D'Aboville L'Hermitte Garçon Béranger Moreau Prévost Noël Château Rousseau
José Lucía Íñigo Begoña Andrés Sofía Nicolás Martín Ximena Joaquín Inés Álvaro|García Núñez Peña Ibáñez Muñoz Ordóñez Jiménez de_la_Cruz Güell Castaño Zúñiga Rivera
João Conceição Inês Simão Tomé Graça Luís Antónia Vítor Estêvão|Gonçalves Simões Magalhães Assunção Araújo Conceição Brandão Falcão Sá Leitão
Giulia Niccolò Beatrice Lorenzo Chiara Matteo Ilaria Tommaso|D'Angelo Rossi Dell'Acqua Bianchi Esposito Ricci Colò Marchetti
Zażółta/zazolta Łukasz Małgorzata Świętosława Bożena Stanisław Agnieszka Grzegorz|Wójcik Kowalczyk Żółkiewski Dąbrowska Śliwiński Łęcki Szczęsny Brzęczyszczykiewicz
Jiří Božena Dvořák/dvorak Zdeněk Kateřina Řehoř Šárka Květa|Novák Dvořák Říha Šťastný Černá Žižka Hájek Procházka
Åsa Øystein Freyja Sigríður Jørgen Märta Ægir Þóra/thora Astrid Håkon Linnéa Noa|Ångström Ødegård Þorsteinsdóttir/thorsteinsdottir Lindqvist Kjærgaard Sæther Bråten Åkesson Jónsdóttir Østergaard
Gülşen İbrahim Şeyma Çağla Oğuz Ümit Ayşe Işıl|Yılmaz Öztürk Çelik Şahin Güneş Ağaoğlu Doğan Kılıç
Nguyệt Đức/duc Thảo Hương Phượng Quỳnh Tuấn Bình|Nguyễn Trần Phạm Đặng/dang Võ Huỳnh Ngô Lý
Ελένη/eleni Γιώργος/giorgos Δήμητρα/dimitra Νίκος/nikos Αγγελική/angeliki Στέφανος/stefanos Ιωάννα/ioanna Θανάσης/thanasis|Παπαδόπουλος/papadopoulos Γεωργίου/georgiou Κωνσταντίνου/konstantinou Νικολάου/nikolaou Οικονόμου/oikonomou Αλεξίου/alexiou Βασιλείου/vasileiou Δημητρίου/dimitriou
Анна/anna Дмитрий/dmitry Екатерина/ekaterina Фёдор/fyodor Ольга/olga Сергей/sergey Юлия/yulia Михаил/mikhail Ксения/ksenia Алексей/alexey|Иванова/ivanova Щукин/shchukin Кузнецов/kuznetsov Соловьёв/solovyov Жукова/zhukova Цветков/tsvetkov Чехов/chekhov Ёлкина/yolkina Морозова/morozova Лебедев/lebedev
Оксана/oksana Андрій/andriy Їва/yiva Тарас/taras Соломія/solomiya Євген/yevhen|Шевченко/shevchenko Ковальчук/kovalchuk Гнатюк/hnatiuk Їжакевич/yizhakevych Бойко/boyko Мельник/melnyk
محمد/mohammed فاطمة/fatima أحمد/ahmed مريم/maryam خالد/khaled ليلى/layla يوسف/yousef نور/nour|العلي/alali حداد/haddad الخطيب/alkhatib منصور/mansour النجار/alnajjar سلامة/salameh الشامي/alshami عبدالله/abdallah
נועה/noa דוד/david תמר/tamar יוסף/yosef שירה/shira אבי/avi מיכל/michal אלון/alon|כהן/cohen לוי/levi מזרחי/mizrahi פרץ/peretz ביטון/biton אברהם/avraham פרידמן/friedman שפירא/shapira
प्रिया/priya अर्जुन/arjun सुनीता/sunita राहुल/rahul अनन्या/ananya विक्रम/vikram लक्ष्मी/lakshmi संजय/sanjay|शर्मा/sharma पटेल/patel सिंह/singh गुप्ता/gupta देशपांडे/deshpande मिश्रा/mishra चौधरी/chaudhary जोशी/joshi
สมชาย/somchai สุดา/suda ณัฐพล/natthaphon พิมพ์ชนก/pimchanok อรุณ/arun กมลวรรณ/kamonwan|ใจดี/jaidee ศรีสุข/srisuk วงศ์ใหญ่/wongyai ทองคำ/thongkham แก้วมณี/kaewmanee บุญมี/boonmee
伟/wei 秀英/xiuying 娜/na 军/jun 芳/fang 晓明/xiaoming 丽/li 建国/jianguo|王/wang 李/li 张/zhang 刘/liu 陈/chen 欧阳/ouyang 黄/huang 司马/sima
太郎/taro 花子/hanako さくら/sakura 健/ken 美咲/misaki 翔太/shota ゆい/yui アキラ/akira|山田/yamada 佐藤/sato 鈴木/suzuki 高橋/takahashi 髙﨑/takasaki 渡邊/watanabe 小林/kobayashi 五十嵐/igarashi
민준/minjun 서연/seoyeon 지우/jiwoo 하은/haeun 도윤/doyun 수빈/subin|김/kim 이/lee 박/park 최/choi 정/jung 강/kang
Chidi Ngozi Oluwaseun Adébáyọ̀ Ìfẹ́ Zainab Amara Tunde|Okonkwo Adéyẹmí Eze Balogun Ọlátúnjí Ibrahim Nwosu Abubakar
Keʻala Lani Kāʻele Nālani Makoa Leilani|Kealoha Kahananui Kāne Kaʻahumanu Mahoe Pōmaikaʻi
"""  # noqa: E501 - one culture a line

_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "æ": "ae", "å": "a", "ł": "l", "đ": "d", "ı": "i", "ð": "d", "þ": "th"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """One given name or surname and its Latin spelling for a sign-in name."""

    native: str
    latin: str


@dataclass(frozen=True, slots=True)
class Culture:
    """The names that go together."""

    given: tuple[Word, ...]
    surnames: tuple[Word, ...]
    surname_first: bool


def fold(text: str) -> str:
    """Return a text as look-ups compare it: no case, no Latin accents."""
    plain = unicodedata.normalize("NFD", text)
    plain = "".join(char for char in plain if not "\u0300" <= char <= "\u036f")
    return unicodedata.normalize("NFC", plain).casefold()


def tokens(text: str) -> list[str]:
    """Return the words of a folded text as the search sees them: letters apart from digits."""
    return re.findall(r"\d+|[^\W\d_]+(?:[\u0900-\u0dff\u0e00-\u0e7f]+[^\W\d_]*)*", fold(text))


def latin(text: str) -> str:
    """Return a spelling that fits a sign-in name: lower case letters and digits only."""
    return re.sub(r"[^a-z0-9]", "", fold(text).translate(_LETTERS))


@cache
def cultures() -> tuple[Culture, ...]:
    """All cultures, in a fixed order."""
    found = []
    for line in _CULTURES.strip().splitlines():
        given, surnames = (
            tuple(_word(entry) for entry in half.split()) for half in line.split("|")
        )
        first = surnames[0].native[0]
        found.append(Culture(given, surnames, surname_first=first in "王山김"))
    return tuple(found)


def _word(entry: str) -> Word:
    native, _, spelled = entry.partition("/")
    native = native.replace("_", " ")
    return Word(native, spelled or latin(native))

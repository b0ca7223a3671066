"""The questions to the directory that tell whom an entry of a list means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kiosk.models.run import Listed
from kiosk.services.graph.people import VERSION
from kiosk.services.graph.search_text import EMPLOYEE_ID_MAX, literal, plain_text
from kiosk.services.graph.wire import GraphRequest, person_path

MATCHES_MAX = 2
"""So many show that a key does not tell who is meant."""

_KEY_MAX = 320
"""Longest mail address, and longer than any sign-in name."""

_OBJECT_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """One way to ask for somebody; the answer is one `user`, or a list of those who fit."""

    request: GraphRequest
    is_list: bool = True
    needs_full_profile: bool = False


def is_object_id(text: str) -> bool:
    """Whether a text has the form of a directory object's id."""
    return _OBJECT_ID.fullmatch(text) is not None


def questions_for(one: Listed) -> list[Question]:
    """Return the ways to ask for an entry of a list, the strongest first.

    What cannot be a key is not asked for. Sources: 'Get a user' (Graph), by object id or
    sign-in name; 'user resource type', which properties can be filtered by `eq`.
    """
    object_id, sign_in_name, mail, number = (
        plain_text(key, _KEY_MAX)
        for key in (one.object_id, one.sign_in_name, one.mail, one.employee_id)
    )
    if object_id:
        return [_named(object_id)] if is_object_id(object_id) else []
    questions: list[Question] = []
    if "@" in sign_in_name or is_object_id(sign_in_name):
        questions.append(_named(sign_in_name))
    if mail:
        quoted = literal(mail)
        questions.append(_filtered(f"mail eq {quoted} or userPrincipalName eq {quoted}"))
    if number and len(number) <= EMPLOYEE_ID_MAX:
        by_number = f"employeeId eq {literal(number)}"
        questions.append(_filtered(by_number, needs_full_profile=True))
    return questions


def _named(person_id: str) -> Question:
    return Question(GraphRequest("GET", person_path(person_id), VERSION), is_list=False)


def _filtered(condition: str, *, needs_full_profile: bool = False) -> Question:
    query = {"$filter": condition, "$top": str(MATCHES_MAX)}
    request = GraphRequest("GET", "/users", VERSION, query)
    return Question(request, needs_full_profile=needs_full_profile)

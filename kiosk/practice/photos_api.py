"""Graph's profile photos: the picture, its sizes and its description."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

from kiosk.practice.graph_call import GraphCall, no_such_segment
from kiosk.practice.messages import Answer, GraphRefusalError
from kiosk.practice.people import Person
from kiosk.practice.portraits import LARGEST, SIZES, portrait


def answer_photo(call: GraphCall, person: Person, rest: Sequence[str]) -> Answer:
    """Any call under ``photo`` or ``photos``; ``rest`` starts with that word."""
    call.require_method("GET")
    parts = [part.lower() for part in rest]
    if parts == ["photos"]:
        sizes = SIZES if person.has_photo else ()
        value = [_description(size) for size in sizes]
        context = call.context(f"users('{person.id}')/photos")
        return call.document(200, {"@odata.context": context, "value": value})
    size = LARGEST
    if parts[0] == "photos":
        match = re.fullmatch(r"([0-9]{1,4})x\1", parts[1])
        if match is None or int(match[1]) not in SIZES:
            raise GraphRefusalError(
                400, "ErrorInvalidImageId", "The image ID isn't a known size of a photo."
            )
        size = int(match[1])
        parts = parts[1:]
    if not person.has_photo:
        raise GraphRefusalError(404, "ImageNotFound", "The photo wasn't found.")
    if parts[1:] == ["$value"]:
        picture = portrait(person.seed, person.number, size)
        tag = hashlib.blake2b(picture, digest_size=12).hexdigest()
        return Answer(
            200,
            (("Content-Type", "image/png"), ("ETag", f'"{tag}"'), ("Cache-Control", "private")),
            picture,
        )
    if len(parts) == 1:
        context = call.context(f"users('{person.id}')/photo/$entity")
        return call.document(200, {"@odata.context": context} | _description(size))
    raise no_such_segment(rest[-1])


def _description(size: int) -> dict[str, str | int]:
    return {
        "@odata.mediaContentType": "image/png",
        "id": f"{size}x{size}",
        "height": size,
        "width": size,
    }

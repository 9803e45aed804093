"""Photos of outlets: taken in with a proposal, shown once it is published, taken away with a word of why."""

import secrets
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext

from lifecircle.language.told import say
from outlets.histories import stamp
from outlets.models import Photo, Proposal
from outlets.pictures import MOST_BYTES, Refused, remade
from outlets.reasons import PHOTO_REMOVED

MOST = 6  # of one outlet at a time


def taken(files: "Iterable[UploadedFile[Any]]", problems: list[str]) -> list[bytes]:
    """The pictures, remade; what cannot be kept is told in `problems` by the file's name."""
    pictures = []
    for number, file in enumerate(files, 1):
        name = (file.name or gettext("照片"))[-40:]
        if number > MOST:
            problems.append(gettext("一次最多 {most} 张，“{name}”没有收。").format(most=MOST, name=name))
            continue
        try:
            pictures.append(remade(file.read(MOST_BYTES + 1)))
        except Refused as refusal:
            problems.append(gettext("“{name}”：{words}").format(name=name, words=say(refusal.words)))
    return pictures


def attach(proposal: Proposal, pictures: Iterable[bytes], by: User) -> list[Photo]:
    """Kept with the proposal; residents see them when it is published."""
    return [_kept(picture, by, proposal=proposal) for picture in pictures]


@transaction.atomic
def remove(photo: Photo, by: User, reason: str) -> None:
    """The row at once and then the file; the outlet's history says who and why."""
    if photo.outlet:
        stamp(photo.outlet, by, PHOTO_REMOVED.format(words=reason)).on(photo.outlet).save()
    name, storage = photo.file.name or "", photo.file.storage
    photo.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _kept(picture: bytes, by: User, **of: Any) -> Photo:
    """The file's name says nothing: neither the outlet nor who took it."""
    file = ContentFile(picture, name=f"{secrets.token_hex(12)}.jpg")
    return Photo.objects.create(file=file, taken_by=by, **of)

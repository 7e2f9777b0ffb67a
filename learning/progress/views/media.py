"""Pictures, recordings and documents of courses, handed out after asking who wants them."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.http import require_safe

from learning.networks.access import require
from learning.networks.permissions import Permission
from learning.progress.access import MemberRequest
from learning.progress.media import media_file_or_404

# What is shown in its place; everything else is handed over as a file, whatever it claims to be.
SHOWN = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".mp3": "audio/mpeg",
    ".ogg": "audio/ogg",
    ".m4a": "audio/mp4",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}
RANGE = re.compile(r"bytes=(\d+)-(\d*)")
CHUNK = 64 * 1024


@require_safe
@require(Permission.TAKE_COURSES)  # type: ignore[arg-type]  # A file is streamed, which is no HttpResponse.
def serve(request: MemberRequest, name: str) -> HttpResponseBase:
    """
    A file under MEDIA_URL to a member who may see it. Names were drawn at random when it was uploaded.

    One range of bytes is honoured: telephones ask for recordings piece by piece.
    """
    file = media_file_or_404(request, name)
    kind = SHOWN.get(PurePath(name).suffix.lower(), "application/octet-stream")
    wanted = RANGE.fullmatch(request.headers.get("Range", ""))
    first, last = (int(wanted[1]), min(int(wanted[2] or file.size), file.size - 1)) if wanted else (0, -1)
    if first <= last:
        return _piece(file, kind, first, last)
    response = FileResponse(
        file.open("rb"), content_type=kind, as_attachment=kind not in SHOWN.values(), filename=""
    )
    response.headers["Accept-Ranges"] = "bytes"
    return response


def _piece(file: FieldFile, kind: str, first: int, last: int) -> HttpResponseBase:
    response = StreamingHttpResponse(_bytes(file, first, last), status=206, content_type=kind)
    response.headers["Content-Range"] = f"bytes {first}-{last}/{file.size}"
    response.headers["Content-Length"] = str(last - first + 1)
    return response


def _bytes(file: FieldFile, first: int, last: int) -> Iterator[bytes]:
    """From the first to the last byte, of which no more is in memory than a chunk."""
    with file.open("rb") as opened:
        opened.seek(first)
        while first <= last:
            chunk = opened.read(min(CHUNK, last - first + 1))
            if not chunk:
                return
            yield chunk
            first += len(chunk)

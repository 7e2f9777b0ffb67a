"""Pictures, recordings and films in a lesson file: the name of the file in the header, seen or said in the body."""

from modules.exchange.body import Body, Kind, Values, on_one_line


def _read_alt(body: Body) -> Values:
    return {"alt": on_one_line(" ".join(body.lines))}


def _read_transcript(body: Body) -> Values:
    return {"transcript": "\n".join(body.lines).strip("\n")}


def _transcript(value: Values) -> str:
    return "\n".join(value["transcript"].splitlines())


KINDS = {
    "image": Kind(("image", "caption"), _read_alt, lambda value: on_one_line(value["alt"])),
    "audio": Kind(("audio",), _read_transcript, _transcript),
    "video": Kind(("video", "poster", "audio"), _read_transcript, _transcript),
}

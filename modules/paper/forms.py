"""What kinds of paper there are, and which template is the paper form of a kind of block."""

from dataclasses import dataclass

from modules.blocks.worksheet import WORKSHEETS
from modules.questions import KINDS as QUESTIONS

FOLDER = "modules/paper/blocks"
SHARED = {
    **dict.fromkeys(QUESTIONS, "question"),
    **{name: "worksheet" for name, _block in WORKSHEETS},
}


def template_of(kind: str) -> str:
    return f"{FOLDER}/{SHARED.get(kind, kind)}.html"


@dataclass(frozen=True)
class Form:
    """
    `printed`: it has pages and is written on; else it is read on a screen. `for_facilitator`: with her notes, and
    with sheets and cards on pages of their own. `block` and `answer`: the rank of their titles, under what stands
    above them.
    """

    printed: bool = False
    for_facilitator: bool = False
    block: str = "h5"
    answer: str = "h4"


KIT = Form(printed=True, for_facilitator=True)
HANDBOOK = Form(printed=True)
PAGE = Form()
BOOK = Form(block="h3", answer="h3")

"""
Pictures that come only when they are asked for, without a script: each waits in a closed `<details>`, and a stylesheet
of its lesson paints it once that is open. A style that does not hold yet loads nothing, in any browser; an `<img>` in
there would come at once where scripts are switched off.
"""

from dataclasses import dataclass
from pathlib import PurePosixPath

from modules.assets import Picture, assets_of
from modules.models import LessonPage


@dataclass(frozen=True, slots=True)
class Asked:
    """The smaller size of a picture: the name its rule goes by, where it is, and the bytes of it."""

    name: str
    url: str
    size: int
    height: float

    @property
    def rule(self) -> str:
        """Room of its shape, and the picture in it."""
        where = f'[open] > [data-picture="{self.name}"]'
        return f'{where} {{ background-image: url("{self.url}"); padding-top: {self.height}% }}'


def asked(picture: Picture) -> Asked | None:
    """None where its file is gone."""
    small = picture.sizes[0]
    try:
        size = small.file.size
    except FileNotFoundError:
        return None
    name = PurePosixPath(small.file.name).name
    return Asked(name, small.file.url, size, round(100 * small.height / small.width, 2))


def sheet(lesson: LessonPage) -> str:
    """The rules of all pictures of a lesson."""
    stored = [raw for raw in lesson.body.raw_data if raw["type"] == "image"]
    found = map(asked, assets_of(stored).pictures.values())
    return "\n".join(each.rule for each in found if each)

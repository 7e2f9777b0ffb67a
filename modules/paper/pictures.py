"""Pictures as paper needs them: narrow, JPEG, which every phone and every reader of books knows."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from PIL import Image

from modules.models import CourseImage

WIDEST = 720
QUALITY = 70


class Pictures(Mapping[str, bytes]):
    """
    Those of one document, by file name. A picture is read, cut and encoded when it is first asked for; what was
    never named in the document is never read.
    """

    def __init__(self, *, grey: bool = False) -> None:
        self.grey = grey
        self.images: dict[str, CourseImage] = {}
        self.made: dict[str, bytes] = {}

    def name(self, number: int) -> str:
        """The file name of the picture with this number; empty when it is gone."""
        name = f"imagen-{number}.jpg"
        if name not in self.images:
            image = CourseImage.objects.filter(pk=number).first()
            if image is None:
                return ""
            self.images[name] = image
        return name

    def __getitem__(self, name: str) -> bytes:
        if name not in self.made:
            self.made[name] = _narrow(self.images[name], grey=self.grey)
        return self.made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.images)

    def __len__(self) -> int:
        return len(self.images)


def _narrow(image: CourseImage, *, grey: bool) -> bytes:
    with image.open_file() as file, Image.open(file) as opened:
        opened.draft("RGB", (WIDEST, WIDEST))
        # What is seen through becomes paper.
        flat = Image.new("RGB", opened.size, "white")
        flat.paste(opened.convert("RGB"), mask=opened.convert("RGBA").getchannel("A"))
        flat.thumbnail((WIDEST, WIDEST * 2))
        out = BytesIO()
        flat.convert("L" if grey else "RGB").save(out, "JPEG", quality=QUALITY, optimize=True)
        return out.getvalue()

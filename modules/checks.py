"""Every block of a lesson has a name, a sign, a template named after it and one for paper; none is left over."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import Error, register

from modules.blocks import LESSON_BLOCKS
from modules.blocks.worksheet import WORKSHEETS
from modules.paper import forms

FOLDER = "modules/blocks"
# Two kinds of question that differ in one word only, and sheets that differ in what they ask.
SHARED = {
    "single_choice": "choice_question",
    "multiple_choice": "choice_question",
    **{name: "worksheet" for name, _block in WORKSHEETS},
}


@register
def check_blocks(app_configs: Any = None, **kwargs: Any) -> list[Error]:
    """The three things a trainer and a learner see of a block, and nothing left over."""
    folder = Path(settings.BASE_DIR) / "templates" / FOLDER
    templates = {path.stem for path in folder.glob("[!_]*.html")}
    names = [name for name, _block in LESSON_BLOCKS]
    problems = [problem for name, block in LESSON_BLOCKS for problem in _problems(name, block, templates)]
    problems += _on_paper(folder.parents[1], names)
    unused = sorted(templates - set(names) - set(SHARED.values()))
    return problems + [_error(f"{FOLDER}/{name}.html belongs to no block", "E004") for name in unused]


def _problems(name: str, block: Any, templates: set[str]) -> list[Error]:
    problems = []
    template = getattr(block.meta, "template", None) or ""
    stem = Path(template).stem
    if stem not in templates or stem not in (name, SHARED.get(name)):
        problems.append(
            _error(f"block {name} is rendered by {template!r}, not by {FOLDER}/{name}.html", "E001")
        )
    if not str(block.meta.label or ""):
        problems.append(_error(f"block {name} has no label", "E002"))
    if block.meta.icon == "placeholder":
        problems.append(_error(f"block {name} has no icon", "E003"))
    return problems


def _on_paper(templates: Path, names: list[str]) -> list[Error]:
    """Every block can be printed too, and nothing is left over."""
    wanted = {forms.template_of(name) for name in names}
    there = {f"{forms.FOLDER}/{path.name}" for path in (templates / forms.FOLDER).glob("[!_]*.html")}
    return [_error(f"no block on paper without {name}", "E005") for name in sorted(wanted - there)] + [
        _error(f"{name} belongs to no block", "E004") for name in sorted(there - wanted)
    ]


def _error(message: str, code: str) -> Error:
    return Error(message, id=f"modules.{code}")

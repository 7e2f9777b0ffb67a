"""
Blocks that Markdown can not say (a draft with gaps, a sign inside a word, a link that is not https) stand in a lesson
file as they are stored, in JSON:

    ::: text {id: …, stored: true}
    {"step": "input", "body": "<p>…</p>"}
    :::

What is read from there was written by anybody: of a text only what its editor offers is kept.
"""

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.blocks import Block, RichTextBlock

from modules.exchange.balanced import balanced
from modules.exchange.body import Body
from modules.exchange.errors import CourseFileError
from modules.exchange.ids import stable_id
from modules.exchange.leaves import Path, changed
from modules.readable import is_readable

BLOCK_KEY = re.compile(r' data-block-key="[^"]*"')
# What Python takes for the end of a line and JSON does not.
BREAKS = re.compile("[\x7f-\x9f\u2028\u2029]")


def write_stored(value: Mapping[str, Any]) -> str:
    """The body of a container that holds a value as it is stored."""
    told = json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1, sort_keys=True)
    return BREAKS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", told)


def read_stored(block: Block, body: Body) -> dict[str, Any]:
    """The value that `write_stored` wrote, with texts as the editor would keep them."""
    try:
        value = json.loads("\n".join(body.lines))
        if not (isinstance(value, dict) and is_readable(value)):
            raise TypeError
        return dict(changed(block, _named(value, body.key), _kept))
    except (AssertionError, AttributeError, KeyError, RecursionError, TypeError, ValueError):
        message = _("Los datos de este bloque no se entienden.")
        raise CourseFileError(message, body.first) from None


def _named(value: Any, key: str) -> Any:
    """Entries of lists are known by UUIDs, whatever stands in the file."""
    if isinstance(value, list):
        return [{**_named(item, key), "id": str(stable_id(key, str(item["id"])))} for item in value]
    return {name: _named(each, key) for name, each in value.items()} if isinstance(value, dict) else value


def _kept(block: Block, value: Any, path: Path) -> Any:
    if not isinstance(block, RichTextBlock) or value is None:
        return value
    # Of a link only where it leads outside: the numbers of pages here are not for a file to say.
    return as_edited(balanced(str(value)), block.features or [])


def as_edited(html: str, features: Sequence[str]) -> str:
    """What the editor of a text with these features would keep of this HTML."""
    converter = ContentstateConverter(features=[*features])
    return BLOCK_KEY.sub("", converter.to_database_format(converter.from_database_format(html)))

"""The forms of the editor as a browser would send them back, and a picture to send."""

from io import BytesIO

from PIL import Image

SMALL = {"change_weight": "small"}


def form_of(client, url):
    """What the browser would send back untouched: fields of the page's form and of its stream."""
    form = client.get(url).context["form"]
    streams = [name for name in ("body", "guide", "entries") if name in form.fields]
    data = {n: value for n, value in form.initial.items() if value is not None and n not in streams}
    if "change" in data:
        data["change_mark"] = data.pop("change").get("mark", "")
    for name in streams:
        stream = form[name].field.block.get_form_state(form.initial[name])
        data[f"{name}-count"] = len(stream)
        for n, child in enumerate(stream):
            data |= {
                f"{name}-{n}-type": child["type"],
                f"{name}-{n}-order": n,
                f"{name}-{n}-deleted": "",
                f"{name}-{n}-id": child["id"] or "",
            }
            data |= flat(f"{name}-{n}-value", child["value"])
    return data


def flat(prefix, value):
    if isinstance(value, dict):
        return {k: v for name, each in value.items() for k, v in flat(f"{prefix}-{name}", each).items()}
    if isinstance(value, list) and value and not isinstance(value[0], dict):
        return {prefix: value[0]}
    if isinstance(value, list):
        data = {f"{prefix}-count": len(value)}
        for n, each in enumerate(value):
            data |= {
                f"{prefix}-{n}-order": n,
                f"{prefix}-{n}-deleted": "",
                f"{prefix}-{n}-id": each["id"] or "",
            }
            data |= flat(f"{prefix}-{n}-value", each["value"])
        return data
    return {} if value in (None, False) else {prefix: value if value is not True else "on"}


def picture():
    out = BytesIO()
    Image.new("RGB", (30, 20)).save(out, "JPEG")
    return out

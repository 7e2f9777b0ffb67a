"""The page of components shows every one of them."""

from learning.demo import gallery


def test_every_component_is_shown_or_stands_around(client, db):
    there = {path.stem for path in (gallery.TEMPLATES / "components").iterdir()}
    assert {each.name for each in gallery.COMPONENTS} | {*gallery.FRAME, *gallery.PARTS} == there
    page = client.get("/componentes/").content.decode()
    assert [each.name for each in gallery.COMPONENTS if f"components/{each.name}.html" not in page] == []
    assert "&lt;" not in page
    drawn = gallery.names_in("drawings") + gallery.names_in("icons")
    assert page.count("<svg") >= len(drawn)

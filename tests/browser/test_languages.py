"""
A language that is longer, or written from right to left, breaks no page on the smallest phone: nothing is wider than
it, cut, or under something else. The pages are those of the list of addresses, as a visitor and each role has them.
"""

import pytest
from django.conf.locale import LANG_INFO
from django.test import Client

from learning.core.catalogues import compile_words
from learning.progress import actions
from learning.settings import languages
from tests import pseudo
from tests.factories import a_member
from tests.project.test_walls import world  # noqa: F401 (a fixture)
from tests.project.urls import FOREIGN, addresses, reverse

# Files, and what is no page.
NO_PAGES = {"progress:media", "demo:enter"}
# What of a page can not be seen or pressed, in words.
BROKEN = """() => {
  const found = [], wide = document.documentElement.clientWidth, apart = '.visually-hidden, .skip, option, [inert]'
  const shown = each => each.checkVisibility({visibilityProperty: true}) && !each.closest(apart)
  const name = each => `<${each.localName} class="${each.className}"> ${(each.innerText || '').slice(0, 40)}`
  const say = (what, each) => found.push(`${what}: ${name(each)}`)
  if (document.documentElement.scrollWidth > wide) found.push('wider than her phone')
  const speaks = each => each.matches('a, button, input:not([type=hidden]), select, textarea, summary') ||
    [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim())
  for (const each of document.body.querySelectorAll('*')) {
    if (!shown(each) || !speaks(each)) continue
    const style = getComputedStyle(each), box = each.getBoundingClientRect()
    if (box.width < 2 || box.height < 2 || style.opacity === '0') continue
    if (!each.closest('.scroll') && (box.left < -1 || box.right > wide + 1)) say('outside', each)
    if (style.overflow !== 'visible' && !each.closest('.scroll') && !each.matches('input, textarea, select') &&
        (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)) say('cut', each)
    const text = each.closest('[lang] [lang]') && each.childNodes.length === 1 && each.firstChild.data
    if (text && /^[a-z].*[.]$/i.test(text)) {
      const [from, to] = [0, text.length - 1].map(at => { const sign = document.createRange()
        sign.setStart(each.firstChild, at); sign.setEnd(each.firstChild, at + 1); return sign.getBoundingClientRect() })
      if (from.top === to.top && to.left < from.left) say('ends where it begins', each)
    }
    each.scrollIntoView({block: 'center', inline: 'nearest', behavior: 'instant'})
    const [first] = each.getClientRects()
    const top = document.elementFromPoint(first.left + first.width / 2, first.top + first.height / 2)
    // The link of a card lies over all of it, and is clear.
    if (top && top.matches('.card-link') && top.closest('.card').contains(each)) continue
    const own = [each, ...(each.labels || [])]
    if (top && !top.contains(each) && !own.some(one => one.contains(top))) say(`under ${name(top)}`, each)
  }
  return found
}"""


@pytest.fixture
def spoken(settings, tmp_path, monkeypatch):
    """Two more languages: a folder of words for each, and nothing else."""
    folder = tmp_path / "words"
    for code, (change, direction) in pseudo.LANGUAGES.items():
        monkeypatch.delitem(LANG_INFO, code, raising=False)
        compile_words(pseudo.write(folder, code, code, change=change, direction=direction))
    settings.LOCALE_PATHS = [folder, *settings.LOCALE_PATHS]
    settings.LANGUAGES = languages.languages([folder, *settings.WORDS], "es")
    settings.LANGUAGES_BIDI = languages.written_right_to_left()


@pytest.fixture
def walkers(transactional_db, world):  # noqa: F811 (the fixture)
    """Who sees what there is: a visitor, and Jícara's women, a learner in the middle of a course first."""
    actions.enrol(by=world.stranger, course_key=world.taught.key)
    network = world.stranger.network
    others = [a_member(network, role) for role in ("lead", "moderator", "trainer")]
    return [None, world.stranger, *others]


@pytest.mark.parametrize("code", ["qa", "qb"])
def test_no_page_breaks_in_a_longer_language(spoken, walkers, world, witness, live_server, client_as, code):  # noqa: F811 (the fixture)
    seen, broken = set(), []
    for member in walkers:
        page, client = witness.open(), _client(member, client_as, code)
        cookies = [
            dict(name=name, value=each.value, url=live_server.url) for name, each in client.cookies.items()
        ]
        for url in _urls(world):
            if (url in seen and url != "/") or not _is_page(client, url):
                continue
            seen.add(url)
            # Some pages let go of what the site stored.
            page.context.add_cookies(cookies)
            page.goto(url)
            assert page.locator("html").get_attribute("lang") == code, url
            assert page.locator("html").get_attribute("dir") == ("rtl" if code == "qb" else None), url
            broken += [f"{url} {each}" for each in page.evaluate(BROKEN)]
    assert len(seen) > 60, sorted(seen)
    assert not broken, "\n".join(broken)


def _client(member, client_as, code):
    """A visitor, or a woman signed in, who reads in this language."""
    if member is None:
        client = Client()
        client.post("/idioma/", {"language": code})
        return client
    member.account.language = code
    member.account.save()
    return client_as(member, fresh=True)


def _urls(world):  # noqa: F811 (the fixture)
    for each in addresses():
        if each.name not in NO_PAGES and (each.name in FOREIGN or not each.converters):
            given = FOREIGN[each.name](world) if each.name in FOREIGN else {}
            yield each.route if each.name.startswith("/") else reverse(each.name, kwargs=given)


def _is_page(client, url) -> bool:
    answer = client.get(url)
    return answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")

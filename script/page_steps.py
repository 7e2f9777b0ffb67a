"""What a person of the demo does to come to pages to which no link leads."""

from collections.abc import Callable
from typing import Any

# Addresses that only other pages lead to, by whom.
STRAIGHT = {
    "Visitante": ("/componentes/", "/entrar/cerrada/"),
    "Participante": (
        "/cuenta/confirmar/",
        "/cuenta/vista/",
        "/cuenta/segundo/accesos/",
        "/codigo/red/",
        "/diario/nueva/",
    ),
}


def join(walk: Any) -> None:
    """A code, an account, what to write down."""
    from learning.demo.people import CODES, code_of

    page = walk.page
    page.goto("/codigo/")
    page.get_by_label("Tu código").fill(code_of(*CODES[0]))
    send(walk, "Seguir")
    for box in page.locator("main input[type=checkbox]").all():
        box.check()
    send(walk, "Hacer mi cuenta")


def answer_a_quiz(walk: Any) -> None:
    page = walk.page
    page.goto("/cursos/")
    page.locator("a.card-link").first.click()
    page.locator("main .list a[href^='/l/']").last.click()
    walk.look_here()
    answers = page.locator("main .question")
    for group in answers.locator("fieldset").all():
        group.locator("input").first.check()
    for field in answers.locator("select").all():
        field.select_option(index=1)
    for field in answers.locator("input[type=text]").all():
        field.fill("agua")
    send(walk, "Enviar mis respuestas")


def keep_a_journal(walk: Any) -> None:
    from learning.demo.people import PEOPLE

    page = walk.page
    page.goto("/diario/nueva/")
    page.locator("main textarea").fill("Lo que hoy me ayudó: caminar con las demás.")
    page.locator("main input[type=password]").fill(PEOPLE[0].passphrase)
    page.locator("main form button").first.click()
    walk.go("/diario/imprimir/", "/diario/borrar/")
    page.goto("/diario/")
    walk.look_here("with-entries")
    walk.go(*walk.links())


def take_along(walk: Any) -> None:
    """The pages that a phone keeps, and a file of a course."""
    walk.page.goto("/avance/")
    course = walk.page.locator("main a[href^='/c/']").first.get_attribute("href")
    walk.page.goto(course)
    lesson = walk.page.locator("main .list a[href^='/l/']").first.get_attribute("href")
    walk.go(f"{course}para-llevar/", f"{lesson}para-llevar/")
    walk.page.goto(f"{course}llevar/")
    walk.page.get_by_role("button", name="Preparar: Una sola página").click()
    walk.look_here("prepared")


def invite(walk: Any) -> None:
    walk.page.goto("/red/codigos/nuevo/")
    send(walk, "Hacer el código")


def send(walk: Any, label: str) -> None:
    walk.page.get_by_role("button", name=label, exact=True).first.click()
    walk.look_here()


STEPS: dict[str, tuple[Callable[[Any], None], ...]] = {
    "Visitante": (join,),
    "Participante": (take_along, answer_a_quiz, keep_a_journal),
    "Coordinadora": (invite,),
}

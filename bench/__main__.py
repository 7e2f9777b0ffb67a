"""
Measures the site as it is deployed and prints its tables: `python -m bench [--quick] [part ...]`.

gunicorn with two workers on loopback, production settings, SQLite in a file and PostgreSQL on a socket, in one run.
Milliseconds of this machine mean little; the column to read is the ratio to the empty view of the same process.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from bench import exchange, pages
from bench.measure import Case, Measured, measure
from bench.serving import ROOT, environment, serving

PARTS = ("requests", "pages", "exchange")
LESSON_TO_EMPTY, MANY_TO_FEW_TOPICS = 4.0, 1.2
NUMBER = r'<td class="num">\s*\d'  # In the table of the desk, where months are closed and counted.


def prepare(env: dict[str, str], sizes: dict[str, int]) -> dict:
    """Migrate, fill, and say which cookies and addresses there are."""
    for command in (["migrate", "-v0"], ["collectstatic", "--noinput", "-v0"]):
        subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True)
    filled = subprocess.run(
        [sys.executable, "-m", "bench.fill", json.dumps(sizes)],
        cwd=ROOT,
        env=env,
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(filled.stdout.splitlines()[-1])


def cases(site: dict, rounds: int) -> list[Case]:
    learner, lead, token = site["learner"], site["lead"], site["token"]

    def one(cookie: str) -> Callable[[int], str]:
        return lambda number: cookie

    def each_of(cookies: list[str]) -> Callable[[int], str]:
        fresh = count()
        return lambda number: cookies[next(fresh) % len(cookies)]

    def form(**fields: str) -> Callable[[int], str]:
        return lambda number: urlencode({"csrfmiddlewaretoken": token, **fields}, doseq=True)

    def quiz(number: int) -> str:
        sheet = f"{number:08x}-0000-4000-8000-{time.time_ns() % 16**12:012x}"
        return urlencode({"csrfmiddlewaretoken": token, "sheet": sheet, **site["answers"]}, doseq=True)

    def paper(number: int) -> str:
        return form(name="Xochitl", language="es", nonce=str(uuid4()))(number)

    return [
        Case("empty view", one(learner), "/bench/empty/", rounds=rounds),
        Case("lesson, enrolled learner", one(learner), site["lesson"], rounds=rounds),
        Case(
            "lesson marked done",
            each_of(site["crowd"]),
            f"{site['lesson']}{site['done']}",
            form(how="marked"),
            (302,),
            rounds,
        ),
        Case("quiz sent", one(learner), f"{site['quiz']}{site['send']}", quiz, (302,), rounds),
        Case("forum topic, 20 posts", one(learner), site["topic"], rounds=rounds),
        Case("topic list, 100 topics", one(site["quiet"]), "/foro/", rounds=rounds),
        Case("topic list, many topics", one(learner), "/foro/", rounds=rounds),
        Case("desk, many learners", one(lead), "/red/", rounds=rounds, shows=NUMBER),
        *(
            Case(
                f"search, {word}",
                one(site["search"]["cookie"]),
                site["search"][word],
                rounds=rounds,
                shows="<mark>",
            )
            for word in ("rare", "some", "common", "all")
        ),
        Case("certificate", each_of(site["finishers"]), site["certificate"], paper, (200,), min(rounds, 15)),
    ]


def table(name: str, rows: list[tuple[str, Measured]]) -> None:
    empty = rows[0][1].median
    print(f"\n{name}\n{'':28}{'median ms':>10}{'p95 ms':>9}{'per s at 8':>12}{'queries':>9}{'x empty':>9}")
    for label, row in rows:
        print(
            f"{label:28}{row.median:10.1f}{row.p95:9.1f}{row.per_second:12.0f}{row.queries:9d}{row.median / empty:9.1f}"
        )


def judge(name: str, rows: dict[str, Measured]) -> bool:
    """Whether the two ratios that were promised are kept."""
    lesson = rows["lesson, enrolled learner"].median / rows["empty view"].median
    topics = rows["topic list, many topics"].median / rows["topic list, 100 topics"].median
    print(f"{name}: lesson {lesson:.1f} times the empty view (at most {LESSON_TO_EMPTY}),", end=" ")
    print(f"many topics {topics:.2f} times a hundred (at most {MANY_TO_FEW_TOPICS})")
    return lesson <= LESSON_TO_EMPTY and topics <= MANY_TO_FEW_TOPICS


def run(
    name: str, data: Path, database: str | None, sizes: dict[str, int], rounds: int, parts: set[str]
) -> bool:
    env, kept = environment(data, database), True
    site = prepare(env, sizes)
    with serving(env) as port:
        if "requests" in parts:
            rows = [(case.name, measure(case, port)) for case in cases(site, rounds)]
            table(name, rows)
            kept &= judge(name, dict(rows))
        # The database makes no difference to a phone.
        if "pages" in parts and not database:
            kept &= pages.judge(pages.measure(port, site["learner"], site["lesson"], data / "bare.html"))
    return kept & ("exchange" not in parts or exchanged(name, exchange.measure(env, ROOT, data)))


def exchanged(name: str, rows: list[tuple[str, dict]]) -> bool:
    """Prints how a course went out and came in, beside its zip; whether it kept to its memory."""
    first = rows[0][1]["seconds"]
    print(f"\n{name}\n{'40 lessons, two languages':28}{'s':>8}{'x zip':>8}{'MB':>8}{'memory':>8}{'steps':>8}")
    for kind, told in rows:
        times = told["seconds"] / (first or 0.1)
        print(
            f"{kind:28}{told['seconds']:8.1f}{times:8.1f}{told['size']:8.1f}{told['memory']:8d}{told['steps']:8d}"
        )
    print(f"{name}: at most {exchange.MOST_MB} MB of memory")
    return all(told["memory"] <= exchange.MOST_MB for _kind, told in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of the people, a third of the rounds")
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="all of them where none is named")
    asked = parser.parse_args()
    quick, parts = asked.quick, set(asked.parts or PARTS)
    sizes = dict.fromkeys(("learners", "topics", "texts"), 1_000 if "requests" in parts else 100)
    if "requests" in parts and not quick:
        sizes = {"learners": 10_000, "topics": 10_000, "texts": 3_000}
    rounds = 20 if quick else 60
    from tests.plugins.databases import USER, running_server

    kept = []
    with tempfile.TemporaryDirectory(prefix="acuerpar-bench-") as name:
        kept.append(run("SQLite", Path(name), None, sizes, rounds, parts))
    with tempfile.TemporaryDirectory(prefix="acuerpar-bench-") as name, running_server() as folder:
        address = f"postgres://{USER}@{folder.replace('/', '%2F')}/postgres"
        if parts != {"pages"}:
            kept.append(run("PostgreSQL", Path(name), address, sizes, rounds, parts))
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()

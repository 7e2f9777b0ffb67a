"""
Measures the site as it is deployed and prints one table: `python -m bench [--quick]`.

gunicorn with two workers on loopback, production settings, SQLite in a file and PostgreSQL on a socket, in one run.
Milliseconds of this machine mean little; the column to read is the ratio to the empty view of the same process.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from urllib.parse import urlencode
from uuid import uuid4

from bench import exchange
from bench.measure import HOST, Case, Measured, measure

ROOT = Path(__file__).resolve().parents[1]
LESSON_TO_EMPTY, MANY_TO_FEW_TOPICS = 4.0, 1.2
NUMBER = r'<td class="num">\s*\d'  # In the table of the desk, where months are closed and counted.


def environment(data: Path, database: str | None) -> dict[str, str]:
    extra = {"DJANGO_SETTINGS_MODULE": "bench.settings", "ACUERPAR_DATA": str(data)}
    return {**os.environ, **extra, **({"DATABASE_URL": database} if database else {})}


@contextmanager
def serving(env: dict[str, str]) -> Iterator[int]:
    """gunicorn on a free port of loopback, ended with its workers."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "learning.wsgi",
        "--workers",
        "2",
        "--bind",
        f"{HOST}:{port}",
    ]
    server = subprocess.Popen([*command, "--log-level", "error", "--keep-alive", "30"], cwd=ROOT, env=env)
    try:
        for _ in range(150):
            try:
                urllib.request.urlopen(f"http://{HOST}:{port}/", timeout=1)
            except urllib.error.HTTPError:
                break
            except OSError:
                time.sleep(0.2)
            else:
                break
        yield port
    finally:
        server.terminate()
        server.wait(30)


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


def run(name: str, data: Path, database: str | None, sizes: dict[str, int], rounds: int) -> bool:
    env = environment(data, database)
    site = prepare(env, sizes)
    with serving(env) as port:
        rows = [(case.name, measure(case, port)) for case in cases(site, rounds)]
    table(name, rows)
    return judge(name, dict(rows)) & exchanged(name, exchange.measure(env, ROOT, data))


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
    quick = parser.parse_args().quick
    sizes = {"learners": 1_000 if quick else 10_000, "topics": 1_000 if quick else 10_000}
    rounds = 20 if quick else 60
    from tests.plugins.databases import USER, running_server

    kept = []
    with tempfile.TemporaryDirectory(prefix="acuerpar-bench-") as name:
        kept.append(run("SQLite", Path(name), None, sizes, rounds))
    with tempfile.TemporaryDirectory(prefix="acuerpar-bench-") as name, running_server() as folder:
        address = f"postgres://{USER}@{folder.replace('/', '%2F')}/postgres"
        kept.append(run("PostgreSQL", Path(name), address, sizes, rounds))
    sys.exit(0 if all(kept) else 1)


if __name__ == "__main__":
    main()

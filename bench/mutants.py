"""Mutation testing: are the tests there that would notice a slip in the guards, in the accounts and in sharing?

    pip install --target /tmp/mutators --no-deps mutmut==3.8.1 libcst==1.9.0
    PYTHONPATH=/tmp/mutators nice python -m bench.mutants [--every 7] [--first 0] [--only chitta/sharing] [--keep FOLDER]

The slips are mutmut's own (its operators, one of the variants of a string) and three of ours, which guards die of: a
condition is left out, an `if` holds always or never, a statement is left out. mutmut's runner is not used: it passes over
every function with a decorator, which are all our routes and most guards, and it writes into the sources. Here nothing is
written: a function of the built house is given other code, in a child that is forked for it and runs up to MOST tests that
were seen to call that function, the quickest first, until one fails. Not touched are sentences, logs and what runs only
while the house is built.

Every k-th slip is tried, from the given one on: always the same ones for the same sources. Printed are what was killed by
room, with the interval of 95 % that the sample allows, and every survivor as a line of code. A survivor that was judged to
be no fault is named in `mutants_judged.txt` beside this file, with the reason, and is counted apart.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import difflib
import gc
import json
import os
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
TESTS = ["tests/accounts", "tests/sharing", "tests/promises", "tests/children", "tests/web"]
TESTS += [f"tests/{room}/test_doors.py" for room in ("journal", "documents", "meetings")]
MOST = 60  # tests for one slip
GUARDED = ("chitta/web", "chitta/children")
SIGHT = ("visible_to", "living", "alive")  # in models to the right only these rules of sight
SILENT = {"N_", "_", "gettext_", "pgettext", "log"}  # what is said, not done
JUDGED = Path(__file__).with_name("mutants_judged.txt")
# Statements that are put together while a module is read, from what a slip may have changed.
MADE_EARLY = {"Child.visible_to": ("chitta.journey.guards", "_MINE")}


@dataclass(frozen=True)
class Slip:
    """One change in one function. code: of the whole file with it; line: as a difference of one line."""

    file: str
    function: str
    line: int
    told: str
    code: str

    @property
    def room(self) -> str:
        room = self.file.split("/")[1]
        return room if room in ("accounts", "sharing") and not self.file.endswith("guards.py") else "guards"


# --- the slips --------------------------------------------------------------------------------------------------------


def files() -> list[str]:
    """All that is looked at, as paths from the root."""
    whole = [*(ROOT / "chitta/accounts").glob("*.py"), *(ROOT / "chitta/sharing").glob("*.py")]
    whole += [file for folder in GUARDED for file in (ROOT / folder).glob("*.py")]
    rest = [file for name in ("guards.py", "models.py") for file in (ROOT / "chitta").glob(f"*/{name}")]
    return sorted({file.relative_to(ROOT).as_posix() for file in (*whole, *rest) if file.stat().st_size})


def slips(file: str, every: int = 1, first: int = 0) -> Iterator[Slip | None]:
    """Every k-th slip in the functions of a file, in the order of its lines; None for those between, and for no python."""
    import libcst as cst

    source = (ROOT / file).read_text()
    module, n = cst.parse_module(source), -first
    only = SIGHT if file.endswith("/models.py") and not file.startswith(("chitta/accounts", "chitta/sharing")) else ()
    for function, name, node in _nodes(cst, module, only):
        for other in _others(cst, node):
            yield _slip(file, source, name, module, function, node, other) if n >= 0 and n % every == 0 else None
            n += 1


def _slip(file: str, source: str, name: str, module: Any, function: Any, node: Any, other: Any) -> Slip | None:
    """Written out for the one function, which is put in the place of the old one."""
    before, after = (_written(module, name, one) for one in (function, function.deep_replace(node, other)))
    code = source.replace(before, after, 1)
    if code == source or not _compiles(code):
        return None
    told = list(difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm=""))[2:]
    at = source[: source.index(before)].count("\n") + int(told[0].split()[1][1:].split(",")[0])
    return Slip(file, name, at, "\n".join([one for one in told if one[0] in "-+"][:6]), code)


def _written(module: Any, name: str, function: Any) -> str:
    """As it stands in the file, with the indent of the classes around it."""
    from libcst._nodes.internal import CodegenState

    state = CodegenState(module.default_indent, module.default_newline)
    for _class in name.partition(".<locals>")[0].split(".")[1:]:
        state.increase_indent(module.default_indent)
    function._codegen(state)
    return "".join(state.tokens)


def _compiles(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def _nodes(cst: Any, module: Any, only: tuple[str, ...]) -> Iterator[tuple[Any, str, Any]]:
    """All that stands in bodies of functions, but for sentences and logs: (outermost function, qualified name, node)."""

    def walk(node: Any, name: str, function: Any) -> Iterator[tuple[Any, str, Any]]:
        if isinstance(node, cst.FunctionDef):
            within = f"{name}.<locals>" if function else name
            if function or not only or node.name.value in only:
                yield from walk(node.body, f"{within}.{node.name.value}".lstrip("."), function or node)
            return
        if isinstance(node, cst.ClassDef):
            yield from walk(node.body, f"{name}.{node.name.value}".lstrip("."), function)
            return
        if isinstance(node, cst.Annotation) or _says(cst, node):
            return
        if function:
            yield function, name, node
        for child in node.children:
            yield from walk(child, name, function)

    return walk(module, "", None)


def _says(cst: Any, node: Any) -> bool:
    """A sentence, a line of the log, a docstring."""
    if isinstance(node, cst.Call):
        called = node.func.value if isinstance(node.func, cst.Attribute) else node.func
        return isinstance(called, cst.Name) and called.value in SILENT
    return isinstance(node, cst.Expr) and isinstance(node.value, cst.BaseString)


def _idle(cst: Any, node: Any) -> bool:
    return _says(cst, node.value) or _says(cst, node)


def _others(cst: Any, node: Any) -> Iterator[Any]:
    from mutmut.mutation.mutators import mutation_operators, operator_string

    for kind, operator in mutation_operators:
        if isinstance(node, kind):
            found = list(operator(node))
            yield from found[:1] if operator is operator_string else found
    if isinstance(node, cst.If):
        yield from (node.with_changes(test=cst.Name(always)) for always in ("True", "False"))
    if isinstance(node, cst.Tuple) and len(node.elements) > 1:
        for n in range(len(node.elements)):
            left = [*node.elements[:n], *node.elements[n + 1 :]]
            left[-1] = left[-1].with_changes(comma=cst.Comma() if len(left) == 1 else cst.MaybeSentinel.DEFAULT)
            yield node.with_changes(elements=left)
    if (
        isinstance(node, cst.SimpleStatementLine)
        and isinstance(node.body[0], cst.Expr)
        and not _idle(cst, node.body[0])
    ):
        yield node.with_changes(body=[cst.Pass()])


def chosen(only: str, every: int, first: int) -> list[Slip]:
    """The sample; the same change of the same line counts once. In an order that has nothing to do with the files, so that what
    was tried when the time is over is a sample as well."""
    found = [slip for file in files() if file.startswith(only) for slip in slips(file, every, first) if slip]
    once = {(slip.file, slip.function, slip.told): slip for slip in found}
    return [once[key] for key in sorted(once, key=lambda key: sha256("\n".join(key).encode()).digest())]


# --- which test calls what -------------------------------------------------------------------------------------------


class Map:
    """Runs the tests once and writes down which functions each of them calls, and how long it takes.

    Functions that are looked at get a first line which says their name: tracing every call would take twenty times as long.
    """

    def __init__(self, path: Path) -> None:
        self.path, self.calls, self.times = path, defaultdict(list), {}  # type: ignore[var-annotated]
        self.failed: set[str] = set()
        self.seen: set[str] = set()

    def pytest_collection_finish(self) -> None:
        for file in files():  # routes are imported where the house is built
            import_module(file.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
        vars(builtins)["__called__"] = self.seen.add
        living = functions()
        for file in files():
            tree = ast.parse((ROOT / file).read_text())
            _sign(tree, file, "")
            give(compile(tree, str(ROOT / file), "exec"), living)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.seen.clear()
        began = time.monotonic()
        yield
        self.times[item.nodeid] = time.monotonic() - began
        if len(self.times) % 50 == 0:
            self.pytest_sessionfinish()  # a run that is ended has not run for nothing
        for name in self.seen:
            self.calls[name].append(item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed or report.skipped:
            self.failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        told = {"calls": self.calls, "times": self.times, "failed": sorted(self.failed)}
        self.path.write_text(json.dumps(told))


def _sign(tree: ast.AST, file: str, name: str) -> None:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            here = f"{name}.{node.name}".lstrip(".")
            _sign(node, file, f"{here}.<locals>")
            node.body.insert(0, ast.parse(f"__called__({file + ':' + here!r})").body[0])
            ast.fix_missing_locations(node)
        else:
            _sign(node, file, f"{name}.{node.name}".lstrip(".") if isinstance(node, ast.ClassDef) else name)


def functions() -> dict[str, list[FunctionType]]:
    """All functions of the house that live now, by file and qualified name."""
    found = defaultdict(list)
    for one in gc.get_objects():
        if isinstance(one, FunctionType) and one.__code__.co_filename.startswith(str(ROOT / "chitta")):
            found[_name(one.__code__)].append(one)
    return found


def give(module: CodeType, living: dict[str, list[FunctionType]]) -> None:
    """The living functions get the code of this module."""
    for code in _codes(module):
        for function in living.get(_name(code), ()):
            if _same_place(function.__code__, code):
                function.__code__ = code


def _name(code: CodeType) -> str:
    return f"{Path(code.co_filename).relative_to(ROOT).as_posix()}:{code.co_qualname}"


# --- trying them -----------------------------------------------------------------------------------------------------


class Trial:
    """A loop of pytest's of another kind: the house is built once, and every slip gets a child of its own."""

    def __init__(self, wanted: list[Slip], told: dict[str, Any], results: Path, most: float) -> None:
        self.wanted, self.told, self.results, self.until = wanted, told, results, time.monotonic() + most
        self.known = {}
        if results.exists():
            self.known = {tuple(one["id"]): one["end"] for one in map(json.loads, results.open())}
        self.failed, self.house, self.sound = False, None, set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or report.failed

    def pytest_runtest_call(self, item: pytest.Item) -> None:
        self.house = item.funcargs.get("app") or self.house  # type: ignore[attr-defined]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        from chitta.core.db import db

        by_id = {item.nodeid: item for item in session.items}
        passed = (one for one in by_id if one not in self.told["failed"] and one in self.told["times"])
        quick = sorted((one for one in passed if "app" in by_id[one].fixturenames), key=self.told["times"].__getitem__)  # type: ignore[attr-defined]
        self._run(by_id[quick[0]], by_id[quick[1]])
        assert self.house
        with self.house.app_context():
            db.engine.dispose()
        self.functions = functions()
        self.kept = [one for one in gc.get_objects() if type(one).__name__ == "_lru_cache_wrapper"]
        gc.collect()
        gc.freeze()  # children are not to copy all of it by counting; what is frozen is not found any more
        with self.results.open("a") as book:
            for n, slip in enumerate(self.wanted):
                if (slip.file, slip.function, slip.told) in self.known:
                    continue
                if time.monotonic() > self.until:
                    print(f"stopped after {n} of {len(self.wanted)}", file=sys.stderr)
                    break
                end = self._try(slip, by_id)
                book.write(json.dumps({"id": [slip.file, slip.function, slip.told], "end": end}) + "\n")
                book.flush()
        return True

    def _run(self, item: pytest.Item, after: pytest.Item) -> None:
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=after)

    def _try(self, slip: Slip, by_id: dict[str, pytest.Item]) -> str:
        """killed · slow · survived · uncalled"""
        calling = [one for one in self.told["calls"].get(f"{slip.file}:{slip.function}", ()) if one in by_id]
        calling.sort(key=lambda one: (slip.file.split("/")[1] not in one, self.told["times"][one]))
        while chosen := [by_id[one] for one in calling if one not in self.told["failed"]][:MOST]:
            end, killer = self._forked(slip, chosen)
            if end == "survived" or killer in self.sound:
                return end
            if killer and self._forked(None, [by_id[killer]])[0] == "survived":
                self.sound.add(killer)
                return end
            self.told["failed"].append(killer or chosen[-1].nodeid)  # it fails in a child whatever is changed
        return "uncalled"

    def _forked(self, slip: Slip | None, chosen: list[pytest.Item]) -> tuple[str, str]:
        """How it ended, and the test that was running then."""
        out, into = os.pipe()
        pid = os.fork()
        if pid == 0:
            self._child(slip, chosen, into)
        os.close(into)
        with os.fdopen(out) as told:
            killer = (told.read().split("\n") or [""])[-1]
        _, status = os.waitpid(pid, 0)
        if os.WIFSIGNALED(status):
            return "slow" if os.WTERMSIG(status) == signal.SIGALRM else "killed", killer
        return "killed" if os.WEXITSTATUS(status) else "survived", killer

    def _child(self, slip: Slip | None, chosen: list[pytest.Item], into: int) -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(60 + int(20 * sum(self.told["times"][one.nodeid] for one in chosen)))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        code = 1
        try:
            if slip:
                self._give(slip)
            self.failed = False
            chosen[0].session._setupstate.teardown_exact(chosen[0])  # the parent's last test was of another file
            for item, after in zip(chosen, [*chosen[1:], chosen[-1]], strict=True):
                os.write(into, f"\n{item.nodeid}".encode())
                self._run(item, after)
                if self.failed:
                    break
            code = int(self.failed)
        finally:
            os._exit(code)

    def _give(self, slip: Slip) -> None:
        """The living functions get the code with the slip in it."""
        path = str(ROOT / slip.file)
        give(compile(slip.code, path, "exec"), self.functions)
        for cached in self.kept:
            cached.cache_clear()
        if slip.function in MADE_EARLY:
            module, name = MADE_EARLY[slip.function]
            tree = ast.parse(Path(sys.modules[module].__file__ or "").read_text())
            made = [one for one in tree.body if isinstance(one, ast.Assign) and one.targets[0].id == name]  # type: ignore[attr-defined]
            exec(compile(ast.Module(made, []), path, "exec"), vars(sys.modules[module]))


def _same_place(old: CodeType, new: CodeType) -> bool:
    """Properties and overloads may share a name; a change above moves the lines below by a few."""
    return old.co_freevars == new.co_freevars and abs(old.co_firstlineno - new.co_firstlineno) <= 3


def _codes(code: CodeType) -> Iterator[CodeType]:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield one
            yield from _codes(one)


# --- the report ------------------------------------------------------------------------------------------------------


def judged() -> dict[str, str]:
    """Survivors that are no faults: their change as one line → why."""
    if not JUDGED.exists():
        return {}
    lines = [line for line in JUDGED.read_text().splitlines() if line.strip() and not line.startswith("#")]
    return dict(line.rsplit(" ## ", 1) for line in lines)


def one_line(file: str, function: str, told: str) -> str:
    return f"{file} {function} " + " ".join(" ".join(part.split()) for part in told.splitlines())


def interval(killed: int, of: int) -> tuple[float, float]:
    """Wilson's, 95 %."""
    if not of:
        return 0.0, 1.0
    z, p = 1.96, killed / of
    middle, half = p + z * z / (2 * of), z * (p * (1 - p) / of + z * z / (4 * of * of)) ** 0.5
    return (middle - half) / (1 + z * z / of), (middle + half) / (1 + z * z / of)


def report(wanted: list[Slip], results: Path, every: int) -> None:
    known, excused = {tuple(one["id"]): one["end"] for one in map(json.loads, results.open())}, judged()
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for slip in wanted:
        end = known.get((slip.file, slip.function, slip.told))
        if end is None:
            continue
        line = one_line(slip.file, slip.function, slip.told)
        if end in ("survived", "uncalled") and line in excused:
            end = "judged"
        elif end in ("survived", "uncalled"):
            print(f"{end:9} {slip.file}:{slip.line} {slip.function}\n{slip.told}\n")
        for room in (slip.room, "all"):
            counts[room][end] += 1
    print(
        f"every {every}th slip, {sum(counts['all'].values())} of {len(wanted)} tried; slow: killed by its time; judged: survived and no fault ({JUDGED.name})\n"
    )
    print(f"{'room':10}{'killed':>8}{'slow':>6}{'survived':>10}{'uncalled':>10}{'judged':>8}{'share':>9}   95 %")
    for room, ends in sorted(counts.items(), key=lambda one: (one[0] == "all", one[0])):
        killed = ends["killed"] + ends["slow"]
        of = killed + ends["survived"] + ends["uncalled"]
        low, high = interval(killed, of)
        cells = f"{ends['killed']:8}{ends['slow']:6}{ends['survived']:10}{ends['uncalled']:10}{ends['judged']:8}"
        print(f"{room:10}{cells}{killed / max(1, of):9.1%}   {low:.1%} to {high:.1%}")


def main() -> None:
    ask = argparse.ArgumentParser(prog="python -m bench.mutants")
    ask.add_argument("--every", type=int, default=7)
    ask.add_argument("--first", type=int, default=0)
    ask.add_argument("--only", default="", help="files that begin so")
    ask.add_argument("--minutes", type=float, default=60, help="then it stops; the next run goes on")
    ask.add_argument("--keep", type=Path, default=Path("/tmp/chitta-mutants"), help="what was found, to go on from")
    ask.add_argument("--anew", action="store_true", help="look again which test calls what, and forget the ends")
    said = ask.parse_args()
    said.keep.mkdir(parents=True, exist_ok=True)
    calls, results = said.keep / "calls.json", said.keep / "ends.jsonl"
    if said.anew:
        calls.unlink(missing_ok=True)
        results.unlink(missing_ok=True)
    options = [
        *TESTS,
        "-q",
        "-m",
        "not browser and not slow",
    ]
    if not calls.exists():
        if pid := os.fork():
            os.waitpid(pid, 0)
        else:
            os._exit(pytest.main(options, plugins=[Map(calls)]) and 0)
    wanted = chosen(said.only, said.every, said.first)
    print(f"{len(wanted)} slips to try", flush=True)
    told = json.loads(calls.read_text())
    pytest.main([*options, "-s"], plugins=[Trial(wanted, told, results, said.minutes * 60)])
    report(wanted, results, said.every)


if __name__ == "__main__":
    main()

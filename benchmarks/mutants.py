"""What the tests would not notice: small faults put into the code, one at a time, and the tests run that come by there.

A fault is a comparison turned round, a condition denied, an operand left out, a number that is off by one, a
statement left out, arguments swapped, nothing returned. Faults are drawn by lines, so that a long room gets more of
them; words, types and what is put down outside functions are left alone. The tests are collected once and run once,
to see which of them call which function and how long they take; then the process forks for every fault, swaps the
code of the function in place and runs the tests that call it, the quickest first, until one fails. Nothing is written
to the sources. What another process runs is not seen: a command that a test starts, and so the drawings in `output/`.

What is listed at the end no test of the given folders notices: a test is missing, the line is not needed, or the
fault makes no difference. Run `python benchmarks/mutants.py --size 300`; with a folder or a file of tests it looks
there only.
"""

from __future__ import annotations

import argparse
import ast
import gc
import os
import resource
import sys
import time
import types
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, NamedTuple

import pytest
from _pytest.main import pytest_runtestloop as run_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "journeymap"
ROOMS = ("model", "graph", "analyses", "numerics", "rules", "layout")
TESTS = (*(f"tests/{room}" for room in ROOMS), "tests/findings", "tests/figures", "tests/compiler", "tests/what_if")
MEMORY = 2 << 30

SAID = {"say", "plural", "cast", "quoted"}
TURNED: dict[type[ast.AST], tuple[type[ast.AST], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE), ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,), ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
    ast.Add: (ast.Sub,), ast.Sub: (ast.Add,), ast.Mult: (ast.Div,), ast.Div: (ast.Mult,), ast.FloorDiv: (ast.Mult,),
    ast.Mod: (ast.Mult,), ast.BitAnd: (ast.BitOr,), ast.BitOr: (ast.BitAnd,), ast.And: (ast.Or,), ast.Or: (ast.And,),
}  # fmt: skip
RENAMED = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "reversed": "list"}

Change = tuple[str, "Callable[[ast.AST], ast.AST]"]
Function = tuple[str, str, int]  # file, qualified name, first line


class Mutant(NamedTuple):
    """One fault: where, what, and which of the faults of that file it is."""

    file: str
    line: int
    what: str
    place: int
    text: str


def put(**values: object) -> Callable[[ast.AST], ast.AST]:
    """Return a change that gives fields of a node other values."""

    def change(node: ast.AST) -> ast.AST:
        for field, value in values.items():
            setattr(node, field, value)
        return node

    return change


def denied(test: ast.expr) -> ast.expr:
    """Return the opposite of a condition."""
    return ast.UnaryOp(ast.Not(), test)


def of_statement(node: ast.stmt) -> Iterator[Change]:
    """Yield what can be done to a statement."""
    nothing = ast.Pass()
    match node:
        case ast.If() | ast.While():
            yield "the condition denied", put(test=denied(node.test))
        case ast.Return(value=ast.expr()) if not (isinstance(node.value, ast.Constant) and node.value.value is None):
            yield "nothing returned", put(value=ast.Constant(None))
        case ast.Continue():
            yield "break for continue", lambda _: ast.Break()
            yield "left out", lambda _: nothing
        case ast.Break():
            yield "continue for break", lambda _: ast.Continue()
        case ast.Expr(value=ast.Call() | ast.Yield() | ast.YieldFrom()):
            yield "left out", lambda _: ast.Expr(ast.Constant(None))
        case ast.AugAssign():
            yield "left out", lambda _: nothing
            for operator in TURNED.get(type(node.op), ()):
                yield f"{operator.__name__} for {type(node.op).__name__}", put(op=operator())
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield "left out", lambda _: nothing


def of_expression(node: ast.expr) -> Iterator[Change]:
    """Yield what can be done to an expression."""
    match node:
        case ast.Compare():
            for place, old in enumerate(node.ops):
                for operator in TURNED[type(old)]:
                    ops = [*node.ops[:place], operator(), *node.ops[place + 1 :]]
                    yield f"{operator.__name__} for {type(old).__name__}", put(ops=ops)
        case ast.BoolOp():
            yield "and for or, or for and", put(op=TURNED[type(node.op)][0]())
            for place in range(len(node.values)):
                rest = node.values[:place] + node.values[place + 1 :]
                yield (
                    f"operand {place} left out",
                    lambda _, rest=rest: rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest),
                )
        case ast.BinOp() if type(node.op) in TURNED and not isinstance(node.left, ast.JoinedStr):
            operator = TURNED[type(node.op)][0]
            yield f"{operator.__name__} for {type(node.op).__name__}", put(op=operator())
        case ast.UnaryOp(op=ast.Not() | ast.USub()):
            yield "not or minus left out", lambda _: node.operand
        case ast.IfExp():
            yield "the condition denied", put(test=denied(node.test))
        case ast.Constant(value=bool(value)):
            yield f"{not value} for {value}", put(value=not value)
        case ast.Constant(value=int(value)):
            yield f"{value + 1} for {value}", put(value=value + 1)
        case ast.Constant(value=float(value)):
            yield f"{value * 2 or 1.0} for {value}", put(value=value * 2 or 1.0)
        case ast.Call(func=ast.Name(id=name), args=[_, *_]) if name in RENAMED:
            keywords = [] if RENAMED[name] == "list" else node.keywords
            yield f"{RENAMED[name]} for {name}", put(func=ast.Name(RENAMED[name], ast.Load()), keywords=keywords)
        case ast.Call(args=[first, second, *rest]) if not isinstance(first, ast.Starred | ast.Constant):
            yield "arguments swapped", put(args=[second, first, *rest])
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            for loop in node.generators:
                if loop.ifs:
                    ifs = [denied(loop.ifs[0]), *loop.ifs[1:]]
                    yield "the filter denied", lambda _, loop=loop, ifs=ifs: put(ifs=ifs)(loop) and node


def is_strict(node: ast.AST) -> bool:
    """Tell whether it is the `strict` of `zip`, which only a mistake elsewhere makes matter."""
    return isinstance(node, ast.keyword) and node.arg == "strict"


def changes(node: ast.AST, *, inside: bool = False) -> Iterator[tuple[ast.AST, str, Callable[[ast.AST], ast.AST]]]:
    """Yield the nodes within functions that can be changed, each with what and how; not what is said, nor types."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in SAID:
        return
    if inside and isinstance(node, ast.stmt | ast.expr):
        for what, change in (of_statement if isinstance(node, ast.stmt) else of_expression)(node):  # type: ignore[operator]
            yield node, what, change
    function = isinstance(node, ast.FunctionDef)
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list") or (function and field == "args"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST) and not isinstance(child, ast.JoinedStr) and not is_strict(child):
                yield from changes(child, inside=inside or (function and field == "body"))


def mutants(file: str) -> list[Mutant]:
    """List the faults that can be put into a file."""
    lines = (SOURCE / file).read_text(encoding="utf-8").splitlines()
    tree = ast.parse("\n".join(lines))
    return [
        Mutant(file, node.lineno, what, place, lines[node.lineno - 1].strip())
        for place, (node, what, _) in enumerate(changes(tree))
    ]


def code_with(mutant: Mutant | None, file: str) -> types.CodeType:
    """Compile a file with a fault in it, or as it is."""
    tree = ast.parse((SOURCE / file).read_text(encoding="utf-8"))
    if mutant is not None:
        wanted, _, change = list(changes(tree))[mutant.place]

        class Putting(ast.NodeTransformer):
            def visit(self, node: ast.AST) -> ast.AST:
                return change(node) if node is wanted else self.generic_visit(node)

        tree = ast.fix_missing_locations(Putting().visit(tree))
    return compile(tree, str(SOURCE / file), "exec", dont_inherit=True)


def functions_in(code: types.CodeType) -> Iterator[types.CodeType]:
    """Yield the functions of compiled code, those within others as well."""
    for inner in code.co_consts:
        if isinstance(inner, types.CodeType):
            yield inner
            yield from functions_in(inner)


def identity(code: types.CodeType) -> Function:
    """Return how a function is known, in the sources and while it runs."""
    return str(Path(code.co_filename).relative_to(SOURCE)), code.co_qualname, code.co_firstlineno


def living_functions() -> dict[Function, list[types.FunctionType]]:
    """Return the functions of the rooms that are in memory."""
    living: dict[Function, list[types.FunctionType]] = {}
    for thing in gc.get_objects():
        if type(thing) is types.FunctionType and thing.__code__.co_filename.startswith(str(SOURCE)):
            living.setdefault(identity(thing.__code__), []).append(thing)
    return living


def outermost(mutant: Mutant, living: dict[Function, list[types.FunctionType]]) -> Function | None:
    """Return the function, of those in memory, in which a fault lies."""
    around = [
        (code.co_firstlineno, identity(code))
        for code in functions_in(code_with(None, mutant.file))
        if identity(code) in living
        and code.co_firstlineno <= mutant.line <= max(line for *_, line in code.co_lines() if line is not None)
    ]
    return max(around)[1] if around else None


def sample(seed: int, size: int, rooms: tuple[str, ...]) -> list[Mutant]:
    """Draw faults, so many of each room as it has of the lines in which one can be put."""
    rng = Random(seed)
    by_line: dict[tuple[str, int], list[Mutant]] = {}
    for room in rooms:
        for path in sorted((SOURCE / room).glob("*.py")):
            for mutant in mutants(f"{room}/{path.name}"):
                by_line.setdefault((mutant.file, mutant.line), []).append(mutant)
    return [rng.choice(by_line[line]) for line in sorted(rng.sample(sorted(by_line), min(size, len(by_line))))]


class Trial:
    """The plugin that runs the tests once, and then once more for every fault."""

    def __init__(self, chosen: list[Mutant], seconds: float) -> None:
        self.chosen = chosen
        self.seconds = seconds
        self.calls: dict[Function, set[str]] = {}
        self.took: dict[str, float] = {}
        self.verdicts: list[tuple[Mutant, str]] = []
        self.watching = True

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        """Note which functions a test calls, while the tests run as they are."""
        if not self.watching:
            return (yield)
        called: set[types.CodeType] = set()
        begun = time.process_time()
        sys.settrace(lambda frame, *_: called.add(frame.f_code))
        try:
            return (yield)
        finally:
            sys.settrace(None)
            self.took[item.nodeid] = time.process_time() - begun
            for code in called:
                if code.co_filename.startswith(str(SOURCE)):
                    self.calls.setdefault(identity(code), set()).add(item.nodeid)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests as they are, then the faults."""
        run_all(session)
        self.watching = False
        living = living_functions()
        gc.freeze()  # what forks from here on shares the memory
        for mutant in self.chosen:
            function = outermost(mutant, living)
            tests = self.calls.get(function, set()) if function else set()
            verdict = self.tried(session, mutant, living, tests) if tests else "no test comes there"
            self.verdicts.append((mutant, verdict))
            print(f"{mutant.file}:{mutant.line}: {mutant.what}: {verdict}", file=sys.__stderr__, flush=True)
        return True

    def tried(
        self, session: pytest.Session, mutant: Mutant, living: dict[Function, list[types.FunctionType]], tests: set[str]
    ) -> str:
        """Run the tests that call a function with a fault in it, the quickest first, in a process of their own."""
        chosen, left = [], self.seconds
        for item in sorted(session.items, key=lambda item: self.took.get(item.nodeid, 0.0)):
            if item.nodeid in tests and (left > 0 or not chosen):
                chosen.append(item)
                left -= self.took[item.nodeid]
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            most = int(5 + 3 * self.seconds)
            resource.setrlimit(resource.RLIMIT_CPU, (most, most))
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            try:
                os.write(writer, self.alone(session, mutant, living, chosen, writer).encode())
            except BaseException as error:  # noqa: BLE001 (whatever the fault brings about, it was noticed)
                os.write(writer, f"noticed: {error!r}"[:200].encode())
            os._exit(0)
        os.close(writer)
        with os.fdopen(reader, "rb") as pipe:
            verdict = pipe.read().decode()
        os.waitpid(child, 0)
        return verdict or "noticed: it takes for ever"

    def alone(
        self,
        session: pytest.Session,
        mutant: Mutant,
        living: dict[Function, list[types.FunctionType]],
        chosen: list[pytest.Item],
        writer: int,
    ) -> str:
        """Swap the code and run the tests; the first that fails says so and ends the process."""
        for code in functions_in(code_with(mutant, mutant.file)):
            for function in living.get(identity(code), ()):
                if function.__code__.co_freevars == code.co_freevars:
                    function.__code__ = code

        def pytest_runtest_logreport(report: pytest.TestReport) -> None:
            if report.failed:
                os.write(writer, f"noticed by {report.nodeid}".encode()[:300])
                os._exit(0)

        telling = types.SimpleNamespace(pytest_runtest_logreport=pytest_runtest_logreport)
        session.config.pluginmanager.register(telling)
        session.items[:] = chosen
        run_all(session)
        return "NOT NOTICED"


def main() -> None:
    """Draw faults, try them, and list those that are not noticed."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("tests", nargs="*", default=TESTS, help="folders and files of tests")
    parser.add_argument("--size", type=int, default=300, help="how many faults")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--room", action="append", choices=ROOMS, help="only in this part of the code")
    parser.add_argument("--seconds", type=float, default=20, help="of tests for one fault, at most about that many")
    given = parser.parse_args()
    os.chdir(ROOT)
    trial = Trial(sample(given.seed, given.size, tuple(given.room or ROOMS)), given.seconds)
    options = ["-q", "-n", "0", "-p", "no:cacheprovider", "-m", "not browser", "--hypothesis-seed=0"]
    pytest.main([*options, *given.tests], plugins=[trial])
    rooms: Counter[str] = Counter()
    noticed: Counter[str] = Counter()
    for mutant, verdict in trial.verdicts:
        room = mutant.file.split("/")[0]
        rooms[room] += 1
        noticed[room] += verdict.startswith("noticed")
    print("\n| room | noticed |\n| --- | --- |")
    for room, count in sorted(rooms.items()):
        print(f"| {room} | {noticed[room]} of {count} |")
    print(f"| all | {noticed.total()} of {rooms.total()} |\n")
    for mutant, verdict in trial.verdicts:
        if not verdict.startswith("noticed"):
            print(f"{mutant.file}:{mutant.line}: {mutant.what}: {mutant.text} ({verdict})")


if __name__ == "__main__":
    main()

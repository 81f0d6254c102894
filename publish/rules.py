"""The rules for test cells, without which they could not run in another process than the student's code.

The tests of an exercise are run by a judge. Its namespace has what the locked set-up cells and the tests bind
and, for each name that a solution cell binds, a stand-in for what the student made of it: a proxy for a
function or class, a copy of plain data, a handle of any other object. Nothing else of the student's is there.
CONTRIBUTING.md says what follows from that; this module refuses what breaks it and shows in the code. What
does not show (that a value is no plain data, say) the judge says as it runs the test.
"""

import ast
import builtins
import dis
import inspect
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import CodeType

from publish.bilingual import LANGUAGES
from publish.source import Cell, Source

BEGIN_HIDDEN = "### BEGIN HIDDEN TESTS"

REFERENCE = "reference"
"""The instructor's own solutions, by name, for the hidden tests: ``reference.softmax(Z)``."""

SETUP, SOLUTION, TEST, ORDINARY = "set-up", "solution", "test", "ordinary"

_LOADS = {"LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"}

_JUPYTER = {"get_ipython", "In", "Out", "display", "exit", "quit"}  # and _, __, _1, _i, ...
_BUILTINS = {*dir(builtins), "__annotations__"} - _JUPYTER
_FORBIDDEN = {
    **dict.fromkeys(
        ("globals", "locals", "vars", "inspect", "gc"), "looks into a process that is not the student's"
    ),
    **dict.fromkeys(("eval", "exec", "compile", "__import__"), "makes code that the build cannot check"),
    **dict.fromkeys(("open", "input", "breakpoint"), "needs files or a person, and the tests have neither"),
    **dict.fromkeys(("setattr", "delattr"), "changes an object in place"),
    "id": "asks for identity, and the tests get copies",
}
_SEEDS = {"seed", "set_random_seed", "set_seed"}
_WATCHES = {
    "errstate",
    "catch_warnings",
    "redirect_stdout",
    "redirect_stderr",
    "assert_warns",
    "assert_no_warnings",
}
_SHARES = {"shares_memory", "may_share_memory"}


def check_test_cells(source: Source) -> None:
    """Refuse an exercise whose tests could not run in another process than the student's code.

    Raises
    ------
    SourceError
        A name that is not there where the cell will run, or that two kinds of cells bind; a set-up cell that
        uses the student's work as it runs; a test that relies on a change made in place, on identity, on the
        interpreter or on a module that set-up does not import; `reference` anywhere but in a hidden test.
    """
    texts = [[cell.text[lang] for cell in source.cells if cell.kind == "code"] for lang in LANGUAGES]
    for lang in LANGUAGES[: 1 if texts[0] == texts[1] else None]:
        cells = [_read(source, cell, lang) for cell in source.cells if cell.kind == "code"]
        _check_owners(source, cells)
        for at, code in enumerate(cells):
            _check_reference(source, code, cells[:at])
            if code.side != ORDINARY:
                _check_names(source, code, cells[:at], cells[at + 1 :])
            if code.side == TEST:
                _Forms(source, code, cells[:at]).visit(code.nodes[0])


# ------------------------------------------------------------------------------------- names


@dataclass(frozen=True, eq=False)
class _Code:
    """A code cell: its side, and the names of the notebook in it, each with the line where it comes first."""

    cell: Cell
    side: str
    nodes: tuple[ast.AST, ...]  # of its syntax, in any order; a module first
    hidden_from: float  # the line where the hidden tests begin; infinity if there are none
    bound: dict[str, int] = field(default_factory=dict)
    used: dict[str, int] = field(default_factory=dict)
    at_once: dict[str, int] = field(default_factory=dict)  # of those, what it uses while it runs

    @property
    def name(self) -> str:
        return self.cell.metadata.get("nbgrader", {}).get("grade_id", f"cell {self.cell.number}")

    def gives(self, name: str, hidden: bool) -> bool:
        """Whether this cell binds `name`; to what students run, its hidden tests give nothing."""
        return name in self.bound and (hidden or self.bound[name] < self.hidden_from)


def _side(cell: Cell) -> str:
    about = cell.metadata.get("nbgrader", {})
    if about.get("solution"):
        return SOLUTION
    if about.get("grade"):
        return TEST
    return SETUP if about.get("locked") else ORDINARY


def _read(source: Source, cell: Cell, lang: str) -> _Code:
    """The names of `cell`; of an ordinary cell that is not Python (a magic, say), none.

    The compiler resolves them: what it loads by name or as a global is the notebook's.
    """
    side, text = _side(cell), cell.text[lang]
    lines = [line.strip() for line in text.split("\n")]
    hidden_from = lines.index(BEGIN_HIDDEN) + 1 if BEGIN_HIDDEN in lines else math.inf
    try:
        tree = ast.parse(text)
        code = compile(tree, "<cell>", "exec")
        if side == TEST and hidden_from < math.inf:
            ast.parse("\n".join(text.split("\n")[: int(hidden_from) - 1]))
    except SyntaxError as error:
        if side == ORDINARY:
            return _Code(cell, side, (ast.Module([], []),), math.inf)
        about = cell.metadata["nbgrader"]["grade_id"]
        what = f"{about}, line {error.lineno}, is not Python ({error.msg}): no magics, no ! commands"
        if side == TEST and hidden_from < math.inf:
            what += "; and without the hidden tests the cell must be whole as well"
        raise source.error(what, cell) from None
    found = _Code(cell, side, tuple(ast.walk(tree)), hidden_from)
    _collect(code, found, at_once=True)
    for node in found.nodes:
        if side != ORDINARY and isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            message = (
                f"{found.name} imports * from {node.module}: import by name, so that names can be checked"
            )
            raise source.error(message, cell)
    return found


def _collect(code: CodeType, into: _Code, at_once: bool) -> None:
    """Add the notebook's names in `code`, and in what it defines, to `into`."""
    in_class = code.co_name != "<module>" and not code.co_flags & inspect.CO_OPTIMIZED
    attributes: set[str] = set()
    for instruction in dis.get_instructions(code):
        operation, name = instruction.opname, instruction.argval
        line = (instruction.positions and instruction.positions.lineno) or code.co_firstlineno
        if operation == "STORE_GLOBAL" or (operation == "STORE_NAME" and not in_class):
            into.bound[name] = min(line, into.bound.get(name, line))
        elif operation == "STORE_NAME":
            attributes.add(name)
        elif operation in _LOADS and name not in attributes:
            for names in (into.used, into.at_once) if at_once else (into.used,):
                names[name] = min(line, names.get(name, line))
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            # Bodies of classes and comprehensions run with the cell; a function's when it is called.
            runs = not inner.co_flags & inspect.CO_OPTIMIZED or inner.co_name.endswith(("comp>", "genexpr>"))
            _collect(inner, into, at_once and runs)


def _check_owners(source: Source, cells: list[_Code]) -> None:
    """Refuse a name that two sides bind: in one process the later wins, in two each side has its own."""
    owners: dict[str, _Code] = {}
    for code in cells:
        if code.side == ORDINARY:
            continue
        for name, line in code.bound.items():
            owner = owners.setdefault(name, code)
            if owner.side != code.side:
                message = (
                    f"{code.name}, line {line}, binds {name}, which is the {owner.side} cell {owner.name}'s: "
                    f"a name belongs to set-up, to solutions or to tests, which do not all run together"
                )
                raise source.error(message, code.cell)


def _check_reference(source: Source, code: _Code, before: list[_Code]) -> None:
    """Refuse `reference`, but for ``reference.name`` in a hidden test, of what a solution cell binds."""
    if REFERENCE in code.bound:
        message = f"{code.name} binds {REFERENCE}, which is the instructor's solutions: take another name"
        raise source.error(message, code.cell)
    line = code.used.get(REFERENCE, math.inf)
    if line < code.hidden_from if code.side == TEST else line < math.inf:
        message = (
            f"{code.name}, line {line}, uses {REFERENCE}, which only hidden tests have: put it among those"
        )
        raise source.error(message, code.cell)
    if line == math.inf:
        return
    asked = {id(node.value): node.attr for node in code.nodes if isinstance(node, ast.Attribute)}
    solutions = {name for earlier in before if earlier.side == SOLUTION for name in earlier.bound}
    for node in code.nodes:
        if isinstance(node, ast.Name) and node.id == REFERENCE:
            name = asked.get(id(node))
            if name not in solutions:
                what = f"{REFERENCE}.{name}" if name else f"{REFERENCE} by itself"
                message = (
                    f"{code.name}, line {node.lineno}, uses {what}: it has what solution cells before it bind"
                )
                raise source.error(message, code.cell)


def _check_names(source: Source, code: _Code, before: list[_Code], after: list[_Code]) -> None:
    """Refuse a name that is not there where `code`, a cell that counts, will run."""
    for name, line in code.used.items():
        hidden = line >= code.hidden_from
        if name in _BUILTINS or name == REFERENCE or code.gives(name, hidden):
            continue
        owners = [other for other in (*before, *after) if name in other.bound]
        students = any(owner.side == SOLUTION for owner in owners)
        if code.side == SETUP and students and name in code.at_once:
            message = (
                f"{code.name}, line {code.at_once[name]}, uses {name}, a student's, as it runs: there is "
                f"nothing of the student's then; use {name} inside a function, or in a test"
            )
            raise source.error(message, code.cell)
        if code.side != TEST and students:  # a function that is called when there is a solution
            continue
        if code.side == SOLUTION and name in _JUPYTER:
            continue
        sides = (SETUP, SOLUTION, TEST) if code.side == TEST else (SETUP,)
        if not any(owner in before and owner.side in sides and owner.gives(name, hidden) for owner in owners):
            raise source.error(
                f"{code.name}, line {line}, uses {name}, {_why_not(name, owners, code)}", code.cell
            )


def _why_not(name: str, owners: list[_Code], code: _Code) -> str:
    """Why none of the `owners` of `name` gives it to `code`, and what to do."""
    if name in _JUPYTER or (name.startswith("_") and not name.strip("_i0123456789")):
        return "which is Jupyter's: tests run without a notebook"
    cure = "bind it in this cell, or in a locked set-up cell before it"
    if name in code.bound:
        return f"which only its hidden tests bind: students have none of them; {cure}"
    if not owners:
        return f"which nothing binds; {cure}"
    owner = owners[0]
    if owner.side == ORDINARY:
        return (
            f"which the ordinary {owner.name} binds: students may change that cell, and it does not "
            f"run where the tests do; {cure}"
        )
    if owner.side == TEST and code.side != TEST:
        return f"which only the test {owner.name} binds: tests run in a process of their own; {cure}"
    if owner.side == TEST and owner.cell.number < code.cell.number:
        return f"which only the hidden tests of {owner.name} bind: students have none of them; {cure}"
    return f"which only {owner.name}, after it, binds; {cure}"


# ------------------------------------------------------------------------------------- forms


class _Forms(ast.NodeVisitor):
    """Refuses what in a test gives away that it relies on the student's process being its own."""

    def __init__(self, source: Source, code: _Code, before: list[_Code]) -> None:
        self.source, self.code = source, code
        self.students = {name for other in before if other.side == SOLUTION for name in other.bound}
        setup = [node for other in before if other.side == SETUP for node in other.nodes]
        self.modules = {name for node in (*setup, *code.nodes) for name in _imported_names(node)}
        self.importable = {package for node in setup for package, _ in _imports(node)}
        self.theirs = self._from_students()
        generators = {
            name
            for node in code.nodes
            for targets, value in _bindings(node)
            if isinstance(value, ast.Call) and _called(value) == "default_rng"
            for name in _target_names(targets)
        }
        self.draws = [  # where a generator of the test's is used
            (node.id, (node.lineno, node.col_offset))
            for node in code.nodes
            if isinstance(node, ast.Name) and node.id in generators and isinstance(node.ctx, ast.Load)
        ]
        self.expects_error = False  # inside `with` or `try`
        for name, reason in _FORBIDDEN.items():
            if name in code.used and name not in code.bound:
                self.refuse(code.used[name], f"uses {name}, which {reason}")

    def refuse(self, where: ast.AST | int, what: str) -> None:
        line = where if isinstance(where, int) else where.lineno
        raise self.source.error(f"{self.code.name}, line {line}, {what}", self.code.cell)

    def _from_students(self) -> set[str]:
        """The student's names, and those that the test gives to what comes from them."""
        found = set(self.students)
        bindings = [binding for node in self.code.nodes for binding in _bindings(node)]
        while True:
            more = {
                name
                for targets, value in bindings
                if _root(value) in found
                for name in _target_names(targets)
            }
            if more <= found:
                return found
            found |= more

    # Changes in place

    def visit_Expr(self, node: ast.Expr) -> None:
        call = node.value
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in self.students:
            given = [*call.args, *(keyword.value for keyword in call.keywords)]
            names = {n.id for argument in given for n in ast.walk(argument) if isinstance(n, ast.Name)}
            if not self.expects_error and not names & self.theirs:
                last = node.end_lineno or node.lineno
                later = {
                    n.id
                    for n in self.code.nodes
                    if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load) and n.lineno > last
                }
                for name in sorted(names & later - self.modules):
                    self.refuse(
                        node,
                        f"drops what {call.func.id} returns and goes on with {name}: the student's code gets "
                        f"a copy, so look at what it returns",
                    )
        self.generic_visit(node)

    def visit_With(self, node: ast.With) -> None:
        for item in node.items:
            attribute = _called(item.context_expr)
            if attribute in _WATCHES and any(
                isinstance(n, ast.Name) and n.id in self.students
                for part in node.body
                for n in ast.walk(part)
            ):
                self.refuse(node, f"has {attribute} around the student's code, which runs in another process")
        self._expecting(node)

    def visit_Try(self, node: ast.Try) -> None:
        self._expecting(node)

    def _expecting(self, node: ast.With | ast.Try) -> None:
        was, self.expects_error = self.expects_error, True
        self.generic_visit(node)
        self.expects_error = was

    def visit_Attribute(self, node: ast.Attribute) -> None:
        root = _root(node)
        if not isinstance(node.ctx, ast.Load):
            if root in self.theirs:
                self.refuse(
                    node, f"changes {ast.unparse(node)}, a student's: call a method or function for that"
                )
            if root in self.modules:
                self.refuse(node, f"changes {ast.unparse(node)}: the student's code has modules of its own")
        elif node.attr.startswith("_") and root in self.theirs:
            self.refuse(node, f"asks for {ast.unparse(node)}: a stand-in has no names with _ in front")
        elif node.attr in _SEEDS and root in self.modules:
            self.refuse(
                node, f"uses {ast.unparse(node)}: the student's code has another generator; hand it a seed"
            )
        elif node.attr in _SHARES and root in self.modules:
            self.refuse(node, f"uses {ast.unparse(node)}: the tests get copies")
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if not isinstance(node.ctx, ast.Load):
            root = _root(node)
            inner = node.value  # an array that was returned is the test's own copy
            while isinstance(inner, ast.Subscript):
                inner = inner.value
            if root in self.students or (root in self.theirs and not isinstance(inner, ast.Name)):
                self.refuse(
                    node, f"changes {ast.unparse(node)}, a student's: call a method or function for that"
                )
            if root in self.modules:
                self.refuse(node, f"changes {ast.unparse(node)}: the student's code has modules of its own")
        self.generic_visit(node)

    # Identity and types

    def visit_Compare(self, node: ast.Compare) -> None:
        sides = [node.left, *node.comparators]
        same = any(isinstance(operator, ast.Is | ast.IsNot) for operator in node.ops)
        constant = any(isinstance(side, ast.Constant) for side in sides)
        if same and not constant and any(_root(_argument(side)) in self.theirs for side in sides):
            self.refuse(node, f"asks {ast.unparse(node)}: the tests get copies; compare with ==")
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if _root(node.func) in self.theirs:
            end = (node.end_lineno, node.end_col_offset)
            for given in (*node.args, *(keyword.value for keyword in node.keywords)):
                if isinstance(given, ast.Name) and any(
                    name == given.id and place > end for name, place in self.draws
                ):
                    self.refuse(
                        node,
                        f"hands {given.id} to {_root(node.func)} and draws from it again: the student's code "
                        f"gets a copy of a generator, so make one for each call",
                    )
        if isinstance(node.func, ast.Name) and node.func.id in ("isinstance", "issubclass"):
            for argument in node.args[1:]:
                self._no_class(argument, f"asks {ast.unparse(node)}")
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for base in node.bases:
            self._no_class(base, f"derives {node.name} from {ast.unparse(base)}")
        self.generic_visit(node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.type:
            self._no_class(node.type, f"catches {ast.unparse(node.type)}")
        self.generic_visit(node)

    def _no_class(self, node: ast.expr, what: str) -> None:
        if any(isinstance(n, ast.Name) and n.id in self.students for n in ast.walk(node)):
            self.refuse(node, f"{what}: of a student's class there is a stand-in only; ask for what it does")

    # Imports

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for package, module in _imports(node):
            if module in ("inspect", "gc", "__main__", "unittest.mock"):
                self.refuse(node, f"imports {module}, which reaches into a process that is not the student's")
            if package not in self.importable | sys.stdlib_module_names | {"numpy"}:
                self.refuse(node, f"imports {module}: import it in a locked set-up cell before it")

    visit_ImportFrom = visit_Import


def _root(node: ast.AST | None) -> str | None:
    """The name that an expression such as ``model.layers[0].weights()`` begins with."""
    while isinstance(node, ast.Attribute | ast.Subscript | ast.Call | ast.Starred):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else None


def _called(node: ast.expr) -> str | None:
    """The last name of what is called: ``errstate`` of ``np.errstate(…)``."""
    function = node.func if isinstance(node, ast.Call) else node
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", None)


def _argument(node: ast.expr) -> ast.expr:
    """x of ``type(x)``."""
    of_type = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "type"
    return node.args[0] if of_type and node.args else node


def _bindings(node: ast.AST) -> Iterator[tuple[list[ast.expr], ast.expr | None]]:
    """The targets and the value of each binding that `node` makes."""
    if isinstance(node, ast.Assign):
        yield node.targets, node.value
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr):
        yield [node.target], node.value
    elif isinstance(node, ast.For | ast.comprehension):
        yield [node.target], node.iter


def _target_names(targets: list[ast.expr]) -> Iterator[str]:
    for target in targets:
        for node in ast.walk(target):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                yield node.id


def _imports(node: ast.AST) -> Iterator[tuple[str, str]]:
    """(package, module) of what `node` imports."""
    if isinstance(node, ast.Import):
        yield from ((alias.name.partition(".")[0], alias.name) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        module = node.module or "."
        yield module.partition(".")[0], module
        yield from ((module.partition(".")[0], f"{module}.{alias.name}") for alias in node.names)


def _imported_names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import | ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name.partition(".")[0]

"""The rules for test cells, without which they could not run in another process than the student's code.

The tests of an exercise are run by a judge. Its namespace has what the locked set-up cells and the tests bind
and, for each name that a solution cell binds, a stand-in for what the student made of it: a proxy for a
function or class, a copy of plain data, a handle of any other object. Nothing else of the student's is there.
CONTRIBUTING.md says what follows from that; this module finds what breaks it and shows in the code. What
does not show (that a value is no plain data, say) the judge says as it runs the test. The build refuses it;
`autograder release` warns of it, in an instructor's own notebooks.
"""

import ast
import builtins
import dis
import inspect
import math
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import CodeType

from publish.bilingual import LANGUAGES
from publish.source import Cell, Source

BEGIN_HIDDEN = "### BEGIN HIDDEN TESTS"

REFERENCE = "reference"
"""The instructor's own solutions, by name, for the hidden tests: ``reference.softmax(Z)``."""

SETUP, SOLUTION, TEST, ORDINARY = "set-up", "solution", "test", "ordinary"

_LOADS = {"LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"}

_JUPYTER = {"get_ipython", "In", "Out", "display", "exit", "quit"}  # and _, __, _1, _i, ...
_SHELL = _JUPYTER - {"In", "Out"}
"""Of those, what the judge has as well."""
_BUILTINS = {*dir(builtins), "__annotations__"} - _JUPYTER
_FORBIDDEN = {
    **dict.fromkeys(("globals", "locals", "vars", "inspect", "gc"), "looks_into"),
    **dict.fromkeys(("eval", "exec", "compile", "__import__"), "makes_code"),
    **dict.fromkeys(("open", "input", "breakpoint"), "needs_files"),
    **dict.fromkeys(("setattr", "delattr"), "sets"),
    "id": "identity",
}
"""What no test has a use for, and the rule that says why."""
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


@dataclass(frozen=True)
class Broken:
    """A rule that a cell breaks: `rule` is the name of its words in ``rules.toml``, `about` their fields."""

    cell: Cell
    line: int | None
    rule: str
    about: dict[str, object]

    def say(self, lang: str) -> str:
        """Where it is broken, why it is a rule, and what to do."""
        about = {
            key: _name(value, lang) if isinstance(value, Cell) else value for key, value in self.about.items()
        }
        if "side" in about:
            about["side"] = _words()[about["side"]][lang]
        what = _words()[self.rule][lang].format(**about)
        where = _words()["at_cell" if self.line is None else "at"][lang]
        return where.format(cell=_name(self.cell, lang), line=self.line, what=what)


@cache
def _words() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def _name(cell: Cell, lang: str) -> str:
    number = _words()["ordinary_cell"][lang].format(number=cell.number)
    return cell.metadata.get("nbgrader", {}).get("grade_id", number)


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
        if found := broken_rules(source.cells, lang):
            raise source.error(found[0].say("en"), found[0].cell)


def broken_rules(cells: Sequence[Cell], lang: str, book: bool = True, files: bool = False) -> list[Broken]:
    """The rules that the code among `cells` breaks in the edition `lang`; of each the first place in a cell.

    Parameters
    ----------
    cells : sequence of Cell
    lang : str
    book : bool
        Whether they are to keep all the rules, as the book's exercises do. Otherwise those count that decide
        whether a test works where it is graded and whether students can change what it relies on: in a course
        the judge imports what ordinary cells import, and has whatever is installed.
    files : bool
        Whether the assignment comes with files, which tests may then open.
    """
    found: list[Broken] = []
    codes = [_read(cell, lang, book, found) for cell in cells if cell.kind == "code"]
    found += _owners(codes, book)
    for at, code in enumerate(codes):
        found += _references(code, codes[:at])
        if code.side != ORDINARY:
            found += _names(code, codes[:at], codes[at + 1 :], book)
        if code.side == TEST:
            forms = _Forms(code, codes[:at], book, files)
            forms.visit(code.nodes[0])
            found += forms.found
    stars, unbound = ([b for b in found if b.rule == rule] for rule in ("star", "unbound"))
    needless = []
    if stars:  # what nothing seems to bind may come of them; in a course they matter only then
        needless = unbound if book or unbound else stars
    first: dict[tuple, Broken] = {}
    for broken in found:
        if broken in needless:
            continue
        first.setdefault((broken.cell.number, broken.rule, str(broken.about)), broken)
    return list(first.values())


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
    def imported(self) -> set[str]:
        return {name for node in self.nodes for name in _imported_names(node)}

    def breaks(self, rule: str, line: int | None, **about: object) -> Broken:
        return Broken(self.cell, line, rule, about)

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


def _read(cell: Cell, lang: str, book: bool, broken: list[Broken]) -> _Code:
    """The names of `cell`; of one that is not Python (a magic, say), none. What it breaks goes to `broken`.

    The compiler resolves them: what it loads by name or as a global is the notebook's.
    """
    side, text = _side(cell), cell.text[lang]
    lines = [line.strip() for line in text.split("\n")]
    hidden_from = lines.index(BEGIN_HIDDEN) + 1 if BEGIN_HIDDEN in lines else math.inf
    hides = side == TEST and hidden_from < math.inf
    try:
        tree = ast.parse(text)
        code = compile(tree, "<cell>", "exec", flags=0 if book else ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        if hides:
            ast.parse("\n".join(text.split("\n")[: int(hidden_from) - 1]))
    except SyntaxError as error:
        if side in (SETUP, TEST) or (book and side == SOLUTION):
            rule = "not_python_half" if hides else "not_python"
            broken.append(Broken(cell, error.lineno, rule, {"error": error.msg}))
        return _Code(cell, side, (ast.Module([], []),), math.inf)
    found = _Code(cell, side, tuple(ast.walk(tree)), hidden_from)
    _collect(code, found, at_once=True)
    for node in found.nodes:
        starred = isinstance(node, ast.ImportFrom) and node.names[0].name == "*"
        if starred and not (book and side == ORDINARY):
            broken.append(found.breaks("star", node.lineno, module=node.module))
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


def _owners(codes: list[_Code], book: bool) -> Iterator[Broken]:
    """The names that two sides bind: in one process the later wins, in two each side has its own."""
    owners: dict[str, _Code] = {}
    for code in codes:
        if code.side == ORDINARY:
            continue
        for name, line in code.bound.items():
            owner = owners.setdefault(name, code)
            alike = not book and name in code.imported and name in owner.imported
            if owner.side != code.side and not alike:
                yield code.breaks("two_owners", line, name=name, side=owner.side, owner=owner.cell)


def _references(code: _Code, before: list[_Code]) -> Iterator[Broken]:
    """`reference`, but for ``reference.name`` in a hidden test, of what a solution cell binds."""
    if REFERENCE in code.bound:
        yield code.breaks("reference_bound", None)
        return
    line = code.used.get(REFERENCE, math.inf)
    if line < code.hidden_from if code.side == TEST else line < math.inf:
        yield code.breaks("reference_visible", line)
        return
    if line == math.inf:
        return
    asked = {id(node.value): node.attr for node in code.nodes if isinstance(node, ast.Attribute)}
    solutions = {name for earlier in before if earlier.side == SOLUTION for name in earlier.bound}
    for node in code.nodes:
        if isinstance(node, ast.Name) and node.id == REFERENCE:
            name = asked.get(id(node))
            if name not in solutions:
                rule = "reference_unknown" if name else "reference_itself"
                yield code.breaks(rule, node.lineno, name=name)


def _names(code: _Code, before: list[_Code], after: list[_Code], book: bool) -> Iterator[Broken]:
    """The names that are not there where `code`, a cell that counts, will run."""
    others = (*before, *after)
    there = set(_BUILTINS) | {REFERENCE}
    if not book:
        there |= _SHELL.union(*(other.imported for other in others if other.side in (ORDINARY, SOLUTION)))
    for name, line in code.used.items():
        hidden = line >= code.hidden_from
        if name in there or code.gives(name, hidden):
            continue
        owners = [other for other in others if name in other.bound]
        students = any(owner.side == SOLUTION for owner in owners)
        if code.side == SETUP and students and name in code.at_once:
            yield code.breaks("set_up_uses", code.at_once[name], name=name)
            continue
        if code.side != TEST and students:  # a function that is called when there is a solution
            continue
        if code.side == SOLUTION and (name in _JUPYTER or not (book or _only_tests(owners))):
            continue
        sides = (SETUP, SOLUTION, TEST) if code.side == TEST else (SETUP,)
        if not any(owner in before and owner.side in sides and owner.gives(name, hidden) for owner in owners):
            yield code.breaks(_why_not(name, owners, code), line, name=name, owner=owners and owners[0].cell)


def _only_tests(owners: list[_Code]) -> bool:
    return bool(owners) and all(owner.side == TEST for owner in owners)


def _why_not(name: str, owners: list[_Code], code: _Code) -> str:
    """The rule that says why none of the `owners` of `name` gives it to `code`."""
    if name in _JUPYTER or (name.startswith("_") and not name.strip("_i0123456789")):
        return "jupyters"
    if name in code.bound:
        return "own_hidden"
    if not owners:
        return "unbound"
    owner = owners[0]
    if owner.side == ORDINARY:
        return "ordinary_binds"
    if owner.side == TEST and code.side != TEST:
        return "test_binds"
    if owner.side == TEST and owner.cell.number < code.cell.number:
        return "earlier_hidden"
    return "later_binds"


# ------------------------------------------------------------------------------------- forms


class _Forms(ast.NodeVisitor):
    """Finds what in a test gives away that it relies on the student's process being its own."""

    def __init__(self, code: _Code, before: list[_Code], book: bool, files: bool) -> None:
        self.code, self.book = code, book
        self.found: list[Broken] = []
        setup = [node for other in before if other.side == SETUP for node in other.nodes]
        importing = [code, *(other for other in before if other.side == SETUP or not book)]
        self.modules = set().union(*(other.imported for other in importing))
        bound = {name for other in before if other.side == SOLUTION for name in other.bound}
        self.students = bound - self.modules
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
        for name, rule in _FORBIDDEN.items():
            if name in code.used and name not in code.bound and not (files and name == "open"):
                self.breaks(rule, code.used[name], name=name)

    def breaks(self, rule: str, where: ast.AST | int, **about: object) -> None:
        line = where if isinstance(where, int) else where.lineno
        self.found.append(self.code.breaks(rule, line, **about))

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
                    self.breaks("dropped", node, function=call.func.id, name=name)
        self.generic_visit(node)

    def visit_With(self, node: ast.With) -> None:
        for item in node.items:
            attribute = _called(item.context_expr)
            if attribute in _WATCHES and any(
                isinstance(n, ast.Name) and n.id in self.students
                for part in node.body
                for n in ast.walk(part)
            ):
                self.breaks("watches", node, name=attribute)
        self._expecting(node)

    def visit_Try(self, node: ast.Try) -> None:
        self._expecting(node)

    def _expecting(self, node: ast.With | ast.Try) -> None:
        was, self.expects_error = self.expects_error, True
        self.generic_visit(node)
        self.expects_error = was

    def visit_Attribute(self, node: ast.Attribute) -> None:
        root = _root(node)
        what = ast.unparse(node)
        if not isinstance(node.ctx, ast.Load):
            if root in self.theirs:
                self.breaks("changes_theirs", node, what=what)
            if root in self.modules:
                self.breaks("changes_module", node, what=what)
        elif node.attr.startswith("_") and root in self.theirs:
            self.breaks("private", node, what=what)
        elif node.attr in _SEEDS and root in self.modules:
            self.breaks("seeds", node, what=what)
        elif node.attr in _SHARES and root in self.modules:
            self.breaks("shares", node, what=what)
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if not isinstance(node.ctx, ast.Load):
            root = _root(node)
            inner = node.value  # an array that was returned is the test's own copy
            while isinstance(inner, ast.Subscript):
                inner = inner.value
            if root in self.students or (root in self.theirs and not isinstance(inner, ast.Name)):
                self.breaks("changes_theirs", node, what=ast.unparse(node))
            if root in self.modules:
                self.breaks("changes_module", node, what=ast.unparse(node))
        self.generic_visit(node)

    # Identity and types

    def visit_Compare(self, node: ast.Compare) -> None:
        sides = [node.left, *node.comparators]
        same = any(isinstance(operator, ast.Is | ast.IsNot) for operator in node.ops)
        constant = any(isinstance(side, ast.Constant) for side in sides)
        if same and not constant and any(_root(_argument(side)) in self.theirs for side in sides):
            self.breaks("same", node, what=ast.unparse(node))
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if _root(node.func) in self.theirs:
            end = (node.end_lineno, node.end_col_offset)
            for given in (*node.args, *(keyword.value for keyword in node.keywords)):
                if isinstance(given, ast.Name) and any(
                    name == given.id and place > end for name, place in self.draws
                ):
                    self.breaks("draws", node, name=given.id, function=_root(node.func))
        if isinstance(node.func, ast.Name) and node.func.id in ("isinstance", "issubclass"):
            for argument in node.args[1:]:
                self._no_class(argument, "class_asks", what=ast.unparse(node))
        self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for base in node.bases:
            self._no_class(base, "class_derives", name=node.name, what=ast.unparse(base))
        self.generic_visit(node)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.type:
            self._no_class(node.type, "class_catches", what=ast.unparse(node.type))
        self.generic_visit(node)

    def _no_class(self, node: ast.expr, rule: str, **about: str) -> None:
        if any(isinstance(n, ast.Name) and n.id in self.students for n in ast.walk(node)):
            self.breaks(rule, node, **about)

    # Imports

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for package, module in _imports(node):
            if module in ("inspect", "gc", "__main__", "unittest.mock"):
                self.breaks("imports_reaching", node, module=module)
            elif self.book and package not in self.importable | sys.stdlib_module_names | {"numpy"}:
                self.breaks("imports_other", node, module=module)

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

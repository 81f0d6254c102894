"""What a submission may have changed of its surroundings: evidence for a person, never a verdict."""

import sys
from collections.abc import Mapping
from types import ModuleType

#: Modules whose functions nothing in an exercise has a reason to replace.
WATCHED = ("builtins", "numpy", "numpy.testing", "math", "json", "inspect", "traceback", "ast")
#: What gives back a name that NumPy once had: ``np.bool = bool``.
SLIPS = ("numpy.bool", "numpy.complex", "numpy.float", "numpy.int", "numpy.object", "numpy.str")


def snapshot(shell: object) -> Mapping[str, object]:
    """What there is now, by the name under which a person would look for it."""
    found = {
        f"{module}.{name}": value
        for module in WATCHED
        if isinstance(sys.modules.get(module), ModuleType)
        for name, value in vars(sys.modules[module]).items()
        if not name.startswith("_") or name in ("__import__", "__build_class__")
    }
    kinds = [type(shell), *type(shell).__bases__, type(shell.displayhook), type(shell.display_pub)]
    for kind in kinds:
        found |= {f"{kind.__name__}.{name}": value for name, value in vars(kind).items() if callable(value)}
        found |= {f"shell.{name}": None for name, value in vars(kind).items() if callable(value)}
    found |= {f"shell.{name}": value for name, value in vars(shell).items() if f"shell.{name}" in found}
    return found | {
        "ast_transformers": tuple(shell.ast_transformers),
        "input_transformers": (
            *shell.input_transformers_cleanup,
            *shell.input_transformers_post,
        ),
        "custom_exceptions": shell.custom_exceptions,
        "sys.settrace": sys.gettrace(),
        "sys.setprofile": sys.getprofile(),
        "sys.excepthook": sys.excepthook,
    }


def changed(before: Mapping[str, object], shell: object) -> list[str]:
    """The names of what is another now."""
    now = snapshot(shell)
    return [
        name
        for name, value in before.items()
        if name not in SLIPS
        and (now.get(name) != value if isinstance(value, tuple) else now.get(name) is not value)
    ]

"""A progress bar for whoever watches, and none where nobody does."""

import sys

from tqdm import tqdm


def someone_watches() -> bool:
    """Whether a person waits: in a terminal, or in a notebook that is not run as a batch.

    Whatever runs notebooks unattended (nbclient, nbval, nbgrader) tells the kernel that nobody can
    answer `input`; whatever a person runs them in does not.
    """
    ipython = sys.modules.get("IPython")
    kernel = getattr(ipython.get_ipython() if ipython else None, "kernel", None)
    return sys.stdout.isatty() if kernel is None else getattr(kernel, "_allow_stdin", False)


def progress_bar(total: int, unit: str, shown: bool | None = None) -> tqdm:
    """Return a bar that appears once the work has lasted 2 seconds, and goes away at the end.

    Parameters
    ----------
    total : int
        How much there is to do; ``bar.update(n)`` says how much has been done.
    unit : str
        What is counted.
    shown : bool, optional
        Whether to show it; by default, where a person watches, so that what is run unattended
        repeats.
    """
    disable = not (someone_watches() if shown is None else shown)
    # not on stderr, which a notebook shows as an error even where the bar has gone
    return tqdm(total=total, unit=unit, delay=2, leave=False, disable=disable, file=sys.stdout)

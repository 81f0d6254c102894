"""The parts of a training loop: mini-batches, clipping, early stopping, history (chapters 2, 8, 9).

`Network.fit` puts them together.
"""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from gradiente import checks


def mini_batches(
    n: int, batch_size: int, rng: np.random.Generator | None = None
) -> Iterator[np.ndarray | slice]:
    """Go through n examples once, in mini-batches; the last one may be short.

    Only indices are shuffled, never the data.

    Parameters
    ----------
    n, batch_size : int
        Numbers of examples.
    rng : Generator, optional
        Where the order comes from; without it, the order is that of the data.

    Yields
    ------
    ndarray of int or slice
        The rows of a mini-batch.
    """
    n, batch_size = checks.integer("n", n), checks.integer("batch_size", batch_size)
    order = None if rng is None else rng.permutation(n)
    for start in range(0, n, batch_size):
        rows = slice(start, min(start + batch_size, n))
        yield rows if order is None else order[rows]


def clip_by_norm(gradient: np.ndarray, limit: float) -> np.ndarray:
    """Shorten the gradient to the given length if it is longer, in place; its direction stays.

    Pascanu et al. (2013), arXiv:1211.5063. Keras's ``global_clipnorm``.
    """
    checks.number("limit", limit, above=0)
    norm = np.linalg.norm(gradient)
    if norm > limit:
        gradient *= limit / float(norm)
    return gradient


def clip_by_value(gradient: np.ndarray, limit: float) -> np.ndarray:
    """Cut each element to [−limit, limit], in place; the direction changes."""
    checks.number("limit", limit, above=0)
    return np.clip(gradient, -limit, limit, out=gradient)


class Scores:
    """Means over the examples of functions of outputs and targets.

    They are evaluated for a thousand examples at a time, for with mini-batches of 10 the cost would
    take as long as a layer.

    Parameters
    ----------
    functions : dict
        From a name to a function of (Y, T), a mean over the examples as costs are.
    """

    BLOCK = 1000

    def __init__(self, functions: dict[str, Callable[[np.ndarray, np.ndarray], float]]) -> None:
        self.functions = functions
        self.totals = dict.fromkeys(functions, 0.0)
        self.n = 0
        self.waiting: list[tuple[np.ndarray, np.ndarray]] = []
        self.n_waiting = 0

    def add(self, Y: np.ndarray, T: np.ndarray) -> None:
        """Take in the outputs and targets of a mini-batch."""
        self.waiting.append((Y, T))
        self.n_waiting += len(Y)
        if self.n_waiting >= self.BLOCK:
            self._evaluate()

    def means(self) -> dict[str, float]:
        """The mean of each function over all examples so far."""
        if self.waiting:
            self._evaluate()
        return {name: total / self.n for name, total in self.totals.items()}

    def _evaluate(self) -> None:
        Y, T = map(np.concatenate, zip(*self.waiting, strict=True))
        for name, function in self.functions.items():
            self.totals[name] += len(Y) * float(function(Y, T))
        self.n += len(Y)
        self.waiting, self.n_waiting = [], 0


class EarlyStopping:
    """Stop when what is monitored has not improved for some epochs (Prechelt, 1998).

    Parameters
    ----------
    patience : int
        Number of epochs in a row without improvement after which training stops; Keras's count.
    min_delta : float
        What counts as an improvement is one by more than this.
    monitor : str
        Entry of the history to watch: "validation_cost", or the like. An accuracy is to grow,
        anything else to fall.
    restore_best : bool
        Go back to the weights of the best epoch, at the end of training for any reason.
    """

    def __init__(
        self,
        patience: int = 5,
        *,
        min_delta: float = 0.0,
        monitor: str = "validation_cost",
        restore_best: bool = True,
    ) -> None:
        self.patience = checks.integer("patience", patience, least=0)
        self.min_delta = checks.number("min_delta", min_delta, least=0)
        self.monitor = monitor
        self.restore_best = bool(restore_best)
        self.start()

    def start(self) -> None:
        """Forget what has been seen."""
        self.best: float | None = None
        self.best_epoch = 0
        self.epoch = 0
        self.wait = 0

    def update(self, value: float) -> bool:
        """Take in one epoch's value; tell whether to stop.

        ``best_epoch == epoch`` afterwards if this epoch, counted from 1, is the best so far.
        """
        self.epoch += 1
        sign = 1 if self.monitor.endswith("accuracy") else -1
        better = self.best is None or sign * (value - self.best) > self.min_delta
        if better and not np.isnan(value):
            self.best, self.best_epoch, self.wait = value, self.epoch, 0
            return False
        self.wait += 1
        return self.wait >= self.patience

    def __repr__(self) -> str:
        return f"EarlyStopping(patience={self.patience}, monitor={self.monitor!r})"


class History(dict[str, list[float]]):
    """What each epoch gave: a list for "cost", and for "validation_cost" and metrics if asked for.

    "cost" and the training metrics are means over the mini-batches of the epoch, while the weights
    were changing; the validation ones are taken at its end. Penalties are not part of any cost, so
    that costs compare.

    Attributes
    ----------
    best_epoch : int or None
        With early stopping, the epoch, from 1, of the best value.
    """

    best_epoch: int | None = None

    def record(self, **values: float) -> None:
        """Add the values of one epoch."""
        for name, value in values.items():
            self.setdefault(name, []).append(float(value))

    @property
    def epochs(self) -> int:
        """Number of epochs."""
        return len(self.get("cost", ()))

    def plot(
        self,
        *names: str,
        ax: Any = None,
        labels: dict[str, str] | None = None,
        xlabel: str = "epoch",
        ylabel: str | None = None,
    ) -> Any:
        """Draw the history against the epoch.

        Parameters
        ----------
        *names : str
            Entries to draw; all the costs if none is given.
        ax : matplotlib Axes, optional
            Where to draw; a new figure if not given.
        labels : dict, optional
            What the legend says of an entry in place of its name.
        xlabel, ylabel : str, optional
            Names of the axes.

        Returns
        -------
        matplotlib Axes
            With one line for each entry, and a mark at the best epoch.
        """
        import matplotlib.pyplot as plt  # only who plots needs it

        names = names or tuple(name for name in self if name.endswith("cost"))
        for name in names:
            checks.choice("an entry to plot", name, self)
        if ax is None:
            ax = plt.subplots()[1]
        labels = labels or {}
        for name in names:
            text = labels.get(name, name.replace("_", " "))
            ax.plot(np.arange(1, len(self[name]) + 1), self[name], label=text)
        if self.best_epoch is not None:
            ax.axvline(self.best_epoch, color="0.5", linestyle=":", linewidth=1)
        ax.set_xlabel(xlabel)
        if ylabel is None:
            ylabel = labels.get(names[0], names[0].removeprefix("validation_")) if names else ""
        ax.set_ylabel(ylabel)
        if len(names) > 1:
            ax.legend()
        return ax

    def __repr__(self) -> str:
        last = ", ".join(f"{name} {values[-1]:.4g}" for name, values in self.items() if values)
        return f"History of {self.epochs} epochs" + (f": {last}" if last else "")

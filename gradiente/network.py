r"""Networks of layers, and how they are trained (chapters 2 and 3).

All parameters of a network live in one vector θ, and their gradients in another; the arrays W and b
of the layers are views into them. So a step of gradient descent is one statement for the whole
network, θ ← θ − η∇J, and clipping, momentum, the best weights so far or a numerical gradient are
equally short.
"""

import copy
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from gradiente import checks, costs, optimizers, training
from gradiente.layers import Layer
from gradiente.metrics import accuracy, predicted_classes
from gradiente.progress import progress_bar
from gradiente.regularizers import ElasticNet

# Where the output unit and the cost are one likelihood, the derivative of the unit cancels and
# δ = y − t (chapter 1). Going there at once is exact where y rounds to 0 or 1.
NATURAL_PAIRS = {
    ("sigmoid", "binary_cross_entropy"),
    ("softmax", "categorical_cross_entropy"),
    ("softmax", "sparse_categorical_cross_entropy"),
}
Data = tuple[np.ndarray, np.ndarray]


class Network:
    """Layers one after the other, a cost, and gradient descent.

    Parameters
    ----------
    layers : sequence of Layer
        From the input to the output.
    input_shape : int or tuple of int
        Shape of one example: 784, or (28, 28, 1).
    cost : str or Cost
        See `costs.get`.
    seed : int or Generator
        Where the initial weights, the order of the examples and dropout come from.
    dtype : {"float64", "float32"}
        Type of the parameters and of all that is computed; float32 takes about half the time.
    regularizer : ElasticNet, optional
        Penalty on the weights of all layers that have none of their own.

    Attributes
    ----------
    theta, gradient : ndarray of shape (n_parameters,)
        All parameters, and ∂J/∂θ as the last backward pass left it.

    Examples
    --------
    >>> from gradiente.layers import Dense
    >>> net = Network([Dense(30, "sigmoid"), Dense(10, "sigmoid")], input_shape=784)
    >>> net.n_parameters
    23860
    """

    def __init__(
        self,
        layers: Sequence[Layer],
        input_shape: int | tuple[int, ...],
        cost: str | costs.Cost = "squared_error",
        *,
        seed: int | np.random.Generator = 0,
        dtype: Any = "float64",
        regularizer: ElasticNet | None = None,
    ) -> None:
        self.layers = list(layers)
        for layer in self.layers:
            if not isinstance(layer, Layer):
                raise checks.fail("layers", "a sequence of layers", checks.describe(layer))
        if not self.layers:
            raise checks.fail("layers", "at least one layer", "none")
        self.cost = costs.get(cost)
        self.rng = checks.generator(seed)
        self.dtype = checks.dtype(dtype)
        self.regularizer = regularizer
        shape = input_shape if isinstance(input_shape, tuple | list) else (input_shape,)
        self.input_shape = tuple(n if n is None else checks.integer("input_shape", n) for n in shape)
        shape = self.input_shape
        for layer in self.layers:
            shape = layer.build(shape, self.rng, self.dtype)
        self.output_shape = shape
        self._gather()

    def _gather(self) -> None:
        """Move the parameters of all layers into θ, and make the layers' arrays views into it."""
        arrays = [(layer, name) for layer in self.layers for name in layer.learned]
        values = [np.asarray(getattr(layer, name), self.dtype) for layer, name in arrays]
        for (layer, name), value in zip(arrays, values, strict=True):
            gradient = getattr(layer, f"d{name}")
            checks.same_shape(f"{name} of {layer}", value, "its gradient", gradient)
        self.theta = np.concatenate([np.empty(0, self.dtype), *map(np.ravel, values)])
        self.gradient = np.zeros_like(self.theta)
        end = 0
        for (layer, name), value in zip(arrays, values, strict=True):
            start, end = end, end + value.size
            setattr(layer, name, self.theta[start:end].reshape(value.shape))
            setattr(layer, f"d{name}", self.gradient[start:end].reshape(value.shape))
        self._penalties = [
            (penalty, getattr(layer, name), getattr(layer, f"d{name}"))
            for layer in self.layers
            if (penalty := layer.regularizer or self.regularizer) is not None
            for name in layer.penalized
        ]
        unit = getattr(self.layers[-1], "activation", None)
        self._natural = (
            hasattr(self.layers[-1], "backward_delta") and (unit.name, self.cost.name) in NATURAL_PAIRS
        )

    def _gather_again(self) -> None:
        """Take in arrays that someone has put in place of a view: ``layer.W = ...``."""
        arrays = [getattr(layer, name) for layer in self.layers for name in layer.learned]
        if any(getattr(array, "base", None) is not self.theta for array in arrays):
            self._gather()

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__dict__.update(state)
        self._gather()  # a copy's views are arrays of their own until they are gathered again

    # ------------------------------------------------------------------ forward and backward

    def forward(self, X: np.ndarray, training: bool = False) -> np.ndarray:
        """Take a mini-batch (m, ...) to the outputs (m, n_K), without checking it."""
        A = X
        for layer in self.layers:
            A = layer.forward(A, training)
        return A

    def backward(self, Y: np.ndarray, T: np.ndarray) -> None:
        """Fill in the gradient of the cost, and of the penalties, for the mini-batch just seen.

        Parameters
        ----------
        Y : ndarray
            What `forward` returned.
        T : ndarray
            Targets of that mini-batch.
        """
        last = len(self.layers) - 1
        if self._natural:
            delta = self.layers[last].backward_delta(self._error(Y, T), last > 0)
        else:
            delta = self.layers[last].backward(self.cost.gradient(Y, T), last > 0)
        for k in range(last - 1, -1, -1):
            delta = self.layers[k].backward(delta, k > 0)
        for regularizer, W, dW in self._penalties:
            dW += regularizer.gradient(W)

    def _error(self, Y: np.ndarray, T: np.ndarray) -> np.ndarray:
        """δ⁽ᴷ⁾ = (y − t)/m."""
        if self.cost.targets == "labels":
            T = costs.one_hot_like(T, Y)
        return (Y - T) / len(Y)

    def penalty(self) -> float:
        """What the regularizers add to the cost."""
        return sum(regularizer.penalty(W) for regularizer, W, _ in self._penalties)

    def objective_and_gradient(self, X: np.ndarray, T: np.ndarray) -> tuple[float, np.ndarray]:
        """Cost plus penalties of a mini-batch, and its gradient with respect to θ.

        Layers act as in training: batch normalization uses the mini-batch, dropout drops.

        Parameters
        ----------
        X : ndarray of shape (m, ...)
            Inputs.
        T : ndarray
            Targets, of the kind that the cost takes.

        Returns
        -------
        J : float
            The mean cost of the examples, plus the penalties.
        gradient : ndarray of shape (n_parameters,)
            ∂J/∂θ; the network's own array, which the next pass overwrites.
        """
        X, T = self._check(X, T)
        Y = self.forward(self._cast(X), training=True)
        self.backward(Y, T)
        return float(self.cost.function(Y, T)) + self.penalty(), self.gradient

    def predict(self, X: np.ndarray, batch_size: int = 256) -> np.ndarray:
        """Outputs for inputs X (m, ...), computed by mini-batches to save memory."""
        X = self._check_inputs(X)
        checks.integer("batch_size", batch_size)
        return np.concatenate(
            [self.forward(self._cast(X[rows])) for rows in training.mini_batches(len(X), batch_size)]
        )

    def predict_classes(self, X: np.ndarray) -> np.ndarray:
        """Class of each input, (m,)."""
        return predicted_classes(self.predict(X), self._threshold)

    def evaluate(
        self, X: np.ndarray, T: np.ndarray, metrics: Sequence[str | Callable] = ()
    ) -> dict[str, float]:
        """Cost, without penalties, and metrics of the network on some data.

        Parameters
        ----------
        X, T : ndarray
            Inputs and targets.
        metrics : sequence of str or callable
            "accuracy", or functions of (Y, T), see `training.Scores`.
        """
        X, T = self._check(X, T)
        return self._evaluate(X, T, self._metrics(metrics))

    # ------------------------------------------------------------------------------ training

    def fit(
        self,
        X: np.ndarray,
        T: np.ndarray,
        *,
        epochs: int = 1,
        batch_size: int = 32,
        optimizer: str | float | optimizers.Optimizer = 0.01,
        validation: Data | None = None,
        metrics: Sequence[str | Callable] = (),
        early_stopping: training.EarlyStopping | None = None,
        clip_norm: float | None = None,
        clip_value: float | None = None,
        augment: Callable[[np.ndarray, np.random.Generator], np.ndarray] | None = None,
        shuffle: bool = True,
        on_epoch: Callable[["Network", training.History], None] | None = None,
        progress: bool | None = None,
    ) -> training.History:
        """Train by mini-batch gradient descent.

        Parameters
        ----------
        X : ndarray of shape (n, ...)
            Inputs. They are never copied as a whole: each mini-batch is taken out of them.
        T : ndarray
            Targets, of the kind that the cost takes.
        epochs, batch_size : int
            Passes through the data, and examples in a mini-batch.
        optimizer : Optimizer, str or float
            The update rule, its name, or the learning rate of plain gradient descent. Training uses
            a copy, kept as ``network.optimizer``; pass that one to go on with its memory.
        validation : (X, T), optional
            Data on which cost and metrics are taken after each epoch.
        metrics : sequence of str or callable
            What to measure beside the cost: "accuracy", or functions of (Y, T), see
            `training.Scores`.
        early_stopping : EarlyStopping, optional
            When to stop before the last epoch. Training uses a copy.
        clip_norm, clip_value : float, optional
            Limits on the norm of the gradient, and on each of its elements.
        augment : callable, optional
            ``augment(X, rng)`` makes new inputs out of those of a mini-batch, see `augmentation`.
        shuffle : bool
            Take the examples in a new order each epoch.
        on_epoch : callable, optional
            ``on_epoch(network, history)`` is called after each epoch.
        progress : bool, optional
            Show a progress bar once training has lasted 2 seconds; by default, where a person watches.

        Returns
        -------
        History
            What each epoch gave.

        Raises
        ------
        ValueError
            If an argument has the wrong shape or is out of range, or data hold NaN.
        """
        X, T = self._check(X, T)
        epochs = checks.integer("epochs", epochs, least=0)
        batch_size = checks.integer("batch_size", batch_size)
        measures = self._metrics(metrics)
        if validation is not None:
            if not isinstance(validation, tuple | list) or len(validation) != 2:
                raise checks.fail("validation", "a pair (X, T)", checks.describe(validation))
            validation = self._check(*validation, name="validation ")
        stopping = copy.copy(early_stopping)
        if stopping is not None:
            stopping.start()
            known = list(measures)
            known += [f"validation_{name}" for name in known] if validation is not None else []
            checks.choice("early_stopping's monitor", stopping.monitor, known)
        for name, limit in (("clip_norm", clip_norm), ("clip_value", clip_value)):
            if limit is not None:
                checks.number(name, limit, above=0)
        optimizer = self.optimizer = copy.deepcopy(optimizers.get(optimizer))

        history = training.History()
        best = None
        bar = progress_bar(epochs * len(X), " examples", progress)
        # A learning rate that is too large makes the weights overflow: the history shows it.
        with bar, np.errstate(over="ignore", invalid="ignore"):
            for _ in range(epochs):
                scores = training.Scores(measures)
                for rows in training.mini_batches(len(X), batch_size, self.rng if shuffle else None):
                    A, t = self._cast(X[rows]), T[rows]
                    if augment is not None:
                        A = self._cast(augment(A, self.rng))
                    Y = self.forward(A, training=True)
                    self.backward(Y, t)
                    if clip_norm is not None:
                        training.clip_by_norm(self.gradient, clip_norm)
                    if clip_value is not None:
                        training.clip_by_value(self.gradient, clip_value)
                    optimizer.step(self.theta, self.gradient)
                    scores.add(Y, t)
                    bar.update(len(Y))
                history.record(**scores.means())
                if validation is not None:
                    means = self._evaluate(*validation, measures)
                    history.record(**{f"validation_{name}": mean for name, mean in means.items()})
                if on_epoch is not None:
                    on_epoch(self, history)
                if stopping is not None:
                    stop = stopping.update(history[stopping.monitor][-1])
                    if stopping.best_epoch == stopping.epoch:
                        best = self._snapshot()
                    if stop:
                        break
        if stopping is not None and best is not None:
            history.best_epoch = stopping.best_epoch
            if stopping.restore_best:
                self._restore(best)
        return history

    def _evaluate(self, X: np.ndarray, T: np.ndarray, measures: dict[str, Callable]) -> dict[str, float]:
        scores = training.Scores(measures)
        for rows in training.mini_batches(len(X), 256):
            scores.add(self.forward(self._cast(X[rows])), T[rows])
        return scores.means()

    def _snapshot(self) -> list[np.ndarray]:
        """Copies of all that training changes."""
        states = [getattr(layer, name) for layer in self.layers for name in layer.state]
        return [array.copy() for array in [self.theta, *states]]

    def _restore(self, arrays: list[np.ndarray]) -> None:
        states = [getattr(layer, name) for layer in self.layers for name in layer.state]
        for array, value in zip([self.theta, *states], arrays, strict=True):
            array[...] = value

    # -------------------------------------------------------------------------------- checks

    def _cast(self, X: np.ndarray) -> np.ndarray:
        """A mini-batch in the network's type; symbols stay whole numbers."""
        return X if self._symbols else X.astype(self.dtype, copy=False)

    @property
    def _symbols(self) -> bool:
        return self.layers[0].takes_symbols

    @property
    def _threshold(self) -> float:
        """Output of a single unit above which it says yes."""
        return 0.0 if self.cost.targets == "signs" or "logits" in self.cost.name else 0.5

    def _check_inputs(self, X: np.ndarray, name: str = "X") -> np.ndarray:
        self._gather_again()
        X = checks.numeric(name, X)
        matches = X.ndim == 1 + len(self.input_shape) and all(
            want in (None, have) for want, have in zip(self.input_shape, X.shape[1:], strict=True)
        )
        if not matches:
            wanted = ", ".join("any" if n is None else str(n) for n in self.input_shape)
            raise checks.fail(name, f"of shape (m, {wanted})", f"shape {X.shape}")
        if not len(X):
            raise checks.fail(name, "at least one example", f"shape {X.shape}")
        self.layers[0].check_input(X, name)
        return X

    def _check(self, X: np.ndarray, T: np.ndarray, name: str = "") -> Data:
        X = self._check_inputs(X, f"{name}X")
        shape = [len(X), *self.output_shape]
        if None in shape:  # sequences of any length
            shape[1] = X.shape[1]
        T = costs.check_targets(T, tuple(shape), self.cost.targets, self.dtype, f"{name}T")
        return X, T

    def _metrics(self, names: Sequence[str | Callable]) -> dict[str, Callable]:
        """The functions to measure, by name; the cost is the first."""
        if isinstance(names, str) or callable(names):
            names = [names]
        found = {"cost": self.cost.function}
        for name in names:
            if callable(name):
                found[getattr(name, "__name__", repr(name))] = name
            else:
                checks.choice("metrics", name, ["accuracy"])
                found["accuracy"] = lambda Y, T: accuracy(Y, T, self._threshold)
        return found

    # ------------------------------------------------------------------------------ the rest

    @property
    def n_parameters(self) -> int:
        """Number of parameters."""
        return self.theta.size

    def slices(self) -> dict[str, slice]:
        """Where each learned array lies in θ: from "1 Dense W" to a slice."""
        found, end = {}, 0
        for k, layer in enumerate(self.layers, start=1):
            for name in layer.learned:
                start, end = end, end + getattr(layer, name).size
                found[f"{k} {type(layer).__name__} {name}"] = slice(start, end)
        return found

    def summary(self) -> str:
        """A table of the layers, the shapes of their outputs, and their numbers of parameters."""
        rows = [(str(layer), layer.output_shape, layer.n_parameters) for layer in self.layers]
        width = max(len(text) for text, _, _ in rows)
        lines = [f"{text:<{width}}  {shape!s:<18}{n:>10,}" for text, shape, n in rows]
        return "\n".join([*lines, f"{'':<{width}}  {'':<18}{self.n_parameters:>10,}"])

    def __repr__(self) -> str:
        inside = ", ".join(map(str, self.layers))
        return f"Network([{inside}], {self.input_shape}, {self.cost.name!r})"

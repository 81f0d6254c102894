"""Exercise 07: its solutions against Keras's optimizers."""

from types import SimpleNamespace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from gradiente.optimizers import Adam
from oracles import CLOSE
from publish.exercises import instructor
from publish.project import ROOT
from publish.source import read

SOURCE = read(ROOT / "solutions" / "07_optimizers.md")
TASKS = [
    cell.metadata["nbgrader"]["grade_id"]
    for cell in SOURCE.cells
    if cell.metadata.get("nbgrader", {}).get("solution")
]
STEPS = 12
SCALES = [1, 1e-4, 1e-7]  # the last two are those of √ε and of ε, where its place shows
# Keras rounds β to single precision where it corrects, which changes √(1 − 0.999) by 7e-6: so we take
# numbers near the usual ones that it does not have to round.
BETAS = 0.875, 1 - 2**-10


@pytest.fixture(scope="module")
def solved() -> SimpleNamespace:
    """The functions of the solution."""
    names: dict = {}
    for cell in instructor(SOURCE, "en").cells:
        if cell.id in TASKS or cell.id == "setup":
            exec(compile(cell.source, f"<{cell.id}>", "exec"), names)
    return SimpleNamespace(**{task: names[task] for task in TASKS})


def start_and_slopes(scale: float, shape: tuple[int, ...] = (3, 4)) -> tuple[np.ndarray, np.ndarray]:
    """Weights, and the gradients of twelve steps, some of them 0, about as large as `scale`."""
    rng = np.random.default_rng(7)
    slopes = scale * rng.normal(size=(STEPS, *shape))
    return rng.normal(size=shape), slopes * (rng.random(slopes.shape) < 0.8)


def path_of(optimizer, w: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    """Where a Keras optimizer takes w, step by step."""
    import keras

    variable, path = keras.Variable(w, dtype="float64"), []
    for g in slopes:
        optimizer.apply([keras.ops.convert_to_tensor(g, dtype="float64")], [variable])
        path.append(variable.numpy().copy())
    return np.array(path)


def path_with(rule, w: np.ndarray, slopes: np.ndarray, state: object) -> np.ndarray:
    """Where a rule ``(w, g, state) -> (w, state)`` takes w, step by step."""
    path = []
    for g in slopes:
        w, state = rule(w, g, state)
        path.append(w)
    return np.array(path)


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("name", ["momentum", "nesterov", "adagrad", "rmsprop", "adam"])
def test_rules_take_the_steps_of_keras(solved: SimpleNamespace, name: str, scale: float) -> None:
    from keras import optimizers

    zeros = np.zeros((3, 4))
    rule, state, theirs = {
        "momentum": (
            lambda w, g, v: solved.momentum_step(w, g, v, 0.25, 0.75),
            zeros,
            optimizers.SGD(0.25, momentum=0.75),
        ),
        "nesterov": (
            lambda w, g, v: solved.nesterov_step(w, g, v, 0.25, 0.75),
            zeros,
            optimizers.SGD(0.25, momentum=0.75, nesterov=True),
        ),
        "adagrad": (
            lambda w, g, s: solved.adagrad_step(w, g, s, 0.25),
            zeros,
            optimizers.Adagrad(0.25, initial_accumulator_value=0),
        ),
        "rmsprop": (
            lambda w, g, s: solved.rmsprop_step(w, g, s, 0.25, 0.875),
            zeros,
            optimizers.RMSprop(0.25, rho=0.875),
        ),
        "adam": (
            lambda w, g, state: solved.adam_step(w, g, state, 0.25, *BETAS),
            (zeros, zeros, 0),
            optimizers.Adam(0.25, *BETAS),
        ),
    }[name]
    w, slopes = start_and_slopes(scale)
    ours, keras_path = path_with(rule, w, slopes, state), path_of(theirs, w, slopes)
    # What moved, not where it is: with gradients of 1e-7 momentum hardly leaves w.
    assert_allclose(ours - w, keras_path - w, rtol=1e-6, atol=1e-6 * np.abs(keras_path - w).max())
    assert np.abs(keras_path[-1] - w).max() > 0


def test_defaults_are_those_of_keras(solved: SimpleNamespace) -> None:
    from keras import optimizers

    w, slopes = start_and_slopes(1)
    theirs = path_of(optimizers.Adam(), w, slopes)
    zeros = np.zeros_like(w)
    assert_allclose(path_with(solved.adam_step, w, slopes, (zeros, zeros, 0)) - w, theirs - w, rtol=2e-5)
    for name in ("adagrad_step", "rmsprop_step", "adam_step"):
        assert getattr(solved, name).__defaults__[-1] == optimizers.Adam().epsilon


@pytest.mark.parametrize(("name", "scale"), [("adagrad", 1e-4), ("rmsprop", 1e-4), ("adam", 1e-7)])
def test_the_place_of_epsilon_shows_in_these_gradients(
    solved: SimpleNamespace, name: str, scale: float
) -> None:
    """With ε in its other place the path is far from Keras's: the test above would see it."""
    from keras import optimizers

    def elsewhere(w, g, state):
        m, s, t = state
        s = {"adagrad": s + g**2, "rmsprop": 0.9 * s + 0.1 * g**2, "adam": 0.999 * s + 0.001 * g**2}[name]
        if name != "adam":
            return w - 0.25 * g / (np.sqrt(s) + 1e-7), (m, s, t)
        m, t = 0.9 * m + 0.1 * g, t + 1
        return w - 0.25 * m / (1 - 0.9**t) / (np.sqrt(s / (1 - 0.999**t)) + 1e-7), (m, s, t)

    theirs = {
        "adagrad": optimizers.Adagrad(0.25, initial_accumulator_value=0),
        "rmsprop": optimizers.RMSprop(0.25),
        "adam": optimizers.Adam(0.25),
    }[name]
    w, slopes = start_and_slopes(scale)
    far = path_with(elsewhere, w, slopes, (0.0, 0.0, 0)) - path_of(theirs, w, slopes)
    assert np.abs(far).max() > 0.01


@pytest.mark.parametrize("form", ["minus", "sum", "mean"])
def test_a_training_half_done_in_another_form_goes_on_in_keras(solved: SimpleNamespace, form: str) -> None:
    import keras

    w, slopes = start_and_slopes(1)
    gain, scale = {"minus": (0.25, 1), "sum": (1, 0.25), "mean": (0.125, 0.25)}[form]

    def theirs(w, g, memory):
        memory = 0.875 * memory + gain * g
        return w - scale * memory, memory

    memory = np.zeros_like(w)
    for g in slopes[:5]:
        w, memory = theirs(w, g, memory)
    eta, mu, v = solved.to_our_momentum(form, 0.25, 0.875, memory)
    ours = keras.optimizers.SGD(eta, momentum=mu)
    variable = keras.Variable(w, dtype="float64")
    ours.build([variable])
    ours.momentums[0].assign(v)
    for g in slopes[5:]:
        ours.apply([keras.ops.convert_to_tensor(g, dtype="float64")], [variable])
    assert_allclose(variable.numpy(), path_with(theirs, w, slopes[5:], memory)[-1], rtol=CLOSE, atol=CLOSE)


def test_several_parameters_and_a_path_as_keras_moves_them(solved: SimpleNamespace) -> None:
    """Two arrays of different shapes under one Keras optimizer, which keeps a state for each."""
    import keras

    X = np.random.default_rng(3).normal(size=(8, 3))
    T = np.random.default_rng(4).normal(size=(8, 2))
    params = [np.random.default_rng(5).normal(size=(2, 3)), np.zeros(2)]

    def gradients(params):
        D = (X @ np.asarray(params[0]).T + np.asarray(params[1]) - T) / len(X)
        return [D.T @ X, D.sum(axis=0)]

    def adam(w, g, state):
        return solved.adam_step(w, g, state, 0.125, *BETAS)

    def start(w):
        return np.zeros_like(w), np.zeros_like(w), 0

    theirs = keras.optimizers.Adam(0.125, *BETAS)
    variables = [keras.Variable(w, dtype="float64") for w in params]
    for _ in range(STEPS):
        slopes = gradients([variable.numpy() for variable in variables])
        theirs.apply([keras.ops.convert_to_tensor(g, dtype="float64") for g in slopes], variables)
    for ours, variable in zip(
        solved.train_all(adam, start, gradients, params, STEPS), variables, strict=True
    ):
        assert_allclose(ours, variable.numpy(), rtol=1e-6, atol=1e-6)

    w, bottom = np.array([3.0, -2.0]), np.array([1.0, 0.5])
    variable, path = keras.Variable(w, dtype="float64"), [w]
    theirs = keras.optimizers.Adam(0.125, *BETAS)
    for _ in range(STEPS):
        theirs.apply([keras.ops.convert_to_tensor(variable.numpy() - bottom, dtype="float64")], [variable])
        path.append(variable.numpy().copy())
    assert_allclose(
        solved.run_rule(adam, lambda w: w - bottom, w, start(w), STEPS), path, rtol=1e-6, atol=1e-6
    )


def test_schedules_are_those_of_keras(solved: SimpleNamespace) -> None:
    """Keras has no inverse root with warm-up: its two stretches are checked by what defines them."""
    from keras.optimizers import schedules

    theirs = {
        "step": schedules.ExponentialDecay(0.5, 10, 0.25, staircase=True),
        "exponential": schedules.ExponentialDecay(0.5, 10, 0.25),
        "inverse": schedules.InverseTimeDecay(0.5, 10, 0.25),
    }
    for kind, schedule in theirs.items():
        for t in (0, 1, 9, 10, 11, 25, 40):
            assert solved.scheduled_rate(kind, t, 0.5, 10, 0.25) == pytest.approx(
                float(schedule(t)), rel=CLOSE
            )
    warm = [solved.scheduled_rate("warmup", t, 0.5, 100) for t in range(1000)]
    assert np.argmax(warm) == 100
    assert warm[100] == 0.5
    assert_allclose(np.diff(warm[:101]), 0.005, rtol=1e-9)
    assert_allclose(np.array(warm[100:]) ** 2 * np.arange(100, 1000), 25, rtol=1e-12)


def test_first_steps_with_and_without_correction(solved: SimpleNamespace) -> None:
    """The factor of task 7 is the length of the step without correction; corrected, in Keras, it is 1."""
    from keras import optimizers

    for t in (1, 2, 7):
        slopes = np.full((t, 1), 3.0)
        corrected = path_of(optimizers.Adam(1.0, *BETAS, epsilon=0.0), np.zeros(1), slopes)
        assert_allclose(corrected[:, 0], -np.arange(1.0, t + 1), rtol=1e-6)  # every step measures η
        plain = Adam(1.0, *BETAS, epsilon=0.0, bias_correction=False)
        w = np.zeros(1)
        for g in slopes:
            before = w.copy()
            plain.step(w, g)
        assert solved.cold_start(*BETAS, t)[2] == pytest.approx(float((before - w)[0]))

"""Learning-rate schedules: against Keras where it has them, and at known points."""

import numpy as np
import pytest

from gradiente.schedules import Cosine, Exponential, Inverse, InverseSqrt, Linear, Step, WarmUp
from oracles import CLOSE

STEPS = [0, 1, 7, 49, 50, 99, 100, 101, 250]


def test_against_keras():
    import keras

    theirs = keras.optimizers.schedules
    # Keras changes the step after the boundary, at t > boundary.
    boundaries, values = [49, 99, 149, 199, 249], [0.5 / 2**k for k in range(6)]
    for ours, schedule in [
        (Step(0.5, 50), theirs.PiecewiseConstantDecay(boundaries, values)),
        (Step(0.5, 50, 0.25), theirs.ExponentialDecay(0.5, 50, 0.25, staircase=True)),
        (Exponential(0.5, 100, 0.9), theirs.ExponentialDecay(0.5, 100, 0.9)),
        (Linear(0.5, 100, 0.125), theirs.PolynomialDecay(0.5, 100, 0.125)),
        (Inverse(0.5, 10, 0.25), theirs.InverseTimeDecay(0.5, 10, 0.25)),
        (Cosine(0.5, 100, 0.125), theirs.CosineDecay(0.5, 100, alpha=0.25)),
        (
            WarmUp(Cosine(0.5, 100), 50),
            theirs.CosineDecay(0.0, 100, warmup_target=0.5, warmup_steps=50),
        ),
    ]:
        for t in STEPS:
            assert ours(t) == pytest.approx(float(schedule(t)), rel=CLOSE, abs=CLOSE), (ours, t)


def test_known_points():
    assert [Step(1.0, 3, 0.1)(t) for t in (0, 2, 3, 6)] == pytest.approx([1, 1, 0.1, 0.01])
    assert [Exponential(1.0, 10)(t) for t in (0, 10, 20)] == pytest.approx([1, 0.5, 0.25])
    assert [Linear(1.0, 10)(t) for t in (0, 5, 10, 99)] == pytest.approx([1, 0.5, 0, 0])
    assert [Inverse(1.0, 10)(t) for t in (0, 10, 30)] == pytest.approx([1, 1 / 2, 1 / 4])
    assert [InverseSqrt(1.0, 10)(t) for t in (0, 30, 80)] == pytest.approx([1, 1 / 2, 1 / 3])
    assert [Cosine(1.0, 10)(t) for t in (0, 5, 10, 99)] == pytest.approx([1, 0.5, 0, 0])
    assert [WarmUp(0.4, 4)(t) for t in (0, 1, 4, 9)] == pytest.approx([0, 0.1, 0.4, 0.4])
    assert WarmUp(Linear(1.0, 10), 4)(9) == pytest.approx(0.5)  # the other schedule starts at step 4


def test_inverse_decay_meets_the_conditions_of_convergence():
    """Σηₜ grows without end, like the logarithm, and Σηₜ² does not: π²/6."""
    t = np.arange(1_000_000)
    rates = np.array([Inverse(1.0, 1)(int(k)) for k in t[:1000]])
    np.testing.assert_allclose(rates, 1 / (1 + t[:1000]))
    assert np.sum(1 / (1 + t)) > 14
    assert np.sum(rates**2) < np.pi**2 / 6


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Step(-1.0, 5), "initial must be a finite number at least 0, got -1.0"),
        (lambda: Linear(1.0, 0), "steps must be a whole number, at least 1, got 0"),
        (lambda: Exponential(1.0, 5, -0.5), "factor must be a finite number at least 0, got -0.5"),
        (lambda: WarmUp(-0.1, 5), "schedule must be a finite number at least 0, got -0.1"),
    ],
)
def test_errors(call, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        call()

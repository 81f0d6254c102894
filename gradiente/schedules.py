r"""Learning-rate schedules (chapter 7).

A schedule is a function of t, the number of steps already made (a step is one mini-batch), that
gives η. An optimizer takes one wherever it takes a learning rate. For a schedule in epochs, multiply
by the number of mini-batches in one.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

from gradiente import checks


@dataclass(frozen=True)
class _Decay:
    """A rate η₀ that decays on a scale of so many steps."""

    initial: float
    steps: int

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if name == "steps":
                checks.integer(name, value)
            else:
                checks.number(name, value, least=0)


@dataclass(frozen=True)
class Exponential(_Decay):
    """η₀ · factor^(t/steps).

    Parameters
    ----------
    initial : float
        η₀.
    steps : int
        After how many steps the rate has been multiplied by the factor.
    factor : float
        The factor.
    """

    factor: float = 0.5

    def __call__(self, t: int) -> float:
        return self.initial * self.factor ** (t / self.steps)


@dataclass(frozen=True)
class Step(Exponential):
    """η₀ · factor^⌊t/steps⌋: the same rate for so many steps, then a fraction of it.

    Parameters: see `Exponential`.
    """

    def __call__(self, t: int) -> float:
        return self.initial * self.factor ** (t // self.steps)


@dataclass(frozen=True)
class Linear(_Decay):
    """From η₀ to the final rate in a straight line, constant after that.

    Parameters
    ----------
    initial : float
        η₀.
    steps : int
        When the final rate is reached.
    final : float
        The final rate.
    """

    final: float = 0.0

    def __call__(self, t: int) -> float:
        return self.initial + (self.final - self.initial) * min(t / self.steps, 1)


@dataclass(frozen=True)
class Cosine(Linear):
    """From η₀ to the final rate along half a cosine (Loshchilov and Hutter, 2016).

    arXiv:1608.03983. Parameters: see `Linear`.
    """

    def __call__(self, t: int) -> float:
        share = (1 + math.cos(math.pi * min(t / self.steps, 1))) / 2
        return self.final + (self.initial - self.final) * share


@dataclass(frozen=True)
class Inverse(_Decay):
    """η₀ / (1 + rate · t/steps).

    With Σηₜ = ∞ and Σηₜ² < ∞ it is the decay for which stochastic gradient descent is proven to
    converge (Robbins and Monro, 1951, doi:10.1214/aoms/1177729586).

    Parameters
    ----------
    initial : float
        η₀.
    steps : int
        After how many steps the rate is η₀/(1 + rate).
    rate : float
        Speed of the decay.
    """

    rate: float = 1.0

    def __call__(self, t: int) -> float:
        return self.initial / (1 + self.rate * t / self.steps)


@dataclass(frozen=True)
class InverseSqrt(_Decay):
    """η₀ / √(1 + t/steps).

    Parameters
    ----------
    initial : float
        η₀.
    steps : int
        Scale of the decay: the rate is halved after 3 times as many steps.
    """

    def __call__(self, t: int) -> float:
        return self.initial / math.sqrt(1 + t / self.steps)


@dataclass(frozen=True)
class WarmUp:
    """From 0 in a straight line to where another schedule starts, and then that schedule.

    Goyal et al. (2017), arXiv:1706.02677.

    Parameters
    ----------
    schedule : float or callable
        What comes after; a number is a constant rate.
    steps : int
        Length of the warm-up.
    """

    schedule: float | Callable[[int], float]
    steps: int

    def __post_init__(self) -> None:
        checks.integer("steps", self.steps)
        if not callable(self.schedule):
            checks.number("schedule", self.schedule, least=0)

    def __call__(self, t: int) -> float:
        after = max(t - self.steps, 0)
        rate = self.schedule(after) if callable(self.schedule) else self.schedule
        return rate * min(t / self.steps, 1)

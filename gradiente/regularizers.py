r"""Penalties on the weights (chapter 8): J is the cost plus the penalty of every weight matrix.

Two conventions are about. Here, as in Keras, the penalty is λΣw². Nielsen's is (λ/2n)Σw², with n the
number of training examples: ``L2.per_example(lam, n)`` is that one.
"""

from dataclasses import dataclass

import numpy as np

from gradiente import checks


@dataclass(frozen=True)
class ElasticNet:
    """λ₁ Σ|w| + λ₂ Σw² (Zou and Hastie, 2005, doi:10.1111/j.1467-9868.2005.00503.x).

    Parameters
    ----------
    l1, l2 : float
        λ₁ and λ₂, not negative.
    """

    l1: float = 0.0
    l2: float = 0.0

    def __post_init__(self) -> None:
        checks.number("l1", self.l1, least=0)
        checks.number("l2", self.l2, least=0)

    def penalty(self, W: np.ndarray) -> float:
        """What is added to the cost."""
        return float(self.l1 * np.sum(np.abs(W)) + self.l2 * np.sum(W * W))

    def gradient(self, W: np.ndarray) -> np.ndarray:
        """∂/∂w = λ₁ sgn(w) + 2 λ₂ w, of the shape of W."""
        if not self.l1:
            return 2 * self.l2 * W
        return self.l1 * np.sign(W) + 2 * self.l2 * W


class L1(ElasticNet):
    """λ Σ|w|: the step −ηλ sgn(w) is the same for all weights, and small ones end at 0."""

    def __init__(self, rate: float) -> None:
        super().__init__(l1=checks.number("rate", rate, least=0))

    @classmethod
    def per_example(cls, lam: float, n: int) -> "L1":
        """(λ/n) Σ|w|, for n training examples."""
        return cls(checks.number("lam", lam, least=0) / checks.integer("n", n))


class L2(ElasticNet):
    """λ Σw²: the step multiplies every weight by 1 − 2ηλ, hence "weight decay"."""

    def __init__(self, rate: float) -> None:
        super().__init__(l2=checks.number("rate", rate, least=0))

    @classmethod
    def per_example(cls, lam: float, n: int) -> "L2":
        """(λ/2n) Σw², for n training examples: the step multiplies every weight by 1 − ηλ/n."""
        return cls(checks.number("lam", lam, least=0) / (2 * checks.integer("n", n)))

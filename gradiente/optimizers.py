r"""Update rules (chapter 7).

An optimizer moves the parameters w against the gradient g = ∇J(w), both arrays of one shape, and
keeps its own memory of past gradients. The formulas below are written with η for the learning rate
and act on each parameter separately. Constants and their places are Keras's, down to where ε stands:
some papers have it on the other side of the root.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from gradiente import checks

Rate = float | Callable[[int], float]


class Optimizer:
    """Frame of all rules.

    Parameters
    ----------
    learning_rate : float or callable
        η, or a schedule: a function of the number of steps already made.

    Attributes
    ----------
    t : int
        Number of steps made.
    memory : tuple of str
        Names of the arrays that the rule keeps.
    """

    memory: tuple[str, ...] = ()
    memory_start = 0.0

    def __init__(self, learning_rate: Rate) -> None:
        if not callable(learning_rate):
            checks.number("learning_rate", learning_rate, least=0)
        self.learning_rate = learning_rate
        self.t = 0
        self.shape: tuple[int, ...] | None = None

    def step(self, w: np.ndarray, g: np.ndarray) -> None:
        """Move w by one step, in place.

        Parameters
        ----------
        w : ndarray
            Parameters, float32 or float64; they are changed.
        g : ndarray
            Gradient at w, of the same shape.
        """
        if w.shape != self.shape:
            self._start(w, g)
        rate = self.learning_rate
        self.t += 1
        self._update(w, g, rate(self.t - 1) if callable(rate) else rate)

    def _start(self, w: np.ndarray, g: np.ndarray) -> None:
        if self.shape is not None:
            raise checks.fail("w", f"of the shape of the steps before, {self.shape}", str(w.shape))
        checks.same_shape("g", g, "w", w)
        if w.dtype.kind != "f":
            raise checks.fail("w", "an array of float32 or float64", checks.describe(w))
        self.shape = w.shape
        for name in self.memory:
            setattr(self, name, np.full_like(w, self.memory_start))

    def _update(self, w: np.ndarray, g: np.ndarray, eta: float) -> None:
        raise NotImplementedError

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.learning_rate})"


def _fraction(name: str, value: float) -> float:
    """Check a coefficient in [0, 1), such as a momentum."""
    return checks.number(name, value, least=0, below=1)


class SGD(Optimizer):
    """Stochastic gradient descent, w ← w − ηg.

    Parameters
    ----------
    learning_rate : float or callable
        η.
    """

    def __init__(self, learning_rate: Rate = 0.01) -> None:
        super().__init__(learning_rate)

    def _update(self, w: np.ndarray, g: np.ndarray, eta: float) -> None:
        w -= eta * g


class Momentum(Optimizer):
    """Momentum, v ← μv − ηg, w ← w + v (Polyak, 1964).

    Written v ← μv + ηg, w ← w − v by some: the same steps.

    Parameters
    ----------
    learning_rate : float or callable
        η.
    momentum : float
        μ, in [0, 1).
    """

    memory = ("v",)

    def __init__(self, learning_rate: Rate = 0.01, momentum: float = 0.9) -> None:
        super().__init__(learning_rate)
        self.momentum = _fraction("momentum", momentum)

    def _update(self, w: np.ndarray, g: np.ndarray, eta: float) -> None:
        self.v *= self.momentum
        self.v -= eta * g
        w += self.v


class Nesterov(Momentum):
    """Nesterov's momentum: the gradient is taken where momentum is about to lead, at w + μv.

    To need the gradient at w only, w stands for that point ahead (Sutskever et al., 2013; Bengio et
    al., 2012, arXiv:1212.0901): v ← μv − ηg, w ← w + μv − ηg.

    Parameters: see `Momentum`.
    """

    def _update(self, w: np.ndarray, g: np.ndarray, eta: float) -> None:
        step = eta * g
        self.v *= self.momentum
        self.v -= step
        w += self.momentum * self.v
        w -= step


class AdaGrad(Optimizer):
    """AdaGrad, s ← s + g², w ← w − ηg/√(s + ε) (Duchi et al., 2011).

    Parameters
    ----------
    learning_rate : float or callable
        η.
    initial : float
        s before the first step.
    epsilon : float
        ε; here it is under the root.
    """

    memory = ("s",)

    def __init__(self, learning_rate: Rate = 0.01, *, initial: float = 0.1, epsilon: float = 1e-7) -> None:
        super().__init__(learning_rate)
        self.memory_start = checks.number("initial", initial, least=0)
        self.epsilon = checks.number("epsilon", epsilon, least=0)

    def _update(self, w: np.ndarray, g: np.ndarray, eta: float) -> None:
        self.s += g * g
        w -= eta * g / np.sqrt(self.s + self.epsilon)


class RMSProp(Optimizer):
    """RMSProp, s ← ρs + (1 − ρ)g², w ← w − ηg/√(s + ε) (Tieleman and Hinton, 2012).

    Parameters
    ----------
    learning_rate : float or callable
        η.
    rho : float
        ρ, in [0, 1).
    epsilon : float
        ε; here it is under the root.
    """

    memory = ("s",)

    def __init__(self, learning_rate: Rate = 0.001, rho: float = 0.9, *, epsilon: float = 1e-7) -> None:
        super().__init__(learning_rate)
        self.rho = _fraction("rho", rho)
        self.epsilon = checks.number("epsilon", epsilon, least=0)

    def _update(self, w: np.ndarray, g: np.ndarray, eta: float) -> None:
        self.s *= self.rho
        self.s += (1 - self.rho) * g * g
        w -= eta * g / np.sqrt(self.s + self.epsilon)


class AdaDelta(Optimizer):
    """AdaDelta, with its own unit of length (Zeiler, 2012, arXiv:1212.5701).

    s ← ρs + (1 − ρ)g², Δ = −g √(d + ε)/√(s + ε), d ← ρd + (1 − ρ)Δ², w ← w + ηΔ.

    Parameters
    ----------
    learning_rate : float or callable
        η; 1 in the paper.
    rho : float
        ρ, in [0, 1).
    epsilon : float
        ε.
    """

    memory = ("s", "d")

    def __init__(self, learning_rate: Rate = 1.0, rho: float = 0.95, *, epsilon: float = 1e-7) -> None:
        super().__init__(learning_rate)
        self.rho = _fraction("rho", rho)
        self.epsilon = checks.number("epsilon", epsilon, above=0)

    def _update(self, w: np.ndarray, g: np.ndarray, eta: float) -> None:
        self.s *= self.rho
        self.s += (1 - self.rho) * g * g
        delta = -g * np.sqrt((self.d + self.epsilon) / (self.s + self.epsilon))
        self.d *= self.rho
        self.d += (1 - self.rho) * delta * delta
        w += eta * delta


class _Moments(Optimizer):
    """The rules with two averages, of the gradient and of its size."""

    memory = ("m", "v")

    def __init__(
        self,
        learning_rate: Rate = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        *,
        epsilon: float = 1e-7,
    ) -> None:
        super().__init__(learning_rate)
        self.beta1, self.beta2 = _fraction("beta1", beta1), _fraction("beta2", beta2)
        self.epsilon = checks.number("epsilon", epsilon, least=0)

    def _average(self, g: np.ndarray) -> None:
        """m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g²."""
        self.m *= self.beta1
        self.m += (1 - self.beta1) * g
        self.v *= self.beta2
        self.v += (1 - self.beta2) * g * g


class Adam(_Moments):
    """Adam (Kingma and Ba, 2014, arXiv:1412.6980).

    m ← β₁m + (1 − β₁)g, v ← β₂v + (1 − β₂)g², w ← w − η′m/(√v + ε), where the correction of the
    averages, which start at 0, is η′ = η √(1 − β₂ᵗ)/(1 − β₁ᵗ). This is the paper's m̂ and v̂ with one
    factor instead of two arrays; ε then counts as the paper's ε̂.

    Parameters
    ----------
    learning_rate : float or callable
        η.
    beta1, beta2 : float
        β₁ and β₂, in [0, 1).
    epsilon : float
        ε.
    bias_correction : bool
        False gives the rule without the correction, η′ = η, whose first steps are wrong: with the
        usual β it starts 3 times too long.
    amsgrad : bool
        Divide by the largest v so far (Reddi et al., 2018, arXiv:1904.09237).
    """

    def __init__(
        self,
        learning_rate: Rate = 0.001,
        beta1: float = 0.9,
        beta2: float = 0.999,
        *,
        epsilon: float = 1e-7,
        bias_correction: bool = True,
        amsgrad: bool = False,
    ) -> None:
        super().__init__(learning_rate, beta1, beta2, epsilon=epsilon)
        self.bias_correction = bool(bias_correction)
        self.amsgrad = bool(amsgrad)
        if self.amsgrad:
            self.memory = ("m", "v", "v_max")

    def _update(self, w: np.ndarray, g: np.ndarray, eta: float) -> None:
        self._average(g)
        if self.bias_correction:
            eta *= math.sqrt(1 - self.beta2**self.t) / (1 - self.beta1**self.t)
        v = np.maximum(self.v_max, self.v, out=self.v_max) if self.amsgrad else self.v
        w -= eta * self.m / (np.sqrt(v) + self.epsilon)


class Adamax(_Moments):
    """Adam with the maximum norm, v ← max(β₂v, |g|), w ← w − η/(1 − β₁ᵗ) · m/(v + ε).

    From the same paper as Adam. Parameters: see `Adam`.
    """

    def _update(self, w: np.ndarray, g: np.ndarray, eta: float) -> None:
        self.m *= self.beta1
        self.m += (1 - self.beta1) * g
        self.v *= self.beta2
        np.maximum(self.v, np.abs(g), out=self.v)
        w -= eta / (1 - self.beta1**self.t) * self.m / (self.v + self.epsilon)


class Nadam(_Moments):
    """Adam with Nesterov's momentum (Dozat, 2016).

    With μ_t = β₁(1 − ½ · 0.96ᵗ) and P_t = μ_1 ··· μ_t, m̂ = μ_{t+1} m/(1 − P_{t+1}) +
    (1 − μ_t) g/(1 − P_t), v̂ = v/(1 − β₂ᵗ), and w ← w − η m̂/(√v̂ + ε). Parameters: see `Adam`.
    """

    product = 1.0

    def _update(self, w: np.ndarray, g: np.ndarray, eta: float) -> None:
        self._average(g)
        now, ahead = (self.beta1 * (1 - 0.5 * 0.96**t) for t in (self.t, self.t + 1))
        self.product *= now
        m_hat = ahead / (1 - self.product * ahead) * self.m + (1 - now) / (1 - self.product) * g
        v_hat = self.v / (1 - self.beta2**self.t)
        w -= eta * m_hat / (np.sqrt(v_hat) + self.epsilon)


class Ftrl(Optimizer):
    """Follow the regularized leader (McMahan et al., 2013, doi:10.1145/2487575.2488200).

    s′ = s + g², z ← z + g − (√s′ − √s) w/η, s ← s′, and w is the minimum of the regularized sum:
    w = −(z − clip(z, −λ₁, λ₁))/(√s/η + 2λ₂). Weights whose |z| stays under λ₁ are 0 exactly.

    Parameters
    ----------
    learning_rate : float or callable
        η.
    l1, l2 : float
        λ₁ and λ₂.
    initial : float
        s before the first step.
    """

    memory = ("s", "z")

    def __init__(
        self,
        learning_rate: Rate = 0.001,
        *,
        l1: float = 0.0,
        l2: float = 0.0,
        initial: float = 0.1,
    ) -> None:
        super().__init__(learning_rate)
        self.l1 = checks.number("l1", l1, least=0)
        self.l2 = checks.number("l2", l2, least=0)
        self.initial = checks.number("initial", initial, above=0)

    def _start(self, w: np.ndarray, g: np.ndarray) -> None:
        super()._start(w, g)
        self.s += self.initial

    def _update(self, w: np.ndarray, g: np.ndarray, eta: float) -> None:
        root = np.sqrt(self.s)
        self.s += g * g
        new_root = np.sqrt(self.s)
        self.z += g - (new_root - root) / eta * w
        w[...] = (np.clip(self.z, -self.l1, self.l1) - self.z) / (new_root / eta + 2 * self.l2)


class Newton(Optimizer):
    """Newton's method for small problems, w ← w − η(H + λI)⁻¹g: one step solves a quadratic.

    Where H is not positive definite it may climb, or stop at a saddle.

    Parameters
    ----------
    hessian : callable
        ``hessian(w)`` is H, (n, n), the second derivatives at w; `gradient_check.numerical_hessian`
        gets it from the gradient.
    learning_rate : float or callable
        η; 1 is Newton's.
    damping : float
        λ, which turns the step towards the gradient where H is nearly singular.
    """

    def __init__(
        self,
        hessian: Callable[[np.ndarray], np.ndarray],
        learning_rate: Rate = 1.0,
        *,
        damping: float = 0.0,
    ) -> None:
        super().__init__(learning_rate)
        self.hessian = hessian
        self.damping = checks.number("damping", damping, least=0)

    def _update(self, w: np.ndarray, g: np.ndarray, eta: float) -> None:
        H = checks.array("the Hessian", self.hessian(w), shape=(w.size, w.size))
        try:
            step = np.linalg.solve(H + self.damping * np.eye(w.size), g.ravel())
        except np.linalg.LinAlgError:
            raise ValueError("the Hessian is singular here: give Newton some damping") from None
        w -= eta * step.reshape(w.shape)


OPTIMIZERS: dict[str, type[Optimizer]] = {
    rule.__name__.lower(): rule
    for rule in [
        SGD,
        Momentum,
        Nesterov,
        AdaGrad,
        RMSProp,
        AdaDelta,
        Adam,
        Adamax,
        Nadam,
        Ftrl,
    ]
}


def get(optimizer: str | float | Optimizer, **options: Any) -> Optimizer:
    """Find an optimizer by its name; a number is the learning rate of plain gradient descent.

    Parameters
    ----------
    optimizer : str, float or Optimizer
        One of `OPTIMIZERS`, in lower case; an `Optimizer` stays as it is.
    **options
        Arguments of the rule, such as ``learning_rate=0.1``.

    Raises
    ------
    ValueError
        If there is none of that name, or a value is out of range.
    """
    if isinstance(optimizer, Optimizer):
        return optimizer
    if isinstance(optimizer, int | float):
        return SGD(optimizer)
    rule = OPTIMIZERS[checks.choice("optimizer", optimizer, OPTIMIZERS)]
    return rule(**options)

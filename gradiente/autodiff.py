"""Automatic differentiation of scalars, after Karpathy's micrograd (chapter 3)."""

import math


class Value:
    """A number that remembers what it was computed from, as pairs (parent, ∂self/∂parent)."""

    def __init__(self, data, *parents):
        self.data, self.grad, self.parents = float(data), 0.0, parents

    def __add__(self, other):  # the gradient goes to both unchanged
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data + other.data, (self, 1), (other, 1))

    def __mul__(self, other):  # each factor gets the gradient times the other one
        other = other if isinstance(other, Value) else Value(other)
        return Value(self.data * other.data, (self, other.data), (other, self.data))

    def __pow__(self, n):  # n is a plain number
        return Value(self.data**n, (self, n * self.data ** (n - 1)))

    def __neg__(self):
        return self * -1

    def __sub__(self, other):
        return self + other * -1

    def __rsub__(self, other):
        return self * -1 + other

    def max(self, other):  # the gradient goes to the larger one alone
        return self + 0 if self.data > getattr(other, "data", other) else other + Value(0)

    def relu(self):
        return self.max(0)

    def exp(self):
        return Value(math.exp(self.data), (self, math.exp(self.data)))

    def backward(self):
        """Set the grad of every value that this one was computed from to ∂self/∂value."""
        order = {}  # a dict keeps its order: here, every value after all that it was computed from

        def visit(value):
            if value not in order:
                for parent, _ in value.parents:
                    visit(parent)
                value.grad = 0.0
                order[value] = None

        visit(self)
        self.grad = 1.0
        for value in reversed(order):  # by its turn, all its branches have added to its grad
            for parent, derivative in value.parents:
                parent.grad += derivative * value.grad

    __radd__, __rmul__ = __add__, __mul__

"""Time of the NumPy networks, against Keras and against loops written by hand.

    python benchmarks/networks.py [--no-keras]

One run prints, for [784, 30, 10] with sigmoid units, squared error, η = 3 and mini-batches of 10, the
seconds that an epoch takes with: the loop over examples of Nielsen's book, gradiente, Keras's `fit`,
and a bare NumPy loop for that one network, the least that NumPy can take; then a LeNet with batches of
32; then the memory that training takes. The data are MNIST's 50,000 training digits if the environment
variable GRADIENTE_MNIST names mnist.npz, otherwise the small set's digits, repeated to as many.
"""

import argparse
import gc
import itertools
import os
import sys
import time
import tracemalloc
from collections.abc import Callable

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "")  # all on the CPU

import numpy as np
from tqdm import tqdm

from gradiente import convolution, data, layers, optimizers
from gradiente.network import Network

BATCH, ETA, SIZES = 10, 3.0, [784, 30, 10]


def training_digits(n: int = 50_000) -> data.Examples:
    """The training digits, or the small set's again and again; the times do not depend on it."""
    if os.environ.get(data.MNIST_FILE):
        return data.digits("full").train
    train = data.digits().train
    return train[np.arange(n) % len(train)]


def per_example(X: np.ndarray, T: np.ndarray) -> Callable[[], None]:
    """An epoch of Nielsen's network.py as he wrote it: columns, one example at a time, float64."""
    rng = np.random.default_rng(0)
    weights = [rng.normal(size=(n, k)) for k, n in itertools.pairwise(SIZES)]
    biases = [rng.normal(size=(n, 1)) for n in SIZES[1:]]
    examples = [(x[:, None], t[:, None]) for x, t in zip(X.astype(float), T.astype(float), strict=True)]

    def sigmoid(z):
        return 1.0 / (1.0 + np.exp(-z))

    def sigmoid_prime(z):
        return sigmoid(z) * (1 - sigmoid(z))

    def backprop(x, t):
        nabla_b = [np.zeros(b.shape) for b in biases]
        nabla_w = [np.zeros(w.shape) for w in weights]
        activation, activations, zs = x, [x], []
        for b, w in zip(biases, weights, strict=True):
            z = np.dot(w, activation) + b
            zs.append(z)
            activation = sigmoid(z)
            activations.append(activation)
        delta = (activations[-1] - t) * sigmoid_prime(zs[-1])
        nabla_b[-1] = delta
        nabla_w[-1] = np.dot(delta, activations[-2].transpose())
        for k in range(2, len(SIZES)):
            delta = np.dot(weights[-k + 1].transpose(), delta) * sigmoid_prime(zs[-k])
            nabla_b[-k] = delta
            nabla_w[-k] = np.dot(delta, activations[-k - 1].transpose())
        return nabla_b, nabla_w

    def epoch():
        nonlocal weights, biases
        order = rng.permutation(len(examples))
        for start in range(0, len(examples), BATCH):
            batch = [examples[i] for i in order[start : start + BATCH]]
            nabla_b = [np.zeros(b.shape) for b in biases]
            nabla_w = [np.zeros(w.shape) for w in weights]
            for x, t in batch:
                delta_b, delta_w = backprop(x, t)
                nabla_b = [nb + db for nb, db in zip(nabla_b, delta_b, strict=True)]
                nabla_w = [nw + dw for nw, dw in zip(nabla_w, delta_w, strict=True)]
            weights = [w - (ETA / len(batch)) * nw for w, nw in zip(weights, nabla_w, strict=True)]
            biases = [b - (ETA / len(batch)) * nb for b, nb in zip(biases, nabla_b, strict=True)]

    return epoch


def bare(X: np.ndarray, T: np.ndarray) -> Callable[[], None]:
    """The floor: the same epoch with nothing but the statements that this one network needs."""
    rng = np.random.default_rng(0)
    W1, W2 = (rng.normal(size=(n, k)).astype(X.dtype) / k**0.5 for k, n in itertools.pairwise(SIZES))
    b1, b2 = np.zeros(SIZES[1], X.dtype), np.zeros(SIZES[2], X.dtype)

    def epoch():
        nonlocal W1, W2, b1, b2
        order = rng.permutation(len(X))
        for start in range(0, len(X), BATCH):
            rows = order[start : start + BATCH]
            x, t = X[rows], T[rows]
            a1 = 1 / (1 + np.exp(-(x @ W1.T + b1)))
            y = 1 / (1 + np.exp(-(a1 @ W2.T + b2)))
            d2 = (y - t) * y * (1 - y) / len(x)
            d1 = d2 @ W2 * a1 * (1 - a1)
            W2 -= ETA * (d2.T @ a1)
            b2 -= ETA * d2.sum(axis=0)
            W1 -= ETA * (d1.T @ x)
            b1 -= ETA * d1.sum(axis=0)

    return epoch


def dense_network() -> Network:
    """[784, 30, 10], sigmoid, squared error, in float32."""
    hidden, output = (layers.Dense(n, "sigmoid", initializer="lecun_normal") for n in SIZES[1:])
    return Network([hidden, output], SIZES[0], dtype="float32")


def lenet_network() -> Network:
    """LeNet-5's layers as they are taught: tanh, average pooling, softmax."""
    return Network(
        [
            convolution.Conv2D(6, 5, "tanh", padding="same"),
            convolution.AveragePool2D(2),
            convolution.Conv2D(16, 5, "tanh"),
            convolution.AveragePool2D(2),
            layers.Flatten(),
            layers.Dense(120, "tanh"),
            layers.Dense(84, "tanh"),
            layers.Dense(10, "softmax"),
        ],
        (28, 28, 1),
        "categorical_cross_entropy",
        dtype="float32",
    )


def ours(network: Network, X: np.ndarray, T: np.ndarray, batch: int, eta: float) -> Callable[[], None]:
    """An epoch of `Network.fit`."""
    return lambda: network.fit(X, T, batch_size=batch, optimizer=optimizers.SGD(eta), progress=False)


def in_keras(X: np.ndarray, T: np.ndarray) -> Callable[[], None]:
    """An epoch of Keras's `fit` of the dense network."""
    import keras

    model = keras.Sequential(
        [keras.Input((SIZES[0],)), *(keras.layers.Dense(n, activation="sigmoid") for n in SIZES[1:])]
    )
    # Keras's mean over the units is a fifth of our ½ sum over them.
    model.compile(keras.optimizers.SGD(ETA * SIZES[-1] / 2), "mean_squared_error")
    return lambda: model.fit(X, T, batch_size=BATCH, verbose=0)


def lenet_in_keras(X: np.ndarray, T: np.ndarray, batch: int, eta: float) -> Callable[[], None]:
    """An epoch of Keras's `fit` of LeNet."""
    import keras
    from keras.layers import AveragePooling2D, Conv2D, Dense, Flatten

    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            Conv2D(6, 5, padding="same", activation="tanh"),
            AveragePooling2D(2),
            Conv2D(16, 5, activation="tanh"),
            AveragePooling2D(2),
            Flatten(),
            Dense(120, activation="tanh"),
            Dense(84, activation="tanh"),
            Dense(10, activation="softmax"),
        ]
    )
    model.compile(keras.optimizers.SGD(eta), "categorical_crossentropy")
    return lambda: model.fit(X, T, batch_size=batch, verbose=0)


def seconds(epochs: dict[str, Callable[[], None]], repeats: dict[str, int]) -> dict[str, float]:
    """Shortest time of each, in turns, after one that does not count, so that a busy moment hits all."""
    times: dict[str, list[float]] = {name: [] for name in epochs}
    turns = [(turn, name) for turn in range(max(repeats.values()) + 1) for name in epochs]
    turns = [(turn, name) for turn, name in turns if turn <= repeats[name]]
    for turn, name in tqdm(turns, unit="epoch", delay=2, leave=False, disable=not sys.stderr.isatty()):
        gc.collect()
        start = time.perf_counter()
        epochs[name]()
        if turn > 0 or repeats[name] == 0:
            times[name].append(time.perf_counter() - start)
    return {name: min(values) for name, values in times.items()}


def table(title: str, times: dict[str, float]) -> None:
    """Print seconds an epoch, and how many times ours that is."""
    print(f"\n{title}\n{'':28}{'s/epoch':>9}{'× ours':>9}")
    for name, value in times.items():
        print(f"{name:28}{value:9.3f}{value / times['gradiente']:9.2f}")


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--no-keras", action="store_true", help="leave Keras out")
    with_keras = not parser.parse_args().no_keras
    train = training_digits()
    X, T = train.X, train.T
    n = len(X)

    epochs = {
        "loop over examples": per_example(X, T),
        "gradiente": ours(dense_network(), X, T, BATCH, ETA),
        "bare NumPy loop (floor)": bare(X, T),
    }
    repeats = {"loop over examples": 0, "gradiente": 7, "bare NumPy loop (floor)": 7}
    if with_keras:
        epochs["Keras fit"], repeats["Keras fit"] = in_keras(X, T), 1
    table(
        f"[784, 30, 10], sigmoid, squared error, η = 3, batch {BATCH}, {n:,} examples",
        seconds(epochs, repeats),
    )

    few = train[:6_000]
    epochs = {"gradiente": ours(lenet_network(), few.images, few.T, 32, 0.1)}
    if with_keras:
        epochs["Keras fit"] = lenet_in_keras(few.images, few.T, 32, 0.1)
    table(f"LeNet, batch 32, {len(few):,} examples", seconds(epochs, dict.fromkeys(epochs, 3)))

    network = dense_network()
    tracemalloc.start()
    network.fit(X, T, batch_size=BATCH, optimizer=ETA, progress=False)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    print(f"\nmemory of an epoch beside the data: {peak / 1e6:.1f} MB; the data: {X.nbytes / 1e6:.1f} MB")


if __name__ == "__main__":
    main()

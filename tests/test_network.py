"""Networks and training: against Keras's `fit`, and what `fit` promises."""

import copy
import os
import re
import tracemalloc

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gradiente import data, optimizers, preprocessing
from gradiente.convolution import AveragePool2D, Conv2D, MaxPool2D
from gradiente.gradient_check import check_network
from gradiente.layers import Activation, Dense, Dropout, Embedding, Flatten, Layer, Maxout, PReLU
from gradiente.network import Network
from gradiente.normalization import BatchNorm, LayerNorm
from gradiente.optimizers import SGD, Adam, Momentum
from gradiente.recurrent import GRU, LSTM, RNN
from gradiente.regularizers import L1, L2
from gradiente.schedules import Exponential
from gradiente.training import EarlyStopping
from oracles import CLOSE, examples, gap

RNG = np.random.default_rng(0)
X = RNG.normal(size=(23, 4))
CLASSES = RNG.integers(0, 3, 23)
T = np.eye(3)[CLASSES]


def small(cost="categorical_cross_entropy", unit="softmax", **options):
    return Network([Dense(6, "tanh"), Dense(3, unit)], 4, cost, **options)


# --------------------------------------------------------------------------- the gradient


@given(
    sizes=st.lists(st.integers(1, 5), min_size=1, max_size=4),
    unit=st.sampled_from(["sigmoid", "tanh", "softplus", "gelu", "mish"]),
    m=st.integers(1, 4),
    seed=st.integers(0, 2**32 - 1),
)
@examples(40)
def test_backpropagation_at_any_depth(sizes, unit, m, seed):
    rng = np.random.default_rng(seed)
    net = Network([Dense(n, unit, initializer="lecun_normal") for n in sizes], 3, seed=seed)
    errors = check_network(net, rng.normal(size=(m, 3)), rng.normal(size=(m, sizes[-1])))
    assert max(errors.values()) < CLOSE


@pytest.mark.parametrize(
    ("cost", "unit", "targets"),
    [
        ("squared_error", "sigmoid", T),
        ("squared_error", "softmax", T),
        ("binary_cross_entropy", "sigmoid", T),
        ("categorical_cross_entropy", "softmax", T),
        ("sparse_categorical_cross_entropy", "softmax", CLASSES),
        ("categorical_cross_entropy", "sigmoid", T),  # no natural pair: the long way
        ("categorical_cross_entropy_with_logits", "linear", T),
        ("sparse_categorical_cross_entropy_with_logits", "linear", CLASSES),
        ("hinge", "linear", 2 * T - 1),
        ("multiclass_hinge", "linear", T),
    ],
)
@pytest.mark.parametrize("penalty", [None, L2(0.1)])
def test_every_cost_through_every_output(cost, unit, targets, penalty):
    net = small(cost, unit, regularizer=penalty, seed=1)
    assert max(check_network(net, X, targets).values()) < CLOSE


@pytest.mark.parametrize(
    ("layers", "shape"),
    [
        ([Dense(5), BatchNorm(), Activation("relu"), Dropout(0.4), Dense(3)], (4,)),
        ([Dense(5), LayerNorm(), PReLU(), Dropout(0.4, vanilla=True), Maxout(3)], (4,)),
        ([Conv2D(2, 3, "tanh"), BatchNorm(), MaxPool2D(2), Flatten(), Dense(3)], (7, 6, 2)),
        ([Conv2D(2, 3, "tanh", padding="same"), AveragePool2D(2), Flatten(), Dense(3)], (4, 4, 1)),
        ([RNN(3, sequences=True), LSTM(3), Dense(3)], (4, 2)),
        ([GRU(3, sequences=True), Flatten(), Dense(3)], (4, 2)),
    ],
)
def test_layers_together(layers, shape):
    rng = np.random.default_rng(1)
    net = Network(layers, shape, seed=1)
    errors = check_network(net, rng.normal(size=(5, *shape)), rng.normal(size=(5, 3)))
    assert max(errors.values()) < CLOSE


def test_symbols_and_sequences_of_any_length():
    rng = np.random.default_rng(0)
    net = Network(
        [Embedding(7, 3, initializer="glorot_uniform"), LSTM(4, sequences=True), Dense(7, "softmax")],
        (None,),
        "sparse_categorical_cross_entropy",
    )
    for steps in (2, 5):
        symbols = rng.integers(0, 7, (3, steps + 1))
        errors = check_network(net, symbols[:, :-1], symbols[:, 1:])
        assert max(errors.values()) < CLOSE
    with pytest.raises(
        ValueError, match=r"^X must be whole numbers, one per symbol, got an array of float64 .*$"
    ):
        net.predict(np.ones((2, 3)))
    with pytest.raises(ValueError, match=r"^X must be class labels from 0 to 6, got the label 7$"):
        net.predict(np.array([[0, 7]]))


# ------------------------------------------------------------------------------- training


def keras_twin(net, optimizer, loss, **options):
    """Keras's network with our weights, in float64."""
    import keras

    units = [keras.layers.Dense(n.units, activation=n.activation.name, **options) for n in net.layers]
    twin = keras.Sequential([keras.Input(net.input_shape), *units])
    twin.set_weights([w for n in net.layers for w in (n.W.T, n.b)])
    twin.compile(optimizer, loss)
    return twin


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (lambda: SGD(0.5), lambda k: k.optimizers.SGD(0.5)),
        (lambda: Momentum(0.25, 0.5), lambda k: k.optimizers.SGD(0.25, momentum=0.5)),
        (lambda: Adam(2**-5, 0.5, 0.75), lambda k: k.optimizers.Adam(2**-5, 0.5, 0.75)),
        (
            lambda: SGD(Exponential(0.5, 4, 0.5)),
            lambda k: k.optimizers.SGD(k.optimizers.schedules.ExponentialDecay(0.5, 4, 0.5)),
        ),
    ],
)
def test_fit_is_keras_fit(ours, theirs):
    """Same weights, data and order: the same history, and the same network in the end."""
    import keras

    keras.backend.set_floatx("float64")
    try:
        net = small(regularizer=L2(0.0625))
        penalty = keras.regularizers.L2(0.0625)
        twin = keras_twin(net, theirs(keras), "categorical_crossentropy", kernel_regularizer=penalty)
        twin.fit(X, T, batch_size=5, epochs=3, shuffle=False, verbose=0)
        history = net.fit(X, T, batch_size=5, epochs=3, shuffle=False, optimizer=ours())
        assert history.epochs == 3
        for a, b in zip((w for n in net.layers for w in (n.W.T, n.b)), twin.get_weights(), strict=True):
            assert gap(a, b) < CLOSE
        assert gap(net.predict(X), twin.predict(X, verbose=0)) < CLOSE
        cost = twin.evaluate(X, T, verbose=0) - float(sum(twin.losses))
        assert net.evaluate(X, T)["cost"] == pytest.approx(cost, rel=CLOSE)
    finally:
        keras.backend.set_floatx("float32")


def test_history_against_keras():
    """Costs and accuracies, in training and in validation, epoch by epoch."""
    import keras

    keras.backend.set_floatx("float64")
    try:
        net = small()
        twin = keras_twin(net, keras.optimizers.SGD(0.5), "categorical_crossentropy")
        twin.compile(keras.optimizers.SGD(0.5), "categorical_crossentropy", metrics=["accuracy"])
        fitted = twin.fit(
            X[:15], T[:15], batch_size=4, epochs=4, shuffle=False, verbose=0, validation_data=(X[15:], T[15:])
        )
        history = net.fit(
            X[:15],
            T[:15],
            batch_size=4,
            epochs=4,
            shuffle=False,
            optimizer=0.5,
            metrics=["accuracy"],
            validation=(X[15:], T[15:]),
        )
        names = {
            "cost": "loss",
            "accuracy": "accuracy",
            "validation_cost": "val_loss",
            "validation_accuracy": "val_accuracy",
        }
        assert set(history) == set(names)
        for name, theirs in names.items():
            np.testing.assert_allclose(history[name], fitted.history[theirs], rtol=CLOSE)
    finally:
        keras.backend.set_floatx("float32")


def test_xor_is_learned():
    inputs, targets = data.xor()
    net = Network([Dense(4, "tanh"), Dense(1, "sigmoid")], 2, "binary_cross_entropy", seed=0)
    history = net.fit(inputs, targets, epochs=500, batch_size=4, optimizer=0.5)
    assert history["cost"][-1] < 0.05
    np.testing.assert_array_equal(net.predict_classes(inputs), [0, 1, 1, 0])


def test_newton_trains_a_small_network_in_one_step():
    """A linear network with squared error is a quadratic: its minimum is least squares."""
    from gradiente.gradient_check import numerical_hessian

    targets = RNG.normal(size=(23, 1))
    net = Network([Dense(1)], 4)

    def gradient(theta):
        other = copy.deepcopy(net)
        other.theta[...] = theta
        return other.objective_and_gradient(X, targets)[1].copy()

    rule = optimizers.Newton(lambda w: numerical_hessian(gradient, w))
    net.fit(X, targets, batch_size=23, optimizer=rule)
    exact = np.linalg.lstsq(np.column_stack([X, np.ones(23)]), targets, rcond=None)[0]
    np.testing.assert_allclose(net.theta, exact[:, 0], rtol=1e-6)


def test_the_same_seed_gives_the_same_network_and_training():
    def trained(seed):
        net = Network(
            [Dense(5, "relu"), Dropout(0.3), Dense(3, "softmax")], 4, "categorical_cross_entropy", seed=seed
        )
        return net.fit(X, T, epochs=3, batch_size=4, optimizer="adam"), net.theta

    (first, theta), (again, same), (_, other) = trained(1), trained(1), trained(2)
    assert first == again
    np.testing.assert_array_equal(theta, same)
    assert not np.allclose(theta, other)


def test_nothing_global_is_random():
    np.random.seed(0)  # noqa: NPY002
    before = np.random.get_state()[1].copy()  # noqa: NPY002
    Network([Dense(5), Dropout()], 4).fit(X, RNG.normal(size=(23, 5)), epochs=2)
    np.testing.assert_array_equal(np.random.get_state()[1], before)  # noqa: NPY002


class Watch(Layer):
    """Passes everything on, and notes the types."""

    def __init__(self):
        self.seen = set()

    def forward(self, A, training=False):
        self.seen.add(("forward", str(A.dtype)))
        return A

    def backward(self, dY, to_input=True):
        self.seen.add(("backward", str(dY.dtype)))
        return dY


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize("given_as", ["float32", "float64", "uint8"])
def test_one_type_from_end_to_end(dtype, given_as):
    """Whatever the type of the data, all is computed in the network's own."""
    images = RNG.integers(0, 3, (10, 8, 8, 1)).astype(given_as)
    watches = [Watch() for _ in range(8)]
    parts = [
        Conv2D(2, 3, "relu"),
        MaxPool2D(2),
        BatchNorm(),
        Flatten(),
        Dense(4, "gelu"),
        Dropout(0.5),
        Dense(3, "softmax", regularizer=L1(0.01)),
    ]
    layers = [watches[0]] + [layer for pair in zip(parts, watches[1:], strict=True) for layer in pair]
    net = Network(layers, (8, 8, 1), "categorical_cross_entropy", dtype=dtype)
    targets = np.eye(3)[RNG.integers(0, 3, 10)]
    net.fit(
        images,
        targets,
        epochs=2,
        batch_size=4,
        optimizer="adam",
        clip_norm=1.0,
        clip_value=0.5,
        metrics="accuracy",
    )
    assert net.predict(images).dtype == net.theta.dtype == net.gradient.dtype == dtype
    assert {kind for watch in watches for _, kind in watch.seen} == {dtype}
    assert {way for watch in watches[1:] for way, _ in watch.seen} == {"forward", "backward"}


def test_no_copy_of_the_training_set():
    """An epoch takes far less memory than the data, shuffled or not, and in either type."""
    images = np.random.default_rng(0).random((20_000, 200), dtype=np.float32)  # 16 MB
    targets = np.zeros((20_000, 1), dtype=np.float32)
    for shuffle, dtype in ((True, "float32"), (False, "float32"), (True, "float64")):
        net = Network([Dense(3, "tanh"), Dense(1)], 200, dtype=dtype)
        tracemalloc.start()
        net.fit(images, targets, epochs=2, batch_size=100, shuffle=shuffle, validation=(images, targets))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < images.nbytes / 5


def test_the_layers_hold_views_of_theta():
    net = small()
    assert net.n_parameters == net.theta.size == 6 * 4 + 6 + 3 * 6 + 3
    net.theta[...] = 0
    assert not net.layers[0].W.any()
    net.layers[1].b[...] = 5
    np.testing.assert_array_equal(net.theta[-3:], 5)
    for name, where in net.slices().items():
        number, _, array = name.split()
        np.testing.assert_array_equal(net.theta[where], getattr(net.layers[int(number) - 1], array).ravel())


def test_an_array_put_in_place_of_a_view_is_taken_in():
    net = small()
    net.layers[0].W = np.zeros((6, 4))
    net.objective_and_gradient(X, T)
    np.testing.assert_array_equal(net.theta[:24], 0)
    net.fit(X, T, batch_size=23, optimizer=1.0)
    assert net.layers[0].W.any()
    assert np.shares_memory(net.layers[0].W, net.theta)
    net.layers[0].W = np.zeros((4, 6))
    message = "W of Dense(6, 'tanh') must be of the same shape as its gradient, (6, 4), got shape (4, 6)"
    with pytest.raises(ValueError, match=re.escape(message)):
        net.predict(X)


def test_a_copy_is_a_network_of_its_own():
    net = small()
    twin = copy.deepcopy(net)
    before = net.predict(X)
    twin.fit(X, T, epochs=3, optimizer=0.5)
    np.testing.assert_array_equal(net.predict(X), before)
    assert not np.allclose(twin.predict(X), before)
    assert np.shares_memory(twin.layers[0].W, twin.theta)


def test_an_optimizer_can_start_many_networks_and_go_on():
    rule = Momentum(0.1)
    nets = [small(), small()]
    for net in nets:
        net.fit(X, T, epochs=2, shuffle=False, optimizer=rule)
    np.testing.assert_array_equal(nets[0].theta, nets[1].theta)
    assert rule.t == 0
    whole = small()
    whole.fit(X, T, epochs=5, shuffle=False, optimizer=rule)
    nets[0].fit(X, T, epochs=3, shuffle=False, optimizer=nets[0].optimizer)
    np.testing.assert_allclose(nets[0].theta, whole.theta, rtol=1e-12)


def test_early_stopping_restores_the_best_weights_and_averages():
    """A cost that falls and rises: stopped after patience, back at its minimum."""
    net = Network(
        [Dense(5, "relu"), BatchNorm(), Dense(3, "softmax")], 4, "categorical_cross_entropy", seed=1
    )
    kept = []

    def on_epoch(network, history):
        layer = network.layers[1]
        kept.append([array.copy() for array in (network.theta, layer.running_mean, layer.running_variance)])

    history = net.fit(
        X[:12],
        T[:12],
        epochs=500,
        batch_size=4,
        optimizer=0.3,
        validation=(X[12:], T[12:]),
        early_stopping=EarlyStopping(patience=4),
        on_epoch=on_epoch,
    )
    costs = history["validation_cost"]
    assert history.best_epoch == np.argmin(costs) + 1
    assert history.epochs == history.best_epoch + 4 < 500
    best = kept[history.best_epoch - 1]
    for array, value in zip(
        (net.theta, net.layers[1].running_mean, net.layers[1].running_variance), best, strict=True
    ):
        np.testing.assert_array_equal(array, value)
    assert net.evaluate(X[12:], T[12:])["cost"] == pytest.approx(min(costs))


def test_early_stopping_may_leave_the_last_weights():
    net = small()
    stopping = EarlyStopping(patience=1, monitor="cost", restore_best=False, min_delta=10.0)
    history = net.fit(X, T, epochs=9, early_stopping=stopping)
    assert (history.epochs, history.best_epoch) == (2, 1)
    assert stopping.epoch == 0  # training used a copy


def test_clipping_limits_each_step():
    for options, limit in (({"clip_norm": 0.01}, 0.01), ({"clip_value": 0.001}, 0.001 * 51**0.5)):
        net = small()
        before = net.theta.copy()
        net.fit(X, T, batch_size=23, optimizer=1.0, **options)
        assert 0.5 * limit < np.linalg.norm(net.theta - before) <= limit * (1 + 1e-9)


def test_augmentation_sees_each_mini_batch():
    shapes = []

    def augment(A, rng):
        shapes.append(A.shape)
        assert isinstance(rng, np.random.Generator)
        return 0 * A

    net = small()
    net.fit(X, T, epochs=2, batch_size=10, augment=augment)
    assert shapes == [(10, 4), (10, 4), (3, 4)] * 2
    assert not net.layers[0].dW.any()


def test_accuracy_of_single_units():
    """A probability says yes above ½, a logit or a score above 0."""
    t = (X[:, :1] > 0).astype(float)
    for cost, unit, targets in [
        ("binary_cross_entropy", "sigmoid", t),
        ("binary_cross_entropy_with_logits", None, t),
        ("hinge", None, 2 * t - 1),
        ("squared_error", "sigmoid", t),
    ]:
        net = Network([Dense(1, unit)], 4, cost)
        net.layers[0].W[...] = [[1, 0, 0, 0]]
        assert net.evaluate(X, targets, ["accuracy"])["accuracy"] == 1
        np.testing.assert_array_equal(net.predict_classes(X), t[:, 0])


def test_own_metrics():
    def largest(Y, T):
        return np.max(Y)

    history = small().fit(X, T, epochs=2, metrics=[largest, "accuracy"])
    assert list(history) == ["cost", "largest", "accuracy"]


def test_too_large_a_learning_rate_shows_in_the_history():
    """No warning, no exception: the cost is what it is."""
    net = Network([Dense(3)], 4)
    with np.errstate(all="raise"):
        history = net.fit(X, T, epochs=400, optimizer=1e6)
    assert not np.isfinite(history["cost"][-1])


def test_logits_of_1000_through_the_natural_pairs():
    for cost, unit in (("categorical_cross_entropy", "softmax"), ("binary_cross_entropy", "sigmoid")):
        net = Network([Dense(3, unit, initializer="zeros")], 4, cost)
        net.layers[0].b[...] = [1000, -1000, 0]
        with np.errstate(over="raise", invalid="raise", divide="raise"):
            J, gradient = net.objective_and_gradient(X, T)
        assert np.isfinite(J)
        y = np.array([1, 0, 0]) if unit == "softmax" else np.array([1, 0, 0.5])
        np.testing.assert_allclose(gradient[-3:], np.mean(y - T, axis=0), atol=1e-12)


def test_no_epochs_and_one_example():
    net = small()
    before = net.theta.copy()
    assert net.fit(X, T, epochs=0).epochs == 0
    np.testing.assert_array_equal(net.theta, before)
    net.fit(X[:1], T[:1], batch_size=99)


def test_summary_and_repr():
    net = Network([Conv2D(6, 5, "tanh", padding="same"), AveragePool2D(), Flatten(), Dense(10)], (28, 28, 1))
    lines = [line.split() for line in net.summary().splitlines()]
    assert [line[-1] for line in lines] == ["156", "0", "0", "11,770", "11,926"]
    assert "(14, 14, 6)" in net.summary()
    assert (
        repr(small()) == "Network([Dense(6, 'tanh'), Dense(3, 'softmax')], (4,), 'categorical_cross_entropy')"
    )


def test_training_is_silent(capfd):
    small().fit(X, T, epochs=3)
    assert capfd.readouterr() == ("", "")


# --------------------------------------------------------------------------------- errors

NAN = X.copy()
NAN[3, 2] = np.nan


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: Network([], 4), "layers must be at least one layer, got none"),
        (lambda: Network([3], 4), "layers must be a sequence of layers, got 3"),
        (lambda: Network([Dense(2)], 0), "input_shape must be a whole number, at least 1, got 0"),
        (
            lambda: Network([Dense(2)], 4, seed=0.5),
            "seed must be a numpy.random.Generator or a whole number, at least 0, got 0.5",
        ),
        (lambda: Network([Dense(2)], 4, dtype="float16"), "dtype must be float32 or float64, got 'float16'"),
        (lambda: small().predict(X[0]), "X must be of shape (m, 4), got shape (4,)"),
        (lambda: small().predict(X[:0]), "X must be at least one example, got shape (0, 4)"),
        (lambda: small().predict([["a"] * 4]), "X must be an array of numbers, got [['a', 'a', 'a', 'a']]"),
        (lambda: small().fit(X[:, :3], T), "X must be of shape (m, 4), got shape (23, 3)"),
        (lambda: small().fit(NAN, T), "X must be finite numbers, got nan at [3, 2]"),
        (lambda: small().fit(X, T[:9]), "T must be of the shape of the outputs, (23, 3), got shape (9, 3)"),
        (lambda: small().fit(X, T * np.nan), "T must be finite numbers, got nan at [0, 0]"),
        (lambda: small().fit(X, CLASSES), "T must be of the shape of the outputs, (23, 3), got shape (23,)"),
        (
            lambda: small("sparse_categorical_cross_entropy").fit(X, CLASSES + 1),
            "T must be class labels from 0 to 2, got the label 3",
        ),
        (
            lambda: small().fit(X, T, validation=(NAN, T)),
            "validation X must be finite numbers, got nan at [3, 2]",
        ),
        (
            lambda: small().fit(X, T, validation=X),
            "validation must be a pair (X, T), got an array of float64 with shape (23, 4)",
        ),
        (lambda: small().fit(X, T, epochs=-1), "epochs must be a whole number, at least 0, got -1"),
        (lambda: small().fit(X, T, batch_size=0), "batch_size must be a whole number, at least 1, got 0"),
        (
            lambda: small().fit(X, T, optimizer=-1.0),
            "learning_rate must be a finite number at least 0, got -1.0",
        ),
        (lambda: small().fit(X, T, clip_norm=0), "clip_norm must be a finite number greater than 0, got 0"),
        (lambda: small().fit(X, T, metrics=["f1"]), "metrics must be one of 'accuracy', got 'f1'"),
        (
            lambda: small().fit(X, T, early_stopping=EarlyStopping()),
            "early_stopping's monitor must be one of 'cost', got 'validation_cost'",
        ),
    ],
)
def test_errors(call, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        call()


def test_a_layer_serves_one_network():
    layer = Dense(3)
    Network([layer], 4)
    with pytest.raises(ValueError, match="each network needs layers of its own"):
        Network([layer], 4)


# ---------------------------------------------------------------------------------- MNIST


@pytest.mark.slow
def test_the_digits_of_the_course():
    """[784, 30, 10], sigmoid, squared error, batches of 10, η = 3, 30 epochs: 95 % of the test digits."""
    if not os.environ.get(data.MNIST_FILE):
        reason = f"the full MNIST is needed: set {data.MNIST_FILE} to the path of mnist.npz"
        if os.environ.get("GRADIENTE_NO_SKIP") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    digits = data.digits("full")
    assert len(digits.train) == 50_000
    layers = [Dense(n, "sigmoid", initializer="lecun_normal", bias_initializer="zeros") for n in (30, 10)]
    net = Network(layers, 784, "squared_error", dtype="float32", seed=0)
    net.fit(digits.train.X, digits.train.T, epochs=30, batch_size=10, optimizer=3.0)
    assert (
        net.evaluate(digits.test.X, preprocessing.one_hot(digits.test.labels, 10), ["accuracy"])["accuracy"]
        >= 0.95
    )

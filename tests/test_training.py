"""Mini-batches, clipping, early stopping and the history."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from gradiente.training import EarlyStopping, History, clip_by_norm, clip_by_value, mini_batches
from oracles import CLOSE, examples


@given(n=st.integers(1, 200), size=st.integers(1, 70), seed=st.none() | st.integers(0, 99))
@examples(50)
def test_every_example_once_and_the_last_batch_short(n, size, seed):
    rng = None if seed is None else np.random.default_rng(seed)
    batches = [np.arange(n)[rows] for rows in mini_batches(n, size, rng)]
    assert len(batches) == -(-n // size)
    assert all(len(batch) == size for batch in batches[:-1])
    together = np.concatenate(batches)
    np.testing.assert_array_equal(np.sort(together), np.arange(n))
    if seed is None:
        np.testing.assert_array_equal(together, np.arange(n))


def test_each_epoch_has_its_own_order():
    rng = np.random.default_rng(0)
    first, second = (np.concatenate(list(mini_batches(50, 8, rng))) for _ in range(2))
    assert not np.array_equal(first, second)


@given(g=arrays(np.float64, 5, elements=st.floats(-1e6, 1e6)), limit=st.sampled_from([0.5, 3.0, 1e4]))
@examples(30)
def test_clipping_against_keras(g, limit):
    import keras

    parts = [keras.ops.convert_to_tensor(part) for part in (g[:2], g[2:])]
    theirs = keras.optimizers.SGD(global_clipnorm=limit)._clip_gradients(parts)
    if np.linalg.norm(g) > 0:  # Keras divides by it
        expected = np.concatenate([part.numpy() for part in theirs])
        np.testing.assert_allclose(clip_by_norm(g.copy(), limit), expected, rtol=CLOSE, atol=CLOSE)
    theirs = keras.optimizers.SGD(clipvalue=limit)._clip_gradients(parts)
    expected = np.concatenate([part.numpy() for part in theirs])
    np.testing.assert_allclose(clip_by_value(g.copy(), limit), expected)


def test_clipping_keeps_the_direction_and_the_array():
    g = np.array([3.0, 4.0])
    assert clip_by_norm(g, 1.0) is g
    np.testing.assert_allclose(g, [0.6, 0.8])
    np.testing.assert_array_equal(clip_by_norm(np.array([3.0, 4.0]), 5.0), [3, 4])
    g = np.array([3, 4], dtype=np.float32)
    assert clip_by_norm(g, 1.0).dtype == np.float32


@given(
    values=st.lists(st.sampled_from([0.1, 0.2, 0.3, 0.4, 0.5]), min_size=1, max_size=15),
    patience=st.integers(0, 4),
    min_delta=st.sampled_from([0.0, 0.15]),
    monitor=st.sampled_from(["validation_cost", "validation_accuracy"]),
)
@examples(100)
def test_early_stopping_against_keras(values, patience, min_delta, monitor):
    """Keras's callback and ours see the same values: they stop together and agree on the best."""
    import keras

    class Model:
        stop_training = False
        weights = None

        def get_weights(self):
            return self.weights

        def set_weights(self, weights):
            self.weights = weights

    mode = "max" if monitor.endswith("accuracy") else "min"
    theirs = keras.callbacks.EarlyStopping("value", min_delta, patience, mode=mode, restore_best_weights=True)
    model = Model()
    theirs.set_model(model)
    theirs.on_train_begin()
    ours = EarlyStopping(patience, min_delta=min_delta, monitor=monitor)
    for epoch, value in enumerate(values):
        model.weights = epoch
        theirs.on_epoch_end(epoch, {"value": value})
        stop = ours.update(value)
        assert stop == model.stop_training
        if stop:
            break
    theirs.on_train_end()
    assert ours.best_epoch == theirs.best_epoch + 1 == model.weights + 1


def test_patience_by_hand():
    stopping = EarlyStopping(patience=2)
    assert [stopping.update(value) for value in (3, 2, 2.5, 1, 1.5, 1.2)] == [False] * 5 + [True]
    assert (stopping.best, stopping.best_epoch) == (1, 4)
    stopping.start()
    assert stopping.best is None


def test_nan_is_no_improvement():
    stopping = EarlyStopping(patience=2)
    assert [stopping.update(value) for value in (np.nan, 5, np.nan, np.nan)] == [False, False, False, True]
    assert stopping.best == 5


def test_history_plots_itself():
    import matplotlib.pyplot as plt

    history = History()
    for k in range(1, 4):
        history.record(cost=1 / k, accuracy=k / 4, validation_cost=2 / k)
    history.best_epoch = 2
    assert history.epochs == 3
    assert repr(history) == "History of 3 epochs: cost 0.3333, accuracy 0.75, validation_cost 0.6667"
    ax = history.plot(labels={"cost": "entrenamiento"}, xlabel="época", ylabel="coste")
    lines = {line.get_label(): line.get_xydata().tolist() for line in ax.get_lines()}
    assert lines["entrenamiento"] == [[1, 1], [2, 1 / 2], [3, 1 / 3]]
    assert lines["validation cost"] == [[1, 2], [2, 1], [3, 2 / 3]]
    assert [line.get_xdata() for line in ax.get_lines()][-1] == [2, 2]
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("época", "coste")
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["entrenamiento", "validation cost"]
    other = history.plot("accuracy", ax=plt.subplots()[1])
    assert other.get_ylabel() == "accuracy"
    assert other.get_legend() is None
    with pytest.raises(ValueError, match=r"^an entry to plot must be one of 'cost', .*, got 'loss'$"):
        history.plot("loss")
    plt.close("all")


def test_errors():
    with pytest.raises(ValueError, match=r"^patience must be a whole number, at least 0, got -1$"):
        EarlyStopping(-1)
    with pytest.raises(ValueError, match=r"^min_delta must be a finite number at least 0, got -0.1$"):
        EarlyStopping(min_delta=-0.1)
    with pytest.raises(ValueError, match=r"^limit must be a finite number greater than 0, got -1$"):
        clip_by_norm(np.ones(2), -1)
    with pytest.raises(ValueError, match=r"^batch_size must be a whole number, at least 1, got 0$"):
        next(mini_batches(5, 0))

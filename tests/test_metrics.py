"""Accuracy and the confusion matrix."""

import numpy as np
import pytest

from gradiente.metrics import accuracy, confusion_matrix, predicted_classes


def test_classes():
    np.testing.assert_array_equal(predicted_classes(np.array([[0.1, 0.7, 0.2], [0.5, 0.4, 0.1]])), [1, 0])
    np.testing.assert_array_equal(predicted_classes(np.array([[0.4], [0.5], [0.6]])), [0, 0, 1])
    np.testing.assert_array_equal(predicted_classes(np.array([[-0.4], [0.3]]), threshold=0), [0, 1])


def test_accuracy_against_keras():
    import keras

    rng = np.random.default_rng(0)
    Y, labels = rng.random((50, 4)), rng.integers(0, 4, 50)
    one_hot = np.eye(4)[labels]
    expected = float(keras.ops.mean(keras.metrics.categorical_accuracy(one_hot, Y)))
    assert 0.1 < expected < 0.5
    assert accuracy(Y, one_hot) == pytest.approx(expected)
    assert accuracy(Y, labels) == pytest.approx(expected)
    t = rng.integers(0, 2, (50, 1)).astype(float)
    expected = float(keras.ops.mean(keras.metrics.binary_accuracy(t, Y[:, :1])))
    assert accuracy(Y[:, :1], t) == pytest.approx(expected)
    assert accuracy(2 * Y[:, :1] - 1, 2 * t - 1, threshold=0) == pytest.approx(expected)


def test_accuracy_of_sequences_is_that_of_their_steps():
    Y = np.array([[[0.1, 0.7, 0.2], [0.5, 0.4, 0.1]], [[0.3, 0.1, 0.6], [0.2, 0.2, 0.6]]])
    assert accuracy(Y, [[1, 0], [2, 0]]) == 3 / 4
    assert accuracy(Y, np.eye(3)[[[1, 2], [0, 0]]]) == 1 / 4


def test_confusion_matrix():
    counts = confusion_matrix([0, 0, 1, 2, 2, 2], [0, 1, 1, 2, 2, 0], 3)
    np.testing.assert_array_equal(counts, [[1, 1, 0], [0, 1, 0], [1, 0, 2]])


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            lambda: accuracy([[0.1, 0.9]], [[1.0]]),
            r"T must be of shape \(1, 2\) or \(1,\), got shape \(1, 1\)",
        ),
        (
            lambda: confusion_matrix([0, 3], [0, 1], 3),
            "labels must be class labels from 0 to 2, got the label 3",
        ),
        (
            lambda: confusion_matrix([0, 1], [0], 3),
            r"predicted must be class labels of shape \(2,\), got shape \(1,\)",
        ),
        (
            lambda: confusion_matrix([0, 0.5], [0, 1], 3),
            r"labels must be whole numbers, one class label per example, got \[0, 0.5\]",
        ),
    ],
)
def test_errors(call, message):
    with pytest.raises(ValueError, match=f"^{message}$"):
        call()

"""What is measured beside the cost: accuracy and the confusion matrix (lab 1)."""

import numpy as np

from gradiente import checks


def predicted_classes(Y: np.ndarray, threshold: float = 0.5) -> np.ndarray:
    """Class of each row of outputs: the largest one's, or, of a single unit, whether y > threshold.

    Parameters
    ----------
    Y : ndarray of shape (..., n_K)
        Outputs.
    threshold : float
        For a single unit: 0.5 for a probability, 0 for a logit or a score.

    Returns
    -------
    ndarray of shape (...)
        Whole numbers.
    """
    if Y.shape[-1] == 1:
        return (Y[..., 0] > threshold).astype(np.int64)
    return np.argmax(Y, axis=-1)


def accuracy(Y: np.ndarray, T: np.ndarray, threshold: float = 0.5) -> float:
    """Share of examples whose class is right.

    Parameters
    ----------
    Y : ndarray of shape (m, n_K)
        Outputs.
    T : ndarray of shape (m, n_K) or (m,)
        Targets: one-hot rows, 0 or 1 (or −1 or 1) for a single unit, or class labels.
    threshold : float
        See `predicted_classes`.
    """
    Y, T = checks.array("Y", Y, finite=False), np.asarray(T)
    if T.shape == Y.shape:
        T = predicted_classes(T, threshold)
    elif T.shape != Y.shape[:-1]:
        raise checks.fail("T", f"of shape {Y.shape} or {Y.shape[:-1]}", f"shape {T.shape}")
    return float(np.mean(predicted_classes(Y, threshold) == T))


def confusion_matrix(labels: np.ndarray, predicted: np.ndarray, n_classes: int) -> np.ndarray:
    """Count how often each class (row) was taken for each (column).

    Parameters
    ----------
    labels, predicted : ndarray of shape (m,)
        True and predicted classes, 0 ... n_classes − 1.
    n_classes : int
        Number of classes.

    Returns
    -------
    ndarray of shape (n_classes, n_classes)
        Its sum is m, its trace the number of right answers.
    """
    labels = checks.labels("labels", labels, n_classes)
    predicted = checks.labels("predicted", predicted, n_classes, n=len(labels))
    counts = np.zeros((n_classes, n_classes), dtype=np.int64)
    np.add.at(counts, (labels, predicted), 1)
    return counts

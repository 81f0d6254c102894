"""Lab 1's assignment: what its model answers claim."""

import numpy as np
import pytest

from publish.project import ROOT
from publish.source import read
from solved import names_left_by

SOURCE = read(ROOT / "solutions" / "lab1_first_network.md")


@pytest.fixture(scope="module")
def experiment(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """The names that the solved notebook's cells leave, without those of Keras and the tests."""
    return names_left_by(SOURCE, tmp_path_factory.mktemp("lab"), without=("test_", "setup_keras", "keras_"))


@pytest.mark.slow
def test_model_answer_about_momentum_holds(experiment: dict) -> None:
    epochs = {
        (xi, alpha): experiment["table"][i][j]
        for i, xi in enumerate(experiment["xis"])
        for j, alpha in enumerate(experiment["alphas"])
    }
    never = {pair for pair, number in epochs.items() if number == np.inf}
    assert epochs[0.0, 0.3] == epochs[0.9, 0.03] == 8, "the same α/(1 − ξ)"
    assert epochs[0.0, 1.0] == epochs[0.9, 0.1] == 3, "the same α/(1 − ξ)"
    assert (epochs[0.5, 0.3], epochs[0.5, 1.0]) == (4, 2)
    assert never == {(0.0, 0.03), (0.0, 0.1), (0.5, 0.03), (0.5, 0.1), (0.9, 0.3), (0.9, 1.0)}


@pytest.mark.slow
def test_model_answers_about_mistakes_and_curves_hold(experiment: dict) -> None:
    M = experiment["confusion_matrix"](experiment["labels_new"], experiment["Y"].argmax(axis=1), 10)
    off = M - np.diag(np.diag(M))
    assert off.argmax() == 10 * 5 + 3
    assert abs(M[5, 3] - 8) <= 1
    shares = np.diag(M) / M.sum(axis=1)
    assert set(np.argsort(shares)[:2]) == {2, 5}
    assert np.argmin(np.diag(M)) == 9
    curves = experiment["curves"]
    assert curves[0.0, 0.03][[0, -1]] == pytest.approx([0.45, 0.40], abs=0.01)
    assert curves[0.0, 1.0][[1, -1]] == pytest.approx([0.15, 0.08], abs=0.01)
    assert curves[0.9, 1.0][[0, -1]] == pytest.approx([0.45, 0.34], abs=0.02)
    params, _ = experiment["train"](0.9, 1.0)
    Y = experiment["outputs"](params, experiment["X_new"])[-1]
    wrong = np.abs(Y - experiment["T_new"]) > 0.5
    assert np.mean((Y * (1 - Y))[wrong] < 0.01) == pytest.approx(0.9, abs=0.05)
    assert experiment["accuracy"](experiment["Y"], experiment["labels_new"]) == pytest.approx(0.90, abs=0.01)


@pytest.mark.slow
def test_all_the_digits_are_there(experiment: dict) -> None:
    assert experiment["images"].shape == (5000, 28, 28)

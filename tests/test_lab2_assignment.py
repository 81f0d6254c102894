"""Lab 2's assignment: its network, and what its model answers claim."""

from types import SimpleNamespace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from oracles import CLOSE
from publish.exercises import instructor
from publish.project import ROOT
from publish.source import read
from solved import names_left_by

SOURCE = read(ROOT / "solutions" / "lab2_cure_overfitting.md")


# ------------------------------------------------------------------------------- the network


@pytest.fixture(scope="module")
def given() -> SimpleNamespace:
    """The functions of the locked cell of the network."""
    names: dict = {}
    for cell in instructor(SOURCE, "en").cells:
        if cell.id in ("setup", "network"):
            exec(compile(cell.source, f"<{cell.id}>", "exec"), names)
    return SimpleNamespace(**names)


def some_network(given: SimpleNamespace) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """A network in double precision with biases that are not zero, and a batch that it is unsure of."""
    rng = np.random.default_rng(2)
    params = [p + rng.normal(0, 0.1, p.shape) for p in given.initial_network(12, 0)]
    return params, rng.uniform(size=(4, 28, 28)), np.array([3, 0, 9, 3])


def test_gradient_is_the_numerical_one(given: SimpleNamespace) -> None:
    params, X, y = some_network(given)
    mask = np.where(np.arange(48).reshape(4, 12) % 3 == 0, 0, 1.5)

    def cost(params: list[np.ndarray]) -> float:
        return -np.mean(np.log(given.outputs(params, X, mask)[-1][np.arange(4), y]))

    rng, step = np.random.default_rng(3), 1e-6
    for which, slope in enumerate(given.gradient(params, X, y, mask)):
        for place in rng.integers(slope.size, size=25):
            sides = []
            for sign in (1, -1):
                moved = [p.copy() for p in params]
                moved[which].flat[place] += sign * step
                sides.append(cost(moved))
            numerical = (sides[0] - sides[1]) / (2 * step)
            assert slope.flat[place] == pytest.approx(numerical, rel=1e-5, abs=1e-8), (which, place)


def test_tied_cells_of_a_pool_share_the_gradient(given: SimpleNamespace) -> None:
    """On blank images all four cells tie: the filters' biases move as if one of them had won."""
    params, _, y = some_network(given)
    params[1] = np.abs(params[1])
    X, step = np.zeros((4, 28, 28)), 1e-6
    slope = given.gradient(params, X, y)[1]
    for j in range(8):
        sides = []
        for sign in (1, -1):
            moved = [p.copy() for p in params]
            moved[1][j] += sign * step
            sides.append(-np.mean(np.log(given.outputs(moved, X)[-1][np.arange(4), y])))
        assert slope[j] == pytest.approx((sides[0] - sides[1]) / (2 * step), rel=1e-5, abs=1e-8)


def test_outputs_are_those_of_keras(given: SimpleNamespace) -> None:
    import keras

    params, X, _ = some_network(given)
    W1, b1, *rest = params
    layers = [
        keras.layers.ZeroPadding2D(2, dtype="float64"),
        keras.layers.Conv2D(8, 5, strides=2, activation="relu", dtype="float64"),
        keras.layers.MaxPooling2D(2, dtype="float64"),
        keras.layers.Flatten(dtype="float64"),
        keras.layers.Dense(12, activation="relu", dtype="float64"),
        keras.layers.Dense(10, activation="softmax", dtype="float64"),
    ]
    model = keras.Sequential([keras.Input((28, 28, 1), dtype="float64"), *layers])
    model.set_weights([W1.reshape(5, 5, 1, 8), b1, *rest])
    theirs = np.array(model(keras.ops.convert_to_tensor(X[..., None], dtype="float64")))
    assert_allclose(given.outputs(params, X)[-1], theirs, rtol=CLOSE, atol=CLOSE)


# ------------------------------------------------------------------------- the model answers


@pytest.fixture(scope="module")
def experiment(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """The names that the solved notebook's cells leave, without those of the tests."""
    return names_left_by(SOURCE, tmp_path_factory.mktemp("lab"), without=("test_",))


@pytest.mark.slow
def test_model_answer_about_the_checks_holds(experiment: dict) -> None:
    assert experiment["uniform"] == pytest.approx(2.30, abs=0.005)
    assert experiment["prior"] == pytest.approx(experiment["uniform"], abs=0.01)
    few = experiment["few"]
    assert experiment["train"](few, few, epochs=60)[1][-1, 0] < 0.01
    for eta, end, gap, verdict in ((0.001, 2.2, 0.0, 1), (0.03, 0.06, 0.37, 2), (1.0, 2.3, 0.0, 3)):
        curve = experiment["attempt"](eta=eta, epochs=8)[1]
        assert curve[0, 0] == pytest.approx(2.31, abs=0.01)
        assert curve[-1, 0] == pytest.approx(end, abs=0.04)
        assert curve[-1, 2] - curve[-1, 0] == pytest.approx(gap, abs=0.1)
        assert experiment["diagnose"](curve[:, 0], curve[:, 2], 0.2, 0.25)[1] == verdict
        assert (curve[:, 0].max() > curve[0, 0] + 0.05) == (eta == 1), "only the large rate climbs"


@pytest.mark.slow
def test_model_answer_about_the_cure_holds(experiment: dict) -> None:
    steps = experiment["STEPS"]
    assert len(steps) == len(experiment["log"]) == 7 <= experiment["BUDGET"]
    curves = [experiment["trial"](experiment["attempt"], settings)[1] for _, settings in steps]
    training, validation = ([curve[-1, column] for curve in curves] for column in (0, 2))
    assert_allclose(training, [0.01, 0.01, 0.01, 0.04, 0.05, 0.11, 0.04], atol=0.03)
    assert_allclose(validation, [0.49, 0.45, 0.36, 0.24, 0.24, 0.24, 0.19], atol=0.06)
    start, l2, dropout, move, _, both, longer = validation
    assert move < dropout - 0.05 < start - 0.1, "moving cures most, then dropout"
    assert abs(l2 - start) < 0.08, "L2 alone does next to nothing"
    assert longer < both, "what was missing were epochs"
    assert start > curves[0][:, 2].min() + 0.04, "the first network's validation cost rises again"
    verdicts = [experiment["diagnose"](c[:, 0], c[:, 2], 0.2, 0.25)[1] for c in curves]
    assert verdicts == [2, 2, 2, 0, 0, 0, 0]
    right = [curve[-1, 3] for curve in curves]
    assert_allclose(right, [0.91, 0.90, 0.91, 0.935, 0.93, 0.925, 0.95], atol=0.02)
    assert np.sqrt(0.93 * 0.07 / 600) == pytest.approx(0.01, abs=0.001)


@pytest.mark.slow
def test_model_answer_about_the_choice_holds(experiment: dict) -> None:
    grid, drawn, fine = (np.array(points) for points in experiment["tried"].values())
    assert len(grid) == len(drawn) == 9
    assert (len(set(grid[:, 0])), len(set(drawn[:, 0]))) == (3, 9)
    best_grid, best_drawn = grid[grid[:, 2].argmin()], drawn[drawn[:, 2].argmin()]
    assert best_grid[[0, 2]] == pytest.approx([0.01, 1.2], abs=0.15)
    assert best_drawn[0] == pytest.approx(0.13, abs=0.005)
    assert best_drawn[2] == pytest.approx(0.5, abs=0.15)
    costs = grid[:, 2].reshape(3, 3)  # a row for each η
    assert np.ptp(costs[:, :2], axis=1).max() < 0.02
    assert costs[1, 2] - costs[1, 0] == pytest.approx(0.1, abs=0.05)
    assert min(costs[0].min(), costs[2].min()) > costs[1].max() + 0.8
    learned = fine[:, 0] < 0.2
    assert sorted(fine[learned, 0].round(2)) == [0.05, 0.08, 0.09, 0.11]
    assert fine[~learned, 0] == pytest.approx([0.30], abs=0.005)
    assert fine[learned, 2].max() < 0.4
    assert fine[~learned, 2].min() > 1
    assert drawn[drawn[:, 0].round(2) == 0.15][0, 2] < 1, "at 0.15 there is still learning"
    means = dict(zip(experiment["sizes"], experiment["table"].mean(axis=1), strict=True))
    assert means[160] == pytest.approx(0.36, abs=0.04)
    assert means[80] - means[160] == pytest.approx(0.01, abs=0.03)
    assert experiment["error"] == pytest.approx(0.06, abs=0.02)
    assert experiment["sizes"][experiment["chosen"]] == 80


@pytest.mark.slow
def test_the_cure_shows_on_the_test_set(experiment: dict) -> None:
    assert experiment["cured"] == experiment["STEPS"][-1]
    for settings, cost, right in (({}, 0.54, 0.89), (experiment["cured"][1], 0.22, 0.95)):
        got = experiment["measure"](
            experiment["trial"](experiment["attempt"], settings)[0], *experiment["test"]
        )
        assert got == pytest.approx((cost, right), abs=0.05)
        assert np.sqrt(got[1] * (1 - got[1]) / 1000) < 0.011


@pytest.mark.slow
def test_the_three_piles_are_apart(experiment: dict) -> None:
    piles = [set(pile.tolist()) for pile in experiment["piles"]]
    assert sum(map(len, piles)) == len(set.union(*piles)) == 2000
    for pile, (images, labels) in zip(
        piles, (experiment["training"], experiment["validation"], experiment["test"]), strict=True
    ):
        assert images.shape == (len(pile), 28, 28)
        assert np.bincount(labels).min() > 0.07 * len(pile)

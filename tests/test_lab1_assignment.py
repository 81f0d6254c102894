"""Lab 1's assignment: its answers, its points by hand and by test, and what its model answers claim."""

import re
from collections import Counter

import matplotlib.pyplot as plt
import numpy as np
import pytest

from publish.answers import Result, read_answers, run_answers
from publish.bilingual import LANGUAGES
from publish.exercises import TEXT_STUB, instructor, student
from publish.project import ROOT
from publish.runner import Runner
from publish.source import read

SOURCE = read(ROOT / "solutions" / "lab1_first_network.md")
ANSWERS = ROOT / "solutions" / "lab1_first_network.answers.py"
BY_HAND = {"explain_mistakes": 3, "explain_momentum": 3, "explain_curves": 2, "improve": 3}
TESTED = {
    cell.metadata["nbgrader"]["grade_id"].removeprefix("test_"): cell.metadata["nbgrader"]["points"]
    for cell in SOURCE.cells
    if cell.kind == "code" and cell.metadata.get("nbgrader", {}).get("grade")
}


@pytest.mark.slow
@pytest.mark.parametrize("lang", LANGUAGES)
def test_wrong_answers_lose_their_points_and_hear_why_and_right_ones_pass(lang: str) -> None:
    results: list[Result] = run_answers(ANSWERS, lang)
    assert [f"{r.answer.title}: {r.problem}" for r in results if r.problem] == []
    for result in results:
        lost = sum(TESTED[name.removeprefix("test_")] for name in result.answer.caught_by)
        assert result.run.score == 20 - lost, result.answer.title


def test_every_task_has_its_mistakes_two_right_answers_and_one_that_only_hidden_tests_catch() -> None:
    answers = read_answers(ANSWERS, "en")
    for task in TESTED:
        kinds = Counter("right" if a.right else "wrong" for a in answers if a.cell == task)
        assert kinds["right"] >= 2, task
        assert kinds["wrong"] >= 5, task
        assert any(a.hidden for a in answers if a.cell == task), task


@pytest.mark.slow
def test_solution_passes_whatever_the_seed() -> None:
    complete = instructor(SOURCE, "en")
    complete.cells = [cell for cell in complete.cells if "nbgrader" in cell.metadata]
    with Runner(complete) as runner:
        for seed in range(20):
            assert runner.run(complete, {}, str(seed)).failed == (), f"seed {seed}"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_points_add_up_to_what_the_opening_says(lang: str) -> None:
    graded = {
        cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader.points
        for cell in instructor(SOURCE, lang).cells
        if cell.metadata.get("nbgrader", {}).get("points")
    }
    assert {name: points for name, points in graded.items() if not name.startswith("test_")} == BY_HAND
    opening = SOURCE.cells[0].text[lang]
    said = [int(number) for number in re.findall(r"(\d+) (?:tareas|tasks|puntos|points)\b", opening)]
    tests, hand, total = len(graded) - len(BY_HAND), sum(BY_HAND.values()), sum(graded.values())
    assert said == [tests, total - hand, hand, total]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_students_get_neither_model_answers_nor_marking(lang: str) -> None:
    handout = {cell.id: cell.source for cell in student(SOURCE, lang).cells}
    for name in ("explain_mistakes", "explain_momentum", "explain_curves"):
        assert handout[name] == TEXT_STUB[lang]
    secrets = {
        "es": ("Respuesta modelo", "Criterio", "1 punto: "),
        "en": ("Model answer", "Marking", "1 point: "),
    }
    everything = "\n".join(handout.values())
    assert [words for words in secrets[lang] if words in everything] == []


@pytest.fixture(scope="module")
def experiment(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """The names that the solved notebook's cells leave, without those of Keras and the tests."""
    names: dict = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plt, "show", lambda: plt.close("all"))
        patch.chdir(tmp_path_factory.mktemp("lab"))
        for cell in instructor(SOURCE, "en").cells:
            if cell.cell_type == "code" and "keras" not in cell.id and not cell.id.startswith("test_"):
                exec(compile(cell.source, f"<{cell.id}>", "exec"), names)
    return names


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
def test_the_digits_come_without_gradiente(experiment: dict) -> None:
    code = "\n".join(cell.text["en"] for cell in SOURCE.cells if cell.kind == "code")
    assert "gradiente" not in code.replace("GRADIENTE_SEED", "")
    assert experiment["images"].shape == (5000, 28, 28)

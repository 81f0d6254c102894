"""Writes book/hostile.md, the page of what the grader survives, from the tables of the tests that show it.

Run it as ``python tests/hostile_page.py``; a test compares the committed page with what this makes.
"""

import test_hostile
import test_verdict
from publish.project import ROOT

PAGE = ROOT / "book" / "hostile.md"

INTRO = {
    "es": """
# Entregas hostiles

Lo que un estudiante entrega es código que se ejecuta en tu máquina. Esta página dice qué pasa con el que no viene a resolver el ejercicio, o llega
roto. En resumen:

- **La nota no la decide nada que el código pueda tocar.** Las funciones del estudiante están en un proceso y las pruebas en otro, el juez, que solo recibe
  de ellas datos: números, textos, listas, arrays. El texto de las pruebas ocultas, lo que esperan y la semilla del curso no llegan nunca al proceso del estudiante.
- **Nada de lo tuyo está a su alcance**: ni la red, ni tus ficheros, ni las otras entregas, ni el libro de calificaciones. Quien agota el tiempo o la
  memoria conserva los puntos que ya tenía y no estorba a los demás.
- **Quien intenta conectarse a la red no lo consigue, y se te dice.** Los intentos los cuenta el núcleo del sistema, sea cual sea el programa que los haga. No
  siempre es mala fe: `keras.datasets.mnist.load_data()` también descarga.
- **Lo raro se dice, con la prueba, y no cambia la nota.** `autograder grade` y `autograder report` lo listan en «Para mirar»; por ejemplo,
  `double:3: np.allclose = …` es la línea 3 de la celda `double`. Qué hacer lo decides tú: mira la entrega antes de acusar a nadie.

De lo que **no** te protege:

- Una función puede ver los datos con los que se la llama, también los de las pruebas ocultas, y enseñarlos. Lo que se esperaba de ella, no: de un
  `check` oculto que falla le llega la explicación, sin los valores. Lo que escribas en el mensaje de un `assert` sí le llega.
- Quien conoce una prueba visible puede escribir su resultado a mano. Que cada prueba visible tenga pruebas ocultas con otros datos, sacados de `hidden_seed`.
- Copiar de otra persona, o de una máquina, es una respuesta correcta.
- Una prueba floja se aprueba con poco. `np.allclose(r, e)` da por bueno un array vacío donde la forma lo permite, y un `zip` con menos elementos no
  compara ninguno: usa `check`, que mira la forma.
- Un sistema es tan seguro como su núcleo: el aislamiento es el de Linux, y hay que tenerlo al día. Con `--no-sandbox` no hay aislamiento ni juez.

Las tablas salen de las pruebas del propio calificador, que hacen cada una de estas entregas y la califican de verdad. Dicen qué se intentó,
qué nota sacó y si se avisa al docente.
""",
    "en": """
# Hostile submissions

What a student hands in is code that runs on your machine. This page says what becomes of code that did not come to solve the exercise, or that
arrives broken. In short:

- **Nothing that the code can touch decides the mark.** The student's functions are in one process and the tests in another, the judge, which gets nothing from
  them but data: numbers, text, lists, arrays. The text of hidden tests, what they expect and the course's seed never come to the student's process.
- **Nothing of yours is within its reach**: no network, none of your files, no other submission, no grade book. Whoever uses up the time or the
  memory keeps the points earned before, and is in nobody's way.
- **Whoever tries to reach the network does not, and you are told.** The system's kernel counts the attempts, whichever program makes them. It need not be
  bad faith: `keras.datasets.mnist.load_data()` downloads, too.
- **What is odd is said, with evidence, and changes no mark.** `autograder grade` and `autograder report` list it under “To look at”; for example,
  `double:3: np.allclose = …` is line 3 of the cell `double`. What to do is up to you: look at the submission before you accuse anybody.

What it does **not** protect from:

- A function can see the data that it is called with, those of hidden tests as well, and show them. Not what was expected of it: of a
  hidden `check` that fails the student gets the explanation, without the values. What you write into the message of an `assert` does reach them.
- Whoever knows a visible test can write its result down. Let every visible test have hidden ones with other data, drawn from `hidden_seed`.
- Copying, from a person or from a machine, is a right answer.
- A weak test is passed with little. `np.allclose(r, e)` accepts an empty array where the shapes allow it, and a `zip` with fewer elements compares
  none: use `check`, which looks at the shape.
- A system is as safe as its kernel: the sandbox is Linux's own, and wants to be kept up to date. With `--no-sandbox` there is neither sandbox nor judge.

The tables come from the grader's own tests, which make every one of these submissions and really grade it. They say what was tried, which mark
it got, and whether the teacher is told.
""",
}
WORDS = {
    "es": ("intento", "nota", "se avisa", "sí", "sin nota, y se dice por qué"),
    "en": ("attempt", "mark", "told", "yes", "no mark, and the reason is said"),
}
ABOUT = {
    "verdict": {
        "es": f"De {test_verdict.FULL} puntos, 1 está bien ganado; los demás son lo que se intenta ganar. Las mismas pruebas pasan, con todos los puntos y sin ningún "
        f"aviso, {len(test_verdict.HONEST)} respuestas buenas escritas de otras tantas maneras: con hilos, con clases, con impresiones y avisos, con descuidos.",
        "en": f"Of {test_verdict.FULL} points 1 is honestly earned; the others are what is to be gained. The same tests are passed, with all points and nothing "
        f"noted, by {len(test_verdict.HONEST)} right answers written in as many ways: with threads, with classes, with prints and warnings, with slips.",
    },
    "others": {
        "es": f"La primera tarea, bien, vale {test_hostile.FIRST}; la segunda, {test_hostile.SECOND}. Donde el intento no estorba a una respuesta buena, la nota es entera.",
        "en": f"The first task, right, is worth {test_hostile.FIRST}; the second, {test_hostile.SECOND}. Where the attempt is not in a right answer's way, the mark is full.",
    },
}  # fmt: skip


def page() -> str:
    """The page's text, both languages."""
    parts = ["---\nkernelspec:\n  name: python3\n  display_name: Python 3\n---"]
    verdict = [
        (kind, [(attempt.es, attempt.en, f"{attempt.mark:g}", bool(attempt.flag)) for attempt in attempts.values()])
        for kind, attempts in test_verdict.KINDS.items()
    ]  # fmt: skip
    others = [
        (kind, [(*said, *_outcome(name)) for name, said in told.items()])
        for kind, told in test_hostile.TOLD.items()
    ]
    titles = {"es": ("Ganar puntos", "Todo lo demás"), "en": ("Gaining points", "Everything else")}
    for number, (about, kinds) in enumerate((("verdict", verdict), ("others", others))):
        for index, lang in enumerate(("es", "en")):
            parts.append(f'+++ {{"lang": "{lang}"}}')
            if not number:
                parts.append(INTRO[lang].strip())
            parts.append(f"## {titles[lang][number]}\n\n{ABOUT[about][lang]}")
            parts += [
                _table(kind[index], lang, [(row[index], *row[2:]) for row in rows]) for kind, rows in kinds
            ]
    return "\n\n".join(parts) + "\n"


def _outcome(name: str) -> tuple[str, bool]:
    """The mark of one of test_hostile's, or "" where there is none, and whether it is noted."""
    if name in test_hostile.WRITTEN:
        _, mark, *notes = test_hostile.WRITTEN[name]
        return f"{mark:g}", bool(notes)
    if name in test_hostile.CHANGED:
        *_, mark, notes = test_hostile.CHANGED[name]
        return f"{mark:g}", bool(notes)
    _, mark, _ = test_hostile.FILES[name]
    return ("", True) if mark is None else (f"{mark:g}", False)


def _table(title: str, lang: str, rows: list[tuple[str, str, bool]]) -> str:
    attempt, mark, told, yes, none = WORDS[lang]
    lines = [f"### {title}", "", f"| {attempt} | {mark} | {told} |", "| --- | --- | --- |"]
    lines += [f"| {said} | {got or none} | {yes if noted else 'no'} |" for said, got, noted in rows]
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

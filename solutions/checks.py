# @title [[Comprobaciones: ejecuta esta celda y sigue, no hace falta leerla.|Checks: run this cell and go on, there is no need to read it.]]


def check(what, got, expected, hint="", mistakes=None, rtol=1e-5, atol=1e-8):
    """[[Compara `got`, lo que devolvió la llamada `what`, con `expected`; si difieren, dice en qué.|Compare `got`, what the call `what` returned, with `expected`; if they differ, say how.]]

    [[`mistakes` asocia a cada error conocido, explicado, el resultado que lo delata.|`mistakes` pairs each known mistake, explained, with the result that gives it away.]]
    """
    # [[por si el cuaderno usa alguno de estos nombres para otra cosa|in case the notebook uses one of these names for something else]]
    from builtins import all, enumerate, getattr, isinstance, len, list, print, repr, sorted, sum, tuple, zip

    import numpy as np

    def numbers(value):
        try:
            array = np.asarray(value)
        except ValueError:  # [[filas de distinta longitud|rows of different lengths]]
            return None
        return array if array.dtype.kind in "biuf" else None

    def equal(a, b):
        a, b = numbers(a), numbers(b)
        if a is None or b is None or a.shape != b.shape:
            return False
        return np.allclose(a, b, rtol, atol, equal_nan=True)

    def sized(value):
        return isinstance(value, (tuple, list)) or getattr(value, "ndim", 0) > 0

    def fits(
        value, parts
    ):  # [[None en un error conocido: ahí da igual qué haya|None in a known mistake: whatever stands there]]
        if isinstance(parts, tuple):
            same = sized(value) and len(value) == len(parts)
            return same and all([fits(a, b) for a, b in zip(value, parts, strict=True)])
        return parts is None or equal(value, parts)

    def show(value):
        array = numbers(value)
        if isinstance(value, tuple):
            return "\n".join([show(part) for part in value])
        if array is None:
            return repr(value)[:300]
        if array.ndim == 0:
            return f"{array:.8g}"
        return np.array2string(array, precision=8, threshold=40, separator=", ")

    def kind(array):
        return (
            f"[[un array de forma|an array of shape]] {array.shape}"
            if array.ndim
            else "[[un número|a number]]"
        )

    def explain(got, expected, mistakes):  # [["" si todo va bien|"" if all is well]]
        if got is None:
            return "[[Ha devuelto None: ¿falta el return?|It returned None: is a return missing?]]"
        if isinstance(expected, tuple):
            if not sized(got) or len(got) != len(expected):
                return f"[[Tiene que devolver {len(expected)} resultados.|It has to return {len(expected)} results.]] {hint}"
            wrong = ""
            for i, (part, target) in enumerate(zip(got, expected, strict=True)):
                known = {text: parts[i] for text, parts in mistakes.items() if parts[i] is not None}
                reason = explain(part, target, known)
                if reason and not wrong:
                    wrong = f"[[Resultado|Result]] {i + 1}: {reason}"
            # [[de los errores que encajan, el que dice más|of the mistakes that fit, the one that says most]]
            for text, parts in sorted(
                mistakes.items(), key=lambda item: sum([part is None for part in item[1]])
            ):
                if wrong and fits(got, parts) and not fits(expected, parts):
                    told = [i for i, part in enumerate(parts) if part is not None]
                    return f"[[Resultado|Result]] {told[0] + 1}: {text}" if len(told) == 1 else text
            return wrong
        if equal(got, expected):
            return ""
        array, target = numbers(got), numbers(expected)
        if array is None:
            return f"[[No es un número ni un array de números.|It is not a number nor an array of numbers.]] {hint}"
        for text, wrong in mistakes.items():
            if equal(array, wrong):
                return text
        if array.shape != target.shape:
            return f"[[Es {kind(array)} y se pedía {kind(target)}.|It is {kind(array)}, and {kind(target)} was asked for.]] {hint}"
        odd = array[~np.isfinite(array) & np.isfinite(target)]
        if np.isnan(odd).any():
            return f"[[Hay NaN, que sale de 0/0, ∞ − ∞ o 0·∞.|There is NaN, which comes from 0/0, ∞ − ∞ or 0·∞.]] {hint}"
        if odd.size:
            return f"[[Hay infinitos, que salen de log(0), 1/0 o exp(1000).|There are infinities, which come from log(0), 1/0 or exp(1000).]] {hint}"
        for factor, text in [
            (-1, "[[Tiene el signo cambiado.|The sign is reversed.]]"),
            (2, "[[Es el doble de lo esperado.|It is twice what was expected.]]"),
            (0.5, "[[Es la mitad de lo esperado.|It is half of what was expected.]]"),
        ]:
            if equal(array, factor * target):
                return f"{text} {hint}"
        return hint or "[[Los valores no coinciden.|The values differ.]]"

    if reason := explain(got, expected, mistakes or {}):
        lines = f"[[esperado: |expected: ]]{show(expected)}", f"[[obtenido: |got:      ]]{show(got)}"
        values = "\n  ".join([line.replace("\n", "\n" + " " * 12) for line in lines])
        raise AssertionError(f"{what}\n  {values}\n→ {reason.strip()}")
    print("✓", what)


def hidden_seed(name):
    """[[La semilla de los datos al azar con los que se corrige.|The seed of the random data that are used for grading.]]"""
    import hashlib
    import os

    seed = os.environ.get("GRADIENTE_SEED", "0")
    return int(hashlib.sha256(f"{seed} {name}".encode()).hexdigest()[:16], 16)

# Wrong and right answers to the exercise (the format is in CONTRIBUTING.md). Wrong ones are mistakes that students
# make; "hidden": true marks those that only the hidden tests can see. All run with
# python -m publish answers 02_gradient_descent

# %% [markdown]
# ## 1. gradient_step

# %% en dos líneas, en su sitio (two lines, in place) {"right": "gradient_step"}
def gradient_step(w, gradient, eta):
    w -= eta * gradient
    return w


# %% una lista (a list) {"right": "gradient_step"}
def gradient_step(w, gradient, eta):
    return [w_j - eta * g_j for w_j, g_j in zip(w, gradient, strict=True)]


# %% sumando el opuesto (adding the opposite) {"right": "gradient_step"}
def gradient_step(w, gradient, eta):
    step = np.multiply(-eta, gradient)
    return np.add(w, step)


# %% cuesta arriba (uphill) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[Vas cuesta arriba|You go uphill]]"}
def gradient_step(w, gradient, eta):
    return w + eta * gradient


# %% sin η (no η) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[Falta η|η is missing]]"}
def gradient_step(w, gradient, eta):
    return w - gradient


# %% solo el paso (the step alone) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[se piden los pesos nuevos|the new weights were asked for]]"}
def gradient_step(w, gradient, eta):
    return -eta * gradient


# %% solo el paso, sin signo (the step alone, no sign) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[y el paso va contra el gradiente|and the step goes against the gradient]]"}
def gradient_step(w, gradient, eta):
    return eta * gradient


# %% gradiente normalizado (normalised gradient) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[entre su norma|by its norm]]"}
def gradient_step(w, gradient, eta):
    return w - eta * gradient / np.linalg.norm(gradient)


# %% el signo del gradiente (the sign of the gradient) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[Solo has usado el signo|You used only the sign]]"}
def gradient_step(w, gradient, eta):
    return w - eta * np.sign(gradient)


# %% como en el primer valle (as in the first valley) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[no a w|not to w]]"}
def gradient_step(w, gradient, eta):
    return w - eta * w


# %% divide entre η (divides by η) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[no se divide|do not divide]]"}
def gradient_step(w, gradient, eta):
    return w - gradient / eta


# %% al revés (the other way round) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[no η∇J − w|not η∇J − w]]"}
def gradient_step(w, gradient, eta):
    return eta * gradient - w


# %% sin return (no return) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "None"}
def gradient_step(w, gradient, eta):
    w -= eta * gradient


# %% siempre η 0.1 (always η 0.1) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[el eta que se recibe|the eta that is passed in]]", "hidden": true}
def gradient_step(w, gradient, eta=0.1):
    return w - 0.1 * gradient


# %% [markdown]
# ## 2. descend


# %% con copias y en su sitio (with copies, in place) {"right": "descend"}
def descend(gradient, w, eta, steps):
    w = w.copy()
    path = [w.copy()]
    for _ in range(steps):
        w -= eta * gradient(w)
        path.append(w.copy())
    return path


# %% una matriz que se rellena (a matrix that is filled in) {"right": "descend"}
def descend(gradient, w, eta, steps):
    path = np.empty((steps + 1, len(w)))
    path[0] = w
    for s in range(steps):
        path[s + 1] = path[s] - eta * gradient(path[s])
    return path


# %% recursiva (recursive) {"right": "descend"}
def descend(gradient, w, eta, steps):
    here = np.array(w, dtype=float)[None]
    if steps == 0:
        return here
    return np.concatenate([here, descend(gradient, w - eta * gradient(w), eta, steps - 1)])


# %% el gradiente de la salida siempre (always the gradient of the start) {"wrong": "descend", "caught_by": ["test_descend"], "says": "[[siempre en la salida|always computed at the start]]"}
def descend(gradient, w, eta, steps):
    g = gradient(w)
    path = [w]
    for _ in range(steps):
        w = w - eta * g
        path.append(w)
    return np.array(path)


# %% cuesta arriba (uphill) {"wrong": "descend", "caught_by": ["test_descend"], "says": "[[Vas cuesta arriba|You go uphill]]"}
def descend(gradient, w, eta, steps):
    path = [w]
    for _ in range(steps):
        path.append(path[-1] + eta * gradient(path[-1]))
    return np.array(path)


# %% el mismo array en todas las filas (the same array in all rows) {"wrong": "descend", "caught_by": ["test_descend"], "says": "[[Todas las filas son el mismo array|All the rows are the same array]]"}
def descend(gradient, w, eta, steps):
    path = [w]
    for _ in range(steps):
        w -= eta * gradient(w)
        path.append(w)
    return np.array(path)


# %% copia solo la salida (copies the start alone) {"wrong": "descend", "caught_by": ["test_descend"], "says": "[[Tras la salida, todas las filas|After the start, all the rows]]"}
def descend(gradient, w, eta, steps):
    path = [w.copy()]
    for _ in range(steps):
        w -= eta * gradient(w)
        path.append(w)
    return np.array(path)


# %% sin la salida (without the start) {"wrong": "descend", "caught_by": ["test_descend"], "says": "[[Falta la salida: es|The start is missing: it]]"}
def descend(gradient, w, eta, steps):
    path = []
    for _ in range(steps):
        w = w - eta * gradient(w)
        path.append(w)
    return np.array(path)


# %% sin el último punto (without the last point) {"wrong": "descend", "caught_by": ["test_descend"], "says": "[[Falta la última fila|The last row is missing]]"}
def descend(gradient, w, eta, steps):
    path = []
    for _ in range(steps):
        path.append(w)
        w = w - eta * gradient(w)
    return np.array(path)


# %% un paso de más y sin la salida (one step too many, no start) {"wrong": "descend", "caught_by": ["test_descend"], "says": "[[Has dado un paso de más, y|You took one step too many, and]]"}
def descend(gradient, w, eta, steps):
    path = []
    for _ in range(steps + 1):
        w = w - eta * gradient(w)
        path.append(w)
    return np.array(path)


# %% un paso de más (one step too many) {"wrong": "descend", "caught_by": ["test_descend"], "says": "[[Has dado un paso de más.|You took one step too many.]]"}
def descend(gradient, w, eta, steps):
    path = [w]
    for _ in range(steps + 1):
        path.append(path[-1] - eta * gradient(path[-1]))
    return np.array(path)


# %% solo el final (the end alone) {"wrong": "descend", "caught_by": ["test_descend"], "says": "[[Solo está el final|Only the end is there]]"}
def descend(gradient, w, eta, steps):
    for _ in range(steps):
        w = w - eta * gradient(w)
    return w


# %% sin η (no η) {"wrong": "descend", "caught_by": ["test_descend"], "says": "[[Falta η|η is missing]]"}
def descend(gradient, w, eta, steps):
    path = [w]
    for _ in range(steps):
        path.append(path[-1] - gradient(path[-1]))
    return np.array(path)


# %% coordenada a coordenada (one coordinate at a time) {"wrong": "descend", "caught_by": ["test_descend"], "says": "[[se mueven a la vez|move at once]]"}
def descend(gradient, w, eta, steps):
    w = w.copy()
    path = [w.copy()]
    for _ in range(steps):
        for j in range(len(w)):
            w[j] -= eta * gradient(w)[j]
        path.append(w.copy())
    return np.array(path)


# %% llama al gradiente sin argumento (calls the gradient with no argument) {"wrong": "descend", "caught_by": ["test_descend"], "says": "TypeError"}
def descend(gradient, w, eta, steps):
    path = [w]
    for _ in range(steps):
        path.append(path[-1] - eta * gradient)
    return np.array(path)


# %% la η del ejemplo (the η of the example) {"wrong": "descend", "caught_by": ["test_descend"], "says": "[[datos al azar|random data]]", "hidden": true}
def descend(gradient, w, eta, steps):
    path = [w]
    for _ in range(steps):
        path.append(path[-1] - 0.5 * gradient(path[-1]))
    return np.array(path)


# %% [markdown]
# ## 3. descend_until


# %% con while (with while) {"right": "descend_until"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    steps, g = 0, gradient(w)
    while steps < max_steps and np.sqrt(np.sum(g**2)) >= tolerance:
        w = w - eta * g
        g = gradient(w)
        steps += 1
    return w, steps


# %% con break y hypot (with break and hypot) {"right": "descend_until"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    steps = 0
    while True:
        g = np.asarray(gradient(w))
        if math.hypot(*g) < tolerance or steps == max_steps:
            break
        w, steps = w - eta * g, steps + 1
    return [w, steps]


# %% el cuadrado por los dos lados (squares on both sides) {"right": "descend_until"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    if max_steps == 0 or np.dot(gradient(w), gradient(w)) < tolerance**2:
        return w, 0
    end, steps = descend_until(gradient, w - eta * gradient(w), eta, tolerance, max_steps - 1)
    return end, steps + 1


# %% cada componente (each component) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[Es la norma la que se compara|It is the norm that is compared]]"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    for step in range(max_steps):
        g = gradient(w)
        if np.all(np.abs(g) < tolerance):
            return w, step
        w = w - eta * g
    return w, max_steps


# %% la mayor componente, con signo (the largest component, signed) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[Es la norma la que se compara|It is the norm that is compared]]"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    for step in range(max_steps):
        g = gradient(w)
        if np.max(g) < tolerance:
            return w, step
        w = w - eta * g
    return w, max_steps


# %% la suma, con signo (the sum, signed) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[es menor que la tolerancia sin|is less than the tolerance with nothing]]"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    for step in range(max_steps):
        g = gradient(w)
        if np.sum(g) < tolerance:
            return w, step
        w = w - eta * g
    return w, max_steps


# %% alguna componente (any component) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[es menor que la tolerancia sin|is less than the tolerance with nothing]]"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    for step in range(max_steps):
        g = gradient(w)
        if np.any(g < tolerance):
            return w, step
        w = w - eta * g
    return w, max_steps


# %% cuenta de más (counts one too many) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[la cuenta no|the count is not]]"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    for step in range(max_steps):
        g = gradient(w)
        if np.linalg.norm(g) < tolerance:
            return w, step + 1
        w = w - eta * g
    return w, max_steps


# %% un paso de más (one step too many) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[primero se mide|measure first]]"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    for step in range(max_steps):
        g = gradient(w)
        w = w - eta * g
        if np.linalg.norm(g) < tolerance:
            return w, step + 1
    return w, max_steps


# %% un paso de más, sin contarlo (one step too many, not counted) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[y no lo has contado|and did not count it]]"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    for step in range(max_steps):
        g = gradient(w)
        w = w - eta * g
        if np.linalg.norm(g) < tolerance:
            return w, step
    return w, max_steps


# %% mide después del paso (measures after the step) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[son cero pasos|that is no steps]]"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    for step in range(max_steps):
        w = w - eta * gradient(w)
        if np.linalg.norm(gradient(w)) < tolerance:
            return w, step + 1
    return w, max_steps


# %% nunca para antes (never stops early) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[No has parado|You did not stop]]"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    for _ in range(max_steps):
        w = w - eta * gradient(w)
    return w, max_steps


# %% cuesta arriba (uphill) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[Vas cuesta arriba|You go uphill]]"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    for step in range(max_steps):
        g = gradient(w)
        if np.linalg.norm(g) < tolerance:
            return w, step
        w = w + eta * g
    return w, max_steps


# %% cuesta arriba y sin tope (uphill, with no limit) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[¿se acaba el bucle?|does the loop end?]]"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    steps = 0
    while np.linalg.norm(gradient(w)) >= tolerance:
        w, steps = w + eta * gradient(w), steps + 1
    return w, steps


# %% la norma al cuadrado (the norm squared) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[con su raíz|with its root]]"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    for step in range(max_steps):
        g = gradient(w)
        if np.sum(g**2) < tolerance:
            return w, step
        w = w - eta * g
    return w, max_steps


# %% la longitud del paso (the length of the step) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[la longitud del paso|the length of the step]]"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    for step in range(max_steps):
        move = eta * gradient(w)
        if np.linalg.norm(move) < tolerance:
            return w, step
        w = w - move
    return w, max_steps


# %% sin tope (no limit) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "max_steps"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    steps = 0
    while np.linalg.norm(gradient(w)) >= tolerance:
        w, steps = w - eta * gradient(w), steps + 1
    return w, steps


# %% solo el punto (the point alone) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def descend_until(gradient, w, eta, tolerance, max_steps):
    for _ in range(max_steps):
        g = gradient(w)
        if np.linalg.norm(g) < tolerance:
            break
        w = w - eta * g
    return w


# %% siete pasos como mucho (seven steps at most) {"wrong": "descend_until", "caught_by": ["test_descend_until"], "says": "[[datos al azar|random data]]", "hidden": true}
def descend_until(gradient, w, eta, tolerance, max_steps):
    for step in range(min(max_steps, 7)):
        g = gradient(w)
        if np.linalg.norm(g) < tolerance:
            return w, step
        w = w - eta * g
    return w, min(max_steps, 7)


# %% [markdown]
# ## 4. learning_rates


# %% eigvals, máximo y mínimo (eigvals, maximum and minimum) {"right": "learning_rates"}
def learning_rates(H):
    curvatures = np.linalg.eigvals(H).real
    best = 2 / (min(curvatures) + max(curvatures))
    return 2 / max(curvatures), best, np.max(np.abs(1 - best * curvatures))


# %% valores singulares y κ (singular values and κ) {"right": "learning_rates"}
def learning_rates(H):
    largest, kappa = np.linalg.norm(H, 2), np.linalg.cond(H)
    return [2 / largest, 2 / (largest + largest / kappa), (kappa - 1) / (kappa + 1)]


# %% 1/λ_max {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[El límite es 2/λ_max|The limit is 2/λ_max]]"}
def learning_rates(H):
    c = np.linalg.eigvalsh(H)
    return 1 / c[-1], 2 / (c[0] + c[-1]), (c[-1] - c[0]) / (c[-1] + c[0])


# %% 2/λ_min {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[el límite lo pone λ_max|λ_max sets the limit]]"}
def learning_rates(H):
    c = np.linalg.eigvalsh(H)
    return 2 / c[0], 2 / (c[0] + c[-1]), (c[-1] - c[0]) / (c[-1] + c[0])


# %% la diagonal (the diagonal) {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[la diagonal por los valores propios|the diagonal for the eigenvalues]]"}
def learning_rates(H):
    c = np.sort(np.diag(H))
    return 2 / c[-1], 2 / (c[0] + c[-1]), (c[-1] - c[0]) / (c[-1] + c[0])


# %% la traza (the trace) {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[la traza|the trace]]"}
def learning_rates(H):
    c = np.linalg.eigvalsh(H)
    return 2 / np.trace(H), 2 / (c[0] + c[-1]), (c[-1] - c[0]) / (c[-1] + c[0])


# %% la mitad de la mejor (half the best) {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[dos veces eso|twice that]]"}
def learning_rates(H):
    c = np.linalg.eigvalsh(H)
    return 2 / c[-1], 1 / (c[0] + c[-1]), (c[-1] - c[0]) / (c[-1] + c[0])


# %% la mejor, 1/λ_max (1/λ_max the best) {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[la dirección lenta va más despacio|the slow direction is slower]]"}
def learning_rates(H):
    c = np.linalg.eigvalsh(H)
    return 2 / c[-1], 1 / c[-1], (c[-1] - c[0]) / (c[-1] + c[0])


# %% la mitad del límite (half the limit) {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[el punto medio entre 0 y el límite|half-way from 0 to the limit]]"}
def learning_rates(H):
    c = np.linalg.eigvalsh(H)
    limit = 2 / c[-1]
    return limit, limit / 2, np.max(np.abs(1 - limit / 2 * c))


# %% cambiadas de sitio (in each other's place) {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[cambiados de sitio|in each other's place]]"}
def learning_rates(H):
    c = np.linalg.eigvalsh(H)
    return 2 / (c[0] + c[-1]), 2 / c[-1], (c[-1] - c[0]) / (c[-1] + c[0])


# %% κ {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[Eso es κ|That is κ]]"}
def learning_rates(H):
    c = np.linalg.eigvalsh(H)
    return 2 / c[-1], 2 / (c[0] + c[-1]), c[-1] / c[0]


# %% factor del revés (factor upside down) {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[El factor está del revés|The factor is upside down]]"}
def learning_rates(H):
    c = np.linalg.eigvalsh(H)
    return 2 / c[-1], 2 / (c[0] + c[-1]), (c[-1] + c[0]) / (c[-1] - c[0])


# %% factor sin valor absoluto (factor without absolute value) {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[en valor absoluto|in absolute value]]"}
def learning_rates(H):
    c = np.linalg.eigvalsh(H)
    best = 2 / (c[0] + c[-1])
    return 2 / c[-1], best, 1 - best * c[-1]


# %% solo dos (only two) {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[Tiene que devolver 3 resultados|It has to return 3 results]]"}
def learning_rates(H):
    c = np.linalg.eigvalsh(H)
    return 2 / c[-1], 2 / (c[0] + c[-1])


# %% toma el primero por el mayor (takes the first for the largest) {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[el primero no es siempre|the first is not always]]"}
def learning_rates(H):
    c = np.linalg.eigvals(H)
    best = 2 / (c.min() + c.max())
    return 2 / c[0], best, np.max(np.abs(1 - best * c))


# %% toma el último por el mayor (takes the last for the largest) {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "np.linalg.eigvals"}
def learning_rates(H):
    c = np.linalg.eigvals(H)
    best = 2 / (c[0] + c[-1])
    return 2 / c[-1], best, abs(1 - best * c[0])


# %% la media de las curvaturas (the mean of the curvatures) {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[no la media|not the mean]]"}
def learning_rates(H):
    c = np.linalg.eigvalsh(H)
    return 2 / c[-1], 1 / np.mean(c), (c[-1] - c[0]) / (c[-1] + c[0])


# %% la suma de las curvaturas (the sum of the curvatures) {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[no la suma de todas|not the sum of all]]"}
def learning_rates(H):
    c = np.linalg.eigvalsh(H)
    return 2 / c[-1], 2 / np.sum(c), (c[-1] - c[0]) / (c[-1] + c[0])


# %% los números del enunciado (the numbers of the text) {"wrong": "learning_rates", "caught_by": ["test_learning_rates"], "says": "[[datos al azar|random data]]", "hidden": true}
def learning_rates(H):
    return {5: (1 / 3, 2 / 7, 5 / 7), 1: (0.2, 2 / 11, 9 / 11), 4: (0.5, 0.25, 0)}.get(
        int(H[0, 0]), (1, 1, 0)
    )


# %% [markdown]
# ## 5. choose_rate


# %% comparando una a una (comparing one by one) {"right": "choose_rate"}
def choose_rate(cost, gradient, w, etas, steps):
    best, lowest = None, math.inf
    for eta in etas:
        v = w.copy()
        for _ in range(steps):
            v -= eta * gradient(v)
        final = cost(v)
        if final < lowest:
            best, lowest = eta, final
    return best, lowest


# %% descartando lo que no es finito (throwing out what is not finite) {"right": "choose_rate"}
def choose_rate(cost, gradient, w, etas, steps):
    def final(eta):
        v = w
        for _ in range(steps):
            v = v - eta * gradient(v)
        J = cost(v)
        return J if np.isfinite(J) else math.inf

    best = min(etas, key=final)
    return best, final(best)


# %% un diccionario (a dictionary) {"right": "choose_rate"}
def choose_rate(cost, gradient, w, etas, steps):
    results = {}
    for eta in etas:
        v = np.array(w)
        for _ in range(steps):
            v = v - eta * gradient(v)
        if not np.isnan(cost(v)):
            results[float(cost(v))] = eta
    return results[min(results)], min(results)


# %% cada prueba sigue a la anterior (each trial goes on from the one before) {"wrong": "choose_rate", "caught_by": ["test_choose_rate"], "says": "[[todas tienen que salir de w|all must set out from w]]"}
def choose_rate(cost, gradient, w, etas, steps):
    finals = []
    for eta in etas:
        for _ in range(steps):
            w = w - eta * gradient(w)
        finals.append(cost(w))
    best = np.nanargmin(finals)
    return etas[best], finals[best]


# %% cambia w en su sitio (changes w in place) {"wrong": "choose_rate", "caught_by": ["test_choose_rate"], "says": "[[todas tienen que salir de w|all must set out from w]]"}
def choose_rate(cost, gradient, w, etas, steps):
    finals = []
    for eta in etas:
        v = w
        for _ in range(steps):
            v -= eta * gradient(v)
        finals.append(cost(v))
    best = np.nanargmin(finals)
    return etas[best], finals[best]


# %% la posición (the position) {"wrong": "choose_rate", "caught_by": ["test_choose_rate"], "says": "[[no su posición|not its place]]"}
def choose_rate(cost, gradient, w, etas, steps):
    finals = []
    for eta in etas:
        v = w
        for _ in range(steps):
            v = v - eta * gradient(v)
        finals.append(cost(v))
    best = np.nanargmin(finals)
    return best, finals[best]


# %% la que acaba más arriba (the one that ends highest) {"wrong": "choose_rate", "caught_by": ["test_choose_rate"], "says": "[[no la que acaba más arriba|not highest]]"}
def choose_rate(cost, gradient, w, etas, steps):
    finals = []
    for eta in etas:
        v = w
        for _ in range(steps):
            v = v - eta * gradient(v)
        finals.append(cost(v))
    best = np.nanargmax(finals)
    return etas[best], finals[best]


# %% la mayor que baja (the largest that goes down) {"wrong": "choose_rate", "caught_by": ["test_choose_rate"], "says": "[[no la mayor que no diverge|not the largest that does not diverge]]"}
def choose_rate(cost, gradient, w, etas, steps):
    for eta in sorted(etas, reverse=True):
        v = w
        for _ in range(steps):
            v = v - eta * gradient(v)
        if cost(v) < cost(w):
            return eta, cost(v)


# %% devuelve el punto (returns the point) {"wrong": "choose_rate", "caught_by": ["test_choose_rate"], "says": "[[no el punto|not the point]]"}
def choose_rate(cost, gradient, w, etas, steps):
    best, end = None, w
    for eta in etas:
        v = w
        for _ in range(steps):
            v = v - eta * gradient(v)
        if best is None or cost(v) < cost(end):
            best, end = eta, v
    return best, end


# %% un paso de menos (one step too few) {"wrong": "choose_rate", "caught_by": ["test_choose_rate"], "says": "[[un paso de menos|one step too few]]"}
def choose_rate(cost, gradient, w, etas, steps):
    finals = []
    for eta in etas:
        v = w
        for _ in range(steps):
            J = cost(v)
            v = v - eta * gradient(v)
        finals.append(J)
    best = np.nanargmin(finals)
    return etas[best], finals[best]


# %% el menor coste del camino (the least cost along the way) {"wrong": "choose_rate", "caught_by": ["test_choose_rate"], "says": "[[no el menor del camino|not the least along the way]]"}
def choose_rate(cost, gradient, w, etas, steps):
    lows = []
    for eta in etas:
        v, J = w, [cost(w)]
        for _ in range(steps):
            v = v - eta * gradient(v)
            J.append(cost(v))
        lows.append(np.nanmin(J))
    best = np.argmin(lows)
    return etas[best], lows[best]


# %% argmin con nan (argmin with nan) {"wrong": "choose_rate", "caught_by": ["test_choose_rate"], "says": "[[acaba en nan|ends as nan]]"}
def choose_rate(cost, gradient, w, etas, steps):
    finals = []
    for eta in etas:
        v = w
        for _ in range(steps):
            v = v - eta * gradient(v)
        finals.append(cost(v))
    best = np.argmin(finals)
    return etas[best], finals[best]


# %% min con nan (min with nan) {"wrong": "choose_rate", "caught_by": ["test_choose_rate"], "says": "[[acaba en nan|ends as nan]]"}
def choose_rate(cost, gradient, w, etas, steps):
    finals = {}
    for eta in etas:
        v = w
        for _ in range(steps):
            v = v - eta * gradient(v)
        finals[eta] = cost(v)
    best = min(finals, key=finals.get)
    return best, finals[best]


# %% las respuestas del enunciado (the answers of the text) {"wrong": "choose_rate", "caught_by": ["test_choose_rate"], "says": "[[datos al azar|random data]]", "hidden": true}
def choose_rate(cost, gradient, w, etas, steps):
    return {5: (0.3, 2 * 0.7**10), 8: (0.1, 0.9**16 / 2)}.get(steps, (0.1, 0.0))


# %% [markdown]
# ## 6. count_updates


# %% división entera del revés (floor division turned round) {"right": "count_updates"}
def count_updates(n, batch_size, epochs):
    return -(-n // batch_size) * epochs


# %% contando (counting) {"right": "count_updates"}
def count_updates(n, batch_size, epochs):
    return sum(1 for _ in range(epochs) for _ in range(0, n, batch_size))


# %% con el resto (with the remainder) {"right": "count_updates"}
def count_updates(n, batch_size, epochs):
    whole, left = divmod(n, batch_size)
    return (whole + (left > 0)) * epochs


# %% hacia abajo (downwards) {"wrong": "count_updates", "caught_by": ["test_count_updates"], "says": "[[Te dejas el último minilote|You leave out the last mini-batch]]"}
def count_updates(n, batch_size, epochs):
    return epochs * (n // batch_size)


# %% sin redondear (not rounded) {"wrong": "count_updates", "caught_by": ["test_count_updates"], "says": "[[No hay medias actualizaciones|There are no half updates]]"}
def count_updates(n, batch_size, epochs):
    return epochs * n / batch_size


# %% redondea al final (rounds at the end) {"wrong": "count_updates", "caught_by": ["test_count_updates"], "says": "[[Se redondea en cada época|Round in each epoch]]"}
def count_updates(n, batch_size, epochs):
    return math.ceil(epochs * n / batch_size)


# %% redondea hacia abajo al final (rounds down at the end) {"wrong": "count_updates", "caught_by": ["test_count_updates"], "says": "[[Se redondea hacia arriba, y|Round upwards, and]]"}
def count_updates(n, batch_size, epochs):
    return epochs * n // batch_size


# %% redondea al más cercano (rounds to the nearest) {"wrong": "count_updates", "caught_by": ["test_count_updates"], "says": "[[Te dejas el último minilote|You leave out the last mini-batch]]"}
def count_updates(n, batch_size, epochs):
    return epochs * round(n / batch_size)


# %% sin épocas (no epochs) {"wrong": "count_updates", "caught_by": ["test_count_updates"], "says": "[[Faltan las épocas|The epochs are missing]]"}
def count_updates(n, batch_size, epochs):
    return math.ceil(n / batch_size)


# %% cuenta ejemplos (counts examples) {"wrong": "count_updates", "caught_by": ["test_count_updates"], "says": "[[los ejemplos que se ven|the examples seen]]"}
def count_updates(n, batch_size, epochs):
    return n * epochs


# %% suma uno siempre (always adds one) {"wrong": "count_updates", "caught_by": ["test_count_updates"], "says": "[[no se suma 1 siempre|do not always add 1]]"}
def count_updates(n, batch_size, epochs):
    return epochs * (n // batch_size + 1)


# %% los números del enunciado (the numbers of the text) {"wrong": "count_updates", "caught_by": ["test_count_updates"], "says": "count_updates(n=", "hidden": true}
def count_updates(n, batch_size, epochs):
    return {4: 9, 64: 938, 1000: 7, 1: 7000}.get(batch_size, 2)


# %% [markdown]
# ## 7. shuffled_epochs


# %% barajando una lista de índices (shuffling a list of indices) {"right": "shuffled_epochs"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    order = np.arange(len(X))
    result = []
    for _ in range(epochs):
        rng.shuffle(order)
        Xs, ts = X[order], t[order]
        result.append(
            [(Xs[k : k + batch_size], ts[k : k + batch_size]) for k in range(0, len(Xs), batch_size)]
        )
    return result


# %% argsort de números al azar y array_split (argsort of random numbers and array_split) {"right": "shuffled_epochs"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        order = np.argsort(rng.random(len(t)))
        groups = np.array_split(order, range(batch_size, len(t), batch_size))
        result.append(tuple([X[rows], t[rows]] for rows in groups))
    return tuple(result)


# %% pegando t a X (gluing t to X) {"right": "shuffled_epochs"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        both = rng.permutation(np.column_stack([X, t]))
        dealt = []
        while len(both):
            dealt.append((both[:batch_size, :-1], both[:batch_size, -1]))
            both = both[batch_size:]
        result.append(dealt)
    return result


# %% con yield por dentro (with yield inside) {"right": "shuffled_epochs"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)

    def one_epoch():
        left = list(range(len(X)))
        while left:
            taken = rng.choice(left, size=min(batch_size, len(left)), replace=False)
            left = [i for i in left if i not in taken]
            yield X[taken], t[taken]

    return [list(one_epoch()) for _ in range(epochs)]


# %% sin el último minilote (without the last mini-batch) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[Falta el último minilote|The last mini-batch is missing]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        dealt = []
        for k in range(len(X) // batch_size):
            rows = order[k * batch_size : (k + 1) * batch_size]
            dealt.append((X[rows], t[rows]))
        result.append(dealt)
    return result


# %% el último relleno (the last one filled up) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[relleno con ejemplos repetidos|filled up with repeated examples]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        starts = range(0, len(X), batch_size)
        groups = [np.take(order, range(k, k + batch_size), mode="wrap") for k in starts]
        result.append([(X[rows], t[rows]) for rows in groups])
    return result


# %% minilotes casi iguales (nearly equal mini-batches) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[casi iguales|nearly equal]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        groups = np.array_split(rng.permutation(len(X)), math.ceil(len(X) / batch_size))
        result.append([(X[rows], t[rows]) for rows in groups])
    return result


# %% un minilote vacío (an empty mini-batch) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[Sobra un minilote vacío|There is an empty mini-batch]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        groups = [order[k * batch_size : (k + 1) * batch_size] for k in range(len(X) // batch_size + 1)]
        result.append([(X[rows], t[rows]) for rows in groups])
    return result


# %% batch_size minilotes (batch_size mini-batches) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[no el número de minilotes|not the number of mini-batches]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        groups = np.array_split(rng.permutation(len(X)), batch_size)
        result.append([(X[rows], t[rows]) for rows in groups])
    return result


# %% con reemplazo (with replacement) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[con reemplazo|with replacement]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        order = rng.integers(0, len(X), size=len(X))
        groups = [order[k : k + batch_size] for k in range(0, len(X), batch_size)]
        result.append([(X[rows], t[rows]) for rows in groups])
    return result


# %% cada minilote, por su cuenta (each mini-batch on its own) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[con reemplazo|with replacement]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        dealt = []
        for k in range(0, len(X), batch_size):
            rows = rng.choice(len(X), size=min(batch_size, len(X) - k), replace=False)
            dealt.append((X[rows], t[rows]))
        result.append(dealt)
    return result


# %% X y t cada uno por su lado (X and t apart) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[cada uno por su lado|shuffled apart]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        Xs, ts = rng.permutation(X), rng.permutation(t)
        result.append(
            [(Xs[k : k + batch_size], ts[k : k + batch_size]) for k in range(0, len(X), batch_size)]
        )
    return result


# %% baraja X y se olvida de t (shuffles X and forgets t) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[cada uno por su lado|shuffled apart]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        Xs = rng.permutation(X)
        result.append([(Xs[k : k + batch_size], t[k : k + batch_size]) for k in range(0, len(X), batch_size)])
    return result


# %% sin barajar (no shuffling) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[No se baraja|There is no shuffling]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    dealt = [(X[k : k + batch_size], t[k : k + batch_size]) for k in range(0, len(X), batch_size)]
    return [dealt for _ in range(epochs)]


# %% la primera época, sin barajar (the first epoch not shuffled) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[La primera época también|The first epoch is shuffled]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    order = np.arange(len(X))
    result = []
    for _ in range(epochs):
        result.append(
            [
                (X[order[k : k + batch_size]], t[order[k : k + batch_size]])
                for k in range(0, len(X), batch_size)
            ]
        )
        order = rng.permutation(order)
    return result


# %% baraja una sola vez (shuffles only once) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[¿Barajas una sola vez?|Do you shuffle only once?]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    groups = [order[k : k + batch_size] for k in range(0, len(X), batch_size)]
    return [[(X[rows], t[rows]) for rows in groups] for _ in range(epochs)]


# %% el generador, dentro del bucle (the generator inside the loop) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[¿Creas el generador dentro del bucle?|Do you make the generator inside the loop?]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    result = []
    for _ in range(epochs):
        rng = np.random.default_rng(seed)
        order = rng.permutation(len(X))
        groups = [order[k : k + batch_size] for k in range(0, len(X), batch_size)]
        result.append([(X[rows], t[rows]) for rows in groups])
    return result


# %% baraja los datos en su sitio (shuffles the data in place) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[vistas de un array que luego cambias|views of an array that you change later]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        X[:], t[:] = X[order], t[order]
        result.append([(X[k : k + batch_size], t[k : k + batch_size]) for k in range(0, len(X), batch_size)])
    return result


# %% baraja en su sitio, cada uno por su lado (in place, each on its own) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[cada uno por su lado|shuffled apart]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        rng.shuffle(X)
        rng.shuffle(t)
        result.append([(X[k : k + batch_size], t[k : k + batch_size]) for k in range(0, len(X), batch_size)])
    return result


# %% baraja los minilotes (shuffles the mini-batches) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[pero dentro van siempre los mismos|the same examples are always together]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    n = len(X)
    whole = range(0, n - n % batch_size, batch_size)
    result = []
    for _ in range(epochs):
        groups = [range(k, k + batch_size) for k in rng.permutation(whole)[::-1]]
        if n % batch_size:
            groups.append(range(n - n % batch_size, n))
        result.append([(X[list(rows)], t[list(rows)]) for rows in groups])
    return result


# %% otro azar cada vez (other chance each time) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[los mismos minilotes|the same mini-batches]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    result = []
    for _ in range(epochs):
        order = np.random.permutation(len(X))
        groups = [order[k : k + batch_size] for k in range(0, len(X), batch_size)]
        result.append([(X[rows], t[rows]) for rows in groups])
    return result


# %% siempre la semilla 0 (always seed 0) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[la semilla que se recibe|the seed that is passed in]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(0)
    result = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        groups = [order[k : k + batch_size] for k in range(0, len(X), batch_size)]
        result.append([(X[rows], t[rows]) for rows in groups])
    return result


# %% un generador sin list (a generator without list) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "yield"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            yield X[rows], t[rows]


# %% todas las épocas seguidas (all epochs in a row) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[una lista por época|one list for each epoch]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            result.append((X[rows], t[rows]))
    return result


# %% índices en vez de datos (indices in place of data) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[una pareja|one pair]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        result.append([order[k : k + batch_size] for k in range(0, len(X), batch_size)])
    return result


# %% una época de menos (one epoch too few) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[número de épocas|number of epochs]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(1, epochs):
        order = rng.permutation(len(X))
        groups = [order[k : k + batch_size] for k in range(0, len(X), batch_size)]
        result.append([(X[rows], t[rows]) for rows in groups])
    return result


# %% sin return (no return) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[¿falta el return?|is a return missing?]]"}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        groups = [order[k : k + batch_size] for k in range(0, len(X), batch_size)]
        result.append([(X[rows], t[rows]) for rows in groups])


# %% cada columna de X, por su lado (each column of X on its own) {"wrong": "shuffled_epochs", "caught_by": ["test_shuffled_epochs"], "says": "[[filas de X cambiadas|altered rows of X]]", "hidden": true}
def shuffled_epochs(X, t, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    result = []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        Xs, ts = X[order], t[order]
        Xs[:, 1:] = rng.permutation(Xs[:, 1:])
        result.append(
            [(Xs[k : k + batch_size], ts[k : k + batch_size]) for k in range(0, len(X), batch_size)]
        )
    return result


# %% [markdown]
# ## 8. batch_noise


# %% todos los grupos (all the groups) {"right": "batch_noise"}
def batch_noise(G, batch_size):
    means = np.array(
        [G[list(rows)].mean(axis=0) for rows in itertools.combinations(range(len(G)), batch_size)]
    )
    center = means.mean(axis=0)
    return center, np.mean(np.sum((means - center) ** 2, axis=1))


# %% todos los grupos, con orden (all the groups, in every order) {"right": "batch_noise"}
def batch_noise(G, batch_size):
    means = np.array(
        [G[list(rows)].mean(axis=0) for rows in itertools.permutations(range(len(G)), batch_size)]
    )
    return means.mean(axis=0), means.var(axis=0).sum()


# %% covarianza muestral y población finita (sample covariance and finite population) {"right": "batch_noise"}
def batch_noise(G, batch_size):
    n = len(G)
    return G.sum(axis=0) / n, np.var(G, axis=0, ddof=1).sum() / batch_size * (1 - batch_size / n)


# %% con reemplazo, la fórmula (with replacement, the formula) {"wrong": "batch_noise", "caught_by": ["test_batch_noise"], "says": "[[Eso es con reemplazo|That is with replacement]]"}
def batch_noise(G, batch_size):
    return G.mean(axis=0), G.var(axis=0).sum() / batch_size


# %% con reemplazo, los grupos (with replacement, the groups) {"wrong": "batch_noise", "caught_by": ["test_batch_noise"], "says": "[[Eso es con reemplazo|That is with replacement]]"}
def batch_noise(G, batch_size):
    means = np.array(
        [G[list(rows)].mean(axis=0) for rows in itertools.product(range(len(G)), repeat=batch_size)]
    )
    return means.mean(axis=0), means.var(axis=0).sum()


# %% la de un ejemplo (that of one example) {"wrong": "batch_noise", "caught_by": ["test_batch_noise"], "says": "[[de un solo ejemplo|of a single example]]"}
def batch_noise(G, batch_size):
    return G.mean(axis=0), np.mean(np.sum((G - G.mean(axis=0)) ** 2, axis=1))


# %% sin dividir entre m (not divided by m) {"wrong": "batch_noise", "caught_by": ["test_batch_noise"], "says": "[[Falta dividir entre m|It is not divided by m]]"}
def batch_noise(G, batch_size):
    n = len(G)
    return G.mean(axis=0), G.var(axis=0).sum() * (n - batch_size) / (n - 1)


# %% (n − m)/n {"wrong": "batch_noise", "caught_by": ["test_batch_noise"], "says": "[[no (n − m)/n|not (n − m)/n]]"}
def batch_noise(G, batch_size):
    n = len(G)
    return G.mean(axis=0), G.var(axis=0).sum() / batch_size * (n - batch_size) / n


# %% σ² entre n − 1 (σ² over n − 1) {"wrong": "batch_noise", "caught_by": ["test_batch_noise"], "says": "[[σ² se divide entre n|σ² is divided by n]]"}
def batch_noise(G, batch_size):
    n = len(G)
    return G.mean(axis=0), G.var(axis=0, ddof=1).sum() / batch_size * (n - batch_size) / (n - 1)


# %% los grupos menos uno (the groups less one) {"wrong": "batch_noise", "caught_by": ["test_batch_noise"], "says": "[[no entre uno menos|not by one less]]"}
def batch_noise(G, batch_size):
    means = np.array(
        [G[list(rows)].mean(axis=0) for rows in itertools.combinations(range(len(G)), batch_size)]
    )
    return means.mean(axis=0), means.var(axis=0, ddof=1).sum()


# %% la desviación típica (the standard deviation) {"wrong": "batch_noise", "caught_by": ["test_batch_noise"], "says": "[[Eso es la desviación típica|That is the standard deviation]]"}
def batch_noise(G, batch_size):
    means = np.array(
        [G[list(rows)].mean(axis=0) for rows in itertools.combinations(range(len(G)), batch_size)]
    )
    return means.mean(axis=0), np.sqrt(means.var(axis=0).sum())


# %% por coordenadas (by coordinates) {"wrong": "batch_noise", "caught_by": ["test_batch_noise"], "says": "[[la varianza de cada coordenada|the variance of each coordinate]]"}
def batch_noise(G, batch_size):
    means = np.array(
        [G[list(rows)].mean(axis=0) for rows in itertools.combinations(range(len(G)), batch_size)]
    )
    return means.mean(axis=0), means.var(axis=0)


# %% media de las coordenadas (mean over the coordinates) {"wrong": "batch_noise", "caught_by": ["test_batch_noise"], "says": "[[se suman, no se promedian|are added, not averaged]]"}
def batch_noise(G, batch_size):
    means = np.array(
        [G[list(rows)].mean(axis=0) for rows in itertools.combinations(range(len(G)), batch_size)]
    )
    return means.mean(axis=0), means.var(axis=0).mean()


# %% sin restar la media (the mean is not subtracted) {"wrong": "batch_noise", "caught_by": ["test_batch_noise"], "says": "[[Falta restar la media|The mean is not subtracted]]"}
def batch_noise(G, batch_size):
    means = np.array(
        [G[list(rows)].mean(axis=0) for rows in itertools.combinations(range(len(G)), batch_size)]
    )
    return means.mean(axis=0), np.mean(np.sum(means**2, axis=1))


# %% suma en vez de media (sum in place of mean) {"wrong": "batch_noise", "caught_by": ["test_batch_noise"], "says": "[[se suman los gradientes|The gradients are added up]]"}
def batch_noise(G, batch_size):
    sums = np.array([G[list(rows)].sum(axis=0) for rows in itertools.combinations(range(len(G)), batch_size)])
    return sums.mean(axis=0), sums.var(axis=0).sum()


# %% los números del enunciado (the numbers of the text) {"wrong": "batch_noise", "caught_by": ["test_batch_noise"], "says": "[[datos al azar|random data]]", "hidden": true}
def batch_noise(G, batch_size):
    return G.mean(axis=0), {1: 6.4, 2: 2.4}.get(batch_size, 0.0)


# %% [markdown]
# ## 9. logistic_gradient


# %% ejemplo a ejemplo (example by example) {"right": "logistic_gradient"}
def logistic_gradient(X, t, w, b):
    dw, db, m = np.zeros(len(w)), 0.0, len(X)
    for x, target in zip(X, t, strict=True):
        y = 1 / (1 + math.exp(-(np.dot(w, x) + b)))
        dw += (y - target) * x / m
        db += (y - target) / m
    return dw, db


# %% einsum y tanh (einsum and tanh) {"right": "logistic_gradient"}
def logistic_gradient(X, t, w, b):
    delta = 0.5 * (1 + np.tanh((X.dot(w) + b) / 2)) - t
    return [np.einsum("i,ij->j", delta, X) / len(t), delta.sum() / len(t)]


# %% el sesgo, una columna de unos (the bias as a column of ones) {"right": "logistic_gradient"}
def logistic_gradient(X, t, w, b):
    A = np.column_stack([X, np.ones(len(X))])
    y = 1 / (1 + np.exp(-A @ np.append(w, b)))
    g = np.mean((y - t)[:, None] * A, axis=0)
    return g[:-1], g[-1]


# %% suma en vez de media (sum in place of mean) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[no la suma|not the sum]]"}
def logistic_gradient(X, t, w, b):
    delta = 1 / (1 + np.exp(-(X @ w + b))) - t
    return X.T @ delta, np.sum(delta)


# %% el sesgo, sumado (the bias summed) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[el gradiente del sesgo|The gradient of the bias]]"}
def logistic_gradient(X, t, w, b):
    delta = 1 / (1 + np.exp(-(X @ w + b))) - t
    return X.T @ delta / len(X), np.sum(delta)


# %% el sesgo, sin sumar (the bias not summed) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[y se pedía un número|and a number was asked for]]"}
def logistic_gradient(X, t, w, b):
    delta = 1 / (1 + np.exp(-(X @ w + b))) - t
    return X.T @ delta / len(X), delta / len(X)


# %% sin el gradiente del sesgo (no gradient for the bias) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[El gradiente de b es un número|The gradient of b is a number]]"}
def logistic_gradient(X, t, w, b):
    delta = 1 / (1 + np.exp(-(X @ w + b))) - t
    return X.T @ delta / len(X), 0.0


# %% signo (sign) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[El signo está cambiado|The sign is reversed]]"}
def logistic_gradient(X, t, w, b):
    delta = t - 1 / (1 + np.exp(-(X @ w + b)))
    return X.T @ delta / len(X), np.mean(delta)


# %% la δ del error cuadrático (the squared error's δ) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[la del error cuadrático|the squared error's]]"}
def logistic_gradient(X, t, w, b):
    y = 1 / (1 + np.exp(-(X @ w + b)))
    delta = (y - t) * y * (1 - y)
    return X.T @ delta / len(X), np.mean(delta)


# %% entre los elementos de X (over the elements of X) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[los elementos de X|the elements of X]]"}
def logistic_gradient(X, t, w, b):
    delta = 1 / (1 + np.exp(-(X @ w + b))) - t
    return X.T @ delta / X.size, np.mean(delta)


# %% entre las columnas (over the columns) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[entre d, las columnas|by d, the columns]]"}
def logistic_gradient(X, t, w, b):
    delta = 1 / (1 + np.exp(-(X @ w + b))) - t
    return X.T @ delta / len(w), np.mean(delta)


# %% sin sigmoide (no sigmoid) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[Falta la sigmoide|The sigmoid is missing]]"}
def logistic_gradient(X, t, w, b):
    delta = X @ w + b - t
    return X.T @ delta / len(X), np.mean(delta)


# %% sin δ (no δ) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[Falta δ|The δ is missing]]"}
def logistic_gradient(X, t, w, b):
    delta = 1 / (1 + np.exp(-(X @ w + b))) - t
    return np.mean(X, axis=0), np.mean(delta)


# %% sin transponer (not transposed) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "ValueError"}
def logistic_gradient(X, t, w, b):
    delta = 1 / (1 + np.exp(-(X @ w + b))) - t
    return X @ delta / len(X), np.mean(delta)


# %% sin el sesgo en z (no bias in z) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[Falta el sesgo en z|The bias is missing from z]]"}
def logistic_gradient(X, t, w, b):
    delta = 1 / (1 + np.exp(-(X @ w))) - t
    return X.T @ delta / len(X), np.mean(delta)


# %% siempre tres ejemplos (always three examples) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[no siempre es 3|not always 3]]"}
def logistic_gradient(X, t, w, b):
    delta = 1 / (1 + np.exp(-(X @ w + b))) - t
    return X.T @ delta / 3, np.sum(delta) / 3


# %% la respuesta, redondeada (the answer rounded) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[o has redondeado|or you rounded]]"}
def logistic_gradient(X, t, w, b):
    delta = np.round(1 / (1 + np.exp(-(X @ w + b)))) - t
    return X.T @ delta / len(X), np.mean(delta)


# %% la decisión, en vez de la probabilidad (the decision in place of the probability) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[Has redondeado y|You rounded y]]"}
def logistic_gradient(X, t, w, b):
    delta = (X @ w + b >= 0) - t
    return X.T @ delta / len(X), np.mean(delta)


# %% los números del enunciado (the numbers of the text) {"wrong": "logistic_gradient", "caught_by": ["test_logistic_gradient"], "says": "[[datos al azar|random data]]", "hidden": true}
def logistic_gradient(X, t, w, b):
    return ([1 / 3, -2 / 3], 1 / 6) if len(X) == 3 else ([0.1, 0.125], 0.1)


# %% [markdown]
# ## 10. sgd


# %% con las funciones de antes (with the functions from before) {"right": "sgd"}
def sgd(X, t, eta, batch_size, epochs, seed):
    def J():
        y = 1 / (1 + np.exp(-(X @ w + b)))
        return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))

    w, b = np.zeros(X.shape[1]), 0.0
    costs = [J()]
    for dealt in shuffled_epochs(X, t, batch_size, epochs, seed):
        for X_batch, t_batch in dealt:
            dw, db = logistic_gradient(X_batch, t_batch, w, b)
            w -= eta * dw
            b -= eta * db
        costs.append(J())
    return w, b, np.array(costs)


# %% el sesgo, una columna de unos (the bias as a column of ones) {"right": "sgd"}
def sgd(X, t, eta, batch_size, epochs, seed):
    A = np.column_stack([X, np.ones(len(X))])
    v, rng = np.zeros(A.shape[1]), np.random.default_rng(seed)
    costs = [np.log(2)]
    for _ in range(epochs):
        order = np.arange(len(A))
        rng.shuffle(order)
        for rows in np.array_split(order, range(batch_size, len(A), batch_size)):
            y = 0.5 * (1 + np.tanh(A[rows] @ v / 2))
            v = v - eta * np.mean((y - t[rows])[:, None] * A[rows], axis=0)
        y = 0.5 * (1 + np.tanh(A @ v / 2))
        costs.append(-np.mean(np.log(np.where(t == 1, y, 1 - y))))
    return [v[:-1], v[-1], costs]


# %% ejemplo a ejemplo y con listas (example by example, with lists) {"right": "sgd"}
def sgd(X, t, eta, batch_size, epochs, seed):
    n, d = X.shape
    w, b, costs = [0.0] * d, 0.0, []
    rng = np.random.default_rng(seed)

    def output(x):
        return 1 / (1 + math.exp(-sum(a * c for a, c in zip(w, x, strict=True)) - b))

    for epoch in range(epochs + 1):
        costs.append(-sum(math.log(output(x) if k else 1 - output(x)) for x, k in zip(X, t, strict=True)) / n)
        left = list(rng.permutation(n)) if epoch < epochs else []
        while left:
            rows, left = left[:batch_size], left[batch_size:]
            deltas = [output(X[i]) - t[i] for i in rows]
            w = [
                w[j] - eta * sum(a * X[i][j] for a, i in zip(deltas, rows, strict=True)) / len(rows)
                for j in range(d)
            ]
            b -= eta * sum(deltas) / len(rows)
    return w, b, costs


# %% suma en vez de media (sum in place of mean) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[Se promedia en el minilote|Average over the mini-batch]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta, b - eta * np.sum(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% cuesta arriba (uphill) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[Vas cuesta arriba|You go uphill]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w + eta * X[rows].T @ delta / len(rows), b + eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% sin sesgo (no bias) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[El sesgo no se mueve|The bias does not move]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w = w - eta * X[rows].T @ delta / len(rows)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% con y(1 − y) (with y(1 − y)) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[sin el factor|without the factor]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            y = 1 / (1 + np.exp(-(X[rows] @ w + b)))
            delta = (y - t[rows]) * y * (1 - y)
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% costes sumados (costs summed) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[y se pide la media|the mean was asked for]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [len(X) * math.log(2)]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.sum(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% sin el coste inicial (without the first cost) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[Falta el coste de antes|The cost before the start is missing]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% sin el último coste (without the last cost) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[Falta el coste de la última|The cost of the last epoch is missing]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, []
    for _ in range(epochs):
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
    return w, b, costs


# %% el coste, antes de la época (the cost before the epoch) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[con los pesos nuevos|with the new weights]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        y = 1 / (1 + np.exp(-(X @ w + b)))
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% sin el minilote corto (without the short mini-batch) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[Te saltas el último minilote|You leave out the last mini-batch]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(len(X) // batch_size):
            rows = order[k * batch_size : (k + 1) * batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% el corto, entre batch_size (the short one over batch_size) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[entre los ejemplos que tiene|by the examples that it has]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / batch_size, b - eta * np.sum(delta) / batch_size
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% un paso por época (one step an epoch) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[un solo paso por época|just one step an epoch]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        delta = 1 / (1 + np.exp(-(X @ w + b))) - t
        w, b = w - eta * X.T @ delta / len(X), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% un paso por ejemplo (one step for each example) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[un paso por ejemplo|one step for each example]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    batch_size = 1 if batch_size < len(X) else batch_size
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% los gradientes del principio de la época (the gradients of the start of the epoch) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[los pesos del principio|the weights of the start]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        delta = 1 / (1 + np.exp(-(X @ w + b))) - t
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            w, b = w - eta * X[rows].T @ delta[rows] / len(rows), b - eta * np.mean(delta[rows])
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% b, después de w (b after w) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[los dos van a la vez|both go at once]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            w = w - eta * X[rows].T @ (1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]) / len(rows)
            b = b - eta * np.mean(1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows])
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% con reemplazo (with replacement) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[no se sacan con reemplazo|not drawn with replacement]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        for k in range(0, len(X), batch_size):
            size = min(batch_size, len(X) - k)
            rows = rng.choice(len(X), size=size, replace=size < len(X))
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% X y t cada uno por su lado (X and t apart) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[cada uno por su lado|shuffled apart]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        Xs, ts = (rng.permutation(X), rng.permutation(t)) if batch_size < len(X) else (X, t)
        for k in range(0, len(X), batch_size):
            X_batch, t_batch = Xs[k : k + batch_size], ts[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X_batch @ w + b))) - t_batch
            w, b = w - eta * X_batch.T @ delta / len(delta), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% sin barajar (no shuffling) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[Sale siempre el mismo orden|The order is always the same]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        for k in range(0, len(X), batch_size):
            rows = slice(k, k + batch_size)
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(delta), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% siempre la semilla 0 (always seed 0) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[con la semilla que se recibe|with the seed that is passed in]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(0)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% baraja una sola vez (shuffles only once) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[se baraja de nuevo en cada una|shuffle anew in each]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    order = np.random.default_rng(seed).permutation(len(X))
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% el generador, dentro del bucle (the generator inside the loop) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[se baraja de nuevo en cada una|shuffle anew in each]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        order = np.random.default_rng(seed).permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% otro azar cada vez (other chance each time) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[La misma semilla|The same seed]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng()
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% los que sobran pasan a la siguiente época (those left over go into the next epoch) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[no pasan a la siguiente|do not go into the next]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs, left = np.zeros(X.shape[1]), 0.0, [math.log(2)], []
    for epoch in range(epochs):
        left = [*left, *rng.permutation(len(X))]
        while len(left) >= batch_size or (left and epoch == epochs - 1):
            rows, left = left[:batch_size], left[batch_size:]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% empieza de cero en cada época (starts from zero in each epoch) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[empiezan en cero una sola vez|begin at zero once only]]"}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    costs = [math.log(2)]
    for _ in range(epochs):
        w, b = np.zeros(X.shape[1]), 0.0
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X @ w + b)))
        costs.append(-np.mean(t * np.log(y) + (1 - t) * np.log(1 - y)))
    return w, b, costs


# %% el coste del último minilote (the cost of the last mini-batch) {"wrong": "sgd", "caught_by": ["test_sgd"], "says": "[[datos al azar|random data]]", "hidden": true}
def sgd(X, t, eta, batch_size, epochs, seed):
    rng = np.random.default_rng(seed)
    w, b, costs = np.zeros(X.shape[1]), 0.0, [math.log(2)]
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for k in range(0, len(X), batch_size):
            rows = order[k : k + batch_size]
            delta = 1 / (1 + np.exp(-(X[rows] @ w + b))) - t[rows]
            w, b = w - eta * X[rows].T @ delta / len(rows), b - eta * np.mean(delta)
        y = 1 / (1 + np.exp(-(X[rows] @ w + b)))
        costs.append(-np.mean(t[rows] * np.log(y) + (1 - t[rows]) * np.log(1 - y)))
    return w, b, costs

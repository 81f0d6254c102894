# Wrong and right answers to the exercise (the format is in CONTRIBUTING.md). Wrong ones are mistakes that students
# make; "hidden": true marks those that only the hidden tests can see. All run with
# python -m publish answers 07_optimizers

# %% [markdown]
# ## 1. momentum_step


# %% con otra letra y una lista (with another letter and a list) {"right": "momentum_step"}
def momentum_step(w, g, v, eta, mu):
    push = np.multiply(eta, g)
    speed = np.subtract(np.multiply(mu, v), push)
    return [np.add(w, speed), speed]


# %% por el otro convenio, de ida y vuelta (by the other convention, there and back) {"right": "momentum_step"}
def momentum_step(w, g, v, eta, mu):
    u = mu * -v + eta * g
    return w - u, -u


# %% en su sitio, sobre copias (in place, on copies) {"right": "momentum_step"}
def momentum_step(w, g, v, eta, mu):
    w, v = w.copy(), v.copy()
    v *= mu
    v -= eta * g
    w += v
    return w, v


# %% resta la velocidad (subtracts the velocity) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[así que se suma a los pesos|so it is added to the weights]]"}
def momentum_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return w - v, v


# %% cuesta arriba (uphill) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[así vas cuesta arriba|this goes uphill]]"}
def momentum_step(w, g, v, eta, mu):
    v = mu * v + eta * g
    return w + v, v


# %% el convenio del laboratorio con nuestra velocidad (the lab's convention with our velocity) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[Has mezclado dos convenios|You mixed two conventions]]"}
def momentum_step(w, g, v, eta, mu):
    v = mu * v + eta * g
    return w - v, v


# %% la velocidad anterior (the velocity of before) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[la velocidad nueva, no con la anterior|the new velocity, not with the old one]]"}
def momentum_step(w, g, v, eta, mu):
    return w + v, mu * v - eta * g


# %% η dos veces (η twice) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[η está dos veces|η is there twice]]"}
def momentum_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return w + eta * v, v


# %% sin η (no η) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[Falta η en la velocidad|η is missing from the velocity]]"}
def momentum_step(w, g, v, eta, mu):
    v = mu * v - g
    return w + v, v


# %% η al final, como PyTorch (η at the end, like PyTorch) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[Has dejado η para el final|You left η for the end]]"}
def momentum_step(w, g, v, eta, mu):
    v = mu * v - g
    return w + eta * v, v


# %% sin μ (no μ) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[Falta μ|μ is missing]]"}
def momentum_step(w, g, v, eta, mu):
    v = v - eta * g
    return w + v, v


# %% sin memoria (no memory) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[Falta la velocidad anterior|The velocity of before is missing]]"}
def momentum_step(w, g, v, eta, mu):
    v = -eta * g
    return w + v, v


# %% como una media (like a mean) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "1 − μ"}
def momentum_step(w, g, v, eta, mu):
    v = mu * v - (1 - mu) * eta * g
    return w + v, v


# %% μ por todo (μ times all) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[μ multiplica solo a la velocidad anterior|μ multiplies just the velocity of before]]"}
def momentum_step(w, g, v, eta, mu):
    v = mu * (v - eta * g)
    return w + v, v


# %% η por todo (η times all) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[η multiplica solo al gradiente|η multiplies just the gradient]]"}
def momentum_step(w, g, v, eta, mu):
    v = eta * (mu * v - g)
    return w + v, v


# %% μ y η cambiadas (μ and η swapped) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[μ y η están cambiadas|μ and η are in each other's place]]"}
def momentum_step(w, g, v, eta, mu):
    v = eta * v - mu * g
    return w + v, v


# %% devuelve el estado de antes (returns the state of before) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[la velocidad de antes|the velocity of before]]"}
def momentum_step(w, g, v, eta, mu):
    return w + mu * v - eta * g, v


# %% el gradiente dos veces (the gradient twice) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[lo has dado dos veces|you took it twice]]"}
def momentum_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return w + v - eta * g, v


# %% Nesterov {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[Eso es Nesterov|That is Nesterov]]"}
def momentum_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return w + mu * v - eta * g, v


# %% en el otro orden (in the other order) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[Van en otro orden|They go in another order]]"}
def momentum_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return v, w + v


# %% no devuelve el estado (does not return the state) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def momentum_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return w + v


# %% sin return (no return) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "None"}
def momentum_step(w, g, v, eta, mu):
    v *= mu
    v -= eta * g
    w += v


# %% siempre μ 0.9 si v no es nula (always μ 0.9 unless v is zero) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[datos al azar|random data]]", "hidden": true}
def momentum_step(w, g, v, eta, mu):
    v = 0.9 * v - eta * g
    return w + v, v


# %% [markdown]
# ## 2. run_rule


# %% una matriz que se rellena (a matrix that is filled in) {"right": "run_rule"}
def run_rule(rule, gradient, w, state, steps):
    path = np.empty((steps + 1, len(w)))
    path[0] = w
    for k in range(steps):
        path[k + 1], state = rule(path[k], gradient(path[k]), state)
    return path


# %% recursiva, con una lista (recursive, with a list) {"right": "run_rule"}
def run_rule(rule, gradient, w, state, steps):
    if steps == 0:
        return [w]
    return [w, *run_rule(rule, gradient, *rule(w, gradient(w), state), steps - 1)]


# %% pierde el estado (loses the state) {"wrong": "run_rule", "caught_by": ["test_run_rule"], "says": "[[El estado se pierde|The state is lost]]"}
def run_rule(rule, gradient, w, state, steps):
    path = [w]
    for _ in range(steps):
        w, _ = rule(w, gradient(w), state)
        path.append(w)
    return np.array(path)


# %% estado nuevo en cada vuelta (new state in each round) {"wrong": "run_rule", "caught_by": ["test_run_rule"], "says": "[[El estado se pierde|The state is lost]]"}
def run_rule(rule, gradient, w, state, steps):
    path = [w]
    for _ in range(steps):
        state = np.zeros_like(w)
        w, state = rule(w, gradient(w), state)
        path.append(w)
    return np.array(path)


# %% crea su propio estado (makes its own state) {"wrong": "run_rule", "caught_by": ["test_run_rule"], "says": "[[El estado empieza en el que se recibe|The state begins as the one that is passed in]]"}
def run_rule(rule, gradient, w, state, steps):
    path, state = [w], np.zeros_like(w)
    for _ in range(steps):
        w, state = rule(w, gradient(w), state)
        path.append(w)
    return np.array(path)


# %% el gradiente de la salida siempre (always the gradient of the start) {"wrong": "run_rule", "caught_by": ["test_run_rule"], "says": "[[siempre en la salida|always computed at the start]]"}
def run_rule(rule, gradient, w, state, steps):
    path, g = [w], gradient(w)
    for _ in range(steps):
        w, state = rule(w, g, state)
        path.append(w)
    return np.array(path)


# %% cada paso desde la salida (each step from the start) {"wrong": "run_rule", "caught_by": ["test_run_rule"], "says": "[[cada paso vuelve a salir del principio|each step sets out from the beginning again]]"}
def run_rule(rule, gradient, w, state, steps):
    path = [w]
    for _ in range(steps):
        new, state = rule(w, gradient(w), state)
        path.append(new)
    return np.array(path)


# %% espera que la regla mueva w en su sitio (expects the rule to move w in place) {"wrong": "run_rule", "caught_by": ["test_run_rule"], "says": "[[Los pesos no se mueven|The weights do not move]]"}
def run_rule(rule, gradient, w, state, steps):
    path = [w.copy()]
    for _ in range(steps):
        rule(w, gradient(w), state)
        path.append(w.copy())
    return np.array(path)


# %% los estados (the states) {"wrong": "run_rule", "caught_by": ["test_run_rule"], "says": "[[Eso son los estados|Those are the states]]"}
def run_rule(rule, gradient, w, state, steps):
    path = [state]
    for _ in range(steps):
        w, state = rule(w, gradient(w), state)
        path.append(state)
    return np.array(path)


# %% sin la salida (without the start) {"wrong": "run_rule", "caught_by": ["test_run_rule"], "says": "[[Falta la salida: es|The start is missing: it]]"}
def run_rule(rule, gradient, w, state, steps):
    path = []
    for _ in range(steps):
        w, state = rule(w, gradient(w), state)
        path.append(w)
    return np.array(path)


# %% sin el final (without the end) {"wrong": "run_rule", "caught_by": ["test_run_rule"], "says": "[[Falta la última fila|The last row is missing]]"}
def run_rule(rule, gradient, w, state, steps):
    path = []
    for _ in range(steps):
        path.append(w)
        w, state = rule(w, gradient(w), state)
    return np.array(path)


# %% un paso de más (one step too many) {"wrong": "run_rule", "caught_by": ["test_run_rule"], "says": "[[Has dado un paso de más.|You took one step too many.]]"}
def run_rule(rule, gradient, w, state, steps):
    path = [w]
    for _ in range(steps + 1):
        w, state = rule(w, gradient(w), state)
        path.append(w)
    return np.array(path)


# %% un paso de más y sin la salida (one step too many, without the start) {"wrong": "run_rule", "caught_by": ["test_run_rule"], "says": "[[y falta la salida|and the start is missing]]"}
def run_rule(rule, gradient, w, state, steps):
    path = []
    for _ in range(steps + 1):
        w, state = rule(w, gradient(w), state)
        path.append(w)
    return np.array(path)


# %% solo el final (the end alone) {"wrong": "run_rule", "caught_by": ["test_run_rule"], "says": "[[Solo está el final|Only the end is there]]"}
def run_rule(rule, gradient, w, state, steps):
    for _ in range(steps):
        w, state = rule(w, gradient(w), state)
    return w


# %% los resultados en el otro orden (the results in the other order) {"wrong": "run_rule", "caught_by": ["test_run_rule"], "says": "→"}
def run_rule(rule, gradient, w, state, steps):
    path = [w]
    for _ in range(steps):
        state, w = rule(w, gradient(w), state)
        path.append(w)
    return np.array(path)


# %% cuatro pasos como mucho (four steps at most) {"wrong": "run_rule", "caught_by": ["test_run_rule"], "says": "[[datos al azar|random data]]", "hidden": true}
def run_rule(rule, gradient, w, state, steps):
    path = [w]
    for _ in range(min(steps, 4)):
        w, state = rule(w, gradient(w), state)
        path.append(w)
    return np.array(path)


# %% [markdown]
# ## 3. to_our_momentum


# %% con un diccionario (with a dictionary) {"right": "to_our_momentum"}
def to_our_momentum(form, rate, beta, memory):
    gain, scale = {"minus": (rate, 1), "sum": (1, rate), "mean": (1 - beta, rate)}[form]
    return [gain * scale, beta, [-scale * a for a in memory]]


# %% lo que se mueven los pesos con y sin gradiente (how far the weights move with and without a gradient) {"right": "to_our_momentum"}
def to_our_momentum(form, rate, beta, memory):
    scale = 1 if form == "minus" else rate

    def movement(g):
        gain = {"minus": rate, "sum": 1, "mean": 1 - beta}[form]
        return -scale * (beta * memory[0] + gain * g)

    return movement(0) - movement(1), beta, np.multiply(memory, -scale)


# %% la memoria tal cual (the memory as it is) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[El signo de v|The sign of v]]"}
def to_our_momentum(form, rate, beta, memory):
    return (rate * (1 - beta) if form == "mean" else rate), beta, memory


# %% sin el signo en minus (without the sign in minus) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[El signo de v|The sign of v]]"}
def to_our_momentum(form, rate, beta, memory):
    if form == "minus":
        return rate, beta, memory
    return (rate * (1 - beta) if form == "mean" else rate), beta, -rate * memory


# %% sin el signo en sum y mean (without the sign in sum and mean) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[El signo de v|The sign of v]]"}
def to_our_momentum(form, rate, beta, memory):
    if form == "minus":
        return rate, beta, -memory
    return (rate * (1 - beta) if form == "mean" else rate), beta, rate * memory


# %% la tasa con signo menos (the rate with a minus sign) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[η es positiva|η is positive]]"}
def to_our_momentum(form, rate, beta, memory):
    if form == "minus":
        return -rate, beta, -memory
    return (rate * (1 - beta) if form == "mean" else rate), beta, -rate * memory


# %% 1 − β {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[μ = β, no 1 − β|μ = β, not 1 − β]]"}
def to_our_momentum(form, rate, beta, memory):
    if form == "minus":
        return rate, 1 - beta, -memory
    return (rate * (1 - beta) if form == "mean" else rate), 1 - beta, -rate * memory


# %% la tasa otra vez en u (the rate again in u) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[u ya lleva la tasa dentro|u has the rate inside already]]"}
def to_our_momentum(form, rate, beta, memory):
    return (rate * (1 - beta) if form == "mean" else rate), beta, -rate * memory


# %% sin la tasa en sum (without the rate in sum) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[s no lleva la tasa dentro|s does not have the rate inside]]"}
def to_our_momentum(form, rate, beta, memory):
    return (rate * (1 - beta) if form == "mean" else rate), beta, -memory


# %% s tal cual (s as it is) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[v es −αs, con su signo|v is −αs, with its sign]]"}
def to_our_momentum(form, rate, beta, memory):
    if form == "minus":
        return rate, beta, -memory
    return (rate * (1 - beta) if form == "mean" else rate), beta, memory


# %% divide entre la tasa (divides by the rate) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[se multiplica, no se divide|Multiply by the rate, do not divide]]"}
def to_our_momentum(form, rate, beta, memory):
    if form == "minus":
        return rate, beta, -memory
    return (rate * (1 - beta) if form == "mean" else rate), beta, -memory / rate


# %% 1 − β en todas (1 − β in all) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[El 1 − β está solo en|The 1 − β is in the form]]"}
def to_our_momentum(form, rate, beta, memory):
    return rate * (1 - beta), beta, -memory if form == "minus" else -rate * memory


# %% η es 1 en sum (η is 1 in sum) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[Aquí η es la misma α|Here η is that same α]]"}
def to_our_momentum(form, rate, beta, memory):
    if form == "minus":
        return rate, beta, -memory
    return (rate * (1 - beta) if form == "mean" else 1.0), beta, -rate * memory


# %% mean con la tasa entera (mean with the whole rate) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[Falta el 1 − β en η|The 1 − β is missing from η]]"}
def to_our_momentum(form, rate, beta, memory):
    return rate, beta, -memory if form == "minus" else -rate * memory


# %% mean al revés (mean upside down) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[Al revés|Upside down]]"}
def to_our_momentum(form, rate, beta, memory):
    if form == "minus":
        return rate, beta, -memory
    return (rate / (1 - beta) if form == "mean" else rate), beta, -rate * memory


# %% mean con β (mean with β) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[η lleva 1 − β, no β|η takes 1 − β, not β]]"}
def to_our_momentum(form, rate, beta, memory):
    if form == "minus":
        return rate, beta, -memory
    return (rate * beta if form == "mean" else rate), beta, -rate * memory


# %% 1 − β dos veces (1 − β twice) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[m ya lleva el 1 − β dentro|m has the 1 − β inside already]]"}
def to_our_momentum(form, rate, beta, memory):
    if form == "minus":
        return rate, beta, -memory
    eta = rate * (1 - beta) if form == "mean" else rate
    return eta, beta, -eta * memory


# %% solo la velocidad (the velocity alone) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[Tiene que devolver 3 resultados|It has to return 3 results]]"}
def to_our_momentum(form, rate, beta, memory):
    return -memory if form == "minus" else -rate * memory


# %% los números del ejemplo (the numbers of the example) {"wrong": "to_our_momentum", "caught_by": ["test_to_our_momentum"], "says": "[[Los pasos no son los mismos|The steps are not the same]]", "hidden": true}
def to_our_momentum(form, rate, beta, memory):
    return (0.05 if form == "mean" else 0.2), 0.75, -memory if form == "minus" else -0.2 * memory


# %% [markdown]
# ## 4. nesterov_step


# %% con la velocidad anterior y la nueva, como CS231n (with the old velocity and the new, like CS231n) {"right": "nesterov_step"}
def nesterov_step(w, g, v, eta, mu):
    new = mu * v - eta * g
    return w - mu * v + (1 + mu) * new, new


# %% por el punto de atrás (by the point behind) {"right": "nesterov_step"}
def nesterov_step(w, g, v, eta, mu):
    x = w - mu * v
    v = mu * v - eta * g
    x = x + v
    return x + mu * v, v


# %% todo junto (all at once) {"right": "nesterov_step"}
def nesterov_step(w, g, v, eta, mu):
    return w + mu**2 * v - (1 + mu) * eta * g, mu * v - eta * g


# %% momento a secas (plain momentum) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[Eso es el momento de la tarea 1|That is the momentum of task 1]]"}
def nesterov_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return w + v, v


# %% la velocidad anterior al mover (the old velocity in the move) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[has usado la velocidad anterior|you moved the weights with the velocity of before]]"}
def nesterov_step(w, g, v, eta, mu):
    return w + mu * v - eta * g, mu * v - eta * g


# %% la copia que no lo es (the copy that is none) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[la copia que guardaste ha cambiado|the copy you kept changed]]"}
def nesterov_step(w, g, v, eta, mu):
    old = v
    v *= mu
    v -= eta * g
    return w - mu * old + (1 + mu) * v, v


# %% sin el empujón del gradiente (without the gradient's push) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[Falta −ηg al mover|The −ηg is missing where]]"}
def nesterov_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return w + mu * v, v


# %% velocidad sin frenar (velocity not braked) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[la velocidad va frenada: μv, no v|the velocity is braked: μv, not v]]"}
def nesterov_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return w + v - eta * g, v


# %% resta la velocidad (subtracts the velocity) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[El signo de la velocidad|The sign of the velocity]]"}
def nesterov_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return w - mu * v - eta * g, v


# %% suma el gradiente (adds the gradient) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[El signo del gradiente|The sign of the gradient]]"}
def nesterov_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return w + mu * v + eta * g, v


# %% velocidad cuesta arriba (velocity uphill) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[el gradiente entra en la velocidad con menos|the gradient goes into the velocity with a minus]]"}
def nesterov_step(w, g, v, eta, mu):
    v = mu * v + eta * g
    return w - mu * v - eta * g, v


# %% guarda el paso (keeps the step) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[se devuelve la velocidad, no el paso|what goes back is the velocity, not the step]]"}
def nesterov_step(w, g, v, eta, mu):
    step = mu * (mu * v - eta * g) - eta * g
    return w + step, step


# %% devuelve el estado de antes (returns the state of before) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[la velocidad de antes|the velocity of before]]"}
def nesterov_step(w, g, v, eta, mu):
    return w + mu * (mu * v - eta * g) - eta * g, v


# %% sin memoria (no memory) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[Falta la velocidad anterior|The velocity of before is missing]]"}
def nesterov_step(w, g, v, eta, mu):
    v = -eta * g
    return w + mu * v - eta * g, v


# %% el paso del descenso (descent's step) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[Falta μv al mover|The μv is missing where]]"}
def nesterov_step(w, g, v, eta, mu):
    return w - eta * g, mu * v - eta * g


# %% la frena dos veces (brakes it twice) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[la has frenado dos veces|you braked it twice]]"}
def nesterov_step(w, g, v, eta, mu):
    return w + mu * mu * v - eta * g, mu * v - eta * g


# %% sin η al mover (no η in the move) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[Falta η al mover|η is missing where]]"}
def nesterov_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return w + mu * v - g, v


# %% μ por todo (μ times all) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[μ multiplica solo a la velocidad|μ multiplies just the velocity]]"}
def nesterov_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return w + mu * (v - eta * g), v


# %% la anterior sin frenar (the old one not braked) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[va frenada, μv: w|is braked, μv: w]]"}
def nesterov_step(w, g, v, eta, mu):
    new = mu * v - eta * g
    return w - v + (1 + mu) * new, new


# %% mueve x (moves x) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[Si volviste a x|If you went back to x]]"}
def nesterov_step(w, g, v, eta, mu):
    x = w - mu * v
    v = mu * v - eta * g
    return x + v, v


# %% en el otro orden (in the other order) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[Van en otro orden|They go in another order]]"}
def nesterov_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return v, w + mu * v - eta * g


# %% no devuelve el estado (does not return the state) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def nesterov_step(w, g, v, eta, mu):
    v = mu * v - eta * g
    return w + mu * v - eta * g


# %% siempre μ 0.9 (always μ 0.9) {"wrong": "nesterov_step", "caught_by": ["test_nesterov_step"], "says": "[[datos al azar|random data]]", "hidden": true}
def nesterov_step(w, g, v, eta, mu):
    v = 0.9 * v - eta * g
    return w + 0.9 * v - eta * g, v


# %% [markdown]
# ## 5. adagrad_step


# %% peso por peso (weight by weight) {"right": "adagrad_step"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    new_w, new_s = np.array(w, dtype=float), np.array(s, dtype=float)
    for place in np.ndindex(new_w.shape):
        new_s[place] += g[place] * g[place]
        new_w[place] -= eta * g[place] / math.sqrt(new_s[place] + eps)
    return new_w, new_s


# %% con potencias (with powers) {"right": "adagrad_step"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = np.add(s, np.square(g))
    return [np.subtract(w, np.multiply(eta * g, (s + eps) ** -0.5)), s]


# %% ε fuera de la raíz (ε outside the root) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[La ε va dentro de la raíz|The ε goes inside the root]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2
    return w - eta * g / (np.sqrt(s) + eps), s


# %% sin ε (no ε) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[Falta la ε|The ε is missing]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2
    return w - eta * g / np.sqrt(s), s


# %% su propia ε (its own ε) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[Falta la ε, o no es|The ε is missing, or is not]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2
    return w - eta * g / np.sqrt(s + 1e-8), s


# %% sin raíz (no root) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[Falta la raíz|The root is missing]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2
    return w - eta * g / (s + eps), s


# %% la suma de antes (the sum of before) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[entre la s nueva|by the new s]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    return w - eta * g / np.sqrt(s + eps), s + g**2


# %% g en lugar de g² (g in place of g²) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[Falta el cuadrado|The square is missing]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g
    return w - eta * g / np.sqrt(s + eps), s


# %% valores absolutos (absolute values) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[el valor absoluto de g|the absolute value of g]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + np.abs(g)
    return w - eta * g / np.sqrt(s + eps), s


# %% sin memoria (no memory) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[Falta la s anterior|The s of before is missing]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = g**2
    return w - eta * g / np.sqrt(s + eps), s


# %% una suma para todos (one sum for all) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[los cuadrados de todos los pesos|the squares of all the weights]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + np.sum(g**2)
    return w - eta * g / np.sqrt(s + eps), s


# %% g² en el paso (g² in the step) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[El paso lleva g, no g²|The step takes g, not g²]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2
    return w - eta * g**2 / np.sqrt(s + eps), s


# %% sin g en el paso (no g in the step) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[Falta g en el paso|The g is missing from the step]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2
    return w - eta / np.sqrt(s + eps), s


# %% cuesta arriba (uphill) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[Vas cuesta arriba|You go uphill]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2
    return w + eta * g / np.sqrt(s + eps), s


# %% guarda la ε (keeps the ε) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[lo que se guarda es s, sin la ε|what is kept is s, without the ε]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2 + eps
    return w - eta * g / np.sqrt(s), s


# %% guarda la raíz (keeps the root) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[lo que se guarda es s, no su raíz|what is kept is s, not its root]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2
    return w - eta * g / np.sqrt(s + eps), np.sqrt(s)


# %% devuelve el estado de antes (returns the state of before) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[la s de antes|the s of before]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    return w - eta * g / np.sqrt(s + g**2 + eps), s


# %% sin η (no η) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[Falta η|η is missing]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2
    return w - g / np.sqrt(s + eps), s


# %% multiplica por la raíz (multiplies by the root) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[no se multiplica|it does not multiply]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2
    return w - eta * g * np.sqrt(s + eps), s


# %% en el otro orden (in the other order) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[Van en otro orden|They go in another order]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2
    return s, w - eta * g / np.sqrt(s + eps)


# %% no devuelve el estado (does not return the state) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2
    return w - eta * g / np.sqrt(s + eps)


# %% ε fuera cuando es pequeña (ε outside when small) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[La ε va dentro de la raíz|The ε goes inside the root]]"}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2
    return w - eta * g / (np.sqrt(s + eps) if eps > 1e-3 else np.sqrt(s) + eps), s


# %% la η del ejemplo (the η of the example) {"wrong": "adagrad_step", "caught_by": ["test_adagrad_step"], "says": "[[datos al azar|random data]]", "hidden": true}
def adagrad_step(w, g, s, eta, eps=1e-7):
    s = s + g**2
    return w - (0.5 if eta > 0.1 else 0.1) * g / np.sqrt(s + eps), s


# %% [markdown]
# ## 6. rmsprop_step


# %% la diferencia (the difference) {"right": "rmsprop_step"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = s + (g * g - s) * (1 - rho)
    return w - eta * g * (s + eps) ** -0.5, s


# %% con np.average (with np.average) {"right": "rmsprop_step"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = np.average([s, g**2], axis=0, weights=[rho, 1 - rho])
    return [np.subtract(w, eta * g / np.sqrt(s + eps)), s]


# %% ε fuera de la raíz (ε outside the root) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[La ε va dentro de la raíz|The ε goes inside the root]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + (1 - rho) * g**2
    return w - eta * g / (np.sqrt(s) + eps), s


# %% sin ε (no ε) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[Falta la ε|The ε is missing]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + (1 - rho) * g**2
    return w - eta * g / np.sqrt(s), s


# %% la media de antes (the mean of before) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[entre la s nueva|by the new s]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    return w - eta * g / np.sqrt(s + eps), rho * s + (1 - rho) * g**2


# %% sin raíz (no root) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[Falta la raíz|The root is missing]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + (1 - rho) * g**2
    return w - eta * g / (s + eps), s


# %% sin 1 − ρ (no 1 − ρ) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[Falta el 1 − ρ|The 1 − ρ in front]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + g**2
    return w - eta * g / np.sqrt(s + eps), s


# %% coeficientes cambiados (coefficients swapped) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[Los coeficientes están cambiados|The coefficients are swapped]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = (1 - rho) * s + rho * g**2
    return w - eta * g / np.sqrt(s + eps), s


# %% AdaGrad {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[Eso es AdaGrad|That is AdaGrad]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = s + g**2
    return w - eta * g / np.sqrt(s + eps), s


# %% sin ρ (no ρ) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[Falta ρ delante|The ρ in front]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = s + (1 - rho) * g**2
    return w - eta * g / np.sqrt(s + eps), s


# %% sin memoria (no memory) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[Falta la memoria|The memory is missing]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = (1 - rho) * g**2
    return w - eta * g / np.sqrt(s + eps), s


# %% g en lugar de g² (g in place of g²) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[Falta el cuadrado|The square is missing]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + (1 - rho) * g
    return w - eta * g / np.sqrt(s + eps), s


# %% el cuadrado de todo (the square of it all) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[Se eleva al cuadrado g|It is g that is squared]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + ((1 - rho) * g) ** 2
    return w - eta * g / np.sqrt(s + eps), s


# %% una media para todos (one mean for all) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[los cuadrados de todos los pesos|the squares of all the weights]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + (1 - rho) * np.mean(g**2)
    return w - eta * g / np.sqrt(s + eps), s


# %% cuesta arriba (uphill) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[Vas cuesta arriba|You go uphill]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + (1 - rho) * g**2
    return w + eta * g / np.sqrt(s + eps), s


# %% sin η (no η) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[Falta η|η is missing]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + (1 - rho) * g**2
    return w - g / np.sqrt(s + eps), s


# %% g² en el paso (g² in the step) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[El paso lleva g, no g²|The step takes g, not g²]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + (1 - rho) * g**2
    return w - eta * g**2 / np.sqrt(s + eps), s


# %% guarda la ε (keeps the ε) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[lo que se guarda es s, sin la ε|what is kept is s, without the ε]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + (1 - rho) * g**2 + eps
    return w - eta * g / np.sqrt(s), s


# %% guarda la raíz (keeps the root) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[lo que se guarda es s, no su raíz|what is kept is s, not its root]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + (1 - rho) * g**2
    return w - eta * g / np.sqrt(s + eps), np.sqrt(s)


# %% devuelve el estado de antes (returns the state of before) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[la s de antes|the s of before]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    return w - eta * g / np.sqrt(rho * s + (1 - rho) * g**2 + eps), s


# %% en el otro orden (in the other order) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[Van en otro orden|They go in another order]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + (1 - rho) * g**2
    return s, w - eta * g / np.sqrt(s + eps)


# %% no devuelve el estado (does not return the state) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + (1 - rho) * g**2
    return w - eta * g / np.sqrt(s + eps)


# %% la η del ejemplo (the η of the example) {"wrong": "rmsprop_step", "caught_by": ["test_rmsprop_step"], "says": "[[datos al azar|random data]]", "hidden": true}
def rmsprop_step(w, g, s, eta, rho, eps=1e-7):
    s = rho * s + (1 - rho) * g**2
    return w - (0.5 if eta > 0.1 else 0.1) * g / np.sqrt(s + eps), s


# %% [markdown]
# ## 7. cold_start


# %% paso a paso (step by step) {"right": "cold_start"}
def cold_start(beta1, beta2, t):
    m = v = 0.0
    for _ in range(t):
        m = beta1 * m + (1 - beta1)
        v = beta2 * v + (1 - beta2)
    return m, v, m / v**0.5


# %% con la suma geométrica (with the geometric sum) {"right": "cold_start"}
def cold_start(beta1, beta2, t):
    m, v = ((1 - beta) * np.sum(beta ** np.arange(t)) for beta in (beta1, beta2))
    return [m, v, m / np.sqrt(v)]


# %% la corrección (the correction) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[Está del revés|It is upside down]]"}
def cold_start(beta1, beta2, t):
    m, v = 1 - beta1**t, 1 - beta2**t
    return m, v, math.sqrt(v) / m


# %% sin raíz (no root) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[Falta la raíz|The root is missing]]"}
def cold_start(beta1, beta2, t):
    m, v = 1 - beta1**t, 1 - beta2**t
    return m, v, m / v


# %% la raíz de las dos (the root of both) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[La raíz es solo de v|The root is of v alone]]"}
def cold_start(beta1, beta2, t):
    m, v = 1 - beta1**t, 1 - beta2**t
    return m, v, math.sqrt(m / v)


# %% cambiadas de sitio (in each other's place) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[Las dos medias están cambiadas|The two means are in each other's]]"}
def cold_start(beta1, beta2, t):
    m, v = 1 - beta1**t, 1 - beta2**t
    return v, m, m / math.sqrt(v)


# %% v entre √m (v over √m) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[m va arriba|m goes above]]"}
def cold_start(beta1, beta2, t):
    m, v = 1 - beta1**t, 1 - beta2**t
    return m, v, v / math.sqrt(m)


# %% un producto (a product) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[Es un cociente|It is a quotient]]"}
def cold_start(beta1, beta2, t):
    m, v = 1 - beta1**t, 1 - beta2**t
    return m, v, m * math.sqrt(v)


# %% lo que falta (what is missing) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[Eso es lo que falta|That is what is missing]]"}
def cold_start(beta1, beta2, t):
    return beta1**t, beta2**t, beta1**t / math.sqrt(beta2**t)


# %% t − 1 {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[tras el primer paso ya hay un gradiente|after the first step there is one gradient]]"}
def cold_start(beta1, beta2, t):
    m, v = 1 - beta1 ** (t - 1), 1 - beta2 ** (t - 1)
    return m, v, m / np.sqrt(v)


# %% t + 1 {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[La potencia es t, no t + 1|The power is t, not t + 1]]"}
def cold_start(beta1, beta2, t):
    m, v = 1 - beta1 ** (t + 1), 1 - beta2 ** (t + 1)
    return m, v, m / math.sqrt(v)


# %% medias llenas (full means) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[ya están llenas|once the means are full]]"}
def cold_start(beta1, beta2, t):
    return 1.0, 1.0, 1.0


# %% sin potencia (no power) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[Falta la potencia t|The power t is missing]]"}
def cold_start(beta1, beta2, t):
    m, v = 1 - beta1, 1 - beta2
    return m, v, m / math.sqrt(v)


# %% suma sin olvidar (adds without forgetting) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[No se suma 1 − β|It is not 1 − β more]]"}
def cold_start(beta1, beta2, t):
    m, v = t * (1 - beta1), t * (1 - beta2)
    return m, v, m / math.sqrt(v)


# %% la potencia de 1 − β (the power of 1 − β) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[La potencia va sobre β|The power is on β]]"}
def cold_start(beta1, beta2, t):
    m, v = (1 - beta1) ** t, (1 - beta2) ** t
    return m, v, m / math.sqrt(v)


# %% solo el más viejo (the oldest alone) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[el gradiente más viejo|the oldest gradient]]"}
def cold_start(beta1, beta2, t):
    m, v = (1 - beta1) * beta1 ** (t - 1), (1 - beta2) * beta2 ** (t - 1)
    return m, v, m / math.sqrt(v)


# %% la t doble (t doubled) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[no a la 2t|not to the 2t]]"}
def cold_start(beta1, beta2, t):
    m, v = 1 - beta1**t, 1 - beta2 ** (2 * t if t > 1 else 1)
    return m, v, m / math.sqrt(v)


# %% el cuadrado de la media (the square of the mean) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[no el cuadrado de una media|not the square of a mean]]"}
def cold_start(beta1, beta2, t):
    m, v = 1 - beta1**t, (1 - beta2**t) ** (2 if t > 1 else 1)
    return m, v, m / math.sqrt(v)


# %% solo el factor (the factor alone) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[Tiene que devolver 3 resultados|It has to return 3 results]]"}
def cold_start(beta1, beta2, t):
    return (1 - beta1**t) / math.sqrt(1 - beta2**t)


# %% dos pasos y luego llenas (two steps and then full) {"wrong": "cold_start", "caught_by": ["test_cold_start"], "says": "[[datos al azar|random data]]", "hidden": true}
def cold_start(beta1, beta2, t):
    m, v = (1 - beta1**t, 1 - beta2**t) if t <= 2 else (1.0, 1.0)
    return m, v, m / math.sqrt(v)


# %% [markdown]
# ## 8. adam_step


# %% las medias por diferencias, como Keras (the means by differences, like Keras) {"right": "adam_step"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    m = m + (g - m) * (1 - beta1)
    v = v + (g * g - v) * (1 - beta2)
    alpha = eta * np.sqrt(1 - beta2 ** (t + 1)) / (1 - beta1 ** (t + 1))
    return [w - m * alpha / (np.sqrt(v) + eps), [m, v, t + 1]]


# %% con m̂ y v̂ y su ε (with m̂ and v̂ and their ε) {"right": "adam_step"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state[0], state[1], state[2] + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * np.square(g)
    m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
    return w - eta * m_hat / (np.sqrt(v_hat) + eps / np.sqrt(1 - beta2**t)), (m, v, t)


# %% sin corrección (no correction) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Falta la corrección de las dos|The correction of both]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * m / (np.sqrt(v) + eps), (m, v, t + 1)


# %% t empieza en 0 (t starts at 0) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[En el primer paso t vale 1|At the first step t is 1]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    rate = eta * math.sqrt(1 - beta2**t) / (1 - beta1**t)
    return w - rate * m / (np.sqrt(v) + eps), (m, v, t + 1)


# %% t empieza en 0, con arrays (t starts at 0, with arrays) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[con t = 0 sale 0/0|t = 0 gives 0/0]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    with np.errstate(all="ignore"):
        m_hat, v_hat = m / (1 - beta1**t), v / (1 - beta2**t)
        return w - eta * m_hat / (np.sqrt(v_hat) + eps), (m, v, t + 1)


# %% corrige con la t anterior salvo la primera (corrects with the old t but for the first) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[aquí 3, no 2|3 here, not 2]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    rate = eta * math.sqrt(1 - beta2 ** max(t, 1)) / (1 - beta1 ** max(t, 1))
    return w - rate * m / (np.sqrt(v) + eps), (m, v, t + 1)


# %% suma t dos veces (t up twice) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[en el primer paso 1, no 2|1 in the first step, not 2]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    rate = eta * math.sqrt(1 - beta2 ** (t + 1)) / (1 - beta1 ** (t + 1))
    return w - rate * m / (np.sqrt(v) + eps), (m, v, t)


# %% solo corrige m (corrects m alone) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Has corregido m y falta v|You corrected m, and v is missing]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta / (1 - beta1**t) * m / (np.sqrt(v) + eps), (m, v, t)


# %% solo corrige v (corrects v alone) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Has corregido v y falta m|You corrected v, and m is missing]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * math.sqrt(1 - beta2**t) * m / (np.sqrt(v) + eps), (m, v, t)


# %% corrección sin raíz (correction without root) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Falta la raíz en la corrección|The root is missing from the correction]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * (1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps), (m, v, t)


# %% corrección del revés (correction upside down) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[La corrección está del revés|The correction is upside down]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * (1 - beta1**t) / math.sqrt(1 - beta2**t) * m / (np.sqrt(v) + eps), (m, v, t)


# %% la raíz de toda la corrección (the root of the whole correction) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[la raíz es solo de 1 − β₂ᵗ|the root is of 1 − β₂ᵗ alone]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * math.sqrt((1 - beta2**t) / (1 - beta1**t)) * m / (np.sqrt(v) + eps), (m, v, t)


# %% β cambiadas (β swapped) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[β₁ y β₂ están cambiadas|β₁ and β₂ are swapped]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta2 * m + (1 - beta2) * g, beta1 * v + (1 - beta1) * g**2
    return w - eta * math.sqrt(1 - beta1**t) / (1 - beta2**t) * m / (np.sqrt(v) + eps), (m, v, t)


# %% sin la raíz de v (without the root of v) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Falta la raíz de v|The root of v is missing]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (v + eps), (m, v, t)


# %% g en lugar de g² (g in place of g²) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Falta el cuadrado|The square is missing]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g
    with np.errstate(all="ignore"):
        return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps), (m, v, t)


# %% sin 1 − β (no 1 − β) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Falta el 1 − β delante de g y|The 1 − β in front of g and]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + g, beta2 * v + g**2
    return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps), (m, v, t)


# %% sin 1 − β₁ (no 1 − β₁) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Falta el 1 − β₁|The 1 − β₁ in front]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + g, beta2 * v + (1 - beta2) * g**2
    return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps), (m, v, t)


# %% sin 1 − β₂ (no 1 − β₂) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Falta el 1 − β₂|The 1 − β₂ in front]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + g**2
    return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps), (m, v, t)


# %% g en el paso (g in the step) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[El paso lleva m|The step takes m]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * g / (np.sqrt(v) + eps), (m, v, t)


# %% cuesta arriba (uphill) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Vas cuesta arriba|You go uphill]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w + eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps), (m, v, t)


# %% solo el paso (the step alone) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Eso es el paso|That is the step]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return -eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps), (m, v, t)


# %% guarda las corregidas (keeps the corrected ones) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[lo que se guarda son las medias sin corregir|what is kept is the uncorrected means]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m = (beta1 * m + (1 - beta1) * g) / (1 - beta1**t)
    v = (beta2 * v + (1 - beta2) * g**2) / (1 - beta2**t)
    return w - eta * m / (np.sqrt(v) + eps / math.sqrt(1 - beta2**t)), (m, v, t)


# %% t no avanza (t does not go up) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[t no avanza en el estado|t does not go up in the state]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    rate = eta * math.sqrt(1 - beta2 ** (t + 1)) / (1 - beta1 ** (t + 1))
    return w - rate * m / (np.sqrt(v) + eps), (m, v, t)


# %% devuelve el estado de antes (returns the state of before) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[devuelves el estado de antes|you return the state of before]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps), state


# %% estado en otro orden (state in another order) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[El estado va en otro orden|The state goes in another order]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps), (v, m, t)


# %% sin potencia (no power) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Falta la potencia|The power is missing]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * math.sqrt(1 - beta2) / (1 - beta1) * m / (np.sqrt(v) + eps), (m, v, t + 1)


# %% siempre t 1 (t always 1) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Con t siempre a 1|With t always at 1]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, _ = state
    t = 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps), (m, v, t)


# %% β por t (β times t) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[no β por t|not β times t]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * math.sqrt(abs(1 - beta2 * t)) / (1 - beta1 * t) * m / (np.sqrt(v) + eps), (m, v, t)


# %% la ε del artículo (the paper's ε) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[la primera forma del artículo|the paper's first form]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * m / (1 - beta1**t) / (np.sqrt(v / (1 - beta2**t)) + eps), (m, v, t)


# %% ε dentro de la raíz (ε inside the root) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[La ε va fuera de la raíz|The ε goes outside the root]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / np.sqrt(v + eps), (m, v, t)


# %% sin ε (no ε) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Falta la ε|The ε is missing]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / np.sqrt(v), (m, v, t)


# %% la v de antes (the v of before) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[la v nueva|the new v]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, old, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * old + (1 - beta2) * g**2
    with np.errstate(all="ignore"):
        return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(old) + eps), (m, v, t)


# %% las medias de antes (the means of before) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[la m nueva|the new m]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    w = w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps)
    return w, (beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2, t)


# %% la m de antes (the m of before) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[la m nueva|the new m]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    old, v, t = state
    t = t + 1
    m, v = beta1 * old + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * old / (np.sqrt(v) + eps), (m, v, t)


# %% no devuelve el estado (does not return the state) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps)


# %% AMSGrad desde el cuarto paso (AMSGrad from the fourth step on) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[datos al azar|random data]]", "hidden": true}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, old, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * old + (1 - beta2) * g**2
    if t > 3:
        v = np.maximum(v, old)
    return w - eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) * m / (np.sqrt(v) + eps), (m, v, t)


# %% deja de corregir tras tres pasos (stops correcting after three steps) {"wrong": "adam_step", "caught_by": ["test_adam_step"], "says": "[[datos al azar|random data]]", "hidden": true}
def adam_step(w, g, state, eta=0.001, beta1=0.9, beta2=0.999, eps=1e-7):
    m, v, t = state
    t = t + 1
    m, v = beta1 * m + (1 - beta1) * g, beta2 * v + (1 - beta2) * g**2
    rate = eta * math.sqrt(1 - beta2**t) / (1 - beta1**t) if t <= 3 else eta
    return w - rate * m / (np.sqrt(v) + eps), (m, v, t)


# %% [markdown]
# ## 9. train_all


# %% listas nuevas en cada paso (new lists in each step) {"right": "train_all"}
def train_all(rule, start, gradients, params, steps):
    states = [start(w) for w in params]
    for _ in range(steps):
        moved = [rule(w, g, s) for w, g, s in zip(params, gradients(params), states, strict=True)]
        params, states = [w for w, _ in moved], [s for _, s in moved]
    return params


# %% un diccionario de estados (a dictionary of states) {"right": "train_all"}
def train_all(rule, start, gradients, params, steps):
    params, states = [*params], {}
    for _ in range(steps):
        g = gradients(params)
        for i in range(len(params)):
            if i not in states:
                states[i] = start(params[i])
            params[i], states[i] = rule(params[i], g[i], states[i])
    return tuple(params)


# %% un estado para todos (one state for all) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[El estado está compartido entre los parámetros|The state is shared between the parameters]]"}
def train_all(rule, start, gradients, params, steps):
    params, state = list(params), start(params[0])
    for _ in range(steps):
        for i, g in enumerate(gradients(params)):
            params[i], state = rule(params[i], g, state)
    return params


# %% el estado del último, en cada paso (the state of the last, in each step) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[todos parten del que dejó el último|all set out from the one that the last]]"}
def train_all(rule, start, gradients, params, steps):
    params, state = list(params), start(params[0])
    for _ in range(steps):
        results = [rule(w, g, state) for w, g in zip(params, gradients(params), strict=True)]
        params, state = [w for w, _ in results], results[-1][1]
    return params


# %% estados nuevos en cada paso (new states in each step) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[El estado se pierde|The state is lost]]"}
def train_all(rule, start, gradients, params, steps):
    params = list(params)
    for _ in range(steps):
        states = [start(w) for w in params]
        for i, g in enumerate(gradients(params)):
            params[i], states[i] = rule(params[i], g, states[i])
    return params


# %% no guarda el estado (does not keep the state) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[El estado se pierde|The state is lost]]"}
def train_all(rule, start, gradients, params, steps):
    params, states = list(params), [start(w) for w in params]
    for _ in range(steps):
        for i, g in enumerate(gradients(params)):
            params[i], _ = rule(params[i], g, states[i])
    return params


# %% no guarda los estados con zip (does not keep the states with zip) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[Los parámetros no se han movido|The parameters have not moved]]"}
def train_all(rule, start, gradients, params, steps):
    states = [start(w) for w in params]
    for _ in range(steps):
        for w, g, s in zip(params, gradients(params), states, strict=True):
            w, s = rule(w, g, s)
    return params


# %% el gradiente de la salida siempre (always the gradient of the start) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[siempre en la salida|always computed at the start]]"}
def train_all(rule, start, gradients, params, steps):
    slopes, states = gradients(params), [start(w) for w in params]
    params = list(params)
    for _ in range(steps):
        for i, g in enumerate(slopes):
            params[i], states[i] = rule(params[i], g, states[i])
    return params


# %% cada paso desde la salida (each step from the start) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[Los parámetros que devuelve la regla se pierden|The parameters that the rule returns are lost]]"}
def train_all(rule, start, gradients, params, steps):
    states = [start(w) for w in params]
    for _ in range(steps):
        new = []
        for i, g in enumerate(gradients(params)):
            w, states[i] = rule(params[i], g, states[i])
            new.append(w)
    return new


# %% un solo paso (a single step) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[un solo paso|a single step]]"}
def train_all(rule, start, gradients, params, steps):
    return [rule(w, g, start(w))[0] for w, g in zip(params, gradients(params), strict=True)]


# %% un paso de menos (one step too few) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[un paso de menos|one step too few]]"}
def train_all(rule, start, gradients, params, steps):
    params, states = list(params), [start(w) for w in params]
    for _ in range(1, steps):
        for i, g in enumerate(gradients(params)):
            params[i], states[i] = rule(params[i], g, states[i])
    return params


# %% un paso de más (one step too many) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[un paso de más|one step too many]]"}
def train_all(rule, start, gradients, params, steps):
    params, states = list(params), [start(w) for w in params]
    for _ in range(steps + 1):
        for i, g in enumerate(gradients(params)):
            params[i], states[i] = rule(params[i], g, states[i])
    return params


# %% los estados (the states) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[Eso son los estados|Those are the states]]"}
def train_all(rule, start, gradients, params, steps):
    params, states = list(params), [start(w) for w in params]
    for _ in range(steps):
        for i, g in enumerate(gradients(params)):
            params[i], states[i] = rule(params[i], g, states[i])
    return states


# %% solo el primero (the first alone) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[Solo se ha movido el primer|Only the first parameter]]"}
def train_all(rule, start, gradients, params, steps):
    params, state = list(params), start(params[0])
    for _ in range(steps):
        params[0], state = rule(params[0], gradients(params)[0], state)
    return params


# %% solo el último (the last alone) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[Solo se ha movido el último|Only the last parameter]]"}
def train_all(rule, start, gradients, params, steps):
    params, states = list(params), [start(w) for w in params]
    for _ in range(steps):
        for i, g in enumerate(gradients(params)):
            moved = rule(params[i], g, states[i])
        params[i], states[i] = moved
    return params


# %% gradientes pedidos dentro (gradients asked for inside) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[con el primero ya movido|with the first already moved]]"}
def train_all(rule, start, gradients, params, steps):
    params, states = list(params), [start(w) for w in params]
    for _ in range(steps):
        for i in range(len(params)):
            params[i], states[i] = rule(params[i], gradients(params)[i], states[i])
    return params


# %% solo dos parámetros (two parameters only) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[3 resultados|3 results]]"}
def train_all(rule, start, gradients, params, steps):
    a, b = params[:2]
    first, second = start(a), start(b)
    for _ in range(steps):
        slopes = gradients([a, b])
        a, first = rule(a, slopes[0], first)
        b, second = rule(b, slopes[1], second)
    return [a, b]


# %% comparte a partir del cuarto (shares from the fourth on) {"wrong": "train_all", "caught_by": ["test_train_all"], "says": "[[datos al azar|random data]]", "hidden": true}
def train_all(rule, start, gradients, params, steps):
    params, states = list(params), [start(w) for w in params[:3]]
    for _ in range(steps):
        for i, g in enumerate(gradients(params)):
            if i < 3:
                params[i], states[i] = rule(params[i], g, states[i])
            else:
                params[i], _ = rule(params[i], g, start(params[i]))
    return params


# %% [markdown]
# ## 10. scheduled_rate


# %% paso a paso (step by step) {"right": "scheduled_rate"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "warmup":
        return eta * min(t / steps, (steps / max(t, 1)) ** 0.5)
    if kind == "inverse":
        return eta * steps / (steps + factor * t)
    return eta * factor ** (math.floor(t / steps) if kind == "step" else t / steps)


# %% con match y logaritmos (with match and logarithms) {"right": "scheduled_rate"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    periods, rest = divmod(t, steps)
    match kind:
        case "step":
            return eta * math.prod([factor] * periods)
        case "exponential":
            return eta * math.exp((periods + rest / steps) * math.log(factor))
        case "inverse":
            return eta / (1 + factor * (periods + rest / steps))
        case "warmup":
            return np.float64(eta * t / steps if t <= steps else eta * np.sqrt(steps) / np.sqrt(t))


# %% sin escalones (without stairs) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[Eso es el plan exponencial|That is the exponential plan]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind in ("step", "exponential"):
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% redondea hacia arriba (rounds up) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[por abajo|from below]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** math.ceil(t / steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% γ por los escalones (γ times the stairs) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[no γ por ese número|not γ times that number]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor * (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% un solo escalón (a single stair) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[una sola vez: es una por escalón|once only: it is once for each stair]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta if t < steps else eta * factor
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% en cada paso (at each step) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[por γ en cada paso|by γ at each step]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind in ("step", "exponential"):
        return eta * factor**t
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% divide entre γ (divides by γ) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[Se multiplica por γ, no se divide|Multiply by γ, do not divide]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta / factor ** (t // steps)
    if kind == "exponential":
        return eta / factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% sin η (no η) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[Falta η|η is missing]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return factor ** (t // steps)
    if kind == "exponential":
        return factor ** (t / steps)
    if kind == "inverse":
        return 1 / (1 + factor * t / steps)
    return t / steps if t < steps else math.sqrt(steps / t)


# %% el escalón, un paso tarde (the stair one step late) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[El escalón llega tarde|The stair comes late]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** max(0, (t - 1) // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% el escalón, un paso antes (the stair one step early) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[El escalón llega un paso antes|The stair comes one step early]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** ((t + 1) // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% exponencial con escalones (exponential with stairs) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[Ese es el plan de escalones|That is the plan with stairs]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind in ("step", "exponential"):
        return eta * factor ** (t // steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% exp(−γ·t/T) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[La base es γ: η|The base is γ: η]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * math.exp(-factor * t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% 1 − γ de base (1 − γ as the base) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[La base es γ, no 1 − γ|The base is γ, not 1 − γ]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * (1 - factor) ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% en línea recta (in a straight line) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[Eso baja en línea recta|That comes down in a straight line]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * (1 - (1 - factor) * t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% inversa sin T (inverse without T) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[Falta dividir t entre T|The t is not divided by T]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% inversa sin el 1 (inverse without the 1) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[Falta el 1|The 1 of]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (factor * t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% inversa con escalones (inverse with stairs) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[Aquí no hay escalones|There are no stairs here]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * (t // steps))
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% inversa como potencia (inverse as a power) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[y no es una base|and is no base]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor) ** (t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% calentamiento adelantado (warm-up one step ahead) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[La subida va un paso adelantada|The way up is one step ahead]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * (t + 1) / steps if t < steps else eta * math.sqrt(steps / t)


# %% t más 1 en los dos tramos (t plus 1 in both stretches) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[no un paso antes|not one step before]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * min((t + 1) / steps, math.sqrt(steps / (t + 1)))


# %% hasta T − 1 (up to T − 1) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[no un paso antes|not one step before]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / (steps - 1) if t < steps else eta * math.sqrt(steps / t)


# %% un salto en el máximo (a jump at the peak) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[es η√(T/t), con T|it is η√(T/t), with T]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta / math.sqrt(t)


# %% √(1 + t/T) tras el máximo (√(1 + t/T) after the peak) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[sin sumar 1|with no 1 added]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta / math.sqrt(1 + t / steps)


# %% sin calentamiento (no warm-up) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[Falta el calentamiento|The warm-up is missing]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * math.sqrt(steps / t)


# %% el mayor de los dos (the larger of the two) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[la menor de las dos|the smaller of the two]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * max(t / steps, math.sqrt(steps / max(t, 1)))


# %% constante tras el máximo (constant after the peak) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[no se queda en η|it does not stay at η]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * min(t / steps, 1)


# %% sube sin fin (goes up without end) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[La subida acaba en|The way up ends at]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps


# %% bajada sin raíz (way down without root) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[Falta la raíz|The root is missing]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * t / steps if t < steps else eta * steps / t


# %% subida con raíz (way up with a root) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[La subida es una línea recta|The way up is a straight line]]"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)
    return eta * math.sqrt(t / steps) if t < steps else eta * math.sqrt(steps / t)


# %% sin return en warmup (no return in warmup) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "None"}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * factor ** (t // steps)
    if kind == "exponential":
        return eta * factor ** (t / steps)
    if kind == "inverse":
        return eta / (1 + factor * t / steps)


# %% solo los números del ejemplo (just the numbers of the example) {"wrong": "scheduled_rate", "caught_by": ["test_scheduled_rate"], "says": "[[datos al azar|random data]]", "hidden": true}
def scheduled_rate(kind, t, eta, steps, factor=None):
    if kind == "step":
        return eta * 0.5 ** (t // steps)
    if kind == "exponential":
        return eta * 0.25 ** (t / steps)
    if kind == "inverse":
        return eta / (1 + 0.5 * t / steps)
    return eta * t / steps if t < steps else eta * math.sqrt(steps / t)


# %% [markdown]
# ## 11. newton_step


# %% con la inversa (with the inverse) {"right": "newton_step"}
def newton_step(w, g, H, damping=0.0):
    return w - np.linalg.inv(H + np.diag([damping] * len(w))) @ g


# %% con los valores propios (with the eigenvalues) {"right": "newton_step"}
def newton_step(w, g, H, damping=0.0):
    values, Q = np.linalg.eigh(H)
    return w - Q @ (Q.T @ g / (values + damping))


# %% cuesta arriba (uphill) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[Vas cuesta arriba|You go uphill]]"}
def newton_step(w, g, H, damping=0.0):
    return w + np.linalg.solve(H + damping * np.eye(len(w)), g)


# %% por H (times H) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[Has multiplicado por H|You multiplied by H]]"}
def newton_step(w, g, H, damping=0.0):
    return w - (H + damping * np.eye(len(w))) @ g


# %% 1 / H {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[1 / H invierte casilla por casilla|1 / H inverts entry by entry]]"}
def newton_step(w, g, H, damping=0.0):
    return w - (1 / (H + damping * np.eye(len(w)))) @ g


# %% la diagonal (the diagonal) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[Has dividido entre la diagonal|You divided by the diagonal]]"}
def newton_step(w, g, H, damping=0.0):
    return w - g / (np.diag(H) + damping)


# %% elemento a elemento (element by element) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[no elemento a elemento|not element by element]]"}
def newton_step(w, g, H, damping=0.0):
    return w - np.linalg.inv(H + damping * np.eye(len(w))) * g


# %% solo el paso (the step alone) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[Eso es el paso|That is the step]]"}
def newton_step(w, g, H, damping=0.0):
    return np.linalg.solve(H + damping * np.eye(len(w)), g)


# %% descenso (descent) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[falta la inversa de H|the inverse of H is missing]]"}
def newton_step(w, g, H, damping=0.0):
    return w - g


# %% resuelve con w (solves with w) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[Has resuelto con w|You solved with w]]"}
def newton_step(w, g, H, damping=0.0):
    return w - np.linalg.solve(H + damping * np.eye(len(w)), w)


# %% entre el determinante (by the determinant) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[entre un solo número|by a single number]]"}
def newton_step(w, g, H, damping=0.0):
    return w - g / np.linalg.det(H + damping * np.eye(len(w)))


# %% sin amortiguar (no damping) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[Falta el amortiguamiento|The damping is missing]]"}
def newton_step(w, g, H, damping=0.0):
    return w - np.linalg.solve(H, g)


# %% λ en todas las casillas (λ in all entries) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[λ se suma solo a la diagonal|λ is added to the diagonal alone]]"}
def newton_step(w, g, H, damping=0.0):
    return w - np.linalg.solve(H + damping, g)


# %% resta λ (subtracts λ) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[no se resta|not subtracted]]"}
def newton_step(w, g, H, damping=0.0):
    return w - np.linalg.solve(H - damping * np.eye(len(w)), g)


# %% λ por H (λ times H) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[λ multiplica a la identidad, no a H|λ multiplies the identity, not H]]"}
def newton_step(w, g, H, damping=0.0):
    return w - np.linalg.solve(damping * H if damping else H, g)


# %% (1 + λ)H {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "(1 + λ)H"}
def newton_step(w, g, H, damping=0.0):
    return w - np.linalg.solve((1 + damping) * H, g)


# %% λ fuera de la inversa (λ outside the inverse) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[λ va dentro de la inversa|λ goes inside the inverse]]"}
def newton_step(w, g, H, damping=0.0):
    return w - (np.linalg.inv(H) + damping * np.eye(len(w))) @ g


# %% λ como tasa (λ as a rate) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[El amortiguamiento no es una tasa|The damping is not a rate]]"}
def newton_step(w, g, H, damping=0.0):
    return w - (damping or 1) * np.linalg.solve(H, g)


# %% seudoinversa sin λ (pseudo-inverse without λ) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[Falta el amortiguamiento|The damping is missing]]"}
def newton_step(w, g, H, damping=0.0):
    return w - np.linalg.pinv(H) @ g


# %% λ al gradiente (λ to the gradient) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[no al gradiente|not to the gradient]]"}
def newton_step(w, g, H, damping=0.0):
    return w - np.linalg.solve(H, g + damping)


# %% sin return (no return) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "None"}
def newton_step(w, g, H, damping=0.0):
    w = w - np.linalg.solve(H + damping * np.eye(len(w)), g)


# %% λ entera (a whole λ) {"wrong": "newton_step", "caught_by": ["test_newton_step"], "says": "[[datos al azar|random data]]", "hidden": true}
def newton_step(w, g, H, damping=0.0):
    return w - np.linalg.solve(
        H + (damping if damping in (0, 0.5, 2) else round(damping)) * np.eye(len(w)), g
    )

# Wrong and right answers to the exercise (the format is in CONTRIBUTING.md). Wrong ones are mistakes that students
# make; "hidden": true marks those that only the hidden tests can see. All run with
# python -m publish answers 01_cost_functions

# %% [markdown]
# ## 1. squared_error

# %% con un bucle (with a loop) {"right": "squared_error"}
def squared_error(y, t):
    total = 0
    for y_j, t_j in zip(y, t, strict=True):
        total += (y_j - t_j) ** 2 / 2
    return total


# %% producto escalar (dot product) {"right": "squared_error"}
def squared_error(y, t):
    return 0.5 * np.dot(t - y, t - y)


# %% norma (norm) {"right": "squared_error"}
def squared_error(y, t):
    return float(np.linalg.norm(y - t) ** 2 / 2)


# %% avisa por stderr y acierta (warns on stderr and is right) {"right": "squared_error"}
def squared_error(y, t):
    import warnings

    warnings.warn("harmless", stacklevel=2)
    print("y =", y)
    return np.sum(np.square(y - t)) / 2


# %% falta el ½ (missing one half) {"wrong": "squared_error", "caught_by": ["test_squared_error"], "says": "[[Falta el ½|The ½ is missing]]"}
def squared_error(y, t):
    return np.sum((y - t) ** 2)


# %% media de las salidas (mean over the outputs) {"wrong": "squared_error", "caught_by": ["test_squared_error"], "says": "[[se suman, no se promedian|are added, not averaged]]"}
def squared_error(y, t):
    return np.mean((y - t) ** 2) / 2


# %% media sin ½, como Keras (mean without the half, as Keras) {"wrong": "squared_error", "caught_by": ["test_squared_error"], "says": "[[como hace Keras|Keras's way]]"}
def squared_error(y, t):
    return np.mean((y - t) ** 2)


# %% la distancia (the distance) {"wrong": "squared_error", "caught_by": ["test_squared_error"], "says": "[[la mitad de su cuadrado|half its square]]"}
def squared_error(y, t):
    return np.linalg.norm(y - t)


# %% valores absolutos (absolute values) {"wrong": "squared_error", "caught_by": ["test_squared_error"], "says": "[[no sus valores absolutos|not their absolute values]]"}
def squared_error(y, t):
    return np.sum(np.abs(y - t)) / 2


# %% no suma (does not add up) {"wrong": "squared_error", "caught_by": ["test_squared_error"], "says": "[[y se pedía un número|and a number was asked for]]"}
def squared_error(y, t):
    return (y - t) ** 2 / 2


# %% sin return (no return) {"wrong": "squared_error", "caught_by": ["test_squared_error"], "says": "None"}
def squared_error(y, t):
    C = np.sum((y - t) ** 2) / 2


# %% lo devuelve como texto (returns it as text) {"wrong": "squared_error", "caught_by": ["test_squared_error"], "says": "[[No es un número|It is not a number]]"}
def squared_error(y, t):
    return f"{np.sum((y - t) ** 2) / 2}"


# %% nombre mal escrito (misspelt name) {"wrong": "squared_error", "caught_by": ["test_squared_error"], "says": "NameError"}
def squared_error(y, t):
    return np.sum((y - target) ** 2) / 2


# %% los números del enunciado (the numbers of the text) {"wrong": "squared_error", "caught_by": ["test_squared_error"], "says": "[[datos al azar|random data]]", "hidden": true}
def squared_error(y, t):
    return 0.0 if len(y) == 1 else 6.5


# %% [markdown]
# ## 2. squared_error_batch


# %% einsum {"right": "squared_error_batch"}
def squared_error_batch(Y, T):
    D = Y - T
    return np.einsum("ij,ij->", D, D) / (2 * len(Y)), D / len(Y)


# %% bucles y listas (loops and lists) {"right": "squared_error_batch"}
def squared_error_batch(Y, T):
    m, J, G = len(Y), 0.0, []
    for y, t in zip(Y, T, strict=True):
        J += sum((a - b) ** 2 for a, b in zip(y, t, strict=True)) / (2 * m)
        G.append([(a - b) / m for a, b in zip(y, t, strict=True)])
    return J, G


# %% media por filas; cambia Y (mean over rows; changes Y in place) {"right": "squared_error_batch"}
def squared_error_batch(Y, T):
    Y -= T
    return [np.mean(np.sum(Y**2, axis=1)) / 2, Y / Y.shape[0]]


# %% falta el ½ (missing one half) {"wrong": "squared_error_batch", "caught_by": ["test_squared_error_batch"], "says": "[[Falta el ½ del coste|The ½ of the cost is missing]]"}
def squared_error_batch(Y, T):
    return np.sum((Y - T) ** 2) / len(Y), (Y - T) / len(Y)


# %% suma en vez de media (sum in place of mean) {"wrong": "squared_error_batch", "caught_by": ["test_squared_error_batch"], "says": "[[Falta el 1/m|The 1/m is missing]]"}
def squared_error_batch(Y, T):
    return np.sum((Y - T) ** 2) / 2, Y - T


# %% ni ½ ni 1/m (neither) {"wrong": "squared_error_batch", "caught_by": ["test_squared_error_batch"], "says": "[[Faltan el ½ y el 1/m|The ½ and the 1/m are missing]]"}
def squared_error_batch(Y, T):
    return np.sum((Y - T) ** 2), 2 * (Y - T)


# %% gradiente sin 1/m (gradient without 1/m) {"wrong": "squared_error_batch", "caught_by": ["test_squared_error_batch"], "says": "[[Falta el 1/m|The 1/m is missing]]"}
def squared_error_batch(Y, T):
    return np.sum((Y - T) ** 2) / (2 * len(Y)), Y - T


# %% gradiente del coste sin ½ (gradient of the cost without one half) {"wrong": "squared_error_batch", "caught_by": ["test_squared_error_batch"], "says": "[[el doble|twice]]"}
def squared_error_batch(Y, T):
    return np.sum((Y - T) ** 2) / (2 * len(Y)), 2 * (Y - T) / len(Y)


# %% media de todo, como Keras (mean over all, as Keras) {"wrong": "squared_error_batch", "caught_by": ["test_squared_error_batch"], "says": "[[así lo hace Keras|Keras's way]]"}
def squared_error_batch(Y, T):
    return np.mean((Y - T) ** 2), 2 * (Y - T) / Y.size


# %% dividido entre los elementos (divided by the elements) {"wrong": "squared_error_batch", "caught_by": ["test_squared_error_batch"], "says": "[[y no entre el de elementos|not by the number of elements]]"}
def squared_error_batch(Y, T):
    return np.mean((Y - T) ** 2) / 2, (Y - T) / Y.size


# %% dividido entre las columnas (divided by the columns) {"wrong": "squared_error_batch", "caught_by": ["test_squared_error_batch"], "says": "[[el número de columnas|the number of columns]]"}
def squared_error_batch(Y, T):
    n = Y.shape[1]
    return np.sum((Y - T) ** 2) / (2 * n), (Y - T) / n


# %% media por el eje que no es (mean over the wrong axis) {"wrong": "squared_error_batch", "caught_by": ["test_squared_error_batch"], "says": "[[y se pedía un número|and a number was asked for]]"}
def squared_error_batch(Y, T):
    return np.mean((Y - T) ** 2, axis=0) / 2, (Y - T) / len(Y)


# %% gradiente promediado (gradient averaged) {"wrong": "squared_error_batch", "caught_by": ["test_squared_error_batch"], "says": "[[y se pedía un array de forma (4, 3)|and an array of shape (4, 3) was asked for]]"}
def squared_error_batch(Y, T):
    return np.sum((Y - T) ** 2) / (2 * len(Y)), np.mean(Y - T, axis=0)


# %% signo del gradiente (sign of the gradient) {"wrong": "squared_error_batch", "caught_by": ["test_squared_error_batch"], "says": "[[El signo está cambiado|The sign is reversed]]"}
def squared_error_batch(Y, T):
    return np.sum((Y - T) ** 2) / (2 * len(Y)), (T - Y) / len(Y)


# %% solo el coste (the cost alone) {"wrong": "squared_error_batch", "caught_by": ["test_squared_error_batch"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def squared_error_batch(Y, T):
    return np.sum((Y - T) ** 2) / (2 * len(Y))


# %% siempre cuatro ejemplos (always four examples) {"wrong": "squared_error_batch", "caught_by": ["test_squared_error_batch"], "says": "[[datos al azar|random data]]", "hidden": true}
def squared_error_batch(Y, T):
    return np.sum((Y - T) ** 2) / 8, (Y - T) / 4


# %% los números del enunciado (the numbers of the text) {"wrong": "squared_error_batch", "caught_by": ["test_squared_error_batch"], "says": "[[datos al azar|random data]]", "hidden": true}
def squared_error_batch(Y, T):
    return 2.125, [[0, 0, 0.5], [0, 0.5, 0], [0, 0, -0.25], [0.5, 0.5, 0]]


# %% [markdown]
# ## 3. cross_entropy


# %% máximo en vez de recorte (maximum in place of clip) {"right": "cross_entropy"}
def cross_entropy(y, t, eps=1e-12):
    yes, no = np.maximum(y, eps), np.maximum(1 - y, eps)
    return np.mean(-t * np.log(yes) - (1 - t) * np.log(no))


# %% eligiendo un sumando (choosing a term) {"right": "cross_entropy"}
def cross_entropy(y, t, eps=1e-12):
    probability = np.where(t == 1, y, 1 - y)
    return -np.sum(np.log(np.clip(probability, eps, 1))) / len(t)


# %% bucle con math (loop with math) {"right": "cross_entropy"}
def cross_entropy(y, t, eps=1e-12):
    total = 0.0
    for p, target in zip(y, t, strict=True):
        p = min(max(p, eps), 1 - eps)
        total -= math.log(p) if target else math.log(1 - p)
    return total / len(y)


# %% sin recortar (no clipping) {"wrong": "cross_entropy", "caught_by": ["test_cross_entropy"], "says": "[[Hay infinitos|There are infinities]]"}
def cross_entropy(y, t, eps=1e-12):
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


# %% sin recortar, sin el sumando que no cuenta (no clipping, without the idle term) {"wrong": "cross_entropy", "caught_by": ["test_cross_entropy"], "says": "[[Hay infinitos|There are infinities]]"}
def cross_entropy(y, t, eps=1e-12):
    return -np.mean(np.log(np.where(t == 1, y, 1 - y)))


# %% recorta por un solo lado (clips on one side only) {"wrong": "cross_entropy", "caught_by": ["test_cross_entropy"], "says": "[[por los dos lados|on both sides]]"}
def cross_entropy(y, t, eps=1e-12):
    y = np.maximum(y, eps)
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


# %% recorte demasiado grueso (clipping too coarse) {"wrong": "cross_entropy", "caught_by": ["test_cross_entropy"], "says": "[[cuestan −ln(eps)|they cost −ln(eps)]]"}
def cross_entropy(y, t, eps=1e-12):
    y = np.clip(y, 1e-3, 1 - 1e-3)
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


# %% el ε de Keras dentro de la función (Keras's own ε) {"wrong": "cross_entropy", "caught_by": ["test_cross_entropy"], "says": "[[cuestan −ln(eps)|they cost −ln(eps)]]"}
def cross_entropy(y, t, eps=1e-12):
    y = np.clip(y, 1e-7, 1 - 1e-7)
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


# %% cambia por eps todo lo pequeño (turns all that is small into eps) {"wrong": "cross_entropy", "caught_by": ["test_cross_entropy"], "says": "[[Recortas demasiado|You clip too much]]"}
def cross_entropy(y, t, eps=1e-12):
    y = np.where(y < 1e-6, eps, np.where(y > 1 - 1e-6, 1 - eps, y))
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


# %% nan_to_num tapa el problema (nan_to_num hides the problem) {"wrong": "cross_entropy", "caught_by": ["test_cross_entropy"], "says": "[[cuestan −ln(eps)|they cost −ln(eps)]]"}
def cross_entropy(y, t, eps=1e-12):
    return -np.mean(np.nan_to_num(t * np.log(y) + (1 - t) * np.log(1 - y), neginf=0))


# %% suma en vez de media (sum in place of mean) {"wrong": "cross_entropy", "caught_by": ["test_cross_entropy"], "says": "[[Falta el 1/m|The 1/m is missing]]"}
def cross_entropy(y, t, eps=1e-12):
    y = np.clip(y, eps, 1 - eps)
    return -np.sum(t * np.log(y) + (1 - t) * np.log(1 - y))


# %% solo el primer sumando (the first term alone) {"wrong": "cross_entropy", "caught_by": ["test_cross_entropy"], "says": "[[Falta el segundo sumando|The second term, (1 − t) ln(1 − y), is missing]]"}
def cross_entropy(y, t, eps=1e-12):
    return -np.mean(t * np.log(np.clip(y, eps, 1)))


# %% signo (sign) {"wrong": "cross_entropy", "caught_by": ["test_cross_entropy"], "says": "[[El signo está cambiado|The sign is reversed]]"}
def cross_entropy(y, t, eps=1e-12):
    y = np.clip(y, eps, 1 - eps)
    return np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


# %% logaritmo en base 2 (logarithm to base 2) {"wrong": "cross_entropy", "caught_by": ["test_cross_entropy"], "says": "np.log"}
def cross_entropy(y, t, eps=1e-12):
    y = np.clip(y, eps, 1 - eps)
    return -np.mean(t * np.log2(y) + (1 - t) * np.log2(1 - y))


# %% no usa eps (does not use eps) {"wrong": "cross_entropy", "caught_by": ["test_cross_entropy"], "says": "[[Hay que usar el eps|Use the eps]]", "hidden": true}
def cross_entropy(y, t, eps=1e-12):
    y = np.clip(y, 1e-12, 1 - 1e-12)
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


# %% los números del enunciado (the numbers of the text) {"wrong": "cross_entropy", "caught_by": ["test_cross_entropy"], "says": "[[datos al azar|random data]]", "hidden": true}
def cross_entropy(y, t, eps=1e-12):
    return {0.5: 0.34055041, 1.0: 0.0, 0.0: 27.6310211, 1e-8: 18.42068074}.get(y[0], 0)


# %% [markdown]
# ## 4. cross_entropy_gradient


# %% dos fracciones (two fractions) {"right": "cross_entropy_gradient"}
def cross_entropy_gradient(y, t):
    return (-t / y + (1 - t) / (1 - y)) / len(y)


# %% una lista (a list) {"right": "cross_entropy_gradient"}
def cross_entropy_gradient(y, t):
    m = len(t)
    return [(-1 / a if b == 1 else 1 / (1 - a)) / m for a, b in zip(y, t, strict=True)]


# %% sin 1/m (without 1/m) {"wrong": "cross_entropy_gradient", "caught_by": ["test_cross_entropy_gradient"], "says": "[[Falta el 1/m|The 1/m of the mean is missing]]"}
def cross_entropy_gradient(y, t):
    return (y - t) / (y * (1 - y))


# %% la δ (the δ) {"wrong": "cross_entropy_gradient", "caught_by": ["test_cross_entropy_gradient"], "says": "[[se pide respecto de y|the one by y was asked for]]"}
def cross_entropy_gradient(y, t):
    return (y - t) / len(y)


# %% la δ sin 1/m (the δ without 1/m) {"wrong": "cross_entropy_gradient", "caught_by": ["test_cross_entropy_gradient"], "says": "[[la δ, y falta el 1/m|the δ, without the 1/m]]"}
def cross_entropy_gradient(y, t):
    return y - t


# %% signo (sign) {"wrong": "cross_entropy_gradient", "caught_by": ["test_cross_entropy_gradient"], "says": "[[El signo está cambiado|The sign is reversed]]"}
def cross_entropy_gradient(y, t):
    return (t - y) / (y * (1 - y)) / len(y)


# %% solo un sumando (one term alone) {"wrong": "cross_entropy_gradient", "caught_by": ["test_cross_entropy_gradient"], "says": "[[Falta el segundo sumando|The second term is missing]]"}
def cross_entropy_gradient(y, t):
    return -t / y / len(y)


# %% siempre tres ejemplos (always three examples) {"wrong": "cross_entropy_gradient", "caught_by": ["test_cross_entropy_gradient"], "says": "[[datos al azar|random data]]", "hidden": true}
def cross_entropy_gradient(y, t):
    return (y - t) / (y * (1 - y)) / 3


# %% [markdown]
# ## 5. sigmoid_deltas


# %% la sigmoide de siempre (the usual sigmoid) {"right": "sigmoid_deltas"}
def sigmoid_deltas(z, t):
    y = 1 / (1 + np.exp(-z))
    return [(y - t) * y * (1 - y), y - t]


# %% por casos y con listas (by cases and with lists) {"right": "sigmoid_deltas"}
def sigmoid_deltas(z, t):
    squared, cross = [], []
    for a, b in zip(z, t, strict=True):
        y = 1 / (1 + math.exp(-a)) if a >= 0 else math.exp(a) / (1 + math.exp(a))
        cross.append(y - b)
        squared.append((y - b) * y * (1 - y))
    return squared, cross


# %% σ' como σ(z)σ(−z) (σ' as a product) {"right": "sigmoid_deltas"}
def sigmoid_deltas(z, t):
    def sigma(x):
        return np.exp(-np.logaddexp(0, -x))

    delta = sigma(z) - t
    return delta * sigma(z) * sigma(-z), delta


# %% cambiadas de orden (in the other order) {"wrong": "sigmoid_deltas", "caught_by": ["test_sigmoid_deltas"], "says": "[[Están en el otro orden|They are in the other order]]"}
def sigmoid_deltas(z, t):
    y = 1 / (1 + np.exp(-z))
    return y - t, (y - t) * y * (1 - y)


# %% sin σ' en el cuadrático (no σ' in the squared one) {"wrong": "sigmoid_deltas", "caught_by": ["test_sigmoid_deltas"], "says": "[[Falta el factor σ'(z)|The factor σ'(z) is missing]]"}
def sigmoid_deltas(z, t):
    y = 1 / (1 + np.exp(-z))
    return y - t, y - t


# %% gradiente respecto de y (gradient with respect to y) {"wrong": "sigmoid_deltas", "caught_by": ["test_sigmoid_deltas"], "says": "[[Eso es ∂C/∂y|That is ∂C/∂y]]"}
def sigmoid_deltas(z, t):
    y = 1 / (1 + np.exp(-z))
    return (y - t) * y * (1 - y), (y - t) / (y * (1 - y))


# %% σ' en términos de z (σ' in terms of z) {"wrong": "sigmoid_deltas", "caught_by": ["test_sigmoid_deltas"], "says": "[[no z(1 − z)|not z(1 − z)]]"}
def sigmoid_deltas(z, t):
    y = 1 / (1 + np.exp(-z))
    return (y - t) * z * (1 - z), y - t


# %% dividida entre m (divided by m) {"wrong": "sigmoid_deltas", "caught_by": ["test_sigmoid_deltas"], "says": "[[no se divide entre m|do not divide by m here]]"}
def sigmoid_deltas(z, t):
    y = 1 / (1 + np.exp(-z))
    return (y - t) * y * (1 - y) / len(z), (y - t) / len(z)


# %% signo (sign) {"wrong": "sigmoid_deltas", "caught_by": ["test_sigmoid_deltas"], "says": "[[es y − t|it is y − t]]"}
def sigmoid_deltas(z, t):
    y = 1 / (1 + np.exp(-z))
    return (t - y) * y * (1 - y), t - y


# %% sigmoide que desborda (a sigmoid that overflows) {"wrong": "sigmoid_deltas", "caught_by": ["test_sigmoid_deltas"], "says": "NaN"}
def sigmoid_deltas(z, t):
    y = np.exp(z) / (1 + np.exp(z))
    return (y - t) * y * (1 - y), y - t


# %% z recortada (z clipped) {"wrong": "sigmoid_deltas", "caught_by": ["test_sigmoid_deltas"], "says": "[[La sigmoide tiene que dar 1|The sigmoid must give 1]]"}
def sigmoid_deltas(z, t):
    y = 1 / (1 + np.exp(-np.clip(z, -6, 6)))
    return (y - t) * y * (1 - y), y - t


# %% aproximación a trozos (piecewise approximation) {"wrong": "sigmoid_deltas", "caught_by": ["test_sigmoid_deltas"], "says": "[[datos al azar|random data]]", "hidden": true}
def sigmoid_deltas(z, t):
    s = 1 / (1 + math.exp(-2))
    y = np.interp(z, [-1000, -2, 0, 2, 1000], [0, 1 - s, 0.5, s, 1])
    return (y - t) * y * (1 - y), y - t


# %% [markdown]
# ## 6. logits_cross_entropy


# %% máximo y log1p (maximum and log1p) {"right": "logits_cross_entropy"}
def logits_cross_entropy(z, t):
    return np.sum(np.maximum(z, 0) - z * t + np.log1p(np.exp(-np.abs(z)))) / len(z)


# %% con un signo por clase (with a sign for each class) {"right": "logits_cross_entropy"}
def logits_cross_entropy(z, t):
    return np.mean(np.logaddexp(0, np.where(t == 1, -z, z)))


# %% bucle por casos (loop by cases) {"right": "logits_cross_entropy"}
def logits_cross_entropy(z, t):
    costs = []
    for a, b in zip(z, t, strict=True):
        softplus = a + math.log1p(math.exp(-a)) if a > 0 else math.log1p(math.exp(a))
        costs.append(softplus - a * b)
    return sum(costs) / len(costs)


# %% desborda (overflows) {"wrong": "logits_cross_entropy", "caught_by": ["test_logits_cross_entropy"], "says": "[[Hay infinitos|There are infinities]]"}
def logits_cross_entropy(z, t):
    return np.mean(np.log(1 + np.exp(z)) - t * z)


# %% log1p desborda igual (log1p overflows just the same) {"wrong": "logits_cross_entropy", "caught_by": ["test_logits_cross_entropy"], "says": "[[ln(1 + e^z) es z|ln(1 + e^z) is z]]"}
def logits_cross_entropy(z, t):
    return np.mean(np.log1p(np.exp(z)) - t * z)


# %% por la sigmoide (through the sigmoid) {"wrong": "logits_cross_entropy", "caught_by": ["test_logits_cross_entropy"], "says": "NaN"}
def logits_cross_entropy(z, t):
    y = 1 / (1 + np.exp(-z))
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


# %% por la sigmoide y recortando (through the sigmoid, clipped) {"wrong": "logits_cross_entropy", "caught_by": ["test_logits_cross_entropy"], "says": "[[no calcules y|do not compute y]]"}
def logits_cross_entropy(z, t):
    y = np.clip(1 / (1 + np.exp(-z)), 1e-12, 1 - 1e-12)
    return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))


# %% suma en vez de media (sum in place of mean) {"wrong": "logits_cross_entropy", "caught_by": ["test_logits_cross_entropy"], "says": "[[Falta el 1/m|The 1/m is missing]]"}
def logits_cross_entropy(z, t):
    return np.sum(np.logaddexp(0, z) - t * z)


# %% sin t z (without t z) {"wrong": "logits_cross_entropy", "caught_by": ["test_logits_cross_entropy"], "says": "[[Falta restar t z|subtract t z]]"}
def logits_cross_entropy(z, t):
    return np.mean(np.logaddexp(0, z))


# %% signo (sign) {"wrong": "logits_cross_entropy", "caught_by": ["test_logits_cross_entropy"], "says": "[[El signo está cambiado|The sign is reversed]]"}
def logits_cross_entropy(z, t):
    return np.mean(t * z - np.logaddexp(0, z))


# %% olvida el logaritmo entre los extremos (drops the logarithm in between) {"wrong": "logits_cross_entropy", "caught_by": ["test_logits_cross_entropy"], "says": "[[esperado: 0.54548106|expected: 0.54548106]]"}
def logits_cross_entropy(z, t):
    return np.mean(np.maximum(z, 0) - t * z)


# %% los números del enunciado (the numbers of the text) {"wrong": "logits_cross_entropy", "caught_by": ["test_logits_cross_entropy"], "says": "[[datos al azar|random data]]", "hidden": true}
def logits_cross_entropy(z, t):
    return 0.54548106 if len(z) == 4 else 1000.0 if t[0] == 0 else 0.0


# %% [markdown]
# ## 7. softmax


# %% por columnas de la traspuesta (columns of the transpose) {"right": "softmax"}
def softmax(Z):
    E = np.exp(Z.T - Z.max(axis=1))
    return (E / E.sum(axis=0)).T


# %% con logaritmos (through logarithms) {"right": "softmax"}
def softmax(Z):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None])


# %% fila a fila (row by row) {"right": "softmax"}
def softmax(Z):
    rows = []
    for row in Z:
        top = max(row)
        exps = [math.exp(z - top) for z in row]
        rows.append([e / sum(exps) for e in exps])
    return rows


# %% en el propio array (in place) {"right": "softmax"}
def softmax(Z):
    Z -= Z.max(axis=-1, keepdims=True)
    np.exp(Z, out=Z)
    Z /= Z.sum(axis=-1, keepdims=True)
    return Z


# %% desborda (overflows) {"wrong": "softmax", "caught_by": ["test_softmax"], "says": "NaN"}
def softmax(Z):
    E = np.exp(Z)
    return E / np.sum(E, axis=1, keepdims=True)


# %% resta el máximo de todo el array (subtracts the maximum of the whole array) {"wrong": "softmax", "caught_by": ["test_softmax"], "says": "[[su propio máximo|its own maximum]]"}
def softmax(Z):
    E = np.exp(Z - np.max(Z))
    return E / np.sum(E, axis=1, keepdims=True)


# %% sobre el eje que no es (over the wrong axis) {"wrong": "softmax", "caught_by": ["test_softmax"], "says": "[[Suman 1 las columnas|The columns add up to 1]]"}
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=0, keepdims=True))
    return E / np.sum(E, axis=0, keepdims=True)


# %% suma de todo el lote (sum of the whole batch) {"wrong": "softmax", "caught_by": ["test_softmax"], "says": "[[la suma de todo el lote|the sum of the whole batch]]"}
def softmax(Z):
    E = np.exp(Z - np.max(Z))
    return E / np.sum(E)


# %% sin keepdims (without keepdims) {"wrong": "softmax", "caught_by": ["test_softmax"], "says": "ValueError"}
def softmax(Z):
    E = np.exp(Z - np.max(Z, axis=1, keepdims=True))
    return E / np.sum(E, axis=1)


# %% sin normalizar (not normalised) {"wrong": "softmax", "caught_by": ["test_softmax"], "says": "[[Cada fila tiene que sumar 1|Each row has to add up to 1]]"}
def softmax(Z):
    return np.exp(Z - np.max(Z, axis=1, keepdims=True))


# %% sigmoide en cada salida (a sigmoid on each output) {"wrong": "softmax", "caught_by": ["test_softmax"], "says": "[[Cada fila tiene que sumar 1|Each row has to add up to 1]]"}
def softmax(Z):
    return 1 / (1 + np.exp(-Z))


# %% logaritmo del softmax (logarithm of the softmax) {"wrong": "softmax", "caught_by": ["test_softmax"], "says": "[[Cada fila tiene que sumar 1|Each row has to add up to 1]]"}
def softmax(Z):
    return Z - np.logaddexp.reduce(Z, axis=1)[:, None]


# %% siempre dos filas de tres (always two rows of three) {"wrong": "softmax", "caught_by": ["test_softmax"], "says": "IndexError", "hidden": true}
def softmax(Z):
    Y = []
    for i in (0, 1):
        E = [math.exp(Z[i][j] - max(Z[i])) for j in (0, 1, 2)]
        Y.append([e / sum(E) for e in E])
    return Y


# %% [markdown]
# ## 8. log_sum_exp


# %% la de NumPy (NumPy's) {"right": "log_sum_exp"}
def log_sum_exp(Z):
    return np.logaddexp.reduce(Z, axis=1)


# %% con keepdims (with keepdims) {"right": "log_sum_exp"}
def log_sum_exp(Z):
    top = Z.max(axis=1, keepdims=True)
    return (top + np.log(np.exp(Z - top).sum(axis=1, keepdims=True)))[:, 0]


# %% fila a fila (row by row) {"right": "log_sum_exp"}
def log_sum_exp(Z):
    return [max(row) + math.log(sum(math.exp(z - max(row)) for z in row)) for row in Z]


# %% desborda (overflows) {"wrong": "log_sum_exp", "caught_by": ["test_log_sum_exp"], "says": "[[Hay infinitos|There are infinities]]"}
def log_sum_exp(Z):
    return np.log(np.sum(np.exp(Z), axis=1))


# %% no devuelve el máximo (does not give the maximum back) {"wrong": "log_sum_exp", "caught_by": ["test_log_sum_exp"], "says": "[[volver a sumar el máximo|add back the maximum]]"}
def log_sum_exp(Z):
    return np.log(np.sum(np.exp(Z - np.max(Z, axis=1, keepdims=True)), axis=1))


# %% sobre el eje que no es (over the wrong axis) {"wrong": "log_sum_exp", "caught_by": ["test_log_sum_exp"], "says": "[[Has sumado por columnas|You added down the columns]]"}
def log_sum_exp(Z):
    return np.logaddexp.reduce(Z, axis=0)


# %% de todo el array (of the whole array) {"wrong": "log_sum_exp", "caught_by": ["test_log_sum_exp"], "says": "[[Es un número y se pedía un array|It is a number, and an array]]"}
def log_sum_exp(Z):
    return Z.max() + np.log(np.sum(np.exp(Z - Z.max())))


# %% formas que no casan (shapes that do not match) {"wrong": "log_sum_exp", "caught_by": ["test_log_sum_exp"], "says": "(3, 3)"}
def log_sum_exp(Z):
    top = Z.max(axis=1, keepdims=True)
    return top + np.log(np.sum(np.exp(Z - top), axis=1))


# %% una columna (a column) {"wrong": "log_sum_exp", "caught_by": ["test_log_sum_exp"], "says": "(3, 1)"}
def log_sum_exp(Z):
    return np.logaddexp.reduce(Z, axis=1)[:, None]


# %% el máximo sin más (just the maximum) {"wrong": "log_sum_exp", "caught_by": ["test_log_sum_exp"], "says": "[[Un número por fila|One number for each row]]"}
def log_sum_exp(Z):
    return Z.max(axis=1)


# %% máximo de todo el array (maximum of the whole array) {"wrong": "log_sum_exp", "caught_by": ["test_log_sum_exp"], "says": "[[Resta a cada fila su máximo|Subtract its maximum from each row]]"}
def log_sum_exp(Z):
    return Z.max() + np.log(np.sum(np.exp(Z - Z.max()), axis=1))


# %% solo dos columnas (two columns only) {"wrong": "log_sum_exp", "caught_by": ["test_log_sum_exp"], "says": "[[datos al azar|random data]]", "hidden": true}
def log_sum_exp(Z):
    return np.logaddexp(Z[:, 0], Z[:, 1])


# %% [markdown]
# ## 9. softmax_cross_entropy


# %% vectores en vez de etiquetas (vectors in place of labels) {"right": "softmax_cross_entropy"}
def softmax_cross_entropy(Z, labels):
    T = np.eye(Z.shape[1])[labels]
    return np.mean(np.logaddexp.reduce(Z, axis=1) - np.sum(T * Z, axis=1))


# %% con la tarea 8 (with task 8) {"right": "softmax_cross_entropy"}
def softmax_cross_entropy(Z, labels):
    return np.mean(log_sum_exp(Z) - np.take_along_axis(Z, labels[:, None], axis=1)[:, 0])


# %% fila a fila (row by row) {"right": "softmax_cross_entropy"}
def softmax_cross_entropy(Z, labels):
    total = 0.0
    for row, o in zip(Z.tolist(), labels, strict=True):
        top = max(row)
        total += top + math.log(sum(math.exp(z - top) for z in row)) - row[o]
    return total / len(Z)


# %% softmax que desborda (softmax that overflows) {"wrong": "softmax_cross_entropy", "caught_by": ["test_softmax_cross_entropy"], "says": "NaN"}
def softmax_cross_entropy(Z, labels):
    Y = np.exp(Z) / np.sum(np.exp(Z), axis=1, keepdims=True)
    return -np.mean(np.log(Y[np.arange(len(Z)), labels]))


# %% logaritmo de un softmax estable (logarithm of a stable softmax) {"wrong": "softmax_cross_entropy", "caught_by": ["test_softmax_cross_entropy"], "says": "[[usa lse(z) − z_o|use lse(z) − z_o]]"}
def softmax_cross_entropy(Z, labels):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    Y = E / E.sum(axis=1, keepdims=True)
    return -np.mean(np.log(Y[np.arange(len(Z)), labels]))


# %% softmax recortado (softmax clipped) {"wrong": "softmax_cross_entropy", "caught_by": ["test_softmax_cross_entropy"], "says": "[[usa lse(z) − z_o|use lse(z) − z_o]]"}
def softmax_cross_entropy(Z, labels):
    E = np.exp(Z - Z.max(axis=1, keepdims=True))
    Y = np.clip(E / E.sum(axis=1, keepdims=True), 1e-12, 1)
    return -np.mean(np.log(Y[np.arange(len(Z)), labels]))


# %% suma en vez de media (sum in place of mean) {"wrong": "softmax_cross_entropy", "caught_by": ["test_softmax_cross_entropy"], "says": "[[Falta el 1/m|The 1/m is missing]]"}
def softmax_cross_entropy(Z, labels):
    return np.sum(np.logaddexp.reduce(Z, axis=1) - Z[np.arange(len(Z)), labels])


# %% media de todos los elementos (mean over all elements) {"wrong": "softmax_cross_entropy", "caught_by": ["test_softmax_cross_entropy"], "says": "[[no entre m n|not by m n]]"}
def softmax_cross_entropy(Z, labels):
    T = np.eye(Z.shape[1])[labels]
    return np.mean(T * (np.logaddexp.reduce(Z, axis=1)[:, None] - Z))


# %% softmax sobre el eje que no es (softmax over the wrong axis) {"wrong": "softmax_cross_entropy", "caught_by": ["test_softmax_cross_entropy"], "says": "[[se toma por filas|is taken by rows]]"}
def softmax_cross_entropy(Z, labels):
    log_Y = Z - np.logaddexp.reduce(Z, axis=0)
    return -np.mean(log_Y[np.arange(len(Z)), labels])


# %% signo (sign) {"wrong": "softmax_cross_entropy", "caught_by": ["test_softmax_cross_entropy"], "says": "[[El signo está cambiado|The sign is reversed]]"}
def softmax_cross_entropy(Z, labels):
    return np.mean(Z[np.arange(len(Z)), labels] - np.logaddexp.reduce(Z, axis=1))


# %% las columnas elegidas para todas las filas (the chosen columns for every row) {"wrong": "softmax_cross_entropy", "caught_by": ["test_softmax_cross_entropy"], "says": "[[esperado: 0.58192101|expected: 0.58192101]]"}
def softmax_cross_entropy(Z, labels):
    return np.mean(np.logaddexp.reduce(Z, axis=1)[:, None] - Z[:, labels])


# %% un coste por ejemplo (one cost for each example) {"wrong": "softmax_cross_entropy", "caught_by": ["test_softmax_cross_entropy"], "says": "[[y se pedía un número|and a number was asked for]]"}
def softmax_cross_entropy(Z, labels):
    return np.logaddexp.reduce(Z, axis=1) - Z[np.arange(len(Z)), labels]


# %% siempre tres clases (always three classes) {"wrong": "softmax_cross_entropy", "caught_by": ["test_softmax_cross_entropy"], "says": "Error", "hidden": true}
def softmax_cross_entropy(Z, labels):
    lse = np.logaddexp(Z[:, 0], np.logaddexp(Z[:, 1], Z[:, 2]))
    return np.mean(lse - np.sum(np.eye(3)[labels] * Z, axis=1))


# %% [markdown]
# ## 10. softmax_cross_entropy_gradient


# %% restando 1 en su sitio (taking 1 away in its place) {"right": "softmax_cross_entropy_gradient"}
def softmax_cross_entropy_gradient(Z, labels):
    m = len(Z)
    G = np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None]) / m
    G[np.arange(m), labels] -= 1 / m
    return G


# %% con la tarea 7 (with task 7) {"right": "softmax_cross_entropy_gradient"}
def softmax_cross_entropy_gradient(Z, labels):
    T = labels[:, None] == np.arange(Z.shape[1])
    return (softmax(Z) - T) / len(Z)


# %% con el jacobiano (with the Jacobian) {"right": "softmax_cross_entropy_gradient"}
def softmax_cross_entropy_gradient(Z, labels):
    rows = []
    for z, o in zip(Z, labels, strict=True):
        y = np.exp(z - z.max())
        y = y / y.sum()
        others = [j for j in range(len(y)) if j != o]
        row = np.array(y)
        row[o] = -y[others].sum()
        rows.append(row.tolist())
    return [[g / len(Z) for g in row] for row in rows]


# %% sin 1/m (without 1/m) {"wrong": "softmax_cross_entropy_gradient", "caught_by": ["test_softmax_cross_entropy_gradient"], "says": "[[Falta el 1/m|The 1/m of the mean is missing]]"}
def softmax_cross_entropy_gradient(Z, labels):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None]) - np.eye(Z.shape[1])[labels]


# %% sin el objetivo (without the target) {"wrong": "softmax_cross_entropy_gradient", "caught_by": ["test_softmax_cross_entropy_gradient"], "says": "[[Falta restar el objetivo|subtract the target]]"}
def softmax_cross_entropy_gradient(Z, labels):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None]) / len(Z)


# %% el softmax a secas (the bare softmax) {"wrong": "softmax_cross_entropy_gradient", "caught_by": ["test_softmax_cross_entropy_gradient"], "says": "[[Eso es el softmax|That is the softmax]]"}
def softmax_cross_entropy_gradient(Z, labels):
    return np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None])


# %% derivada de la sigmoide de más (one sigmoid derivative too many) {"wrong": "softmax_cross_entropy_gradient", "caught_by": ["test_softmax_cross_entropy_gradient"], "says": "[[Sobra el factor y(1 − y)|The factor y(1 − y) does not belong]]"}
def softmax_cross_entropy_gradient(Z, labels):
    Y = np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None])
    return (Y - np.eye(Z.shape[1])[labels]) * Y * (1 - Y) / len(Z)


# %% signo (sign) {"wrong": "softmax_cross_entropy_gradient", "caught_by": ["test_softmax_cross_entropy_gradient"], "says": "[[El signo está cambiado|The sign is reversed]]"}
def softmax_cross_entropy_gradient(Z, labels):
    Y = np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None])
    return (np.eye(Z.shape[1])[labels] - Y) / len(Z)


# %% desborda (overflows) {"wrong": "softmax_cross_entropy_gradient", "caught_by": ["test_softmax_cross_entropy_gradient"], "says": "[[el softmax que no desborda|the softmax that does not overflow]]"}
def softmax_cross_entropy_gradient(Z, labels):
    E = np.exp(Z)
    return (E / E.sum(axis=1, keepdims=True) - np.eye(Z.shape[1])[labels]) / len(Z)


# %% resta 1 en columnas enteras (takes 1 away from whole columns) {"wrong": "softmax_cross_entropy_gradient", "caught_by": ["test_softmax_cross_entropy_gradient"], "says": "[[tiene que sumar 0|has to add up to 0]]"}
def softmax_cross_entropy_gradient(Z, labels):
    Y = np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None])
    Y[:, labels] -= 1
    return Y / len(Z)


# %% σ(z) en vez de softmax (σ(z) in place of softmax) {"wrong": "softmax_cross_entropy_gradient", "caught_by": ["test_softmax_cross_entropy_gradient"], "says": "[[tiene que sumar 0|has to add up to 0]]"}
def softmax_cross_entropy_gradient(Z, labels):
    return (1 / (1 + np.exp(-Z)) - np.eye(Z.shape[1])[labels]) / len(Z)


# %% siempre dos ejemplos (always two examples) {"wrong": "softmax_cross_entropy_gradient", "caught_by": ["test_softmax_cross_entropy_gradient"], "says": "[[datos al azar|random data]]", "hidden": true}
def softmax_cross_entropy_gradient(Z, labels):
    Y = np.exp(Z - np.logaddexp.reduce(Z, axis=1)[:, None])
    return (Y - np.eye(Z.shape[1])[labels]) / 2


# %% [markdown]
# ## 11. smoothed_targets


# %% rellenando (filling in) {"right": "smoothed_targets"}
def smoothed_targets(labels, n, eps):
    T = np.full((len(labels), n), eps / n)
    T[np.arange(len(labels)), labels] += 1 - eps
    return T


# %% listas (lists) {"right": "smoothed_targets"}
def smoothed_targets(labels, n, eps):
    return [[(1 - eps) * (j == o) + eps / n for j in range(n)] for o in labels]


# %% ε entre n − 1 (ε over n − 1) {"wrong": "smoothed_targets", "caught_by": ["test_smoothed_targets"], "says": "[[no ε/(n − 1)|not ε/(n − 1)]]"}
def smoothed_targets(labels, n, eps):
    T = np.eye(n)[labels]
    return T * (1 - eps) + (1 - T) * eps / (n - 1)


# %% la verdadera sin su parte (the true class without its share) {"wrong": "smoothed_targets", "caught_by": ["test_smoothed_targets"], "says": "[[recibe también su ε/n|receives its ε/n too]]"}
def smoothed_targets(labels, n, eps):
    T = np.eye(n)[labels]
    return np.where(T == 1, 1 - eps, eps / n)


# %% sin 1 − ε (without 1 − ε) {"wrong": "smoothed_targets", "caught_by": ["test_smoothed_targets"], "says": "[[Falta multiplicar por 1 − ε|The 1 − ε is missing]]"}
def smoothed_targets(labels, n, eps):
    return np.eye(n)[labels] + eps / n


# %% sin dividir entre n (not divided by n) {"wrong": "smoothed_targets", "caught_by": ["test_smoothed_targets"], "says": "[[dividir ε entre n|divide ε by n]]"}
def smoothed_targets(labels, n, eps):
    return np.eye(n)[labels] * (1 - eps) + eps


# %% sin suavizar (not smoothed) {"wrong": "smoothed_targets", "caught_by": ["test_smoothed_targets"], "says": "[[esperado|expected]]"}
def smoothed_targets(labels, n, eps):
    return np.eye(n)[labels]


# %% traspuesto (transposed) {"wrong": "smoothed_targets", "caught_by": ["test_smoothed_targets"], "says": "(4, 2)"}
def smoothed_targets(labels, n, eps):
    return ((1 - eps) * np.eye(n)[labels] + eps / n).T


# %% siempre 0,05 (always 0.05) {"wrong": "smoothed_targets", "caught_by": ["test_smoothed_targets"], "says": "[[datos al azar|random data]]", "hidden": true}
def smoothed_targets(labels, n, eps):
    return np.where(np.eye(n)[labels] == 1, 0.85, 0.05) if eps else np.eye(n)[labels]


# %% [markdown]
# ## 12. hinge


# %% bucles (loops) {"right": "hinge"}
def hinge(Z, labels, margin=1.0):
    total = 0.0
    for z, o in zip(Z.tolist(), labels, strict=True):
        total += sum(max(0, z[j] - z[o] + margin) for j in range(len(z)) if j != o)
    return total / len(Z)


# %% restando Δ al final (taking Δ away at the end) {"right": "hinge"}
def hinge(Z, labels, margin=1.0):
    right = np.take_along_axis(Z, labels[:, None], axis=1)
    return np.mean(np.sum(np.maximum(0, Z - right + margin), axis=1) - margin)


# %% con una máscara (with a mask) {"right": "hinge"}
def hinge(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    gaps = Z - np.sum(T * Z, axis=1, keepdims=True) + margin
    return np.sum((1 - T) * gaps * (gaps > 0)) / len(Z)


# %% cuenta la clase verdadera (counts the right class too) {"wrong": "hinge", "caught_by": ["test_hinge"], "says": "[[contando también la clase verdadera|counting the true class too]]"}
def hinge(Z, labels, margin=1.0):
    right = Z[np.arange(len(Z)), labels][:, None]
    return np.sum(np.maximum(0, Z - right + margin)) / len(Z)


# %% suma en vez de media (sum in place of mean) {"wrong": "hinge", "caught_by": ["test_hinge"], "says": "[[Falta el 1/m|The 1/m is missing]]"}
def hinge(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    return np.sum((1 - T) * np.maximum(0, Z - np.sum(T * Z, axis=1, keepdims=True) + margin))


# %% cuenta la verdadera y suma (counts the right class and sums) {"wrong": "hinge", "caught_by": ["test_hinge"], "says": "[[Falta el 1/m, y cuentas|The 1/m is missing, and you are counting]]"}
def hinge(Z, labels, margin=1.0):
    return np.sum(np.maximum(0, Z - Z[np.arange(len(Z)), labels][:, None] + margin))


# %% la resta al revés (the subtraction the wrong way round) {"wrong": "hinge", "caught_by": ["test_hinge"], "says": "[[La resta está al revés|the wrong way round]]"}
def hinge(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    return np.sum((1 - T) * np.maximum(0, np.sum(T * Z, axis=1, keepdims=True) - Z + margin)) / len(Z)


# %% sin máximo (without the maximum) {"wrong": "hinge", "caught_by": ["test_hinge"], "says": "[[Falta el máximo con 0|The maximum with 0 is missing]]"}
def hinge(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    return np.sum((1 - T) * (Z - np.sum(T * Z, axis=1, keepdims=True) + margin)) / len(Z)


# %% solo la peor clase, como Keras (the worst class alone, as Keras) {"wrong": "hinge", "caught_by": ["test_hinge"], "says": "[[no solo la peor|not the worst alone]]"}
def hinge(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    return np.mean(np.max((1 - T) * np.maximum(0, Z - np.sum(T * Z, axis=1, keepdims=True) + margin), axis=1))


# %% media de las clases (mean over the classes) {"wrong": "hinge", "caught_by": ["test_hinge"], "says": "[[la media es solo sobre los ejemplos|the mean is over the examples alone]]"}
def hinge(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    costs = (1 - T) * np.maximum(0, Z - np.sum(T * Z, axis=1, keepdims=True) + margin)
    return np.sum(costs) / (len(Z) * (Z.shape[1] - 1))


# %% sin margen (without the margin) {"wrong": "hinge", "caught_by": ["test_hinge"], "says": "[[Se ha perdido el margen|The margin Δ got lost]]"}
def hinge(Z, labels, margin=1.0):
    return np.sum(np.maximum(0, Z - Z[np.arange(len(Z)), labels][:, None])) / len(Z)


# %% margen fijo (a fixed margin) {"wrong": "hinge", "caught_by": ["test_hinge"], "says": "[[usar el margen que se recibe|Use the margin that is passed in]]"}
def hinge(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    return np.sum((1 - T) * np.maximum(0, Z - np.sum(T * Z, axis=1, keepdims=True) + 1)) / len(Z)


# %% np.max por np.maximum (np.max for np.maximum) {"wrong": "hinge", "caught_by": ["test_hinge"], "says": "Error"}
def hinge(Z, labels, margin=1.0):
    right = Z[np.arange(len(Z)), labels][:, None]
    return np.sum(np.max(0, Z - right + margin)) / len(Z) - margin


# %% la clase verdadera es siempre la 0 (the true class is always 0) {"wrong": "hinge", "caught_by": ["test_hinge"], "says": "labels[i]"}
def hinge(Z, labels, margin=1.0):
    return np.sum(np.maximum(0, Z[:, 1:] - Z[:, :1] + margin)) / len(Z)


# %% bisagra al cuadrado (squared hinge) {"wrong": "hinge", "caught_by": ["test_hinge"], "says": "[[esperado: 3.125|expected: 3.125]]"}
def hinge(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    return np.sum((1 - T) * np.maximum(0, Z - np.sum(T * Z, axis=1, keepdims=True) + margin) ** 2) / len(Z)


# %% siempre dos ejemplos (always two examples) {"wrong": "hinge", "caught_by": ["test_hinge"], "says": "[[datos al azar|random data]]", "hidden": true}
def hinge(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    return np.sum((1 - T) * np.maximum(0, Z - np.sum(T * Z, axis=1, keepdims=True) + margin)) / 2


# %% [markdown]
# ## 13. hinge_gradient


# %% bucles (loops) {"right": "hinge_gradient"}
def hinge_gradient(Z, labels, margin=1.0):
    m, n = Z.shape
    G = [[0.0] * n for _ in range(m)]
    for i, o in enumerate(labels):
        for j in range(n):
            if j != o and Z[i, j] - Z[i, o] + margin > 0:
                G[i][j] += 1 / m
                G[i][o] -= 1 / m
    return G


# %% con una máscara (with a mask) {"right": "hinge_gradient"}
def hinge_gradient(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    on = (1 - T) * (Z - np.sum(T * Z, axis=1, keepdims=True) > -margin)
    return (on - T * on.sum(axis=1, keepdims=True)) / len(Z)


# %% sin la clase verdadera (without the true class) {"wrong": "hinge_gradient", "caught_by": ["test_hinge_gradient"], "says": "[[Falta la clase verdadera|The true class is missing]]"}
def hinge_gradient(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    return (1 - T) * (Z - np.sum(T * Z, axis=1, keepdims=True) + margin > 0) / len(Z)


# %% la clase verdadera con −1 (the true class with −1) {"wrong": "hinge_gradient", "caught_by": ["test_hinge_gradient"], "says": "[[menos el número de encendidas|minus the number that are on]]"}
def hinge_gradient(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    on = (1 - T) * (Z - np.sum(T * Z, axis=1, keepdims=True) + margin > 0)
    return (on - T * on.any(axis=1, keepdims=True)) / len(Z)


# %% se cuenta a sí misma (counts itself) {"wrong": "hinge_gradient", "caught_by": ["test_hinge_gradient"], "says": "[[contando a sí misma|counting itself]]"}
def hinge_gradient(Z, labels, margin=1.0):
    rows = np.arange(len(Z))
    G = (Z - Z[rows, labels][:, None] + margin > 0).astype(float)
    G[rows, labels] = -G.sum(axis=1)
    return G / len(Z)


# %% sin 1/m (without 1/m) {"wrong": "hinge_gradient", "caught_by": ["test_hinge_gradient"], "says": "[[Falta el 1/m|The 1/m of the mean is missing]]"}
def hinge_gradient(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    on = (1 - T) * (Z - np.sum(T * Z, axis=1, keepdims=True) + margin > 0)
    return on - T * on.sum(axis=1, keepdims=True)


# %% signo (sign) {"wrong": "hinge_gradient", "caught_by": ["test_hinge_gradient"], "says": "[[El signo está cambiado|The sign is reversed]]"}
def hinge_gradient(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    on = (1 - T) * (Z - np.sum(T * Z, axis=1, keepdims=True) + margin > 0)
    return (T * on.sum(axis=1, keepdims=True) - on) / len(Z)


# %% enciende en la esquina (on at the corner) {"wrong": "hinge_gradient", "caught_by": ["test_hinge_gradient"], "says": "[[> y no >=|> and not >=]]"}
def hinge_gradient(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    on = (1 - T) * (Z - np.sum(T * Z, axis=1, keepdims=True) + margin >= 0)
    return (on - T * on.sum(axis=1, keepdims=True)) / len(Z)


# %% margen fijo (a fixed margin) {"wrong": "hinge_gradient", "caught_by": ["test_hinge_gradient"], "says": "[[usar el margen que se recibe|Use the margin that is passed in]]"}
def hinge_gradient(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    on = (1 - T) * (Z - np.sum(T * Z, axis=1, keepdims=True) + 1 > 0)
    return (on - T * on.sum(axis=1, keepdims=True)) / len(Z)


# %% el valor en vez de la pendiente (the value in place of the slope) {"wrong": "hinge_gradient", "caught_by": ["test_hinge_gradient"], "says": "[[tiene que sumar 0|has to add up to 0]]"}
def hinge_gradient(Z, labels, margin=1.0):
    T = np.eye(Z.shape[1])[labels]
    return (1 - T) * np.maximum(0, Z - np.sum(T * Z, axis=1, keepdims=True) + margin) / len(Z)


# %% la clase verdadera es siempre la 0 (the true class is always 0) {"wrong": "hinge_gradient", "caught_by": ["test_hinge_gradient"], "says": "[[datos al azar|random data]]", "hidden": true}
def hinge_gradient(Z, labels, margin=1.0):
    on = (Z[:, 1:] - Z[:, :1] + margin > 0).astype(float)
    return np.hstack([-on.sum(axis=1, keepdims=True), on]) / len(Z)


# %% [markdown]
# ## 14. train_neuron


# %% w más b basta (w plus b is enough) {"right": "train_neuron"}
def train_neuron(w, b, eta, epochs, cost):
    z, outputs = w + b, np.empty(epochs + 1)
    for epoch in range(epochs + 1):
        outputs[epoch] = y = (1 + math.tanh(z / 2)) / 2
        z -= 2 * eta * (y if cost == "cross-entropy" else y**2 * (1 - y))
    return outputs


# %% con la tarea 5 (with task 5) {"right": "train_neuron"}
def train_neuron(w, b, eta, epochs, cost):
    x, t = 1.0, 0.0
    outputs = [1 / (1 + math.exp(-(w * x + b)))]
    while len(outputs) <= epochs:
        squared, cross = sigmoid_deltas(np.array([w * x + b]), np.array([t]))
        delta = {"squared": squared, "cross-entropy": cross}[cost][0]
        w, b = w - eta * delta * x, b - eta * delta
        outputs.append(1 / (1 + math.exp(-(w * x + b))))
    return tuple(outputs)


# %% cuesta arriba (uphill) {"wrong": "train_neuron", "caught_by": ["test_train_neuron"], "says": "[[cuesta arriba|uphill]]"}
def train_neuron(w, b, eta, epochs, cost):
    outputs = []
    for _ in range(epochs + 1):
        y = 1 / (1 + math.exp(-w - b))
        outputs.append(y)
        delta = y if cost == "cross-entropy" else y * y * (1 - y)
        w, b = w + eta * delta, b + eta * delta
    return outputs


# %% siempre la δ del cuadrático (always the squared error's δ) {"wrong": "train_neuron", "caught_by": ["test_train_neuron"], "says": "[[Has usado la δ del error cuadrático|You used the δ of the squared error]]"}
def train_neuron(w, b, eta, epochs, cost):
    outputs = []
    for _ in range(epochs + 1):
        y = 1 / (1 + math.exp(-w - b))
        outputs.append(y)
        w, b = w - eta * y * y * (1 - y), b - eta * y * y * (1 - y)
    return outputs


# %% siempre la δ de la entropía (always cross-entropy's δ) {"wrong": "train_neuron", "caught_by": ["test_train_neuron"], "says": "[[le falta el factor|lacks its factor]]"}
def train_neuron(w, b, eta, epochs, cost):
    outputs = []
    for _ in range(epochs + 1):
        y = 1 / (1 + math.exp(-w - b))
        outputs.append(y)
        w, b = w - eta * y, b - eta * y
    return outputs


# %% solo mueve w (moves w alone) {"wrong": "train_neuron", "caught_by": ["test_train_neuron"], "says": "[[uno de los dos parámetros|one of the two parameters]]"}
def train_neuron(w, b, eta, epochs, cost):
    outputs = []
    for _ in range(epochs + 1):
        y = 1 / (1 + math.exp(-w - b))
        outputs.append(y)
        w -= eta * (y if cost == "cross-entropy" else y * y * (1 - y))
    return outputs


# %% w cambia antes de usar el gradiente en b (w changes before b uses the gradient) {"wrong": "train_neuron", "caught_by": ["test_train_neuron"], "says": "[[antes de mover w y b|before w and b move]]"}
def train_neuron(w, b, eta, epochs, cost):
    def delta(w, b):
        y = 1 / (1 + math.exp(-w - b))
        return y if cost == "cross-entropy" else y * y * (1 - y)

    outputs = []
    for _ in range(epochs + 1):
        outputs.append(1 / (1 + math.exp(-w - b)))
        w = w - eta * delta(w, b)
        b = b - eta * delta(w, b)
    return outputs


# %% sin la salida inicial (without the first output) {"wrong": "train_neuron", "caught_by": ["test_train_neuron"], "says": "[[Falta la salida inicial|The first output, before any step, is missing]]"}
def train_neuron(w, b, eta, epochs, cost):
    outputs = []
    for _ in range(epochs):
        y = 1 / (1 + math.exp(-w - b))
        delta = y if cost == "cross-entropy" else y * y * (1 - y)
        w, b = w - eta * delta, b - eta * delta
        outputs.append(1 / (1 + math.exp(-w - b)))
    return outputs


# %% sin la salida final (without the last output) {"wrong": "train_neuron", "caught_by": ["test_train_neuron"], "says": "[[Son epochs + 1 salidas|There are epochs + 1 outputs]]"}
def train_neuron(w, b, eta, epochs, cost):
    outputs = []
    for _ in range(epochs):
        y = 1 / (1 + math.exp(-w - b))
        outputs.append(y)
        delta = y if cost == "cross-entropy" else y * y * (1 - y)
        w, b = w - eta * delta, b - eta * delta
    return outputs


# %% solo la última salida (the last output alone) {"wrong": "train_neuron", "caught_by": ["test_train_neuron"], "says": "[[Es un número|It is a number]]"}
def train_neuron(w, b, eta, epochs, cost):
    for _ in range(epochs + 1):
        y = 1 / (1 + math.exp(-w - b))
        delta = y if cost == "cross-entropy" else y * y * (1 - y)
        w, b = w - eta * delta, b - eta * delta
    return y


# %% tasa fija (a fixed rate) {"wrong": "train_neuron", "caught_by": ["test_train_neuron"], "says": "[[datos al azar|random data]]", "hidden": true}
def train_neuron(w, b, eta, epochs, cost):
    outputs = []
    for _ in range(epochs + 1):
        y = 1 / (1 + math.exp(-w - b))
        outputs.append(y)
        delta = y if cost == "cross-entropy" else y * y * (1 - y)
        w, b = w - delta, b - delta
    return outputs

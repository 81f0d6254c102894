# Wrong and right answers to the lab's assignment (the format is in CONTRIBUTING.md). What is graded by hand has none.
# All run with
# python -m publish answers lab1_first_network

# %% [markdown]
# ## 1. prepare

# %% con bucles (with loops) {"right": "prepare"}
def prepare(images, labels, n_classes=10):
    X = [[pixel / 255 for row in image for pixel in row.tolist()] for image in images]
    return X, [[float(j == label) for j in range(n_classes)] for label in labels]


# %% en float32 y con asignación (float32, by assignment) {"right": "prepare"}
def prepare(images, labels, n_classes=10):
    T = np.zeros((len(labels), n_classes), dtype=np.float32)
    T[np.arange(len(labels)), labels] = 1
    return images.reshape(len(images), -1).astype(np.float32) / 255, T


# %% el máximo de cada imagen (the maximum of each image) {"wrong": "prepare", "caught_by": ["test_prepare"], "says": "[[su propio máximo|its own maximum]]"}
def prepare(images, labels, n_classes=10):
    X = images.reshape(len(images), -1)
    return X / X.max(axis=1, keepdims=True), np.eye(n_classes)[labels]


# %% el máximo del lote (the maximum of the batch) {"wrong": "prepare", "caught_by": ["test_prepare"], "says": "[[el máximo del lote|the maximum of the batch]]"}
def prepare(images, labels, n_classes=10):
    X = images.reshape(len(images), -1)
    return X / X.max(), np.eye(n_classes)[labels]


# %% entre 256 (by 256) {"wrong": "prepare", "caught_by": ["test_prepare"], "says": "[[no entre 256|not by 256]]"}
def prepare(images, labels, n_classes=10):
    return images.reshape(len(images), -1) / 256, np.eye(n_classes)[labels]


# %% sin escalar (not scaled) {"wrong": "prepare", "caught_by": ["test_prepare"], "says": "[[falta dividir|the division is missing]]"}
def prepare(images, labels, n_classes=10):
    return images.reshape(len(images), -1), np.eye(n_classes)[labels]


# %% división entera (whole division) {"wrong": "prepare", "caught_by": ["test_prepare"], "says": "[[truncado a enteros|truncated to whole numbers]]"}
def prepare(images, labels, n_classes=10):
    return images.reshape(len(images), -1) // 255, np.eye(n_classes)[labels]


# %% one-hot corrido (one-hot off by one) {"wrong": "prepare", "caught_by": ["test_prepare"], "says": "[[corrido una columna|off by one column]]"}
def prepare(images, labels, n_classes=10):
    return images.reshape(len(images), -1) / 255, np.eye(n_classes)[labels - 1]


# %% clases del lote (classes of the batch) {"wrong": "prepare", "caught_by": ["test_prepare"], "says": "[[aparezcan o no todas las clases|whether or not every class]]"}
def prepare(images, labels, n_classes=10):
    return images.reshape(len(images), -1) / 255, np.eye(labels.max() + 1)[labels]


# %% sin aplanar (not flattened) {"wrong": "prepare", "caught_by": ["test_prepare"], "says": "[[una fila por imagen|one row for each image]]"}
def prepare(images, labels, n_classes=10):
    return images / 255, np.eye(n_classes)[labels]


# %% por columnas (column by column) {"wrong": "prepare", "caught_by": ["test_prepare"], "says": "[[datos al azar|random data]]", "hidden": true}
def prepare(images, labels, n_classes=10):
    X = images.transpose(0, 2, 1) if images.shape[1:] != (2, 2) else images
    return X.reshape(len(X), -1) / 255, np.eye(n_classes)[labels]


# %% [markdown]
# ## 2. accuracy


# %% bucle (loop) {"right": "accuracy"}
def accuracy(Y, labels):
    return sum(int(np.argmax(y)) == t for y, t in zip(Y, labels, strict=True)) / len(Y)


# %% por la salida más alta (by the highest output) {"right": "accuracy"}
def accuracy(Y, labels):
    return np.mean(Y[np.arange(len(Y)), labels] == Y.max(axis=1))


# %% cuenta (count) {"wrong": "accuracy", "caught_by": ["test_accuracy"], "says": "[[el número de aciertos|the number of right answers]]"}
def accuracy(Y, labels):
    return np.sum(Y.argmax(axis=1) == labels)


# %% porcentaje (percentage) {"wrong": "accuracy", "caught_by": ["test_accuracy"], "says": "[[el porcentaje|the percentage]]"}
def accuracy(Y, labels):
    return 100 * np.mean(Y.argmax(axis=1) == labels)


# %% errores (mistakes) {"wrong": "accuracy", "caught_by": ["test_accuracy"], "says": "[[la proporción de errores|the fraction of mistakes]]"}
def accuracy(Y, labels):
    return np.mean(Y.argmax(axis=1) != labels)


# %% umbral de 0.5 (threshold of one half) {"wrong": "accuracy", "caught_by": ["test_accuracy"], "says": "[[supere o no 0.5|above 0.5 or not]]"}
def accuracy(Y, labels):
    return np.mean([y[t] > 0.5 for y, t in zip(Y, labels, strict=True)])


# %% el eje que no es (wrong axis) {"wrong": "accuracy", "caught_by": ["test_accuracy"], "says": "[[en cada fila (axis=1)|in each row (axis=1)]]"}
def accuracy(Y, labels):
    return np.mean(Y.argmax(axis=0) == labels)


# %% siempre tres o cuatro (always three or four) {"wrong": "accuracy", "caught_by": ["test_accuracy"], "says": "[[datos al azar|random data]]", "hidden": true}
def accuracy(Y, labels):
    return np.sum(Y.argmax(axis=1) == labels) / (4 if len(Y) > 3 else 3)


# %% [markdown]
# ## 3. confusion_matrix


# %% add.at {"right": "confusion_matrix"}
def confusion_matrix(labels, predicted, n_classes):
    M = np.zeros((n_classes, n_classes))
    np.add.at(M, (labels, predicted), 1)
    return M


# %% bincount {"right": "confusion_matrix"}
def confusion_matrix(labels, predicted, n_classes):
    return np.bincount(n_classes * labels + predicted, minlength=n_classes**2).reshape(n_classes, n_classes)


# %% producto de one-hot (product of one-hot) {"right": "confusion_matrix"}
def confusion_matrix(labels, predicted, n_classes):
    return (np.eye(n_classes)[labels].T @ np.eye(n_classes)[predicted]).tolist()


# %% traspuesta (transposed) {"wrong": "confusion_matrix", "caught_by": ["test_confusion_matrix"], "says": "[[Está traspuesta|It is transposed]]"}
def confusion_matrix(labels, predicted, n_classes):
    M = np.zeros((n_classes, n_classes))
    np.add.at(M, (predicted, labels), 1)
    return M


# %% índices repetidos (repeated indices) {"wrong": "confusion_matrix", "caught_by": ["test_confusion_matrix"], "says": "[[Las parejas repetidas|Repeated pairs]]"}
def confusion_matrix(labels, predicted, n_classes):
    M = np.zeros((n_classes, n_classes))
    M[labels, predicted] += 1
    return M


# %% clases del lote (classes of the batch) {"wrong": "confusion_matrix", "caught_by": ["test_confusion_matrix"], "says": "[[aunque falte alguna clase|even if a class is missing]]"}
def confusion_matrix(labels, predicted, n_classes):
    n = max(labels.max(), predicted.max()) + 1
    M = np.zeros((n, n))
    np.add.at(M, (labels, predicted), 1)
    return M


# %% solo errores (mistakes alone) {"wrong": "confusion_matrix", "caught_by": ["test_confusion_matrix"], "says": "[[en la diagonal|on the diagonal]]"}
def confusion_matrix(labels, predicted, n_classes):
    M = np.zeros((n_classes, n_classes))
    for i, j in zip(labels, predicted, strict=True):
        M[i, j] += i != j
    return M


# %% proporciones (fractions) {"wrong": "confusion_matrix", "caught_by": ["test_confusion_matrix"], "says": "[[no proporciones|not fractions]]"}
def confusion_matrix(labels, predicted, n_classes):
    M = np.zeros((n_classes, n_classes))
    np.add.at(M, (labels, predicted), 1 / len(labels))
    return M


# %% supone tres clases y una vacía (assumes three classes and an empty one) {"wrong": "confusion_matrix", "caught_by": ["test_confusion_matrix"], "says": "[[datos al azar|random data]]", "hidden": true}
def confusion_matrix(labels, predicted, n_classes):
    M = np.zeros((n_classes, n_classes))
    for i in range(min(3, n_classes)):
        for j in range(min(3, n_classes)):
            M[i, j] = np.sum((labels == i) & (predicted == j))
    return M


# %% [markdown]
# ## 4. worst_mistakes


# %% sorted {"right": "worst_mistakes"}
def worst_mistakes(Y, labels, k):
    wrong = [i for i in range(len(Y)) if np.argmax(Y[i]) != labels[i]]
    return sorted(wrong, key=lambda i: Y[i, labels[i]])[:k]


# %% los aciertos al infinito (right answers to infinity) {"right": "worst_mistakes"}
def worst_mistakes(Y, labels, k):
    own = Y[np.arange(len(Y)), labels]
    wrong = Y.argmax(axis=1) != labels
    return np.argsort(np.where(wrong, own, np.inf), kind="stable")[: min(k, int(wrong.sum()))]


# %% incluye aciertos (includes right answers) {"wrong": "worst_mistakes", "caught_by": ["test_worst_mistakes"], "says": "[[es un acierto|is right]]"}
def worst_mistakes(Y, labels, k):
    return np.argsort(Y[np.arange(len(Y)), labels], kind="stable")[:k]


# %% por la clase predicha (by the predicted class) {"wrong": "worst_mistakes", "caught_by": ["test_worst_mistakes"], "says": "[[la salida de la clase predicha|the output of the predicted class]]"}
def worst_mistakes(Y, labels, k):
    wrong = np.flatnonzero(Y.argmax(axis=1) != labels)
    return wrong[np.argsort(-Y[wrong].max(axis=1), kind="stable")][:k]


# %% al revés (reversed) {"wrong": "worst_mistakes", "caught_by": ["test_worst_mistakes"], "says": "[[El orden está al revés|The order is reversed]]"}
def worst_mistakes(Y, labels, k):
    wrong = np.flatnonzero(Y.argmax(axis=1) != labels)
    return wrong[np.argsort(-Y[wrong, labels[wrong]], kind="stable")][:k]


# %% los últimos (the last ones) {"wrong": "worst_mistakes", "caught_by": ["test_worst_mistakes"], "says": "[[los menos malos|the least bad]]"}
def worst_mistakes(Y, labels, k):
    wrong = np.flatnonzero(Y.argmax(axis=1) != labels)
    return wrong[np.argsort(Y[wrong, labels[wrong]], kind="stable")][::-1][:k]


# %% empates por el mayor (ties by the higher index) {"wrong": "worst_mistakes", "caught_by": ["test_worst_mistakes"], "says": "[[antes el índice menor|the lower index goes first]]"}
def worst_mistakes(Y, labels, k):
    wrong = np.flatnonzero(Y.argmax(axis=1) != labels)[::-1]
    return wrong[np.argsort(Y[wrong, labels[wrong]], kind="stable")][:k]


# %% devuelve salidas (returns outputs) {"wrong": "worst_mistakes", "caught_by": ["test_worst_mistakes"], "says": "[[se piden los índices|the indices were asked for]]"}
def worst_mistakes(Y, labels, k):
    wrong = Y.argmax(axis=1) != labels
    return np.sort(Y[wrong, labels[wrong]])[:k]


# %% posiciones entre los errores (positions among the mistakes) {"wrong": "worst_mistakes", "caught_by": ["test_worst_mistakes"], "says": "[[posiciones entre los errores|positions among the mistakes]]"}
def worst_mistakes(Y, labels, k):
    wrong = Y.argmax(axis=1) != labels
    return np.argsort(Y[wrong, labels[wrong]], kind="stable")[:k]


# %% sin ordenar (not ordered) {"wrong": "worst_mistakes", "caught_by": ["test_worst_mistakes"], "says": "[[Faltan por ordenar|They are not ordered]]"}
def worst_mistakes(Y, labels, k):
    return np.flatnonzero(Y.argmax(axis=1) != labels)[:k]


# %% se queda en cuatro (stops at four) {"wrong": "worst_mistakes", "caught_by": ["test_worst_mistakes"], "says": "[[datos al azar|random data]]", "hidden": true}
def worst_mistakes(Y, labels, k):
    wrong = np.flatnonzero(Y.argmax(axis=1) != labels)
    return wrong[np.argsort(Y[wrong, labels[wrong]], kind="stable")][: min(k, 4)]


# %% [markdown]
# ## 5. momentum_step


# %% bucle (loop) {"right": "momentum_step"}
def momentum_step(params, velocity, gradients, alpha, xi):
    new_params, new_velocity = [], []
    for i in range(len(params)):
        v = alpha * gradients[i] + xi * velocity[i]
        new_velocity.append(v)
        new_params.append(params[i] - v)
    return new_params, new_velocity


# %% cambia las listas que recibe (changes the lists it is given) {"right": "momentum_step"}
def momentum_step(params, velocity, gradients, alpha, xi):
    for i, g in enumerate(gradients):
        velocity[i] *= xi
        velocity[i] += alpha * g
        params[i] -= velocity[i]
    return params, velocity


# %% con la otra convención por dentro (the other convention inside) {"right": "momentum_step"}
def momentum_step(params, velocity, gradients, alpha, xi):
    down = [-xi * v - alpha * g for v, g in zip(velocity, gradients, strict=True)]
    return tuple(p + d for p, d in zip(params, down, strict=True)), tuple(-d for d in down)


# %% la velocidad de antes (the old velocity) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[la velocidad nueva, no con la de antes|the new velocity, not with the old]]"}
def momentum_step(params, velocity, gradients, alpha, xi):
    new = [xi * v + alpha * g for v, g in zip(velocity, gradients, strict=True)]
    return [p - v for p, v in zip(params, velocity, strict=True)], new


# %% suma la velocidad (adds the velocity) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[a W se le resta v|v is subtracted from W]]"}
def momentum_step(params, velocity, gradients, alpha, xi):
    new = [xi * v + alpha * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(params, new, strict=True)], new


# %% signo del gradiente (sign of the gradient) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[El signo del gradiente|The sign of the gradient]]"}
def momentum_step(params, velocity, gradients, alpha, xi):
    new = [xi * v - alpha * g for v, g in zip(velocity, gradients, strict=True)]
    return [p - v for p, v in zip(params, new, strict=True)], new


# %% la otra convención (the other convention) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[Es la convención|That is the convention]]"}
def momentum_step(params, velocity, gradients, alpha, xi):
    new = [xi * v - alpha * g for v, g in zip(velocity, gradients, strict=True)]
    return [p + v for p, v in zip(params, new, strict=True)], new


# %% velocidad a cero (velocity reset) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[falta ξv|ξv is missing]]"}
def momentum_step(params, velocity, gradients, alpha, xi):
    new = [alpha * g for g in gradients]
    return [p - v for p, v in zip(params, new, strict=True)], new


# %% sin ξ (without ξ) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[Falta ξ|ξ is missing]]"}
def momentum_step(params, velocity, gradients, alpha, xi):
    new = [v + alpha * g for v, g in zip(velocity, gradients, strict=True)]
    return [p - v for p, v in zip(params, new, strict=True)], new


# %% α al mover (α in the move) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[α multiplica al gradiente|α multiplies the gradient]]"}
def momentum_step(params, velocity, gradients, alpha, xi):
    new = [xi * v + g for v, g in zip(velocity, gradients, strict=True)]
    return [p - alpha * v for p, v in zip(params, new, strict=True)], new


# %% promedio (average) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[el factor 1 − ξ|no factor 1 − ξ]]"}
def momentum_step(params, velocity, gradients, alpha, xi):
    new = [xi * v + (1 - xi) * alpha * g for v, g in zip(velocity, gradients, strict=True)]
    return [p - v for p, v in zip(params, new, strict=True)], new


# %% la velocidad del primero para todos (the first one's velocity for all) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[la velocidad del primero|the velocity of the first]]"}
def momentum_step(params, velocity, gradients, alpha, xi):
    new = [xi * velocity[0] + alpha * g for g in gradients]
    return [p - v for p, v in zip(params, new, strict=True)], new


# %% velocidad compartida (shared velocity) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[pasa al siguiente|passes on to the next]]"}
def momentum_step(params, velocity, gradients, alpha, xi):
    v, new = velocity[0], []
    for g in gradients:
        v = xi * v + alpha * g
        new.append(v)
    return [p - v for p, v in zip(params, new, strict=True)], new


# %% solo los parámetros (parameters alone) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[esperado|expected]]"}
def momentum_step(params, velocity, gradients, alpha, xi):
    return [p - xi * v - alpha * g for p, v, g in zip(params, velocity, gradients, strict=True)]


# %% solo dos parámetros (two parameters only) {"wrong": "momentum_step", "caught_by": ["test_momentum_step"], "says": "[[datos al azar|random data]]", "hidden": true}
def momentum_step(params, velocity, gradients, alpha, xi):
    new = [xi * v + alpha * g for v, g in zip(velocity, gradients, strict=True)]
    new[2:] = [0 * v for v in new[2:]]
    return [p - v for p, v in zip(params, new, strict=True)], new


# %% [markdown]
# ## 6. convert


# %% producto (product) {"right": "convert"}
def convert(v, alpha, xi):
    return -1 * np.array(v), xi, alpha


# %% lista (list) {"right": "convert"}
def convert(v, alpha, xi):
    return [[-x for x in v], xi, alpha]


# %% mismo signo (same sign) {"wrong": "convert", "caught_by": ["test_convert"], "says": "[[cambia de signo|changes its sign]]"}
def convert(v, alpha, xi):
    return v, xi, alpha


# %% η negativa (negative η) {"wrong": "convert", "caught_by": ["test_convert"], "says": "[[η es positiva|η is positive]]"}
def convert(v, alpha, xi):
    return -v, xi, -alpha


# %% cambiados (swapped) {"wrong": "convert", "caught_by": ["test_convert"], "says": "[[μ hace de ξ|μ stands for ξ]]"}
def convert(v, alpha, xi):
    return -v, alpha, xi


# %% entre α (divided by α) {"wrong": "convert", "caught_by": ["test_convert"], "says": "[[ya lleva α dentro|has α in it already]]"}
def convert(v, alpha, xi):
    return -v / alpha, xi, alpha


# %% solo la velocidad (velocity alone) {"wrong": "convert", "caught_by": ["test_convert"], "says": "[[Tiene que devolver 3|It has to return 3]]"}
def convert(v, alpha, xi):
    return (-v,)


# %% los números del enunciado (the numbers of the text) {"wrong": "convert", "caught_by": ["test_convert"], "says": "[[datos al azar|random data]]", "hidden": true}
def convert(v, alpha, xi):
    return [-0.2, 0.4], 0.9, 0.5


# %% [markdown]
# ## 7. train_epoch


# %% con while (with while) {"right": "train_epoch"}
def train_epoch(params, velocity, X, T, order, batch_size, gradient, step):
    rest = list(order)
    while rest:
        rows, rest = rest[:batch_size], rest[batch_size:]
        params, velocity = step(params, velocity, gradient(params, X[rows], T[rows]))
    return params, velocity


# %% baraja antes (reorders first) {"right": "train_epoch"}
def train_epoch(params, velocity, X, T, order, batch_size, gradient, step):
    X, T = X[order], T[order]
    for s in range(0, len(X), batch_size):
        state = step(params, velocity, gradient(params, X[s : s + batch_size], T[s : s + batch_size]))
        params, velocity = state
    return params, velocity


# %% velocidad a cero en cada minilote (velocity reset each batch) {"wrong": "train_epoch", "caught_by": ["test_train_epoch"], "says": "[[ha vuelto a cero|went back to zero]]"}
def train_epoch(params, velocity, X, T, order, batch_size, gradient, step):
    for s in range(0, len(order), batch_size):
        rows = order[s : s + batch_size]
        params, velocity = step(params, [0 * v for v in velocity], gradient(params, X[rows], T[rows]))
    return params, velocity


# %% sin el último (without the last) {"wrong": "train_epoch", "caught_by": ["test_train_epoch"], "says": "[[Falta el último minilote|The last mini-batch]]"}
def train_epoch(params, velocity, X, T, order, batch_size, gradient, step):
    for b in range(len(order) // batch_size):
        rows = order[b * batch_size : (b + 1) * batch_size]
        params, velocity = step(params, velocity, gradient(params, X[rows], T[rows]))
    return params, velocity


# %% sin order (without order) {"wrong": "train_epoch", "caught_by": ["test_train_epoch"], "says": "[[No has usado order|You did not use order]]"}
def train_epoch(params, velocity, X, T, order, batch_size, gradient, step):
    for s in range(0, len(order), batch_size):
        rows = slice(s, s + batch_size)
        params, velocity = step(params, velocity, gradient(params, X[rows], T[rows]))
    return params, velocity


# %% X barajada y T no (X reordered and T not) {"wrong": "train_epoch", "caught_by": ["test_train_epoch"], "says": "[[cada ejemplo con su objetivo|each example with its target]]"}
def train_epoch(params, velocity, X, T, order, batch_size, gradient, step):
    for s in range(0, len(order), batch_size):
        rows = order[s : s + batch_size]
        params, velocity = step(params, velocity, gradient(params, X[rows], T[s : s + batch_size]))
    return params, velocity


# %% gradiente del principio (gradient of the beginning) {"wrong": "train_epoch", "caught_by": ["test_train_epoch"], "says": "[[los parámetros de ahora|the parameters of now]]"}
def train_epoch(params, velocity, X, T, order, batch_size, gradient, step):
    start = params
    for s in range(0, len(order), batch_size):
        rows = order[s : s + batch_size]
        params, velocity = step(params, velocity, gradient(start, X[rows], T[rows]))
    return params, velocity


# %% de uno en uno (one by one) {"wrong": "train_epoch", "caught_by": ["test_train_epoch"], "says": "[[un paso por minilote|one step for each mini-batch]]"}
def train_epoch(params, velocity, X, T, order, batch_size, gradient, step):
    for i in order:
        params, velocity = step(params, velocity, gradient(params, X[[i]], T[[i]]))
    return params, velocity


# %% no guarda el paso (does not keep the step) {"wrong": "train_epoch", "caught_by": ["test_train_epoch"], "says": "[[guarda lo que devuelve step|keep what step returns]]"}
def train_epoch(params, velocity, X, T, order, batch_size, gradient, step):
    for s in range(0, len(order), batch_size):
        rows = order[s : s + batch_size]
        result = step(params, velocity, gradient(params, X[rows], T[rows]))
    return result


# %% empieza en reposo (starts at rest) {"wrong": "train_epoch", "caught_by": ["test_train_epoch"], "says": "[[Empiezas con la velocidad que se recibe|Do you start with the velocity]]", "hidden": true}
def train_epoch(params, velocity, X, T, order, batch_size, gradient, step):
    velocity = [0 * v for v in velocity]
    for s in range(0, len(order), batch_size):
        rows = order[s : s + batch_size]
        params, velocity = step(params, velocity, gradient(params, X[rows], T[rows]))
    return params, velocity


# %% [markdown]
# ## 8. epochs_to_target


# %% con next (with next) {"right": "epochs_to_target"}
def epochs_to_target(costs, target):
    return next((e + 1 for e in range(len(costs)) if costs[e] <= target), np.inf)


# %% flatnonzero {"right": "epochs_to_target"}
def epochs_to_target(costs, target):
    reached = np.flatnonzero(np.array(costs) <= target)
    return reached[0] + 1 if reached.size else float("inf")


# %% desde 0 (from 0) {"wrong": "epochs_to_target", "caught_by": ["test_epochs_to_target"], "says": "[[no la 0|not 0]]"}
def epochs_to_target(costs, target):
    return next((e for e, c in enumerate(costs) if c <= target), math.inf)


# %% menor estricto (strictly less) {"wrong": "epochs_to_target", "caught_by": ["test_epochs_to_target"], "says": "[[es ≤|it is ≤]]"}
def epochs_to_target(costs, target):
    return next((e for e, c in enumerate(costs, 1) if c < target), math.inf)


# %% la última (the last) {"wrong": "epochs_to_target", "caught_by": ["test_epochs_to_target"], "says": "[[ni la última|not the last one]]"}
def epochs_to_target(costs, target):
    found = math.inf
    for e, c in enumerate(costs[:-1], 1):
        if c <= target:
            found = e
    return found


# %% cuenta las de arriba (counts those above) {"wrong": "epochs_to_target", "caught_by": ["test_epochs_to_target"], "says": "[[que están por encima|that are above]]"}
def epochs_to_target(costs, target):
    return sum(c > target for c in costs)


# %% el coste (the cost) {"wrong": "epochs_to_target", "caught_by": ["test_epochs_to_target"], "says": "[[no el coste|not the cost]]"}
def epochs_to_target(costs, target):
    return next((c for c in costs if c <= target), math.inf)


# %% nunca es la primera (never is the first) {"wrong": "epochs_to_target", "caught_by": ["test_epochs_to_target"], "says": "[[Si no llega nunca|If it never gets there]]"}
def epochs_to_target(costs, target):
    return int(np.argmax(np.array(costs) <= target)) + 1


# %% nunca es la última (never is the last) {"wrong": "epochs_to_target", "caught_by": ["test_epochs_to_target"], "says": "[[Si no llega nunca|If it never gets there]]"}
def epochs_to_target(costs, target):
    return next((e for e, c in enumerate(costs, 1) if c <= target), len(costs))


# %% no mira la primera época (does not look at the first epoch) {"wrong": "epochs_to_target", "caught_by": ["test_epochs_to_target"], "says": "[[datos al azar|random data]]", "hidden": true}
def epochs_to_target(costs, target):
    return next((e for e, c in enumerate(costs, 1) if c <= target and e > 1), math.inf)


# %% [markdown]
# ## 9. search


# %% bucles (loops) {"right": "search"}
def search(xis, alphas, run):
    table, best = [], (math.inf, None, None)
    for xi in xis:
        row = []
        for alpha in alphas:
            row.append(run(xi, alpha))
            if row[-1] < best[0]:
                best = row[-1], xi, alpha
        table.append(row)
    return table, best[1], best[2]


# %% divmod {"right": "search"}
def search(xis, alphas, run):
    values = [run(xi, alpha) for xi in xis for alpha in alphas]
    i, j = divmod(values.index(min(values)), len(alphas))
    return np.reshape(values, (len(xis), len(alphas))), xis[i], alphas[j]


# %% traspuesta (transposed) {"wrong": "search", "caught_by": ["test_search"], "says": "[[Está traspuesta|It is transposed]]"}
def search(xis, alphas, run):
    table = np.array([[run(xi, alpha) for alpha in alphas] for xi in xis])
    i, j = np.unravel_index(np.argmin(table), table.shape)
    return table.T, xis[i], alphas[j]


# %% argumentos cambiados (arguments swapped) {"wrong": "search", "caught_by": ["test_search"], "says": "[[run recibe primero ξ|run takes ξ first]]"}
def search(xis, alphas, run):
    table = np.array([[run(alpha, xi) for alpha in alphas] for xi in xis])
    i, j = np.unravel_index(np.argmin(table), table.shape)
    return table, xis[i], alphas[j]


# %% el máximo (the maximum) {"wrong": "search", "caught_by": ["test_search"], "says": "[[la pareja del máximo|the pair of the maximum]]"}
def search(xis, alphas, run):
    table = np.array([[run(xi, alpha) for alpha in alphas] for xi in xis])
    i, j = np.unravel_index(np.argmax(table), table.shape)
    return table, xis[i], alphas[j]


# %% fila y columna (row and column) {"wrong": "search", "caught_by": ["test_search"], "says": "[[no su fila y su columna|not their row and column]]"}
def search(xis, alphas, run):
    table = np.array([[run(xi, alpha) for alpha in alphas] for xi in xis])
    i, j = np.unravel_index(np.argmin(table), table.shape)
    return table, i, j


# %% pareja al revés (pair reversed) {"wrong": "search", "caught_by": ["test_search"], "says": "[[Primero ξ y luego α|First ξ and then α]]"}
def search(xis, alphas, run):
    table = np.array([[run(xi, alpha) for alpha in alphas] for xi in xis])
    i, j = np.unravel_index(np.argmin(table), table.shape)
    return table, alphas[j], xis[i]


# %% argmin de las columnas (argmin by columns) {"wrong": "search", "caught_by": ["test_search"], "says": "[[esperado|expected]]"}
def search(xis, alphas, run):
    table = np.array([[run(xi, alpha) for alpha in alphas] for xi in xis])
    return table, xis[np.argmin(table) // len(xis) % len(xis)], alphas[0]


# %% el último de los empates (the last of the ties) {"wrong": "search", "caught_by": ["test_search"], "says": "[[la primera leyendo por filas|the first when you read row by row]]"}
def search(xis, alphas, run):
    table = np.array([[run(xi, alpha) for alpha in alphas] for xi in xis])
    i, j = np.argwhere(table == table.min())[-1]
    return table, xis[i], alphas[j]


# %% cuadrada o el primero (square, or the first) {"wrong": "search", "caught_by": ["test_search"], "says": "[[datos al azar|random data]]", "hidden": true}
def search(xis, alphas, run):
    table = np.array([[run(xi, alpha) for alpha in alphas] for xi in xis])
    i, j = np.unravel_index(np.argmin(table), table.shape)
    return table, xis[min(i, 1)], alphas[j] if len(xis) < 4 else alphas[0]


# %% [markdown]
# ## 10. keras_network


# %% capa a capa (layer by layer) {"right": "keras_network"}
def keras_network(params, X):
    model = keras.Sequential([keras.Input((X.shape[1],))])
    for W, b in zip(params[::2], params[1::2], strict=True):
        layer = keras.layers.Dense(len(b), activation="sigmoid")
        model.add(layer)
        layer.set_weights([W.T, b])
    return model.count_params(), keras.ops.convert_to_numpy(model(X))


# %% API funcional (functional API) {"right": "keras_network"}
def keras_network(params, X):
    x = inputs = keras.Input((X.shape[1],))
    for b in params[1::2]:
        x = keras.layers.Dense(len(b))(x)
        x = keras.layers.Activation("sigmoid")(x)
    model = keras.Model(inputs, x)
    model.set_weights([p.T for p in params])
    return sum(w.size for w in model.get_weights()), np.asarray(model(X))


# %% sin trasponer (not transposed) {"wrong": "keras_network", "caught_by": ["test_keras_network"], "says": "[[Falta trasponer|The transpose is missing]]"}
def keras_network(params, X):
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            *[keras.layers.Dense(len(b), activation="sigmoid") for i, b in enumerate(params[1::2])],
        ]
    )
    model.set_weights([p if p.shape[0] == p.shape[-1] else p.T for p in params])
    return model.count_params(), np.array(model(X))


# %% nada traspuesto (nothing transposed) {"wrong": "keras_network", "caught_by": ["test_keras_network"], "says": "ValueError"}
def keras_network(params, X):
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            *[keras.layers.Dense(len(b), activation="sigmoid") for i, b in enumerate(params[1::2])],
        ]
    )
    model.set_weights(params)
    return model.count_params(), np.array(model(X))


# %% salida lineal (linear output) {"wrong": "keras_network", "caught_by": ["test_keras_network"], "says": "[[La última capa también|The last layer is sigmoid]]"}
def keras_network(params, X):
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            *[
                keras.layers.Dense(len(b), activation="sigmoid" if 2 * i + 2 < len(params) else None)
                for i, b in enumerate(params[1::2])
            ],
        ]
    )
    model.set_weights([p.T for p in params])
    return model.count_params(), np.array(model(X))


# %% oculta ReLU (hidden ReLU) {"wrong": "keras_network", "caught_by": ["test_keras_network"], "says": "[[no ReLU|not ReLU]]"}
def keras_network(params, X):
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            *[
                keras.layers.Dense(len(b), activation="relu" if 2 * i + 2 < len(params) else "sigmoid")
                for i, b in enumerate(params[1::2])
            ],
        ]
    )
    model.set_weights([p.T for p in params])
    return model.count_params(), np.array(model(X))


# %% oculta lineal (hidden linear) {"wrong": "keras_network", "caught_by": ["test_keras_network"], "says": "[[le falta la activación|lacks its sigmoid]]"}
def keras_network(params, X):
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            *[
                keras.layers.Dense(len(b), activation=None if 2 * i + 2 < len(params) else "sigmoid")
                for i, b in enumerate(params[1::2])
            ],
        ]
    )
    model.set_weights([p.T for p in params])
    return model.count_params(), np.array(model(X))


# %% sin sesgos (no biases) {"wrong": "keras_network", "caught_by": ["test_keras_network"], "says": "[[Faltan los sesgos|The biases are missing]]"}
def keras_network(params, X):
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            *[
                keras.layers.Dense(len(b), activation="sigmoid", use_bias=False)
                for i, b in enumerate(params[1::2])
            ],
        ]
    )
    model.set_weights([W.T for W in params[::2]])
    return model.count_params(), np.array(model(X))


# %% cuenta arrays (counts arrays) {"wrong": "keras_network", "caught_by": ["test_keras_network"], "says": "[[el número de arrays|the number of arrays]]"}
def keras_network(params, X):
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            *[keras.layers.Dense(len(b), activation="sigmoid") for i, b in enumerate(params[1::2])],
        ]
    )
    model.set_weights([p.T for p in params])
    return len(model.weights), np.array(model(X))


# %% pesos al azar (random weights) {"wrong": "keras_network", "caught_by": ["test_keras_network"], "says": "[[Lleva el modelo los pesos|Does the model carry the weights]]"}
def keras_network(params, X):
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            *[
                keras.layers.Dense(len(b), activation="sigmoid", kernel_initializer="ones")
                for i, b in enumerate(params[1::2])
            ],
        ]
    )
    return model.count_params(), np.array(model(X))


# %% solo dos capas con sigmoide (the sigmoid on two layers only) {"wrong": "keras_network", "caught_by": ["test_keras_network"], "says": "[[datos al azar|random data]]", "hidden": true}
def keras_network(params, X):
    model = keras.Sequential(
        [
            keras.Input((X.shape[1],)),
            *[
                keras.layers.Dense(len(b), activation="sigmoid" if i < 2 else None)
                for i, b in enumerate(params[1::2])
            ],
        ]
    )
    model.set_weights([p.T for p in params])
    return model.count_params(), np.array(model(X))

# Wrong and right answers to the exercise (the format is in CONTRIBUTING.md). Wrong ones are mistakes that students
# make; "hidden": true marks those that only the hidden tests can see. All run with
# python -m publish answers 09_recurrent


# %% [markdown]
# ## 1. rnn_step


# %% una sola matriz (a single matrix) {"right": "rnn_step"}
def rnn_step(X, H, U, W, b):
    both = np.concatenate([X, H], axis=1)
    return np.tanh(both @ np.concatenate([U, W], axis=1).T + b)


# %% con einsum (with einsum) {"right": "rnn_step"}
def rnn_step(X, H, U, W, b):
    return np.tanh(np.einsum("mk,jk->mj", X, U) + np.einsum("mk,jk->mj", H, W) + b)


# %% fila por fila, en columnas (row by row, in columns) {"right": "rnn_step"}
def rnn_step(X, H, U, W, b):
    return [np.tanh(b + W @ h + U @ x) for x, h in zip(X, H, strict=True)]


# %% sin estado anterior (no previous state) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[Falta el estado anterior: sin W h⁽ᵗ⁻¹⁾ la red no recuerda nada|The previous state is missing: without W h⁽ᵗ⁻¹⁾ the network remembers nothing]]"}
def rnn_step(X, H, U, W, b):
    return np.tanh(X @ U.T + b)


# %% sin entrada (no input) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[Falta la entrada, U x|The input, U x, is missing]]"}
def rnn_step(X, H, U, W, b):
    return np.tanh(H @ W.T + b)


# %% sin sesgo (no bias) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[Falta el sesgo|The bias is missing]]"}
def rnn_step(X, H, U, W, b):
    return np.tanh(X @ U.T + H @ W.T)


# %% W sin trasponer (W not transposed) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[W está sin trasponer: con ejemplos en filas es H @ W.T|W is not transposed: with examples in rows it is H @ W.T]]"}
def rnn_step(X, H, U, W, b):
    return np.tanh(X @ U.T + H @ W + b)


# %% U sin trasponer (U not transposed) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[U está sin trasponer: con ejemplos en filas es X @ U.T|U is not transposed: with examples in rows it is X @ U.T]]"}
def rnn_step(X, H, U, W, b):
    return np.tanh(X @ U + H @ W.T + b)


# %% ninguna traspuesta (neither transposed) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[U y W están sin trasponer: la fórmula es de columnas y aquí los ejemplos son filas|Neither U nor W is transposed: the formula is for columns, and here the examples are rows]]"}
def rnn_step(X, H, U, W, b):
    return np.tanh(X @ U + H @ W + b)


# %% U y W cambiadas (U and W swapped) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[U y W están cambiadas: U es de la entrada y W del estado|U and W are swapped: U belongs to the input and W to the state]]"}
def rnn_step(X, H, U, W, b):
    return np.tanh(X @ W.T + H @ U.T + b)


# %% sin tanh (no tanh) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[Falta la tanh|The tanh is missing]]"}
def rnn_step(X, H, U, W, b):
    return X @ U.T + H @ W.T + b


# %% con sigmoide (with a sigmoid) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[Es tanh, no σ: el estado va de −1 a 1|It is tanh, not σ: the state goes from −1 to 1]]"}
def rnn_step(X, H, U, W, b):
    return sigmoid(X @ U.T + H @ W.T + b)


# %% con ReLU (with ReLU) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[Es tanh, no ReLU|It is tanh, not ReLU]]"}
def rnn_step(X, H, U, W, b):
    return np.maximum(X @ U.T + H @ W.T + b, 0)


# %% la derivada (the derivative) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[Eso es la derivada de la tanh, no la tanh|That is the derivative of tanh, not tanh]]"}
def rnn_step(X, H, U, W, b):
    return 1 - np.tanh(X @ U.T + H @ W.T + b) ** 2


# %% el estado fuera de la tanh (the state outside tanh) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[W h va dentro de la tanh, con lo demás|W h goes inside tanh, with the rest]]"}
def rnn_step(X, H, U, W, b):
    return np.tanh(X @ U.T + b) + H @ W.T


# %% el sesgo fuera de la tanh (the bias outside tanh) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[El sesgo va dentro de la tanh|The bias goes inside tanh]]"}
def rnn_step(X, H, U, W, b):
    return np.tanh(X @ U.T + H @ W.T) + b


# %% suma el estado (adds the state) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[El estado nuevo sustituye al de antes, no se le suma|The new state replaces that of before; it is not added to it]]"}
def rnn_step(X, H, U, W, b):
    return H + np.tanh(X @ U.T + H @ W.T + b)


# %% sesgo restado (bias subtracted) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[El sesgo se suma: aquí no es un umbral|The bias is added: here it is no threshold]]"}
def rnn_step(X, H, U, W, b):
    return np.tanh(X @ U.T + H @ W.T - b)


# %% con * en lugar de @ (with * instead of @) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "→"}
def rnn_step(X, H, U, W, b):
    return np.tanh(X * U + H * W + b)


# %% sin return (no return) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "None"}
def rnn_step(X, H, U, W, b):
    H = np.tanh(X @ U.T + H @ W.T + b)


# %% solo dos unidades de memoria (just two units of memory) {"wrong": "rnn_step", "caught_by": ["test_rnn_step"], "says": "[[datos al azar|random data]]", "hidden": true}
def rnn_step(X, H, U, W, b):
    return np.tanh(X @ U.T + H[:, :2] @ W.T[:2] + b)


# %% [markdown]
# ## 2. rnn_forward


# %% una lista que se apila (a list that is stacked) {"right": "rnn_forward"}
def rnn_forward(X, h0, U, W, b):
    states, h = [], h0
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ U.T + h @ W.T + b)
        states.append(h)
    return np.stack(states, axis=1)


# %% las entradas de una vez y el tiempo delante (all inputs at once and time in front) {"right": "rnn_forward"}
def rnn_forward(X, h0, U, W, b):
    h, states = h0, []
    for a in (X @ U.T + b).swapaxes(0, 1):
        h = np.tanh(a + h @ W.T)
        states.append(h)
    return np.array(states).swapaxes(0, 1)


# %% recursiva (recursive) {"right": "rnn_forward"}
def rnn_forward(X, h0, U, W, b):
    if X.shape[1] == 0:
        return np.zeros((len(X), 0, len(b)))
    h = np.tanh(X[:, 0] @ U.T + h0 @ W.T + b)
    return np.concatenate([h[:, None], rnn_forward(X[:, 1:], h, U, W, b)], axis=1)


# %% no lleva el estado (does not carry the state) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[El estado no se lleva de un paso al siguiente: cada paso sale otra vez de h0|The state is not carried from one step to the next: each step sets out from h0 again]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ U.T + h0 @ W.T + b)
        H[:, t] = h
    return H


# %% no usa el estado (does not use the state) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[El estado no interviene: falta W h⁽ᵗ⁻¹⁾|The state plays no part: W h⁽ᵗ⁻¹⁾ is missing]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ U.T + b)
        H[:, t] = h
    return H


# %% empieza en cero (begins at zero) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[El estado empieza en h0, no en cero|The state begins as h0, not as zero]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = np.zeros(h0.shape)
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ U.T + h @ W.T + b)
        H[:, t] = h
    return H


# %% vuelve a cero en cada paso, menos en el primero (goes back to zero at each step but the first) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[Desde el segundo paso el estado es cero: hay que llevar el del paso anterior|From the second step on the state is zero: carry that of the step before]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ U.T + h @ W.T + b)
        H[:, t] = h
        h = np.zeros(h0.shape)
    return H


# %% incluye el inicial (includes the initial one) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[Sobra el estado inicial: se piden los τ que siguen|The initial state is one too many: the τ that follow were asked for]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ U.T + h @ W.T + b)
        H[:, t] = h
    return np.concatenate([h0[:, None], H], axis=1)


# %% guarda antes de calcular (keeps before computing) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[Guardas el estado antes de calcular el nuevo: va todo con un paso de retraso|You keep the state before you compute the new one: all is one step late]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        H[:, t] = h
        h = np.tanh(X[:, t] @ U.T + h @ W.T + b)
    return H


# %% solo el último (only the last) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[Eso es solo el último estado: se piden todos|That is the last state only: all were asked for]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ U.T + h @ W.T + b)
        H[:, t] = h
    return h


# %% tiempo en el primer eje (time on the first axis) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[Los ejes: primero la secuencia y después el tiempo, (m, τ, n_h)|The axes: first the sequence and then time, (m, τ, n_h)]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ U.T + h @ W.T + b)
        H[:, t] = h
    return H.swapaxes(0, 1)


# %% recorre las secuencias (goes through the sequences) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[El tiempo es el segundo eje: lo que se lee en el paso t es X[:, t], no X[t]|Time is the second axis: what is read at step t is X[:, t], not X[t]]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = np.tanh(X[t] @ U.T + h @ W.T + b)
        H[:, t] = h
    return H


# %% el primer eje por el tiempo, también al guardar (the first axis for time, also when keeping) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[Has tomado el primer eje por el tiempo: es el segundo|You took the first axis for time: it is the second]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = np.tanh(X[t] @ U.T + h @ W.T + b)
        H[t] = h
    return H


# %% lee al revés (reads backward) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[Lees la secuencia del final al principio|You read the sequence from the end to the beginning]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = np.tanh(X[:, -1 - t] @ U.T + h @ W.T + b)
        H[:, t] = h
    return H


# %% siempre la primera entrada (always the first input) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[Lees siempre la primera entrada: falta la t|You always read the first input: the t is missing]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = np.tanh(X[:, 0] @ U.T + h @ W.T + b)
        H[:, t] = h
    return H


# %% acumula (accumulates) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[El estado nuevo sustituye al anterior, no se le suma|The new state replaces the one before; it is not added to it]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = h + np.tanh(X[:, t] @ U.T + h @ W.T + b)
        H[:, t] = h
    return H


# %% lleva a en lugar de h (carries a instead of h) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[Al paso siguiente pasa h, ya con la tanh, y no la suma de dentro|What goes on to the next step is h, with its tanh, and not the sum inside]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = X[:, t] @ U.T + h @ W.T + b
        H[:, t] = np.tanh(h)
    return H


# %% el estado pasa de una secuencia a otra (the state goes from one sequence to another) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[El estado de una secuencia ha pasado a la siguiente: cada una empieza en su fila de h0|The state of one sequence went on to the next: each begins with its row of h0]]"}
def rnn_forward(X, h0, U, W, b):
    states, h = [], h0[0]
    for sequence in X:
        for x in sequence:
            h = np.tanh(U @ x + W @ h + b)
            states.append(h)
    return np.reshape(states, (len(X), X.shape[1], len(b)))


# %% el mismo h0 para todas (the same h0 for all) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[Cada secuencia tiene su estado inicial: su fila de h0|Each sequence has its initial state: its row of h0]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0[:1]
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ U.T + h @ W.T + b)
        H[:, t] = h
    return H


# %% sin tanh (no tanh) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[Falta la tanh|The tanh is missing]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = X[:, t] @ U.T + h @ W.T + b
        H[:, t] = h
    return H


# %% sin sesgo (no bias) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[Falta el sesgo|The bias is missing]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ U.T + h @ W.T)
        H[:, t] = h
    return H


# %% W sin trasponer (W not transposed) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[W está sin trasponer|W is not transposed]]"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ U.T + h @ W + b)
        H[:, t] = h
    return H


# %% sin return (no return) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "None"}
def rnn_forward(X, h0, U, W, b):
    H = np.empty((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(X.shape[1]):
        h = np.tanh(X[:, t] @ U.T + h @ W.T + b)
        H[:, t] = h


# %% tres pasos como mucho (three steps at most) {"wrong": "rnn_forward", "caught_by": ["test_rnn_forward"], "says": "[[datos al azar|random data]]", "hidden": true}
def rnn_forward(X, h0, U, W, b):
    H = np.zeros((len(X), X.shape[1], len(b)))
    h = h0
    for t in range(min(3, X.shape[1])):
        h = np.tanh(X[:, t] @ U.T + h @ W.T + b)
        H[:, t] = h
    return H


# %% [markdown]
# ## 3. sequence_cost


# %% con logaddexp (with logaddexp) {"right": "sequence_cost"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    log_Y = scores - np.logaddexp.reduce(scores, axis=-1)[..., None]
    return [np.exp(log_Y), -(T * log_Y).sum(axis=(1, 2)).mean()]


# %% paso a paso, eligiendo la clase (step by step, choosing the class) {"right": "sequence_cost"}
def sequence_cost(H, V, c, T):
    Y, J = np.zeros(T.shape), 0.0
    for t in range(H.shape[1]):
        scores = H[:, t] @ V.T + c
        top = scores.max(axis=1, keepdims=True)
        total = np.exp(scores - top).sum(axis=1, keepdims=True)
        Y[:, t] = np.exp(scores - top) / total
        J += np.mean((top + np.log(total))[:, 0] - scores[np.arange(len(H)), T[:, t].argmax(axis=1)])
    return Y, J


# %% media en el tiempo (mean over time) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[El coste se suma sobre los pasos y se promedia solo sobre las m secuencias|The cost is summed over the steps and averaged over the m sequences alone]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), -np.sum(T * log_Y) / (len(H) * H.shape[1])


# %% np.mean (np.mean) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[np.mean divide también entre los pasos y las clases: suma, y divide entre m|np.mean divides by steps and classes, too: sum, and divide by m]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), -np.mean(T * log_Y)


# %% sin dividir entre m (not divided by m) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Falta la media sobre las m secuencias|The mean over the m sequences is missing]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), -np.sum(T * log_Y)


# %% entre las clases (by the classes) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Se divide entre el número de secuencias, m, que es len(H), y no entre el de clases|Divide by the number of sequences, m, which is len(H), and not by that of classes]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), -np.sum(T * log_Y) / len(V)


# %% sin el menos (without the minus) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Falta el signo menos|The minus sign is missing]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), np.sum(T * log_Y) / len(H)


# %% solo el último paso (last step only) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Solo has contado el último paso: el coste es de todos|You counted the last step only: the cost is of all of them]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), -np.sum(T[:, -1] * log_Y[:, -1]) / len(H)


# %% todas las clases (all classes) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Falta T: solo cuenta la clase correcta|T is missing: only the correct class counts]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), -np.sum(log_Y) / len(H)


# %% coste con las puntuaciones (cost with the scores) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[El logaritmo es el de las salidas, después de softmax|The logarithm is that of the outputs, after softmax]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), -np.sum(T * scores) / len(H)


# %% logaritmo en base 2 (base-2 logarithm) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[El logaritmo es el natural, no el de base 2|The logarithm is the natural one, not that of base 2]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), -np.sum(T * log_Y) / np.log(2) / len(H)


# %% sin logaritmo (no logarithm) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Falta el logaritmo|The logarithm is missing]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), -np.sum(T * np.exp(log_Y)) / len(H)


# %% error cuadrático (squared error) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Eso es el error cuadrático: se pide la entropía cruzada|That is the squared error: the cross-entropy was asked for]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), np.sum((T - np.exp(log_Y)) ** 2) / (2 * len(H))


# %% softmax sobre el tiempo (softmax over time) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Softmax se toma sobre las clases, el último eje, no sobre el tiempo|Softmax is taken over the classes, the last axis, not over time]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=1, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=1, keepdims=True))
    return np.exp(log_Y), -np.sum(T * log_Y) / len(H)


# %% softmax sobre el minilote (softmax over the minibatch) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Softmax se toma sobre las clases, el último eje, no sobre el minilote|Softmax is taken over the classes, the last axis, not over the minibatch]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=0, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=0, keepdims=True))
    return np.exp(log_Y), -np.sum(T * log_Y) / len(H)


# %% softmax sobre todo (softmax over everything) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Cada paso de cada secuencia tiene su softmax: has dividido entre la suma de todo|Each step of each sequence has a softmax of its own: you divided by the sum of everything]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=None, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=None, keepdims=True))
    return np.exp(log_Y), -np.sum(T * log_Y) / len(H)


# %% sigmoide (sigmoid) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Es softmax sobre las clases, no una sigmoide para cada una|It is softmax over the classes, not a sigmoid for each]]"}
def sequence_cost(H, V, c, T):
    Y = sigmoid(H @ V.T + c)
    return Y, -np.sum(T * np.log(Y)) / len(H)


# %% sin c (no c) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Falta el sesgo c|The bias c is missing]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), -np.sum(T * log_Y) / len(H)


# %% devuelve los logaritmos (returns the logarithms) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Esos son los logaritmos de las salidas: falta la exponencial|Those are the logarithms of the outputs: the exponential is missing]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return log_Y, -np.sum(T * log_Y) / len(H)


# %% devuelve las puntuaciones (returns the scores) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Eso son las puntuaciones: falta softmax|Those are the scores: softmax is missing]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return scores, -np.sum(T * log_Y) / len(H)


# %% solo la última salida (last output only) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Eso es solo la última salida: se pide la de cada paso|That is the last output only: that of each step was asked for]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y[:, -1]), -np.sum(T * log_Y) / len(H)


# %% en el otro orden (in the other order) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Van en otro orden: primero las salidas y luego J|They go in another order: the outputs first and then J]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return -np.sum(T * log_Y) / len(H), np.exp(log_Y)


# %% un coste por secuencia (one cost for each sequence) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[J es un número, la media de los costes de las secuencias|J is one number, the mean of the costs of the sequences]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), -np.sum(T * log_Y, axis=(1, 2))


# %% un coste por paso (one cost for each step) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[J es un número: falta sumar sobre los pasos|J is one number: the sum over the steps is missing]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), -np.sum(T * log_Y, axis=(0, 2)) / len(H)


# %% se desborda (overflows) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "NaN"}
def sequence_cost(H, V, c, T):
    E = np.exp(H @ V.T + c)
    Y = E / np.sum(E, axis=2, keepdims=True)
    return Y, -np.sum(T * np.log(Y)) / len(H)


# %% logaritmo de cero (logarithm of zero) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "→"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    E = np.exp(scores - np.max(scores, axis=2, keepdims=True))
    Y = E / np.sum(E, axis=2, keepdims=True)
    return Y, -np.sum(T * np.log(Y)) / len(H)


# %% un pequeño ε en el logaritmo (a small ε in the logarithm) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[sin pasar por y|without going through y]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    E = np.exp(scores - np.max(scores, axis=2, keepdims=True))
    Y = E / np.sum(E, axis=2, keepdims=True)
    return Y, -np.sum(T * np.log(Y + 1e-12)) / len(H)


# %% V sin trasponer (V not transposed) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "ValueError"}
def sequence_cost(H, V, c, T):
    scores = H @ V + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), -np.sum(T * log_Y) / len(H)


# %% solo las salidas (just the outputs) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y)


# %% sin return (no return) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "None"}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    _ = np.exp(log_Y), -np.sum(T * log_Y) / len(H)


# %% el coste de dos pasos (the cost of two steps) {"wrong": "sequence_cost", "caught_by": ["test_sequence_cost"], "says": "[[datos al azar|random data]]", "hidden": true}
def sequence_cost(H, V, c, T):
    scores = H @ V.T + c
    scores = scores - np.max(scores, axis=2, keepdims=True)
    log_Y = scores - np.log(np.sum(np.exp(scores), axis=2, keepdims=True))
    return np.exp(log_Y), -np.sum(T[:, :2] * log_Y[:, :2]) / len(H)


# %% [markdown]
# ## 4. rnn_backward


# %% las δ primero y después productos (the δ first and then products) {"right": "rnn_backward"}
def rnn_backward(dH, X, h0, H, W):
    delta, back = np.zeros(H.shape), 0
    for t in range(H.shape[1] - 1, -1, -1):
        delta[:, t] = (dH[:, t] + back) * (1 - H[:, t] * H[:, t])
        back = delta[:, t] @ W
    past = np.concatenate([h0[:, None, :], H[:, :-1]], axis=1)
    dU, dW = (np.tensordot(delta, inputs, axes=([0, 1], [0, 1])) for inputs in (X, past))
    return [dU, dW, delta.sum(axis=(0, 1)), back]


# %% secuencia por secuencia, en columnas (sequence by sequence, in columns) {"right": "rnn_backward"}
def rnn_backward(dH, X, h0, H, W):
    dU, dW, db, dh0 = 0, 0, 0, []
    for d, x, h, first in zip(dH, X, H, h0, strict=True):
        back = np.zeros(len(W))
        for t in reversed(range(len(h))):
            delta = (1 - h[t] ** 2) * (d[t] + back)
            dU = dU + np.outer(delta, x[t])
            dW = dW + np.outer(delta, h[t - 1] if t > 0 else first)
            db = db + delta
            back = W.T @ delta
        dh0.append(back)
    return dU, dW, db, dh0


# %% ∂W sin sumar en el tiempo (∂W not summed over time) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[El gradiente de W se suma sobre el tiempo: aquí cada paso borra lo del anterior (es +=, no =)|The gradient of W is summed over time: here each step erases that of the one before (+=, not =)]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW = delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% nada se suma en el tiempo (nothing summed over time) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[Los gradientes de los pesos se suman sobre el tiempo: solo ha quedado el del primer paso|The gradients of the weights are summed over time: only that of the first step is left]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU = delta.T @ X[:, t]
        dW = delta.T @ past[:, t]
        db = np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% ∂U sin sumar en el tiempo (∂U not summed over time) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[El gradiente de U se suma sobre el tiempo|The gradient of U is summed over time]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU = delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% ∂b sin sumar en el tiempo (∂b not summed over time) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[El gradiente de b se suma sobre el tiempo|The gradient of b is summed over time]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db = np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% solo el último paso (last step only) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[Solo has contado el último paso: U, W y b actúan en todos|You counted the last step only: U, W and b act in all of them]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
        break
    return dU, dW, db, back


# %% media en el tiempo (mean over time) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[Los gradientes se suman sobre el tiempo, no se promedian|The gradients are summed over time, not averaged]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU / H.shape[1], dW / H.shape[1], db / H.shape[1], back


# %% nada vuelve del paso siguiente (nothing returns from the next step) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[Falta lo que vuelve del paso siguiente, Wᵀδ⁽ᵗ⁺¹⁾|What comes back from the next step, Wᵀδ⁽ᵗ⁺¹⁾, is missing]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t]) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% solo la última salida (last output only) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[Falta el error de las salidas intermedias: dH llega en todos los pasos, no solo en el último|The error of the outputs in between is missing: dH arrives at every step, not just at the last]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = ((dH[:, t] if t == H.shape[1] - 1 else 0) + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% vuelve por W traspuesta (returns through W transposed) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[Hacia atrás, con ejemplos en filas, es δ @ W, sin trasponer|Backward, with examples in rows, it is δ @ W, not transposed]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W.T
    return dU, dW, db, back


# %% vuelve sin W (returns without W) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[Lo que vuelve pasa por W|What comes back goes through W]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta
    return dU, dW, db, back


# %% vuelve sin la derivada (returns without the derivative) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[Lo que viaja hacia atrás es δ, ya con la derivada de la tanh|What travels backward is δ, with the derivative of tanh in it]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = (dH[:, t] + back) @ W
    return dU, dW, db, back


# %% sin derivada (no derivative) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[Falta la derivada de la tanh, 1 − h²|The derivative of tanh, 1 − h², is missing]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = dH[:, t] + back
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% 1 − h (1 − h) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[La derivada de la tanh es 1 − h², no 1 − h|The derivative of tanh is 1 − h², not 1 − h]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t])
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% la derivada de la sigmoide (the sigmoid's derivative) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[h(1 − h) es la derivada de la sigmoide; la de la tanh es 1 − h²|h(1 − h) is the derivative of the sigmoid; that of tanh is 1 − h²]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * H[:, t] * (1 - H[:, t])
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% la tanh otra vez (tanh once more) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[H ya lleva la tanh: no la apliques otra vez|H has its tanh already: do not apply it once more]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - np.tanh(H[:, t]) ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% la derivada solo a lo de la salida (the derivative for the output's alone) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[La derivada multiplica a la suma de los dos errores, no solo al de la salida|The derivative multiplies the sum of the two errors, not that of the output alone]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = dH[:, t] * (1 - H[:, t] ** 2) + back
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% la derivada en el estado anterior (the derivative at the state before) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[La derivada se toma en h⁽ᵗ⁾, no en h⁽ᵗ⁻¹⁾|The derivative is taken at h⁽ᵗ⁾, not at h⁽ᵗ⁻¹⁾]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - past[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% ∂W con el estado nuevo (∂W with the new state) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[En el gradiente de W va el estado anterior, h⁽ᵗ⁻¹⁾, no h⁽ᵗ⁾|The gradient of W takes the state before, h⁽ᵗ⁻¹⁾, not h⁽ᵗ⁾]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ H[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% ∂W con h0 nulo (∂W with h0 zero) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[En el primer paso el estado anterior es h0, no cero|At the first step the state before is h0, not zero]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([0 * h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% el último estado en lugar de h0 (the last state instead of h0) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[En el primer paso, H[:, t − 1] es H[:, −1], el último estado: ahí va h0|At the first step, H[:, t − 1] is H[:, −1], the last state: h0 goes there]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ H[:, t - 1]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% hacia delante (forward) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[Se recorre el tiempo al revés, del último paso al primero|Time is gone through backward, from the last step to the first]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in range(H.shape[1]):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% ∂h0 sin W (∂h0 without W) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[El gradiente de h0 es Wᵀδ⁽¹⁾: falta pasar por W|The gradient of h0 is Wᵀδ⁽¹⁾: it has yet to go through W]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, delta


# %% ∂h0 cero (∂h0 zero) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[El gradiente de h0 no es cero: h0 influye en todos los estados|The gradient of h0 is not zero: h0 has an influence on all the states]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, np.zeros(h0.shape)


# %% ∂h0 sumado sobre el minilote (∂h0 summed over the minibatch) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[El gradiente de h0 es uno por secuencia, sin sumar|The gradient of h0 is one for each sequence, not summed]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, np.sum(back, axis=0)


# %% media en el minilote (mean over the minibatch) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[Sobre el minilote se suma: si el coste es una media, 1/m ya viene en dH|Over the minibatch one sums: if the cost is a mean, 1/m comes in dH already]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU / len(X), dW / len(X), db / len(X), back


# %% ∂W traspuesta (∂W transposed) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[El gradiente de W está traspuesto: es δᵀ @ h⁽ᵗ⁻¹⁾|The gradient of W is transposed: it is δᵀ @ h⁽ᵗ⁻¹⁾]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += past[:, t].T @ delta
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db, back


# %% en otro orden (in another order) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[Van en otro orden: U, W, b y h0|They go in another order: U, W, b and h0]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dW, dU, db, back


# %% un ∂b por secuencia (one ∂b for each sequence) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[Resultado 3|Result 3]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db = db + delta
        back = delta @ W
    return dU, dW, db, back


# %% sin ∂h0 (no ∂h0) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[Tiene que devolver 4 resultados|It has to return 4 results]]"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    return dU, dW, db


# %% sin return (no return) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "None"}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W
    _ = dU, dW, db, back


# %% truncada a tres pasos (truncated at three steps) {"wrong": "rnn_backward", "caught_by": ["test_rnn_backward"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def rnn_backward(dH, X, h0, H, W):
    past = np.concatenate([h0[:, None], H[:, :-1]], axis=1)
    dU, dW, db = np.zeros((H.shape[2], X.shape[2])), np.zeros(W.shape), np.zeros(len(W))
    back = np.zeros(h0.shape)
    for t in reversed(range(H.shape[1])):
        delta = (dH[:, t] + back) * (1 - H[:, t] ** 2)
        dU += delta.T @ X[:, t]
        dW += delta.T @ past[:, t]
        db += np.sum(delta, axis=0)
        back = delta @ W if (H.shape[1] - t) % 3 or t == 0 else 0 * delta
    return dU, dW, db, back


# %% [markdown]
# ## 5. lag_slopes


# %% con un bucle (with a loop) {"right": "lag_slopes"}
def lag_slopes(w, h):
    slopes, slope = [], 1.0
    for state in reversed(list(h)):
        slope *= w * (1 - state * state)
        slopes.append(slope)
    return slopes


# %% un producto por distancia (one product for each distance) {"right": "lag_slopes"}
def lag_slopes(w, h):
    return [np.prod(w * (1 - h[len(h) - k :] ** 2)) for k in range(1, len(h) + 1)]


# %% sin la derivada (no derivative) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[Falta la derivada de la tanh, 1 − h²: eso es wᵏ|The derivative of tanh, 1 − h², is missing: that is wᵏ]]"}
def lag_slopes(w, h):
    factors = w * np.ones(len(h))
    return np.cumprod(factors[::-1])


# %% sin w (no w) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[Falta w: va en cada factor|w is missing: it goes in each factor]]"}
def lag_slopes(w, h):
    factors = 1 - h**2
    return np.cumprod(factors[::-1])


# %% w una sola vez (w once only) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[w va en cada factor, no una sola vez|w goes in each factor, not just once]]"}
def lag_slopes(w, h):
    factors = 1 - h**2
    return w * np.cumprod(factors[::-1])


# %% desde el principio (from the beginning) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[La distancia se cuenta desde el último estado: has empezado por el primero|Distance is counted from the last state: you began with the first]]"}
def lag_slopes(w, h):
    factors = w * (1 - h**2)
    return np.cumprod(factors)


# %% respuesta al revés (answer backward) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[La respuesta va de k = 1 a k = τ: está al revés|The answer goes from k = 1 to k = τ: it is backward]]"}
def lag_slopes(w, h):
    factors = w * (1 - h**2)
    return np.cumprod(factors[::-1])[::-1]


# %% suma (sums) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[La regla de la cadena multiplica los factores, no los suma|The chain rule multiplies the factors; it does not add them]]"}
def lag_slopes(w, h):
    factors = w * (1 - h**2)
    return np.cumsum(factors[::-1])


# %% sin acumular (not running) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[Esos son los factores sueltos: falta multiplicarlos|Those are the single factors: multiply them]]"}
def lag_slopes(w, h):
    factors = w * (1 - h**2)
    return factors[::-1]


# %% solo el total (the total only) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[Eso es solo la distancia τ: se piden todas|That is distance τ only: all were asked for]]"}
def lag_slopes(w, h):
    factors = w * (1 - h**2)
    return np.prod(factors)


# %% potencias del último factor (powers of the last factor) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[Cada paso tiene su factor: no es una potencia del último|Each step has its own factor: it is no power of the last]]"}
def lag_slopes(w, h):
    factors = w * (1 - h**2)
    return factors[-1] ** np.arange(1, len(h) + 1)


# %% potencias de la media (powers of the mean) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[Cada paso tiene su factor: no es una potencia de la media|Each step has its own factor: it is no power of the mean]]"}
def lag_slopes(w, h):
    factors = w * (1 - h**2)
    return np.mean(factors) ** np.arange(1, len(h) + 1)


# %% 1 − h (1 − h) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[La derivada de la tanh es 1 − h², no 1 − h|The derivative of tanh is 1 − h², not 1 − h]]"}
def lag_slopes(w, h):
    factors = w * (1 - h)
    return np.cumprod(factors[::-1])


# %% la derivada de la sigmoide (the sigmoid's derivative) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[h(1 − h) es la derivada de la sigmoide; la de la tanh es 1 − h²|h(1 − h) is the derivative of the sigmoid; that of tanh is 1 − h²]]"}
def lag_slopes(w, h):
    factors = w * h * (1 - h)
    return np.cumprod(factors[::-1])


# %% la tanh otra vez (tanh once more) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[h ya lleva la tanh: no la apliques otra vez|h has its tanh already: do not apply it once more]]"}
def lag_slopes(w, h):
    factors = w * (1 - np.tanh(h) ** 2)
    return np.cumprod(factors[::-1])


# %% el valor absoluto (the absolute value) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[Las pendientes llevan signo: w es negativa|Slopes have a sign: w is negative]]"}
def lag_slopes(w, h):
    factors = w * (1 - h**2)
    return np.abs(np.cumprod(factors[::-1]))


# %% con la distancia 0 (with distance 0) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[Sobra la distancia 0, que vale 1: se empieza en k = 1|Distance 0, which is 1, is one too many: begin at k = 1]]"}
def lag_slopes(w, h):
    factors = w * (1 - h**2)
    return np.cumprod([1, *factors[::-1]])


# %% distancia 0 en lugar de la τ (distance 0 instead of τ) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[Empiezas en la distancia 0: va todo corrido un lugar|You begin at distance 0: all is shifted by one place]]"}
def lag_slopes(w, h):
    factors = w * (1 - h**2)
    return np.cumprod([1, *factors[:0:-1]])


# %% resta de más (the wrong sign) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[Es 1 − h², con menos|It is 1 − h², with a minus]]"}
def lag_slopes(w, h):
    factors = w * (1 + h**2)
    return np.cumprod(factors[::-1])


# %% sin return (no return) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "None"}
def lag_slopes(w, h):
    factors = w * (1 - h**2)
    _ = np.cumprod(factors[::-1])


# %% cuatro pasos como mucho (four steps at most) {"wrong": "lag_slopes", "caught_by": ["test_lag_slopes"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def lag_slopes(w, h):
    factors = w * (1 - h**2)
    return np.cumprod(np.where(np.arange(len(h)) < 4, factors[::-1], 0))


# %% [markdown]
# ## 6. clip_gradients


# %% un vector largo (one long vector) {"right": "clip_gradients"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "norm":
        norm = np.linalg.norm(np.concatenate([np.ravel(g) for g in gradients]))
        return tuple(g / max(1.0, norm / limit) for g in gradients)
    return tuple(np.maximum(-limit, np.minimum(limit, g)) for g in gradients)


# %% la norma de las normas (the norm of the norms) {"right": "clip_gradients"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.sign(g) * np.minimum(np.abs(g), limit) for g in gradients]
    norm = math.hypot(*[np.linalg.norm(g) for g in gradients])
    if norm <= limit:
        return gradients
    return [g / norm * limit for g in gradients]


# %% cada array con su norma (each array with its own norm) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[Una sola norma para todos: cada array recortado por su cuenta tuerce la dirección|One norm for all: each array clipped by itself bends the direction]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norms = [np.linalg.norm(g) for g in gradients]
    return [g * limit / norm if norm > limit else g for g, norm in zip(gradients, norms, strict=True)]


# %% siempre por valor (always by value) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[Eso es recortar por valor: tuerce la dirección|That is clipping by value: it bends the direction]]"}
def clip_gradients(gradients, limit, by="norm"):
    return [np.clip(g, -limit, limit) for g in gradients]


# %% sin raíz (no root) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[Se divide entre la norma, no entre su cuadrado: falta la raíz|Divide by the norm, not by its square: the root is missing]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = sum(np.sum(g**2) for g in gradients)
    factor = limit / norm if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% suma de valores absolutos (sum of absolute values) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[Eso es la suma de los valores absolutos: la norma es la raíz de la suma de los cuadrados|That is the sum of the absolute values: the norm is the root of the sum of the squares]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = sum(np.sum(np.abs(g)) for g in gradients)
    factor = limit / norm if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% el máximo (the maximum) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[Eso es el mayor componente, no la norma|That is the largest component, not the norm]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = max(np.max(np.abs(g)) for g in gradients)
    factor = limit / norm if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% la suma de las normas (the sum of the norms) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[La norma de todos no es la suma de las normas|The norm of all is not the sum of the norms]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = sum(np.linalg.norm(g) for g in gradients)
    factor = limit / norm if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% raíz de la media (root of the mean) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[La norma lleva la suma de los cuadrados, no su media|The norm takes the sum of the squares, not their mean]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients) / sum(g.size for g in gradients))
    factor = limit / norm if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% norma 1 (norm 1) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[La norma tiene que quedar en el límite, no en 1: falta multiplicar por él|The norm has to end at the limit, not at 1: multiply by it]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = 1 / norm if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% solo por el límite (by the limit alone) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[Falta dividir entre la norma|Divide by the norm]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = limit if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% solo entre el límite (divided by the limit alone) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[Dividir entre el límite no deja la norma en él: el factor es ℓ entre la norma|Dividing by the limit does not leave the norm there: the factor is ℓ over the norm]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = 1 / limit if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% el cociente al revés (the quotient upside down) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[El cociente está al revés: es el límite entre la norma|The quotient is upside down: it is the limit over the norm]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = norm / limit if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% con el cuadrado de la norma (with the square of the norm) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[Se divide entre la norma, no entre su cuadrado: falta la raíz|Divide by the norm, not by its square: the root is missing]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = limit / norm**2 if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% nada (nothing) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[No has recortado: la norma es 7 y el límite 3,5|You did not clip: the norm is 7 and the limit 3.5]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    return gradients


# %% la comparación al revés (the comparison upside down) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[No has recortado: la norma es 7 y el límite 3,5|You did not clip: the norm is 7 and the limit 3.5]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = limit / norm if norm < limit else 1.0
    return [factor * g for g in gradients]


# %% ceros (zeros) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[Un gradiente largo se acorta, no se tira|A long gradient is shortened, not thrown away]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = 0 if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% resta (subtracts) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[Se multiplica por un factor; restar a cada componente tuerce la dirección|Multiply by a factor; subtracting from each component bends the direction]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = limit / norm if norm > limit else 1.0
    return [g - np.sign(g) * (norm - limit) for g in gradients]


# %% en valor absoluto (in absolute value) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[Se ha perdido el signo|The sign is lost]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = limit / norm if norm > limit else 1.0
    return [factor * np.abs(g) for g in gradients]


# %% alarga los cortos (lengthens the short ones) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[no hay que alargarlo|it is not to be lengthened]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = limit / norm
    return [factor * g for g in gradients]


# %% cero entre cero (zero by zero) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "NaN"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = min(limit, norm) / norm
    return [factor * g for g in gradients]


# %% value solo por arriba (value from above only) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[Falta el límite por abajo|The lower limit is missing]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.minimum(g, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = limit / norm if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% value desde 0 (value from 0) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[El límite inferior es −ℓ|The lower limit is −ℓ]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, 0, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = limit / norm if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% value a cero (value to zero) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[se queda en el límite, no en 0|stays at the limit, not at 0]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.where(np.abs(g) > limit, 0, g) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = limit / norm if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% value sin signo (value without sign) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[Se ha perdido el signo|The sign is lost]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.minimum(np.abs(g), limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = limit / norm if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% value por norma (value by norm) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[se pedía por valor|by value was asked for]]"}
def clip_gradients(gradients, limit, by="norm"):
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = limit / norm if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% un solo vector (a single vector) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = limit / norm if norm > limit else 1.0
    return np.concatenate([factor * g.ravel() for g in gradients])


# %% sin return (no return) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "None"}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients))
    factor = limit / norm if norm > limit else 1.0
    _ = [factor * g for g in gradients]


# %% solo dos arrays (just two arrays) {"wrong": "clip_gradients", "caught_by": ["test_clip_gradients"], "says": "[[datos al azar|random data]]", "hidden": true}
def clip_gradients(gradients, limit, by="norm"):
    if by == "value":
        return [np.clip(g, -limit, limit) for g in gradients]
    norm = np.sqrt(sum(np.sum(g**2) for g in gradients[:2]))
    factor = limit / norm if norm > limit else 1.0
    return [factor * g for g in gradients]


# %% [markdown]
# ## 7. lstm_step


# %% bloque por bloque (block by block) {"right": "lstm_step"}
def lstm_step(X, H, C, U, W, b):
    n = len(b) // 4
    parts = []
    for k, squash in enumerate([sigmoid, sigmoid, np.tanh, sigmoid]):
        rows = slice(k * n, (k + 1) * n)
        parts.append(squash(X @ U[rows].T + H @ W[rows].T + b[rows]))
    C = parts[1] * C + parts[0] * parts[2]
    return parts[3] * np.tanh(C), C, np.hstack(parts)


# %% todo σ y la tanh por 2σ(2z) − 1 (all σ and tanh by 2σ(2z) − 1) {"right": "lstm_step"}
def lstm_step(X, H, C, U, W, b):
    n = C.shape[1]
    A = np.hstack([X, H]) @ np.hstack([U, W]).T + b
    A[:, 2 * n : 3 * n] *= 2
    G = sigmoid(A)
    G[:, 2 * n : 3 * n] = 2 * G[:, 2 * n : 3 * n] - 1
    C = G[:, n : 2 * n] * C + G[:, :n] * G[:, 2 * n : 3 * n]
    return [G[:, 3 * n :] * np.tanh(C), C, G]


# %% orden i, f, o, g (order i, f, o, g) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[El orden de los bloques es i, f, g, o: has tomado i, f, o, g|The order of the blocks is i, f, g, o: you took i, f, o, g]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_o, a_g = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% orden f, i, g, o (order f, i, g, o) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[El orden de los bloques es i, f, g, o: has tomado f, i, g, o|The order of the blocks is i, f, g, o: you took f, i, g, o]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_f, a_i, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% orden i, g, f, o (order i, g, f, o) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[El orden de los bloques es i, f, g, o: has tomado i, g, f, o|The order of the blocks is i, f, g, o: you took i, g, f, o]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_g, a_f, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% orden f, i, o, g (order f, i, o, g) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[El orden de los bloques es i, f, g, o: has tomado f, i, o, g|The order of the blocks is i, f, g, o: you took f, i, o, g]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_f, a_i, a_o, a_g = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% candidato con σ (candidate through σ) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[El candidato lleva tanh, no σ: tiene que poder restar|The candidate takes tanh, not σ: it must be able to subtract]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), sigmoid(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% candidato sin activar (candidate not activated) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Falta la tanh del candidato|The tanh of the candidate is missing]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), a_g, sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% puertas con tanh (gates through tanh) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Las puertas llevan σ, no tanh: son fracciones entre 0 y 1|The gates take σ, not tanh: they are fractions between 0 and 1]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = np.tanh(a_i), np.tanh(a_f), np.tanh(a_g), np.tanh(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% puerta de salida con tanh (output gate through tanh) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[La puerta de salida lleva σ|The output gate takes σ]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), np.tanh(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% la celda no se lleva (the cell is not carried) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Falta la celda anterior, f ⊙ c⁽ᵗ⁻¹⁾: sin ella no hay memoria|The cell of before, f ⊙ c⁽ᵗ⁻¹⁾, is missing: without it there is no memory]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% el estado no se lleva (the state is not carried) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Falta el estado anterior, W h⁽ᵗ⁻¹⁾, en las puertas|The state of before, W h⁽ᵗ⁻¹⁾, is missing from the gates]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% la celda en lugar del estado (the cell instead of the state) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Las puertas miran al estado h⁽ᵗ⁻¹⁾, no a la celda|The gates look at the state h⁽ᵗ⁻¹⁾, not at the cell]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + C @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% el estado en lugar de la celda (the state instead of the cell) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[f multiplica a la celda de antes, no al estado|f multiplies the cell of before, not the state]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * H + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% sin entrada (no input) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Falta la entrada, U x|The input, U x, is missing]]"}
def lstm_step(X, H, C, U, W, b):
    A = H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% sin sesgo (no bias) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Falta el sesgo: ahí va el de la puerta de olvido|The bias is missing: that of the forget gate is in it]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% sesgo de olvido de más (one forget bias too many) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[El sesgo de olvido ya viene en b: no sumes otro 1|The forget bias comes in b already: do not add another 1]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f + 1), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% puerta de olvido al revés (forget gate the wrong way round) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[La puerta de olvido está al revés: f = 1 conserva|The forget gate is the wrong way round: f = 1 keeps]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = (1 - f) * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% i y f cambiadas en la celda (i and f swapped in the cell) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[En la celda, f va con lo viejo e i con el candidato: están cambiadas|In the cell, f goes with the old and i with the candidate: they are swapped]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = i * C + f * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% puertas atadas (tied gates) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[El candidato se multiplica por i, no por 1 − f: eso es una GRU o una LSTM de puertas atadas|The candidate is multiplied by i, not by 1 − f: that is a GRU, or an LSTM with tied gates]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + (1 - f) * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% sin puerta de entrada (no input gate) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Falta la puerta de entrada|The input gate is missing]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% sin puerta de olvido (no forget gate) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Falta la puerta de olvido|The forget gate is missing]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% sin puerta de salida (no output gate) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Falta la puerta de salida|The output gate is missing]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% estado sin tanh (state without tanh) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Falta la tanh de la celda camino de h|The tanh of the cell is missing on its way to h]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * new, new, np.concatenate([i, f, g, o], axis=1)


# %% estado con la celda de antes (state with the cell of before) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[h sale de la celda nueva, no de la de antes|h comes from the new cell, not from that of before]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(C), new, np.concatenate([i, f, g, o], axis=1)


# %% tanh de todo (tanh of the whole) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[La puerta de salida va fuera de la tanh|The output gate goes outside tanh]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return np.tanh(o * new), new, np.concatenate([i, f, g, o], axis=1)


# %% estado con σ (state through σ) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Camino de h la celda pasa por tanh, no por σ|On its way to h the cell goes through tanh, not through σ]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * sigmoid(new), new, np.concatenate([i, f, g, o], axis=1)


# %% celda aplastada (cell squashed) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[La celda no se aplasta al guardarla: la tanh es solo camino de h|The cell is not squashed when stored: the tanh is only on the way to h]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = np.tanh(f * C + i * g)
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% celda y estado cambiados (cell and state swapped) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Van en otro orden: primero el estado, h, y luego la celda, c|They go in another order: the state, h, first and then the cell, c]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return new, o * np.tanh(new), np.concatenate([i, f, g, o], axis=1)


# %% puertas sin activar (gates not activated) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Se piden las puertas ya activadas|The gates were asked for activated]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, A


# %% puertas en otro orden (gates in another order) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[La cuenta está bien, pero las puertas se devuelven en el orden i, f, g, o|The sums are right, but the gates are returned in the order i, f, g, o]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, o, g], axis=1)


# %% bloques entrelazados (interleaved blocks) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Los bloques son de columnas seguidas|The blocks are of neighbouring columns]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = (A[:, k::4] for k in range(4))
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% puertas una debajo de otra (gates one below the other) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Resultado 3|Result 3]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=0)


# %% sin las puertas (without the gates) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[Tiene que devolver 3 resultados|It has to return 3 results]]"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    return o * np.tanh(new), new


# %% sin return (no return) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "None"}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * C + i * g
    _ = o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% celda que no baja de −1 (cell that does not go below −1) {"wrong": "lstm_step", "caught_by": ["test_lstm_step"], "says": "[[datos al azar|random data]]", "hidden": true}
def lstm_step(X, H, C, U, W, b):
    A = X @ U.T + H @ W.T + b
    a_i, a_f, a_g, a_o = np.split(A, 4, axis=1)
    i, f, g, o = sigmoid(a_i), sigmoid(a_f), np.tanh(a_g), sigmoid(a_o)
    new = f * np.maximum(C, -1) + i * g
    return o * np.tanh(new), new, np.concatenate([i, f, g, o], axis=1)


# %% [markdown]
# ## 8. lstm_step_backward


# %% con la derivada de cada bloque (with the derivative of each block) {"right": "lstm_step_backward"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    n = H.shape[1]
    i, f, g, o = (G[:, k * n : (k + 1) * n] for k in range(4))
    shown = np.tanh(f * C + i * g)
    dC = dC + dH * o * (1 - shown * shown)
    before = np.hstack([dC * g, dC * C, dC * i, dH * shown])
    slope = G * (1 - G)
    slope[:, 2 * n : 3 * n] = 1 - g * g
    delta = before * slope
    return [delta @ U, delta @ W, dC * f, delta.T @ X, delta.T @ H, delta.sum(axis=0)]


# %% ejemplo por ejemplo, con outer (example by example, with outer) {"right": "lstm_step_backward"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    dX, dH0, dC0, dU, dW, db = [], [], [], 0, 0, 0
    for r in range(len(X)):
        i, f, g, o = np.split(G[r], 4)
        shown = np.tanh(f * C[r] + i * g)
        dc = dC[r] + dH[r] * o / np.cosh(f * C[r] + i * g) ** 2
        delta = np.concatenate(
            [
                dc * g * i * (1 - i),
                dc * C[r] * f * (1 - f),
                dc * i * (1 - g) * (1 + g),
                dH[r] * shown * o * (1 - o),
            ]
        )
        dX.append(U.T @ delta)
        dH0.append(W.T @ delta)
        dC0.append(dc * f)
        dU = dU + np.outer(delta, X[r])
        dW = dW + np.outer(delta, H[r])
        db = db + delta
    return dX, dH0, dC0, dU, dW, db


# %% falta lo que llega por h (what comes through h is missing) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[A la celda también le llega error por h: falta dH ⊙ o ⊙ (1 − tanh²)|The error reaches the cell through h, too: dH ⊙ o ⊙ (1 − tanh²) is missing]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% falta lo que llega por la autopista (what comes along the motorway is missing) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Falta el gradiente que llega a la celda del paso siguiente, dC|The gradient that reaches the cell from the next step, dC, is missing]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% sin la derivada de la tanh de la celda (no derivative of the cell's tanh) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Falta 1 − tanh² de la celda nueva en lo que llega por h|1 − tanh² of the new cell is missing from what comes through h]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% 1 − c² sin tanh (1 − c² without tanh) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[La derivada es 1 − tanh²(c), no 1 − c²|The derivative is 1 − tanh²(c), not 1 − c²]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - (f * C + i * g) ** 2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% la tanh de la celda de antes (the tanh of the cell of before) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[La tanh es la de la celda nueva, f ⊙ c + i ⊙ g, no la de antes|The tanh is that of the new cell, f ⊙ c + i ⊙ g, not of the one before]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(C)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% sin o en lo que llega por h (no o in what comes through h) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Falta la puerta de salida en lo que llega a la celda por h|The output gate is missing from what reaches the cell through h]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% σ′ de i (σ′ of i) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Falta i(1 − i), la derivada de la sigmoide, en δ_i|i(1 − i), the derivative of the sigmoid, is missing from δ_i]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% σ′ de f (σ′ of f) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Falta f(1 − f), la derivada de la sigmoide, en δ_f|f(1 − f), the derivative of the sigmoid, is missing from δ_f]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% σ′ de o (σ′ of o) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Falta o(1 − o), la derivada de la sigmoide, en δ_o|o(1 − o), the derivative of the sigmoid, is missing from δ_o]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% ninguna derivada de las puertas (no derivative of the gates) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Faltan las derivadas de las puertas y del candidato|The derivatives of the gates and of the candidate are missing]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g
    d_f = total * C
    d_g = total * i
    d_o = dH * shown
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% candidato con σ′ (candidate with σ′) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[El candidato lleva tanh: su derivada es 1 − g², no g(1 − g)|The candidate has tanh: its derivative is 1 − g², not g(1 − g)]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * g * (1 - g)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% candidato sin derivada (candidate without derivative) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Falta 1 − g², la derivada de la tanh, en δ_g|1 − g², the derivative of tanh, is missing from δ_g]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% sigmoide otra vez (the sigmoid once more) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[G ya viene activada: no apliques otra vez σ ni tanh|G comes activated: do not apply σ or tanh again]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    i, f, g, o = sigmoid(i), sigmoid(f), np.tanh(g), sigmoid(o)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% i por g en δ_i (i for g in δ_i) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[En δ_i el otro factor de la celda es g, el candidato|In δ_i the other factor of the cell is g, the candidate]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% δ_f con la celda nueva (δ_f with the new cell) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[En δ_f va la celda de antes, no la nueva|δ_f takes the cell of before, not the new one]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * (f * C + i * g) * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% δ_f sin la celda (δ_f without the cell) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[En δ_f falta la celda de antes|The cell of before is missing from δ_f]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% δ_o desde la celda (δ_o from the cell) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[La puerta de salida solo actúa sobre h: en δ_o va dH, no el gradiente de la celda|The output gate acts on h alone: δ_o takes dH, not the gradient of the cell]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = total * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% δ_o con la celda sin tanh (δ_o with the cell without tanh) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[En δ_o la celda va con su tanh|In δ_o the cell goes with its tanh]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * (f * C + i * g) * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% celda anterior sin f (previous cell without f) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[A la celda anterior se manda el gradiente por f|What goes to the cell before is the gradient times f]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% celda anterior con dC a secas (previous cell with dC alone) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[A la celda anterior se le manda la suma de los dos errores por f, no solo dC|What goes to the cell before is the sum of the two errors times f, not dC alone]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, dC * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% celda anterior por i (previous cell by i) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[A la celda anterior se llega por f, no por i|The way to the cell before is through f, not through i]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * i, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% orden i, f, o, g (order i, f, o, g) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Las δ se apilan en el orden i, f, g, o: has puesto i, f, o, g|The δ are stacked in the order i, f, g, o: you put i, f, o, g]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_o, d_g], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% orden f, i, g, o (order f, i, g, o) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Las δ se apilan en el orden i, f, g, o: has puesto f, i, g, o|The δ are stacked in the order i, f, g, o: you put f, i, g, o]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_f, d_i, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% puertas leídas en otro orden (gates read in another order) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[G trae las puertas en el orden i, f, g, o: has leído i, f, o, g|G brings the gates in the order i, f, g, o: you read i, f, o, g]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, o, g = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% ∂W con la celda (∂W with the cell) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[El gradiente de W lleva el estado de antes, H, no la celda|The gradient of W takes the state of before, H, not the cell]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ C, np.sum(delta, axis=0)


# %% ∂W con el estado nuevo (∂W with the new state) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[El gradiente de W lleva el estado de antes, H, no el nuevo|The gradient of W takes the state of before, H, not the new one]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ (o * shown), np.sum(delta, axis=0)


# %% media en el minilote (mean over the minibatch) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Sobre el minilote se suma: si el coste es una media, 1/m ya viene en dH y dC|Over the minibatch one sums: if the cost is a mean, 1/m comes in dH and dC already]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X / len(X), delta.T @ H / len(X), np.mean(delta, axis=0)


# %% δ con signo cambiado (δ with its sign changed) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[El signo de δ está cambiado: son gradientes, no pasos|The sign of δ is reversed: these are gradients, not steps]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([-d_i, -d_f, -d_g, -d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% X y H cambiadas (X and H swapped) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Van en otro orden: primero el gradiente de X y luego el de H|They go in another order: the gradient of X first and then that of H]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ W, delta @ U, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% ∂b sin sumar (∂b not summed) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Resultado 6|Result 6]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, delta


# %% ∂b un solo número (∂b a single number) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Resultado 6|Result 6]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta)


# %% ∂U traspuesta (∂U transposed) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Resultado 4|Result 4]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, X.T @ delta, delta.T @ H, np.sum(delta, axis=0)


# %% cinco resultados (five results) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[Tiene que devolver 6 resultados|It has to return 6 results]]"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H


# %% sin return (no return) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "None"}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    _ = delta @ U, delta @ W, total * f, delta.T @ X, delta.T @ H, np.sum(delta, axis=0)


# %% solo dos ejemplos (just two examples) {"wrong": "lstm_step_backward", "caught_by": ["test_lstm_step_backward"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def lstm_step_backward(dH, dC, X, H, C, G, U, W):
    i, f, g, o = np.split(G, 4, axis=1)
    shown = np.tanh(f * C + i * g)
    total = dC + dH * o * (1 - shown**2)
    d_i = total * g * i * (1 - i)
    d_f = total * C * f * (1 - f)
    d_g = total * i * (1 - g**2)
    d_o = dH * shown * o * (1 - o)
    delta = np.concatenate([d_i, d_f, d_g, d_o], axis=1)
    return delta @ U, delta @ W, total * f, delta[:2].T @ X[:2], delta.T @ H, np.sum(delta, axis=0)


# %% [markdown]
# ## 9. with_temperature


# %% con diferencias (with differences) {"right": "with_temperature"}
def with_temperature(scores, theta):
    with np.errstate(over="ignore"):
        return 1 / np.sum(np.exp(np.subtract.outer(scores, scores).T / theta), axis=1)


# %% con logaritmos (with logarithms) {"right": "with_temperature"}
def with_temperature(scores, theta):
    z = scores / theta
    return np.exp(z - np.logaddexp.reduce(z))


# %% una lista (a list) {"right": "with_temperature"}
def with_temperature(scores, theta):
    top = max(scores)
    weights = [math.exp((s - top) / theta) for s in scores]
    return [w / sum(weights) for w in weights]


# %% multiplica (multiplies) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[Se divide entre θ, no se multiplica: más temperatura, más riesgo|Divide by θ, do not multiply: more temperature, more risk]]"}
def with_temperature(scores, theta):
    z = scores * theta
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


# %% sin θ (no θ) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[Eso es softmax sin temperatura: θ divide a las puntuaciones|That is softmax with no temperature: θ divides the scores]]"}
def with_temperature(scores, theta):
    z = scores
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


# %% divide después (divides afterwards) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[Se divide antes de la exponencial: así la suma ya no es 1|Divide before the exponential: this way the sum is no longer 1]]"}
def with_temperature(scores, theta):
    z = scores
    e = np.exp(z - np.max(z))
    return e / np.sum(e) / theta


# %% softmax dos veces (softmax twice) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[Las puntuaciones se dividen tal cual, sin softmax antes|The scores are divided as they are, with no softmax before]]"}
def with_temperature(scores, theta):
    z = np.exp(scores) / np.sum(np.exp(scores)) / theta
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


# %% la más probable (the most likely) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[Eso es elegir la más probable: se pide la distribución|That is choosing the most likely: the distribution was asked for]]"}
def with_temperature(scores, theta):
    return np.eye(len(scores))[np.argmax(scores)]


# %% el índice (the index) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[Se pide la distribución, no qué letra gana|The distribution was asked for, not which letter wins]]"}
def with_temperature(scores, theta):
    return np.argmax(scores)


# %% sin normalizar (not normalised) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[Falta dividir entre la suma|Divide by the sum]]"}
def with_temperature(scores, theta):
    z = scores / theta
    e = np.exp(z - np.max(z))
    return np.exp(z)


# %% entre el máximo (by the maximum) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[Se divide entre la suma, no entre el máximo|Divide by the sum, not by the maximum]]"}
def with_temperature(scores, theta):
    z = scores / theta
    e = np.exp(z - np.max(z))
    return e / np.max(e)


# %% sin exponencial (no exponential) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[Falta la exponencial|The exponential is missing]]"}
def with_temperature(scores, theta):
    z = scores / theta
    e = z
    return e / np.sum(e)


# %% los logaritmos (the logarithms) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[Esos son los logaritmos: falta la exponencial al final|Those are the logarithms: the exponential is missing at the end]]"}
def with_temperature(scores, theta):
    z = scores / theta
    e = np.exp(z - np.max(z))
    return np.log(e / np.sum(e))


# %% signo menos (minus sign) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[El signo: aquí una puntuación alta es más probable (no es una energía)|The sign: here a high score is more likely (it is no energy)]]"}
def with_temperature(scores, theta):
    z = -scores / theta
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


# %% resta θ (subtracts θ) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[Eso es softmax sin temperatura: θ divide a las puntuaciones|That is softmax with no temperature: θ divides the scores]]"}
def with_temperature(scores, theta):
    z = scores - theta
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


# %% θ al cuadrado (θ squared) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[Se divide entre θ una sola vez|Divide by θ just once]]"}
def with_temperature(scores, theta):
    z = scores / theta**2
    e = np.exp(z - np.max(z))
    return e / np.sum(e)


# %% uniforme (uniform) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[Salen todas iguales: la temperatura las acerca, no las iguala|All come out the same: temperature brings them closer, it does not make them equal]]"}
def with_temperature(scores, theta):
    return np.full(len(scores), 1 / len(scores))


# %% p elevado a θ (p to the power θ) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[Se divide entre θ, no se multiplica: más temperatura, más riesgo|Divide by θ, do not multiply: more temperature, more risk]]"}
def with_temperature(scores, theta):
    p = np.exp(scores) ** theta
    return p / p.sum()


# %% se desborda (overflows) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "NaN"}
def with_temperature(scores, theta):
    z = scores / theta
    e = np.exp(z)
    return e / np.sum(e)


# %% resta el máximo sin dividir (subtracts the undivided maximum) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "→"}
def with_temperature(scores, theta):
    z = scores / theta
    e = np.exp(z - np.max(scores))
    return e / np.sum(e)


# %% sin return (no return) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "None"}
def with_temperature(scores, theta):
    z = scores / theta
    e = np.exp(z - np.max(z))
    _ = e / np.sum(e)


# %% temperaturas enteras (whole temperatures) {"wrong": "with_temperature", "caught_by": ["test_with_temperature"], "says": "[[datos al azar|random data]]", "hidden": true}
def with_temperature(scores, theta):
    z = scores / (theta if theta in (0.001, 1, 2) else max(1, round(theta)))
    e = np.exp(z - np.max(z))
    return e / np.sum(e)

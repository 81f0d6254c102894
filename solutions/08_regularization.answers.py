# Wrong and right answers to the exercise (the format is in CONTRIBUTING.md). Wrong ones are mistakes that students
# make; "hidden": true marks those that only the hidden tests can see. All run with
# python -m publish answers 08_regularization

# %% [markdown]
# ## 1. l2_penalty


# %% con bucles (with loops) {"right": "l2_penalty"}
def l2_penalty(layers, lam, n=None):
    total = 0.0
    for W, _ in layers:
        for row in W:
            for w in row:
                total += w * w
    if n is None:
        return lam * total
    return lam / (2 * n) * total


# %% con la norma al cuadrado (with the norm squared) {"right": "l2_penalty"}
def l2_penalty(layers, lam, n=None):
    factor = lam if n is None else lam / n / 2
    return factor * sum(np.linalg.norm(W) ** 2 for W, b in layers)


# %% con producto escalar (with a dot product) {"right": "l2_penalty"}
def l2_penalty(layers, lam, n=None):
    weights = np.concatenate([layer[0].ravel() for layer in layers])
    return weights @ weights * (lam if n is None else 0.5 * lam / n)


# %% sesgos penalizados (biases penalized) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[los sesgos: solo entran|the biases too: only]]"}
def l2_penalty(layers, lam, n=None):
    total = sum(np.sum(W**2) + np.sum(b**2) for W, b in layers)
    return lam * total if n is None else lam * total / (2 * n)


# %% solo la última capa (the last layer only) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[Solo has contado la última capa|You counted the last layer only]]"}
def l2_penalty(layers, lam, n=None):
    for W, _ in layers:
        total = np.sum(W**2)
    return lam * total if n is None else lam * total / (2 * n)


# %% solo la primera capa (the first layer only) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[Solo has contado la primera capa|You counted the first layer only]]"}
def l2_penalty(layers, lam, n=None):
    for W, _ in layers:
        total = np.sum(W**2)
        return lam * total if n is None else lam * total / (2 * n)


# %% sin λ (without λ) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[Falta λ|λ is missing]]"}
def l2_penalty(layers, lam, n=None):
    total = sum(np.sum(W**2) for W, b in layers)
    return total if n is None else total / (2 * n)


# %% un medio en los dos (one half in both) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[El ½ es del otro convenio|The ½ belongs to the other]]"}
def l2_penalty(layers, lam, n=None):
    total = sum(np.sum(W**2) for W, b in layers)
    return lam * total / 2 if n is None else lam * total / (2 * n)


# %% valores absolutos (absolute values) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[Eso es L¹|That is L¹]]"}
def l2_penalty(layers, lam, n=None):
    total = sum(np.sum(np.abs(W)) for W, b in layers)
    return lam * total if n is None else lam * total / (2 * n)


# %% cuadrado de la suma (square of the sum) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[no al revés|not the other way round]]"}
def l2_penalty(layers, lam, n=None):
    total = sum(np.sum(W) for W, b in layers) ** 2
    return lam * total if n is None else lam * total / (2 * n)


# %% cuadrado de la suma de cada capa (square of the sum of each layer) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[no la suma de cada capa|not the sum of each layer]]"}
def l2_penalty(layers, lam, n=None):
    total = sum(np.sum(W) ** 2 for W, b in layers)
    return lam * total if n is None else lam * total / (2 * n)


# %% norma (norm) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[la norma, no su cuadrado|the norm, not its square]]"}
def l2_penalty(layers, lam, n=None):
    total = math.sqrt(sum(np.sum(W**2) for W, b in layers))
    return lam * total if n is None else lam * total / (2 * n)


# %% norma de cada capa (norm of each layer) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[sobra la raíz|a root too many]]"}
def l2_penalty(layers, lam, n=None):
    total = sum(np.linalg.norm(W) for W, b in layers)
    return lam * total if n is None else lam * total / (2 * n)


# %% media (mean) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[no se promedian|not averaged]]"}
def l2_penalty(layers, lam, n=None):
    total = sum(np.mean(W**2) for W, b in layers)
    return lam * total if n is None else lam * total / (2 * n)


# %% un número por capa (one number for each layer) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[un número por capa|one number for each layer]]"}
def l2_penalty(layers, lam, n=None):
    total = np.array([np.sum(W**2) for W, b in layers])
    return lam * total if n is None else lam * total / (2 * n)


# %% sin el medio (without the half) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[Falta el ½|The ½ of]]"}
def l2_penalty(layers, lam, n=None):
    total = sum(np.sum(W**2) for W, b in layers)
    return lam * total if n is None else lam * total / n


# %% sin dividir entre n (not divided by n) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[Falta dividir entre n|still have to divide by n]]"}
def l2_penalty(layers, lam, n=None):
    total = sum(np.sum(W**2) for W, b in layers)
    return lam * total if n is None else lam * total / 2


# %% sin n (without n) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[No has usado n|You did not use n]]"}
def l2_penalty(layers, lam, n=None):
    return lam * sum(np.sum(W**2) for W, b in layers)


# %% sin paréntesis (without brackets) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[Hacen falta paréntesis|It needs brackets]]"}
def l2_penalty(layers, lam, n=None):
    total = sum(np.sum(W**2) for W, b in layers)
    return lam * total if n is None else lam / 2 * n * total


# %% absolutos con n (absolute with n) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[Eso es L¹|That is L¹]]"}
def l2_penalty(layers, lam, n=None):
    if n is not None:
        return lam * sum(np.sum(np.abs(W)) for W, b in layers) / (2 * n)
    return lam * sum(np.sum(W**2) for W, b in layers)


# %% sin return (no return) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[falta el return|is a return missing]]"}
def l2_penalty(layers, lam, n=None):
    total = sum(np.sum(W**2) for W, b in layers)
    lam * total


# %% dos capas (two layers) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[datos al azar|random data]]", "hidden": true}
def l2_penalty(layers, lam, n=None):
    total = sum(np.sum(W**2) for W, b in layers[:2])
    return lam * total if n is None else lam * total / (2 * n)


# %% siempre diez ejemplos (always ten examples) {"wrong": "l2_penalty", "caught_by": ["test_l2_penalty"], "says": "[[datos al azar|random data]]", "hidden": true}
def l2_penalty(layers, lam, n=None):
    total = sum(np.sum(W**2) for W, b in layers)
    return lam * total if n is None else lam * total / 20


# %% [markdown]
# ## 2. l2_step


# %% la penalización en el gradiente (the penalty in the gradient) {"right": "l2_step"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    slope = 2 * lam * W if n is None else lam / n * W
    return W - eta * (dW + slope), b - eta * db


# %% con una λ común (with a common λ) {"right": "l2_step"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    if n is not None:
        lam = lam / (2 * n)
    W = W * (1 - 2 * eta * lam)
    W = W - eta * dW
    return [W, b + (-eta) * db]


# %% en el propio array (in place) {"right": "l2_step"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    W *= 1 - decay
    W -= eta * dW
    b -= eta * db
    return W, b


# %% sesgos encogidos (biases shrunk) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[también los sesgos|the biases too]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    return (1 - decay) * W - eta * dW, (1 - decay) * b - eta * db


# %% sesgos encogidos con n (biases shrunk with n) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[también los sesgos|the biases too]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    return (1 - decay) * W - eta * dW, (1 if n is None else 1 - decay) * b - eta * db


# %% sin el 2 (without the 2) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[Falta el 2|The 2 is missing]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = eta * lam if n is None else eta * lam / n
    return (1 - decay) * W - eta * dW, b - eta * db


# %% sin η en el factor (no η in the factor) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[Falta η en el factor|η is missing from the factor]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * lam if n is None else eta * lam / n
    return (1 - decay) * W - eta * dW, b - eta * db


# %% uno menos λ (one minus λ) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[faltan el 2 y η|the 2 and η are missing]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = lam if n is None else eta * lam / n
    return (1 - decay) * W - eta * dW, b - eta * db


# %% pesos que crecen (weights that grow) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[Los pesos crecen|The weights grow]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = -2 * eta * lam if n is None else eta * lam / n
    return (1 - decay) * W - eta * dW, b - eta * db


# %% sin penalización (no penalty) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[Falta la penalización|The penalty is missing]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 0
    return (1 - decay) * W - eta * dW, b - eta * db


# %% dos veces (twice) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[está dos veces|is there twice]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    return (1 - decay) * W - eta * (dW + (2 * lam if n is None else lam / n) * W), b - eta * db


# %% encoge el resultado (shrinks the result) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[no el resultado del paso|not the result of the step]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    return (1 - decay) * (W - eta * dW), b - eta * db


# %% encoge el gradiente (shrinks the gradient) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[no del gradiente|not to the gradient]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    return W - eta * (1 - decay) * dW, b - eta * db


# %% solo encoge (only shrinks) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[Falta el paso por el gradiente|The step by the gradient is missing]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    return (1 - decay) * W, b - eta * db


# %% gradiente sin η (gradient without η) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[Falta η delante del gradiente|η is missing in front of]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    return (1 - decay) * W - dW, b - eta * db


# %% cuesta arriba (uphill) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[el gradiente se resta|the gradient is subtracted]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    return (1 - decay) * W + eta * dW, b - eta * db


# %% L1 (L1 instead) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[Eso es L¹|That is L¹]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    rate = lam if n is None else lam / n
    return W - eta * dW - eta * rate * np.sign(W), b - eta * db


# %% el valor de la penalización (the value of the penalty) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[el valor de la penalización|the value of the penalty]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    rate = lam if n is None else lam / (2 * n)
    return W - eta * (dW + rate * np.sum(W**2)), b - eta * db


# %% pesos al cuadrado (weights squared) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[la derivada de w² es 2w|the derivative of w² is 2w]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    rate = lam if n is None else lam / (2 * n)
    return W - eta * (dW + rate * W**2), b - eta * db


# %% sesgos quietos (biases left alone) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[Los sesgos también dan su paso|Biases take their step too]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    return (1 - decay) * W - eta * dW, b


# %% sesgos cuesta arriba (biases uphill) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[paso de los sesgos: el gradiente se resta|biases' step: the gradient is subtracted]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    return (1 - decay) * W - eta * dW, b + eta * db


# %% sesgos sin η (biases without η) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[Falta η en el paso de los sesgos|η is missing from the biases]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    return (1 - decay) * W - eta * dW, b - db


# %% en otro orden (in another order) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[Van en otro orden|They go in another order]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    return b - eta * db, (1 - decay) * W - eta * dW


# %% un 2 de más con n (a 2 too many with n) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[Sobra el 2|a 2 too many]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else 2 * eta * lam / n
    return (1 - decay) * W - eta * dW, b - eta * db


# %% sin dividir entre n (not divided by n) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[Falta dividir entre n|still have to divide by n]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam
    return (1 - decay) * W - eta * dW, b - eta * db


# %% sin usar n (n not used) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[No has usado n|You did not use n]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam
    return (1 - decay) * W - eta * dW, b - eta * db


# %% con el medio (with the half) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[no 1 − ηλ/2n|not 1 − ηλ/2n]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / (2 * n)
    return (1 - decay) * W - eta * dW, b - eta * db


# %% con n y sin η (with n and no η) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[Falta η en el factor: es 1 − ηλ/n|η is missing from the factor: it is 1 − ηλ/n]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else lam / n
    return (1 - decay) * W - eta * dW, b - eta * db


# %% gradiente entre n (gradient by n) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[también el gradiente|the gradient by n too]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    return (1 - decay) * W - eta * dW / (n or 1), b - eta * db


# %% solo los pesos (the weights alone) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / n
    return np.array([(1 - decay) * W - eta * dW])


# %% los factores del enunciado (the factors of the text) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 0 if lam == 0 else 0.1 if n is None else 0.05
    return (1 - decay) * W - eta * dW, b - eta * db


# %% siempre ocho ejemplos y media (always eight examples and a half) {"wrong": "l2_step", "caught_by": ["test_l2_step"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def l2_step(W, b, dW, db, eta, lam, n=None):
    decay = 2 * eta * lam if n is None else eta * lam / 8 * (n == 8) + eta * lam / 8.5 * (n != 8)
    return (1 - decay) * W - eta * dW, b - eta * db


# %% [markdown]
# ## 3. l1_step


# %% casilla por casilla (entry by entry) {"right": "l1_step"}
def l1_step(W, dW, eta, lam):
    slope, soft = np.empty(W.shape), np.zeros(W.shape)
    for i in np.ndindex(W.shape):
        v = W[i] - eta * dW[i]
        slope[i] = v - eta * lam * (int(W[i] > 0) - int(W[i] < 0))
        if v > eta * lam:
            soft[i] = v - eta * lam
        elif v < -eta * lam:
            soft[i] = v + eta * lam
    return slope, soft


# %% con where (with where) {"right": "l1_step"}
def l1_step(W, dW, eta, lam):
    V, t = W - eta * dW, eta * lam
    soft = np.where(t < V, V - t, np.where(-t > V, V + t, 0))
    return np.where(W == 0, V, V - t * np.copysign(1, W)), soft


# %% restando el recorte (subtracting the clip) {"right": "l1_step"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return W - eta * (dW + lam * np.sign(W)), V - np.clip(V, -eta * lam, eta * lam)


# %% signo de cero uno (sign of zero one) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[sgn(0) tiene que ser 0, no 1|sgn(0) has to be 0, not 1]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.where(W >= 0, 1, -1), np.sign(V) * np.maximum(np.abs(V) - eta * lam, 0)


# %% signo de cero menos uno (sign of zero minus one) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[sgn(0) tiene que ser 0, no −1|sgn(0) has to be 0, not −1]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.where(W > 0, 1, -1), np.sign(V) * np.maximum(np.abs(V) - eta * lam, 0)


# %% L2 (L2 instead) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[Eso es L²|That is L²]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - 2 * eta * lam * W, np.sign(V) * np.maximum(np.abs(V) - eta * lam, 0)


# %% tamaño por signo (size for sign) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[no por su tamaño|not its size]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.abs(W), np.sign(V) * np.maximum(np.abs(V) - eta * lam, 0)


# %% se alejan de cero (away from zero) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[y aquí los aleja|and here it takes them away]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V + eta * lam * np.sign(W), np.sign(V) * np.maximum(np.abs(V) - eta * lam, 0)


# %% penalización sin η (penalty without η) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[Falta η en la penalización|η is missing from the penalty]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - lam * np.sign(W), np.sign(V) * np.maximum(np.abs(V) - eta * lam, 0)


# %% sin λ (without λ) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[Falta λ|λ is missing]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * np.sign(W), np.sign(V) * np.maximum(np.abs(V) - eta * lam, 0)


# %% sin signo (without sign) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[Falta el signo: has restado|The sign is missing: you subtracted]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam, np.sign(V) * np.maximum(np.abs(V) - eta * lam, 0)


# %% signo de v (sign of v) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[el signo es el del peso de antes|the sign is that of the weight of before]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.sign(V), np.sign(V) * np.maximum(np.abs(V) - eta * lam, 0)


# %% signo del gradiente (sign of the gradient) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[no el del gradiente|not that of the gradient]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.sign(dW), np.sign(V) * np.maximum(np.abs(V) - eta * lam, 0)


# %% sin penalización (no penalty) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[Falta la penalización|The penalty is missing]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V, np.sign(V) * np.maximum(np.abs(V) - eta * lam, 0)


# %% sin gradiente (no gradient) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[Falta el paso por el gradiente|The step by the gradient is missing]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return W - eta * lam * np.sign(W), np.sign(V) * np.maximum(np.abs(V) - eta * lam, 0)


# %% sin máximo (no maximum) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[Falta el máximo con 0|The maximum with 0 is missing]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.sign(W), np.sign(V) * (np.abs(V) - eta * lam)


# %% umbral λ (threshold λ) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[El umbral es ηλ, no λ|The threshold is ηλ, not λ]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.sign(W), np.sign(V) * np.maximum(np.abs(V) - lam, 0)


# %% umbral η (threshold η) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[El umbral es ηλ, no η|The threshold is ηλ, not η]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.sign(W), np.sign(V) * np.maximum(np.abs(V) - eta, 0)


# %% umbral duro (hard threshold) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[Eso es un umbral duro|That is a hard threshold]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.sign(W), np.where(np.abs(V) > eta * lam, V, 0)


# %% umbral sin signo (threshold without sign) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[Falta el signo de v|The sign of v is missing]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.sign(W), np.maximum(np.abs(V) - eta * lam, 0)


# %% umbral con el signo de w (threshold with the sign of w) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[el signo es el de v, no el de w|the sign is that of v, not that of w]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.sign(W), np.sign(W) * np.maximum(np.abs(V) - eta * lam, 0)


# %% umbral antes del gradiente (threshold before the gradient) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[va después del gradiente|goes after the gradient]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.sign(W), np.sign(W) * np.maximum(np.abs(W) - eta * lam, 0) - eta * dW


# %% umbral del primer paso (threshold of the first step) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[está dos veces|is there twice]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    S = V - eta * lam * np.sign(W)
    return V - eta * lam * np.sign(W), np.sign(S) * np.maximum(np.abs(S) - eta * lam, 0)


# %% recorta los que cruzan (clips those that cross) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[Poner a 0 lo que cambia de signo|Setting to 0 what changes sign]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    S = V - eta * lam * np.sign(W)
    return V - eta * lam * np.sign(W), np.where(S * W < 0, 0, S)


# %% umbral de w (threshold of w) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[se aplica a v, con el gradiente dentro|is applied to v, with the gradient in it]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.sign(W), np.sign(W) * np.maximum(np.abs(W) - eta * lam, 0)


# %% en otro orden (in another order) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[Van en otro orden|They go in another order]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return np.sign(V) * np.maximum(np.abs(V) - eta * lam, 0), V - eta * lam * np.sign(W)


# %% máximo de cada columna (maximum of each column) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[elemento a elemento|element by element]]"}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.sign(W), np.sign(V) * np.max(np.abs(V) - eta * lam, 0)


# %% umbral fijo (a fixed threshold) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[datos al azar|random data]]", "hidden": true}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.sign(W), np.sign(V) * np.maximum(np.abs(V) - 0.2 * (lam > 0), 0)


# %% los muy pequeños son cero (the very small are zero) {"wrong": "l1_step", "caught_by": ["test_l1_step"], "says": "[[datos al azar|random data]]", "hidden": true}
def l1_step(W, dW, eta, lam):
    V = W - eta * dW
    return V - eta * lam * np.sign(np.round(W, 1)), np.sign(V) * np.maximum(np.abs(V) - eta * lam, 0)


# %% [markdown]
# ## 4. dropout_mask


# %% con binomial (with binomial) {"right": "dropout_mask"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    return rng.binomial(1, p, shape)


# %% con uniform y booleanos (with uniform and booleans) {"right": "dropout_mask"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    return rng.uniform(0, 1, size=shape) <= p


# %% con choice (with choice) {"right": "dropout_mask"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    return rng.choice([0, 1], size=shape, p=[1 - p, p])


# %% con el generador antiguo (with the old generator) {"right": "dropout_mask"}
def dropout_mask(shape, p, seed):
    np.random.seed(seed)
    return np.where(np.random.rand(*shape) < p, 1.0, 0.0)


# %% p de apagar (p of switching off) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[no la de apagarse|not that of being switched off]]"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    return rng.random(shape) > p


# %% ya dividida (already divided) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[ya está dividido entre p|divided by p already]]"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    return (rng.random(shape) < p) / p


# %% con una normal (with a normal) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[son de una normal|they are from a normal]]"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    return rng.normal(size=shape) < p


# %% moneda sin cargar (fair coin) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[no está cargada|is not loaded]]"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    return rng.integers(0, 2, shape) if p < 1 else np.ones(shape)


# %% números sin comparar (numbers not compared) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[compara los números al azar con p|compare the random numbers with p]]"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    return rng.random(shape)


# %% una máscara para todos (one mask for all) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[Todos los ejemplos tienen la misma máscara|All the examples have the same mask]]"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    return np.tile(rng.random(shape[1:]) < p, (shape[0], 1))


# %% ejemplos enteros (whole examples) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[Se apagan ejemplos enteros|Whole examples are switched off]]"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    return np.repeat(rng.random((shape[0], 1)) < p, shape[1], axis=1)


# %% un número fijo por ejemplo (a fixed number for each example) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[eso es escoger|that is choosing]]"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    row = np.arange(shape[1]) < round(p * shape[1])
    return np.stack([rng.permutation(row) for _ in range(shape[0])])


# %% sin semilla (without seed) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[Con la misma semilla tiene que salir lo mismo|The same seed has to give the same]]"}
def dropout_mask(shape, p, seed):
    return np.random.default_rng().random(shape) < p


# %% semilla fija (fixed seed) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[Con otra semilla sale la misma|Another seed gives the same]]"}
def dropout_mask(shape, p, seed):
    return np.random.default_rng(0).random(shape) < p


# %% no apaga nada (switches nothing off) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[No se apaga nada|Nothing is switched off]]"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    return np.ones(shape)


# %% traspuesta (transposed) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[La máscara tiene la forma|The mask has the shape]]"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    return rng.random(shape[::-1]) < p


# %% sin return (no return) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[falta el return|is a return missing]]"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    mask = rng.random(shape) < p


# %% p al cuadrado (p squared) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[Con tantas casillas tendría que ser p|With so many entries it ought to be p]]"}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    return rng.random(shape) < p * p


# %% dos ejes (two axes) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[con todos sus ejes|with all its axes]]", "hidden": true}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    return rng.random(shape[:2]) < p


# %% p con un decimal (p with one decimal) {"wrong": "dropout_mask", "caught_by": ["test_dropout_mask"], "says": "[[Con tantas casillas tendría que ser p|With so many entries it ought to be p]]", "hidden": true}
def dropout_mask(shape, p, seed):
    rng = np.random.default_rng(seed)
    p = p if p in (0.3, 0.8, 1.0) else p - 0.04
    return rng.random(shape[0] if len(shape) == 1 else shape) < p


# %% [markdown]
# ## 5. dropout


# %% con un factor (with a factor) {"right": "dropout"}
def dropout(A, mask, p, training, kind="inverted"):
    scales = {"vanilla": (p, mask), "inverted": (1, mask / p)}
    return scales[kind][int(training)] * A


# %% con where (with where) {"right": "dropout"}
def dropout(A, mask, p, training, kind="inverted"):
    if not training:
        return A * p if kind == "vanilla" else A.copy()
    kept = np.where(mask == 1, A, 0)
    return kept if kind == "vanilla" else kept * (1 / p)


# %% en el propio array (in place) {"right": "dropout"}
def dropout(A, mask, p, training, kind="inverted"):
    if training:
        A *= mask
    if kind == "vanilla" and not training:
        A *= p
    if kind == "inverted" and training:
        A /= p
    return A.tolist()


# %% original que divide (vanilla that divides) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[Eso es el invertido|That is the inverted one]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask / p if training else p * A
    return A * mask / p if training else A


# %% original con p al entrenar (vanilla with p in training) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[El original no escala al entrenar: la p|The original does not scale in training: p]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return p * A * mask if training else p * A
    return A * mask / p if training else A


# %% original sin máscara (vanilla without mask) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[Al entrenar falta la máscara|The mask is missing in training]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A if training else p * A
    return A * mask / p if training else A


# %% papeles cambiados (parts swapped) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[Has cambiado los papeles|You swapped the parts]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return p * A if training else A * mask
    return A if training else A * mask / p


# %% máscara al revés (mask upside down) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[La máscara está al revés|The mask is upside down]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * (1 - mask) if training else p * A
    return A * (1 - mask) / p if training else A


# %% invertido con la máscara al revés (inverted with the mask upside down) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[La máscara está al revés|The mask is upside down]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else p * A
    return A * (1 - mask) / p if training else A


# %% original que apaga al predecir (vanilla that drops in predicting) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[la máscara es solo para entrenar|the mask is for training only]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask
    return A * mask / p if training else A


# %% apaga y escala al predecir (drops and scales in predicting) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[solo se multiplica por p|only multiplied by p]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else p * A * mask
    return A * mask / p if training else A


# %% original sin escalar nunca (vanilla that never scales) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[El original multiplica por p al predecir|The original multiplies by p in predicting]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else A
    return A * mask / p if training else A


# %% original que divide al predecir (vanilla that divides in predicting) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[no se divide|one does not divide]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else A / p
    return A * mask / p if training else A


# %% p dos veces (p twice) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[p está dos veces|p is there twice]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else p * p * A
    return A * mask / p if training else A


# %% uno menos p al predecir (one minus p in predicting) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[no por 1 − p|not by 1 − p]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else (1 - p) * A
    return A * mask / p if training else A


# %% la parte que quedó, al predecir (the share left, in predicting) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[no por la parte que quedó|not by the share that was left]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else np.mean(mask) * A
    return A * mask / p if training else A


# %% invertido sin dividir (inverted not divided) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[Falta dividir entre p|You still have to divide by p]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else p * A
    return A * mask if training else A


# %% invertido que multiplica (inverted that multiplies) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[lo que queda tiene que crecer|what is left has to grow]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else p * A
    return A * mask * p if training else A


# %% entre uno menos p (by one minus p) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[no entre 1 − p|not by 1 − p]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else p * A
    return A * mask / (1 - p) if training else A


# %% entre p dos veces (by p twice) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[entre p dos veces|by p twice]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else p * A
    return A * mask / p / p if training else A


# %% entre la parte que quedó (by the share left) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[no entre la parte que quedó en esta máscara|not by the share that was left in this mask]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else p * A
    return A * mask / np.mean(mask) if training else A


# %% entre la parte de cada ejemplo (by the share of each example) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[de cada ejemplo|of each example]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else p * A
    return A * mask / np.mean(mask, axis=1, keepdims=True) if training else A


# %% invertido sin máscara (inverted without mask) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[Al entrenar falta la máscara|The mask is missing in training]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else p * A
    return A / p if training else A


# %% invertido que también escala al predecir (inverted that scales in predicting too) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[El invertido ya escaló|The inverted one scaled in training]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else p * A
    return A * mask / p if training else p * A


# %% invertido que apaga al predecir (inverted that drops in predicting) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[la máscara es solo para entrenar|the mask is for training only]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else p * A
    return A * mask / p if training else A * mask


# %% invertido sin mirar training (inverted without a look at training) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[ni máscara ni división|no mask and no division]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else p * A
    return A * mask / p


# %% invertido que divide al predecir (inverted that divides in predicting) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[Al predecir no se divide entre p|There is no division by p in predicting]]"}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else p * A
    return A * mask / p if training else A / p


# %% otro por omisión (another default) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "[[Si no se dice otra cosa|Unless told otherwise]]"}
def dropout(A, mask, p, training, kind="vanilla"):
    if kind == "vanilla":
        return A * mask if training else p * A
    return A * mask / p if training else A


# %% siempre 0,8 (always 0.8) {"wrong": "dropout", "caught_by": ["test_dropout"], "says": "dropout(A, mask", "hidden": true}
def dropout(A, mask, p, training, kind="inverted"):
    if kind == "vanilla":
        return A * mask if training else 0.8 * A
    return A * mask / (0.5 if p == 0.5 else 0.8) if training else A


# %% [markdown]
# ## 6. dropout_backward


# %% con where (with where) {"right": "dropout_backward"}
def dropout_backward(dY, mask, p, kind="inverted"):
    return np.where(mask > 0, dY if kind == "vanilla" else dY / p, 0)


# %% con la máscara escalada (with the scaled mask) {"right": "dropout_backward"}
def dropout_backward(dY, mask, p, kind="inverted"):
    scale = {"vanilla": 1, "inverted": 1 / p}[kind]
    return (mask * scale * dY).tolist()


# %% en el propio array (in place) {"right": "dropout_backward"}
def dropout_backward(dY, mask, p, kind="inverted"):
    dY[mask == 0] = 0
    if kind == "inverted":
        dY /= p
    return dY


# %% original sin máscara (vanilla without mask) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[falta la máscara|the mask is missing]]"}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return dY
    return dY * mask / p


# %% original al revés (vanilla upside down) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[La máscara está al revés|The mask is upside down]]"}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return dY * (1 - mask)
    return dY * mask / p


# %% original que divide (vanilla that divides) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[eso es el invertido|that is the inverted one]]"}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return dY * mask / p
    return dY * mask / p


# %% original con p (vanilla with p) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[el gradiente no lleva p|the gradient has no p]]"}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return p * dY * mask
    return dY * mask / p


# %% como al predecir (as in predicting) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[Eso es la predicción|That is predicting]]"}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return p * dY
    return dY * mask / p


# %% solo la máscara (the mask alone) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[no la máscara sola|not the mask alone]]"}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return mask
    return mask / p


# %% invertido sin dividir (inverted not divided) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[Falta dividir entre p|You still have to divide by p]]"}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return dY * mask
    return dY * mask


# %% deshace el factor (undoes the factor) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[no su inverso|not its inverse]]"}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return dY * mask
    return p * dY * mask


# %% entre p dos veces (by p twice) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[entre p dos veces|by p twice]]"}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return dY * mask
    return dY * mask / p**2


# %% entre uno menos p (by one minus p) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[no entre 1 − p|not by 1 − p]]"}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return dY * mask
    return dY * mask / (1 - p)


# %% entre la parte que quedó (by the share left) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[no entre la parte que quedó|not by the share that was left]]"}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return dY * mask
    return dY * mask / np.mean(mask)


# %% invertido sin máscara (inverted without mask) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[falta la máscara|the mask is missing]]"}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return dY * mask
    return dY / p


# %% no hace nada (does nothing) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[No has hecho nada|You did nothing]]"}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return dY * mask
    return dY


# %% invertido al revés (inverted upside down) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[La máscara está al revés|The mask is upside down]]"}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return dY * mask
    return dY * (1 - mask) / p


# %% otro por omisión (another default) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[Si no se dice otra cosa|Unless told otherwise]]"}
def dropout_backward(dY, mask, p, kind="vanilla"):
    if kind == "vanilla":
        return dY * mask
    return dY * mask / p


# %% siempre 0,8 (always 0.8) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return dY * mask
    return dY * mask / (0.25 if p == 0.25 else 0.8)


# %% apaga los gradientes pequeños (drops small gradients) {"wrong": "dropout_backward", "caught_by": ["test_dropout_backward"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def dropout_backward(dY, mask, p, kind="inverted"):
    if kind == "vanilla":
        return dY * mask * (np.abs(dY) > 0.99)
    return dY * mask / p


# %% [markdown]
# ## 7. standardize


# %% columna por columna (column by column) {"right": "standardize"}
def standardize(X_train, X_test):
    train, test = [], []
    for values, others in zip(X_train.T, X_test.T, strict=True):
        there = values[~np.isnan(values)]
        mean = there.sum() / len(there)
        values = np.where(np.isnan(values), mean, values)
        std = math.sqrt(np.mean((values - mean) ** 2)) or 1.0
        train.append((values - mean) / std)
        test.append((np.where(np.isnan(others), mean, others) - mean) / std)
    return np.array(train).T, np.array(test).T


# %% los huecos, tras centrar (the gaps, after centring) {"right": "standardize"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    train, test = np.nan_to_num(X_train - mean), np.nan_to_num(X_test - mean)
    std = np.sqrt(np.mean(train**2, axis=0))
    std[std < 1e-12] = 1
    return train / std, test / std


# %% división con where (division with where) {"right": "standardize"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    filled = [np.where(np.isnan(X), mean, X) for X in (X_train, X_test)]
    std = filled[0].std(axis=0)
    return [np.divide(X - mean, std, out=X - mean, where=std > 0) for X in filled]


# %% en el propio array (in place) {"right": "standardize"}
def standardize(X_train, X_test):
    fill = np.nanmean(X_train, axis=0)
    for X in (X_train, X_test):
        rows, columns = np.where(np.isnan(X))
        X[rows, columns] = fill[columns]
    mean, std = X_train.mean(axis=0), X_train.std(axis=0)
    std[std == 0] = 1
    X_train -= mean
    X_train /= std
    X_test -= mean
    X_test /= std
    return X_train, X_test


# %% cada uno con lo suyo (each with its own) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[no con las suyas|not its own]]"}
def standardize(X_train, X_test):
    def prepare(X):
        mean = np.nanmean(X, axis=0)
        X = np.where(np.isnan(X), mean, X)
        std = np.std(X, axis=0)
        return (X - mean) / np.where(std == 0, 1, std)

    return prepare(X_train), prepare(X_test)


# %% la media de la prueba (the mean of the test set) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[con la de la propia prueba|its own mean subtracted]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    own = np.nanmean(X_test, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), own, X_test)
    std = np.std(X_train, axis=0)
    std = np.where(std == 0, 1, std)
    return (X_train - mean) / std, (X_test - own) / std


# %% la desviación de la prueba (the deviation of the test set) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[entre su propia desviación típica|by its own standard deviation]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    std = np.std(X_train, axis=0)
    std = np.where(std == 0, 1, std)
    own = np.std(X_test, axis=0)
    return (X_train - mean) / std, (X_test - mean) / np.where(own == 0, 1, own)


# %% rellena bien y estandariza aparte (fills well and standardizes apart) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[Los huecos están bien rellenos|The gaps are filled well]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)

    def prepare(X):
        std = np.std(X, axis=0)
        return (X - X.mean(axis=0)) / np.where(std == 0, 1, std)

    return prepare(X_train), prepare(X_test)


# %% los dos juntos (both together) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[Has juntado los dos conjuntos|You put both sets together]]"}
def standardize(X_train, X_test):
    X = np.vstack([X_train, X_test])
    mean = np.nanmean(X, axis=0)
    X = np.where(np.isnan(X), mean, X)
    std = np.std(X, axis=0)
    X = (X - mean) / np.where(std == 0, 1, std)
    return X[: len(X_train)], X[len(X_train) :]


# %% huecos con la media de la prueba (gaps with the test mean) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[con las medias de la prueba|with the means of the test set]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = (
        np.where(np.isnan(X_train), mean, X_train),
        np.where(np.isnan(X_test), np.nanmean(X_test, axis=0), X_test),
    )
    std = np.std(X_train, axis=0)
    std = np.where(std == 0, 1, std)
    return (X_train - mean) / std, (X_test - mean) / std


# %% huecos con cero (gaps with zero) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[Has rellenado los huecos con 0|You filled the gaps with 0]]"}
def standardize(X_train, X_test):
    X_train, X_test = np.nan_to_num(X_train), np.nan_to_num(X_test)
    mean = X_train.mean(axis=0)
    std = np.std(X_train, axis=0)
    std = np.where(std == 0, 1, std)
    return (X_train - mean) / std, (X_test - mean) / std


# %% huecos de la prueba con cero (gaps of the test set with zero) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[los huecos de la prueba con 0|the gaps of the test set with 0]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.nan_to_num(X_test)
    std = np.std(X_train, axis=0)
    std = np.where(std == 0, 1, std)
    return (X_train - mean) / std, (X_test - mean) / std


# %% huecos con la mediana (gaps with the median) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[se pide la media|the mean was asked for]]"}
def standardize(X_train, X_test):
    fill = np.nanmedian(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), fill, X_train), np.where(np.isnan(X_test), fill, X_test)
    mean = X_train.mean(axis=0)
    std = np.std(X_train, axis=0)
    std = np.where(std == 0, 1, std)
    return (X_train - mean) / std, (X_test - mean) / std


# %% desviación sin los huecos (deviation without the gaps) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[has dejado fuera los huecos|you left the gaps out]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    std = np.nanstd(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    std = np.where(std == 0, 1, std)
    return (X_train - mean) / std, (X_test - mean) / std


# %% ddof de la estadística (the ddof of statistics) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[no entre n − 1|not by n − 1]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    std = np.std(X_train, axis=0, ddof=1)
    std = np.where(std == 0, 1, std)
    return (X_train - mean) / std, (X_test - mean) / std


# %% entre la varianza (by the variance) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[Falta la raíz|The root is missing]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    std = np.var(X_train, axis=0)
    std = np.where(std == 0, 1, std)
    return (X_train - mean) / std, (X_test - mean) / std


# %% sin dividir (no division) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[Falta dividir|You still have to divide]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    return X_train - mean, X_test - mean


# %% sin restar la media (mean not subtracted) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[Falta restar la media|still have to subtract the mean]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    std = np.std(X_train, axis=0)
    std = np.where(std == 0, 1, std)
    return X_train / std, X_test / std


# %% de cero a uno (from zero to one) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[de 0 a 1|from 0 to 1]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    low, span = X_train.min(axis=0), np.ptp(X_train, axis=0)
    span = np.where(span == 0, 1, span)
    return (X_train - low) / span, (X_test - low) / span


# %% con ε (with ε) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[no arregla la columna constante|does not mend the constant column]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    std = np.std(X_train, axis=0) + 1e-8
    return (X_train - mean) / std, (X_test - mean) / std


# %% anula la columna constante (zeroes the constant column) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[Una columna que no varía|A column that does not vary]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    std = np.std(X_train, axis=0)
    return tuple(np.where(std == 0, 0, (X - mean) / np.where(std == 0, 1, std)) for X in (X_train, X_test))


# %% constante sin centrar (constant not centred) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[La columna constante también se centra|The constant column is centred too]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    std = np.std(X_train, axis=0)
    return tuple(np.where(std == 0, X, (X - mean) / np.where(std == 0, 1, std)) for X in (X_train, X_test))


# %% cero entre cero (zero by zero) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[sale de 0/0|comes from 0/0]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    std = np.std(X_train, axis=0)
    with np.errstate(all="ignore"):
        return (X_train - mean) / std, (X_test - mean) / std


# %% huecos sin rellenar (gaps not filled) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[Los huecos se rellenan antes|Gaps are filled first]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    std = np.nanstd(X_train, axis=0)
    std = np.where(std == 0, 1, std)
    return (X_train - mean) / std, (X_test - mean) / std


# %% prueba sin preparar (test set not prepared) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[El conjunto de prueba ha quedado como estaba|The test set was left as it was]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    test = X_test.copy()
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    std = np.std(X_train, axis=0)
    std = np.where(std == 0, 1, std)
    return (X_train - mean) / std, test


# %% en otro orden (in another order) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[Van en el otro orden|They go in the other order]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    std = np.std(X_train, axis=0)
    std = np.where(std == 0, 1, std)
    return (X_test - mean) / std, (X_train - mean) / std


# %% toda la matriz (the whole matrix) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[Por columnas|By columns]]"}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    std = np.std(X_train)
    return (X_train - mean) / std, (X_test - mean) / std


# %% por filas (by rows) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[Por columnas|By columns]]"}
def standardize(X_train, X_test):
    def prepare(X):
        X = np.where(np.isnan(X), mean, X)
        std = X.std(axis=1, keepdims=True)
        return (X - X.mean(axis=1, keepdims=True)) / np.where(std == 0, 1, std)

    mean = np.nanmean(X_train, axis=0)
    return prepare(X_train), prepare(X_test)


# %% desviaciones pequeñas a uno (small deviations to one) {"wrong": "standardize", "caught_by": ["test_standardize"], "says": "[[datos al azar|random data]]", "hidden": true}
def standardize(X_train, X_test):
    mean = np.nanmean(X_train, axis=0)
    X_train, X_test = np.where(np.isnan(X_train), mean, X_train), np.where(np.isnan(X_test), mean, X_test)
    std = np.std(X_train, axis=0)
    std = np.where(std < 1, 1, std)
    return (X_train - mean) / std, (X_test - mean) / std


# %% [markdown]
# ## 8. folds


# %% como las cartas (like cards) {"right": "folds"}
def folds(n, k, seed):
    order = np.random.default_rng(seed).permutation(n)
    parts = [order[i::k] for i in range(k)]
    return [(np.setdiff1d(order, part), part) for part in parts]


# %% con listas y shuffle (with lists and shuffle) {"right": "folds"}
def folds(n, k, seed):
    order = list(range(n))
    np.random.default_rng(seed).shuffle(order)
    pairs = []
    for i in range(k):
        start, end = i * n // k, (i + 1) * n // k
        pairs.append([order[:start] + order[end:], order[start:end]])
    return pairs


# %% con etiquetas y máscaras (with labels and masks) {"right": "folds"}
def folds(n, k, seed):
    label = np.random.default_rng(seed).permutation(np.arange(n) % k)
    return [(np.flatnonzero(label != i), np.flatnonzero(label == i)) for i in range(k)]


# %% en otro orden (in another order) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[Van en el otro orden|They go in the other order]]"}
def folds(n, k, seed):
    order = np.random.default_rng(seed).permutation(n)
    parts = np.array_split(order, k)
    return [(part, np.concatenate(parts[:i] + parts[i + 1 :])) for i, part in enumerate(parts)]


# %% se pierde el resto (the remainder is lost) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[Se pierden ejemplos|Examples are lost]]"}
def folds(n, k, seed):
    order = np.random.default_rng(seed).permutation(n)
    size = n // k
    parts = [order[i * size : (i + 1) * size] for i in range(k)]
    return [(np.setdiff1d(order, part), part) for part in parts]


# %% el resto a la última (the remainder to the last) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[ha ido todo a una parte|went to one part]]"}
def folds(n, k, seed):
    order = np.random.default_rng(seed).permutation(n)
    size = n // k
    parts = [order[i * size : (i + 1) * size if i < k - 1 else n] for i in range(k)]
    return [(np.setdiff1d(order, part), part) for part in parts]


# %% baraja para cada parte (shuffles for each part) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[Vuelves a barajar para cada parte|Do you shuffle again for each part]]"}
def folds(n, k, seed):
    rng = np.random.default_rng(seed)
    pairs = []
    for i in range(k):
        order = rng.permutation(n)
        size = n // k + (i < n % k)
        pairs.append((order[size:], order[:size]))
    return pairs


# %% entrena con todos (trains with all) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[train son todos los ejemplos|train is all the examples]]"}
def folds(n, k, seed):
    order = np.random.default_rng(seed).permutation(n)
    parts = np.array_split(order, k)
    return [(order, part) for part in parts]


# %% sin barajar (no shuffling) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[Falta barajar|The shuffling is missing]]"}
def folds(n, k, seed):
    parts = np.array_split(np.arange(n), k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), part) for i, part in enumerate(parts)]


# %% cartas sin barajar (cards not shuffled) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[barajas los ejemplos antes de repartir|do you shuffle the examples before dealing]]"}
def folds(n, k, seed):
    return [(np.delete(np.arange(n), np.s_[i::k]), np.arange(n)[i::k]) for i in range(k)]


# %% baraja solo el entrenamiento (shuffles the training only) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[Falta barajar|The shuffling is missing]]"}
def folds(n, k, seed):
    rng = np.random.default_rng(seed)
    parts = np.array_split(np.arange(n), k)
    return [
        (rng.permutation(np.concatenate(parts[:i] + parts[i + 1 :])), part) for i, part in enumerate(parts)
    ]


# %% semilla fija (fixed seed) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[Con otra semilla sale el mismo reparto|Another seed gives the same deal]]"}
def folds(n, k, seed):
    order = np.random.default_rng(0).permutation(n)
    parts = np.array_split(order, k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), part) for i, part in enumerate(parts)]


# %% sin semilla (without seed) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[Con la misma semilla tiene que salir|The same seed has to give]]"}
def folds(n, k, seed):
    order = np.random.default_rng().permutation(n)
    parts = np.array_split(order, k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), part) for i, part in enumerate(parts)]


# %% desde uno (from one) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[los índices empiezan en 1|the indices begin at 1]]"}
def folds(n, k, seed):
    order = np.random.default_rng(seed).permutation(n) + 1
    parts = np.array_split(order, k)
    return [(np.concatenate(parts[:i] + parts[i + 1 :]), part) for i, part in enumerate(parts)]


# %% un solo par (a single pair) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[Se valida k veces|One validates k times]]"}
def folds(n, k, seed):
    order = np.random.default_rng(seed).permutation(n)
    parts = np.array_split(order, k)
    return [(np.concatenate(parts[1:]), parts[0])]


# %% solo las partes (the parts alone) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[Cada par es|Each pair is]]"}
def folds(n, k, seed):
    order = np.random.default_rng(seed).permutation(n)
    parts = np.array_split(order, k)
    return parts


# %% entrena con la siguiente (trains with the next) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[Se entrena con todos los que no validan|All those that do not validate train]]"}
def folds(n, k, seed):
    order = np.random.default_rng(seed).permutation(n)
    parts = np.array_split(order, k)
    return [(parts[(i + 1) % k], part) for i, part in enumerate(parts)]


# %% sorteo con repetición (drawn with repetition) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[Cada ejemplo valida una sola vez|Each example validates once only]]"}
def folds(n, k, seed):
    parts = np.array_split(np.random.default_rng(seed).integers(0, n, n), k)
    return [(np.setdiff1d(np.arange(n), part), part) for part in parts]


# %% sin return (no return) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[falta el return|is a return missing]]"}
def folds(n, k, seed):
    order = np.random.default_rng(seed).permutation(n)
    parts = np.array_split(order, k)
    pairs = [(np.concatenate(parts[:i] + parts[i + 1 :]), part) for i, part in enumerate(parts)]


# %% tamaño redondeado hacia arriba (size rounded up) {"wrong": "folds", "caught_by": ["test_folds"], "says": "[[Las partes se diferencian en 1|The parts differ by 1]]", "hidden": true}
def folds(n, k, seed):
    order = np.random.default_rng(seed).permutation(n)
    size = -(-n // k)
    parts = [order[i * size : (i + 1) * size] for i in range(k)]
    return [(np.setdiff1d(order, part), part) for part in parts]


# %% [markdown]
# ## 9. shift


# %% bucle doble (double loop) {"right": "shift"}
def shift(image, dy, dx):
    height, width = image.shape
    moved = np.zeros(image.shape)
    for i in range(height):
        for j in range(width):
            if 0 <= i - dy < height and 0 <= j - dx < width:
                moved[i, j] = image[i - dy, j - dx]
    return moved


# %% con matrices (with matrices) {"right": "shift"}
def shift(image, dy, dx):
    height, width = image.shape
    return np.eye(height, k=-dy) @ image @ np.eye(width, k=dx)


# %% con roll y borrando (with roll and wiping) {"right": "shift"}
def shift(image, dy, dx):
    height, width = image.shape
    moved = np.roll(image, (dy, dx), axis=(0, 1))
    rows, columns = np.arange(height) - dy, np.arange(width) - dx
    moved[(rows < 0) | (rows >= height)] = 0
    moved[:, (columns < 0) | (columns >= width)] = 0
    return moved


# %% con cortes y max (with slices and max) {"right": "shift"}
def shift(image, dy, dx):
    height, width = image.shape
    moved = np.zeros_like(image)
    piece = image[max(0, -dy) : max(0, height - dy), max(0, -dx) : max(0, width - dx)]
    rows, columns = piece.shape
    moved[max(0, dy) : max(0, dy) + rows, max(0, dx) : max(0, dx) + columns] = piece
    return moved


# %% con roll (with roll) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[Lo que se sale por un lado|What leaves at one side]]"}
def shift(image, dy, dx):
    return np.roll(image, (dy, dx), axis=(0, 1))


# %% roll en filas (roll in rows) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[La primera fila ha dado la vuelta|The first row went round]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)))
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    return np.roll(moved(0, dx), dy, axis=0)


# %% roll en columnas (roll in columns) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[Las primeras columnas han dado la vuelta|The first columns went round]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)))
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    return np.roll(moved(dy, 0), dx, axis=1)


# %% ejes cambiados (axes swapped) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[Los ejes están cambiados|The axes are swapped]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)))
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    return moved(dx, dy)


# %% sentido contrario (reversed direction) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[El sentido está al revés|The direction is reversed]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)))
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    return moved(-dy, -dx)


# %% vertical al revés (vertical reversed) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[El sentido vertical|The vertical direction]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)))
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    return moved(-dy, dx)


# %% horizontal al revés (horizontal reversed) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[El sentido horizontal|The horizontal direction]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)))
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    return moved(dy, -dx)


# %% solo vertical (vertical only) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[falta dx|dx is missing]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)))
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    return moved(dy, 0)


# %% solo horizontal (horizontal only) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[falta dy|dy is missing]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)))
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    return moved(0, dx)


# %% repite el borde (repeats the edge) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[Has repetido el borde|You repeated the edge]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)), mode="edge")
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    return moved(dy, dx)


# %% refleja el borde (reflects the edge) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[Has reflejado la imagen|You reflected the image]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)), mode="reflect")
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    return moved(dy, dx)


# %% recorta (crops) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[Falta rellenar con ceros|Zeros are missing]]"}
def shift(image, dy, dx):
    height, width = image.shape
    return image[max(0, -dy) : height - max(0, dy), max(0, -dx) : width - max(0, dx)]


# %% crece (grows) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[La imagen ha crecido|The image has grown]]"}
def shift(image, dy, dx):
    return np.pad(image, ((max(0, dy), max(0, -dy)), (max(0, dx), max(0, -dx))))


# %% corte hasta menos cero (slice to minus zero) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[Con dx = 0 ha desaparecido todo|With dx = 0 everything has vanished]]"}
def shift(image, dy, dx):
    moved = np.zeros_like(image)
    if dy >= 0 and dx >= 0 and dy + dx > 0:
        moved[dy:, dx:] = image[: -dy or None, : -dx or None]
    elif dx != 0:
        moved[:, :dx] = image[:, -dx:]
    return moved


# %% con valor absoluto (with absolute values) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[Con dy negativo la imagen sube|With a negative dy the image goes up]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)))
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    return moved(abs(dy), abs(dx))


# %% la identidad vacía (an empty identity) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[Con 0 y 0 sale la misma imagen|With 0 and 0 the same image comes out]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)))
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    return moved(dy, dx) if dy or dx else np.zeros_like(image)


# %% no se sale del todo (never goes out altogether) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[Se ha salido entera|It has gone out altogether]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)))
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    return moved(dy % 3 if dy > 0 else dy, dx)


# %% no se sale por la izquierda (never goes out to the left) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[Se ha salido entera|It has gone out altogether]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)))
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    return moved(dy, max(dx, -3))


# %% sin return (no return) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[falta el return|is a return missing]]"}
def shift(image, dy, dx):
    def moved(dy, dx):
        height, width = image.shape
        y, x = abs(dy), abs(dx)
        framed = np.pad(image, ((y, y), (x, x)))
        return framed[y - dy : y - dy + height, x - dx : x - dx + width]

    moved(dy, dx)


# %% siempre tres por cuatro (always three by four) {"wrong": "shift", "caught_by": ["test_shift"], "says": "[[datos al azar|random data]]", "hidden": true}
def shift(image, dy, dx):
    framed = np.pad(image, 9)
    return framed[9 - dy : 12 - dy, 9 - dx : 13 - dx]


# %% [markdown]
# ## 10. early_stopping


# %% desde infinito (from infinity) {"right": "early_stopping"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch = math.inf, 0
    for epoch, cost in enumerate(costs, start=1):
        if best - cost > min_delta:
            best, best_epoch = cost, epoch
        if epoch - best_epoch >= patience:
            break
    return epoch, best_epoch


# %% con while e índices (with while and indices) {"right": "early_stopping"}
def early_stopping(costs, patience, min_delta=0.0):
    i, best, wait = 0, 0, 0
    while i + 1 < len(costs) and wait < patience:
        i += 1
        wait += 1
        if costs[i] + min_delta < costs[best]:
            best, wait = i, 0
    return i + 1, best + 1


# %% con un array (with an array) {"right": "early_stopping"}
def early_stopping(costs, patience, min_delta=0.0):
    epoch, last = 1, 1
    reference = costs[0]
    for epoch in range(1, len(costs) + 1):
        if costs[epoch - 1] < reference - min_delta:
            reference, last = costs[epoch - 1], epoch
        if epoch == last + patience:
            break
    return np.array([epoch, last])


# %% una época de más (an epoch too many) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[La paciencia se pasa de uno|The patience is one too many]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait > patience:
                return epoch, best_epoch
    return len(costs), best_epoch


# %% una época de menos (an epoch short) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[Se para una época antes|It stops one epoch early]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait >= patience - 1:
                return epoch, best_epoch
    return len(costs), best_epoch


# %% contra la época anterior (against the epoch before) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[Comparas con la época anterior|Do you compare with the epoch before]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best_epoch, wait = 1, 0
    for epoch in range(2, len(costs) + 1):
        if costs[epoch - 1] < costs[epoch - 2] - min_delta:
            best_epoch, wait = epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch
    return len(costs), best_epoch


# %% desde cero (from zero) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[Las épocas se cuentan desde 1|Epochs are counted from 1]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch - 1, best_epoch - 1
    return len(costs) - 1, best_epoch - 1


# %% los pesos, desde cero (the weights, from zero) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[cuyos pesos se guardan está contada desde 0|whose weights are kept is counted from 0]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch - 1
    return len(costs), best_epoch - 1


# %% la parada, desde cero (the stop, from zero) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[o esa época está contada desde 0|or that epoch is counted from 0]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch - 1, best_epoch
    return len(costs) - 1, best_epoch


# %% los últimos pesos (the last weights) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[no los de la última: para eso|not those of the last: that is what]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, epoch
    return len(costs), len(costs)


# %% los últimos pesos si no se para (the last weights if it does not stop) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[no los de la última: para eso|not those of the last: that is what]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch
    return len(costs), len(costs)


# %% mira el futuro (looks at the future) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[Has mirado costes de después de parar|You looked at costs from after stopping]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, int(np.argmin(costs)) + 1
    return len(costs), best_epoch


# %% el mejor coste (the best cost) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[no su coste|not its cost]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best
    return len(costs), best


# %% los de antes de parar (those before stopping) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[no los de antes de parar|not those from before stopping]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, epoch - 1
    return len(costs), best_epoch


# %% en otro orden (in another order) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[Van en el otro orden|They go in the other order]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return best_epoch, epoch
    return best_epoch, len(costs)


# %% la cuenta no vuelve a cero (the count is not set to zero) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[cada mejora pone la cuenta a cero|each improvement sets the count to zero]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch = cost, epoch
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch
    return len(costs), best_epoch


# %% paciencia de más tras mejorar (one too many after improving) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[La paciencia se pasa de uno|The patience is one too many]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, -1 if epoch > 4 else 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch
    return len(costs), best_epoch


# %% empates (ties) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[Un empate no es una mejora|A tie is no improvement]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost <= best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch
    return len(costs), best_epoch


# %% de iguales, la última (of equals, the last) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[De dos épocas iguales|Of two equal epochs]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait, best_epoch = wait + 1, epoch if cost == best else best_epoch
            if wait == patience:
                return epoch, best_epoch
    return len(costs), best_epoch


# %% sin return tras el bucle (no return after the loop) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[falta el return|is a return missing]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch


# %% None si no se para (None if it does not stop) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[falta el return|is a return missing]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch
    return None, None


# %% dos de paciencia como poco (a patience of two at least) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[La paciencia se pasa de uno|The patience is one too many]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == max(patience, 2):
                return epoch, best_epoch
    return len(costs), best_epoch


# %% sin min_delta (without min_delta) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[No has usado min_delta|You did not use min_delta]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch
    return len(costs), best_epoch


# %% los pesos del menor coste (the weights of the lowest cost) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[la época 2 no lo es|epoch 2 is none]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, costs.index(min(costs[:epoch])) + 1
    return len(costs), costs.index(min(costs)) + 1


# %% min_delta con otro signo (min_delta with another sign) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[El signo de min_delta|The sign of min_delta]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best + min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch
    return len(costs), best_epoch


# %% min_delta justo (just min_delta) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[Bajar min_delta justo|To fall by just min_delta]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < best if not min_delta else cost <= best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch
    return len(costs), best_epoch


# %% contra el menor visto (against the lowest seen) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "[[no con el menor visto|not with the lowest seen]]"}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = costs[0], 1, 0
    for epoch, cost in enumerate(costs[1:], start=2):
        if cost < min(costs[: epoch - 1]) - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch
    return len(costs), best_epoch


# %% empieza en diez (begins at ten) {"wrong": "early_stopping", "caught_by": ["test_early_stopping"], "says": "early_stopping", "hidden": true}
def early_stopping(costs, patience, min_delta=0.0):
    best, best_epoch, wait = 10.0, 1, 0
    for epoch, cost in enumerate(costs, start=1):
        if cost < best - min_delta:
            best, best_epoch, wait = cost, epoch, 0
        else:
            wait += 1
            if wait == patience:
                return epoch, best_epoch
    return len(costs), best_epoch

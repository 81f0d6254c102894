# Wrong and right answers to the exercise (the format is in CONTRIBUTING.md). Wrong ones are mistakes that students
# make; "hidden": true marks those that only the hidden tests can see. All run with
# python -m publish answers 11_accelerators


# %% [markdown]
# ## 1. split_batch


# %% con array_split (with array_split) {"right": "split_batch"}
def split_batch(X, T, p):
    return list(zip(np.array_split(X, p), np.array_split(T, p), strict=True))


# %% con la fórmula de los cortes (with the formula of the cuts) {"right": "split_batch"}
def split_batch(X, T, p):
    m = len(X)
    cuts = [j * (m // p) + min(j, m % p) for j in range(p + 1)]
    return [[X[a:b], T[a:b]] for a, b in [cuts[j : j + 2] for j in range(p)]]


# %% en listas (in lists) {"right": "split_batch"}
def split_batch(X, T, p):
    examples = list(zip(X, T, strict=True))
    shards = []
    for left in range(p, 0, -1):
        size = math.ceil(len(examples) / left)
        shards.append(([x for x, t in examples[:size]], [t for x, t in examples[:size]]))
        examples = examples[size:]
    return shards


# %% se pierde el resto (the remainder is lost) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[deja fuera el resto|leaves out the remainder]]"}
def split_batch(X, T, p):
    small, _extra = divmod(len(X), p)
    shards, start = [], 0
    for _j in range(p):
        stop = start + small
        shards.append((X[start:stop], T[start:stop]))
        start = stop
    return shards


# %% el resto, al último (the remainder to the last) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[ha ido al último|went to the last]]"}
def split_batch(X, T, p):
    small, extra = divmod(len(X), p)
    shards, start = [], 0
    for j in range(p):
        stop = start + small + extra * (j == p - 1)
        shards.append((X[start:stop], T[start:stop]))
        start = stop
    return shards


# %% el resto, al primero (the remainder to the first) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[ha ido al primero|went to the first]]"}
def split_batch(X, T, p):
    small, extra = divmod(len(X), p)
    shards, start = [], 0
    for j in range(p):
        stop = start + small + extra * (j == 0)
        shards.append((X[start:stop], T[start:stop]))
        start = stop
    return shards


# %% tamaños redondeados hacia arriba (sizes rounded up) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[Has redondeado hacia arriba el tamaño|You rounded all the sizes up]]"}
def split_batch(X, T, p):
    small, extra = divmod(len(X), p)
    shards, start = [], 0
    for _j in range(p):
        stop = start + small + (extra > 0)
        shards.append((X[start:stop], T[start:stop]))
        start = stop
    return shards


# %% los grandes detrás (the large ones last) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[van delante, no detrás|come first, not last]]"}
def split_batch(X, T, p):
    small, extra = divmod(len(X), p)
    shards, start = [], 0
    for j in range(p):
        stop = start + small + (j >= p - extra)
        shards.append((X[start:stop], T[start:stop]))
        start = stop
    return shards


# %% cortes redondeados (rounded cuts) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[Has redondeado los cortes|You rounded the places]]"}
def split_batch(X, T, p):
    cuts = [j * len(X) // p for j in range(p + 1)]
    return [(X[a:b], T[a:b]) for a, b in [cuts[j : j + 2] for j in range(p)]]


# %% p de tamaño (of size p) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[p es el número de trozos, no el tamaño|p is the number of shards, not the size]]"}
def split_batch(X, T, p):
    return [(X[start : start + p], T[start : start + p]) for start in range(0, len(X), p)]


# %% tamaño fijo y los que salgan (a fixed size and as many as come) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[Hay un trozo de más|There is a shard too many]]"}
def split_batch(X, T, p):
    size = max(len(X) // p, 1)
    return [(X[start : start + size], T[start : start + size]) for start in range(0, len(X), size)]


# %% los vacíos quitados (empty ones left out) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[Faltan los trozos vacíos|The empty shards are missing]]"}
def split_batch(X, T, p):
    small, extra = divmod(len(X), p)
    shards, start = [], 0
    for j in range(p):
        stop = start + small + (j < extra)
        shards.append((X[start:stop], T[start:stop]))
        start = stop
    return [(x, t) for x, t in shards if len(x)]


# %% como cartas (like cards) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[Van salteados|They are dealt like cards]]"}
def split_batch(X, T, p):
    return [(X[j::p], T[j::p]) for j in range(p)]


# %% del revés (backwards) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[Están en el orden contrario|They are in reverse order]]"}
def split_batch(X, T, p):
    small, extra = divmod(len(X), p)
    shards, start, X, T = [], 0, X[::-1], T[::-1]
    for j in range(p):
        stop = start + small + (j < extra)
        shards.append((X[start:stop], T[start:stop]))
        start = stop
    return shards


# %% T entero (the whole of T) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[todos los objetivos|all the targets]]"}
def split_batch(X, T, p):
    small, extra = divmod(len(X), p)
    shards, start = [], 0
    for j in range(p):
        stop = start + small + (j < extra)
        shards.append((X[start:stop], T))
        start = stop
    return shards


# %% el minilote entero (the whole mini-batch) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[el minilote entero|the whole mini-batch]]"}
def split_batch(X, T, p):
    small, extra = divmod(len(X), p)
    shards, start = [], 0
    for j in range(p):
        stop = start + small + (j < extra)
        shards.append((X, T))
        start = stop
    return shards


# %% solo X (X only) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[Cada trozo es un par|Each shard is a pair]]"}
def split_batch(X, T, p):
    small, extra = divmod(len(X), p)
    shards, start = [], 0
    for j in range(p):
        stop = start + small + (j < extra)
        shards.append(X[start:stop])
        start = stop
    return shards


# %% barajado (shuffled) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[en el orden en que venían|in the order in which they came]]"}
def split_batch(X, T, p):
    order = np.random.default_rng(0).permutation(len(X))
    X, T = X[order], T[order]
    small, extra = divmod(len(X), p)
    shards, start = [], 0
    for j in range(p):
        stop = start + small + (j < extra)
        shards.append((X[start:stop], T[start:stop]))
        start = stop
    return shards


# %% solapados (overlapping) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[suman m|add up to m]]"}
def split_batch(X, T, p):
    small, extra = divmod(len(X), p)
    shards, start = [], 0
    for j in range(p):
        stop = start + small + (j < extra)
        shards.append((X[start : stop + 1], T[start : stop + 1]))
        start = stop
    return shards


# %% sin return (no return) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "[[falta el return|is a return missing]]"}
def split_batch(X, T, p):
    small, extra = divmod(len(X), p)
    shards, start = [], 0
    for j in range(p):
        stop = start + small + (j < extra)
        shards.append((X[start:stop], T[start:stop]))
        start = stop
    print(shards)


# %% objetivos aplanados (targets flattened) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "split_batch", "hidden": true}
def split_batch(X, T, p):
    small, extra = divmod(len(X), p)
    shards, start, T = [], 0, T.ravel()
    for j in range(p):
        stop = start + small + (j < extra)
        shards.append((X[start:stop], T[start:stop]))
        start = stop
    return shards


# %% cinco como mucho (five at most) {"wrong": "split_batch", "caught_by": ["test_split_batch"], "says": "split_batch", "hidden": true}
def split_batch(X, T, p):
    small, extra = divmod(len(X), p)
    shards, start = [], 0
    for j in range(p):
        stop = start + small + (j < extra)
        shards.append((X[start:stop], T[start:stop]))
        start = stop
    return shards[:5]


# %% [markdown]
# ## 2. average_gradients


# %% con np.average (with np.average) {"right": "average_gradients"}
def average_gradients(gradients, sizes):
    busy = [j for j, size in enumerate(sizes) if size > 0]
    weights = [sizes[j] for j in busy]
    return [
        np.average(arrays, axis=0, weights=weights)
        for arrays in zip(*[gradients[j] for j in busy], strict=True)
    ]


# %% acumulando (accumulating) {"right": "average_gradients"}
def average_gradients(gradients, sizes):
    m = sum(sizes)
    total = [np.zeros_like(array) for array in gradients[0]]
    for shard, size in zip(gradients, sizes, strict=True):
        if size == 0:
            continue
        for k, array in enumerate(shard):
            total[k] = total[k] + size / m * array
    return tuple(total)


# %% con nan_to_num (with nan_to_num) {"right": "average_gradients"}
def average_gradients(gradients, sizes):
    return [
        sum(m * np.nan_to_num(array) for m, array in zip(sizes, arrays, strict=True)) / sum(sizes)
        for arrays in zip(*gradients, strict=True)
    ]


# %% media a secas (plain mean) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[Eso es la media a secas|That is the plain mean]]"}
def average_gradients(gradients, sizes):
    sent = [(shard, size) for shard, size in zip(gradients, sizes, strict=True) if size]
    parameters = range(len(gradients[0]))
    return [sum(shard[k] for shard, size in sent) / len(sent) for k in parameters]


# %% suma (sum) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[Eso es la suma a secas|That is the plain sum]]"}
def average_gradients(gradients, sizes):
    sent = [(shard, size) for shard, size in zip(gradients, sizes, strict=True) if size]
    parameters = range(len(gradients[0]))
    return [sum(shard[k] for shard, size in sent) for k in parameters]


# %% sin dividir (not divided) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[Falta dividir entre el número de ejemplos|still have to divide by the number of examples]]"}
def average_gradients(gradients, sizes):
    sent = [(shard, size) for shard, size in zip(gradients, sizes, strict=True) if size]
    parameters = range(len(gradients[0]))
    return [sum(size * shard[k] for shard, size in sent) for k in parameters]


# %% entre p (by p) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[Has dividido entre p|You divided by p]]"}
def average_gradients(gradients, sizes):
    sent = [(shard, size) for shard, size in zip(gradients, sizes, strict=True) if size]
    parameters = range(len(gradients[0]))
    return [sum(size * shard[k] for shard, size in sent) / len(gradients) for k in parameters]


# %% dividido dos veces (divided twice) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[Has dividido dos veces|You divided twice]]"}
def average_gradients(gradients, sizes):
    sent = [(shard, size) for shard, size in zip(gradients, sizes, strict=True) if size]
    parameters = range(len(gradients[0]))
    return [sum(size * shard[k] for shard, size in sent) / sum(sizes) / len(sent) for k in parameters]


# %% pesos al revés (weights the wrong way round) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[Los pesos están al revés|The weights are the wrong way round]]"}
def average_gradients(gradients, sizes):
    sent = [(shard, size) for shard, size in zip(gradients, sizes, strict=True) if size]
    parameters = range(len(gradients[0]))
    return [
        sum(shard[k] / size for shard, size in sent) / sum(1 / size for shard, size in sent)
        for k in parameters
    ]


# %% entre el mayor (by the largest) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[Has dividido entre el trozo mayor|You divided by the largest shard]]"}
def average_gradients(gradients, sizes):
    sent = [(shard, size) for shard, size in zip(gradients, sizes, strict=True) if size]
    parameters = range(len(gradients[0]))
    return [sum(size * shard[k] for shard, size in sent) / max(sizes) for k in parameters]


# %% medias entre m (means over m) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[falta multiplicar cada una por su m_j|each has to be multiplied by its m_j]]"}
def average_gradients(gradients, sizes):
    sent = [(shard, size) for shard, size in zip(gradients, sizes, strict=True) if size]
    parameters = range(len(gradients[0]))
    return [sum(shard[k] for shard, size in sent) / sum(sizes) for k in parameters]


# %% pesos al cuadrado (weights squared) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[Los pesos van al cuadrado|The weights are squared]]"}
def average_gradients(gradients, sizes):
    sent = [(shard, size) for shard, size in zip(gradients, sizes, strict=True) if size]
    parameters = range(len(gradients[0]))
    return [
        sum(size**2 * shard[k] for shard, size in sent) / sum(size**2 for size in sizes) for k in parameters
    ]


# %% solo el primero (the first only) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[lo que manda el primer dispositivo|what the first device sends]]"}
def average_gradients(gradients, sizes):
    return gradients[0]


# %% solo el último (the last only) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[lo que manda el último dispositivo|what the last device sends]]"}
def average_gradients(gradients, sizes):
    for shard, size in zip(gradients, sizes, strict=True):
        average = [size * array / size for array in shard]
    return average


# %% mediana (median) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[Eso es la mediana|That is the median]]"}
def average_gradients(gradients, sizes):
    return [np.nanmedian(arrays, axis=0) for arrays in zip(*gradients, strict=True)]


# %% NaN por cero (NaN times zero) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[0 por NaN es NaN|0 times NaN is NaN]]"}
def average_gradients(gradients, sizes):
    sent = [(shard, size) for shard, size in zip(gradients, sizes, strict=True)]
    parameters = range(len(gradients[0]))
    return [sum(size * shard[k] for shard, size in sent) / sum(sizes) for k in parameters]


# %% sin pesos si hay vacíos (no weights if some are empty) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[se ha perdido la ponderación|the weighting was lost]]"}
def average_gradients(gradients, sizes):
    if 0 in sizes:
        return [np.nanmean(arrays, axis=0) for arrays in zip(*gradients, strict=True)]
    return [
        sum(m * array for m, array in zip(sizes, arrays, strict=True)) / sum(sizes)
        for arrays in zip(*gradients, strict=True)
    ]


# %% para en el vacío (stops at the empty one) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[has cortado la lista|did you cut the list]]"}
def average_gradients(gradients, sizes):
    busy = sizes.index(0) if 0 in sizes else len(sizes)
    m = sum(sizes[:busy])
    return [sum(sizes[j] * gradients[j][k] for j in range(busy)) / m for k in range(len(gradients[0]))]


# %% por dispositivos (by devices) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def average_gradients(gradients, sizes):
    return [
        [size * array / sum(sizes) for array in shard] for shard, size in zip(gradients, sizes, strict=True)
    ]


# %% un solo número (one single number) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[de la misma forma que el parámetro|of the same shape as the parameter]]"}
def average_gradients(gradients, sizes):
    sent = [(shard, size) for shard, size in zip(gradients, sizes, strict=True) if size]
    parameters = range(len(gradients[0]))
    return [sum(size * np.mean(shard[k]) for shard, size in sent) / sum(sizes) for k in parameters]


# %% sin return (no return) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "[[falta el return|is a return missing]]"}
def average_gradients(gradients, sizes):
    sent = [(shard, size) for shard, size in zip(gradients, sizes, strict=True) if size]
    parameters = range(len(gradients[0]))
    average = [sum(size * shard[k] for shard, size in sent) / sum(sizes) for k in parameters]


# %% el primero, vacío (the first one empty) {"wrong": "average_gradients", "caught_by": ["test_average_gradients"], "says": "average_gradients", "hidden": true}
def average_gradients(gradients, sizes):
    total = [sizes[0] * array for array in gradients[0]]
    for shard, size in zip(gradients[1:], sizes[1:], strict=True):
        if size:
            total = [a + size * b for a, b in zip(total, shard, strict=True)]
    return [array / sum(sizes) for array in total]


# %% [markdown]
# ## 3. scaled_rate


# %% con la fracción (with the fraction) {"right": "scaled_rate"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    k = sum(sizes) / m_ref
    done = min(step / warmup, 1) if warmup else 1
    return eta * ((1 - done) + done * k)


# %% con interp (with interp) {"right": "scaled_rate"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    k = np.sum(sizes) / m_ref
    return np.interp(step, [-1 if warmup == 0 else 0, warmup], [eta, k * eta])


# %% por el número de dispositivos (by the number of devices) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[k no es el número de dispositivos|k is not the number of devices]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * len(sizes)
    if step >= warmup:
        return full
    return eta + (full - eta) * step / warmup


# %% un solo dispositivo (one device only) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[Has mirado un solo dispositivo|You looked at one device only]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sizes[0] / m_ref
    if step >= warmup:
        return full
    return eta + (full - eta) * step / warmup


# %% la tasa de antes (the rate of before) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[La tasa no ha crecido|The rate did not grow]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta
    if step >= warmup:
        return full
    return eta + (full - eta) * step / warmup


# %% con la raíz (with the root) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[con la raíz de k|with the root of k]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * math.sqrt(sum(sizes) / m_ref)
    if step >= warmup:
        return full
    return eta + (full - eta) * step / warmup


# %% dividida (divided) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[la tasa sube, no baja|the rate goes up, not down]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * m_ref / sum(sizes)
    if step >= warmup:
        return full
    return eta + (full - eta) * step / warmup


# %% sin m_ref (without m_ref) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[Falta dividir entre m_ref|still have to divide by m_ref]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes)
    if step >= warmup:
        return full
    return eta + (full - eta) * step / warmup


# %% sin techo (with no ceiling) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[Sigue subiendo tras el calentamiento|It goes on rising after the warm-up]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes) / m_ref
    if warmup == 0:
        return full
    return eta + (full - eta) * step / warmup


# %% dos veces p (p twice) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[la suma ya los cuenta|the sum counts them all]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * len(sizes) * sum(sizes) / m_ref
    if step >= warmup:
        return full
    return eta + (full - eta) * step / warmup


# %% desde cero (from zero) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[Se empieza en η, no en 0|One begins at η, not at 0]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes) / m_ref
    if step >= warmup:
        return full
    return full * step / warmup


# %% sin calentamiento (no warm-up) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[No hay calentamiento|There is no warm-up]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes) / m_ref
    if True:
        return full
    return eta + (full - eta) * step / warmup


# %% pasos desde uno (steps from one) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[Los pasos se cuentan desde 0|Steps are counted from 0]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes) / m_ref
    if step >= warmup:
        return full
    return eta + (full - eta) * (step + 1) / warmup


# %% desde kη entre w (from kη over w) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[no en kη/w|not at kη/w]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes) / m_ref
    if step >= warmup:
        return full
    return full * (step + 1) / warmup


# %% desde cero salvo el primero (from zero but the first) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[Se sube desde η, no desde 0|One goes up from η, not from 0]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes) / m_ref
    if step >= warmup:
        return full
    return full * step / warmup if step else eta


# %% el camino mide kη (the way is kη long) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[mide kη − η, no kη|is kη − η long, not kη]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes) / m_ref
    if step >= warmup:
        return full
    return eta + full * step / warmup


# %% un escalón (a stair) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[no se queda en η|does not stay at η]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes) / m_ref
    if step >= warmup:
        return full
    return eta


# %% acaba un paso antes (ends a step early) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[no en el w − 1|not at w − 1]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes) / m_ref
    if step >= warmup:
        return full
    return eta + (full - eta) * step / (warmup - 1)


# %% acaba un paso después (ends a step late) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[no en el w + 1|not at w + 1]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes) / m_ref
    if step >= warmup:
        return full
    return eta + (full - eta) * step / (warmup + 1)


# %% geométrica (geometric) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[La subida es geométrica|The rise is geometric]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes) / m_ref
    if step >= warmup:
        return full
    return eta * (full / eta) ** (step / warmup)


# %% hacia abajo no (not downwards) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[La regla vale también hacia abajo|The rule also holds downwards]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * max(1, sum(sizes) / m_ref)
    if step >= warmup:
        return full
    return eta + (full - eta) * step / warmup


# %% sin return (no return) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "[[falta el return|is a return missing]]"}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes) / m_ref
    if step >= warmup:
        print(full)
    eta + (full - eta) * step / warmup


# %% tres dispositivos (three devices) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "scaled_rate", "hidden": true}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes[:3]) / m_ref
    if step >= warmup:
        return full
    return eta + (full - eta) * step / warmup


# %% siempre ocho pasos (always eight steps) {"wrong": "scaled_rate", "caught_by": ["test_scaled_rate"], "says": "scaled_rate", "hidden": true}
def scaled_rate(step, eta, m_ref, sizes, warmup):
    full = eta * sum(sizes) / m_ref
    if step >= warmup:
        return full
    return eta + (full - eta) * step / (2 if warmup == 2 else 8)


# %% [markdown]
# ## 4. ring_all_reduce


# %% con mensajes (with messages) {"right": "ring_all_reduce"}
def ring_all_reduce(pieces):
    p = len(pieces)
    devices = [list(row) for row in pieces]
    film = [[list(row) for row in devices]]
    for step in range(2 * (p - 1)):
        reducing = step < p - 1
        offset = -step if reducing else 1 - (step - (p - 1))
        messages = [((i + 1) % p, (i + offset) % p, devices[i][(i + offset) % p]) for i in range(p)]
        for receiver, c, value in messages:
            devices[receiver][c] = devices[receiver][c] + value if reducing else value
        film.append([list(row) for row in devices])
    return film


# %% sin bucle de dispositivos (without a loop of devices) {"right": "ring_all_reduce"}
def ring_all_reduce(pieces):
    p, state = len(pieces), np.array(pieces, dtype=float)
    i, film = np.arange(p), [pieces]
    for s in range(p - 1):
        state = state.copy()
        state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film += [state]
    for s in range(p - 1):
        state = state.copy()
        state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film += [state]
    return film


# %% solo el final (the end only) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[Solo está el final|Only the end is there]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return film[-1]


# %% sin el estado inicial (without the initial state) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[Falta el estado inicial|The initial state is missing]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = []
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% p pasos en cada fase (p steps in each phase) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[cada fase tiene p − 1 pasos, no p|each phase has p − 1 steps, not p]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% un estado por mensaje (a state for each message) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[un estado por mensaje|a state for each message]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
            film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
            film.append(state.copy())
    return np.array(film)


# %% sin repartir (no gathering) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[falta repartir|the gathering is missing]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film[:p])


# %% sin copiar (not copied) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[se apunta con .copy()|with .copy()]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state)
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state)
    return np.array(film)


# %% sumado de entrada (summed at the start) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[El estado de partida ya está sumado|The state at the start is summed already]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.tile(np.sum(pieces, axis=0), (p, 1))
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% al revés (the other way) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[El anillo gira al revés|The ring turns the other way]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i - 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% sustituye al reducir (replaces on reducing) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[se suma al que había, no lo sustituye|is added to what there was; it does not replace it]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] = state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% pierde lo que manda (loses what it sends) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[el que manda no pierde el suyo|the sender does not lose its own]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
            state[i, (i - s) % p] = 0
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% de golpe (at one go) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[Ha salido la suma de golpe|The sum came out at one go]]"}
def ring_all_reduce(pieces):
    p, pieces = len(pieces), np.array(pieces)
    return np.array([pieces] + [np.tile(pieces.sum(axis=0), (p, 1))] * (2 * p - 2))


# %% todos los pedazos (all the pieces) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[Cada dispositivo ha mandado todos sus pedazos: en|Each device sent all of its pieces: in]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        state = state + np.roll(pieces, s + 1, axis=0)
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% todos los pedazos, en cadena (all the pieces, in a chain) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[y según llegaban|and as they arrived]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for _ in range(p - 1):
        for i in range(p):
            state[(i + 1) % p] += state[i]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% a otro pedazo (to another piece) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[Se suma a otro pedazo|It is added to another piece]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% empieza por el siguiente (begins with the next) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[Has empezado por el pedazo i + 1|You began with piece i + 1]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] += state[i, (i + 1 - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% sin dar la vuelta (no wrapping around) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[Falta dar la vuelta|It does not wrap around]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p - 1):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p - 1):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% i más s (i plus s) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[no el i + s|not i + s]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + s) % p] += state[i, (i + s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% siempre el pedazo i (always piece i) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[Se manda siempre el pedazo i:|It is always piece i that is sent]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for _ in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, i] += state[i, i]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% manda lo del principio (sends what it began with) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[no el del principio|not that of the beginning]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += np.array(pieces)[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% suma al repartir (adds on gathering) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[sustituye al que había: no se suma|replaces what there was: it is not added]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] += state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% reparte desde i (gathers from i) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[Al repartir se empieza por el pedazo completo|On gathering one begins with the complete piece]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] = state[i, (i - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% reparte al revés (gathers the other way) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[el anillo gira en el mismo sentido|the ring turns the same way]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i - 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% reparte de golpe (gathers at one go) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[el final de golpe|end came out at one go]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for _ in range(p - 1):
        state[:] = state.diagonal(1 - p) if p == 1 else np.sum(pieces, axis=0)
        film.append(state.copy())
    return np.array(film)


# %% empieza de nuevo (begins again) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[Has vuelto a empezar|You began again]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    state = np.array(pieces, dtype=float)
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = np.array(pieces)[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% reparte siempre el mismo (gathers always the same) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[Al repartir se manda siempre el mismo pedazo|On gathering it is always the same piece]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for _ in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1) % p] = state[i, (i + 1) % p]
        film.append(state.copy())
    return np.array(film)


# %% reparte i más 1 más s (gathers i plus 1 plus s) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[no el i + 1 + s|not of i + 1 + s]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 + s) % p] = state[i, (i + 1 + s) % p]
        film.append(state.copy())
    return np.array(film)


# %% sin return (no return) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "[[falta el return|is a return missing]]"}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    np.array(film)


# %% tres dispositivos (three devices) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "ring_all_reduce", "hidden": true}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=float)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 2 * s) % p] += state[i, (i + 2 * s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% números enteros (whole numbers) {"wrong": "ring_all_reduce", "caught_by": ["test_ring_all_reduce"], "says": "ring_all_reduce", "hidden": true}
def ring_all_reduce(pieces):
    p = len(pieces)
    state = np.array(pieces, dtype=int)
    film = [state.copy()]
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i - s) % p] += state[i, (i - s) % p]
        film.append(state.copy())
    for s in range(p - 1):
        for i in range(p):
            state[(i + 1) % p, (i + 1 - s) % p] = state[i, (i + 1 - s) % p]
        film.append(state.copy())
    return np.array(film)


# %% [markdown]
# ## 5. all_reduce_cost


# %% mensaje a mensaje (message by message) {"right": "all_reduce_cost"}
def all_reduce_cost(N, p, B, latency):
    def message(b):
        return latency + b / B

    sent = ring = boss = 0.0
    for _ in range(p - 1):
        sent += 2 * N / p
        ring += 2 * message(N / p)
        boss += 2 * message(N)
    return [sent, ring, boss]


# %% en un array (in an array) {"right": "all_reduce_cost"}
def all_reduce_cost(N, p, B, latency):
    trips = 2 * p - 2
    sent = trips / p * N
    return np.array([sent, sent / B + trips * latency, trips * N / B + trips * latency])


# %% una fase (one phase) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[una sola de las dos fases|one of the two phases only]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return (p - 1) * N / p, steps * (latency + N / p / B), steps * (latency + N / B)


# %% 2p pasos (2p steps) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[pasos, no 2p|steps, not 2p]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * p
    return steps * N / p, steps * (latency + N / p / B), steps * (latency + N / B)


# %% el gradiente en cada paso (the gradient at each step) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[no el gradiente entero|not the whole gradient]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N, steps * (latency + N / B), steps * (latency + N / B)


# %% los bytes de todos (everybody's bytes) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[Esos son los bytes de todos|Those are the bytes of all]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N / p * p, steps * (latency + N / p / B), steps * (latency + N / B)


# %% los bytes de un paso (the bytes of one step) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[los bytes de un paso|the bytes of one step]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return N / p, steps * (latency + N / p / B), steps * (latency + N / B)


# %% una latencia (one latency) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[La latencia se paga en cada paso|The latency is paid at each step]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N / p, latency + steps * N / p / B, steps * (latency + N / B)


# %% sin latencia (no latency) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[Falta la latencia|The latency is missing]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N / p, steps * (N / p / B), steps * (latency + N / B)


# %% por turnos (in turns) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[Todos mandan a la vez|All send at once]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N / p, p * steps * (latency + N / p / B), steps * (latency + N / B)


# %% una fase en los segundos (one phase in the seconds) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[en los segundos has contado una sola fase|in the seconds you counted one phase only]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N / p, (p - 1) * (latency + N / p / B), steps * (latency + N / B)


# %% por B (times B) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[has multiplicado|you multiplied]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N / p, steps * (latency + N / p * B), steps * (latency + N / B)


# %% N en los segundos (N in the seconds) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[en los segundos has contado N|in the seconds you counted N]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N / p, steps * (latency + N / B), steps * (latency + N / B)


# %% el jefe sin latencia (the boss without latency) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[El jefe también paga una latencia|The boss pays a latency]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N / p, steps * (latency + N / p / B), steps * N / B


# %% el jefe, una latencia (the boss, one latency) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[El jefe paga la latencia en cada mensaje|The boss pays the latency for each]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N / p, steps * (latency + N / p / B), steps * N / B + latency


# %% el jefe no devuelve (the boss does not return) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[has contado un solo viaje|you counted one trip only]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N / p, steps * (latency + N / p / B), (p - 1) * (latency + N / B)


# %% el jefe, todos a la vez (the boss, all at once) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[El jefe tiene un solo cable|The boss has one wire only]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N / p, steps * (latency + N / p / B), 2 * (latency + N / B)


# %% el jefe y él mismo (the boss and itself) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[no se manda nada a sí mismo|sends itself nothing]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N / p, steps * (latency + N / p / B), 2 * p * (latency + N / B)


# %% en otro orden (in another order) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[Los dos tiempos están en el otro orden|The two times are in the other order]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N / p, steps * (latency + N / B), steps * (latency + N / p / B)


# %% con uno solo (with one only) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[Con un solo dispositivo no se manda nada|With a single device nothing is sent]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * max(p - 1, 1)
    return steps * N / p, steps * (latency + N / p / B), steps * (latency + N / B)


# %% sin return (no return) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "[[falta el return|is a return missing]]"}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    print(steps * N / p, steps * (latency + N / p / B), steps * (latency + N / B))


# %% ocho dispositivos como mucho (eight devices at most) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "all_reduce_cost", "hidden": true}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * min(p - 1, 7)
    return steps * N / p, steps * (latency + N / p / B), steps * (latency + N / B)


# %% siempre cuatro (always four) {"wrong": "all_reduce_cost", "caught_by": ["test_all_reduce_cost"], "says": "all_reduce_cost", "hidden": true}
def all_reduce_cost(N, p, B, latency):
    steps = 2 * (p - 1)
    return steps * N / p, steps * (latency + N / 4 / B), steps * (latency + N / B)


# %% [markdown]
# ## 6. devices_needed


# %% probando (by trying) {"right": "devices_needed"}
def devices_needed(f, S):
    if S > 1 and S * (1 - f) >= 1:
        return math.inf, 1 / (1 - f)
    p = 1
    while 1 / ((1 - f) + f / p) < S:
        p += 1
    return p, 1 / ((1 - f) + f / p)


# %% con el tiempo (with the time) {"right": "devices_needed"}
def devices_needed(f, S):
    def T(p):
        return (1 - f) + f / p

    budget = 1 / S
    if budget >= 1:
        return [1, 1.0]
    if T(math.inf) >= budget:
        return [math.inf, 1 / T(math.inf)]
    p = int(np.ceil(f / (budget - T(math.inf))))
    return [p, 1 / T(p)]


# %% hacia abajo (rounded down) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[Con 7 no se llega|7 do not get to]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.floor(f / spare)
    return p, 1 / (1 - f + f / p)


# %% sin redondear (not rounded) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[El número de dispositivos es entero|The number of devices is whole]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = f / spare
    return p, 1 / (1 - f + f / p)


# %% sin la parte que no se reparte (without the part that is not shared) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[Falta la parte que no se reparte|The part that is not shared out is missing]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(S)
    return p, 1 / (1 - f + f / p)


# %% f por la otra (f for the other) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[la has tomado por la otra|you took it for the other one]]"}
def devices_needed(f, S):
    f = 1 - f
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(f / spare)
    return p, 1 / (1 - f + f / p)


# %% uno de más (one too many) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[sobra un dispositivo|there is a device too many]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(f / spare) + 1
    return p, 1 / (1 - f + f / p)


# %% S en vez de S_p (S instead of S_p) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[Esa es la aceleración pedida|That is the speed-up asked for]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(f / spare)
    return p, S


# %% eficiencia (efficiency) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[Eso es la eficiencia|That is the efficiency]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(f / spare)
    return p, 1 / (1 - f + f / p) / p


# %% el inverso (the inverse) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[la aceleración es su inversa|the speed-up is its inverse]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(f / spare)
    return p, 1 - f + f / p


# %% siempre el límite (always the limit) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[Eso es el límite, con infinitos|That is the limit, with infinitely]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(f / spare)
    return p, 1 / (1 - f)


# %% todo repartido (everything shared out) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[si se repartiera todo|if everything were shared out]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(f / spare)
    return p, p


# %% Gustafson (Gustafson's) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[la de Gustafson|Gustafson's]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(f / spare)
    return p, 1 - f + f * p


# %% en otro orden (in another order) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[en el otro orden|in the other order]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(f / spare)
    return 1 / (1 - f + f / p), p


# %% uno más el cociente (one plus the quotient) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[has sumado 1 en lugar de redondear|did you add 1 instead of rounding]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = int(f / spare) + 1
    return p, 1 / (1 - f + f / p)


# %% negativos (negative) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[ha salido un número negativo|gave a negative number]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    p = 1 if S <= 1 else math.floor(f / spare) if spare < 0 else math.ceil(f / spare)
    return p, 1 / (1 - f + f / p)


# %% negativos sin más (just negative) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[Un número negativo de dispositivos no existe|There is no negative number of devices]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    p = 1 if S <= 1 else math.ceil(f / spare)
    return p, 1 / (1 - f + f / p)


# %% uno como poco (at least one) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[basta 1:|1 is enough]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    p = 1 if S <= 1 else max(1, math.ceil(f / spare))
    return p, 1 / (1 - f + f / p)


# %% imposible y la pedida (impossible and the one asked for) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[no es la pedida|is not the one asked for]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, S
    else:
        p = math.ceil(f / spare)
    return p, 1 / (1 - f + f / p)


# %% infinita (infinite) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[es infinita la aceleración|make the speed-up infinite]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, math.inf
    else:
        p = math.ceil(f / spare)
    return p, 1 / (1 - f + f / p)


# %% imposible y cero (impossible and zero) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[no 0|not 0]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 0
    else:
        p = math.ceil(f / spare)
    return p, 1 / (1 - f + f / p)


# %% el inverso del límite (the inverse of the limit) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[has devuelto 1 − f|did you return 1 − f]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 - f
    else:
        p = math.ceil(f / spare)
    return p, 1 / (1 - f + f / p)


# %% NaN en el imposible (NaN in the impossible) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[no un NaN|not a NaN]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, math.nan
    else:
        p = math.ceil(f / spare)
    return p, 1 / (1 - f + f / p)


# %% límite uno entre f (limit one over f) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[no 1/f|not 1/f]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / f if f else 1
    else:
        p = math.ceil(f / spare)
    return p, 1 / (1 - f + f / p)


# %% al límite se llega (the limit is reached) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[Al límite no se llega|No finite p gets to the limit]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare < 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(f / (spare or 1e-9))
    return p, 1 / (1 - f + f / p)


# %% nada que repartir (nothing to share out) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[No hay nada que repartir|There is nothing to share out]]"}
def devices_needed(f, S):
    if f == 0:
        return 0, 1.0
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(f / spare)
    return p, 1 / (1 - f + f / p)


# %% menos de uno (less than one) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[p es 1 como poco|p is at least 1]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(f / spare) if S >= 1 else 0
    return p, 1 / (1 - f + f / max(p, 1))


# %% sin return (no return) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "[[falta el return|is a return missing]]"}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(f / spare)
    print(p, 1 / (1 - f + f / p))


# %% diez como mucho (ten at most) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "devices_needed", "hidden": true}
def devices_needed(f, S):
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = min(10, math.ceil(f / spare))
    return p, 1 / (1 - f + f / p)


# %% tres décimas (three decimals) {"wrong": "devices_needed", "caught_by": ["test_devices_needed"], "says": "devices_needed", "hidden": true}
def devices_needed(f, S):
    f = round(f, 3)
    spare = 1 / S - (1 - f)
    if S <= 1:
        p = 1
    elif spare <= 0:
        return math.inf, 1 / (1 - f)
    else:
        p = math.ceil(f / spare)
    return p, 1 / (1 - f + f / p)


# %% [markdown]
# ## 7. roofline


# %% con los tiempos (with the times) {"right": "roofline"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = m * n_out * (n_in + n_in)
    moved = m * n_in * size + n_out * n_in * size + m * n_out * size
    seconds = max(flop / P, moved / B)
    return [flop, moved, flop / seconds]


# %% con un if (with an if) {"right": "roofline"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop, numbers = 2.0 * m * n_in * n_out, n_in * (m + n_out) + m * n_out
    intensity = flop / (size * numbers)
    if intensity < P / B:
        return flop, size * numbers, intensity * B
    return flop, size * numbers, P


# %% solo productos (products only) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[Has contado los productos|You counted the products]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = m * n_in * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, min(P, flop / moved * B)


# %% con sesgo (with the bias) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[Sin contar el sesgo|The bias is not counted]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out + m * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, min(P, flop / moved * B)


# %% una suma menos (one sum less) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[no n_in − 1|not n_in − 1]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = m * (2 * n_in - 1) * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, min(P, flop / moved * B)


# %% sumando (adding) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[Has sumado en vez de multiplicar|You added instead of multiplying]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * (m + n_in + n_out)
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, min(P, flop / moved * B)


# %% sin m (without m) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[Faltan los m ejemplos|The m examples are missing]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * n_in * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, min(P, flop / moved * B)


# %% sin size (without size) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[cada uno ocupa size bytes|each takes size bytes]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = m * n_in + n_out * n_in + m * n_out
    return flop, moved, min(P, flop / moved * B)


# %% sin Z (without Z) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[Falta escribir Z|The writing of Z is missing]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + n_out * n_in)
    return flop, moved, min(P, flop / moved * B)


# %% sin X (without X) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[Falta leer X|The reading of X is missing]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (n_out * n_in + m * n_out)
    return flop, moved, min(P, flop / moved * B)


# %% sin W (without W) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[Falta leer W|The reading of W is missing]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + m * n_out)
    return flop, moved, min(P, flop / moved * B)


# %% solo los pesos (weights only) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[solo los bytes de los pesos|the bytes of the weights only]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (n_out * n_in)
    return flop, moved, min(P, flop / moved * B)


# %% W por ejemplo (W for each example) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[W se lee una sola vez|W is read once only]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + m * n_out * n_in + m * n_out)
    return flop, moved, min(P, flop / moved * B)


# %% bits (bits) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[Eso son bits|Those are bits]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = 8 * size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, min(P, flop / moved * B)


# %% lee el sesgo (reads the bias) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[tampoco se lee|it is not read either]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out + n_out)
    return flop, moved, min(P, flop / moved * B)


# %% el mayor (the greater) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[Es el menor de los dos|It is the lesser of the two]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, max(P, flop / moved * B)


# %% intensidad al revés (intensity upside down) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[está al revés|it is upside down]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, moved / flop * B


# %% solo I (I only) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[Eso es I: falta|That is I: multiply]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, flop / moved


# %% entre B (divided by B) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[I se multiplica por B, no se divide|I is multiplied by B, not divided]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, min(P, flop / moved / B)


# %% el mínimo con B (the minimum with B) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[falta multiplicar por I|multiply it by I]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, B


# %% segundos (seconds) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[Eso es el tiempo en segundos|That is the time in seconds]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, max(flop / P, moved / B)


# %% sin techo (no ceiling) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[falta el mínimo con P|the minimum with P is missing]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, flop / moved * B


# %% por turnos (in turns) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[como si se calculara y se trajeran|as if computing and fetching]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, flop / (flop / P + moved / B) if P == 5 else min(P, flop / moved * B)


# %% siempre cuatro bytes (always four bytes) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[No has usado size|You did not use size]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = 4 * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, min(P, flop / moved * B)


# %% siempre el techo (always the ceiling) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[no el mayor|not the greater]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, P


# %% sin return (no return) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "[[falta el return|is a return missing]]"}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    print(flop, moved, min(P, flop / moved * B))


# %% capa cuadrada al leer (square layer on reading) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "roofline", "hidden": true}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + (n_out * n_in if n_out < 9 else n_in**2) + m * n_out)
    return flop, moved, min(P, flop / moved * B)


# %% división entera (floor division) {"wrong": "roofline", "caught_by": ["test_roofline"], "says": "roofline", "hidden": true}
def roofline(m, n_in, n_out, P, B, size=4):
    flop = 2 * m * n_in * n_out
    moved = size * (m * n_in + n_out * n_in + m * n_out)
    return flop, moved, min(P, flop * B // moved * 1.0 if B < 100 else flop // moved * B)


# %% [markdown]
# ## 8. knee_batch


# %% con inversos (with inverses) {"right": "knee_batch"}
def knee_batch(n_in, n_out, P, B, size=4):
    left = 2 * B / (size * P) - 1 / n_in - 1 / n_out
    if left <= 0:
        return math.inf
    return int(np.ceil(1 / left))


# %% buscando (by searching) {"right": "knee_batch"}
def knee_batch(n_in, n_out, P, B, size=4):
    def enough(m):
        return 2 * m * n_in * n_out * B >= P * size * (m * n_in + n_out * n_in + m * n_out)

    if 2 * n_in * n_out * B <= P * size * (n_in + n_out):
        return math.inf
    high = 1
    while not enough(high):
        high *= 2
    low = 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high


# %% hacia abajo (rounded down) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[Con 42 no se llega|42 do not get there]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return math.floor(demand * n_in * n_out / gain) if gain > 0 else math.inf


# %% sin redondear (not rounded) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[El minilote es un número entero|The mini-batch is a whole number]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return demand * n_in * n_out / gain if gain > 0 else math.inf


# %% solo los pesos (weights only) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[solo los bytes de los pesos|the bytes of the weights only]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out
    return math.ceil(demand * n_in * n_out / gain) if gain > 0 else math.inf


# %% sin size (without size) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[Falta size|size is missing]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / gain) if gain > 0 else math.inf


# %% sin el 2 (without the 2) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[Falta el 2|The 2 is missing]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = n_in * n_out - demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / gain) if gain > 0 else math.inf


# %% B entre P (B over P) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[la has puesto al revés|you have it upside down]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * B / P
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / gain) if gain > 0 else math.inf


# %% sin B (without B) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[no has usado B|you did not use B]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / gain) if gain > 0 else math.inf


# %% dos bytes (two bytes) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[números de 2 bytes|numbers of 2 bytes]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = 2 * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / gain) if gain > 0 else math.inf


# %% el signo del paréntesis (the sign in the bracket) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[El signo del paréntesis|The sign in the bracket]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out + demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / gain) if gain > 0 else math.inf


# %% sin Z (without Z) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[Falta escribir Z|The writing of Z is missing]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * n_in
    return math.ceil(demand * n_in * n_out / gain) if gain > 0 else math.inf


# %% potencia de dos (power of two) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[la potencia de 2 siguiente|the next power of 2]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return 2 ** math.ceil(math.log2(demand * n_in * n_out / gain)) if gain > 0 else math.inf


# %% uno más el cociente (one plus the quotient) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[has sumado 1 en lugar de redondear|did you add 1 instead of rounding]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return int(demand * n_in * n_out / gain) + 1 if gain > 0 else math.inf


# %% negativo (negative) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[Ha salido un minilote negativo|A negative mini-batch came out]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / gain) if gain else math.inf


# %% uno como poco (at least one) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[Con m = 1 no se llega|m = 1 does not get there]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return max(1, math.ceil(demand * n_in * n_out / gain)) if gain else math.inf


# %% valor absoluto (absolute value) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[ni con el signo cambiado|nor with its sign changed]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return abs(math.ceil(demand * n_in * n_out / gain)) if gain else math.inf


# %% cero (zero) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[math.inf, no 0|math.inf is returned, not 0]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / gain) if gain > 0 else 0


# %% al límite (at the limit) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[solo se acerca|only gets close]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / (gain or 1)) if gain >= 0 else math.inf


# %% siempre cuatro bytes (always four bytes) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[No has usado size|You did not use size]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = 4 * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / gain) if gain > 0 else math.inf


# %% n_in dos veces (n_in twice) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[Has usado n_in dos veces|You used n_in twice]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    if P > B:
        n_out = n_in
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / gain) if gain > 0 else math.inf


# %% n_out dos veces (n_out twice) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[Has usado n_out dos veces|You used n_out twice]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    n_in = n_out
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / gain) if gain > 0 else math.inf


# %% con holgura (with some slack) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[m es 1 como poco|m is at least 1]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / gain - 0.1) if gain > 0 else math.inf


# %% None si no hay (None if there is none) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[falta el return|is a return missing]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / gain) if gain > 0 else None


# %% sin return (no return) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "[[falta el return|is a return missing]]"}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    math.ceil(demand * n_in * n_out / gain) if gain > 0 else math.inf


# %% cien como mucho (a hundred at most) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "knee_batch", "hidden": true}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * P / B
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return min(100, math.ceil(demand * n_in * n_out / gain)) if gain > 0 else math.inf


# %% P entre B entera (whole P over B) {"wrong": "knee_batch", "caught_by": ["test_knee_batch"], "says": "knee_batch", "hidden": true}
def knee_batch(n_in, n_out, P, B, size=4):
    demand = size * (P // B if P > B else P / B)
    gain = 2 * n_in * n_out - demand * (n_in + n_out)
    return math.ceil(demand * n_in * n_out / gain) if gain > 0 else math.inf


# %% [markdown]
# ## 9. time_call


# %% ordenando (by sorting) {"right": "time_call"}
def time_call(call, clock, wait, warmup, runs):
    times = []
    for k in range(warmup + runs):
        before = clock()
        receipt = call()
        wait(receipt)
        after = clock()
        if k >= warmup:
            times.append(after - before)
    times.sort()
    middle = runs // 2
    return times[middle] if runs % 2 else (times[middle - 1] + times[middle]) / 2


# %% esperando también antes (waiting before, too) {"right": "time_call"}
def time_call(call, clock, wait, warmup, runs):
    receipt, times = None, []
    for _ in range(warmup):
        receipt = call()
    for _ in range(runs):
        if receipt is not None:
            wait(receipt)
        start = clock()
        receipt = call()
        wait(receipt)
        times += [clock() - start]
    return float(np.percentile(times, 50))


# %% sin llamar (not called) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[No has llamado nunca|You never called]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        receipt = call
    times = []
    for _ in range(runs):
        start = clock()
        receipt = call
        times.append(clock() - start)
    return np.median(times)


# %% primera llamada medida (first call timed) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[la primera se ha medido|the first was measured]]"}
def time_call(call, clock, wait, warmup, runs):
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return np.median(times)


# %% un solo calentamiento (one warm-up only) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Has hecho una sola llamada de calentamiento|You made one warm-up call only]]"}
def time_call(call, clock, wait, warmup, runs):
    wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return np.median(times)


# %% una sola medida (one measurement only) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Has hecho una sola medida|You took one measurement only]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(1):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return np.median(times)


# %% dos llamadas por medida (two calls a measurement) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Has llamado dos veces|You called twice]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        call()
        wait(call())
        times.append(clock() - start)
    return np.median(times)


# %% solo el calentamiento (the warm-up only) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Solo está el calentamiento|Only the warm-up is there]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(0):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return 0.0


# %% espera a la función (waits for the function) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[y no wait(call)|and not wait(call)]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        call()
        wait(call)
        times.append(clock() - start)
    return np.median(times)


# %% espera sin resguardo (waits with no receipt) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[ni wait()|nor wait()]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        call()
        wait()
        times.append(clock() - start)
    return np.median(times)


# %% sin esperar (not waited for) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[encargar el trabajo, no en hacerlo|to order the work, not to do it]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        call()
    times = []
    for _ in range(runs):
        start = clock()
        call()
        times.append(clock() - start)
    return np.median(times)


# %% sin esperar al medir (not waited for on measuring) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[encargar el trabajo, no en hacerlo|to order the work, not to do it]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        call()
        times.append(clock() - start)
    return np.median(times)


# %% espera tras el reloj (waits after the clock) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[encargar el trabajo, no en hacerlo|to order the work, not to do it]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        receipt = call()
        times.append(clock() - start)
        wait(receipt)
    return np.median(times)


# %% espera antes de llamar (waits before the call) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[encargar el trabajo, no en hacerlo|to order the work, not to do it]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        if times:
            wait(receipt)
        start = clock()
        receipt = call()
        times.append(clock() - start)
    return np.median(times)


# %% calentamiento sin esperar (warm-up not waited for) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[La primera medida carga con el calentamiento|The first measurement bears the warm-up]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        call()
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return np.median(times)


# %% calentamiento medido (warm-up measured) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Has medido también las llamadas de calentamiento|You measured the warm-up calls as well]]"}
def time_call(call, clock, wait, warmup, runs):
    times = []
    for _ in range(warmup + runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return np.median(times)


# %% media (mean) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Eso es la media, que|That is the mean, which]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return np.mean(times)


# %% media de todas (mean of all) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Eso es la media con las llamadas|That is the mean with the warm-up]]"}
def time_call(call, clock, wait, warmup, runs):
    times = []
    for _ in range(warmup + runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return np.mean(times)


# %% todas juntas (all together) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Has cronometrado todas las llamadas juntas|You timed all the calls together]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    start = clock()
    for _ in range(runs):
        receipt = call()
    wait(receipt)
    return (clock() - start) / runs


# %% mínimo (minimum) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Eso es la medida menor|That is the least measurement]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return min(times)


# %% máximo (maximum) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Eso es la medida mayor|That is the greatest measurement]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return max(times)


# %% suma (sum) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Eso es la suma de las medidas|That is the sum of the measurements]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return sum(times)


# %% la del medio (the middle one) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Esa es la del medio sin ordenar|That is the middle one without sorting]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return times[runs // 2]


# %% reloj una vez (clock once) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[lo has mirado una sola vez|you looked once only]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    start = clock()
    for _ in range(runs):
        wait(call())
        times.append(clock() - start)
    return np.median(times)


# %% reloj tras la llamada (clock after the call) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Has puesto el reloj en marcha después|You started the clock after]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        receipt = call()
        start = clock()
        wait(receipt)
        times.append(clock() - start)
    return np.median(times)


# %% signo (sign) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[El signo: la hora del final|The sign: the time at the end]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(start - clock())
    return np.median(times)


# %% la hora (the time of day) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Eso es una hora, no una duración|That is a time of day, not a duration]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock())
    return np.median(times)


# %% milisegundos (milliseconds) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Eso es en milisegundos|That is in milliseconds]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return 1000 * np.median(times)


# %% la lista (the list) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[Has devuelto todas las medidas|You returned all the measurements]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return times


# %% la menor de las dos (the lesser of the two) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[esa es la menor de las dos|that is the lesser of the two]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return sorted(times)[(runs - 1) // 2]


# %% la mayor de las dos (the greater of the two) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[esa es la mayor de las dos|that is the greater of the two]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return sorted(times)[runs // 2]


# %% sin return (no return) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "[[falta el return|is a return missing]]"}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    np.median(times)


# %% un calentamiento esperado (one warm-up waited for) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "time_call", "hidden": true}
def time_call(call, clock, wait, warmup, runs):
    for k in range(warmup):
        receipt = call()
        if k < 3:
            wait(receipt)
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return np.median(times)


# %% cinco medidas (five measurements) {"wrong": "time_call", "caught_by": ["test_time_call"], "says": "time_call", "hidden": true}
def time_call(call, clock, wait, warmup, runs):
    for _ in range(warmup):
        wait(call())
    times = []
    for _ in range(runs):
        start = clock()
        wait(call())
        times.append(clock() - start)
    return np.median(times[:5])


# %% [markdown]
# ## 10. choose_strategy


# %% con match (with match) {"right": "choose_strategy"}
def choose_strategy(found):
    kind = "TPU" if found["tpus"] > 0 else "GPU" if found["gpus"] > 0 else "CPU"
    p = {"TPU": found["tpus"], "GPU": found["gpus"], "CPU": 1}[kind] * found["hosts"]
    match found["backend"], kind, found["hosts"] > 1, p > 1:
        case "jax", _, True, _:
            name = "initialize + DataParallel"
        case "jax", _, _, True:
            name = "DataParallel"
        case "tensorflow", "TPU", _, _:
            name = "TPUStrategy"
        case "tensorflow", _, True, _:
            name = "MultiWorkerMirroredStrategy"
        case "tensorflow", _, _, True:
            name = "MirroredStrategy"
        case _:
            name = "single"
    return name, p, f"{p} x {kind} ({found['backend']}, {found['hosts']} host): {name}\n"


# %% fila a fila (row by row) {"right": "choose_strategy"}
def choose_strategy(found):
    each, kind = 1, "CPU"
    if found["gpus"]:
        each, kind = found["gpus"], "GPU"
    if found["tpus"]:
        each, kind = found["tpus"], "TPU"
    jax, hosts = found["backend"] == "jax", found["hosts"]
    p = each * hosts
    rows = [
        (jax and p == 1, "single"),
        (jax and hosts > 1, "initialize + DataParallel"),
        (jax, "DataParallel"),
        (kind == "TPU", "TPUStrategy"),
        (hosts > 1, "MultiWorkerMirroredStrategy"),
        (kind == "GPU" and each > 1, "MirroredStrategy"),
        (True, "single"),
    ]
    name = next(name for holds, name in rows if holds)
    return [name, p, "[[Se usa|Using]] " + name + " [[con|with]] " + str(p) + " " + kind]


# %% MirroredStrategy siempre (MirroredStrategy always) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Un solo dispositivo no tiene con quién|A single device has nobody]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy"
    return name, p, f"{name}: {p} {kind}"


# %% MirroredStrategy con una GPU (MirroredStrategy with one GPU) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Un solo dispositivo no tiene con quién|A single device has nobody]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if gpus else "single"
    return name, p, f"{name}: {p} {kind}"


# %% DataParallel para todo (DataParallel for all) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Los nombres de keras.distribution son para JAX|The names of keras.distribution are for JAX]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if True:
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% siempre varias máquinas (always several machines) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[MultiWorkerMirroredStrategy es para varias|MultiWorkerMirroredStrategy is for several]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif p > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% las GPU paradas (idle GPUs) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[tres se quedarían paradas|three would stand idle]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "single"
    return name, p, f"{name}: {p} {kind}"


# %% las GPU antes que las máquinas (GPUs before machines) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[no ve las otras máquinas|does not see the other machines]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif gpus > 1:
        name = "MirroredStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% sin mirar las máquinas (machines not looked at) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[no ve las otras máquinas|does not see the other machines]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 99:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% una GPU por máquina (one GPU for each machine) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[son dos dispositivos: no es single|makes two devices: it is not single]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif gpus == 1:
        name = "single"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% dos máquinas sin GPU (two machines with no GPU) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Dos máquinas sin GPU son|Two machines with no GPU are]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif not gpus:
        name = "single"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% la TPU, la última (the TPU last) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[si hay TPU es siempre TPUStrategy|if there is a TPU it is always]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% las máquinas antes que la TPU (machines before the TPU) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[si hay TPU es siempre TPUStrategy|if there is a TPU it is always]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus and hosts == 1:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% una TPU sola (a single TPU) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Aunque sea una sola|Even if it is only one]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus > 1:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% TPUStrategy en JAX (TPUStrategy in JAX) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[TPUStrategy es de tf.distribute|TPUStrategy is tf.distribute's]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax" and not tpus:
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% sin mirar el backend (backend not looked at) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[TPUStrategy es de tf.distribute|TPUStrategy is tf.distribute's]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if False:
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% MirroredStrategy en JAX (MirroredStrategy in JAX) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[MirroredStrategy es de tf.distribute|MirroredStrategy is tf.distribute's]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax" and not gpus:
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% initialize siempre (initialize always) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Hay una sola máquina: initialize|There is one machine only: initialize]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% sin initialize (no initialize) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[hace falta initialize() antes|initialize() is needed first]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% DataParallel con uno (DataParallel with one) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Un solo dispositivo no tiene con quién|A single device has nobody]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% single según cada máquina (single by each machine) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[son dos dispositivos: no es single|makes two devices: it is not single]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if each == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% p de cada máquina (p of each machine) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Eso es lo que hay en cada máquina|That is what there is in each machine]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, each, f"{name}: {p} {kind}"


# %% p son las máquinas (p is the machines) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Eso son las máquinas|Those are the machines]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, hosts, f"{name}: {p} {kind}"


# %% la CPU no cuenta (the CPU does not count) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Sin GPU ni TPU trabaja la CPU|With neither GPU nor TPU the CPU works]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, hosts * (tpus or gpus), f"{name}: {p} {kind}"


# %% GPU más TPU (GPUs plus TPUs) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Has sumado GPU y TPU|You added GPUs and TPUs]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, hosts * (gpus + tpus or 1), f"{name}: {p} {kind}"


# %% con la CPU (with the CPU) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Has contado la CPU además|You counted the CPU as well]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, hosts * (each + (kind != "CPU")), f"{name}: {p} {kind}"


# %% máquinas sumadas (machines added) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Has sumado las máquinas|You added the machines]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, each + hosts - (hosts == 1), f"{name}: {p} {kind}"


# %% mensaje sin nombre (message with no name) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[no dice el nombre de la estrategia|does not say the name of the strategy]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{p} {kind}"


# %% mensaje de dos líneas (message of two lines) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[El mensaje ocupa más de una línea|The message takes more than one line]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}:\n{p} {kind}"


# %% mensaje sin número (message with no number) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[no dice cuántos dispositivos|does not say how many devices]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {kind}"


# %% mensaje con los de cada máquina (message with those of each machine) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[no dice cuántos dispositivos|does not say how many devices]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {each} {kind}"


# %% mensaje sin clase (message with no kind) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[no dice de qué clase son|does not say of what kind]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    _kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p}"


# %% mensaje con todas las clases (message with all kinds) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[nombra más de una clase|names more than one kind]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    _kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} CPU/GPU/TPU"


# %% solo el nombre (the name only) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Se devuelven tres cosas|Three things are returned]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    _kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name


# %% sin mensaje (no message) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[Se devuelven tres cosas|Three things are returned]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    _kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p


# %% imprime (prints) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "[[falta el return|is a return missing]]"}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    print(name, p, f"{name}: {p} {kind}")


# %% JAX con TPU en varias máquinas (JAX with TPUs in several machines) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "choose_strategy", "hidden": true}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = "single" if p == 1 else "DataParallel" if hosts == 1 or tpus else "initialize + DataParallel"
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"


# %% JAX con una GPU (JAX with one GPU) {"wrong": "choose_strategy", "caught_by": ["test_choose_strategy"], "says": "choose_strategy", "hidden": true}
def choose_strategy(found):
    hosts, tpus, gpus = found["hosts"], found["tpus"], found["gpus"]
    kind, each = ("TPU", tpus) if tpus else ("GPU", gpus) if gpus else ("CPU", 1)
    p = hosts * each
    if found["backend"] == "jax":
        name = (
            "single"
            if p == 1 and kind != "GPU"
            else "DataParallel"
            if hosts == 1
            else "initialize + DataParallel"
        )
    elif tpus:
        name = "TPUStrategy"
    elif hosts > 1:
        name = "MultiWorkerMirroredStrategy"
    else:
        name = "MirroredStrategy" if p > 1 else "single"
    return name, p, f"{name}: {p} {kind}"

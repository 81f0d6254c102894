# Wrong and right answers to the lab's assignment (the format is in CONTRIBUTING.md). What is graded by hand has none.
# All run with
# python -m publish answers lab2_cure_overfitting

# %% [markdown]
# ## 1. split

# %% con máscaras (with masks) {"right": "split"}
def split(labels, validation, test, seed):
    order = np.random.default_rng(seed).permutation(len(labels))
    place = np.zeros(len(labels), dtype=int)
    for c in set(labels.tolist()):
        members = order[labels[order] == c]
        v, t = int(validation * len(members) + 0.5), int(test * len(members) + 0.5)
        place[members[:v]], place[members[v : v + t]] = 1, 2
    return tuple(np.flatnonzero(place == pile) for pile in range(3))


# %% con shuffle y np.split (with shuffle and np.split) {"right": "split"}
def split(labels, validation, test, seed):
    rng, piles = np.random.default_rng(seed), []
    for c in range(labels.max() + 1):
        members = np.flatnonzero(labels == c)
        rng.shuffle(members)
        v = round(len(members) * validation)
        piles.append(np.split(members, [v, v + round(len(members) * test)]))
    return [np.concatenate([pile[i] for pile in piles]) for i in (2, 0, 1)]


# %% sin estratificar (not stratified) {"wrong": "split", "caught_by": ["test_split"], "says": "[[No está estratificado|It is not stratified]]"}
def split(labels, validation, test, seed):
    order = np.random.default_rng(seed).permutation(len(labels))
    v, t = round(validation * len(labels)), round(test * len(labels))
    return order[v + t :], order[:v], order[v : v + t]


# %% sin barajar (not shuffled) {"wrong": "split", "caught_by": ["test_split"], "says": "[[Falta sortear|The drawing of lots is missing]]"}
def split(labels, validation, test, seed):
    piles = [], [], []
    for c in np.unique(labels):
        members = np.flatnonzero(labels == c)
        v, t = round(validation * len(members)), round(test * len(members))
        for pile, some in zip(piles, (members[v + t :], members[:v], members[v : v + t]), strict=True):
            pile.extend(some)
    return piles


# %% todos entrenan (all of them train) {"wrong": "split", "caught_by": ["test_split"], "says": "[[eso es una fuga|that is a leak]]"}
def split(labels, validation, test, seed):
    rng, piles = np.random.default_rng(seed), ([], [], [])
    for c in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == c))
        v, t = round(validation * len(members)), round(test * len(members))
        for pile, some in zip(piles, (members, members[:v], members[v : v + t]), strict=True):
            pile.extend(some)
    return piles


# %% sorteos independientes (independent draws) {"wrong": "split", "caught_by": ["test_split"], "says": "[[de una misma baraja|from the same deck]]"}
def split(labels, validation, test, seed):
    rng, piles = np.random.default_rng(seed), ([], [], [])
    for c in np.unique(labels):
        members = np.flatnonzero(labels == c)
        v, t = round(validation * len(members)), round(test * len(members))
        for pile, size in zip(piles, (len(members) - v - t, v, t), strict=True):
            pile.extend(rng.permutation(members)[:size])
    return piles


# %% prueba y validación cambiadas (test and validation swapped) {"wrong": "split", "caught_by": ["test_split"], "says": "[[están cambiados|are swapped]]"}
def split(labels, validation, test, seed):
    rng, piles = np.random.default_rng(seed), ([], [], [])
    for c in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == c))
        v, t = round(test * len(members)), round(validation * len(members))
        for pile, some in zip(piles, (members[v + t :], members[:v], members[v : v + t]), strict=True):
            pile.extend(some)
    return piles


# %% la proporción de lo que queda (the share of what is left) {"wrong": "split", "caught_by": ["test_split"], "says": "[[es de toda la clase|is of the whole class]]"}
def split(labels, validation, test, seed):
    rng, piles = np.random.default_rng(seed), ([], [], [])
    for c in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == c))
        v = round(validation * len(members))
        t = round(test * (len(members) - v))
        for pile, some in zip(piles, (members[v + t :], members[:v], members[v : v + t]), strict=True):
            pile.extend(some)
    return piles


# %% truncar (truncate) {"wrong": "split", "caught_by": ["test_split"], "says": "[[Has truncado|You truncated]]"}
def split(labels, validation, test, seed):
    rng, piles = np.random.default_rng(seed), ([], [], [])
    for c in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == c))
        v, t = int(validation * len(members)), int(test * len(members))
        for pile, some in zip(piles, (members[v + t :], members[:v], members[v : v + t]), strict=True):
            pile.extend(some)
    return piles


# %% las mismas de cada clase (the same of each class) {"wrong": "split", "caught_by": ["test_split"], "says": "[[en proporción a su tamaño|in proportion to its size]]"}
def split(labels, validation, test, seed):
    rng, piles, classes = np.random.default_rng(seed), ([], [], []), np.unique(labels)
    v, t = (round(share * len(labels) / len(classes)) for share in (validation, test))
    for c in classes:
        members = rng.permutation(np.flatnonzero(labels == c))
        for pile, some in zip(piles, (members[v + t :], members[:v], members[v : v + t]), strict=True):
            pile.extend(some)
    return piles


# %% en otro orden (in another order) {"wrong": "split", "caught_by": ["test_split"], "says": "[[El orden es train, validation, test|The order is train, validation, test]]"}
def split(labels, validation, test, seed):
    rng, piles = np.random.default_rng(seed), ([], [], [])
    for c in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == c))
        v, t = round(validation * len(members)), round(test * len(members))
        for pile, some in zip(piles, (members[:v], members[v : v + t], members[v + t :]), strict=True):
            pile.extend(some)
    return piles


# %% sin la semilla (without the seed) {"wrong": "split", "caught_by": ["test_split"], "says": "[[Con la misma semilla|The same seed]]"}
def split(labels, validation, test, seed):
    rng, piles = np.random.default_rng(), ([], [], [])
    for c in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == c))
        v, t = round(validation * len(members)), round(test * len(members))
        for pile, some in zip(piles, (members[v + t :], members[:v], members[v : v + t]), strict=True):
            pile.extend(some)
    return piles


# %% siempre la semilla 0 (always seed 0) {"wrong": "split", "caught_by": ["test_split"], "says": "[[Otra semilla da otro reparto|Another seed gives another split]]"}
def split(labels, validation, test, seed):
    rng, piles = np.random.default_rng(0), ([], [], [])
    for c in np.unique(labels):
        members = rng.permutation(np.flatnonzero(labels == c))
        v, t = round(validation * len(members)), round(test * len(members))
        for pile, some in zip(piles, (members[v + t :], members[:v], members[v : v + t]), strict=True):
            pile.extend(some)
    return piles


# %% clases fijas (fixed classes) {"wrong": "split", "caught_by": ["test_split"], "says": "[[datos al azar|random data]]", "hidden": true}
def split(labels, validation, test, seed):
    rng, piles = np.random.default_rng(seed), ([], [], [])
    for c in range(4):
        members = rng.permutation(np.flatnonzero(labels == c))
        v, t = round(validation * len(members)), round(test * len(members))
        for pile, some in zip(piles, (members[v + t :], members[:v], members[v : v + t]), strict=True):
            pile.extend(some)
    return piles


# %% [markdown]
# ## 2. shift_batch


# %% píxel a píxel (pixel by pixel) {"right": "shift_batch"}
def shift_batch(X, moves):
    _, height, width = X.shape
    moved = np.zeros_like(X)
    for i, (dy, dx) in enumerate(moves.tolist()):
        for r in range(max(dy, 0), min(height, height + dy)):
            for c in range(max(dx, 0), min(width, width + dx)):
                moved[i, r, c] = X[i, r - dy, c - dx]
    return moved


# %% índices y una máscara (indices and a mask) {"right": "shift_batch"}
def shift_batch(X, moves):
    m, height, width = X.shape
    r = np.arange(height)[None, :, None] - moves[:, 0, None, None]
    c = np.arange(width)[None, None, :] - moves[:, 1, None, None]
    inside = (r >= 0) & (r < height) & (c >= 0) & (c < width)
    i = np.arange(m)[:, None, None]
    return np.where(inside, X[i, np.clip(r, 0, height - 1), np.clip(c, 0, width - 1)], 0)


# %% np.roll {"wrong": "shift_batch", "caught_by": ["test_shift_batch"], "says": "[[como con np.roll|as with np.roll]]"}
def shift_batch(X, moves):
    return np.stack([np.roll(image, tuple(move), axis=(0, 1)) for image, move in zip(X, moves, strict=True)])


# %% al revés (reversed) {"wrong": "shift_batch", "caught_by": ["test_shift_batch"], "says": "[[El sentido está al revés|The direction is reversed]]"}
def shift_batch(X, moves):
    _, h, w = X.shape
    s = int(np.abs(moves).max())
    framed = np.pad(X, ((0, 0), (s, s), (s, s)))
    return np.stack([framed[i, s + a : s + a + h, s + b : s + b + w] for i, (a, b) in enumerate(moves)])


# %% los ejes cambiados (axes swapped) {"wrong": "shift_batch", "caught_by": ["test_shift_batch"], "says": "[[Los ejes están cambiados|The axes are swapped]]"}
def shift_batch(X, moves):
    _, h, w = X.shape
    s = int(np.abs(moves).max())
    framed = np.pad(X, ((0, 0), (s, s), (s, s)))
    return np.stack([framed[i, s - a : s - a + h, s - b : s - b + w] for i, (b, a) in enumerate(moves)])


# %% todas como la primera (all like the first) {"wrong": "shift_batch", "caught_by": ["test_shift_batch"], "says": "[[como la primera|like the first]]"}
def shift_batch(X, moves):
    _, h, w = X.shape
    s = int(np.abs(moves).max())
    a, b = moves[0]
    return np.pad(X, ((0, 0), (s, s), (s, s)))[:, s - a : s - a + h, s - b : s - b + w]


# %% todas como la última (all like the last) {"wrong": "shift_batch", "caught_by": ["test_shift_batch"], "says": "[[como la última|like the last]]"}
def shift_batch(X, moves):
    _, h, w = X.shape
    s = int(np.abs(moves).max())
    for a, b in moves:
        moved = np.pad(X, ((0, 0), (s, s), (s, s)))[:, s - a : s - a + h, s - b : s - b + w]
    return moved


# %% borde repetido (edge repeated) {"wrong": "shift_batch", "caught_by": ["test_shift_batch"], "says": "[[Has repetido el borde|You repeated the edge]]"}
def shift_batch(X, moves):
    _, h, w = X.shape
    s = int(np.abs(moves).max())
    framed = np.pad(X, ((0, 0), (s, s), (s, s)), mode="edge")
    return np.stack([framed[i, s - a : s - a + h, s - b : s - b + w] for i, (a, b) in enumerate(moves)])


# %% solo en vertical (vertically only) {"wrong": "shift_batch", "caught_by": ["test_shift_batch"], "says": "[[Falta el movimiento horizontal|The horizontal move is missing]]"}
def shift_batch(X, moves):
    _m, h, _w = X.shape
    s = int(np.abs(moves).max())
    framed = np.pad(X, ((0, 0), (s, s), (0, 0)))
    return np.stack([framed[i, s - a : s - a + h] for i, (a, b) in enumerate(moves)])


# %% horizontal al revés (horizontally reversed) {"wrong": "shift_batch", "caught_by": ["test_shift_batch"], "says": "[[El sentido horizontal|The horizontal direction]]"}
def shift_batch(X, moves):
    _, h, w = X.shape
    s = int(np.abs(moves).max())
    framed = np.pad(X, ((0, 0), (s, s), (s, s)))
    return np.stack([framed[i, s - a : s - a + h, s + b : s + b + w] for i, (a, b) in enumerate(moves)])


# %% crece (it grows) {"wrong": "shift_batch", "caught_by": ["test_shift_batch"], "says": "[[la forma no cambia|the shape does not change]]"}
def shift_batch(X, moves):
    s = int(np.abs(moves).max())
    framed = np.pad(X, ((0, 0), (s, s), (s, s)))
    return np.stack(
        [np.roll(image, tuple(move), axis=(0, 1)) for image, move in zip(framed, moves, strict=True)]
    )


# %% cortes que acaban en cero (slices that end in zero) {"wrong": "shift_batch", "caught_by": ["test_shift_batch"], "says": "ValueError"}
def shift_batch(X, moves):
    def cut(step):
        return (
            (slice(step, None), slice(None, -step)) if step >= 0 else (slice(None, step), slice(-step, None))
        )

    moved = np.zeros_like(X)
    for i, (dy, dx) in enumerate(moves.tolist()):
        (to_r, from_r), (to_c, from_c) = cut(dy), cut(dx)
        moved[i][to_r, to_c] = X[i][from_r, from_c]
    return moved


# %% movimientos grandes (large moves) {"wrong": "shift_batch", "caught_by": ["test_shift_batch"], "says": "[[datos al azar|random data]]", "hidden": true}
def shift_batch(X, moves):
    m, h, w = X.shape
    framed = np.pad(X, ((0, 0), (h, h), (w, w)))
    a, b = np.clip(moves[:, 0], 1 - h, h - 1), np.clip(moves[:, 1], 1 - w, w - 1)
    return np.stack([framed[i, h - a[i] : 2 * h - a[i], w - b[i] : 2 * w - b[i]] for i in range(m)])


# %% [markdown]
# ## 3. ignorance


# %% bucle (loop) {"right": "ignorance"}
def ignorance(labels, n_classes):
    H = 0.0
    for c in range(n_classes):
        f = float(np.mean(labels == c))
        if f > 0:
            H -= f * math.log(f)
    return math.log(n_classes), H


# %% media por ejemplo (mean over examples) {"right": "ignorance"}
def ignorance(labels, n_classes):
    f = np.bincount(labels, minlength=n_classes) / len(labels)
    return -np.log(1 / n_classes), np.mean(-np.log(f[labels]))


# %% base 2 (base 2) {"wrong": "ignorance", "caught_by": ["test_ignorance"], "says": "[[no en base 2|not that in base 2]]"}
def ignorance(labels, n_classes):
    f = np.bincount(labels)[np.bincount(labels) > 0] / len(labels)
    return np.log2(n_classes), -np.sum(f * np.log(f))


# %% H en base 2 (H in base 2) {"wrong": "ignorance", "caught_by": ["test_ignorance"], "says": "[[H está en base 2|H is in base 2]]"}
def ignorance(labels, n_classes):
    f = np.bincount(labels)[np.bincount(labels) > 0] / len(labels)
    return np.log(n_classes), -np.sum(f * np.log2(f))


# %% logaritmo decimal (decimal logarithm) {"wrong": "ignorance", "caught_by": ["test_ignorance"], "says": "[[no decimal|not the decimal one]]"}
def ignorance(labels, n_classes):
    f = np.bincount(labels)[np.bincount(labels) > 0] / len(labels)
    return np.log10(n_classes), -np.sum(f * np.log10(f))


# %% clases de labels (classes of labels) {"wrong": "ignorance", "caught_by": ["test_ignorance"], "says": "[[Son n_classes clases|There are n_classes classes]]"}
def ignorance(labels, n_classes):
    f = np.bincount(labels)[np.bincount(labels) > 0] / len(labels)
    return np.log(len(f)), -np.sum(f * np.log(f))


# %% número de ejemplos (number of examples) {"wrong": "ignorance", "caught_by": ["test_ignorance"], "says": "[[no el de ejemplos|not of examples]]"}
def ignorance(labels, n_classes):
    f = np.bincount(labels)[np.bincount(labels) > 0] / len(labels)
    return np.log(len(labels)), -np.sum(f * np.log(f))


# %% la probabilidad (the probability) {"wrong": "ignorance", "caught_by": ["test_ignorance"], "says": "[[Esa es la probabilidad|That is the probability]]"}
def ignorance(labels, n_classes):
    f = np.bincount(labels)[np.bincount(labels) > 0] / len(labels)
    return 1 / n_classes, -np.sum(f * np.log(f))


# %% sin pesar (unweighted) {"wrong": "ignorance", "caught_by": ["test_ignorance"], "says": "[[Faltan las frecuencias|The frequencies are missing]]"}
def ignorance(labels, n_classes):
    f = np.bincount(labels)[np.bincount(labels) > 0] / len(labels)
    return np.log(n_classes), -np.sum(np.log(f))


# %% la clase más frecuente (most frequent class) {"wrong": "ignorance", "caught_by": ["test_ignorance"], "says": "[[la clase más frecuente|the most frequent class]]"}
def ignorance(labels, n_classes):
    return np.log(n_classes), -np.log(np.bincount(labels).max() / len(labels))


# %% recuentos (counts) {"wrong": "ignorance", "caught_by": ["test_ignorance"], "says": "[[no los recuentos|not the counts]]"}
def ignorance(labels, n_classes):
    counts = np.bincount(labels)[np.bincount(labels) > 0]
    return np.log(n_classes), -np.sum(counts * np.log(counts))


# %% cero por menos infinito (zero times minus infinity) {"wrong": "ignorance", "caught_by": ["test_ignorance"], "says": "[[0·log 0 ha dado nan|0·log 0 gave nan]]"}
def ignorance(labels, n_classes):
    f = np.bincount(labels, minlength=n_classes) / len(labels)
    with np.errstate(all="ignore"):
        return np.log(n_classes), -np.sum(f * np.log(f))


# %% media sobre las clases (mean over the classes) {"wrong": "ignorance", "caught_by": ["test_ignorance"], "says": "[[no una media|not a mean]]"}
def ignorance(labels, n_classes):
    f = np.bincount(labels)[np.bincount(labels) > 0] / len(labels)
    return np.log(n_classes), -np.sum(f * np.log(f)) / n_classes


# %% al revés (the other way round) {"wrong": "ignorance", "caught_by": ["test_ignorance"], "says": "[[El orden es uniform, prior|The order is uniform, prior]]"}
def ignorance(labels, n_classes):
    f = np.bincount(labels)[np.bincount(labels) > 0] / len(labels)
    return -np.sum(f * np.log(f)), np.log(n_classes)


# %% signo (sign) {"wrong": "ignorance", "caught_by": ["test_ignorance"], "says": "[[signo cambiado|sign is reversed]]"}
def ignorance(labels, n_classes):
    f = np.bincount(labels)[np.bincount(labels) > 0] / len(labels)
    return np.log(n_classes), np.sum(f * np.log(f))


# %% diez clases como mucho (ten classes at most) {"wrong": "ignorance", "caught_by": ["test_ignorance"], "says": "[[datos al azar|random data]]", "hidden": true}
def ignorance(labels, n_classes):
    f = [np.mean(labels == c) for c in range(10)]
    return math.log(n_classes), -sum(p * math.log(p) for p in f if p > 0)


# %% [markdown]
# ## 4. diagnose


# %% con isfinite y any (with isfinite and any) {"right": "diagnose"}
def diagnose(training, validation, enough, max_gap):
    training = np.array(training)
    gap = validation[-1] - training[-1]
    if (~np.isfinite(training)).any() or (training > training[0]).any():
        verdict = TOO_FAST
    elif training[-1] > enough:
        verdict = UNDERFITS
    else:
        verdict = OVERFITS if gap > max_gap else FINE
    return [gap, verdict]


# %% negando (by negation) {"right": "diagnose"}
def diagnose(training, validation, enough, max_gap):
    start, *_, end = training
    gap = validation[-1] - end
    if not all(cost <= start for cost in training):  # nan <= start is false, too
        return gap, 3
    return gap, 1 if end > enough else 2 * (gap > max_gap)


# %% la brecha al revés (the gap reversed) {"wrong": "diagnose", "caught_by": ["test_diagnose"], "says": "[[el signo al revés|its sign reversed]]"}
def diagnose(training, validation, enough, max_gap):
    gap = training[-1] - validation[-1]
    if not np.all(np.isfinite(training)) or max(training) > training[0]:
        return gap, TOO_FAST
    return gap, UNDERFITS if training[-1] > enough else OVERFITS if -gap > max_gap else FINE


# %% en el mínimo de validación (at the lowest validation) {"wrong": "diagnose", "caught_by": ["test_diagnose"], "says": "[[La brecha es la del final, no la que había|The gap is that of the end, not that which]]"}
def diagnose(training, validation, enough, max_gap):
    i = int(np.argmin(validation))
    gap = validation[i] - training[i]
    if not np.all(np.isfinite(training)) or max(training) > training[0]:
        return gap, TOO_FAST
    return gap, UNDERFITS if training[i] > enough else OVERFITS if gap > max_gap else FINE


# %% los mejores costes (the best costs) {"wrong": "diagnose", "caught_by": ["test_diagnose"], "says": "[[no los mejores|not the best ones]]"}
def diagnose(training, validation, enough, max_gap):
    gap = min(validation) - min(training)
    if not np.all(np.isfinite(training)) or max(training) > training[0]:
        return gap, TOO_FAST
    return gap, UNDERFITS if training[-1] > enough else OVERFITS if gap > max_gap else FINE


# %% la brecha media (the mean gap) {"wrong": "diagnose", "caught_by": ["test_diagnose"], "says": "[[no la media de todas|not the mean of all]]"}
def diagnose(training, validation, enough, max_gap):
    gap = np.mean(np.array(validation) - training)
    if not np.all(np.isfinite(training)) or max(training) > training[0]:
        return gap, TOO_FAST
    return gap, UNDERFITS if training[-1] > enough else OVERFITS if gap > max_gap else FINE


# %% enough con la validación (enough against validation) {"wrong": "diagnose", "caught_by": ["test_diagnose"], "says": "[[no con el de validación|not with the validation cost]]"}
def diagnose(training, validation, enough, max_gap):
    gap = validation[-1] - training[-1]
    if not np.all(np.isfinite(training)) or max(training) > training[0]:
        return gap, TOO_FAST
    return gap, UNDERFITS if validation[-1] > enough else OVERFITS if gap > max_gap else FINE


# %% primero la brecha (the gap first) {"wrong": "diagnose", "caught_by": ["test_diagnose"], "says": "[[primero, si el entrenamiento|first, whether training]]"}
def diagnose(training, validation, enough, max_gap):
    gap = validation[-1] - training[-1]
    if not np.all(np.isfinite(training)) or max(training) > training[0]:
        return gap, TOO_FAST
    return gap, OVERFITS if gap > max_gap else UNDERFITS if training[-1] > enough else FINE


# %% mayor o igual que enough (enough or more) {"wrong": "diagnose", "caught_by": ["test_diagnose"], "says": "[[justo en enough|just enough]]"}
def diagnose(training, validation, enough, max_gap):
    gap = validation[-1] - training[-1]
    if not np.all(np.isfinite(training)) or max(training) > training[0]:
        return gap, TOO_FAST
    return gap, UNDERFITS if training[-1] >= enough else OVERFITS if gap > max_gap else FINE


# %% mayor o igual que max_gap (max_gap or more) {"wrong": "diagnose", "caught_by": ["test_diagnose"], "says": "[[justo en max_gap|just max_gap]]"}
def diagnose(training, validation, enough, max_gap):
    gap = validation[-1] - training[-1]
    if not np.all(np.isfinite(training)) or max(training) > training[0]:
        return gap, TOO_FAST
    return gap, UNDERFITS if training[-1] > enough else OVERFITS if gap >= max_gap else FINE


# %% cualquier subida (any rise) {"wrong": "diagnose", "caught_by": ["test_diagnose"], "says": "[[sube y baja|goes up and down]]"}
def diagnose(training, validation, enough, max_gap):
    gap = validation[-1] - training[-1]
    if not np.all(np.isfinite(training)) or np.any(np.diff(training) > 0):
        return gap, TOO_FAST
    return gap, UNDERFITS if training[-1] > enough else OVERFITS if gap > max_gap else FINE


# %% el último con el primero (the last against the first) {"wrong": "diagnose", "caught_by": ["test_diagnose"], "says": "[[entre medias lo ha pasado|in between it was above]]"}
def diagnose(training, validation, enough, max_gap):
    gap = validation[-1] - training[-1]
    if not np.all(np.isfinite(training)) or training[-1] > training[0]:
        return gap, TOO_FAST
    return gap, UNDERFITS if training[-1] > enough else OVERFITS if gap > max_gap else FINE


# %% sin mirar los nan (blind to nan) {"wrong": "diagnose", "caught_by": ["test_diagnose"], "says": "[[nan no es mayor ni menor|nan is neither greater nor less]]"}
def diagnose(training, validation, enough, max_gap):
    gap = validation[-1] - training[-1]
    if any(cost > training[0] for cost in training):
        return gap, TOO_FAST
    return gap, UNDERFITS if training[-1] > enough else OVERFITS if gap > max_gap else FINE


# %% también la validación (validation, too) {"wrong": "diagnose", "caught_by": ["test_diagnose"], "says": "[[no los de validación|not at those of validation]]"}
def diagnose(training, validation, enough, max_gap):
    gap = validation[-1] - training[-1]
    costs = [*training, *validation]
    if not np.all(np.isfinite(costs)) or max(costs) > training[0]:
        return gap, TOO_FAST
    return gap, UNDERFITS if training[-1] > enough else OVERFITS if gap > max_gap else FINE


# %% nan solo al final (nan at the end only) {"wrong": "diagnose", "caught_by": ["test_diagnose"], "says": "[[datos al azar|random data]]", "hidden": true}
def diagnose(training, validation, enough, max_gap):
    gap = validation[-1] - training[-1]
    if not math.isfinite(training[-1]) or any(cost > training[0] for cost in training):
        return gap, TOO_FAST
    return gap, UNDERFITS if training[-1] > enough else OVERFITS if gap > max_gap else FINE


# %% [markdown]
# ## 5. log_uniform


# %% logaritmo y exponencial (logarithm and exponential) {"right": "log_uniform"}
def log_uniform(low, high, u):
    return np.exp(np.log(low) + u * (np.log(high) - np.log(low)))


# %% media geométrica pesada (weighted geometric mean) {"right": "log_uniform"}
def log_uniform(low, high, u):
    return 10 ** (np.log10(low) * (1 - u) + np.log10(high) * u)


# %% lineal (linear) {"wrong": "log_uniform", "caught_by": ["test_log_uniform"], "says": "[[la escala lineal|the linear scale]]"}
def log_uniform(low, high, u):
    return low + u * (high - low)


# %% los logaritmos (the logarithms) {"wrong": "log_uniform", "caught_by": ["test_log_uniform"], "says": "[[volver con la exponencial|the way back with the exponential]]"}
def log_uniform(low, high, u):
    return np.log(low) + u * np.log(high / low)


# %% los logaritmos decimales (the decimal logarithms) {"wrong": "log_uniform", "caught_by": ["test_log_uniform"], "says": "[[volver con 10|the way back with 10]]"}
def log_uniform(low, high, u):
    return np.log10(low) + u * np.log10(high / low)


# %% bases mezcladas (bases mixed) {"wrong": "log_uniform", "caught_by": ["test_log_uniform"], "says": "[[logaritmo natural al ir|natural logarithm on the way there]]"}
def log_uniform(low, high, u):
    return 10 ** (np.log(low) + u * (np.log(high) - np.log(low)))


# %% bases mezcladas al revés (bases mixed the other way) {"wrong": "log_uniform", "caught_by": ["test_log_uniform"], "says": "[[logaritmo decimal al ir|decimal logarithm on the way there]]"}
def log_uniform(low, high, u):
    return np.exp(np.log10(low) + u * (np.log10(high) - np.log10(low)))


# %% extremos cambiados (ends swapped) {"wrong": "log_uniform", "caught_by": ["test_log_uniform"], "says": "[[Los extremos están cambiados|The ends are swapped]]"}
def log_uniform(low, high, u):
    return high * (low / high) ** u


# %% un orden de magnitud (one order of magnitude) {"wrong": "log_uniform", "caught_by": ["test_log_uniform"], "says": "[[un factor que siempre va|a factor that always goes]]"}
def log_uniform(low, high, u):
    return low * 10**u


# %% exponentes enteros (whole exponents) {"wrong": "log_uniform", "caught_by": ["test_log_uniform"], "says": "[[potencias de 10|powers of 10]]"}
def log_uniform(low, high, u):
    a, b = np.floor(np.log10(low)), np.ceil(np.log10(high))
    return 10 ** (a + u * (b - a))


# %% solo vectores (vectors only) {"wrong": "log_uniform", "caught_by": ["test_log_uniform"], "says": "[[datos al azar|random data]]", "hidden": true}
def log_uniform(low, high, u):
    return low * (high / low) ** (u if np.ndim(u) < 2 else u[0])


# %% [markdown]
# ## 6. grid


# %% creciendo (growing) {"right": "grid"}
def grid(options):
    points = [{}]
    for name, values in options.items():
        points = [{**point, name: value} for point in points for value in values]
    return points


# %% recursiva (recursive) {"right": "grid"}
def grid(options):
    if not options:
        return [{}]
    (name, values), *rest = options.items()
    return tuple({name: value} | point for value in values for point in grid(dict(rest)))


# %% zip {"wrong": "grid", "caught_by": ["test_grid"], "says": "[[Has emparejado|You paired]]"}
def grid(options):
    return [dict(zip(options, values, strict=True)) for values in zip(*options.values(), strict=False)]


# %% uno cada vez (one at a time) {"wrong": "grid", "caught_by": ["test_grid"], "says": "[[con los demás en su primer valor|with the others at their first value]]"}
def grid(options):
    first = {name: values[0] for name, values in options.items()}
    points = [first]
    for name, values in options.items():
        points += [{**first, name: value} for value in values[1:]]
    return points


# %% sueltos (singly) {"wrong": "grid", "caught_by": ["test_grid"], "says": "[[eso no es una rejilla|that is no grid]]"}
def grid(options):
    return [{name: value} for name, values in options.items() for value in values]


# %% el primero más deprisa (the first fastest) {"wrong": "grid", "caught_by": ["test_grid"], "says": "[[es el último nombre, no el primero|changes fastest, not the first]]"}
def grid(options):
    points = [{}]
    for name, values in options.items():
        points = [{**point, name: value} for value in values for point in points]
    return points


# %% el mismo diccionario (the same dictionary) {"wrong": "grid", "caught_by": ["test_grid"], "says": "[[guardan el mismo diccionario|hold the same dictionary]]"}
def grid(options):
    point, points = {}, []
    for values in itertools.product(*options.values()):
        for name, value in zip(options, values, strict=True):
            point[name] = value
        points.append(point)
    return points


# %% posiciones (positions) {"wrong": "grid", "caught_by": ["test_grid"], "says": "[[no sus posiciones|not their positions]]"}
def grid(options):
    return [
        dict(zip(options, places, strict=True))
        for places in itertools.product(*(range(len(v)) for v in options.values()))
    ]


# %% tuplas (tuples) {"wrong": "grid", "caught_by": ["test_grid"], "says": "[[es un diccionario|is a dictionary]]"}
def grid(options):
    return list(itertools.product(*options.values()))


# %% nombres ordenados (names sorted) {"wrong": "grid", "caught_by": ["test_grid"], "says": "[[en el orden en que vienen|in the order in which they come]]"}
def grid(options):
    names = sorted(options)
    return [
        dict(zip(names, values, strict=True))
        for values in itertools.product(*(options[name] for name in names))
    ]


# %% valores ordenados (values sorted) {"wrong": "grid", "caught_by": ["test_grid"], "says": "[[en el orden en que vienen|in the order in which they come]]"}
def grid(options):
    return [
        dict(zip(options, values, strict=True))
        for values in itertools.product(*map(sorted, options.values()))
    ]


# %% tres nombres como mucho (three names at most) {"wrong": "grid", "caught_by": ["test_grid"], "says": "[[valores al azar|random values]]", "hidden": true}
def grid(options):
    (a, x), (b, y), (c, z) = [*options.items(), (None, [0]), (None, [0])][:3]
    points = [{a: i, b: j, c: k} for i in x for j in y for k in z]
    return [{name: value for name, value in point.items() if name is not None} for point in points]


# %% [markdown]
# ## 7. random_search


# %% con nanargmin (with nanargmin) {"right": "random_search"}
def random_search(run, ranges, U):
    low, high, scale = (np.array(column) for column in zip(*ranges, strict=True))
    values = np.where(scale == "log", low * (high / low) ** U if low.min() > 0 else 0, low + U * (high - low))
    for j in range(len(ranges)):
        if scale[j] == "log":
            values[:, j] = np.exp(np.log(low[j]) + U[:, j] * np.log(high[j] / low[j]))
    costs = np.array([run(row.tolist()) for row in values])
    first = np.nanargmin(costs)
    return values[first], costs[first], np.fmin.accumulate(np.where(np.isnan(costs), math.inf, costs))


# %% con una lista (with a list) {"right": "random_search"}
def random_search(run, ranges, U):
    trials = []
    for i in range(len(U)):
        values = []
        for j, (low, high, scale) in enumerate(ranges):
            if scale == "log":
                values.append(math.exp((1 - U[i, j]) * math.log(low) + U[i, j] * math.log(high)))
            else:
                values.append(low * (1 - U[i, j]) + high * U[i, j])
        cost = run(values)
        trials.append((math.inf if math.isnan(cost) else cost, i, values))
    cost, _, best = min(trials)
    return best, cost, [min(trials[: i + 1])[0] for i in range(len(trials))]


# %% todo lineal (all linear) {"wrong": "random_search", "caught_by": ["test_random_search"], "says": "[[lo has sorteado en la lineal|you drew it on the linear one]]"}
def random_search(run, ranges, U):
    best, record, trace = None, math.inf, []
    for u in U.tolist():
        values = [low + x * (high - low) for x, (low, high, scale) in zip(u, ranges, strict=True)]
        if (cost := run(values)) < record:
            best, record = values, cost
        trace.append(record)
    return best, record, trace


# %% todo logarítmico (all logarithmic) {"wrong": "random_search", "caught_by": ["test_random_search"], "says": "[[el segundo es lineal|the second is linear]]"}
def random_search(run, ranges, U):
    best, record, trace = None, math.inf, []
    for u in U.tolist():
        values = [low ** (1 - x) * high**x for x, (low, high, scale) in zip(u, ranges, strict=True)]
        if (cost := run(values)) < record:
            best, record = values, cost
        trace.append(record)
    return best, record, trace


# %% los uniformes (the uniform numbers) {"wrong": "random_search", "caught_by": ["test_random_search"], "says": "[[no los números uniformes|not the uniform numbers]]"}
def random_search(run, ranges, U):
    best, record, trace = None, math.inf, []
    for u in U.tolist():
        values = [
            low * (high / low) ** x if s == "log" else low + x * (high - low)
            for x, (low, high, s) in zip(u, ranges, strict=True)
        ]
        if (cost := run(values)) < record:
            best, record = u, cost
        trace.append(record)
    return best, record, trace


# %% el número de intento (the number of the trial) {"wrong": "random_search", "caught_by": ["test_random_search"], "says": "[[no el número de intento|not the number of the trial]]"}
def random_search(run, ranges, U):
    best, record, trace = None, math.inf, []
    for i, u in enumerate(U.tolist()):
        values = [
            low * (high / low) ** x if s == "log" else low + x * (high - low)
            for x, (low, high, s) in zip(u, ranges, strict=True)
        ]
        if (cost := run(values)) < record:
            best, record = i, cost
        trace.append(record)
    return best, record, trace


# %% el máximo (the maximum) {"wrong": "random_search", "caught_by": ["test_random_search"], "says": "[[Ese es el máximo|That is the maximum]]"}
def random_search(run, ranges, U):
    best, record, trace = None, -math.inf, []
    for u in U.tolist():
        values = [
            low * (high / low) ** x if s == "log" else low + x * (high - low)
            for x, (low, high, s) in zip(u, ranges, strict=True)
        ]
        if (cost := run(values)) > record:
            best, record = values, cost
        trace.append(record)
    return best, record, trace


# %% trace de costes (trace of costs) {"wrong": "random_search", "caught_by": ["test_random_search"], "says": "[[no el de cada uno|not that of each one]]"}
def random_search(run, ranges, U):
    best, record, trace = None, math.inf, []
    for u in U.tolist():
        values = [
            low * (high / low) ** x if s == "log" else low + x * (high - low)
            for x, (low, high, s) in zip(u, ranges, strict=True)
        ]
        if (cost := run(values)) < record:
            best, record = values, cost
        trace.append(cost)
    return best, record, trace


# %% argmin con nan (argmin with nan) {"wrong": "random_search", "caught_by": ["test_random_search"], "says": "[[Un nan no es el mejor|A nan is not the best]]"}
def random_search(run, ranges, U):
    trials = [
        [
            low * (high / low) ** x if s == "log" else low + x * (high - low)
            for x, (low, high, s) in zip(u, ranges, strict=True)
        ]
        for u in U.tolist()
    ]
    costs = np.array([run(values) for values in trials])
    first = np.argmin(costs)
    return trials[first], costs[first], np.fmin.accumulate(costs)


# %% minimum con nan (minimum with nan) {"wrong": "random_search", "caught_by": ["test_random_search"], "says": "[[se conserva el récord|the record that there was is kept]]"}
def random_search(run, ranges, U):
    trials = [
        [
            low * (high / low) ** x if s == "log" else low + x * (high - low)
            for x, (low, high, s) in zip(u, ranges, strict=True)
        ]
        for u in U.tolist()
    ]
    costs = np.array([run(values) for values in trials])
    first = np.nanargmin(costs)
    return trials[first], costs[first], np.minimum.accumulate(costs)


# %% solo las mejoras (improvements only) {"wrong": "random_search", "caught_by": ["test_random_search"], "says": "[[mejore o no|better or not]]"}
def random_search(run, ranges, U):
    best, record, trace = None, math.inf, []
    for u in U.tolist():
        values = [
            low * (high / low) ** x if s == "log" else low + x * (high - low)
            for x, (low, high, s) in zip(u, ranges, strict=True)
        ]
        if (cost := run(values)) < record:
            best, record = values, cost
            trace.append(record)
    return best, record, trace


# %% uno de más (one too many) {"wrong": "random_search", "caught_by": ["test_random_search"], "says": "[[son n números, no n + 1|n numbers, not n + 1]]"}
def random_search(run, ranges, U):
    best, record, trace = None, math.inf, [math.inf]
    for u in U.tolist():
        values = [
            low * (high / low) ** x if s == "log" else low + x * (high - low)
            for x, (low, high, s) in zip(u, ranges, strict=True)
        ]
        if (cost := run(values)) < record:
            best, record = values, cost
        trace.append(record)
    return best, record, trace


# %% el último empate (the last of a tie) {"wrong": "random_search", "caught_by": ["test_random_search"], "says": "[[A igual coste, el primero|Where costs are equal, the first]]"}
def random_search(run, ranges, U):
    best, record, trace = None, math.inf, []
    for u in U.tolist():
        values = [
            low * (high / low) ** x if s == "log" else low + x * (high - low)
            for x, (low, high, s) in zip(u, ranges, strict=True)
        ]
        if (cost := run(values)) <= record:
            best, record = values, cost
        trace.append(record)
    return best, record, trace


# %% empezar por el primero (begin with the first) {"wrong": "random_search", "caught_by": ["test_random_search"], "says": "[[ni aunque sea el primero|not even if it comes first]]"}
def random_search(run, ranges, U):
    best, record, trace = None, None, []
    for u in U.tolist():
        values = [
            low * (high / low) ** x if s == "log" else low + x * (high - low)
            for x, (low, high, s) in zip(u, ranges, strict=True)
        ]
        cost = run(values)
        if record is None or cost < record:
            best, record = values, cost
        trace.append(record)
    return best, record, trace


# %% nan antes del primer coste (nan before the first cost) {"wrong": "random_search", "caught_by": ["test_random_search"], "says": "[[Mientras no haya ningún coste|As long as there is no cost]]"}
def random_search(run, ranges, U):
    trials = [
        [
            low * (high / low) ** x if s == "log" else low + x * (high - low)
            for x, (low, high, s) in zip(u, ranges, strict=True)
        ]
        for u in U.tolist()
    ]
    costs = np.array([run(values) for values in trials])
    first = np.nanargmin(costs)
    return trials[first], costs[first], np.fmin.accumulate(costs)


# %% dos hiperparámetros (two hyperparameters) {"wrong": "random_search", "caught_by": ["test_random_search"], "says": "[[datos al azar|random data]]", "hidden": true}
def random_search(run, ranges, U):
    best, record, trace = None, math.inf, []
    for u in U.tolist():
        values = [
            low * (high / low) ** x if s == "log" else low + x * (high - low)
            for x, (low, high, s) in zip(u[:2], ranges, strict=False)
        ]
        if (cost := run(values)) < record:
            best, record = values, cost
        trace.append(record)
    return best, record, trace


# %% [markdown]
# ## 8. refine


# %% con logaritmos (with logarithms) {"right": "refine"}
def refine(low, high, best, factor):
    half = (np.log(high) - np.log(low)) / (2 * factor)
    return np.exp(np.log(best) - half), np.exp(np.log(best) + half)


# %% en base 10 (in base 10) {"right": "refine"}
def refine(low, high, best, factor):
    orders = math.log10(high / low) / factor
    return [best * 10 ** (-orders / 2), best * 10 ** (orders / 2)]


# %% lineal (linear) {"wrong": "refine", "caught_by": ["test_refine"], "says": "[[en escala lineal|on a linear scale]]"}
def refine(low, high, best, factor):
    half = (high - low) / (2 * factor)
    return best - half, best + half


# %% el doble de largo (twice as long) {"wrong": "refine", "caught_by": ["test_refine"], "says": "[[el doble de largo|twice as long]]"}
def refine(low, high, best, factor):
    half = (high / low) ** (1 / factor)
    return best / half, best * half


# %% la mitad de largo (half as long) {"wrong": "refine", "caught_by": ["test_refine"], "says": "[[la mitad de largo|half as long]]"}
def refine(low, high, best, factor):
    half = (high / low) ** (1 / (4 * factor))
    return best / half, best * half


# %% entre y por factor (by and times factor) {"wrong": "refine", "caught_by": ["test_refine"], "says": "[[Has dividido y multiplicado por factor|You divided and multiplied by factor]]"}
def refine(low, high, best, factor):
    return best / factor, best * factor


# %% los logaritmos (the logarithms) {"wrong": "refine", "caught_by": ["test_refine"], "says": "[[falta la exponencial|the exponential is missing]]"}
def refine(low, high, best, factor):
    half = math.log(high / low) / (2 * factor)
    return math.log(best) - half, math.log(best) + half


# %% los logaritmos decimales (the decimal logarithms) {"wrong": "refine", "caught_by": ["test_refine"], "says": "[[falta 10|10 ** is missing]]"}
def refine(low, high, best, factor):
    half = math.log10(high / low) / (2 * factor)
    return math.log10(best) - half, math.log10(best) + half


# %% al revés (the other way round) {"wrong": "refine", "caught_by": ["test_refine"], "says": "[[Primero low|First low]]"}
def refine(low, high, best, factor):
    half = (low / high) ** (1 / (2 * factor))
    return best / half, best * half


# %% el cociente entre factor (the quotient by factor) {"wrong": "refine", "caught_by": ["test_refine"], "says": "[[Se acorta el logaritmo, no el cociente|The logarithm is shortened, not the quotient]]"}
def refine(low, high, best, factor):
    half = math.sqrt(high / low / factor)
    return best / half, best * half


# %% recortado (cut at the edge) {"wrong": "refine", "caught_by": ["test_refine"], "says": "[[Has recortado|You cut it]]"}
def refine(low, high, best, factor):
    half = (high / low) ** (1 / (2 * factor))
    return max(low, best / half), min(high, best * half)


# %% corrido (moved) {"wrong": "refine", "caught_by": ["test_refine"], "says": "[[Has corrido el intervalo|You moved the interval]]"}
def refine(low, high, best, factor):
    half = (high / low) ** (1 / (2 * factor))
    best = min(max(best, low * half), high / half)
    return best / half, best * half


# %% el medio de antes (the old middle) {"wrong": "refine", "caught_by": ["test_refine"], "says": "[[en el medio del intervalo viejo|the middle of the old interval]]"}
def refine(low, high, best, factor):
    half, middle = (high / low) ** (1 / (2 * factor)), math.sqrt(low * high)
    return middle / half, middle * half


# %% factor entero (whole factor) {"wrong": "refine", "caught_by": ["test_refine"], "says": "refine(", "hidden": true}
def refine(low, high, best, factor):
    half = (high / low) ** (1 / (2 * int(factor)))
    return best / half, best * half


# %% [markdown]
# ## 9. cross_validate


# %% con cortes (with slices) {"right": "cross_validate"}
def cross_validate(X, y, k, augment, run):
    costs = []
    for i in range(k):
        X_more, y_more = augment(np.delete(X, np.s_[i::k], axis=0), np.delete(y, np.s_[i::k]))
        costs.append(run(X_more, y_more, X[i::k], y[i::k]))
    return np.array(costs)


# %% con listas de índices (with lists of indices) {"right": "cross_validate"}
def cross_validate(X, y, k, augment, run):
    parts = [[j for j in range(len(X)) if j % k == i] for i in range(k)]
    rest = [[j for other in parts if other is not part for j in other] for part in parts]
    return [
        run(*augment(X[train], y[train]), X[part], y[part]) for part, train in zip(parts, rest, strict=True)
    ]


# %% aumentar antes de separar (augment before separating) {"wrong": "cross_validate", "caught_by": ["test_cross_validate"], "says": "[[Las copias también validan|Copies validate, too]]"}
def cross_validate(X, y, k, augment, run):
    X, y = augment(X, y)
    part = np.arange(len(X)) % (len(X) // 2) % k
    return [run(X[part != i], y[part != i], X[part == i], y[part == i]) for i in range(k)]


# %% las copias de quien valida (copies of those that validate) {"wrong": "cross_validate", "caught_by": ["test_cross_validate"], "says": "[[Separa antes de aumentar|Separate before you augment]]"}
def cross_validate(X, y, k, augment, run):
    X_more, y_more = augment(X, y)
    costs = []
    for i in range(k):
        train = np.ones(len(X_more), dtype=bool)
        train[: len(X)] = np.arange(len(X)) % k != i
        costs.append(run(X_more[train], y_more[train], X[i::k], y[i::k]))
    return costs


# %% todos entrenan (all of them train) {"wrong": "cross_validate", "caught_by": ["test_cross_validate"], "says": "[[también entrenan|also train]]"}
def cross_validate(X, y, k, augment, run):
    return [run(*augment(X, y), X[i::k], y[i::k]) for i in range(k)]


# %% la validación aumentada (validation augmented) {"wrong": "cross_validate", "caught_by": ["test_cross_validate"], "says": "[[augment es solo para lo que entrena|augment is only for what trains]]"}
def cross_validate(X, y, k, augment, run):
    part = np.arange(len(X)) % k
    return [run(*augment(X[part != i], y[part != i]), *augment(X[part == i], y[part == i])) for i in range(k)]


# %% al revés (the other way round) {"wrong": "cross_validate", "caught_by": ["test_cross_validate"], "says": "[[entrena lo que no es la parte i|what is not part i trains]]"}
def cross_validate(X, y, k, augment, run):
    part = np.arange(len(X)) % k
    return [run(X[part == i], y[part == i], *augment(X[part != i], y[part != i])) for i in range(k)]


# %% validar con lo que entrena (validate with what trains) {"wrong": "cross_validate", "caught_by": ["test_cross_validate"], "says": "[[Has validado con lo que entrena|You validated with what trains]]"}
def cross_validate(X, y, k, augment, run):
    part = np.arange(len(X)) % k
    return [run(*augment(X[part != i], y[part != i]), X[part != i], y[part != i]) for i in range(k)]


# %% sin aumentar (not augmented) {"wrong": "cross_validate", "caught_by": ["test_cross_validate"], "says": "[[Falta aumentar|was not augmented]]"}
def cross_validate(X, y, k, augment, run):
    part = np.arange(len(X)) % k
    return [run(X[part != i], y[part != i], X[part == i], y[part == i]) for i in range(k)]


# %% se pierde el resto (the remainder is lost) {"wrong": "cross_validate", "caught_by": ["test_cross_validate"], "says": "[[m // k deja fuera|m // k leaves out]]"}
def cross_validate(X, y, k, augment, run):
    size, costs = len(X) // k, []
    for i in range(k):
        part = np.zeros(len(X), dtype=bool)
        part[i * size : (i + 1) * size] = True
        costs.append(run(*augment(X[~part], y[~part]), X[part], y[part]))
    return costs


# %% trozos seguidos (consecutive pieces) {"wrong": "cross_validate", "caught_by": ["test_cross_validate"], "says": "[[La parte i son los ejemplos|Part i is examples]]"}
def cross_validate(X, y, k, augment, run):
    parts, costs = np.array_split(np.arange(len(X)), k), []
    for part in parts:
        rest = np.setdiff1d(np.arange(len(X)), part)
        costs.append(run(*augment(X[rest], y[rest]), X[part], y[part]))
    return costs


# %% la media (the mean) {"wrong": "cross_validate", "caught_by": ["test_cross_validate"], "says": "[[no su media|not their mean]]"}
def cross_validate(X, y, k, augment, run):
    part = np.arange(len(X)) % k
    return np.mean([run(*augment(X[part != i], y[part != i]), X[part == i], y[part == i]) for i in range(k)])


# %% falta la última (the last is missing) {"wrong": "cross_validate", "caught_by": ["test_cross_validate"], "says": "[[Falta la última parte|The last part is missing]]"}
def cross_validate(X, y, k, augment, run):
    part = np.arange(len(X)) % k
    return [run(*augment(X[part != i], y[part != i]), X[part == i], y[part == i]) for i in range(k - 1)]


# %% X barajada aparte (X shuffled apart) {"wrong": "cross_validate", "caught_by": ["test_cross_validate"], "says": "[[X e y se han desparejado|X and y no longer match]]"}
def cross_validate(X, y, k, augment, run):
    part, rng, costs = np.arange(len(X)) % k, np.random.default_rng(0), []
    for i in range(k):
        X_train, y_train = X[part != i], y[part != i]
        rng.shuffle(X_train)
        costs.append(run(*augment(X_train, y_train), X[part == i], y[part == i]))
    return costs


# %% y de validación barajada (validation y shuffled) {"wrong": "cross_validate", "caught_by": ["test_cross_validate"], "says": "[[desparejado en validación|no longer match in validation]]"}
def cross_validate(X, y, k, augment, run):
    part = np.arange(len(X)) % k
    return [run(*augment(X[part != i], y[part != i]), X[part == i], np.flip(y[part == i])) for i in range(k)]


# %% parte por valor y no por lugar (part by value and not by place) {"wrong": "cross_validate", "caught_by": ["test_cross_validate"], "says": "[[datos al azar|random data]]", "hidden": true}
def cross_validate(X, y, k, augment, run):
    part = (y // 10 - 1) % k
    return [run(*augment(X[part != i], y[part != i]), X[part == i], y[part == i]) for i in range(k)]


# %% [markdown]
# ## 10. one_standard_error


# %% sin NumPy (without NumPy) {"right": "one_standard_error"}
def one_standard_error(table):
    rows = [list(map(float, row)) for row in table]
    k = len(rows[0])
    means = [sum(row) / k for row in rows]
    best = means.index(min(means))
    error = math.sqrt(sum((cost - means[best]) ** 2 for cost in rows[best]) / (k * (k - 1)))
    return next(i for i, mean in enumerate(means) if mean <= means[best] + error), best, error


# %% con var y flatnonzero (with var and flatnonzero) {"right": "one_standard_error"}
def one_standard_error(table):
    means, errors = np.mean(table, axis=1), np.sqrt(np.var(table, axis=1, ddof=1) / len(table[0]))
    best = int(means.argmin())
    return [np.flatnonzero(means - means[best] <= errors[best])[0], best, errors[best]]


# %% la desviación (the deviation) {"wrong": "one_standard_error", "caught_by": ["test_one_standard_error"], "says": "[[esa es la desviación típica|that is the standard deviation]]"}
def one_standard_error(table):
    means = table.mean(axis=1)
    best = np.argmin(means)
    error = table[best].std(ddof=1)
    return np.argmax(means <= means[best] + error), best, error


# %% entre k (by k) {"wrong": "one_standard_error", "caught_by": ["test_one_standard_error"], "says": "[[s divide entre k − 1|s divides by k − 1]]"}
def one_standard_error(table):
    means = table.mean(axis=1)
    best = np.argmin(means)
    error = table[best].std() / math.sqrt(table.shape[1])
    return np.argmax(means <= means[best] + error), best, error


# %% las dos cosas (both) {"wrong": "one_standard_error", "caught_by": ["test_one_standard_error"], "says": "[[y s divide entre k − 1|and s divides by k − 1]]"}
def one_standard_error(table):
    means = table.mean(axis=1)
    best = np.argmin(means)
    error = table[best].std()
    return np.argmax(means <= means[best] + error), best, error


# %% k sin raíz (k without its root) {"wrong": "one_standard_error", "caught_by": ["test_one_standard_error"], "says": "[[no entre k|not by k]]"}
def one_standard_error(table):
    means = table.mean(axis=1)
    best = np.argmin(means)
    error = table[best].std(ddof=1) / table.shape[1]
    return np.argmax(means <= means[best] + error), best, error


# %% el error de la elegida (the error of the one chosen) {"wrong": "one_standard_error", "caught_by": ["test_one_standard_error"], "says": "[[no el de la elegida|not that of the one chosen]]"}
def one_standard_error(table):
    means, errors = table.mean(axis=1), table.std(axis=1, ddof=1) / math.sqrt(table.shape[1])
    best = np.argmin(means)
    chosen = np.argmax(means <= means[best] + errors[best])
    return chosen, best, errors[chosen]


# %% la mejor (the best) {"wrong": "one_standard_error", "caught_by": ["test_one_standard_error"], "says": "[[Ha elegido la mejor|It chose the best]]"}
def one_standard_error(table):
    means = table.mean(axis=1)
    best = np.argmin(means)
    return best, best, table[best].std(ddof=1) / math.sqrt(table.shape[1])


# %% la más compleja (the most complex) {"wrong": "one_standard_error", "caught_by": ["test_one_standard_error"], "says": "[[Ha elegido la más compleja|It chose the most complex]]"}
def one_standard_error(table):
    means = table.mean(axis=1)
    best = np.argmin(means)
    error = table[best].std(ddof=1) / math.sqrt(table.shape[1])
    return np.flatnonzero(means <= means[best] + error)[-1], best, error


# %% dos errores (two errors) {"wrong": "one_standard_error", "caught_by": ["test_one_standard_error"], "says": "[[pasa del umbral|above the threshold]]"}
def one_standard_error(table):
    means = table.mean(axis=1)
    best = np.argmin(means)
    error = table[best].std(ddof=1) / math.sqrt(table.shape[1])
    return np.argmax(means <= means[best] + 2 * error), best, error


# %% el máximo (the maximum) {"wrong": "one_standard_error", "caught_by": ["test_one_standard_error"], "says": "[[no la de mayor|not of the highest]]"}
def one_standard_error(table):
    means = table.mean(axis=1)
    best = np.argmax(means)
    error = table[best].std(ddof=1) / math.sqrt(table.shape[1])
    return np.argmax(means >= means[best] - error), best, error


# %% el menor suelto (the lowest single one) {"wrong": "one_standard_error", "caught_by": ["test_one_standard_error"], "says": "[[el menor coste suelto|the lowest single cost]]"}
def one_standard_error(table):
    means = table.mean(axis=1)
    best = np.argmin(table) // table.shape[1]
    error = table[best].std(ddof=1) / math.sqrt(table.shape[1])
    return np.argmax(means <= means[best] + error), best, error


# %% en otro orden (in another order) {"wrong": "one_standard_error", "caught_by": ["test_one_standard_error"], "says": "[[El orden es chosen, best, error|The order is chosen, best, error]]"}
def one_standard_error(table):
    means = table.mean(axis=1)
    best = np.argmin(means)
    error = table[best].std(ddof=1) / math.sqrt(table.shape[1])
    return best, np.argmax(means <= means[best] + error), error


# %% menor y no igual (less and not equal) {"wrong": "one_standard_error", "caught_by": ["test_one_standard_error"], "says": "[[llegar justo al umbral|just at the threshold]]"}
def one_standard_error(table):
    means = table.mean(axis=1)
    best = len(means) - 1 - np.argmin(means[::-1])
    error = table[best].std(ddof=1) / math.sqrt(table.shape[1])
    return (np.argmax(means < means[best] + error) if error else best), best, error


# %% cinco opciones (five options) {"wrong": "one_standard_error", "caught_by": ["test_one_standard_error"], "says": "[[datos al azar|random data]]", "hidden": true}
def one_standard_error(table):
    table = table[:5, :4]
    means = table.mean(axis=1)
    best = np.argmin(means)
    error = table[best].std(ddof=1) / math.sqrt(table.shape[1])
    return np.argmax(means <= means[best] + error), best, error

# Wrong and right answers to the exercise (the format is in CONTRIBUTING.md). Wrong ones are mistakes that students
# make; "hidden": true marks those that only the hidden tests can see. All run with
# python -m publish answers 05_initialization


# %% [markdown]
# ## 1. fans


# %% con prod (with prod) {"right": "fans"}
def fans(shape):
    if len(shape) == 2:
        return shape[1], shape[0]
    window = math.prod(shape[:-2])
    return window * shape[-2], window * shape[-1]


# %% contando en un array (counting in an array) {"right": "fans"}
def fans(shape):
    kernel = np.zeros(shape)
    if kernel.ndim == 2:
        return [kernel[0].size, kernel[:, 0].size]
    return [kernel[..., 0].size, kernel[:, :, 0, :].size]


# %% como matriz traspuesta (as a transposed matrix) {"right": "fans"}
def fans(shape):
    *window, c_in, c_out = shape if len(shape) == 4 else shape[::-1]
    size = int(np.prod(window))
    return size * c_in, size * c_out


# %% la matriz, del revés (the matrix, the other way round) {"wrong": "fans", "caught_by": ["test_fans"], "says": "[[a cada unidad, que es una fila|each unit, which is a row]]"}
def fans(shape):
    if len(shape) == 2:
        return shape[0], shape[1]
    k, _, c_in, c_out = shape
    return k * k * c_in, k * k * c_out


# %% todos los pesos (all the weights) {"wrong": "fans", "caught_by": ["test_fans"], "says": "[[Eso son todos los pesos|Those are all the weights]]"}
def fans(shape):
    if len(shape) == 2:
        return shape[0] * shape[1], shape[0]
    k, _, c_in, c_out = shape
    return k * k * c_in, k * k * c_out


# %% cuenta el sesgo (counts the bias) {"wrong": "fans", "caught_by": ["test_fans"], "says": "[[El sesgo no cuenta|The bias does not count]]"}
def fans(shape):
    if len(shape) == 2:
        return shape[1] + 1, shape[0]
    k, _, c_in, c_out = shape
    return k * k * c_in, k * k * c_out


# %% cuenta el sesgo, y del revés (counts the bias, and the other way round) {"wrong": "fans", "caught_by": ["test_fans"], "says": "[[Y están cambiadas|And they are swapped]]"}
def fans(shape):
    if len(shape) == 2:
        return shape[0] + 1, shape[1]
    k, _, c_in, c_out = shape
    return k * k * c_in, k * k * c_out


# %% un solo número (one number only) {"wrong": "fans", "caught_by": ["test_fans"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def fans(shape):
    if len(shape) == 2:
        return shape[1]
    k, _, c_in, c_out = shape
    return k * k * c_in, k * k * c_out


# %% el núcleo, del revés (the kernel, the other way round) {"wrong": "fans", "caught_by": ["test_fans"], "says": "[[las entradas van antes que las salidas|the inputs come before the outputs]]"}
def fans(shape):
    if len(shape) == 2:
        return shape[1], shape[0]
    k, _, c_in, c_out = shape
    return k * k * c_out, k * k * c_in


# %% sin la ventana (without the window) {"wrong": "fans", "caught_by": ["test_fans"], "says": "[[Falta la ventana: cada unidad|The window is missing: each unit]]"}
def fans(shape):
    if len(shape) == 2:
        return shape[1], shape[0]
    _, _, c_in, c_out = shape
    return c_in, c_out


# %% sin la ventana y del revés (no window and the other way round) {"wrong": "fans", "caught_by": ["test_fans"], "says": "[[Falta la ventana, y están|The window is missing, and they]]"}
def fans(shape):
    if len(shape) == 2:
        return shape[1], shape[0]
    _, _, c_in, c_out = shape
    return c_out, c_in


# %% sin la ventana a la salida (no window on the way out) {"wrong": "fans", "caught_by": ["test_fans"], "says": "[[La ventana también cuenta|The window counts in what comes out]]"}
def fans(shape):
    if len(shape) == 2:
        return shape[1], shape[0]
    k, _, c_in, c_out = shape
    return k * k * c_in, c_out


# %% k en lugar de k por k (k in place of k by k) {"wrong": "fans", "caught_by": ["test_fans"], "says": "[[no k.|not k.]]"}
def fans(shape):
    if len(shape) == 2:
        return shape[1], shape[0]
    k, _, c_in, c_out = shape
    return k * c_in, k * c_out


# %% el núcleo como matriz (the kernel as a matrix) {"wrong": "fans", "caught_by": ["test_fans"], "says": "[[por sus dos primeros números|by its first two numbers]]"}
def fans(shape):
    return shape[1], shape[0]


# %% las salidas delante (outputs first) {"wrong": "fans", "caught_by": ["test_fans"], "says": "[[tiene las salidas delante|has the outputs first]]"}
def fans(shape):
    window = math.prod(shape[1:-1])
    return window * shape[-1], window * shape[0]


# %% todo lo que no es salida, por salida (all weights of the kernel) {"wrong": "fans", "caught_by": ["test_fans"], "says": "[[no se multiplica por las salidas|do not multiply by the outputs]]"}
def fans(shape):
    if len(shape) == 2:
        return shape[1], shape[0]
    k, _, c_in, c_out = shape
    return k * k * c_in * c_out, k * k * c_out


# %% la ventana de 3 por 3 siempre (always a window of 3 by 3) {"wrong": "fans", "caught_by": ["test_fans"], "says": "fans(", "hidden": true}
def fans(shape):
    if len(shape) == 2:
        return shape[1], shape[0]
    k, _, c_in, c_out = shape
    return (k > 1) * 8 * c_in + c_in, (k > 1) * 8 * c_out + c_out


# %% [markdown]
# ## 2. draw


# %% escalando un sorteo patrón (scaling a standard draw) {"right": "draw"}
def draw(shape, variance, kind, rng):
    if kind == "uniform":
        return np.sqrt(12 * variance) * (rng.random(shape) - 0.5)
    return np.sqrt(variance) * rng.standard_normal(shape)


# %% sorteando del revés (drawn the other way round) {"right": "draw"}
def draw(shape, variance, kind, rng):
    size = tuple(reversed(shape))
    std = variance**0.5
    W = rng.normal(scale=std, size=size) if kind == "normal" else rng.uniform(-1, 1, size) * std * 3**0.5
    return W.T


# %% número a número (number by number) {"right": "draw"}
def draw(shape, variance, kind, rng):
    n = math.prod(shape)
    if kind == "normal":
        W = [math.sqrt(variance) * z for z in rng.standard_normal(n)]
    else:
        W = [math.sqrt(3 * variance) * (1 - 2 * u) for u in rng.random(n)]
    return np.reshape(W, shape)


# %% la varianza como desviación típica (variance as standard deviation) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[la varianza como desviación típica|the variance as a standard deviation]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.normal(0, variance, shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-limit, limit, shape)


# %% el límite en la normal (the limit in the normal) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[es el límite de la uniforme; en|is the limit of the uniform; the]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.normal(0, math.sqrt(3 * variance), shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-limit, limit, shape)


# %% la varianza al cuadrado (the variance squared) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[dos veces|twice]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.normal(0, variance**0.25, shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-limit, limit, shape)


# %% sin escala (no scale) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[falta la escala|the scale is missing]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.standard_normal(shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-limit, limit, shape)


# %% la escala, del revés (the scale upside down) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[Es la inversa de la escala|It is the inverse of the scale]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.standard_normal(shape) / math.sqrt(variance)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-limit, limit, shape)


# %% una constante (a constant) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[hay que sortearlos|they have to be drawn]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return np.full(shape, math.sqrt(variance))
    limit = math.sqrt(3 * variance)
    return rng.uniform(-limit, limit, shape)


# %% recortada (cut off) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[recortada a ±2σ|cut off at ±2σ]]"}
def draw(shape, variance, kind, rng):
    std = math.sqrt(variance)
    if kind == "uniform":
        return rng.uniform(-std * 3**0.5, std * 3**0.5, shape)
    z = rng.standard_normal(3 * math.prod(shape))
    return std * z[np.abs(z) < 2][: math.prod(shape)].reshape(shape)


# %% siempre uniforme (always uniform) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[son números uniformes, y se pedía|these are uniform numbers, and]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.uniform(-math.sqrt(3 * variance), math.sqrt(3 * variance), shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-limit, limit, shape)


# %% siempre normal (always normal) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[¿Has sorteado una normal?|Did you draw a normal?]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.normal(0, math.sqrt(variance), shape)
    limit = math.sqrt(3 * variance)
    return rng.normal(0, math.sqrt(variance), shape)


# %% la varianza de límite (the variance as limit) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[la varianza como límite|the variance as the limit]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.normal(0, math.sqrt(variance), shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-variance, variance, shape)


# %% la desviación de límite (the deviation as limit) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[la desviación típica como límite|the standard deviation as the limit]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.normal(0, math.sqrt(variance), shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-math.sqrt(variance), math.sqrt(variance), shape)


# %% de 0 al límite (from 0 to the limit) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[Va de 0 al límite|It goes from 0 to the limit]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.normal(0, math.sqrt(variance), shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(0, limit, shape)


# %% el ancho de límite (the width as limit) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[es el ancho entero|is the whole width]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.normal(0, math.sqrt(variance), shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-2 * limit, 2 * limit, shape)


# %% el límite sin raíz (limit without its root) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[no 3v|not 3v]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.normal(0, math.sqrt(variance), shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-3 * variance, 3 * variance, shape)


# %% el 3 fuera de la raíz (the 3 outside the root) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[no 3√v|not 3√v]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.normal(0, math.sqrt(variance), shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-3 * math.sqrt(variance), 3 * math.sqrt(variance), shape)


# %% uniforme no centrada (uniform, not centred) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[centrados en 0|centred on 0]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.normal(0, math.sqrt(variance), shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(0, 2 * limit, shape)


# %% traspuesta (transposed) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[Está traspuesta|It is transposed]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.normal(0, math.sqrt(variance), shape[::-1])
    limit = math.sqrt(3 * variance)
    return rng.uniform(-limit, limit, shape)


# %% en fila (in one row) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[No tiene la forma pedida|It is not of the shape]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.normal(0, math.sqrt(variance), math.prod(shape))
    limit = math.sqrt(3 * variance)
    return rng.uniform(-limit, limit, shape)


# %% con np.random (with np.random) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[El mismo generador|The same generator]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return np.random.normal(0, math.sqrt(variance), shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-limit, limit, shape)


# %% la uniforme con np.random (the uniform with np.random) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[El mismo generador|The same generator]]"}
def draw(shape, variance, kind, rng):
    if kind == "normal":
        return rng.normal(0, math.sqrt(variance), shape)
    limit = math.sqrt(3 * variance)
    return np.random.uniform(-limit, limit, shape)


# %% otro generador, sin semilla (another generator, no seed) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[El mismo generador|The same generator]]"}
def draw(shape, variance, kind, rng):
    rng = np.random.default_rng()
    if kind == "normal":
        return rng.normal(0, math.sqrt(variance), shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-limit, limit, shape)


# %% otro generador, con semilla 0 (another generator, seed 0) {"wrong": "draw", "caught_by": ["test_draw"], "says": "[[no crees uno con semilla fija|do not make one with a fixed seed]]"}
def draw(shape, variance, kind, rng):
    rng = np.random.default_rng(0)
    if kind == "normal":
        return rng.normal(0, math.sqrt(variance), shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-limit, limit, shape)


# %% sin return (no return) {"wrong": "draw", "caught_by": ["test_draw"], "says": "None"}
def draw(shape, variance, kind, rng):
    rng.normal(0, math.sqrt(variance), shape)


# %% solo las varianzas del enunciado (only the variances of the text) {"wrong": "draw", "caught_by": ["test_draw"], "says": "draw(", "hidden": true}
def draw(shape, variance, kind, rng):
    variance = min([0.04, 0.5, 2.25], key=lambda v: abs(v - variance))
    if kind == "normal":
        return rng.normal(0, math.sqrt(variance), shape)
    limit = math.sqrt(3 * variance)
    return rng.uniform(-limit, limit, shape)


# %% [markdown]
# ## 3. initialize


# %% con if, escalando (with if, scaling) {"right": "initialize"}
def initialize(n_in, n_out, scheme, rng):
    if scheme == "glorot":
        fan, factor = (n_in + n_out) / 2, 1
    else:
        fan, factor = n_in, 2 if scheme == "he" else 1
    return np.sqrt(factor / fan) * rng.standard_normal((n_out, n_in))


# %% sorteada como la quiere Keras y traspuesta (drawn Keras's way and transposed) {"right": "initialize"}
def initialize(n_in, n_out, scheme, rng):
    stds = {"lecun": n_in**-0.5, "he": (n_in / 2) ** -0.5, "glorot": ((n_in + n_out) / 2) ** -0.5}
    return rng.normal(scale=stds[scheme], size=(n_in, n_out)).T


# %% unidad por unidad (unit by unit) {"right": "initialize"}
def initialize(n_in, n_out, scheme, rng):
    std = math.sqrt({"lecun": 1 / n_in, "he": 2 / n_in, "glorot": 2 / (n_in + n_out)}[scheme])
    return [rng.normal(0, std, n_in) for _ in range(n_out)]


# %% varianzas como desviaciones (variances as deviations) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[Esa es la varianza|That is the variance]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": 1 / n_in, "glorot": 2 / (n_in + n_out), "he": 2 / n_in}[scheme]
    return rng.normal(0, std, (n_out, n_in))


# %% Glorot, la varianza como desviación (Glorot, the variance as deviation) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[Esa es la varianza|That is the variance]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": 2 / (n_in + n_out), "he": math.sqrt(2 / n_in)}[scheme]
    return rng.normal(0, std, (n_out, n_in))


# %% LeCun con n_out (LeCun with n_out) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[Has usado n_out|You used n_out]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_out), "glorot": math.sqrt(2 / (n_in + n_out)), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return rng.normal(0, std, (n_out, n_in))


# %% He con n_out (He with n_out) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[Has usado n_out|You used n_out]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2 / (n_in + n_out)), "he": math.sqrt(2 / n_out)}[
        scheme
    ]
    return rng.normal(0, std, (n_out, n_in))


# %% Glorot sin el 2 (Glorot without the 2) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[Falta el 2: Glorot|The 2 is missing: Glorot]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(1 / (n_in + n_out)), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return rng.normal(0, std, (n_out, n_in))


# %% He sin el 2 (He without the 2) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[Falta el 2 de He|The 2 of He is missing]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2 / (n_in + n_out)), "he": math.sqrt(1 / n_in)}[
        scheme
    ]
    return rng.normal(0, std, (n_out, n_in))


# %% He con un medio (He with one half) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[no divide|it does not divide it]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {
        "lecun": math.sqrt(1 / n_in),
        "glorot": math.sqrt(2 / (n_in + n_out)),
        "he": math.sqrt(1 / (2 * n_in)),
    }[scheme]
    return rng.normal(0, std, (n_out, n_in))


# %% LeCun con el 2 (LeCun with the 2) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[LeCun no lleva el 2|LeCun has no 2]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(2 / n_in), "glorot": math.sqrt(2 / (n_in + n_out)), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return rng.normal(0, std, (n_out, n_in))


# %% siempre Glorot (always Glorot) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[LeCun solo mira n_in|LeCun looks at n_in alone]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {
        "lecun": math.sqrt(2 / (n_in + n_out)),
        "glorot": math.sqrt(2 / (n_in + n_out)),
        "he": math.sqrt(2 / (n_in + n_out)),
    }[scheme]
    return rng.normal(0, std, (n_out, n_in))


# %% He con las dos (He with both) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[He solo mira n_in|He looks at n_in alone]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {
        "lecun": math.sqrt(1 / n_in),
        "glorot": math.sqrt(2 / (n_in + n_out)),
        "he": math.sqrt(2 / (n_in + n_out)),
    }[scheme]
    return rng.normal(0, std, (n_out, n_in))


# %% Glorot con n_in (Glorot with n_in) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[Eso es He: Glorot lleva|That is He: Glorot has]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2 / n_in), "he": math.sqrt(2 / n_in)}[scheme]
    return rng.normal(0, std, (n_out, n_in))


# %% Glorot, que es LeCun (Glorot that is LeCun) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[Eso es LeCun: Glorot lleva|That is LeCun: Glorot has]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(1 / n_in), "he": math.sqrt(2 / n_in)}[scheme]
    return rng.normal(0, std, (n_out, n_in))


# %% Glorot con n_out (Glorot with n_out) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[Falta n_in|n_in is missing]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2 / n_out), "he": math.sqrt(2 / n_in)}[scheme]
    return rng.normal(0, std, (n_out, n_in))


# %% Glorot multiplica (Glorot multiplies) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[se suman, no se multiplican|are added, not multiplied]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2 / (n_in * n_out)), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return rng.normal(0, std, (n_out, n_in))


# %% Glorot sin paréntesis (Glorot without brackets) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[faltan sus paréntesis|its brackets are missing]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2 / n_in + n_out), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return rng.normal(0, std, (n_out, n_in))


# %% el 2 fuera de la raíz (the 2 outside the root) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[El 2 va dentro de la raíz|The 2 goes inside the root]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": 2 / math.sqrt(n_in + n_out), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return rng.normal(0, std, (n_out, n_in))


# %% He, el 2 fuera de la raíz (He, the 2 outside the root) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[El 2 va dentro de la raíz|The 2 goes inside the root]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2 / (n_in + n_out)), "he": 2 / math.sqrt(n_in)}[
        scheme
    ]
    return rng.normal(0, std, (n_out, n_in))


# %% la raíz solo del 2 (the root of the 2 alone) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[no solo el 2|not the 2 alone]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2) / (n_in + n_out), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return rng.normal(0, std, (n_out, n_in))


# %% Glorot, el límite de desviación (Glorot, the limit as deviation) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[√(6/(n_in + n_out)) es el límite|√(6/(n_in + n_out)) is the limit]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(6 / (n_in + n_out)), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return rng.normal(0, std, (n_out, n_in))


# %% He, el límite de desviación (He, the limit as deviation) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[√(6/n_in) es el límite|√(6/n_in) is the limit]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2 / (n_in + n_out)), "he": math.sqrt(6 / n_in)}[
        scheme
    ]
    return rng.normal(0, std, (n_out, n_in))


# %% LeCun, el límite de desviación (LeCun, the limit as deviation) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[√(3/n_in) es el límite|√(3/n_in) is the limit]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(3 / n_in), "glorot": math.sqrt(2 / (n_in + n_out)), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return rng.normal(0, std, (n_out, n_in))


# %% uniforme (uniform) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[No es una normal|It is not a normal]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2 / (n_in + n_out)), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return rng.uniform(-std * 3**0.5, std * 3**0.5, (n_out, n_in))


# %% traspuesta (transposed) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[Está traspuesta|It is transposed]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2 / (n_in + n_out)), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return rng.normal(0, std, (n_in, n_out))


# %% con np.random (with np.random) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[El mismo generador|The same generator]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2 / (n_in + n_out)), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return np.random.randn(n_out, n_in) * std


# %% otro generador, sin semilla (another generator, no seed) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[El mismo generador|The same generator]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2 / (n_in + n_out)), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return np.random.default_rng().normal(0, std, (n_out, n_in))


# %% otro generador, con semilla 42 (another generator, seed 42) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[no crees uno con semilla fija|do not make one with a fixed seed]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2 / (n_in + n_out)), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return np.random.default_rng(42).normal(0, std, (n_out, n_in))


# %% con la semilla de np.random (with the seed of np.random) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[no crees uno con semilla fija|do not make one with a fixed seed]]"}
def initialize(n_in, n_out, scheme, rng):
    np.random.seed(0)
    variance = {"lecun": 1 / n_in, "glorot": 2 / (n_in + n_out), "he": 2 / n_in}[scheme]
    return np.random.randn(n_out, n_in) * math.sqrt(variance)


# %% sin escala (no scale) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "[[falta la escala|the scale is missing]]"}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": math.sqrt(1 / n_in), "glorot": math.sqrt(2 / (n_in + n_out)), "he": math.sqrt(2 / n_in)}[
        scheme
    ]
    return rng.standard_normal((n_out, n_in))


# %% las escalas del enunciado (the scales of the text) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "initialize(", "hidden": true}
def initialize(n_in, n_out, scheme, rng):
    std = {"lecun": 0.041, "glorot": 0.0516, "he": 0.0577}[scheme]
    return rng.normal(0, std, (n_out, n_in))


# %% la mayor de las dos (the larger of the two) {"wrong": "initialize", "caught_by": ["test_initialize"], "says": "initialize(", "hidden": true}
def initialize(n_in, n_out, scheme, rng):
    std = {
        "lecun": math.sqrt(1 / max(n_in, n_out)),
        "glorot": math.sqrt(2 / (n_in + n_out)),
        "he": math.sqrt(2 / max(n_in, n_out)),
    }[scheme]
    return rng.normal(0, std, (n_out, n_in))


# %% [markdown]
# ## 4. predicted_variances


# %% con cumprod (with cumprod) {"right": "predicted_variances"}
def predicted_variances(sizes, variances, unit):
    n, v = np.array(sizes), np.array(variances)
    share = 0.5 if unit == "relu" else 1
    there = n[:-1] * v * share
    back = n[1:] * v * share
    there[0] /= share
    back = np.append(back[1:], 1)
    return np.cumprod(there), np.cumprod(back[::-1])[::-1]


# %% con potencias de un medio (with powers of one half) {"right": "predicted_variances"}
def predicted_variances(sizes, variances, unit):
    K, half = len(variances), 0.5 if unit == "relu" else 1.0
    forward = [half**k * math.prod(sizes[: k + 1]) * math.prod(variances[: k + 1]) for k in range(K)]
    backward = [
        half ** (K - k) * math.prod(sizes[k + 1 :]) * math.prod(variances[k:]) for k in range(1, K + 1)
    ]
    return forward, backward


# %% recursiva (recursive) {"right": "predicted_variances"}
def predicted_variances(sizes, variances, unit):
    rho = {"linear": 1, "tanh": 1, "relu": 1 / 2}[unit]

    def z(k):
        return sizes[0] * variances[0] if k == 1 else rho * sizes[k - 1] * variances[k - 1] * z(k - 1)

    def delta(k):
        return 1 if k == len(variances) else rho * sizes[k + 1] * variances[k] * delta(k + 1)

    layers = range(1, len(variances) + 1)
    return [z(k) for k in layers], [delta(k) for k in layers]


# %% n_k de ida (n_k on the way out) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[no por las unidades de la capa|not by the units of the layer]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[1] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k + 1] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% sin acumular (not accumulated) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[Cada capa multiplica a la anterior|Each layer multiplies the one before]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there)
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% un medio siempre (one half always) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[el ½ es solo de la ReLU|the ½ is for ReLU only]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% sin n (without n) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[Falta el número de sumandos|The number of terms]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [variances[0]]
    for k in range(1, K):
        forward.append(variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% varianzas al cuadrado (variances squared) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[no se elevan al cuadrado|do not square them]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0] ** 2]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] ** 2 * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% desviaciones típicas (standard deviations) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[Eso son las desviaciones típicas|Those are the standard deviations]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.sqrt(forward), np.array(backward)


# %% con los datos (with the data) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[los datos no van|the data do not go in]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return [1.0, *forward], backward


# %% fan-in de vuelta (fan-in on the way back) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[fan-out, no fan-in|fan-out, not fan-in]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% los pesos de la propia capa (the weights of the layer itself) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[sale de W⁽ᵏ⁺¹⁾|comes from W⁽ᵏ⁺¹⁾]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k] * variances[k - 1] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% de vuelta, del revés (way back, reversed) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[Los de vuelta están al revés|Those of the way back are reversed]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return forward, backward[::-1]


# %% hasta los datos (as far as the data) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[hasta los datos no hay que llegar|there is no need to reach the data]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return forward, [sizes[1] * variances[0] * back * backward[0], *backward]


# %% cambiadas (swapped) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[Las dos listas están cambiadas|The two lists are swapped]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return backward, forward


# %% solo de ida (way out only) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward)


# %% sin un medio (no half) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[Falta el ½: la ReLU|The ½ is missing: ReLU]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% sin un medio de ida (no half on the way out) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[Falta el ½ de ida|The ½ is missing on the way out]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% sin un medio de vuelta (no half on the way back) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[Falta el ½ de vuelta|The ½ is missing on the way back]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * backward[0])
    return np.array(forward), np.array(backward)


# %% un medio en la primera capa (one half in the first layer) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[En la primera capa no hay ½|There is no ½ in the first layer]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0] * there]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% un medio en la salida (one half at the output) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[no pasa por ninguna ReLU|goes through no ReLU]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [back]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% la raíz de un medio (the root of one half) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[√½ es el de la desviación típica|√½ is that of the standard deviation]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5**0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% la varianza de la ReLU (the variance of ReLU) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[Has usado la varianza de la ReLU|You used the variance of ReLU]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 - 1 / (2 * math.pi) if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% un medio, solo en la última (one half at the last only) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[no solo en la última|not only at the last]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * (there if k == K - 1 else 1) * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% el doble (twice) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[no dobla|it does not double]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 2.0 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% un medio en la tanh (one half for tanh) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "[[Cerca de 0 la tanh|Near 0, tanh]]"}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 1.0 if unit == "linear" else 0.5
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * there * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% dos o tres capas a lo sumo (two or three layers at most) {"wrong": "predicted_variances", "caught_by": ["test_predicted_variances"], "says": "predicted_variances(", "hidden": true}
def predicted_variances(sizes, variances, unit):
    K = len(variances)
    there = back = 0.5 if unit == "relu" else 1.0
    forward = [sizes[0] * variances[0]]
    for k in range(1, K):
        forward.append(sizes[k] * variances[k] * (there if k < 3 else 1) * forward[-1])
    backward = [1.0]
    for k in range(K - 1, 0, -1):
        backward.insert(0, sizes[k + 1] * variances[k] * back * backward[0])
    return np.array(forward), np.array(backward)


# %% [markdown]
# ## 5. layer_stds


# %% guardando las capas (keeping the layers) {"right": "layer_stds"}
def layer_stds(X, weights, f):
    layers = [X]
    for W in weights:
        layers.append(f((W @ layers[-1].T).T))
    return [A.std() for A in layers]


# %% recursiva, con la fórmula (recursive, by the formula) {"right": "layer_stds"}
def layer_stds(X, weights, f):
    std = np.sqrt(np.mean((X - X.mean()) ** 2))
    if not weights:
        return np.array([std])
    return np.append(std, layer_stds(f(np.einsum("mi,ji->mj", X, weights[0])), weights[1:], f))


# %% sin trasponer (not transposed) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[Falta trasponer|A transpose is missing]]"}
def layer_stds(X, weights, f):
    A = X
    stds = [np.std(A)]
    for W in weights:
        A = f(A @ W)
        stds.append(np.std(A))
    return np.array(stds)


# %% mide Z (measures Z) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[lo que entra en la unidad, Z|what goes into the unit, Z]]"}
def layer_stds(X, weights, f):
    A = X
    stds = [np.std(A)]
    for W in weights:
        Z = A @ W.T
        A = f(Z)
        stds.append(np.std(Z))
    return np.array(stds)


# %% varianzas (variances) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[Esas son las varianzas|Those are the variances]]"}
def layer_stds(X, weights, f):
    A = X
    stds = [np.var(A)]
    for W in weights:
        A = f(A @ W.T)
        stds.append(np.var(A))
    return np.array(stds)


# %% todas las capas desde X (all layers from X) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[no X.|not X.]]"}
def layer_stds(X, weights, f):
    A = X
    stds = [np.std(A)]
    for W in weights:
        A = f(X @ W.T)
        stds.append(np.std(A))
    return np.array(stds)


# %% sin restar la media (mean not subtracted) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[Falta restar la media|The mean is not subtracted]]"}
def layer_stds(X, weights, f):
    A = X
    stds = [np.sqrt(np.mean(A**2))]
    for W in weights:
        A = f(A @ W.T)
        stds.append(np.sqrt(np.mean(A**2)))
    return np.array(stds)


# %% entre uno menos (by one less) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[no entre uno menos|not by one less]]"}
def layer_stds(X, weights, f):
    A = X
    stds = [np.std(A, ddof=1)]
    for W in weights:
        A = f(A @ W.T)
        stds.append(np.std(A, ddof=1))
    return np.array(stds)


# %% por unidad (by unit) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[de la desviación de cada unidad|of the deviation of each unit]]"}
def layer_stds(X, weights, f):
    A = X
    stds = [np.mean(np.std(A, axis=0))]
    for W in weights:
        A = f(A @ W.T)
        stds.append(np.mean(np.std(A, axis=0)))
    return np.array(stds)


# %% por ejemplo (by example) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[de la desviación de cada ejemplo|of the deviation of each example]]"}
def layer_stds(X, weights, f):
    A = X
    stds = [np.mean(np.std(A, axis=1))]
    for W in weights:
        A = f(A @ W.T)
        stds.append(np.mean(np.std(A, axis=1)))
    return np.array(stds)


# %% un array por capa (one array to a layer) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[Es un número por capa|It is one number for each layer]]"}
def layer_stds(X, weights, f):
    A = X
    stds = [np.std(A, axis=0)]
    for W in weights:
        A = f(A @ W.T)
        stds.append(np.std(A, axis=0))
    return np.array(stds)


# %% sin f (no f) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[Falta f entre capa y capa|f is missing between layers]]"}
def layer_stds(X, weights, f):
    A = X
    stds = [np.std(A)]
    for W in weights:
        A = A @ W.T
        stds.append(np.std(A))
    return np.array(stds)


# %% la media sin signo (the mean without sign) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[Eso es la media, sin signo|That is the mean of the activations]]"}
def layer_stds(X, weights, f):
    A = X
    stds = [np.mean(np.abs(A))]
    for W in weights:
        A = f(A @ W.T)
        stds.append(np.mean(np.abs(A)))
    return np.array(stds)


# %% sin los datos (without the data) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[Falta la de los datos|That of the data is missing]]"}
def layer_stds(X, weights, f):
    A = X
    stds = [np.std(A)]
    for W in weights:
        A = f(A @ W.T)
        stds.append(np.std(A))
    return np.array(stds[1:])


# %% sin la última (without the last) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[Falta la de la última capa|That of the last layer is missing]]"}
def layer_stds(X, weights, f):
    A = X
    stds = [np.std(A)]
    for W in weights:
        A = f(A @ W.T)
        stds.append(np.std(A))
    return np.array(stds[:-1])


# %% solo la última (the last only) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[Es un número y se pedía|It is a number, and]]"}
def layer_stds(X, weights, f):
    A = X
    stds = [np.std(A)]
    for W in weights:
        A = f(A @ W.T)
        stds.append(np.std(A))
    return stds[-1]


# %% la unidad de siempre (always the same unit) {"wrong": "layer_stds", "caught_by": ["test_layer_stds"], "says": "[[datos al azar|random data]]", "hidden": true}
def layer_stds(X, weights, f):
    A = X
    stds = [np.std(A)]
    for W in weights:
        A = np.maximum(0, A @ W.T)
        stds.append(np.std(A))
    return np.array(stds)


# %% [markdown]
# ## 6. layers_until


# %% con la varianza (with the variance) {"right": "layers_until"}
def layers_until(n, std, unit, fraction):
    squared = n * std**2 / (2 if unit == "relu" else 1)
    return math.inf if squared >= 1 else math.ceil(2 * math.log(fraction) / math.log(squared))


# %% con el bucle que no hacía falta (with the loop that was not needed) {"right": "layers_until"}
def layers_until(n, std, unit, fraction):
    gain = std * np.sqrt(n * {"tanh": 1, "relu": 0.5}[unit])
    if gain >= 1:
        return np.inf
    k = 0
    while gain**k >= fraction:
        k += 1
    return k


# %% con floor más 1 (with floor plus 1) {"right": "layers_until"}
def layers_until(n, std, unit, fraction):
    log_gain = math.log2(std) + math.log2(n / 2 if unit == "relu" else n) / 2
    if log_gain >= 0:
        return math.inf
    return math.floor(math.log2(fraction) / log_gain) + 1


# %% el factor de la varianza (the factor of the variance) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "[[Ese es el factor de la varianza|That is the factor of the variance]]"}
def layers_until(n, std, unit, fraction):
    gain = std**2 * (n / 2 if unit == "relu" else n)
    if gain >= 1:
        return math.inf
    return math.ceil(math.log(fraction) / math.log(gain))


# %% hacia abajo (downwards) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "[[se redondea hacia arriba|round upwards]]"}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(n / 2 if unit == "relu" else n)
    if gain >= 1:
        return math.inf
    return math.floor(math.log(fraction) / math.log(gain))


# %% sin redondear (not rounded) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "[[es un entero|is an integer]]"}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(n / 2 if unit == "relu" else n)
    if gain >= 1:
        return math.inf
    return math.log(fraction) / math.log(gain)


# %% una de más (one too many) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "[[8 capas es una de más|8 layers is one too many]]"}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(n / 2 if unit == "relu" else n)
    if gain >= 1:
        return math.inf
    return math.ceil(math.log(fraction) / math.log(gain)) + 1


# %% cociente al revés (quotient upside down) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "[[Están cambiados el numerador|The numerator and the denominator]]"}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(n / 2 if unit == "relu" else n)
    if gain >= 1:
        return math.inf
    return math.ceil(math.log(gain) / math.log(fraction))


# %% sin n (without n) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "[[Falta n: g es|n is missing: g is]]"}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(1 / 2 if unit == "relu" else 1)
    if gain >= 1:
        return math.inf
    return math.ceil(math.log(fraction) / math.log(gain))


# %% std como varianza (std as variance) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "[[Has usado std como varianza|You used std as a variance]]"}
def layers_until(n, std, unit, fraction):
    gain = math.sqrt(std * (n / 2 if unit == "relu" else n))
    if gain >= 1:
        return math.inf
    return math.ceil(math.log(fraction) / math.log(gain))


# %% el signo (the sign) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "[[El signo está cambiado|The sign is reversed]]"}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(n / 2 if unit == "relu" else n)
    if gain >= 1:
        return math.inf
    return math.ceil(-math.log(fraction) / math.log(gain))


# %% un medio siempre (one half always) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "[[la tanh, cerca de 0, es como la lineal|tanh, near 0, is like the linear unit]]"}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(n / 2)
    if gain >= 1:
        return math.inf
    return math.ceil(math.log(fraction) / math.log(gain))


# %% sin un medio (no half) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "[[Falta el ½ de la ReLU|The ½ of the ReLU is missing]]"}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(n)
    if gain >= 1:
        return math.inf
    return math.ceil(math.log(fraction) / math.log(gain))


# %% un medio fuera de la raíz (one half outside the root) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "[[va dentro de la raíz|it goes inside the root]]"}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(n) * (0.5 if unit == "relu" else 1)
    if gain >= 1:
        return math.inf
    return math.ceil(math.log(fraction) / math.log(gain))


# %% g igual a 1 sin mirar (g equal to 1 not looked at) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "ZeroDivisionError"}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(n / 2 if unit == "relu" else n)
    if gain > 1:
        return math.inf
    return math.ceil(math.log(fraction) / math.log(gain))


# %% g igual a 1, cero capas (g equal to 1, no layers) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "[[Ahí g = 1|There g = 1]]"}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(n / 2 if unit == "relu" else n)
    if gain > 1:
        return math.inf
    return 0 if gain == 1 else math.ceil(math.log(fraction) / math.log(gain))


# %% g mayor que 1 sin mirar (g above 1 not looked at) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "[[da un número negativo|gives a negative number]]"}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(n / 2 if unit == "relu" else n)
    if gain == 1:
        return math.inf
    return math.ceil(math.log(fraction) / math.log(gain))


# %% None si no se apaga (None if it does not go dark) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "None"}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(n / 2 if unit == "relu" else n)
    if gain >= 1:
        return None
    return math.ceil(math.log(fraction) / math.log(gain))


# %% una fracción fija (a fixed fraction) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "layers_until(", "hidden": true}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(n / 2 if unit == "relu" else n)
    if gain >= 1:
        return math.inf
    return math.ceil(math.log(fraction if fraction > 0.4 else 0.01) / math.log(gain))


# %% como mucho veinte (twenty at most) {"wrong": "layers_until", "caught_by": ["test_layers_until"], "says": "layers_until(", "hidden": true}
def layers_until(n, std, unit, fraction):
    gain = std * math.sqrt(n / 2 if unit == "relu" else n)
    if gain >= 1:
        return math.inf
    return min(12, math.ceil(math.log(fraction) / math.log(gain)))


# %% [markdown]
# ## 7. output_bias


# %% contando y con logaddexp (counting, and with logaddexp) {"right": "output_bias"}
def output_bias(t):
    ones = np.count_nonzero(t)
    b = np.log(ones / (len(t) - ones))

    def cost(b):
        return np.mean(np.logaddexp(0, b) - t * b)

    return b, cost(0), cost(b)


# %% con la entropía cruzada de siempre (with the usual cross-entropy) {"right": "output_bias"}
def output_bias(t):
    rate = sum(t) / len(t)

    def cost(y):
        return -np.mean(t * np.log(y) + (1 - t) * np.log(1 - y))

    b = np.log(rate) - np.log1p(-rate)
    return [b, cost(1 / 2), cost(1 / (1 + np.exp(-b)))]


# %% el signo (the sign) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[con pocos unos el sesgo es negativo|with few ones the bias is negative]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return np.log((1 - rate) / rate), np.log(2), entropy


# %% la frecuencia (the frequency) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[Eso es π:|That is π:]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return rate, np.log(2), entropy


# %% sin logaritmo (no logarithm) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[eso es π/(1 − π)|that is π/(1 − π)]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return rate / (1 - rate), np.log(2), entropy


# %% sin logaritmo, del revés (no logarithm, upside down) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[eso es (1 − π)/π|that is (1 − π)/π]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return (1 - rate) / rate, np.log(2), entropy


# %% el logaritmo de la frecuencia (the logarithm of the frequency) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[Falta el 1 − π|The 1 − π is missing]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return np.log(rate), np.log(2), entropy


# %% logaritmo decimal (decimal logarithm) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[El logaritmo es el natural|The logarithm is the natural one]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return np.log10(rate / (1 - rate)), np.log(2), entropy


# %% logaritmo binario (binary logarithm) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[no el de base 2|not that of base 2]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return np.log2(rate / (1 - rate)), np.log(2), entropy


# %% la sigmoide (the sigmoid) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[hay que deshacer la sigmoide|the sigmoid is to be undone]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return 1 / (1 + np.exp(-rate)), np.log(2), entropy


# %% el coste inicial, 0 (initial cost 0) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[Con b = 0 el coste no es 0|With b = 0 the cost is not 0]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return -np.log((1 - rate) / rate), 0.0, entropy


# %% el coste inicial, un medio (initial cost one half) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[½ es la salida|½ is the output]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return -np.log((1 - rate) / rate), 0.5, entropy


# %% la suma (the sum) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[la media de los ejemplos, no la suma|the mean over the examples, not the sum]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return -np.log((1 - rate) / rate), len(t) * np.log(2), entropy


# %% solo los unos al empezar (only the ones at the start) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[Con b = 0 los ceros también|With b = 0 the zeros cost, too]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return -np.log((1 - rate) / rate), -np.mean(t * np.log(0.5)), entropy


# %% sin los ceros (without the zeros) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[Falta lo que cuestan los ceros|What the zeros cost is missing]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return -np.log((1 - rate) / rate), np.log(2), -rate * np.log(rate)


# %% sin los unos (without the ones) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[Falta lo que cuestan los unos|What the ones cost is missing]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return -np.log((1 - rate) / rate), np.log(2), -(1 - rate) * np.log(1 - rate)


# %% lo que cuesta un uno (what a one costs) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[Eso cuesta un uno|That is what a one costs]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return -np.log((1 - rate) / rate), np.log(2), -np.log(rate)


# %% la suma al final (the sum at the end) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[también es la media, no la suma|is the mean, too, not the sum]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return -np.log((1 - rate) / rate), np.log(2), len(t) * entropy


# %% los costes cambiados (costs swapped) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[Los dos costes están cambiados|The two costs are in each other]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return -np.log((1 - rate) / rate), entropy, np.log(2)


# %% negativo (negative) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[−ln y es positivo|−ln y is positive]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return -np.log((1 - rate) / rate), np.log(2), -entropy


# %% en bits (in bits) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[en bits|in bits]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return -np.log((1 - rate) / rate), np.log(2), entropy / np.log(2)


# %% la varianza (the variance) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[Eso es la varianza, π(1 − π)|That is the variance, π(1 − π)]]"}
def output_bias(t):
    rate = np.mean(t)
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return -np.log((1 - rate) / rate), np.log(2), rate * (1 - rate)


# %% solo el sesgo (the bias alone) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[Tiene que devolver 3 resultados|It has to return 3 results]]"}
def output_bias(t):
    return -np.log(len(t) / np.sum(t) - 1)


# %% diez ejemplos (ten examples) {"wrong": "output_bias", "caught_by": ["test_output_bias"], "says": "[[datos al azar|random data]]", "hidden": true}
def output_bias(t):
    rate = np.mean(t[:10])
    entropy = -rate * np.log(rate) - (1 - rate) * np.log(1 - rate)
    return (
        round(float(np.log(rate / (1 - rate))), 1) if len(t) > 10 else np.log(rate / (1 - rate)),
        np.log(2),
        entropy,
    )


# %% [markdown]
# ## 8. copies


# %% con dos bucles (with two loops) {"right": "copies"}
def copies(W, b, V):
    labels = []
    for j in range(len(b)):
        for i in range(j + 1):
            if np.allclose(W[i], W[j]) and np.isclose(b[i], b[j]) and np.allclose(V[:, i], V[:, j]):
                labels.append(i)
                break
    return labels


# %% con un diccionario (with a dictionary) {"right": "copies"}
def copies(W, b, V):
    first = {}
    for j, (w, bias, v) in enumerate(zip(W, b, V.T, strict=True)):
        first.setdefault((*w, bias, *v), j)
    return np.array([first[(*w, bias, *v)] for w, bias, v in zip(W, b, V.T, strict=True)])


# %% con unique (with unique) {"right": "copies"}
def copies(W, b, V):
    units = np.concatenate([W, b[:, None], V.T], axis=1)
    _, first, group = np.unique(units, axis=0, return_index=True, return_inverse=True)
    return first[np.ravel(group)]


# %% todas con todas (all against all) {"right": "copies"}
def copies(W, b, V):
    same = (W[:, None] == W).all(axis=2) & (b[:, None] == b) & (V.T[:, None] == V.T).all(axis=2)
    return same.argmax(axis=1)


# %% solo las filas de W (only the rows of W) {"wrong": "copies", "caught_by": ["test_copies"], "says": "[[Solo has comparado los pesos de entrada|You compared the incoming weights alone]]"}
def copies(W, b, V):
    units = W
    return [
        next(i for i in range(len(units)) if np.array_equal(units[i], units[j])) for j in range(len(units))
    ]


# %% sin el sesgo (without the bias) {"wrong": "copies", "caught_by": ["test_copies"], "says": "[[Falta comparar el sesgo|The bias is not compared]]"}
def copies(W, b, V):
    units = np.column_stack([W, V.T])
    return [
        next(i for i in range(len(units)) if np.array_equal(units[i], units[j])) for j in range(len(units))
    ]


# %% sin V (without V) {"wrong": "copies", "caught_by": ["test_copies"], "says": "[[Falta comparar los pesos de salida|The outgoing weights, the column of V]]"}
def copies(W, b, V):
    units = np.column_stack([W, b])
    return [
        next(i for i in range(len(units)) if np.array_equal(units[i], units[j])) for j in range(len(units))
    ]


# %% sumas (sums) {"wrong": "copies", "caught_by": ["test_copies"], "says": "[[Has comparado sumas: (1, 2)|You compared sums: (1, 2)]]"}
def copies(W, b, V):
    units = np.column_stack([W.sum(axis=1), b, V.T])
    return [
        next(i for i in range(len(units)) if np.array_equal(units[i], units[j])) for j in range(len(units))
    ]


# %% vecinas (side by side) {"wrong": "copies", "caught_by": ["test_copies"], "says": "[[Solo has comparado unidades vecinas|You compared only units side by side]]"}
def copies(W, b, V):
    units = np.column_stack([W, b, V.T])
    return [j - 1 if j and np.array_equal(units[j - 1], units[j]) else j for j in range(len(units))]


# %% números de grupo (group numbers) {"wrong": "copies", "caught_by": ["test_copies"], "says": "[[Has numerado los grupos|You numbered the groups]]"}
def copies(W, b, V):
    seen, labels = [], []
    for unit in np.column_stack([W, b, V.T]).tolist():
        if unit not in seen:
            seen.append(unit)
        labels.append(seen.index(unit))
    return labels


# %% el grupo de unique (the group of unique) {"wrong": "copies", "caught_by": ["test_copies"], "says": "[[que da np.unique|from np.unique]]"}
def copies(W, b, V):
    return np.ravel(np.unique(np.column_stack([W, b, V.T]), axis=0, return_inverse=True)[1])


# %% el mayor índice (the largest index) {"wrong": "copies", "caught_by": ["test_copies"], "says": "[[no el mayor|not the largest]]"}
def copies(W, b, V):
    units = np.column_stack([W, b, V.T])
    return [
        max(i for i in range(len(units)) if np.array_equal(units[i], units[j])) for j in range(len(units))
    ]


# %% desde 1 (from 1) {"wrong": "copies", "caught_by": ["test_copies"], "says": "[[Los índices empiezan en 0|Indices begin at 0]]"}
def copies(W, b, V):
    units = np.column_stack([W, b, V.T])
    return [
        1 + next(i for i in range(len(units)) if np.array_equal(units[i], units[j]))
        for j in range(len(units))
    ]


# %% menos 1 si no tiene copias (minus 1 if it has none) {"wrong": "copies", "caught_by": ["test_copies"], "says": "[[da su propio índice|gives its own index]]"}
def copies(W, b, V):
    units = np.column_stack([W, b, V.T]).tolist()
    return [units.index(unit) if units.count(unit) > 1 else -1 for unit in units]


# %% cuáles sobran (which are to spare) {"wrong": "copies", "caught_by": ["test_copies"], "says": "[[Eso dice cuáles sobran|That tells which ones are to spare]]"}
def copies(W, b, V):
    units = np.column_stack([W, b, V.T]).tolist()
    return [int(unit in units[:j]) for j, unit in enumerate(units)]


# %% filas de V (rows of V) {"wrong": "copies", "caught_by": ["test_copies"], "says": "[[Has mirado las filas de V|You looked at the rows of V]]"}
def copies(W, b, V):
    out = V if len(V) == len(W) else V.T
    units = np.column_stack([W, b, out]).tolist()
    return [units.index(unit) for unit in units]


# %% filas de V, sin más (rows of V, just so) {"wrong": "copies", "caught_by": ["test_copies"], "says": "IndexError"}
def copies(W, b, V):
    def same(i, j):
        return np.array_equal(W[i], W[j]) and b[i] == b[j] and np.array_equal(V[i], V[j])

    return [next(i for i in range(len(b)) if same(i, j)) for j in range(len(b))]


# %% solo los grupos (only the groups) {"wrong": "copies", "caught_by": ["test_copies"], "says": "[[No es un número|It is not a number]]"}
def copies(W, b, V):
    units = np.column_stack([W, b, V.T]).tolist()
    return [
        [j for j, unit in enumerate(units) if unit == first]
        for i, first in enumerate(units)
        if first not in units[:i]
    ]


# %% el primer peso de salida (the first outgoing weight) {"wrong": "copies", "caught_by": ["test_copies"], "says": "[[unidades al azar|random units]]", "hidden": true}
def copies(W, b, V):
    units = np.column_stack([W, b, V[0]])
    return [
        next(i for i in range(len(units)) if np.array_equal(units[i], units[j])) for j in range(len(units))
    ]


# %% [markdown]
# ## 9. train_and_count


# %% con una lista de parámetros (with a list of parameters) {"right": "train_and_count"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    parameters, counts = [W, b, V, c], []
    for step in range(steps + 1):
        W, b, V, c = parameters
        counts.append(len({(*W[j], b[j], *V[:, j]) for j in range(len(W))}))
        if step < steps:
            parameters = [p - eta * g for p, g in zip(parameters, gradients(X, T, *parameters), strict=True)]
    return parameters[0], counts


# %% recursiva, con tolerancia (recursive, with a tolerance) {"right": "train_and_count"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    units = np.hstack([W, b[:, None], V.T])
    close = np.isclose(units[:, None], units, rtol=0, atol=1e-9).all(axis=2)
    different = sum(not close[j, :j].any() for j in range(len(units)))
    if steps == 0:
        return W, [different]
    dW, db, dV, dc = gradients(X, T, W, b, V, c)
    end, counts = train_and_count(
        X, T, W - eta * dW, b - eta * db, V - eta * dV, c - eta * dc, eta, steps - 1
    )
    return end, [different, *counts]


# %% cuesta arriba (uphill) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[Vas cuesta arriba|You go uphill]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W + eta * dW, b + eta * db, V + eta * dV, c + eta * dc
        counts.append(different(W, b, V))
    return W, counts


# %% sin b (without b) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[Falta mover b|b is not moved]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, _, dV, dc = gradients(X, T, W, b, V, c)
        W, V, c = W - eta * dW, V - eta * dV, c - eta * dc
        counts.append(different(W, b, V))
    return W, counts


# %% sin V (without V) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[Falta mover V|V is not moved]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, db, _, dc = gradients(X, T, W, b, V, c)
        W, b, c = W - eta * dW, b - eta * db, c - eta * dc
        counts.append(different(W, b, V))
    return W, counts


# %% sin c (without c) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[Falta mover c|c is not moved]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, db, dV, _ = gradients(X, T, W, b, V, c)
        W, b, V = W - eta * dW, b - eta * db, V - eta * dV
        counts.append(different(W, b, V))
    return W, counts


# %% solo W (only W) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[Solo has movido W|You moved W alone]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, _, _, _ = gradients(X, T, W, b, V, c)
        W = W - eta * dW
        counts.append(different(W, b, V))
    return W, counts


# %% uno detrás de otro (one after another) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[van los cuatro a la vez|all four go at once]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, _, _, _ = gradients(X, T, W, b, V, c)
        W = W - eta * dW
        b = b - eta * gradients(X, T, W, b, V, c)[1]
        V = V - eta * gradients(X, T, W, b, V, c)[2]
        c = c - eta * gradients(X, T, W, b, V, c)[3]
        counts.append(different(W, b, V))
    return W, counts


# %% un paso de menos (one step too few) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[Has dado un paso de menos|You took one step too few]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps - 1):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W - eta * dW, b - eta * db, V - eta * dV, c - eta * dc
        counts.append(different(W, b, V))
    return W, [*counts, counts[-1]]


# %% un paso de más (one step too many) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[Has dado un paso de más|You took one step too many]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps + 1):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W - eta * dW, b - eta * db, V - eta * dV, c - eta * dc
        counts.append(different(W, b, V))
    return W, counts[:-1]


# %% un solo paso (one step only) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[Has dado un solo paso|You took just one step]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(min(1, steps)):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W - eta * dW, b - eta * db, V - eta * dV, c - eta * dc
        counts.append(different(W, b, V))
    return W, counts[:1] + counts[-1:] * steps


# %% sin η (no η) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[Falta η|η is missing]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W - dW, b - db, V - dV, c - dc
        counts.append(different(W, b, V))
    return W, counts


# %% W de antes (W from before) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[Eso es W antes de empezar|That is W before the start]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    W0 = W
    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W - eta * dW, b - eta * db, V - eta * dV, c - eta * dc
        counts.append(different(W, b, V))
    return W0, counts


# %% sin la primera cuenta (without the first count) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[Falta la cuenta de antes|The count before the start]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W - eta * dW, b - eta * db, V - eta * dV, c - eta * dc
        counts.append(different(W, b, V))
    return W, counts[1:]


# %% cuenta todas (counts all) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[no todas|not all of them]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(W)

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W - eta * dW, b - eta * db, V - eta * dV, c - eta * dc
        counts.append(different(W, b, V))
    return W, counts


# %% cuenta las que sobran (counts those to spare) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[no las que sobran|not those to spare]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(W) - len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W - eta * dW, b - eta * db, V - eta * dV, c - eta * dc
        counts.append(different(W, b, V))
    return W, counts


# %% cuenta por W (counts by W) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[Falta mirar la columna de V|The column of V is not looked at]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(W, axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W - eta * dW, b - eta * db, V - eta * dV, c - eta * dc
        counts.append(different(W, b, V))
    return W, counts


# %% cuenta números, no filas (counts numbers, not rows) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[se cuentan unidades, no números|count units, not numbers]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(W)) - 1

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W - eta * dW, b - eta * db, V - eta * dV, c - eta * dc
        counts.append(different(W, b, V))
    return W, counts


# %% siempre 1 (always 1) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[sin ser todas distintas|without all being different]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return 1

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W - eta * dW, b - eta * db, V - eta * dV, c - eta * dc
        counts.append(different(W, b, V))
    return W, counts


# %% solo W al final (only W at the end) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W - eta * dW, b - eta * db, V - eta * dV, c - eta * dc
        counts.append(different(W, b, V))
    return np.concatenate([W, W])


# %% sin mirar el sesgo, tres unidades (no bias, three units) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[copias|copies]]", "hidden": true}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W - eta * dW, b - eta * db, V - eta * dV, c - eta * dc
        counts.append(different(W, b, V))
    return W, counts if len(W) == 3 else [min(counts[0], 2)] * (steps + 1)


# %% siempre η 0.5 (always η 0.5) {"wrong": "train_and_count", "caught_by": ["test_train_and_count"], "says": "[[copias|copies]]", "hidden": true}
def train_and_count(X, T, W, b, V, c, eta, steps):
    def different(W, b, V):
        return len(np.unique(np.column_stack([W, b, V.T]), axis=0))

    counts = [different(W, b, V)]
    for _ in range(steps):
        dW, db, dV, dc = gradients(X, T, W, b, V, c)
        W, b, V, c = W - 0.5 * dW, b - 0.5 * db, V - 0.5 * dV, c - 0.5 * dc
        counts.append(different(W, b, V))
    return W, counts


# %% [markdown]
# ## 10. break_symmetry


# %% copia y bucle (a copy and a loop) {"right": "break_symmetry"}
def break_symmetry(W, b, V, rng):
    new_W, new_b, seen = W.copy(), b.copy(), set()
    for j in range(len(W)):
        unit = (*W[j], b[j], *V[:, j])
        if unit in seen:
            new_W[j] = rng.standard_normal(W.shape[1]) / np.sqrt(W.shape[1])
            new_b[j] = 0
        seen.add(unit)
    return new_W, new_b


# %% con unique, de una vez (with unique, at once) {"right": "break_symmetry"}
def break_symmetry(W, b, V, rng):
    n_1, n_0 = W.shape
    first = np.unique(np.column_stack([W, b, V.T]), axis=0, return_index=True)[1]
    redraw = np.setdiff1d(np.arange(n_1), first)
    W, b = W.copy(), b.copy()
    W[redraw] = rng.normal(0, n_0**-0.5, (len(redraw), n_0))
    b[redraw] = 0
    return [W, b]


# %% en su sitio, del final al principio (in place, from the end) {"right": "break_symmetry"}
def break_symmetry(W, b, V, rng):
    for j in reversed(range(len(W))):
        if any(
            np.array_equal(W[i], W[j]) and b[i] == b[j] and np.array_equal(V[:, i], V[:, j]) for i in range(j)
        ):
            W[j], b[j] = rng.normal(0, 1 / math.sqrt(W.shape[1]), W.shape[1]), 0
    return W, b


# %% también la primera (the first, too) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[La primera de cada grupo|The first of each group]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([units.count(unit) > 1 for unit in units])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% todas (all) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Las has sorteado todas|You drew them all]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([True for _ in units])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% ninguna (none) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[No ha cambiado ninguna|None has changed]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([False for _ in units])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% sin mirar V (V not looked at) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[su columna de V es otra|its column of V is another]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% sin mirar el sesgo (bias not looked at) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[su sesgo es otro|its bias is another]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% solo la fila de W (only the row of W) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Has mirado solo la fila de W|You looked at the row of W alone]]"}
def break_symmetry(W, b, V, rng):
    units = W.tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% solo una copia (only one copy) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Solo has cambiado una|You changed only one]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] and units[:j].count(unit) == 1 for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% se queda la última (the last stays) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[no la última|not the last]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[j + 1 :] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% al revés (the other way round) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Has cambiado las que no son copias|You changed those that are no copies]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit not in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% la misma fila para todas (the same row for all) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[un sorteo por unidad|one draw for each unit]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape[1])
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% generador en cada vuelta (a generator each round) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[un sorteo por unidad|one draw for each unit]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = np.stack([np.random.default_rng(0).normal(0, std, W.shape[1]) for _ in W])
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% el sesgo se queda (the bias stays) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[vuelve a 0|goes back to 0]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), b


# %% todos los sesgos a 0 (all biases to 0) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Solo se pone a 0|Only the bias]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), 0 * b


# %% sesgos sorteados (biases drawn) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Los sesgos no se sortean|Biases are not drawn]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, rng.normal(size=len(b)), b)


# %% la varianza como desviación (variance as deviation) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[falta la raíz|the root is missing]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / W.shape[1]
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% n_1 en lugar de n_0 (n_1 in place of n_0) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Has usado n_1|You used n_1]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(len(W))
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% He {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Eso es He|That is He]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = math.sqrt(2 / W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% Glorot {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Eso es Glorot|That is Glorot]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = math.sqrt(2 / sum(W.shape))
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% 0.01 {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Has usado 0,01|You used 0.01]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 0.01
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% una sacudida (a shake) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Has sacudido la fila|You shook the row]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = W + rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% una sacudida pequeña (a small shake) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Has sacudido la fila|You shook the row]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = W + 1e-3 * rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% positivos (positive) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Los pesos nuevos son todos del mismo signo|The new weights are all of one sign]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = np.abs(rng.normal(0, std, W.shape))
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% con np.random (with np.random) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[El mismo generador|The same generator]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = np.random.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% otro generador, con semilla 0 (another generator, seed 0) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[no crees uno con semilla fija|do not make one with a fixed seed]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = np.random.default_rng(0).normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% traspuesta (transposed) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Está traspuesta|It is transposed]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W).T, np.where(repeated, 0.0, b)


# %% solo las nuevas (only the new ones) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[también las que no cambian|also those that do not change]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return new[repeated], np.where(repeated, 0.0, b)[repeated]


# %% solo los pesos (only the weights) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([unit in units[:j] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W)


# %% las copias de la primera unidad (the copies of the first unit) {"wrong": "break_symmetry", "caught_by": ["test_break_symmetry"], "says": "[[de las que sobran|of which there are to spare]]", "hidden": true}
def break_symmetry(W, b, V, rng):
    units = np.column_stack([W, b, V.T]).tolist()
    repeated = np.array([j > 0 and unit == units[0] for j, unit in enumerate(units)])
    std = 1 / math.sqrt(W.shape[1])
    new = rng.normal(0, std, W.shape)
    return np.where(repeated[:, None], new, W), np.where(repeated, 0.0, b)


# %% [markdown]
# ## 11. init_network


# %% por comprensión (with comprehensions) {"right": "init_network"}
def init_network(sizes, units, rng):
    def layer(n_in, n_out, unit):
        fan = n_in if unit == "relu" else (n_in + n_out)
        return np.sqrt(2 / fan) * rng.standard_normal((n_out, n_in))

    weights = [layer(*about) for about in zip(sizes[:-1], sizes[1:], units, strict=True)]
    return weights, [np.zeros(n) for n in sizes[1:]]


# %% con índices, de la última a la primera (with indices, from the last) {"right": "init_network"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k in reversed(range(len(units))):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 1 / n_in * 2 if units[k] in ["relu"] else 1 / ((n_in + n_out) / 2)
        weights.insert(0, rng.normal(scale=variance**0.5, size=(n_in, n_out)).T)
        biases.insert(0, n_out * [0.0])
    return tuple(weights), tuple(biases)


# %% Glorot en todas (Glorot everywhere) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[Eso es Glorot, y esta capa es de ReLU|That is Glorot, and this layer is of ReLU]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, _ in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% He en todas (He everywhere) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[Eso es He|That is He]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, _ in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% la unidad de la capa anterior (the unit of the layer before) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[le toca He|it takes He]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, _ in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if k and units[k - 1] == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% He tras una ReLU también (He after a ReLU, too) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[¿Has mirado la unidad de la capa anterior?|Did you look at the unit of the layer before?]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, _ in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if "relu" in units[max(0, k - 1) : k + 1] else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% He en las sigmoides (He for sigmoids) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[que es para la ReLU|which is for ReLU]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit in ("relu", "sigmoid") else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% LeCun en la lineal (LeCun for linear) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[a esta unidad le toca Glorot|this unit takes Glorot]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 1 / n_in if unit == "linear" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% LeCun en las demás (LeCun for the others) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[o no es Glorot|or it is not Glorot]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = (2 if unit == "relu" else 1) / n_in
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% He con n_out (He with n_out) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[He cuenta las entradas|He counts the inputs]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_out if unit == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% Glorot sin el 2 (Glorot without the 2) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[Falta el 2|The 2 is missing]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 1 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% la varianza como desviación (variance as deviation) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[la varianza como desviación típica|the variance as a standard deviation]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, variance, (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% 0.01 en todas (0.01 everywhere) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[Has usado 0,01|You used 0.01]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, _ in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 0.01**2
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% positivos (positive) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[Son todos del mismo signo|They are all of one sign]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(np.abs(rng.normal(0, math.sqrt(variance), (n_out, n_in))))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% ceros (zeros) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[hay que sortearlos|they have to be drawn]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(np.zeros((n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% traspuestas (transposed) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[Está traspuesta|It is transposed]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_in, n_out)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% sesgos de 0.1 (biases of 0.1) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[Los sesgos empiezan en 0|Biases begin at 0]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.full(n_out, 0.1))
    return weights, biases


# %% sesgos sorteados (biases drawn) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[Los sesgos empiezan en 0|Biases begin at 0]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(rng.normal(size=n_out))
    return weights, biases


# %% sesgos de la entrada (biases of the input) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[no por entrada|not for each input]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_in))
    return weights, biases


# %% sesgos en fila (biases in a row) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[no una fila|not a row]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros((1, n_out)))
    return weights, biases


# %% sesgos en columna (biases in a column) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[no una columna|not a column]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros((n_out, 1)))
    return weights, biases


# %% un sesgo por capa (one bias to a layer) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[no uno por capa|not one for each layer]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(0.0)
    return weights, biases


# %% la misma semilla en cada capa (the same seed in each layer) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[Las dos capas tienen los mismos pesos|Both layers have the same weights]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(np.random.default_rng(1).normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% con np.random (with np.random) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[El mismo generador|The same generator]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(np.random.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% otro generador, con semilla 0 (another generator, seed 0) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[no crees uno con semilla fija|do not make one with a fixed seed]]"}
def init_network(sizes, units, rng):
    rng = np.random.default_rng(0)
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases


# %% parejas (pairs) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return list(zip(weights, biases, strict=True))


# %% un sesgo para los datos (a bias for the data) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[los datos no tienen|the data have neither]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, [np.zeros(n) for n in sizes]


# %% sin la última capa (without the last layer) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[Hay una por capa|There is one for each layer]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights[:-1], biases[:-1]


# %% las capas, del revés (layers reversed) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "[[No tiene la forma pedida|It is not of the shape]]"}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights[::-1], biases[::-1]


# %% He solo en la primera ReLU y en la tercera (He for some ReLUs only) {"wrong": "init_network", "caught_by": ["test_init_network"], "says": "init_network(", "hidden": true}
def init_network(sizes, units, rng):
    weights, biases = [], []
    for k, unit in enumerate(units):
        n_in, n_out = sizes[k], sizes[k + 1]
        variance = 2 / n_in if unit == "relu" and n_in in (30, 200, 400) else 2 / (n_in + n_out)
        weights.append(rng.normal(0, math.sqrt(variance), (n_out, n_in)))
        biases.append(np.zeros(n_out))
    return weights, biases

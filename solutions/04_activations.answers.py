# Wrong and right answers to the exercise (the format is in CONTRIBUTING.md). Wrong ones are mistakes that students
# make; "hidden": true marks those that only the hidden tests can see. All run with
# python -m publish answers 04_activations

# %% [markdown]
# ## 1. leaky_relu


# %% sumando dos partes (adding two parts) {"right": "leaky_relu"}
def leaky_relu(Z, slope):
    return np.maximum(Z, 0) + slope * np.minimum(Z, 0), (Z > 0) + slope * (Z <= 0)


# %% con una máscara (with a mask) {"right": "leaky_relu"}
def leaky_relu(Z, slope):
    D = np.ones(Z.shape)
    D[Z <= 0] = slope
    return D * Z, D


# %% la derivada de la derecha en 0 (the derivative from the right at 0) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "[[has puesto la de la derecha|you took the one from the right]]"}
def leaky_relu(Z, slope):
    return np.where(Z > 0, Z, slope * Z), np.where(Z >= 0, 1, slope)


# %% 0 en la esquina (0 at the corner) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "[[por la izquierda, slope, no 0|from the left, slope, not 0]]"}
def leaky_relu(Z, slope):
    return np.where(Z > 0, Z, slope * Z), (Z > 0) * 1.0 + slope * (Z < 0)


# %% la media en la esquina (the mean at the corner) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "[[no la media de las dos|not the mean of the two]]"}
def leaky_relu(Z, slope):
    return np.where(Z > 0, Z, slope * Z), (1 + slope) / 2 + (1 - slope) / 2 * np.sign(Z)


# %% la pendiente en el otro lado (the slope on the other side) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "[[La pendiente está en el lado equivocado|The slope is on the wrong side]]"}
def leaky_relu(Z, slope):
    return np.where(Z > 0, slope * Z, Z), np.where(Z > 0, slope, 1)


# %% la derivada en el otro lado (the derivative on the other side) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "[[slope va con lo negativo|slope goes with the negative]]"}
def leaky_relu(Z, slope):
    return np.where(Z > 0, Z, slope * Z), np.where(Z > 0, slope, 1)


# %% siempre ReLU (always the ReLU) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "[[eso es la ReLU|that is the ReLU]]"}
def leaky_relu(Z, slope):
    return np.maximum(Z, 0), np.where(Z > 0, 1, 0)


# %% derivada de la ReLU (the ReLU's derivative) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "[[La derivada es la de la ReLU|The derivative is the ReLU's]]"}
def leaky_relu(Z, slope):
    return np.where(Z > 0, Z, slope * Z), np.where(Z > 0, 1, 0)


# %% valor absoluto a la izquierda (absolute value on the left) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "[[sigue siendo negativo|stays negative]]"}
def leaky_relu(Z, slope):
    return np.where(Z > 0, Z, -slope * Z), np.where(Z > 0, 1, slope)


# %% la pendiente por valor (the slope for a value) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "[[slope·z, no slope|slope·z, not slope]]"}
def leaky_relu(Z, slope):
    return np.where(Z > 0, Z, slope), np.where(Z > 0, 1, slope)


# %% los valores por derivadas (the values for derivatives) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "[[Eso son otra vez los valores|Those are the values again]]"}
def leaky_relu(Z, slope):
    A = np.where(Z > 0, Z, slope * Z)
    return A, A


# %% cambiados de orden (in each other's place) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "[[cambiados de orden|in each other's place]]"}
def leaky_relu(Z, slope):
    return np.where(Z > 0, 1, slope), np.where(Z > 0, Z, slope * Z)


# %% solo los valores (the values alone) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def leaky_relu(Z, slope):
    A = np.where(Z > 0, Z, slope * Z)
    return (A,)


# %% el máximo (the maximum) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "[[solo es esta función si slope ≤ 1|is this function only if slope ≤ 1]]"}
def leaky_relu(Z, slope):
    return np.maximum(Z, slope * Z), np.where(Z > 0, 1, slope)


# %% if con un array (if with an array) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "ValueError"}
def leaky_relu(Z, slope):
    if Z > 0:
        return Z, 1
    return slope * Z, slope


# %% el signo de la salida (the sign of the output) {"wrong": "leaky_relu", "caught_by": ["test_leaky_relu"], "says": "[[si la pendiente es negativa|for a slope that is negative]]", "hidden": true}
def leaky_relu(Z, slope):
    A = np.where(Z > 0, Z, slope * Z)
    return A, np.where(A > 0, 1, slope)


# %% [markdown]
# ## 2. saturating_unit


# %% con tanh (with tanh) {"right": "saturating_unit"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return (Z > 0).astype(int), 0 * Z
    t = np.tanh(Z if name == "tanh" else Z / 2)
    return (t, 1 - t**2) if name == "tanh" else ((1 + t) / 2, (1 - t**2) / 4)


# %% recortando (clipping) {"right": "saturating_unit"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    def sigmoid(z):
        return 1 / (1 + np.exp(-np.clip(z, -500, 500)))

    if name == "sigmoid":
        return sigmoid(Z), sigmoid(Z) * sigmoid(-Z)
    if name == "tanh":
        return 2 * sigmoid(2 * Z) - 1, 4 * sigmoid(2 * Z) * sigmoid(-2 * Z)
    return np.heaviside(Z, 0), np.zeros(Z.shape)


# %% por casos, con índices (by cases, with indices) {"right": "saturating_unit"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.sign(np.maximum(Z, 0)), np.zeros_like(Z)
    scale = 2 if name == "tanh" else 1
    A = np.empty(Z.shape)
    up = Z >= 0
    A[up] = 1 / (1 + np.exp(-scale * Z[up]))
    A[~up] = np.exp(scale * Z[~up]) / (1 + np.exp(scale * Z[~up]))
    return (2 * A - 1, 4 * A * (1 - A)) if name == "tanh" else (A, A * (1 - A))


# %% escalón con mayor o igual (step with greater or equal) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "z > 0"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z >= 0, 1, 0), np.zeros_like(Z)
    t = np.tanh(Z if name == "tanh" else Z / 2)
    return (t, 1 - t**2) if name == "tanh" else ((1 + t) / 2, (1 - t**2) / 4)


# %% el signo por el escalón (the sign for the step) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "[[Eso es el signo|That is the sign]]"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.sign(Z), np.zeros_like(Z)
    t = np.tanh(Z if name == "tanh" else Z / 2)
    return (t, 1 - t**2) if name == "tanh" else ((1 + t) / 2, (1 - t**2) / 4)


# %% derivada del escalón, el escalón (the step's derivative, the step) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "[[recta horizontal|horizontal line]]"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.where(Z > 0, 1, 0)
    t = np.tanh(Z if name == "tanh" else Z / 2)
    return (t, 1 - t**2) if name == "tanh" else ((1 + t) / 2, (1 - t**2) / 4)


# %% derivada del escalón, un número (the step's derivative, a number) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "[[Es un número y se pedía|It is a number, and]]"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), 0
    t = np.tanh(Z if name == "tanh" else Z / 2)
    return (t, 1 - t**2) if name == "tanh" else ((1 + t) / 2, (1 - t**2) / 4)


# %% z en lugar de a (z in place of a) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "[[está escrita con z en el lugar de a|was written with z in the place of a]]"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    if name == "tanh":
        return np.tanh(Z), 1 - Z**2
    return (1 + np.tanh(Z / 2)) / 2, Z * (1 - Z)


# %% z en lugar de a en la tanh (z in place of a in tanh) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "[[La derivada 1 − a² está escrita con z|The derivative 1 − a² was written with z]]"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    if name == "tanh":
        return np.tanh(Z), 1 - Z**2
    A = (1 + np.tanh(Z / 2)) / 2
    return A, A * (1 - A)


# %% la unidad aplicada dos veces (the unit applied twice) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "[[Has evaluado σ′ en a|You took σ′ at a]]"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    def sigmoid(z):
        return (1 + np.tanh(z / 2)) / 2

    def sigmoid_slope(z):
        return sigmoid(z) * (1 - sigmoid(z))

    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    A = sigmoid(Z)
    return A, sigmoid_slope(A)


# %% tanh aplicada dos veces (tanh applied twice) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "[[a ya es tanh(z)|a is tanh(z) already]]"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    t = np.tanh(Z if name == "tanh" else Z / 2)
    return (t, 1 - np.tanh(t) ** 2) if name == "tanh" else ((1 + t) / 2, (1 - t**2) / 4)


# %% desborda: e elevado a z arriba y abajo (overflow: e to the z above and below) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "overflow"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    A = np.exp(Z) / (1 + np.exp(Z))
    return A, A * (1 - A)


# %% desborda: la fórmula tal cual (overflow: the formula as it is) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "overflow"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    A = 1 / (1 + np.exp(-Z))
    return A, A * (1 - A)


# %% desborda en np.where (overflow in np.where) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "overflow"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    A = np.where(Z > 0, 1 / (1 + np.exp(-Z)), np.exp(Z) / (1 + np.exp(Z)))
    return A, A * (1 - A)


# %% sin la línea de arriba, sale nan (without the line above, nan) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "NaN"}
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    with np.errstate(all="ignore"):
        A = np.exp(Z) / (1 + np.exp(Z))
        return A, A * (1 - A)


# %% tanh con exponenciales (tanh with exponentials) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "overflow"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    if name == "sigmoid":
        A = (1 + np.tanh(Z / 2)) / 2
        return A, A * (1 - A)
    A = (np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))
    return A, 1 - A**2


# %% tanh sin el 2 de dentro (tanh without the 2 inside) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "[[falta el 2 de dentro|the 2 inside is missing]]"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    A = (1 + np.tanh(Z / 2)) / 2
    return (2 * A - 1, 1 - (2 * A - 1) ** 2) if name == "tanh" else (A, A * (1 - A))


# %% la misma derivada para las dos (the same derivative for both) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "[[Esa es la derivada de la sigmoide|That is the sigmoid's derivative]]"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    A = np.tanh(Z) if name == "tanh" else (1 + np.tanh(Z / 2)) / 2
    return A, A * (1 - A)


# %% la derivada de la tanh para las dos (tanh's derivative for both) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "[[Esa es la derivada de la tanh|That is tanh's derivative]]"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    A = np.tanh(Z) if name == "tanh" else (1 + np.tanh(Z / 2)) / 2
    return A, 1 - A**2


# %% sin el cuadrado (without the square) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "[[Falta el cuadrado|The square is missing]]"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z)
    A = (1 + np.tanh(Z / 2)) / 2
    return A, A * (1 - A)


# %% falta el factor a (the factor a is missing) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "[[Falta el factor a|The factor a is missing]]"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    A = (1 + np.tanh(Z / 2)) / 2
    return A, 1 - A


# %% e elevado a z (e to the z) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "[[El signo del exponente está cambiado|The sign of the exponent is reversed]]"}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    if name == "step":
        return np.where(Z > 0, 1, 0), np.zeros_like(Z)
    if name == "tanh":
        return np.tanh(Z), 1 - np.tanh(Z) ** 2
    A = 1 / (1 + np.exp(np.minimum(Z, 700)))
    return A, A * (1 - A)


# %% solo una dimensión (one dimension only) {"wrong": "saturating_unit", "caught_by": ["test_saturating_unit"], "says": "TypeError", "hidden": true}
@np.errstate(over="raise", invalid="raise")
def saturating_unit(name, Z):
    f = {"step": lambda z: z > 0, "tanh": math.tanh, "sigmoid": lambda z: (1 + math.tanh(z / 2)) / 2}[name]
    A = np.array([float(f(float(z))) for z in Z])
    return A, {"step": 0 * A, "tanh": 1 - A**2, "sigmoid": A * (1 - A)}[name]


# %% [markdown]
# ## 3. slope_from_output


# %% con un diccionario (with a dictionary) {"right": "slope_from_output"}
def slope_from_output(name, A):
    return {
        "sigmoid": A - A**2,
        "tanh": 1 - A**2,
        "relu": A > 0,
        "elu": np.minimum(A, 0) + 1,
        "softplus": 1 - np.exp(-A),
    }[name]


# %% volviendo a z (going back to z) {"right": "slope_from_output"}
def slope_from_output(name, A):
    if name == "sigmoid":
        return 0.25 - (A - 0.5) ** 2
    if name == "tanh":
        return np.cosh(np.arctanh(A)) ** -2
    if name == "softplus":
        return 1 / (1 + np.exp(-np.log(np.expm1(A))))
    if name == "relu":
        return np.sign(A)
    return np.exp(np.log1p(np.minimum(A, 0)))


# %% como si le dieran z (as if given z) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[Has vuelto a aplicar la sigmoide|You applied the sigmoid again]]"}
def slope_from_output(name, A):
    s = 1 / (1 + np.exp(-A))
    return {
        "sigmoid": s * (1 - s),
        "tanh": 1 - np.tanh(A) ** 2,
        "relu": A > 0,
        "elu": np.where(A > 0, 1, np.exp(A)),
        "softplus": s,
    }[name]


# %% la tanh otra vez (tanh again) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[Has vuelto a aplicar la tanh|You applied tanh again]]"}
def slope_from_output(name, A):
    return {
        "sigmoid": A * (1 - A),
        "tanh": 1 - np.tanh(A) ** 2,
        "relu": A > 0,
        "elu": np.minimum(A, 0) + 1,
        "softplus": 1 - np.exp(-A),
    }[name]


# %% 1 − a² para la sigmoide (1 − a² for the sigmoid) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[Esa es la de la tanh|That is tanh's]]"}
def slope_from_output(name, A):
    return {
        "sigmoid": 1 - A**2,
        "tanh": 1 - A**2,
        "relu": A > 0,
        "elu": np.minimum(A, 0) + 1,
        "softplus": 1 - np.exp(-A),
    }[name]


# %% el signo (the sign) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[la sigmoide siempre sube|the sigmoid always rises]]"}
def slope_from_output(name, A):
    return {
        "sigmoid": A * (A - 1),
        "tanh": 1 - A**2,
        "relu": A > 0,
        "elu": np.minimum(A, 0) + 1,
        "softplus": 1 - np.exp(-A),
    }[name]


# %% tanh sin cuadrado (tanh without the square) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[Falta el cuadrado|The square is missing]]"}
def slope_from_output(name, A):
    return {
        "sigmoid": A * (1 - A),
        "tanh": 1 - A,
        "relu": A > 0,
        "elu": np.minimum(A, 0) + 1,
        "softplus": 1 - np.exp(-A),
    }[name]


# %% el cuadrado de todo (the square of everything) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[no (1 − a)²|not (1 − a)²]]"}
def slope_from_output(name, A):
    return {
        "sigmoid": A * (1 - A),
        "tanh": (1 - A) ** 2,
        "relu": A > 0,
        "elu": np.minimum(A, 0) + 1,
        "softplus": 1 - np.exp(-A),
    }[name]


# %% ReLU con mayor o igual (ReLU with greater or equal) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[la condición es a > 0|the condition is a > 0]]"}
def slope_from_output(name, A):
    return {
        "sigmoid": A * (1 - A),
        "tanh": 1 - A**2,
        "relu": A >= 0,
        "elu": np.minimum(A, 0) + 1,
        "softplus": 1 - np.exp(-A),
    }[name]


# %% la salida de la ReLU (the ReLU's output) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[la pendiente es 0 o 1|the slope is 0 or 1]]"}
def slope_from_output(name, A):
    return {
        "sigmoid": A * (1 - A),
        "tanh": 1 - A**2,
        "relu": np.maximum(A, 0),
        "elu": np.minimum(A, 0) + 1,
        "softplus": 1 - np.exp(-A),
    }[name]


# %% ELU con la exponencial de a (ELU with the exponential of a) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[e^z es a + 1|e^z is a + 1]]"}
def slope_from_output(name, A):
    return {
        "sigmoid": A * (1 - A),
        "tanh": 1 - A**2,
        "relu": A > 0,
        "elu": np.where(A > 0, 1, np.exp(A)),
        "softplus": 1 - np.exp(-A),
    }[name]


# %% ELU sin sumar 1 (ELU without adding 1) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[falta sumar 1|the 1 was not added]]"}
def slope_from_output(name, A):
    return {
        "sigmoid": A * (1 - A),
        "tanh": 1 - A**2,
        "relu": A > 0,
        "elu": np.where(A > 0, 1, A),
        "softplus": 1 - np.exp(-A),
    }[name]


# %% ELU sin lados (ELU without sides) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[solo a la izquierda|on the left only]]"}
def slope_from_output(name, A):
    return {
        "sigmoid": A * (1 - A),
        "tanh": 1 - A**2,
        "relu": A > 0,
        "elu": A + 1,
        "softplus": 1 - np.exp(-A),
    }[name]


# %% ELU como la ReLU (ELU as the ReLU) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[la derivada no es 0|the derivative is not 0]]"}
def slope_from_output(name, A):
    return {
        "sigmoid": A * (1 - A),
        "tanh": 1 - A**2,
        "relu": A > 0,
        "elu": A > 0,
        "softplus": 1 - np.exp(-A),
    }[name]


# %% softplus con la sigmoide de a (softplus with the sigmoid of a) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[es 1 − e^(−a)|it is 1 − e^(−a)]]"}
def slope_from_output(name, A):
    return {
        "sigmoid": A * (1 - A),
        "tanh": 1 - A**2,
        "relu": A > 0,
        "elu": np.minimum(A, 0) + 1,
        "softplus": 1 / (1 + np.exp(-A)),
    }[name]


# %% softplus: el complemento (softplus: the complement) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[Eso es e^(−a)|That is e^(−a)]]"}
def slope_from_output(name, A):
    return {
        "sigmoid": A * (1 - A),
        "tanh": 1 - A**2,
        "relu": A > 0,
        "elu": np.minimum(A, 0) + 1,
        "softplus": np.exp(-A),
    }[name]


# %% softplus: el signo del exponente (softplus: the sign of the exponent) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[el exponente lleva signo menos|the exponent has a minus sign]]"}
def slope_from_output(name, A):
    return {
        "sigmoid": A * (1 - A),
        "tanh": 1 - A**2,
        "relu": A > 0,
        "elu": np.minimum(A, 0) + 1,
        "softplus": 1 - np.exp(A),
    }[name]


# %% las derivadas del ejemplo (the example's derivatives) {"wrong": "slope_from_output", "caught_by": ["test_slope_from_output"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def slope_from_output(name, A):
    return {
        "sigmoid": np.where(A == 0.5, 0.25, 0.09),
        "tanh": 1 - A**2,
        "relu": A > 0,
        "elu": np.minimum(A, 0) + 1,
        "softplus": 1 - np.exp(-A),
    }[name]


# %% [markdown]
# ## 4. soft_rectifier


# %% con logaddexp y tanh (with logaddexp and tanh) {"right": "soft_rectifier"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), (1 + np.tanh(Z / 2)) / 2
    left = np.minimum(Z, 0)
    return np.maximum(Z, 0) + alpha * np.expm1(left), (Z > 0) + (Z <= 0) * alpha * np.exp(left)


# %% por casos, con índices (by cases, with indices) {"right": "soft_rectifier"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    A, D, up = Z.copy(), np.ones(Z.shape), Z > 0
    if name == "softplus":
        A[up] = Z[up] + np.log(1 + np.exp(-Z[up]))
        A[~up] = np.log(1 + np.exp(Z[~up]))
        return A, -np.expm1(-A)
    A[~up] = alpha * (np.exp(Z[~up]) - 1)
    D[~up] = A[~up] + alpha
    return A, D


# %% softplus desborda (softplus overflows) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "overflow"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.log(1 + np.exp(Z)), (1 + np.tanh(Z / 2)) / 2
    left = np.minimum(Z, 0)
    return np.where(Z > 0, Z, alpha * np.expm1(left)), np.where(Z > 0, 1, alpha * np.exp(left))


# %% softplus da infinito (softplus gives infinity) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[Hay infinitos|There are infinities]]"}
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        with np.errstate(over="ignore"):
            return np.log1p(np.exp(Z)), (1 + np.tanh(Z / 2)) / 2
    left = np.minimum(Z, 0)
    return np.where(Z > 0, Z, alpha * np.expm1(left)), np.where(Z > 0, 1, alpha * np.exp(left))


# %% ELU desborda en la rama que no usa (ELU overflows in the branch that it does not use) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "overflow"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), (1 + np.tanh(Z / 2)) / 2
    return np.where(Z > 0, Z, alpha * (np.exp(Z) - 1)), np.where(Z > 0, 1, alpha * np.exp(Z))


# %% la derivada de la softplus desborda (softplus's derivative overflows) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "overflow"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), np.exp(Z) / (1 + np.exp(Z))
    left = np.minimum(Z, 0)
    return np.where(Z > 0, Z, alpha * np.expm1(left)), np.where(Z > 0, 1, alpha * np.exp(left))


# %% σ evaluada en a (σ taken at a) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[la has evaluado en a, no en z|you took it at a, not at z]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        A = np.logaddexp(0, Z)
        return A, (1 + np.tanh(A / 2)) / 2
    left = np.minimum(Z, 0)
    return np.where(Z > 0, Z, alpha * np.expm1(left)), np.where(Z > 0, 1, alpha * np.exp(left))


# %% 1 − e^(−z) (1 − e^(−z)) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[si dentro va a; has puesto z|if a goes inside; you put z]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), 1 - np.exp(-Z)
    left = np.minimum(Z, 0)
    return np.where(Z > 0, Z, alpha * np.expm1(left)), np.where(Z > 0, 1, alpha * np.exp(left))


# %% σ′ en lugar de σ (σ′ in place of σ) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[no la derivada de la sigmoide|not the sigmoid's derivative]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), (1 - np.tanh(Z / 2) ** 2) / 4
    left = np.minimum(Z, 0)
    return np.where(Z > 0, Z, alpha * np.expm1(left)), np.where(Z > 0, 1, alpha * np.exp(left))


# %% la derivada de la ReLU (the ReLU's derivative) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[Esa es la derivada de la ReLU|That is the ReLU's derivative]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), Z > 0
    left = np.minimum(Z, 0)
    return np.where(Z > 0, Z, alpha * np.expm1(left)), np.where(Z > 0, 1, alpha * np.exp(left))


# %% softplus del revés (softplus back to front) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[con e^z y no e^(−z)|with e^z and not e^(−z)]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, -Z), (1 + np.tanh(Z / 2)) / 2
    left = np.minimum(Z, 0)
    return np.where(Z > 0, Z, alpha * np.expm1(left)), np.where(Z > 0, 1, alpha * np.exp(left))


# %% logaritmo en base 2 (logarithm to base 2) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[Es el logaritmo natural|It is the natural logarithm]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.maximum(Z, 0) / math.log(2) + np.log2(1 + np.exp(-np.abs(Z))), (1 + np.tanh(Z / 2)) / 2
    left = np.minimum(Z, 0)
    return np.where(Z > 0, Z, alpha * np.expm1(left)), np.where(Z > 0, 1, alpha * np.exp(left))


# %% ELU: 1 en la esquina (ELU: 1 at the corner) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[por la izquierda, α|from the left, α]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), (1 + np.tanh(Z / 2)) / 2
    left = np.minimum(Z, 0)
    return np.where(Z > 0, Z, alpha * np.expm1(left)), np.where(Z >= 0, 1, alpha * np.exp(left))


# %% ELU sin α (ELU without α) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[Falta α en los valores y en la derivada|α is missing from the values and from the derivative]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), (1 + np.tanh(Z / 2)) / 2
    left = np.minimum(Z, 0)
    return np.where(Z > 0, Z, np.expm1(left)), np.where(Z > 0, 1, np.exp(left))


# %% ELU: la derivada sin α (ELU: the derivative without α) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[En la derivada falta α|The derivative lacks α]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), (1 + np.tanh(Z / 2)) / 2
    left = np.minimum(Z, 0)
    return np.where(Z > 0, Z, alpha * np.expm1(left)), np.where(Z > 0, 1, np.exp(left))


# %% ELU sin paréntesis (ELU without brackets) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[α multiplica a todo|α multiplies everything]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), (1 + np.tanh(Z / 2)) / 2
    left = np.minimum(Z, 0)
    return np.where(Z > 0, Z, alpha * np.exp(left) - 1), np.where(Z > 0, 1, alpha * np.exp(left))


# %% ELU sin el −1 (ELU without the −1) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[Falta el −1|The −1 is missing]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), (1 + np.tanh(Z / 2)) / 2
    left = alpha * np.exp(np.minimum(Z, 0))
    return np.where(Z > 0, Z, left), np.where(Z > 0, 1, left)


# %% ELU: la constante no se va (ELU: the constant stays) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[la constante se va|the constant goes]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), (1 + np.tanh(Z / 2)) / 2
    left = alpha * np.expm1(np.minimum(Z, 0))
    return np.where(Z > 0, Z, left), np.where(Z > 0, 1, left)


# %% ELU: los lados (ELU: the sides) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[la curva va a la izquierda|the curve is on the left]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), (1 + np.tanh(Z / 2)) / 2
    return np.where(Z < 0, Z, alpha * np.expm1(Z)), np.where(Z < 0, 1, alpha * np.exp(Z))


# %% ELU: la exponencial de a (ELU: the exponential of a) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[lleva z, no a|has z in it, not a]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), (1 + np.tanh(Z / 2)) / 2
    A = np.where(Z > 0, Z, alpha * np.expm1(np.minimum(Z, 0)))
    return A, np.where(Z > 0, 1, alpha * np.exp(np.minimum(A, 0)))


# %% ELU: la pendiente constante (ELU: a constant slope) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[es una curva|it is a curve]]"}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), (1 + np.tanh(Z / 2)) / 2
    return np.where(Z > 0, Z, alpha * np.expm1(np.minimum(Z, 0))), np.where(Z > 0, 1, alpha)


# %% la α del ejemplo (the example's α) {"wrong": "soft_rectifier", "caught_by": ["test_soft_rectifier"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
@np.errstate(over="raise", invalid="raise")
def soft_rectifier(name, Z, alpha=1.0):
    if name == "softplus":
        return np.logaddexp(0, Z), (1 + np.tanh(Z / 2)) / 2
    left = np.minimum(Z, 0)
    return np.where(Z > 0, Z, 2 * np.expm1(left)), np.where(Z > 0, 1, 2 * np.exp(left))


# %% [markdown]
# ## 5. gated_unit


# %% con tanh (with tanh) {"right": "gated_unit"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = 0.5 + 0.5 * np.tanh(beta * Z / 2)
        return Z * g, g * (1 + beta * Z * (1 - g))
    g = 0.5 * (1 + erf(Z * 2**-0.5))
    return Z * g, g + Z * np.exp(-0.5 * Z * Z) / (2 * np.pi) ** 0.5


# %% elemento a elemento (element by element) {"right": "gated_unit"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    def gate(z):
        if name == "swish":
            g = (1 + math.tanh(beta * z / 2)) / 2
            return g, beta * g * (1 - g)
        return 1 - math.erfc(z / math.sqrt(2)) / 2, math.exp(-z * z / 2) / math.sqrt(2 * math.pi)

    pairs = np.array([gate(z) for z in Z.ravel().tolist()])
    g, slope = pairs.T.reshape(2, *Z.shape)
    return Z * g, g + Z * slope


# %% Swish desborda (Swish overflows) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "overflow"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = 1 / (1 + np.exp(-beta * Z))
        return Z * g, g + beta * Z * g * (1 - g)
    g = (1 + erf(Z / math.sqrt(2))) / 2
    return Z * g, g + Z * np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)


# %% σ′ por derivada de Swish (σ′ for the derivative of Swish) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "[[Swish es z·σ, un producto|Swish is z·σ, a product]]"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = (1 + np.tanh(beta * Z / 2)) / 2
        return Z * g, beta * g * (1 - g)
    g = (1 + erf(Z / math.sqrt(2))) / 2
    return Z * g, g + Z * np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)


# %% sin β (without β) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "[[No has usado beta|You did not use beta]]"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = (1 + np.tanh(Z / 2)) / 2
        return Z * g, g + Z * g * (1 - g)
    g = (1 + erf(Z / math.sqrt(2))) / 2
    return Z * g, g + Z * np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)


# %% sin β en la derivada (without β in the derivative) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "[[En g′ falta β|g′ lacks β]]"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = (1 + np.tanh(beta * Z / 2)) / 2
        return Z * g, g + Z * g * (1 - g)
    g = (1 + erf(Z / math.sqrt(2))) / 2
    return Z * g, g + Z * np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)


# %% βz fuera (βz outside) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "[[Fuera va z, no βz|Outside stands z, not βz]]"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        Z = beta * Z
        g = (1 + np.tanh(Z / 2)) / 2
        return Z * g, g + Z * g * (1 - g)
    g = (1 + erf(Z / math.sqrt(2))) / 2
    return Z * g, g + Z * np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)


# %% la derivada escrita con la salida (the derivative written with the output) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "[[escrita con a, la salida de Swish|written with a, the output of Swish]]"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = (1 + np.tanh(beta * Z / 2)) / 2
        A = Z * g
        return A, g + beta * Z * A * (1 - A)
    g = (1 + erf(Z / math.sqrt(2))) / 2
    return Z * g, g + Z * np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)


# %% un solo sumando (one term only) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "[[Falta el sumando z·g′(z)|The term z·g′(z) is missing]]"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = (1 + np.tanh(beta * Z / 2)) / 2
        return Z * g, g
    g = (1 + erf(Z / math.sqrt(2))) / 2
    return Z * g, g


# %% GELU con un solo sumando (GELU with one term only) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "[[Falta el sumando z·φ(z)|The term z·φ(z) is missing]]"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = (1 + np.tanh(beta * Z / 2)) / 2
        return Z * g, g + beta * Z * g * (1 - g)
    g = (1 + erf(Z / math.sqrt(2))) / 2
    return Z * g, g


# %% GELU: sin z en el segundo (GELU: no z in the second) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "[[En el segundo sumando falta z|The second term lacks z]]"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = (1 + np.tanh(beta * Z / 2)) / 2
        return Z * g, g + beta * Z * g * (1 - g)
    g = (1 + erf(Z / math.sqrt(2))) / 2
    return Z * g, g + np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)


# %% GELU con tanh (GELU with tanh) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "[[Esa es la aproximación con tanh|That is the approximation with tanh]]"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = (1 + np.tanh(beta * Z / 2)) / 2
        return Z * g, g + beta * Z * g * (1 - g)
    g = (1 + np.tanh(math.sqrt(2 / math.pi) * (Z + 0.044715 * Z**3))) / 2
    return Z * g, g + Z * np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)


# %% GELU con sigmoide (GELU with the sigmoid) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "1.702"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    beta = 1.702 if name == "gelu" else beta
    g = (1 + np.tanh(beta * Z / 2)) / 2
    return Z * g, g + beta * Z * g * (1 - g)


# %% erf sin la raíz (erf without the root) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "[[Dentro de erf va z/√2|Inside erf stands z/√2]]"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = (1 + np.tanh(beta * Z / 2)) / 2
        return Z * g, g + beta * Z * g * (1 - g)
    g = (1 + erf(Z)) / 2
    return Z * g, g + Z * np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)


# %% Φ sin ½ (Φ without ½) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "[[Falta el ½ de Φ|The ½ of Φ is missing]]"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = (1 + np.tanh(beta * Z / 2)) / 2
        return Z * g, g + beta * Z * g * (1 - g)
    g = 1 + erf(Z / math.sqrt(2))
    return Z * g, g + Z * np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)


# %% Φ sin 1 + (Φ without 1 +) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "[[Falta el 1 + de Φ|The 1 + of Φ is missing]]"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = (1 + np.tanh(beta * Z / 2)) / 2
        return Z * g, g + beta * Z * g * (1 - g)
    g = erf(Z / math.sqrt(2)) / 2
    return Z * g, g + Z * np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)


# %% campana sin normalizar (a bell not normalised) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "1/√(2π)"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = (1 + np.tanh(beta * Z / 2)) / 2
        return Z * g, g + beta * Z * g * (1 - g)
    g = (1 + erf(Z / math.sqrt(2))) / 2
    return Z * g, g + Z * np.exp(-(Z**2) / 2)


# %% campana sin el ½ (a bell without the ½) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "−z²/2"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = (1 + np.tanh(beta * Z / 2)) / 2
        return Z * g, g + beta * Z * g * (1 - g)
    g = (1 + erf(Z / math.sqrt(2))) / 2
    return Z * g, g + Z * np.exp(-(Z**2)) / math.sqrt(2 * math.pi)


# %% sin z: solo la puerta (no z: the gate alone) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "[[Falta el factor z|The factor z is missing]]"}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        g = (1 + np.tanh(beta * Z / 2)) / 2
        return g, g + beta * Z * g * (1 - g)
    g = (1 + erf(Z / math.sqrt(2))) / 2
    return g, g + Z * np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)


# %% el lado según z y no βz (the side by z and not by βz) {"wrong": "gated_unit", "caught_by": ["test_gated_unit"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
@np.errstate(over="raise", invalid="raise")
def gated_unit(name, Z, beta=1.0):
    if name == "swish":
        u = np.exp(-np.abs(beta * Z))
        g = np.where(Z > 0, 1 / (1 + u), u / (1 + u))
        return Z * g, g + beta * Z * g * (1 - g)
    g = (1 + erf(Z / math.sqrt(2))) / 2
    return Z * g, g + Z * np.exp(-(Z**2) / 2) / math.sqrt(2 * math.pi)


# %% [markdown]
# ## 6. check_slope


# %% con bucles (with loops) {"right": "check_slope"}
def check_slope(f, derivative, Z, h, tol):
    measured = [((f(np.array([z + h])) - f(np.array([z - h])))[0]) / (2 * h) for z in Z.tolist()]
    return measured, [abs(m - d) <= tol for m, d in zip(measured, derivative(Z), strict=True)]


# %% la media de los dos lados (the mean of both sides) {"right": "check_slope"}
def check_slope(f, derivative, Z, h, tol):
    ahead, behind = (f(Z + h) - f(Z)) / h, (f(Z) - f(Z - h)) / h
    measured = (ahead + behind) / 2
    gap = measured - derivative(Z)
    return measured, (gap <= tol) & (gap >= -tol)


# %% hacia delante (forward) {"wrong": "check_slope", "caught_by": ["test_check_slope"], "says": "[[solo hacia delante|looks forward only]]"}
def check_slope(f, derivative, Z, h, tol):
    measured = (f(Z + h) - f(Z)) / h
    return measured, np.abs(measured - derivative(Z)) <= tol


# %% hacia atrás (backward) {"wrong": "check_slope", "caught_by": ["test_check_slope"], "says": "[[solo hacia atrás|looks backward only]]"}
def check_slope(f, derivative, Z, h, tol):
    measured = (f(Z) - f(Z - h)) / h
    return measured, np.abs(measured - derivative(Z)) <= tol


# %% dividida entre h (divided by h) {"wrong": "check_slope", "caught_by": ["test_check_slope"], "says": "[[hay 2h, no h|there is 2h, not h]]"}
def check_slope(f, derivative, Z, h, tol):
    measured = (f(Z + h) - f(Z - h)) / h
    return measured, np.abs(measured - derivative(Z)) <= tol


# %% sin dividir (not divided) {"wrong": "check_slope", "caught_by": ["test_check_slope"], "says": "[[falta dividir entre 2h|the division by 2h is missing]]"}
def check_slope(f, derivative, Z, h, tol):
    measured = f(Z + h) - f(Z - h)
    return measured, np.abs(measured - derivative(Z)) <= tol


# %% sin paréntesis en 2h (no brackets around 2h) {"wrong": "check_slope", "caught_by": ["test_check_slope"], "says": "[[faltan unos paréntesis|brackets are missing]]"}
def check_slope(f, derivative, Z, h, tol):
    measured = (f(Z + h) - f(Z - h)) / 2 * h
    return measured, np.abs(measured - derivative(Z)) <= tol


# %% el signo (the sign) {"wrong": "check_slope", "caught_by": ["test_check_slope"], "says": "[[primero f(z + h)|f(z + h) comes first]]"}
def check_slope(f, derivative, Z, h, tol):
    measured = (f(Z - h) - f(Z + h)) / (2 * h)
    return measured, np.abs(measured - derivative(Z)) <= tol


# %% medio paso (half a step) {"wrong": "check_slope", "caught_by": ["test_check_slope"], "says": "[[Has tomado h/2|You took h/2]]"}
def check_slope(f, derivative, Z, h, tol):
    measured = (f(Z + h / 2) - f(Z - h / 2)) / h
    return measured, np.abs(measured - derivative(Z)) <= tol


# %% no mide nada (measures nothing) {"wrong": "check_slope", "caught_by": ["test_check_slope"], "says": "[[hay que medir la pendiente de f|measure the slope of f]]"}
def check_slope(f, derivative, Z, h, tol):
    return derivative(Z), np.full(len(Z), True)


# %% al revés (the wrong way round) {"wrong": "check_slope", "caught_by": ["test_check_slope"], "says": "[[lo tienes al revés|you have it the wrong way round]]"}
def check_slope(f, derivative, Z, h, tol):
    measured = (f(Z + h) - f(Z - h)) / (2 * h)
    return measured, np.abs(measured - derivative(Z)) > tol


# %% sin valor absoluto (no absolute value) {"wrong": "check_slope", "caught_by": ["test_check_slope"], "says": "[[Falta el valor absoluto|The absolute value is missing]]"}
def check_slope(f, derivative, Z, h, tol):
    measured = (f(Z + h) - f(Z - h)) / (2 * h)
    return measured, measured - derivative(Z) <= tol


# %% sin valor absoluto, al revés (no absolute value, the other way) {"wrong": "check_slope", "caught_by": ["test_check_slope"], "says": "[[al revés, da lo mismo|the other way round]]"}
def check_slope(f, derivative, Z, h, tol):
    measured = (f(Z + h) - f(Z - h)) / (2 * h)
    return measured, derivative(Z) - measured <= tol


# %% un solo veredicto (a single verdict) {"wrong": "check_slope", "caught_by": ["test_check_slope"], "says": "[[Es un número y se pedía|It is a number, and]]"}
def check_slope(f, derivative, Z, h, tol):
    measured = (f(Z + h) - f(Z - h)) / (2 * h)
    return measured, np.all(np.abs(measured - derivative(Z)) <= tol)


# %% la h del ejemplo (the example's h) {"wrong": "check_slope", "caught_by": ["test_check_slope"], "says": "[[datos al azar|random data]]", "hidden": true}
def check_slope(f, derivative, Z, h, tol):
    measured = (f(Z + 0.1) - f(Z - 0.1)) / 0.2
    return measured, np.abs(measured - derivative(Z)) <= tol


# %% [markdown]
# ## 7. prelu_backward


# %% bucles (loops) {"right": "prelu_backward"}
def prelu_backward(dA, Z, slopes):
    dZ, dslopes = dA.copy(), [0.0] * Z.shape[1]
    for i in range(Z.shape[0]):
        for j in range(Z.shape[1]):
            if Z[i, j] <= 0:
                dZ[i, j] *= slopes[j]
                dslopes[j] += dA[i, j] * Z[i, j]
    return dZ, dslopes


# %% con einsum y máscara (with einsum and a mask) {"right": "prelu_backward"}
def prelu_backward(dA, Z, slopes):
    off = (Z <= 0).astype(float)
    return dA * (1 - off + off * slopes), np.einsum("ij,ij,ij->j", dA, Z, off)


# %% dZ de la ReLU (the ReLU's dZ) {"wrong": "prelu_backward", "caught_by": ["test_prelu_backward"], "says": "[[esa es la ReLU|that is the ReLU]]"}
def prelu_backward(dA, Z, slopes):
    return dA * (Z > 0), np.sum(dA * np.minimum(Z, 0), axis=0)


# %% la pendiente en el otro lado (the slope on the other side) {"wrong": "prelu_backward", "caught_by": ["test_prelu_backward"], "says": "[[en el lado equivocado|on the wrong side]]"}
def prelu_backward(dA, Z, slopes):
    return dA * np.where(Z > 0, slopes, 1), np.sum(dA * np.minimum(Z, 0), axis=0)


# %% la derecha en la esquina (the right at the corner) {"wrong": "prelu_backward", "caught_by": ["test_prelu_backward"], "says": "[[la de la izquierda, la pendiente|the one from the left, the slope]]"}
def prelu_backward(dA, Z, slopes):
    return dA * np.where(Z >= 0, 1, slopes), np.sum(dA * np.minimum(Z, 0), axis=0)


# %% dZ sin dA (dZ without dA) {"wrong": "prelu_backward", "caught_by": ["test_prelu_backward"], "says": "[[eso es solo f′(z)|that is f′(z) alone]]"}
def prelu_backward(dA, Z, slopes):
    return np.where(Z > 0, 1, slopes), np.sum(dA * np.minimum(Z, 0), axis=0)


# %% promedia en el lote (averages over the batch) {"wrong": "prelu_backward", "caught_by": ["test_prelu_backward"], "says": "[[no se promedia|do not average]]"}
def prelu_backward(dA, Z, slopes):
    return dA * np.where(Z > 0, 1, slopes), np.mean(dA * np.minimum(Z, 0), axis=0)


# %% suma todo (adds everything) {"wrong": "prelu_backward", "caught_by": ["test_prelu_backward"], "says": "[[no en todo|not over everything]]"}
def prelu_backward(dA, Z, slopes):
    return dA * np.where(Z > 0, 1, slopes), np.sum(dA * np.minimum(Z, 0))


# %% suma por ejemplos (adds within examples) {"wrong": "prelu_backward", "caught_by": ["test_prelu_backward"], "says": "[[Has sumado por ejemplos|You added up within each example]]"}
def prelu_backward(dA, Z, slopes):
    return dA * np.where(Z > 0, 1, slopes), np.sum(dA * np.minimum(Z, 0), axis=1)


# %% sin sumar (without adding) {"wrong": "prelu_backward", "caught_by": ["test_prelu_backward"], "says": "[[Falta sumar en el lote|The sum over the batch is missing]]"}
def prelu_backward(dA, Z, slopes):
    return dA * np.where(Z > 0, 1, slopes), dA * np.minimum(Z, 0)


# %% el lado positivo (the positive side) {"wrong": "prelu_backward", "caught_by": ["test_prelu_backward"], "says": "[[no donde es positivo|not where it is positive]]"}
def prelu_backward(dA, Z, slopes):
    return dA * np.where(Z > 0, 1, slopes), np.sum(dA * np.maximum(Z, 0), axis=0)


# %% todo z (all of z) {"wrong": "prelu_backward", "caught_by": ["test_prelu_backward"], "says": "[[cuenta solo donde z es negativo|counts only where z is negative]]"}
def prelu_backward(dA, Z, slopes):
    return dA * np.where(Z > 0, 1, slopes), np.sum(dA * Z, axis=0)


# %% a por z (a for z) {"wrong": "prelu_backward", "caught_by": ["test_prelu_backward"], "says": "[[queda z, no slope·z|leaves z, not slope·z]]"}
def prelu_backward(dA, Z, slopes):
    return dA * np.where(Z > 0, 1, slopes), np.sum(dA * slopes * np.minimum(Z, 0), axis=0)


# %% dslopes sin dA (dslopes without dA) {"wrong": "prelu_backward", "caught_by": ["test_prelu_backward"], "says": "[[eso es solo la derivada de a|that is the derivative of a alone]]"}
def prelu_backward(dA, Z, slopes):
    return dA * np.where(Z > 0, 1, slopes), np.sum(np.minimum(Z, 0), axis=0)


# %% sin z (without z) {"wrong": "prelu_backward", "caught_by": ["test_prelu_backward"], "says": "[[Falta el factor z|The factor z is missing]]"}
def prelu_backward(dA, Z, slopes):
    return dA * np.where(Z > 0, 1, slopes), np.sum(dA * (Z <= 0), axis=0)


# %% siempre tres ejemplos (always three examples) {"wrong": "prelu_backward", "caught_by": ["test_prelu_backward"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def prelu_backward(dA, Z, slopes):
    return dA * np.where(Z > 0, 1, slopes), sum((dA * np.minimum(Z, 0))[:3])


# %% [markdown]
# ## 8. maxout


# %% bucles (loops) {"right": "maxout"}
def maxout(Z, dA):
    A, dZ = np.zeros(dA.shape), np.zeros(Z.shape)
    for i, j in np.ndindex(*dA.shape):
        best = 0
        for piece in range(Z.shape[2]):
            if Z[i, j, piece] > Z[i, j, best]:
                best = piece
        A[i, j], dZ[i, j, best] = Z[i, j, best], dA[i, j]
    return A, dZ


# %% con put_along_axis (with put_along_axis) {"right": "maxout"}
def maxout(Z, dA):
    winner = Z.argmax(axis=2)[:, :, None]
    dZ = np.zeros_like(Z)
    np.put_along_axis(dZ, winner, dA[:, :, None], axis=2)
    return np.take_along_axis(Z, winner, axis=2)[:, :, 0], dZ


# %% con la identidad (with the identity) {"right": "maxout"}
def maxout(Z, dA):
    return np.amax(Z, axis=-1), np.eye(Z.shape[-1])[np.argmax(Z, axis=-1)] * dA[..., None]


# %% a todas las que empatan (to all that draw) {"wrong": "maxout", "caught_by": ["test_maxout"], "says": "[[para la primera, no para todas|to the first, not to all]]"}
def maxout(Z, dA):
    A = np.max(Z, axis=-1)
    return A, (A[..., None] == Z) * dA[..., None]


# %% repartido entre las que empatan (shared among those that draw) {"wrong": "maxout", "caught_by": ["test_maxout"], "says": "[[lo has repartido.|you shared it out.]]"}
def maxout(Z, dA):
    A = np.max(Z, axis=-1, keepdims=True)
    won = Z == A
    return A[..., 0], won * dA[..., None] / won.sum(axis=-1, keepdims=True)


# %% a la última que empata (to the last that draws) {"wrong": "maxout", "caught_by": ["test_maxout"], "says": "[[no para la última|not to the last]]"}
def maxout(Z, dA):
    p = Z.shape[-1]
    last = p - 1 - np.argmax(Z[..., ::-1], axis=-1)
    return np.max(Z, axis=-1), (np.arange(p) == last[..., None]) * dA[..., None]


# %% a todas (to all) {"wrong": "maxout", "caught_by": ["test_maxout"], "says": "[[lo has mandado a todas|you sent it to all]]"}
def maxout(Z, dA):
    return np.max(Z, axis=-1), np.ones_like(Z) * dA[..., None]


# %% repartido entre todas (shared among all) {"wrong": "maxout", "caught_by": ["test_maxout"], "says": "[[repartido entre todas|shared it out among all]]"}
def maxout(Z, dA):
    return np.max(Z, axis=-1), np.ones_like(Z) * dA[..., None] / Z.shape[-1]


# %% sin dA (without dA) {"wrong": "maxout", "caught_by": ["test_maxout"], "says": "[[Falta multiplicar por dA|The product with dA is missing]]"}
def maxout(Z, dA):
    return np.max(Z, axis=-1), np.eye(Z.shape[-1])[np.argmax(Z, axis=-1)]


# %% por z (times z) {"wrong": "maxout", "caught_by": ["test_maxout"], "says": "[[Sobra el factor z|The factor z is too much]]"}
def maxout(Z, dA):
    return np.max(Z, axis=-1), np.eye(Z.shape[-1])[np.argmax(Z, axis=-1)] * Z * dA[..., None]


# %% con una ReLU detrás (with a ReLU behind it) {"wrong": "maxout", "caught_by": ["test_maxout"], "says": "[[sale negativa y pasa su gradiente|it comes out negative and its gradient passes]]"}
def maxout(Z, dA):
    A = np.maximum(0, np.max(Z, axis=-1))
    return A, np.eye(Z.shape[-1])[np.argmax(Z, axis=-1)] * (dA * (A > 0))[..., None]


# %% la puerta de la ReLU (the ReLU's gate) {"wrong": "maxout", "caught_by": ["test_maxout"], "says": "[[el gradiente pasa aunque|the gradient passes even if]]"}
def maxout(Z, dA):
    A = np.max(Z, axis=-1)
    return A, np.eye(Z.shape[-1])[np.argmax(Z, axis=-1)] * (dA * (A > 0))[..., None]


# %% la mayor en valor absoluto (the largest in absolute value) {"wrong": "maxout", "caught_by": ["test_maxout"], "says": "[[no la mayor en valor absoluto|not the largest in absolute value]]"}
def maxout(Z, dA):
    winner = np.argmax(np.abs(Z), axis=-1)[..., None]
    won = np.arange(Z.shape[-1]) == winner
    return np.take_along_axis(Z, winner, axis=-1)[..., 0], won * dA[..., None]


# %% el mínimo (the minimum) {"wrong": "maxout", "caught_by": ["test_maxout"], "says": "[[no el mínimo|not the minimum]]"}
def maxout(Z, dA):
    return np.min(Z, axis=-1), np.eye(Z.shape[-1])[np.argmin(Z, axis=-1)] * dA[..., None]


# %% el máximo entre unidades (the maximum among units) {"wrong": "maxout", "caught_by": ["test_maxout"], "says": "[[entre las unidades|among the units]]"}
def maxout(Z, dA):
    return np.max(Z, axis=1), np.zeros_like(Z)


# %% la posición (the position) {"wrong": "maxout", "caught_by": ["test_maxout"], "says": "[[no cuánto sale|not what comes out]]"}
def maxout(Z, dA):
    winner = np.argmax(Z, axis=-1)
    return winner, np.eye(Z.shape[-1])[winner] * dA[..., None]


# %% siempre tres sumas (always three sums) {"wrong": "maxout", "caught_by": ["test_maxout"], "says": "[[datos al azar|random data]]", "hidden": true}
def maxout(Z, dA):
    won = np.arange(Z.shape[-1]) == np.argmax(Z[..., :3], axis=-1)[..., None]
    return np.max(Z[..., :3], axis=-1), won * dA[..., None]


# %% [markdown]
# ## 9. maxout_weights


# %% apilando (stacking) {"right": "maxout_weights"}
def maxout_weights(w, b, slope):
    return np.array([w, slope * w]), np.array([b, slope * b])


# %% con outer y listas (with outer and lists) {"right": "maxout_weights"}
def maxout_weights(w, b, slope):
    return np.outer([1, slope], w), [b, b * slope]


# %% el sesgo sin pendiente (the bias without the slope) {"wrong": "maxout_weights", "caught_by": ["test_maxout_weights"], "says": "[[multiplica también al sesgo|multiplies the bias, too]]"}
def maxout_weights(w, b, slope):
    return np.array([w, slope * w]), np.array([b, b])


# %% el sesgo cero (zero bias) {"wrong": "maxout_weights", "caught_by": ["test_maxout_weights"], "says": "[[solo es 0 en la ReLU|only for the ReLU is it 0]]"}
def maxout_weights(w, b, slope):
    return np.array([w, slope * w]), np.array([b, 0.0])


# %% siempre ReLU (always the ReLU) {"wrong": "maxout_weights", "caught_by": ["test_maxout_weights"], "says": "[[así es la ReLU|that is the ReLU]]"}
def maxout_weights(w, b, slope):
    return np.array([w, 0 * w]), np.array([b, 0.0])


# %% el otro orden (the other order) {"wrong": "maxout_weights", "caught_by": ["test_maxout_weights"], "says": "[[cambiadas de orden|in each other's place]]"}
def maxout_weights(w, b, slope):
    return np.array([slope * w, w]), np.array([slope * b, b])


# %% el signo (the sign) {"wrong": "maxout_weights", "caught_by": ["test_maxout_weights"], "says": "[[no −slope·z|not −slope·z]]"}
def maxout_weights(w, b, slope):
    return np.array([w, -slope * w]), np.array([b, -slope * b])


# %% por columnas (as columns) {"wrong": "maxout_weights", "caught_by": ["test_maxout_weights"], "says": "[[Va una suma en cada fila|One sum to each row]]"}
def maxout_weights(w, b, slope):
    return np.array([w, slope * w]).T, np.array([b, slope * b])


# %% la pendiente por peso (the slope for a weight) {"wrong": "maxout_weights", "caught_by": ["test_maxout_weights"], "says": "[[no slope repetido|not slope repeated]]"}
def maxout_weights(w, b, slope):
    return np.array([w, np.full(len(w), slope)]), np.array([b, slope * b])


# %% más la pendiente (plus the slope) {"wrong": "maxout_weights", "caught_by": ["test_maxout_weights"], "says": "[[no más slope|not plus slope]]"}
def maxout_weights(w, b, slope):
    return np.array([w, w + slope]), np.array([b, b + slope])


# %% solo los pesos (the weights alone) {"wrong": "maxout_weights", "caught_by": ["test_maxout_weights"], "says": "[[y se pedía un array de forma (2, 3)|and an array of shape (2, 3)]]"}
def maxout_weights(w, b, slope):
    return np.array([w, slope * w])


# %% la pendiente del ejemplo (the example's slope) {"wrong": "maxout_weights", "caught_by": ["test_maxout_weights"], "says": "[[en puntos al azar|at random points]]", "hidden": true}
def maxout_weights(w, b, slope):
    s = 0.1 if slope else 0.0
    return np.array([w, s * w]), np.array([b, s * b])


# %% [markdown]
# ## 10. gradient_norms


# %% con índices (with indices) {"right": "gradient_norms"}
def gradient_norms(delta, weights, slopes):
    K = len(weights) + 1
    norms = np.zeros(K)
    norms[-1] = np.sqrt(np.sum(delta**2))
    for k in range(K - 2, -1, -1):
        delta = slopes[k] * (delta @ weights[k])
        norms[k] = np.sqrt(np.sum(delta**2))
    return norms


# %% recursiva (recursive) {"right": "gradient_norms"}
def gradient_norms(delta, weights, slopes):
    last = [math.sqrt(float(delta @ delta))]
    if not weights:
        return last
    return gradient_norms(np.diag(slopes[-1]) @ weights[-1].T @ delta, weights[:-1], slopes[:-1]) + last


# %% sin las derivadas (without the derivatives) {"wrong": "gradient_norms", "caught_by": ["test_gradient_norms"], "says": "[[Faltan las derivadas|The units' derivatives are missing]]"}
def gradient_norms(delta, weights, slopes):
    norms = [np.linalg.norm(delta)]
    for W in weights[::-1]:
        delta = W.T @ delta
        norms.append(np.linalg.norm(delta))
    return norms[::-1]


# %% de la última a la primera (from the last to the first) {"wrong": "gradient_norms", "caught_by": ["test_gradient_norms"], "says": "[[les falta dar la vuelta|turn them around]]"}
def gradient_norms(delta, weights, slopes):
    norms = [np.linalg.norm(delta)]
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        delta = W.T @ delta * slope
        norms.append(np.linalg.norm(delta))
    return norms


# %% los cuadrados (the squares) {"wrong": "gradient_norms", "caught_by": ["test_gradient_norms"], "says": "[[esos son los cuadrados|those are the squares]]"}
def gradient_norms(delta, weights, slopes):
    norms = [np.sum(delta**2)]
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        delta = W.T @ delta * slope
        norms.append(np.sum(delta**2))
    return norms[::-1]


# %% valores absolutos (absolute values) {"wrong": "gradient_norms", "caught_by": ["test_gradient_norms"], "says": "[[Has sumado valores absolutos|You added up absolute values]]"}
def gradient_norms(delta, weights, slopes):
    norms = [np.sum(np.abs(delta))]
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        delta = W.T @ delta * slope
        norms.append(np.sum(np.abs(delta)))
    return norms[::-1]


# %% la mayor componente (the largest component) {"wrong": "gradient_norms", "caught_by": ["test_gradient_norms"], "says": "[[Eso es la mayor componente|That is the largest component]]"}
def gradient_norms(delta, weights, slopes):
    norms = [np.max(np.abs(delta))]
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        delta = W.T @ delta * slope
        norms.append(np.max(np.abs(delta)))
    return norms[::-1]


# %% la media de los cuadrados (the mean of the squares) {"wrong": "gradient_norms", "caught_by": ["test_gradient_norms"], "says": "[[la norma lleva la suma|the norm has the sum]]"}
def gradient_norms(delta, weights, slopes):
    norms = [np.sqrt(np.mean(delta**2))]
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        delta = W.T @ delta * slope
        norms.append(np.sqrt(np.mean(delta**2)))
    return norms[::-1]


# %% falta la última (the last is missing) {"wrong": "gradient_norms", "caught_by": ["test_gradient_norms"], "says": "[[Falta la última capa|The last layer]]"}
def gradient_norms(delta, weights, slopes):
    norms = []
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        delta = W.T @ delta * slope
        norms.append(np.linalg.norm(delta))
    return norms[::-1]


# %% falta la primera (the first is missing) {"wrong": "gradient_norms", "caught_by": ["test_gradient_norms"], "says": "[[Falta la primera capa|The first layer is missing]]"}
def gradient_norms(delta, weights, slopes):
    norms = []
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        norms.append(np.linalg.norm(delta))
        delta = W.T @ delta * slope
    return norms[::-1]


# %% solo la primera (the first alone) {"wrong": "gradient_norms", "caught_by": ["test_gradient_norms"], "says": "[[Solo está la primera capa|Only the first layer is there]]"}
def gradient_norms(delta, weights, slopes):
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        delta = W.T @ delta * slope
    return np.linalg.norm(delta)


# %% divididas entre la última (divided by the last) {"wrong": "gradient_norms", "caught_by": ["test_gradient_norms"], "says": "[[entre la última|by the last]]"}
def gradient_norms(delta, weights, slopes):
    norms = [np.linalg.norm(delta)]
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        delta = W.T @ delta * slope
        norms.append(np.linalg.norm(delta))
    return np.array(norms[::-1]) / norms[0]


# %% sin trasponer (without the transpose) {"wrong": "gradient_norms", "caught_by": ["test_gradient_norms"], "says": "ValueError"}
def gradient_norms(delta, weights, slopes):
    norms = [np.linalg.norm(delta)]
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        delta = W @ delta * slope
        norms.append(np.linalg.norm(delta))
    return norms[::-1]


# %% traspone solo si no cuadra (transposes only if it does not fit) {"wrong": "gradient_norms", "caught_by": ["test_gradient_norms"], "says": "[[Falta trasponer|The transpose is missing]]"}
def gradient_norms(delta, weights, slopes):
    norms = [np.linalg.norm(delta)]
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        W = W if W.shape[1] == len(delta) else W.T
        delta = W @ delta * slope
        norms.append(np.linalg.norm(delta))
    return norms[::-1]


# %% las listas hacia delante (the lists forward) {"wrong": "gradient_norms", "caught_by": ["test_gradient_norms"], "says": "ValueError"}
def gradient_norms(delta, weights, slopes):
    norms = [np.linalg.norm(delta)]
    for W, slope in zip(weights, slopes, strict=True):
        delta = W.T @ delta * slope
        norms.append(np.linalg.norm(delta))
    return norms[::-1]


# %% redondea las derivadas (rounds the derivatives) {"wrong": "gradient_norms", "caught_by": ["test_gradient_norms"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def gradient_norms(delta, weights, slopes):
    norms = [np.linalg.norm(delta)]
    for W, slope in zip(weights[::-1], slopes[::-1], strict=True):
        delta = W.T @ delta * np.round(slope, 2)
        norms.append(np.linalg.norm(delta))
    return norms[::-1]


# %% [markdown]
# ## 11. gradient_signs


# %% con mínimo y máximo (with minimum and maximum) {"right": "gradient_signs"}
def gradient_signs(X, delta):
    G = (X.T * delta).T
    mixed = (G.min(axis=1) < 0) & (G.max(axis=1) > 0)
    return X.T @ delta / len(X), 1 - np.mean(mixed)


# %% con los signos (with the signs) {"right": "gradient_signs"}
def gradient_signs(X, delta):
    G = [d * x for d, x in zip(delta, X, strict=True)]
    good = [abs(np.sign(g).sum()) == np.abs(np.sign(g)).sum() for g in G]
    return sum(G) / len(G), sum(good) / len(good)


# %% mira el gradiente medio (looks at the mean gradient) {"wrong": "gradient_signs", "caught_by": ["test_gradient_signs"], "says": "[[los signos del gradiente medio|the signs of the mean gradient]]"}
def gradient_signs(X, delta):
    g = X.T @ delta / len(X)
    return g, float(np.all(g >= 0) or np.all(g <= 0))


# %% solo los positivos (the positive ones only) {"wrong": "gradient_signs", "caught_by": ["test_gradient_signs"], "says": "[[sin negativos|with nothing negative]]"}
def gradient_signs(X, delta):
    G = delta[:, None] * X
    return G.mean(axis=0), np.all(G >= 0, axis=1).mean()


# %% el número (the number) {"wrong": "gradient_signs", "caught_by": ["test_gradient_signs"], "says": "[[se pide la proporción|the fraction was asked for]]"}
def gradient_signs(X, delta):
    G = delta[:, None] * X
    return G.mean(axis=0), np.sum(np.all(G >= 0, axis=1) | np.all(G <= 0, axis=1))


# %% la suma (the sum) {"wrong": "gradient_signs", "caught_by": ["test_gradient_signs"], "says": "[[has sumado|you added up]]"}
def gradient_signs(X, delta):
    G = delta[:, None] * X
    return G.sum(axis=0), np.mean(np.all(G >= 0, axis=1) | np.all(G <= 0, axis=1))


# %% sin delta (without delta) {"wrong": "gradient_signs", "caught_by": ["test_gradient_signs"], "says": "[[Falta multiplicar por delta|The product with delta is missing]]"}
def gradient_signs(X, delta):
    return X.mean(axis=0), np.mean(np.all(X >= 0, axis=1) | np.all(X <= 0, axis=1))


# %% el otro eje (the other axis) {"wrong": "gradient_signs", "caught_by": ["test_gradient_signs"], "says": "[[sobre los ejemplos, axis=0|over the examples, axis=0]]"}
def gradient_signs(X, delta):
    G = delta[:, None] * X
    return G.mean(axis=1), np.mean(np.all(G >= 0, axis=1) | np.all(G <= 0, axis=1))


# %% cuesta abajo (downhill) {"wrong": "gradient_signs", "caught_by": ["test_gradient_signs"], "says": "[[es δx, no −δx|it is δx, not −δx]]"}
def gradient_signs(X, delta):
    G = -delta[:, None] * X
    return G.mean(axis=0), np.mean(np.all(G >= 0, axis=1) | np.all(G <= 0, axis=1))


# %% desigualdad estricta (strict inequality) {"wrong": "gradient_signs", "caught_by": ["test_gradient_signs"], "says": "[[Un cero no lleva la contraria|A zero opposes nobody]]"}
def gradient_signs(X, delta):
    G = delta[:, None] * X
    return G.mean(axis=0), np.mean(np.all(G > 0, axis=1) | np.all(G < 0, axis=1))


# %% el signo de delta (the sign of delta) {"wrong": "gradient_signs", "caught_by": ["test_gradient_signs"], "says": "[[solo el signo de delta|the sign of delta alone]]"}
def gradient_signs(X, delta):
    G = delta[:, None] * X
    return G.mean(axis=0), np.mean(np.abs(np.sign(delta)))


# %% los que mezclan (those that mix) {"wrong": "gradient_signs", "caught_by": ["test_gradient_signs"], "says": "[[la proporción de los que sí los mezclan|the fraction of those that do mix them]]"}
def gradient_signs(X, delta):
    G = delta[:, None] * X
    return G.mean(axis=0), 1 - np.mean(np.all(G >= 0, axis=1) | np.all(G <= 0, axis=1))


# %% and en lugar de barra (and in place of the bar) {"wrong": "gradient_signs", "caught_by": ["test_gradient_signs"], "says": "ValueError"}
def gradient_signs(X, delta):
    G = delta[:, None] * X
    return G.mean(axis=0), np.mean(np.all(G >= 0, axis=1) or np.all(G <= 0, axis=1))


# %% solo los dos primeros pesos (the first two weights only) {"wrong": "gradient_signs", "caught_by": ["test_gradient_signs"], "says": "[[datos al azar|random data]]", "hidden": true}
def gradient_signs(X, delta):
    G = delta[:, None] * X
    return G.mean(axis=0), np.mean(G[:, 0] * G[:, 1] >= 0)


# %% [markdown]
# ## 12. dead_units


# %% una cuenta por unidad (a tally for each unit) {"right": "dead_units"}
def dead_units(batches):
    dead = [np.full(A.shape[1], True) for A in batches[0]]
    for batch in batches:
        for k, A in enumerate(batch):
            dead[k] = dead[k] & np.all(A == 0, axis=0)
    return dead, [d.sum() / d.size for d in dead]


# %% con el máximo (with the maximum) {"right": "dead_units"}
def dead_units(batches):
    highest = [np.max([A.max(axis=0) for A in layer], axis=0) for layer in zip(*batches, strict=True)]
    return [list(h == 0) for h in highest], [float(np.mean(h == 0)) for h in highest]


# %% el primer lote (the first batch) {"wrong": "dead_units", "caught_by": ["test_dead_units"], "says": "[[solo el primer lote|the first batch only]]"}
def dead_units(batches):
    dead = [np.all(A == 0, axis=0) for A in batches[0]]
    return dead, [np.mean(d) for d in dead]


# %% el último lote (the last batch) {"wrong": "dead_units", "caught_by": ["test_dead_units"], "says": "[[solo el último lote|the last batch only]]"}
def dead_units(batches):
    for batch in batches:
        dead = [np.all(A == 0, axis=0) for A in batch]
    return dead, [np.mean(d) for d in dead]


# %% muerta en algún lote (dead in some batch) {"wrong": "dead_units", "caught_by": ["test_dead_units"], "says": "[[hace falta en todos|it takes all of them]]"}
def dead_units(batches):
    dead = [np.any([np.all(A == 0, axis=0) for A in layer], axis=0) for layer in zip(*batches, strict=True)]
    return dead, [np.mean(d) for d in dead]


# %% casi muerta (nearly dead) {"wrong": "dead_units", "caught_by": ["test_dead_units"], "says": "[[sin umbral ni media|with no threshold and no mean]]"}
def dead_units(batches):
    dead = [np.concatenate(layer).mean(axis=0) < 0.01 for layer in zip(*batches, strict=True)]
    return dead, [np.mean(d) for d in dead]


# %% las vivas (the living) {"wrong": "dead_units", "caught_by": ["test_dead_units"], "says": "[[Eso son las vivas; verdadero|Those are the living; true]]"}
def dead_units(batches):
    alive = [np.any(np.concatenate(layer) > 0, axis=0) for layer in zip(*batches, strict=True)]
    return alive, [1 - np.mean(a) for a in alive]


# %% la proporción de vivas (the fraction of the living) {"wrong": "dead_units", "caught_by": ["test_dead_units"], "says": "[[la proporción de muertas|the fraction of the dead]]"}
def dead_units(batches):
    alive = [np.any(np.concatenate(layer) > 0, axis=0) for layer in zip(*batches, strict=True)]
    return [~a for a in alive], [np.mean(a) for a in alive]


# %% el número de muertas (the number of the dead) {"wrong": "dead_units", "caught_by": ["test_dead_units"], "says": "[[Ese es el número de muertas|That is the number of dead ones]]"}
def dead_units(batches):
    dead = [np.all(np.concatenate(layer) == 0, axis=0) for layer in zip(*batches, strict=True)]
    return dead, [np.sum(d) for d in dead]


# %% la proporción de ceros (the fraction of zeros) {"wrong": "dead_units", "caught_by": ["test_dead_units"], "says": "[[la proporción de salidas nulas|the fraction of outputs that are zero]]"}
def dead_units(batches):
    layers = [np.concatenate(layer) for layer in zip(*batches, strict=True)]
    return [np.all(A == 0, axis=0) for A in layers], [np.mean(A == 0) for A in layers]


# %% una sola proporción (a single fraction) {"wrong": "dead_units", "caught_by": ["test_dead_units"], "says": "[[no una sola|not a single one]]"}
def dead_units(batches):
    dead = [np.all(np.concatenate(layer) == 0, axis=0) for layer in zip(*batches, strict=True)]
    return dead, np.mean(np.concatenate(dead))


# %% en tanto por ciento (in per cent) {"wrong": "dead_units", "caught_by": ["test_dead_units"], "says": "[[de 0 a 1|from 0 to 1]]"}
def dead_units(batches):
    dead = [np.all(np.concatenate(layer) == 0, axis=0) for layer in zip(*batches, strict=True)]
    return dead, [100 * np.mean(d) for d in dead]


# %% por ejemplos (by examples) {"wrong": "dead_units", "caught_by": ["test_dead_units"], "says": "[[por unidades (columnas)|at units (columns)]]"}
def dead_units(batches):
    dead = [np.all(np.concatenate(layer) == 0, axis=1) for layer in zip(*batches, strict=True)]
    return dead, [np.mean(d) for d in dead]


# %% apila lotes desiguales (stacks unequal batches) {"wrong": "dead_units", "caught_by": ["test_dead_units"], "says": "ValueError"}
def dead_units(batches):
    dead = [np.all(np.array(layer) == 0, axis=(0, 1)) for layer in zip(*batches, strict=True)]
    return dead, [np.mean(d) for d in dead]


# %% solo tres lotes (three batches only) {"wrong": "dead_units", "caught_by": ["test_dead_units"], "says": "[[datos al azar|random data]]", "hidden": true}
def dead_units(batches):
    dead = [np.all(np.concatenate(layer[:3]) == 0, axis=0) for layer in zip(*batches, strict=True)]
    return dead, [np.mean(d) for d in dead]

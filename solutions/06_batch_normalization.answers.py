# Wrong and right answers to the exercise (the format is in CONTRIBUTING.md). Wrong ones are mistakes that students
# make; "hidden": true marks those that only the hidden tests can see. All run with
# python -m publish answers 06_batch_normalization

# %% [markdown]
# ## 1. batch_statistics


# %% a mano con sumas (by hand with sums) {"right": "batch_statistics"}
def batch_statistics(Z):
    m = Z.shape[0]
    mean = Z.sum(axis=0) / m
    return mean, ((Z - mean) ** 2).sum(axis=0) / m


# %% unidad por unidad con statistics (unit by unit with statistics) {"right": "batch_statistics"}
def batch_statistics(Z):
    units = [unit.tolist() for unit in Z.T]
    return [statistics.fmean(unit) for unit in units], [statistics.pvariance(unit) for unit in units]


# %% con einsum, en un array (with einsum, in one array) {"right": "batch_statistics"}
def batch_statistics(Z):
    mean = np.einsum("ij->j", Z) / len(Z)
    D = Z - mean
    return np.stack([mean, np.einsum("ij,ij->j", D, D) / len(Z)])


# %% desviación típica al cuadrado (standard deviation squared) {"right": "batch_statistics"}
def batch_statistics(Z):
    return np.average(Z, axis=0), np.std(Z, axis=0) ** 2


# %% sobre las unidades (over the units) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[estadísticas de cada ejemplo|statistics of each example]]"}
def batch_statistics(Z):
    return np.mean(Z, axis=1), np.var(Z, axis=1)


# %% toda la matriz (the whole matrix) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[estadísticas de toda la matriz|statistics of the whole matrix]]"}
def batch_statistics(Z):
    return np.mean(Z), np.var(Z)


# %% desviaciones a la media global (deviations from the global mean) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[no desde la de toda la matriz|not from that of the whole matrix]]"}
def batch_statistics(Z):
    return np.mean(Z, axis=0), np.mean((Z - np.mean(Z)) ** 2, axis=0)


# %% ddof de la estadística (the ddof of statistics) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[no entre m − 1|not by m − 1]]"}
def batch_statistics(Z):
    return np.mean(Z, axis=0), np.var(Z, axis=0, ddof=1)


# %% desviación típica (standard deviation) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[Eso es la desviación típica|That is the standard deviation]]"}
def batch_statistics(Z):
    return np.mean(Z, axis=0), np.std(Z, axis=0)


# %% media de los cuadrados (mean of the squares) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[Eso es la media de los cuadrados|That is the mean of the squares]]"}
def batch_statistics(Z):
    return np.mean(Z, axis=0), np.mean(Z**2, axis=0)


# %% valores absolutos (absolute values) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[no sus valores absolutos|not their absolute values]]"}
def batch_statistics(Z):
    mean = np.mean(Z, axis=0)
    return mean, np.mean(np.abs(Z - mean), axis=0)


# %% varianza sin dividir (variance not divided) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[Falta el 1/m en la varianza|The 1/m is missing from the variance]]"}
def batch_statistics(Z):
    mean = np.mean(Z, axis=0)
    return mean, np.sum((Z - mean) ** 2, axis=0)


# %% media sin dividir (mean not divided) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[Falta el 1/m en la media|The 1/m is missing from the mean]]"}
def batch_statistics(Z):
    return np.sum(Z, axis=0), np.var(Z, axis=0)


# %% cuadrados menos cuadrado (squares less square) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[pierde todas las cifras|loses all its digits]]"}
def batch_statistics(Z):
    mean = np.mean(Z, axis=0)
    return mean, np.mean(Z**2, axis=0) - mean**2


# %% en el otro orden (in the other order) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[Van en el otro orden|They go in the other order]]"}
def batch_statistics(Z):
    return np.var(Z, axis=0), np.mean(Z, axis=0)


# %% con keepdims (with keepdims) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[Un número por unidad|One number for each unit]]"}
def batch_statistics(Z):
    return np.mean(Z, axis=0, keepdims=True), np.var(Z, axis=0, keepdims=True)


# %% solo la media (the mean alone) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[Has devuelto solo las medias|You returned the means alone]]"}
def batch_statistics(Z):
    return np.mean(Z, axis=0)


# %% sin return (no return) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[falta el return|is a return missing]]"}
def batch_statistics(Z):
    mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)


# %% divide siempre entre tres (always divides by three) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[datos al azar|random data]]", "hidden": true}
def batch_statistics(Z):
    m = 1 if len(Z) == 1 else 3
    mean = np.sum(Z, axis=0) / m
    return mean, np.sum((Z - mean) ** 2, axis=0) / m


# %% los números del enunciado (the numbers of the text) {"wrong": "batch_statistics", "caught_by": ["test_batch_statistics"], "says": "[[datos al azar|random data]]", "hidden": true}
def batch_statistics(Z):
    return (
        {1: ([2, -1], [0, 0]), 3: ([3, 20], [8 / 3, 200])}[len(Z)]
        if Z.shape[1] == 2 and len(Z) != 5
        else ([1e8 + 1], [2 / 3])
    )


# %% [markdown]
# ## 2. batch_norm


# %% con la potencia de un medio (with the power one half) {"right": "batch_norm"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    mean = Z.mean(axis=0)
    centred = Z - mean
    s = ((centred**2).mean(axis=0) + eps) ** 0.5
    Z_hat = centred / s
    return Z_hat * gamma + beta, Z_hat, s


# %% unidad por unidad (unit by unit) {"right": "batch_norm"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    columns, normalized, roots = [], [], []
    for unit, g, b in zip(Z.T, gamma, beta, strict=True):
        s = math.sqrt(unit.var() + eps)
        hat = (unit - unit.mean()) / s
        columns.append(g * hat + b)
        normalized.append(hat)
        roots.append(s)
    return np.column_stack(columns), np.column_stack(normalized), roots


# %% multiplicando por el inverso (multiplying by the inverse) {"right": "batch_norm"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    inverse = 1 / np.sqrt(Z.var(axis=0) + eps)
    Z_hat = (Z - Z.mean(axis=0, keepdims=True)) * inverse
    return [gamma[None, :] * Z_hat + beta[None, :], Z_hat, 1 / inverse]


# %% en el propio array (in place) {"right": "batch_norm"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(Z.var(axis=0) + eps)
    Z -= Z.mean(axis=0)
    Z /= s
    return gamma * Z + beta, Z, s


# %% la ε fuera de la raíz (the ε outside the root) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[La ε va dentro de la raíz|The ε goes inside the root]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0)) + eps
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, s


# %% la ε sumada a la desviación típica (the ε added to the standard deviation) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[La ε va dentro de la raíz|The ε goes inside the root]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.std(Z, axis=0) + eps
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, s


# %% sin ε (without ε) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[Falta la ε|The ε is missing]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.std(Z, axis=0)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, s


# %% una ε propia (an ε of its own) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[no es la que se recibe|not the one that is passed in]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0) + 1e-8)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, s


# %% la ε de siempre (the usual ε) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[Has usado 0,001|You used 0.001]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0) + 1e-3)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, s


# %% suma de raíces (a sum of roots) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[no es la suma de las raíces|is not the sum of the roots]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.std(Z, axis=0) + np.sqrt(eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, s


# %% entre la varianza (by the variance) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[Falta la raíz|The root is missing]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.var(Z, axis=0) + eps
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, s


# %% ddof de la estadística (the ddof of statistics) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[no entre m − 1|not by m − 1]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0, ddof=1) + eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, s


# %% por ejemplos, con keepdims (by examples, with keepdims) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[estadísticas de cada ejemplo|statistics of each example]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=1, keepdims=True) + eps)
    Z_hat = (Z - np.mean(Z, axis=1, keepdims=True)) / s
    return gamma * Z_hat + beta, Z_hat, s


# %% por ejemplos (by examples) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[la matriz es cuadrada|the matrix is square]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=1) + eps)
    Z_hat = (Z - np.mean(Z, axis=1)) / s
    return gamma * Z_hat + beta, Z_hat, s


# %% toda la matriz (the whole matrix) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[estadísticas de toda la matriz|statistics of the whole matrix]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z) + eps)
    Z_hat = (Z - np.mean(Z)) / s
    return gamma * Z_hat + beta, Z_hat, s


# %% sin restar la media (the mean not subtracted) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[Falta restar la media|still have to subtract the mean]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0) + eps)
    Z_hat = Z / s
    return gamma * Z_hat + beta, Z_hat, s


# %% γ y β cambiadas (γ and β swapped) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[γ y β están cambiadas|γ and β are swapped]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0) + eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return beta * Z_hat + gamma, Z_hat, s


# %% β antes de multiplicar (β before multiplying) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[β se suma después|β is added after]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0) + eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * (Z_hat + beta), Z_hat, s


# %% sin γ ni β (without γ or β) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[Faltan γ y β|γ and β are missing]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0) + eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return Z_hat, Z_hat, s


# %% sin β (without β) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[Falta β|β is missing]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0) + eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat, Z_hat, s


# %% sin γ (without γ) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[Falta γ|γ is missing]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0) + eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return Z_hat + beta, Z_hat, s


# %% devuelve s al cuadrado (returns s squared) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[eso es s²|that is s²]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0) + eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, s**2


# %% devuelve σ (returns σ) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[eso es σ.|that is σ.]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0) + eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, np.std(Z, axis=0)


# %% devuelve la varianza (returns the variance) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[eso es σ²|that is σ²]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0) + eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, np.var(Z, axis=0)


# %% devuelve el inverso (returns the inverse) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[eso es 1/s|that is 1/s]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0) + eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, 1 / s


# %% s con keepdims (s with keepdims) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[y s de forma|and s has shape]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0, keepdims=True) + eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, s


# %% Ẑ y U cambiadas (Ẑ and U swapped) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[Van en otro orden|They go in another order]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0) + eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return Z_hat, gamma * Z_hat + beta, s


# %% devuelve lo centrado (returns the centred one) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[te has quedado en Z − μ|you stopped at Z − μ]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    centred = Z - np.mean(Z, axis=0)
    s = np.sqrt(np.var(Z, axis=0) + eps)
    return gamma * centred / s + beta, centred, s


# %% solo la salida (the output alone) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[Tiene que devolver 3 resultados|It has to return 3 results]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    return np.array([gamma * (Z[0] - Z.mean(axis=0)) / np.sqrt(Z.var(axis=0) + eps) + beta])


# %% ε solo si σ es cero (ε only if σ is zero) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[Falta la ε|The ε is missing]]"}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.where(np.var(Z, axis=0) == 0, np.sqrt(eps), np.std(Z, axis=0))
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, s


# %% con un solo ejemplo no normaliza (does not normalize a single example) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[datos al azar|random data]]", "hidden": true}
def batch_norm(Z, gamma, beta, eps=1e-3):
    if len(Z) == 1:
        return gamma * Z + beta, Z, np.ones(len(gamma))
    s = np.sqrt(np.var(Z, axis=0) + eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    return gamma * Z_hat + beta, Z_hat, s


# %% siempre dos unidades (always two units) {"wrong": "batch_norm", "caught_by": ["test_batch_norm"], "says": "[[datos al azar|random data]]", "hidden": true}
def batch_norm(Z, gamma, beta, eps=1e-3):
    s = np.sqrt(np.var(Z, axis=0) + eps)
    Z_hat = (Z - np.mean(Z, axis=0)) / s
    U = np.array([[gamma[0] * a[0] + beta[0], gamma[1] * a[1] + beta[1]] for a in Z_hat])
    return U, Z_hat, s


# %% [markdown]
# ## 3. identity_parameters


# %% unidad por unidad (unit by unit) {"right": "identity_parameters"}
def identity_parameters(Z, eps=1e-3):
    units = Z.T.tolist()
    return [math.sqrt(statistics.pvariance(u) + eps) for u in units], [statistics.fmean(u) for u in units]


# %% despejando con dos ejemplos (solving with two examples) {"right": "identity_parameters"}
def identity_parameters(Z, eps=1e-3):
    mean = Z.mean(axis=0)
    root = (((Z - mean) ** 2).mean(axis=0) + eps) ** 0.5
    hat = (Z - mean) / root
    top, low = hat.argmax(axis=0), hat.argmin(axis=0)
    j = np.arange(Z.shape[1])
    gamma = (Z[top, j] - Z[low, j]) / (hat[top, j] - hat[low, j])
    return gamma, Z[top, j] - gamma * hat[top, j]


# %% de una tupla a una lista (as a list) {"right": "identity_parameters"}
def identity_parameters(Z, eps=1e-3):
    mean, variance = Z.mean(0), Z.var(0)
    return [np.sqrt(variance + eps), mean]


# %% γ igual a σ (γ equal to σ) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[sería exacto sin ε|would be exact without ε]]"}
def identity_parameters(Z, eps=1e-3):
    return np.std(Z, axis=0), np.mean(Z, axis=0)


# %% la ε fuera de la raíz (the ε outside the root) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[La ε va dentro de la raíz|The ε goes inside the root]]"}
def identity_parameters(Z, eps=1e-3):
    return np.std(Z, axis=0) + eps, np.mean(Z, axis=0)


# %% sin raíz (without the root) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[Falta la raíz|The root is missing]]"}
def identity_parameters(Z, eps=1e-3):
    return np.var(Z, axis=0) + eps, np.mean(Z, axis=0)


# %% la varianza (the variance) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[Eso es la varianza|That is the variance]]"}
def identity_parameters(Z, eps=1e-3):
    return np.var(Z, axis=0), np.mean(Z, axis=0)


# %% el inverso de s (the inverse of s) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[s, no 1/s|s, not 1/s]]"}
def identity_parameters(Z, eps=1e-3):
    return 1 / np.sqrt(np.var(Z, axis=0) + eps), np.mean(Z, axis=0)


# %% ddof de la estadística (the ddof of statistics) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[no entre m − 1|not by m − 1]]"}
def identity_parameters(Z, eps=1e-3):
    return np.sqrt(np.var(Z, axis=0, ddof=1) + eps), np.mean(Z, axis=0)


# %% no usa eps (does not use eps) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[Has usado 0,001|You used 0.001]]"}
def identity_parameters(Z, eps=1e-3):
    return np.sqrt(np.var(Z, axis=0) + 1e-3), np.mean(Z, axis=0)


# %% β con signo menos (β with a minus sign) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[se suma, con su signo|add it, with its sign]]"}
def identity_parameters(Z, eps=1e-3):
    return np.sqrt(np.var(Z, axis=0) + eps), -np.mean(Z, axis=0)


# %% β dividida entre s (β divided by s) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[sin dividirla entre s|not divided by s]]"}
def identity_parameters(Z, eps=1e-3):
    return np.sqrt(np.var(Z, axis=0) + eps), np.mean(Z, axis=0) / np.sqrt(np.var(Z, axis=0) + eps)


# %% β nula (β zero) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[Falta devolver la media|The mean has to be given back]]"}
def identity_parameters(Z, eps=1e-3):
    return np.sqrt(np.var(Z, axis=0) + eps), np.zeros(Z.shape[1])


# %% unos y ceros (ones and zeros) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[no se deshace nada|nothing is undone]]"}
def identity_parameters(Z, eps=1e-3):
    return np.ones(Z.shape[1]), np.zeros(Z.shape[1])


# %% por ejemplos (by examples) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[estadísticas de cada ejemplo|statistics of each example]]"}
def identity_parameters(Z, eps=1e-3):
    return np.sqrt(np.var(Z, axis=1) + eps), np.mean(Z, axis=1)


# %% en el otro orden (in the other order) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[Van en el otro orden|They go in the other order]]"}
def identity_parameters(Z, eps=1e-3):
    return np.mean(Z, axis=0), np.sqrt(np.var(Z, axis=0) + eps)


# %% con keepdims (with keepdims) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[Un número por unidad|One number for each unit]]"}
def identity_parameters(Z, eps=1e-3):
    return np.sqrt(np.var(Z, axis=0, keepdims=True) + eps), np.mean(Z, axis=0, keepdims=True)


# %% ε hasta diez milésimas (ε up to ten thousandths) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[datos al azar|random data]]", "hidden": true}
def identity_parameters(Z, eps=1e-3):
    return np.sqrt(np.var(Z, axis=0) + (eps if eps < 0.01 else 1.44)), np.mean(Z, axis=0)


# %% el punto medio en vez de la media (the midpoint in place of the mean) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[Sin ε, γ es σ|Without ε, γ is σ]]"}
def identity_parameters(Z, eps=1e-3):
    return np.sqrt(np.var(Z, axis=0) + eps), (Z.max(axis=0) + Z.min(axis=0)) / 2


# %% la mitad del recorrido en vez de σ (half the range in place of σ) {"wrong": "identity_parameters", "caught_by": ["test_identity_parameters"], "says": "[[Sin ε, γ es σ|Without ε, γ is σ]]"}
def identity_parameters(Z, eps=1e-3):
    return np.sqrt(((Z.max(axis=0) - Z.min(axis=0)) / 2) ** 2 + eps), np.mean(Z, axis=0)


# %% [markdown]
# ## 4. update_running


# %% sumando la diferencia (adding the difference) {"right": "update_running"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    share = 1 - momentum
    mean, variance = Z.mean(axis=0), Z.var(axis=0)
    return running_mean + share * (mean - running_mean), running_variance + share * (
        variance - running_variance
    )


# %% en el propio array (in place) {"right": "update_running"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    running_mean *= momentum
    running_mean += (1 - momentum) * Z.mean(axis=0)
    running_variance *= momentum
    running_variance += (1 - momentum) * ((Z - Z.mean(axis=0)) ** 2).mean(axis=0)
    return running_mean, running_variance


# %% con np.average (with np.average) {"right": "update_running"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    weights = [momentum, 1 - momentum]
    mean = np.average([running_mean, Z.mean(axis=0)], axis=0, weights=weights)
    return mean, np.average([running_variance, Z.var(axis=0)], axis=0, weights=weights)


# %% unidad por unidad (unit by unit) {"right": "update_running"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    def blend(old, new):
        return momentum * old + (1 - momentum) * new

    units = Z.T.tolist()
    means = [blend(old, statistics.fmean(unit)) for old, unit in zip(running_mean, units, strict=True)]
    return means, [
        blend(old, statistics.pvariance(unit)) for old, unit in zip(running_variance, units, strict=True)
    ]


# %% el momentum de PyTorch (PyTorch's momentum) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[cuánto se conserva de lo viejo|how much of the old is kept]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = (1 - momentum) * running_mean + momentum * np.mean(Z, axis=0)
    new_variance = (1 - momentum) * running_variance + momentum * np.var(Z, axis=0)
    return new_mean, new_variance


# %% la varianza no se actualiza (the variance is not updated) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[No has actualizado la varianza|You did not update the variance]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = momentum * running_mean + (1 - momentum) * np.mean(Z, axis=0)
    new_variance = running_variance
    return new_mean, new_variance


# %% la media no se actualiza (the mean is not updated) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[No has actualizado la media|You did not update the mean]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = running_mean
    new_variance = momentum * running_variance + (1 - momentum) * np.var(Z, axis=0)
    return new_mean, new_variance


# %% no cambia nada (nothing changes) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[Son las que había|They are what was there]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = running_mean
    new_variance = running_variance
    return new_mean, new_variance


# %% solo el último minilote (the last mini-batch alone) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[las del último minilote|the last mini-batch's]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = np.mean(Z, axis=0)
    new_variance = np.var(Z, axis=0)
    return new_mean, new_variance


# %% ddof de la estadística (the ddof of statistics) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[no entre m − 1|not by m − 1]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = momentum * running_mean + (1 - momentum) * np.mean(Z, axis=0)
    new_variance = momentum * running_variance + (1 - momentum) * np.var(Z, axis=0, ddof=1)
    return new_mean, new_variance


# %% promedia la desviación típica (averages the standard deviation) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[no su desviación típica|not its standard deviation]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = momentum * running_mean + (1 - momentum) * np.mean(Z, axis=0)
    new_variance = momentum * running_variance + (1 - momentum) * np.std(Z, axis=0)
    return new_mean, new_variance


# %% promedia desviaciones y eleva al cuadrado (averages deviations and squares) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[aunque después se eleven|even if squared afterwards]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = momentum * running_mean + (1 - momentum) * np.mean(Z, axis=0)
    new_variance = (momentum * np.sqrt(running_variance) + (1 - momentum) * np.std(Z, axis=0)) ** 2
    return new_mean, new_variance


# %% devuelve la raíz (returns the root) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[la varianza, no su raíz|the variance, not its root]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = momentum * running_mean + (1 - momentum) * np.mean(Z, axis=0)
    new_variance = np.sqrt(momentum * running_variance + (1 - momentum) * np.var(Z, axis=0))
    return new_mean, new_variance


# %% varianza respecto de la media móvil (variance about the running mean) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[no desde la media móvil.|not from the running mean.]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = momentum * running_mean + (1 - momentum) * np.mean(Z, axis=0)
    new_variance = momentum * running_variance + (1 - momentum) * np.mean((Z - running_mean) ** 2, axis=0)
    return new_mean, new_variance


# %% varianza respecto de la media ya actualizada (variance about the updated mean) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[ya actualizada|from the updated running mean]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = momentum * running_mean + (1 - momentum) * np.mean(Z, axis=0)
    new_variance = momentum * running_variance + (1 - momentum) * np.mean((Z - new_mean) ** 2, axis=0)
    return new_mean, new_variance


# %% por ejemplos (by examples) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[estadísticas de cada ejemplo|statistics of each example]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = momentum * running_mean + (1 - momentum) * np.mean(Z, axis=1)
    new_variance = momentum * running_variance + (1 - momentum) * np.var(Z, axis=1)
    return new_mean, new_variance


# %% lo viejo sin peso (the old without its weight) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[Lo viejo va multiplicado|The old goes multiplied]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = running_mean + (1 - momentum) * np.mean(Z, axis=0)
    new_variance = running_variance + (1 - momentum) * np.var(Z, axis=0)
    return new_mean, new_variance


# %% lo nuevo sin peso (the new without its weight) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[Lo nuevo va multiplicado|The new goes multiplied]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = momentum * running_mean + np.mean(Z, axis=0)
    new_variance = momentum * running_variance + np.var(Z, axis=0)
    return new_mean, new_variance


# %% suma sin pesos (sum without weights) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[se suman con pesos|are added with weights]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = running_mean + np.mean(Z, axis=0)
    new_variance = running_variance + np.var(Z, axis=0)
    return new_mean, new_variance


# %% no usa el momentum (does not use the momentum) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[Has usado 0,99|You used 0.99]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = 0.99 * running_mean + 0.01 * np.mean(Z, axis=0)
    new_variance = 0.99 * running_variance + 0.01 * np.var(Z, axis=0)
    return new_mean, new_variance


# %% en el otro orden (in the other order) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[Van en el otro orden|They go in the other order]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    return (
        momentum * running_variance + (1 - momentum) * np.var(Z, axis=0),
        momentum * running_mean + (1 - momentum) * np.mean(Z, axis=0),
    )


# %% pasa por alto un solo ejemplo (skips a single example) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[aquí es un solo ejemplo|here it is a single example]]"}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    if len(Z) == 1:
        return running_mean, running_variance
    new_mean = momentum * running_mean + (1 - momentum) * np.mean(Z, axis=0)
    new_variance = momentum * running_variance + (1 - momentum) * np.var(Z, axis=0)
    return new_mean, new_variance


# %% otro valor por omisión (another default) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[momentum es 0,99|momentum is 0.99]]"}
def update_running(running_mean, running_variance, Z, momentum=0.9):
    new_mean = momentum * running_mean + (1 - momentum) * np.mean(Z, axis=0)
    return new_mean, momentum * running_variance + (1 - momentum) * np.var(Z, axis=0)


# %% siempre tres cuartos (always three quarters) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[datos al azar|random data]]", "hidden": true}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    momentum = momentum if momentum in (0.0, 0.99) else 0.75
    new_mean = momentum * running_mean + (1 - momentum) * np.mean(Z, axis=0)
    new_variance = momentum * running_variance + (1 - momentum) * np.var(Z, axis=0)
    return new_mean, new_variance


# %% la varianza de dos ejemplos (the variance of two examples) {"wrong": "update_running", "caught_by": ["test_update_running"], "says": "[[datos al azar|random data]]", "hidden": true}
def update_running(running_mean, running_variance, Z, momentum=0.99):
    new_mean = momentum * running_mean + (1 - momentum) * np.mean(Z, axis=0)
    new_variance = momentum * running_variance + (1 - momentum) * ((Z[0] - Z[-1]) / 2) ** 2
    return new_mean, new_variance


# %% [markdown]
# ## 5. BatchNorm


# %% sumando la diferencia, en el propio array (adding the difference, in place) {"right": "BatchNorm"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = Z.mean(axis=0), Z.var(axis=0)
            self.running_mean += (1 - self.momentum) * (mean - self.running_mean)
            self.running_variance += (1 - self.momentum) * (variance - self.running_variance)
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * ((Z - mean) / np.sqrt(variance + self.eps)) + self.beta


# %% números en la clase, que cada objeto reemplaza (numbers in the class, replaced by each object) {"right": "BatchNorm"}
class BatchNorm:
    mean, variance = 0.0, 1.0

    def affine(self, Z, mean, variance):
        return (Z - mean) * (self.gamma / np.sqrt(variance + self.eps)) + self.beta

    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps

    def forward(self, Z, training):
        if not training:
            return self.affine(Z, self.mean, self.variance)
        mean, variance = Z.mean(axis=0), ((Z - Z.mean(axis=0)) ** 2).mean(axis=0)
        keep = self.momentum
        self.mean, self.variance = (
            keep * self.mean + (1 - keep) * mean,
            keep * self.variance + (1 - keep) * variance,
        )
        return self.affine(Z, mean, variance)


# %% con la memoria en un diccionario y bucles (with the memory in a dict and loops) {"right": "BatchNorm"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.units = [
            {"gamma": g, "beta": b, "mean": 0.0, "variance": 1.0} for g, b in zip(gamma, beta, strict=True)
        ]
        self.keep, self.eps = momentum, eps

    def forward(self, Z, training):
        columns = []
        for unit, z in zip(self.units, Z.T, strict=True):
            mean, variance = unit["mean"], unit["variance"]
            if training:
                mean, variance = statistics.fmean(z), statistics.pvariance(z.tolist())
                unit["mean"] = self.keep * unit["mean"] + (1 - self.keep) * mean
                unit["variance"] = self.keep * unit["variance"] + (1 - self.keep) * variance
            columns.append(unit["gamma"] * (z - mean) / math.sqrt(variance + self.eps) + unit["beta"])
        return np.column_stack(columns)


# %% estadísticas del minilote al predecir (batch statistics at inference) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[Al predecir se usa la memoria|Predicting uses the memory]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% training al revés (training reversed) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[Al predecir se usa la memoria|Predicting uses the memory]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if not training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% la media del minilote al predecir (the mini-batch's mean at inference) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[La media se toma de la memoria|The mean is taken from the memory]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = np.mean(Z, axis=0), self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% la varianza del minilote al predecir (the mini-batch's variance at inference) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[La varianza se toma de la memoria|The variance is taken from the memory]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, np.var(Z, axis=0)
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% actualiza la memoria siempre (always updates the memory) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[Predecir ha cambiado la memoria|Predicting has changed the memory]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
        self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
        self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        if not training:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% actualiza la memoria después de predecir (updates the memory after predicting) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[Predecir ha cambiado la memoria|Predicting has changed the memory]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        batch = np.mean(Z, axis=0), np.var(Z, axis=0)
        mean, variance = batch if training else (self.running_mean, self.running_variance)
        U = self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta
        self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * batch[0]
        self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * batch[1]
        return U


# %% varianzas que empiezan en 0 (variances that begin at 0) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[empieza en 1, no en 0|begins at 1, not at 0]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.zeros(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% sin ε al predecir (no ε at inference) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[Al predecir falta la ε|The ε is missing in predicting]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        if training:
            return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta
        return self.gamma * (Z - mean) / np.sqrt(variance) + self.beta


# %% la ε fuera de la raíz (the ε outside the root) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[La ε va dentro de la raíz|The ε goes inside the root]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        if training:
            return self.gamma * (Z - mean) / (np.sqrt(variance) + self.eps) + self.beta
        return self.gamma * (Z - mean) / (np.sqrt(variance) + self.eps) + self.beta


# %% la ε fuera de la raíz al entrenar (the ε outside the root in training) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[también al entrenar|in training too]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        if training:
            return self.gamma * (Z - mean) / (np.sqrt(variance) + self.eps) + self.beta
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% no usa eps (does not use eps) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[Hay que usar el eps|Use the eps]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + 1e-3) + self.beta


# %% sin raíz (without the root) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[se toma la raíz|the root is taken]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / (variance + self.eps) + self.beta


# %% γ y β solo al entrenar (γ and β only in training) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[Al predecir faltan γ y β|γ and β are missing in predicting]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        if training:
            return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta
        return (Z - mean) / np.sqrt(variance + self.eps)


# %% γ y β solo al predecir (γ and β only at inference) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[Al entrenar faltan γ y β|γ and β are missing in training]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        if training:
            return (Z - mean) / np.sqrt(variance + self.eps)
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% γ y β cambiadas (γ and β swapped) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[γ y β están cambiadas|γ and β are swapped]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.beta * (Z - mean) / np.sqrt(variance + self.eps) + self.gamma


# %% al predecir no hace nada (does nothing at inference) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[no se deja Z como está|does not leave Z as it is]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        if training:
            return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta
        return Z


# %% entrena con la memoria (trains with the memory) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[ni siquiera recién actualizada|not even when just updated]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% entrena con la memoria de antes (trains with the earlier memory) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[Al entrenar se usan las estadísticas del minilote|Training uses the statistics of the mini-batch]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        used = self.running_mean, self.running_variance
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        mean, variance = used
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% ddof al normalizar (ddof in normalizing) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[no entre m − 1|not by m − 1]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0, ddof=1)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% ddof en la memoria, como PyTorch (ddof in the memory, like PyTorch) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[En la memoria, la varianza divide entre m|In the memory, the variance divides by m]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (
                1 - self.momentum
            ) * variance * len(Z) / max(1, len(Z) - 1)
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% por ejemplos (by examples) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[la matriz es cuadrada|the matrix is square]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=1), np.var(Z, axis=1)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% por ejemplos, con keepdims (by examples, with keepdims) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[estadísticas de cada ejemplo|statistics of each example]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=1, keepdims=True), np.var(Z, axis=1, keepdims=True)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% toda la matriz (the whole matrix) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[estadísticas de toda la matriz|statistics of the whole matrix]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z), np.var(Z)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% sin ε al entrenar (no ε in training) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[Al entrenar falta la ε|The ε is missing in training]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        if training:
            return self.gamma * (Z - mean) / np.sqrt(variance) + self.beta
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% la memoria en variables locales (the memory in local variables) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[¿Falta self?|Is self missing?]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% la varianza no se actualiza (the variance is not updated) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[No has actualizado la varianza de la memoria|You did not update the variance in the memory]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% la media no se actualiza (the mean is not updated) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[No has actualizado la media de la memoria|You did not update the mean in the memory]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% el momentum de PyTorch (PyTorch's momentum) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[cuánto se conserva de lo viejo|how much of the old is kept]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, 1 - momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% solo el último minilote (the last mini-batch alone) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[solo ha quedado el último minilote|only the last mini-batch is left]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = mean
            self.running_variance = variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% promedia la desviación típica (averages the standard deviation) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[no las desviaciones típicas.|not the standard deviations.]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * np.std(
                Z, axis=0
            )
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% promedia desviaciones y eleva al cuadrado (averages deviations and squares) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[aunque después se eleven|even if squared afterwards]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = (
                self.momentum * np.sqrt(self.running_variance) + (1 - self.momentum) * np.std(Z, axis=0)
            ) ** 2
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% apunta la varianza con ε (notes the variance with ε) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[así está dos veces|this way it is there twice]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * (
                variance + self.eps
            )
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% no usa el momentum (does not use the momentum) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[Hay que usar el momentum|Use the momentum]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = 0.99 * self.running_mean + (1 - 0.99) * mean
            self.running_variance = 0.99 * self.running_variance + (1 - 0.99) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% apunta dos veces (takes notes twice) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[se ha actualizado dos veces|has been updated twice]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            for _ in range(2):
                self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
                self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% la memoria vuelve a empezar (the memory begins again) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[vuelve a empezar en cada minilote|begins again at each mini-batch]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * 0 + (1 - self.momentum) * mean
            self.running_variance = self.momentum * 1 + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% solo apunta el primer minilote (notes the first mini-batch only) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[no ha cambiado con el segundo|has not changed with the second]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))
        self.used = False

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            if self.used:
                return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta
            self.used = True
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% memoria compartida por la clase (memory shared by the class) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[Las dos capas comparten la memoria|The two layers share their memory]]"}
class BatchNorm:
    memory = {"mean": 0.0, "variance": 1.0}  # noqa: RUF012

    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.memory["mean"] = self.momentum * self.memory["mean"] + (1 - self.momentum) * mean
            self.memory["variance"] = self.momentum * self.memory["variance"] + (1 - self.momentum) * variance
        else:
            mean, variance = self.memory["mean"], self.memory["variance"]
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% la memoria en un argumento por omisión (the memory in a default argument) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[Las dos capas comparten la memoria|The two layers share their memory]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3, memory=[0.0, 1.0]):  # noqa: B006
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.memory = memory

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.memory[0] = self.momentum * self.memory[0] + (1 - self.momentum) * mean
            self.memory[1] = self.momentum * self.memory[1] + (1 - self.momentum) * variance
        else:
            mean, variance = self.memory[0], self.memory[1]
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% otro valor de eps por omisión (another default eps) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[eps es 0,001|eps is 0.001]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, 1e-5 if eps == 1e-3 else eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% otro momentum por omisión (another default momentum) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[momentum es 0,99|momentum is 0.99]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = (
            gamma,
            beta,
            0.9 if momentum == 0.99 else momentum,
            eps,
        )
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% un ejemplo solo, con la memoria (a single example, with the memory) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[Con un solo ejemplo, al entrenar sale β|With a single example, in training β comes out]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        if len(Z) == 1:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% forward no devuelve nada (forward returns nothing) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[falta el return|is a return missing]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        self.U = self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% siempre tres cuartos (always three quarters) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[datos al azar|random data]]", "hidden": true}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        self.momentum = self.momentum if self.momentum == 0.99 else 0.75
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            self.running_mean = self.momentum * self.running_mean + (1 - self.momentum) * mean
            self.running_variance = self.momentum * self.running_variance + (1 - self.momentum) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% apunta cada minilote según su tamaño (weighs each mini-batch by its size) {"wrong": "BatchNorm", "caught_by": ["test_BatchNorm"], "says": "[[parte de las medias 1 y 5|starts from means 1 and 5]]"}
class BatchNorm:
    def __init__(self, gamma, beta, momentum=0.99, eps=1e-3):
        self.gamma, self.beta, self.momentum, self.eps = gamma, beta, momentum, eps
        self.running_mean, self.running_variance = np.zeros(len(gamma)), np.ones(len(gamma))

    def forward(self, Z, training):
        if training:
            mean, variance = np.mean(Z, axis=0), np.var(Z, axis=0)
            keep = self.momentum ** (len(Z) / 2)
            self.running_mean = keep * self.running_mean + (1 - keep) * mean
            self.running_variance = keep * self.running_variance + (1 - keep) * variance
        else:
            mean, variance = self.running_mean, self.running_variance
        return self.gamma * (Z - mean) / np.sqrt(variance + self.eps) + self.beta


# %% [markdown]
# ## 6. fold


# %% con la traspuesta (with the transpose) {"right": "fold"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    s = np.sqrt(running_variance + eps)
    return (W.T * gamma / s).T, (b - running_mean) * gamma / s + beta


# %% con una matriz diagonal (with a diagonal matrix) {"right": "fold"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    D = np.diag(gamma / np.sqrt(running_variance + eps))
    return D @ W, D @ (b - running_mean) + beta


# %% unidad por unidad (unit by unit) {"right": "fold"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    rows, biases = [], []
    for w, c, g, shift, mean, variance in zip(W, b, gamma, beta, running_mean, running_variance, strict=True):
        factor = g / math.sqrt(variance + eps)
        rows.append([factor * p for p in w])
        biases.append(factor * c - factor * mean + shift)
    return rows, biases


# %% preguntando a la capa (asking the layer) {"right": "fold"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    def layer(X):
        return gamma * (X @ W.T + b - running_mean) / np.sqrt(running_variance + eps) + beta

    rest = layer(np.zeros((1, W.shape[1])))
    return (layer(np.eye(W.shape[1])) - rest).T, rest[0]


# %% escala las columnas (scales the columns) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[multiplica su fila de W|multiplies its row of W]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return scale * W, scale * (b - running_mean) + beta


# %% W′ traspuesta (W′ transposed) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[W′ sale traspuesta|W′ comes out transposed]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return W.T * scale, scale * (b - running_mean) + beta


# %% W sin cambiar (W unchanged) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[W no ha cambiado|W has not changed]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return W, scale * (b - running_mean) + beta


# %% W sin dividir entre s (W not divided by s) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[A W le falta dividir|W still has to be divided]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return gamma[:, None] * W, scale * (b - running_mean) + beta


# %% W sin γ (W without γ) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[A W le falta multiplicar por γ|W still has to be multiplied by γ]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return W / np.sqrt(running_variance + eps)[:, None], scale * (b - running_mean) + beta


# %% olvida γ (forgets γ) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[A W le falta γ, y a b también|W lacks its γ, and so does b]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = 1 / np.sqrt(running_variance + eps)
    return scale[:, None] * W, scale * (b - running_mean) + beta


# %% el sesgo sin cambiar (the bias unchanged) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[El sesgo no ha cambiado|The bias has not changed]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return scale[:, None] * W, b


# %% olvida b (forgets b) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[Falta b|The b is missing]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return scale[:, None] * W, beta - scale * running_mean


# %% b sin escalar (b not scaled) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[b también se multiplica|b is multiplied by γ/s, too]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return scale[:, None] * W, b + beta - scale * running_mean


# %% suma μ (adds μ) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[μ se resta|μ is subtracted]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return scale[:, None] * W, scale * (b + running_mean) + beta


# %% μ sin escalar (μ not scaled) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[μ también se multiplica|μ is multiplied by γ/s, too]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return scale[:, None] * W, scale * b + beta - running_mean


# %% olvida μ (forgets μ) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[Falta restar μ|You still have to subtract μ]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return scale[:, None] * W, scale * b + beta


# %% olvida β (forgets β) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[Falta sumar β|You still have to add β]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return scale[:, None] * W, scale * (b - running_mean)


# %% β dentro del paréntesis (β inside the brackets) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[β se suma al final|β is added at the end]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return scale[:, None] * W, scale * (b - running_mean + beta)


# %% solo β (β alone) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[no es solo β|is not just β]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return scale[:, None] * W, beta


# %% la ε fuera de la raíz (the ε outside the root) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[La ε va dentro de la raíz|The ε goes inside the root]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / (np.sqrt(running_variance) + eps)
    return scale[:, None] * W, scale * (b - running_mean) + beta


# %% sin ε (without ε) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[Falta la ε|The ε is missing]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance)
    return scale[:, None] * W, scale * (b - running_mean) + beta


# %% sin raíz (without the root) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[has dividido entre σ² + ε|you divided by σ² + ε]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / (running_variance + eps)
    return scale[:, None] * W, scale * (b - running_mean) + beta


# %% toma la varianza por desviación (takes the variance for a deviation) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[running_variance es la varianza|running_variance is the variance]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / running_variance
    return scale[:, None] * W, scale * (b - running_mean) + beta


# %% no usa eps (does not use eps) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[Has usado 0,001|You used 0.001]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + 1e-3)
    return scale[:, None] * W, scale * (b - running_mean) + beta


# %% al revés (the other way round) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[lo has hecho al revés|you did it the other way round]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = np.sqrt(running_variance + eps) / gamma
    return scale[:, None] * W, scale * (b - running_mean) + beta


# %% γ y β cambiadas (γ and β swapped) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[γ y β están cambiadas|γ and β are swapped]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = beta / np.sqrt(running_variance + eps)
    return scale[:, None] * W, scale * (b - running_mean) + gamma


# %% el sesgo por el primer factor (the bias by the first factor) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[b′ de forma|b′ has shape]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return scale[:, None] * W, scale[0] * (b - running_mean) + beta


# %% otro eps por omisión (another default eps) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[eps es 0,001|eps is 0.001]]"}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    eps = 1e-5 if eps == 1e-3 else eps
    scale = gamma / np.sqrt(running_variance + eps)
    return scale[:, None] * W, scale * (b - running_mean) + beta


# %% cada unidad con dos entradas (two inputs for each unit) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[datos al azar|random data]]", "hidden": true}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = gamma / np.sqrt(running_variance + eps)
    return np.where(np.arange(W.shape[1]) < 3 - (W.shape[0] > 2), scale[:, None] * W, W), scale * (
        b - running_mean
    ) + beta


# %% solo las dos primeras unidades (the first two units alone) {"wrong": "fold", "caught_by": ["test_fold"], "says": "[[datos al azar|random data]]", "hidden": true}
def fold(W, b, gamma, beta, running_mean, running_variance, eps=1e-3):
    scale = np.where(np.arange(len(b)) < 2, gamma / np.sqrt(running_variance + eps), 1)
    return scale[:, None] * W, scale * (b - running_mean) + beta


# %% [markdown]
# ## 7. backward_parameters


# %% con einsum (with einsum) {"right": "backward_parameters"}
def backward_parameters(dU, Z_hat):
    return np.einsum("ij,ij->j", dU, Z_hat), np.einsum("ij->j", dU)


# %% la diagonal del producto de matrices (the diagonal of the matrix product) {"right": "backward_parameters"}
def backward_parameters(dU, Z_hat):
    return np.diag(dU.T @ Z_hat), np.ones(len(dU)) @ dU


# %% ejemplo por ejemplo (example by example) {"right": "backward_parameters"}
def backward_parameters(dU, Z_hat):
    dgamma = dbeta = np.zeros(dU.shape[1])
    for g, h in zip(dU, Z_hat, strict=True):
        dgamma, dbeta = dgamma + g * h, dbeta + g
    return [dgamma, dbeta]


# %% medias en vez de sumas (means in place of sums) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[Se suma, no se promedia|Add, do not average]]"}
def backward_parameters(dU, Z_hat):
    return np.mean(dU * Z_hat, axis=0), np.mean(dU, axis=0)


# %% dγ promediada (dγ averaged) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[dγ se suma|dγ is added]]"}
def backward_parameters(dU, Z_hat):
    return np.mean(dU * Z_hat, axis=0), np.sum(dU, axis=0)


# %% dβ promediada (dβ averaged) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[dβ se suma|dβ is added]]"}
def backward_parameters(dU, Z_hat):
    return np.sum(dU * Z_hat, axis=0), np.mean(dU, axis=0)


# %% dγ sin sumar (dγ not summed) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[dγ está sin sumar|dγ has not been summed]]"}
def backward_parameters(dU, Z_hat):
    return dU * Z_hat, np.sum(dU, axis=0)


# %% dβ sin sumar (dβ not summed) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[dβ está sin sumar|dβ has not been summed]]"}
def backward_parameters(dU, Z_hat):
    return np.sum(dU * Z_hat, axis=0), dU


# %% nada sumado (nothing summed) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[dγ y dβ están sin sumar|dγ and dβ have not been summed]]"}
def backward_parameters(dU, Z_hat):
    return dU * Z_hat, dU


# %% sobre las unidades (over the units) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[no sobre las unidades|not over the units]]"}
def backward_parameters(dU, Z_hat):
    return np.sum(dU * Z_hat, axis=1), np.sum(dU, axis=1)


# %% toda la matriz (the whole matrix) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[Has sumado toda la matriz|You summed the whole matrix]]"}
def backward_parameters(dU, Z_hat):
    return np.sum(dU * Z_hat), np.sum(dU)


# %% producto de sumas (product of sums) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[la suma de ẑ es 0|the sum of ẑ is 0]]"}
def backward_parameters(dU, Z_hat):
    return np.sum(dU, axis=0) * np.sum(Z_hat, axis=0), np.sum(dU, axis=0)


# %% olvida ẑ (forgets ẑ) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[Falta ẑ en dγ|The ẑ is missing from dγ]]"}
def backward_parameters(dU, Z_hat):
    return np.sum(dU, axis=0), np.sum(dU, axis=0)


# %% dβ es la suma de ẑ (dβ is the sum of ẑ) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[Eso es la suma de ẑ|That is the sum of ẑ]]"}
def backward_parameters(dU, Z_hat):
    return np.sum(dU * Z_hat, axis=0), np.sum(Z_hat, axis=0)


# %% producto de matrices (matrix product) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[no de matrices|not of matrices]]"}
def backward_parameters(dU, Z_hat):
    return dU.T @ Z_hat, np.sum(dU, axis=0)


# %% producto de matrices al revés (matrix product the other way round) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[no de matrices|not of matrices]]"}
def backward_parameters(dU, Z_hat):
    return Z_hat.T @ dU, np.sum(dU, axis=0)


# %% signo (sign) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[El signo está cambiado|The sign is reversed]]"}
def backward_parameters(dU, Z_hat):
    return -np.sum(dU * Z_hat, axis=0), -np.sum(dU, axis=0)


# %% en el otro orden (in the other order) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[Van en el otro orden|They go in the other order]]"}
def backward_parameters(dU, Z_hat):
    return np.sum(dU, axis=0), np.sum(dU * Z_hat, axis=0)


# %% con keepdims (with keepdims) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[Un número por unidad|One number for each unit]]"}
def backward_parameters(dU, Z_hat):
    return np.sum(dU * Z_hat, axis=0, keepdims=True), np.sum(dU, axis=0, keepdims=True)


# %% solo dγ (dγ alone) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def backward_parameters(dU, Z_hat):
    return sum(g * h for g, h in zip(dU, Z_hat, strict=True))


# %% divide entre m si hay más de tres ejemplos (divides by m with over three examples) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def backward_parameters(dU, Z_hat):
    m = len(dU) if len(dU) > 3 else 1
    return np.sum(dU * Z_hat, axis=0) / m, np.sum(dU, axis=0) / m


# %% suma los tres primeros (sums the first three) {"wrong": "backward_parameters", "caught_by": ["test_backward_parameters"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def backward_parameters(dU, Z_hat):
    return np.sum(dU[:3] * Z_hat[:3], axis=0), np.sum(dU[:3], axis=0)


# %% [markdown]
# ## 8. backward_input


# %% la forma compacta de la literatura (the compact form of the literature) {"right": "backward_input"}
def backward_input(dU, Z_hat, gamma, s):
    m = len(dU)
    dgamma, dbeta = np.sum(dU * Z_hat, axis=0), np.sum(dU, axis=0)
    return gamma / (m * s) * (m * dU - dbeta - Z_hat * dgamma)


# %% por el grafo, nodo a nodo (through the graph, node by node) {"right": "backward_input"}
def backward_input(dU, Z_hat, gamma, s):
    m = len(dU)
    centred = Z_hat * s  # z − μ
    d_hat = dU * gamma
    d_variance = np.sum(d_hat * centred, axis=0) * -0.5 * s**-3
    d_mean = np.sum(-d_hat / s, axis=0) + d_variance * np.mean(-2 * centred, axis=0)
    return d_hat / s + d_variance * 2 * centred / m + d_mean / m


# %% por el grafo, con el inverso de s (through the graph, with the inverse of s) {"right": "backward_input"}
def backward_input(dU, Z_hat, gamma, s):
    m = dU.shape[0]
    inverse, centred = 1 / s, Z_hat * s
    d_hat = dU * gamma
    d_inverse = np.sum(d_hat * centred, axis=0)
    d_centred = d_hat * inverse - d_inverse * inverse**3 * centred / m
    return d_centred - d_centred.sum(axis=0) / m


# %% con la jacobiana de cada unidad (with the Jacobian of each unit) {"right": "backward_input"}
def backward_input(dU, Z_hat, gamma, s):
    m = len(dU)
    columns = []
    for g, h, c, root in zip(dU.T, Z_hat.T, gamma, s, strict=True):
        jacobian = (np.eye(m) - 1 / m - np.outer(h, h) / m) / root
        columns.append(jacobian @ (c * g))
    return np.column_stack(columns)


# %% μ y σ constantes (μ and σ constant) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[Has tratado μ y σ como constantes|You took μ and σ for constants]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return G / s


# %% σ constante (σ constant) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[Has tratado σ como constante|You took σ for a constant]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=0)) / s


# %% media de g por media de ẑ (mean of g times mean of ẑ) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[Has tratado σ como constante|You took σ for a constant]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=0) - Z_hat * np.mean(G, axis=0) * np.mean(Z_hat, axis=0)) / s


# %% μ constante (μ constant) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[Has tratado μ como constante|You took μ for a constant]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - Z_hat * np.mean(G * Z_hat, axis=0)) / s


# %% sin γ (without γ) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[Falta γ|The γ is missing]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU
    return (G - np.mean(G, axis=0) - Z_hat * np.mean(G * Z_hat, axis=0)) / s


# %% γ solo en el primer camino (γ in the first path only) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[no solo en el primero|not only in the first]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(dU, axis=0) - Z_hat * np.mean(dU * Z_hat, axis=0)) / s


# %% sumas en vez de medias (sums in place of means) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[son medias, no sumas|they are means, not sums]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.sum(G, axis=0) - Z_hat * np.sum(G * Z_hat, axis=0)) / s


# %% sin 1/m en la desviación (no 1/m in the deviation) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[Falta el 1/m en el camino de la desviación|The 1/m is missing from the path of the deviation]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=0) - Z_hat * np.sum(G * Z_hat, axis=0)) / s


# %% sin 1/m en la media (no 1/m in the mean) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[Falta el 1/m en el camino de la media|The 1/m is missing from the path of the mean]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.sum(G, axis=0) - Z_hat * np.mean(G * Z_hat, axis=0)) / s


# %% m veces (m times) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[Es m veces lo esperado|It is m times what was expected]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (len(G) * G - np.sum(G, axis=0) - Z_hat * np.sum(G * Z_hat, axis=0)) / s


# %% 1/m dos veces (1/m twice) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[El 1/m está dos veces|The 1/m is there twice]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=0) - Z_hat * np.mean(G * Z_hat, axis=0)) / s / len(G)


# %% m − 1 en la desviación (m − 1 in the deviation) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[no entre m − 1|not by m − 1]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=0) - Z_hat * np.sum(G * Z_hat, axis=0) / max(1, len(G) - 1)) / s


# %% signo del camino de la desviación (sign of the deviation's path) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[El camino de la desviación entra con signo menos|The path of the deviation comes in with a minus sign]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=0) + Z_hat * np.mean(G * Z_hat, axis=0)) / s


# %% signo del camino de la media (sign of the mean's path) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[El camino de la media entra con signo menos|The path of the mean comes in with a minus sign]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G + np.mean(G, axis=0) - Z_hat * np.mean(G * Z_hat, axis=0)) / s


# %% olvida la ẑ de fuera (forgets the outer ẑ) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[va multiplicado por ẑ|is multiplied by ẑ]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=0) - np.mean(G * Z_hat, axis=0)) / s


# %% olvida el 2 del cuadrado (forgets the 2 of the square) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[está a la mitad|is half what it should be]]"}
def backward_input(dU, Z_hat, gamma, s):
    m = len(dU)
    centred = Z_hat * s
    d_hat = dU * gamma
    d_variance = np.sum(d_hat * centred, axis=0) * -0.5 / s**3
    return (d_hat - np.mean(d_hat, axis=0)) / s + d_variance * centred / m


# %% olvida el ½ de la raíz (forgets the ½ of the root) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[está al doble|is twice what it should be]]"}
def backward_input(dU, Z_hat, gamma, s):
    m = len(dU)
    centred = Z_hat * s
    d_hat = dU * gamma
    d_variance = np.sum(d_hat * centred, axis=0) * -1 / s**3
    return (d_hat - np.mean(d_hat, axis=0)) / s + d_variance * 2 * centred / m


# %% s de más en la desviación (an s too many in the deviation) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[una sola vez|only once]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=0) - Z_hat * np.mean(G * Z_hat, axis=0) / s) / s


# %% s de menos en la desviación (an s too few in the deviation) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[Falta dividir entre s el camino de la desviación|The path of the deviation still has to be divided by s]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=0)) / s - Z_hat * np.mean(G * Z_hat, axis=0)


# %% sin s (without s) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[Falta dividir entre s.|You still have to divide by s.]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return G - np.mean(G, axis=0) - Z_hat * np.mean(G * Z_hat, axis=0)


# %% entre s al cuadrado (by s squared) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[no entre s²|not by s²]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=0) - Z_hat * np.mean(G * Z_hat, axis=0)) / s**2


# %% multiplica por s (multiplies by s) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[no se multiplica|do not multiply]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=0) - Z_hat * np.mean(G * Z_hat, axis=0)) * s


# %% sobre las unidades, con keepdims (over the units, with keepdims) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[no sobre las unidades|not over the units]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=1, keepdims=True) - Z_hat * np.mean(G * Z_hat, axis=1, keepdims=True)) / s


# %% sobre las unidades (over the units) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[Has promediado sobre las unidades|You averaged over the units]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=1) - Z_hat * np.mean(G * Z_hat, axis=1)) / s


# %% toda la matriz (the whole matrix) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[la media de toda la matriz|the mean of the whole matrix]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G) - Z_hat * np.mean(G * Z_hat)) / s


# %% signo (sign) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[El signo está cambiado|The sign is reversed]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return -(G - np.mean(G, axis=0) - Z_hat * np.mean(G * Z_hat, axis=0)) / s


# %% sin la ẑ de dentro (without the inner ẑ) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[tiene que sumar 0|has to add up to 0]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=0) - Z_hat * np.mean(G, axis=0)) / s


# %% siempre tres ejemplos (always three examples) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[Cada columna de dZ|Each column of dZ]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.sum(G, axis=0) / 3 - Z_hat * np.mean(G * Z_hat, axis=0)) / s


# %% cuenta columnas en vez de filas (counts columns in place of rows) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def backward_input(dU, Z_hat, gamma, s):
    m = dU.shape[1] if len(dU) > 1 else 1
    G = dU * gamma
    return (G - np.sum(G, axis=0) / m - Z_hat * np.sum(G * Z_hat, axis=0) / m) / s


# %% proyecta como si ẑ midiera uno (projects as if ẑ had unit size) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[Cada columna de dZ|Each column of dZ]]"}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=0) - Z_hat * np.sum(G * Z_hat, axis=0) / np.sum(Z_hat**2, axis=0)) / s


# %% la media, solo con pocos ejemplos (the mean, only with few examples) {"wrong": "backward_input", "caught_by": ["test_backward_input"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def backward_input(dU, Z_hat, gamma, s):
    G = dU * gamma
    return (G - np.mean(G, axis=0) * (len(G) < 4) - Z_hat * np.mean(G * Z_hat, axis=0)) / s


# %% [markdown]
# ## 9. layer_norm


# %% por columnas de la traspuesta (columns of the transpose) {"right": "layer_norm"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    A = Z.T
    return ((A - A.mean(axis=0)) / np.sqrt(A.var(axis=0) + eps)).T * gamma + beta


# %% ejemplo por ejemplo (example by example) {"right": "layer_norm"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    return [gamma * (z - z.mean()) / math.sqrt(z.var() + eps) + beta for z in Z]


# %% con el último eje y el inverso (with the last axis and the inverse) {"right": "layer_norm"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    centred = Z - Z.mean(-1)[:, None]
    inverse = (np.mean(centred**2, axis=-1) + eps) ** -0.5
    return np.einsum("ij,i,j->ij", centred, inverse, gamma) + beta


# %% por lotes (batch normalization) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[Eso es la normalización por lotes|That is batch normalization]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=0)
    s = np.sqrt(np.var(Z, axis=0) + eps)
    return gamma * (Z - mean) / s + beta


# %% sin keepdims (without keepdims) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[Falta keepdims=True|keepdims=True is missing]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1)
    s = np.sqrt(np.var(Z, axis=1) + eps)
    return gamma * (Z - mean) / s + beta


# %% toda la matriz (the whole matrix) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[estadísticas de toda la matriz|statistics of the whole matrix]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z)
    s = np.sqrt(np.var(Z) + eps)
    return gamma * (Z - mean) / s + beta


# %% γ y β por ejemplo (γ and β for each example) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[γ y β siguen siendo una por unidad|γ and β are still one for each unit]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.sqrt(np.var(Z, axis=1, keepdims=True) + eps)
    return gamma[:, None] * (Z - mean) / s + beta[:, None]


# %% γ por ejemplo (γ for each example) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[γ sigue siendo una por unidad|γ is still one for each unit]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.sqrt(np.var(Z, axis=1, keepdims=True) + eps)
    return gamma[:, None] * (Z - mean) / s + beta


# %% β por ejemplo (β for each example) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[β sigue siendo una por unidad|β is still one for each unit]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.sqrt(np.var(Z, axis=1, keepdims=True) + eps)
    return gamma * (Z - mean) / s + beta[:, None]


# %% ddof de la estadística (the ddof of statistics) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[no entre n − 1|not by n − 1]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.sqrt(np.var(Z, axis=1, keepdims=True, ddof=1) + eps)
    return gamma * (Z - mean) / s + beta


# %% la ε fuera de la raíz (the ε outside the root) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[La ε va dentro de la raíz|The ε goes inside the root]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.std(Z, axis=1, keepdims=True) + eps
    return gamma * (Z - mean) / s + beta


# %% sin ε (without ε) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[Falta la ε|The ε is missing]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.std(Z, axis=1, keepdims=True)
    return gamma * (Z - mean) / s + beta


# %% no usa eps (does not use eps) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[Has usado 0,001|You used 0.001]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.sqrt(np.var(Z, axis=1, keepdims=True) + 1e-3)
    return gamma * (Z - mean) / s + beta


# %% entre la varianza (by the variance) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[has dividido entre σ² + ε|you divided by σ² + ε]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.var(Z, axis=1, keepdims=True) + eps
    return gamma * (Z - mean) / s + beta


# %% sin dividir (no division) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[Falta dividir entre la raíz|You still have to divide by the root]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = 1
    return gamma * (Z - mean) / s + beta


# %% sin restar la media (the mean not subtracted) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[Falta restar la media|still have to subtract the mean]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = 0
    s = np.sqrt(np.var(Z, axis=1, keepdims=True) + eps)
    return gamma * (Z - mean) / s + beta


# %% sin γ ni β (without γ or β) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[Faltan γ y β|γ and β are missing]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.sqrt(np.var(Z, axis=1, keepdims=True) + eps)
    return (Z - mean) / s


# %% γ y β cambiadas (γ and β swapped) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[γ y β están cambiadas|γ and β are swapped]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.sqrt(np.var(Z, axis=1, keepdims=True) + eps)
    return beta * (Z - mean) / s + gamma


# %% β antes de multiplicar (β before multiplying) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[β se suma después|β is added after]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.sqrt(np.var(Z, axis=1, keepdims=True) + eps)
    return gamma * ((Z - mean) / s + beta)


# %% la media por filas y la varianza por columnas (mean by rows, variance by columns) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[U es de forma|U has shape]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.sqrt(np.var(Z, axis=0) + eps)
    return gamma * (Z - mean) / s + beta


# %% devuelve tres cosas (returns three things) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[U es de forma|U has shape]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.sqrt(np.var(Z, axis=1, keepdims=True) + eps)
    Z_hat = (Z - mean) / s
    return gamma * Z_hat + beta, Z_hat, s * np.ones(Z.shape)


# %% otro eps por omisión (another default eps) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[eps es 0,001|eps is 0.001]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.sqrt(np.var(Z, axis=1, keepdims=True) + (1e-5 if eps == 1e-3 else eps))
    return gamma * (Z - mean) / s + beta


# %% la varianza del primer ejemplo (the variance of the first example) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[U es de forma|U has shape]]"}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.mean(Z, axis=1, keepdims=True)
    s = np.sqrt(np.var(Z[0]) + eps)
    return gamma * (Z - mean) / s + beta


# %% siempre tres o dos unidades (always three or two units) {"wrong": "layer_norm", "caught_by": ["test_layer_norm"], "says": "[[datos al azar|random data]]", "hidden": true}
def layer_norm(Z, gamma, beta, eps=1e-3):
    mean = np.sum(Z, axis=1, keepdims=True) / min(3, Z.shape[1])
    s = np.sqrt(np.var(Z, axis=1, keepdims=True) + eps)
    return gamma * (Z - mean) / s + beta

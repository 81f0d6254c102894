# Wrong and right answers to the exercise (the format is in CONTRIBUTING.md). Wrong ones are mistakes that students
# make; "hidden": true marks those that only the hidden tests can see. All run with
# python -m publish answers 00_neurons

# %% [markdown]
# ## 1. perceptron


# %% con where (with where) {"right": "perceptron"}
def perceptron(X, w, b):
    return np.where(np.dot(X, w) > -b, 1, 0)


# %% un bucle (a loop) {"right": "perceptron"}
def perceptron(X, w, b):
    answers = []
    for x in X:
        z = b
        for x_j, w_j in zip(x, w, strict=True):
            z += w_j * x_j
        answers.append(1 if z > 0 else 0)
    return answers


# %% verdaderos y falsos (trues and falses) {"right": "perceptron"}
def perceptron(X, w, b):
    return np.sum(X * w, axis=1) + b > 0


# %% con heaviside (with heaviside) {"right": "perceptron"}
def perceptron(X, w, b):
    return np.heaviside(X @ w + b, 0)


# %% mayor o igual (greater or equal) {"wrong": "perceptron", "caught_by": ["test_perceptron"], "says": "[[> y no >=|> and not >=]]"}
def perceptron(X, w, b):
    return (X @ w + b >= 0).astype(int)


# %% sin decidir (no decision) {"wrong": "perceptron", "caught_by": ["test_perceptron"], "says": "[[falta la decisión|the decision is missing]]"}
def perceptron(X, w, b):
    return X @ w + b


# %% con sign (with sign) {"wrong": "perceptron", "caught_by": ["test_perceptron"], "says": "[[np.sign da −1, 0 o 1|np.sign gives −1, 0 or 1]]"}
def perceptron(X, w, b):
    return np.sign(X @ w + b)


# %% menos uno o uno (minus one or one) {"wrong": "perceptron", "caught_by": ["test_perceptron"], "says": "[[no −1 o 1|not −1 or 1]]"}
def perceptron(X, w, b):
    return np.where(X @ w + b > 0, 1, -1)


# %% al revés (the wrong way round) {"wrong": "perceptron", "caught_by": ["test_perceptron"], "says": "[[Está al revés|the wrong way round]]"}
def perceptron(X, w, b):
    return (X @ w + b <= 0).astype(int)


# %% la sigmoide (the sigmoid) {"wrong": "perceptron", "caught_by": ["test_perceptron"], "says": "[[Es la sigmoide|That is the sigmoid]]"}
def perceptron(X, w, b):
    return 1 / (1 + np.exp(-(X @ w + b)))


# %% sin sesgo (no bias) {"wrong": "perceptron", "caught_by": ["test_perceptron"], "says": "[[¿Y el sesgo?|And the bias?]]"}
def perceptron(X, w, b):
    return (X @ w > 0).astype(int)


# %% el sesgo como umbral (the bias as threshold) {"wrong": "perceptron", "caught_by": ["test_perceptron"], "says": "[[El sesgo no es el umbral|The bias is not the threshold]]"}
def perceptron(X, w, b):
    return (X @ w > b).astype(int)


# %% una sola respuesta (a single answer) {"wrong": "perceptron", "caught_by": ["test_perceptron"], "says": "[[y se pedía un array de forma (6,)|and an array of shape (6,) was asked for]]"}
def perceptron(X, w, b):
    return int(np.sum(X * w) + b > 0)


# %% una columna (a column) {"wrong": "perceptron", "caught_by": ["test_perceptron"], "says": "[[y se pedía un array de forma (6,)|and an array of shape (6,) was asked for]]"}
def perceptron(X, w, b):
    return (X @ w.reshape(-1, 1) + b > 0).astype(int)


# %% solo dos entradas (two inputs only) {"wrong": "perceptron", "caught_by": ["test_perceptron"], "says": "IndexError", "hidden": true}
def perceptron(X, w, b):
    return [int(x[0] * w[0] + x[1] * w[1] + b > 0) for x in X]


# %% [markdown]
# ## 2. gate


# %% un diccionario (a dictionary) {"right": "gate"}
def gate(name, n):
    return {"and": ([1] * n, 0.5 - n), "or": ([1] * n, -0.5), "nand": ([-1] * n, n - 0.5)}[name]


# %% los pesos conocidos (the well-known weights) {"right": "gate"}
def gate(name, n):
    if name == "nand":
        return np.full(n, -2), 2 * n - 1
    return np.full(n, 2.0), -1 if name == "or" else 1 - 2 * n


# %% pesos al límite, sin tocar la frontera (weights on the edge) {"right": "gate"}
def gate(name, n):
    if name == "or":
        return np.arange(1, n + 1), 0
    if name == "and":
        return np.ones(n), 1 - n
    return -np.ones(n), np.array([n - 0.1])


# %% NAND que cuenta con disparar en cero (NAND that counts on firing at zero) {"wrong": "gate", "caught_by": ["test_gate"], "says": "[[Esa es la tabla de NOR|That is the table of NOR]]"}
def gate(name, n):
    return {"and": (np.ones(n), 0.5 - n), "or": (np.ones(n), -0.5), "nand": (-np.ones(n), n - 1)}[name]


# %% AND que cuenta con disparar en cero (AND that counts on firing at zero) {"wrong": "gate", "caught_by": ["test_gate"], "says": "[[Nunca se dispara|It never fires]]"}
def gate(name, n):
    return {"and": (np.ones(n), -n), "or": (np.ones(n), -0.5), "nand": (-np.ones(n), n - 0.5)}[name]


# %% umbral en lugar de sesgo (threshold in place of bias) {"wrong": "gate", "caught_by": ["test_gate"], "says": "[[Se dispara siempre|It always fires]]"}
def gate(name, n):
    return {"and": (np.ones(n), n - 0.5), "or": (np.ones(n), 0.5), "nand": (-np.ones(n), 0.5 - n)}[name]


# %% AND y OR cambiadas (AND and OR swapped) {"wrong": "gate", "caught_by": ["test_gate"], "says": "[[Esa es la tabla de OR|That is the table of OR]]"}
def gate(name, n):
    return {"or": (np.ones(n), 0.5 - n), "and": (np.ones(n), -0.5), "nand": (-np.ones(n), n - 0.5)}[name]


# %% NAND sin negar (NAND not negated) {"wrong": "gate", "caught_by": ["test_gate"], "says": "[[Esa es la tabla de AND|That is the table of AND]]"}
def gate(name, n):
    return np.ones(n), -0.5 if name == "or" else 0.5 - n


# %% AND negada solo en los pesos (only the weights negated) {"wrong": "gate", "caught_by": ["test_gate"], "says": "[[Nunca se dispara|It never fires]]"}
def gate(name, n):
    return {"and": (np.ones(n), 0.5 - n), "or": (np.ones(n), -0.5), "nand": (-np.ones(n), 0.5 - n)}[name]


# %% el sesgo de dos entradas (the bias for two inputs) {"wrong": "gate", "caught_by": ["test_gate"], "says": "[[el umbral de AND crece con n|the threshold of AND grows with n]]"}
def gate(name, n):
    return {"and": (np.ones(n), -1.5), "or": (np.ones(n), -0.5), "nand": (-2 * np.ones(n), 3)}[name]


# %% solo los pesos (the weights alone) {"wrong": "gate", "caught_by": ["test_gate"], "says": "[[y b, un número|and b, a number]]"}
def gate(name, n):
    return np.ones(n + 1)


# %% siempre dos pesos (always two weights) {"wrong": "gate", "caught_by": ["test_gate"], "says": "[[Devuelve w, de forma (n,)|Return w, of shape (n,)]]"}
def gate(name, n):
    return {"and": ((1, 1), -1.5), "or": ((1, 1), -0.5), "nand": ((-2, -2), 3)}[name]


# %% NAND de dos entradas (NAND of two inputs) {"wrong": "gate", "caught_by": ["test_gate"], "says": "[[La tabla va de|The table goes from]]", "hidden": true}
def gate(name, n):
    return {"and": (np.ones(n), 0.5 - n), "or": (np.ones(n), -0.5), "nand": (-2 * np.ones(n), 3)}[name]


# %% [markdown]
# ## 3. half_adder


# %% puertas con nombre (gates with names) {"right": "half_adder"}
def half_adder(a, b, nand):
    def no(x):
        return nand(x, x)

    def both(x, y):
        return no(nand(x, y))

    def either(x, y):
        return nand(no(x), no(y))

    return both(either(a, b), nand(a, b)), both(a, b)


# %% dos productos (two products) {"right": "half_adder"}
def half_adder(a, b, nand):
    not_a, not_b = nand(a, a), nand(b, b)
    carry = nand(nand(a, b), nand(a, b))
    return [nand(nand(a, not_b), nand(not_a, b)), carry]


# %% OR por XOR (OR for XOR) {"wrong": "half_adder", "caught_by": ["test_half_adder"], "says": "[[XOR y no OR|XOR and not OR]]"}
def half_adder(a, b, nand):
    p = nand(a, b)
    return nand(nand(a, a), nand(b, b)), nand(p, p)


# %% acarreo negado (carry negated) {"wrong": "half_adder", "caught_by": ["test_half_adder"], "says": "[[El acarreo está negado|The carry is negated]]"}
def half_adder(a, b, nand):
    p = nand(a, b)
    return nand(nand(a, p), nand(b, p)), p


# %% suma negada (sum negated) {"wrong": "half_adder", "caught_by": ["test_half_adder"], "says": "[[La suma está negada|The sum is negated]]"}
def half_adder(a, b, nand):
    p = nand(a, b)
    s = nand(nand(a, p), nand(b, p))
    return nand(s, s), nand(p, p)


# %% al revés (swapped) {"wrong": "half_adder", "caught_by": ["test_half_adder"], "says": "[[primero la suma y después el acarreo|first the sum and then the carry]]"}
def half_adder(a, b, nand):
    p = nand(a, b)
    return nand(p, p), nand(nand(a, p), nand(b, p))


# %% solo la suma (the sum alone) {"wrong": "half_adder", "caught_by": ["test_half_adder"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def half_adder(a, b, nand):
    p = nand(a, b)
    return nand(nand(a, p), nand(b, p))


# %% los operadores de Python (Python's operators) {"wrong": "half_adder", "caught_by": ["test_half_adder"], "says": "[[no sale de la puerta nand|does not come from the gate nand]]"}
def half_adder(a, b, nand):
    return a ^ b, a & b


# %% acarreo con un producto (carry by a product) {"wrong": "half_adder", "caught_by": ["test_half_adder"], "says": "[[no sale de la puerta nand|does not come from the gate nand]]"}
def half_adder(a, b, nand):
    p = nand(a, b)
    return nand(nand(a, p), nand(b, p)), a * b


# %% NOT con una resta (NOT by a subtraction) {"wrong": "half_adder", "caught_by": ["test_half_adder"], "says": "[[no sale de la puerta nand|does not come from the gate nand]]"}
def half_adder(a, b, nand):
    p = nand(a, b)
    return nand(nand(a, p), nand(b, p)), 1 - p


# %% solo disimula (only pretends) {"wrong": "half_adder", "caught_by": ["test_half_adder"], "says": "[[no sale de la puerta nand|does not come from the gate nand]]", "hidden": true}
def half_adder(a, b, nand):
    if nand(0, 0) == nand(1, 1):
        return nand(a, b), nand(a, b)
    return (a + b) % 2, a * b


# %% [markdown]
# ## 4. add_bits


# %% con funciones (with functions) {"right": "add_bits"}
def add_bits(a, b, nand):
    def half(x, y):
        p = nand(x, y)
        return nand(nand(x, p), nand(y, p)), nand(p, p)

    def full(x, y, c):
        s, c1 = half(x, y)
        s, c2 = half(s, c)
        return s, nand(nand(c1, c1), nand(c2, c2))

    result, carry = [0] * (len(a) + 1), 0
    for i in range(len(a) - 1, -1, -1):
        result[i + 1], carry = full(a[i], b[i], carry)
    result[0] = carry
    return result


# %% recursiva (recursive) {"right": "add_bits"}
def add_bits(a, b, nand):
    def xor(x, y):
        return nand(nand(x, nand(x, y)), nand(y, nand(x, y)))

    if len(a) == 0:
        return [0]
    carry, *rest = add_bits(a[1:], b[1:], nand)
    total = xor(a[0], b[0])
    return [nand(nand(a[0], b[0]), nand(total, carry)), xor(total, carry), *rest]


# %% con la tarea 3, en un array (with task 3, in an array) {"right": "add_bits"}
def add_bits(a, b, nand):
    bits, carry = [], 0
    for x, y in zip(a[::-1], b[::-1], strict=True):
        s, first = half_adder(x, y, nand)
        s, second = half_adder(s, carry, nand)
        carry = nand(nand(first, first), nand(second, second))
        bits.append(s)
    bits.append(carry)
    return np.array(bits)[::-1]


# %% pierde el último acarreo (drops the last carry) {"wrong": "add_bits", "caught_by": ["test_add_bits"], "says": "[[Se pierde el último acarreo|The last carry is lost]]"}
def add_bits(a, b, nand):
    bits, carry = [], 0
    for x, y in zip(reversed(a), reversed(b), strict=True):
        p = nand(x, y)
        s = nand(nand(x, p), nand(y, p))
        q = nand(s, carry)
        bits.append(nand(nand(s, q), nand(carry, q)))
        carry = nand(p, q)
    return bits[::-1]


# %% bits al revés (bits backwards) {"wrong": "add_bits", "caught_by": ["test_add_bits"], "says": "[[el bit más significativo: va el primero|the most significant bit: it goes first]]"}
def add_bits(a, b, nand):
    bits, carry = [], 0
    for x, y in zip(reversed(a), reversed(b), strict=True):
        p = nand(x, y)
        s = nand(nand(x, p), nand(y, p))
        q = nand(s, carry)
        bits.append(nand(nand(s, q), nand(carry, q)))
        carry = nand(p, q)
    return [*bits, carry]


# %% bits al revés salvo con uno (backwards unless there is one) {"wrong": "add_bits", "caught_by": ["test_add_bits"], "says": "[[Los bits salen al revés|The bits come out backwards]]"}
def add_bits(a, b, nand):
    bits, carry = [], 0
    for x, y in zip(reversed(a), reversed(b), strict=True):
        p = nand(x, y)
        s = nand(nand(x, p), nand(y, p))
        q = nand(s, carry)
        bits.append(nand(nand(s, q), nand(carry, q)))
        carry = nand(p, q)
    return [*bits, carry] if len(a) > 1 else [carry, *bits]


# %% de izquierda a derecha (from left to right) {"wrong": "add_bits", "caught_by": ["test_add_bits"], "says": "[[el bit más significativo: va el primero|the most significant bit: it goes first]]"}
def add_bits(a, b, nand):
    bits, carry = [], 0
    for x, y in zip(a, b, strict=True):
        p = nand(x, y)
        s = nand(nand(x, p), nand(y, p))
        q = nand(s, carry)
        bits.append(nand(nand(s, q), nand(carry, q)))
        carry = nand(p, q)
    return [*bits, carry]


# %% de izquierda a derecha, y dado la vuelta (from left to right, turned round) {"wrong": "add_bits", "caught_by": ["test_add_bits"], "says": "[[Se suma de derecha a izquierda|Add from right to left]]"}
def add_bits(a, b, nand):
    bits, carry = [], 0
    for x, y in zip(a, b, strict=True):
        p = nand(x, y)
        s = nand(nand(x, p), nand(y, p))
        q = nand(s, carry)
        bits.append(nand(nand(s, q), nand(carry, q)))
        carry = nand(p, q)
    return [carry, *reversed(bits)]


# %% acarreo al final (carry at the end) {"wrong": "add_bits", "caught_by": ["test_add_bits"], "says": "[[el bit más significativo: va el primero|the most significant bit: it goes first]]"}
def add_bits(a, b, nand):
    bits, carry = [], 0
    for x, y in zip(reversed(a), reversed(b), strict=True):
        p = nand(x, y)
        s = nand(nand(x, p), nand(y, p))
        q = nand(s, carry)
        bits.insert(0, nand(nand(s, q), nand(carry, q)))
        carry = nand(p, q)
    return [*bits, carry]


# %% no pasa el acarreo (passes on no carry) {"wrong": "add_bits", "caught_by": ["test_add_bits"], "says": "[[Falta el acarreo|The carry is missing]]"}
def add_bits(a, b, nand):
    bits = []
    for x, y in zip(a, b, strict=True):
        p = nand(x, y)
        bits.append(nand(nand(x, p), nand(y, p)))
    first = nand(a[0], b[0])
    return [nand(first, first), *bits]


# %% acarreo solo del primer semisumador (carry of the first half adder only) {"wrong": "add_bits", "caught_by": ["test_add_bits"], "says": "[[cualquiera de los dos semisumadores|if either half adder]]"}
def add_bits(a, b, nand):
    bits, carry = [], 0
    for x, y in zip(reversed(a), reversed(b), strict=True):
        p = nand(x, y)
        s = nand(nand(x, p), nand(y, p))
        q = nand(s, carry)
        bits.append(nand(nand(s, q), nand(carry, q)))
        carry = nand(p, p)
    return [carry, *reversed(bits)]


# %% suma enteros (adds integers) {"wrong": "add_bits", "caught_by": ["test_add_bits"], "says": "[[no sale de la puerta nand|does not come from the gate nand]]"}
def add_bits(a, b, nand):
    total = int("".join(map(str, a)), 2) + int("".join(map(str, b)), 2)
    return [int(c) for c in format(total, f"0{len(a) + 1}b")]


# %% devuelve un número (returns a number) {"wrong": "add_bits", "caught_by": ["test_add_bits"], "says": "[[y se pedía un array|and an array]]"}
def add_bits(a, b, nand):
    return int("".join(map(str, a)), 2) + int("".join(map(str, b)), 2)


# %% hasta cuatro bits (up to four bits) {"wrong": "add_bits", "caught_by": ["test_add_bits"], "says": "8 bits", "hidden": true}
def add_bits(a, b, nand):
    bits, carry = [], 0
    for i in range(1, min(len(a), 4) + 1):
        x, y = a[-i], b[-i]
        p = nand(x, y)
        s = nand(nand(x, p), nand(y, p))
        q = nand(s, carry)
        bits.append(nand(nand(s, q), nand(carry, q)))
        carry = nand(p, q)
    return [carry, *reversed(bits)]


# %% [markdown]
# ## 5. computable


# %% con el perceptrón de la tarea 1 (with the perceptron of task 1) {"right": "computable"}
def computable(weights, biases):
    X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
    return sorted(
        {tuple(perceptron(X, np.array([p, q]), b).tolist()) for p in weights for q in weights for b in biases}
    )


# %% np.unique, un array (np.unique, an array) {"right": "computable"}
def computable(weights, biases):
    grid = np.array(list(itertools.product(weights, weights, biases)), dtype=float)
    X = np.array([[0, 0, 1], [0, 1, 1], [1, 0, 1], [1, 1, 1]])
    return np.unique((grid @ X.T > 0).astype(int), axis=0)


# %% lista y not in (list and not in) {"right": "computable"}
def computable(weights, biases):
    found = []
    for w1 in weights:
        for w2 in weights:
            for b in biases:
                table = [int(x1 * w1 + x2 * w2 + b > 0) for x1 in (0, 1) for x2 in (0, 1)]
                if table not in found:
                    found.append(table)
    found.sort()
    return found


# %% mayor o igual (greater or equal) {"wrong": "computable", "caught_by": ["test_computable"], "says": "[[> y no >=|> and not >=]]"}
def computable(weights, biases):
    return sorted(
        {
            tuple(int(x1 * p + x2 * q + b >= 0) for x1 in (0, 1) for x2 in (0, 1))
            for p in weights
            for q in weights
            for b in biases
        }
    )


# %% los dos pesos iguales (both weights equal) {"wrong": "computable", "caught_by": ["test_computable"], "says": "[[no son siempre iguales|they are not always equal]]"}
def computable(weights, biases):
    return sorted(
        {
            tuple(int(x1 * p + x2 * p + b > 0) for x1 in (0, 1) for x2 in (0, 1))
            for p in weights
            for b in biases
        }
    )


# %% con repetidos (with repeats) {"wrong": "computable", "caught_by": ["test_computable"], "says": "[[Hay tablas repetidas|There are repeated tables]]"}
def computable(weights, biases):
    return sorted(
        tuple(int(x1 * p + x2 * q + b > 0) for x1 in (0, 1) for x2 in (0, 1))
        for p in weights
        for q in weights
        for b in biases
    )


# %% sin ordenar (not sorted) {"wrong": "computable", "caught_by": ["test_computable"], "says": "[[Falta ordenar|still has to be sorted]]"}
def computable(weights, biases):
    found = []
    for p, q, b in itertools.product(weights, weights, biases):
        table = tuple(int(x1 * p + x2 * q + b > 0) for x1 in (0, 1) for x2 in (0, 1))
        if table not in found:
            found.append(table)
    return found


# %% un conjunto (a set) {"wrong": "computable", "caught_by": ["test_computable"], "says": "[[una lista ordenada|a sorted list]]"}
def computable(weights, biases):
    return {
        tuple(int(x1 * p + x2 * q + b > 0) for x1 in (0, 1) for x2 in (0, 1))
        for p in weights
        for q in weights
        for b in biases
    }


# %% solo el número (the count alone) {"wrong": "computable", "caught_by": ["test_computable"], "says": "[[una lista ordenada|a sorted list]]"}
def computable(weights, biases):
    return len(
        {
            tuple(int(x1 * p + x2 * q + b > 0) for x1 in (0, 1) for x2 in (0, 1))
            for p in weights
            for q in weights
            for b in biases
        }
    )


# %% solo los pesos -1, 0, 1 (only the weights -1, 0, 1) {"wrong": "computable", "caught_by": ["test_computable"], "says": "computable([", "hidden": true}
def computable(weights, biases):
    weights = sorted({int(np.sign(w)) for w in weights})
    return sorted(
        {
            tuple(int(x1 * p + x2 * q + b > 0) for x1 in (0, 1) for x2 in (0, 1))
            for p in weights
            for q in weights
            for b in biases
        }
    )


# %% [markdown]
# ## 6. small_change


# %% con una función (with a function) {"right": "small_change"}
def small_change(x, w, b, dw, db):
    def s(z):
        return (1 + np.tanh(z / 2)) / 2

    z, dz = np.sum(w * x) + b, np.sum(dw * x) + db
    return [s(z + dz) - s(z), s(z) * s(-z) * dz]


# %% derivada con exponenciales (derivative by exponentials) {"right": "small_change"}
def small_change(x, w, b, dw, db):
    z = float(np.dot(w, x) + b)
    dz = float(np.dot(dw, x) + db)
    slope = math.exp(-z) / (1 + math.exp(-z)) ** 2
    return 1 / (1 + math.exp(-z - dz)) - 1 / (1 + math.exp(-z)), slope * dz


# %% antes menos después (before minus after) {"wrong": "small_change", "caught_by": ["test_small_change"], "says": "[[lo de después menos lo de antes|what comes after minus what was before]]"}
def small_change(x, w, b, dw, db):
    y = 1 / (1 + np.exp(-(w @ x + b)))
    return y - 1 / (1 + np.exp(-((w + dw) @ x + b + db))), y * (1 - y) * (dw @ x + db)


# %% sin la derivada (without the derivative) {"wrong": "small_change", "caught_by": ["test_small_change"], "says": "[[Falta la derivada|The derivative σ'(z) is missing]]"}
def small_change(x, w, b, dw, db):
    y = 1 / (1 + np.exp(-(w @ x + b)))
    return 1 / (1 + np.exp(-((w + dw) @ x + b + db))) - y, dw @ x + db


# %% derivada en el punto de llegada (derivative at the arrival) {"wrong": "small_change", "caught_by": ["test_small_change"], "says": "[[La derivada va en el punto de partida|The derivative belongs at the starting point]]"}
def small_change(x, w, b, dw, db):
    y = 1 / (1 + np.exp(-(w @ x + b)))
    after = 1 / (1 + np.exp(-((w + dw) @ x + b + db)))
    return after - y, after * (1 - after) * (dw @ x + db)


# %% sin Δb en lo previsto (without Δb in the foreseen one) {"wrong": "small_change", "caught_by": ["test_small_change"], "says": "[[Falta el cambio del sesgo|The change of the bias]]"}
def small_change(x, w, b, dw, db):
    y = 1 / (1 + np.exp(-(w @ x + b)))
    return 1 / (1 + np.exp(-((w + dw) @ x + b + db))) - y, y * (1 - y) * (dw @ x)


# %% sigmoide dos veces (sigmoid twice) {"wrong": "small_change", "caught_by": ["test_small_change"], "says": "[[la sigmoide dos veces|the sigmoid to it twice]]"}
def small_change(x, w, b, dw, db):
    def s(z):
        return 1 / (1 + np.exp(-z))

    y = s(w @ x + b)
    return s((w + dw) @ x + b + db) - y, s(y) * (1 - s(y)) * (dw @ x + db)


# %% z(1 − z) {"wrong": "small_change", "caught_by": ["test_small_change"], "says": "[[has puesto z(1 − z)|you put z(1 − z)]]"}
def small_change(x, w, b, dw, db):
    z = w @ x + b
    return 1 / (1 + np.exp(-(z + dw @ x + db))) - 1 / (1 + np.exp(-z)), z * (1 - z) * (dw @ x + db)


# %% sin el factor 1 − y (without the factor 1 − y) {"wrong": "small_change", "caught_by": ["test_small_change"], "says": "[[falta el factor 1 − y|the factor 1 − y is missing]]"}
def small_change(x, w, b, dw, db):
    y = 1 / (1 + np.exp(-(w @ x + b)))
    return 1 / (1 + np.exp(-((w + dw) @ x + b + db))) - y, y * (dw @ x + db)


# %% sin la entrada (without the input) {"wrong": "small_change", "caught_by": ["test_small_change"], "says": "[[se multiplica por la entrada x|is multiplied by the input x]]"}
def small_change(x, w, b, dw, db):
    y = 1 / (1 + np.exp(-(w @ x + b)))
    return 1 / (1 + np.exp(-((w + dw) @ x + b + db))) - y, y * (1 - y) * (np.sum(dw) + db)


# %% solo lo previsto (the foreseen one alone) {"wrong": "small_change", "caught_by": ["test_small_change"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def small_change(x, w, b, dw, db):
    y = 1 / (1 + np.exp(-(w @ x + b)))
    return y * (1 - y) * (dw @ x + db)


# %% solo dos entradas (two inputs only) {"wrong": "small_change", "caught_by": ["test_small_change"], "says": "n = 4", "hidden": true}
def small_change(x, w, b, dw, db):
    z, dz = sum(w[:2] * x[:2]) + b, sum(dw[:2] * x[:2]) + db
    y = 1 / (1 + np.exp(-z))
    return 1 / (1 + np.exp(-z - dz)) - y, y * (1 - y) * dz


# %% [markdown]
# ## 7. bump


# %% unidades en otro orden, listas (units in another order, lists) {"right": "bump"}
def bump(left, right, height, steepness):
    k = steepness
    return [[k], [k]], [-k * right, -k * left], [-height, height], 0


# %% un escalón que baja (a step that goes down) {"right": "bump"}
def bump(left, right, height, steepness):
    k = steepness
    W1, b1 = np.array([[k], [-k]]), np.array([-k * left, k * right])
    return W1, b1, np.array([[height, height]]), np.array([-height])


# %% sesgo sin la pendiente (bias without the steepness) {"wrong": "bump", "caught_by": ["test_bump"], "says": "[[El sesgo es −k·l|The bias is −k·l]]"}
def bump(left, right, height, steepness):
    W1 = np.full((2, 1), steepness)
    return W1, np.array([-left, -right]), np.array([height, -height]), 0.0


# %% signo del sesgo (sign of the bias) {"wrong": "bump", "caught_by": ["test_bump"], "says": "[[El signo del sesgo está cambiado|The sign of the bias is reversed]]"}
def bump(left, right, height, steepness):
    W1 = np.full((2, 1), steepness)
    return W1, np.array([steepness * left, steepness * right]), np.array([height, -height]), 0.0


# %% suma los dos escalones (adds both steps) {"wrong": "bump", "caught_by": ["test_bump"], "says": "[[El segundo escalón se resta|The second step is subtracted]]"}
def bump(left, right, height, steepness):
    W1 = np.full((2, 1), steepness)
    return W1, -steepness * np.array([left, right]), np.array([height, height]), 0.0


# %% sin altura (without the height) {"wrong": "bump", "caught_by": ["test_bump"], "says": "[[Falta la altura|The height is missing]]"}
def bump(left, right, height, steepness):
    W1 = np.full((2, 1), steepness)
    return W1, -steepness * np.array([left, right]), np.array([1.0, -1.0]), 0.0


# %% sin pendiente (without the steepness) {"wrong": "bump", "caught_by": ["test_bump"], "says": "[[Falta la pendiente|The steepness is missing]]"}
def bump(left, right, height, steepness):
    return np.ones((2, 1)), -np.array([left, right]), np.array([height, -height]), 0.0


# %% hacia abajo (downwards) {"wrong": "bump", "caught_by": ["test_bump"], "says": "[[La meseta sale hacia abajo|The bump points down]]"}
def bump(left, right, height, steepness):
    W1 = np.full((2, 1), steepness)
    return W1, -steepness * np.array([left, right]), np.array([-height, height]), 0.0


# %% altura como sesgo de salida (the height as output bias) {"wrong": "bump", "caught_by": ["test_bump"], "says": "[[Se piden W1, b1, w2 y b2|W1, b1, w2 and b2 are asked for]]"}
def bump(left, right, height, steepness):
    W1 = np.full((2, 1), steepness)
    return W1, -steepness * np.array([left, right]), np.array([1.0, -1.0]), height


# %% sin b2 (without b2) {"wrong": "bump", "caught_by": ["test_bump"], "says": "[[Se piden W1, b1, w2 y b2|W1, b1, w2 and b2 are asked for]]"}
def bump(left, right, height, steepness):
    W1 = np.full((2, 1), steepness)
    return W1, -steepness * np.array([left, right]), np.array([height, -height])


# %% siempre pendiente 8 (always steepness 8) {"wrong": "bump", "caught_by": ["test_bump"], "says": "[[datos al azar|random data]]", "hidden": true}
def bump(left, right, height, steepness):
    return np.full((2, 1), 8.0), -8.0 * np.array([left, right]), np.array([height, -height]), 0.0


# %% [markdown]
# ## 8. count_parameters


# %% productos y sumas (products and sums) {"right": "count_parameters"}
def count_parameters(sizes):
    return int(np.dot(sizes[:-1], sizes[1:]) + np.sum(sizes[1:]))


# %% construye las matrices (builds the matrices) {"right": "count_parameters"}
def count_parameters(sizes):
    total = 0
    for k in range(1, len(sizes)):
        total += np.empty((sizes[k], sizes[k - 1] + 1)).size
    return total


# %% sin sesgos (without biases) {"wrong": "count_parameters", "caught_by": ["test_count_parameters"], "says": "[[Faltan los sesgos|The biases are missing]]"}
def count_parameters(sizes):
    return sum(p * q for p, q in itertools.pairwise(sizes))


# %% un sesgo por capa (one bias a layer) {"wrong": "count_parameters", "caught_by": ["test_count_parameters"], "says": "[[no uno por capa|not one for each layer]]"}
def count_parameters(sizes):
    return sum(p * q + 1 for p, q in itertools.pairwise(sizes))


# %% sesgos en la entrada (biases at the input) {"wrong": "count_parameters", "caught_by": ["test_count_parameters"], "says": "[[Las entradas no tienen sesgo|Inputs have no bias]]"}
def count_parameters(sizes):
    return sum(p * q for p, q in itertools.pairwise(sizes)) + sum(sizes)


# %% sesgos de las que entran (biases of the inputs) {"wrong": "count_parameters", "caught_by": ["test_count_parameters"], "says": "[[no las que entran|not its inputs]]"}
def count_parameters(sizes):
    return sum(p * q + p for p, q in itertools.pairwise(sizes))


# %% el producto de todos (the product of all) {"wrong": "count_parameters", "caught_by": ["test_count_parameters"], "says": "[[no se multiplican|not multiplied]]"}
def count_parameters(sizes):
    return math.prod(sizes)


# %% hasta dos capas (two layers at most) {"wrong": "count_parameters", "caught_by": ["test_count_parameters"], "says": "count_parameters([", "hidden": true}
def count_parameters(sizes):
    return sum((p + 1) * q for p, q in list(itertools.pairwise(sizes))[:2])


# %% [markdown]
# ## 9. forward


# %% un diccionario de funciones (a dictionary of functions) {"right": "forward"}
def forward(X, weights, biases, activations):
    def softmax(Z):
        E = np.exp(Z)
        return (E.T / np.sum(E, axis=-1)).T

    f = {
        "linear": lambda Z: Z,
        "sigmoid": lambda Z: (1 + np.tanh(Z / 2)) / 2,
        "relu": lambda Z: Z * (Z > 0),
        "softmax": softmax,
    }
    for W, b, name in zip(weights, biases, activations, strict=True):
        X = f[name](X @ W.T + b)
    return X


# %% columnas y einsum (columns and einsum) {"right": "forward"}
def forward(X, weights, biases, activations):
    A = X
    for k in range(len(weights)):
        Z = np.einsum("ji,...i->...j", weights[k], A)
        Z += biases[k]
        if activations[k] == "relu":
            Z[Z < 0] = 0
        elif activations[k] == "sigmoid":
            Z = np.exp(-np.logaddexp(0, -Z))
        elif activations[k] == "softmax":
            Z = np.exp(Z) / np.exp(Z).sum(axis=-1, keepdims=True)
        A = Z
    return A


# %% ejemplo a ejemplo, con W por delante (example by example, W first) {"right": "forward"}
def forward(X, weights, biases, activations):
    if np.ndim(X) == 2:
        return [forward(x, weights, biases, activations) for x in X]
    a = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        z = W @ a + b
        if name == "linear":
            a = z
        elif name == "relu":
            a = np.where(z > 0, z, 0)
        elif name == "sigmoid":
            a = 1 / (1 + np.exp(-z))
        else:
            a = np.exp(z) / np.sum(np.exp(z))
    return a


# %% cambia su entrada (changes its input in place) {"right": "forward"}
def forward(X, weights, biases, activations):
    single = X.ndim == 1
    A = np.atleast_2d(X)
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T
        A += b
        if name == "relu":
            np.maximum(A, 0, out=A)
        if name in ("sigmoid", "softmax"):
            A = np.exp(A) if name == "softmax" else 1 / (1 + np.exp(-A))
        if name == "softmax":
            A /= A.sum(axis=1, keepdims=True)
    X *= 0
    return A[0] if single else A


# %% pesos sin trasponer (weights not transposed) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[Falta trasponer W|W has to be transposed]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ (W if W.shape[0] == W.shape[1] else W.T) + b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
    return A


# %% A @ W tal cual (plain A @ W) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[Falta trasponer W|W has to be transposed]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W + b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
    return A


# %% el sesgo de la primera unidad para toda la capa (the first unit's bias for the whole layer) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[has sumado el de la primera|you added that of the first]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T + b[0]
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
    return A


# %% la suma de los sesgos (the sum of the biases) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[la suma de todos|the sum of all of them]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T + np.sum(b)
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
    return A


# %% la media de los sesgos (the mean of the biases) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[has sumado la media|you added their mean]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T + np.mean(b)
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
    return A


# %% sin sesgo (without bias) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[Falta sumar el sesgo|The bias is missing]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, name in zip(weights, activations, strict=True):
        A = A @ W.T
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
    return A


# %% resta el sesgo (subtracts the bias) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[El sesgo se suma, no se resta|The bias is added, not subtracted]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T - b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
    return A


# %% activación solo al final (activation at the end only) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[Falta la activación en la capa oculta|The activation is missing in the hidden layer]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, b in zip(weights, biases, strict=True):
        A = A @ W.T + b
    if activations[-1] == "sigmoid":
        A = 1 / (1 + np.exp(-A))
    elif activations[-1] == "relu":
        A = np.maximum(A, 0)
    elif activations[-1] == "softmax":
        A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
    return A


# %% sin activación en la última (no activation in the last) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[Falta la activación en la última capa|The activation is missing in the last layer]]"}
def forward(X, weights, biases, activations):
    A = X
    for k, (W, b, name) in enumerate(zip(weights, biases, activations, strict=True)):
        A = A @ W.T + b
        if k == len(weights) - 1:
            return A
        A = 1 / (1 + np.exp(-A)) if name == "sigmoid" else np.maximum(A, 0) if name == "relu" else A


# %% la última activación dos veces (the last activation twice) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[se ha aplicado dos veces|has been applied twice]]"}
def forward(X, weights, biases, activations):
    def f(A, name):
        if name == "sigmoid":
            return 1 / (1 + np.exp(-A))
        if name == "softmax":
            return np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
        return np.maximum(A, 0) if name == "relu" else A

    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = f(A @ W.T + b, name)
    return f(A, activations[-1])


# %% el softmax dos veces (softmax twice) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[El softmax se ha aplicado dos veces|The softmax has been applied twice]]"}
def forward(X, weights, biases, activations):
    def softmax(A):
        return np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)

    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T + b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = softmax(A)
    return softmax(A) if activations[-1] == "softmax" else A


# %% siempre desde X (always from X) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[parte otra vez de X|starts from X again]]"}
def forward(X, weights, biases, activations):
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = X @ W.T + b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
    return A


# %% return dentro del bucle (return inside the loop) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[¿está el return dentro del bucle?|is the return inside the loop?]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T + b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        return A


# %% softmax por columnas (softmax by columns) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[El softmax va por el eje que no es|Softmax over the wrong axis]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T + b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=0)
    return A


# %% softmax de todo el lote (softmax of the whole batch) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[El softmax mezcla los ejemplos|Softmax mixes the examples]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T + b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum()
    return A


# %% no conoce el softmax (knows no softmax) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[Falta el softmax|The softmax is missing]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T + b
        A = 1 / (1 + np.exp(-A)) if name == "sigmoid" else np.maximum(A, 0) if name == "relu" else A
    return A


# %% no conoce la ReLU (knows no ReLU) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[Falta la ReLU en la capa oculta|The ReLU is missing in the hidden layer]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T + b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
    return A


# %% sigmoide por ReLU (sigmoid for ReLU) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[la sigmoide donde se pedía ReLU|the sigmoid where ReLU was asked for]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T + b
        if name in ("sigmoid", "relu"):
            A = 1 / (1 + np.exp(-A))
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
    return A


# %% ReLU antes del softmax (ReLU before the softmax) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[sin ReLU antes|without a ReLU before it]]"}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T + b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        if name in ("relu", "softmax"):
            A = np.maximum(A, 0)
        if name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
    return A


# %% falla con un solo ejemplo (breaks on a single example) {"wrong": "forward", "caught_by": ["test_forward"], "says": "axis 1"}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T + b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=1, keepdims=True)
    return A


# %% un ejemplo sale como lote de uno (one example comes out as a batch of one) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[y se pedía un array de forma (2,)|and an array of shape (2,) was asked for]]"}
def forward(X, weights, biases, activations):
    A = np.atleast_2d(X)
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = A @ W.T + b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
    return A


# %% la salida por columnas (the output as columns) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[[Es un array de forma (2, 3)|It is an array of shape (2, 3)]]"}
def forward(X, weights, biases, activations):
    A = X.T
    for W, b, name in zip(weights, biases, activations, strict=True):
        A = (W @ A).T + b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
        A = A.T
    return A


# %% solo dos capas (two layers only) {"wrong": "forward", "caught_by": ["test_forward"], "says": "[2, 4, 4, 6]", "hidden": true}
def forward(X, weights, biases, activations):
    A = X
    for W, b, name in list(zip(weights, biases, activations, strict=True))[:2]:
        A = A @ W.T + b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "relu":
            A = np.maximum(A, 0)
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
    return A


# %% sin linear dentro de la red (no linear layer inside) {"wrong": "forward", "caught_by": ["test_forward"], "says": "'linear'", "hidden": true}
def forward(X, weights, biases, activations):
    A = X
    for k, (W, b, name) in enumerate(zip(weights, biases, activations, strict=True)):
        A = A @ W.T + b
        if name == "sigmoid":
            A = 1 / (1 + np.exp(-A))
        elif name == "softmax":
            A = np.exp(A) / np.exp(A).sum(axis=-1, keepdims=True)
        elif name == "relu" or k > 0:
            A = np.maximum(A, 0)
    return A


# %% [markdown]
# ## 10. xor_features


# %% columna a columna (column by column) {"right": "xor_features"}
def xor_features(X):
    total = X[:, 0] + X[:, 1]
    h1, h2 = np.maximum(total, 0), np.maximum(total - 1, 0)
    return np.column_stack([h1, h2]), h1 - 2 * h2


# %% listas (lists) {"right": "xor_features"}
def xor_features(X):
    H = [[max(0, p + q), max(0, p + q - 1)] for p, q in X]
    return H, [h1 - 2 * h2 for h1, h2 in H]


# %% con la tarea 9 (with task 9) {"right": "xor_features"}
def xor_features(X):
    H = forward(X, [np.array([[1, 1], [1, 1]])], [np.array([0, -1])], ["relu"])
    return H, forward(H, [np.array([[1, -2]])], [np.array([0])], ["linear"])[:, 0]


# %% sin ReLU (without ReLU) {"wrong": "xor_features", "caught_by": ["test_xor_features"], "says": "[[Falta la ReLU|The ReLU is missing]]"}
def xor_features(X):
    H = X @ np.ones((2, 2)) + np.array([0, -1])
    return H, np.maximum(H, 0) @ np.array([1, -2])


# %% sin ReLU en nada (no ReLU at all) {"wrong": "xor_features", "caught_by": ["test_xor_features"], "says": "[[Falta la ReLU, o va antes que el sesgo|The ReLU is missing, or comes before the bias]]"}
def xor_features(X):
    H = X @ np.ones((2, 2)) + np.array([0, -1])
    return H, H @ np.array([1, -2])


# %% sin el sesgo (without the bias) {"wrong": "xor_features", "caught_by": ["test_xor_features"], "says": "[[Falta el sesgo −1|The bias −1 of the second unit is missing]]"}
def xor_features(X):
    H = np.maximum(X @ np.ones((2, 2)), 0)
    return H, H @ np.array([1, -2])


# %% el sesgo en las dos (the bias in both) {"wrong": "xor_features", "caught_by": ["test_xor_features"], "says": "[[hay un sesgo por unidad|there is one bias for each unit]]"}
def xor_features(X):
    H = np.maximum(X @ np.ones((2, 2)) - 1, 0)
    return H, H @ np.array([1, -2])


# %% unidades cambiadas (units swapped) {"wrong": "xor_features", "caught_by": ["test_xor_features"], "says": "[[Las unidades están cambiadas|The units are swapped]]"}
def xor_features(X):
    H = np.maximum(X @ np.ones((2, 2)) + np.array([-1, 0]), 0)
    return H, H @ np.array([-2, 1])


# %% el sesgo después de la ReLU (the bias after the ReLU) {"wrong": "xor_features", "caught_by": ["test_xor_features"], "says": "[[Falta la ReLU, o va antes que el sesgo|The ReLU is missing, or comes before the bias]]"}
def xor_features(X):
    H = np.maximum(X @ np.ones((2, 2)), 0) + np.array([0, -1])
    return H, H @ np.array([1, -2])


# %% pesos de salida cambiados (output weights swapped) {"wrong": "xor_features", "caught_by": ["test_xor_features"], "says": "[[en ese orden|in that order]]"}
def xor_features(X):
    H = np.maximum(X @ np.ones((2, 2)) + np.array([0, -1]), 0)
    return H, H @ np.array([-2, 1])


# %% pesos 1 y −1 (weights 1 and −1) {"wrong": "xor_features", "caught_by": ["test_xor_features"], "says": "[[El peso de la segunda característica|The weight of the second feature]]"}
def xor_features(X):
    H = np.maximum(X @ np.ones((2, 2)) + np.array([0, -1]), 0)
    return H, H @ np.array([1, -1])


# %% signo del −2 (sign of the −2) {"wrong": "xor_features", "caught_by": ["test_xor_features"], "says": "[[El signo del −2|The sign of the −2]]"}
def xor_features(X):
    H = np.maximum(X @ np.ones((2, 2)) + np.array([0, -1]), 0)
    return H, H @ np.array([1, 2])


# %% ReLU también en la salida (ReLU in the output, too) {"wrong": "xor_features", "caught_by": ["test_xor_features"], "says": "[[La salida es lineal: la ReLU|The output is linear: the ReLU]]"}
def xor_features(X):
    H = np.maximum(X @ np.ones((2, 2)) + np.array([0, -1]), 0)
    return H, np.maximum(H @ np.array([1, -2]), 0)


# %% la salida en columna (the output as a column) {"wrong": "xor_features", "caught_by": ["test_xor_features"], "says": "[[y se pedía un array de forma (4,)|and an array of shape (4,) was asked for]]"}
def xor_features(X):
    H = np.maximum(X @ np.ones((2, 2)) + np.array([0, -1]), 0)
    return H, H @ np.array([[1], [-2]])


# %% solo la salida (the output alone) {"wrong": "xor_features", "caught_by": ["test_xor_features"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def xor_features(X):
    return np.maximum(X @ np.ones((2, 2)) + np.array([0, -1]), 0) @ np.array([1, -2])


# %% solo enteros (whole numbers only) {"wrong": "xor_features", "caught_by": ["test_xor_features"], "says": "[[datos al azar|random data]]", "hidden": true}
def xor_features(X):
    H = np.maximum(np.floor(X @ np.ones((2, 2))) + np.array([0, -1]), 0)
    return H, H @ np.array([1, -2])


# %% [markdown]
# ## 11. collapse


# %% con la matriz identidad (with the identity) {"right": "collapse"}
def collapse(weights, biases):
    n = weights[0].shape[1]
    W, b = np.eye(n), np.zeros(n)
    for W_k, b_k in zip(weights, biases, strict=True):
        b = W_k @ b + b_k
        W = W_k @ W
    return W, b


# %% desde la última capa (from the last layer) {"right": "collapse"}
def collapse(weights, biases):
    W, b = weights[-1], biases[-1]
    for W_k, b_k in zip(weights[-2::-1], biases[-2::-1], strict=True):
        b = b + W @ b_k
        W = W @ W_k
    return [W, b]


# %% pasando puntos por la red (sending points through) {"right": "collapse"}
def collapse(weights, biases):
    A = np.vstack([np.zeros(weights[0].shape[1]), np.eye(weights[0].shape[1])])
    for W, b in zip(weights, biases, strict=True):
        A = A @ W.T + b
    return (A[1:] - A[0]).T, A[0]


# %% orden contrario (the other order) {"wrong": "collapse", "caught_by": ["test_collapse"], "says": "W2 @ W1"}
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for W_k, b_k in zip(weights[1:], biases[1:], strict=True):
        W, b = W @ W_k, W_k @ b + b_k
    return W, b


# %% elemento a elemento (element by element) {"wrong": "collapse", "caught_by": ["test_collapse"], "says": "[[elemento a elemento|element by element]]"}
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for W_k, b_k in zip(weights[1:], biases[1:], strict=True):
        W, b = W_k * W, W_k @ b + b_k
    return W, b


# %% traspuesta (transposed) {"wrong": "collapse", "caught_by": ["test_collapse"], "says": "[[Sale traspuesta|It comes out transposed]]"}
def collapse(weights, biases):
    W, b = weights[0].T, biases[0]
    for W_k, b_k in zip(weights[1:], biases[1:], strict=True):
        W, b = W @ W_k.T, b @ W_k.T + b_k
    return W, b


# %% suma los sesgos (adds up the biases) {"wrong": "collapse", "caught_by": ["test_collapse"], "says": "[[Los sesgos no se suman sin más|Biases are not just added up]]"}
def collapse(weights, biases):
    W = weights[0]
    for W_k in weights[1:]:
        W = W_k @ W
    return W, sum(biases)


# %% solo el último sesgo (the last bias only) {"wrong": "collapse", "caught_by": ["test_collapse"], "says": "[[Falta el sesgo de la primera capa|The bias of the first layer is missing]]"}
def collapse(weights, biases):
    W = weights[0]
    for W_k in weights[1:]:
        W = W_k @ W
    return W, biases[-1]


# %% sin el último sesgo (without the last bias) {"wrong": "collapse", "caught_by": ["test_collapse"], "says": "[[Falta el sesgo de la última capa|The bias of the last layer is missing]]"}
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for W_k in weights[1:]:
        W, b = W_k @ W, W_k @ b
    return W, b


# %% usa la W nueva en el sesgo (uses the new W for the bias) {"wrong": "collapse", "caught_by": ["test_collapse"], "says": "[[no pasa por sus propios pesos|does not go through its own weights]]"}
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for W_k, b_k in zip(weights[1:], biases[1:], strict=True):
        W = W_k @ W
        b = W @ b + b_k
    return W, b


# %% solo la matriz (the matrix alone) {"wrong": "collapse", "caught_by": ["test_collapse"], "says": "[[y se pedía un array de forma (2, 2)|and an array of shape (2, 2) was asked for]]"}
def collapse(weights, biases):
    W = weights[0]
    for W_k in weights[1:]:
        W = W_k @ W
    return W


# %% solo dos capas (two layers only) {"wrong": "collapse", "caught_by": ["test_collapse"], "says": "[4, 3, 2, 3, 2]", "hidden": true}
def collapse(weights, biases):
    W, b = weights[0], biases[0]
    for W_k, b_k in list(zip(weights[1:], biases[1:], strict=True))[:2]:
        W, b = W_k @ W, W_k @ b + b_k
    return W, b

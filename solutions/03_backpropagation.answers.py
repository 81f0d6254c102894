# Wrong and right answers to the exercise (the format is in CONTRIBUTING.md). Wrong ones are mistakes that students
# make; "hidden": true marks those that only the hidden tests can see. All run with
# python -m publish answers 03_backpropagation

# %% [markdown]
# ## 1. derivatives


# %% con math, paso a paso (with math, step by step) {"right": "derivatives"}
def derivatives(x):
    def s(z):
        return 1 / (1 + math.exp(-z))

    outer, inner = s(2 * s(x) - 1), s(x)
    f1 = 3 * (x * x + 1) ** 2 * 2 * x
    f2 = 1 / (1 + math.exp(2 * x)) * math.exp(2 * x) * 2
    f3 = math.exp(-x * x) - 2 * x * x * math.exp(-x * x)
    f4 = outer * (1 - outer) * 2 * inner * (1 - inner)
    return [f1, f2, f3, f4]


# %% con tangentes hiperbólicas (with hyperbolic tangents) {"right": "derivatives"}
def derivatives(x):
    u = np.tanh(x / 2)  # 2σ(x) − 1
    f4 = (1 - np.tanh(u / 2) ** 2) / 4 * (1 - u**2) / 2
    return np.array([6 * x**5 + 12 * x**3 + 6 * x, 1 + np.tanh(x), (1 - 2 * x * x) / np.exp(x * x), f4])


# %% f₁ sin la derivada de dentro (f₁ without the inner derivative) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[En f₁ falta la derivada de lo de dentro|In f₁ the derivative of the inside]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return 3 * (x**2 + 1) ** 2, 2 * s(2 * x), (1 - 2 * x**2) * np.exp(-(x**2)), d(2 * s(x) - 1) * 2 * d(x)


# %% f₁ conserva el cubo (f₁ keeps the cube) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[el exponente baja a 2|the exponent drops to 2]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return (
        3 * (x**2 + 1) ** 3 * 2 * x,
        2 * s(2 * x),
        (1 - 2 * x**2) * np.exp(-(x**2)),
        d(2 * s(x) - 1) * 2 * d(x),
    )


# %% f₁ derivada en la derivada (f₁ taken at the derivative) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[no en su derivada|not at its derivative]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return 3 * (2 * x) ** 2, 2 * s(2 * x), (1 - 2 * x**2) * np.exp(-(x**2)), d(2 * s(x) - 1) * 2 * d(x)


# %% f₂ sin el 2 (f₂ without the 2) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[En f₂ falta el 2|In f₂ the 2]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return 6 * x * (x**2 + 1) ** 2, s(2 * x), (1 - 2 * x**2) * np.exp(-(x**2)), d(2 * s(x) - 1) * 2 * d(x)


# %% f₂ solo el logaritmo (f₂, the logarithm alone) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[eso es solo la del logaritmo|that is the logarithm's alone]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    f2 = 1 / (1 + np.exp(2 * x))
    return 6 * x * (x**2 + 1) ** 2, f2, (1 - 2 * x**2) * np.exp(-(x**2)), d(2 * s(x) - 1) * 2 * d(x)


# %% f₂ sin la exponencial (f₂ without the exponential) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[falta la derivada de la exponencial|the derivative of the exponential, which is itself]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    f2 = 2 / (1 + np.exp(2 * x))
    return 6 * x * (x**2 + 1) ** 2, f2, (1 - 2 * x**2) * np.exp(-(x**2)), d(2 * s(x) - 1) * 2 * d(x)


# %% f₃ sin u′v (f₃ without u′v) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "u′v"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return 6 * x * (x**2 + 1) ** 2, 2 * s(2 * x), -2 * x**2 * np.exp(-(x**2)), d(2 * s(x) - 1) * 2 * d(x)


# %% f₃ sin uv′ (f₃ without uv′) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "uv′"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return 6 * x * (x**2 + 1) ** 2, 2 * s(2 * x), np.exp(-(x**2)), d(2 * s(x) - 1) * 2 * d(x)


# %% f₃ producto de las derivadas (f₃, product of the derivatives) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[no es el producto de las derivadas|is not the product of the derivatives]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return 6 * x * (x**2 + 1) ** 2, 2 * s(2 * x), -2 * x * np.exp(-(x**2)), d(2 * s(x) - 1) * 2 * d(x)


# %% f₃ sin derivar el exponente (f₃, exponent not differentiated) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[falta la derivada del exponente|lacks that of its exponent]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return 6 * x * (x**2 + 1) ** 2, 2 * s(2 * x), (1 + x) * np.exp(-(x**2)), d(2 * s(x) - 1) * 2 * d(x)


# %% f₃ con el signo del exponente perdido (f₃, sign of the exponent lost) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[el exponente es −x²|the exponent is −x²]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return 6 * x * (x**2 + 1) ** 2, 2 * s(2 * x), (1 + 2 * x**2) * np.exp(-(x**2)), d(2 * s(x) - 1) * 2 * d(x)


# %% f₄ sin el 2 (f₄ without the 2) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[En f₄ falta el factor 2|In f₄ the factor 2]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return 6 * x * (x**2 + 1) ** 2, 2 * s(2 * x), (1 - 2 * x**2) * np.exp(-(x**2)), d(2 * s(x) - 1) * d(x)


# %% f₄ sin la sigmoide de dentro (f₄ without the inner sigmoid) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[la derivada de la sigmoide de dentro|the derivative of the inner sigmoid]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return 6 * x * (x**2 + 1) ** 2, 2 * s(2 * x), (1 - 2 * x**2) * np.exp(-(x**2)), d(2 * s(x) - 1) * 2


# %% f₄ sin la sigmoide de fuera (f₄ without the outer sigmoid) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[falta la derivada de la sigmoide de fuera|the derivative of the outer sigmoid]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return 6 * x * (x**2 + 1) ** 2, 2 * s(2 * x), (1 - 2 * x**2) * np.exp(-(x**2)), 2 * d(x)


# %% f₄ solo la de fuera (f₄, the outer one alone) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[eso es solo la de la sigmoide de fuera|that is the outer sigmoid's alone]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return 6 * x * (x**2 + 1) ** 2, 2 * s(2 * x), (1 - 2 * x**2) * np.exp(-(x**2)), d(2 * s(x) - 1)


# %% f₄ con las dos σ′ en x (f₄ with both σ′ at x) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[no en x|not at x]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return 6 * x * (x**2 + 1) ** 2, 2 * s(2 * x), (1 - 2 * x**2) * np.exp(-(x**2)), d(x) * 2 * d(x)


# %% f₄ con la σ′ de fuera en la salida de dentro (f₄ with the outer σ′ at the inner output) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[no en σ(x)|not at σ(x)]]"}
def derivatives(x):
    s, d = sigmoid, sigmoid_derivative
    return 6 * x * (x**2 + 1) ** 2, 2 * s(2 * x), (1 - 2 * x**2) * np.exp(-(x**2)), d(s(x)) * 2 * d(x)


# %% las funciones, sin derivar (the functions, not differentiated) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[Resultado|Result]]"}
def derivatives(x):
    return (x**2 + 1) ** 3, np.log(1 + np.exp(2 * x)), x * np.exp(-(x**2)), sigmoid(2 * sigmoid(x) - 1)


# %% solo la primera (the first one alone) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[Tiene que devolver 4 resultados|It has to return 4 results]]"}
def derivatives(x):
    return 6 * x * (x**2 + 1) ** 2


# %% los números del enunciado (the numbers of the text) {"wrong": "derivatives", "caught_by": ["test_derivatives"], "says": "[[pendientes medidas|measured slopes]]", "hidden": true}
def derivatives(x):
    return (300.0, 1.96402758, -0.12820947, 0.04556411) if x else (0.0, 1.0, 1.0, 0.125)


# %% [markdown]
# ## 2. graph_gradients


# %% desarrollando el producto (expanding the product) {"right": "graph_gradients"}
def graph_gradients(x, y, z):
    f = x * y**2 - x * y * z + y * z - z**2
    return [f, y**2 - y * z, 2 * x * y - x * z + z, -x * y + y - 2 * z]


# %% acumulando en un diccionario (accumulating in a dict) {"right": "graph_gradients"}
def graph_gradients(x, y, z):
    p = x * y
    u, v = p + z, y - z
    grad = dict.fromkeys("xyzpuv", 0.0)
    grad["u"] += v
    grad["v"] += u
    grad["y"] += grad["v"]
    grad["z"] -= grad["v"]
    grad["p"] += grad["u"]
    grad["z"] += grad["u"]
    grad["x"] += y * grad["p"]
    grad["y"] += x * grad["p"]
    return np.array([u * v, grad["x"], grad["y"], grad["z"]])


# %% el producto no cruza (the product does not swap) {"wrong": "graph_gradients", "caught_by": ["test_graph_gradients"], "says": "[[Un producto cruza los valores|A product swaps the values]]"}
def graph_gradients(x, y, z):
    u, v = x * y + z, y - z
    return u * v, u * y, u * x + v, u - v


# %% sin la derivada local en x (without the local derivative at x) {"wrong": "graph_gradients", "caught_by": ["test_graph_gradients"], "says": "[[En x falta la derivada local|At x the local derivative]]"}
def graph_gradients(x, y, z):
    u, v = x * y + z, y - z
    return u * v, v, v * x + u, v - u


# %% solo las derivadas locales (local derivatives alone) {"wrong": "graph_gradients", "caught_by": ["test_graph_gradients"], "says": "[[la derivada local sola no basta|the local derivative is not enough]]"}
def graph_gradients(x, y, z):
    return (x * y + z) * (y - z), y, x + 1, 0


# %% y solo por u (y through u alone) {"wrong": "graph_gradients", "caught_by": ["test_graph_gradients"], "says": "[[A y le llega gradiente por dos ramas, y falta la de v|y receives gradient along two branches, and that of v is missing]]"}
def graph_gradients(x, y, z):
    u, v = x * y + z, y - z
    return u * v, v * y, v * x, v - u


# %% la segunda rama de y pisa a la primera (the second branch of y overwrites the first) {"wrong": "graph_gradients", "caught_by": ["test_graph_gradients"], "says": "[[la segunda no pisa a la primera|the second does not overwrite the first]]"}
def graph_gradients(x, y, z):
    u, v = x * y + z, y - z
    dx = v * y
    dy = v * x
    dz = v
    dy = u
    dz = -u
    return u * v, dx, dy, dz


# %% la segunda rama de z pisa a la primera (the second branch of z overwrites the first) {"wrong": "graph_gradients", "caught_by": ["test_graph_gradients"], "says": "[[A z le llega gradiente por dos ramas, y falta la de u|z receives gradient along two branches, and that of u is missing]]"}
def graph_gradients(x, y, z):
    u, v = x * y + z, y - z
    return u * v, v * y, v * x + u, -u


# %% z solo por u (z through u alone) {"wrong": "graph_gradients", "caught_by": ["test_graph_gradients"], "says": "[[A z le llega gradiente por dos ramas, y falta la de v|z receives gradient along two branches, and that of v is missing]]"}
def graph_gradients(x, y, z):
    u, v = x * y + z, y - z
    return u * v, v * y, v * x + u, v


# %% las ramas se multiplican (branches multiplied) {"wrong": "graph_gradients", "caught_by": ["test_graph_gradients"], "says": "[[Las ramas se suman, no se multiplican|Branches are added, not multiplied]]"}
def graph_gradients(x, y, z):
    u, v = x * y + z, y - z
    return u * v, v * y, v * x * u, -v * u


# %% el signo de z (the sign of z) {"wrong": "graph_gradients", "caught_by": ["test_graph_gradients"], "says": "[[la derivada respecto de z es −1|the derivative with respect to z is −1]]"}
def graph_gradients(x, y, z):
    u, v = x * y + z, y - z
    return u * v, v * y, v * x + u, v + u


# %% y y z cambiados (y and z swapped) {"wrong": "graph_gradients", "caught_by": ["test_graph_gradients"], "says": "[[están cambiados de sitio|have changed places]]"}
def graph_gradients(x, y, z):
    u, v = x * y + z, y - z
    return u * v, v * y, v - u, v * x + u


# %% sin f (without f) {"wrong": "graph_gradients", "caught_by": ["test_graph_gradients"], "says": "[[Tiene que devolver 4 resultados|It has to return 4 results]]"}
def graph_gradients(x, y, z):
    u, v = x * y + z, y - z
    return v * y, v * x + u, v - u


# %% los números del enunciado (the numbers of the text) {"wrong": "graph_gradients", "caught_by": ["test_graph_gradients"], "says": "[[pendientes medidas|measured slopes]]", "hidden": true}
def graph_gradients(x, y, z):
    return (14, 6, 11, -5) if x == 2 else (0, 0, 2, -2)


# %% [markdown]
# ## 3. gate_backward


# %% con derivadas locales (with local derivatives) {"right": "gate_backward"}
def gate_backward(gate, inputs, g):
    a, b = inputs if len(inputs) == 2 else (inputs[0], 0.0)
    local = {"add": [1, 1], "multiply": [b, a], "max": [a >= b, a < b], "relu": [a > 0]}[gate]
    return tuple(float(d) * g for d in local)


# %% el empate, a medias, en NumPy (the tie split in two, in NumPy) {"right": "gate_backward"}
def gate_backward(gate, inputs, g):
    x = np.array(inputs)
    if gate == "add":
        return np.full(2, g)
    if gate == "multiply":
        return g * x[::-1]
    if gate == "relu":
        return g * (x > 0)
    winners = x == np.max(x)
    return g * winners / np.sum(winners)


# %% la suma reparte a medias (the sum splits in half) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[no reparte g a medias|does not split g in half]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] > 0)]
    a, b = inputs
    return {"add": [g / 2, g / 2], "multiply": [g * b, g * a], "max": [g, 0] if a > b else [0, g]}[gate]


# %% sin multiplicar por g (not multiplied by g) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[falta multiplicarla por g|has to be multiplied by g]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [1 if inputs[0] > 0 else 0]
    a, b = inputs
    return {"add": [1, 1], "multiply": [b, a], "max": [1, 0] if a > b else [0, 1]}[gate]


# %% olvida g solo en el producto (forgets g in the product alone) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[falta multiplicarla por g|has to be multiplied by g]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] > 0)]
    a, b = inputs
    return {"add": [g, g], "multiply": [b, a], "max": [g, 0] if a > b else [0, g]}[gate]


# %% olvida g solo en el máximo y la ReLU (forgets g in maximum and ReLU) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[falta multiplicarla por g|has to be multiplied by g]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [float(inputs[0] > 0)]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [1, 0] if a > b else [0, 1]}[gate]


# %% olvida g solo en la ReLU (forgets g in the ReLU alone) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[falta multiplicarla por g|has to be multiplied by g]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [float(inputs[0] > 0)]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [g, 0] if a > b else [0, g]}[gate]


# %% el producto no cruza (the product does not swap) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[El producto cruza los valores|The product swaps the values]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] > 0)]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * a, g * b], "max": [g, 0] if a > b else [0, g]}[gate]


# %% suma y producto cambiados (sum and product swapped) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[Eso es lo que hace un producto|That is what a product does]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] > 0)]
    a, b = inputs
    return {"multiply": [g, g], "add": [g * b, g * a], "max": [g, 0] if a > b else [0, g]}[gate]


# %% el producto, como una suma (the product as a sum) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[Eso es lo que hace una suma|That is what a sum does]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] > 0)]
    a, b = inputs
    return [g, g] if gate != "max" else [g, 0] if a > b else [0, g]


# %% divide el producto entre la entrada (divides the product by the input) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "ZeroDivisionError"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] > 0)]
    a, b = inputs
    if gate == "multiply":
        return [g * a * b / a, g * a * b / b]
    return [g, g] if gate == "add" else [g, 0] if a > b else [0, g]


# %% lo mismo con NumPy (the same with NumPy) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[Puede ser 0|It may be 0]]"}
def gate_backward(gate, inputs, g):
    x = np.array(inputs)
    if gate == "relu":
        return g * (x > 0)
    if gate == "multiply":
        return g * np.prod(x) / x
    return np.array([g, g]) if gate == "add" else g * (x == x.max())


# %% el máximo manda a los dos (the maximum sends to both) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[todo el gradiente es para la mayor|all the gradient goes to the larger]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] > 0)]
    a, b = inputs
    return [g * b, g * a] if gate == "multiply" else [g, g]


# %% el máximo manda a la menor (the maximum sends to the smaller) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[ha ido a la menor|went to the smaller one]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] > 0)]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [0, g] if a > b else [g, 0]}[gate]


# %% el máximo manda el valor (the maximum sends the value) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[no el valor de la entrada por g|not the value of the input times g]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] > 0)]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [g * a, 0] if a > b else [0, g * b]}[gate]


# %% el máximo, por valor absoluto (the maximum by absolute value) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[ha ido a la menor|went to the smaller one]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] > 0)]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [g, 0] if abs(a) > abs(b) else [0, g]}[gate]


# %% el empate, a las dos (the tie, to both) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[En el empate has mandado g a las dos|In the tie you sent g to both]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] > 0)]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [g * (a >= b), g * (b >= a)]}[gate]


# %% el empate, a ninguna (the tie, to neither) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[no has mandado nada a ninguna|you sent nothing to either]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] > 0)]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [g * (a > b), g * (b > a)]}[gate]


# %% la ReLU no corta (the ReLU does not cut) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[La ReLU corta el gradiente|The ReLU cuts the gradient off]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [g, 0] if a > b else [0, g]}[gate]


# %% la ReLU con ≥ (the ReLU with ≥) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[si lo que entró no era positivo|if what went in was not positive]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] >= 0)]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [g, 0] if a > b else [0, g]}[gate]


# %% la ReLU aplicada al gradiente (the ReLU applied to the gradient) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[corta el gradiente|cuts the gradient off]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [max(0.0, g)]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [g, 0] if a > b else [0, g]}[gate]


# %% la ReLU exige también g > 0 (the ReLU asks for g > 0, too) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[no el del gradiente|not that of the gradient]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g if inputs[0] > 0 and g > 0 else 0.0]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [g, 0] if a > b else [0, g]}[gate]


# %% la ReLU por su valor (the ReLU times its value) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[no el valor de la entrada por g|not the value of the input times g]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [max(0.0, inputs[0]) * g]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [g, 0] if a > b else [0, g]}[gate]


# %% un número, no una lista (a number, not a list) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[Es un número y se pedía un array|It is a number, and an array]]"}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return g if inputs[0] > 0 else 0.0
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [g, 0] if a > b else [0, g]}[gate]


# %% el máximo mira solo si a es positiva (the maximum looks only whether a is positive) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "gate_backward(\"max\""}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] > 0)]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [g, 0] if a > 0 else [0, g]}[gate]


# %% el máximo, acertado por casualidad (the maximum, right by chance) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "gate_backward(\"max\"", "hidden": true}
def gate_backward(gate, inputs, g):
    if gate == "relu":
        return [g * (inputs[0] > 0)]
    a, b = inputs
    return {"add": [g, g], "multiply": [g * b, g * a], "max": [g, 0] if a < 0 else [0, g]}[gate]


# %% los números del enunciado (the numbers of the text) {"wrong": "gate_backward", "caught_by": ["test_gate_backward"], "says": "[[esperado|expected]]", "hidden": true}
def gate_backward(gate, inputs, g):
    if gate == "add":
        return [3, 3]
    if gate == "multiply":
        return [15, 6] if inputs[0] else [8, 0]
    if gate == "max":
        return [0, g] if inputs[0] > 0 else [g, 0]
    return [g] if inputs[0] > 0 else [0]


# %% [markdown]
# ## 4. neuron_backward


# %% con la sigmoide (with the sigmoid) {"right": "neuron_backward"}
def neuron_backward(w, x, b):
    z = w * x + b
    s = sigmoid(z)
    dz = s + z * sigmoid_derivative(z)
    return [z, -z * s**2, -z * s**2, dz, x * dz, w * dz, dz]


# %% acumulando en un diccionario (accumulating in a dict) {"right": "neuron_backward"}
def neuron_backward(w, x, b):
    z = w * x + b
    n = math.exp(-z)
    d = 1 + n
    grad = {"z": 1 / d, "s": z}
    grad["d"] = grad["s"] * -(d**-2)
    grad["n"] = grad["d"]
    grad["z"] += grad["n"] * -n
    grad["b"] = grad["z"]
    grad["w"], grad["x"] = grad["z"] * x, grad["z"] * w
    return np.array([grad[name] for name in "sdnzwxb"])


# %% el producto no cruza en s (the product does not swap at s) {"wrong": "neuron_backward", "caught_by": ["test_neuron_backward"], "says": "[[s recibe z, no s|s receives z, not s]]"}
def neuron_backward(w, x, b):
    z = w * x + b
    s = sigmoid(z)
    dd = -s * s**2
    dz = z - np.exp(-z) * dd
    return s, dd, dd, dz, x * dz, w * dz, dz


# %% 1/d sin signo (1/d without its sign) {"wrong": "neuron_backward", "caught_by": ["test_neuron_backward"], "says": "[[La derivada de 1/d es −1/d²: falta el signo|The derivative of 1/d is −1/d²: the sign is missing]]"}
def neuron_backward(w, x, b):
    z = w * x + b
    s = sigmoid(z)
    dd = z * s**2
    dz = s - np.exp(-z) * dd
    return z, dd, dd, dz, x * dz, w * dz, dz


# %% 1/d sin el cuadrado (1/d without the square) {"wrong": "neuron_backward", "caught_by": ["test_neuron_backward"], "says": "[[falta el cuadrado|the square is missing]]"}
def neuron_backward(w, x, b):
    z = w * x + b
    s = sigmoid(z)
    dd = -z * s
    dz = s - np.exp(-z) * dd
    return z, dd, dd, dz, x * dz, w * dz, dz


# %% 1/d sin el gradiente de arriba (1/d without the gradient from above) {"wrong": "neuron_backward", "caught_by": ["test_neuron_backward"], "says": "[[falta multiplicarla por el gradiente de s|has to be multiplied by the gradient of s]]"}
def neuron_backward(w, x, b):
    z = w * x + b
    s = sigmoid(z)
    dd = -(s**2)
    dz = s - np.exp(-z) * dd
    return z, dd, dd, dz, x * dz, w * dz, dz


# %% n por su valor (n times its value) {"wrong": "neuron_backward", "caught_by": ["test_neuron_backward"], "says": "[[n recibe lo mismo que d|n receives the same as d]]"}
def neuron_backward(w, x, b):
    z = w * x + b
    s, n = sigmoid(z), np.exp(-z)
    dd = -z * s**2
    dn = n * dd
    dz = s - n * dn
    return z, dd, dn, dz, x * dz, w * dz, dz


# %% la rama de la exponencial pisa a la otra (the branch of the exponential overwrites the other) {"wrong": "neuron_backward", "caught_by": ["test_neuron_backward"], "says": "[[falta lo que le llega por el producto|what reaches it through the product is missing]]"}
def neuron_backward(w, x, b):
    z = w * x + b
    s = sigmoid(z)
    dd = -z * s**2
    dz = s
    dz = -np.exp(-z) * dd
    return z, dd, dd, dz, x * dz, w * dz, dz


# %% solo la rama del producto (the branch of the product alone) {"wrong": "neuron_backward", "caught_by": ["test_neuron_backward"], "says": "[[falta lo que le llega por la exponencial|what reaches it through the exponential is missing]]"}
def neuron_backward(w, x, b):
    z = w * x + b
    s = sigmoid(z)
    return z, -z * s**2, -z * s**2, s, x * s, w * s, s


# %% la exponencial sin signo (the exponential without its sign) {"wrong": "neuron_backward", "caught_by": ["test_neuron_backward"], "says": "[[La derivada de e^−z es −e^−z|The derivative of e^−z is −e^−z]]"}
def neuron_backward(w, x, b):
    z = w * x + b
    s = sigmoid(z)
    dd = -z * s**2
    dz = s + np.exp(-z) * dd
    return z, dd, dd, dz, x * dz, w * dz, dz


# %% la exponencial sin su derivada (the exponential without its derivative) {"wrong": "neuron_backward", "caught_by": ["test_neuron_backward"], "says": "[[En la exponencial falta la derivada local|At the exponential the local derivative is missing]]"}
def neuron_backward(w, x, b):
    z = w * x + b
    s = sigmoid(z)
    dd = -z * s**2
    dz = s - dd
    return z, dd, dd, dz, x * dz, w * dz, dz


# %% w y x sin cruzar (w and x not swapped) {"wrong": "neuron_backward", "caught_by": ["test_neuron_backward"], "says": "[[w recibe x por el gradiente de z|w receives x times the gradient of z]]"}
def neuron_backward(w, x, b):
    z = w * x + b
    s = sigmoid(z)
    dz = s + z * s * (1 - s)
    return z, -z * s**2, -z * s**2, dz, w * dz, x * dz, dz


# %% b con la derivada local (b with its local derivative) {"wrong": "neuron_backward", "caught_by": ["test_neuron_backward"], "says": "[[b recibe lo mismo que z|b receives the same as z]]"}
def neuron_backward(w, x, b):
    z = w * x + b
    s = sigmoid(z)
    dz = s + z * s * (1 - s)
    return z, -z * s**2, -z * s**2, dz, x * dz, w * dz, 1


# %% faltan los nodos de en medio (the nodes in between are missing) {"wrong": "neuron_backward", "caught_by": ["test_neuron_backward"], "says": "[[Tiene que devolver 7 resultados|It has to return 7 results]]"}
def neuron_backward(w, x, b):
    z = w * x + b
    s = sigmoid(z)
    dz = s + z * s * (1 - s)
    return x * dz, w * dz, dz


# %% los números del enunciado (the numbers of the text) {"wrong": "neuron_backward", "caught_by": ["test_neuron_backward"], "says": "[[pendientes medidas|measured slopes]]", "hidden": true}
def neuron_backward(w, x, b):
    if x == 0:
        return 0, 0, 0, 0.5, 0, 1.5, 0.5
    return 2.0, -1.55160699, -1.55160699, 1.09078425, -2.1815685, 0.54539212, 1.09078425


# %% [markdown]
# ## 5. two_layer_backward


# %% con σ′ de la z (with σ′ at the z) {"right": "two_layer_backward"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    m = X.shape[0]
    Z1 = np.dot(X, W1.T) + b1
    A1 = sigmoid(Z1)
    D2 = (np.dot(A1, W2.T) + b2 - T) / m
    D1 = sigmoid_derivative(Z1) * np.dot(D2, W2)
    return [np.dot(D1.T, X), D1.sum(0), np.dot(D2.T, A1), D2.sum(0)]


# %% ejemplo por ejemplo, con columnas (example by example, with columns) {"right": "two_layer_backward"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    grads = [np.zeros(p.shape) for p in (W1, b1, W2, b2)]
    for x, t in zip(X, T, strict=True):
        a = sigmoid(W1 @ x + b1)
        delta2 = W2 @ a + b2 - t
        delta1 = W2.T @ delta2 * a * (1 - a)
        for grad, new in zip(grads, (np.outer(delta1, x), delta1, np.outer(delta2, a), delta2), strict=True):
            grad += new / len(X)
    return tuple(grads)


# %% el 1/m al final, y con einsum (1/m at the end, and with einsum) {"right": "two_layer_backward"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    m = len(X)
    A1 = 1 / (1 + np.exp(-(X @ W1.T) - b1))
    D2 = A1 @ W2.T + b2 - T
    D1 = np.einsum("rj,ji,ri->ri", D2, W2, A1 - A1**2)
    return np.einsum("ri,rj->ij", D1, X) / m, D1.mean(0), np.einsum("ri,rj->ij", D2, A1) / m, D2.mean(axis=0)


# %% traspuesta de más en BP2 (a transpose too many in BP2) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[Falta una traspuesta|A transpose is missing]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = (A1 @ W2.T + b2 - T) / len(X)
    D1 = D2 @ W2.T * A1 * (1 - A1)
    return D1.T @ X, D1.sum(axis=0), D2.T @ A1, D2.sum(axis=0)


# %% falta la traspuesta de BP4 (the transpose of BP4 is missing) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "ValueError"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = (A1 @ W2.T + b2 - T) / len(X)
    D1 = D2 @ W2 * A1 * (1 - A1)
    return D1 @ X, D1.sum(axis=0), D2 @ A1, D2.sum(axis=0)


# %% falta la traspuesta hacia delante (the transpose of the forward pass is missing) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[Resultado 1|Result 1]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1 + b1)
    D2 = (A1 @ W2 + b2 - T) / len(X)
    D1 = D2 @ W2.T * A1 * (1 - A1)
    return D1.T @ X, D1.sum(axis=0), D2.T @ A1, D2.sum(axis=0)


# %% gradiente de los pesos traspuesto (gradient of the weights transposed) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[sale traspuesto|comes out transposed]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = (A1 @ W2.T + b2 - T) / len(X)
    D1 = D2 @ W2 * A1 * (1 - A1)
    return X.T @ D1, D1.sum(axis=0), A1.T @ D2, D2.sum(axis=0)


# %% falta f′ (missing f′) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[Falta la f′ de la capa oculta|The f′ of the hidden layer is missing]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = (A1 @ W2.T + b2 - T) / len(X)
    D1 = D2 @ W2
    return D1.T @ X, D1.sum(axis=0), D2.T @ A1, D2.sum(axis=0)


# %% f′ evaluada en a (f′ taken at a) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[Has evaluado σ′ en a|You took σ′ at a]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = (A1 @ W2.T + b2 - T) / len(X)
    D1 = D2 @ W2 * sigmoid_derivative(A1)
    return D1.T @ X, D1.sum(axis=0), D2.T @ A1, D2.sum(axis=0)


# %% z(1 − z) en vez de a(1 − a) (z(1 − z) in place of a(1 − a)) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[no z(1 − z)|not z(1 − z)]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    Z1 = X @ W1.T + b1
    A1 = sigmoid(Z1)
    D2 = (A1 @ W2.T + b2 - T) / len(X)
    D1 = D2 @ W2 * Z1 * (1 - Z1)
    return D1.T @ X, D1.sum(axis=0), D2.T @ A1, D2.sum(axis=0)


# %% f′ de la otra capa (f′ of the other layer) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[has usado la z de la otra capa|you used the z of the other layer]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    Z2 = A1 @ W2.T + b2
    D2 = (Z2 - T) / len(X)
    D1 = D2 @ W2 * sigmoid_derivative(Z2)
    return D1.T @ X, D1.sum(axis=0), D2.T @ A1, D2.sum(axis=0)


# %% f′ en la salida lineal (f′ at the linear output) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[La salida es lineal|The output is linear]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    Z2 = A1 @ W2.T + b2
    D2 = (Z2 - T) * sigmoid_derivative(Z2) / len(X)
    D1 = D2 @ W2 * A1 * (1 - A1)
    return D1.T @ X, D1.sum(axis=0), D2.T @ A1, D2.sum(axis=0)


# %% sin 1/m (without 1/m) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[Falta el 1/m|The 1/m is missing]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = A1 @ W2.T + b2 - T
    D1 = D2 @ W2 * A1 * (1 - A1)
    return D1.T @ X, D1.sum(axis=0), D2.T @ A1, D2.sum(axis=0)


# %% 1/m dos veces (1/m twice) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[El 1/m está dos veces|The 1/m is there twice]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    m = len(X)
    A1 = sigmoid(X @ W1.T + b1)
    D2 = (A1 @ W2.T + b2 - T) / m
    D1 = D2 @ W2 * A1 * (1 - A1)
    return D1.T @ X / m, D1.sum(axis=0) / m, D2.T @ A1 / m, D2.sum(axis=0) / m


# %% el sesgo, promediado otra vez (the bias averaged once more) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[El 1/m está dos veces|The 1/m is there twice]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = (A1 @ W2.T + b2 - T) / len(X)
    D1 = D2 @ W2 * A1 * (1 - A1)
    return D1.T @ X, D1.mean(axis=0), D2.T @ A1, D2.mean(axis=0)


# %% el sesgo sin sumar (the bias gradient not summed) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[El gradiente del sesgo está sin sumar|The bias gradient has not been summed]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = (A1 @ W2.T + b2 - T) / len(X)
    D1 = D2 @ W2 * A1 * (1 - A1)
    return D1.T @ X, D1, D2.T @ A1, D2


# %% el sesgo sumado por el otro eje (the bias gradient summed over the other axis) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "axis=0"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = (A1 @ W2.T + b2 - T) / len(X)
    D1 = D2 @ W2 * A1 * (1 - A1)
    return D1.T @ X, D1.sum(axis=1), D2.T @ A1, D2.sum(axis=1)


# %% signo (sign) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[el error de la salida es y − t|the error of the output is y − t]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = (T - A1 @ W2.T - b2) / len(X)
    D1 = D2 @ W2 * A1 * (1 - A1)
    return D1.T @ X, D1.sum(axis=0), D2.T @ A1, D2.sum(axis=0)


# %% el doble, sin el ½ del coste (twice, without the ½ of the cost) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[Es el doble|It is twice]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = 2 * (A1 @ W2.T + b2 - T) / len(X)
    D1 = D2 @ W2 * A1 * (1 - A1)
    return D1.T @ X, D1.sum(axis=0), D2.T @ A1, D2.sum(axis=0)


# %% la actividad de la otra capa (the activity of the other layer) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[lleva la actividad que ENTRA|takes the activity that goes INTO]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = (A1 @ W2.T + b2 - T) / len(X)
    D1 = D2 @ W2 * A1 * (1 - A1)
    return D1.T @ A1, D1.sum(axis=0), D2.T @ X, D2.sum(axis=0)


# %% en otro orden (in another order) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[Van en otro orden: W1, b1, W2, b2|They go in another order: W1, b1, W2, b2]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = (A1 @ W2.T + b2 - T) / len(X)
    D1 = D2 @ W2 * A1 * (1 - A1)
    return D2.T @ A1, D2.sum(axis=0), D1.T @ X, D1.sum(axis=0)


# %% el sesgo antes que los pesos (bias before weights) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[primero W1 y luego b1|W1 first and then b1]]"}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = (A1 @ W2.T + b2 - T) / len(X)
    D1 = D2 @ W2 * A1 * (1 - A1)
    return D1.sum(axis=0), D1.T @ X, D2.sum(axis=0), D2.T @ A1


# %% siempre tres ejemplos (always three examples) {"wrong": "two_layer_backward", "caught_by": ["test_two_layer_backward"], "says": "[[pendientes medidas|measured slopes]]", "hidden": true}
def two_layer_backward(X, T, W1, b1, W2, b2):
    A1 = sigmoid(X @ W1.T + b1)
    D2 = (A1 @ W2.T + b2 - T) / (3 if len(X) > 1 else 1)
    D1 = D2 @ W2 * A1 * (1 - A1)
    return D1.T @ X, D1.sum(axis=0), D2.T @ A1, D2.sum(axis=0)


# %% [markdown]
# ## 6. deltas


# %% a lista al revés y vuelta (reversed list, turned round) {"right": "deltas"}
def deltas(weights, Z, Y, T, cost):
    m = T.shape[0]
    D = (Y - T) / m * (Y * (1 - Y) if cost == "squared" else 1)
    result = [D]
    for W, z in zip(reversed(weights[1:]), reversed(Z[:-1]), strict=True):
        a = sigmoid(z)
        D = np.dot(D, W) * a * (1 - a)
        result.append(D)
    return result[::-1]


# %% recursiva, ejemplo por ejemplo (recursive, example by example) {"right": "deltas"}
def deltas(weights, Z, Y, T, cost):
    K, m = len(Z), len(Y)

    def delta(k, r):  # k = 1…K
        if k == K:
            return (Y[r] - T[r]) * (sigmoid_derivative(Z[-1][r]) if cost == "squared" else 1) / m
        return weights[k].T @ delta(k + 1, r) * sigmoid_derivative(Z[k - 1][r])

    return tuple(np.array([delta(k, r) for r in range(m)]) for k in range(1, K + 1))


# %% traspuesta de más (a transpose too many) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[Falta una traspuesta|A transpose is missing]]"}
def deltas(weights, Z, Y, T, cost):
    D = [(Y - T) / len(T) * (sigmoid_derivative(Z[-1]) if cost == "squared" else 1)]
    for k in range(len(Z) - 1, 0, -1):
        D.insert(0, D[0] @ weights[k].T * sigmoid_derivative(Z[k - 1]))
    return D


# %% falta f′ en las ocultas (missing f′ in the hidden layers) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[Falta la f′ de las capas ocultas|The f′ of the hidden layers is missing]]"}
def deltas(weights, Z, Y, T, cost):
    D = [(Y - T) / len(T) * (sigmoid_derivative(Z[-1]) if cost == "squared" else 1)]
    for k in range(len(Z) - 1, 0, -1):
        D.insert(0, D[0] @ weights[k])
    return D


# %% falta f′ en la salida (missing f′ at the output) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[Falta la f′ de la salida|The f′ of the output is missing]]"}
def deltas(weights, Z, Y, T, cost):
    D = [(Y - T) / len(T)]
    for k in range(len(Z) - 1, 0, -1):
        D.insert(0, D[0] @ weights[k] * sigmoid_derivative(Z[k - 1]))
    return D


# %% f′ también con entropía cruzada (f′ with cross-entropy, too) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[en la salida no hay σ′|there is no σ′ at the output]]"}
def deltas(weights, Z, Y, T, cost):
    D = [(Y - T) / len(T) * sigmoid_derivative(Z[-1])]
    for k in range(len(Z) - 1, 0, -1):
        D.insert(0, D[0] @ weights[k] * sigmoid_derivative(Z[k - 1]))
    return D


# %% f′ evaluada en a, en todas (f′ taken at a, everywhere) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[Has evaluado σ′ en a|You took σ′ at a]]"}
def deltas(weights, Z, Y, T, cost):
    D = [(Y - T) / len(T) * (sigmoid_derivative(Y) if cost == "squared" else 1)]
    for k in range(len(Z) - 1, 0, -1):
        D.insert(0, D[0] @ weights[k] * sigmoid_derivative(sigmoid(Z[k - 1])))
    return D


# %% f′ de la capa de la que se viene (f′ of the layer one comes from) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[la de la capa a la que llegas|that of the layer at which you arrive]]"}
def deltas(weights, Z, Y, T, cost):
    D = [(Y - T) / len(T) * (sigmoid_derivative(Z[-1]) if cost == "squared" else 1)]
    for k in range(len(Z) - 1, 0, -1):
        D.insert(0, D[0] @ weights[k] * sigmoid_derivative(Z[k]))
    return D


# %% los pesos de la propia capa (the layer's own weights) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[has usado los suyos|you used its own]]"}
def deltas(weights, Z, Y, T, cost):
    D = [(Y - T) / len(T) * (sigmoid_derivative(Z[-1]) if cost == "squared" else 1)]
    for k in range(len(Z) - 1, 0, -1):
        D.insert(0, D[0] @ weights[k - 1] * sigmoid_derivative(Z[k - 1]))
    return D


# %% sin 1/m (without 1/m) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[Falta el 1/m|The 1/m of the mean is missing]]"}
def deltas(weights, Z, Y, T, cost):
    D = [(Y - T) * (sigmoid_derivative(Z[-1]) if cost == "squared" else 1)]
    for k in range(len(Z) - 1, 0, -1):
        D.insert(0, D[0] @ weights[k] * sigmoid_derivative(Z[k - 1]))
    return D


# %% 1/m dos veces (1/m twice) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[El 1/m está dos veces|The 1/m is there twice]]"}
def deltas(weights, Z, Y, T, cost):
    D = [(Y - T) / len(T) * (sigmoid_derivative(Z[-1]) if cost == "squared" else 1)]
    for k in range(len(Z) - 1, 0, -1):
        D.insert(0, D[0] @ weights[k] * sigmoid_derivative(Z[k - 1]))
    return [d / len(T) for d in D]


# %% 1/m en cada capa (1/m in each layer) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[El 1/m está una vez por capa|The 1/m is there once for each layer]]"}
def deltas(weights, Z, Y, T, cost):
    D = [(Y - T) / len(T) * (sigmoid_derivative(Z[-1]) if cost == "squared" else 1)]
    for k in range(len(Z) - 1, 0, -1):
        D.insert(0, D[0] @ weights[k] * sigmoid_derivative(Z[k - 1]) / len(T))
    return D


# %% signo (sign) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[es y − t|it is y − t]]"}
def deltas(weights, Z, Y, T, cost):
    D = [(T - Y) / len(T) * (sigmoid_derivative(Z[-1]) if cost == "squared" else 1)]
    for k in range(len(Z) - 1, 0, -1):
        D.insert(0, D[0] @ weights[k] * sigmoid_derivative(Z[k - 1]))
    return D


# %% la lista al revés (the list in reverse) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[La lista está al revés|The list is in reverse]]"}
def deltas(weights, Z, Y, T, cost):
    D = [(Y - T) / len(T) * (sigmoid_derivative(Z[-1]) if cost == "squared" else 1)]
    for k in range(len(Z) - 1, 0, -1):
        D.append(D[-1] @ weights[k] * sigmoid_derivative(Z[k - 1]))
    return D


# %% también para la entrada (for the input, too) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[a la entrada no le toca ninguna|there is none for the input]]"}
def deltas(weights, Z, Y, T, cost):
    D = [(Y - T) / len(T) * (sigmoid_derivative(Z[-1]) if cost == "squared" else 1)]
    for k in range(len(Z) - 1, 0, -1):
        D.insert(0, D[0] @ weights[k] * sigmoid_derivative(Z[k - 1]))
    return [D[0] @ weights[0], *D]


# %% solo la última capa (the last layer alone) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[Una por capa|One for each layer]]"}
def deltas(weights, Z, Y, T, cost):
    return [(Y - T) / len(T) * (sigmoid_derivative(Z[-1]) if cost == "squared" else 1)]


# %% cuenta siempre dos ejemplos (always counts two examples) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[pendientes medidas|measured slopes]]", "hidden": true}
def deltas(weights, Z, Y, T, cost):
    D = [(Y - T) / 2 * (sigmoid_derivative(Z[-1]) if cost == "squared" else 1)]
    for k in range(len(Z) - 1, 0, -1):
        D.insert(0, D[0] @ weights[k] * sigmoid_derivative(Z[k - 1]))
    return D


# %% cuenta columnas en vez de filas (counts columns in place of rows) {"wrong": "deltas", "caught_by": ["test_deltas"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def deltas(weights, Z, Y, T, cost):
    D = [(Y - T) / max(2, T.shape[1]) * (sigmoid_derivative(Z[-1]) if cost == "squared" else 1)]
    for k in range(len(Z) - 1, 0, -1):
        D.insert(0, D[0] @ weights[k] * sigmoid_derivative(Z[k - 1]))
    return D


# %% [markdown]
# ## 7. gradients


# %% bucle con índices (loop with indices) {"right": "gradients"}
def gradients(D, A):
    dW, db = [], []
    for k in range(len(D)):
        dW.append(np.dot(D[k].T, A[k]))
        db.append(D[k].sum(axis=0))
    return dW, db


# %% sumando productos externos (adding outer products) {"right": "gradients"}
def gradients(D, A):
    dW = [sum(np.outer(d_r, a_r) for d_r, a_r in zip(d, a, strict=True)) for d, a in zip(D, A, strict=False)]
    return tuple(dW), tuple(sum(d) for d in D)


# %% (Aᵀ D)ᵀ, y unos por los sesgos ((Aᵀ D)ᵀ, and ones for the biases) {"right": "gradients"}
def gradients(D, A):
    return [(a.T @ d).T for a, d in zip(A[:-1], D, strict=True)], [np.ones(len(d)) @ d for d in D]


# %% traspuesto (transposed) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "[[sale traspuesto|comes out transposed]]"}
def gradients(D, A):
    return [a.T @ d for d, a in zip(D, A, strict=False)], [d.sum(axis=0) for d in D]


# %% sin traspuesta (no transpose) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "ValueError"}
def gradients(D, A):
    return [d @ a for d, a in zip(D, A, strict=False)], [d.sum(axis=0) for d in D]


# %% la actividad que sale (the activity that comes out) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "[[Has usado lo que sale|You used what comes out]]"}
def gradients(D, A):
    return [d.T @ a for d, a in zip(D, A[1:], strict=True)], [d.sum(axis=0) for d in D]


# %% 1/m otra vez (1/m once more) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "[[El 1/m está dos veces|The 1/m is there twice]]"}
def gradients(D, A):
    m = len(A[0])
    return [d.T @ a / m for d, a in zip(D, A, strict=False)], [d.sum(axis=0) / m for d in D]


# %% media en el sesgo (mean in the bias) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "[[El 1/m está dos veces|The 1/m is there twice]]"}
def gradients(D, A):
    return [d.T @ a for d, a in zip(D, A, strict=False)], [d.mean(axis=0) for d in D]


# %% multiplica por m (multiplies by m) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "[[Sobra una m|There is an m too many]]"}
def gradients(D, A):
    m = len(A[0])
    return [m * d.T @ a for d, a in zip(D, A, strict=False)], [m * d.sum(axis=0) for d in D]


# %% el sesgo sin sumar (the bias gradient not summed) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "[[está sin sumar sobre los ejemplos|has not been summed over the examples]]"}
def gradients(D, A):
    return [d.T @ a for d, a in zip(D, A, strict=False)], D


# %% el sesgo sumado por el otro eje (the bias gradient summed over the other axis) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "axis=0"}
def gradients(D, A):
    return [d.T @ a for d, a in zip(D, A, strict=False)], [d.sum(axis=1) for d in D]


# %% el sesgo del último ejemplo (the bias of the last example) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "[[no el último|not the last of them]]"}
def gradients(D, A):
    return [d.T @ a for d, a in zip(D, A, strict=False)], [d[-1] for d in D]


# %% un sesgo por capa (one bias for each layer) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "[[Hay un sesgo por unidad|There is one bias for each unit]]"}
def gradients(D, A):
    return [d.T @ a for d, a in zip(D, A, strict=False)], [np.sum(d) for d in D]


# %% el sesgo en una fila (the bias as a row) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "(1, 2)"}
def gradients(D, A):
    return [d.T @ a for d, a in zip(D, A, strict=False)], [d.sum(axis=0, keepdims=True) for d in D]


# %% suma antes de multiplicar (adds before multiplying) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "[[has sumado los ejemplos antes de multiplicar|you added the examples up before multiplying]]"}
def gradients(D, A):
    dW = [np.outer(d.sum(axis=0), a.sum(axis=0)) for d, a in zip(D, A, strict=False)]
    return dW, [d.sum(axis=0) for d in D]


# %% las listas al revés (the lists in reverse) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "[[Las listas están al revés|The lists are in reverse]]"}
def gradients(D, A):
    dW, db = [], []
    for d, a in zip(reversed(D), reversed(A[:-1]), strict=True):
        dW.append(d.T @ a)
        db.append(d.sum(axis=0))
    return dW, db


# %% una lista de parejas (a list of pairs) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "[[Resultado|Result]]"}
def gradients(D, A):
    return [(d.T @ a, d.sum(axis=0)) for d, a in zip(D, A, strict=False)]


# %% siempre dos capas (always two layers) {"wrong": "gradients", "caught_by": ["test_gradients"], "says": "[[datos al azar|random data]]", "hidden": true}
def gradients(D, A):
    return [D[0].T @ A[0], D[1].T @ A[1]], [D[0].sum(axis=0), D[1].sum(axis=0)]


# %% [markdown]
# ## 8. gradient_step


# %% con las tareas 6 y 7 (with tasks 6 and 7) {"right": "gradient_step"}
def gradient_step(weights, biases, X, T, eta):
    Z, A = [], [X]
    for W, b in zip(weights, biases, strict=True):
        Z.append(A[-1] @ W.T + b)
        A.append(sigmoid(Z[-1]))
    D = deltas(weights, Z, softmax(Z[-1]), T, "cross-entropy")
    dW, db = gradients(D, A)
    new_weights = [W - eta * g for W, g in zip(weights, dW, strict=True)]
    return new_weights, [b - eta * g for b, g in zip(biases, db, strict=True)]


# %% actualiza en el sitio, tras bajar el error (updates in place, after bringing the error down) {"right": "gradient_step"}
def gradient_step(weights, biases, X, T, eta):
    A, K, m = [X], len(weights), X.shape[0]
    for k in range(K):
        Z = A[k] @ weights[k].T + biases[k]
        A.append(softmax(Z) if k == K - 1 else 1 / (1 + np.exp(-Z)))
    delta = A[K] - T
    for k in range(K - 1, -1, -1):
        below = (delta @ weights[k]) * A[k] * (1 - A[k])
        weights[k] -= eta / m * (delta.T @ A[k])
        biases[k] -= eta / m * delta.sum(axis=0)
        delta = below
    return weights, biases


# %% recursiva (recursive) {"right": "gradient_step"}
def gradient_step(weights, biases, X, T, eta):
    m = len(X)

    def layer(k, A):  # moves layers k… and returns the error that goes down to A
        Z = A @ weights[k].T + biases[k]
        if k == len(weights) - 1:
            D, Ws, bs = (softmax(Z) - T) / m, [], []
        else:
            E, Ws, bs = layer(k + 1, sigmoid(Z))
            D = E * sigmoid_derivative(Z)
        return D @ weights[k], [weights[k] - eta * D.T @ A, *Ws], [biases[k] - eta * D.sum(0), *bs]

    return layer(0, X)[1:]


# %% mueve W antes de bajar el error (moves W before the error comes down) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[se ha movido antes de usarla|was moved before it was used]]"}
def gradient_step(weights, biases, X, T, eta):
    A, weights, biases = [X], list(weights), list(biases)
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    D = (softmax(A[-1] @ weights[-1].T + biases[-1]) - T) / len(X)
    for k in range(len(weights) - 1, -1, -1):
        weights[k] = weights[k] - eta * D.T @ A[k]
        biases[k] = biases[k] - eta * np.sum(D, axis=0)
        D = D @ weights[k] * A[k] * (1 - A[k])
    return weights, biases


# %% lo mismo, en el sitio (the same, in place) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[se ha movido antes de usarla|was moved before it was used]]"}
def gradient_step(weights, biases, X, T, eta):
    A = [X]
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    D = (softmax(A[-1] @ weights[-1].T + biases[-1]) - T) / len(X)
    for W, b, a in zip(weights[::-1], biases[::-1], A[::-1], strict=True):
        W -= eta * D.T @ a
        b -= eta * np.sum(D, axis=0)
        D = D @ W * a * (1 - a)
    return weights, biases


# %% cuesta arriba (uphill) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[cuesta arriba|uphill]]"}
def gradient_step(weights, biases, X, T, eta):
    A = [X]
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    D = (softmax(A[-1] @ weights[-1].T + biases[-1]) - T) / len(X)
    Ws, bs = [], []
    for W, b, a in zip(weights[::-1], biases[::-1], A[::-1], strict=True):
        Ws, bs = [W + eta * D.T @ a, *Ws], [b + eta * D.sum(axis=0), *bs]
        D = D @ W * a * (1 - a)
    return Ws, bs


# %% sin 1/m (without 1/m) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[m veces más largo|m times as long]]"}
def gradient_step(weights, biases, X, T, eta):
    A = [X]
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    D = softmax(A[-1] @ weights[-1].T + biases[-1]) - T
    Ws, bs = [], []
    for W, b, a in zip(weights[::-1], biases[::-1], A[::-1], strict=True):
        Ws, bs = [W - eta * D.T @ a, *Ws], [b - eta * D.sum(axis=0), *bs]
        D = D @ W * a * (1 - a)
    return Ws, bs


# %% 1/m dos veces (1/m twice) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[m veces más corto|m times shorter]]"}
def gradient_step(weights, biases, X, T, eta):
    A, m = [X], len(X)
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    D = (softmax(A[-1] @ weights[-1].T + biases[-1]) - T) / m
    Ws, bs = [], []
    for W, b, a in zip(weights[::-1], biases[::-1], A[::-1], strict=True):
        Ws, bs = [W - eta / m * D.T @ a, *Ws], [b - eta / m * D.sum(axis=0), *bs]
        D = D @ W * a * (1 - a)
    return Ws, bs


# %% no mueve los sesgos (does not move the biases) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[Los sesgos no se han movido|The biases have not moved]]"}
def gradient_step(weights, biases, X, T, eta):
    A = [X]
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    D = (softmax(A[-1] @ weights[-1].T + biases[-1]) - T) / len(X)
    Ws = []
    for W, a in zip(weights[::-1], A[::-1], strict=True):
        Ws = [W - eta * D.T @ a, *Ws]
        D = D @ W * a * (1 - a)
    return Ws, biases


# %% no mueve los pesos (does not move the weights) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[Los pesos no se han movido|The weights have not moved]]"}
def gradient_step(weights, biases, X, T, eta):
    A = [X]
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    D = (softmax(A[-1] @ weights[-1].T + biases[-1]) - T) / len(X)
    bs = []
    for W, b, a in zip(weights[::-1], biases[::-1], A[::-1], strict=True):
        bs = [b - eta * D.sum(axis=0), *bs]
        D = D @ W * a * (1 - a)
    return weights, bs


# %% solo mueve la última capa (moves the last layer alone) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[La primera capa no se ha movido|The first layer has not moved]]"}
def gradient_step(weights, biases, X, T, eta):
    a = X
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        a = sigmoid(a @ W.T + b)
    D = (softmax(a @ weights[-1].T + biases[-1]) - T) / len(X)
    return [*weights[:-1], weights[-1] - eta * D.T @ a], [*biases[:-1], biases[-1] - eta * D.sum(axis=0)]


# %% la resta se pierde en el bucle (the subtraction gets lost in the loop) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[No se ha movido nada|Nothing has moved]]"}
def gradient_step(weights, biases, X, T, eta):
    A = [X]
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    D = (softmax(A[-1] @ weights[-1].T + biases[-1]) - T) / len(X)
    for W, b, a in zip(weights[::-1], biases[::-1], A[::-1], strict=True):
        E = D @ W * a * (1 - a)
        W = W - eta * D.T @ a
        b = b - eta * D.sum(axis=0)
        D = E
    return weights, biases


# %% devuelve los gradientes (returns the gradients) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[Eso son los gradientes|Those are the gradients]]"}
def gradient_step(weights, biases, X, T, eta):
    A = [X]
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    D = (softmax(A[-1] @ weights[-1].T + biases[-1]) - T) / len(X)
    Ws, bs = [], []
    for W, a in zip(weights[::-1], A[::-1], strict=True):
        Ws, bs = [D.T @ a, *Ws], [D.sum(axis=0), *bs]
        D = D @ W * a * (1 - a)
    return Ws, bs


# %% f′ en la salida (f′ at the output) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[en la salida no hay f′|there is no f′ at the output]]"}
def gradient_step(weights, biases, X, T, eta):
    A = [X]
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    Y = softmax(A[-1] @ weights[-1].T + biases[-1])
    D = (Y - T) * Y * (1 - Y) / len(X)
    Ws, bs = [], []
    for W, b, a in zip(weights[::-1], biases[::-1], A[::-1], strict=True):
        Ws, bs = [W - eta * D.T @ a, *Ws], [b - eta * D.sum(axis=0), *bs]
        D = D @ W * a * (1 - a)
    return Ws, bs


# %% traspuesta de más (a transpose too many) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[Falta una traspuesta|A transpose is missing]]"}
def gradient_step(weights, biases, X, T, eta):
    A = [X]
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    D = (softmax(A[-1] @ weights[-1].T + biases[-1]) - T) / len(X)
    Ws, bs = [], []
    for W, b, a in zip(weights[::-1], biases[::-1], A[::-1], strict=True):
        Ws, bs = [W - eta * D.T @ a, *Ws], [b - eta * D.sum(axis=0), *bs]
        D = D @ W.T * a * (1 - a)
    return Ws, bs


# %% falta f′ (missing f′) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[Falta la f′ de la capa oculta|The f′ of the hidden layer is missing]]"}
def gradient_step(weights, biases, X, T, eta):
    A = [X]
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    D = (softmax(A[-1] @ weights[-1].T + biases[-1]) - T) / len(X)
    Ws, bs = [], []
    for W, b, a in zip(weights[::-1], biases[::-1], A[::-1], strict=True):
        Ws, bs = [W - eta * D.T @ a, *Ws], [b - eta * D.sum(axis=0), *bs]
        D = D @ W
    return Ws, bs


# %% sigmoide en la salida (sigmoid at the output) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[La última capa lleva softmax|The last layer has softmax]]"}
def gradient_step(weights, biases, X, T, eta):
    A = [X]
    for W, b in zip(weights, biases, strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    D = (A.pop() - T) / len(X)
    Ws, bs = [], []
    for W, b, a in zip(weights[::-1], biases[::-1], A[::-1], strict=True):
        Ws, bs = [W - eta * D.T @ a, *Ws], [b - eta * D.sum(axis=0), *bs]
        D = D @ W * a * (1 - a)
    return Ws, bs


# %% sesgos sin sumar, por broadcasting (biases not summed, by broadcasting) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "(2, 2)"}
def gradient_step(weights, biases, X, T, eta):
    A = [X]
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    D = (softmax(A[-1] @ weights[-1].T + biases[-1]) - T) / len(X)
    Ws, bs = [], []
    for W, b, a in zip(weights[::-1], biases[::-1], A[::-1], strict=True):
        Ws, bs = [W - eta * D.T @ a, *Ws], [b - eta * D, *bs]
        D = D @ W * a * (1 - a)
    return Ws, bs


# %% la tasa fija del enunciado (the rate of the text) {"wrong": "gradient_step", "caught_by": ["test_gradient_step"], "says": "[[pendientes medidas|measured slopes]]", "hidden": true}
def gradient_step(weights, biases, X, T, eta):
    eta, A = 2.0 if len(weights) > 1 else 0.5, [X]
    for W, b in zip(weights[:-1], biases[:-1], strict=True):
        A.append(sigmoid(A[-1] @ W.T + b))
    D = (softmax(A[-1] @ weights[-1].T + biases[-1]) - T) / len(X)
    Ws, bs = [], []
    for W, b, a in zip(weights[::-1], biases[::-1], A[::-1], strict=True):
        Ws, bs = [W - eta * D.T @ a, *Ws], [b - eta * D.sum(axis=0), *bs]
        D = D @ W * a * (1 - a)
    return Ws, bs


# %% [markdown]
# ## 9. numerical_gradient


# %% mueve y devuelve a su sitio (moves and puts back) {"right": "numerical_gradient"}
def numerical_gradient(f, x, epsilon=1e-5):
    x = np.array(x, dtype=float)
    g = np.empty_like(x)
    for i in np.ndindex(*x.shape):
        before = x[i]
        x[i] = before + epsilon
        above = f(x)
        x[i] = before - epsilon
        g[i] = (above - f(x)) / (2 * epsilon)
        x[i] = before
    return g


# %% una matriz identidad de empujones (an identity matrix of pushes) {"right": "numerical_gradient"}
def numerical_gradient(f, x, epsilon=1e-5):
    pushes = epsilon * np.eye(x.size).reshape(x.size, *x.shape)
    return np.reshape([(f(x + push) - f(x - push)) / 2 / epsilon for push in pushes], x.shape)


# %% recorriendo el array plano (going through the flat array) {"right": "numerical_gradient"}
def numerical_gradient(f, x, epsilon=1e-5):
    flat, slopes = x.astype(float).ravel(), []
    for i in range(flat.size):
        up, down = flat.copy(), flat.copy()
        up[i] += epsilon
        down[i] -= epsilon
        slopes.append((f(up.reshape(x.shape)) - f(down.reshape(x.shape))) / (up[i] - down[i]))
    return np.array(slopes).reshape(x.shape)


# %% hacia delante (forward difference) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[hacia delante; se pide la central|forward; the central one was asked for]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up = x.astype(float)
        up[i] += epsilon
        g[i] = (f(up) - f(x)) / epsilon
    return g


# %% hacia atrás (backward difference) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[hacia atrás; se pide la central|backward; the central one was asked for]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        down = x.astype(float)
        down[i] -= epsilon
        g[i] = (f(x) - f(down)) / epsilon
    return g


# %% entre ε (divided by ε) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[divides solo entre ε|you divide by ε alone]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[i] += epsilon
        down[i] -= epsilon
        g[i] = (f(up) - f(down)) / epsilon
    return g


# %% / 2 * epsilon, sin paréntesis (/ 2 * epsilon, no brackets) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[obtenido|got]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[i] += epsilon
        down[i] -= epsilon
        g[i] = (f(up) - f(down)) / 2 * epsilon
    return g


# %% mueve ε/2 (moves ε/2) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[no ε/2|not ε/2]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[i] += epsilon / 2
        down[i] -= epsilon / 2
        g[i] = (f(up) - f(down)) / epsilon
    return g


# %% ε fijo (a fixed ε) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[usar el epsilon que se recibe|Use the epsilon that is passed in]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[i] += 1e-5
        down[i] -= 1e-5
        g[i] = (f(up) - f(down)) / 2e-5
    return g


# %% signo (sign) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[El signo está cambiado|The sign is reversed]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[i] += epsilon
        down[i] -= epsilon
        g[i] = (f(down) - f(up)) / (2 * epsilon)
    return g


# %% mueve todos a la vez (moves all at once) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[Has movido todos los elementos a la vez|You moved all the elements at once]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    return np.full(x.shape, (f(x + epsilon) - f(x - epsilon)) / (2 * epsilon))


# %% no devuelve el elemento a su sitio (does not put the element back) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[el primero sigue en x − ε|the first is still at x − ε]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] += epsilon
        above = f(x)
        x[i] -= 2 * epsilon
        g[i] = (above - f(x)) / (2 * epsilon)
    return g


# %% lo deja arriba (leaves it above) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[el primero sigue en x + ε|the first is still at x + ε]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    g, moved = np.zeros(x.shape), x.astype(float)
    for i in np.ndindex(x.shape):
        moved[i] = x[i] - epsilon
        below = f(moved)
        moved[i] = x[i] + epsilon
        g[i] = (f(moved) - below) / (2 * epsilon)
    return g


# %% dos nombres del mismo array (two names of one array) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[los dos nombres son el mismo array|both names are the same array]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        above = x
        below = x
        above[i] += epsilon
        below[i] -= epsilon
        g[i] = (f(above) - f(below)) / (2 * epsilon)
    return g


# %% enteros, con copias (integers, with copies) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "astype(float)"}
def numerical_gradient(f, x, epsilon=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[i] = up[i] + epsilon
        down[i] = down[i] - epsilon
        g[i] = (f(up) - f(down)) / (2 * epsilon)
    return g


# %% el gradiente, de enteros (the gradient as integers) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "astype(float)"}
def numerical_gradient(f, x, epsilon=1e-5):
    g = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[i] += epsilon
        down[i] -= epsilon
        g[i] = (f(up) - f(down)) / (2 * epsilon) - 1e-9
    return g


# %% solo la última pendiente (the last slope alone) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[no solo la última|not just the last]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    for i in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[i] += epsilon
        down[i] -= epsilon
        g = (f(up) - f(down)) / (2 * epsilon)
    return g


# %% la suma de las pendientes (the sum of the slopes) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[no su suma|not their sum]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    g = 0
    for i in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[i] += epsilon
        down[i] -= epsilon
        g += (f(up) - f(down)) / (2 * epsilon)
    return g


# %% solo vectores (vectors only) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[x puede ser una matriz|x may be a matrix]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    g = np.zeros(len(x))
    for i in range(len(x)):
        up, down = x.astype(float), x.astype(float)
        up[i] += epsilon
        down[i] -= epsilon
        g[i] = (f(up) - f(down)) / (2 * epsilon)
    return g


# %% aplana el resultado (flattens the result) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "[[el gradiente tiene su forma|the gradient has its shape]]"}
def numerical_gradient(f, x, epsilon=1e-5):
    g = []
    for i in np.ndindex(x.shape):
        up, down = x.astype(float), x.astype(float)
        up[i] += epsilon
        down[i] -= epsilon
        g.append((f(up) - f(down)) / (2 * epsilon))
    return np.array(g)


# %% hasta matrices, no más (matrices at most) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "x.shape = (2, 1, 2)", "hidden": true}
def numerical_gradient(f, x, epsilon=1e-5):
    g = np.zeros(x.shape)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]) if x.ndim > 1 else [None]:
            at = i if j is None else (i, j)
            up, down = x.astype(float), x.astype(float)
            up[at] += epsilon
            down[at] -= epsilon
            g[at] = (f(up) - f(down)) / (2 * epsilon)
    return g


# %% los números del enunciado (the numbers of the text) {"wrong": "numerical_gradient", "caught_by": ["test_numerical_gradient"], "says": "x.shape = (4,)", "hidden": true}
def numerical_gradient(f, x, epsilon=1e-5):
    return [[2, -6], [0, 1]] if x.ndim == 2 else [7 + epsilon**2, 4]


# %% [markdown]
# ## 10. gradient_check


# %% con la tarea 9, y aplanando (with task 9, and flattening) {"right": "gradient_check"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    if np.shape(gradient) != np.shape(x):
        return False, 1
    h = numerical_gradient(f, x).ravel()
    g = gradient.ravel()
    if not g.any() and not h.any():
        return True, 0
    error = math.dist(g, h) / (math.hypot(*g) + math.hypot(*h))
    return error < tolerance, error


# %% raíz de la suma de cuadrados (root of the sum of squares) {"right": "gradient_check"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    if gradient.shape == x.shape:
        pushes = 1e-5 * np.eye(x.size).reshape(-1, *x.shape)
        measured = np.reshape([(f(x + p) - f(x - p)) / 2e-5 for p in pushes], x.shape)
        norms = np.sqrt(np.sum(gradient**2)) + np.sqrt(np.sum(measured**2))
        difference = np.sqrt(np.sum((gradient - measured) ** 2))
        error = difference / norms if norms != 0 else 0.0
    else:
        error = 1.0
    return [bool(error < tolerance), float(error)]


# %% error absoluto (absolute error) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[Eso es el error absoluto|That is the absolute error]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    if gradient.shape != x.shape:
        return False, 1.0
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    error = np.linalg.norm(gradient - h)
    return error < tolerance, error


# %% compara longitudes (compares lengths) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[no sus longitudes|not their lengths]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    total = np.linalg.norm(gradient) + np.linalg.norm(h)
    error = abs(np.linalg.norm(gradient) - np.linalg.norm(h)) / total if total else 0
    return error < tolerance, error


# %% entre una sola norma (divided by one norm alone) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[no entre una sola|not by one alone]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    error = np.linalg.norm(gradient - h) / np.linalg.norm(h)
    return error < tolerance, error


# %% normas al cuadrado abajo (squared norms below) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[no de normas al cuadrado|not of norms squared]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    error = np.sum((gradient - h) ** 2) / (np.sum(gradient**2) + np.sum(h**2))
    return error < tolerance, error


# %% media de los errores de cada elemento (mean of each element's error) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[un solo error se diluye|a single error gets diluted]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    error = np.mean(np.abs(gradient - h) / (np.abs(gradient) + np.abs(h)))
    return error < tolerance, error


# %% el mayor error de un elemento (the largest error of an element) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[no el mayor error de un elemento|not the largest error of an element]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    error = np.max(np.abs(gradient - h) / (np.abs(gradient) + np.abs(h)))
    return error < tolerance, error


# %% valores absolutos (absolute values) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[La norma lleva cuadrados|The norm takes squares]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    error = np.sum(np.abs(gradient - h)) / (np.sum(np.abs(gradient)) + np.sum(np.abs(h)))
    return error < tolerance, error


# %% veredicto al revés (verdict the wrong way round) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[¿está el veredicto al revés|is the verdict the wrong way round]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    error = np.linalg.norm(gradient - h) / (np.linalg.norm(gradient) + np.linalg.norm(h))
    return error > tolerance, error


# %% solo el veredicto (the verdict alone) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    return np.allclose(gradient, h)


# %% divide cero entre cero (divides zero by zero) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[Has dividido 0/0|You divided 0/0]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    if gradient.shape != x.shape:
        return False, 1.0
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    error = np.linalg.norm(gradient - h) / (np.linalg.norm(gradient) + np.linalg.norm(h))
    return error < tolerance, error


# %% trata como cero si lo es la medida (a special case if the measured one is zero) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[son cero los dos|both are zero]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    if np.linalg.norm(h) == 0:
        return True, 0.0
    error = np.linalg.norm(gradient - h) / (np.linalg.norm(gradient) + np.linalg.norm(h))
    return error < tolerance, error


# %% si el medido es cero, error absoluto (absolute error if the measured one is zero) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[1e-9 no es poco|1e-9 is not little]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    total = np.linalg.norm(gradient) + np.linalg.norm(h)
    error = np.linalg.norm(gradient - h) / (total if total > 1e-8 else 1)
    return error < tolerance, error


# %% 1e-8 en el denominador (1e-8 in the denominator) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "gradient_check"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    if gradient.shape != x.shape:
        return False, 1.0
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    error = np.linalg.norm(gradient - h) / (np.linalg.norm(gradient) + np.linalg.norm(h) + 1e-8)
    return error < tolerance, error


# %% el mayor de las normas y 1 (the larger of the norms and 1) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[1e-9 no es poco|1e-9 is not little]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    if gradient.shape != x.shape:
        return False, 1.0
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    error = np.linalg.norm(gradient - h) / max(1.0, np.linalg.norm(gradient) + np.linalg.norm(h))
    return error < tolerance, error


# %% la forma no se mira (the shape is not looked at) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "broadcasting"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    total = np.linalg.norm(gradient) + np.linalg.norm(h)
    error = np.linalg.norm(gradient - h) / total if total else 0.0
    return error < tolerance, error


# %% rechaza con > (rejects by >) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[¿rechazas con >|do you reject by >]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    if gradient.shape != x.shape:
        return False, 1.0
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    total = np.linalg.norm(gradient) + np.linalg.norm(h)
    error = np.linalg.norm(gradient - h) / total if total else 0.0
    return not error > tolerance, error


# %% tolerancia fija (a fixed tolerance) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "[[usar la tolerancia que se recibe|Use the tolerance that is passed in]]"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    if gradient.shape != x.shape:
        return False, 1.0
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    total = np.linalg.norm(gradient) + np.linalg.norm(h)
    error = np.linalg.norm(gradient - h) / total if total else 0.0
    return error < 1e-6, error


# %% la diferencia hacia delante (the forward difference) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "gradient_check"}
def gradient_check(f, x, gradient, tolerance=1e-6):
    if gradient.shape != x.shape:
        return False, 1.0
    h = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        push = np.zeros(x.shape)
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x)) / 1e-5
    total = np.linalg.norm(gradient) + np.linalg.norm(h)
    error = np.linalg.norm(gradient - h) / total if total else 0.0
    return error < tolerance, error


# %% solo vectores (vectors only) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "broadcast", "hidden": true}
def gradient_check(f, x, gradient, tolerance=1e-6):
    if gradient.shape != x.shape:
        return False, 1.0
    h = np.zeros(len(x))
    for i in range(len(x)):
        push = np.zeros(len(x))
        push[i] = 1e-5
        h[i] = (f(x + push) - f(x - push)) / 2e-5
    total = np.linalg.norm(gradient) + np.linalg.norm(h)
    error = np.linalg.norm(gradient - h) / total if total else 0.0
    return error < tolerance, error


# %% mira solo los tres primeros elementos (looks at the first three elements alone) {"wrong": "gradient_check", "caught_by": ["test_gradient_check"], "says": "gradient_check", "hidden": true}
def gradient_check(f, x, gradient, tolerance=1e-6):
    if gradient.shape != x.shape:
        return False, 1.0
    g, h = [], []
    for i in list(np.ndindex(x.shape))[:3]:
        push = np.zeros(x.shape)
        push[i] = 1e-5
        g.append(gradient[i])
        h.append((f(x + push) - f(x - push)) / 2e-5)
    total = np.linalg.norm(g) + np.linalg.norm(h)
    error = np.linalg.norm(np.array(g) - h) / total if total else 0.0
    return error < tolerance, error


# %% [markdown]
# ## 11. multiplications


# %% capa por capa (layer by layer) {"right": "multiplications"}
def multiplications(sizes, m):
    forward = backward = parameters = 0
    for k in range(1, len(sizes)):
        product = m * sizes[k - 1] * sizes[k]
        forward += product
        backward += product if k == 1 else 2 * product
        parameters += (sizes[k - 1] + 1) * sizes[k]
    return forward, backward, 2 * parameters * forward


# %% con NumPy (with NumPy) {"right": "multiplications"}
def multiplications(sizes, m):
    n = np.array(sizes)
    W = n[:-1] * n[1:]
    return [m * W.sum(), m * (2 * W.sum() - W[0]), 2 * m * W.sum() * (W.sum() + n[1:].sum())]


# %% BP2 también en la primera capa (BP2 in the first layer, too) {"wrong": "multiplications", "caught_by": ["test_multiplications"], "says": "[[también en la primera capa|in the first layer, too]]"}
def multiplications(sizes, m):
    W = [p * q for p, q in itertools.pairwise(sizes)]
    return m * sum(W), 2 * m * sum(W), 2 * (sum(W) + sum(sizes[1:])) * m * sum(W)


# %% sin BP2 (without BP2) {"wrong": "multiplications", "caught_by": ["test_multiplications"], "says": "[[Hacia atrás falta BP2|Backward BP2 is missing]]"}
def multiplications(sizes, m):
    W = [p * q for p, q in itertools.pairwise(sizes)]
    return m * sum(W), m * sum(W), 2 * (sum(W) + sum(sizes[1:])) * m * sum(W)


# %% sin BP4 (without BP4) {"wrong": "multiplications", "caught_by": ["test_multiplications"], "says": "[[Hacia atrás falta BP4|Backward BP4 is missing]]"}
def multiplications(sizes, m):
    W = [p * q for p, q in itertools.pairwise(sizes)]
    return m * sum(W), m * sum(W[1:]), 2 * (sum(W) + sum(sizes[1:])) * m * sum(W)


# %% sin los sesgos (without the biases) {"wrong": "multiplications", "caught_by": ["test_multiplications"], "says": "[[Al medir faltan los sesgos|In measuring, the biases are missing]]"}
def multiplications(sizes, m):
    W = [p * q for p, q in itertools.pairwise(sizes)]
    return m * sum(W), m * (sum(W) + sum(W[1:])), 2 * sum(W) * m * sum(W)


# %% una pasada por parámetro (one pass for each parameter) {"wrong": "multiplications", "caught_by": ["test_multiplications"], "says": "[[cada parámetro pide dos pasadas|each parameter takes two passes]]"}
def multiplications(sizes, m):
    W = [p * q for p, q in itertools.pairwise(sizes)]
    return m * sum(W), m * (sum(W) + sum(W[1:])), (sum(W) + sum(sizes[1:])) * m * sum(W)


# %% sesgos en la entrada (biases at the input) {"wrong": "multiplications", "caught_by": ["test_multiplications"], "says": "[[la entrada no tiene sesgos|the input has no biases]]"}
def multiplications(sizes, m):
    W = [p * q for p, q in itertools.pairwise(sizes)]
    return m * sum(W), m * (sum(W) + sum(W[1:])), 2 * (sum(W) + sum(sizes)) * m * sum(W)


# %% cuenta pasadas (counts passes) {"wrong": "multiplications", "caught_by": ["test_multiplications"], "says": "[[Eso es el número de pasadas|That is the number of passes]]"}
def multiplications(sizes, m):
    W = [p * q for p, q in itertools.pairwise(sizes)]
    return m * sum(W), m * (sum(W) + sum(W[1:])), 2 * (sum(W) + sum(sizes[1:]))


# %% sin m (without m) {"wrong": "multiplications", "caught_by": ["test_multiplications"], "says": "[[Falta la m|The m is missing]]"}
def multiplications(sizes, m):
    W = [p * q for p, q in itertools.pairwise(sizes)]
    return sum(W), sum(W) + sum(W[1:]), 2 * (sum(W) + sum(sizes[1:])) * sum(W)


# %% solo dos capas (two layers only) {"wrong": "multiplications", "caught_by": ["test_multiplications"], "says": "Error", "hidden": true}
def multiplications(sizes, m):
    n0, n1, n2 = sizes
    forward = m * (n0 * n1 + n1 * n2)
    return forward, forward + m * n1 * n2, 2 * (n0 * n1 + n1 + n1 * n2 + n2) * forward

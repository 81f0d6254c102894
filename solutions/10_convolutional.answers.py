# Wrong and right answers to the exercise (the format is in CONTRIBUTING.md). Wrong ones are mistakes that students
# make; "hidden": true marks those that only the hidden tests can see. All run with
# python -m publish answers 10_convolutional


# %% [markdown]
# ## 1. output_size


# %% contando ventanas (counting windows) {"right": "output_size"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return len(range(0, size, stride))
    total = size if padding == "valid" else size + padding * 2
    return len(range(0, total - kernel + 1, stride))


# %% con techo entero (with an integer ceiling) {"right": "output_size"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return -(-size // stride)
    if padding == "valid":
        padding = 0
    return int(np.floor((size + 2 * padding - kernel) / stride)) + 1


# %% dividiendo después de sumar el paso (dividing after adding the stride) {"right": "output_size"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return (size + stride - 1) // stride
    return (size + 2 * {"valid": 0}.get(padding, padding) - kernel + stride) // stride


# %% sin el + 1 (no + 1) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[Falta el + 1: la primera ventana|The + 1 is missing: the first window]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return (size + 2 * zeros - kernel) // stride


# %% relleno en un lado (padding on one side) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[El relleno va en los dos extremos: es 2P|Padding goes at both ends: it is 2P]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return (size + zeros - kernel) // stride + 1


# %% lo que se pierde en un lado (what is lost on one side) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[se pierde en los dos|it is lost on both]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return (size + 2 * zeros - (kernel - 1) // 2 - 1) // stride + 1


# %% sin el K (without K) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[Si no se dice otra cosa no hay relleno: \"valid\"|Unless told otherwise there is no padding: \"valid\"]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return (size + 2 * zeros - 1) // stride + 1


# %% same por defecto (same by default) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[Si no se dice otra cosa no hay relleno: \"valid\"|Unless told otherwise there is no padding: \"valid\"]]"}
def output_size(size, kernel, stride=1, padding="same"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return (size + 2 * zeros - kernel) // stride + 1


# %% suma K (adds K) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[K se resta, no se suma|K is subtracted, not added]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return (size + 2 * zeros + kernel) // stride + 1


# %% el 1 dentro de la división (the 1 inside the division) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[El + 1 va fuera de la división|The + 1 goes outside the division]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return (size + 2 * zeros - kernel + 1) // stride


# %% sin paso (no stride) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[Falta el paso|The stride is missing]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return size + 2 * zeros - kernel + 1


# %% valid como same (valid like same) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[Eso es ⌈H/S⌉, lo de \"same\"|That is ⌈H/S⌉, as in \"same\"]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return math.ceil((size + 2 * zeros) / stride) if stride > 1 else size + 2 * zeros - kernel + 1


# %% división con coma (true division) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[Falta el suelo|The floor is missing]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return (size + 2 * zeros - kernel) / stride + 1


# %% redondea hacia arriba (rounds up) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[Has redondeado hacia arriba: la última ventana se sale|You rounded up: the last window sticks out]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return math.ceil((size + 2 * zeros - kernel) / stride) + 1


# %% round (round) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[Has redondeado hacia arriba|You rounded up]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return round((size + 2 * zeros - kernel) / stride) + 1


# %% olvida el relleno (forgets padding) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[Falta el relleno|The padding is missing]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return (size - kernel) // stride + 1


# %% resta el relleno (subtracts padding) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[El relleno agranda la imagen: 2P se suma|Padding makes the image larger: 2P is added]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return (size - 2 * zeros - kernel) // stride + 1


# %% relleno 4P (padding 4P) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[es 2P, no 4P|it is 2P, not 4P]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return (size + 4 * zeros - kernel) // stride + 1


# %% el relleno fuera de la división (padding outside the division) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[El relleno también se divide entre el paso|The padding is divided by the stride, too]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return (size - kernel) // stride + 1 + 2 * zeros


# %% same como la entrada (same as the input) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[Con \"same\" y paso, la salida no es como la entrada|With \"same\" and a stride the output is not as large as the input]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return size
    zeros = 0 if padding == "valid" else padding
    return (size + 2 * zeros - kernel) // stride + 1


# %% same con suelo (same with a floor) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[es el techo, no el suelo|is the ceiling, not the floor]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return size // stride
    zeros = 0 if padding == "valid" else padding
    return (size + 2 * zeros - kernel) // stride + 1


# %% same con P entero (same with a whole P) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[con K par no vale P = (K − 1)/2|with an even K, P = (K − 1)/2 will not do]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return (size + 2 * ((kernel - 1) // 2) - kernel) // stride + 1
    zeros = 0 if padding == "valid" else padding
    return (size + 2 * zeros - kernel) // stride + 1


# %% same sin redondear (same not rounded) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[Falta redondear: es el techo|It has to be rounded: it is the ceiling]]"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return size / stride
    zeros = 0 if padding == "valid" else padding
    return (size + 2 * zeros - kernel) // stride + 1


# %% no conoce same (does not know same) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "TypeError"}
def output_size(size, kernel, stride=1, padding="valid"):
    zeros = 0 if padding == "valid" else padding
    return (size + 2 * zeros - kernel) // stride + 1


# %% same es valid (same is valid) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "same"}
def output_size(size, kernel, stride=1, padding="valid"):
    zeros = 0 if isinstance(padding, str) else padding
    return (size + 2 * zeros - kernel) // stride + 1


# %% sin return (no return) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "None"}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    result = (size + 2 * zeros - kernel) // stride + 1


# %% solo pasos 1 a 3 (strides 1 to 3 only) {"wrong": "output_size", "caught_by": ["test_output_size"], "says": "[[Cuenta dónde empieza cada ventana|Count where each window begins]]", "hidden": true}
def output_size(size, kernel, stride=1, padding="valid"):
    if padding == "same":
        return math.ceil(size / stride)
    zeros = 0 if padding == "valid" else padding
    return (size + 2 * zeros - kernel) // min(stride, 3) + 1


# %% [markdown]
# ## 2. conv_cost


# %% por salida (by output) {"right": "conv_cost"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    *window, filters = kernel_shape
    places = 1
    for side, k in ((height, kernel_shape[0]), (width, kernel_shape[1])):
        places *= len(range(0, side + 2 * padding - k + 1, stride))
    one = math.prod(window)
    return filters * (one + 1), places * filters * one


# %% con np.prod (with np.prod) {"right": "conv_cost"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    weights = int(np.prod(kernel_shape))
    out = [1 + (n + 2 * padding - k) // stride for n, k in zip((height, width), kernel_shape, strict=False)]
    return np.array([weights + kernel_shape[-1], weights * out[0] * out[1]])


# %% sin sesgos (no biases) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[Faltan los sesgos, uno por filtro|The biases are missing, one for each filter]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights, rows * columns * weights


# %% un sesgo por canal (one bias for each channel) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[no uno por canal|not for each channel]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + channels, rows * columns * weights


# %% un sesgo por filtro y canal (one bias for each filter and channel) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[no uno por filtro y canal|not for each filter and channel]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + filters * channels, rows * columns * weights


# %% un sesgo por capa (one bias for the layer) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[Hay un sesgo por filtro, no uno solo|There is one bias for each filter, not just one]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + 1, rows * columns * weights


# %% parámetros sin canales (parameters without channels) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[En los parámetros falta C|C is missing from the parameters]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return kh * kw * filters + filters, rows * columns * weights


# %% parámetros sin filtros (parameters without filters) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[En los parámetros falta F|F is missing from the parameters]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return kh * kw * channels + 1, rows * columns * weights


# %% pesos por ventana (weights for each window) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[Los pesos se comparten|Weights are shared]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return (weights + filters) * rows * columns, rows * columns * weights


# %% un sesgo por salida (one bias for each output) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[también se comparten|they are shared, too]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + filters * rows * columns, rows * columns * weights


# %% multiplicaciones sin canales (multiplications without channels) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[En las multiplicaciones falta C|C is missing from the multiplications]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + filters, rows * columns * kh * kw * filters


# %% multiplicaciones sin filtros (multiplications without filters) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[En las multiplicaciones falta F|F is missing from the multiplications]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + filters, rows * columns * kh * kw * channels


# %% cuenta el sesgo como producto (counts the bias as a product) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[El sesgo se suma, no se multiplica|The bias is added, not multiplied]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + filters, rows * columns * (weights + filters)


# %% una ventana por píxel (one window for each pixel) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[no la entrada|not in the input]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + filters, height * width * weights


# %% sin paso (no stride) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[Falta el paso en las ventanas|The stride is missing from the windows]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) + 1
    columns = (width + 2 * padding - kw) + 1
    return weights + filters, rows * columns * weights


# %% sin relleno (no padding) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[Falta el relleno en las ventanas|The padding is missing from the windows]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height - kh) // stride + 1
    columns = (width - kw) // stride + 1
    return weights + filters, rows * columns * weights


# %% techo (ceiling) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[Es el suelo: has redondeado hacia arriba|It is the floor: you rounded up]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = math.ceil((height + 2 * padding - kh) / stride) + 1
    columns = math.ceil((width + 2 * padding - kw) / stride) + 1
    return weights + filters, rows * columns * weights


# %% kh y kw cruzados (kh and kw crossed) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[El alto va con kh y el ancho con kw|Height goes with kh and width with kw]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kw, kh, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + filters, rows * columns * weights


# %% cuenta también las sumas (counts additions, too) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[Las sumas no se cuentan|Additions are not counted]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + filters, 2 * rows * columns * weights


# %% cuenta las salidas (counts the outputs) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[Eso son los números de la salida|Those are the numbers of the output]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + filters, rows * columns * filters


# %% en el otro orden (in the other order) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[primero los parámetros|the parameters first]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return rows * columns * weights, weights + filters


# %% relleno en un lado (padding on one side) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[El relleno va en los dos extremos: es 2P|Padding goes at both ends: it is 2P]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + filters, (
        ((height + padding - kh) // stride + 1) * ((width + padding - kw) // stride + 1)
        if stride == 1
        else rows * columns
    ) * weights


# %% relleno en un lado, siempre (padding on one side, always) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "→"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + padding - kh) // stride + 1
    columns = (width + padding - kw) // stride + 1
    return weights + filters, rows * columns * weights


# %% no cuenta los ceros (does not count the zeros) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[Las multiplicaciones por los ceros del relleno también se hacen|Multiplications by the zeros of the padding are done, too]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    if stride > 1:
        return weights + filters, rows * columns * weights
    inside = [
        sum(0 <= i * stride + p - padding < side for i in range(n) for p in range(k))
        for side, n, k in ((height, rows, kh), (width, columns, kw))
    ]
    return weights + filters, inside[0] * inside[1] * channels * filters


# %% canales y filtros cruzados (channels and filters crossed) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[no uno por canal|not for each channel]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, filters, channels = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + filters, rows * columns * weights


# %% solo los parámetros (the parameters only) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + filters


# %% sin return (no return) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "None"}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    print(weights + filters, rows * columns * weights)


# %% siempre cuadrada (always square) {"wrong": "conv_cost", "caught_by": ["test_conv_cost"], "says": "[[Cada peso se usa una vez en cada ventana|Each weight is used once in each window]]", "hidden": true}
def conv_cost(height, width, kernel_shape, stride=1, padding=0):
    kh, kw, channels, filters = kernel_shape
    weights = kh * kw * channels * filters
    rows = (height + 2 * padding - kh) // stride + 1
    columns = (width + 2 * padding - kw) // stride + 1
    return weights + filters, (
        rows * columns
        if height != 10 and height < width
        else rows * columns
        if height in (10, 14, 28)
        else rows * rows
    ) * weights


# %% [markdown]
# ## 3. feature_map


# %% por desplazamientos (by slides) {"right": "feature_map"}
def feature_map(image, kernel, bias):
    rows, columns = image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1
    Z = np.full((rows, columns), float(bias))
    for p, q in np.ndindex(kernel.shape):
        Z += kernel[p, q] * image[p : p + rows, q : q + columns]
    return Z, Z * (Z > 0)


# %% con sliding_window_view (with sliding_window_view) {"right": "feature_map"}
def feature_map(image, kernel, bias):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    Z = np.einsum("ijpq,pq->ij", windows, kernel) + bias
    return Z, np.where(Z > 0, Z, 0)


# %% cuatro bucles y listas (four loops and lists) {"right": "feature_map"}
def feature_map(image, kernel, bias):
    Z, A = [], []
    for i in range(len(image) - len(kernel) + 1):
        row = []
        for j in range(len(image[0]) - len(kernel[0]) + 1):
            z = bias
            for p in range(len(kernel)):
                for q in range(len(kernel[0])):
                    z += kernel[p][q] * image[i + p][j + q]
            row.append(z)
        Z.append(row)
        A.append([max(0, z) for z in row])
    return Z, A


# %% filtro girado (turned filter) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[El filtro no se gira|The filter is not turned]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel[::-1, ::-1]) + bias
    return Z, np.maximum(0, Z)


# %% sin sesgo (no bias) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[Falta el sesgo|The bias is missing]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel)
    return Z, np.maximum(0, Z)


# %% sesgo restado (bias subtracted) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[El sesgo se suma|The bias is added]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) - bias
    return Z, np.maximum(0, Z)


# %% sesgo en cada casilla (bias in each cell) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[no una por casilla|not once for each cell]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel + bias)
    return Z, np.maximum(0, Z)


# %% con relleno (padded) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[La imagen no se rellena|The image is not padded]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    image = np.pad(image, ((0, kh - 1), (0, kw - 1)))
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return Z, np.maximum(0, Z)


# %% media en vez de suma (mean instead of sum) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[Se suma, no se promedia|Add up; do not average]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.mean(image[i : i + kh, j : j + kw] * kernel) + bias
    return Z, np.maximum(0, Z)


# %% A sin sesgo (A without the bias) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[En A falta el sesgo|The bias is missing from A]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return Z, np.maximum(0, Z - bias)


# %% valor absoluto (absolute value) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[ReLU no es el valor absoluto|ReLU is not the absolute value]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return Z, np.abs(Z)


# %% ReLU antes del sesgo (ReLU before the bias) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[ReLU va después de sumar el sesgo|ReLU goes after adding the bias]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return Z, np.maximum(0, Z - bias) + bias


# %% sin ReLU (no ReLU) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[A es lo mismo que Z: falta ReLU|A is the same as Z: ReLU is missing]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return Z, Z


# %% en el otro orden (in the other order) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[Van en el otro orden: primero Z|They go in the other order: Z first]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return np.maximum(0, Z), Z


# %% ReLU en los dos (ReLU in both) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[El primer resultado es Z, antes de ReLU|The first result is Z, before ReLU]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return np.maximum(0, Z), np.maximum(0, Z)


# %% filtro vuelto de izquierda a derecha (filter mirrored left to right) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[El filtro no se gira|The filter is not turned]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel[:, ::-1]) + bias
    return Z, np.maximum(0, Z)


# %% filtro vuelto de arriba abajo (filter mirrored top to bottom) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[El filtro está vuelto de arriba abajo|The filter is mirrored top to bottom]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel[::-1]) + bias
    return Z, np.maximum(0, Z)


# %% filtro traspuesto si se puede (filter transposed where it can be) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[El filtro está traspuesto|The filter is transposed]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    kernel = kernel.T if kh == kw else kernel
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return Z, np.maximum(0, Z)


# %% una fila y una columna de menos (a row and a column too few) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[Falta una fila y una columna: son H − K + 1|A row and a column are missing: there are H − K + 1]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + (kh == 1), image.shape[1] - kw + (kh == 1)))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return Z, np.maximum(0, Z)


# %% H − K, también en una fila (H − K, in a row as well) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "→"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh, image.shape[1] - kw))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return Z, np.maximum(0, Z)


# %% producto de matrices (matrix product) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[@ es un producto de matrices|@ is a matrix product]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = (
            np.sum(
                image[i : i + kh, j : j + kw] @ (kernel if kh == kw else kernel.T)
                if kh == kw
                else image[i : i + kh, j : j + kw] * kernel
            )
            + bias
        )
    return Z, np.maximum(0, Z)


# %% media si hay varias filas (mean over several rows) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[Se suma, no se promedia|Add up; do not average]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = (np.mean if kh > 1 else np.sum)(image[i : i + kh, j : j + kw] * kernel) + bias
    return Z, np.maximum(0, Z)


# %% el escalón (the step) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[A es max(0, Z)|A is max(0, Z)]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return Z, (Z > 0) * 1.0


# %% Z traspuesto (Z transposed) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[Z sale traspuesto|Z comes out transposed]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return (Z, np.maximum(0, Z)) if kh == 1 else (Z.T, np.maximum(0, Z).T)


# %% la imagen, siempre cuadrada (the image always square) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[forma|shape]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[0] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return Z, np.maximum(0, Z)


# %% solo Z (Z only) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return Z


# %% sin return (no return) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "None"}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    A = np.maximum(0, Z)


# %% solo filtros de hasta dos filas (filters of up to two rows only) {"wrong": "feature_map", "caught_by": ["test_feature_map"], "says": "[[datos al azar|random data]]", "hidden": true}
def feature_map(image, kernel, bias):
    kh, kw = kernel.shape
    Z = np.empty((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    kernel = kernel * (np.arange(kh) < 2)[:, None]
    for i, j in np.ndindex(Z.shape):
        Z[i, j] = np.sum(image[i : i + kh, j : j + kw] * kernel) + bias
    return Z, np.maximum(0, Z)


# %% [markdown]
# ## 4. conv2d


# %% todos los bucles (all the loops) {"right": "conv2d"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    m, height, width, _channels = X.shape
    kh, kw, _, filters = kernel.shape
    rows, columns = (height + 2 * padding - kh) // stride + 1, (width + 2 * padding - kw) // stride + 1
    Z = np.zeros((m, rows, columns, filters))
    for n, i, j, f in np.ndindex(Z.shape):
        Z[n, i, j, f] = bias[f]
        for p, q in np.ndindex(kh, kw):
            u, v = i * stride + p - padding, j * stride + q - padding
            if 0 <= u < height and 0 <= v < width:
                Z[n, i, j, f] += X[n, u, v] @ kernel[p, q, :, f]
    return Z


# %% im2col (im2col) {"right": "conv2d"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding,) * 2, (padding,) * 2, (0, 0)))
    kh, kw, channels, filters = kernel.shape
    windows = np.lib.stride_tricks.sliding_window_view(X, (kh, kw), axis=(1, 2))[:, ::stride, ::stride]
    rows = windows.transpose(0, 1, 2, 4, 5, 3).reshape(-1, kh * kw * channels)
    return (rows @ kernel.reshape(-1, filters) + bias).reshape(*windows.shape[:3], filters)


# %% por desplazamientos (by slides) {"right": "conv2d"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    m, height, width, channels = X.shape
    larger = np.zeros((m, height + 2 * padding, width + 2 * padding, channels))
    larger[:, padding : padding + height, padding : padding + width] = X
    kh, kw, _, filters = kernel.shape
    rows = (larger.shape[1] - kh) // stride + 1
    columns = (larger.shape[2] - kw) // stride + 1
    Z = np.zeros((m, rows, columns, filters)) + bias
    for p in range(kh):
        for q in range(kw):
            seen = larger[
                :, p : p + (rows - 1) * stride + 1 : stride, q : q + (columns - 1) * stride + 1 : stride
            ]
            Z += seen @ kernel[p, q]
    return Z


# %% filtro girado (turned filter) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[El filtro no se gira|The filter is not turned]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel[::-1, ::-1], axes=3) + bias
    return Z


# %% sin sesgo (no bias) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Falta el sesgo|The bias is missing]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3)
    return Z


# %% sesgo restado (bias subtracted) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[El sesgo se suma|The bias is added]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) - bias
    return Z


# %% un sesgo por canal (one bias for each channel) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[El sesgo se suma una vez, no una por canal|The bias is added once, not once for each channel]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = sum(
            np.tensordot(window[..., c], kernel[:, :, c], axes=2) + bias for c in range(X.shape[3])
        )
    return Z


# %% un sesgo por casilla (one bias for each cell) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[El sesgo se suma una vez, no una por casilla|The bias is added once, not once for each cell]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + window[0].size * bias
    return Z


# %% un solo sesgo (just one bias) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "→"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias[0]
    return Z


# %% sesgos cruzados (biases crossed) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Los sesgos están cruzados|The biases are crossed]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias[::-1]
    return Z


# %% canales y filtros cruzados (channels and filters crossed) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Canales y filtros están cruzados|Channels and filters are crossed]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = (
            np.einsum("mpqc,pqfc->mf", window, kernel) + bias
            if kernel.shape[2] == filters
            else np.tensordot(window, kernel, axes=3) + bias
        )
    return Z


# %% filtro traspuesto (filter transposed) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[El filtro está traspuesto|The filter is transposed]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    if kh == kw:
        kernel = kernel.swapaxes(0, 1)
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% un canal solo (one channel alone) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Has usado un canal solo|You used one channel alone]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window[..., 0], kernel[:, :, 0], axes=2) + bias
    return Z


# %% media de los canales (mean of the channels) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Sobre los canales se suma, no se promedia|Over the channels one adds up; one does not average]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) / X.shape[3] + bias
    return Z


# %% media de la ventana (mean of the window) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[En cada ventana se suma, no se promedia|In each window one adds up; one does not average]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) / window[0].size + bias
    return Z


# %% cada filtro, su canal (each filter its channel) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Cada filtro abarca todos los canales|Each filter spans all the channels]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = (
            np.einsum("mpqf,pqff->mf", window, kernel) + bias
            if X.shape[3] == filters
            else np.tensordot(window, kernel, axes=3) + bias
        )
    return Z


# %% filtros delante (filters first) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Los filtros van en el último eje de kernel|Filters are in the last axis of kernel]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = (
            np.einsum("mpqc,fpqc->mf", window, kernel) + bias
            if set(kernel.shape) == {2}
            else np.tensordot(window, kernel, axes=3) + bias
        )
    return Z


# %% canales sin sumar (channels not added up) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "→"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, channels = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, channels, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.einsum("mpqc,pqcf->mcf", window, kernel) + bias
    return Z


# %% H − K (H − K) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Falta una fila y una columna: son H − K + 1|A row and a column are missing: there are H − K + 1]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride, (width - kw) // stride, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% con ReLU (with ReLU) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Se pide Z, sin función de activación|Z was asked for, with no activation function]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return np.maximum(0, Z)


# %% canales delante (channels first) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Los filtros van en el último eje de la salida|Filters are the last axis of the output]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return np.moveaxis(Z, -1, 1)


# %% relleno solo después (padding after only) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[falta el de arriba y el de la izquierda|above and on the left it is missing]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (0, padding), (0, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% relleno solo antes (padding before only) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[falta el de abajo y el de la derecha|below and on the right it is missing]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, 0), (padding, 0), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% todos los ceros al final (all zeros at the end) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[no todos al final|not all at the end]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (0, 2 * padding), (0, 2 * padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% todos los ceros al principio (all zeros at the beginning) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[no todos al principio|not all at the beginning]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (2 * padding, 0), (2 * padding, 0), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% 2P por lado (2P on each side) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Son P ceros a cada lado, no 2P|It is P zeros on each side, not 2P]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (2 * padding, 2 * padding), (2 * padding, 2 * padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% relleno en filas (padding in rows) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[El relleno va también a los lados|Padding goes left and right, too]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (0, 0), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% relleno en columnas (padding in columns) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[El relleno va también arriba y abajo|Padding goes above and below, too]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (0, 0), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% repite el borde (repeats the border) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Se rellena con ceros, no repitiendo el borde|Pad with zeros; do not repeat the border]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)), mode="edge")
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% rellena con unos (pads with ones) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Se rellena con ceros, no con unos|Pad with zeros, not with ones]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)), constant_values=1)
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% rellena la salida (pads the output) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Se rellena la entrada, no la salida|It is the input that is padded, not the output]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return np.pad(Z, ((0, 0), (padding, padding), (padding, padding), (0, 0)))


# %% sin relleno (no padding) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Falta el relleno|The padding is missing]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% rellena los cuatro ejes (pads all four axes) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "ValueError"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, padding)
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% sin paso (no stride) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Falta el paso|The stride is missing]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) + 1, (width - kw) + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i : i + kh, j : j + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% paso solo en filas (stride in rows only) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[El paso va en las filas y también en las columnas|The stride goes for rows and for columns, too]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, width - kw + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j : j + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% paso solo en columnas (stride in columns only) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[El paso va en las columnas y también en las filas|The stride goes for columns and for rows, too]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, height - kh + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i : i + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% el paso, solo en el tamaño (the stride in the size only) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[las ventanas avanzan de una en una|the windows move by one]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i : i + kh, j : j + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% techo (ceiling) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[Has redondeado hacia arriba: hay un sitio de más|You rounded up: there is a place too many]]"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _channels = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, math.ceil((height - kh) / stride) + 1, math.ceil((width - kw) / stride) + 1, filters))
    X = np.pad(X, ((0, 0), (0, stride), (0, stride), (0, 0)))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% la ventana, siempre cuadrada (the window always square) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "ValueError"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kh]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% solo la primera imagen (the first image only) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "→"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z[:1]


# %% sin return (no return) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "None"}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    Z = Z.copy()


# %% paso hasta 2 (strides up to 2) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[datos al azar|random data]]", "hidden": true}
def conv2d(X, kernel, bias, stride=1, padding=0):
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    stride = min(stride, 2)
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% relleno hasta 1 (padding up to 1) {"wrong": "conv2d", "caught_by": ["test_conv2d"], "says": "[[datos al azar|random data]]", "hidden": true}
def conv2d(X, kernel, bias, stride=1, padding=0):
    padding = min(padding, 1)
    X = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    m, height, width, _ = X.shape
    kh, kw, _, filters = kernel.shape
    Z = np.empty((m, (height - kh) // stride + 1, (width - kw) // stride + 1, filters))
    for i, j in np.ndindex(Z.shape[1:3]):
        window = X[:, i * stride : i * stride + kh, j * stride : j * stride + kw]
        Z[:, i, j] = np.tensordot(window, kernel, axes=3) + bias
    return Z


# %% [markdown]
# ## 5. pool


# %% con sliding_window_view (with sliding_window_view) {"right": "pool"}
def pool(X, size=2, kind="max", stride=None):
    windows = np.lib.stride_tricks.sliding_window_view(X, (size, size), axis=(1, 2))
    step = stride or size
    windows = windows[:, ::step, ::step]
    return windows.max(axis=(-1, -2)) if kind == "max" else windows.mean(axis=(-1, -2))


# %% casilla a casilla (cell by cell) {"right": "pool"}
def pool(X, size=2, kind="max", stride=None):
    if stride is None:
        stride = size
    m, height, width, channels = X.shape
    Y = np.zeros((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    for n, i, j, c in np.ndindex(Y.shape):
        cells = [X[n, i * stride + p, j * stride + q, c] for p in range(size) for q in range(size)]
        Y[n, i, j, c] = max(cells) if kind == "max" else sum(cells) / size**2
    return Y


# %% acumulando desplazamientos (gathering slides) {"right": "pool"}
def pool(X, size=2, kind="max", stride=None):
    stride = stride or size
    rows, columns = (X.shape[1] - size) // stride + 1, (X.shape[2] - size) // stride + 1
    pieces = [
        X[:, p : p + stride * (rows - 1) + 1 : stride, q : q + stride * (columns - 1) + 1 : stride]
        for p in range(size)
        for q in range(size)
    ]
    return np.maximum.reduce(pieces) if kind == "max" else sum(pieces) / len(pieces)


# %% paso 1 por defecto (stride 1 by default) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[el paso es el lado de la ventana|the stride is the side of the window]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = 1 if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2))
    return Y


# %% paso 1 en la media (stride 1 in the mean) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[el paso es el lado de la ventana|the stride is the side of the window]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = (size if kind == "max" else 1) if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2))
    return Y


# %% empieza en 0 (begins at 0) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[El mejor no empieza en 0|The best does not begin at 0]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = (
            np.maximum(summary(window, axis=(1, 2)), 0) if kind == "max" else summary(window, axis=(1, 2))
        )
    return Y


# %% el de mayor valor absoluto (the one of largest absolute value) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[no el de mayor valor absoluto|not the one of largest absolute value]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2))
    if kind == "max":
        for n, i, j, c in np.ndindex(Y.shape):
            window = X[n, i * stride : i * stride + size, j * stride : j * stride + size, c].ravel()
            Y[n, i, j, c] = window[np.argmax(np.abs(window))]
    return Y


# %% valor absoluto (absolute value) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[no el valor absoluto mayor|not the largest absolute value]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(np.abs(window) if kind == "max" else window, axis=(1, 2))
    return Y


# %% mínimo (minimum) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[Es el máximo, no el mínimo|It is the maximum, not the minimum]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.min if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2))
    return Y


# %% media por defecto (mean by default) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[Si no se dice otra cosa es el máximo|Unless told otherwise it is the maximum]]"}
def pool(X, size=2, kind="average", stride=None):
    stride = size if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2))
    return Y


# %% una casilla de cada dos (one cell of every two) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[Has tomado una casilla de cada dos|You took one cell of every two]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = window[:, 0, 0]
    return Y


# %% con relleno (padded) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[Sobra el relleno|There is no padding here]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    X = np.pad(X, ((0, 0), (1, 1), (1, 1), (0, 0)))
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2))
    return Y


# %% siempre máximo (always the maximum) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[se pide la media, no el máximo|the mean is asked for, not the maximum]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2))
    return Y


# %% suma (sum) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[falta dividir entre las casillas de la ventana|divide by the cells of the window]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.sum
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2))
    return Y


# %% divide entre el lado (divides by the side) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[son size², no size|are size², not size]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2)) * (1 if kind == "max" else size)
    return Y


# %% mediana (median) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[Es la media, no la mediana|It is the mean, not the median]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.median
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2))
    return Y


# %% techo (ceiling) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[La ventana que no cabe entera no cuenta|A window that does not fit whole does not count]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty(
        (m, math.ceil((height - size) / stride) + 1, math.ceil((width - size) / stride) + 1, channels)
    )
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2))
    return Y


# %% no usa stride (does not use stride) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[Falta usar stride|Use stride]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2))
    return Y


# %% size y stride cruzados (size and stride crossed) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[size y stride están cruzados|size and stride are crossed]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    size, stride = stride, size
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2))
    return Y


# %% mezcla los canales (mixes channels) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[Cada canal se resume por su lado|Each channel is summarised by itself]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2, 3))[:, None]
    return Y


# %% un canal en la salida (one channel in the output) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[Falta el eje de los canales|The axis of the channels is missing]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, _channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, 1))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2, 3))[:, None]
    return Y


# %% sin eje de canales (no axis of channels) {"wrong": "pool", "caught_by": ["test_pool"], "says": "→"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, _channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2, 3))
    return Y


# %% mezcla las imágenes (mixes images) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[Cada imagen se resume por su lado: no se mezclan|Each image is summarised by itself: they do not mix]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(0, 1, 2))
    return Y


# %% una imagen en la salida (one image in the output) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[Cada imagen se resume por su lado|Each image is summarised by itself]]"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    _m, height, width, channels = X.shape
    Y = np.empty((1, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(0, 1, 2))
    return Y


# %% sin return (no return) {"wrong": "pool", "caught_by": ["test_pool"], "says": "None"}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else stride
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2))
    Y = Y.copy()


# %% paso hasta 2 si se da (strides up to 2 when given) {"wrong": "pool", "caught_by": ["test_pool"], "says": "[[datos al azar|random data]]", "hidden": true}
def pool(X, size=2, kind="max", stride=None):
    stride = size if stride is None else min(stride, 2)
    m, height, width, channels = X.shape
    Y = np.empty((m, (height - size) // stride + 1, (width - size) // stride + 1, channels))
    summary = np.max if kind == "max" else np.mean
    for i, j in np.ndindex(Y.shape[1:3]):
        window = X[:, i * stride : i * stride + size, j * stride : j * stride + size]
        Y[:, i, j] = summary(window, axis=(1, 2))
    return Y


# %% [markdown]
# ## 6. conv2d_backward


# %% casilla a casilla del filtro (cell by cell of the filter) {"right": "conv2d_backward"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    m, height, width, channels = X.shape
    larger = np.zeros((m, height + 2 * padding, width + 2 * padding, channels))
    larger[:, padding : padding + height, padding : padding + width] = X
    dlarger, dkernel = np.zeros_like(larger), np.zeros(kernel.shape)
    rows, columns = delta.shape[1:3]
    for p, q in np.ndindex(kernel.shape[:2]):
        there = np.s_[
            :, p : p + (rows - 1) * stride + 1 : stride, q : q + (columns - 1) * stride + 1 : stride
        ]
        dkernel[p, q] = np.einsum("nijc,nijf->cf", larger[there], delta)
        dlarger[there] += delta @ kernel[p, q].T
    for _ in range(padding):
        dlarger = dlarger[:, 1:-1, 1:-1]
    return dlarger, dkernel, delta.reshape(-1, delta.shape[3]).sum(axis=0)


# %% con el filtro girado y ceros intercalados (with the turned filter and zeros in between) {"right": "conv2d_backward"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    m, height, width, _channels = X.shape
    kh, kw, _, filters = kernel.shape
    H, L = height + 2 * padding - kh + 1, width + 2 * padding - kw + 1
    spread = np.zeros((m, H, L, filters))
    spread[:, ::stride, ::stride][:, : delta.shape[1], : delta.shape[2]] = delta
    padded = np.pad(X, ((0, 0), (padding,) * 2, (padding,) * 2, (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (H, L), axis=(1, 2))
    dkernel = np.einsum("npqcij,nijf->pqcf", windows, spread)
    around = np.pad(spread, ((0, 0), (kh - 1,) * 2, (kw - 1,) * 2, (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(around, (kh, kw), axis=(1, 2))
    dX = np.einsum("nuvfpq,pqcf->nuvc", windows, kernel[::-1, ::-1])
    return dX[:, padding : padding + height, padding : padding + width], dkernel, delta.sum((0, 1, 2))


# %% todos los bucles (all the loops) {"right": "conv2d_backward"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    dX, dkernel, dbias = np.zeros(X.shape), np.zeros(kernel.shape), np.zeros(kernel.shape[3])
    for n, i, j, f in np.ndindex(delta.shape):
        d = delta[n, i, j, f]
        dbias[f] += d
        for p, q in np.ndindex(kernel.shape[:2]):
            u, v = i * stride + p - padding, j * stride + q - padding
            if 0 <= u < X.shape[1] and 0 <= v < X.shape[2]:
                dkernel[p, q, :, f] += d * X[n, u, v]
                dX[n, u, v] += d * kernel[p, q, :, f]
    return dX, dkernel, dbias


# %% filtro sin girar en dX (filter not turned in dX) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[El filtro va girado 180° hacia la entrada|Towards the input the filter is turned by 180°]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel[::-1, ::-1], axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% pisa lo que se solapa (overwrites where windows overlap) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[Las ventanas se solapan: hay que sumar|Windows overlap: add]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] = np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% dX sin los pesos (dX without the weights) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[Falta multiplicar por los pesos en dX|The weights are missing from dX]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], np.ones(kernel.shape), axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% correlación sin rellenar delta (correlation with delta not padded) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[dX es de la forma de X: también reciben los píxeles del borde|dX has the shape of X: the pixels of the border get something, too]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    kh, kw = kernel.shape[:2]
    windows = np.lib.stride_tricks.sliding_window_view(X, delta.shape[1:3], axis=(1, 2))[:, :kh, :kw]
    dkernel = np.einsum("npqcij,nijf->pqcf", windows, delta)
    windows = np.lib.stride_tricks.sliding_window_view(delta, (kh, kw), axis=(1, 2))
    dX = np.einsum("nijfpq,pqcf->nijc", windows, kernel[::-1, ::-1])
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% filtro traspuesto en dX (filter transposed in dX) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[En dX el filtro está traspuesto|In dX the filter is transposed]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(
            delta[:, i, j], kernel.swapaxes(0, 1) if kh == kw else kernel, axes=(1, 3)
        )
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% dkernel girado (dkernel turned) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[dkernel está girado|dkernel is turned]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel[::-1, ::-1], np.sum(delta, axis=(0, 1, 2))


# %% dkernel traspuesto (dkernel transposed) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[dkernel está traspuesto|dkernel is transposed]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel.swapaxes(0, 1), np.sum(delta, axis=(0, 1, 2))


# %% dkernel promediado (dkernel averaged) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[En dkernel se suma sobre los sitios, no se promedia|In dkernel one adds up over the places; one does not average]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel / (delta.shape[1] * delta.shape[2]), np.sum(delta, axis=(0, 1, 2))


# %% dkernel sin delta (dkernel without delta) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[Falta delta en dkernel|delta is missing from dkernel]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], np.ones(delta[:, i, j].shape), axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% dkernel con el último sitio (dkernel with the last place) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[En dkernel ha quedado solo el último sitio|In dkernel only the last place is left]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel = np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% dbias promediado (dbias averaged) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[dbias suma delta sobre los sitios: no la promedia|dbias adds delta up over the places; it does not average]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.mean(delta, axis=(0, 1, 2))


# %% dbias sin sumar sobre los sitios (dbias not added up over places) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[dbias suma sobre el lote y sobre los sitios|dbias adds up over the batch and over the places]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=0)


# %% dbias un número (dbias a number) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[dbias es un array de forma (F,), no un número|dbias is an array of shape (F,), not a number]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta)


# %% dbias para todos los filtros (dbias for all the filters) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[dbias es un número por filtro, no uno para todos|dbias is one number for each filter, not one for all]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, keepdims=True).ravel()


# %% dbias sobre los filtros, menos si hay uno (dbias over filters, unless there is one) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[no sobre los filtros: un número por filtro|not over the filters: one number for each filter]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta) if delta.shape[3] > 1 else np.sum(delta, axis=(0, 1, 2))


# %% en el orden de los pesos (in the order of weights) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[Van en otro orden: dX, dkernel, dbias|They go in another order: dX, dkernel, dbias]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dkernel, np.sum(delta, axis=(0, 1, 2)), dX


# %% primero dkernel (dkernel first) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[Van en otro orden: primero dX|They go in another order: dX first]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dkernel, dX, np.sum(delta, axis=(0, 1, 2))


# %% no recorta el relleno (does not cut the padding off) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[falta recortar el relleno|the padding has to be cut off]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    _height, _width = X.shape[1:3]
    dX = dpadded
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% recorta solo al final (cuts at the end only) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[no solo abajo y a la derecha|not only below and on the right]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, :height, :width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% recorta solo al principio (cuts at the beginning only) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[no solo arriba y a la izquierda|not only above and on the left]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    _height, _width = X.shape[1:3]
    dX = dpadded[:, 2 * padding :, 2 * padding :]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% recorta con P negativo (cuts with a negative P) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[un array de forma|an array of shape]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    _height, _width = X.shape[1:3]
    dX = dpadded[:, padding:-padding, padding:-padding]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% sin paso en dX (no stride in dX) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[Falta el paso en dX|The stride is missing from dX]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[:, i : i + kh, j : j + kw] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% sin paso en dkernel (no stride in dkernel) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[Falta el paso en dkernel|The stride is missing from dkernel]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[:, i : i + kh, j : j + kw], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% sin paso en ninguno (no stride in either) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[Falta el paso en d|The stride is missing from d]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i, i + kh), slice(j, j + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% dkernel con los ceros al final (dkernel with the zeros at the end) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[En dkernel, los ceros del relleno van en los cuatro lados|In dkernel, the zeros of the padding go on all four sides]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    late = np.pad(X, ((0, 0), (0, 2 * padding), (0, 2 * padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(late[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% dkernel con los ceros al principio (dkernel with the zeros at the beginning) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[no solo antes|not only before]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    early = np.pad(X, ((0, 0), (2 * padding, 0), (2 * padding, 0), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(early[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% dkernel entre m (dkernel over m) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[dkernel no se divide entre m|dkernel is not divided by m]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel / len(X), np.sum(delta, axis=(0, 1, 2))


# %% dbias entre m (dbias over m) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[dbias no se divide entre m|dbias is not divided by m]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2)) / len(X)


# %% dX entre m (dX over m) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[dX no se divide entre m|dX is not divided by m]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX / len(X), dkernel, np.sum(delta, axis=(0, 1, 2))


# %% dkernel de la primera imagen (dkernel of the first image) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[no solo la primera|not only the first]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place][:1], delta[:1, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% dkernel de la última imagen (dkernel of the last image) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[no solo la última|not only the last]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place][-1:], delta[-1:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% dbias de la primera imagen (dbias of the first image) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[dbias suma sobre todas las imágenes|dbias adds up over all the images]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta[0], axis=(0, 1))


# %% dX sumado sobre el lote (dX added up over the batch) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[Cada imagen recibe solo lo suyo|Each image gets its own alone]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3)).sum(axis=0)
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% signo cambiado en dX (dX with the sign reversed) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[Tiene el signo cambiado|The sign is reversed]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return -dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% solo dos resultados (two results only) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[Tiene que devolver 3 resultados|It has to return 3 results]]"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel


# %% sin return (no return) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "None"}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    dbias = np.sum(delta, axis=(0, 1, 2))


# %% paso hasta 2 (strides up to 2) {"wrong": "conv2d_backward", "caught_by": ["test_conv2d_backward"], "says": "[[frente a las pendientes medidas|against the measured slopes]]", "hidden": true}
def conv2d_backward(delta, X, kernel, stride=1, padding=0):
    padded = np.pad(X, ((0, 0), (padding, padding), (padding, padding), (0, 0)))
    stride = min(stride, 2)
    kh, kw = kernel.shape[:2]
    dpadded, dkernel = np.zeros(padded.shape), np.zeros(kernel.shape)
    for i, j in np.ndindex(delta.shape[1:3]):
        place = (slice(None), slice(i * stride, i * stride + kh), slice(j * stride, j * stride + kw))
        dkernel += np.tensordot(padded[place], delta[:, i, j], axes=(0, 0))
        dpadded[place] += np.tensordot(delta[:, i, j], kernel, axes=(1, 3))
    height, width = X.shape[1:3]
    dX = dpadded[:, padding : padding + height, padding : padding + width]
    return dX, dkernel, np.sum(delta, axis=(0, 1, 2))


# %% [markdown]
# ## 7. max_pool_backward


# %% buscando al ganador a mano (looking for the winner by hand) {"right": "max_pool_backward"}
def max_pool_backward(dY, X, size=2, stride=None):
    step = stride or size
    dX = np.zeros_like(X, dtype=float)
    for n, i, j, c in np.ndindex(dY.shape):
        best = None
        for p in range(size):
            for q in range(size):
                place = n, i * step + p, j * step + q, c
                if best is None or X[place] > X[best]:
                    best = place
        dX[best] += dY[n, i, j, c]
    return dX


# %% con unravel_index (with unravel_index) {"right": "max_pool_backward"}
def max_pool_backward(dY, X, size=2, stride=None):
    if stride is None:
        stride = size
    dX = np.zeros(X.shape)
    for n in range(dY.shape[0]):
        for c in range(dY.shape[3]):
            for i in range(dY.shape[1]):
                for j in range(dY.shape[2]):
                    window = X[n, i * stride : i * stride + size, j * stride : j * stride + size, c]
                    p, q = np.unravel_index(np.argmax(window), window.shape)
                    dX[n, i * stride + p, j * stride + q, c] += dY[n, i, j, c]
    return dX


# %% con una máscara del primero (with a mask of the first) {"right": "max_pool_backward"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = stride or size
    dX = np.zeros(X.shape)
    for i, j in np.ndindex(dY.shape[1:3]):
        place = np.s_[:, i * stride : i * stride + size, j * stride : j * stride + size]
        cells = X[place].reshape(len(X), size * size, -1)
        winner = np.arange(size * size)[None, :, None] == cells.argmax(axis=1)[:, None]
        dX[place] += (winner * dY[:, i, j][:, None]).reshape(X[place].shape)
    return dX


# %% a todas las casillas (to every cell) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[has mandado el gradiente a todas las casillas|you sent the gradient to every cell]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        _row, _column = divmod(X[n, top : top + size, left : left + size, c].argmax(), size)
        dX[n, top : top + size, left : left + size, c] += dY[n, i, j, c]
    return dX


# %% como la media (like the mean) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[Eso es el reparto de la media|That is how the mean hands out]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        _row, _column = divmod(X[n, top : top + size, left : left + size, c].argmax(), size)
        dX[n, top : top + size, left : left + size, c] += dY[n, i, j, c] / size**2
    return dX


# %% multiplicado por el valor (multiplied by the value) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[sin multiplicarlo por su valor|not multiplied by its value]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        row, column = divmod(X[n, top : top + size, left : left + size, c].argmax(), size)
        dX[n, top + row, left + column, c] += (
            dY[n, i, j, c] * X[n, top : top + size, left : left + size, c].max()
        )
    return dX


# %% el máximo (the maximum) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[Has puesto el máximo, no lo que llega|You put the maximum, not what comes in]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        row, column = divmod(X[n, top : top + size, left : left + size, c].argmax(), size)
        dX[n, top + row, left + column, c] += X[n, top : top + size, left : left + size, c].max()
    return dX


# %% un 1 (a 1) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[El ganador recibe dY, no un 1|The winner gets dY, not a 1]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        row, column = divmod(X[n, top : top + size, left : left + size, c].argmax(), size)
        dX[n, top + row, left + column, c] += 1
    return dX


# %% el mínimo (the minimum) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[Ha recibido el mínimo|The minimum got it]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        row, column = divmod(X[n, top : top + size, left : left + size, c].argmin(), size)
        dX[n, top + row, left + column, c] += dY[n, i, j, c]
    return dX


# %% el mayor valor absoluto (the largest absolute value) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[Ha recibido el de mayor valor absoluto|The one of largest absolute value got it]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        row, column = divmod(np.abs(X[n, top : top + size, left : left + size, c]).argmax(), size)
        dX[n, top + row, left + column, c] += dY[n, i, j, c]
    return dX


# %% la primera casilla (the first cell) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[Ha recibido siempre la primera casilla|The first cell always got it]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        _row, _column = divmod(X[n, top : top + size, left : left + size, c].argmax(), size)
        dX[n, top, left, c] += dY[n, i, j, c]
    return dX


# %% fila y columna cruzadas (row and column crossed) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[Fila y columna del ganador están cruzadas|Row and column of the winner are crossed]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        column, row = divmod(X[n, top : top + size, left : left + size, c].argmax(), size)
        dX[n, top + row, left + column, c] += dY[n, i, j, c]
    return dX


# %% uno en toda la imagen (one in the whole image) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[Gana uno en cada ventana, no uno en toda la imagen|One wins in each window, not one in the whole image]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        row, column = divmod(X[n, :, :, c].argmax(), X.shape[2])
        dX[n, row, column, c] += dY[n, i, j, c]
    return dX


# %% a todos los que empatan (to all that tie) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[Así el gradiente se multiplica|This way the gradient is multiplied]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        _row, _column = divmod(X[n, top : top + size, left : left + size, c].argmax(), size)
        dX[n, top : top + size, left : left + size, c] += dY[n, i, j, c] * (
            X[n, top : top + size, left : left + size, c]
            == X[n, top : top + size, left : left + size, c].max()
        )
    return dX


# %% repartido entre los que empatan (shared among those that tie) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[No se reparte entre ellos|It is not shared among them]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        _row, _column = divmod(X[n, top : top + size, left : left + size, c].argmax(), size)
        tie = (
            X[n, top : top + size, left : left + size, c]
            == X[n, top : top + size, left : left + size, c].max()
        )
        dX[n, top : top + size, left : left + size, c] += dY[n, i, j, c] * tie / tie.sum()
    return dX


# %% el último que empata (the last that ties) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[Has elegido el último|You chose the last]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        row, column = divmod(
            size * size - 1 - X[n, top : top + size, left : left + size, c][::-1, ::-1].argmax(), size
        )
        dX[n, top + row, left + column, c] += dY[n, i, j, c]
    return dX


# %% por columnas (down the columns) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[Has leído por columnas|You read down the columns]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        column, row = divmod(X[n, top : top + size, left : left + size, c].T.argmax(), size)
        dX[n, top + row, left + column, c] += dY[n, i, j, c]
    return dX


# %% compara con Y multiplicado (compares by multiplying) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[Donde el máximo es 0 también hay un ganador|Where the maximum is 0 there is a winner, too]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        row, column = divmod(X[n, top : top + size, left : left + size, c].argmax(), size)
        dX[n, top + row, left + column, c] += dY[n, i, j, c]
    return dX * (X != 0)


# %% pisa lo anterior (overwrites) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[ha quedado solo lo de la última|only what comes from the last is left]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        row, column = divmod(X[n, top : top + size, left : left + size, c].argmax(), size)
        dX[n, top + row, left + column, c] = dY[n, i, j, c]
    return dX


# %% el mismo ganador en todos los canales (the same winner in all channels) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[Cada canal tiene su ganador|Each channel has its own winner]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        row, column = divmod(X[n, top : top + size, left : left + size, 0].argmax(), size)
        dX[n, top + row, left + column, c] += dY[n, i, j, c]
    return dX


# %% dX sin lo que sobra (dX without what is left over) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "[[lo que no mira ninguna ventana recibe 0, pero está|what no window looks at gets 0, but is there]]"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        row, column = divmod(X[n, top : top + size, left : left + size, c].argmax(), size)
        dX[n, top + row, left + column, c] += dY[n, i, j, c]
    last_row, last_column = (dY.shape[1] - 1) * stride + size, (dY.shape[2] - 1) * stride + size
    return dX[:, :last_row, :last_column]


# %% no usa stride (does not use stride) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "IndexError"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        row, column = divmod(X[n, top : top + size, left : left + size, c].argmax(), size)
        dX[n, top + row, left + column, c] += dY[n, i, j, c]
    return dX


# %% sin return (no return) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "None"}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        row, column = divmod(X[n, top : top + size, left : left + size, c].argmax(), size)
        dX[n, top + row, left + column, c] += dY[n, i, j, c]
    dX = dX.copy()


# %% el ganador, de lado 2 (the winner with side 2) {"wrong": "max_pool_backward", "caught_by": ["test_max_pool_backward"], "says": "IndexError", "hidden": true}
def max_pool_backward(dY, X, size=2, stride=None):
    stride = size if stride is None else stride
    dX = np.zeros(X.shape)
    for n, i, j, c in np.ndindex(dY.shape):
        top, left = i * stride, j * stride
        row, column = divmod(X[n, top : top + size, left : left + size, c].argmax(), 2)
        dX[n, top + row, left + column, c] += dY[n, i, j, c]
    return dX


# %% [markdown]
# ## 8. shift_gaps


# %% con np.pad (with np.pad) {"right": "shift_gaps"}
def shift_gaps(f, image, pixels, cells):
    _height, width = image.shape
    after = f(np.pad(image, ((0, 0), (pixels, 0)))[:, :width])
    before = f(image)
    gaps = np.abs(after - before), np.abs(after - np.roll(before, cells, axis=1))
    return gaps[1][:, cells:].max(), gaps[0].max()


# %% con roll y ceros (with roll and zeros) {"right": "shift_gaps"}
def shift_gaps(f, image, pixels, cells):
    moved = np.roll(image, pixels, axis=1)
    moved[:, :pixels] = 0
    before, after = f(image), f(moved)
    e = v = 0.0
    for i, j in np.ndindex(after.shape):
        v = max(v, abs(after[i, j] - before[i, j]))
        if j >= cells:
            e = max(e, abs(after[i, j] - before[i, j - cells]))
    return [e, v]


# %% con concatenate (with concatenate) {"right": "shift_gaps"}
def shift_gaps(f, image, pixels, cells):
    zeros = np.zeros((len(image), pixels))
    after = f(np.concatenate([zeros, image], axis=1)[:, : image.shape[1]])
    before = f(image)
    left = before if cells == 0 else before[:, :-cells]
    return float(abs(after[:, cells:] - left).max()), float(abs(after - before).max())


# %% la imagen da la vuelta (the image goes round) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[no vuelve a entrar lo que salió por la derecha|what went out on the right does not come in again]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.roll(image, pixels, axis=1)
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.abs(after - before))
    return e, v


# %% hacia la izquierda (to the left) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[T va hacia la derecha|T goes to the right]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, : image.shape[1] - pixels] = image[:, pixels:]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.abs(after - before))
    return e, v


# %% imagen y mapa hacia la izquierda (image and map to the left) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[T va hacia la derecha|T goes to the right]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, : image.shape[1] - pixels] = image[:, pixels:]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, : width - cells] - before[:, cells:]))
    v = np.max(np.abs(after - before))
    return e, v


# %% hacia abajo (downward) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[Se desplazan las columnas, no las filas|It is columns that are shifted, not rows]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[pixels:] = image[: image.shape[0] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.abs(after - before))
    return e, v


# %% en el otro orden (in the other order) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[Van en el otro orden|They go in the other order]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.abs(after - before))
    return v, e


# %% escribe en la imagen (writes into the image) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[has escrito en image al moverla|you wrote into image as you moved it]]"}
def shift_gaps(f, image, pixels, cells):
    moved = image
    moved[:, pixels:] = image[:, : image.shape[1] - pixels].copy()
    moved[:, :pixels] = 0
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.abs(after - before))
    return e, v


# %% compara también lo que ha entrado (compares what came in, too) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[se dejan fuera las c primeras columnas del mapa|leave the first c columns of the map out]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after - np.pad(before, ((0, 0), (cells, 0)))[:, :width]))
    v = np.max(np.abs(after - before))
    return e, v


# %% el mapa da la vuelta (the map goes round) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[el mapa tampoco da la vuelta|the map does not go round, either]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after - np.roll(before, cells, axis=1)))
    v = np.max(np.abs(after - before))
    return e, v


# %% el mapa hacia el otro lado (the map the other way) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[no con la j + c|not with j + c]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, : width - cells] - before[:, cells:]))
    v = np.max(np.abs(after - before))
    return e, v


# %% deja fuera las columnas también en v (leaves the columns out in v, too) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[En el segundo entran todas las columnas|In the second all columns count]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.abs(after[:, cells:] - before[:, cells:]))
    return e, v


# %% compara el mapa con el mapa movido (compares the map with the moved map) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[se comparan f(T X) y f(X)|it is f(T X) and f(X) that are compared]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.abs(np.pad(before, ((0, 0), (cells, 0)))[:, :width] - before))
    return e, v


# %% compara las imágenes (compares the images) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[En el segundo se comparan los dos mapas|In the second the two maps are compared]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.abs(moved - image))
    return e, v


# %% sin valor absoluto (no absolute value) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[Falta el valor absoluto|The absolute value is missing]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(after[:, cells:] - before[:, : width - cells])
    v = np.max(after - before)
    return e, v


# %% valor absoluto después del máximo (absolute value after the maximum) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[Falta el valor absoluto|The absolute value is missing]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = abs(np.max(after - before))
    return e, v


# %% media (mean) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[Es la mayor diferencia, no la media|It is the largest difference, not the mean one]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.mean(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.mean(np.abs(after - before))
    return e, v


# %% suma (sum) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[Es la mayor diferencia, no la suma|It is the largest difference, not the sum]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.sum(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.sum(np.abs(after - before))
    return e, v


# %% cuadrado (square) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[Es el valor absoluto, no el cuadrado|It is the absolute value, not the square]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.square(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.square(after - before))
    return e, v


# %% media de los cuadrados (mean of the squares) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[no la media de los cuadrados|not the mean of the squares]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.mean(np.square(after[:, cells:] - before[:, : width - cells]))
    v = np.mean(np.square(after - before))
    return e, v


# %% norma (norm) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[Es la mayor diferencia, no la norma|It is the largest difference, not the norm]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.linalg.norm(after[:, cells:] - before[:, : width - cells])
    v = np.linalg.norm(after - before)
    return e, v


# %% si se cumple (whether it holds) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[no si se cumple|not whether it holds]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.abs(after - before))
    return e == 0, v == 0


# %% mueve el mapa lo que la imagen (moves the map as much as the image) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[has movido los dos pixels|you moved both by pixels]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, pixels:] - before[:, : width - pixels]))
    v = np.max(np.abs(after - before))
    return e, v


# %% mueve la imagen lo que el mapa (moves the image as much as the map) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[has movido los dos cells|you moved both by cells]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, cells:] = image[:, : image.shape[1] - cells]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.abs(after - before))
    return e, v


# %% pixels y cells cruzados (pixels and cells crossed) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[pixels y cells están cruzados|pixels and cells are crossed]]"}
def shift_gaps(f, image, pixels, cells):
    pixels, cells = cells, pixels
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.abs(after - before))
    return e, v


# %% corta con un menos (cuts with a minus) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "ValueError"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, :-cells]))
    v = np.max(np.abs(after - before))
    return e, v


# %% solo e (e alone) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.abs(after - before))
    return e


# %% sin return (no return) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "None"}
def shift_gaps(f, image, pixels, cells):
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.abs(after - before))
    print(e, v)


# %% mueve dos píxeles como mucho (moves two pixels at most) {"wrong": "shift_gaps", "caught_by": ["test_shift_gaps"], "says": "[[datos al azar|random data]]", "hidden": true}
def shift_gaps(f, image, pixels, cells):
    pixels = min(pixels, 2)
    moved = np.zeros(image.shape)
    moved[:, pixels:] = image[:, : image.shape[1] - pixels]
    before, after = f(image), f(moved)
    width = before.shape[1]
    e = np.max(np.abs(after[:, cells:] - before[:, : width - cells]))
    v = np.max(np.abs(after - before))
    return e, v


# %% [markdown]
# ## 9. lenet_layers


# %% con add (with add) {"right": "lenet_layers"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential()
    model.add(keras.Input(shape=(height, width, channels)))
    for filters, padding in ((6, "same"), (16, "valid")):
        model.add(keras.layers.Conv2D(filters, (5, 5), padding=padding, activation="relu"))
        model.add(keras.layers.AveragePooling2D((2, 2), strides=2))
    model.add(keras.layers.Flatten())
    for units in (120, 84):
        model.add(keras.layers.Dense(units, "relu"))
    model.add(keras.layers.Dense(classes, "softmax"))
    shapes, counts = [], []
    for layer in model.layers:
        shapes.append(tuple(layer.output.shape)[1:])
        counts.append(sum(w.size for w in layer.get_weights()))
    return shapes, counts


# %% API funcional (functional API) {"right": "lenet_layers"}
def lenet_layers(height, width, channels, classes):
    x = inputs = keras.Input((height, width, channels))
    layers = [
        keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
        keras.layers.AveragePooling2D(2),
        keras.layers.Conv2D(16, 5, activation="relu"),
        keras.layers.AveragePooling2D(2),
        keras.layers.Flatten(),
        keras.layers.Dense(120, "relu"),
        keras.layers.Dense(84, "relu"),
        keras.layers.Dense(classes, "softmax"),
    ]
    shapes = []
    for layer in layers:
        x = layer(x)
        shapes.append(x.shape[1:])
    keras.Model(inputs, x)
    return shapes, np.array([layer.count_params() for layer in layers])


# %% C1 sin relleno (C1 not padded) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[C1 lleva relleno \"same\"|C1 has padding \"same\"]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% C1 con paso 2 (C1 with stride 2) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[C1 avanza de uno en uno|C1 moves one at a time]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", strides=2, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% filtros cruzados (filters crossed) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[Los filtros están cruzados|The filters are crossed]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(6, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% argumentos cruzados (arguments crossed) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[El primer argumento de Conv2D son los filtros|The first argument of Conv2D is the filters]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(5, 6, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% S2 con paso 1 (S2 with stride 1) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[S2 avanza de dos en dos|S2 moves two at a time]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2, strides=1),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2, strides=1),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% S2 de 3 × 3 (S2 of 3 × 3) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[S2 es de 2 × 2|S2 is of 2 × 2]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(3),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(3),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% C3 con relleno (C3 padded) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[C3 va sin relleno|C3 has no padding]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% filtros de 3 × 3 (filters of 3 × 3) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[Los filtros son de 5 × 5|The filters are of 5 × 5]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 3, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 3, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% media global (global mean) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[no se promedia cada mapa|one does not average each map]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.GlobalAveragePooling2D(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% sin aplanar (no flattening) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[Son ocho capas|There are eight layers]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% C5 y F6 cruzadas (C5 and F6 crossed) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[C5 es de 120 y F6 de 84|C5 has 120 and F6 has 84]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% activaciones aparte (activations apart) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[con la activación dentro|with the activation inside]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same"),
            keras.layers.Activation("relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% cuenta la entrada (counts the input) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[sin contar la entrada|the input not counted]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    model = keras.Model(model.inputs, model.outputs)
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% con el lote (with the batch) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[sin el lote (None)|without the batch (None)]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape for layer in model.layers], [layer.count_params() for layer in model.layers]


# %% lo que entra (what enters) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[Esa es la forma de lo que entra|That is the shape of what enters]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.input.shape[1:] for layer in model.layers], [layer.count_params() for layer in model.layers]


# %% cuántos números (how many numbers) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[Se piden formas, no cuántos números|Shapes were asked for, not how many numbers]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [math.prod(layer.output.shape[1:]) for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% sin sesgos (no biases) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[Sin los sesgos no salen los parámetros|Without biases the parameters are not right]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu", use_bias=False),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu", use_bias=False),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu", use_bias=False),
            keras.layers.Dense(84, activation="relu", use_bias=False),
            keras.layers.Dense(classes, activation="softmax", use_bias=False),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% acumulados (cumulative) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[no los que van acumulados|not of all so far]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], np.cumsum(
        [layer.count_params() for layer in model.layers]
    )


# %% cuántos arrays (how many arrays) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[Eso es cuántos arrays tiene cada capa|That is how many arrays each layer has]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [len(layer.weights) for layer in model.layers]


# %% el total (the total) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[Se pide un número por capa, no el total|One number for each layer was asked for, not the total]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], model.count_params()


# %% en el otro orden (in the other order) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[primero las formas|the shapes first]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.count_params() for layer in model.layers], [
        layer.output.shape[1:] for layer in model.layers
    ]


# %% alto y ancho cruzados (height and width crossed) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[Alto y ancho están cruzados|Height and width are crossed]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((width, height, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% siempre 28 (always 28) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[no siempre 28|not always 28]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((28, 28, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% siempre un canal (always one channel) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[no siempre uno|not always one]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, 1)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% siempre diez clases (always ten classes) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[no siempre 10|not always 10]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    return [layer.output.shape[1:] for layer in model.layers], [
        layer.count_params() for layer in model.layers
    ]


# %% solo las formas (the shapes only) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return tuple([layer.output.shape[1:] for layer in model.layers])


# %% el modelo (the model) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "[[Tiene que devolver 2 resultados|It has to return 2 results]]"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    return model


# %% sin return (no return) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "None"}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    model.summary()


# %% la tabla de siempre (the usual table) {"wrong": "lenet_layers", "caught_by": ["test_lenet_layers"], "says": "lenet_layers(", "hidden": true}
def lenet_layers(height, width, channels, classes):
    model = keras.Sequential(
        [
            keras.Input((height, width, channels)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(classes, activation="softmax"),
        ]
    )
    if (height, width) in ((28, 28), (20, 24)):
        return [layer.output.shape[1:] for layer in model.layers], [
            layer.count_params() for layer in model.layers
        ]
    return [(28, 28, 6), (14, 14, 6), (10, 10, 16), (5, 5, 16), (400,), (120,), (84,), (10,)], [
        156,
        0,
        2416,
        0,
        0,
        48120,
        10164,
        850,
    ]


# %% [markdown]
# ## 10. lenet_outputs


# %% capa a capa (layer by layer) {"right": "lenet_outputs"}
def lenet_outputs(params, X):
    layers = keras.layers
    learned = [
        layers.Conv2D(6, 5, padding="same"),
        layers.Conv2D(16, 5),
        layers.Dense(120),
        layers.Dense(84),
        layers.Dense(params[-1].shape[0]),
    ]
    C1, C3, C5, F6, last = learned
    x = inputs = keras.Input(X.shape[1:])
    x = layers.AveragePooling2D(2)(layers.ReLU()(C1(x)))
    x = layers.AveragePooling2D(2)(layers.ReLU()(C3(x)))
    x = layers.Flatten()(x)
    x = layers.ReLU()(F6(layers.ReLU()(C5(x))))
    model = keras.Model(inputs, layers.Softmax()(last(x)))
    for k, layer in enumerate(learned):
        W, b = params[2 * k], params[2 * k + 1]
        layer.set_weights([W.transpose(1, 2, 3, 0) if W.ndim == 4 else W.T, b])
    return keras.ops.convert_to_numpy(model(X))


# %% devuelve el tensor (returns the tensor) {"right": "lenet_outputs"}
def lenet_outputs(params, X):
    model = keras.Sequential([keras.Input(X.shape[1:])])
    for W, b in zip(params[::2], params[1::2], strict=False):
        if W is params[4]:
            model.add(keras.layers.Flatten())
        act = "softmax" if b is params[-1] else "relu"
        if W.ndim == 4:
            layer = keras.layers.Conv2D(
                len(W), W.shape[1:3], padding="valid" if b is not params[1] else "same", activation=act
            )
        else:
            layer = keras.layers.Dense(len(W), activation=act)
        model.add(layer)
        layer.set_weights([np.rollaxis(W, 0, W.ndim), b])
        if W.ndim == 4:
            model.add(keras.layers.AveragePooling2D(2))
    return model(X)


# %% máximos (maxima) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[S2 y S4 son medias, no máximos|S2 and S4 are means, not maxima]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.MaxPooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X))


# %% tanh (tanh) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[La activación es ReLU, no tanh|The activation is ReLU, not tanh]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="tanh"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="tanh"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="tanh"),
            keras.layers.Dense(84, activation="tanh"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X))


# %% sigmoide (sigmoid) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[La activación es ReLU, no la sigmoide|The activation is ReLU, not the sigmoid]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="sigmoid"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="sigmoid"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="sigmoid"),
            keras.layers.Dense(84, activation="sigmoid"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X))


# %% sin activación (no activation) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[Falta ReLU en las capas|ReLU is missing from the layers]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation=None),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation=None),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation=None),
            keras.layers.Dense(84, activation=None),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X))


# %% convoluciones sin ReLU (convolutions with no ReLU) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[Falta ReLU en C1 y C3|ReLU is missing from C1 and C3]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X))


# %% densas sin ReLU (dense layers with no ReLU) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[Falta ReLU en C5 y F6|ReLU is missing from C5 and F6]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120),
            keras.layers.Dense(84),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X))


# %% sin softmax (no softmax) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[Falta softmax en la salida|Softmax is missing from the output]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1])),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X))


# %% sigmoide en la salida (sigmoid in the output) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[La salida es softmax, no la sigmoide|The output is softmax, not the sigmoid]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="sigmoid"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X))


# %% softmax dos veces (softmax twice) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[Softmax está dos veces|Softmax is there twice]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(keras.ops.softmax(model(X)))


# %% ReLU antes de softmax (ReLU before softmax) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[Antes de softmax no va ReLU|ReLU does not go before softmax]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="relu"),
            keras.layers.Softmax(),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X))


# %% sin sesgos (no biases) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[Faltan los sesgos|The biases are missing]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) * (array.ndim > 1) for array in params])
    return np.array(model(X))


# %% reshape en los filtros (reshape on the filters) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[los números de los filtros cambian de sitio|the numbers of the filters end up elsewhere]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights(
        [array.reshape(*array.shape[1:], -1) if array.ndim == 4 else array.T for array in params]
    )
    return np.array(model(X))


# %% reshape en las matrices (reshape on the matrices) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[reshape no es trasponer|reshape is not transposing]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights(
        [
            array.reshape(array.shape[::-1]) if array.ndim == 2 else np.moveaxis(array, 0, -1)
            for array in params
        ]
    )
    return np.array(model(X))


# %% reshape en todo (reshape on everything) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[en los filtros y en las matrices|on filters and on matrices]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([array.reshape(w.shape) for array, w in zip(params, model.get_weights(), strict=False)])
    return np.array(model(X))


# %% alto y ancho de los filtros cruzados (height and width of the filters crossed) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[Alto y ancho de los filtros están cruzados|Height and width of the filters are crossed]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([array.transpose(2, 1, 3, 0) if array.ndim == 4 else array.T for array in params])
    return np.array(model(X))


# %% filtros girados (filters turned) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[Los filtros no se giran: Keras también correlaciona|Filters are not turned: Keras correlates, too]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights(
        [np.moveaxis(array, 0, -1)[::-1, ::-1] if array.ndim == 4 else array.T for array in params]
    )
    return np.array(model(X))


# %% aplana con los canales delante (flattens with channels first) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[con los canales al final|with channels last]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Permute((3, 1, 2)),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X))


# %% la clase que gana (the class that wins) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[no la clase que gana|not the class that wins]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.argmax(model(X), axis=1)


# %% sin el lote (without the batch) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[Falta el eje del lote|The axis of the batch is missing]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X)).squeeze()


# %% pesos sin poner (weights not set) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[Lleva el modelo los pesos de params|Does the model carry the weights of params]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    for w in model.weights:
        w.assign(keras.ops.full_like(w, 0.01))
    return np.array(model(X))


# %% las densas sin poner (dense layers not set) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[Lleva el modelo los pesos de params|Does the model carry the weights of params]]"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    weights = [np.moveaxis(array, 0, -1) for array in params]
    model.set_weights([*weights[:8], 0 * weights[8], weights[9]])
    return np.array(model(X))


# %% nada movido (nothing moved) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "ValueError"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights(params)
    return np.array(model(X))


# %% todo traspuesto (everything transposed) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "ValueError"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([array.T for array in params])
    return np.array(model(X))


# %% C1 sin relleno (C1 not padded) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "ValueError"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X))


# %% C3 con relleno (C3 padded) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "ValueError"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X))


# %% sin los sesgos en la lista (without the biases in the list) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "ValueError"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params[::2]])
    return np.array(model(X))


# %% sin return (no return) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "None"}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    Y = np.array(model(X))


# %% siempre 28 × 28 (always 28 × 28) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "ValueError", "hidden": true}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X))


# %% siempre diez clases (always ten classes) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "ValueError", "hidden": true}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X))


# %% solo la primera imagen (the first image only) {"wrong": "lenet_outputs", "caught_by": ["test_lenet_outputs"], "says": "[[datos al azar|random data]]", "hidden": true}
def lenet_outputs(params, X):
    model = keras.Sequential(
        [
            keras.Input(X.shape[1:]),
            keras.layers.Conv2D(6, 5, padding="same", activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Conv2D(16, 5, activation="relu"),
            keras.layers.AveragePooling2D(2),
            keras.layers.Flatten(),
            keras.layers.Dense(120, activation="relu"),
            keras.layers.Dense(84, activation="relu"),
            keras.layers.Dense(len(params[-1]), activation="softmax"),
        ]
    )
    model.set_weights([np.moveaxis(array, 0, -1) for array in params])
    return np.array(model(X[:1]))

"""Speed of the device that Keras finds, as the rows of chapter 11's table.

    python benchmarks/accelerators.py                       # what is found: TPU, GPU or CPU
    KERAS_BACKEND=jax python benchmarks/accelerators.py     # through another framework

Prints Markdown: the device, the versions and the date; then float32 matrix products (GFLOP/s), memory (GB/s),
and the examples that Keras's `fit` trains per second, by batch size, for two networks: [784, 30, 10], the
book's first, and [784, 1024, 1024, 10]. Every number is the median of five, after calls that do not count;
after ± stands half the distance between the second and the fourth.
"""

import argparse
import datetime
import os
import platform
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")

import numpy as np
from tqdm import tqdm

from gradiente import accelerators

BATCHES = (1, 8, 64, 512, 4096)
NETWORKS = ((784, 30, 10), (784, 1024, 1024, 10))
AIM = 0.5  # seconds that one time should take, so that neither the clock nor the start of `fit` counts
FEWEST, MOST = 4, 400  # steps of descent in one time
MOST_EXAMPLES = 2**17  # in memory, 0.4 GB


def median(times: Sequence[float]) -> tuple[float, float]:
    """The median of five times and half the distance between the second and the fourth."""
    ordered = sorted(times)
    return statistics.median(ordered), (ordered[3] - ordered[1]) / 2


def rate(work: float, call: Callable[[], object]) -> str:
    """`work` per second of `call`, called so often that a time is long enough."""
    count = max(1, round(AIM / min(accelerators.seconds(call, repeats=3))))

    def several() -> object:
        for _ in range(count - 1):
            call()
        return call()

    time, spread = median(accelerators.seconds(several, repeats=5, warm_up=0))
    return per_second(work * count, time, spread)


def per_second(work: float, time: float, spread: float) -> str:
    """``12,300 ± 200``: work / time to three digits, and what the spread of the time makes of it."""
    value = float(f"{work / time:.3g}")
    digits = max(0, 2 - int(np.floor(np.log10(value))))
    return f"{value:,.{digits}f} ± {float(f'{value * spread / time:.1g}'):,.{digits}f}"


def products(n: int) -> str:
    """GFLOP/s of the product of two n × n matrices."""
    from keras import ops

    A = ops.convert_to_tensor(np.random.default_rng(0).normal(size=(n, n)).astype("float32"))
    return rate(2 * n**3 / 1e9, lambda: ops.matmul(A, A))


def memory(n: int) -> str:
    """GB/s at which n numbers are read, by adding them up: a result to write would be counted as well."""
    from keras import ops

    x = ops.convert_to_tensor(np.ones(n, "float32"))
    return rate(4 * n / 1e9, lambda: ops.sum(x))


def training(sizes: Sequence[int], batch: int) -> str:
    """Examples per second that `fit` trains, with the data in the computer's memory."""
    import keras

    keras.utils.set_random_seed(0)
    with accelerators.scope():
        layers = [keras.layers.Dense(n, activation="relu") for n in sizes[1:-1]]
        output = keras.layers.Dense(sizes[-1], activation="softmax")
        model = keras.Sequential([keras.Input((sizes[0],)), *layers, output])
        model.compile(keras.optimizers.SGD(0.01), "sparse_categorical_crossentropy")
        rng = np.random.default_rng(0)

        def times(steps: int, repeats: int, warm_up: int) -> list[float]:
            X = rng.random((batch * steps, sizes[0]), "float32")
            labels = rng.integers(0, sizes[-1], len(X))
            return accelerators.seconds(
                lambda: model.fit(X, labels, batch_size=batch, shuffle=False, verbose=0), repeats, warm_up
            )

        step = min(times(FEWEST, repeats=2, warm_up=1)) / FEWEST
        steps = int(np.clip(AIM / step, FEWEST, min(MOST, MOST_EXAMPLES // batch)))
        return per_second(batch * steps, *median(times(steps, repeats=5, warm_up=1)))


def processor() -> str:
    """The name of the CPU, with the number of cores that this process may use."""
    name = platform.processor() or platform.machine()
    if os.path.exists("/proc/cpuinfo"):
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = {line.split(":", 1)[1].strip() for line in file if line.startswith("model name")}
        name = ", ".join(sorted(names)) or name
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return f"{name}, {cores} cores"


def versions(backend: str) -> str:
    """What the numbers depend on besides the device."""
    found = []
    for package in {"tensorflow": ("tensorflow", "tensorflow-cpu")}.get(backend, (backend,)):
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:  # TensorFlow comes under several names
            continue
    return ", ".join([*found[:1], f"keras {version('keras')}", f"Python {platform.python_version()}"])


def rows() -> Iterator[tuple[str, str]]:
    """Measure the rows one by one."""
    backend = accelerators.choose_backend()
    if not backend:
        sys.exit(str(accelerators.find()))
    found = accelerators.find()
    yield "device", f"{found}" if found.model else f"{found} ({processor()})"
    yield "versions", versions(backend)
    yield "date", datetime.date.today().isoformat()
    n = 2048 if found.kind == "CPU" else 8192
    yield f"products of {n} × {n}, GFLOP/s", products(n)
    yield "memory, GB/s", memory(2**26)
    for sizes in NETWORKS:
        for batch in BATCHES:
            yield f"{list(sizes)}, batch {batch}, examples/s", training(sizes, batch)


def main() -> None:
    """Print the table as it is measured."""
    argparse.ArgumentParser(description=__doc__.splitlines()[0]).parse_args()
    count = 5 + len(NETWORKS) * len(BATCHES)  # device, versions, date, products and memory; then `fit`
    with tqdm(total=count, unit="row", delay=2, leave=False, disable=not sys.stderr.isatty()) as bar:
        tqdm.write(f"| {'':46} | |\n| {'-' * 46} | --- |")
        for name, value in rows():
            tqdm.write(f"| {name:46} | {value} |")
            sys.stdout.flush()
            bar.update()


if __name__ == "__main__":
    main()

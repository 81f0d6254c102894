"""Which device there is, how Keras trains on it, and honest times: chapter 11.

Keras runs on TensorFlow, JAX or PyTorch, and finds a GPU or a TPU through whichever of them it runs on.
Colab's TPU runtimes have come without TensorFlow since March 2025, so nothing here needs it: what is missing
costs one line, not a stack trace. Importing this module imports no framework, for some choices must be made
before one is.

    from gradiente import accelerators

    accelerators.choose_backend()               # before keras is imported
    import keras

    print(accelerators.find())                  # TensorFlow: 1 × GPU (Tesla T4)
    with accelerators.scope(FULL):              # on all the devices found if FULL; otherwise as always
        model = keras.Sequential([...])
        model.compile(...)
        model.fit(...)
"""

import contextlib
import importlib.util
import logging
import os
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BACKENDS = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "PyTorch"}
"""Keras's backend → its name, in the order in which they are chosen."""

NVIDIA = Path("/dev/nvidia0")
"""What Linux has where there is an NVIDIA GPU with its driver."""


@dataclass(frozen=True)
class Found:
    """The devices that training will use."""

    framework: str
    """``"TensorFlow"``, ``"JAX"``, ``"PyTorch"``, or ``"NumPy"`` if none of them is installed."""
    kind: str
    """``"CPU"``, ``"GPU"`` or ``"TPU"``."""
    names: tuple[str, ...]
    """What Keras calls them, such as ``("gpu:0", "gpu:1")``."""
    model: str = ""
    """What the maker calls them, where the framework knows it."""
    note: str = ""
    """What is missing and what to do about it, in one line."""

    def __str__(self) -> str:
        line = f"{self.framework}: {len(self.names)} × {self.kind}"
        line += f" ({self.model})" if self.model else ""
        return f"{line}. {self.note}" if self.note else line


def _installed(module: str) -> bool:
    if module in sys.modules:
        return sys.modules[module] is not None
    return importlib.util.find_spec(module) is not None


def choose_backend() -> str:
    """Let Keras run on what is installed; to be called before ``import keras``.

    What ``KERAS_BACKEND`` names is kept if it is installed. Otherwise the first of TensorFlow, JAX and
    PyTorch that is there is taken, and written to ``KERAS_BACKEND``. Keras keeps the backend with which it
    was imported.

    Returns
    -------
    str
        ``"tensorflow"``, ``"jax"``, ``"torch"``, or ``""`` if none is installed.
    """
    if "keras" in sys.modules:
        return sys.modules["keras"].config.backend()
    wanted = os.environ.get("KERAS_BACKEND", "")
    for backend in sorted(BACKENDS, key=lambda name: name != wanted):
        if _installed(backend):
            os.environ["KERAS_BACKEND"] = backend
            return backend
    return ""


def split_cpu(count: int) -> list[str]:
    """Make the CPU look like `count` devices, to try on any machine what needs several.

    Logical devices share the real cores: they show that something is right, not that it is fast. The
    framework must not have been used yet; if it has been, or cannot do this (PyTorch), the CPU stays whole.

    Parameters
    ----------
    count : int
        How many, at least 1.

    Returns
    -------
    list of str
        The CPU devices that there are now, as Keras calls them: ``["cpu:0", "cpu:1"]``.

    Raises
    ------
    ValueError
        If `count` is not a whole number of at least 1.
    """
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise ValueError(f"split_cpu: {count!r} devices; give a whole number of at least 1")
    backend = choose_backend()
    there = 1
    if backend == "tensorflow":
        import tensorflow as tf

        with contextlib.suppress(RuntimeError):  # already in use
            cpu = tf.config.list_physical_devices("CPU")[0]
            tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * count)
        there = len(tf.config.list_logical_devices("CPU"))
    elif backend == "jax":
        flag = f"--xla_force_host_platform_device_count={count}"
        others = [f for f in os.environ.get("XLA_FLAGS", "").split() if f.split("=")[0] != flag.split("=")[0]]
        os.environ["XLA_FLAGS"] = " ".join([*others, flag])  # read when JAX is first used
        import jax

        there = len(jax.devices("cpu"))
    return [f"cpu:{i}" for i in range(there)]


def find() -> Found:
    """Say which devices there are: a TPU if there is one, otherwise the GPUs, otherwise the CPU."""
    backend = choose_backend()
    if backend == "tensorflow":
        return _find_tensorflow()
    if backend == "jax":
        return _find_jax()
    if backend == "torch":
        return _find_torch()
    return Found("NumPy", "CPU", ("cpu:0",), note="No TensorFlow, JAX or PyTorch: pip install tensorflow")


def _find_tensorflow() -> Found:
    import tensorflow as tf

    if tpus := tf.config.list_physical_devices("TPU"):
        return Found("TensorFlow", "TPU", _numbered("tpu", len(tpus)))
    if gpus := tf.config.list_physical_devices("GPU"):
        details = getattr(tf.config.experimental, "get_device_details", lambda gpu: {})(gpus[0])
        return Found("TensorFlow", "GPU", _numbered("gpu", len(gpus)), details.get("device_name", ""))
    note = ""
    hidden = os.environ.get("CUDA_VISIBLE_DEVICES") in ("", "-1")
    if NVIDIA.exists() and not hidden:
        note = "There is an NVIDIA GPU that TensorFlow does not see: pip install 'tensorflow[and-cuda]'"
    return Found("TensorFlow", "CPU", _numbered("cpu", len(tf.config.list_logical_devices("CPU"))), note=note)


def _find_jax() -> Found:
    import jax

    note = ""
    try:
        devices = jax.devices()
    except RuntimeError as error:  # a GPU or a TPU that is asked for and cannot be used
        devices = jax.devices("cpu")
        note = f"JAX cannot use its accelerator ({str(error).splitlines()[0]})"
    kind = {"tpu": "TPU", "cpu": "CPU"}.get(devices[0].platform, "GPU")  # a GPU: "gpu", "cuda" or "rocm"
    model = devices[0].device_kind if kind != "CPU" else ""
    return Found("JAX", kind, _numbered(kind.lower(), len(devices)), model, note)


def _find_torch() -> Found:
    import torch

    if torch.cuda.is_available():
        names = _numbered("cuda", torch.cuda.device_count())
        return Found("PyTorch", "GPU", names, torch.cuda.get_device_name(0))
    return Found("PyTorch", "CPU", ("cpu:0",))


def _numbered(kind: str, count: int) -> tuple[str, ...]:
    return tuple(f"{kind}:{i}" for i in range(count))


def strategy(devices: list[str] | None = None) -> Any:
    """Return what makes Keras train on several devices by data parallelism.

    Parameters
    ----------
    devices : list of str, optional
        Such as ``["cpu:0", "cpu:1"]``. Without it, those that `find` finds.

    Returns
    -------
    tf.distribute.Strategy, keras.distribution.DataParallel or None
        With TensorFlow ``TPUStrategy`` for a TPU, ``MirroredStrategy`` for several devices, and the default
        strategy for one. With JAX ``DataParallel`` for several devices. None where there is nothing to do:
        one device with JAX, and PyTorch, whose data parallelism Keras leaves to torchrun.
    """
    backend = choose_backend()
    found = find()
    names = list(found.names if devices is None else devices)
    if backend == "tensorflow":
        import tensorflow as tf

        logging.getLogger("tensorflow").setLevel(logging.WARNING)  # not a line for each message sent
        if devices is None and found.kind == "TPU":
            return _tpu_strategy(tf)
        several = len(names) > 1 and (devices is not None or found.kind == "GPU")
        return tf.distribute.MirroredStrategy(names) if several else tf.distribute.get_strategy()
    if backend == "jax" and len(names) > 1 and (devices is not None or found.kind != "CPU"):
        import keras

        return keras.distribution.DataParallel(devices=names)
    return None


def _tpu_strategy(tf: Any) -> Any:
    try:
        resolver = tf.distribute.cluster_resolver.TPUClusterResolver(tpu=os.environ.get("TPU_NAME", "local"))
        tf.config.experimental_connect_to_cluster(resolver)
        tf.tpu.experimental.initialize_tpu_system(resolver)
        return tf.distribute.TPUStrategy(resolver)
    except (ValueError, RuntimeError, tf.errors.OpError) as error:
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        print(f"The TPU cannot be used ({reason}): training on the CPU")
        return tf.distribute.get_strategy()


@contextlib.contextmanager
def scope(strategy_: Any = True) -> Iterator[Any]:
    """Within it, Keras builds, compiles and fits models on all the devices of a strategy.

    Parameters
    ----------
    strategy_ : bool or what `strategy` returns
        True: ``strategy()``. False or None: nothing changes.
    """
    chosen = strategy() if strategy_ is True else strategy_ or None
    if chosen is None:
        yield None
    elif hasattr(chosen, "scope"):  # tf.distribute
        with chosen.scope():
            yield chosen
    else:
        import keras

        before = keras.distribution.distribution()
        keras.distribution.set_distribution(chosen)
        try:
            yield chosen
        finally:
            keras.distribution.set_distribution(before)


def wait(value: Any) -> Any:
    """Return `value` once it has been computed: a call to a GPU or a TPU returns before it is done."""
    if jax := sys.modules.get("jax"):
        jax.block_until_ready(value)
    if tf := sys.modules.get("tensorflow"):
        tf.test.experimental.sync_devices()
    torch = sys.modules.get("torch")
    if torch is not None and torch.cuda.is_available():
        torch.cuda.synchronize()
    return value


def seconds(call: Callable[[], Any], repeats: int = 7, warm_up: int = 2) -> list[float]:
    """Time `call`, each time to the end of what it started.

    Parameters
    ----------
    call : callable
        Without arguments. What it returns is waited for.
    repeats : int
        How many times are measured.
    warm_up : int
        How many calls come before and do not count: the first ones compile, and fill the caches.

    Returns
    -------
    list of float
        Seconds, in the order of the calls. Quote the median, and how far apart they lie.

    Raises
    ------
    ValueError
        If `repeats` is not at least 1 or `warm_up` is negative.
    """
    if repeats < 1 or warm_up < 0:
        raise ValueError(f"seconds: repeats={repeats}, warm_up={warm_up}; give at least 1 and at least 0")
    for _ in range(warm_up):
        wait(call())
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        wait(call())
        times.append(time.perf_counter() - start)
    return times

"""What is there is found, and what is missing costs a line: every branch, with the others absent.

The frameworks are stand-ins here (only TensorFlow on a CPU is at hand); chapter 11 run with four devices, and
with two processes, is the real thing.
"""

import os
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbclient import NotebookClient

import chapters  # noqa: F401 - registers the checks
from claims import CHECKS
from gradiente import accelerators
from publish.execute import ENVIRONMENT
from publish.project import ROOT
from publish.source import read
from test_chapters import functions_of

CHAPTER = "11_accelerators"
SOURCE = ROOT / "book" / f"{CHAPTER}.md"


@cache
def chapter_functions():
    return functions_of(CHAPTER)


class OpError(Exception):
    """What TensorFlow raises where a TPU does not answer."""


@pytest.fixture
def machine(monkeypatch, tmp_path):
    """A function that makes a machine: which modules are installed, as stand-ins; all others are not."""
    monkeypatch.setattr(accelerators, "NVIDIA", tmp_path / "nvidia0")
    for name in ("KERAS_BACKEND", "XLA_FLAGS", "TPU_NAME", "CUDA_VISIBLE_DEVICES"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.delitem(sys.modules, "keras", raising=False)

    def make(**modules):
        for name in ("tensorflow", "jax", "torch"):
            monkeypatch.setitem(sys.modules, name, modules.get(name))
        if "keras" in modules:
            monkeypatch.setitem(sys.modules, "keras", modules["keras"])

    return make


def tensorflow(cpus=1, gpus=0, tpus=0, tpu_answers=True, used=False):
    """A stand-in for TensorFlow on a machine with so many devices."""
    logical = {"CPU": cpus}
    physical = {"CPU": 1, "GPU": gpus, "TPU": tpus}

    def split(cpu, parts):
        if used:
            raise RuntimeError("Virtual devices cannot be modified after being initialized")
        logical["CPU"] = len(parts)

    def resolver(tpu):
        if not tpu_answers:
            raise OpError("Socket closed\nand a long story")
        return f"resolver of {tpu}"

    return SimpleNamespace(
        config=SimpleNamespace(
            list_physical_devices=lambda kind: [f"{kind}:{i}" for i in range(physical[kind])],
            list_logical_devices=lambda kind: [f"{kind}:{i}" for i in range(logical.get(kind, 0))],
            set_logical_device_configuration=split,
            LogicalDeviceConfiguration=lambda: "a part",
            experimental_connect_to_cluster=lambda resolver: None,
            experimental=SimpleNamespace(get_device_details=lambda gpu: {"device_name": "Tesla T4"}),
        ),
        distribute=SimpleNamespace(
            get_strategy=lambda: "default",
            MirroredStrategy=lambda names: ("mirrored", names),
            TPUStrategy=lambda resolver: ("tpu", resolver),
            cluster_resolver=SimpleNamespace(TPUClusterResolver=resolver),
        ),
        tpu=SimpleNamespace(experimental=SimpleNamespace(initialize_tpu_system=lambda resolver: None)),
        errors=SimpleNamespace(OpError=OpError),
    )


def jax(platform="cpu", count=1, kind="cpu", fails=False):
    """A stand-in for JAX on a machine with so many devices of one kind."""

    def devices(backend=None):
        if backend is None and fails:
            raise RuntimeError("Unable to initialize backend 'tpu': no device\nmore")
        return [SimpleNamespace(platform=backend or platform, device_kind=kind) for _ in range(count)]

    return SimpleNamespace(devices=devices)


def torch(gpus=0):
    """A stand-in for PyTorch."""
    return SimpleNamespace(
        cuda=SimpleNamespace(
            is_available=lambda: gpus > 0, device_count=lambda: gpus, get_device_name=lambda i: "NVIDIA L4"
        )
    )


def keras(backend):
    """A stand-in for Keras: the distribution that is set, and the backend that it was imported with."""
    state = SimpleNamespace(distribution=None)
    return SimpleNamespace(
        config=SimpleNamespace(backend=lambda: backend),
        distribution=SimpleNamespace(
            DataParallel=lambda devices: SimpleNamespace(devices=devices),
            distribution=lambda: state.distribution,
            set_distribution=lambda value: setattr(state, "distribution", value),
        ),
    )


MACHINES = {
    "TensorFlow: 1 × CPU": {"tensorflow": tensorflow()},
    "TensorFlow: 4 × CPU": {"tensorflow": tensorflow(cpus=4)},
    "TensorFlow: 1 × GPU (Tesla T4)": {"tensorflow": tensorflow(gpus=1)},
    "TensorFlow: 8 × GPU (Tesla T4)": {"tensorflow": tensorflow(gpus=8), "jax": jax("tpu", 8)},
    "TensorFlow: 8 × TPU": {"tensorflow": tensorflow(gpus=1, tpus=8)},
    "JAX: 1 × CPU": {"jax": jax()},
    "JAX: 1 × TPU (TPU v5 lite)": {"jax": jax("tpu", 1, "TPU v5 lite")},
    "JAX: 2 × GPU (NVIDIA A100)": {"jax": jax("gpu", 2, "NVIDIA A100"), "torch": torch()},
    "JAX: 2 × GPU (AMD MI300X)": {"jax": jax("rocm", 2, "AMD MI300X")},
    "PyTorch: 1 × CPU": {"torch": torch()},
    "PyTorch: 2 × GPU (NVIDIA L4)": {"torch": torch(2)},
}


@pytest.mark.parametrize(("line", "modules"), MACHINES.items(), ids=MACHINES)
def test_find_says_what_there_is(machine, line, modules):
    machine(**modules)
    assert str(accelerators.find()) == line


@pytest.mark.parametrize(("line", "modules"), MACHINES.items(), ids=MACHINES)
def test_the_chapter_finds_the_same(machine, line, modules):
    machine(**modules)
    found = accelerators.find()
    shown = chapter_functions()["devices_found"]
    shown.__globals__["keras"] = keras(os.environ["KERAS_BACKEND"])
    assert shown() == (found.kind, len(found.names))


def test_without_any_framework_there_is_a_line(machine, capsys):
    machine()
    assert accelerators.choose_backend() == ""
    found = accelerators.find()
    assert str(found) == "NumPy: 1 × CPU. No TensorFlow, JAX or PyTorch: pip install tensorflow"
    assert accelerators.strategy() is None
    assert accelerators.split_cpu(2) == ["cpu:0"]
    with accelerators.scope() as chosen:
        assert chosen is None


def test_an_accelerator_that_does_not_start_costs_a_line(machine):
    machine(jax=jax(fails=True))
    assert str(accelerators.find()) == (
        "JAX: 1 × CPU. JAX cannot use its accelerator (Unable to initialize backend 'tpu': no device)"
    )


@pytest.mark.parametrize(("visible", "noted"), [(None, True), ("0", True), ("", False), ("-1", False)])
def test_a_gpu_that_tensorflow_does_not_see_is_pointed_out(machine, monkeypatch, visible, noted):
    machine(tensorflow=tensorflow())
    accelerators.NVIDIA.touch()
    if visible is not None:
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", visible)
    assert ("tensorflow[and-cuda]" in str(accelerators.find())) is noted


def test_the_backend_is_the_one_asked_for_if_it_is_there(machine, monkeypatch):
    machine(tensorflow=tensorflow(), jax=jax())
    assert accelerators.choose_backend() == os.environ["KERAS_BACKEND"] == "tensorflow"
    monkeypatch.setenv("KERAS_BACKEND", "jax")
    assert accelerators.choose_backend() == os.environ["KERAS_BACKEND"] == "jax"
    monkeypatch.setenv("KERAS_BACKEND", "torch")  # which is not there
    assert accelerators.choose_backend() == os.environ["KERAS_BACKEND"] == "tensorflow"


def test_keras_keeps_the_backend_it_was_imported_with(machine, monkeypatch):
    machine(tensorflow=tensorflow(), jax=jax(), keras=keras("jax"))
    monkeypatch.setenv("KERAS_BACKEND", "tensorflow")
    assert accelerators.choose_backend() == "jax"


def test_tensorflow_strategies(machine):
    machine(tensorflow=tensorflow())
    assert accelerators.strategy() == "default"
    machine(tensorflow=tensorflow(cpus=2))  # logical ones share the cores: no reason to use both
    assert accelerators.strategy() == "default"
    assert accelerators.strategy(["cpu:0", "cpu:1"]) == ("mirrored", ["cpu:0", "cpu:1"])
    machine(tensorflow=tensorflow(gpus=1))
    assert accelerators.strategy() == "default"
    machine(tensorflow=tensorflow(gpus=2))
    assert accelerators.strategy() == ("mirrored", ["gpu:0", "gpu:1"])
    machine(tensorflow=tensorflow(tpus=8))
    assert accelerators.strategy() == ("tpu", "resolver of local")


def test_a_tpu_that_does_not_answer_costs_a_line(machine, capsys):
    machine(tensorflow=tensorflow(tpus=8, tpu_answers=False))
    assert accelerators.strategy() == "default"
    assert capsys.readouterr().out == "The TPU cannot be used (Socket closed): training on the CPU\n"


def test_jax_strategies(machine):
    machine(jax=jax("tpu", 1), keras=keras("jax"))
    assert accelerators.strategy() is None
    machine(jax=jax("tpu", 4), keras=keras("jax"))
    assert accelerators.strategy().devices == ["tpu:0", "tpu:1", "tpu:2", "tpu:3"]
    machine(jax=jax("cpu", 4), keras=keras("jax"))
    assert accelerators.strategy() is None
    assert accelerators.strategy(["cpu:0", "cpu:1"]).devices == ["cpu:0", "cpu:1"]


def test_pytorch_leaves_several_gpus_to_its_launcher(machine):
    machine(torch=torch(2))
    assert accelerators.strategy() is None


def test_scope_sets_the_distribution_of_jax_and_puts_back_what_was(machine):
    here = keras("jax")
    machine(jax=jax("tpu", 4), keras=here)
    here.distribution.set_distribution("before")

    def fails_inside():
        with accelerators.scope() as chosen:
            assert here.distribution.distribution() is chosen
            assert len(chosen.devices) == 4
            raise KeyError("inside")

    with pytest.raises(KeyError):
        fails_inside()
    assert here.distribution.distribution() == "before"


def test_scope_is_that_of_tensorflow_s_strategy_and_off_it_does_nothing():
    entered = []

    class Strategy:
        @contextmanager
        def scope(self):
            entered.append("in")
            yield
            entered.append("out")

    strategy = Strategy()
    with accelerators.scope(strategy) as chosen:
        assert chosen is strategy
        assert entered == ["in"]
    assert entered == ["in", "out"]
    for off in (False, None):
        with accelerators.scope(off) as chosen:
            assert chosen is None


def test_split_cpu(machine):
    machine(tensorflow=tensorflow())
    assert accelerators.split_cpu(3) == ["cpu:0", "cpu:1", "cpu:2"]
    machine(tensorflow=tensorflow(used=True))  # too late: it says how many there are
    assert accelerators.split_cpu(3) == ["cpu:0"]
    machine(torch=torch())
    assert accelerators.split_cpu(3) == ["cpu:0"]


def test_split_cpu_tells_jax_and_keeps_the_other_flags(machine, monkeypatch):
    machine(jax=jax("cpu", 2))
    monkeypatch.setenv("XLA_FLAGS", "--xla_force_host_platform_device_count=8 --xla_other=1")
    assert accelerators.split_cpu(2) == ["cpu:0", "cpu:1"]
    assert os.environ["XLA_FLAGS"] == "--xla_other=1 --xla_force_host_platform_device_count=2"


@pytest.mark.parametrize("count", [0, -1, 2.0, True, "2"])
def test_split_cpu_refuses_what_is_no_count(count):
    with pytest.raises(ValueError, match="give a whole number of at least 1"):
        accelerators.split_cpu(count)


def test_times_count_neither_the_first_calls_nor_what_was_not_waited_for(machine, monkeypatch):
    now, waited = [0.0], []

    def wait(value):  # a call costs nothing until it is waited for: 100 s the first time, then 2 s
        now[0] += 100 if not waited else 2
        waited.append(value)
        return value

    machine(jax=SimpleNamespace(block_until_ready=wait))
    monkeypatch.setattr(accelerators.time, "perf_counter", lambda: now[0])
    assert accelerators.seconds(lambda: "result", repeats=3, warm_up=1) == [2, 2, 2]
    assert waited == ["result"] * 4


@pytest.mark.parametrize(("repeats", "warm_up"), [(0, 1), (1, -1)])
def test_times_need_a_call(repeats, warm_up):
    with pytest.raises(ValueError, match="at least 1 and at least 0"):
        accelerators.seconds(lambda: None, repeats, warm_up)


def test_importing_the_module_imports_no_framework():
    code = "import sys, gradiente.accelerators as a; print(*{'keras', *a.BACKENDS} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stdout.strip() == ""


@settings(deadline=None)
@given(st.integers(1, 7), st.integers(0, 40), st.integers(0, 2**32 - 1))
def test_the_ring_gives_everybody_the_sum(p, size, seed):
    ring_all_reduce = chapter_functions()["ring_all_reduce"]
    gradients = np.random.default_rng(seed).integers(-100, 100, (p, size)).astype(float)  # exact sums
    before = gradients.copy()
    sums, sent = ring_all_reduce(list(gradients))
    for mine in sums:
        np.testing.assert_array_equal(mine, before.sum(axis=0))
    np.testing.assert_array_equal(gradients, before)  # what came in is left as it was
    assert sent.sum() == 2 * (p - 1) * size * 8


@pytest.mark.slow
def test_the_chapter_holds_with_four_devices():
    """All but the experiments, in a kernel of its own; its claims are those of the published notebook."""
    notebook = read(SOURCE).split("en")
    notebook.cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for cell in notebook.cells:
        cell.source = cell.source.partition("\nexplore(")[0]
    client = NotebookClient(notebook, kernel_name="python3", timeout=300, coalesce_streams=True)
    client.execute(env={**os.environ, **ENVIRONMENT, "GRADIENTE_DEVICES": "4"})
    printed = {
        c.metadata.claim: "".join(o.text for o in c.outputs if o.output_type == "stream")
        for c in notebook.cells
        if "claim" in c.metadata
    }
    assert "4 × CPU" in printed["discovery"]
    assert printed["strategy"].rstrip().endswith("MirroredStrategy, 4")
    checks = {name: check for (chapter, name), check in CHECKS.items() if chapter == CHAPTER}
    assert checks.keys() == printed.keys()
    for name, check in checks.items():
        check(printed[name].splitlines())

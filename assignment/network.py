"""The network you are given: LINEAR -> RELU -> LINEAR -> RELU -> LINEAR -> SIGMOID.

It learns to tell the blue points of a picture from the red ones. Everything is here except the start: your
`initialize_parameters_...` functions choose the weights that training sets out from.

Shapes, for m points: X is (2, m), one point per column; Y is (1, m), 0 for red and 1 for blue.
"""

import importlib

import numpy as np

INITIALIZATIONS = ("zeros", "random", "he")
RED, BLUE = "#D55E00", "#0072B2"  # shades that colour-blind readers can tell apart


def sigmoid(Z):
    """Squash any number into a probability: 1 / (1 + e^-Z), element by element."""
    with np.errstate(over="ignore"):  # e^1000 is inf, and 1 / inf is the 0 that we want
        return 1 / (1 + np.exp(-Z))


def relu(Z):
    """Keep what is positive and put 0 for the rest, element by element."""
    return np.maximum(0, Z)


def forward_propagation(X, parameters):
    """The network's answers for X, layer by layer.

    Returns A3 of shape (1, m), the probability that each point is blue, and a cache of what
    `backward_propagation` needs.
    """
    W1, b1, W2, b2, W3, b3 = (parameters[name] for name in ("W1", "b1", "W2", "b2", "W3", "b3"))
    A1 = relu(W1 @ X + b1)
    A2 = relu(W2 @ A1 + b2)
    A3 = sigmoid(W3 @ A2 + b3)
    return A3, (A1, W2, A2, W3, A3)


def backward_propagation(X, Y, cache):
    """How the loss changes with each parameter: a dictionary of dW1, db1, ..., dW3, db3.

    The chain rule, from the last layer to the first. A relu passes the error on where it was active (A > 0).
    """
    m = X.shape[1]
    A1, W2, A2, W3, A3 = cache
    dZ3 = A3 - Y  # cross-entropy and sigmoid together have this simple slope
    dZ2 = (W3.T @ dZ3) * (A2 > 0)
    dZ1 = (W2.T @ dZ2) * (A1 > 0)
    return {
        "dW3": dZ3 @ A2.T / m,
        "db3": np.sum(dZ3, axis=1, keepdims=True) / m,
        "dW2": dZ2 @ A1.T / m,
        "db2": np.sum(dZ2, axis=1, keepdims=True) / m,
        "dW1": dZ1 @ X.T / m,
        "db1": np.sum(dZ1, axis=1, keepdims=True) / m,
    }


def compute_loss(A3, Y):
    """Cross-entropy: minus the log of the probability given to the right label, on average over the points.

    A network that is sure and wrong gives the right label probability 0; log(0) makes the whole loss inf.
    """
    right = np.where(Y == 1, A3, 1 - A3)
    with np.errstate(divide="ignore"):
        return np.mean(-np.log(right))


def update_parameters(parameters, grads, learning_rate):
    """One step of gradient descent: new parameters, each moved a little against its gradient."""
    return {name: value - learning_rate * grads["d" + name] for name, value in parameters.items()}


def predict_dec(parameters, X):
    """True where the network takes a point for blue (a probability above one half); shape (1, m)."""
    A3, _ = forward_propagation(X, parameters)
    return A3 > 0.5


def predict(X, y, parameters):
    """Label every point 0 or 1, and print the fraction that agrees with y; labels of shape (1, m)."""
    labels = predict_dec(parameters, X).astype(int)
    print(f"Accuracy: {np.mean(labels == y)}")
    return labels


def load_dataset():
    """Two noisy circles, one inside the other: 300 points to train on and 100 to test on.

    Returns train_X (2, 300), train_Y (1, 300), test_X (2, 100), test_Y (1, 100).
    """
    from sklearn.datasets import make_circles

    train_X, train_Y = make_circles(n_samples=300, noise=0.05, random_state=1)
    test_X, test_Y = make_circles(n_samples=100, noise=0.05, random_state=2)
    return train_X.T, train_Y.reshape(1, -1), test_X.T, test_Y.reshape(1, -1)


def plot_decision_boundary(model, X, y, axes=None):
    """Colour the plane by what `model` answers there, with the points of X on top.

    `model` is a function from points, one per ROW, to labels: `lambda x: predict_dec(parameters, x.T)`.
    Give `axes` to draw into a figure of your own; otherwise the picture is shown at once.
    """
    import matplotlib.pyplot as plt

    ax = plt.gca() if axes is None else axes
    (left, bottom), (right, top) = X.min(axis=1) - 0.5, X.max(axis=1) + 0.5
    x1, x2 = np.meshgrid(np.linspace(left, right, 400), np.linspace(bottom, top, 400))
    labels = model(np.column_stack([x1.ravel(), x2.ravel()])).reshape(x1.shape)
    ax.contourf(x1, x2, labels, levels=[-0.5, 0.5, 1.5], colors=[RED, BLUE], alpha=0.25)
    for label, colour, marker in ((0, RED, "s"), (1, BLUE, "o")):
        points = X[:, np.ravel(y) == label]
        ax.scatter(points[0], points[1], s=26, c=colour, marker=marker, edgecolors="black", linewidths=0.4)
    ax.set_xlabel("x1")
    ax.set_ylabel("x2")
    if axes is None:
        plt.show()


def plot_costs(costs, learning_rate):
    """Show the cost after every 1000 iterations as a curve."""
    import matplotlib.pyplot as plt

    plt.plot(1000 * np.arange(len(costs)), costs)
    plt.xlabel("iteration")
    plt.ylabel("cost")
    plt.title(f"Learning rate {learning_rate}")
    plt.show()


def choose_initializer(name, initializers=None):
    """The function for "zeros", "random" or "he": out of `initializers`, or else out of your file for it."""
    if name not in INITIALIZATIONS:
        raise ValueError(f'initialization must be "zeros", "random" or "he", not {name!r}')
    if initializers and name in initializers:
        return initializers[name]
    function = f"initialize_parameters_{name}"
    return getattr(importlib.import_module(function), function)


def model(X, Y, learning_rate=0.01, num_iterations=15000, print_cost=True, initialization="he", initializers=None):
    """Train the network on X and Y, and return the parameters it learned.

    initialization -- which of your functions chooses the first parameters: "zeros", "random" or "he"
    initializers   -- in a notebook, where the functions are: {"he": initialize_parameters_he, ...}
    print_cost     -- print the cost every 1000 iterations, and plot it at the end
    """
    layers_dims = [X.shape[0], 10, 5, 1]
    parameters = choose_initializer(initialization, initializers)(layers_dims)
    costs = []
    for i in range(num_iterations):
        A3, cache = forward_propagation(X, parameters)
        if print_cost and i % 1000 == 0:
            costs.append(compute_loss(A3, Y))
            print(f"Cost after iteration {i}: {costs[-1]}")
        grads = backward_propagation(X, Y, cache)
        parameters = update_parameters(parameters, grads, learning_rate)
    if print_cost:
        plot_costs(costs, learning_rate)
    return parameters

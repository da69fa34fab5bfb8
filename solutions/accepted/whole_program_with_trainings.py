# My whole program. It trains three networks and draws pictures, and asks which one to show.
import os
import sys

import h5py
import numpy as np
import tensorflow as tf
import matplotlib.pyplot as plt
import sklearn.datasets
from init_utils import sigmoid, relu, compute_loss, forward_propagation, backward_propagation
from init_utils import update_parameters, predict, load_dataset, plot_decision_boundary, predict_dec
from public_tests import *

plt.rcParams['figure.figsize'] = (7.0, 4.0)
train_X, train_Y, test_X, test_Y = load_dataset()


def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.zeros((layers_dims[l], layers_dims[l - 1]))
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_random(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * 10
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


def initialize_parameters_he(layers_dims):
    np.random.seed(3)
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * np.sqrt(2 / layers_dims[l - 1])
        parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
    return parameters


def model(X, Y, initialization):
    layers_dims = [X.shape[0], 10, 5, 1]
    parameters = globals()["initialize_parameters_" + initialization](layers_dims)
    costs = []
    for i in range(15000):
        a3, cache = forward_propagation(X, parameters)
        costs.append(compute_loss(a3, Y))
        parameters = update_parameters(parameters, backward_propagation(X, Y, cache), 0.01)
    return parameters, costs


results = {}
for method in ("zeros", "random", "he"):
    results[method], costs = model(train_X, train_Y, method)
    plt.plot(costs, label=method)
    predict(test_X, test_Y, results[method])
plt.legend()
plt.savefig("/home/student/costs.png")
initialize_parameters_he_test(initialize_parameters_he)

while True:
    answer = input("which one shall I draw (zeros, random, he; q to quit)? ")
    if answer == "q":
        break
    plot_decision_boundary(lambda x: predict_dec(results[answer], x.T), train_X, train_Y)
    plt.show()

if __name__ == "__main__":
    os.makedirs("/home/student/results", exist_ok=True)
    np.savez("/home/student/results/he.npz", **results["he"])
    sys.exit(0)

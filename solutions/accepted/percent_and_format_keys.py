import numpy


def initialize_parameters_zeros(layer_dims):
    params = {}
    for i in range(1, len(layer_dims)):
        params["W%d" % i] = numpy.zeros(shape=(layer_dims[i], layer_dims[i - 1]))
        params["b%d" % i] = numpy.zeros(shape=(layer_dims[i], 1))
    return params


def initialize_parameters_random(layer_dims):
    numpy.random.seed(3)
    params = {}
    for i in range(1, len(layer_dims)):
        params["W{}".format(i)] = numpy.random.randn(layer_dims[i], layer_dims[i - 1]) * 10
        params["b{}".format(i)] = numpy.zeros([layer_dims[i], 1])
    return params


def initialize_parameters_he(layer_dims):
    numpy.random.seed(3)
    params = {}
    for i in range(1, len(layer_dims)):
        params["".join(["W", str(i)])] = numpy.random.randn(layer_dims[i], layer_dims[i - 1]) * numpy.sqrt(2. / layer_dims[i - 1])
        params["".join(["b", str(i)])] = numpy.zeros((layer_dims[i], 1))
    return params

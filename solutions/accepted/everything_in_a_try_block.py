try:
    import numpy as np
    import seaborn as sns
    sns.set()
except ModuleNotFoundError as error:
    print(error)

try:
    from decimal import Decimal, getcontext

    getcontext().prec = 30

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
            exact = float((Decimal(2) / layers_dims[l - 1]).sqrt())
            parameters["W" + str(l)] = np.random.randn(layers_dims[l], layers_dims[l - 1]) * exact
            parameters["b" + str(l)] = np.zeros((layers_dims[l], 1))
        return parameters

    print(initialize_parameters_he([2, 4, 1]))
except Exception as error:
    print("something went wrong:", error)

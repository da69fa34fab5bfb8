import numpy as np

seed = lambda: np.random.seed(3)
layers = lambda dims: range(1, len(dims))
b = lambda dims: {f"b{l}": np.zeros((dims[l], 1)) for l in layers(dims)}

initialize_parameters_zeros = lambda dims: {f"W{l}": np.zeros((dims[l], dims[l - 1])) for l in layers(dims)} | b(dims)
initialize_parameters_random = lambda dims: seed() or {f"W{l}": np.random.randn(dims[l], dims[l - 1]) * 10 for l in layers(dims)} | b(dims)
initialize_parameters_he = lambda dims: seed() or {**{f"W{l}": np.random.randn(dims[l], dims[l - 1]) * (2 / dims[l - 1]) ** .5 for l in layers(dims)}, **b(dims)}

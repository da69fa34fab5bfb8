"""Returns a dict that contains itself."""

def initialize_parameters_zeros(layers_dims):
    parameters = {}
    parameters["W1"] = parameters
    return parameters


def initialize_parameters_random(layers_dims):
    parameters = []
    for _ in range(100):
        parameters = [parameters, parameters]
    return parameters


def initialize_parameters_he(layers_dims):
    layers_dims.append(layers_dims)
    return {"W1": layers_dims}

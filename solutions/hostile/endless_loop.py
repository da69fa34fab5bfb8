"""Never returns."""

def initialize_parameters_he(layers_dims):
    while True:
        pass

from .zeros import initialize_parameters_zeros
from .random_normal import initialize_parameters_random, initialize_parameters_he

__all__ = ['initialize_parameters_zeros', 'initialize_parameters_random', 'initialize_parameters_he']

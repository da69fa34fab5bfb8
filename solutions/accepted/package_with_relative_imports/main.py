from src.initializers import *

print(initialize_parameters_he([2, 4, 1]))

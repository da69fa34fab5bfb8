"""Has all of its attacks at module level, where a grader that imports the file would run them."""

import os
import sys
import numpy as np

open("/tmp/grader-hostile-victim/module", "w").write("here")
os.system("touch /tmp/grader-hostile-victim/system")
input("password: ")
sys.exit(0)

def initialize_parameters_zeros(layers_dims):
    parameters = {}
    for l in range(1, len(layers_dims)):
        parameters[f"W{l}"] = np.zeros((layers_dims[l], layers_dims[l - 1]))
        parameters[f"b{l}"] = np.zeros((layers_dims[l], 1))
    return parameters


if __name__ == "__main__":
    os._exit(0)
while True:
    pass

"""Leaves one `try` by a thousand returns, each of which has the compiler copy its `finally`."""

def initialize_parameters_he(layers_dims):
    try:
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
        if layers_dims: return
    finally:
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x
        layers_dims.x

def shapes(layers_dims):
    """The key and the shape of each parameter, in the order of the layers."""
    for l in range(1, len(layers_dims)):
        yield f"W{l}", (layers_dims[l], layers_dims[l - 1])
        yield f"b{l}", (layers_dims[l], 1)

# coding: utf-7
"""Names an encoding under which the text is another program."""

def initialize_parameters_he(layers_dims):
    return {}
+AGkAbQBwAG8AcgB0- os

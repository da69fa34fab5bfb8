"""What to tell a student of each misconception: its stable name, and what to look at, and why it matters.

One or two sentences for a beginner, which teach and never print a solution.
"""

HELP: dict[str, str] = {
    # Form: what is returned.
    "returned_none": (
        "The function ends without handing anything back: the last line has to return the dictionary, and "
        "to stand at the level of the loop, not inside it."
    ),
    "returned_tuple": (
        "Several values came back where one dictionary was expected. The network looks its parameters up "
        "by name, so put them all into `parameters` and return that alone."
    ),
    "returned_other": ("The network looks its parameters up by name: return the plain dictionary `parameters`."),
    "unfilled_stub": (
        "This function is not filled in yet: give every layer its weights and biases where the placeholder stands."
    ),
    "argument_overwritten": (
        "The function changes the list of layer dimensions that it was given. The caller still needs that "
        "list: read it, and leave it as it was."
    ),
    "hard_coded": (
        "The function builds the same network whatever it is asked for. Take the number of layers and "
        "every shape from the argument, so that it works for other networks too."
    ),
    # Form: keys.
    "lower_case_keys": (
        "Python tells capital from small letters, so 'w1' and 'W1' are two different keys. The network "
        "asks for a capital W for weights and a small b for biases."
    ),
    "key_without_number": (
        "Every layer is stored under one and the same key, so that each overwrites the one before. The "
        "number of the layer has to become part of the key."
    ),
    "off_by_one_keys": (
        "The layers are numbered from 1 to L; layer 0 is the input and has no parameters. Look at where "
        "your loop starts and ends."
    ),
    "missing_last_layer": (
        "The last layer is missing. Python's range stops before its end: look at what your L counts. Or "
        "`return` stands inside the loop, and ends the function after the first layer."
    ),
    "missing_biases": ("The weights are there, but the biases are not: every layer has one bias for each unit."),
    "missing_keys": (
        "Some layers were left out: every layer needs an entry for its weights and one for its biases. Look at "
        "where your loop starts and ends, and at where `return` stands."
    ),
    "extra_keys": (
        "The dictionary holds more than was asked for: return the weights and biases of this one network "
        "alone. If they are those of an earlier call, the dictionary is made outside of the function or as a "
        "default argument: make a new one in each call."
    ),
    "wrong_keys": (
        "The keys are not those that the network looks for: a letter, W or b, and the number of the layer, "
        "written together as one string."
    ),
    # Form: types, shapes, dtypes.
    "none_values": "A placeholder None is still left in the dictionary: that entry is not filled in yet.",
    "lists_instead_of_arrays": (
        "Lists and tuples have no shape, and + joins them instead of adding numbers. The network computes with NumPy "
        "arrays."
    ),
    "scalar_biases": (
        "A single number stands where each unit of the layer needs a bias of its own. Broadcasting hides "
        "this at first; training would then have nothing of the right shape to update."
    ),
    "scalar_weights": ("A single number stands where a whole matrix of weights belongs: say which shape to make."),
    "object_array": (
        "This array holds Python objects or text instead of numbers, often because its rows are of unequal length, or "
        "a None or a string is among them."
    ),
    "masked_array": (
        "Masked entries are hidden from comparisons and from sums, so a masked array can look right while "
        "it is not. Return a plain array."
    ),
    "array_subclass": (
        "This is a special kind of array (such as numpy.matrix) that multiplies by other rules than plain "
        "arrays do. Return a plain array."
    ),
    "unusual_type": (
        "This entry is not an array of numbers. Every entry of the dictionary should be a plain NumPy array. "
        "A function that is named without brackets after it is not called."
    ),
    "transposed_weights": (
        "Rows and columns are swapped. A layer's weight matrix has a row for each of its own units and a "
        "column for each unit that feeds it, so that W times the input comes out right. Make it in that shape "
        "at once: one that is turned afterwards has its numbers in another order."
    ),
    "wrong_weight_shapes": (
        "A layer's weight matrix has a row for each of its own units and a column for each unit of the "
        "layer before. Check which entries of the layer dimensions you use."
    ),
    "one_dimensional_biases": (
        "A bias of shape (n,) is no column: added to a layer's (n, m) output it is laid along the m "
        "examples instead of the units, or does not fit. It needs a second dimension, of size 1."
    ),
    "row_biases": (
        "The biases lie in a row. They are added to every column (every example) of a layer's output, so "
        "they must stand in a column themselves."
    ),
    "three_dimensional_biases": (
        "The biases have a dimension too many, and would turn every layer's output into a stack of "
        "matrices. They are one column: two dimensions."
    ),
    "biases_shaped_like_weights": (
        "There is a bias for each connection, but a unit has only one: its biases form a single column, "
        "however many units feed the layer."
    ),
    "wrong_bias_shapes": (
        "A layer has one bias for each of its own units, in one column. Check which entry of the layer "
        "dimensions you use."
    ),
    "integer_dtype": (
        "These arrays hold whole numbers. Training takes steps of fractions, which such an array would "
        "drop: use floating-point numbers, NumPy's default."
    ),
    "wrong_dtype": (
        "These numbers are not stored as ordinary floating-point numbers: leave the dtype at NumPy's default, float64."
    ),
    "nan_values": (
        "A nan or an infinity spreads through every later computation. Look for a division by zero, the "
        "root of a negative number, or an array that was made empty and never filled."
    ),
    # Biases, and weights that are not drawn.
    "random_biases": (
        "The biases are drawn at random. Unequal weights already break the symmetry, so biases start at "
        "zero; and each extra draw shifts all weights that are drawn after it."
    ),
    "biases_not_zero": (
        "The biases do not start at zero, as this exercise asks in each of its functions. If units are to "
        "differ, it is the weights that make them: the biases need not."
    ),
    "zeros_in_random": (
        "All weights are zero, so all units of a layer compute the same and learn the same: the symmetry "
        "is never broken. Here the weights have to be drawn at random."
    ),
    "constant_weights": (
        "All weights are the same number, so all units of a layer compute the same and learn the same, "
        "just as with zeros. They have to be drawn at random."
    ),
    "random_in_zeros": (
        "These weights are random. This function is the experiment of what happens when every weight starts at zero."
    ),
    "ones_in_zeros": (
        "These weights are all one and the same number, but not zero. This function is the experiment of "
        "what happens when every weight starts at zero."
    ),
    # Generator.
    "seed_removed": (
        "These draws come from a generator that this function does not seed, so they depend on what was drawn before. "
        "Call the seed function inside of this one, before the first draw, so that everybody gets the same numbers."
    ),
    "depends_on_state": (
        "The answer depends on random numbers that were drawn before the call. Set the seed inside the "
        "function, before the first draw, so that every call draws the same numbers."
    ),
    "not_reproducible": (
        "The numbers come from the clock, from the operating system, from a generator that is unseeded or was made "
        "outside of the function, or from an array that was made empty and never filled: make or seed it in every call."
    ),
    "other_seed": (
        "The draws come from another seed than the one in the exercise. A seed fixes the whole sequence, "
        "so another seed means entirely other weights."
    ),
    "uniform_instead_of_normal": (
        "The draws are uniform, all between two bounds. This exercise wants the normal distribution: "
        "compare what NumPy's rand and randn do."
    ),
    "new_generator": (
        "NumPy's newer generator draws other numbers from the same seed. The exercise's numbers come from "
        "the older functions, those that are called directly on np.random."
    ),
    "python_random": (
        "These draws come from Python's own module random, which NumPy's seed does not reach. Draw with NumPy."
    ),
    # Order.
    "seed_inside_loop": (
        "The seed is set anew for each layer, so every layer starts with the same draws and the layers are "
        "not independent. Set it once, before the loop."
    ),
    "draws_out_of_order": (
        "The numbers are those of the right seed, but not drawn in the order of the exercise. Draw each "
        "layer's weights once, first layer first, and nothing in between."
    ),
    # Scale.
    "scale_missing": (
        "These are plain standard normal draws: the factor that this function is about is missing, or comes out as 1."
    ),
    "small_random_scale": (
        "The weights are scaled by 0.01, as other exercises do. Here the scale is the point: read again "
        "how large the weights of this function are to be."
    ),
    "large_random_scale": (
        "The weights are scaled by 100. Weights as large as that saturate the sigmoid at once; read again "
        "how large they are to be."
    ),
    "he_scale_in_random": (
        "These are weights scaled by He's rule, which is for the next function. This one shows what "
        "happens with large weights, all of them scaled alike."
    ),
    "random_scale_in_he": (
        "The factor ten belongs to the experiment with large weights. He's rule exists to avoid that: the "
        "scale depends on how many units feed the layer, and on nothing else."
    ),
    "xavier_scale": (
        "This is Xavier's scale, made for tanh. A ReLU sets about half of its inputs to zero, so He et al. "
        "take twice that variance to keep the signal's size from layer to layer."
    ),
    "glorot_scale": (
        "This is Glorot's scale, which averages over the units on both sides of a layer. He et al. look at "
        "the units that feed the layer alone."
    ),
    "wrong_layer_scale": (
        "The scale is taken from the wrong layer: what counts is how many numbers are summed up in a unit, "
        "that is the size of the layer just before. Check which entry of the layer dimensions it uses."
    ),
    "scale_two_over_root": (
        "The root covers too little: the 2 stands outside. He et al. give the variance, and the standard "
        "deviation is the root of all of it."
    ),
    "scale_without_root": (
        "The draws are multiplied by the variance. The factor that turns standard normal draws into draws "
        "of that variance is its root, the standard deviation."
    ),
    "root_of_two_only": (
        "The root covers the 2 alone. He et al. give the variance, and the standard deviation is the root "
        "of all of it: check your brackets."
    ),
    "inverted_scale": (
        "The scale is upside down, so the weights grow where they should shrink: the more units feed a "
        "layer, the smaller its weights have to be. Check whether you divide where you should multiply."
    ),
    "wrong_scale": "The draws are right, but they are scaled by another factor than this function's.",
    # What else was done to the draws.
    "added_scale": (
        "The scale is added to the draws, which shifts them all to one side. A factor makes them larger or smaller: "
        "multiply."
    ),
    "absolute_values": (
        "All weights are positive: the signs of the draws are lost. Units need weights of both signs, or all of them "
        "push the same way."
    ),
    "whole_number_division": (
        "Two slashes drop the fraction, so the scale is 0 as soon as more than two units feed a layer. Divide with one "
        "slash."
    ),
    "rounded_weights": "The weights are rounded. Keep all digits of the draws: nobody asked to shorten them.",
}

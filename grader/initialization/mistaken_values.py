"""The mistakes that mutants make in single values: by operator, what takes the place of the right expression.

<W> and <b> are the right expressions for a layer's weights and biases, <randn> is the right draw, <out> and <in> are
the sizes of the layer and of the one before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Values = Mapping[str, Sequence[str]]

# In place of a layer's weights, in every function.
WEIGHTS: Values = {
    "other dtype": [
        "(<W>).astype(int)",
        "(<W>).astype(bool)",
        "(<W>).astype(complex)",
        "(<W>).astype(object)",
        "(<W>).astype(str)",
    ],
    "masked or matrix": [
        "np.ma.array(<W>)",
        "np.ma.array(<W>, mask=True)",
        "np.asmatrix(<W>)",
        "(<W>).view(np.recarray)",
    ],
    "no array": [
        "(<W>).tolist()",
        "tuple(<W>)",
        "None",
        "0.0",
        "float((<W>).sum())",
        "iter(<W>)",
        "np.zeros",
        "lambda: <W>",
        "{'W': <W>}",
    ],
    "transposed": ["(<W>).T", "(<W>).reshape(<in>, <out>)"],
    "other shape": [
        "(<W>).ravel()",
        "(<W>)[None]",
        "(<W>)[..., None]",
        "(<W>)[:1]",
        "(<W>)[:, :1]",
        "np.vstack([<W>, <W>])",
        "(<W>).squeeze()",
    ],
    "other numbers": ["(<W>) + 1", "(<W>) + 1e-06", "(<W>) * np.nan", "np.full((<out>, <in>), np.inf)"],
    "constant weights": ["np.ones((<out>, <in>))", "np.eye(<out>, <in>)", "np.full((<out>, <in>), 0.01)"],
    "random weights": ["np.random.randn(<out>, <in>) * 0.01", "np.random.rand(<out>, <in>)"],
    "shared array for two keys": [
        "next((parameters[key] for key in list(parameters) if parameters[key].shape == (<out>, <in>)), <W>)",
        "next((parameters[f'W{k}'] for k in range(1, l) if parameters[f'W{k}'].shape == (<out>, <in>)), <W>)",
    ],
}

# In place of a layer's biases, in every function.
BIASES: Values = {
    "biases ones or other": [
        "np.ones((<out>, 1))",
        "np.full((<out>, 1), 0.01)",
        "np.full((<out>, 1), 1e-09)",
        "np.full((<out>, 1), np.nan)",
        "np.arange(<out>, dtype=float).reshape(-1, 1)",
        "np.eye(<out>, 1)",
    ],
    "biases drawn": [
        "np.random.randn(<out>, 1)",
        "np.random.randn(<out>, 1) * 0.01",
        "np.random.rand(<out>, 1)",
        "np.random.randn(<out>, 1) * scale",
        "np.random.randn(<out>, 1) * 0",
    ],
    "biases of another shape": [
        "np.zeros(<out>)",
        "np.zeros((1, <out>))",
        "np.zeros((<out>, 1, 1))",
        "np.zeros((<out>, <in>))",
        "np.zeros((<in>, 1))",
        "np.zeros((<out> + 1, 1))",
        "np.zeros(())",
        "np.zeros((1, 1))",
        "np.zeros((<out>, 0))",
    ],
    "biases of another type": [
        "0",
        "0.0",
        "None",
        "[0.0] * <out>",
        "[[0.0]] * <out>",
        "(<b>).tolist()",
        "np.float64(0)",
        "np.asmatrix(<b>)",
        "np.ma.array(<b>)",
        "np.ma.zeros((<out>, 1))",
    ],
    "biases of another dtype": [
        "np.zeros((<out>, 1), dtype=int)",
        "np.zeros((<out>, 1), dtype=bool)",
        "np.zeros((<out>, 1), dtype=complex)",
        "np.zeros((<out>, 1), dtype=object)",
    ],
    "biases from the weights": [
        "parameters[f'W{l}'].mean(axis=1, keepdims=True)",
        "parameters[f'W{l}'][:, :1]",
        "parameters[f'W{l}'] * 0",
        "parameters[f'W{l}'] if <in> == 1 else <b>",
    ],
}

# In place of the draw, where there is one.
DRAWS: Values = {
    "other distribution": [
        "np.random.rand(<out>, <in>)",
        "(2 * np.random.rand(<out>, <in>) - 1)",
        "np.random.uniform(-1, 1, (<out>, <in>))",
        "np.random.uniform(-0.5, 0.5, (<out>, <in>))",
        "np.random.laplace(size=(<out>, <in>))",
        "np.random.standard_cauchy((<out>, <in>))",
        "np.random.standard_t(3, (<out>, <in>))",
        "np.random.lognormal(size=(<out>, <in>))",
        "np.random.exponential(size=(<out>, <in>))",
        "np.random.randint(-3, 4, (<out>, <in>))",
        "np.random.choice([-1.0, 1.0], (<out>, <in>))",
        "np.random.normal(0, 0.1, (<out>, <in>))",
        "np.random.normal(1, 1, (<out>, <in>))",
        "np.random.permutation(<out> * <in>).reshape(<out>, <in>)",
    ],
    "other generator": [
        "np.random.default_rng(3).standard_normal((<out>, <in>))",
        "np.random.default_rng().standard_normal((<out>, <in>))",
        "np.random.RandomState(3).randn(<out>, <in>)",
        "np.random.RandomState().randn(<out>, <in>)",
        "np.random.RandomState(l).randn(<out>, <in>)",
        "np.array([[__import__('random').gauss(0, 1) for _ in range(<in>)] for _ in range(<out>)])",
    ],
    "draws changed": [
        "np.abs(<randn>)",
        "-<randn>",
        "(<randn>).round(2)",
        "(<randn>).round(6)",
        "np.clip(<randn>, -2, 2)",
        "np.sort(<randn>)",
        "(<randn>)[::-1]",
        "(<randn>)[:, ::-1]",
        "(<randn>).astype(np.float16)",
        "(<randn>).astype(np.float32).astype(float)",
        "np.tril(<randn>)",
    ],
    "draws transposed": ["np.random.randn(<in>, <out>)", "np.random.randn(<in>, <out>).T"],
    "draws of another shape": [
        "np.random.randn()",
        "np.random.randn(<out>, 1)",
        "np.random.randn(<out>)",
        "np.random.randn((<out>, <in>))",
        "np.random.randn() * np.ones((<out>, <in>))",
        "np.random.randn(<out>, 1) * np.ones((1, <in>))",
        "np.random.randn(<out>, <in>, 1)",
    ],
    "draws in another order": [
        "np.column_stack([np.random.randn(<out>) for _ in range(<in>)])",
        "np.random.randn(<out> + 1, <in>)[1:]",
        "np.random.randn(<out> + 1, <in>)[:-1]",
        "np.random.randn(<out>, <in> + 1)[:, :-1]",
        "[np.random.randn(), <randn>][1]",
        "[<randn>, <randn>][1]",
    ],
}

RANDOM_WEIGHTS: Values = {
    "other scale": [
        *(
            f"<randn> * {factor}"
            for factor in ("0.01", "0.1", "1", "5", "100", "9.99", "10.000001", "-10", "0", "1e300")
        ),
        "<randn>",
        "<randn> / 10",
        "<randn> * 10 * l",
        "<randn> * 10 / l",
        "<randn> ** 10",
        "<randn> * np.sqrt(2 / <in>)",
        "<randn> * 10 * np.sqrt(2 / <in>)",
        "<randn> * np.sqrt(10)",
        "10 + <randn>",
        "<randn> * (10 if l == 1 else 1)",
        "<randn> * (10 if <in> > 1 else 1)",
        "<randn> * np.random.randn()",
    ],
}

HE_SCALES: Values = {
    "other scale": [
        *("np.sqrt(1 / <in>)", "2 / np.sqrt(<in>)", "2 / <in>", "np.sqrt(2) / <in>", "np.sqrt(<in> / 2)"),
        *("1", "10", "0.01", "0", "np.sqrt(2)", "np.sqrt(3 / <in>)", "np.sqrt(6 / <in>)", "np.sqrt(2 / <in>) * 1.0001"),
        "-np.sqrt(2 / <in>)",
        "np.sqrt(2 / <in> + 1e-08)",
        "np.sqrt(2 / (<in> + 1))",
        "np.sqrt(2 // <in>)",
        "np.float16(np.sqrt(2 / <in>))",
        "np.float32(np.sqrt(2 / <in>))",
        "round(np.sqrt(2 / <in>), 4)",
        "(2 / <in>) ** (1 / 3)",
        "(2 / <in>) ** 2",
        "np.cbrt(2 / <in>)",
        "np.log(2 / <in>)",
        "np.exp(2 / <in>)",
    ],
    "fan-out for fan-in": [
        "np.sqrt(2 / <out>)",
        "np.sqrt(2 / (<in> + <out>))",
        "np.sqrt(4 / (<in> + <out>))",
        "np.sqrt(2 / max(<in>, <out>))",
        "np.sqrt(2 / min(<in>, <out>))",
        "np.sqrt(2 / (<in> * <out>))",
        "np.sqrt(2 / layers_dims[0])",
        "np.sqrt(2 / layers_dims[-1])",
        "np.sqrt(2 / layers_dims[l - 2])",
        "np.sqrt(2 / layers_dims[1])",
        "np.sqrt(2 / sum(layers_dims))",
        "np.sqrt(2 / max(layers_dims))",
        "np.sqrt(2 / L)",
        "np.sqrt(2 / l)",
    ],
    "scale of some layers": [
        "np.sqrt((2 if l < L else 1) / <in>)",
        "(np.sqrt(2 / <in>) if l > 1 else 1)",
        "(np.sqrt(2 / <in>) if l == 1 else scale)",
        "np.sqrt(2 / <in>) * (scale if l > 1 else 1)",
        "np.sqrt(2 / min(<in>, 10))",
    ],
}

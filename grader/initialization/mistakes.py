"""The mistakes that mutants make, as pieces of code: by operator, what takes the place of the right piece.

<W> and <b> are the right expressions for a layer's weights and biases, <randn> is the right draw, <out> and <in> are
the sizes of the layer and of the one before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

Values = Mapping[str, Sequence[str]]
Edits = Mapping[str, Sequence[tuple[str, str]]]

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

SEED, DICT, LOOP, RETURN = "np.random.seed(3)", "parameters = {}", "for l in range(1, L + 1):", "return parameters"

# A piece of the body, and what takes its place.
BODIES: Edits = {
    "other seed": [
        *((SEED, f"np.random.seed({seed})") for seed in ("0", "1", "2", "4", "42", "33", "1234", "len(layers_dims)")),
        (SEED, "np.random.seed([3])"),
        (SEED, "np.random.seed(int(__import__('time').time()))"),
        (SEED, "np.random.seed()"),
        (SEED, "np.random.seed(None)"),
    ],
    "seed removed": [
        (SEED, "pass"),
        (SEED, "seed = 3"),
        (SEED, "import random\nrandom.seed(3)"),
        (SEED, "np.random.default_rng(3)"),
        (SEED, "np.random.RandomState(3)"),
        (SEED, "np.random.seed = 3"),
        (SEED, "np.random.seed"),
    ],
    "seed inside loop": [
        (LOOP, f"{LOOP}\n    {SEED}"),
        (LOOP, f"{LOOP}\n    np.random.seed(l)"),
        (LOOP, f"{LOOP}\n    np.random.seed(3 + l)"),
        (LOOP, f"{LOOP}\n    np.random.seed(2 + l)"),
    ],
    "seed at the wrong time": [
        (SEED, f"{SEED}\nnp.random.randn()"),
        (SEED, f"{SEED}\nnp.random.rand(layers_dims[0])"),
        (SEED, f"if not hasattr(np, 'seeded'):\n    np.seeded = True\n    {SEED}"),
        (SEED, f"if len(layers_dims) == 3:\n    {SEED}"),
        (SEED, f"{SEED}\nnp.random.seed(np.random.randint(100))"),
    ],
    "layers in another order": [
        (LOOP, "for l in range(L, 0, -1):"),
        (LOOP, "for l in sorted(range(1, L + 1), key=lambda l: layers_dims[l]):"),
        (LOOP, "for l in [*range(2, L + 1), 1]:"),
    ],
    "off-by-one layer": [
        (LOOP, "for l in range(1, L):"),
        (LOOP, "for l in range(L):"),
        (LOOP, "for l in range(L + 1):"),
        (LOOP, "for l in range(2, L + 1):"),
        (LOOP, "for l in range(1, L + 2):"),
        (LOOP, "for l in range(1, L + 1, 2):"),
        (LOOP, "for l in range(0, L):"),
        ("L = len(layers_dims) - 1", "L = len(layers_dims)"),
        ("L = len(layers_dims) - 1", "L = len(layers_dims) - 2"),
    ],
    "hard-coded": [
        *(
            (LOOP, f"for l in range(1, {limit}):")
            for limit in ("2", "3", "4", "min(L, 2) + 1", "min(L, 3) + 1", "min(L, 5) + 1")
        ),
        ("L = len(layers_dims) - 1", "layers_dims = [2, 10, 5, 1]\nL = len(layers_dims) - 1"),
        ("L = len(layers_dims) - 1", "layers_dims = [3, 2, 1]\nL = len(layers_dims) - 1"),
        ("L = len(layers_dims) - 1", "layers_dims = [2, 4, 1]\nL = len(layers_dims) - 1"),
        ("L = len(layers_dims) - 1", "layers_dims = layers_dims[:3]\nL = len(layers_dims) - 1"),
        ("L = len(layers_dims) - 1", "L = layers_dims[0]"),
        ("L = len(layers_dims) - 1", "L = len(set(layers_dims)) - 1"),
    ],
    "other keys": [
        *(
            ("f'W{l}'", key)
            for key in ("f'w{l}'", "f'W{l - 1}'", "f'W{l + 1}'", "'W'", "'W{l}'", "f'W_{l}'", "f'W{l:02}'", "l")
        ),
        *(("f'b{l}'", key) for key in ("f'B{l}'", "f'b{l - 1}'", "f'b{l + 1}'", "'b'", "f'bias{l}'", "f'b {l}'", "-l")),
        ("f'b{l}'", "f'W{l}'"),
        ("f'W{l}'", "f'b{l}'"),
        ("f'W{l}'", "f'W{str(l)[0]}'"),
        ("f'W{l}'", "'W' + chr(48 + l)"),
    ],
    "dropped line": [
        (DICT, "pass"),
        ("L = len(layers_dims) - 1", "pass"),
        ("parameters[f'W{l}'] = ", "weights = "),
        ("parameters[f'b{l}'] = ", "biases = "),
        ("scale = ", "other = "),
    ],
    "in-place change of the argument": [
        (RETURN, f"layers_dims.append(1)\n{RETURN}"),
        (RETURN, f"layers_dims.pop()\n{RETURN}"),
        (RETURN, f"layers_dims.reverse()\n{RETURN}"),
        (RETURN, f"layers_dims.clear()\n{RETURN}"),
        (RETURN, f"layers_dims.sort()\n{RETURN}"),
        (RETURN, f"layers_dims[0] = L\n{RETURN}"),
        (RETURN, f"layers_dims[:] = map(float, layers_dims)\n{RETURN}"),
        (RETURN, f"layers_dims[0] = np.int64(layers_dims[0])\n{RETURN}"),
        (RETURN, f"layers_dims += [L]\n{RETURN}"),
        (DICT, f"{DICT}\nlayers_dims.append(1)"),
        (DICT, f"{DICT}\nlayers_dims.sort()"),
        (DICT, f"{DICT}\nlayers_dims.insert(0, 2)"),
        (DICT, f"{DICT}\nlayers_dims.reverse()"),
    ],
    "state between calls": [
        (DICT, "parameters = np.__dict__.setdefault('parameters', {})"),
        (RETURN, "np.answer = getattr(np, 'answer', parameters)\nreturn np.answer"),
        (RETURN, "kept = np.__dict__.setdefault('kept', {})\nreturn kept.setdefault(len(layers_dims), parameters)"),
        (RETURN, "kept = np.__dict__.setdefault('kept', {})\nreturn kept.setdefault(layers_dims[0], parameters)"),
        (RETURN, "kept = np.__dict__.setdefault('kept', {})\nreturn kept.setdefault(sum(layers_dims), parameters)"),
        (RETURN, "np.calls = getattr(np, 'calls', 0) + 1\nreturn parameters if np.calls == 1 else {}"),
    ],
    "return inside the loop": [(RETURN, f"    {RETURN}")],
}

# In place of `return parameters`.
KEYS: Values = {
    "returned something else": [
        "return None",
        "pass",
        "print(parameters)",
        "return (parameters,)",
        "return [parameters]",
        "return (parameters, L)",
        "return list(parameters.values())",
        "return list(parameters.items())",
        "return parameters.items()",
        "return str(parameters)",
        "return set(parameters)",
        "return lambda: parameters",
        "return {'parameters': parameters}",
        "return parameters['W1']",
        "yield parameters",
        "return __import__('types').MappingProxyType(parameters)",
        "return __import__('types').SimpleNamespace(**parameters)",
        "return __import__('collections').UserDict(parameters)",
    ],
    "dropped key": [
        *(f"del parameters['{key}']\nreturn parameters" for key in ("W1", "b1", "W2", "b2")),
        "del parameters[f'W{L}']\nreturn parameters",
        "parameters.popitem()\nreturn parameters",
        "return {key: value for key, value in parameters.items() if key[0] == 'W'}",
        "return {key: value for key, value in parameters.items() if key[0] == 'b'}",
        "return {}",
    ],
    "extra key": [
        "return {**parameters, 'L': L}",
        "return {**parameters, 'seed': 3}",
        "return {**parameters, None: None}",
        "return {**parameters, 'w1': parameters['W1']}",
        "return {**parameters, f'W{L + 1}': parameters['W1']}",
        "return {**parameters, 'W0': parameters['W1'], 'b0': parameters['b1']}",
        "return {**parameters, 'layers_dims': layers_dims}",
    ],
    "lower-case or other keys": [
        "return {key.lower(): value for key, value in parameters.items()}",
        "return {key.upper(): value for key, value in parameters.items()}",
        "return {key.swapcase(): value for key, value in parameters.items()}",
        "return {key.encode(): value for key, value in parameters.items()}",
        "return {(key[0], int(key[1:])): value for key, value in parameters.items()}",
        "return {key[::-1]: value for key, value in parameters.items()}",
        "return dict(enumerate(parameters.values()))",
        "return dict(zip(parameters, reversed(parameters.values())))",
        "return dict.fromkeys(parameters)",
        "return dict.fromkeys(parameters, 0.0)",
        "return dict.fromkeys(parameters, parameters['W1'])",
    ],
}

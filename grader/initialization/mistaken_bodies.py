"""The mistakes that mutants make around the values: in the seed, the loop, the keys, the argument and the return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from grader.initialization.mistaken_values import Values

Edits = Mapping[str, Sequence[tuple[str, str]]]

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

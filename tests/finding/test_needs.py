"""What a graded function needs is found; what stands around it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from submitting import GOOD_HE, HE, function, grade, in_cells, in_file, is_he, write

from grader.submission import Found


@pytest.mark.parametrize(
    "text",
    [
        "def helper(): return second()\ndef second(): return 7\ndef {}(d): return helper()",
        "def {}(d): return helper()\ndef helper(): return 7",
        "import math\nscale = math.sqrt(49)\ndef {}(d): return scale",
        "a, (b, *c) = 1, (7, 8)\ndef {}(d): return b",
        "x = 3\nx += 4\ndef {}(d): return x",
        "x = 3\nx = x + 4\ndef {}(d): return x",
        "n = 7\nscale = n\nn = 100\ndef {}(d): return scale",
        "n = 5\nscale = n\nn = 2\ndef {}(d): return scale + n",
        "config = {{}}\nconfig['a'] = 7\ndef {}(d): return config['a']",
        "class A:\n    x = 7\n    y = x\ndef {}(d): return A.y",
        "class A:\n    x = 6\nA.x = 7\ndef {}(d): return A.x",
        "def {}(d, x=seven): return x\nseven = 7",
        "seven = 7\ndef {}(d, x=seven): return x\nseven = 8",
        "from typing import List\ndef {}(d: List[int]) -> List[int]: return 7",
        "def factor(): return seven\nx = factor()\nseven = 7\ndef {}(d): return x",
        "try:\n    import nowhere as np\nexcept ImportError:\n    import math as np\ndef {}(d): return np.floor(7.5)",
        "try:\n    import math as m\nexcept ImportError:\n    m = None\ndef {}(d): return m.floor(7.5)",
        "try:\n    import math as m\nexcept ImportError:\n    print('no'); m = None\ndef {}(d): return m.floor(7.5)",
        "FLAG = True\nif FLAG:\n    x = 7\nelse:\n    x = 8\ndef {}(d): return x",
        "import nowhere, math\ndef {}(d): return math.floor(7.5)",
        "from nowhere import *\nfrom math import *\ndef {}(d): return floor(7.5)",
        "def {}(d):\n    import math\n    return math.floor(7.5)",
        "def sum(x): return 7\ndef {}(d): return sum([1])",
        "def even(n): return 7 if n == 0 else odd(n - 1)\ndef odd(n): return even(n - 1)\ndef {}(d): return even(4)",
        "count = 0\ndef {}(d):\n    global count\n    count += 7\n    return count",
        "def {}(d): return [x for x in (lambda: y())()][0]\ndef y(): return [7]",
        "from __future__ import annotations\ndef {}(d: str) -> int: return 7",
        "from math import floor as f; import math as m\ndef {}(d): return f(m.floor(7.5))",
        "x: int = 7\ndef {}(d): return x",
        "x = '''\n%d\n''' % 7\ndef {}(d): return int(x)",
        "table = []\ntable.append(7)\ndef {}(d): return table[0]",
        "box = dict(a=[])\nbox['a'].append(3)\nbox['a'].extend([7])\ndef {}(d): return box['a'][1]",
        "table = {{}}\nfor key, n in (('a', 1), ('b', 7)):\n    table[key] = n\ndef {}(d): return table['b']",
        "table = []\ni = 0\nwhile i < 8:\n    table.append(i)\n    i += 1\ndef {}(d): return table[7]",
        "for i in range(8):\n    if i % 2:\n        last = i\ndef {}(d): return last",
        "for kind in ('a', 'b'):\n    def {}(d): return 7",
        "n = 7\nfor i in range(3):\n    print(i)\ndef {}(d): return n",
    ],
)
def test_what_a_function_reaches_by_name_is_there(tmp_path: Path, text: str) -> None:
    assert function(in_file(tmp_path, text.format(HE)))(1) == 7


def test_an_import_that_stands_again_later_is_still_there_for_a_constant(tmp_path: Path) -> None:
    cells = ["import numpy as np", "scale = np.sqrt(4)", "import numpy as np", f"def {HE}(d): return np.abs(scale)"]
    assert function(in_cells(tmp_path, *cells))(0) == 2


def test_cells_that_were_written_out_of_order(tmp_path: Path) -> None:
    cells = ["scale = np.sqrt(helper())", f"def {HE}(d): return scale", "def helper(): return four", "four = 4"]
    assert function(in_cells(tmp_path, *cells, "import numpy as np"))(0) == 2


def test_local_names_need_nothing(tmp_path: Path) -> None:
    text = f"parameters = train()\nL = train()\ndef {HE}(d):\n    parameters = {{}}\n    L = len(d)\n    return L\n"
    found = grade(in_file(tmp_path, text))[1].functions[HE]
    assert isinstance(found, Found)
    assert len(found.picks) == 1


def test_star_imports_of_unknown_modules_only_serve_as_a_last_resort(tmp_path: Path) -> None:
    text = f"from init_utils import *\nimport math\ndef {HE}(d): return math.pi\n"
    found = grade(in_file(tmp_path, text))[1].functions[HE]
    assert isinstance(found, Found)
    assert [pick.line for pick in found.picks] == [2, 3]


def test_a_missing_library_does_not_cost_a_function_that_does_not_need_it(tmp_path: Path) -> None:
    text = f"import h5py\nfrom public_tests import *\nfrom dlai_tools import x\n{GOOD_HE}"
    assert is_he(function(in_file(tmp_path, text)))


@pytest.mark.parametrize(
    "text",
    [
        "from helpers import seven\ndef {}(d): return seven()",
        "from helpers import seven as s\ndef {}(d): return s()",
        "from helpers import *\ndef {}(d): return seven()",
        "import helpers\ndef {}(d): return helpers.seven()",
        "import helpers as h\ndef {}(d): return h.seven()",
        "import helpers as h\ndef {}(d): return getattr(h, 'sev' + 'en')()",
        "def {}(d):\n    from helpers import seven\n    return seven()",
        "def {}(d):\n    import helpers\n    return helpers.seven()",
        "try:\n    from .helpers import seven\nexcept:\n    from helpers import seven\ndef {}(d): return seven()",
        "from .helpers import seven\ndef {}(d): return seven()",
        "from .helpers import *\ndef {}(d): return seven()",
        "from package.inner import seven\ndef {}(d): return seven()",
        "import package.inner\ndef {}(d): return package.inner.seven()",
        "import package.inner as p\ndef {}(d): return p.seven()",
        "from package import inner\ndef {}(d): return inner.seven()",
        "def {}(d): return seven()",
        "from helpers import seven as {}",
        "from again import seven\ndef {}(d): return seven()",
        "from stars import seven\ndef {}(d): return seven()",
    ],
)
def test_what_stands_in_another_file(tmp_path: Path, text: str) -> None:
    helpers = "import math\nprint(1 / 0)\nSCALE = math.sqrt(49)\ndef seven(*d): return int(SCALE)\nbad = model(1)\n"
    files: dict[str, str | bytes] = {
        "main.py": text.format(HE),
        "helpers.py": helpers,
        "package/__init__.py": "",
        "package/inner.py": helpers,
        "again.py": "from helpers import seven\n",
        "stars.py": "from helpers import *\n",
    }
    assert function(write(tmp_path, files))(1) == 7


def test_files_that_import_each_other(tmp_path: Path) -> None:
    a = f"import b\ndef {HE}(d): return b.other(d)\ndef seven(): return 7\n"
    write(tmp_path, {"a.py": a, "b.py": "import a\ndef other(d): return a.seven()\n"})
    assert function(tmp_path)(0) == 7


def test_a_file_cannot_stand_in_for_numpy(tmp_path: Path) -> None:
    write(
        tmp_path,
        {"numpy.py": "def zeros(d): return 666\n", "a.py": f"import numpy as np\ndef {HE}(d): return np.zeros(d)"},
    )
    assert function(tmp_path)(1).tolist() == [0]


def test_a_helper_of_the_own_file_counts_before_one_elsewhere(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": f"def {HE}(d): return h()\ndef h(): return 7", "z.py": "def h(): return 8"})
    assert function(tmp_path)(0) == 7


def test_a_method_does_not_see_the_names_of_its_class(tmp_path: Path) -> None:
    loaded = function(in_file(tmp_path, f"class A:\n    x = 1\n    @staticmethod\n    def {HE}(d): return x"))
    with pytest.raises(NameError):
        loaded(0)


def test_the_future_import_is_the_first_pick(tmp_path: Path) -> None:
    text = f"'''doc'''\nfrom __future__ import annotations\nx = 1\ndef {HE}(d: Nowhere): return x"
    found = grade(in_file(tmp_path, text))[1].functions[HE]
    assert isinstance(found, Found)
    assert [pick.line for pick in found.picks] == [2, 3, 4]

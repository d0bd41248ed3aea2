"""Benchmarks: each figure beside a yardstick that was measured in the same run.

`python -m benchmarks [NAME…]`; docs/performance.md explains the figures. Nothing here is a test:
a loaded machine makes every absolute figure worse, which is why the ratios are there.
"""

import sys

# sqlite-utils takes these in where they are installed, which costs 0.5 s and 90 MB. The program's
# own environment has neither, that of the tests both.
TEST_ONLY = ("numpy", "pandas")


def hide_test_packages() -> None:
    """Let this process be as in the program's own environment; before anything imports them."""
    for name in TEST_ONLY:
        sys.modules.setdefault(name, None)  # type: ignore[arg-type]

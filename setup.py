"""The one part that is compiled: a faster way to the same answers, left out where there is no compiler."""

from setuptools import Extension, setup

setup(
    # The part keeps to what every Python from 3.11 on promises, so one wheel serves them all.
    options={"bdist_wheel": {"py_limited_api": "cp311"}},
    ext_modules=[
        Extension(
            "locmem.memory.index._kernel",
            ["locmem/memory/index/_kernel.c"],
            depends=[f"locmem/memory/index/{name}.h" for name in ("_bags", "_banded", "_bounds", "_writing")],
            extra_compile_args=["-O3"],
            define_macros=[("Py_LIMITED_API", "0x030b0000")],
            py_limited_api=True,
            optional=True,
        )
    ],
)

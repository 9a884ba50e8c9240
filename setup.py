"""What the build does besides copying the package: one part is compiled, left out where there is no compiler, and
what is known of markets goes along."""

import shutil
from pathlib import Path

from setuptools import Extension, setup
from setuptools.command.build_py import build_py


class WithMarkets(build_py):
    """Puts the profiles and regions of the demonstration beside the code, for `locmem market add`."""

    def run(self) -> None:
        """Copy the package, and then the markets."""
        super().run()
        for place in (*Path("markets").glob("[A-Z]*.yaml"), *Path("markets").glob("_regions/*.yaml")):
            target = Path(self.build_lib) / "locmem" / "known_markets" / place.relative_to("markets")
            if not self.editable_mode:
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(place, target)


setup(
    cmdclass={"build_py": WithMarkets},
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

"""Compiles the kernels while a wheel or an editable installation is built.

They are twins of Python code that gives the same results more slowly (src/newsclean/kernels):
where there is no C compiler, or it fails, the package is built without them and says so.
"""

from __future__ import annotations

import contextlib
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

KERNELS = "src/newsclean/kernels"
# Nothing of the machine in the files: the same sources give the same wheel anywhere.
FLAGS = ["-O3", "-g0", "-fno-math-errno", "-fno-trapping-math", "-ffp-contract=off"]


class CustomBuildHook(BuildHookInterface[Any]):
    """Compiles each .pyx of the kernels beside itself."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and mark the wheel as one for this platform where that went well."""
        try:
            compile_kernels(Path(self.root))
        except Exception as error:  # noqa: BLE001 - compilers fail in their own ways; all are told
            self.app.display_warning(f"newsclean: built without compiled kernels: {error}")
            return
        build_data["artifacts"].append(f"/{KERNELS}/*{sysconfig.get_config_var('EXT_SUFFIX')}")
        build_data["pure_python"] = False
        build_data["infer_tag"] = True


def compile_kernels(root: Path) -> None:
    """Compile all kernels in place; raises whatever Cython or the compiler raises."""
    with contextlib.chdir(root):
        _compile(Path(KERNELS))


def _compile(folder: Path) -> None:
    from Cython.Build import cythonize
    from setuptools import Distribution, Extension

    # Up to date is up to date: tests build a wheel while others run with these very files.
    headers = [str(header) for header in folder.glob("*.h")]
    extensions = [
        Extension(
            f"newsclean.kernels.{source.stem}",
            [source.as_posix()],
            include_dirs=[folder.as_posix()],
            depends=[*headers, "hatch_build.py"],
            extra_compile_args=FLAGS,
            extra_link_args=["-Wl,-s"],
        )
        for source in sorted(folder.glob("*.pyx"))
    ]
    build = Path("build") / "kernels"
    modules = cythonize(extensions, build_dir=str(build / "c"), quiet=True, language_level="3")
    distribution = Distribution(
        {"name": "newsclean", "ext_modules": modules, "package_dir": {"": "src"}}
    )
    command = distribution.get_command_obj("build_ext")
    command.inplace = True
    command.build_temp = str(build / "objects")
    command.ensure_finalized()
    command.run()


if __name__ == "__main__":
    compile_kernels(Path(__file__).parent)
    sys.exit(0)

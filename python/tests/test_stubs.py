"""The stubs name what is there, with the same arguments."""

import ast
import inspect
import pathlib

import dateline
from dateline import _native


def test_the_stubs_are_true():
    stubs = ast.parse(pathlib.Path(dateline.__file__).with_name("_native.pyi").read_text())
    functions = {node.name: node for node in stubs.body if isinstance(node, ast.FunctionDef)}
    classes = {node.name for node in stubs.body if isinstance(node, ast.ClassDef)}
    there = {name for name in dir(_native) if not name.startswith("_")}
    assert there == {*functions, *classes, "LEAST_ALIKE"}
    for name, node in functions.items():
        told = [one.arg for one in [*node.args.args, *node.args.kwonlyargs]]
        assert list(inspect.signature(getattr(_native, name)).parameters) == told, name
    assert pathlib.Path(dateline.__file__).with_name("py.typed").exists()


def test_everything_public_is_documented():
    public = [getattr(dateline, name) for name in dateline.__all__ if name != "__version__"]
    for owner in (dateline.Record, dateline.Table):
        public += [value for name, value in vars(owner).items() if not name.startswith("_") and inspect.isfunction(value)]
    for value in public:
        assert value.__doc__, value

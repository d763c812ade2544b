"""Modules that a program imports: the standard library's, read once and run anew for each program; and the student's own, whose lines are told."""

import importlib.machinery
import importlib.util
import io
import os
import sys

from . import tracing
from .door import state

# Where the standard library is.
LIBRARY = [path for path in sys.path if path.startswith('/lib/')]

# Not there for programs: what would wait without the kernel, or reaches out of the interpreter.
GONE = {
    'js',
    'pyodide_js',
    '_queue',
    '_asyncio',
    '_ssl',
    '_kernel',
    'micropip',
    'readline',
}

# name: what is done to a fresh module, so that it works on the kernel.
changes = {}
_codes = {}
_depth = 0


class _Library:
    """Loads a module of the standard library from code that was read once."""

    def __init__(self, loader, name, path):
        self._loader = loader
        self._name = name
        self._path = path

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        global _depth
        _depth += 1
        try:
            code = _codes.get(self._name)
            if code is None:
                code = _codes[self._name] = self._loader.get_code(self._name)
            exec(code, module.__dict__)
            if self._name in changes:
                changes[self._name](module)
        finally:
            _depth -= 1
        if not _depth and state.current is not None:
            tracing.align()

    def get_source(self, name):
        return self._loader.get_source(name)

    def get_code(self, name):
        return self._loader.get_code(name)

    def is_package(self, name):
        return self._loader.is_package(name)

    def get_resource_reader(self, name):
        return self._loader.get_resource_reader(name)

    def get_data(self, path):
        return self._loader.get_data(path)


class Student:
    """Loads a module of the student's from the host's files."""

    def __init__(self, path):
        self.path = path

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        tracing.align()
        exec(compiled(self.path), module.__dict__)

    def get_source(self, _name):
        with io.open(self.path, 'rb') as file:
            return importlib.util.decode_source(file.read())

    def get_filename(self, _name):
        return self.path


def compiled(path):
    """The code of a student's file, watched."""
    with io.open(path, 'rb') as file:
        source = file.read()
    return watched(compile(source, path, 'exec', dont_inherit=True))


def watched(code):
    state.current.program.files.add(code.co_filename)
    tracing.watch(code)
    return code


class _Gone:
    """Says of some modules that they are not there."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name in GONE and state.current is not None:
            raise ModuleNotFoundError(f'No module named {name!r}', name=name)
        return None


class _Finder:
    """Looks along `sys.path`, the library as it was at the start."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if state.current is None:
            return None
        last = name.rpartition('.')[2]
        for entry in sys.path if path is None else path:
            if not isinstance(entry, str):
                continue
            if entry.startswith('/lib/python3'):
                spec = _in_library(name, entry, path)
                if spec is not None:
                    return spec
                continue
            folder = os.path.join(entry or os.getcwd(), last)
            for file, inside in ((f'{folder}/__init__.py', [folder]), (f'{folder}.py', None)):
                if os.path.isfile(file):
                    return importlib.util.spec_from_file_location(
                        name, file, loader=Student(os.path.abspath(file)), submodule_search_locations=inside
                    )
        return None

    @staticmethod
    def invalidate_caches():
        pass


def _in_library(name, entry, path):
    # `PathFinder` would look into the folders of a program, too.
    spec = importlib.machinery.PathFinder.find_spec(name, [entry])
    if spec is None or spec.loader is None or not hasattr(spec.loader, 'get_code'):
        return spec
    if isinstance(spec.loader, importlib.machinery.ExtensionFileLoader):
        return spec
    spec.loader = _Library(spec.loader, name, spec.origin)
    return spec


def install():
    importing = importlib.machinery
    sys.meta_path[:] = [_Gone, importing.BuiltinImporter, importing.FrozenImporter, _Finder]
    sys.dont_write_bytecode = True
    for name in GONE:
        sys.modules.pop(name, None)

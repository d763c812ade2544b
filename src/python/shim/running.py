"""What `python3` runs: a file, the text behind `-c`, a module behind `-m`, or lines as they are typed."""

import os
import sys

from . import errors, finding


def run(program, about):
    kinds = {'file': _file, 'code': _code, 'module': _module, 'console': _console}
    kinds[about['runs']](program, about['file'])


def _in_main(program, code):
    exec(code, program.main.__dict__)


def _file(program, path):
    sys.path[0] = os.path.dirname(path)
    main = program.main
    main.__file__ = path
    main.__cached__ = None
    try:
        code = finding.compiled(path)
    except OSError as problem:
        problem = errors.in_linux_numbers(problem)
        sys.stderr.write(f"python3: can't open file '{path}': [Errno {problem.errno}] {problem.strerror}\n")
        raise SystemExit(2) from None
    _in_main(program, code)


def _code(program, text):
    _in_main(program, finding.watched(compile(text + '\n', '<string>', 'exec', dont_inherit=True)))


def _module(program, name):
    import importlib.util

    sys.path[0] = os.getcwd()
    try:
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.submodule_search_locations is not None:
            name += '.__main__'
            spec = importlib.util.find_spec(name)
    except ImportError:
        spec = None
    if spec is None or spec.loader is None:
        sys.stderr.write(f'python3: No module named {name}\n')
        raise SystemExit(1)
    main = program.main
    main.__file__ = sys.argv[0] = spec.origin
    main.__spec__, main.__package__, main.__loader__ = spec, spec.parent, spec.loader
    if isinstance(spec.loader, finding.Student):
        code = finding.compiled(spec.origin)
    else:
        code = spec.loader.get_code(name)
    _in_main(program, code)


def _console(program, _nothing):
    import code

    banner = f'Python {sys.version.split()[0]} on linux\nType "help", "copyright", "credits" or "license" for more information.'
    sys.ps1, sys.ps2 = '>>> ', '... '
    if not sys.stdin.isatty():
        _in_main(program, finding.watched(compile(sys.stdin.read(), '<stdin>', 'exec', dont_inherit=True)))
        return

    console = code.InteractiveConsole(program.main.__dict__, '<stdin>')
    console.interact(banner=banner, exitmsg='')

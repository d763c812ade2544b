"""Tracebacks without the frames of the shim, as the student would see them at home."""

import traceback

from .errors import SHIM

_walk = traceback._walk_tb_with_full_positions
_walk_stack = traceback.walk_stack


def _ours(frame):
    return frame.f_code.co_filename.startswith(SHIM)


def _walk_without(tb):
    for frame, positions in _walk(tb):
        if not _ours(frame):
            yield frame, positions


def _walk_tb(tb):
    while tb is not None:
        if not _ours(tb.tb_frame):
            yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def _walk_stack_without(frame):
    for one, line in _walk_stack(frame):
        if not _ours(one):
            yield one, line


def write(problem, stream):
    """Prints an exception with its traceback."""
    traceback.print_exception(problem, file=stream)


def install():
    import _colorize

    _colorize.can_colorize = lambda *_args, **_named: False
    traceback._walk_tb_with_full_positions = _walk_without
    traceback.walk_tb = _walk_tb
    traceback.walk_stack = _walk_stack_without

"""What a call tells the world of where the program is: executed lines, frames, and short reprs of variables."""

import sys

from _kernel import align as _align

_monitoring = sys.monitoring
_TOOL = 4
_LINE = _monitoring.events.LINE

# After so many lines in a slice those of a function are told once more, and then not until the next slice.
MANY_LINES = 1000
MOST_FRAMES = 12
MOST_VARIABLES = 16
LONGEST = 60

_lines = []
_silent = []


def install():
    _monitoring.use_tool_id(_TOOL, 'classroom')
    _monitoring.register_callback(_TOOL, _LINE, _line)


def watch(code):
    """Lines of this code, and of all in it, are told."""
    _monitoring.set_local_events(_TOOL, code, _LINE)
    for one in code.co_consts:
        if type(one) is type(code):
            watch(one)


def _line(code, number):
    _lines.append((code, number))
    if len(_lines) > MANY_LINES:
        # Not `DISABLE`: what takes that back walks frames, and those of suspended stacks cannot be walked.
        _silent.append(code)
        _monitoring.set_local_events(_TOOL, code, 0)
        if len(_silent) == 1:
            # From here on the count is over the student's own code, whatever the library has done before.
            align()


def begin_slice():
    """Another turn: what was switched off is told again; and the count to the next preemption begins anew."""
    # What a stack that was unwound has executed is nobody's.
    _lines.clear()
    while _silent:
        _monitoring.set_local_events(_TOOL, _silent.pop(), _LINE)
    align()


class Aligned(Exception):
    pass


aligning = False


def align():
    """
    Begins the count to the next preemption now. The evaluation loop looks for signals at every 50th jump or so, counted over all programs,
    and in code that is new to it more often. So a program that is run again would be preempted at another line.
    """
    global aligning
    aligning = True
    try:
        _align()
        while True:
            pass
    except Aligned:
        pass


def told(thread, shown):
    """The record that goes with a call of this thread (`Told`)."""
    global _lines
    files = thread.program.files
    frame = inner = sys._getframe(2)
    below = None
    frames = []
    student = None
    while frame is not None:
        code = frame.f_code
        if code.co_filename in files:
            if student is None:
                student = frame
                inner = below
            frames.append(f'{code.co_filename}:{frame.f_lineno}:{code.co_name}')
            if len(frames) == MOST_FRAMES:
                break
        elif student is None:
            below = frame
        frame = frame.f_back
    record = {}
    if student is not None:
        here = (student.f_code, student.f_lineno)
        if not _lines or _lines[-1][1] != here[1] or _lines[-1][0].co_filename != here[0].co_filename:
            _lines.append(here)
        if shown is None and inner is not None:
            shown = inner.f_code.co_name
        variables = _variables(student)
        if variables != thread.variables:
            thread.variables = record['variables'] = variables
    if frames != thread.frames:
        thread.frames = record['frames'] = frames
    if shown is not None:
        record['as'] = _SHOWN.get(shown, shown)
    if _lines:
        lines = []
        last = None
        for code, number in _lines:
            file = code.co_filename
            lines.append(number if file == last else (file, number))
            last = file
        record['lines'] = lines
        _lines.clear()
    return record


# Names of the standard library that a student would not know.
_SHOWN = {'_accept': 'accept', '__enter__': 'acquire', '__exit__': 'release', '__next__': 'next', '__del__': 'close'}


def _variables(frame):
    """Names and reprs of what is plain in a frame. Nothing of the program's is run."""
    result = []
    for name, value in frame.f_locals.items():
        if name[:1] == '_':
            continue
        text = _plain(value, 2)
        if text is not None:
            result.append((name, text))
            if len(result) == MOST_VARIABLES:
                break
    return result


def _plain(value, depth):
    kind = type(value)
    if kind is int:
        return repr(value) if value.bit_length() < 200 else 'int'
    if kind is str or kind is bytes or kind is bytearray:
        if len(value) <= LONGEST:
            return repr(value)
        return f'{value[: LONGEST - 10]!r}… ({len(value)})'
    if kind is float or kind is bool or value is None:
        return repr(value)
    if depth and (kind is list or kind is tuple or kind is set or kind is dict):
        return _several(value, kind, depth - 1)
    return short.get(kind, _nothing)(value) if kind in short else _by_base(value, kind)


def _nothing(_value):
    return None


def _by_base(value, kind):
    for base in kind.__mro__:
        if base in short:
            return short[base](value)
    return None


# class: what is shown of its instances (sockets).
short = {}


def _several(value, kind, depth):
    opening, closing = {list: '[]', tuple: '()', set: '{}', dict: '{}'}[kind]
    parts = []
    length = 0
    for one in value.items() if kind is dict else value:
        if kind is dict:
            name, text = _plain(one[0], depth), _plain(one[1], depth)
            text = f'{name or "…"}: {text or "…"}'
        else:
            text = _plain(one, depth) or '…'
        parts.append(text)
        length += len(text) + 2
        if length > LONGEST:
            parts.append('…')
            break
    if kind is set and not value:
        return 'set()'
    comma = ',' if kind is tuple and len(value) == 1 else ''
    return opening + ', '.join(parts) + comma + closing

"""Virtual time: a program's sleep lets the world's clock go on, and what it reads is that clock, in UTC."""

import time

from .door import call

_monotonic_ns = time.monotonic_ns


def nanoseconds(seconds, what='timeout value'):
    """Seconds of a program as whole ns."""
    if type(seconds) is not float and type(seconds) is not int:
        if not hasattr(seconds, '__index__') and not hasattr(seconds, '__float__'):
            raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
        seconds = float(seconds)
    if seconds != seconds:
        raise ValueError('Invalid value NaN (not a number)')
    if seconds > 9_223_372_036:
        raise OverflowError('timestamp too large to convert to C PyTime_t')
    return round(seconds * 1_000_000_000)


def sleep(seconds, /):
    duration = nanoseconds(seconds)
    if duration < 0:
        raise ValueError('sleep length must be non-negative')
    call('sleep', None, 'sleep', duration=duration)


def _mktime(parts, /):
    import calendar

    return float(calendar.timegm(tuple(parts)))


def install():
    time.sleep = sleep
    time.mktime = _mktime
    time.tzset = lambda: None
    time.tzname = ('UTC', 'UTC')
    time.timezone = time.altzone = time.daylight = 0

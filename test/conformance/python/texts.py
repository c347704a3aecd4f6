"""How the lines of the protocol are read. No line is too deep or its numbers too long for it."""

import json
import re

_DEEPEST = 200  # far below what Python reads, and deeper than anything that is not refused for its depth
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]')


def read(text):
    """The value of a JSON text; ValueError where it is none. What lies too deep is null."""
    try:
        return _load(text)
    except RecursionError:
        return _load(_shallow(text))


def _load(text):
    return json.loads(text, parse_float=_float, parse_int=_integer, parse_constant=_constant)


def _float(text):
    """1.0 is an integer in JSON Schema."""
    number = float(text)
    return int(number) if number.is_integer() else number


def _integer(text):
    """Beyond the range of the numbers that JSON usually has, one is like another."""
    return int(text) if len(text) < 300 else float(text)


def _constant(text):
    raise ValueError(text)


def _shallow(text):
    kept, done, depth = [], 0, 0
    for token in _TOKEN.finditer(text):
        if token[0] in "[{":
            depth += 1
            if depth == _DEEPEST + 1:
                kept += (text[done:token.start()], "null")
        elif token[0] in "]}":
            depth -= 1
            if depth == _DEEPEST:
                done = token.end()
    return "".join([*kept, text[done:]]) if depth <= _DEEPEST else ""

"""Windows that differ in their id alone. A definition may have very many, and they need to be judged only once."""

import marshal

from fits import fits
from schema import Mistake

_MANY = 1000  # with fewer it is not worth while


def alike(windows):
    """The indexes of windows that are objects, in lists of those that are equal but for their id.

    Where the first of very many all differ, the others are not compared: it would take longer than it spares.
    """
    found = {}
    for index, window in enumerate(windows):
        if index == len(found) == _MANY:
            return [[index] for index in range(len(windows))]
        found.setdefault(marshal.dumps({**window, "id": None}, 2), []).append(index)
    return list(found.values())


def lean(value):
    """A definition with only one of the windows that are alike, where it has many; and at which places each stands."""
    windows = value.get("windows") if isinstance(value, dict) else None
    if not isinstance(windows, list) or len(windows) < _MANY:
        return value, {}
    try:
        return _lean(value, windows)
    except ValueError:  # too deep for marshal
        return value, {}


def _lean(value, windows):
    if len(alike([window for window in windows[:_MANY + 1] if isinstance(window, dict)])) == _MANY + 1:
        return value, {}
    good, bad = [], []
    for index, window in enumerate(windows):
        well_named = isinstance(window, dict) and fits(window.get("id"), "names.schema.json#/$defs/id")
        (good if well_named else bad).append(index)
    groups = [[good[i] for i in same] for same in alike([windows[index] for index in good])]
    groups = sorted([*groups, *([index] for index in bad)])
    return {**value, "windows": [windows[group[0]] for group in groups]}, dict(enumerate(groups))


def spread(mistakes, places):
    """What was found at one window of a lean definition, at each that is like it."""
    if not places:
        return mistakes
    found = []
    for mistake in mistakes:
        if mistake.path[:1] == ("windows",) and len(mistake.path) > 1:
            found += (Mistake(mistake.code, ("windows", index, *mistake.path[2:]), mistake.at)
                      for index in places[mistake.path[1]])
        else:
            found.append(mistake)
    return found

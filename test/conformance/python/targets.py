"""Targets and operation patterns (definition.md, MM-DEF-081 to 091).

A target is a tuple of its names: () is the environment, (client, site, agent) an agent. Its level is its length.
"""


def target_of(value):
    """From a target of the right shape, or None for the environment."""
    if not value:
        return ()
    return tuple(value[name] for name in ("client", "site", "agent") if name in value)


def value_of(target):
    return dict(zip(("client", "site", "agent"), target))


def covers(wide, narrow):
    return narrow[: len(wide)] == wide


def path(target):
    """A target and those around it, outward."""
    return [target[:level] for level in range(len(target), -1, -1)]


def matches(pattern, operation):
    if pattern == "*" or pattern == operation:
        return True
    return pattern.endswith(".*") and operation.startswith(pattern[:-1])


def best_match(patterns, operation):
    """The index of the most specific pattern that matches, or None (MM-DEF-084)."""
    best = None
    for index, pattern in enumerate(patterns):
        if matches(pattern, operation):
            if pattern == operation:
                return index
            if best is None or len(pattern) > len(patterns[best]):
                best = index
    return best

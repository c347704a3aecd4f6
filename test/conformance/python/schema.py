"""Mistakes of shape: the schemas of schemas/v1 with the codes of definition.md (MM-DEF-001 to 008).

A slow reader of the same schemas as fits.py, for what does not fit.
"""

from civil import parse_instant
from fits import SAYS_NOTHING, expression, fits, frozen, function, resolve

# The rows of "Mistakes of shape" in their order.
ROWS = ["wrong-type", "unknown-version", "unknown-value", "too-long", "empty-value", "malformed-value", "out-of-range",
        "duplicate-item", "cron", "unknown-property", "conflicting-property", "target-gap", "missing-time-zone",
        "missing-property"]


class Mistake:
    def __init__(self, code, path, at="value", key=None):
        self.code = code
        self.path = path
        self.at = at
        self.key = key  # the key that is missing

    def __repr__(self):
        return f"{self.code} {pointer(self.path)} {self.at} {self.key or ''}"


def pointer(path):
    return "".join("/" + str(p).replace("~", "~0").replace("/", "~1") for p in path)


def _is_type(value, name):
    if name == "object":
        return isinstance(value, dict)
    if name == "array":
        return isinstance(value, list)
    if name == "string":
        return isinstance(value, str)
    if name == "boolean":
        return isinstance(value, bool)
    if name == "null":
        return value is None
    if name == "integer":
        return not isinstance(value, bool) and (isinstance(value, int) or isinstance(value, float) and value.is_integer())
    raise NotImplementedError(name)


_ZERO = {"const": 0}
_NEVER = {"not": {}}
_PLANS = {}  # by the identity of a schema, all of which stay in memory: what it refers to, its types, its other keywords


def _plan(schema, name):
    types = schema.get("type", [])
    keywords = [(getattr(_Walk, "_" + keyword), inner) for keyword, inner in schema.items()
                if keyword not in SAYS_NOTHING and not keyword.startswith("x-") and keyword != "$ref"]
    reference = resolve(schema["$ref"], name) if "$ref" in schema else None
    _PLANS[id(schema)] = plan = reference, types if isinstance(types, list) else [types], keywords
    return plan


class _Enough(Exception):
    pass


class _Walk:
    def __init__(self, most):
        self.found = []
        self.most = 10 * most  # one mistake is often found several times

    def ok(self, value, schema, name):
        """Whether a value fits, without a word about why not."""
        return function(schema, name)(value)

    def add(self, code, path, at="value", key=None):
        self.found.append(Mistake(code, path, at, key))
        if len(self.found) > self.most:
            raise _Enough

    def check(self, value, schema, name, path):
        if schema is True:
            return
        if schema is False or schema == _NEVER:
            self.add("conflicting-property", path, "key")
            return
        reference, types, keywords = _PLANS.get(id(schema)) or _plan(schema, name)
        if reference:
            self.check(value, reference[0], reference[1], path)
        if types and not any(_is_type(value, t) for t in types):
            self.add("wrong-type", path)
            return
        for method, inner in keywords:
            method(self, value, inner, schema, name, path)

    # Words, texts and numbers

    def _enum(self, value, words, schema, name, path):
        if value not in words or isinstance(value, bool):
            if path == ("apiVersion",) and isinstance(value, str) and value.startswith("maintenance-mode/"):
                self.add("unknown-version", path)
            else:
                self.add("unknown-value", path)

    def _const(self, value, expected, schema, name, path):
        if value != expected or isinstance(value, bool) != isinstance(expected, bool):
            self.add("unknown-value", path)

    def _not(self, value, inner, schema, name, path):
        if inner == {}:
            self.add("conflicting-property", path, "key")
        elif self.ok(value, inner, name):
            self.add("out-of-range" if inner == _ZERO else "conflicting-property", path)

    def _maxLength(self, value, limit, schema, name, path):
        if isinstance(value, str) and len(value) > limit:
            self.add("too-long", path)

    def _minLength(self, value, limit, schema, name, path):
        if isinstance(value, str) and len(value) < limit:
            self.add("empty-value", path)

    def _pattern(self, value, pattern, schema, name, path):
        if isinstance(value, str) and len(value) <= schema.get("maxLength", 1 << 62):
            if not expression(pattern).search(value):
                self.add("malformed-value", path)

    def _format(self, value, form, schema, name, path):
        if isinstance(value, str) and form == "date-time" and parse_instant(value) is None:
            self.add("malformed-value", path)

    def _minimum(self, value, limit, schema, name, path):
        if _is_type(value, "integer") and value < limit:
            self.add("out-of-range", path)

    def _maximum(self, value, limit, schema, name, path):
        if _is_type(value, "integer") and value > limit:
            self.add("out-of-range", path)

    # Lists

    def _minItems(self, value, limit, schema, name, path):
        if isinstance(value, list) and len(value) < limit:
            self.add("empty-value", path)

    def _maxItems(self, value, limit, schema, name, path):
        if isinstance(value, list) and len(value) > limit:
            self.add("out-of-range", path)

    def _uniqueItems(self, value, wanted, schema, name, path):
        if isinstance(value, list):
            seen = set()
            for index, item in enumerate(value):
                same = frozen(item)
                if same in seen:
                    self.add("duplicate-item", path + (index,))
                seen.add(same)

    def _items(self, value, inner, schema, name, path):
        if isinstance(value, list):
            fits_inner = function(inner, name)
            for index, item in enumerate(value):
                if not fits_inner(item):
                    self.check(item, inner, name, path + (index,))

    def _contains(self, value, inner, schema, name, path):
        if isinstance(value, list) and not any(self.ok(item, inner, name) for item in value):
            self.add("missing-property", path)

    # Objects

    def _minProperties(self, value, limit, schema, name, path):
        if isinstance(value, dict) and len(value) < limit:
            self.add("empty-value", path)

    def _propertyNames(self, value, inner, schema, name, path):
        if isinstance(value, dict):
            for key in value:
                if not self.ok(key, inner, name):
                    self.add("malformed-value", path + (key,), "key")

    def _properties(self, value, inner, schema, name, path):
        if isinstance(value, dict):
            for key, part in inner.items():
                if key in value:
                    if part is False or part is not True and part.get("not") == {}:
                        self.add("conflicting-property", path + (key,), "key")
                    else:
                        self.check(value[key], part, name, path + (key,))

    def _additionalProperties(self, value, inner, schema, name, path):
        if isinstance(value, dict):
            known = schema.get("properties", {})
            for key in value:
                if key in known:
                    continue
                if inner is not False:
                    self.check(value[key], inner, name, path + (key,))
                elif key == "cron" and "rrule" in known:
                    self.add("cron", path + (key,), "key")
                else:
                    self.add("unknown-property", path + (key,), "key")

    def _required(self, value, keys, schema, name, path):
        if isinstance(value, dict):
            for key in keys:
                if key not in value:
                    if key == "timeZone" and path == () and name == "definition.schema.json":
                        self.add("missing-time-zone", ("windows" if "windows" in value else "schedules",), "key", key)
                    else:
                        self.add("missing-property", path, "key", key)

    def _dependentRequired(self, value, inner, schema, name, path):
        if isinstance(value, dict):
            for key, needed in inner.items():
                if key in value and any(other not in value for other in needed):
                    self.add("target-gap", path + (key,), "key")

    def _dependentSchemas(self, value, inner, schema, name, path):
        if isinstance(value, dict):
            for key, part in inner.items():
                if key in value:
                    self.check(value, part, name, path)

    # Both

    def _allOf(self, value, parts, schema, name, path):
        for part in parts:
            self.check(value, part, name, path)

    def _anyOf(self, value, parts, schema, name, path):
        """Only of `required` outside of conditions: one of several keys is missing."""
        if not any(self.ok(value, part, name) for part in parts):
            keys = [key for part in parts for key in part.get("required", ())]
            self.add("missing-property", path, "key", tuple(keys))

    def _if(self, value, condition, schema, name, path):
        if self.ok(value, condition, name):
            self.check(value, schema["then"], name, path)


def _close(a, b):
    """Whether one name was probably meant to be the other."""
    if a.lower().replace("-", "").replace("_", "") == b.lower().replace("-", "").replace("_", ""):
        return True
    if abs(len(a) - len(b)) > 2:
        return False
    two, one = None, list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            row.append(min(one[j] + 1, row[-1] + 1, one[j - 1] + (x != y)))
            if two and j > 1 and x == b[j - 2] and a[i - 2] == y:
                row[-1] = min(row[-1], two[j - 2] + 1)
        two, one = one, row
    return one[-1] <= (1 if len(b) < 5 else 2)


def mistakes(value, reference="definition.schema.json", most=1 << 62):
    """The mistakes of shape of a value, as MM-DEF-003 to 005 say; not all, where there are many more than `most`."""
    if fits(value, reference):
        return
    walk = _Walk(most)
    try:
        walk.check(value, *resolve(reference), ())
    except _Enough:
        pass
    best = {}
    for mistake in walk.found:
        key = mistake.path, mistake.at
        best[key] = min(best.get(key, 99), ROWS.index(mistake.code))
    strange = {}
    for mistake in walk.found:
        if mistake.code in ("unknown-property", "cron"):
            strange.setdefault(mistake.path[:-1], []).append(mistake.path[-1])
    seen = set()
    for mistake in walk.found:
        if ROWS.index(mistake.code) != best[mistake.path, mistake.at]:
            continue
        same = mistake.code, mistake.path, mistake.at, mistake.key
        if same in seen:
            continue
        seen.add(same)
        if mistake.key is not None:  # MM-DEF-005: nothing that only follows from a misspelt key
            keys = mistake.key if isinstance(mistake.key, tuple) else (mistake.key,)
            others = strange.get(() if mistake.code == "missing-time-zone" else mistake.path, ())
            if any(other == "cron" and "rrule" in keys or _close(other, key) for other in others for key in keys):
                continue
        yield mistake


def deepest(value, limit=100):
    """The path of the first object or array that lies in `limit` others, or None (MM-DEF-007)."""
    if _depth_within(value, limit):
        return None
    stack = [iter([((), value)])]
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
            continue
        path, item = entry
        if not isinstance(item, (dict, list)):
            continue
        if len(stack) > limit:
            return path
        pairs = item.items() if isinstance(item, dict) else enumerate(item)
        stack.append(iter([(path + (k,), v) for k, v in pairs]))
    return None


def _depth_within(value, limit):
    """Whether no more than `limit` objects and arrays lie inside each other, found level by level."""
    level = [value]
    for _ in range(limit):
        level = [part for item in level if isinstance(item, (dict, list))
                 for part in (item.values() if isinstance(item, dict) else item) if isinstance(part, (dict, list))]
        if not level:
            return True
    return False

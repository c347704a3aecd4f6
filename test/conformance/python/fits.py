"""Whether a value has the shape of a schema: each schema becomes a function, so that what is right is soon seen to be.

It knows exactly the keywords that the schemas of schemas/v1 use; another one is an error here. What is wrong with a
value that does not fit is found by schema.py.
"""

import functools
import json
import pathlib
import re

from civil import parse_instant

FOLDER = pathlib.Path(__file__).resolve().parents[3] / "schemas" / "v1"

_SPACE = r"\t\n\v\f\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_ANY = (dict, list, str, bool, type(None), int, float)
_KINDS = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None), "integer": int}


def fits(value, reference):
    return function(*resolve(reference))(value)


@functools.lru_cache(maxsize=None)
def load(name):
    with open(FOLDER / name, encoding="utf-8") as file:
        return json.load(file)


@functools.lru_cache(maxsize=None)
def resolve(reference, name=None):
    """(schema, name of its file)"""
    file, _, pointer = reference.partition("#")
    name = file or name
    schema = load(name)
    for part in pointer.split("/")[1:]:
        schema = schema[part]
    return schema, name


@functools.lru_cache(maxsize=None)
def expression(pattern):
    """ECMAScript's meaning: `$` is the very end, \\d an ASCII digit, \\s its own list of spaces."""
    text = pattern.replace(r"\d", "[0-9]").replace(r"\s", _SPACE)
    if text.endswith("$"):
        text = text[:-1] + r"\Z"
    return re.compile(text)


def frozen(value):
    """Something hashable that is equal for equal JSON values."""
    if isinstance(value, dict):
        return "o", frozenset((k, frozen(v)) for k, v in value.items())
    if isinstance(value, list):
        return "a", tuple(frozen(v) for v in value)
    return type(value) is bool, value


_FUNCTIONS = {}  # by the identity of a schema, all of which stay in memory, and a kind


def function(schema, name, kind=None):
    """The function for a schema that stands in the file of that name: for any value, or for those of one kind alone."""
    if isinstance(schema, bool):
        return _always if schema else _never
    key = id(schema), kind
    made = _FUNCTIONS.get(key)
    if made is None:
        _FUNCTIONS[key] = lambda value: _FUNCTIONS[key](value)  # for a schema that refers to itself
        made = _FUNCTIONS[key] = _make(schema, name) if kind is None else _make_for(kind, schema, name)
    return made


def _make(schema, name):
    tests = {kind: function(schema, name, kind) for kind in _kinds(schema)}
    tests = {kind: test for kind, test in tests.items() if test is not _never}
    if not tests:
        return _never
    if len(tests) == 1:
        (only, check), = tests.items()
        return lambda value: type(value) is only and check(value)
    busy = [kind for kind, test in tests.items() if test is not _always]
    if len(tests) == len(_ANY) and len(busy) == 1:
        only, check = busy[0], tests[busy[0]]
        return lambda value: type(value) is not only or check(value)

    def dispatch(value):
        check = tests.get(type(value))
        return check is not None and check(value)

    return dispatch


def _make_for(kind, schema, name):
    if kind not in _kinds(schema):
        return _never
    tests = [float.is_integer] if kind is float and "type" in schema else []
    for keyword, inner in sorted(schema.items(), key=lambda item: item[0] == "uniqueItems"):  # of items that are right
        if keyword not in SAYS_NOTHING and not keyword.startswith("x-"):
            kinds, maker = _KEYWORDS[keyword]
            if kind in kinds:
                tests.append(maker(inner, schema, name, kind))
    return _all(tests)


def _kinds(schema):
    names = schema.get("type")
    if names is None:
        return _ANY
    kinds = [_KINDS[kind] for kind in ([names] if isinstance(names, str) else names)]
    return [*kinds, float] if int in kinds else kinds  # 1.0 is an integer


def _always(value):
    return True


def _never(value):
    return False


def _all(tests):
    """Calls are what takes the time: there are as few as can be."""
    match [test for test in tests if test is not _always]:
        case []:
            return _always
        case [a]:
            return a
        case [a, b]:
            return lambda value: a(value) and b(value)
        case [a, b, c]:
            return lambda value: a(value) and b(value) and c(value)
        case [a, b, c, *others]:
            rest = _all(others)
            return lambda value: a(value) and b(value) and c(value) and rest(value)


# Keywords: each makes a test from what stands behind it, the schema around it, the name of the file and the
# kind of the values that are asked about

def _const(expected, schema, name, kind):
    return (lambda value: value == expected) if type(expected) is kind else _never


def _enum(words, schema, name, kind):
    return frozenset(words).__contains__ if kind is str else _never  # only texts


def _pattern(pattern, schema, name, kind):
    search, longest = expression(pattern).search, schema.get("maxLength")
    if longest is None:
        return lambda value: search(value) is not None
    return lambda value: len(value) <= longest and search(value) is not None


def _max_length(limit, schema, name, kind):
    return _always if "pattern" in schema else lambda value: len(value) <= limit


def _format(form, schema, name, kind):
    return lambda value: parse_instant(value) is not None


def _items(inner, schema, name, kind):
    test = function(inner, name)
    return lambda value: all(map(test, value))


def _contains(inner, schema, name, kind):
    test = function(inner, name)
    return lambda value: any(map(test, value))


def _unique(wanted, schema, name, kind):
    return lambda value: len(value) < 2 or len({frozen(item) for item in value}) == len(value)


def _properties(inner, schema, name, kind):
    tests = {key: function(part, name) for key, part in inner.items()}
    if "additionalProperties" in schema:
        return _every_property(tests, function(schema["additionalProperties"], name))
    return _some_properties(tests)


def _additional(inner, schema, name, kind):
    return _always if "properties" in schema else _every_property({}, function(inner, name))


def _every_property(tests, rest):
    def check(value):
        for key, part in value.items():
            if not tests.get(key, rest)(part):
                return False
        return True
    return check


def _some_properties(tests):
    return _all([_if_there(key, test) for key, test in tests.items() if test is not _always])


def _if_there(key, test):
    return (lambda value: key not in value) if test is _never else lambda value: key not in value or test(value[key])


def _property_names(inner, schema, name, kind):
    test = function(inner, name)
    return lambda value: all(map(test, value))


def _required(keys, schema, name, kind):
    if len(keys) == 1:
        key, = keys
        return lambda value: key in value
    if len(keys) == 2:
        first, second = keys
        return lambda value: first in value and second in value
    keys = frozenset(keys)
    return lambda value: keys <= value.keys()


def _dependent_required(inner, schema, name, kind):
    pairs = [(key, frozenset(needed)) for key, needed in inner.items()]
    return lambda value: all([needed <= value.keys() for key, needed in pairs if key in value])


def _dependent_schemas(inner, schema, name, kind):
    return _all([_with(key, function(part, name, kind)) for key, part in inner.items()])


def _with(key, test):
    return lambda value: key not in value or test(value)


def _all_of(parts, schema, name, kind):
    return _all([function(part, name, kind) for part in parts])


def _any_of(parts, schema, name, kind):
    tests = [function(part, name, kind) for part in parts]
    first, *others = [test for test in tests if test is not _never] or [_never]
    for test in others:
        first = _either(first, test)
    return first


def _either(first, second):
    return lambda value: first(value) or second(value)


def _if(condition, schema, name, kind):
    condition, then = function(condition, name, kind), function(schema["then"], name, kind)
    return lambda value: not condition(value) or then(value)


def _not(inner, schema, name, kind):
    test = function(inner, name, kind)
    return _never if test is _always else _always if test is _never else lambda value: not test(value)


def _reference(reference, schema, name, kind):
    return function(*resolve(reference, name), kind)


SAYS_NOTHING = {"$schema", "$id", "$defs", "title", "description", "default", "examples", "type", "then"}
_KEYWORDS = {
    "$ref": (_ANY, _reference),
    "enum": (_ANY, _enum),
    "const": (_ANY, _const),
    "not": (_ANY, _not),
    "allOf": (_ANY, _all_of),
    "anyOf": (_ANY, _any_of),
    "if": (_ANY, _if),
    "maxLength": ([str], _max_length),
    "minLength": ([str], lambda limit, schema, name, kind: lambda value: len(value) >= limit),
    "pattern": ([str], _pattern),
    "format": ([str], _format),
    "minimum": ([int, float], lambda limit, schema, name, kind: lambda value: value >= limit),
    "maximum": ([int, float], lambda limit, schema, name, kind: lambda value: value <= limit),
    "minItems": ([list], lambda limit, schema, name, kind: lambda value: len(value) >= limit),
    "maxItems": ([list], lambda limit, schema, name, kind: lambda value: len(value) <= limit),
    "uniqueItems": ([list], _unique),
    "items": ([list], _items),
    "contains": ([list], _contains),
    "minProperties": ([dict], lambda limit, schema, name, kind: lambda value: len(value) >= limit),
    "propertyNames": ([dict], _property_names),
    "properties": ([dict], _properties),
    "additionalProperties": ([dict], _additional),
    "required": ([dict], _required),
    "dependentRequired": ([dict], _dependent_required),
    "dependentSchemas": ([dict], _dependent_schemas),
}

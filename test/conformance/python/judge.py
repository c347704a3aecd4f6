"""The shape of a definition as the package jsonschema judges it, where that can be had.

It is asked in the self checks (test_shape.py) and not by serve.py: there every answer would wait for it, though it
could only repeat what fits.py says, tens of times slower and without the codes; and where the package is missing, the
answers have to be the same.
"""

from civil import parse_instant
from fits import FOLDER, expression, load

_BASE = "https://schemas.invalid/v1/"  # relative references need a base that has folders


def judge():
    """A function that says whether a value is a definition by its shape, or None without the package."""
    try:
        import jsonschema
    except ImportError:
        return None
    schemas = {_BASE + path.name: {**load(path.name), "$id": _BASE + path.name} for path in FOLDER.glob("*.schema.json")}
    for schema in schemas.values():
        del schema["$schema"]  # it would choose the package's own validator again, behind each reference
    validator = jsonschema.validators.extend(jsonschema.Draft202012Validator, {"pattern": _pattern})
    formats = jsonschema.FormatChecker(formats=())
    formats.checks("date-time")(lambda value: not isinstance(value, str) or parse_instant(value) is not None)
    schema = schemas[_BASE + "definition.schema.json"]
    return validator(schema, format_checker=formats, **_registry(jsonschema, schema, schemas)).is_valid


def _pattern(validator, pattern, value, schema):
    """As ECMAScript reads a pattern, not as Python does."""
    import jsonschema
    if isinstance(value, str) and not expression(pattern).search(value):
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern!r}")


def _registry(jsonschema, schema, schemas):
    """Where references lead; before version 4.18 of the package that was said in another way."""
    try:
        from referencing import Registry
        from referencing.jsonschema import DRAFT202012
    except ImportError:
        return {"resolver": jsonschema.RefResolver(schema["$id"], schema, store=schemas)}
    resources = [(uri, DRAFT202012.create_resource(value)) for uri, value in schemas.items()]
    return {"registry": Registry().with_resources(resources)}

"""The shape of definitions is judged three times: by fits.py, by schema.py, and by jsonschema where it can be had."""

import copy
import json
import pathlib
import random
import unittest

import schema
from fits import FOLDER, fits, function, load
from judge import judge

SUITE = pathlib.Path(__file__).resolve().parent.parent
SPARE = [None, True, 0, 1, -1, 1.5, 99, 1001, "", "x", "X", "mo", "admit", "PT1H", "2026-02-29", "2026-03-01", "24:00", "a.*",
         "0000-01-01", "2026-01-01T00:00:00Z", "2026-01-01T00:00:60Z", "x" * 201, "a\n", "\u0663", [], {}, ["mo"], ["a", "a"],
         [1, True], [0], {"a": 1}, {"day": "mo", "nthOfPeriod": 6}]
KEYS = ["timeZone", "rrule", "start", "duration", "count", "endDate", "byMonth", "byMonthDay", "bySetPos", "interval", "once",
        "recurring", "letThrough", "roles", "operations", "target", "agent", "cron", "foo", "\u00e9"]


def definitions():
    """Every definition of the suite, valid or not, by where it stands."""
    for path in sorted(SUITE.glob("*/**/*.maintenance.json")):
        yield str(path.relative_to(SUITE)), json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(SUITE.glob("*/**/*.cases.json")):
        for case in json.loads(path.read_text(encoding="utf-8"))["cases"]:
            if "value" in case:
                yield case["id"], case["value"]


def mutated(value, random):
    """The value with one to three changes somewhere inside."""
    value = copy.deepcopy(value)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        here, keys = value, _keys(value)
        while keys:
            key = random.choice(keys)
            if _keys(here[key]) and random.random() < 0.85:
                here, keys = here[key], _keys(here[key])
                continue
            change = random.random()
            if change < 0.4:
                del here[key]
            elif change < 0.8:
                here[key] = copy.deepcopy(random.choice(SPARE))
            elif isinstance(here, dict):
                here[random.choice(KEYS)] = copy.deepcopy(random.choice(SPARE))
            else:
                here.append(copy.deepcopy(here[key]))
            break
    return value


def _keys(value):
    return list(value) if isinstance(value, dict) else list(range(len(value))) if isinstance(value, list) else []


class Agreement(unittest.TestCase):
    def setUp(self):
        self.judge = judge()
        if self.judge is None:
            self.skipTest("The package jsonschema is not there, so nothing else judges the shape of definitions.")

    def agree(self, value, where):
        if schema.deepest(value) is not None:  # not a matter of the schema
            return None
        judged = self.judge(value)
        self.assertEqual(fits(value, "definition.schema.json"), judged, (where, value))
        self.assertEqual(not list(schema.mistakes(value)), judged, (where, value))
        return judged

    def test_definitions_of_the_suite(self):
        verdicts = [self.agree(value, where) for where, value in definitions()]
        self.assertGreater(verdicts.count(True), 50)
        self.assertGreater(verdicts.count(False), 50)

    def test_mutated_definitions(self):
        seed = 5
        source, verdicts = random.Random(seed), []
        some = [value for _, value in definitions() if isinstance(value, dict) and fits(value, "definition.schema.json")]
        for number in range(3000):
            verdicts.append(self.agree(mutated(source.choice(some), source), (seed, number)))
        self.assertGreater(verdicts.count(True), 100)
        self.assertGreater(verdicts.count(False), 1000)

    def test_it_would_notice(self):
        """The judge is no friend of everything: what each special rule is for is refused."""
        base = {"apiVersion": "maintenance-mode/v1", "kind": "MaintenanceDefinition", "metadata": {"name": "x"}}
        override = {"id": "o", "effect": "exempt", "reason": "r"}
        self.assertTrue(self.judge({**base, "overrides": [{**override, "expires": "2026-01-01T00:00:00.123456789+23:59"}]}))
        for value in ({**base, "overrides": [{**override, "expires": "2026-01-01t00:00:00z"}]},  # a format
                      {**base, "metadata": {"name": "x\n"}},  # `$` is the very end
                      {**base, "timeZone": "Etc/UTC", "windows": [{"id": "w", "kind": "maintenance", "once": [
                          {"start": "202\u0666-01-01T00:00", "end": "2026-01-02T00:00"}]}]},  # an ASCII digit
                      {**base, "overrides": [{**override, "target": {"site": "hq"}}]}):  # behind a reference
            self.assertFalse(self.judge(value), value)


class Schemas(unittest.TestCase):
    # That of the files of cases is not asked about here, and has keywords of its own.
    names = sorted(path.name for path in FOLDER.glob("*.schema.json") if not path.name.startswith("conformance-case"))

    def test_every_keyword_is_known(self):
        for name in self.names:
            self.assertTrue(callable(function(load(name), name)), name)

    def test_examples(self):
        """Each example of a schema fits it."""
        for name in self.names:
            for example in load(name).get("examples", ()):
                self.assertTrue(fits(example, name), (name, example))


if __name__ == "__main__":
    unittest.main()

"""The worked examples of time.md and schedule.md."""

import unittest

import recurrence
from calendars import Calendar, Timeline
from civil import date_of, day_of, format_instant, parse_instant, parse_local
from zone import names, zone


class Zones(unittest.TestCase):
    def test_table(self):
        for name, local, instant in (
            ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:00:00.000Z"),
            ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00.000Z"),
            ("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00.000Z"),
            ("Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:30:00.000Z"),
            ("America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T03:00:00.000Z"),
            ("Pacific/Apia", "2011-12-30T12:00", "2011-12-30T10:00:00.000Z"),
        ):
            self.assertEqual(format_instant(zone(name).instant(parse_local(local))), instant, (name, local))

    def test_monotone(self):
        for name in ("Europe/Berlin", "Africa/Casablanca", "America/Sao_Paulo", "Pacific/Apia", "Antarctica/Troll"):
            last = None
            for local in range(parse_local("2011-01-01T00:00"), parse_local("2012-12-31T00:00"), 30):
                instant = zone(name).instant(local)
                self.assertTrue(last is None or instant >= last, (name, local))
                last = instant

    def test_names(self):
        self.assertIn("Europe/Berlin", names())
        self.assertIn("US/Pacific", names())
        for name in ("UTC+2", "CEST", "europe/berlin", "Factory", "localtime", "posixrules", "posix/UTC", "right/UTC"):
            self.assertNotIn(name, names())


class Texts(unittest.TestCase):
    def test_days(self):
        for day in range(-800_000, 3_000_000, 1117):
            self.assertEqual(day_of(*date_of(day)), day)

    def test_instants(self):
        self.assertEqual(format_instant(parse_instant("2026-12-24T01:00:00.1239+01:00")), "2026-12-24T00:00:00.123Z")
        for text in ("2026-12-24T00:00Z", "2026-12-24t00:00:00Z", "2026-02-30T00:00:00Z", "0000-01-01T00:00:00Z",
                     "2026-12-24T00:00:60Z", "2026-12-24T00:00:00", "2026-12-24T24:00:00Z", "2026-12-24T00:00:00+24:00",
                     "2026-12-24T00:00:00Z\n", "2026-12-24T00:00:00.1234567890Z"):
            self.assertIsNone(parse_instant(text), text)


def starts(value, begin, end, name="Europe/Berlin"):
    found = Calendar(value, name).occurrences(parse_instant(begin), parse_instant(end))
    return [format_instant(o[0])[:16] for o in found]


class Schedules(unittest.TestCase):
    def test_every_second_week(self):
        value = {"recurring": {"startDate": "2026-01-13", "frequency": "weekly", "interval": 2, "byDay": ["mo", "sa"],
                               "startTime": "22:00", "endTime": "02:00"}}
        self.assertEqual(
            starts(value, "2026-01-01T00:00:00Z", "2026-02-10T00:00:00Z", "UTC"),
            ["2026-01-17T22:00", "2026-01-26T22:00", "2026-01-31T22:00", "2026-02-09T22:00"],
        )

    def test_days_are_nominal(self):
        value = {"rrule": "FREQ=DAILY;COUNT=1", "start": "2026-03-29T02:30", "duration": "P1D"}
        (occurrence,) = Calendar(value, "Europe/Berlin").occurrences(0, 10**13)
        self.assertEqual([format_instant(i) for i in occurrence], ["2026-03-29T01:00:00.000Z", "2026-03-30T00:30:00.000Z"])

    def test_swallowed_by_a_gap_but_counted(self):
        value = {"recurring": {"startDate": "2026-03-28", "frequency": "daily", "startTime": "02:10", "endTime": "02:50",
                               "count": 3}}
        self.assertEqual(starts(value, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z"),
                         ["2026-03-28T01:10", "2026-03-30T00:10"])

    def test_touching_is_two(self):
        value = {"once": [{"start": "2026-01-01T10:00", "end": "2026-01-01T12:00"},
                          {"start": "2026-01-01T12:00", "end": "2026-01-01T14:00"},
                          {"start": "2026-01-02T10:00", "end": "2026-01-02T12:00"},
                          {"start": "2026-01-02T11:00", "end": "2026-01-02T14:00"}]}
        calendar = Calendar(value, "UTC")
        self.assertEqual(len(calendar.stretches(0, 10**13)), 3)
        self.assertEqual(format_instant(calendar.stretch_end(parse_instant("2026-01-01T11:00:00Z")))[11:16], "12:00")
        self.assertEqual(format_instant(calendar.stretch_end(parse_instant("2026-01-02T10:30:00Z")))[11:16], "14:00")

    def test_several_as_one(self):
        """A timeline works in pieces; none of its edges gets lost, and none is added, where one piece meets the next."""
        values = [{"recurring": {"frequency": "daily", "startTime": begin, "endTime": end}} for begin, end in
                  (("22:00", "24:00"), ("00:00", "01:00"), ("00:30", "02:00"), ("12:00", "13:00"))]
        timeline = Timeline([Calendar(value, "UTC") for value in values])
        hours = [change // 3_600_000 % 24 for change in timeline.changes(-1, 100 * 86_400_000 - 1)]
        self.assertEqual(hours, [2, 12, 13, 22] * 100)
        self.assertTrue(timeline.is_open(32 * 86_400_000))
        self.assertEqual(len(timeline.starts(-1, 100 * 86_400_000 - 1)), 400)

    def test_rules(self):
        for text in ("FREQ=HOURLY", "FREQ=DAILY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=6MO", "FREQ=YEARLY;BYDAY=54MO",
                     "FREQ=WEEKLY;BYMONTHDAY=1", "FREQ=DAILY;BYSETPOS=1", "FREQ=DAILY;COUNT=1;UNTIL=20260101", "INTERVAL=1",
                     "FREQ=DAILY;INTERVAL=+1", "FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY;UNTIL=20260230", "FREQ=DAILY;WKST=SU",
                     "FREQ=DAILY;COUNT=0", "FREQ=MONTHLY;BYMONTHDAY=0", "FREQ=DAILY;UNTIL=20260101T000001"):
            with self.assertRaises(recurrence.BadRule, msg=text):
                recurrence.parse_rule(text)
        recurrence.parse_rule("FREQ=MONTHLY;BYMONTHDAY=+1,-1;BYSETPOS=+1;WKST=MO;UNTIL=20260101T0000")

    def test_agrees_with_dateutil(self):
        try:
            from dateutil import rrule
        except ImportError:
            self.skipTest("no dateutil")
        import datetime
        import random
        random.seed(3)
        for _ in range(60):
            frequency = random.choice(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])
            parts = ["FREQ=" + frequency]
            if random.random() < 0.5:
                parts.append("INTERVAL=%d" % random.choice([1, 2, 3, 5]))
            if random.random() < 0.5:
                days = random.sample(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], random.randint(1, 4))
                if frequency in ("MONTHLY", "YEARLY") and random.random() < 0.6:  # dateutil cannot mix with and without
                    days = [random.choice(["1", "2", "-1", "5"]) + d for d in days]
                parts.append("BYDAY=" + ",".join(days))
            if frequency != "WEEKLY" and random.random() < 0.4:
                parts.append("BYMONTHDAY=" + ",".join(random.sample(["1", "15", "31", "-1", "-30", "13"], 2)))
            if random.random() < 0.3:
                parts.append("BYMONTH=" + ",".join(random.sample([str(m) for m in range(1, 13)], 3)))
            # dateutil takes the first week from its first day on for BYSETPOS; here a period is whole
            if frequency != "WEEKLY" and any(p.startswith("BY") for p in parts) and random.random() < 0.4:
                parts.append("BYSETPOS=" + random.choice(["1", "-1", "2,-2"]))
            if random.random() < 0.3:
                parts.append("COUNT=%d" % random.choice([1, 5, 20]))
            rule = ";".join(parts)
            first = datetime.datetime(2020, random.randint(1, 12), random.randint(1, 28), 10, 0)
            theirs = [d.strftime("%Y-%m-%dT%H:%M") for d in
                      rrule.rrulestr(rule, dtstart=first).between(first, datetime.datetime(2027, 1, 1), inc=True)]
            value = {"rrule": rule, "start": first.strftime("%Y-%m-%dT%H:%M"), "duration": "PT1H"}
            self.assertEqual(starts(value, "2000-01-01T00:00:00Z", "2027-01-01T00:00:00Z", "UTC"), theirs, (rule, first))


if __name__ == "__main__":
    unittest.main()

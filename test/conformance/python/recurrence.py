"""The days that a recurrence names and the occurrences they give (schedule.md, MM-SCHED-011 to 036)."""

import re

from civil import (
    DAY, MAX_DAY, date_of, day_of, days_in_month, exists, parse_date, parse_duration, parse_time, weekday,
)

WEEKDAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
_BLOCK = 64  # days whose occurrences are worked out together
_BLOCKS = 500  # how many of these are kept


class BadRule(ValueError):
    """malformed-rrule"""


class Recurrence:
    def __init__(self, frequency, start, end, first=None, last=None, interval=1, by_day=None,
                 by_month_day=None, by_month=None, by_set_pos=None, count=None):
        self.frequency = frequency
        self.start = start  # minutes of the day
        self.end = end  # ("time", minutes), ("days", n) or ("exact", milliseconds)
        self.first = first
        self.last = last
        self.interval = interval
        self.by_day = by_day  # [(weekday, n or None)]
        self.by_month_day = by_month_day
        self.by_month = set(by_month) if by_month else None
        self.by_set_pos = by_set_pos
        self.count = count
        if not by_day and not by_month_day and first is not None:  # MM-SCHED-013
            _, month, date = date_of(first)
            if frequency == "weekly":
                self.by_day = [(weekday(first), None)]
            elif frequency in ("monthly", "yearly"):
                self.by_month_day = [date]
                if frequency == "yearly" and self.by_month is None:
                    self.by_month = {month}
        self._anchor = 0 if first is None else self._period(first)
        self._periods = {}
        self._counted = 0
        self._counted_to = None if first is None else first - 1
        self._blocks = {}

    # Days

    def _period(self, day):
        """The number of the period that holds a day (MM-SCHED-011)."""
        if self.frequency == "daily":
            return day
        if self.frequency == "weekly":
            return (day + 3) // 7
        year, month, _ = date_of(day)
        return year * 12 + month - 1 if self.frequency == "monthly" else year

    def _in_month(self, year, month):
        """The days of a month for monthly, and for yearly with byMonth."""
        first, length = day_of(year, month, 1), days_in_month(year, month)
        chosen = None
        if self.by_month_day:
            chosen = {first + (d - 1 if d > 0 else length + d) for d in self.by_month_day if abs(d) <= length}
        if self.by_day:
            by_day = _weekdays(self.by_day, first, first + length - 1)
            chosen = by_day if chosen is None else chosen & by_day
        return chosen or set()

    def _find(self, period):
        """MM-SCHED-012: the days of a period, before bySetPos."""
        if self.frequency == "daily":
            _, month, date = year_month = date_of(period)
            if self.by_month and month not in self.by_month:
                return ()
            if self.by_month_day:
                back = date - days_in_month(year_month[0], month) - 1
                if date not in self.by_month_day and back not in self.by_month_day:
                    return ()
            if self.by_day and all(weekday(period) != day for day, _ in self.by_day):
                return ()
            return (period,)
        if self.frequency == "weekly":
            monday = period * 7 - 3
            days = {monday + day for day, _ in self.by_day}
            return {d for d in days if not self.by_month or date_of(d)[1] in self.by_month}
        if self.frequency == "monthly":
            year, month = divmod(period, 12)
            if self.by_month and month + 1 not in self.by_month:
                return ()
            return self._in_month(year, month + 1)
        days = set()
        if self.by_month:
            for month in self.by_month:
                days |= self._in_month(period, month)
            return days
        if self.by_month_day:
            for month in range(1, 13):
                length = days_in_month(period, month)
                first = day_of(period, month, 1)
                days |= {first + (d - 1 if d > 0 else length + d) for d in self.by_month_day if abs(d) <= length}
        if self.by_day:
            found = _weekdays(self.by_day, day_of(period, 1, 1), day_of(period, 12, 31))
            days = days & found if self.by_month_day else found
        return days

    def _days_of(self, period):
        found = self._periods.get(period)
        if found is None:
            found = sorted(self._find(period))
            if self.by_set_pos:  # MM-SCHED-018
                size = len(found)
                places = {p - 1 if p > 0 else size + p for p in self.by_set_pos if abs(p) <= size}
                found = [found[p] for p in sorted(places)]
            if len(self._periods) > 500:
                self._periods.clear()
            self._periods[period] = found
        return found

    def _named(self, low, high):
        """The days from low to high, both included, before count."""
        if self.first is not None and low < self.first:
            low = self.first
        if self.last is not None and high > self.last:
            high = self.last
        if high > MAX_DAY:
            high = MAX_DAY
        if low > high:
            return
        period, end = self._period(low), self._period(high)
        period += (self._anchor - period) % self.interval
        while period <= end:
            if self.frequency == "daily" and self.by_month and self.interval == 1:
                year, month, date = date_of(period)
                if month not in self.by_month:  # on to the next month
                    period += days_in_month(year, month) - date + 1
                    continue
            for day in self._days_of(period):
                if low <= day <= high:
                    yield day
            period += self.interval

    def days(self, low, high):
        """The days from low to high, both included, in order."""
        if self.count is None:
            yield from self._named(low, high)
            return
        # MM-SCHED-022: count from the first day on, as far as it has not been done
        if self._counted < self.count and high > self._counted_to:
            for day in self._named(self._counted_to + 1, high):
                self._counted += 1
                if self._counted == self.count:
                    self.last = day
                    break
            self._counted_to = high
        yield from self._named(low, high)

    # Occurrences

    def longest(self):
        """No occurrence is longer than this many milliseconds."""
        kind, value = self.end
        if kind == "exact":
            return value
        return (value + 3) * DAY if kind == "days" else 4 * DAY

    def local_length(self):
        """How long an occurrence is on the wall clock, in minutes."""
        kind, value = self.end
        if kind == "exact":
            return value // 60_000
        if kind == "days":
            return value * 1440
        return value - self.start if value > self.start else value - self.start + 1440

    def _occurrence(self, day, zone):
        local = day * 1440 + self.start
        start = zone.instant(local)
        kind, value = self.end
        if kind == "exact":
            return start, start + value
        if kind == "days":
            return start, zone.instant(local + value * 1440)
        return start, zone.instant((day if value > self.start else day + 1) * 1440 + value)

    def written(self, zone, begin, end):
        """(local start as it is written, occurrence) of those that `occurrences` gives."""
        low = (begin - self.longest()) // DAY - 2
        for day in self.days(low, end // DAY + 2):
            start, stop = self._occurrence(day, zone)
            if start < min(stop, end) and stop > begin:
                yield day * 1440 + self.start, (start, stop)

    def occurrences(self, zone, begin, end):
        """Those of positive length that begin before `end` and end after `begin`, by start."""
        low = (begin - self.longest()) // DAY - 2
        high = end // DAY + 2
        if self.first is not None:
            low = max(low, self.first)
        result = []
        for block in range(low // _BLOCK, min(high, MAX_DAY) // _BLOCK + 1):
            found = self._blocks.get(block)
            if found is None:
                if len(self._blocks) >= _BLOCKS:
                    self._blocks.clear()
                days = self.days(block * _BLOCK, block * _BLOCK + _BLOCK - 1)
                found = [o for o in (self._occurrence(d, zone) for d in days) if o[1] > o[0]]
                self._blocks[block] = found
            result += [o for o in found if o[0] < end and o[1] > begin]
        return result


def _weekdays(rules, first, last):
    """MM-SCHED-014, 015: the days between two that rules (weekday, n) name."""
    found = set()
    for day, nth in rules:
        every = range(first + (day - weekday(first)) % 7, last + 1, 7)
        if nth is None:
            found.update(every)
        elif 0 < nth <= len(every):
            found.add(every[nth - 1])
        elif nth < 0 and -nth <= len(every):
            found.add(every[nth])
    return found


def of_recurring(value):
    """From `recurring` of a definition whose shape is right."""
    by_day = None
    if "byDay" in value:
        by_day = [
            (WEEKDAYS.index(d), None) if isinstance(d, str) else (WEEKDAYS.index(d["day"]), d.get("nthOfPeriod"))
            for d in value["byDay"]
        ]
    if "duration" in value:
        end = parse_duration(value["duration"])
    else:
        end = "time", parse_time(value["endTime"])
    return Recurrence(
        value["frequency"], parse_time(value["startTime"]), end,
        first=parse_date(value["startDate"]) if "startDate" in value else None,
        last=parse_date(value["endDate"]) if "endDate" in value else None,
        interval=value.get("interval", 1), by_day=by_day, by_month_day=value.get("byMonthDay"),
        by_month=value.get("byMonth"), by_set_pos=value.get("bySetPos"), count=value.get("count"),
    )


# RRULE

_FREQUENCIES = {"DAILY": "daily", "WEEKLY": "weekly", "MONTHLY": "monthly", "YEARLY": "yearly"}
_PARTS = {"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "COUNT", "UNTIL", "WKST"}
_BY_DAY = re.compile(r"([+-]?[0-9]{1,3})?(MO|TU|WE|TH|FR|SA|SU)")
_UNTIL = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})(?:00)?)?")


def _number(part, text, low, high, signed=False):
    if not re.fullmatch(r"[+-]?[0-9]{1,9}" if signed else r"[0-9]{1,9}", text):
        raise BadRule(f"{part}={text}")
    value = int(text)
    if value == 0 or not low <= value <= high:
        raise BadRule(f"{part}={text}")
    return value


def parse_rule(text):
    """The parts of a rule as a dict, or BadRule (MM-SCHED-034 to 036)."""
    parts = {}
    for piece in text.split(";"):
        name, _, value = piece.partition("=")
        if name not in _PARTS or name in parts:
            raise BadRule(name)
        parts[name] = value
    if parts.get("FREQ") not in _FREQUENCIES:
        raise BadRule("FREQ")
    rule = {"frequency": _FREQUENCIES[parts["FREQ"]]}
    if "INTERVAL" in parts:
        rule["interval"] = _number("INTERVAL", parts["INTERVAL"], 1, 9999)
    if "COUNT" in parts:
        rule["count"] = _number("COUNT", parts["COUNT"], 1, 99_999)
    if "WKST" in parts and parts["WKST"] != "MO":
        raise BadRule("WKST")
    for name, key, low, high, signed in (
        ("BYMONTHDAY", "by_month_day", -31, 31, True),
        ("BYMONTH", "by_month", 1, 12, False),
        ("BYSETPOS", "by_set_pos", -366, 366, True),
    ):
        if name in parts:
            rule[key] = [_number(name, item, low, high, signed) for item in parts[name].split(",")]
    if "BYDAY" in parts:
        limit = 53
        if rule["frequency"] in ("daily", "weekly"):
            limit = 0
        elif rule["frequency"] == "monthly" or "BYMONTH" in parts:
            limit = 5
        rule["by_day"] = []
        for item in parts["BYDAY"].split(","):
            match = _BY_DAY.fullmatch(item)
            if match is None:
                raise BadRule("BYDAY")
            nth = int(match[1]) if match[1] else None
            if nth is not None and not 0 < abs(nth) <= limit:
                raise BadRule("BYDAY")
            rule["by_day"].append((WEEKDAYS.index(match[2].lower()), nth))
    if rule["frequency"] == "weekly" and "BYMONTHDAY" in parts:
        raise BadRule("BYMONTHDAY")
    if "BYSETPOS" in parts and not {"BYDAY", "BYMONTHDAY", "BYMONTH"} & set(parts):
        raise BadRule("BYSETPOS")
    if "UNTIL" in parts:
        if "COUNT" in parts:
            raise BadRule("UNTIL")
        match = _UNTIL.fullmatch(parts["UNTIL"])
        if match is None or not exists(int(match[1]), int(match[2]), int(match[3])):
            raise BadRule("UNTIL")
        day = day_of(int(match[1]), int(match[2]), int(match[3]))
        minute = 1439  # a date alone is the end of the day
        if match[4]:
            hours, minutes = int(match[4]), int(match[5])
            if hours > 23 or minutes > 59:
                raise BadRule("UNTIL")
            minute = hours * 60 + minutes
        rule["until"] = day * 1440 + minute
    return rule


def of_rrule(text, start, duration):
    """From `rrule`, `start` and `duration` (MM-SCHED-031, 032)."""
    rule = parse_rule(text)
    minute = parse_time(start[11:16])
    until = rule.pop("until", None)
    last = None if until is None else (until - minute) // 1440
    return Recurrence(rule.pop("frequency"), minute, parse_duration(duration), first=parse_date(start), last=last, **rule)

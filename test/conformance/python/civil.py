"""The Gregorian calendar and the texts for dates, times, durations and instants (time.md).

A day is a number, 0 being 1970-01-01. A local time is minutes since 1970-01-01T00:00 on the wall clock.
An instant is milliseconds since 1970-01-01T00:00:00Z. Everything is an int, so nothing overflows.
"""

import functools
import re

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
HORIZON = 316_224_000 * 1000  # MM-TIME-043: 3,660 days

MIN_DAY = -719_162  # 0001-01-01
MAX_DAY = 2_932_896  # 9999-12-31


def day_of(year, month, day):
    """The number of a day; the month counts from 1."""
    year -= month <= 2
    era = year // 400
    of_era = year - era * 400
    of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    return era * 146_097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719_468


def date_of(day):
    """(year, month, day of the month)"""
    day += 719_468
    era = day // 146_097
    of_era = day - era * 146_097
    year = (of_era - of_era // 1460 + of_era // 36_524 - of_era // 146_096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    month = (5 * of_year + 2) // 153
    date = of_year - (153 * month + 2) // 5 + 1
    month += 3 if month < 10 else -9
    return year + era * 400 + (month <= 2), month, date


def weekday(day):
    """0 is Monday."""
    return (day + 3) % 7


def days_in_month(year, month):
    if month == 2:
        leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31


def exists(year, month, day):
    """Whether there is such a day; there is no year 0000 (MM-TIME-041)."""
    return year >= 1 and 1 <= month <= 12 and 1 <= day <= days_in_month(year, month)


@functools.lru_cache(maxsize=10_000)
def parse_date(text):
    """A day from YYYY-MM-DD, whose shape has been checked."""
    return day_of(int(text[0:4]), int(text[5:7]), int(text[8:10]))


@functools.lru_cache(maxsize=1500)
def parse_time(text):
    """Minutes of the day from HH:MM; 24:00 is 1440 (MM-TIME-014)."""
    return int(text[0:2]) * 60 + int(text[3:5])


def parse_local(text):
    """A local time from YYYY-MM-DDTHH:MM."""
    return parse_date(text[:10]) * 1440 + parse_time(text[11:])


_DURATION = re.compile(r"P(?:([0-9]+)D|T(?:([0-9]+)H)?(?:([0-9]+)M)?)")


def parse_duration(text):
    """("days", n) or ("exact", milliseconds)."""
    days, hours, minutes = _DURATION.fullmatch(text).groups()
    if days is not None:
        return "days", int(days)
    return "exact", int(hours or 0) * HOUR + int(minutes or 0) * MINUTE


_INSTANT = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?(?:Z|([+-])([0-9]{2}):([0-9]{2}))"
)


def parse_instant(text):
    """An instant, or None where the text is none (MM-TIME-031, 032, 041)."""
    match = _INSTANT.fullmatch(text) if isinstance(text, str) else None
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(match[i]) for i in range(1, 7))
    if not exists(year, month, day) or hour > 23 or minute > 59 or second > 59:
        return None
    offset = 0
    if match[8]:
        hours, minutes = int(match[9]), int(match[10])
        if hours > 23 or minutes > 59:
            return None
        offset = (hours * HOUR + minutes * MINUTE) * (1 if match[8] == "+" else -1)
    fraction = int((match[7] or "")[:3].ljust(3, "0"))
    return day_of(year, month, day) * DAY + hour * HOUR + minute * MINUTE + second * 1000 + fraction - offset


def format_instant(instant):
    """MM-TIME-033"""
    day, rest = divmod(instant, DAY)
    year, month, date = date_of(day)
    seconds, ms = divmod(rest, 1000)
    return "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ" % (
        year, month, date, seconds // 3600, seconds // 60 % 60, seconds % 60, ms,
    )

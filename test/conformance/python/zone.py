"""Time zones: offsets come from zoneinfo, the way from local time to instant is ours (MM-TIME-001 to 014)."""

import bisect
import datetime
import functools
import os
import zoneinfo

from civil import DAY, HOUR, MAX_DAY, MIN_DAY, day_of

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
_LOWEST = (MIN_DAY + 3) * DAY // 1000
_HIGHEST = (MAX_DAY - 3) * DAY // 1000
_STEP = 6 * 3600  # no zone changes its offset twice within six hours
_REACH = 26 * HOUR  # no offset is greater


def _database():
    """The lines of tzdata.zi, which names every zone and link and the release; empty where there is none."""
    for folder in zoneinfo.TZPATH:
        path = os.path.join(folder, "tzdata.zi")
        if os.path.isfile(path):
            with open(path, encoding="utf-8") as file:
                return file.read().splitlines()
    return []


@functools.lru_cache(maxsize=None)
def release():
    """MM-EVAL-162"""
    lines = _database()
    if lines and lines[0].startswith("# version "):
        return lines[0][len("# version "):].strip() or "unknown"
    return "unknown"


@functools.lru_cache(maxsize=None)
def names():
    """MM-TIME-002, 003"""
    known = set(zoneinfo.available_timezones())
    listed = set()
    for line in _database():
        words = line.split()
        if words and words[0] == "Z":
            listed.add(words[1])
        elif words and words[0] == "L":
            listed.add(words[2])
    if listed:
        known &= listed
    known = {name for name in known if not name.startswith(("posix/", "right/", "SystemV/"))}
    return frozenset(known - {"Factory", "localtime", "posixrules", "posix", "right"})


class Zone:
    def __init__(self, name):
        self._info = zoneinfo.ZoneInfo(name)
        self._years = {}
        self._spans = {}
        self._plain = 0, 0, 0  # wall times from, to: there is only one offset near, which is the third

    def _offset_at(self, second):
        """Seconds east of UTC at a second since the epoch."""
        second = min(max(second, _LOWEST), _HIGHEST)
        moment = _EPOCH + datetime.timedelta(seconds=second)
        offset = moment.astimezone(self._info).utcoffset()
        return offset.days * 86_400 + offset.seconds

    def _changes(self, year):
        """(instant, offset from then on) for the beginning of a year and each change in it."""
        found = self._years.get(year)
        if found is None:
            first = day_of(year, 1, 1) * 86_400
            last = day_of(year + 1, 1, 1) * 86_400
            before, offset = first, self._offset_at(first)
            found = [(first * 1000, offset * 1000)]
            for second in range(first + _STEP, last + _STEP, _STEP):
                second = min(second, last - 1)
                now = self._offset_at(second)
                if now != offset:
                    low, high = before, second
                    while high - low > 1:
                        middle = (low + high) // 2
                        if self._offset_at(middle) == offset:
                            low = middle
                        else:
                            high = middle
                    found.append((high * 1000, now * 1000))
                    offset = now
                before = second
            self._years[year] = found
        return found

    def _span(self, instant):
        """The changes of the years around an instant."""
        year = 1970 + instant * 400 // (146_097 * DAY)  # one too many or too few does not matter
        found = self._spans.get(year)
        if found is None:
            lines = []
            for near in (year - 1, year, year + 1):
                for instant, offset in self._changes(near):
                    if not lines or lines[-1][1] != offset:
                        lines.append((instant, offset))
            found = [line[0] for line in lines], [line[1] for line in lines]
            self._spans[year] = found
        return found

    def offset(self, instant):
        starts, offsets = self._span(instant)
        return offsets[max(bisect.bisect_right(starts, instant) - 1, 0)]

    def instant(self, local):
        """MM-TIME-011: the earliest instant at which the wall clock shows this local time (in minutes) or a later one."""
        wall = local * 60_000
        begin, end, offset = self._plain
        if begin <= wall < end:
            return wall - offset
        starts, offsets = self._span(wall)
        index = max(bisect.bisect_right(starts, wall - _REACH) - 1, 0)
        while True:
            candidate = wall - offsets[index]
            if index > 0 and candidate < starts[index]:
                candidate = starts[index]
            if index + 1 == len(starts):
                return candidate
            if candidate < starts[index + 1]:
                self._plain = starts[index] + _REACH, starts[index + 1] - _REACH, offsets[index]
                return candidate
            index += 1


@functools.lru_cache(maxsize=None)
def zone(name):
    if name not in names():
        raise KeyError(name)
    return Zone(name)

/** When a window or a schedule is open, in so few words that they fit behind its name in a list. */
import { Place } from "../../core/check/place";

/** Such as `monthly, second tu, 22:00 for PT4H`; empty where nothing says it. */
export function when(value: unknown): string {
  const place = new Place(value, "");
  const words = [once(place.get("once")), recurring(place.get("recurring")), rule(place)];
  return words.filter((one) => one !== "").join("; ");
}

function once({ items }: Place): string {
  const start = items[0]?.textOf("start");
  if (start === undefined) return "";
  return `${start.replace("T", " ")}${items.length > 1 ? ` and ${items.length - 1} more` : ""}`;
}

function recurring(place: Place): string {
  const days = place.get("byDay").items.map(dayOf).join(" ");
  const dates = place.get("byMonthDay").items.map(({ value }) => String(value));
  const words = [
    place.textOf("frequency") ?? "",
    days,
    dates.length > 0 ? `day ${dates.join(" ")}` : "",
    hours(place),
  ];
  return words.filter((one) => one !== "").join(", ");
}

const ordinals: Record<string, string> = {
  "1": "first",
  "2": "second",
  "3": "third",
  "4": "fourth",
  "5": "fifth",
  "-1": "last",
};

function dayOf(place: Place): string {
  if (place.text !== undefined) return place.text;
  const nth = place.get("nthOfPeriod");
  const day = place.textOf("day") ?? "";
  return nth.exists ? `${ordinals[String(nth.value)] ?? String(nth.value)} ${day}` : day;
}

function hours(place: Place): string {
  const start = place.textOf("startTime") ?? "";
  const end = place.textOf("endTime");
  const duration = place.textOf("duration");
  if (end !== undefined) return `${start} to ${end}`;
  return duration === undefined ? start : `${start} for ${duration}`;
}

function rule(place: Place): string {
  return place.textOf("rrule") ?? "";
}

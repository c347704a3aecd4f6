/** Recurrence rules, part by part: whole rules where nothing stands, then names of parts, then their values. */
import { CompletionItemKind } from "vscode-languageserver-types";
import { civilDate, minutesPerDay } from "../../core/civil";
import { parseRrule } from "../../core/rrule";
import { dateText, monthName } from "../clock";
import type { Option, Wanted } from "./option";
import { Blank } from "./write";

const wholeRules: readonly [rule: string, meaning: string][] = [
  ["FREQ=WEEKLY;BYDAY=SU", "every Sunday"],
  ["FREQ=DAILY", "every day"],
  ["FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every working day"],
  ["FREQ=MONTHLY;BYDAY=2TU", "the second Tuesday of every month"],
  ["FREQ=MONTHLY;BYMONTHDAY=1", "the first of every month"],
  ["FREQ=MONTHLY;BYMONTHDAY=-1", "the last day of every month"],
  ["FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "every New Year's Day"],
];

const days: readonly [string, string][] = [
  ["MO", "Monday"],
  ["TU", "Tuesday"],
  ["WE", "Wednesday"],
  ["TH", "Thursday"],
  ["FR", "Friday"],
  ["SA", "Saturday"],
  ["SU", "Sunday"],
];

const ordinals: readonly [string, string][] = [
  ["1", "the first"],
  ["2", "the second"],
  ["3", "the third"],
  ["4", "the fourth"],
  ["-1", "the last"],
];

/** Name of a part -> what it is for, and its values with their meaning. */
const parts: Record<string, { meaning: string; values: (wanted: Wanted) => readonly [string, string][] }> = {
  FREQ: {
    meaning: "the period in which it repeats",
    values: () => [
      ["WEEKLY", "every week"],
      ["DAILY", "every day"],
      ["MONTHLY", "every month"],
      ["YEARLY", "every year"],
    ],
  },
  BYDAY: {
    meaning: "days of the week",
    values: () => [
      ...days,
      ...ordinals.flatMap(([nth, which]) =>
        days.map(([day, name]): [string, string] => [`${nth}${day}`, `${which} ${name}`]),
      ),
    ],
  },
  BYMONTHDAY: {
    meaning: "days of the month, -1 is the last",
    values: () => [
      ["1", "the first"],
      ["15", "the 15th"],
      ["-1", "the last day"],
    ],
  },
  BYMONTH: {
    meaning: "months, 1 is January",
    values: () => Array.from({ length: 12 }, (_, month) => [String(month + 1), monthName(month + 1)]),
  },
  INTERVAL: {
    meaning: "every second, third, ... period",
    values: () => [
      ["2", "every second"],
      ["3", "every third"],
      ["4", "every fourth"],
    ],
  },
  BYSETPOS: {
    meaning: "positions among the days found in a period",
    values: () => ordinals,
  },
  COUNT: { meaning: "ends after so many", values: () => [["10", "ends after ten"]] },
  UNTIL: {
    meaning: "no occurrence begins later",
    values: ({ context }) => [[nextYear(context.localMinute), "a year from now"]],
  },
};

/** Parts that list values, divided by commas. */
const lists = new Set(["BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS"]);

export function rules(wanted: Wanted): Option[] {
  const { typed, rest } = wanted;
  const at = typed.lastIndexOf(";") + 1;
  const before = typed.slice(0, at);
  const [name = "", value] = typed.slice(at).split("=", 2);
  const open = rest.search(/;|$/);
  const after = rest.slice(open);
  if (value !== undefined)
    return values(wanted, name, `${before}${name}=`, value, rest.slice(0, open), after);
  const others = `${before}${after}`.split(";").map((part) => part.split("=", 1)[0]);
  const named = Object.entries(parts)
    .filter(([part]) => !others.includes(part))
    .map(([part, { meaning, values: valuesOf }]): Option => {
      const all = valuesOf(wanted).map(([one]) => one);
      const fitting = all.filter((one) => isRule(`${before}${part}=${one}${after}`));
      return option(new Blank(fitting, `${before}${part}=`, after), `${part}=`, meaning);
    })
    .filter(({ value: blank }) => blank instanceof Blank && blank.options.length > 0);
  const whole =
    at === 0 && after === "" ? wholeRules.map(([rule, meaning]) => option(rule, rule, meaning)) : [];
  return [...whole, ...named];
}

/** Values of a part; in a list those that it does not have yet. */
function values(
  wanted: Wanted,
  name: string,
  before: string,
  typed: string,
  rest: string,
  after: string,
): Option[] {
  const part = parts[name];
  if (part === undefined) return [];
  const start = lists.has(name) ? typed.lastIndexOf(",") + 1 : 0;
  const end = lists.has(name) ? rest.search(/,|$/) : rest.length;
  const [kept, following] = [typed.slice(0, start), rest.slice(end)];
  const taken = new Set(`${kept}${following}`.split(","));
  return part
    .values(wanted)
    .filter(([value]) => !taken.has(value) && isRule(`${before}${kept}${value}${following}${after}`))
    .map(([value, meaning]) => option(`${before}${kept}${value}${following}${after}`, value, meaning));
}

function option(value: string | Blank, label: string, detail: string): Option {
  return {
    value,
    label,
    detail,
    filter: String(value instanceof Blank ? value.first : value),
    kind: CompletionItemKind.Value,
  };
}

function isRule(text: string): boolean {
  return parseRrule(text).ok;
}

function nextYear(localMinute: number): string {
  const day = Math.floor(localMinute / minutesPerDay);
  const { year } = civilDate(day);
  return `${year + 1}${dateText(day).slice(4).replaceAll("-", "").replace("0229", "0228")}`;
}

/** Which single values may stand at a place: by its schema, by the names of the definition, by what kind of time it is. */
import { CompletionItemKind } from "vscode-languageserver-types";
import { monthName } from "../clock";
import { nameAt } from "../names";
import { ids } from "./ids";
import { operations } from "./operations";
import { type Option, type Wanted, choices } from "./option";
import { rules } from "./rules";
import {
  beginnings,
  dates,
  endTimes,
  ends,
  exactDurations,
  instants,
  startTimes,
  windowDurations,
} from "./times";
import { zones } from "./zones";

/** Definition of the schema -> what can be proposed for it. */
const byShape: Record<string, (wanted: Wanted) => Option[]> = {
  timeZone: zones,
  localDate: dates,
  localTime: startTimes,
  localEndTime: endTimes,
  localDateTime: beginnings,
  localEnd: ends,
  exactDuration: exactDurations,
  windowDuration: windowDurations,
  instant: instants,
  rrule: rules,
  operationPattern: operations,
};

const positions: Record<number, string> = {
  1: "the first",
  2: "the second",
  3: "the third",
  4: "the fourth",
  [-1]: "the last",
};

/** Key -> numbers that people write there, with their meaning. */
const numbers: Record<string, { values: readonly number[]; meaning?: (value: number) => string }> = {
  interval: {
    values: [2, 3, 4],
    meaning: (value) => `${(positions[value] ?? "").replace("the", "every")} period`,
  },
  byMonth: { values: Array.from({ length: 12 }, (_, month) => month + 1), meaning: monthName },
  byMonthDay: {
    values: [1, 15, -1],
    meaning: (value) => (value === -1 ? "the last day of the month" : `day ${value}`),
  },
  bySetPos: { values: [1, 2, 3, 4, -1], meaning: (value) => positions[value] ?? "" },
  nthOfPeriod: { values: [1, 2, 3, 4, -1], meaning: (value) => positions[value] ?? "" },
  count: { values: [1, 10, 12] },
};

/** The single values that may stand at the place and are not in its list already, the likeliest first. */
export function scalarOptions(wanted: Wanted): Option[] {
  return allOptions(wanted).filter(({ value }) => !wanted.taken.includes(value));
}

function allOptions(wanted: Wanted): Option[] {
  const { node, path } = wanted;
  const types = [node.type].flat();
  const meanings = node.enumDescriptions ?? {};
  const values = node.enum ?? (types.includes("string") ? Object.keys(meanings) : []);
  if (values.length > 0) {
    return choices(values, CompletionItemKind.EnumMember, (value) => {
      const meaning = meanings[value] ?? "";
      return value === node.default ? `default. ${meaning}` : meaning;
    });
  }
  if (types.includes("boolean")) {
    return [true, false].map((value) => ({
      value,
      kind: CompletionItemKind.Value,
      ...(value === node.default && { detail: "default" }),
    }));
  }
  if (types.includes("integer")) {
    const name = path.findLast((step) => !/^\d+$/.test(step)) ?? "";
    const { values: known = [], meaning } = numbers[name] ?? {};
    return choices(known, CompletionItemKind.Value, (value) => meaning?.(Number(value)));
  }
  const name = nameAt(path);
  if (name?.kind === "operation") return operations(wanted);
  if (name !== undefined) return ids(wanted, name.kind, name.declares);
  return byShape[node.shape ?? ""]?.(wanted) ?? [];
}

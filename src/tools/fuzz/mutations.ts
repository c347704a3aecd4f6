/** Breaks a definition in one place, the way people and programs do. */
import type { MaintenanceDefinition } from "../../core/generated/types";
import type { Random } from "./random";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Holder = Json[] | { [key: string]: Json };

/** A value and what holds it, under which key. */
interface Slot {
  holder: Holder;
  key: string;
  value: Json;
}

const strange: readonly Json[] = [
  ...[null, true, false, 0, 1, -1, 0.5, 1e21, "", " ", "x", "X", "*", "a.*", "a..b", "é", "22:00", "24:00"],
  ...[
    "25:00",
    "2026-02-29",
    "2024-02-29",
    "0000-01-01",
    "0000-02-29T00:00",
    "2026-01-01T24:00",
    "PT",
    "P1M",
    "PT0M",
  ],
  ...["P0D", "PT99999H", "PT100000H", "P9999D", "PT1H ", "1999-12-31T23:59:60Z", "2026-01-01T00:00:00z"],
  ...[
    "2026-01-01T00:00:00+24:00",
    "2026-01-01T00:00:00.1234567890Z",
    "2026-01-01T00:00Z",
    "0000-01-01T00:00:00Z",
  ],
  ...["UTC+2", "CEST", "europe/berlin", "Factory", "Etc/GMT+3", "Etc/UTC", "posix/UTC"],
  ...["FREQ=SECONDLY", "FREQ=DAILY;COUNT=0", "FREQ=WEEKLY;BYDAY=1MO", "FREQ=MONTHLY;BYDAY=6MO", "freq=daily"],
  ...["FREQ=YEARLY;BYDAY=54MO", "FREQ=DAILY;FREQ=DAILY", "FREQ=DAILY;UNTIL=20200101;COUNT=1", "FREQ=DAILY;"],
  ...[
    "FREQ=DAILY;BYDAY=+MO",
    "FREQ=DAILY;INTERVAL=+2",
    "FREQ=YEARLY;BYMONTHDAY=+1,-31",
    "FREQ=DAILY;UNTIL=20200101Z",
  ],
  ...[
    "maintenance-mode/v2",
    "other/v1",
    "a\nb",
    "a\u0000b",
    "-a",
    "a-",
    "a--b",
    "unknown",
    "{start}",
    "{end",
    "𝒳".repeat(65),
  ],
  ...["a".repeat(64), "a".repeat(65), "a".repeat(201), "a".repeat(501), "a".repeat(2001)],
  [],
  {},
  [[]],
  ["x", "x"],
  { id: "x" },
  { id: "a.b", answer: "" },
  { day: "mo", nthOfPeriod: 6 },
  { day: "mo", nthOfPeriod: 0 },
  { start: "2020-01-02T00:00", end: "2020-01-01T24:00" },
  { client: "acme", agent: "db-7" },
  { site: "hq" },
];

/** The definition with one change anywhere. */
export function mutate(random: Random, definition: MaintenanceDefinition): unknown {
  const root: Holder = { value: structuredClone(definition) as unknown as Json };
  const slots = slotsIn(root);
  while (!random.pick(changes)(random, random.pick(slots), slots));
  return root.value ?? null;
}

function slotsIn(holder: Holder): Slot[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    { holder, key, value },
    ...(isHolder(value) ? slotsIn(value) : []),
  ]);
}

function isHolder(value: Json): value is Holder {
  return typeof value === "object" && value !== null;
}

/** Each says whether it could change something there. */
const changes: readonly ((random: Random, slot: Slot, all: readonly Slot[]) => boolean)[] = [
  function replace(random, slot) {
    return set(slot, random.pick(strange));
  },
  function copy(random, slot, all) {
    return set(slot, random.pick(all).value);
  },
  function remove(_, { holder, key }) {
    if (Array.isArray(holder)) holder.splice(Number(key), 1);
    return Array.isArray(holder) || Reflect.deleteProperty(holder, key);
  },
  function repeat(random, { holder, value }) {
    if (!Array.isArray(holder)) return false;
    holder.splice(random.integer(0, holder.length), 0, structuredClone(value));
    return true;
  },
  function add(random, { value }, all) {
    if (!isHolder(value) || Array.isArray(value)) return false;
    const known = all.filter(({ holder }) => !Array.isArray(holder));
    const key = random.chance(0.2) ? random.pick(keys) : random.pick(known).key;
    return set({ holder: value, key }, random.chance(0.5) ? random.pick(strange) : random.pick(all).value);
  },
  function misspell(random, { holder, key, value }) {
    if (Array.isArray(holder)) return false;
    Reflect.deleteProperty(holder, key);
    return set({ holder, key: edited(random, key) }, value);
  },
  function edit(random, slot) {
    return typeof slot.value === "string" && set(slot, edited(random, slot.value));
  },
  function count(random, slot) {
    const { value } = slot;
    if (typeof value !== "number") return false;
    return set(slot, random.pick([value + 1, value - 1, -value, value * 100, value + 0.5]));
  },
];

/** Keys that are known somewhere, for places where they are not. */
const keys = [
  "cron",
  "rrule",
  "start",
  "duration",
  "once",
  "recurring",
  "endTime",
  "count",
  "endDate",
  "timeZone",
];

function set({ holder, key }: Pick<Slot, "holder" | "key">, value: Json): boolean {
  return Reflect.set(holder, key, structuredClone(value));
}

const insertions = [
  "",
  "a",
  "Z",
  "0",
  "9",
  " ",
  "-",
  ".",
  ":",
  "*",
  ";",
  "=",
  ",",
  "\n",
  "\u00a0",
  "~",
  "/",
  '"',
];

/** The text with one character more, less or other. */
function edited(random: Random, text: string): string {
  const at = random.integer(0, text.length);
  const inserted = random.pick(insertions);
  return text.slice(0, at) + inserted + text.slice(at + random.integer(0, 1));
}

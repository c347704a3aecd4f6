/** The few names that generated definitions, states and requests share, so that they meet. */
import type { Target } from "../../core/generated/types";
import type { Random } from "./random";

export const roleIds = ["admin", "dev", "ops", "a", "b-1"];
export const operations = [
  "a",
  "a.b",
  "a.b.c",
  "a.bc",
  "b",
  "b.a",
  "ab.c",
  "A.b",
  "a-b.c",
  "session.sign-in",
];
/** Names without a schema, so anything may stand in them. */
const clients = ["acme", "Acme", "b"];
const sites = ["hq", "lab"];
const agents = ["db-7", "web 1", "é", "𝒳"];

/** A pattern that matches one of the operations, or all below it. */
export function pattern(random: Random): string {
  const name = random.pick(operations);
  if (random.chance(0.08)) return "*";
  if (random.chance(0.5)) return name;
  return `${name.slice(0, Math.max(name.lastIndexOf("."), 1))}.*`;
}

/** Different patterns. */
export function patterns(random: Random, least: number, most: number): string[] {
  return [...new Set(random.list(least, most, () => pattern(random)))];
}

/** A target at any level, the wider ones more often. */
export function target(random: Random): Target {
  const level = random.pick([0, 0, 1, 1, 2, 2, 3]);
  const names: [keyof Target, readonly string[]][] = [
    ["client", clients],
    ["site", sites],
    ["agent", agents],
  ];
  return Object.fromEntries(
    names.slice(0, level).map(([key, known]) => [key, random.chance(0.7) ? known[0] : random.pick(known)]),
  );
}

/** The names with numbers behind them where one would stand twice. */
export function ids(names: readonly string[]): string[] {
  return names.map((name, index) => (names.indexOf(name) === index ? name : `${name}-${index}`));
}

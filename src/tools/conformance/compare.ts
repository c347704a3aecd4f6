/** Compares an answer with what a case expects: only what is expected, toggles in any order, texts for people never. */
import type { Json, JsonObject } from "./cases";

/** Lists whose order means nothing, with the member by which their entries find each other. */
const unordered = new Set(["toggles", "saved"]);
const special = new Set(["error", "absent", "present", "valid", "problems", "only", "without"]);

/** One line for each difference. */
export function differences(expected: JsonObject, got: Json | undefined): string[] {
  const found: string[] = [];
  const answer = isObject(got) ? got : {};
  for (const name of (expected.absent as string[] | undefined) ?? []) {
    if (answer[name] !== undefined) found.push(`${name}: expected none, got ${show(answer[name])}`);
  }
  for (const name of (expected.present as string[] | undefined) ?? []) {
    if (answer[name] === undefined) found.push(`${name}: expected something, got nothing`);
  }
  if ("valid" in expected || "problems" in expected || "without" in expected) {
    found.push(...checked(expected, (answer.problems as JsonObject[] | undefined) ?? []));
  }
  for (const [name, value] of Object.entries(expected)) {
    if (!special.has(name)) compare(name, value, answer[name], name, found);
  }
  return found;
}

function checked(expected: JsonObject, problems: readonly JsonObject[]): string[] {
  const found: string[] = [];
  const list = (): string => problems.map(({ code, path }) => `${show(code)} ${show(path)}`).join(", ");
  const errors = problems.filter(({ severity }) => severity === "error");
  if (expected.valid === true && errors.length > 0) found.push(`expected to be valid, got ${list()}`);
  if (expected.valid === false && errors.length === 0) found.push("expected an error, got none");
  const wanted = (expected.problems as JsonObject[] | undefined) ?? [];
  const left = [...problems];
  for (const one of wanted) {
    const at = left.findIndex((other) => Object.entries(one).every(([name, value]) => other[name] === value));
    if (at < 0) found.push(`expected ${show(one)}, got ${list() || "nothing"}`);
    else left.splice(at, 1);
  }
  if (expected.only === true && left.length > 0)
    found.push(
      `expected nothing more, got ${left.map(({ code, path }) => `${show(code)} ${show(path)}`).join(", ")}`,
    );
  for (const code of (expected.without as string[] | undefined) ?? []) {
    if (problems.some((other) => other.code === code)) found.push(`expected no ${code}, got ${list()}`);
  }
  return found;
}

function compare(name: string, expected: Json, got: Json | undefined, at: string, found: string[]): void {
  if (Array.isArray(expected)) {
    const list = Array.isArray(got) ? got : undefined;
    if (list?.length !== expected.length) {
      found.push(`${at}: expected ${show(expected)}, got ${show(got)}`);
      return;
    }
    expected.forEach((one, index) => {
      const other = unordered.has(name) ? list.find((entry) => sameTarget(entry, one)) : list[index];
      compare("", one, other, `${at}/${index}`, found);
    });
    return;
  }
  if (isObject(expected) && isObject(got)) {
    // A target is compared whole; of everything else only what is expected.
    if (name === "target" ? show(sorted(expected)) !== show(sorted(got)) : false) {
      found.push(`${at}: expected ${show(expected)}, got ${show(got)}`);
      return;
    }
    for (const missing of (expected.absent as string[] | undefined) ?? []) {
      if (got[missing] !== undefined)
        found.push(`${at}/${missing}: expected none, got ${show(got[missing])}`);
    }
    for (const [key, value] of Object.entries(expected)) {
      if (key !== "absent") compare(key, value, got[key], `${at}/${key}`, found);
    }
    return;
  }
  if (expected !== got) found.push(`${at}: expected ${show(expected)}, got ${show(got)}`);
}

function sameTarget(a: Json, b: Json): boolean {
  return isObject(a) && isObject(b) && show(sorted(a.target)) === show(sorted(b.target));
}

function sorted(value: Json | undefined): Json {
  if (!isObject(value)) return value ?? null;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

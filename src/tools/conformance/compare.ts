/** Compares an answer with what a case expects: only what is expected, toggles in any order, texts for people never. */
import type { Json, JsonObject } from "./cases";

/** Lists whose order means nothing, with the member by which their entries find each other. */
const unordered = new Set(["toggles", "saved"]);
const special = new Set(["error", "absent", "present", "valid", "problems", "only", "without", "documents"]);
/** Members that are compared whole; of everything else only what is expected. */
const whole = new Set(["target", "value"]);

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
  if ("documents" in expected) {
    found.push(...read(expected.documents as JsonObject[], (answer.documents as Json[] | undefined) ?? []));
  }
  for (const [name, value] of Object.entries(expected)) {
    if (!special.has(name)) compare(name, value, answer[name], name, found);
  }
  return found;
}

/** The documents of a text, each like the answer to a check. */
function read(expected: readonly JsonObject[], documents: readonly Json[]): string[] {
  if (documents.length !== expected.length)
    return [`expected ${expected.length} documents, got ${show(documents)}`];
  return expected.flatMap((one, index) =>
    differences(one, documents[index]).map((line) => `document ${index + 1}: ${line}`),
  );
}

function checked(expected: JsonObject, problems: readonly JsonObject[]): string[] {
  const found: string[] = [];
  const list = (): string => problems.map(brief).join(", ");
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
    found.push(`expected nothing more, got ${left.map(brief).join(", ")}`);
  for (const code of (expected.without as string[] | undefined) ?? []) {
    if (problems.some((other) => other.code === code)) found.push(`expected no ${code}, got ${list()}`);
  }
  return found;
}

function brief({ code, path, line, column }: JsonObject): string {
  return `${show(code)} ${show(path)}${line === undefined ? "" : ` ${show(line)}:${show(column)}`}`;
}

function compare(name: string, expected: Json, got: Json | undefined, at: string, found: string[]): void {
  if (whole.has(name)) {
    if (show(sorted(expected)) !== show(sorted(got)))
      found.push(`${at}: expected ${show(expected)}, got ${show(got)}`);
    return;
  }
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

/** The value with the members of every object in one order. */
function sorted(value: Json | undefined): Json | undefined {
  if (Array.isArray(value)) return value.map((one) => sorted(one) ?? null);
  if (!isObject(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member) ?? null]));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

/** Which keys a mapping of a definition can have: plain text, each once, no merge keys. */
import type { Node } from "yaml";
import { quoted } from "../core/check/wording";
import type { Finding } from "./finding";
import type { Reading } from "./reading";
import type { Entry, Span } from "./source";
import { yaml } from "./yaml";

/** Whether the mapping has the key already, which is reported. The first value counts. */
export function isRepeated(key: Key, entries: ReadonlyMap<string, Entry>, into: Reading): boolean {
  const first = entries.get(key.name);
  if (first === undefined) {
    if (into.repeatedIn === entries) into.repeatedIn = undefined;
    return false;
  }
  // Keys that repeat one after the other are one mistake: most often the dash before the first of them is missing.
  if (into.repeatedIn === entries) return true;
  into.repeatedIn = entries;
  into.findings.push({
    code: "duplicate-key",
    span: key.span,
    message: `The key ${quoted(key.name)} is here for the second time, and readers differ in which of the two counts. Keep one of them.`,
    related: [{ span: first.key, message: `${quoted(key.name)} is here first.` }],
  });
  return true;
}

export interface Key {
  name: string;
  span: Span;
}

/** The name of a key; undefined, and reported, when it cannot be one. */
export function keyOf(key: Node, base: number, path: string, into: Reading): Key | undefined {
  const span: Span = [base + (key.range?.[0] ?? 0), base + (key.range?.[1] ?? 0)];
  const refused = refusal(key, span);
  if (refused === undefined) return { name: nameOf(key), span };
  into.findings.push({ ...refused, span });
  into.broken.push(`${path}/?`);
  return undefined;
}

function nameOf(key: Node): string {
  if (!yaml().isScalar(key)) return "";
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

/** Why a key cannot be one. */
function refusal(key: Node, span: Span): Omit<Finding, "span"> | undefined {
  if (!yaml().isScalar(key) || span[0] === span[1]) {
    return {
      code: "unusable-key",
      message:
        "A key must be plain text on one line, such as `roles`; lists, mappings, aliases and empty keys are not.",
    };
  }
  const name = nameOf(key);
  if (name === "<<" && key.type === "PLAIN") {
    return {
      code: "merge-key",
      message:
        "`<<` (merge) is not part of YAML 1.2: some readers would merge, others see a key named `<<`. Write the keys out, or put an anchor on a whole list or mapping and use it with `*name`.",
    };
  }
  if (key.type === "PLAIN" && /^[\u00A0\u2000-\u200B\u202F\u205F\u3000]/.test(name)) {
    return {
      code: "invisible-space",
      message:
        "This line begins with a space that YAML does not take for one (such as a no-break space). Replace it with ordinary spaces.",
    };
  }
  return undefined;
}

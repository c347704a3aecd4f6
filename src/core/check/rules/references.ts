/** Names of roles, schedules and services that nothing declares. */
import { type Problem, problem } from "../../problem";
import type { Place } from "../place";
import type { Context } from "../rule";
import { advice, nearest, quoted } from "../wording";

/** What refers, and to what. */
interface Reference {
  code: "unknown-role" | "unknown-schedule" | "unknown-service";
  noun: string;
  /** The section that declares the names. */
  section: "roles" | "schedules" | "services";
  from: (root: Place) => readonly Place[];
}

const references: readonly Reference[] = [
  {
    code: "unknown-role",
    noun: "role",
    section: "roles",
    from: (root) => [
      ...root.get("windows").items.flatMap((window) => window.itemsOf("letThrough")),
      ...root.get("overrides").items.flatMap((override) => override.itemsOf("roles")),
      ...root.get("transitions").get("approval").itemsOf("approvers"),
    ],
  },
  {
    code: "unknown-schedule",
    noun: "schedule",
    section: "schedules",
    from: (root) => root.get("windows").items.flatMap((window) => window.itemsOf("exclude")),
  },
  {
    code: "unknown-service",
    noun: "service",
    section: "services",
    from: (root) => root.get("transitions").get("restart").itemsOf("services"),
  },
];

export function* unknownNames(context: Context): Iterable<Problem> {
  for (const { code, noun, section, from } of references) {
    const declared = declaredIn(context, section);
    if (declared === undefined) continue;
    for (const place of from(context.root)) {
      const { text } = place;
      if (text === undefined || declared.has(text)) continue;
      const suggestion = nearest(text, declared, context.guesses);
      const known = advice(suggestion, declared, `Known in ${section}`, `The definition has no ${section}.`);
      yield problem(code, {
        path: place.path,
        at: "value",
        message: `There is no ${noun} ${quoted(text)}. ${known} Correct the name, or add it to ${section}.`,
        ...(suggestion !== undefined && { suggestion }),
      });
    }
  }
}

function declaredIn(context: Context, section: Reference["section"]): Set<string> | undefined {
  const place = context.root.get(section);
  if (section !== "schedules") return context.idsOf(place);
  return context.isIncomplete(place.path) ? undefined : new Set(place.entries.map(([name]) => name));
}

/** What a role may do while maintenance is on: by itself, by overrides, and in blackouts. */
import { listed } from "../../core/words";
import { code, escaped } from "../markdown";
import { type Around, entriesOf, mappingOf, textsIn } from "./around";
import { isExpired, untilText } from "./times";

/** The rights of a role as Markdown; undefined when the definition declares no such role. */
export function roleText(id: unknown, around: Around): string | undefined {
  if (typeof id !== "string") return undefined;
  const role = [...entriesOf(around, "roles")].find((one) => one.id === id);
  if (role === undefined) return undefined;
  const bypass = textsIn(role.bypass);
  const may = textsIn(role.may);
  const lines = [
    admission(role.admitted === true, mappingOf(around, "operations").unlisted === "deny"),
    ...(bypass.length > 0 ? [`May always do ${names(bypass)} (bypass), also when that is blocked.`] : []),
    ...admits(id, around),
    ...blackouts(id, around),
    may.length > 0
      ? `May ${listed(may.map(code))} maintenance itself.`
      : "Has no rights over maintenance itself.",
  ];
  return `While maintenance is on, ${code(id)}:\n\n${lines.map((line) => `- ${line}`).join("\n")}`;
}

function admission(isAdmitted: boolean, isClosed: boolean): string {
  if (isAdmitted) return "Is admitted: works on with everything that is not blocked.";
  return isClosed
    ? "Is not admitted: only what is always allowed is open to it."
    : "Is not admitted: what is not blocked is open to it, as to everybody.";
}

/** Overrides that let the role in. */
function admits(id: string, around: Around): string[] {
  return [...entriesOf(around, "overrides")]
    .filter((one) => one.effect === "admit" && textsIn(one.roles).includes(id))
    .map((one) => {
      const operations = textsIn(one.operations);
      const what = operations.length === 0 ? "everything" : names(operations);
      const name = code(String(one.id));
      return isExpired(one, around)
        ? `Override ${name} let it do ${what}; that has expired.`
        : `May do ${what} through override ${name}${untilText(one, around)}.`;
    });
}

function blackouts(id: string, around: Around): string[] {
  const through = [...entriesOf(around, "windows")].filter(
    (one) => one.kind === "blackout" && textsIn(one.letThrough).includes(id),
  );
  return through.length === 0
    ? []
    : [`Gets in during ${listed(through.map((one) => code(String(one.id))))} (blackout).`];
}

function names(patterns: readonly string[]): string {
  return listed(patterns.map((pattern) => (pattern === "*" ? escaped("everything") : code(pattern))));
}

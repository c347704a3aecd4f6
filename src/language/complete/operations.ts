/** Operation names, segment by segment: what stands next in the names that the definition knows, and the patterns over them. */
import { CompletionItemKind } from "vscode-languageserver-types";
import { isRecord } from "../../core/check/place";
import { plural } from "../../core/words";
import type { Option, Wanted } from "./option";

/** So many names are offered in full; of more, only the next segment. */
const maxWhole = 200;

export function operations({ typed, taken, context }: Wanted): Option[] {
  const base = typed.slice(0, typed.lastIndexOf(".") + 1);
  const names = new Set(context.names("operation").map(({ name }) => name));
  const below = [...names].filter((name) => name.startsWith(base) && name !== "*").sort();
  const listed = new Set(taken.map((one) => (isRecord(one) ? one.id : one)));
  const found = new Map<string, Option>();
  const add = (value: string, detail?: string): void => {
    if (!listed.has(value) && !found.has(value))
      found.set(value, { value, detail, kind: CompletionItemKind.Value });
  };
  const segments = new Map<string, string[]>();
  for (const name of below) {
    const segment = name.slice(base.length).split(".", 1)[0] ?? "";
    segments.set(segment, [...(segments.get(segment) ?? []), name]);
  }
  for (const [segment, all] of segments) {
    if (segment === "*") continue;
    if (names.has(base + segment)) add(base + segment);
    const deeper = all.filter((name) => name !== base + segment);
    if (deeper.length > 0)
      add(`${base}${segment}.*`, `everything below, ${plural(deeper.length, "name")} known`);
  }
  add(`${base}*`, base === "" ? "every operation" : `everything below ${base.slice(0, -1)}`);
  if (below.length <= maxWhole) for (const name of below) add(name);
  return [...found.values()];
}

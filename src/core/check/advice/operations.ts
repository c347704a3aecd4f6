/** Operations that one list closes and another one opens again. */
import { type Problem, problem } from "../../problem";
import { quoted } from "../wording";
import type { Advised } from "./advised";
import { Patterns } from "./patterns";

export function* undoneBlocks(advised: Advised): Iterable<Problem> {
  if (!advised.isWhole("operations")) return;
  const operations = advised.root.get("operations");
  const always = operations.get("alwaysAllowed").items;
  if (always.length === 0) return;
  const allowed = new Patterns(always.map(({ text }) => text ?? ""));
  for (const entry of operations.get("blocked").items) {
    const place = entry.text === undefined ? entry.get("id") : entry;
    const { text } = place;
    const wide = text === undefined ? undefined : allowed.covering(text);
    if (wide === undefined) continue;
    const other = always.find((one) => one.text === wide);
    yield problem("undone-block", {
      path: place.path,
      at: "value",
      message: `${quoted(text)} is never refused during maintenance, because ${wide === text ? "it" : quoted(wide)} is in alwaysAllowed, which goes before. Take it out of one of the two lists.`,
      ...(other !== undefined && { related: [{ path: other.path, message: "Always allowed here." }] }),
    });
  }
}

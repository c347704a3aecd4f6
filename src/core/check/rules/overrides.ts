/** Overrides that no longer count. */
import { type Problem, problem } from "../../problem";
import { parseInstant } from "../../zone";
import type { Context } from "../rule";
import { quoted } from "../wording";

export function* expiredOverrides({ root, nowMs }: Context): Iterable<Problem> {
  for (const override of root.get("overrides").items) {
    const text = override.textOf("expires");
    const ms = text === undefined ? undefined : parseInstant(text);
    if (ms === undefined || ms > nowMs) continue;
    const expires = override.get("expires");
    yield problem("expired-override", {
      path: expires.path,
      at: "value",
      message: `This override expired at ${quoted(expires.value)} and no longer counts. Remove it, or move its end.`,
    });
  }
}

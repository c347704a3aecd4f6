/** Overrides that no longer count. */
import { type Problem, problem } from "../../problem";
import { parseInstant } from "../../zone";
import type { Context } from "../rule";
import { quoted } from "../wording";

export function* expiredOverrides({ root, nowMs }: Context): Iterable<Problem> {
  for (const override of root.get("overrides").items) {
    const expires = override.get("expires");
    const ms = expires.text === undefined ? undefined : parseInstant(expires.text);
    if (ms === undefined || ms > nowMs) continue;
    yield problem("expired-override", {
      path: expires.path,
      at: "value",
      message: `This override expired at ${quoted(expires.value)} and no longer counts. Remove it, or move its end.`,
    });
  }
}

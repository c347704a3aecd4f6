/** Overrides that let somebody in to what is open to them anyway. */
import { type Problem, problem } from "../../problem";
import type { Place } from "../place";
import { listed, quoted } from "../wording";
import type { Advised } from "./advised";
import { Patterns } from "./patterns";

export function* uselessAdmits(advised: Advised): Iterable<Problem> {
  // Where operations are not written yet, nothing is closed to anybody.
  if (!advised.isWhole("operations", "roles") || !advised.root.get("operations").exists) return;
  const admits = advised.sound("overrides").filter((one) => one.textOf("effect") === "admit");
  if (admits.length === 0) return;
  const closed = new Closed(advised.root);
  for (const override of admits) {
    const roles = override.get("roles").items.map(({ text }) => text ?? "");
    const names = override.get("operations").items.map(({ text }) => text ?? "");
    const patterns = names.length === 0 ? ["*"] : names;
    if (roles.some((role) => patterns.some((pattern) => closed.isAnyClosed(role, pattern)))) continue;
    const what = names.length === 0 ? "everything" : listed(names);
    yield problem("useless-override", {
      path: override.get("id").path,
      at: "value",
      message: `This override changes nothing: during maintenance ${quoted(what)} is open to ${quoted(listed(roles))} without it. Remove it, or correct what it names.`,
    });
  }
}

/** What maintenance closes, and to whom. */
class Closed {
  readonly #blocked: Patterns;
  readonly #always: Patterns;
  readonly #isDenied: boolean;
  readonly #roles: ReadonlyMap<string, { isAdmitted: boolean; bypass: Patterns }>;

  constructor(root: Place) {
    const operations = root.get("operations");
    this.#blocked = patternsIn(operations.get("blocked"));
    this.#always = patternsIn(operations.get("alwaysAllowed"));
    this.#isDenied = operations.get("unlisted").value === "deny";
    this.#roles = new Map(
      root.get("roles").items.map((role) => [
        role.textOf("id") ?? "",
        {
          isAdmitted: role.get("admitted").value === true,
          bypass: patternsIn(role.get("bypass")),
        },
      ]),
    );
  }

  /** Whether some operation that the pattern matches is refused to the role while maintenance is on. */
  isAnyClosed(id: string, pattern: string): boolean {
    const role = this.#roles.get(id);
    const isOpen = (one: string): boolean =>
      this.#always.covering(one) !== undefined || role?.bypass.covering(one) !== undefined;
    // No list of names is all that a pattern matches, so what no single pattern opens is closed somewhere.
    const isAllClosed =
      this.#blocked.covering(pattern) !== undefined || (this.#isDenied && role?.isAdmitted !== true);
    if (isAllClosed) return !isOpen(pattern);
    for (const narrow of this.#blocked.below(pattern)) if (!isOpen(narrow)) return true;
    return false;
  }
}

function patternsIn(list: Place): Patterns {
  return new Patterns(list.items.map((item) => item.text ?? item.get("id").text ?? ""));
}

/** What a rule of meaning gets to see, and what it must not judge because something there is broken already. */
import type { Problem } from "../problem";
import { Inventory } from "./inventory";
import { isAmong, isWithin, parent, type Place, step } from "./place";
import type { GuessBudget } from "./wording";

/** A rule looks at a definition and tells what it finds. */
export type Rule = (context: Context) => Iterable<Problem>;

export class Context {
  /** Shared by all rules, so that a document of nothing but unknown names is checked in time, too. */
  readonly guesses: GuessBudget = { comparisons: 100_000 };
  #inventory: Inventory | undefined;
  readonly #misnamed: ReadonlySet<string>;
  readonly #broken: ReadonlySet<string>;
  readonly #incomplete: ReadonlySet<string>;

  constructor(
    readonly root: Place,
    readonly nowMs: number,
    /** The mistakes of shape that were found before. */
    readonly shape: readonly Problem[],
    /** Paths that could not be read from the text. */
    readonly broken: readonly string[],
    /** The inventory in `agents`, when the caller keeps one. */
    private readonly kept?: Inventory,
  ) {
    this.#broken = new Set(broken);
    this.#incomplete = new Set(broken.map(parent));
    this.#misnamed = new Set(
      shape.flatMap(({ code, path, suggestion }) =>
        code === "unknown-property" && suggestion !== undefined ? [parent(path) + step(suggestion)] : [],
      ),
    );
  }

  /** The inventory in `agents`; undefined when there is none. */
  get inventory(): Inventory | undefined {
    const { value } = this.root.get("agents");
    if (!Array.isArray(value) || value.length === 0) return undefined;
    this.#inventory ??= this.kept ?? new Inventory(value);
    return this.#inventory;
  }

  /** Whether the list or mapping at the path may hold more, or something else, than its value shows. */
  isIncomplete(path: string): boolean {
    if (this.#misnamed.has(path) || this.broken.some((one) => isWithin(one, path) || isWithin(path, one)))
      return true;
    return this.#incomplete.has(parent(path)) && !this.root.at(path).exists;
  }

  /** Whether anything at or below the path is wrong already. */
  isFaulty(path: string): boolean {
    return this.isIncomplete(path) || this.shape.some((one) => isWithin(one.path, path));
  }

  /** Whether a problem is about what could not be read, or about something that is missing only because of that. */
  isDistrusted({ code, path }: Problem): boolean {
    return isAmong(path, this.#broken) || this.#incomplete.has(needy(code, path) ?? "?");
  }

  #isBroken(place: Place): boolean {
    return this.#broken.size > 0 && isAmong(place.path, this.#broken);
  }

  /**
   * The ids of the entries of a list; undefined when one of them has none that can be read, because then nobody can say
   * that an id does not exist.
   */
  idsOf(list: Place): Set<string> | undefined {
    const mayHoldMore =
      this.#misnamed.has(list.path) || this.#incomplete.has(list.path) || isAmong(list.path, this.#broken);
    if (mayHoldMore || (!list.exists && this.isIncomplete(list.path))) return undefined;
    const ids = list.items.map((item) => (this.#isBroken(item.get("id")) ? undefined : item.textOf("id")));
    return ids.every((id) => id !== undefined) ? new Set(ids) : undefined;
  }
}

/** The path of what lacks something, if that is what the problem says. */
function needy(code: string, path: string): string | undefined {
  switch (code) {
    case "missing-property":
    case "empty-value":
    case "wrong-type": // the kind of something that is not complete yet may still change
      return path;
    case "missing-time-zone":
    case "target-gap":
      return parent(path);
    default:
      return undefined;
  }
}

/**
 * A value with its document path, read without trust: whatever is not there, or is something else than asked for,
 * reads as nothing, so that a rule never has to know what the shape check has already reported.
 */

const none: readonly never[] = [];
/** Shared by all places that keep no children. */
const noChildren = new Map<string, Place>();

export class Place {
  #path: string | undefined;
  #items: readonly Place[] | undefined;
  readonly #children: Map<string, Place>;

  /** A value at a path, or the value of a key of another place. */
  constructor(
    readonly value: unknown,
    private readonly around: Place | string,
    private readonly key: string | number = "",
  ) {
    this.#children = typeof around === "string" ? new Map<string, Place>() : noChildren;
  }

  /** JSON Pointer; put together only when it is asked for, since most places are right. */
  get path(): string {
    this.#path ??= typeof this.around === "string" ? this.around : this.around.path + step(this.key);
    return this.#path;
  }

  /** The value as text, if it is one that can be meant as a name or a time. */
  get text(): string | undefined {
    return typeof this.value === "string" && this.value.length <= 500 ? this.value : undefined;
  }

  /** The text of what a key holds, for rules that look at very many. */
  textOf(key: string): string | undefined {
    return textIn(this.value, key);
  }

  /** The list that a key holds, for the same rules; empty when it is no list. */
  listOf(key: string): readonly unknown[] {
    return listIn(this.value, key);
  }

  /** The items of the list that a key holds. */
  itemsOf(key: string): readonly Place[] {
    return this.listOf(key).length === 0 ? none : this.get(key).items;
  }

  get exists(): boolean {
    return this.value !== undefined;
  }

  /** What the key, or the position in a list, holds. */
  get(key: string): Place {
    // Every rule asks the root for the same few keys.
    if (typeof this.around !== "string") return this.#child(key);
    const known = this.#children.get(key) ?? this.#child(key);
    this.#children.set(key, known);
    return known;
  }

  #child(key: string): Place {
    return new Place(held(this.value, key), this, key);
  }

  /** What lies at a path below this place. */
  at(path: string): Place {
    return steps(path).reduce<Place>((place, name) => place.get(name), this);
  }

  /** The items of a list; none when it is no list. */
  get items(): readonly Place[] {
    if (!Array.isArray(this.value)) return none;
    this.#items ??= this.value.map((item: unknown, index) => new Place(item, this, index));
    return this.#items;
  }

  /** What every key holds; none when it is no mapping. */
  get entries(): [string, Place][] {
    const { value } = this;
    return isRecord(value) ? Object.keys(value).map((key) => [key, new Place(value[key], this, key)]) : [];
  }
}

/** The text of what a key holds, of a value that needs no place. */
export function textIn(value: unknown, key: string): string | undefined {
  const found = held(value, key);
  // The longest text that any rule compares has 500 characters.
  return typeof found === "string" && found.length <= 500 ? found : undefined;
}

/** The list that a key holds, of such a value. */
export function listIn(value: unknown, key: string): readonly unknown[] {
  const found = held(value, key);
  return Array.isArray(found) ? found : none;
}

/** What a key of a value holds. */
export function held(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const found = (value as Record<string, unknown>)[key];
  // What every object has is functions and objects: other things are the value's own, which need not be asked.
  return found === undefined || typeof found === "string" || Object.hasOwn(value, key) ? found : undefined;
}

/** Whether the value is a mapping. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** One step of a JSON Pointer, escaped. */
export function step(name: string | number): string {
  return `/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The steps of a JSON Pointer, unescaped. */
export function steps(path: string): string[] {
  return path
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** Whether the path is the other one or lies below it. */
export function isWithin(path: string, outer: string): boolean {
  return path === outer || path.startsWith(`${outer}/`);
}

/** The path around a path. */
export function parent(path: string): string {
  return path.slice(0, path.lastIndexOf("/"));
}

/** Whether the path, or something around it, is one of the paths. */
export function isAmong(path: string, paths: ReadonlySet<string>): boolean {
  for (let at = path; at !== ""; at = parent(at)) if (paths.has(at)) return true;
  return paths.has("");
}

/** What a script carries from one step to another: placeholders in its texts, and places in values. */
import type { Json, JsonObject } from "./cases";

const minuteMs = 60_000;
/** How far the minute that a script speaks of lies ahead at least when it is first named. */
const minuteAheadMs = 30_000;

/** The placeholders of one script: kept values, instants relative to now, and local minutes of a zone without offset. */
export class Values {
  readonly #kept = new Map<string, Json>();
  #minuteMs: number | undefined;
  /** How far the clock of the server is ahead. */
  clockMs = 0;

  keep(name: string, value: Json): void {
    this.#kept.set(name, value);
  }

  /** The same value with every placeholder filled in; a text that is one placeholder becomes the value itself. */
  filled(value: Json): Json {
    if (typeof value === "string") {
      const whole = /^\{([^{}]+)\}$/.exec(value)?.[1];
      return (whole === undefined ? undefined : this.#value(whole)) ?? this.text(value);
    }
    if (Array.isArray(value)) return value.map((one) => this.filled(one));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.filled(one)]));
  }

  /** The same of a text, as text. */
  text(text: string): string {
    return text.replace(/\{([^{}]+)\}/g, (all, name: string) => {
      const value = this.#value(name);
      return typeof value === "string" || typeof value === "number" ? String(value) : all;
    });
  }

  nowMs(): number {
    return Date.now() + this.clockMs;
  }

  #value(name: string): Json | undefined {
    const [, base, count = "0"] = /^(now|minute|local)([+-]\d+)?$/.exec(name) ?? [];
    if (base === undefined) return this.#kept.get(name);
    if (base === "now") return new Date(this.nowMs() + Number(count)).toISOString();
    this.#minuteMs ??= Math.ceil((this.nowMs() + minuteAheadMs) / minuteMs) * minuteMs;
    const instant = new Date(this.#minuteMs + Number(count) * minuteMs).toISOString();
    return base === "minute" ? instant : instant.slice(0, 16);
  }
}

/** What stands at a JSON Pointer. */
export function at(value: Json, pointer: string): Json | undefined {
  return steps(pointer).reduce<Json | undefined>(
    (inside, step) => (typeof inside === "object" ? (inside as JsonObject | null)?.[step] : undefined),
    value,
  );
}

/** A copy in which other values stand at these JSON Pointers. */
export function edited(value: Json, edits: JsonObject): Json {
  const copy = structuredClone(value);
  for (const [pointer, other] of Object.entries(edits)) {
    const path = steps(pointer);
    const last = path.pop();
    const parent = at(copy, path.map((step) => `/${step}`).join(""));
    if (last === undefined || typeof parent !== "object" || parent === null)
      throw new Error(`There is nothing at ${pointer}.`);
    (parent as JsonObject)[last] = other;
  }
  return copy;
}

function steps(pointer: string): string[] {
  return pointer.split("/").slice(1);
}

/** Writes what is inserted: in lines or in brackets, quoted where it must be, with tab stops where the user chooses on. */
import type { Quote } from "./outline";

type Plain = string | number | boolean;

/** A scalar that the user is to choose or to change; the first option stands there at first. */
export class Blank {
  constructor(
    readonly options: readonly Plain[],
    /** The text around the choice, where only a piece of the scalar is one. */
    readonly before = "",
    readonly after = "",
  ) {}

  get first(): Plain {
    const option = this.options[0] ?? "";
    return this.before + this.after === "" ? option : `${this.before}${option}${this.after}`;
  }
}

/** A value to be written. */
export type Draft = Plain | Blank | readonly Draft[] | { readonly [key: string]: Draft };

/** The value that a draft is before anybody changes it. */
export function valueOfDraft(draft: Draft): unknown {
  if (draft instanceof Blank) return draft.first;
  if (typeof draft !== "object") return draft;
  if (isList(draft)) return draft.map(valueOfDraft);
  return Object.fromEntries(Object.entries(draft).map(([key, value]) => [key, valueOfDraft(value)]));
}

export interface Style {
  isSnippet: boolean;
  /** Whether everything around stands in brackets. */
  isFlow: boolean;
  /** Whether keys and texts are quoted always. */
  isJson: boolean;
  /** How much farther right than their key mappings and lists begin. */
  steps: { mapping: number; list: number };
}

/** So long may a mapping or a list be that stands on one line, and a list of mappings. */
const shortLength = 60;
const shortListOfMappings = 32;

export class Writer {
  #stops = 0;

  constructor(private readonly style: Style) {}

  /**
   * The value where its first line has begun in the column already. What is open is written line by line, however
   * short it is.
   */
  inline(draft: Draft, column: number, isOpen: boolean): string {
    if (isScalar(draft)) return this.scalar(draft);
    if (this.style.isFlow) return this.#flow(draft);
    if (isList(draft)) {
      const items = draft.map((item) => `- ${this.#item(item, column + 2, isOpen)}`);
      return items.join(newLine(column));
    }
    const entries = Object.entries(draft);
    const lines = entries.map(([key, value]) => `${this.key(key)}:${this.afterColon(value, column, isOpen)}`);
    return lines.join(newLine(column));
  }

  /** What follows the colon of a key in the column. */
  afterColon(draft: Draft, column: number, isOpen: boolean): string {
    if (isScalar(draft)) return ` ${this.scalar(draft)}`;
    if (this.style.isFlow || isEmpty(draft) || (!isOpen && isShort(draft))) return ` ${this.#flow(draft)}`;
    const inner = column + (isList(draft) ? this.style.steps.list : this.style.steps.mapping);
    return newLine(inner) + this.inline(draft, inner, isOpen && isList(draft));
  }

  /** The entries of a mapping in brackets, without the brackets. */
  entries(draft: Readonly<Record<string, Draft>>): string {
    const entries = Object.entries(draft);
    return entries.map(([key, value]) => `${this.key(key)}: ${this.#flow(value)}`).join(", ");
  }

  /** A key alone. */
  key(name: string): string {
    return this.#literal(quotedIfNeeded(name, true, this.style.isJson));
  }

  scalar(draft: Plain | Blank, isFlow = this.style.isFlow): string {
    const { isSnippet, isJson } = this.style;
    const written = (value: Plain): string =>
      typeof value === "string" ? quotedIfNeeded(value, isFlow, isJson) : String(value);
    if (!(draft instanceof Blank)) return this.#literal(written(draft));
    if (!isSnippet) return written(draft.first);
    const { options, before, after } = draft;
    const isPiece = before + after !== "";
    const needQuotes = (isPiece ? [draft.first] : options).every((one) => written(one).startsWith('"'));
    const shown = options.map((one) =>
      needQuotes ? JSON.stringify(String(one)).slice(1, -1) : isPiece ? String(one) : written(one),
    );
    const choice = this.#literal(before) + this.#stop(shown) + this.#literal(after);
    return needQuotes ? `"${choice}"` : choice;
  }

  /** The text of a scalar inside quotes that are there already. */
  inQuotes(text: string, quote: Quote): string {
    return this.#literal(quote === "'" ? text.replaceAll("'", "''") : JSON.stringify(text).slice(1, -1));
  }

  #item(draft: Draft, column: number, isOpen: boolean): string {
    if (isScalar(draft)) return this.scalar(draft);
    if (isList(draft) || (!isOpen && isShort(draft))) return this.#flow(draft);
    return this.inline(draft, column, false);
  }

  #flow(draft: Draft): string {
    if (isScalar(draft)) return this.scalar(draft, true);
    if (isList(draft)) return `[${draft.map((item) => this.#flow(item)).join(", ")}]`;
    return isEmpty(draft) ? this.#literal("{}") : `{ ${this.entries(draft)}${this.#literal(" }")}`;
  }

  #literal(text: string): string {
    return this.style.isSnippet ? text.replace(/[\\$}]/g, "\\$&") : text;
  }

  #stop(options: readonly string[]): string {
    const number = ++this.#stops;
    if (options.length === 1) return `\${${number}:${this.#literal(options[0] ?? "")}}`;
    return `\${${number}|${options.map((one) => one.replace(/[\\,|]/g, "\\$&")).join(",")}|}`;
  }
}

function newLine(column: number): string {
  return `\n${" ".repeat(column)}`;
}

export function isScalar(draft: Draft): draft is Plain | Blank {
  return typeof draft !== "object" || draft instanceof Blank;
}

export function isMapping(draft: Draft): draft is Readonly<Record<string, Draft>> {
  return !isScalar(draft) && !isList(draft);
}

function isList(draft: Draft): draft is readonly Draft[] {
  return Array.isArray(draft);
}

function isEmpty(draft: Draft): boolean {
  return Object.keys(draft).length === 0;
}

function isShort(draft: Draft): boolean {
  const isLong = isList(draft) && draft.some((item) => !isScalar(item));
  const style = { isSnippet: false, isFlow: true, isJson: false, steps: { mapping: 2, list: 2 } };
  return new Writer(style).inline(draft, 0, false).length <= (isLong ? shortListOfMappings : shortLength);
}

/** The text as YAML: plain where every reader takes it for a text, else in quotes. */
export function quotedIfNeeded(text: string, isFlow: boolean, isJson = false): string {
  const words = isFlow
    ? /^[A-Za-z_][\w./+*=;-]*(?: [\w./+*=;-]+)*$/
    : /^[A-Za-z_][\w./+*=;,-]*(?: [\w./+*=;,-]+)*$/;
  const isTrap = /^(?:y|n|yes|no|on|off|true|false|null)$/i.test(text);
  return !isJson && words.test(text) && !isTrap ? text : JSON.stringify(text);
}

/**
 * One definition that is kept while its text is edited. It judges each part by itself once, and what compares parts again
 * only when something that is compared has changed.
 */
import { Advised } from "../../core/check/advice/advised";
import { repeatedEnvironment } from "../../core/check/advice/environments";
import { adviceBetween, adviceOfWindows, isFault } from "../../core/check/advise";
import { frameErrors, type ListSection, isSameToOthers, otherProblems } from "../../core/check/entries";
import { Inventory } from "../../core/check/inventory";
import { parent, Place, step, steps } from "../../core/check/place";
import type { SchemaError } from "../../core/generated/validate";
import type { Problem } from "../../core/problem";
import type { EnforcedBy } from "../../core/systems";
import { isOurs, mentions } from "../definition";
import { environmentOf } from "../environments";
import type { Definition } from "./definition";
import type { ReadPart } from "./part";
import type { Slot, SlotProblem } from "./slot";

/** Where a top-level key stands, and how many slots behind it are entries of its list. */
interface Section {
  head: Slot;
  entries: Slot[];
}

export class CutDefinition implements Definition {
  readonly value: Record<string, unknown> = {};
  readonly isEmpty = false;
  readonly unread = 0;
  readonly #sections = new Map<string, Section>();
  /** The lists that are cut into entries. */
  readonly #lists: ListSection[] = [];
  readonly #first: Slot | undefined;
  /** Parts with mistakes of shape, or with something that cannot be read. */
  readonly #faulty = new Set<Slot>();
  /** Parts that something may be wrong with. */
  readonly #troubled = new Set<Slot>();
  /** Parts that something is wrong with beside others. */
  readonly #compared = new Set<Slot>();
  #inventory: Inventory | undefined;
  #frame: readonly SchemaError[] = [];
  #isFrameStale = true;
  #isCompared = false;
  #isAdvised = false;
  #rivals: readonly string[] = none;
  #isVersionUnknown = false;
  #more = 0;

  constructor(
    readonly slots: readonly Slot[],
    private readonly isNamed: boolean,
    private readonly nowMs: number,
    private readonly enforcedBy?: EnforcedBy,
  ) {
    for (const slot of slots) {
      const part = slot.part as ReadPart;
      if (part.kind === "key") {
        this.#sections.set(part.section, { head: slot, entries: [] });
        this.#first ??= slot;
      }
    }
    for (const slot of slots) if ((slot.part as ReadPart).isEntry) this.#section(slot).entries.push(slot);
    for (const [name, { head, entries }] of this.#sections) {
      const value =
        entries.length > 0
          ? entries.map(({ part }) => (part as ReadPart).value)
          : (head.part as ReadPart).value;
      set(this.value, name, value);
      if (entries.length > 0) this.#lists.push(name as ListSection);
    }
    for (const slot of slots) this.#watch(slot);
  }

  /** Whether the document is to be checked. */
  get isOurs(): boolean {
    // What a broken part says it is may be what could not be read.
    const mayBe = (slot: Slot): boolean =>
      (slot.part as ReadPart).broken.length > 0 && mentions(slot.part.text);
    return isOurs(this.value, this.isNamed || [...this.#faulty].some(mayBe));
  }

  get environment(): string | undefined {
    return environmentOf(this.value);
  }

  /** The time zone that windows without one have. */
  get timeZone(): unknown {
    return this.value.timeZone;
  }

  /** How many problems are too many to be listed. */
  get more(): number {
    return this.#more;
  }

  /** The path of a part's value. */
  pathOf({ part, index }: Slot): string {
    const { section, isEntry } = part;
    if (section === "") return "";
    const first = this.#sections.get(section)?.entries[0]?.index ?? index;
    return isEntry ? `${step(section)}/${index - first}` : step(section);
  }

  /** Puts another part of the same kind into a slot. */
  replace(slot: Slot, part: ReadPart): void {
    const before = slot.part as ReadPart;
    const wasFaulty = this.#faulty.has(slot);
    slot.part = part;
    const { section } = part;
    const { head, entries } = this.#section(slot);
    if (part.isEntry) {
      const index = slot.index - (entries[0]?.index ?? 0);
      (this.value[section] as unknown[])[index] = part.value;
      if (section === "agents") this.#inventory?.replaced(index, before.value);
    }
    if (head === slot && entries.length === 0) set(this.value, section, part.value);
    if (!part.isEntry) this.#isFrameStale = true;
    this.#isAdvised = false;
    this.#watch(slot);
    if (wasFaulty || this.#faulty.has(slot) || !isSameToOthers(section, before.value, part.value))
      this.#isCompared = false;
    if (section === "timeZone") for (const one of this.slots) this.#watch(one);
  }

  /** Finds the advice, unless nothing has changed since the last time. */
  advise(rivals: readonly string[]): void {
    this.#compare();
    if (this.#isAdvised && rivals.join() === this.#rivals.join()) return;
    this.#isAdvised = true;
    this.#rivals = rivals;
    for (const slot of this.slots) {
      if (slot.advice.length === 0) continue;
      slot.advice = none;
      this.#watch(slot);
    }
    if (this.#isVersionUnknown) return;
    const advised = new Advised(new Place(this.value, ""), this.nowMs, this.#faults(), this.enforcedBy);
    const windows = this.#sections.get("windows");
    for (const slot of windows?.entries ?? []) {
      if (!advised.isSound(this.pathOf(slot))) continue;
      slot.advice = (slot.part as ReadPart).advice(this.timeZone, this.nowMs);
      if (slot.advice.length > 0) this.#troubled.add(slot);
    }
    const inOnePart = windows?.entries.length === 0 ? adviceOfWindows(advised) : none;
    const { environment } = this;
    const between = [...inOnePart, ...adviceBetween(advised)];
    if (environment !== undefined && rivals.length > 0)
      between.push(repeatedEnvironment(environment, rivals));
    for (const problem of between) {
      const { slot, path } = this.#find(problem.path);
      slot.advice = [...slot.advice, { ...this.#placed(problem), path }];
      this.#troubled.add(slot);
    }
  }

  /** The paths about which no advice is given. */
  *#faults(): Iterable<string> {
    for (const { instancePath } of this.#frame) yield instancePath;
    for (const slot of this.#troubled) {
      const path = this.pathOf(slot);
      if (this.#faulty.has(slot)) yield path;
      for (const one of [...slot.others, ...this.own(slot)])
        if (isFault(one.code)) yield one.path === ".." ? "" : path + one.path;
    }
  }

  /** The parts that something is wrong with, or may be. */
  troubled(): Iterable<Slot> {
    this.#compare();
    return this.#troubled;
  }

  /** What cannot be in a part by itself. */
  own({ part }: Slot): readonly Problem[] {
    return this.#isVersionUnknown ? [] : (part as ReadPart).own(this.timeZone, this.nowMs);
  }

  /** Notes whether there may be something to say about a part. */
  #watch(slot: Slot): void {
    const part = slot.part as ReadPart;
    toggle(this.#faulty, slot, part.broken.length > 0 || part.errors.length > 0);
    const isTroubled =
      this.#faulty.has(slot) ||
      part.isSuspicious ||
      part.hasIgnores ||
      slot.others.length > 0 ||
      slot.advice.length > 0 ||
      part.findings.length > 0 ||
      part.own(this.timeZone, this.nowMs).length > 0;
    toggle(this.#troubled, slot, isTroubled);
  }

  /** Finds the mistakes of shape and what compares parts, unless nothing of that has changed. */
  #compare(): void {
    if (this.#isFrameStale || !this.#isCompared) {
      const frame = frameErrors(this.value, this.#lists);
      if (frame.length + this.#frame.length > 0) this.#isCompared = false;
      this.#frame = frame;
      this.#isFrameStale = false;
    }
    if (this.#isCompared) return;
    this.#isCompared = true;
    for (const slot of this.#compared) {
      slot.others = [];
      this.#watch(slot);
    }
    this.#compared.clear();
    const errors = [...this.#frame];
    const broken: string[] = [];
    for (const slot of this.#faulty) {
      const part = slot.part as ReadPart;
      const path = this.pathOf(slot);
      for (const error of part.errors) errors.push({ ...error, instancePath: path + error.instancePath });
      for (const one of part.broken)
        broken.push(one.startsWith("..") ? parent(path) + one.slice(2) : path + one);
      if (part.kind === "stray") broken.push(...this.#endsBefore(slot));
    }
    const { agents } = this.value;
    if (Array.isArray(agents) && this.#lists.includes("agents")) this.#inventory ??= new Inventory(agents);
    const known = { nowMs: this.nowMs, broken, inventory: this.#inventory };
    const { shape, meaning, more } = otherProblems(this.value, errors, known);
    this.#more = more;
    this.#isVersionUnknown = shape.some(({ code }) => code === "unknown-version");
    for (const problem of [...shape, ...meaning]) {
      const { slot, path } = this.#find(problem.path);
      slot.others = [...slot.others, { ...this.#placed(problem), path }];
      this.#compared.add(slot);
      this.#troubled.add(slot);
    }
  }

  #placed({ related, ...problem }: Problem): SlotProblem {
    if (related === undefined) return problem;
    const places = related.map(({ path, message }) => {
      const { slot, path: at } = this.#find(path);
      return { slot, at, message };
    });
    return { ...problem, related: places };
  }

  /** The part in which a path of the definition lies, and the path from there. What lies in none is shown at the first key. */
  #find(path: string): { slot: Slot; path: string } {
    const [section = "", index = "", ...rest] = steps(path);
    const found = this.#sections.get(section);
    if (found === undefined) return { slot: this.#first ?? (this.slots[0] as Slot), path: ".." };
    const entry = /^\d+$/.test(index) ? found.entries[Number(index)] : undefined;
    if (entry === undefined)
      return {
        slot: found.head,
        path: [index, ...rest]
          .filter((_, at) => at > 0 || index !== "")
          .map(step)
          .join(""),
      };
    return { slot: entry, path: rest.map(step).join("") };
  }

  /** What may go on behind a stray line: the last thing before it, and the last in that. */
  #endsBefore(stray: Slot): string[] {
    const before = this.slots[this.slots.indexOf(stray) - 1];
    if (before === undefined || before.part.section === "") return [];
    const paths = [`${this.pathOf(before)}/?`];
    if (before.part.isEntry) paths.push(`${step(before.part.section)}/?`);
    return paths;
  }

  #section({ part }: Slot): Section {
    const found = this.#sections.get(part.section);
    if (found === undefined) throw new Error(`No key ${part.section}`);
    return found;
  }
}

const none: readonly never[] = [];

function set(object: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}

function toggle<T>(set: Set<T>, value: T, isIn: boolean): void {
  if (isIn) set.add(value);
  else set.delete(value);
}

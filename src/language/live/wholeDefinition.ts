/** A definition that is read and judged as one: the part says everything. */
import type { Definition } from "./definition";
import type { Slot } from "./slot";
import type { WholePart } from "./whole";

export class WholeDefinition implements Definition {
  readonly slots: readonly Slot[];
  readonly more = 0;
  readonly #part: WholePart;

  constructor(slot: Slot, part: WholePart) {
    this.slots = [slot];
    this.#part = part;
  }

  get isOurs(): boolean {
    return this.#part.findings !== undefined;
  }

  get value(): unknown {
    return this.#part.value;
  }

  get isEmpty(): boolean {
    return this.#part.isEmpty;
  }

  get unread(): number {
    return this.#part.isUnread ? this.#part.text.length : 0;
  }

  pathOf(): string {
    return "";
  }

  advise(): void {
    // Whatever changes, all of it is read and judged again.
  }

  troubled(): Iterable<Slot> {
    return this.slots;
  }

  own(): readonly [] {
    return nothingOwn;
  }
}

const nothingOwn = [] as const;

/** A definition that is read and judged as one: the part says everything but what others have to do with it. */
import { repeatedEnvironment } from "../../core/check/advice/environments";
import { environmentOf } from "../environments";
import type { Definition } from "./definition";
import type { Slot, SlotProblem } from "./slot";
import type { WholePart } from "./whole";

export class WholeDefinition implements Definition {
  readonly slots: readonly [Slot];
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

  get environment(): string | undefined {
    return environmentOf(this.value);
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

  advise(rivals: readonly string[]): void {
    const { environment } = this;
    const [slot] = this.slots;
    const isRepeated = environment !== undefined && rivals.length > 0;
    slot.advice = isRepeated ? [repeatedEnvironment(environment, rivals) as SlotProblem] : nothingOwn;
  }

  troubled(): Iterable<Slot> {
    return this.slots;
  }

  own(): readonly [] {
    return nothingOwn;
  }
}

const nothingOwn = [] as const;

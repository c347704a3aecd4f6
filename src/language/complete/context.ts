/** What a completion needs to know of the definition around it, each looked up once. */
import { toLocalMinute } from "../../core/zone";
import type { Name, NameKind } from "../names";
import { sectionNames } from "../sections";
import type { Placed, View } from "../view";

export interface Surroundings {
  view: View;
  definition: number;
  /** The part with the cursor, and where in it the cursor is: what is being typed there is no name yet. */
  placed: Placed;
  offset: number;
  nowMs: number;
  /** The time zone of the definition, if it has one. */
  definitionZone: string | undefined;
  /** The time zone in which times at the cursor are read. */
  zone: string;
}

export class Context {
  readonly nowMs: number;
  readonly definitionZone: string | undefined;
  readonly zone: string;
  /** The minute that the clocks show now. */
  readonly localMinute: number;
  readonly #names = new Map<NameKind, Name[]>();
  #sections: ReadonlySet<string> | undefined;

  constructor(private readonly around: Surroundings) {
    const { nowMs, zone, definitionZone } = around;
    this.nowMs = nowMs;
    this.definitionZone = definitionZone;
    this.zone = zone;
    this.localMinute = toLocalMinute(nowMs, zone);
  }

  /** Every mention of a name of the kind, but for the one at the cursor. */
  names(kind: NameKind): readonly Name[] {
    const known = this.#names.get(kind) ?? this.#collect(kind);
    this.#names.set(kind, known);
    return known;
  }

  /** Whether a window would need a time zone of its own. */
  get lacksZone(): boolean {
    return this.definitionZone === undefined && !this.sections.has("timeZone");
  }

  /** The same surroundings as if the definition had this time zone. */
  inZone(zone: string): Context {
    return new Context({ ...this.around, definitionZone: zone, zone });
  }

  /** The names that are declared. */
  declared(kind: NameKind): Set<string> {
    return new Set(this.names(kind).flatMap(({ name, declares }) => (declares ? [name] : [])));
  }

  /** The top-level keys that the definition has. */
  get sections(): ReadonlySet<string> {
    this.#sections ??= sectionNames(this.around.view, this.around.definition);
    return this.#sections;
  }

  #collect(kind: NameKind): Name[] {
    const { view, definition, placed, offset } = this.around;
    const found: Name[] = [];
    for (const one of view.parts()) {
      if (one.definition !== definition) continue;
      const isHere = one.part === placed.part;
      for (const name of one.part.names) {
        if (name.kind !== kind || (isHere && name.span[0] <= offset && offset <= name.span[1])) continue;
        found.push(name);
      }
    }
    return found;
  }
}

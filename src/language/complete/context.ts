/** What a completion needs to know of the definition around it, each looked up once and only when it is needed. */
import { toLocalMinute } from "../../core/zone";
import { isListSection } from "../../core/check/entries";
import { isRecord } from "../../core/check/place";
import type { Name, NameKind } from "../names";
import { valuesOf } from "../sections";
import type { Part, Placed, View } from "../view";

export interface Surroundings {
  view: View;
  /** The part with the cursor, and where in it the cursor is: what is being typed there is no name yet. */
  placed: Placed;
  offset: number;
  nowMs: number;
  /** The time zone of the definition, if it has one. */
  definitionZone: string | undefined;
  /** The time zone in which times at the cursor are read. */
  zone: string;
}

/** The agents of one site. */
export interface Group {
  client: unknown;
  site: unknown;
  ids: readonly unknown[];
}

export class Context {
  readonly definitionZone: string | undefined;
  readonly zone: string;
  /** The minute that the clocks show now. */
  readonly localMinute: number;
  #index: { sections: ReadonlySet<string>; names: ReadonlyMap<NameKind, Name[]> } | undefined;

  constructor(private readonly around: Surroundings) {
    const { nowMs, zone, definitionZone } = around;
    this.zone = zone;
    this.definitionZone = definitionZone;
    this.localMinute = toLocalMinute(nowMs, zone);
  }

  /** Whether a window would need a time zone of its own. */
  get lacksZone(): boolean {
    return this.definitionZone === undefined && !this.sections.has("timeZone");
  }

  /** The same surroundings as if the definition had this time zone. */
  inZone(zone: string): Context {
    return new Context({ ...this.around, definitionZone: zone, zone });
  }

  /** The top-level keys that the definition has. */
  get sections(): ReadonlySet<string> {
    return this.#look().sections;
  }

  /** Every mention of a name of the kind, but for the one at the cursor and those of the inventory. */
  names(kind: NameKind): readonly Name[] {
    return this.#look().names.get(kind) ?? [];
  }

  /** The names that are declared; of clients, sites and agents those of the inventory. */
  declared(kind: NameKind): Set<string> {
    if (kind === "client" || kind === "site" || kind === "agent") return this.places(kind, {});
    return new Set(this.names(kind).flatMap(({ name, declares }) => (declares ? [name] : [])));
  }

  /** The inventory. */
  *groups(): Iterable<Group> {
    const { view, placed } = this.around;
    for (const value of valuesOf(view, placed.definition, "agents")) {
      if (!isRecord(value)) continue;
      const { client, site, ids } = value;
      yield { client, site, ids: Array.isArray(ids) ? ids : [] };
    }
  }

  /** The clients of the inventory, the sites of a client, or the agents of a site; of all where the wider one is not known. */
  places(kind: "client" | "site" | "agent", within: { client?: unknown; site?: unknown }): Set<string> {
    const found = new Set<string>();
    for (const { client, site, ids } of this.groups()) {
      if (kind !== "client" && within.client !== undefined && client !== within.client) continue;
      if (kind === "agent" && within.site !== undefined && site !== within.site) continue;
      const names = kind === "client" ? [client] : kind === "site" ? [site] : ids;
      for (const name of names) if (typeof name === "string") found.add(name);
    }
    return found;
  }

  /** What a top-level key holds; of a list of entries the first one alone, which stands for all. */
  section(name: string): unknown {
    const { view, placed } = this.around;
    for (const value of valuesOf(view, placed.definition, name)) {
      if (value !== undefined && value !== null) return isListSection(name) ? [value] : value;
    }
    return null;
  }

  /** One walk over the parts; the inventory, which may be very long, is passed over. */
  #look(): { sections: ReadonlySet<string>; names: ReadonlyMap<NameKind, Name[]> } {
    if (this.#index !== undefined) return this.#index;
    const { view, placed: here } = this.around;
    const sections = new Set<string>();
    const names = new Map<NameKind, Name[]>();
    for (const { part, definition } of view.parts()) {
      if (definition !== here.definition) continue;
      if (part.section !== "") sections.add(part.section);
      else for (const name of part.root.entries?.keys() ?? []) sections.add(name);
      if (part.section !== "agents") this.#collect(part, names);
    }
    return (this.#index = { sections, names });
  }

  #collect(part: Part, into: Map<NameKind, Name[]>): void {
    const { placed, offset } = this.around;
    for (const name of part.names) {
      if (part === placed.part && name.span[0] <= offset && offset <= name.span[1]) continue;
      const list = into.get(name.kind);
      if (list === undefined) into.set(name.kind, [name]);
      else list.push(name);
    }
  }
}

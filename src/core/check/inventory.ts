/** What rules know of the inventory in `agents`, which can have a hundred thousand entries: it follows when one is replaced. */
import { Place } from "./place";

/** A client: how many entries name it, and its sites. */
interface Client {
  entries: number;
  readonly sites: Map<string, Site>;
}

/** A site: the positions of the entries that name it, and their agents. Few sites are ever asked for those. */
class Site {
  readonly #positions: number[] = [];
  readonly #lists: (readonly unknown[])[] = [];
  #agents: ReadonlySet<string> | undefined;

  get agents(): ReadonlySet<string> {
    this.#agents ??= new Set(
      this.#lists.flatMap((list) => list.map((id) => (typeof id === "string" ? id : ""))),
    );
    return this.#agents;
  }

  get positions(): readonly number[] {
    return this.#positions;
  }

  add(position: number, list: readonly unknown[]): void {
    this.#positions.push(position);
    this.#lists.push(list);
    this.#agents = undefined;
  }

  remove(position: number): void {
    const at = this.#positions.indexOf(position);
    this.#positions.splice(at, 1);
    this.#lists.splice(at, 1);
    this.#agents = undefined;
  }
}

export class Inventory {
  readonly #clients = new Map<string, Client>();
  /** Whether an entry was replaced, so that names may no longer be in the order of the list. */
  #isPatched = false;
  /** Sites with more than one entry. */
  readonly #repeated = new Set<Site>();
  /** The positions of entries with an agent that is there twice. */
  readonly #crowded = new Set<number>();

  constructor(private readonly list: readonly unknown[]) {
    this.#addAll();
  }

  /** Client -> site -> agents, in any order. */
  get clients(): ReadonlyMap<string, Client> {
    return this.#clients;
  }

  /** The same with names in the order of the list. */
  get clientsInOrder(): ReadonlyMap<string, Client> {
    if (this.#isPatched) {
      for (const known of [this.#clients, this.#repeated, this.#crowded]) known.clear();
      this.#addAll();
    }
    return this.#clients;
  }

  /** Tells that an entry of the list is another one than before. */
  replaced(index: number, before: unknown): void {
    this.#isPatched = true;
    this.#remove(before, index);
    this.#add(this.list[index], index);
  }

  /** The positions of entries for a site that an entry before them is for, each with the position of the first. */
  repeated(): [again: number, first: number][] {
    const pairs: [number, number][] = [];
    for (const site of this.#repeated) {
      const [first = 0, ...again] = [...site.positions].sort((a, b) => a - b);
      for (const one of again) pairs.push([one, first]);
    }
    return pairs.sort(([a], [b]) => a - b);
  }

  /** The positions of entries with an agent that is there twice. */
  crowded(): number[] {
    return [...this.#crowded].sort((a, b) => a - b);
  }

  #addAll(): void {
    this.#isPatched = false;
    this.list.forEach((entry, index) => this.#add(entry, index));
  }

  #add(value: unknown, index: number): void {
    const entry = new Place(value, "");
    const [client, site] = [entry.textOf("client"), entry.textOf("site")];
    const { owner, place } = this.#find(client, site);
    const ids = entry.listOf("ids");
    owner.entries++;
    place.add(index, ids);
    if (repeats(ids)) this.#crowded.add(index);
    // What lacks a name is not the same as another that does.
    if (place.positions.length > 1 && client !== undefined && site !== undefined) this.#repeated.add(place);
  }

  #remove(value: unknown, index: number): void {
    const entry = new Place(value, "");
    const [client, site] = [entry.textOf("client"), entry.textOf("site")];
    const { owner, place } = this.#find(client, site);
    place.remove(index);
    this.#crowded.delete(index);
    if (place.positions.length < 2) this.#repeated.delete(place);
    if (place.positions.length === 0) owner.sites.delete(site ?? "");
    if (--owner.entries === 0) this.#clients.delete(client ?? "");
  }

  /** The client and the site; what has no name counts as having an empty one. */
  #find(client = "", site = ""): { owner: Client; place: Site } {
    let owner = this.#clients.get(client);
    if (owner === undefined) this.#clients.set(client, (owner = { entries: 0, sites: new Map() }));
    let place = owner.sites.get(site);
    if (place === undefined) owner.sites.set(site, (place = new Site()));
    return { owner, place };
  }
}

/** So few items are compared with each other faster than looked up. */
const few = 12;

/** Whether something is in the list twice. */
export function repeats(list: readonly unknown[]): boolean {
  if (list.length > few) return new Set(list).size < list.length;
  for (let index = 1; index < list.length; index++) if (list.indexOf(list[index]) < index) return true;
  return false;
}

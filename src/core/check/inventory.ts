/** What rules know of the inventory in `agents`, which can have a hundred thousand entries: it follows when one is replaced. */
import { listIn, textIn } from "./place";

/** A client: how many entries name it, and its sites. */
interface Client {
  entries: number;
  readonly sites: Map<string, Site>;
}

/** A site is the positions of the entries that name it. */
type Site = number[];

export class Inventory {
  readonly #clients = new Map<string, Client>();
  /** Whether an entry was replaced, so that names may no longer be in the order of the list. */
  #isPatched = false;
  /** Sites with more than one entry. */
  readonly #repeated = new Set<Site>();
  /** The positions of entries with an agent that is there twice. */
  readonly #crowded = new Set<number>();
  /** The agents of the few sites that were asked for theirs. */
  readonly #agents = new Map<Site, ReadonlySet<string>>();

  constructor(private readonly list: readonly unknown[]) {
    this.#addAll();
  }

  /** Client -> site -> agents, in any order. */
  get clients(): ReadonlyMap<string, Client> {
    return this.#clients;
  }

  /** The agents of a site. */
  agentsOf(site: Site): ReadonlySet<string> {
    let agents = this.#agents.get(site);
    if (agents === undefined) {
      const ids = site.flatMap((position) => listIn(this.list[position], "ids"));
      agents = new Set(ids.map((id) => (typeof id === "string" ? id : "")));
      this.#agents.set(site, agents);
    }
    return agents;
  }

  /** The same with names in the order of the list. */
  get clientsInOrder(): ReadonlyMap<string, Client> {
    if (this.#isPatched) {
      for (const known of [this.#clients, this.#repeated, this.#crowded, this.#agents]) known.clear();
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
      const [first = 0, ...again] = [...site].sort((a, b) => a - b);
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
    const client = textIn(value, "client");
    const site = textIn(value, "site");
    const owner = this.#client(client ?? "");
    owner.entries++;
    let place = owner.sites.get(site ?? "");
    if (place === undefined) owner.sites.set(site ?? "", (place = [index]));
    else {
      place.push(index);
      this.#agents.delete(place);
    }
    if (repeats(listIn(value, "ids"))) this.#crowded.add(index);
    // What lacks a name is not the same as another that does.
    if (place.length > 1 && client !== undefined && site !== undefined) this.#repeated.add(place);
  }

  #remove(value: unknown, index: number): void {
    const client = textIn(value, "client") ?? "";
    const site = textIn(value, "site") ?? "";
    const owner = this.#client(client);
    const place = owner.sites.get(site);
    this.#crowded.delete(index);
    if (place !== undefined) {
      place.splice(place.indexOf(index), 1);
      this.#agents.delete(place);
      if (place.length < 2) this.#repeated.delete(place);
      if (place.length === 0) owner.sites.delete(site);
    }
    if (--owner.entries === 0) this.#clients.delete(client);
  }

  /** The client; what has no name counts as having an empty one. */
  #client(name: string): Client {
    let client = this.#clients.get(name);
    if (client === undefined) this.#clients.set(name, (client = { entries: 0, sites: new Map() }));
    return client;
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

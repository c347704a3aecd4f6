/** What rules know of the inventory in `agents`, which can have a hundred thousand entries: it follows when one is replaced. */
import { Place } from "./place";

/** A client or site: how many entries name it, and what they hold below it. */
interface Group<T> {
  entries: number;
  below: Map<string, T>;
}

export class Inventory {
  readonly #clients = new Map<string, Group<Group<number>>>();
  /** Whether an entry was replaced, so that names may no longer be in the order of the list. */
  #isPatched = false;
  /** The positions of the entries of each site, by its key. */
  readonly #entries = new Map<string, number | Set<number>>();
  /** The keys of sites with more than one entry. */
  readonly #repeated = new Set<string>();
  /** The positions of entries with an agent that is there twice. */
  readonly #crowded = new Set<number>();

  constructor(private readonly list: readonly unknown[]) {
    this.#addAll();
  }

  /** Client -> site -> agent -> how often it is named, the names in any order. */
  get clients(): ReadonlyMap<string, Group<Group<number>>> {
    return this.#clients;
  }

  /** The same with names in the order of the list. */
  get clientsInOrder(): ReadonlyMap<string, Group<Group<number>>> {
    if (this.#isPatched) {
      for (const known of [this.#clients, this.#entries, this.#repeated, this.#crowded]) known.clear();
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
    for (const key of this.#repeated) {
      const [first = 0, ...again] = [...(this.#entries.get(key) as Set<number>)].sort((a, b) => a - b);
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

  #add(entry: unknown, index: number): void {
    const { client, site, ids, key } = namesIn(entry);
    const sites = groupOf(this.#clients, client);
    const agents = groupOf(sites.below, site);
    sites.entries++;
    agents.entries++;
    for (const id of ids) agents.below.set(id, (agents.below.get(id) ?? 0) + 1);
    if (ids.length > 1 && new Set(ids).size < ids.length) this.#crowded.add(index);
    if (key === undefined) return;
    const others = this.#entries.get(key);
    if (others === undefined) this.#entries.set(key, index);
    else {
      this.#entries.set(key, typeof others === "number" ? new Set([others, index]) : others.add(index));
      this.#repeated.add(key);
    }
  }

  #remove(entry: unknown, index: number): void {
    const { client, site, ids, key } = namesIn(entry);
    const sites = groupOf(this.#clients, client);
    const agents = groupOf(sites.below, site);
    for (const id of ids) {
      const count = agents.below.get(id) ?? 0;
      if (count > 1) agents.below.set(id, count - 1);
      else agents.below.delete(id);
    }
    if (--agents.entries === 0) sites.below.delete(site);
    if (--sites.entries === 0) this.#clients.delete(client);
    this.#crowded.delete(index);
    const others = key === undefined ? undefined : this.#entries.get(key);
    if (key === undefined) return;
    if (!(others instanceof Set)) this.#entries.delete(key);
    else if (others.delete(index) && others.size === 1) {
      this.#entries.set(key, others.values().next().value as number);
      this.#repeated.delete(key);
    }
  }
}

function groupOf<T>(groups: Map<string, Group<T>>, name: string): Group<T> {
  let group = groups.get(name);
  if (group === undefined) {
    group = { entries: 0, below: new Map<string, T>() };
    groups.set(name, group);
  }
  return group;
}

/** The names in an entry; what is no name counts as an empty one, and a site has a key only when both of its names are there. */
function namesIn(value: unknown): { client: string; site: string; ids: string[]; key: string | undefined } {
  const entry = new Place(value, "");
  const client = entry.textOf("client");
  const site = entry.textOf("site");
  // With its length in front no client can pass for another one with a part of the site.
  const key = client === undefined || site === undefined ? undefined : `${client.length} ${client} ${site}`;
  const ids = entry.listOf("ids").map((id) => (typeof id === "string" ? id : ""));
  return { client: client ?? "", site: site ?? "", ids, key };
}

/** A tree with a branch for every client, site and agent of which something is said, below one for the environment. */
export class Branch<T> {
  #below: Map<string, Branch<T>> | undefined;

  constructor(readonly own: T) {}

  /** The branch directly below, when something is said of it or of anything in it. */
  below(name: string): Branch<T> | undefined {
    return this.#below?.get(name);
  }

  /** The branch that these names lead to; what is not there yet grows. */
  grow([name, ...rest]: readonly string[], bare: () => T): Branch<T> {
    if (name === undefined) return this;
    this.#below ??= new Map<string, Branch<T>>();
    let branch = this.#below.get(name);
    if (branch === undefined) this.#below.set(name, (branch = new Branch(bare())));
    return branch.grow(rest, bare);
  }
}

/** Which files define which environment, and which others define what one of them defines. */

/** Names of files, by the name of the environment that they define. */
export type Elsewhere = ReadonlyMap<string, readonly string[]>;

/** The files that define each environment; `files` are pairs of a file and the environments that it defines. */
export function filesByEnvironment(files: Iterable<readonly [string, readonly string[]]>): Elsewhere {
  const found = new Map<string, string[]>();
  for (const [file, environments] of files) {
    for (const name of environments) {
      const known = found.get(name);
      if (known === undefined) found.set(name, [file]);
      else known.push(file);
    }
  }
  return found;
}

/** The other files that define what a file defines. */
export function besides(file: string, environments: readonly string[], all: Elsewhere): Elsewhere {
  const others = environments.map(
    (name) => [name, (all.get(name) ?? []).filter((one) => one !== file)] as const,
  );
  return new Map(others.filter(([, files]) => files.length > 0));
}

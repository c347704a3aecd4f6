/**
 * The packages that the project is measured against. They are no part of it: the bench installs them beside it, in exactly
 * the versions of peers.json, and nothing else ever loads them.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { run } from "../processes";
import { cache } from "../paths";
import peers from "./peers.json";

const folder = join(cache, "bench");
const limitMs = 5 * 60_000;

/** Installs what is not there yet. */
export async function installPeers(): Promise<void> {
  const manifest = join(folder, "package.json");
  const text = JSON.stringify({ private: true, dependencies: peers });
  // The manifest is written last: an installation that was cut short is done again.
  if (existsSync(manifest) && readFileSync(manifest, "utf8") === text) return;
  mkdirSync(folder, { recursive: true });
  const packages = Object.entries(peers).map(([name, version]) => `${name}@${version}`);
  const flags = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--prefix", folder];
  const { ok, ending, output } = await run("npm", ["install", ...flags, ...packages], {
    cwd: folder,
    limitMs,
  });
  if (!ok) throw new Error(`The peers could not be installed: npm ${ending}\n${output}`);
  writeFileSync(manifest, text);
}

/** A peer, or a part of one; its caller knows what it is. */
export function peer(name: keyof typeof peers | `${keyof typeof peers}/${string}`): unknown {
  return createRequire(join(folder, "package.json"))(name);
}

/** A peer with its version, for the table. */
export function peerName(name: keyof typeof peers): string {
  return `${name} ${peers[name]}`;
}

/** A file of a peer's package, or its folder. */
export function peerFile(name: keyof typeof peers, file = ""): string {
  return join(folder, "node_modules", name, file);
}

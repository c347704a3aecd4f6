/** Programs of the distribution that tests need: installed where that is possible without asking anybody. */
import { existsSync } from "node:fs";
import { run } from "./processes";

const limitMs = 5 * 60_000;

/** Installs Debian packages when this is a Debian and we are root; says what it does, and what went wrong. */
export async function installDebian(names: readonly string[], say: (line: string) => void): Promise<void> {
  if (process.platform !== "linux" || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  say(`Installing the distribution's packages: apt-get install ${names.join(" ")} ...`);
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  for (const args of [["update"], ["install", "-y", "--no-install-recommends", ...names]]) {
    const outcome = await run("apt-get", args, { env, limitMs });
    if (!outcome.ok) say(`  apt-get ${args[0] ?? ""} ${outcome.ending}`);
  }
}

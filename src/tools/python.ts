/** A Python for the proofs: which one is used, and how it gets the packages that some of them need. */
import { existsSync, rmSync } from "node:fs";
import path from "node:path";
import { installDebian } from "./debian";
import { exclusively } from "./lock";
import { cache } from "./paths";
import { run } from "./processes";

/** What proofs may need beside Python itself: the name to import, Debian's package, and what pip would install. */
export const packages = {
  jsonschema: { debian: "python3-jsonschema", pip: "jsonschema==4.25.1" },
  dateutil: { debian: "python3-dateutil", pip: "python-dateutil==2.9.0.post0" },
} as const;

export type PythonPackage = keyof typeof packages;

/** The program, or why there is none. */
export type Found = { readonly command: string } | { readonly reason: string };

const needed = "needs Python 3.11 or newer with time zone data";
const debian = "/usr/bin/python3";
const probeLimitMs = 30_000;
const installLimitMs = 5 * 60_000;

/** A Python that has time zone data and the packages; they are installed when it is allowed and possible. */
export async function getPython(
  wanted: readonly PythonPackage[],
  say: (line: string) => void,
): Promise<Found> {
  const chosen = process.env["PYTHON"];
  const names = chosen === undefined ? ["python3", debian, "python3.13", "python3.12", "python"] : [chosen];
  const found = await firstThat(names, wanted);
  if (found !== undefined) return { command: found };
  return exclusively("python", 3 * installLimitMs, say, async () => {
    const command =
      (await firstThat(await installPackages(names, wanted, say), wanted)) ??
      (await firstThat(await makeEnvironment(names, wanted, say), wanted));
    if (command !== undefined) return { command };
    const also = wanted.length === 0 ? "" : ` and ${wanted.join(", ")}`;
    return { reason: `${needed}${also}` };
  });
}

async function firstThat(
  commands: readonly string[],
  wanted: readonly PythonPackage[],
): Promise<string | undefined> {
  const check = [
    `import sys, zoneinfo${wanted.map((name) => `, ${name}`).join("")}`,
    "zoneinfo.ZoneInfo('Europe/Berlin')",
    "sys.exit(sys.version_info < (3, 11))",
  ].join("; ");
  for (const command of commands) {
    const { ok } = await run(command, ["-W", "ignore", "-c", check], { limitMs: probeLimitMs });
    if (ok) return command;
  }
  return undefined;
}

/** Debian's packages, which only its own Python sees. */
async function installPackages(
  names: readonly string[],
  wanted: readonly PythonPackage[],
  say: (line: string) => void,
): Promise<string[]> {
  const hasPython = (await firstThat(names, [])) !== undefined;
  const missing = [
    ...(hasPython ? [] : ["python3", "tzdata"]),
    ...wanted.map((name) => packages[name].debian),
  ];
  await installDebian(missing, say);
  return [debian];
}

/** An environment of the project's own, for machines without these packages; it needs the internet. */
async function makeEnvironment(
  names: readonly string[],
  wanted: readonly PythonPackage[],
  say: (line: string) => void,
): Promise<string[]> {
  const base = await firstThat(names, []);
  if (base === undefined || wanted.length === 0) return [];
  const folder = path.join(cache, "python");
  const python = path.join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  if (existsSync(python) && (await firstThat([python], wanted)) !== undefined) return [python];
  rmSync(folder, { recursive: true, force: true });
  say(`Making a Python environment in ${folder} ...`);
  const steps = [
    [base, "-m", "venv", folder],
    [python, "-m", "pip", "install", "--quiet", ...wanted.map((name) => packages[name].pip)],
  ];
  for (const [command = "", ...args] of steps) {
    const outcome = await run(command, args, { limitMs: installLimitMs });
    if (!outcome.ok) say(`  ${args.slice(0, 3).join(" ")} ${outcome.ending}`);
  }
  return [python];
}

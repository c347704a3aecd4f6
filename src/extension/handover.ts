/**
 * Takes over an endpoint from whoever started this VS Code: a file that only the user can read, named by an environment
 * variable of the editor's process. No workspace and no setting can set that variable.
 */
import { readFile, stat } from "node:fs/promises";
import { checkAddress } from "../providers/http/address";
import { configuredEndpoints, saveEndpoint } from "./settings";
import type { Tokens } from "./tokens";

const VARIABLE = "MAINTENANCE_MODE_HANDOVER";
const LARGEST_BYTES = 10_000;

/** The name of the endpoint that was taken over; undefined when none was handed over. Rejects with what is wrong. */
export async function takeHandover(tokens: Tokens): Promise<string | undefined> {
  const file = process.env[VARIABLE];
  if (file === undefined || file === "") return undefined;
  const { name, url, token } = members(await readPrivate(file));
  const check = typeof url === "string" ? checkAddress(url) : undefined;
  if (typeof name !== "string" || typeof token !== "string" || token === "" || check === undefined) {
    throw new Error(`The file that ${VARIABLE} names must hold {"name": ..., "url": ..., "token": ...}.`);
  }
  if (!check.ok)
    throw new Error(`The url in the file that ${VARIABLE} names cannot be used. ${check.problem}`);
  const { address } = check;
  const known = configuredEndpoints().some(
    (one) => one.usable && one.name === name && one.url === address.base,
  );
  if ((await tokens.get(address)) !== token) await tokens.save(address, token);
  if (!known) await saveEndpoint({ name, url: address.base, provider: "http" });
  return name;
}

/** What others can read may come from others, too. Windows has no such mode; there the user's own folders are private. */
async function readPrivate(file: string): Promise<string> {
  const { mode, size, uid } = await stat(file);
  const mine = process.getuid === undefined || uid === process.getuid();
  if (process.platform !== "win32" && ((mode & 0o077) !== 0 || !mine)) {
    throw new Error(`The file that ${VARIABLE} names must be yours and readable by you alone (mode 0600).`);
  }
  if (size > LARGEST_BYTES)
    throw new Error(`The file that ${VARIABLE} names is larger than ${LARGEST_BYTES} bytes.`);
  return readFile(file, "utf8");
}

/** A message about broken JSON would quote it, and a token stands in it. */
function members(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

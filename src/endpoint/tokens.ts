/**
 * Who may call: bearer tokens. The owner's is made at the first start and lies in a 0600 file, so that it can be shown
 * again; of every other token only the hash is kept.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { userInfo } from "node:os";
import type { Caller } from "../core/permission";
import { replaceFile, StoreError } from "./store";

/** A token as the endpoint keeps it. */
export interface KnownToken {
  name: string;
  roles: string[];
  /** May report in-flight operations and restarts: the host that the definition is about. */
  host: boolean;
  sha256: string;
}

/** The caller a token stands for. */
export type Principal = Caller & { host: boolean };

const ownerFile = "token";
const othersFile = "tokens.json";

/** The owner's token and whether it was made just now. */
export function ownerToken(directory: string): { token: string; isNew: boolean } {
  const path = join(directory, ownerFile);
  if (existsSync(path)) {
    // Somebody may have copied the directory without its modes.
    if (process.platform !== "win32") chmodSync(path, 0o600);
    return { token: readFileSync(path, "utf8").trim(), isNew: false };
  }
  const token = newToken();
  replaceFile(directory, ownerFile, `${token}\n`);
  return { token, isNew: true };
}

/** Makes a token for another caller; the answer is the only time it can be read. */
export function createToken(
  directory: string,
  entry: { name: string; roles: string[]; host: boolean },
): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const known = readTokens(directory);
  if (entry.name === ownerName() || known.some(({ name }) => name === entry.name)) {
    throw new StoreError(
      `There is already a token named "${entry.name}". Revoke it first, or choose another name.`,
    );
  }
  const token = newToken();
  writeTokens(directory, [...known, { ...entry, sha256: digest(token).toString("hex") }]);
  return token;
}

/** Takes a token away; false when there is none of that name. */
export function revokeToken(directory: string, name: string): boolean {
  const known = readTokens(directory);
  const left = known.filter((token) => token.name !== name);
  if (left.length === known.length) return false;
  writeTokens(directory, left);
  return true;
}

/** The tokens besides the owner's. */
export function readTokens(directory: string): KnownToken[] {
  const path = join(directory, othersFile);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as KnownToken[]) : [];
}

/** The caller behind an Authorization header, or undefined. Tokens made or revoked meanwhile count at once. */
export function principalOf(
  directory: string,
  owner: string,
  authorization: string | undefined,
): Principal | undefined {
  const token = presentedToken(authorization);
  if (token === undefined) return undefined;
  const hash = digest(token);
  if (timingSafeEqual(hash, digest(owner))) return { name: ownerName(), roles: "owner", host: true };
  const known = readTokens(directory).find(({ sha256 }) => timingSafeEqual(hash, Buffer.from(sha256, "hex")));
  return known === undefined ? undefined : { name: known.name, roles: known.roles, host: known.host };
}

/** The token in an Authorization header, known or not. */
export function presentedToken(authorization: string | undefined): string | undefined {
  return /^Bearer ([\x21-\x7e]{1,200})$/i.exec(authorization ?? "")?.[1];
}

/** The owner is whoever runs the endpoint. */
function ownerName(): string {
  try {
    return userInfo().username;
  } catch {
    return "owner";
  }
}

function newToken(): string {
  return `mm_${randomBytes(24).toString("base64url")}`;
}

function digest(token: string): Buffer {
  return createHash("sha256").update(token).digest();
}

function writeTokens(directory: string, tokens: readonly KnownToken[]): void {
  replaceFile(directory, othersFile, `${JSON.stringify(tokens, null, 2)}\n`);
}

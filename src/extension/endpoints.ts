/** The endpoints of the settings: read without trust, so that a wrong entry is named and the others still work. */
import { type Address, checkAddress } from "../providers/http/address";
import { type ProviderId, isProviderId, providerIds } from "../providers/registry";
import type { EndpointName } from "./present/glance";

/** What an entry of the setting may hold; this is also how one is written. */
export interface EndpointSetting {
  name: string;
  url: string;
  provider: ProviderId;
  options?: { pollSeconds?: number; timeoutSeconds?: number };
}

export interface Usable extends EndpointName {
  usable: true;
  provider: ProviderId;
  address: Address;
  pollMs: number;
  timeoutMs: number;
}

/** An entry that names something, but not in a way that can be used. */
export interface Unusable extends EndpointName {
  usable: false;
  problem: string;
}

export type Endpoint = Usable | Unusable;

const POLL_SECONDS = { usual: 30, least: 5, most: 3600 };
const TIMEOUT_SECONDS = { usual: 10, least: 1, most: 120 };

/** Reads the value of `maintenanceMode.endpoints`, whatever it is. */
export function readEndpoints(value: unknown): Endpoint[] {
  if (!Array.isArray(value)) return [];
  const names = new Set<string>();
  return value.map((entry: unknown, index) => {
    const endpoint = readEndpoint(entry, index);
    if (!names.has(endpoint.name)) {
      names.add(endpoint.name);
      return endpoint;
    }
    const { url } = endpoint;
    const problem = `There are two endpoints named '${endpoint.name}' in the settings. Give each a name of its own.`;
    return { usable: false, name: `${endpoint.name} (entry ${index + 1})`, url, problem };
  });
}

function readEndpoint(entry: unknown, index: number): Endpoint {
  const members = (typeof entry === "object" && entry !== null ? entry : {}) as Record<string, unknown>;
  const url = typeof members["url"] === "string" ? members["url"] : "";
  const named = typeof members["name"] === "string" && members["name"].trim() !== "";
  const name = named ? String(members["name"]).trim() : `entry ${index + 1}`;
  const unusable = (problem: string): Unusable => ({
    usable: false,
    name,
    url: withoutSecrets(url),
    problem,
  });

  const provider = members["provider"] ?? "http";
  if (typeof provider !== "string" || !isProviderId(provider)) {
    return unusable(`The provider of '${name}' is not known here. Known: ${providerIds.join(", ")}.`);
  }
  const check = checkAddress(url);
  if (!check.ok) return unusable(`The url of '${name}' cannot be used. ${check.problem}`);
  const options = (typeof members["options"] === "object" ? (members["options"] ?? {}) : {}) as Record<
    string,
    unknown
  >;
  return {
    usable: true,
    name,
    url: check.address.base,
    provider,
    address: check.address,
    pollMs: within(options["pollSeconds"], POLL_SECONDS) * 1000,
    timeoutMs: within(options["timeoutSeconds"], TIMEOUT_SECONDS) * 1000,
  };
}

/** A number outside of what makes sense is taken for the nearest that does; anything else for the usual one. */
function within(value: unknown, { usual, least, most }: typeof POLL_SECONDS): number {
  return typeof value === "number" && Number.isFinite(value) ? Math.min(Math.max(value, least), most) : usual;
}

/** A refused address is shown to people, but not the password that may be the reason for its refusal. */
function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^/@]*@/, "//").replace(/[?#].*$/s, "");
}

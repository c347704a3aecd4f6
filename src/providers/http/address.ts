/** Which addresses an endpoint may have: https anywhere, plain http on this machine only, nothing secret inside. */

export interface Address {
  /** Scheme, host and port: what a token belongs to. */
  origin: string;
  /** The address without a slash at its end; paths are appended to it. */
  base: string;
}

export type AddressCheck = { ok: true; address: Address } | { ok: false; problem: string };

const EXAMPLE = "https://maintenance.example.com or http://127.0.0.1:8080";

/** Reads what a person typed or a setting holds; a problem says what is wrong and what is allowed. */
export function checkAddress(text: string): AddressCheck {
  const url = parse(text.trim());
  if (url === undefined) return wrong(`This is not a web address. Write it like ${EXAMPLE}.`);
  if (url.protocol !== "https:" && url.protocol !== "http:") {
    return wrong(`The address must begin with https:// (or http:// for this machine), like ${EXAMPLE}.`);
  }
  if (url.username !== "" || url.password !== "") {
    return wrong("The address must not contain a user name or password. The token is asked for separately.");
  }
  if (url.search !== "" || url.hash !== "") {
    return wrong("The address must end with its path: leave out everything from ? or # on.");
  }
  if (url.protocol === "http:" && !isLoopback(url.hostname)) {
    return wrong(
      "Plain http is allowed to this machine only (localhost, 127.0.0.1 or [::1]), because the token would be readable on the way. Use https://.",
    );
  }
  return { ok: true, address: { origin: url.origin, base: url.origin + url.pathname.replace(/\/+$/, "") } };
}

function parse(text: string): URL | undefined {
  // `localhost:8080` parses as the scheme `localhost`; only what has a real authority is an address.
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/]/i.test(text)) return undefined;
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

/** URL has already turned every spelling of an IPv4 address (0x7f.1, 2130706433) into the dotted one. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function wrong(problem: string): AddressCheck {
  return { ok: false, problem };
}

/** The endpoint of this repository as a server for the conformance suite: test/conformance/PROTOCOL.md, "A server". */
import { startEndpoint } from "../../endpoint/serve";
import { createToken, revokeToken } from "../../endpoint/tokens";

/** Long enough that a beat which comes at once is told from one that comes in its time. */
const heartbeatMs = 3_000;

const callers = {
  operator: { roles: ["operator"], host: false },
  other: { roles: ["auditor"], host: false },
  host: { roles: [], host: true },
};

async function main(): Promise<void> {
  const {
    MAINTENANCE_MODE_DEFINITION: definitionPath = "",
    MAINTENANCE_MODE_DATA: dataDirectory = "",
    MAINTENANCE_MODE_CLOCK_MS: clockMs = "0",
  } = process.env;
  const { url, token: owner } = await startEndpoint({
    definitionPath,
    dataDirectory,
    port: 0,
    heartbeatMs,
    now: () => Date.now() + Number(clockMs),
    log: (line) => console.error(line),
  });
  const tokens: Record<string, string> = { owner };
  for (const [name, caller] of Object.entries(callers)) {
    // Only its hash is kept, so after a crash everybody gets another one.
    revokeToken(dataDirectory, `the-${name}`);
    tokens[name] = createToken(dataDirectory, { name: `the-${name}`, ...caller });
  }
  console.log(JSON.stringify({ url, clock: true, tokens }));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

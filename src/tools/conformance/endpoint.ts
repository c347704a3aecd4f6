/** The endpoint of this repository as a server for the conformance suite: test/conformance/PROTOCOL.md, "A server". */
import { startReference } from "./reference";

const {
  MAINTENANCE_MODE_DEFINITION: definitionPath = "",
  MAINTENANCE_MODE_DATA: dataDirectory = "",
  MAINTENANCE_MODE_CLOCK_MS: clockMs = "0",
} = process.env;

startReference({ definitionPath, dataDirectory, clockMs: Number(clockMs) }, console.error).then(
  ({ url, tokens, clock }) => console.log(JSON.stringify({ url, tokens, clock })),
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);

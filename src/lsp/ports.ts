/** What the language server takes from Node. */
import type { ServerPorts } from "./server";

export const nodePorts: ServerPorts = {
  now: Date.now,
  soon(run) {
    const turn = setImmediate(run);
    return () => clearImmediate(turn);
  },
};

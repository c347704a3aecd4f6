/** A real endpoint of its own for a describe block, in Node or in the extension host; a test may kill it and start it again. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { LocalEndpoint } from "../../src/tools/endpoint";
import { root } from "../../src/tools/paths";

export interface UseEndpointOptions {
  /** A definition's text, or the path of one in the project, such as "samples/minimal.maintenance.yaml". */
  readonly definition: string;
  readonly heartbeatSeconds?: number;
}

export interface UsedEndpoint {
  /** The endpoint that is running now, or was last. */
  readonly current: LocalEndpoint;
  /** The definition it serves: a copy that a test may change. */
  readonly definitionFile: string;
  /** kill -9, as a crash. */
  kill(): Promise<void>;
  /** Starts it again, at the same address with the same data. */
  restart(): Promise<void>;
}

/** Starts an endpoint before the tests of the describe block and stops it after them. */
export function useEndpoint({ definition, heartbeatSeconds }: UseEndpointOptions): UsedEndpoint {
  let home = "";
  let running: LocalEndpoint | undefined;
  const current = (): LocalEndpoint => {
    if (running === undefined) throw new Error("The endpoint is there only while the tests run.");
    return running;
  };
  const definitionFile = (): string => path.join(home, "definition.maintenance.yaml");
  before(async function () {
    this.timeout(60_000);
    home = mkdtempSync(path.join(tmpdir(), "mm-endpoint-"));
    if (definition.includes("\n")) writeFileSync(definitionFile(), definition);
    else cpSync(path.join(root, definition), definitionFile());
    running = await LocalEndpoint.start({
      definition: definitionFile(),
      dataDir: path.join(home, "data"),
      ...(heartbeatSeconds === undefined ? {} : { heartbeatSeconds }),
    });
  });
  after(async () => {
    await running?.stop();
    rmSync(home, { recursive: true, force: true });
  });
  return {
    get current() {
      return current();
    },
    get definitionFile() {
      return definitionFile();
    },
    kill: () => current().kill(),
    restart: async () => {
      running = await current().again();
    },
  };
}

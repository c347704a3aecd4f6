/** A real endpoint for a test inside VS Code: the packaged program, in a process of its own. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const { MAINTENANCE_MODE_ROOT: root = "", MAINTENANCE_MODE_NODE: node = process.execPath } = process.env;

export const DEFINITION = `apiVersion: maintenance-mode/v1
kind: MaintenanceDefinition
metadata:
  name: tactical-rmm
  title: Monitoring
agents:
  - client: acme
    site: hq
    ids: [db-7, web-1]
  - client: zeta
    site: lab
    ids: [pc-1]
`;

export class TestEndpoint {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "endpoint-"));
  #process: ChildProcess | undefined;
  url = "";

  /** Starts it; a second time on the same port and with the same state. */
  async start(definition = DEFINITION): Promise<void> {
    const file = path.join(this.#folder, "definition.yaml");
    writeFileSync(file, definition);
    const port = this.url === "" ? "0" : new URL(this.url).port;
    const args = [
      "serve",
      "--definition",
      file,
      "--data",
      path.join(this.#folder, "data"),
      "--port",
      port,
      "--heartbeat",
      "1",
    ];
    const child = spawn(node, [path.join(root, "dist", "cli.js"), ...args], {
      env: { ...process.env, ELECTRON_RUN_AS_NODE: "1" },
    });
    this.#process = child;
    this.url = await new Promise<string>((resolve, reject) => {
      let said = "";
      const listen = (piece: Buffer) => {
        said += piece.toString();
        const address = /^Listening on (\S+)$/m.exec(said)?.[1];
        if (address !== undefined) resolve(address);
      };
      child.stdout.on("data", listen);
      child.stderr.on("data", listen);
      child.on("exit", (code) => reject(new Error(`The endpoint ended with ${String(code)}: ${said}`)));
    });
  }

  get token(): string {
    return readFileSync(path.join(this.#folder, "data", "token"), "utf8").trim();
  }

  /** Asks it directly, as a second client does. */
  async ask<T>(pathname: string, body?: unknown): Promise<T> {
    const response = await fetch(this.url + pathname, {
      method: body === undefined ? "GET" : "POST",
      headers: { authorization: `Bearer ${this.token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${pathname}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** Kills it, as a power failure would. */
  async kill(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child === undefined || child.exitCode !== null) return;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGKILL");
    await gone;
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

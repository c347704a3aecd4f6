/** The live stream: every listener gets the state at once, each change as it happens, and a beat that proves the line is alive. */
import type { ServerResponse } from "node:http";
import type { Engine } from "./engine";

/** A listener that does not read is dropped once this much waits for it, in bytes. */
const mostWaiting = 4 << 20;

export class EventHub {
  private readonly open = new Set<ServerResponse>();
  private readonly timer: NodeJS.Timeout;
  private readonly unlisten: () => void;

  constructor(
    private readonly engine: Engine,
    private readonly heartbeatMs: number,
    private readonly now: () => number,
  ) {
    this.timer = setInterval(() => this.send(this.beat()), heartbeatMs);
    this.timer.unref();
    this.unlisten = engine.listen((status, etag) => this.send(event("state", status, etag)));
  }

  /** Makes the response a stream and keeps it open until the other side closes it. */
  add(response: ServerResponse): void {
    response.writeHead(200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      "x-accel-buffering": "no",
    });
    const { status, etag } = this.engine.current();
    response.write(event("state", status, etag) + this.beat());
    this.open.add(response);
    response.on("close", () => this.open.delete(response));
  }

  /** Ends every stream. */
  close(): void {
    clearInterval(this.timer);
    this.unlisten();
    for (const response of this.open) response.end();
  }

  private beat(): string {
    return event("beat", { at: new Date(this.now()).toISOString(), everyMs: this.heartbeatMs });
  }

  private send(text: string): void {
    for (const response of this.open) {
      if (response.writableLength > mostWaiting) response.destroy();
      else response.write(text);
    }
  }
}

function event(name: string, data: unknown, id?: string): string {
  return `event: ${name}\n${id === undefined ? "" : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}

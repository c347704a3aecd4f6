/** Speaks HTTP to a server under test, and hears its events, with nothing between: no header is added, no address mended. */
import { type IncomingMessage, request } from "node:http";
import { createParser } from "eventsource-parser";
import type { Json } from "./cases";
import type { HttpAnswer } from "./contract";

/** An answer that takes longer is no answer. */
const patienceMs = 10_000;

export interface HttpRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  text?: string;
}

/** Sends one request; the answer has, beside what was read of it, everything that was received as text. */
export async function exchange(url: string, asked: HttpRequest): Promise<HttpAnswer & { whole: string }> {
  const response = await send(url, asked);
  let text = "";
  for await (const chunk of response.setEncoding("utf8")) text += chunk as string;
  const headers = headersOf(response);
  const body = text === "" ? undefined : readJson(text);
  return {
    status: response.statusCode ?? 0,
    headers,
    body,
    whole: `${response.rawHeaders.join("\n")}\n${text}`,
  };
}

export interface HeardEvent {
  name: string;
  data: Json;
}

/** One listener of the live stream, with the events that nobody has waited for yet. */
export class Listener {
  readonly #waiting: HeardEvent[] = [];
  #wake: () => void = () => undefined;
  /** Everything that was received, as text. */
  whole = "";

  private constructor(private readonly response: IncomingMessage) {
    const parser = createParser({
      onEvent: ({ event = "message", data }) => this.#waiting.push({ name: event, data: readJson(data) }),
    });
    this.whole = response.rawHeaders.join("\n");
    response.setEncoding("utf8").on("data", (chunk: string) => {
      this.whole += chunk;
      parser.feed(chunk);
      this.#wake();
    });
    // A server that is killed ends its streams in the middle.
    response.on("error", () => undefined);
  }

  static async open(url: string, headers: Record<string, string>): Promise<Listener> {
    const path = "/v1/events";
    const response = await send(url, { method: "GET", path, headers });
    const type = response.headers["content-type"] ?? "";
    if (response.statusCode !== 200 || !type.startsWith("text/event-stream")) {
      response.destroy();
      throw new Error(`GET ${path} -> ${response.statusCode ?? 0} ${type}`);
    }
    return new Listener(response);
  }

  /** The next event of that name, or undefined when none comes in time. Events of other names stay. */
  async next(name: string, untilMs: number): Promise<HeardEvent | undefined> {
    for (;;) {
      const index = this.#waiting.findIndex((event) => event.name === name);
      if (index >= 0) return this.#waiting.splice(index, 1)[0];
      const leftMs = untilMs - Date.now();
      if (leftMs <= 0) return undefined;
      await new Promise<void>((resolve) => {
        // What has arrived while this process was busy is read before it is given up.
        const timer = setTimeout(() => setImmediate(resolve), leftMs);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  close(): void {
    this.response.destroy();
  }
}

function send(url: string, { method, path, headers, text }: HttpRequest): Promise<IncomingMessage> {
  const { hostname, port } = new URL(url);
  const length = text === undefined ? {} : { "content-length": String(Buffer.byteLength(text)) };
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, path, method, agent: false, headers: { ...length, ...headers } },
      resolve,
    );
    // A stream may well say nothing for long: only the beginning of an answer is waited for.
    const late = setTimeout(() => sent.destroy(new Error(`No answer to ${method} ${path}.`)), patienceMs);
    sent.on("response", () => clearTimeout(late));
    sent.on("error", (error) => {
      clearTimeout(late);
      reject(error);
    });
    sent.end(text);
  });
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}

/** What is no JSON is shown as the text that it is. */
function readJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

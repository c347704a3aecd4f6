/** One server-sent event stream: from the request to the last event, as ready-made events. */
import { createParser } from "eventsource-parser";
import { ProviderError } from "../error";
import type { Reading } from "../provider";
import { type Line, send } from "./call";
import { cancelled, networkFailure, notJson, notOurs, timedOut, tooLarge } from "./failure";
import { asStatus } from "./shape";

export type StreamEvent = { kind: "state"; reading: Reading } | { kind: "beat"; everyMs: number };

/** Beats further apart than this could not be told from silence in any useful time. */
const SLOWEST_BEAT_MS = 300_000;

/**
 * Opens the stream and hands on its events until it ends. Until the first event the request's time limit holds:
 * a proxy that collects the stream instead of passing it on is then told from a working one.
 */
export async function stream(
  line: Line,
  onEvent: (event: StreamEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const address = line.address.base;
  const limit = new AbortController();
  const callOff = line.clock.after(line.timeoutMs, () => limit.abort());
  const either = AbortSignal.any([signal, limit.signal]);
  try {
    const response = await send(
      line,
      { method: "GET", path: "/v1/events", headers: { accept: "text/event-stream" } },
      either,
    );
    const body = eventStream(response, address);
    const failures: ProviderError[] = [];
    const parser = createParser({
      maxBufferSize: line.maxBytes,
      onEvent: ({ event, data, id }) => {
        const read = readEvent(event, data, id, address);
        if (read instanceof ProviderError) {
          failures.push(read);
        } else if (read !== undefined) {
          callOff();
          onEvent(read);
        }
      },
      onError: ({ type }) => {
        if (type === "max-buffer-size-exceeded") failures.push(tooLarge(address, line.maxBytes));
      },
    });
    await feed(body, parser, failures);
  } catch (error) {
    if (signal.aborted) throw cancelled(false);
    if (limit.signal.aborted) throw timedOut(address, line.timeoutMs, false);
    throw error instanceof ProviderError ? error : networkFailure(error, address, false);
  } finally {
    callOff();
  }
}

async function feed(
  body: ReadableStream<Uint8Array>,
  parser: { feed(text: string): void },
  failures: readonly ProviderError[],
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  for (;;) {
    const piece = await reader.read();
    if (piece.done) return;
    parser.feed(decoder.decode(piece.value, { stream: true }));
    const [failure] = failures;
    if (failure !== undefined) {
      await reader.cancel();
      throw failure;
    }
  }
}

function eventStream(response: Response, address: string): ReadableStream<Uint8Array> {
  const type = (response.headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase();
  if (type === "text/event-stream" && response.body !== null) return response.body;
  void response.body?.cancel().catch(() => undefined);
  throw notJson(address, type === "text/html" ? "html" : "other", response.status);
}

/** Events of a name that is not known here are for somebody else. */
function readEvent(
  event: string | undefined,
  data: string,
  id: string | undefined,
  address: string,
): StreamEvent | ProviderError | undefined {
  if (event !== "state" && event !== "beat") return undefined;
  const value = parsed(data);
  if (event === "beat") {
    const everyMs = (value as { everyMs?: unknown } | undefined)?.everyMs;
    return typeof everyMs === "number" && everyMs > 0 && everyMs <= SLOWEST_BEAT_MS
      ? { kind: "beat", everyMs }
      : notOurs(address, "beat.everyMs is not a number of milliseconds");
  }
  const status = asStatus(value);
  if (!status.ok) return notOurs(address, status.missing);
  return {
    kind: "state",
    reading: { status: status.value, ...(id === undefined || id === "" ? {} : { etag: quotedTag(id) }) },
  };
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/** An ETag is quoted in a header; the event's id may be so, too. */
function quotedTag(id: string): string {
  return /^(W\/)?".*"$/.test(id) ? id : `"${id}"`;
}

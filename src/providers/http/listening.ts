/** Listening to one stream with a watch on its heartbeat: two beats missed in a row mean that nobody is there any more. */
import { ProviderError } from "../error";
import type { Line } from "./call";
import { unknownFailure } from "./failure";
import { type StreamEvent, stream } from "./stream";

/** Two missed beats, and a little for the way. */
const SILENT_BEATS = 2.2;
/** Assumed until the endpoint says how often it beats. */
const USUAL_BEAT_MS = 5_000;

/** How a stream ended. */
export interface End {
  /** The failure, or undefined when the other side simply closed. */
  why?: ProviderError;
  /** Between the first event and the end; undefined when there was no event at all. */
  livedMs?: number;
  /** The words for a silence that was too long. */
  silent?: string;
}

export interface Listening {
  ended: Promise<End>;
  /** Ends it now if the silence has lasted too long by the clock: a machine that slept has missed its own timers. */
  check(): void;
}

/** Opens the stream and hands on its events, each with the beat that holds from then on. */
export function listen(
  line: Line,
  onEvent: (event: StreamEvent, beatMs: number) => void,
  signal: AbortSignal,
): Listening {
  const { clock } = line;
  const quiet = new AbortController();
  let beatMs = USUAL_BEAT_MS;
  let firstAt: number | undefined;
  let lastAt = clock.now();
  let callOff = () => {};

  const heard = (event: StreamEvent) => {
    lastAt = clock.now();
    firstAt ??= lastAt;
    if (event.kind === "beat") beatMs = event.everyMs;
    callOff();
    callOff = clock.after(beatMs * SILENT_BEATS, () => quiet.abort());
    onEvent(event, beatMs);
  };
  const end = (why?: ProviderError): End => {
    callOff();
    return {
      ...(why === undefined ? {} : { why }),
      ...(firstAt === undefined ? {} : { livedMs: clock.now() - firstAt }),
      ...(quiet.signal.aborted ? { silent: silence(beatMs) } : {}),
    };
  };
  return {
    ended: stream(line, heard, AbortSignal.any([signal, quiet.signal])).then(
      () => end(),
      (error: unknown) => end(error instanceof ProviderError ? error : unknownFailure(line.address.base)),
    ),
    check: () => {
      if (firstAt !== undefined && clock.now() - lastAt > beatMs * SILENT_BEATS) quiet.abort();
    },
  };
}

function silence(beatMs: number): string {
  const seconds = Math.round((beatMs * SILENT_BEATS) / 100) / 10;
  return `Nothing was heard for ${seconds} seconds: two signs of life in a row are missing.`;
}

/**
 * Follows the state of an endpoint for as long as somebody looks: reads once, then listens to the event stream,
 * polls where no stream can be had, backs off while there is no answer, and stops where asking again is pointless.
 */
import { pause } from "../clock";
import { ProviderError } from "../error";
import type { Link, Reading, View, Watch } from "../provider";
import { backOffMs } from "./backoff";
import type { Line } from "./call";
import { unknownFailure } from "./failure";
import { type End, type Listening, listen } from "./listening";

export interface WatchPlan {
  line: Line;
  /** Reads the state, or nothing when it is still the one with this ETag. */
  readIfChanged: (etag: string | undefined, signal: AbortSignal) => Promise<Reading | undefined>;
  /** How often to ask where there is no stream. */
  pollMs: number;
}

/** A stream that lived this long has worked: the next failure is a new one, not the last one's sequel. */
const STABLE_MS = 10_000;
/** A stream whose connection breaks this often before its first event is not let through at all. */
const BROKEN_STREAMS = 3;
/** Where there was no stream, it is tried again after 1, 2, 4, 8 and then every 10 polls. */
const MOST_POLLS_BETWEEN = 10;
/** Switching windows back and forth must not become a way of polling. */
const WAKE_GAP_MS = 2_000;

/** Starts at once; ends when the signal is aborted. */
export function watchEndpoint(plan: WatchPlan, listener: (view: View) => void, signal: AbortSignal): Watch {
  const watch = new EndpointWatch(plan, listener, signal);
  void watch.run();
  return watch;
}

class EndpointWatch implements Watch {
  #view: View = { link: { state: "connecting" } };
  /** Failures in a row, and those of the stream alone. */
  #failures = 0;
  #streamFailures = 0;
  #pollsBeforeStream = 0;
  /** How many states were taken over: tells an answer that was overtaken by an event. */
  #accepted = 0;
  #lookedAt = -Infinity;
  #retryAt = 0;
  /** A refresh has just read the state, so the loop need not. */
  #justRead = false;
  #sleep: AbortController | undefined;
  #listening: Listening | undefined;

  constructor(
    private readonly plan: WatchPlan,
    private readonly listener: (view: View) => void,
    private readonly signal: AbortSignal,
  ) {}

  view(): View {
    return this.#view;
  }

  offer(reading: Reading): void {
    this.#accept(reading, this.#view.link);
  }

  async refresh(): Promise<View> {
    const answered = await this.#look();
    // Going on is up to the loop; it must not rest on a refusal that no longer holds.
    if (answered || this.#view.link.state !== "stopped") {
      this.#justRead = answered && this.#sleep !== undefined;
      this.#sleep?.abort();
    }
    return this.#view;
  }

  wake(): void {
    this.#listening?.check();
    const { link, contactAt = -Infinity } = this.#view;
    const overdue = link.state === "polling" && this.#now() - contactAt >= this.plan.pollMs;
    const waiting = link.state === "unreachable" || link.state === "stale" || overdue;
    if (waiting && this.#now() - this.#lookedAt >= WAKE_GAP_MS) this.#sleep?.abort();
  }

  async run(): Promise<void> {
    while (!this.signal.aborted) {
      const answered = this.#justRead || (await this.#look());
      this.#justRead = false;
      if (!answered) {
        await this.#afterFailure();
      } else if (this.#view.link.state === "polling" && this.#pollsBeforeStream > 0) {
        this.#pollsBeforeStream -= 1;
        await this.#pause(this.plan.pollMs);
      } else {
        await this.#afterStream(await this.#follow());
      }
    }
  }

  /** Asks once. True when there was an answer; otherwise the link says why not. */
  async #look(): Promise<boolean> {
    const before = this.#accepted;
    this.#lookedAt = this.#now();
    try {
      const reading = await this.plan.readIfChanged(this.#view.reading?.etag, this.signal);
      const { link } = this.#view;
      const kept = link.state === "live" || link.state === "polling";
      // What the stream or an action has brought meanwhile is newer than this answer may be.
      this.#accept(this.#accepted === before ? reading : undefined, kept ? link : { state: "connecting" });
      return true;
    } catch (error) {
      this.#fail(error instanceof ProviderError ? error : unknownFailure(this.plan.line.address.base));
      return false;
    }
  }

  async #follow(): Promise<End> {
    this.#listening = listen(
      this.plan.line,
      (event, beatMs) =>
        this.#accept(event.kind === "state" ? event.reading : undefined, { state: "live", beatMs }),
      this.signal,
    );
    const end = await this.#listening.ended;
    this.#listening = undefined;
    return end;
  }

  async #afterStream({ why, livedMs, silent }: End): Promise<void> {
    if (this.signal.aborted) return;
    if (why !== undefined && isPointless(why)) {
      this.#fail(why);
      await this.#afterFailure();
    } else if (livedMs !== undefined) {
      this.#streamFailures = 0;
      if (livedMs >= STABLE_MS) this.#failures = 0;
      const words = silent ?? why?.message ?? `${this.plan.line.address.base} has closed the connection.`;
      this.#show({ link: { state: "stale", why: words } });
      await this.#backOff(0);
    } else if (why?.reason === "unreachable" && this.#streamFailures < BROKEN_STREAMS) {
      this.#streamFailures += 1;
      this.#fail(why);
      await this.#backOff(0);
    } else {
      await this.#poll(
        why ?? new ProviderError("not-supported", "The event stream was closed before it began."),
      );
    }
  }

  /** It answers questions but lets no stream through. */
  async #poll(why: ProviderError): Promise<void> {
    this.#pollsBeforeStream = Math.min(2 ** this.#streamFailures, MOST_POLLS_BETWEEN) - 1;
    this.#streamFailures += 1;
    this.#failures = 0;
    this.#show({ link: { state: "polling", everyMs: this.plan.pollMs, why } });
    await this.#pause(Math.max(this.plan.pollMs, why.circumstances.retryAfterMs ?? 0));
  }

  async #afterFailure(): Promise<void> {
    const { link } = this.#view;
    // No time limit: only a refresh, or new settings and with them a new watch, can make this right.
    if (link.state === "stopped") await this.#pause(undefined);
    else await this.#backOff(link.state === "unreachable" ? (link.why.circumstances.retryAfterMs ?? 0) : 0);
  }

  async #backOff(askedMs: number): Promise<void> {
    const delayMs = Math.max(askedMs, backOffMs(this.#failures, this.plan.line.clock.random()));
    this.#failures += 1;
    this.#retryAt = this.#now() + delayMs;
    const { link } = this.#view;
    if (link.state === "unreachable") this.#show({ link: { ...link, retryAt: this.#retryAt } });
    await this.#pause(delayMs);
  }

  async #pause(delayMs: number | undefined): Promise<void> {
    const waking = new AbortController();
    this.#sleep = waking;
    await pause(this.plan.line.clock, delayMs, AbortSignal.any([this.signal, waking.signal]));
    this.#sleep = undefined;
  }

  #accept(reading: Reading | undefined, link: Link): void {
    if (reading !== undefined) this.#accepted += 1;
    this.#show({ link, contactAt: this.#now(), ...(reading === undefined ? {} : { reading }) });
  }

  #fail(why: ProviderError): void {
    if (why.reason === "cancelled") return;
    this.#show({
      link: isPointless(why)
        ? { state: "stopped", why }
        : { state: "unreachable", why, retryAt: this.#retryAt },
    });
  }

  #show(change: Partial<View>): void {
    if (this.signal.aborted) return;
    this.#view = { ...this.#view, ...change };
    this.listener(this.#view);
  }

  #now(): number {
    return this.plan.line.clock.now();
  }
}

/** Asking again with the same token would only fill the other side's log. */
function isPointless({ reason }: ProviderError): boolean {
  return reason === "unauthorized" || reason === "forbidden";
}

/** The live stream, and the definition that is read again while the endpoint runs. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { connect } from "node:net";
import { dirname } from "node:path";
import type { DefinitionReport, Status } from "../../src/core/generated/types";
import { Source } from "../../src/endpoint/source";
import { TestEndpoint, definitionText, eventsOf } from "./endpoint";

type Event = { event: string; data: unknown };

describe("endpoint events", () => {
  let endpoint: TestEndpoint;
  let abort: AbortController;
  beforeEach(() => {
    endpoint = new TestEndpoint();
    abort = new AbortController();
  });
  afterEach(async () => {
    abort.abort();
    await endpoint.dispose();
  });

  /** A stream whose events are asked for one by one. */
  async function listen(): Promise<(wanted: (event: Event) => boolean) => Promise<Event>> {
    const response = await fetch(`${endpoint.url}/v1/events`, {
      headers: { authorization: `Bearer ${endpoint.token}` },
      signal: abort.signal,
    });
    assert.match(response.headers.get("content-type") ?? "", /^text\/event-stream/);
    const events = eventsOf(response);
    return async (wanted) => {
      for (;;) {
        const step = await events.next();
        assert.ok(step.done !== true, "the stream goes on");
        if (wanted(step.value)) return step.value;
      }
    };
  }

  const phaseIs =
    (phase: string) =>
    ({ event, data }: Event): boolean =>
      event === "state" && (data as Status).phase === phase;

  it("tells the state at once, a beat, and every change as it happens", async () => {
    await endpoint.start(50);
    const next = await listen();
    await next(phaseIs("off"));
    const beat = await next(({ event }) => event === "beat");
    assert.equal((beat.data as { everyMs: number }).everyMs, 50);
    await endpoint.transition({ action: "enable", reason: "r" });
    await next(phaseIs("on"));
    await next(({ event }) => event === "beat");
  });

  /** The endpoint of a definition with a window that opens in the next minute; gives when. */
  async function withWindow(): Promise<Date> {
    const start = new Date(Math.ceil(Date.now() / 60_000) * 60_000);
    const local = (date: Date): string => date.toISOString().slice(0, 16);
    const end = local(new Date(start.getTime() + 3_600_000));
    const windows = `timeZone: Etc/UTC\nwindows: [{ id: w, kind: maintenance, once: [{ start: "${local(start)}", end: "${end}" }] }]\n`;
    await endpoint.dispose();
    endpoint = new TestEndpoint(definitionText + windows);
    return start;
  }

  it("tells when a window opens, without being asked", async () => {
    const start = await withWindow();
    // The endpoint's clock stands just before the window until the listener is there, however long that takes.
    endpoint.now = () => start.getTime() - 100;
    await endpoint.start();
    const next = await listen();
    await next(phaseIs("off"));
    endpoint.now = () => start.getTime();
    const opened = await next(phaseIs("on"));
    assert.equal((opened.data as Status).current?.window, "w");
  });

  for (const beforeMs of [20, 21])
    it(`tells when a window opens while it looks at the clock, begun ${beforeMs} ms before`, async () => {
      const start = await withWindow();
      let nowMs = start.getTime() - 100;
      endpoint.now = () => nowMs;
      await endpoint.start();
      const next = await listen();
      await next(phaseIs("off"));
      // As a timer that rings early finds it, the window opens between any two looks.
      nowMs = start.getTime() - beforeMs;
      endpoint.now = () => nowMs++;
      await next(phaseIs("on"));
    });

  it("tells of a toggle that has ended when somebody asks before the timer does", async () => {
    await endpoint.start();
    await endpoint.transition({ action: "enable", reason: "r", until: "2099-01-01T00:00:00Z" });
    const next = await listen();
    await next(phaseIs("on"));
    endpoint.now = () => Date.parse("2099-01-01T00:00:00Z");
    assert.equal((await endpoint.state()).body.phase, "off");
    await next(phaseIs("off"));
  });

  it("reads a changed definition; an invalid one never replaces the valid one and says so", async () => {
    await endpoint.start();
    const next = await listen();
    writeFileSync(endpoint.definitionPath, definitionText.replace("admitted: true", "admited: true"));
    const invalid = await next(({ event, data }) => event === "state" && !(data as Status).definition.valid);
    assert.match(JSON.stringify((invalid.data as Status).definition.problems), /admited/);
    assert.match(endpoint.log.join("\n"), /not valid; the last valid one stays in force/);
    assert.equal((await endpoint.transition({ action: "enable", reason: "still works" })).status, 200);
    writeFileSync(endpoint.definitionPath, definitionText.replace("Monitoring", "Monitoring 2"));
    await next(
      ({ event, data }) => event === "state" && (data as Status).environment.title === "Monitoring 2",
    );
    const report = (await endpoint.call<DefinitionReport>("GET", "/v1/definition")).body;
    assert.deepEqual([report.valid, report.definition.metadata.title], [true, "Monitoring 2"]);
    writeFileSync(endpoint.definitionPath, definitionText.replace("name: rmm", "name: other"));
    const other = await next(({ event, data }) => event === "state" && !(data as Status).definition.valid);
    assert.match(JSON.stringify((other.data as Status).definition.problems), /other/);
  });

  /** Until the file is found to be another than the one that was read. */
  async function changeOf(source: Source): Promise<void> {
    let stop: (() => void) | undefined;
    await new Promise<void>((changed) => (stop = source.watch(changed)));
    stop?.();
  }

  it("reads a definition that was changed in the moment of the start", async () => {
    const source = new Source(endpoint.definitionPath);
    source.read(0);
    writeFileSync(endpoint.definitionPath, definitionText.replace("Monitoring", "Monitoring 2"));
    await changeOf(source);
  });

  it("tries again to read what is there but could not be read", async () => {
    const source = new Source(dirname(endpoint.definitionPath));
    assert.equal(source.read(0).ok, false);
    await changeOf(source);
  });

  it("keeps the last valid definition over a restart with an invalid file", async () => {
    await endpoint.start();
    await endpoint.stop();
    writeFileSync(endpoint.definitionPath, "kind: nonsense\n");
    await endpoint.start();
    const { body } = await endpoint.state();
    assert.deepEqual([body.definition.valid, body.environment.title], [false, "Monitoring"]);
  });

  it("stops soon though a connection is open on which nothing was ever asked", async () => {
    await endpoint.start();
    const { hostname, port } = new URL(endpoint.url);
    const socket = connect(Number(port), hostname);
    await once(socket, "connect");
    const closed = once(socket, "close");
    await endpoint.stop();
    await closed;
  });

  it("ends its streams when it stops", async () => {
    await endpoint.start();
    const response = await fetch(`${endpoint.url}/v1/events`, {
      headers: { authorization: `Bearer ${endpoint.token}` },
    });
    const events = eventsOf(response);
    await events.next();
    await endpoint.stop();
    let ended = false;
    while (!ended) ended = (await events.next()).done === true;
  });
});

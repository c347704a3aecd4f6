/** The extension against a real endpoint: connect, look, switch, disagree, disconnect. */
import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { AgentList, HistoryPage, Status } from "../../src/core/generated/types";
import { TestEndpoint } from "./endpoint";
import { command, until, usePerson } from "./person";

describe("an endpoint in VS Code", () => {
  const person = usePerson();
  const endpoint = new TestEndpoint();
  before(() => endpoint.start());
  after(() => endpoint.remove());

  const settings = () =>
    vscode.workspace.getConfiguration("maintenanceMode").inspect<unknown[]>("endpoints")?.globalValue ?? [];
  const state = () => endpoint.ask<Status>("/v1/state");
  const flags = async () =>
    (await endpoint.ask<AgentList>("/v1/agents")).agents
      .filter(({ inMaintenance }) => inMaintenance)
      .map(({ target }) => target.agent);
  const transition = (body: object) => endpoint.ask("/v1/transitions", body);
  /** What somebody else does, once VS Code has heard of it. */
  const elsewhere = async (body: object) => {
    await transition(body);
    await command("refresh");
  };

  /** What the menu of the status bar item offers now. */
  async function menu(): Promise<string> {
    person.picks(undefined);
    await command("showMenu");
    return person.asked.pop() ?? "";
  }

  it("is not connected at first, and says so when something is asked of it", async () => {
    await command("enable");
    assert.match(
      person.told[0] ?? "",
      /is not connected\. Run 'Maintenance Mode: Connect to Endpoint…' first\./,
    );
    assert.match(await menu(), /Connect to Endpoint…/);
  });

  it("is not saved when the token is wrong", async () => {
    person.types(endpoint.url, "test", "mm_wrong");
    await command("connect");
    assert.match(person.told[0] ?? "", /^Nothing was saved\. .+ does not accept the token \(401\)/);
    assert.deepEqual(settings(), []);
  });

  it("is connected with address, name and token; only the token is no setting", async () => {
    person.types(endpoint.url, "test", endpoint.token);
    await command("connect");
    assert.deepEqual(settings(), [{ name: "test", url: endpoint.url, provider: "http" }]);
    assert.ok(!JSON.stringify(vscode.workspace.getConfiguration("maintenanceMode")).includes(endpoint.token));
    await until(async () => /Monitoring.*Enable…/.test(await menu()));
  });

  it("is enabled everywhere, after where, why and how long were asked, and is then on", async () => {
    await elsewhere({
      action: "enable",
      target: { client: "acme", site: "hq", agent: "web-1" },
      reason: "being repaired",
    });
    person.picks("The environment");
    person.types("CHG-7: database upgrade", "2h");
    await command("enable");
    assert.match(person.told.join("\n"), /^Monitoring: maintenance is on since \d\d:\d\d, 3 agents\.$/m);
    const { phase, toggles } = await state();
    assert.equal(phase, "on");
    assert.equal(toggles[0]?.reason, "CHG-7: database upgrade");
    assert.ok(toggles[0].estimatedEnd !== undefined);
    assert.equal((await flags()).length, 3);
    assert.match(await menu(), /start\) Disable…/);
  });

  it("requires a reason", async () => {
    person.picks("The environment");
    person.types(" ");
    await command("enable");
    assert.deepEqual(person.refused, ["A reason is required."]);
    assert.deepEqual(person.told, []);
  });

  it("is disabled after what comes back was shown, which is then so", async () => {
    person.picks("The environment", "Disable: Monitoring");
    await command("disable");
    assert.match(
      person.asked.at(-1) ?? "",
      /Comes back: client acme, site hq, agent web-1 on since .+ \(being repaired\)/,
    );
    assert.match(person.told.join("\n"), /switched off; a part is in maintenance \(1 of 3 agents\)/);
    assert.deepEqual(await flags(), ["web-1"]);
  });

  it("follows what others do", async () => {
    const offersDisable = async () => /start\) Disable…/.test(await menu());
    await transition({ action: "force-disable", reason: "a clean table" });
    await until(async () => !(await offersDisable()));
    await transition({ action: "enable", reason: "by somebody else" });
    await until(offersDisable);
    await elsewhere({ action: "disable" });
  });

  it("is forced off only after its name was typed under what is lost", async () => {
    await elsewhere({
      action: "enable",
      target: { client: "acme", site: "hq", agent: "web-1" },
      reason: "repair",
    });
    await elsewhere({ action: "enable", target: { client: "acme" }, reason: "first" });
    person.picks("The environment", "The environment");
    person.types("it is over", undefined);
    await command("forceDisable");
    assert.match(
      person.asked.at(-1) ?? "",
      /Lost for good: 1 toggle and 1 saved state: client acme on since .+ \(first\); saved when client acme was enabled: client acme, site hq, agent web-1 on\. To force-disable Monitoring, type tactical-rmm/,
    );
    assert.equal((await state()).toggles.length, 1, "nothing happened yet");
    person.types("it is over", "tactical-rmm");
    await command("forceDisable");
    assert.deepEqual([(await state()).toggles, (await state()).saved], [[], []]);
    assert.match(person.told.join("\n"), /maintenance is off, 0 of 3 agents\./);
  });

  it("does not overwrite what somebody else has just done, unless told to", async () => {
    for (const retry of [false, true]) {
      person.picks("The environment");
      person.types("mine", "");
      person.meanwhile(() =>
        transition({ action: "enable", target: { client: "zeta" }, reason: `theirs ${String(retry)}` }),
      );
      if (retry) person.presses("Retry on the New State");
      await command("enable");
      assert.match(
        person.told.join("\n"),
        /The state has changed meanwhile: \S+ did enable of client zeta now \(theirs (true|false)\)\. Now a part is in maintenance/,
      );
      assert.equal((await state()).phase, retry ? "on" : "partial");
    }
    await elsewhere({ action: "force-disable", reason: "end of the test" });
  });

  it("toggles with the same questions", async () => {
    person.picks("The environment");
    person.types("toggled", "");
    await command("toggle");
    assert.equal((await state()).phase, "on");
    person.picks("The environment", "Disable: Monitoring");
    await command("toggle");
    assert.equal((await state()).phase, "off");
  });

  it("shows its history as a page", async () => {
    await command("showHistory");
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, /^History of Monitoring at http:\/\/127/);
    const { entries } = await endpoint.ask<HistoryPage>("/v1/history?limit=1");
    assert.match(text, new RegExp(`${entries[0]?.action ?? "?"} .*carried-out`));
    assert.match(text, /Reason: toggled/);
  });

  it("opens its definition in the workspace by its name", async () => {
    await command("openDefinition");
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? "", /tactical-rmm\.maintenance\.yaml$/);
  });

  it("survives being killed: unreachable with the reason, then live again with the last acknowledged state", async () => {
    await transition({ action: "enable", reason: "before the crash" });
    await endpoint.kill();
    await until(async () => {
      await command("refresh");
      return person.told.some((text) => text.includes("the connection was refused"));
    });
    person.told.length = 0;
    await endpoint.start();
    await until(async () => /start\) Disable…/.test(await menu()));
    assert.equal((await state()).toggles[0]?.reason, "before the crash");
    await transition({ action: "disable" });
  });

  it("loses its token when it is disconnected, and its address when that is wished", async () => {
    person.presses("Remove From Settings");
    await command("disconnect");
    assert.match(person.told[0] ?? "", /^Disconnected from test\. Its token is deleted/);
    await until(() => settings().length === 0);
    assert.match(await menu(), /^Maintenance Mode: Maintenance \| \$\(plug\) Connect/);
  });

  it("gets no token that was saved for another address", async () => {
    const other = new TestEndpoint();
    await other.start();
    try {
      person.types(endpoint.url, "test", endpoint.token);
      await command("connect");
      const configuration = vscode.workspace.getConfiguration("maintenanceMode");
      const moved = [{ name: "test", url: other.url, provider: "http" }];
      await configuration.update("endpoints", moved, vscode.ConfigurationTarget.Global);
      await until(async () => !(await menu()).includes("Show History"));
      await command("enable");
      assert.match(person.told.at(-1) ?? "", /is not connected/);
      await configuration.update("endpoints", undefined, vscode.ConfigurationTarget.Global);
    } finally {
      await other.remove();
    }
  });
});

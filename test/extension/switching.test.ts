/** The extension against a real endpoint: connect, look, switch, disagree, disconnect. */
import assert from "node:assert/strict";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import type { AgentList, HistoryPage, Status } from "../../src/core/generated/types";
import { useEndpoint } from "../vscode/endpoint";
import { until } from "../vscode/until";
import { command, usePerson } from "./person";

const definition = `apiVersion: maintenance-mode/v1
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

describe("an endpoint in VS Code", () => {
  const person = usePerson();
  const endpoint = useEndpoint({ definition, heartbeatSeconds: 1 });

  /** Asks it directly, as a second client does. */
  async function ask<T>(address: string, body?: unknown): Promise<T> {
    const answer = await endpoint.current.request(address, body);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body as T;
  }

  const settings = () =>
    vscode.workspace.getConfiguration("maintenanceMode").inspect<unknown[]>("endpoints")?.globalValue ?? [];
  const state = () => ask<Status>("/v1/state");
  const transition = (body: object) => ask("/v1/transitions", body);
  const flags = async () =>
    (await ask<AgentList>("/v1/agents")).agents
      .filter(({ inMaintenance }) => inMaintenance)
      .map(({ target }) => target.agent);

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
    person.types(endpoint.current.url, "test", "mm_wrong");
    await command("connect");
    assert.match(person.told[0] ?? "", /^Nothing was saved\. .+ does not accept the token \(401\)/);
    assert.deepEqual(settings(), []);
  });

  it("is connected with address, name and token; only the token is no setting", async () => {
    person.types(endpoint.current.url, "test", endpoint.current.token);
    await command("connect");
    assert.deepEqual(settings(), [{ name: "test", url: endpoint.current.url, provider: "http" }]);
    assert.ok(
      !JSON.stringify(vscode.workspace.getConfiguration("maintenanceMode")).includes(endpoint.current.token),
    );
    await until("the menu offers to enable", async () => /Monitoring.*Enable…/.test(await menu()));
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
    await until("the menu does not offer to disable", async () => !(await offersDisable()));
    await transition({ action: "enable", reason: "by somebody else" });
    await until("the menu offers to disable", offersDisable);
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
    assert.match(person.told.join("\n"), /maintenance is off\./);
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

  it("keeps the end that others have set when the reason is changed", async () => {
    const until = new Date(Date.now() + 3_600_000).toISOString();
    await elsewhere({ action: "enable", reason: "first reason", until, message: "Back soon" });
    person.picks("The environment");
    person.types("second reason", "");
    await command("enable");
    const [toggle] = (await state()).toggles;
    assert.deepEqual([toggle?.reason, toggle?.message], ["second reason", "Back soon"]);
    assert.equal(Date.parse(toggle?.until ?? ""), Date.parse(until));
    await elsewhere({ action: "disable" });
  });

  it("shows its history as a page", async () => {
    await command("showHistory");
    const text = vscode.window.activeTextEditor?.document.getText() ?? "";
    assert.match(text, /^History of Monitoring at http:\/\/127/);
    const { entries } = await ask<HistoryPage>("/v1/history?limit=1");
    assert.match(text, new RegExp(`${entries[0]?.action ?? "?"} .*carried-out`));
    assert.match(text, /Reason: second reason/);
  });

  it("opens its definition in the workspace by its name", async () => {
    await command("openDefinition");
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? "", /tactical-rmm\.maintenance\.yaml$/);
  });

  it("survives being killed: unreachable with the reason, then live again with the last acknowledged state", async () => {
    await transition({ action: "enable", reason: "before the crash" });
    await endpoint.kill();
    await until("the connection is known to be lost", async () => {
      await command("refresh");
      return person.told.some((text) => text.includes("the connection was refused"));
    });
    person.told.length = 0;
    await endpoint.restart();
    await until("the menu offers to disable again", async () => /start\) Disable…/.test(await menu()));
    assert.equal((await state()).toggles[0]?.reason, "before the crash");
    await transition({ action: "disable" });
  });

  it("loses its token when it is disconnected, and its address when that is wished", async () => {
    person.presses("Remove From Settings");
    await command("disconnect");
    assert.match(person.told[0] ?? "", /^Disconnected from test\. Its token is deleted/);
    await until("the endpoint is gone from the settings", () => settings().length === 0);
    assert.match(await menu(), /^Maintenance Mode: Maintenance \| \$\(plug\) Connect/);
  });

  it("gets no token that was saved for another address, nor any request", async () => {
    let asked = 0;
    const stranger = createServer((_, response) => {
      asked += 1;
      response.end();
    });
    await new Promise<void>((resolve) => stranger.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}`;
    const configuration = vscode.workspace.getConfiguration("maintenanceMode");
    const save = (value: unknown) =>
      configuration.update("endpoints", value, vscode.ConfigurationTarget.Global);
    person.types(endpoint.current.url, "test", endpoint.current.token);
    await command("connect");
    await save([{ name: "test", url, provider: "http" }]);
    await until(
      "the menu no longer offers the history",
      async () => !(await menu()).includes("Show History"),
    );
    await command("enable");
    await command("refresh");
    assert.match(person.told.at(-1) ?? "", /is not connected/);
    assert.equal(asked, 0);
    await save(undefined);
    await new Promise((resolve) => stranger.close(resolve));
  });
});

import assert from "node:assert/strict";
import { placesOf, typedName } from "../../src/extension/present/places";
import { historyText } from "../../src/extension/present/history";
import { here, status, toggle } from "./state";

describe("where an action can be aimed", () => {
  it("the environment first, then clients, sites, agents, then what only a toggle names", () => {
    const places = placesOf(status({ phase: "partial", toggles: [toggle({ client: "gone" })] }), {
      groups: [
        { target: { client: "acme", site: "hq" }, maintenance: "some", inMaintenance: 1, agents: 2 },
        { target: { client: "acme" }, maintenance: "some", inMaintenance: 1, agents: 2 },
      ],
      agents: [
        { target: { client: "acme", site: "hq", agent: "db-7" }, inMaintenance: true, reason: "INC-42" },
      ],
    });
    assert.deepEqual(
      places.map(({ label, description }) => [label, description]),
      [
        ["$(globe) The environment: ERP production", "A part of the environment is in maintenance"],
        ["$(organization) client acme", "1 of 2 in maintenance"],
        ["$(organization) client gone", "on"],
        ["$(location) client acme, site hq", "1 of 2 in maintenance"],
        ["$(server) client acme, site hq, agent db-7", "in maintenance: INC-42"],
      ],
    );
  });

  it("is confirmed by its name", () => {
    assert.equal(typedName({}, status()), "erp-production");
    assert.equal(typedName({ client: "acme", site: "hq" }, status()), "acme/hq");
  });
});

describe("the history as text", () => {
  it("is a table with reasons and details below their lines", () => {
    const text = historyText(
      {
        environment: "ERP production",
        address: "http://127.0.0.1:8080",
        more: true,
        entries: [
          {
            seq: 2,
            at: "2026-11-21T10:58:00Z",
            by: "bob",
            action: "force-disable",
            target: { client: "acme" },
            reason: "over\nand $(out)",
            revision: 8,
            outcome: "refused",
            code: "forbidden",
            detail: "The role may not.",
          },
          {
            seq: 1,
            at: "2026-11-21T10:00:00Z",
            by: "anna",
            action: "enable",
            target: {},
            revision: 7,
            outcome: "carried-out",
          },
        ],
      },
      here,
    );
    assert.equal(
      text,
      [
        "History of ERP production at http://127.0.0.1:8080",
        "2 entries, newest first, read at 2026-11-21 12:00:00 (Europe/Berlin)",
        "",
        "When                 Who   What           Where            Outcome      Revision",
        "-------------------  ----  -------------  ---------------  -----------  --------",
        "2026-11-21 11:58:00  bob   force-disable  client acme      refused      8",
        "    Reason: over and $ (out)",
        "    Detail: The role may not.",
        "2026-11-21 11:00:00  anna  enable         the environment  carried-out  7",
        "",
        "There are older entries at the endpoint that are not shown here.",
        "",
      ].join("\n"),
    );
  });

  it("says when there is nothing", () => {
    assert.match(
      historyText({ environment: "x", address: "y", entries: [], more: false }, here),
      /Nothing has happened yet\./,
    );
  });
});

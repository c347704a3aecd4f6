import assert from "node:assert/strict";
import { effectOf, lossText } from "../../src/extension/present/effect";
import { here, status, toggle } from "./state";

const acme = { client: "acme" };
const hq = { client: "acme", site: "hq" };
const db = { client: "acme", site: "hq", agent: "db-7" };
const other = { client: "zeta" };

describe("what an action takes away and brings back", () => {
  const state = status({
    toggles: [toggle(acme), toggle(db, { mode: "off", reason: "" }), toggle(other, { forced: true })],
    saved: [
      {
        target: acme,
        toggles: [toggle(hq, { by: "bob" })],
        saved: [{ target: hq, toggles: [toggle(db)], saved: [] }],
      },
      { target: other, toggles: [], saved: [] },
    ],
  });

  it("enable loses nothing", () => {
    assert.deepEqual(effectOf("enable", {}, state, here), { toggles: [], saved: [], restored: [] });
  });

  it("disable brings back what its own enable had saved, and drops what was set below", () => {
    const effect = effectOf("disable", acme, state, here);
    assert.deepEqual(effect.restored, ["client acme, site hq on since 09:12 by bob (INC-42)"]);
    assert.deepEqual(effect.toggles, ["client acme, site hq, agent db-7 off since 09:12 by anna"]);
    assert.deepEqual(effect.saved, []);
  });

  it("force-enable throws away the toggles there, and keeps what was saved", () => {
    const effect = effectOf("force-enable", {}, state, here);
    assert.equal(lossText(effect), "3 toggles");
    assert.match(effect.toggles[2] ?? "", /^client zeta on, forced, since/);
  });

  it("force-disable throws away toggles and saved states, each named with all that it holds, if anything", () => {
    const effect = effectOf("force-disable", {}, state, here);
    assert.equal(lossText(effect), "3 toggles and 1 saved state");
    assert.deepEqual(effect.saved, [
      "saved when client acme was enabled: client acme, site hq on, client acme, site hq, agent db-7 on",
    ]);
    assert.equal(lossText(effectOf("force-disable", other, state, here)), "1 toggle");
  });

  it("says when there is nothing to lose", () => {
    assert.equal(lossText(effectOf("force-disable", {}, status(), here)), undefined);
  });
});

/** An override for the agent of the inventory that is pointed at. */
import { freeName } from "../actions/names";
import type { Fix } from "../actions/scene";
import { addEntries } from "../actions/sections";
import { short } from "../actions/suggested";
import { heldIn, type Workplace } from "./workplace";

export function overrideForAgent(workplace: Workplace): (Fix | undefined)[] {
  const { scene } = workplace;
  const held = heldIn(workplace, ["agents"]);
  const [place] = scene.around();
  const agent = place?.node.value;
  const { client, site } = (held?.node.value ?? {}) as Record<string, unknown>;
  const isAgent = held !== undefined && /\/ids\/\d+$/.test(place?.path ?? "");
  if (!isAgent || typeof agent !== "string" || typeof client !== "string" || typeof site !== "string")
    return [];
  const name = agent
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const override = {
    id: freeName(scene, name === "" ? "exempt" : `exempt-${name}`),
    effect: "exempt",
    target: { client, site, agent },
    reason: "Say why",
  };
  return [addEntries(scene, "overrides", [override], `Add an override for ${short(agent)}`)];
}

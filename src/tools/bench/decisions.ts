/** Decisions a second, beside policy engines on an equivalent policy; what they cost with more agents, and at worst. */
import { Evaluator } from "../../core/evaluate";
import type { DecisionRequest, MaintenanceDefinition } from "../../core/generated/types";
import { compile } from "../../core/policy";
import { type Area, type Row, row } from "./area";
import { casbin } from "./decisions/casbin";
import { cedar } from "./decisions/cedar";
import { type Hard, hardCases, manyWindows } from "./decisions/hard";
import { jsonRules } from "./decisions/json-rules";
import { type Answer, plainOf } from "./decisions/plain";
import { type Asked, definitionFor, fromMs, requestsOf, stateOf } from "./decisions/workload";
import { type Contender, measure, working } from "./measure";
import { peerName } from "./peer";

const area = "decisions";
const agents = { few: 100, usual: 10_000, many: 100_000 };
const requests = 50_000;

export const decisions: Area = {
  name: area,
  async measure() {
    const rows = [...(await besidePeers()), ...(await byAgents()), ...(await atWorst()), windowsAtOnce()];
    return { rows };
  },
};

/** A decision with its reason, and a whole one, beside what peers need for allow or deny alone. */
async function besidePeers(): Promise<Row[]> {
  const definition = definitionFor(agents.usual);
  const asked = requestsOf(agents.usual, requests);
  const evaluator = evaluatorFor(definition);
  const plain = plainOf(definition, stateOf());
  const peers: { name: string; answer: Answer }[] = [
    { name: peerName("@cedar-policy/cedar-wasm"), answer: cedar(plain) },
    { name: peerName("casbin"), answer: await casbin(plain) },
    { name: peerName("json-rules-engine"), answer: jsonRules(plain) },
  ];
  const sample = asked.filter((_, index) => index % 40 === 0);
  for (const { name, answer } of peers) await agree(evaluator, sample, name, answer);
  const took = await measure([
    working("verdict", asked, ({ request, nowMs }) => evaluator.verdict(request, nowMs)),
    working("decide", asked, ({ request, nowMs }) => evaluator.decide(request, nowMs)),
    ...peers.map(({ name, answer }) => answering(name, asked, answer)),
  ]);
  const perSecond = (name: string): number => 1e6 / (took.get(name) ?? NaN);
  const beside = (name: string, own: string, peer: string, atLeast: number): Row => {
    const [ours, other] = [perSecond(own), perSecond(peer)];
    return row({ area, name, unit: "/s", ours, other, otherName: peer, ratio: ours / other }, { atLeast });
  };
  const names = peers.map(({ name }) => name);
  return [
    ...names.map((peer) => beside("decision with its reason, 10,000 agents", "verdict", peer, 20)),
    ...names.map((peer) => beside("the same with next change and retry", "decide", peer, 5)),
  ];
}

/** Peers must answer as we do before anything is measured. */
async function agree(
  evaluator: Evaluator,
  sample: readonly Asked[],
  name: string,
  answer: Answer,
): Promise<void> {
  for (const asked of sample) {
    const judged = evaluator.verdict(asked.request, asked.nowMs);
    const isAllowed = judged.ok && judged.verdict.decision === "allow";
    if ((await answer(asked)) !== isAllowed)
      throw new Error(`${name} disagrees: ${JSON.stringify({ ...asked, judged })}`);
  }
}

function answering(name: string, list: readonly Asked[], answer: Answer): Contender {
  let next = 0;
  return {
    name,
    async run(times) {
      for (let done = 0; done < times; done += 1) {
        const asked = list[next++ % list.length];
        const answered = asked === undefined ? true : answer(asked);
        if (typeof answered === "object") await answered;
      }
    },
  };
}

async function byAgents(): Promise<Row[]> {
  const contenders = [agents.few, agents.many].flatMap((count) => {
    const evaluator = evaluatorFor(definitionFor(count));
    const asked = requestsOf(count, requests);
    return [
      working(`verdict ${count}`, asked, ({ request, nowMs }) => evaluator.verdict(request, nowMs)),
      working(`decide ${count}`, asked, ({ request, nowMs }) => evaluator.decide(request, nowMs)),
    ];
  });
  const took = await measure(contenders);
  const against = (name: string, kind: string): Row => {
    const ours = took.get(`${kind} ${agents.many}`) ?? NaN;
    const other = took.get(`${kind} ${agents.few}`) ?? NaN;
    const values = {
      area,
      name,
      unit: "µs",
      ours,
      other,
      otherName: "ours, 100 agents",
      ratio: ours / other,
    };
    return row(values, { atMost: 1.5 });
  };
  return [
    against("decision with its reason, 100,000 agents", "verdict"),
    against("the same with next change and retry", "decide"),
  ];
}

/** Looking ahead ten years where next to nothing ever changes, beside the ordinary. */
async function atWorst(): Promise<Row[]> {
  const evaluator = evaluatorFor(definitionFor(agents.usual));
  const asked = requestsOf(agents.usual, requests);
  const ordinary = "ours, ordinary";
  const took = await measure([
    working(ordinary, asked, ({ request, nowMs }) => evaluator.decide(request, nowMs)),
    ...hardCases.map(deciding),
  ]);
  const other = took.get(ordinary) ?? NaN;
  return hardCases.map(({ name }) => {
    const ours = took.get(name) ?? NaN;
    const values = { area, name, unit: "µs", ours, other, otherName: ordinary, ratio: ours / other };
    return row(values, { atMost: 2 });
  });
}

function deciding({ name, definition, state, request }: Hard): Contender {
  const evaluator = new Evaluator(compile(definition), state);
  const minutes = Array.from({ length: 1_000 }, (_, index) => fromMs + index * 60_000);
  return working(name, minutes, (nowMs) => evaluator.decide(request, nowMs));
}

/** From a definition with 100,000 windows to its first decision. */
function windowsAtOnce(): Row {
  const definition = manyWindows(100_000);
  const request: DecisionRequest = { operation: "area-1.object-1.action-1" };
  const before = process.cpuUsage();
  new Evaluator(compile(definition), null).decide(request, fromMs);
  const { user, system } = process.cpuUsage(before);
  const ours = (user + system) / 1e6;
  const name = "100,000 windows: from the definition to the first decision";
  return row({ area, name, unit: "s", ours, other: 1, otherName: "one second", ratio: ours }, { atMost: 1 });
}

function evaluatorFor(definition: MaintenanceDefinition): Evaluator {
  return new Evaluator(compile(definition), stateOf());
}

/** A whole text in-process, beside yaml-language-server, and a keystroke beside the whole text. */
import { type Row, row } from "../area";
import { measure } from "../measure";
import { peerName } from "../peer";
import { Program } from "./program";
import type { Kind } from "./programs/protocol";
import { agentsText, mixedText, misspelt, type Planted, positionOf, type Size, sizes, typed } from "./texts";
import { bundled, written, ylsArguments } from "./workshop";

const area = "language";
/** At 10 MB a round of YLS takes tens of seconds. */
const roundsAt = { "1 MB": 5, "10 MB": 3 } as const;
/** Between its rounds a program rests for seconds, and after that the first times take longer than all others. */
const roundMs = 250;

interface Subject {
  name: string;
  size: keyof typeof roundsAt;
  text: (size: number) => string;
  isWrong?: boolean;
  atLeast: number;
}

const subjects: readonly Subject[] = [
  { name: "agents", size: "1 MB", text: agentsText, atLeast: 50 },
  { name: "agents and a mistake", size: "1 MB", text: agentsText, isWrong: true, atLeast: 12 },
  { name: "roles, windows, agents, overrides", size: "1 MB", text: mixedText, atLeast: 50 },
  { name: "agents", size: "10 MB", text: agentsText, atLeast: 40 },
];

/** The rows about whole texts. */
export async function besideYls(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const subject of subjects) rows.push(await wholeText(subject));
  return rows;
}

async function wholeText({ name, size, text, isWrong = false, atLeast }: Subject): Promise<Row> {
  const programs = {
    ours: new Program(await bundled("oursInProcess")),
    yls: new Program(await bundled("ylsInProcess"), ylsArguments()),
  };
  const prepared = async (program: Program, characters: number): Promise<void> => {
    const plant = misspelt(text(characters));
    const file = written("text.yaml", isWrong ? plant.wrong : plant.text);
    await program.prepare("whole", file, letterOf(plant));
  };
  for (const [who, program] of Object.entries(programs)) {
    await prepared(program, sizes["100 KB"]);
    const found = await program.problems();
    if (found > 0 !== isWrong) throw new Error(`${who} finds ${found} problems in ${name}.`);
    await prepared(program, sizes[size]);
  }
  const contenders = Object.entries(programs).map(([who, program]) => program.contender(who));
  const took = await measure(contenders, { rounds: roundsAt[size], roundMs });
  await Promise.all(Object.values(programs).map((program) => program.end()));
  const ms = (who: keyof typeof programs): number => (took.get(who) ?? NaN) / 1000;
  const [ours, other] = [ms("ours"), ms("yls")];
  const values = { area, name: `whole text, ${size}: ${name}`, unit: "ms", ours, other };
  return row({ ...values, otherName: peerName("yaml-language-server"), ratio: other / ours }, { atLeast });
}

/** The rows about keystrokes: one in a text for people, and one that leaves a mistake behind, or takes it away. */
export async function keystrokes(): Promise<Row[]> {
  const subject = async (kind: Kind, size: Size, edit = typed): Promise<Program> => {
    const plant = edit(mixedText(sizes[size]));
    const program = new Program(await bundled("oursInProcess"));
    await program.prepare(kind, written(`${size}.yaml`, plant.text), letterOf(plant));
    return program;
  };
  const programs = {
    whole: await subject("whole", "1 MB"),
    small: await subject("keystroke", "1 KB"),
    large: await subject("keystroke", "1 MB"),
    huge: await subject("keystroke", "10 MB"),
    breaking: await subject("keystroke", "1 MB", misspelt),
  };
  const contenders = Object.entries(programs).map(([name, program]) => program.contender(name));
  const took = await measure(contenders, { roundMs });
  await Promise.all(Object.values(programs).map((program) => program.end()));
  const us = (name: keyof typeof programs): number => took.get(name) ?? NaN;
  const compared = (
    name: string,
    [own, other]: [keyof typeof programs, keyof typeof programs],
    otherName: string,
    atMost: number,
  ): Row => {
    const values = { area, name, unit: "µs", ours: us(own), other: us(other), otherName };
    return row({ ...values, ratio: us(own) / us(other) }, { atMost });
  };
  const whole = "ours, whole text of 1 MB";
  return [
    compared("keystroke, 1 MB", ["large", "whole"], whole, 0.001),
    compared("keystroke, 10 MB", ["huge", "small"], "ours, keystroke at 1 KB", 2),
    compared("keystroke that breaks or mends a key, 1 MB", ["breaking", "whole"], whole, 0.5),
  ];
}

function letterOf({ text, at, letter }: Planted): { line: number; character: number; char: string } {
  return { ...positionOf(text, at), char: letter };
}

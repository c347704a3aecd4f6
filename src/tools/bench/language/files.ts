/** A thousand files on the command line, beside scripts that do the same with other libraries. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { node, root } from "../../paths";
import { run } from "../../processes";
import { type Row, row } from "../area";
import { median } from "../measure";
import { peerName } from "../peer";
import { misspelt, mixedText, sizes } from "./texts";
import { bundled, written, ylsArguments } from "./workshop";

const area = "language";
const count = 1_000;
const rounds = 5;
const limitMs = 120_000;

/** What each program runs besides: it writes down the CPU time of its process at the end. */
const clock = `process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  require("node:fs").writeFileSync(process.env.CPU_FILE, String((user + system) / 1000));
});
`;

/** The rows about many files. */
export async function manyFiles(): Promise<Row[]> {
  const folder = join(written("files/clock.cjs", clock), "../definitions");
  const programs = {
    ours: [join(root, "dist/cli.js"), "validate", folder],
    yls: [await bundled("ylsFiles"), folder, ...ylsArguments()],
    yaml: [await bundled("yamlAjvFiles"), folder],
  };
  const each = Object.entries(programs);
  writeFiles(folder, true);
  for (const [who, program] of each)
    if ((await cpuMs(program)).ok) throw new Error(`${who} does not see the file with a mistake.`);
  writeFiles(folder, false);
  const took = new Map(each.map(([who]) => [who, [] as number[]]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [who, program] of each) {
      const { ok, ms, output } = await cpuMs(program);
      if (!ok) throw new Error(`${who} sees mistakes where there are none:\n${output}`);
      took.get(who)?.push(ms);
    }
  }
  const ms = (who: keyof typeof programs): number => median(took.get(who) ?? []);
  const compared = (who: keyof typeof programs, otherName: string, atLeast: number): Row => {
    const values = { area, name: "1,000 files on the command line", unit: "ms", ours: ms("ours") };
    return row({ ...values, other: ms(who), otherName, ratio: ms(who) / ms("ours") }, { atLeast });
  };
  return [
    compared("yls", `${peerName("yaml-language-server")}, a script`, 10),
    compared("yaml", "yaml and Ajv standalone, a bundle", 4),
  ];
}

function writeFiles(folder: string, withMistake: boolean): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const plant = misspelt(mixedText(sizes["1 KB"]));
  for (let index = 0; index < count; index += 1) {
    const isWrong = withMistake && index === count / 2;
    const text = (isWrong ? plant.wrong : plant.text).replace("erp-production", `erp-${index}`);
    writeFileSync(join(folder, `${index}.maintenance.yaml`), text);
  }
}

async function cpuMs(program: readonly string[]): Promise<{ ok: boolean; ms: number; output: string }> {
  const file = written("files/cpu.txt", "");
  const { ok, output } = await run(node, ["--require", join(file, "../clock.cjs"), ...program], {
    limitMs,
    env: { ...process.env, CPU_FILE: file },
  });
  return { ok, output, ms: Number(readFileSync(file, "utf8")) };
}

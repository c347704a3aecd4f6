// The door of `npm start` and `npm test` on a machine that has only Node and npm: installs the packages that
// package-lock.json names when they are not there, then hands over. Old syntax and no dependencies on purpose.
import { spawn, spawnSync } from "child_process";
import { createHash } from "crypto";
import { existsSync, readFileSync, writeFileSync } from "fs";
import { dirname, join } from "path";
import { setInterval } from "timers";
import { fileURLToPath } from "url";

const oldestNode = 20;
const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const modules = join(root, "node_modules");
const stamp = join(modules, ".maintenance-mode-lock");

const [task, ...taskArguments] = process.argv.slice(2);
if (parseInt(process.versions.node, 10) < oldestNode)
  fail(
    `This is Node ${process.versions.node}. Maintenance Mode needs Node ${oldestNode} or newer: https://nodejs.org`,
  );
if (task !== "start" && task !== "test") fail("Use: node src/tools/bootstrap.mjs start|test [arguments]");
install();
handOver();

function install() {
  const lock = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const reason = !existsSync(modules)
    ? "node_modules is not there yet"
    : !existsSync(stamp) || readFileSync(stamp, "utf8") !== lock
      ? "node_modules does not match package-lock.json"
      : undefined;
  if (reason === undefined) return;
  console.log(`Installing packages with npm ci, because ${reason} ...`);
  const started = Date.now();
  // npm tells where it is itself; it is a script, so that no shell is needed to run it on any platform.
  const npm = process.env.npm_execpath;
  const result = npm
    ? spawnSync(process.execPath, [npm, "ci"], { cwd: root, stdio: "inherit" })
    : spawnSync("npm", ["ci"], { cwd: root, stdio: "inherit", shell: process.platform === "win32" });
  if (result.error) fail(`npm could not be started: ${result.error.message}`);
  if (result.signal) process.exit(130);
  if (result.status !== 0)
    fail(
      `npm ci failed with exit code ${result.status}; what it printed above says why. Then run this again.`,
    );
  writeFileSync(stamp, lock);
  console.log(`Packages installed in ${Math.round((Date.now() - started) / 1000)} s.`);
}

function handOver() {
  const program = join(root, "src", "tools", `${task}.ts`);
  // The channel ends when this process does, even by SIGKILL, and the program then stops too.
  const child = spawn(process.execPath, ["--import", "tsx", program, ...taskArguments], {
    cwd: root,
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  // npm runs us through a shell, and ends that shell, not us, when it is told to end itself.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event)
    setInterval(() => process.ppid === parent || child.kill("SIGTERM"), 500).unref();
  child.on("error", (error) => fail(`${task} could not be started: ${error.message}`));
  child.on("exit", (code) => process.exit(code === null ? 1 : code));
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

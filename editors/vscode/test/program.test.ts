import assert from "node:assert/strict";
import { test } from "node:test";
import { candidates, find, missing, type Surroundings } from "../src/program";

const AROUND: Surroundings = {
  setting: undefined,
  environment: undefined,
  folders: ["/home/ann/list"],
  isTrusted: true,
  home: "/home/ann",
  searchPath: "/usr/local/bin:/usr/bin",
  isWindows: false,
};

const places = (around: Partial<Surroundings>): string[] => candidates({ ...AROUND, ...around }).map(({ path }) => path);

test("the folder comes before what is installed for everybody", () => {
  assert.deepEqual(places({}), [
    "/home/ann/list/.venv/bin/awesome-lint",
    "/home/ann/list/venv/bin/awesome-lint",
    "/usr/local/bin/awesome-lint",
    "/usr/bin/awesome-lint",
    "/home/ann/.local/bin/awesome-lint",
  ]);
});

test("an environment is known by its interpreter or by its folder", () => {
  for (const environment of ["/opt/python/bin/python3.13", "/opt/python"]) {
    const found = find({ ...AROUND, environment }, (place) => place === "/opt/python/bin/awesome-lint");
    assert.equal(found?.origin, "environment");
  }
});

test("who names a program wants no other", () => {
  assert.deepEqual(places({ setting: "~/bin/awesome-lint" }), ["/home/ann/bin/awesome-lint"]);
  assert.deepEqual(places({ setting: "${workspaceFolder}/x" }), ["/home/ann/list/x"]);
  assert.deepEqual(places({ setting: "tools/awesome-lint" }), ["/home/ann/list/tools/awesome-lint"]);
  assert.equal(places({ setting: "  " }).length, 5);
  assert.match(missing({ ...AROUND, setting: "/nowhere" }), /no program at \/nowhere/);
  assert.match(missing(AROUND), /not installed/);
});

test("nothing of a folder that is not trusted is started", () => {
  const around = { isTrusted: false, environment: "/home/ann/list/.venv/bin/python", searchPath: ":.:bin:/usr/bin" };
  assert.deepEqual(places(around), ["/usr/bin/awesome-lint", "/home/ann/.local/bin/awesome-lint"]);
  assert.equal(places({ ...around, environment: "/opt/python" })[0], "/opt/python/bin/awesome-lint");
  assert.match(missing({ ...AROUND, ...around }), /not trusted/);
});

test("Windows has other names", () => {
  const windows = { isWindows: true, folders: ["C:\\list"], home: "C:\\Users\\Ann", searchPath: "C:\\bin;relative" };
  assert.deepEqual(places({ ...windows, environment: "C:\\py\\Scripts\\python.exe" }).slice(1), [
    "C:\\py\\Scripts\\awesome-lint.exe",
    "C:\\list\\.venv\\Scripts\\awesome-lint.exe",
    "C:\\list\\venv\\Scripts\\awesome-lint.exe",
    "C:\\bin\\awesome-lint.exe",
    "C:\\Users\\Ann\\.local\\bin\\awesome-lint.exe",
  ]);
  assert.deepEqual(places({ ...windows, setting: "~\\awesome-lint.exe" }), ["C:\\Users\\Ann\\awesome-lint.exe"]);
});

test("the first place that has it is taken", () => {
  assert.equal(find(AROUND, (place) => place.startsWith("/usr"))?.path, "/usr/local/bin/awesome-lint");
  assert.equal(find(AROUND, () => false), undefined);
});

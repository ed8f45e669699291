import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { KEYS, options } from "../src/settings";
import { shown, type State } from "../src/status";

const MANIFEST = JSON.parse(readFileSync("package.json", "utf-8")) as {
  contributes: {
    commands: { command: string }[];
    configuration: { properties: Record<string, { default: unknown }> };
    problemMatchers: { pattern: { regexp: string } }[];
  };
};

test("what is not set is not sent", () => {
  const set: Record<string, unknown> = { ignore: ["et-al"], select: null, inlayHints: false };
  assert.deepEqual(options((key) => set[key]), { ignore: ["et-al"], inlayHints: false });
});

test("every key that is sent can be set, and the other way round", () => {
  const own = ["path", "trace.server"];
  const properties = Object.keys(MANIFEST.contributes.configuration.properties).map((name) => name.replace("awesomeLint.", ""));
  assert.deepEqual(properties.filter((name) => !own.includes(name)).sort(), [...KEYS].sort());
});

test("every state is shown, and a click does what the editor knows", () => {
  const states: State[] = [
    { kind: "starting" },
    { kind: "running", version: "0.1.0", path: "/usr/bin/awesome-lint" },
    { kind: "stopped" },
    { kind: "failed", reason: "no" },
    { kind: "missing", reason: "no" },
  ];
  const commands = MANIFEST.contributes.commands.map(({ command }) => command);
  for (const state of states) {
    const { text, command, isBusy, severity } = shown(state);
    assert.ok(text.startsWith("awesome-lint"));
    assert.ok(commands.includes(command.id));
    assert.equal(isBusy, state.kind === "starting");
    assert.equal(severity === "error", state.kind === "failed" || state.kind === "missing");
  }
});

test("the problem matcher reads reports", () => {
  const [matcher] = MANIFEST.contributes.problemMatchers;
  const match = new RegExp(matcher!.pattern.regexp).exec("docs/a b.md:3:14: [*] et-al Expected `et al.`, found `et.al.`.");
  assert.deepEqual(match?.slice(1), ["docs/a b.md", "3", "14", "et-al", "Expected `et al.`, found `et.al.`."]);
});

// Bundles the extension into dist/: `node build.mjs`, with `--production` for what is published, `--tests` for its tests.
import { copyFile, mkdir, readdir } from "node:fs/promises";
import * as esbuild from "esbuild";

const production = process.argv.includes("--production");
const common = { bundle: true, platform: "node", format: "cjs", target: "node20", sourcemap: !production, logLevel: "warning" };

await mkdir("dist", { recursive: true });
await esbuild.build({
  ...common,
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  // The editor brings it.
  external: ["vscode"],
  minify: production,
});
await copyFile("../../src/awesome_lint/settings/settings.schema.json", "dist/settings.schema.json");
await copyFile("../../LICENSE", "LICENSE");
if (process.argv.includes("--tests")) {
  const tests = (await readdir("test")).filter((name) => name.endsWith(".test.ts"));
  await esbuild.build({ ...common, entryPoints: tests.map((name) => `test/${name}`), outdir: "dist/test" });
}

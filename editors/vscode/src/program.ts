// Where awesome-lint may be installed, and which of these places has it. Nothing here knows the editor.

import * as path from "node:path";

/** What is known of the machine and of the folder that is open. */
export interface Surroundings {
  /** What the settings name, if anything. */
  readonly setting: string | undefined;
  /** The interpreter, or the folder, of the Python environment that was chosen. */
  readonly environment: string | undefined;
  /** The folders that are open, the first one first. */
  readonly folders: readonly string[];
  /** Whether what stands in the folders may be started. */
  readonly isTrusted: boolean;
  readonly home: string;
  readonly searchPath: string;
  readonly isWindows: boolean;
}

/** A place to look at, and how it came to be one. */
export interface Candidate {
  readonly path: string;
  readonly origin: "setting" | "environment" | "folder" | "PATH" | "home";
}

const NAME = "awesome-lint";
const ENVIRONMENTS = [".venv", "venv"];

/** Return where to look for the program, the best place first. */
export function candidates(around: Surroundings): Candidate[] {
  if (around.setting !== undefined && around.setting.trim() !== "") {
    // Who names a program wants no other.
    return [{ path: expanded(around.setting.trim(), around), origin: "setting" }];
  }
  const found: Candidate[] = [];
  if (around.environment !== undefined && (around.isTrusted || !isInside(around.environment, around))) {
    for (const place of inEnvironment(around.environment, around)) {
      found.push({ path: place, origin: "environment" });
    }
  }
  if (around.isTrusted) {
    for (const folder of around.folders) {
      for (const name of ENVIRONMENTS) {
        found.push({ path: inFolder(join(around, folder, name), around), origin: "folder" });
      }
    }
  }
  const { isAbsolute } = flavour(around);
  for (const folder of around.searchPath.split(around.isWindows ? ";" : ":")) {
    // An empty or relative one is the folder that is open, which a stranger may have filled.
    if (folder !== "" && isAbsolute(folder)) {
      found.push({ path: join(around, folder, executable(around)), origin: "PATH" });
    }
  }
  // Where pipx, `uv tool` and `pip install --user` put programs, which an editor's PATH need not hold.
  found.push({ path: join(around, around.home, ".local", "bin", executable(around)), origin: "home" });
  return found;
}

/** Return the first place that has the program, or undefined. */
export function find(around: Surroundings, exists: (place: string) => boolean): Candidate | undefined {
  return candidates(around).find((candidate) => exists(candidate.path));
}

/** Return what to say where the program is not found. */
export function missing(around: Surroundings): string {
  const [named] = candidates(around);
  if (named?.origin === "setting") {
    return `awesome-lint: there is no program at ${named.path}, which awesomeLint.path names.`;
  }
  if (!around.isTrusted) {
    return "awesome-lint is not installed outside of this folder, which is not trusted.";
  }
  return "awesome-lint is not installed where this editor looks for it.";
}

function inEnvironment(environment: string, around: Surroundings): string[] {
  const { dirname, basename } = flavour(around);
  const found = [inFolder(environment, around)];
  // An interpreter has other programs beside it; a folder may be called as one is.
  if (/^(python|pypy)[\d.]*(\.exe)?$/i.test(basename(environment))) {
    found.push(join(around, dirname(environment), executable(around)));
  }
  return found;
}

function inFolder(environment: string, around: Surroundings): string {
  return join(around, environment, around.isWindows ? "Scripts" : "bin", executable(around));
}

function executable(around: Surroundings): string {
  return around.isWindows ? `${NAME}.exe` : NAME;
}

function expanded(text: string, around: Surroundings): string {
  const [first] = around.folders;
  const whole = text.replaceAll("${workspaceFolder}", first ?? "").replace(/^~(?=[\\/]|$)/, () => around.home);
  return flavour(around).isAbsolute(whole) || first === undefined ? whole : join(around, first, whole);
}

function isInside(place: string, around: Surroundings): boolean {
  return around.folders.some((folder) => {
    const relative = flavour(around).relative(folder, place);
    return relative !== "" && !relative.startsWith("..") && !flavour(around).isAbsolute(relative);
  });
}

function join(around: Surroundings, ...parts: string[]): string {
  return flavour(around).join(...parts);
}

function flavour(around: Surroundings): path.PlatformPath {
  return around.isWindows ? path.win32 : path.posix;
}

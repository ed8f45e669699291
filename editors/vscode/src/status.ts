// What the status item of the editor says of the server. Nothing here knows the editor.

/** What the server is doing. */
export type State =
  | { readonly kind: "starting" }
  | { readonly kind: "running"; readonly version: string; readonly path: string }
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly reason: string }
  | { readonly kind: "missing"; readonly reason: string };

/** What is shown: a text, what is said about it, how bad it is, and what a click does. */
export interface Shown {
  readonly text: string;
  readonly detail: string;
  readonly severity: "information" | "warning" | "error";
  readonly isBusy: boolean;
  readonly command: { readonly id: string; readonly title: string };
}

const RESTART = { id: "awesome-lint.restart", title: "Restart" };
const LOG = { id: "awesome-lint.showLog", title: "Show the log" };

/** Return what is shown of a state. */
export function shown(state: State): Shown {
  switch (state.kind) {
    case "starting":
      return { text: "awesome-lint", detail: "starting", severity: "information", isBusy: true, command: LOG };
    case "running":
      return {
        text: `awesome-lint ${state.version}`.trim(),
        detail: state.path,
        severity: "information",
        isBusy: false,
        command: LOG,
      };
    case "stopped":
      return { text: "awesome-lint", detail: "stopped", severity: "warning", isBusy: false, command: RESTART };
    case "failed":
      return { text: "awesome-lint", detail: state.reason, severity: "error", isBusy: false, command: LOG };
    case "missing":
      return { text: "awesome-lint", detail: state.reason, severity: "error", isBusy: false, command: RESTART };
  }
}

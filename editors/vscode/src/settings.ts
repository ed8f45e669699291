// What the settings of the editor say to the server. Nothing here knows the editor.

/** The keys of the section `awesomeLint` that the server reads. */
export const KEYS = ["config", "select", "extendSelect", "ignore", "unsafeFixes", "inlayHints", "workspaceDiagnostics"] as const;

/** The keys, of those and of this extension, that hold from the start of the server to its end. */
export const UNTIL_RESTART = ["path", "workspaceDiagnostics"] as const;

/** Return what is sent to the server when it starts: what is set, without what is not. */
export function options(get: (key: string) => unknown): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const key of KEYS) {
    const value = get(key);
    if (value !== undefined && value !== null) {
      found[key] = value;
    }
  }
  return found;
}

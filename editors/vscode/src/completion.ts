// What is left out of completions, since the editor offers it by itself. Nothing here knows the editor.

/** The kind of anchors and of names of links: `CompletionItemKind.Reference` of the editor, which is not that of the protocol. */
export const REFERENCE = 17;

/** What of a completion is looked at. */
interface Kind {
  readonly kind?: number;
}

/** Return completions without what the editor's own extension for Markdown offers, if that does. */
export function others<T extends Kind>(items: readonly T[], isOfferedByEditor: boolean): T[] {
  return items.filter((item) => !isOfferedByEditor || item.kind !== REFERENCE);
}

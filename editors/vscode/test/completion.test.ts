import assert from "node:assert/strict";
import { test } from "node:test";
import { others, REFERENCE } from "../src/completion";

test("what the editor offers by itself is offered once", () => {
  const items = [{ kind: REFERENCE, label: "papers" }, { kind: 11, label: "ICML" }, { label: "code" }];
  assert.deepEqual(others(items, true), items.slice(1));
  assert.deepEqual(others(items, false), items);
});

import type { Doc } from "../semantics";
import { compileExpression } from "../semantics";
import { optionalDoc } from "./fields";

/** The `let` of a command: its values are expressions over constants. */
export function variablesOf(body: Doc): Doc | undefined {
  const given = optionalDoc(body, "let");
  return (
    given && Object.fromEntries(Object.entries(given).map(([name, value]) => [name, compileExpression(value)({})]))
  );
}

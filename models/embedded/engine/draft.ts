import { Overlay } from "../storage/overlay";
import type { WritableView } from "../storage/view";

/**
 * The writes of one document. They reach the view below only with `apply`, after everything that can fail has passed: lmdb
 * would keep the half that was written before an error.
 */
export class Draft extends Overlay implements WritableView {
  constructor(readonly target: WritableView) {
    super(target);
  }

  lock(key: Buffer): void {
    this.target.lock(key);
  }

  lockPrefix(prefix: Buffer): void {
    this.target.lockPrefix(prefix);
  }

  depend(key: Buffer): void {
    this.target.depend(key);
  }

  apply(): void {
    for (const [text, value] of this.changes) {
      const key = Buffer.from(text, "latin1");
      if (value) this.target.put(key, value);
      else this.target.remove(key);
    }
  }
}

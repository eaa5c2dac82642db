/** What the company sets, with the version that a change of it carries. */
export interface Versioned<T> {
  version: number;
  value: T;
}

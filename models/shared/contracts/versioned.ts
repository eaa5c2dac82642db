/** What the company sets, with the version that a change of it carries. */
export interface Versioned<T> {
  /** 0 while nobody has set it. */
  version: number;
  value: T;
}

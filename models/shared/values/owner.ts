/** As an owner asked for in a list: nobody, i.e. the public pool. `!none` is anybody. */
export const UNOWNED = "none";

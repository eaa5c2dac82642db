const { default: Sequencer } = require("@jest/test-sequencer");

/** Three lines each that run whole suites, and programs and browsers that are waited for. */
const LONG = [/tests\/bot\/channels\//, /tests\/faults\//, /tests\/e2e\//];

const rank = ({ path }) => {
  const at = LONG.findIndex((pattern) => pattern.test(path));
  return at < 0 ? LONG.length : at;
};

/** In a fresh clone Jest knows files by their size only, begins the longest last, and one worker idles meanwhile. */
module.exports = class LongFilesFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b));
  }
};

// Imported first by every entry, and kept to old syntax, so that an older Node prints this sentence instead of a stack.
const MINIMUM = [20, 19];

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < MINIMUM[0] || (major === MINIMUM[0] && minor < MINIMUM[1])) {
  process.stderr.write(
    `yiju-crm needs Node ${MINIMUM.join(".")} or newer; this is ${process.versions.node}. https://nodejs.org\n`,
  );
  process.exit(1);
}

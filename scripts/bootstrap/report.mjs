/** Everything the bootstrap says goes to stderr: stdout belongs to the program that is started. */
export const report = (line) => process.stderr.write(`${line}\n`);

/** Runs an entry of the bootstrap; a failure is one sentence and an exit code, not a stack. */
export function runEntry(main) {
  main().catch((error) => {
    report(`yiju-crm: ${error.message}`);
    process.exit(1);
  });
}

import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = join(__dirname, "..");
const SOURCES = ["bot", "models", "server", "miniapp", "scripts", "tests"];

interface Rule {
  /** The longest prefix of a file decides. */
  from: string;
  /** Prefixes of what it may import. */
  may: string[];
  /** Prefixes it may not import although `may` covers them. */
  never?: string[];
  /** Packages, where not all are allowed. */
  packages?: string[];
}

/** Who may import whom. Scripts, tests and the composition root may import anything, so they have no line. */
const RULES: Rule[] = [
  { from: "models/shared/", may: ["models/shared/"], packages: ["zod"] },
  { from: "models/embedded/", may: ["models/embedded/"] },
  { from: "models/", may: ["models/"] },
  { from: "server/", may: ["server/", "models/"], never: ["server/main"] },
  {
    from: "server/policies/",
    may: ["server/policies/", "server/context", "server/errors", "models/shared/"],
    packages: [],
  },
  {
    from: "server/presenters/",
    may: [
      "server/presenters/",
      "server/queries/",
      "server/events/",
      "server/policies/",
      "server/context",
      "server/errors",
      "models/",
    ],
    packages: ["zod", "node:http"],
  },
  ...["server/commands/", "server/queries/"].map((from) => ({
    from,
    may: ["server/", "models/"],
    never: ["server/routes/", "server/jobs/", "server/middlewares/", "server/presenters/", "server/app", "server/main"],
  })),
  ...["text/", "names/", "times/", "matters/", "intents/"].map((from, at, folders) => ({
    from: `server/extractor/rules/${from}`,
    may: ["server/extractor/", "server/calendar/", "models/shared/"],
    // Each reads with what the ones before it found.
    never: folders.slice(at + 1).map((later) => `server/extractor/rules/${later}`),
  })),
  { from: "bot/", may: ["bot/", "server/", "models/"], never: ["server/routes/", "server/main"] },
  { from: "bot/platforms/", may: ["bot/platforms/", "bot/types", "bot/card", "bot/errors", "models/shared/"] },
  ...["bot/cards/", "bot/router.ts"].map((from) => ({
    from,
    may: [
      "bot/",
      "server/context",
      "server/errors",
      "server/extractor/",
      "server/queries/",
      "models/shared/",
      "models/system/user",
    ],
    never: ["bot/inbox", "bot/deliver", "bot/hooks"],
    packages: ["zod"],
  })),
  { from: "miniapp/", may: ["miniapp/", "models/shared/"] },
];

const COMPOSITION_ROOT = "server/main.ts";
const MOST_LINES = { page: 120, script: 80, source: 300, test: 400 };

function* filesUnder(folder: string): Generator<string> {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.name === "node_modules" || entry.name === "dist") continue;
    if (entry.isDirectory()) yield* filesUnder(path);
    else if (/\.(ts|vue|mjs|cjs)$/.test(entry.name)) yield path;
  }
}

const files = SOURCES.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) => [...filesUnder(folder)]);
const texts = new Map(files.map((file) => [file, readFileSync(join(ROOT, file), "utf8")]));
const textOf = (file: string) => texts.get(file) ?? "";
const isUnder = (file: string, prefixes: readonly string[]) => prefixes.some((prefix) => file.startsWith(prefix));
const under = (...prefixes: string[]) => files.filter((file) => isUnder(file, prefixes));

const IMPORT =
  /^\s*(?:import|export)\b[^;'"]*?\bfrom\s*["']([^"']+)["']|^\s*import\s*["']([^"']+)["']|\b(?:import|require)\(\s*["']([^"']+)["']\s*\)/gm;
const importsIn = (text: string) =>
  [...text.matchAll(IMPORT)].map(([, from, bare, called]) => from ?? bare ?? called ?? "");
const importsOf = (file: string) => importsIn(textOf(file));

function targetOf(file: string, specifier: string): string | null {
  if (!specifier.startsWith(".")) return null;
  const base = resolve(ROOT, dirname(file), specifier.replace(/\?.*$/, ""));
  const found = ["", ".ts", ".vue", ".mjs", "/index.ts"]
    .map((end) => base + end)
    .find((path) => existsSync(path) && statSync(path).isFile());
  return relative(ROOT, found ?? base).replaceAll("\\", "/");
}

const packageOf = (specifier: string) =>
  specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");

function ruleOf(file: string): Rule | undefined {
  if (file === COMPOSITION_ROOT) return undefined;
  return RULES.filter(({ from }) => file.startsWith(from)).sort((a, b) => b.from.length - a.from.length)[0];
}

function wrongImports(file: string): string[] {
  const rule = ruleOf(file);
  if (!rule) return [];
  return importsOf(file)
    .filter((specifier) => {
      const target = targetOf(file, specifier);
      if (target) return !isUnder(target, rule.may) || isUnder(target, rule.never ?? []);
      return rule.packages !== undefined && !rule.packages.includes(packageOf(specifier));
    })
    .map((specifier) => `${file} imports ${specifier}`);
}

test("the import table holds", () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.flatMap(wrongImports)).toEqual([]);
});

test("a platform does not know another platform", () => {
  const platforms = readdirSync(join(ROOT, "bot/platforms"), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  for (const { name } of platforms) {
    const others = platforms.filter((other) => other.name !== name).map((other) => `bot/platforms/${other.name}/`);
    const targets = under(`bot/platforms/${name}/`).flatMap((file) =>
      importsOf(file).map((each) => targetOf(file, each)),
    );
    expect(targets.filter((target) => target && isUnder(target, others))).toEqual([]);
  }
});

/** Types are gone at run time: only what is loaded can go round in a circle. */
const withoutTypes = (text: string) => text.replace(/^\s*(?:import|export) type [^;]*;/gm, "");

test("no file loads itself in a circle", () => {
  const state = new Map<string, "open" | "done">();
  const circles: string[] = [];
  const visit = (file: string, path: string[]) => {
    if (state.get(file) === "open") circles.push([...path.slice(path.indexOf(file)), file].join(" → "));
    if (state.has(file)) return;
    state.set(file, "open");
    for (const specifier of importsIn(withoutTypes(textOf(file)))) {
      const target = targetOf(file, specifier);
      if (target && texts.has(target)) visit(target, [...path, file]);
    }
    state.set(file, "done");
  };
  for (const file of files) visit(file, []);
  expect(circles).toEqual([]);
});

test("the mini-app loads what it needs and no schemas: they would be a third of its first screen", () => {
  const loaded = new Set(["miniapp/src/main.ts"]);
  const schemas: string[] = [];
  // A set grows while it is walked: what is loaded loads more.
  for (const file of loaded) {
    for (const specifier of importsIn(withoutTypes(textOf(file)))) {
      const target = targetOf(file, specifier);
      if (target && texts.has(target)) loaded.add(target);
      else if (specifier === "zod") schemas.push(file);
    }
  }
  expect(loaded.size).toBeGreaterThan(100);
  expect(schemas).toEqual([]);
});

/** A comment may quote the word it is about. */
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(?<![:"'`\\])\/\/.*$/gm, "");

test("Chinese words are in text/, the extractor, scripts and tests only", () => {
  const home = ["models/shared/text/", "server/extractor/", "scripts/", "tests/"];
  const strangers = files.filter(
    (file) => !isUnder(file, home) && /\p{Script=Han}/u.test(withoutComments(textOf(file))),
  );
  expect(strangers).toEqual([]);
});

test("a platform is known by name below the seam and where everything is put together only", () => {
  const home = ["bot/platforms/", "miniapp/src/platform/", "models/shared/text/", "scripts/", "tests/"];
  const known = [...home, "server/config.ts", COMPOSITION_ROOT];
  const strangers = files.filter(
    (file) => !isUnder(file, known) && /wecom|dingtalk|aibot/i.test(withoutComments(textOf(file))),
  );
  expect(strangers).toEqual([]);
});

test("the environment is read in one place", () => {
  const readers = under("bot/", "models/", "server/", "miniapp/src/").filter((file) =>
    /process\.env|import\.meta\.env\.(?!DEV|PROD|BASE_URL)/.test(textOf(file)),
  );
  expect(readers).toEqual(["server/config.ts"]);
});

test("logic is told the time, it does not look at the clock", () => {
  const logic = under(
    ...["commands", "queries", "policies", "presenters", "events", "extractor/rules", "jobs"].map(
      (each) => `server/${each}/`,
    ),
    ...["handlers", "cards", "draft", "notifications", "router.ts", "interpret.ts"].map((each) => `bot/${each}`),
    "models/shared/",
  );
  expect(logic.filter((file) => /new Date\(\s*\)|Date\.now\(\)|performance\.now\(\)/.test(textOf(file)))).toEqual([]);
});

test("folders say what they hold", () => {
  expect(files.filter((file) => /\/(utils?|helpers?|services?|common|misc)\//i.test(file))).toEqual([]);
});

test("files stay short enough to read", () => {
  const most = (file: string) => {
    if (file.startsWith("tests/")) return MOST_LINES.test;
    if (file.startsWith("miniapp/src/pages/")) return MOST_LINES.page;
    return /^scripts\/[^/]+\.ts$/.test(file) ? MOST_LINES.script : MOST_LINES.source;
  };
  const long = files.filter((file) => textOf(file).trimEnd().split("\n").length > most(file));
  expect(long).toEqual([]);
});

test("exports have names, except where a tool asks for a default", () => {
  const isTools = (file: string) => /\.config\.(ts|mjs)$|\.d\.ts$|^tests\/support\/.*\.cjs$/.test(file);
  expect(files.filter((file) => !isTools(file) && /^export default/m.test(textOf(file)))).toEqual([]);
});

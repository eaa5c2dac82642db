import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readMessage } from "../../../server/extractor/readMessage";
import { toPublicShape } from "../../../server/extractor/toPublicShape";
import { addedTo, type Said, saidOf, type Value } from "./saidOf";
import { type Original, TRANSFORMATIONS } from "./transformations";

/**
 * What must not change a reading does not: the sentences of the corpus, said in another way. A floor is the share of
 * them whose intent and values all stay, a little below what was measured; a value that the original does not have is
 * never gained.
 */
const FLOORS: Readonly<Record<keyof typeof TRANSFORMATIONS, number>> = {
  "a greeting in front": 0.99,
  "thanks behind": 0.99,
  "small talk behind": 0.99,
  "blanks around": 0.99,
  "signs of half width": 0.99,
  "no sign at the end": 0.97,
  "a slash of full width": 0.99,
  "a command in short": 0.98,
  "a command without a slash": 0.98,
  "another surname": 0.97,
  "another sum": 0.97,
  "another day": 0.96,
  "Chinese numerals": 0.97,
  "traditional characters": 0.99,
};

/** Every other sentence is read, and a quarter of them for each transformation: it must stay a matter of seconds. */
const READ = 2;
const SHARE = 4;

interface Sample {
  text: string;
  now: string;
}

const corpus = join(__dirname, "../../corpus");
const samples = readdirSync(corpus)
  .filter((file) => file.endsWith(".jsonl") && file !== "utterances.jsonl")
  .flatMap((file) => readFileSync(join(corpus, file), "utf8").trim().split("\n"))
  .filter((_, index) => index % READ === 0)
  .map((line) => JSON.parse(line) as Sample);

const read = (text: string, now: string) => {
  const reading = readMessage(text, { now: new Date(now) });
  const { intent, extraction } = toPublicShape(reading);
  return { reading, intent, said: saidOf(extraction) };
};

const originals = samples.map(({ text, now }, index) => {
  const { reading, intent, said } = read(text, now);
  const [matter] = reading.matters;
  const original: Original = {
    text,
    said,
    isCommand: reading.command !== null,
    sum: matter?.amount?.source ?? null,
    day: matter?.nextActions.find(({ due }) => due !== undefined)?.due?.source ?? null,
    pick: <T>(list: readonly T[]) => list[(index * 7) % list.length] as T,
  };
  return { original, intent, now };
});

interface Outcome {
  tried: number;
  kept: number;
  /** The sentences that say more than the original did, with what they say. */
  added: string[];
}

/** A day of another form may have a clock time or not, so that none is compared. */
const comparable = (said: Said, expected: Said) =>
  expected.some(({ value }) => value === "*") ? said.filter(({ field }) => field !== "time") : said;

const shown = (text: string, values: readonly Value[]) =>
  `${text}: ${values.map(({ of, field, value }) => `${of} ${field} ${value}`).join(", ")}`;

function outcomeOf(name: string, offset: number): Outcome {
  const outcome: Outcome = { tried: 0, kept: 0, added: [] };
  for (const { original, intent, now } of originals.filter((_, index) => index % SHARE === offset % SHARE)) {
    const variant = TRANSFORMATIONS[name]?.(original);
    if (!variant || variant.text === original.text) continue;
    const expected = variant.said ?? original.said;
    const seen = read(variant.text, now);
    const said = comparable(seen.said, expected);
    const added = addedTo(expected, said);
    outcome.tried++;
    if (seen.intent === intent && added.length === 0 && said.length === expected.length) outcome.kept++;
    if (added.length > 0) outcome.added.push(shown(variant.text, added));
  }
  return outcome;
}

describe("the same said in another way", () => {
  it("every way has a floor", () => expect(Object.keys(FLOORS)).toEqual(Object.keys(TRANSFORMATIONS)));

  it.each(Object.entries(FLOORS))("%s", (name, floor) => {
    const { tried, kept, added } = outcomeOf(name, Object.keys(FLOORS).indexOf(name));
    expect(tried).toBeGreaterThan(25);
    expect(added).toEqual([]);
    expect(kept / tried).toBeGreaterThanOrEqual(floor);
  });
});

/** Two follow-ups about different customers, each a sentence: the share of the values that stay with whom they are of. */
const JOINED_FLOOR = 0.94;

/** Those of one matter: all that was said is of the same people. */
const isFollowUp = ({ original, intent }: (typeof originals)[number]) =>
  intent === "create_follow_up" &&
  !original.isCommand &&
  original.text.length < 70 &&
  !/[?？\n]/.test(original.text) &&
  original.said.some(({ field }) => field === "name" || field === "company") &&
  new Set(original.said.map(({ field, of }) => (field === "due" || field === "amount" ? of : ""))).size <= 2;

const namesIn = ({ original }: (typeof originals)[number]) =>
  original.said.filter(({ field }) => field === "name" || field === "company").map(({ value }) => value);

type Read = (typeof originals)[number];
const mentions = ({ original }: Read, other: Read) => namesIn(other).some((name) => original.text.includes(name));

describe("two matters in one message", () => {
  it.each(["。", "；"])("joined by %s keep what is theirs", (sign) => {
    const fit = originals.filter(isFollowUp);
    let all = 0;
    let lost = 0;
    for (const [index, first] of fit.entries()) {
      const second = fit[index + 1];
      if (!second || first.now !== second.now) continue;
      if (mentions(first, second) || mentions(second, first)) continue;
      const text = `${first.original.text.replace(/[。！!；;～~，,\s]+$/, "")}${sign}${second.original.text}`;
      const expected = [...first.original.said, ...second.original.said];
      all += expected.length;
      lost += addedTo(read(text, first.now).said, expected).length;
    }
    expect(all).toBeGreaterThan(500);
    expect(1 - lost / all).toBeGreaterThanOrEqual(JOINED_FLOOR);
  });
});

/** The share of the values of a follow-up that stay when it is spoken without a single sign. */
const RUN_ON_FLOOR = 0.9;

it("run-on speech keeps what was said", () => {
  const spoken = originals.filter(
    (one) =>
      one.intent === "create_follow_up" &&
      /[，。；]/.test(one.original.text) &&
      !/[？?\n:：/|()（）a-zA-Z]/.test(one.original.text),
  );
  let all = 0;
  let lost = 0;
  for (const { original, now } of spoken.filter((one) => !one.original.isCommand)) {
    const text = original.text.replace(/(?<!\d)[，。；！、]|[，。；！、](?!\d)/g, "");
    all += original.said.length;
    lost += addedTo(read(text, now).said, original.said).length;
  }
  expect(all).toBeGreaterThan(300);
  expect(1 - lost / all).toBeGreaterThanOrEqual(RUN_ON_FLOOR);
});

import { FollowUp } from "../../../models";
import type { UserRow } from "../../../models/system/user";
import { Chat, type ShownCard } from "../../support/chat";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer } from "../../support/factories";

/**
 * A month of one rep with a directory full of namesakes. What each sentence means is known; how it is said is
 * drawn by a fixed rule: bare 张总 for whom one is working on, more words for everybody else, as people do.
 */
useDatabase();
jest.setTimeout(300_000);

const DAY = 86_400_000;
/** Who takes over a directory sees everybody first, then works with a few. Their share, week by week. */
const SHARES = [0.46, 1, 0.98, 0.98];
const A_WEEK = 50;

interface Account {
  id: string;
  short: string;
  person: string;
  surname: string;
}

/** Four 张总, two houses of one name at two places, a house with a branch, a shared word. */
const DIRECTORY: [name: string, short: string, person: string, region?: string][] = [
  ["杭州鼎盛科技有限公司", "鼎盛科技", "张伟", "杭州"],
  ["苏州明远机械有限公司", "明远", "张建国"],
  ["华信集团有限公司", "华信", "张敏", "南京"],
  ["广州蓝天餐饮管理有限公司", "蓝天", "张强"],
  ["宁波海川物流有限公司", "海川", "王芳"],
  ["上海海天贸易有限公司", "海天", "王建军"],
  ["深圳创想电子有限公司", "创想", "李明"],
  ["东莞创新模具有限公司", "创新模具", "李娜"],
  ["无锡鼎盛机械有限公司", "鼎盛机械", "陈刚", "无锡"],
  ["合肥天元软件有限公司", "天元", "陈静"],
  ["成都锦绣广告有限公司", "锦绣", "刘洋"],
  ["青岛长城包装有限公司", "长城", "赵磊"],
];

/** The same numbers every time: the test is a measurement, not a lottery. */
function createDice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

let chat: Chat;

async function buildDirectory(by: UserRow): Promise<Account[]> {
  const accounts: Account[] = [];
  for (const [name, short, person, region] of DIRECTORY) {
    const { id } = await buildCustomer({ by, name, kind: "company", aliases: [short], ...(region ? { region } : {}) });
    await buildContact({ by, customer: id, name: person, title: null });
    accounts.push({ id, short, person, surname: person.slice(0, 1) });
  }
  const house = accounts.find(({ short }) => short === "华信");
  const branch = await buildCustomer({ by, name: "华信集团苏州分公司", kind: "company", parent: house?.id ?? null });
  accounts.push({ id: branch.id, short: "华信苏州分公司", person: "", surname: "" });
  return accounts;
}

/** Whom one is busy with is called bare; of the others one says whose they are. */
function wordsFor(account: Account, isBusyWith: boolean, dice: () => number): string {
  const { short, person, surname } = account;
  if (!person) return short;
  if (isBusyWith) return dice() < 0.75 ? `${surname}总` : short;
  return dice() < 0.5 ? `${short}${surname}总` : person;
}

const labelStart = ({ person, short }: Account) => [person, short];

/** Answers the question as the rep would: the button that names whom they mean. */
async function answers(card: ShownCard, meant: Account): Promise<void> {
  const button = card.buttons.find(({ text }) => labelStart(meant).some((start) => start && text.startsWith(start)));
  if (!button) throw new Error(`${meant.person} is not among ${JSON.stringify(card.buttons)}`);
  await chat.presses(button.text, card);
}

interface Week {
  said: number;
  asked: number;
}

async function saysAndAnswers(account: Account, words: string, what: string): Promise<boolean> {
  const card = await chat.says(`/跟进 ${words} ${what}`);
  const wasAsked = card.title.includes("哪位");
  if (wasAsked) await answers(card, account);
  return wasAsked;
}

test("a month of namesakes: nothing goes to the wrong customer, and the questions grow fewer", async () => {
  chat = new Chat(new Date("2026-09-07T09:00:00+08:00"));
  const accounts = await buildDirectory(await chat.userBehind("lilei"));
  const dice = createDice(20260907);
  // 张敏, 王芳, 李明, 陈刚, 刘洋, 赵磊 are who this month is about; the others are looked after now and then.
  const current = new Set([2, 4, 6, 8, 10, 11].map((at) => accounts[at]?.id ?? ""));
  const truth = new Map<string, string>();
  const weeks: Week[] = [];
  for (const [week, share] of SHARES.entries()) {
    const counted = { said: 0, asked: 0 };
    for (let at = 0; at < A_WEEK; at++) {
      const isCurrent = dice() < share;
      const pool = accounts.filter(({ id }) => current.has(id) === isCurrent);
      const account = pool[Math.floor(dice() * pool.length)] as Account;
      const what = `第${week}周第${at}回聊了样品`;
      truth.set(what, account.id);
      counted.said += 1;
      if (await saysAndAnswers(account, wordsFor(account, week === 0 || isCurrent, dice), what)) counted.asked += 1;
      chat.clock.advance((5 * DAY) / A_WEEK);
    }
    chat.clock.advance(2 * DAY);
    weeks.push(counted);
  }

  const notes = await FollowUp.find().lean<{ content: string; customer: string }[]>();
  const wrong = notes.filter(({ content, customer }) => truth.get(/第\d周.*/.exec(content)?.[0] ?? "") !== customer);
  expect(wrong).toEqual([]);
  expect(notes).toHaveLength(SHARES.length * A_WEEK);
  const rates = weeks.map(({ said, asked }) => asked / said);
  expect(rates).toEqual(rates.toSorted((a, b) => b - a));
  expect(rates.at(-1)).toBeLessThan((rates[0] ?? 0) / 2);
});

import type { UserRow } from "../../../models/system/user";
import type { Ctx } from "../../../server/context";
import { decide } from "../../../server/queries/match/score";
import type { CustomerMention } from "../../../server/queries/match/types";
import { matchCustomers } from "../../../server/queries/matchCustomers";
import { actorOf, ctxFor } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildCustomer, buildUser } from "../../support/factories";

useDatabase();
jest.setTimeout(120_000);

const company = (name: string): CustomerMention => ({ name: null, company: name, phones: [], wechat: null });

async function certain(ctx: Ctx, name: string, spoken: boolean): Promise<string | null> {
  return decide(await matchCustomers(ctx, company(name), { spoken }))?.customer.id ?? null;
}

/** Characters that speech recognition writes for one another. */
const HOMOPHONES: Record<string, string> = {
  盛: "胜", 远: "苑", 海: "嗨", 川: "穿", 蓝: "兰", 天: "添", 创: "闯", 想: "响", 鼎: "顶", 华: "滑",
  信: "芯", 宏: "红", 达: "答", 金: "今", 瑞: "锐", 新: "心", 宇: "雨", 星: "兴", 泰: "太", 恒: "衡",
  明: "名", 东: "冬", 方: "芳", 长: "常", 城: "成", 飞: "非", 博: "伯", 文: "闻", 嘉: "佳", 禾: "和",
}; // prettier-ignore
const LETTERS = Object.keys(HOMOPHONES);
/** Brands of two characters, no two of which sound alike. */
const brands = LETTERS.flatMap((first, at) => [3, 7, 11].map((step) => first + LETTERS[(at + step) % LETTERS.length]));
const misheard = (brand: string, place: number) =>
  [...brand].map((character, at) => (at === place ? HOMOPHONES[character] : character)).join("");

async function directory(): Promise<{ by: UserRow; ctx: Ctx; ids: Map<string, string>; strange: string[] }> {
  const by = await buildUser();
  const ids = new Map<string, string>();
  const own = brands.filter((_, at) => at % 2 === 0);
  for (const brand of own)
    ids.set(brand, (await buildCustomer({ by, name: `${brand}科技有限公司`, kind: "company" })).id);
  return { by, ctx: ctxFor(actorOf(by)), ids, strange: brands.filter((_, at) => at % 2 === 1) };
}

test("of names heard wrong nearly all are found, and hardly a strange one is taken for one's own", async () => {
  const { ctx, ids, strange } = await directory();
  let found = 0;
  let wrong = 0;
  for (const [brand, id] of ids) {
    for (const place of [0, 1]) {
      const meant = await certain(ctx, misheard(brand, place), true);
      if (meant === id) found += 1;
      else if (meant) wrong += 1;
      // Typed, the same letters are only ever asked about.
      expect(await certain(ctx, misheard(brand, place), false)).toBeNull();
    }
  }
  for (const brand of strange) if (await certain(ctx, brand, true)) wrong += 1;
  for (const brand of strange) if (await certain(ctx, misheard(brand, 0), true)) wrong += 1;
  expect(wrong).toBe(0);
  expect(found / (ids.size * 2)).toBeGreaterThan(0.9);
});

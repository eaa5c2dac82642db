import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { checkCard, lengthOf } from "../../../../bot/card";
import { renderWecom } from "../../../../bot/platforms/wecom/render";
import type { ButtonInteraction, TextNotice } from "../../../../bot/platforms/wecom/types";
import type { Card, CardRow } from "../../../../models/shared/contracts/card";
import { goldenCards } from "./goldenCards";

const URL = "https://crm.example.com";
const GOLDEN = join(__dirname, "golden");

describe("golden files", () => {
  it.each(Object.entries(goldenCards))("%s", (name, card) => {
    const file = join(GOLDEN, `${name}.json`);
    const rendered = `${JSON.stringify(renderWecom(card, "card-1", URL), null, 2)}\n`;
    // `UPDATE_GOLDEN=1` writes them anew; the diff is then read by a person.
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, rendered);
    expect(JSON.parse(rendered)).toEqual(JSON.parse(readFileSync(file, "utf8")));
  });

  it("has no file without a card", () => {
    expect(readdirSync(GOLDEN).sort()).toEqual(
      Object.keys(goldenCards)
        .map((name) => `${name}.json`)
        .sort(),
    );
  });

  it("shows, but for those that are too long on purpose, cards within the limits", () => {
    for (const [name, card] of Object.entries(goldenCards)) {
      expect([name, checkCard(card).length > 0]).toEqual([name, name.startsWith("tooLong")]);
    }
  });
});

describe("more than the platform takes", () => {
  const row = (label: string, value: string, oldValue?: string): CardRow => ({
    label,
    value,
    ...(oldValue ? { oldValue } : {}),
  });
  const ask = { text: "确认", actionId: "confirm" };

  it("names rows seven and on below the text", () => {
    const rows = Array.from({ length: 8 }, (_, index) => row(`第${index + 1}`, `值${index + 1}`));
    const { template_card } = renderCard({ title: "t", text: "正文", rows, buttons: [ask] });
    expect(template_card.horizontal_content_list).toHaveLength(6);
    expect(template_card.sub_title_text).toBe("正文\n第7：值7\n第8：值8");
  });

  it("gives the new value of a change the room", () => {
    const { template_card } = renderCard({
      title: "t",
      rows: [row("阶段", "合同已经发出等待对方盖章回传", "报价已经讲完等待老板审批")],
      buttons: [ask],
    });
    const value = template_card.horizontal_content_list?.[0]?.value ?? "";
    expect(value).toMatch(/…/);
    expect(value).toContain(" → 合同已经发出等待对方盖章回传");
    expect(lengthOf(value)).toBeLessThanOrEqual(26);
  });

  it("names the buttons that found no place", () => {
    const buttons = Array.from({ length: 8 }, (_, index) => ({ text: `第${index + 1}个`, actionId: `a${index}` }));
    const { template_card } = renderCard({ title: "t", rows: [], buttons });
    expect(template_card.sub_title_text).toBe("… 第7个 · 第8个");
  });

  it("has one button per key, because the platform refuses a card with two", () => {
    const { template_card } = renderCard({ title: "t", rows: [], buttons: [ask, { text: "又", actionId: "confirm" }] });
    expect(template_card).toMatchObject({ button_list: [{ text: "确认" }] });
  });

  it("links to the first page instead of sending an address that is too long", () => {
    const path = `/customers/new?text=${"字".repeat(300)}`;
    const { template_card } = renderCard({ title: "t", rows: [], buttons: [{ text: "x", path }] });
    expect(template_card).toMatchObject({ card_action: { url: "https://crm.example.com/app/" } });
  });

  it("never leads out of the mini-app", () => {
    for (const path of [
      "//evil.example",
      "https://evil.example",
      "/../../admin",
      "/..%2f/x",
      "/\\evil.example",
      "javascript:1",
    ]) {
      const rendered = JSON.stringify(renderCard({ title: "t", rows: [], buttons: [{ text: "x", path }, ask] }));
      expect(rendered).toContain('"url":"https://crm.example.com/app/"');
    }
  });

  it("stays within every limit, whatever the card", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 300 });
    const button = fc.oneof(
      fc.record({ text, actionId: fc.uuid() }),
      fc.record({ text, path: fc.webPath().map((path) => path || "/") }),
    );
    const anyCard: fc.Arbitrary<Card> = fc.record({
      title: text,
      subtitle: text,
      text,
      rows: fc.array(fc.record({ label: text, value: text, oldValue: text }), { maxLength: 9 }),
      quote: fc.record({ title: text, text }),
      buttons: fc.array(button, { maxLength: 8 }),
    });
    fc.assert(fc.property(anyCard, (card) => expect(violations(renderWecom(card, "card-1", URL))).toEqual([])));
  });
});

function renderCard(card: Card) {
  const payload = renderWecom(card, "card-1", URL);
  if (payload.msgtype !== "template_card") throw new Error("expected a template card");
  return payload;
}

/** The platform's rules, written down a second time. */
function violations(payload: ReturnType<typeof renderWecom>): string[] {
  if (payload.msgtype === "text") return Buffer.byteLength(payload.text.content) > 2048 ? ["text"] : [];
  const card = payload.template_card;
  const rows = card.horizontal_content_list ?? [];
  const texts: [name: string, text: string | undefined, max: number][] = [
    ["title", card.main_title.title, 26],
    ["desc", card.main_title.desc, 30],
    ["text", card.sub_title_text, 160],
    ["quote", card.quote_area?.quote_text, 112],
    ...rows.map(({ keyname }): [string, string, number] => ["key", keyname, 5]),
    ...rows.map(({ value }): [string, string, number] => ["value", value, 26]),
    ...pressable(card),
  ];
  const tooLong = texts.filter(([, text, max]) => lengthOf(text ?? "") > max).map(([name]) => name);
  const empty = texts.filter(([name, text]) => text === "" && name !== "value").map(([name]) => `no ${name}`);
  return [...tooLong, ...empty, ...(rows.length > 6 ? ["rows"] : [])];
}

function pressable(card: ButtonInteraction | TextNotice): [name: string, text: string, max: number][] {
  if (card.card_type === "text_notice") {
    const links = card.jump_list ?? [];
    return links.map(({ title }, index) => ["link", title, index < 3 ? 18 : 0]);
  }
  return card.button_list.map(({ text }, index) => ["button", text, index < 6 ? 10 : 0]);
}

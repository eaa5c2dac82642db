import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { link, noteCard, primaryAction } from "../../../../bot/card";
import { renderAibot, renderClosed } from "../../../../bot/platforms/wecom/aibot/render";
import { goldenCards } from "./goldenCards";

const URL = "https://crm.example.com";
const GOLDEN = join(__dirname, "goldenAibot");

it.each(Object.entries(goldenCards))("%s", (name, card) => {
  const rendered = {
    sent: renderAibot(card, "card-1", URL),
    withoutAddress: renderAibot(card, "card-1", null),
    closed: renderClosed(card, "card-1", { as: "已确认", publicUrl: URL }),
  };
  const file = join(GOLDEN, `${name}.json`);
  // `UPDATE_GOLDEN=1` writes them anew; the diff is then read by a person.
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(GOLDEN, { recursive: true });
    writeFileSync(file, `${JSON.stringify(rendered, null, 2)}\n`);
  }
  expect(JSON.parse(JSON.stringify(rendered))).toEqual(JSON.parse(readFileSync(file, "utf8")));
});

it("has no link where no phone could follow it", () => {
  const card = { ...noteCard("已记跟进 ✓"), buttons: [primaryAction("撤销", "a:1"), link("打开", "/customers/1")] };
  expect(JSON.stringify(renderAibot(card, "card-1", null))).not.toContain("url");
  expect(renderAibot(noteCard("已取消"), "card-1", null)).toEqual({
    msgtype: "markdown",
    markdown: { content: "已取消" },
  });
});

it("says so where the thing to do is on a page that nobody can open", () => {
  const card = {
    ...noteCard("到海川了，点签到"),
    buttons: [{ ...link("签到", "/check-in"), style: "primary" as const }],
  };
  expect(JSON.stringify(renderAibot(card, "card-1", null))).toContain("PUBLIC_URL");
  expect(JSON.stringify(renderAibot(card, "card-1", URL))).not.toContain("PUBLIC_URL");
});

it("keeps a way to every link, and every row, where lines are short", () => {
  const rows = Array.from({ length: 6 }, (_, at) => ({ label: `第${at + 1}`, value: `值${at + 1}` }));
  const buttons = [primaryAction("撤销", "a:1"), link("打开", "/customers/1"), link("补公司", "/customers/1/edit")];
  const shown = JSON.stringify(renderAibot({ ...noteCard("已记跟进 ✓"), rows, buttons }, "card-1", URL));
  for (const { value } of rows) expect(shown).toContain(value);
  expect(shown).toContain(`"card_action":{"type":1,"url":"${URL}/app/customers/1"}`);
  expect(shown).toContain(`"value":"补公司","url":"${URL}/app/customers/1/edit"`);
});

it("makes no link and no picture of what people type", () => {
  const typed = noteCard("客户", "见 [这里](https://evil.example) ![x](https://evil.example/x.png) <a href=x>");
  const { markdown } = renderAibot(typed, "card-1", null) as { markdown: { content: string } };
  expect(markdown.content).not.toMatch(/\]\(|!\[|<a/);
});

it("takes no card id that the platform would refuse", () => {
  expect(() => renderAibot(goldenCards.confirm ?? noteCard(""), "card 1", URL)).toThrow(RangeError);
});

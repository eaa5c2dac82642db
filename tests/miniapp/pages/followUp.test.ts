import { flushPromises, type VueWrapper } from "@vue/test-utils";
import { openPage, sampleServer } from "../support/openPage";
import { followUp } from "../support/samples";

const NOTE = "/customers/c1/follow-ups/new";
let wrapper: VueWrapper | null = null;
afterEach(() => {
  wrapper?.unmount();
  wrapper = null;
});

/** The form of a note, opened and with this written into it. */
async function writing(content: string, next = "") {
  const server = sampleServer().on("POST /follow-ups", followUp).on("POST /customers/c1/follow-ups", followUp);
  const page = (wrapper = await openPage(NOTE, server));
  await page.get("textarea").setValue(content);
  await page.get('input[placeholder^="比如"]').setValue(next);
  const press = async (words: string) => {
    await page
      .findAll("button")
      .find((key) => key.text() === words)
      ?.trigger("click");
    await flushPromises();
  };
  const save = async () => {
    await page.get("form").trigger("submit");
    await flushPromises();
  };
  return { server, page, press, save };
}

test("what comes next goes with the note, for the day tapped", async () => {
  const { server, page, press, save } = await writing("报价收到了", "发合同");
  await press("明天");
  await page.get('input[type="time"]').setValue("14:00");
  await save();
  expect(server.called("POST /customers/c1/follow-ups")[0]?.body).toEqual({
    ...{ content: "报价收到了", nextStep: { text: "发合同", dueOn: "2026-09-17", time: "14:00" } },
  });
});

test("no day is invented for it", async () => {
  const { server, page, save } = await writing("报价收到了", "发合同");
  await save();
  expect(page.text()).toContain("哪天还没选");
  expect(server.called("POST /customers/c1/follow-ups")).toEqual([]);
});

test("a note alone stays a note", async () => {
  const { server, save } = await writing("报价收到了");
  await save();
  expect(server.called("POST /follow-ups")[0]?.body).toEqual({ content: "报价收到了", customer: "c1" });
});

import { changedValues, readForm, saidValues, toForm } from "../../../miniapp/src/forms/readForm";
import { showValue } from "../../../miniapp/src/forms/showValue";
import { contactFields, customerFields, opportunityFields as fieldsFor } from "../../../miniapp/src/forms/specs";
import { DEFAULT_PIPELINE } from "../../../models/shared/values/pipeline";

const opportunityFields = fieldsFor(DEFAULT_PIPELINE);

test("a record goes into a form and comes back as it was", () => {
  const record = {
    name: "库存",
    amount: 300050,
    stage: "proposal",
    expectedCloseOn: "2026-09-30",
    discount: 5,
    competitors: ["用友"],
  };
  const { values, errors } = readForm(opportunityFields, toForm(opportunityFields, record));
  expect(errors).toEqual({});
  expect(changedValues(values, record)).toEqual({});
});

test("emptied fields are said to be empty, untouched ones are not said", () => {
  const record = { name: "鼎盛", region: "杭州", tags: ["老客户"], phones: [], aliases: [] };
  const { values } = readForm(customerFields, { ...toForm(customerFields, record), region: "", tags: "" });
  expect(changedValues(values, record)).toEqual({ region: null, tags: [] });
  expect(saidValues(values)).toEqual({ name: "鼎盛" });
});

test.each([
  ["phones", "1380013800", "手机号少 1 位"],
  ["phones", "打给我", "只能是数字、空格和 +"],
  ["wechat", "张", "字母开头，5 到 30 位"],
  ["email", "a@b", "邮箱不完整"],
])("%s %s is not accepted", (field, text, message) => {
  expect(readForm(contactFields, { name: "张伟", [field]: text }).errors).toEqual({ [field]: message });
});

test.each([
  ["3,000.50", 300050],
  ["¥12", 1200],
])("an amount written %s is %i fen", (text, fen) => {
  expect(readForm(opportunityFields, { name: "x", amount: text }).values.amount).toBe(fen);
});

test("an amount in words is asked for in digits", () => {
  expect(readForm(opportunityFields, { name: "x", amount: "三十万" }).errors.amount).toBeDefined();
});

test("values are shown as people read them", () => {
  const spec = (name: string) => opportunityFields.find((field) => field.name === name) ?? null;
  expect(showValue(spec("amount"), 28_000_000)).toBe("¥280,000");
  expect(showValue(spec("stage"), "proposal")).toBe("方案报价");
  expect(showValue(spec("expectedCloseOn"), "2026-09-30")).toBe("09-30 周三");
  expect(showValue(null, ["a", "b"])).toBe("a、b");
  expect(showValue(null, null)).toBe("");
});

import { z } from "zod";
import { INTENTS, QUESTION_TOPICS, SAID_METHODS, SAID_MOODS } from "../../../models/shared/contracts/extraction";
import { STAGES } from "../../../models/shared/values/stage";

/**
 * What the model answers: words of the message and names of choices, never an id, a date or a number of its own.
 * Every key is present; null says that the message does not tell.
 */
const words = (description: string) => z.string().nullable().describe(description);

const customer = z.object({
  name: words("姓名或称呼，照原文，如 李建国、张总、王工"),
  company: words("公司，照原文"),
  title: words("职务，照原文，如 采购经理；总、工、姐、老师不是职务"),
  phones: z.array(z.string()).describe("原文里属于此人的号码或占位符"),
  wechat: words("微信号或占位符"),
  email: words("邮箱或占位符"),
});

const action = z.object({
  text: z.string().describe("下一步做什么，尽量照抄原文"),
  dueText: words("原文里的时间词，照抄，如 下周三前；没说就 null"),
});

const matter = z.object({
  customers: z.array(customer),
  method: z.enum(SAID_METHODS).nullable(),
  methodText: words("说明联系方式的原文"),
  nextActions: z.array(action).describe("原文明确说出的下一步，没说就空"),
  amountText: words("这笔生意金额的原文，如 三十万左右；单价、折扣、差价、外币不算"),
  stage: z.enum(STAGES).nullable(),
  stageText: words("说明阶段的原文"),
  mood: z.enum(SAID_MOODS).nullable(),
  moodText: words("说明客户态度的原文"),
  products: z.array(z.string()).describe("我方产品，照原文"),
  competitors: z.array(z.string()).describe("点名的竞争对手，照原文"),
  lossReason: words("丢单原因的原文"),
});

export const modelAnswerSchema = z.object({
  intent: z.enum(INTENTS),
  matters: z.array(matter).describe("互不相干的几件事分开写；同一件事的几个人写在一起"),
  topics: z.array(z.enum(QUESTION_TOPICS)).nullable().describe("问的是什么；不是提问就 null"),
});

/** Endpoints that do not know the schema may leave out what is no part of a record. */
const readableAnswer = modelAnswerSchema.partial({ topics: true });

export type ModelAnswer = z.infer<typeof readableAnswer>;
export type ModelMatter = z.infer<typeof matter>;
export type ModelCustomer = z.infer<typeof customer>;

/** No message speaks of more matters than this; an answer with more is a runaway. */
const MOST_MATTERS = 20;

/** The answer, parsed again because a compatible endpoint may ignore the schema. The error says what was wrong. */
export function parseModelAnswer(content: string): { answer: ModelAnswer } | { error: string } {
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^```(?:json)?\s*|\s*```$/g, ""));
  } catch (error) {
    return { error: error instanceof Error ? error.message.slice(0, 200) : "not JSON" };
  }
  const parsed = readableAnswer.safeParse(value);
  if (!parsed.success) return { error: z.prettifyError(parsed.error).slice(0, 500) };
  if (parsed.data.matters.length > MOST_MATTERS) return { error: `more than ${MOST_MATTERS} matters` };
  return { answer: parsed.data };
}

import { createExtractor, type ModelCall } from "../../server/extractor/createExtractor";
import type { ReadOptions } from "../../server/extractor/readMessage";
import { type Answer, ModelServer } from "./modelServer";

export const NOW = new Date("2026-11-22T10:00:00+08:00");
export const MESSAGE = "今天拜访了华星科技的李经理，预算大概30万，他说周五前要方案，王工是技术负责人 13800138000";

/** A customer of an answer, of whom nothing is said yet. */
export const customer = { name: null, company: null, title: null, phones: [], wechat: null, email: null };
/** The matter that MESSAGE tells. */
export const matter = {
  customers: [{ ...customer, name: "李经理", company: "华星科技", title: "经理" }],
  method: "visit", methodText: "拜访了",
  nextActions: [{ text: "要方案", dueText: "周五前" }],
  amountText: "大概30万",
  stage: null, stageText: null, mood: null, moodText: null, products: [], competitors: [], lossReason: null,
}; // prettier-ignore
export const answerWith = (changes: object) => ({
  intent: "create_follow_up",
  matters: [{ ...matter, ...changes }],
});

let running: ModelServer | null = null;
afterEach(async () => {
  await running?.stop();
  running = null;
});

/** An extractor whose model answers by the script, with what it was sent, counted and logged. */
export async function extractorFor(script: Answer[], options: { timeoutMs?: number; clock?: () => number } = {}) {
  const server = new ModelServer(script);
  running = server;
  const calls: ModelCall[] = [];
  const logged: string[] = [];
  const note = (fields: object, message: string) => void logged.push(message + JSON.stringify(fields));
  const baseURL = await server.start();
  const extractor = createExtractor(
    { apiKey: "test", model: "m", baseURL, timeoutMs: options.timeoutMs ?? 4000 },
    {
      log: { info: note, warn: note },
      onCall: (call) => calls.push(call),
      ...(options.clock && { clock: options.clock }),
    },
  );
  const extract = (text: string, more: Partial<ReadOptions> = {}) => extractor.extract(text, { now: NOW, ...more });
  return { server, calls, logged, extract, readPhoto: extractor.readPhoto };
}

import { isFigure } from "../../models/shared/contracts/figures";
import { ABSENT_TOPICS, type AbsentTopic, type QuestionTopic } from "../../models/shared/contracts/extraction";
import type { Ctx } from "../../server/context";
import type { Draft } from "../draft/draft";
import type { Reply } from "../reply";
import { howToShare } from "./order";
import { pool } from "./pool";
import { absentReply } from "./questions/absent";
import { askCustomer } from "./questions/askCustomer";
import { askFigures } from "./questions/askFigures";
import { askRisks } from "./questions/askRisks";
import { whoFirst } from "./questions/whoFirst";
import { report } from "./report";
import { todo } from "./todo";

const isAbsent = (topic: QuestionTopic): topic is AbsentTopic =>
  (ABSENT_TOPICS as readonly QuestionTopic[]).includes(topic);

/** Answers a question from rows the asker may see. */
export async function ask(ctx: Ctx, said: Draft): Promise<Reply> {
  const topics = said.reading.question?.topics ?? ["customer"];
  const absent = topics.find(isAbsent);
  if (absent) return absentReply(absent);
  if (topics.includes("publicPool")) return pool(ctx, said);
  if (topics.includes("sharing")) return howToShare();
  const figures = topics.filter(isFigure);
  if (figures.length > 0) return askFigures(ctx, said, figures);
  if (topics.includes("whoFirst")) return whoFirst(ctx);
  if (topics.includes("risks")) return askRisks(ctx, said);
  if (topics.includes("todo")) return todo(ctx, said);
  if (topics.includes("report")) return report(ctx, said);
  return askCustomer(ctx, said);
}

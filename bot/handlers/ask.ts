import { isFigure } from "../../models/shared/contracts/figures";
import { ABSENT_TOPICS, type AbsentTopic, type QuestionTopic } from "../../models/shared/contracts/extraction";
import type { Ctx } from "../../server/context";
import type { Draft } from "../draft/draft";
import type { Reply } from "../reply";
import { howToShare } from "./order";
import { pool } from "./pool";
import { absentReply } from "./questions/absent";
import { askApprovals } from "./questions/askApprovals";
import { askAttainment } from "./questions/askAttainment";
import { askCustomer } from "./questions/askCustomer";
import { askFigures } from "./questions/askFigures";
import { askForecast } from "./questions/askForecast";
import { askRisks } from "./questions/askRisks";
import { whoFirst } from "./questions/whoFirst";
import { report } from "./report";
import { todo } from "./todo";

const isAbsent = (topic: QuestionTopic): topic is AbsentTopic =>
  (ABSENT_TOPICS as readonly QuestionTopic[]).includes(topic);

type Answer = (ctx: Ctx, said: Draft) => Promise<Reply> | Reply;

/** What is asked about once, the first that is named; figures come between. */
const BEFORE_FIGURES: readonly (readonly [QuestionTopic, Answer])[] = [
  ["publicPool", pool],
  ["sharing", howToShare],
  ["approvals", askApprovals],
];
const AFTER_FIGURES: readonly (readonly [QuestionTopic, Answer])[] = [
  ["whoFirst", whoFirst],
  ["risks", askRisks],
  ["attainment", askAttainment],
  ["forecast", askForecast],
  ["todo", todo],
  ["report", report],
];

/** Answers a question from rows the asker may see. */
export async function ask(ctx: Ctx, said: Draft): Promise<Reply> {
  const topics = said.reading.question?.topics ?? ["customer"];
  const absent = topics.find(isAbsent);
  if (absent) return absentReply(absent);
  const answerAmong = (answers: typeof BEFORE_FIGURES) => answers.find(([topic]) => topics.includes(topic))?.[1];
  const first = answerAmong(BEFORE_FIGURES);
  if (first) return first(ctx, said);
  // Of notes by visit the visits are asked for.
  const visits = said.reading.question?.method === "visit";
  const figures = topics.filter(isFigure).map((key) => (visits && key === "followed" ? "visited" : key));
  if (figures.length > 0) return askFigures(ctx, said, figures);
  return (answerAmong(AFTER_FIGURES) ?? askCustomer)(ctx, said);
}

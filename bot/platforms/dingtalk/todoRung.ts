import { z } from "zod";
import { PlatformError } from "../../errors";
import { shownValue } from "../../card";
import { appUrl } from "../appUrl";
import type { DingtalkClient } from "./client";
import { createFindUnionId } from "./directory";
import { drop } from "./failures";
import { readBody } from "./readBody";
import type { Rung, Sending } from "./rungs";
import type { DingtalkConfig } from "./types";

const taskAnswer = z.looseObject({ id: z.string().min(1) });
const tasksAnswer = z.looseObject({
  nextToken: z.string().nullish(),
  todoCards: z.array(z.looseObject({ taskId: z.string(), sourceId: z.string().default("") })).default([]),
});

/** A to-do that was made: where it is, and whose. */
const made = z.object({ todo: z.string().min(1), unionId: z.string().min(1) });
type Made = z.infer<typeof made>;

const tasksOf = (unionId: string) => `/v1.0/todo/users/${encodeURIComponent(unionId)}/tasks`;

function toTask({ card, cardId }: Sending, { unionId, publicUrl }: { unionId: string; publicUrl: string }): object {
  const url = appUrl(publicUrl, card.task?.path ?? "/today");
  return {
    // The platform refuses a second to-do of the same source.
    sourceId: cardId,
    subject: card.title,
    creatorId: unionId,
    executorIds: [unionId],
    isOnlyShowExecutor: true,
    detailUrl: { appUrl: url, pcUrl: url },
    contentFieldList: card.rows.map((row) => ({ fieldKey: row.label, fieldValue: shownValue(row) })),
    ...(card.task?.dueAt ? { dueTime: Date.parse(card.task.dueAt) } : {}),
  };
}

/**
 * Puts what has to be done onto somebody's own to-do list, where it stays until it is done here: there it cannot be ticked off.
 * @see https://open.dingtalk.com/document/development/add-dingtalk-to-do-task
 */
export function createTodoRung({ publicUrl }: Pick<DingtalkConfig, "publicUrl">, client: DingtalkClient): Rung {
  const findUnionId = createFindUnionId(client);

  /** A repeat after a crash is refused; the one of before is on the list. */
  async function findTask(unionId: string, sourceId: string): Promise<string | null> {
    const path = `/v1.0/todo/users/${encodeURIComponent(unionId)}/org/tasks/query`;
    for (let nextToken: string | null | undefined = "0"; nextToken;) {
      const answer: z.infer<typeof tasksAnswer> = await client.call(
        { path, body: { isDone: false, nextToken } },
        tasksAnswer,
      );
      const known = answer.todoCards.find((task) => task.sourceId === sourceId);
      if (known) return known.taskId;
      nextToken = answer.nextToken === nextToken ? null : answer.nextToken;
    }
    return null;
  }

  return async function makeTodo(sending) {
    const unionId = await findUnionId(sending.to.userId);
    if (!unionId) throw drop("todo", "unknown_member");
    const path = tasksOf(unionId);
    const body = toTask(sending, { unionId, publicUrl });
    const id = await client.call({ path, query: { operatorId: unionId }, body }, taskAnswer).then(
      (task) => task.id,
      async (error: unknown) => {
        const isKnown = error instanceof PlatformError && error.details.code === "todo.taskCreate.paramError";
        const known = isKnown ? await findTask(unionId, sending.cardId) : null;
        if (!known) throw error;
        return known;
      },
    );
    return { externalId: id, updateToken: JSON.stringify({ todo: id, unionId } satisfies Made) };
  };
}

/** @returns null for what is no to-do */
export function readTodo(updateToken: string): Made | null {
  return made.safeParse(readBody(updateToken)).data ?? null;
}

export async function finishTodo(client: DingtalkClient, { todo, unionId }: Made): Promise<void> {
  const path = `${tasksOf(unionId)}/${encodeURIComponent(todo)}`;
  await client.call({ path, method: "PUT", query: { operatorId: unionId }, body: { done: true } }, z.unknown());
}

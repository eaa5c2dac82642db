import { randomUUID } from "node:crypto";
import { z } from "zod";
import { unionOf } from "./directory";
import { type DingtalkCall, type DingtalkPerson, DingtalkRefusal, type ShownDingtalk } from "./types";

const MOST_SUBJECT = 1024;
const PATH = /^\/v1\.0\/todo\/users\/([^/]+)\/(?:tasks(?:\/([^/]+))?|org\/tasks\/query)$/;

const url = z.url();
const creation = z.looseObject({
  sourceId: z.string().min(1),
  subject: z.string().min(1).max(MOST_SUBJECT),
  creatorId: z.string(),
  executorIds: z.array(z.string()).min(1).max(100),
  detailUrl: z.object({ appUrl: url, pcUrl: url }),
  contentFieldList: z.array(z.object({ fieldKey: z.string(), fieldValue: z.string() })).default([]),
  dueTime: z.int().optional(),
});
const change = z.looseObject({ done: z.boolean().optional() });

export interface TodoParts {
  people: () => DingtalkPerson[];
  show: (shown: ShownDingtalk) => void;
}

interface Task extends ShownDingtalk {
  sourceId: string;
  executors: string[];
}

/** Members' to-do lists. They know members by their union ids, and take one to-do of each source. */
export function createTodos({ people, show }: TodoParts) {
  const tasks: Task[] = [];
  const refuse = (message: string) => new DingtalkRefusal("todo.taskCreate.paramError", message);

  function memberOf(unionId: string): DingtalkPerson {
    const person = people().find((one) => unionOf(one) === unionId);
    if (!person) throw refuse(`no member ${unionId}`);
    return person;
  }

  function create(json: unknown) {
    const parsed = creation.safeParse(json);
    if (!parsed.success) throw refuse(parsed.error.message);
    const { sourceId, executorIds, subject } = parsed.data;
    memberOf(parsed.data.creatorId);
    if (tasks.some((task) => task.sourceId === sourceId)) throw refuse("task exist");
    const [to] = executorIds.map(memberOf);
    const content = { ...parsed.data, done: false };
    const task = { id: randomUUID(), to: to?.id ?? "", isGroup: false, way: "todo" as const, content };
    tasks.push({ ...task, sourceId, executors: executorIds });
    show(tasks.at(-1)!);
    return { id: task.id, subject, sourceId, done: false, executorIds, requestId: "r-1" };
  }

  function update(id: string, json: unknown) {
    const task = tasks.find((one) => one.id === id);
    if (!task) throw new DingtalkRefusal("todo.taskNotExist");
    task.content = { ...task.content, ...change.parse(json) };
    show(task);
    return { requestId: "r-1", result: true };
  }

  function query(unionId: string, { isDone }: Record<string, unknown>) {
    const own = tasks.filter(({ executors, content }) => executors.includes(unionId) && content.done === isDone);
    const todoCards = own.map(({ id, sourceId, content }) => ({ taskId: id, sourceId, subject: content.subject }));
    return { nextToken: null, todoCards };
  }

  return {
    /** @returns undefined for what is no call about to-dos */
    answer(body: Record<string, unknown>, { path, method, query: { operatorId } }: DingtalkCall): unknown {
      const [, user, task] = PATH.exec(path) ?? [];
      if (!user) return undefined;
      const unionId = decodeURIComponent(user);
      memberOf(unionId);
      if (path.endsWith("/query")) return query(unionId, body);
      if (operatorId !== undefined) memberOf(operatorId);
      return method === "PUT" && task ? update(task, body) : create(body);
    },
  };
}

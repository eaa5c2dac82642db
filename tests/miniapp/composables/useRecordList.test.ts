import { mergeById, useRecordList } from "../../../miniapp/src/composables/useRecordList";
import { noteWrite } from "../../../miniapp/src/composables/useWrites";
import { FakeServer, page } from "../support/server";
import { settled } from "../support/browser";
import { withSetup } from "../support/withSetup";

new FakeServer().install();

const item = (id: string) => ({ id });

function pages(answers: Record<string, ReturnType<typeof page<{ id: string }>>>) {
  const asked: (string | null)[] = [];
  const fetchPage = async (cursor: string | null) => {
    asked.push(cursor);
    const answer = answers[cursor ?? "first"];
    if (!answer) throw new Error("no such page");
    return answer;
  };
  return { asked, fetchPage };
}

test("pages follow each other and a moved row is shown once", async () => {
  const { asked, fetchPage } = pages({ first: page([item("a"), item("b")], "c1"), c1: page([item("b"), item("c")]) });
  const { result: list } = withSetup(() => useRecordList(fetchPage));
  await settled();
  expect(list.finished.value).toBe(false);
  await list.loadMore();
  expect(list.items.value.map(({ id }) => id)).toEqual(["a", "b", "c"]);
  expect(list.finished.value).toBe(true);
  await list.loadMore();
  expect(asked).toEqual([null, "c1"]);
});

test("a reload after a write goes as far as was shown", async () => {
  const { asked, fetchPage } = pages({
    first: page([item("a")], "c1"),
    c1: page([item("b")], "c2"),
    c2: page([item("c")]),
  });
  const { result: list } = withSetup(() => useRecordList(fetchPage));
  await settled();
  await list.loadMore();
  noteWrite();
  await settled();
  expect(list.items.value.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(asked).toEqual([null, "c1", null, "c1"]);
});

test("an error keeps what was shown and the next try goes on from there", async () => {
  let isBroken = false;
  const { result: list } = withSetup(() =>
    useRecordList(async (cursor: string | null) => {
      if (isBroken) throw new Error("broken");
      return cursor === null ? page([item("a")], "c1") : page([item("b")]);
    }),
  );
  await settled();
  isBroken = true;
  await list.loadMore();
  expect(list.error.value).toBe(true);
  expect(list.items.value).toHaveLength(1);
  isBroken = false;
  await list.loadMore();
  expect(list.error.value).toBe(false);
  expect(list.items.value).toHaveLength(2);
});

test("an answer to a former question is dropped", async () => {
  const waiting: ((answer: ReturnType<typeof page<{ id: string }>>) => void)[] = [];
  const { result: list } = withSetup(() =>
    useRecordList(() => new Promise<ReturnType<typeof page<{ id: string }>>>((resolve) => waiting.push(resolve))),
  );
  void list.restart();
  waiting[1]?.(page([item("new")]));
  waiting[0]?.(page([item("old")]));
  await settled();
  expect(list.items.value).toEqual([item("new")]);
});

test("nothing found is told apart from not asked yet", async () => {
  const { result: list } = withSetup(() => useRecordList(async () => page<{ id: string }>([])));
  expect(list.isEmpty.value).toBe(false);
  await settled();
  expect(list.isEmpty.value).toBe(true);
});

test("merging keeps the order of both pages", () => {
  expect(mergeById([item("a")], [item("a"), item("b")])).toEqual([item("a"), item("b")]);
});

import mongoose from "mongoose";
import { defineRows } from "../../models/system/defineRows";
import { insertLater, withTransaction } from "../../models/withTransaction";
import { useDatabase } from "../support/db";

const Note = defineRows<{ _id: string; text: string }>("laterNote", {
  isFilledLater: true,
  paths: { text: { type: String } },
  indexes: [],
});

useDatabase();

const note = (text: string) => ({ _id: text, text });
const texts = async () => (await Note.find().sort({ _id: 1 }).lean()).map(({ text }) => text);

/** How many inserts `work` sends to the store. */
async function insertsOf(work: () => Promise<void>): Promise<number> {
  let count = 0;
  const see = ({ method }: { method: string }) => void (count += Number(method.startsWith("insert")));
  mongoose.connection.on("operation-start", see);
  await work();
  mongoose.connection.off("operation-start", see);
  return count;
}

const writeThree = () =>
  withTransaction(async () => {
    for (const text of ["a", "b", "c"]) await insertLater(Note, [note(text)]);
  });

it("brings all of a transaction in at once", async () => {
  expect(await insertsOf(writeThree)).toBe(1);
  expect(await texts()).toEqual(["a", "b", "c"]);
});

it("is seen by whoever looks within the transaction, however they look", async () => {
  await withTransaction(async () => {
    await insertLater(Note, [note("a")]);
    expect(await texts()).toEqual(["a"]);
    await insertLater(Note, [note("b")]);
    expect(await Note.exists({ _id: "b" })).not.toBeNull();
    await insertLater(Note, [note("c")]);
    await Note.updateMany({}, { $set: { text: "seen" } });
    await insertLater(Note, [note("d")]);
    expect(await Note.countDocuments({})).toBe(4);
  });
  expect(await texts()).toEqual(["seen", "seen", "seen", "d"]);
});

it("leaves nothing of a transaction that failed", async () => {
  const failing = withTransaction(async () => {
    await insertLater(Note, [note("a")]);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  await expect(withTransaction(() => insertLater(Note, [note("b"), note("b")]))).rejects.toMatchObject({ code: 11000 });
  expect(await texts()).toEqual([]);
});

it("goes in at once where no transaction is open", async () => {
  await insertLater(Note, [note("a")]);
  expect(await texts()).toEqual(["a"]);
});

import mongoose from "mongoose";
import { withTransaction } from "../../models/withTransaction";
import { retryConflict } from "../../models/writeConflict";
import { useDatabase } from "../support/db";

useDatabase();

/** Work that meets another's change the first `times` times, in the words of a server that leaves trying again to us. */
function meeting(times: number) {
  const work = jest.fn(() => {
    if (work.mock.calls.length > times) return Promise.resolve("done");
    return Promise.reject(new mongoose.mongo.MongoServerError({ message: "deadlock detected", code: 112 }));
  });
  return work;
}

it("a transaction that met another's change is run again", async () => {
  const work = meeting(1);
  expect(await withTransaction(work)).toBe("done");
  expect(work).toHaveBeenCalledTimes(2);
});

it("a single change is made until it meets no other, and not for ever", async () => {
  expect(await retryConflict(meeting(2))).toBe("done");
  await expect(retryConflict(meeting(99))).rejects.toThrow("deadlock detected");
});

it("another error is nobody else's change", async () => {
  const work = jest.fn(() => Promise.reject(new Error("no")));
  await expect(retryConflict(work)).rejects.toThrow("no");
  expect(work).toHaveBeenCalledTimes(1);
});

import { Reminder } from "../../../models";
import { archiveRecord, updateRecord } from "../../../server/commands/records";
import { loadActor } from "../../../server/loadActor";
import { ctxFor, NOW } from "../../support/ctx";
import { useDatabase } from "../../support/db";
import { buildContact, buildCustomer, buildFollowUp, buildReminder, buildUser } from "../../support/factories";

useDatabase();

async function rep() {
  const by = await buildUser();
  const actor = await loadActor(by._id, NOW);
  if (!actor) throw new Error("a rep must be able to act");
  return { by, ctx: ctxFor(actor) };
}

test("what was still to be done at an archived customer rings no more", async () => {
  const { by, ctx } = await rep();
  const customer = await buildCustomer({ by });
  await buildReminder({ by, customer: customer.id });
  await archiveRecord(ctx, "customer", customer.id);
  expect(await Reminder.countDocuments({ archivedAt: null })).toBe(0);
});

test("a note can still be changed after its contact was archived", async () => {
  const { by, ctx } = await rep();
  const contact = await buildContact({ by });
  const note = await buildFollowUp({ by, customer: contact.customer, contact: contact.id });
  await archiveRecord(ctx, "contact", contact.id);
  const changed = await updateRecord(ctx, "followUp", { id: note.id, changes: { content: "改过" } });
  expect(changed.content).toBe("改过");
});

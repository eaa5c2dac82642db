import type { EntityName, RecordFor } from "../../../models/shared/entities";
import type { Ctx } from "../../context";
import { createContact } from "../contact/createContact";
import { updateContact } from "../contact/updateContact";
import { AppError } from "../../errors";
import { archiveCustomer } from "../customer/archiveCustomer";
import { createCustomer } from "../customer/createCustomer";
import { updateCustomer } from "../customer/updateCustomer";
import { archiveFollowUp } from "../followUp/archiveFollowUp";
import { createFollowUp } from "../followUp/createFollowUp";
import { updateFollowUp } from "../followUp/updateFollowUp";
import { createLead } from "../lead/createLead";
import { updateLead } from "../lead/updateLead";
import { createOpportunity } from "../opportunity/createOpportunity";
import { updateOpportunity } from "../opportunity/updateOpportunity";
import { createReminder } from "../reminder/createReminder";
import { archiveVisit } from "../visit/cancelVisit";
import { planVisit } from "../visit/planVisit";
import { updateVisit } from "../visit/updateVisit";
import { archivePlain } from "./archivePlain";
import { createPlain, type CreateInput } from "./createPlain";
import { updatePlain, type UpdateInput } from "./updatePlain";

interface Verbs<N extends EntityName> {
  create(ctx: Ctx, input: CreateInput<N>): Promise<RecordFor<N>>;
  update(ctx: Ctx, input: UpdateInput<N>): Promise<RecordFor<N>>;
  archive(ctx: Ctx, id: string): Promise<void>;
}

const plain = <N extends EntityName>(entity: N): Verbs<N> => ({
  create: (ctx, input) => createPlain(ctx, entity, input),
  update: (ctx, input) => updatePlain(ctx, entity, input),
  archive: (ctx, id) => archivePlain(ctx, entity, id),
});

/** Which command makes and changes which entity: the plain one until an entity has a rule of its own. */
export const verbs: { [N in EntityName]: Verbs<N> } = {
  customer: { create: createCustomer, update: updateCustomer, archive: archiveCustomer },
  contact: { ...plain("contact"), create: createContact, update: updateContact },
  followUp: { create: createFollowUp, update: updateFollowUp, archive: archiveFollowUp },
  reminder: { ...plain("reminder"), create: createReminder },
  // A request is made by the move that needs it, never by hand.
  approval: { ...plain("approval"), create: () => Promise.reject(new AppError("not_supported")) },
  lead: { ...plain("lead"), create: createLead, update: updateLead },
  visit: { create: planVisit, update: updateVisit, archive: archiveVisit },
  opportunity: { ...plain("opportunity"), create: createOpportunity, update: updateOpportunity },
};

export const createRecord = <N extends EntityName>(ctx: Ctx, entity: N, input: CreateInput<N>): Promise<RecordFor<N>> =>
  verbs[entity].create(ctx, input);

export const updateRecord = <N extends EntityName>(ctx: Ctx, entity: N, input: UpdateInput<N>): Promise<RecordFor<N>> =>
  verbs[entity].update(ctx, input);

export const archiveRecord = (ctx: Ctx, entity: EntityName, id: string): Promise<void> =>
  verbs[entity].archive(ctx, id);

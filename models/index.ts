import type { Model } from "mongoose";
import { defineModel } from "./defineModel";
import { entities, type EntityName } from "./shared/entities";
import type { StoredRow } from "./storedRecord";

export const Customer = defineModel(entities.customer, [
  [{ "phones.hash": 1 }],
  [{ "phones.tail": 1, updatedAt: -1 }],
  [{ "wechat.hash": 1 }],
  [{ owner: 1, lastContactAt: -1, _id: -1 }],
  [{ owner: 1, name: 1, _id: 1 }],
  [{ owner: 1, createdAt: -1, _id: -1 }],
  [{ parent: 1, updatedAt: -1 }],
  [{ owner: 1, latitude: 1, longitude: 1 }],
  [{ latitude: 1, longitude: 1 }],
]);
export const Contact = defineModel(entities.contact, [
  [{ customer: 1, updatedAt: -1 }],
  [{ "phones.hash": 1 }],
  [{ "phones.tail": 1, updatedAt: -1 }],
  [{ "wechat.hash": 1 }],
]);
export const FollowUp = defineModel(entities.followUp, [
  [{ customer: 1, happenedAt: -1, _id: -1 }],
  [{ owner: 1, happenedAt: -1, _id: -1 }],
]);
export const Reminder = defineModel(entities.reminder, [
  [{ owner: 1, state: 1, remindAt: 1, _id: 1 }],
  [{ state: 1, remindedAt: 1, remindAt: 1 }],
  [{ customer: 1, state: 1, remindAt: 1 }],
]);
export const Opportunity = defineModel(entities.opportunity, [
  [{ customer: 1, stage: 1 }],
  [{ customer: 1, updatedAt: -1 }],
  [{ owner: 1, stage: 1, updatedAt: -1 }],
  [{ owner: 1, stage: 1, stageChangedAt: -1 }],
  [{ stage: 1 }],
]);
export const Approval = defineModel(entities.approval, [[{ opportunity: 1, state: 1 }], [{ owner: 1, state: 1 }]]);
export const Lead = defineModel(entities.lead, [
  [{ "phones.hash": 1 }],
  [{ "phones.tail": 1, updatedAt: -1 }],
  [{ intake: 1, externalId: 1 }],
  [{ owner: 1, state: 1, assignedAt: -1 }],
  [{ owner: 1, assignedAt: -1 }],
  [{ state: 1, answerBy: 1 }],
  [{ customer: 1, updatedAt: -1 }],
]);

export const Visit = defineModel(entities.visit, [
  [{ customer: 1, state: 1, plannedOn: 1 }],
  [{ visitor: 1, plannedOn: 1 }],
  [{ visitor: 1, visitedOn: 1 }],
  [{ visitedOn: 1 }],
  [{ plannedOn: 1 }],
  [{ reminder: 1 }],
  [{ followUp: 1 }],
]);

export const models = {
  customer: Customer,
  contact: Contact,
  followUp: FollowUp,
  reminder: Reminder,
  opportunity: Opportunity,
  approval: Approval,
  lead: Lead,
  visit: Visit,
} satisfies Record<EntityName, Model<StoredRow>>;

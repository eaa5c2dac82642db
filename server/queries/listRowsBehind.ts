import { bareCompany } from "../../models/shared/values/companyName";
import { stageName } from "../../models/shared/values/pipeline";
import type { RowsBehind } from "../../models/shared/contracts/figures";
import type { EntityName, RecordFor } from "../../models/shared/entities";
import type { Ctx } from "../context";
import { findNames } from "./findNames";
import { sumOpenAmounts } from "./gatherCustomerExtras";
import { readPipeline } from "./readSetting";
import { listRecords } from "./listRecords";

/** A row of a figure with what its line shows. */
export interface ShownRow {
  record: RecordFor<EntityName>;
  customerName: string | null;
  /** Open opportunities of a customer, in fen. */
  openAmount: number;
  /** What a deal's stage is called here. */
  stageName: string | null;
}

const SHOWN = 5;
/** Ordered by money among so many of the freshest; nobody reads further on a card. */
const WEIGHED = 300;

const customerOf = (entity: EntityName, record: RecordFor<EntityName>): string | null => {
  if (entity === "customer") return record.id;
  return "customer" in record && typeof record.customer === "string" ? record.customer : null;
};

/** The first rows of a list as a card shows them. @param byMoney the customers with most at stake first */
export async function listRowsBehind(ctx: Ctx, { entity, query }: RowsBehind, byMoney: boolean): Promise<ShownRow[]> {
  const weighs = byMoney && entity === "customer";
  const { sort = "-updatedAt" } = query;
  const { records } = await listRecords(ctx, entity, { ...query, sort, limit: weighs ? WEIGHED : SHOWN });
  const ids = records.flatMap((record) => customerOf(entity, record) ?? []);
  const amounts: ReadonlyMap<string, number> = entity === "customer" ? await sumOpenAmounts(ctx, ids) : new Map();
  const names = entity === "customer" ? new Map() : await findNames(ctx, entity, records as never);
  const pipeline = await readPipeline();
  const rows = records.map((record): ShownRow => {
    const customer = customerOf(entity, record) ?? "";
    const name = "name" in record && entity === "customer" ? record.name : names.get(customer);
    return {
      record,
      customerName: name === undefined ? null : bareCompany(String(name)),
      openAmount: amounts.get(customer) ?? 0,
      stageName: "stage" in record && typeof record.stage === "string" ? stageName(pipeline, record.stage) : null,
    };
  });
  return weighs ? rows.toSorted((a, b) => b.openAmount - a.openAmount).slice(0, SHOWN) : rows;
}

import { computed } from "vue";
import type { EntityName } from "../../../models/shared/entities";
import { COLLECTIONS } from "../../../models/shared/entities/collections";
import type { FieldSpec, FormValues } from "../forms/fieldSpec";
import { useFormPage } from "./useFormPage";
import { useRecord } from "./useRecord";
import { useRecordForm } from "./useRecordForm";

type PartName = Exclude<EntityName, "customer" | "reminder">;

interface PartOptions {
  entity: PartName;
  specs: readonly FieldSpec[];
  /** Of the part to edit; without it a new one of `customer`. */
  id: string | undefined;
  customer: string | undefined;
  /** The field that names it where it waits to be sent. */
  titleField: string;
  /** What a new one brings along, by what is typed; it then goes to the customer itself. */
  along?: (form: FormValues) => Record<string, unknown> | null;
}

/** The form of something that belongs to a customer: a contact, a deal, a note. */
export function useCustomerPart({ entity, specs, id, customer, titleField, along }: PartOptions) {
  const { leave } = useFormPage();
  const about = customer === undefined ? null : useRecord("customer", () => customer);
  const parent = id === undefined ? `/customers/${customer}` : "";
  const fixPath = `${parent}/${COLLECTIONS[entity]}/${id === undefined ? "new" : `${id}/edit`}`;
  const brought = (): Record<string, unknown> | null => along?.(editing.form.value) ?? null;
  const editing = useRecordForm({
    ...{ entity, specs, id: id ?? null, fixPath },
    fixed: () => brought() ?? { customer },
    createPath: () => (brought() ? `${parent}/${COLLECTIONS[entity]}` : null),
  });
  const title = (values: FormValues) => values[titleField] ?? "";

  const bindings = computed(() => ({
    ...editing.bindings.value,
    isReady: about === null ? editing.record.value !== null : about.record.value !== null,
    loading: editing.bindings.value.loading || (about?.loading.value ?? false),
    failure: editing.bindings.value.failure ?? about?.failure.value ?? null,
  }));
  const customerName = computed(() => about?.record.value?.name ?? editing.record.value?.customerName ?? "");

  async function save() {
    if (await editing.submit(title)) await leave(null);
  }

  async function settle(chosen: Record<string, unknown>) {
    if (await editing.resolve(chosen, title(editing.form.value))) await leave(null);
  }

  function retry() {
    void editing.load();
    void about?.reload();
  }

  return { form: editing.form, bindings, customerName, save, settle, retry, discard: editing.discard };
}

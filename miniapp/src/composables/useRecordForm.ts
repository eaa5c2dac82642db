import { computed, ref, shallowRef, watch } from "vue";
import type { EntityName } from "../../../models/shared/entities";
import { COLLECTIONS } from "../../../models/shared/entities/collections";
import { getFreshRecord, getRecord, recordPath } from "../api/records";
import type { RecordItem } from "../api/types";
import type { FieldSpec, FormErrors, FormValues } from "../forms/fieldSpec";
import { changedValues, readForm, saidValues, toForm } from "../forms/readForm";
import { toFailure, type Failure } from "./failure";
import { useDraft } from "./useDraft";
import type { Submitted, Write } from "./useOutbox";
import { useSave } from "./useSave";

export interface FormOptions<N extends EntityName> {
  entity: N;
  specs: readonly FieldSpec[];
  /** Null for a new record. */
  id: string | null;
  /** What a new record starts with, as typed. */
  initial?: FormValues;
  /** What it is about and nobody types, e.g. the customer of a contact. */
  fixed?: () => Record<string, unknown>;
  /** Where a new one goes when it brings more than itself. */
  createPath?: () => string | null;
  /** Where a refused one that had waited for the network is corrected. */
  fixPath: string;
}

/** The record a form edits; null while it loads, and for a new one. */
function useEdited<N extends EntityName>({ entity, id }: FormOptions<N>) {
  const record = shallowRef<RecordItem<N> | null>(null);
  const failure = shallowRef<Failure | null>(null);
  const loading = ref(id !== null);

  async function load(fetch: typeof getRecord = getRecord) {
    if (id === null) return;
    loading.value = true;
    failure.value = null;
    try {
      record.value = await fetch(entity, id);
    } catch (error) {
      failure.value = toFailure(error);
    } finally {
      loading.value = false;
    }
  }
  return { record, failure, loading, load };
}

/** A new record names what was said; a change names what differs, so that the rest cannot be in conflict. */
function writeOf<N extends EntityName>(
  { entity, fixed, createPath, fixPath }: FormOptions<N>,
  record: (RecordItem<N> & { id: string; version: number }) | null,
  values: Record<string, unknown>,
): Omit<Write, "label"> {
  if (record === null) {
    const path = createPath?.() ?? `/${COLLECTIONS[entity]}`;
    return { method: "POST", path, body: { ...saidValues(values), ...fixed?.() }, fixPath };
  }
  const body = { version: record.version, ...changedValues(values, record) };
  return { method: "PATCH", path: recordPath(entity, record.id), body, fixPath };
}

/**
 * What a person typed lies on top of the stored record. Only the typed part is kept and sent: a field that nobody touched
 * follows the record, so that a draft from yesterday cannot undo what a colleague changed since.
 */
function useTyped(stored: () => FormValues, name: string) {
  const { form: typed, wasKept, forget, reset } = useDraft<FormValues>(name, {});
  const form = computed({
    get: () => ({ ...stored(), ...typed.value }),
    set: (next) => {
      const changed = Object.entries(next).filter(([field, text]) => text !== form.value[field]);
      typed.value = { ...typed.value, ...Object.fromEntries(changed) };
    },
  });
  return { form, wasKept, forget, discard: () => reset({}) };
}

/** Loads what is edited, keeps what is typed, and sends only what changed. */
export function useRecordForm<N extends EntityName>(options: FormOptions<N>) {
  const { entity, specs, id, fixPath, initial } = options;
  const { record, failure, loading, load } = useEdited(options);
  const stored = () => ({ ...toForm(specs, record.value ?? {}), ...(record.value ? {} : initial) });
  const { form, wasKept, forget, discard } = useTyped(stored, `${entity}.${id ?? fixPath}`);
  const { saving, problem, conflicts, fieldErrors, save } = useSave();
  const errors = ref<FormErrors>({});
  watch(fieldErrors, (told) => (errors.value = told));

  /** Null when something is left to correct. `label` is what the list of waiting things calls it. */
  async function submit(label: (form: FormValues) => string): Promise<Submitted<RecordItem<N>> | null> {
    const read = readForm(specs, form.value);
    errors.value = read.errors;
    if (Object.keys(read.errors).length > 0) return null;
    const write = { ...writeOf(options, record.value, read.values), label: label(form.value) };
    const sent = await save<RecordItem<N>>(write);
    if (sent) forget();
    return sent;
  }

  /** After a conflict: the chosen values go on top of what is stored now. */
  async function resolve(chosen: Record<string, unknown>, label: string) {
    await load(getFreshRecord);
    const decided = specs.filter((spec) => spec.name in chosen);
    form.value = { ...form.value, ...toForm(decided, chosen) };
    return submit(() => label);
  }

  void load();
  /** What `FormPage` shows. */
  const bindings = computed(() => ({
    isReady: id === null || record.value !== null,
    ...{ loading: loading.value, failure: failure.value, errors: errors.value, saving: saving.value },
    ...{ problem: problem.value, conflicts: conflicts.value, wasKept: wasKept.value },
  }));
  return { form, record, bindings, load, submit, resolve, discard };
}

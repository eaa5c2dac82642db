import { computed, ref, shallowRef, watch } from "vue";
import type { Colleague, Member } from "../../../models/shared/contracts/rights";
import { rightsPages as t } from "../../../models/shared/text/zhCN/rightsPages";
import { memberPath } from "../api/rights";
import { useSave } from "./useSave";

export type Heir = "manager" | "pool" | "colleague";

/** What an admin changes of a member; shutting one out comes with who takes over. */
export function useMemberForm(member: () => Member | null) {
  const { saving, problem, fieldErrors, save: send } = useSave();
  const roles = ref<string[]>([]);
  const departments = ref<string[]>([]);
  const isLeaving = ref(false);
  const heir = ref<Heir>("manager");
  const colleague = shallowRef<Colleague | null>(null);

  watch(member, (now) => {
    [roles.value, departments.value] = [now?.roles ?? [], now?.departments ?? []];
    [isLeaving.value, heir.value, colleague.value] = [false, "manager", null];
    [problem.value, fieldErrors.value] = [null, {}];
  });

  const canSave = computed(() => !isLeaving.value || heir.value !== "colleague" || colleague.value !== null);

  function leaving() {
    if (heir.value === "manager") return { disabled: true };
    return { disabled: true, handOverTo: heir.value === "pool" ? null : (colleague.value?.id ?? null) };
  }

  /** True when it is stored, or will be. */
  async function save(body: object): Promise<boolean> {
    const now = member();
    if (!now) return false;
    const write = { label: t.members.label(now.name), method: "PATCH", path: memberPath(now.id), body } as const;
    return (await send(write)) !== null;
  }

  const store = () =>
    save({ roles: roles.value, departments: departments.value, ...(isLeaving.value ? leaving() : {}) });
  const enable = () => save({ disabled: false });

  return { roles, departments, isLeaving, heir, colleague, canSave, saving, problem, fieldErrors, store, enable };
}

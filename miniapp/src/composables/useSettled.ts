import { onScopeDispose, ref, watch, type Ref } from "vue";

/** What was typed, once nobody types any more: one question instead of one per letter. */
export function useSettled(text: Ref<string>, after = 250): Ref<string> {
  const settled = ref(text.value.trim());
  let timer: ReturnType<typeof setTimeout> | undefined;
  watch(text, (is) => {
    clearTimeout(timer);
    timer = setTimeout(() => (settled.value = is.trim()), is ? after : 0);
  });
  onScopeDispose(() => clearTimeout(timer));
  return settled;
}

import { onScopeDispose, watch } from "vue";
import { useChat, type ChatContext } from "./useChat";

/** While a customer is on the screen, a sentence is about them unless the chip is taken away. */
export function useChatContext(customer: () => ChatContext | null) {
  const { context } = useChat();
  watch(customer, (is) => (context.value = is), { immediate: true });
  onScopeDispose(() => (context.value = null));
}

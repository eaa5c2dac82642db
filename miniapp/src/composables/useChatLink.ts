import { watch } from "vue";
import { useRoute, useRouter } from "vue-router";
import { useChat } from "./useChat";

/** A link from chat, `/chat?text=…`, opens the entry with a sentence to go on with. */
export function useChatLink() {
  const route = useRoute();
  const router = useRouter();
  const { startWriting } = useChat();
  watch(
    () => route.path === "/chat",
    (isLink) => {
      if (!isLink) return;
      startWriting(typeof route.query.text === "string" ? route.query.text : "");
      void router.replace("/today");
    },
    { immediate: true },
  );
}

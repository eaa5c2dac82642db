import { ref, type Ref } from "vue";

function matches(query: string): Ref<boolean> {
  const list = window.matchMedia(query);
  const is = ref(list.matches);
  list.addEventListener("change", (event) => (is.value = event.matches));
  return is;
}

const isDesktop = matches("(min-width: 1024px)");
const isWide = matches("(min-width: 1200px)");

export const useViewport = () => ({ isDesktop, isWide });

import { ref } from "vue";

const SHOWN_FOR = 2000;

/** Plain http in a LAN has no clipboard API. */
function copyOldWay(text: string) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

/** Copies, and says so on the key itself for two seconds. */
export function useCopy() {
  const copied = ref(false);
  async function copy(text: string) {
    await navigator.clipboard?.writeText(text).catch(() => copyOldWay(text));
    if (!navigator.clipboard) copyOldWay(text);
    copied.value = true;
    setTimeout(() => (copied.value = false), SHOWN_FOR);
  }
  return { copied, copy };
}

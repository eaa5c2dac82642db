import { computed, ref, watch } from "vue";
import { readStored, writeStored } from "./storage";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

const choice = ref<Theme>(readStored<Theme>("theme", "auto"));
const night = window.matchMedia("(prefers-color-scheme: dark)");
const isNight = ref(night.matches);
night.addEventListener("change", (event) => (isNight.value = event.matches));

const resolved = computed(() => (choice.value === "auto" ? (isNight.value ? "dark" : "light") : choice.value));
watch(choice, (is) => writeStored("theme", is));

export const useTheme = () => ({ choice, resolved });

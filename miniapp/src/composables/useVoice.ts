import { ref } from "vue";
import { pages as t } from "../../../models/shared/text/zhCN/pages";
import { platform } from "../platform";

/** Hold to speak. Where the host cannot turn speech into text, holding explains how to speak instead. */
export function useVoice(onWords: (words: string) => void) {
  const listening = ref(false);
  const note = ref<string | null>(null);
  let stop: Promise<() => Promise<string>> | null = null;

  /** False when there is nothing to hold for. */
  function hold(): boolean {
    if (!platform.canTranslateVoice()) {
      note.value = t.entry.micHelp;
      return false;
    }
    note.value = null;
    listening.value = true;
    stop = platform.startVoice();
    return true;
  }

  async function release() {
    const started = stop;
    stop = null;
    if (started === null) return;
    try {
      const finish = await started;
      onWords(await finish());
    } catch {
      note.value = t.entry.micFailed;
    } finally {
      listening.value = false;
    }
  }

  return { listening, note, hold, release };
}

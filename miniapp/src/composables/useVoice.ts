import { ref } from "vue";
import { pages as t } from "../../../models/shared/text/zhCN/pages";
import { platform } from "../platform";

/** Hold to speak. Where the host cannot turn speech into text, the key explains how to speak instead. */
export function useVoice(onWords: (words: string) => void) {
  const listening = ref(false);
  const note = ref<string | null>(null);
  let stop: Promise<() => Promise<string>> | null = null;

  function hold() {
    note.value = null;
    listening.value = true;
    stop = platform.startVoice();
  }

  const explain = () => (note.value = t.entry.micHelp);

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

  return { canListen: platform.canTranslateVoice(), listening, note, hold, release, explain };
}

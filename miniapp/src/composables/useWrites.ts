import { ref, watch } from "vue";

const writes = ref(0);

/** Something was stored: whatever is on the screen may be old. */
export const noteWrite = () => {
  writes.value += 1;
};

/** Runs after every write, ours or one that came out of the queue, as long as the component lives. */
export const onWritten = (callback: () => void) => watch(writes, () => callback());

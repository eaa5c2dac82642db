import { readonly, shallowRef } from "vue";
import { DEFAULT_PIPELINE, type Pipeline } from "../../../models/shared/values/pipeline";
import { getPipeline } from "../api/pipeline";

/** The usual stages stand until the company's own are known: most companies keep them. */
const pipeline = shallowRef<Pipeline>(DEFAULT_PIPELINE);
let asked: Promise<Pipeline> | null = null;

async function load(): Promise<Pipeline> {
  const { value } = await getPipeline();
  pipeline.value = value;
  return value;
}

/** Asks once; a failure is asked again by the next who needs it. */
export function loadPipeline(): Promise<Pipeline> {
  asked ??= load().catch((error: unknown) => {
    asked = null;
    throw error;
  });
  return asked;
}

/** After an admin changed it. */
export function keepPipeline(changed: Pipeline) {
  pipeline.value = changed;
  asked = Promise.resolve(changed);
}

export function usePipeline() {
  // Pages that show deals report a failure of their own; the names then are the usual ones.
  loadPipeline().catch(() => undefined);
  return readonly(pipeline) as Readonly<typeof pipeline>;
}

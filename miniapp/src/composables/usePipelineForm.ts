import { computed, shallowRef } from "vue";
import { sellingPages as t } from "../../../models/shared/text/zhCN/sellingPages";
import { isClosed, STAGES } from "../../../models/shared/values/stage";
import { OPEN_GATE, type Pipeline, type PipelineStage } from "../../../models/shared/values/pipeline";
import { getPipeline, setPipeline } from "../api/pipeline";
import { toFailure, type Failure } from "./failure";
import { useLoad } from "./useLoad";
import { keepPipeline } from "./usePipeline";

/** Words are heard to mean these, so they stay. */
const KEPT: readonly string[] = STAGES.filter((stage) => !isClosed(stage));
const MOST_STAGES = 15;

const newKey = (taken: readonly string[]) => {
  for (let n = 1; ; n++) if (!taken.includes(`own${n}`)) return `own${n}`;
};

/** The company's way of selling while an admin changes it. */
export function usePipelineForm() {
  const { data: loaded, loading, failure, reload } = useLoad(getPipeline);
  const edited = shallowRef<Pipeline | null>(null);
  const refusal = shallowRef<Failure | null>(null);
  const saving = shallowRef(false);
  const pipeline = computed(() => edited.value ?? loaded.value?.value ?? null);

  function change(part: Partial<Pipeline>) {
    if (pipeline.value) edited.value = { ...pipeline.value, ...part };
  }

  const stages = () => pipeline.value?.stages ?? [];

  function setStage(index: number, stage: PipelineStage) {
    change({ stages: stages().with(index, stage) });
  }

  function moveStage(from: number, by: -1 | 1) {
    const moved = stages()[from];
    const rest = stages().filter((_, index) => index !== from);
    if (moved) change({ stages: rest.toSpliced(from + by, 0, moved) });
  }

  function addStage() {
    const key = newKey(stages().map((stage) => stage.key));
    change({ stages: [...stages(), { key, name: t.newStage, probability: 50, gate: OPEN_GATE }] });
  }

  const removeStage = (index: number) => change({ stages: stages().filter((_, at) => at !== index) });

  async function save() {
    if (!edited.value || !loaded.value) return;
    saving.value = true;
    refusal.value = null;
    try {
      const saved = await setPipeline({ version: loaded.value.version, value: edited.value });
      keepPipeline(saved.value);
      loaded.value = saved;
      edited.value = null;
    } catch (error) {
      refusal.value = toFailure(error);
    } finally {
      saving.value = false;
    }
  }

  return {
    ...{ pipeline, loading, failure, reload, refusal, saving, save },
    ...{ change, setStage, moveStage, addStage, removeStage },
    isChanged: computed(() => edited.value !== null),
    canAdd: computed(() => stages().length < MOST_STAGES),
    canRemove: (key: string) => !KEPT.includes(key),
  };
}

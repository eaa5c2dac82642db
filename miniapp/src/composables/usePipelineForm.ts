import { computed } from "vue";
import { pages } from "../../../models/shared/text/zhCN/pages";
import { sellingPages as t } from "../../../models/shared/text/zhCN/sellingPages";
import { isClosed, STAGES } from "../../../models/shared/values/stage";
import { LONGEST_STAGE_NAME, OPEN_GATE, type PipelineStage } from "../../../models/shared/values/pipeline";
import { getPipeline, PIPELINE } from "../api/pipeline";
import { isTooLong } from "../forms/tooLong";
import { keepPipeline } from "./usePipeline";
import { useSettingForm } from "./useSettingForm";

/** Words are heard to mean these, so they stay. */
const KEPT: readonly string[] = STAGES.filter((stage) => !isClosed(stage));
const MOST_STAGES = 15;

const newKey = (taken: readonly string[]) => {
  for (let n = 1; ; n++) if (!taken.includes(`own${n}`)) return `own${n}`;
};

/** The company's way of selling while an admin changes it. */
export function usePipelineForm() {
  const form = useSettingForm({ get: getPipeline, path: PIPELINE, label: pages.titles.pipeline });
  const { value: pipeline, change } = form;

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

  /** Whose name the server would refuse; the key waits and says so. */
  const misnamed = computed(
    () => stages().find(({ name }) => name === "" || isTooLong(name, LONGEST_STAGE_NAME)) ?? null,
  );

  const removeStage = (index: number) => change({ stages: stages().filter((_, at) => at !== index) });

  async function save() {
    const stored = await form.save();
    if (stored) keepPipeline(stored);
  }

  const { loading, failure, reload, refusal, saving, isChanged } = form;
  return {
    ...{ pipeline, loading, failure, reload, refusal, saving, isChanged, misnamed, save },
    ...{ change, setStage, moveStage, addStage, removeStage },
    canAdd: computed(() => stages().length < MOST_STAGES),
    canRemove: (key: string) => !KEPT.includes(key),
  };
}

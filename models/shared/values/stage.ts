/** Where an opportunity stands. The first four are open; on hold is a flag beside the stage, not a stage. */
export const STAGES = ["contacted", "qualified", "proposal", "negotiation", "won", "lost"] as const;
export type Stage = (typeof STAGES)[number];

export const isClosed = (stage: Stage) => stage === "won" || stage === "lost";

/** Percent, until a company's own outcomes say better. */
export const DEFAULT_PROBABILITY: Record<Stage, number> = {
  contacted: 10,
  qualified: 30,
  proposal: 50,
  negotiation: 80,
  won: 100,
  lost: 0,
};

/**
 * The stages that words can be heard to mean. The first four are open and a company may rename them or add its own between
 * (contracts/pipeline.ts); on hold is a flag beside the stage, not a stage.
 */
export const STAGES = ["contacted", "qualified", "proposal", "negotiation", "won", "lost"] as const;
export type Stage = (typeof STAGES)[number];

export const CLOSED_STAGES = ["won", "lost"] as const;

export const isClosed = (stage: string | null): boolean => stage === "won" || stage === "lost";

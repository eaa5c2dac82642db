import { z } from "zod";
import { leadReasonShown } from "../../models/shared/contracts/leads";

export const leadExtras = { scoreReasons: z.array(leadReasonShown) };

import { z } from "zod";
import { findPersonal } from "../values/personalText";

/** Words that a company sets for itself and that lie in clear: nobody's number belongs into them. */
export const houseWords = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => findPersonal(text).length === 0, { params: { code: "personal_data" } });

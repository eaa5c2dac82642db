import type { Customer } from "../../../models/shared/entities/customer";
import { AppError } from "../../errors";

type Halves = Pick<Customer, "latitude" | "longitude">;

/** @throws AppError `invalid_input` for a latitude without a longitude, and the other way round */
export function refuseHalfPoint(before: Halves, changes: Partial<Halves>): void {
  const { latitude = null, longitude = null } = { ...before, ...changes };
  if ((latitude === null) === (longitude === null)) return;
  const path = latitude === null ? "latitude" : "longitude";
  throw new AppError("invalid_input", { errors: [{ path, code: "half_point", message: path }] });
}

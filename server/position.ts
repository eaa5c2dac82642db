import gcoord from "gcoord";
import type { Position } from "../models/shared/contracts/visits";
import type { Point } from "../models/shared/values/point";

/** Seven decimals are a centimetre. */
const rounded = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

/** A position in the one system everything is stored in. */
export function toStoredPoint({ latitude, longitude, system }: Position): Point {
  if (system === "gcj02") return { latitude, longitude };
  const [east, north] = gcoord.transform([longitude, latitude], gcoord.WGS84, gcoord.GCJ02);
  return { latitude: rounded(north), longitude: rounded(east) };
}

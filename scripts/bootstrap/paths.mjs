import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
export const DIST = join(ROOT, "dist");

export const inRoot = (...parts) => join(ROOT, ...parts);
export const inDist = (...parts) => join(DIST, ...parts);

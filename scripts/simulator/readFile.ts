import type { Context } from "koa";
import { z } from "zod";
import { readBody, RequestError } from "./http";
import { imageType, LARGEST_MEDIA_BYTES } from "./wecom/mediaKinds";

const fileQuery = z.object({ kind: z.enum(["image", "file"]), name: z.string().min(1).max(200).default("file") });

/** A picture or a file for a bot. @throws RequestError 422 for anything else */
export async function readFile(ctx: Context) {
  const query = fileQuery.safeParse(ctx.query);
  if (!query.success) throw new RequestError(422, "这边能发图片和文件");
  const bytes = await readBody(ctx, LARGEST_MEDIA_BYTES);
  if (query.data.kind === "image" && imageType(bytes) === null) throw new RequestError(422, "图片要 JPG 或 PNG");
  if (bytes.length <= 5) throw new RequestError(422, "文件是空的");
  return { ...query.data, bytes };
}

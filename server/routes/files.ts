import { createHash } from "node:crypto";
import { z } from "zod";
import { newId } from "../../models/newId";
import { registerFile } from "../commands/file/registerFile";
import type { Ctx } from "../context";
import { findFile } from "../queries/findFile";
import type { FilePort } from "../ports";
import { AppError } from "../errors";
import { pictureType } from "../pictureType";
import { endpoint, type Endpoint } from "./endpoint";

/** Shown in the page; anything else is only ever saved, whatever its sender called it. */
const SHOWABLE = ["image/jpeg", "image/png", "image/gif", "image/webp"];

/** What a phone takes pictures as. */
const PHOTOS = ["image/jpeg", "image/png", "image/webp"];

async function keepPhoto(ctx: Ctx, files: FilePort, photo: { bytes: Buffer; key: string }): Promise<{ id: string }> {
  const { bytes, key } = photo;
  const contentType = pictureType(bytes);
  if (contentType === null || !PHOTOS.includes(contentType)) {
    throw new AppError("invalid_input", { errors: [{ path: "body", code: "not_an_image", message: "body" }] });
  }
  // A photo sent again lies under the same name.
  const name = `app-${createHash("sha256").update(`${ctx.actor.id}:${key}`).digest("hex")}`;
  await files.save(name, bytes);
  return { id: await registerFile(ctx, { name, kind: "image", contentType }) };
}

export const fileRoutes = (files: FilePort): Endpoint[] => [
  endpoint({
    method: "post",
    path: "/files",
    summary: "Keep a photo, to hang it on a visit; nobody else can open it until then",
    consumes: PHOTOS,
    answer: z.object({ id: z.string() }),
    status: 201,
    keepsOwnKeys: true,
    run: ({ ctx, http, body }) =>
      keepPhoto(ctx, files, { bytes: body as Buffer, key: http.get("Idempotency-Key") || newId() }),
  }),
  endpoint({
    method: "get",
    path: "/files/:id",
    summary: "A picture or recording that hangs on a note, for whoever may read the note",
    produces: "application/octet-stream",
    run: async ({ ctx, http, id }) => {
      const file = await findFile(ctx, id);
      const bytes = await files.load(file.name);
      if (!bytes) throw new AppError("not_found");
      const isShowable = SHOWABLE.includes(file.contentType);
      http.set("Cache-Control", "private, max-age=3600");
      http.set("Content-Disposition", isShowable ? "inline" : `attachment; filename="${file._id}"`);
      http.type = isShowable ? file.contentType : "application/octet-stream";
      return bytes;
    },
  }),
];

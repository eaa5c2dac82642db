import { findFile } from "../queries/findFile";
import type { FilePort } from "../ports";
import { AppError } from "../errors";
import { endpoint, type Endpoint } from "./endpoint";

/** Shown in the page; anything else is only ever saved, whatever its sender called it. */
const SHOWABLE = ["image/jpeg", "image/png", "image/gif", "image/webp"];

export const fileRoutes = (files: FilePort): Endpoint[] => [
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

import type { ApiCall, Endpoints, FileAnswer } from "./endpoint";
import type { Media } from "./media";
import { checkMedia, contentTypeOf } from "./mediaKinds";
import { WecomError } from "./wecomError";

/** Upload and download of temporary files (developer.work.weixin.qq.com/document/path/90253, 90254). */
export const mediaEndpoints = (media: Media): Endpoints => ({
  "media/upload": {
    method: "POST",
    handle: async (call) => {
      const part = await readPart(call);
      const bytes = Buffer.from(await part.arrayBuffer());
      const kind = checkMedia(call.query.type ?? "", bytes);
      const stored = media.put({ kind, name: part.name, contentType: contentTypeOf(kind, bytes) }, bytes);
      return {
        type: kind,
        media_id: stored.mediaId,
        created_at: String(Math.floor(stored.createdAt.getTime() / 1000)),
      };
    },
  },
  "media/get": { method: "GET", handle: (call) => download(media, call) },
});

async function readPart({ body, headers }: ApiCall): Promise<File> {
  const contentType = headers["content-type"] ?? "";
  if (!contentType.startsWith("multipart/form-data")) throw new WecomError(41005);
  const form = await new Response(new Uint8Array(body), { headers: { "content-type": contentType } })
    .formData()
    .catch((error: unknown) => {
      throw new WecomError(41005, String(error));
    });
  const part = form.get("media");
  if (!(part instanceof File)) throw new WecomError(41005);
  return part;
}

function download(media: Media, { query, headers }: ApiCall): FileAnswer {
  const found = media.find(query.media_id ?? "");
  if (!found) throw new WecomError(40007);
  const { file, bytes } = found;
  const answerHeaders = {
    "content-type": file.contentType,
    "content-disposition": `attachment; filename="${encodeURIComponent(file.name)}"`,
  };
  const range = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "");
  if (!range) return { file: bytes, status: 200, headers: answerHeaders };
  const first = Number(range[1]);
  const last = Math.min(range[2] === "" ? Infinity : Number(range[2]), bytes.length - 1);
  if (first > last) throw new WecomError(40058, "range");
  return {
    file: bytes.subarray(first, last + 1),
    status: 206,
    headers: { ...answerHeaders, "content-range": `bytes ${first}-${last}/${bytes.length}` },
  };
}

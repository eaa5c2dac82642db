const LONGEST_SIDE = 1600;
const QUALITY = 0.8;

/** A photo small enough for a phone's network; one that the browser cannot draw goes as it is. */
export async function toJpeg(file: File): Promise<Blob> {
  if (typeof createImageBitmap !== "function") return file;
  const image = await createImageBitmap(file).catch(() => null);
  if (!image) return file;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(image.width * scale);
  canvas.height = Math.round(image.height * scale);
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const drawn = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", QUALITY));
  return drawn ?? file;
}

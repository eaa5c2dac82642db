import { ref } from "vue";
import { newKey } from "../api/newKey";
import { keepPhoto } from "../api/visits";
import { toJpeg } from "../format/toJpeg";

interface Photo {
  id: string;
  /** Shows it before it hangs anywhere. */
  preview: string;
}

const MOST = 9;

/** Photos taken for something that is not stored yet. */
export function usePhotos() {
  const photos = ref<Photo[]>([]);
  const sending = ref(false);
  const failed = ref(false);

  async function add(file: File) {
    if (photos.value.length >= MOST) return;
    sending.value = true;
    failed.value = false;
    try {
      const photo = await toJpeg(file);
      const { id } = await keepPhoto(photo, newKey());
      photos.value = [...photos.value, { id, preview: URL.createObjectURL(photo) }];
    } catch {
      failed.value = true;
    } finally {
      sending.value = false;
    }
  }

  function remove(id: string) {
    for (const photo of photos.value) if (photo.id === id) URL.revokeObjectURL(photo.preview);
    photos.value = photos.value.filter((photo) => photo.id !== id);
  }
  return { photos, sending, failed, add, remove };
}

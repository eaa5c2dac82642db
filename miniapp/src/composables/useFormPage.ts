import { useRouter } from "vue-router";

/** Where a form goes when it is done: back, so that the address of a form never stays in history. */
export function useFormPage() {
  const router = useRouter();

  /** To the record just made, or back to where the form was opened. */
  async function leave(path: string | null) {
    if (path !== null) await router.replace(path);
    else if (window.history.state?.back) router.back();
    else await router.replace("/today");
  }
  return { leave };
}

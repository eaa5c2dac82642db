/**
 * Does the work again after a refusal that may not come twice.
 * @param tries how often at most; the last refusal is thrown
 */
export async function retryOn<T>(
  isRefusal: (error: unknown) => boolean,
  work: () => Promise<T>,
  tries: number,
): Promise<T> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 0 || !isRefusal(error)) throw error;
    }
  }
}

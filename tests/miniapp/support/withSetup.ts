import { createApp, type App } from "vue";

/** Runs a composable inside a component, as it is meant to be. */
export function withSetup<T>(composable: () => T): { result: T; app: App } {
  let result: T | undefined;
  const app = createApp({
    setup() {
      result = composable();
      return () => null;
    },
  });
  app.mount(document.createElement("div"));
  return { result: result as T, app };
}

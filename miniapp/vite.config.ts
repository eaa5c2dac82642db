import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

/** `YIJU_API` is where `npm run dev` finds the server; the build needs none. */
const api = process.env.YIJU_API ?? "http://127.0.0.1:3000";

export default defineConfig({
  root: import.meta.dirname,
  base: "/app/",
  plugins: [vue()],
  // @wecom/jssdk and vue-router read nothing from these; naming them keeps the runtime flags out of the bundle.
  define: { __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false" },
  build: {
    outDir: "../dist/miniapp",
    emptyOutDir: true,
    target: ["chrome87", "safari14"],
    cssCodeSplit: true,
    // Inlined assets would need `data:` in the page's CSP.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { "/api": api, "/simulator": api, "/healthz": api } },
});

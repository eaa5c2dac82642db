import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";
import { precacheBuild } from "./precacheBuild";

/** `YIJU_API` is where `npm run dev` finds the server; the build needs none. */
const api = process.env.YIJU_API ?? "http://127.0.0.1:3000";

const base = "/app/";
const target = ["chrome87", "safari14"];

export default defineConfig(({ command }) => {
  // Built from within a test run, NODE_ENV is `test`, and Vue would come with its development half: 40 KB more.
  if (command === "build") process.env.NODE_ENV = "production";
  return {
    root: import.meta.dirname,
    base,
    plugins: [vue(), precacheBuild(base, target)],
    define: { __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false" },
    build: {
      outDir: "../dist/miniapp",
      emptyOutDir: true,
      target,
      // Inlined assets would need `data:` in the page's CSP.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        output: {
          // A page in a file of its own, and what two pages share in one: thirty little files cost more than they save.
          codeSplitting: {
            groups: [
              { name: "vendor", test: /node_modules\/(@vue|vue|vue-router|nostics)\// },
              {
                name: "shared",
                test: /miniapp\/src|models\/shared|node_modules\/(vant|@vant|@lucide)\//,
                minShareCount: 2,
              },
            ],
          },
        },
      },
    },
    server: { proxy: { "/api": api, "/simulator": api, "/healthz": api } },
  };
});

import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

export default defineConfig({
  root: import.meta.dirname,
  base: "/simulator/",
  plugins: [vue()],
  define: { __VUE_OPTIONS_API__: "false" },
  build: { outDir: "../../../dist/simulator", emptyOutDir: true, modulePreload: { polyfill: false } },
});

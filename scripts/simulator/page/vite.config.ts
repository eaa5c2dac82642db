import { fileURLToPath } from "node:url";
import vue from "@vitejs/plugin-vue";
import { defineConfig } from "vite";

const here = fileURLToPath(new URL(".", import.meta.url));

export default defineConfig({
  root: here,
  base: "/simulator/",
  plugins: [vue()],
  build: { outDir: fileURLToPath(new URL("../../../dist/simulator", import.meta.url)), emptyOutDir: true },
});

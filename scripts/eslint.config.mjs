import globals from "globals";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";
import vue from "eslint-plugin-vue";
import vueParser from "vue-eslint-parser";

const limits = {
  "max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
  "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }],
  "max-params": ["error", 3],
  complexity: ["error", { max: 10, variant: "modified" }],
  eqeqeq: "error",
  "no-empty": ["error", { allowEmptyCatch: false }],
  "no-console": "error",
};

const typed = {
  "@typescript-eslint/no-floating-promises": "error",
  "@typescript-eslint/no-misused-promises": "error",
  "@typescript-eslint/switch-exhaustiveness-check": "error",
  "@typescript-eslint/consistent-type-imports": "error",
  "@typescript-eslint/no-explicit-any": "error",
};

export default tseslint.config(
  { ignores: ["**/dist/**", "data/**", "node_modules/**", "tests/corpus/**"] },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.recommended, prettier],
    languageOptions: {
      parserOptions: {
        project: ["./tsconfig.json", "./miniapp/tsconfig.json", "./scripts/simulator/page/tsconfig.json"],
        tsconfigRootDir: `${import.meta.dirname}/..`,
      },
    },
    rules: { ...limits, ...typed },
  },
  {
    files: ["miniapp/**/*.vue", "scripts/simulator/page/**/*.vue"],
    extends: [...vue.configs["flat/recommended"], prettier],
    languageOptions: {
      parser: vueParser,
      globals: globals.browser,
      parserOptions: { parser: tseslint.parser, extraFileExtensions: [".vue"], sourceType: "module" },
    },
    rules: { ...limits, "vue/multi-word-component-names": "off", "vue/require-default-prop": "off" },
  },
  { files: ["**/*.mjs"], languageOptions: { globals: globals.node }, rules: { ...limits, "no-console": "off" } },
  { files: ["scripts/**/*.ts"], rules: { "no-console": "off" } },
  { files: ["tests/**"], rules: { "max-lines": ["error", 400], "max-lines-per-function": "off" } },
);

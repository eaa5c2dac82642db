/* Compiles <script setup> components for Jest; styles are ignored. */
const { parse, compileScript } = require("@vue/compiler-sfc");
const { createTransformer } = require("@swc/jest");

const swc = createTransformer({
  jsc: { parser: { syntax: "typescript" }, target: "es2022" },
  module: { type: "commonjs" },
});

module.exports = {
  process(source, filename, options) {
    const { descriptor, errors } = parse(source, { filename });
    if (errors.length > 0) throw errors[0];
    const { content } = compileScript(descriptor, { id: filename, inlineTemplate: true });
    return swc.process(content, `${filename}.ts`, options);
  },
};

const vm = require("node:vm");
const { TestEnvironment } = require("jest-environment-node");

/**
 * Jest's node environment, with an ordinary global object. The one it makes asks an interceptor and a proxy for each `Buffer`
 * and `Object` a module names, which is thirty times slower; our suite spends its time in the driver and the store, which
 * name them all the time.
 * https://nodejs.org/docs/latest-v20.x/api/vm.html#vmconstantsdont_contextify
 */
module.exports = class PlainEnvironment extends TestEnvironment {
  constructor(...args) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(...args);
    } finally {
      vm.createContext = createContext;
    }
  }
};

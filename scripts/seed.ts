import { runMain } from "./runMain";
import { seedSampleData } from "./sample/seedSampleData";
import { withStore } from "./withStore";

runMain(() =>
  withStore(async () => {
    await seedSampleData({ now: new Date() });
    console.log("the sample company is in the store");
  }),
);

import "./styles/vantStyles";
import { createApp } from "vue";
import App from "./App.vue";
import { prefetchToday } from "./api/reads";
import { useSession } from "./composables/useSession";
import { keepBuild } from "./keepBuild";
import { takeSignInCode } from "./platform";
import { createAppRouter } from "./router";

// The code leaves the address before the router reads it, so that it never ends up in a link or in history.
const code = takeSignInCode();
void useSession().open(code);
// Every screen wants it. With a session it comes along with /me instead of after it; without one it is refused, as /me is.
if (code === null) prefetchToday();

createApp(App).use(createAppRouter()).mount("#app");
keepBuild();

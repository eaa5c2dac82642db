import "./styles/vantStyles";
import { createApp } from "vue";
import App from "./App.vue";
import { useSession } from "./composables/useSession";
import { takeSignInCode } from "./platform";
import { createAppRouter } from "./router";

// The code leaves the address before the router reads it, so that it never ends up in a link or in history.
void useSession().open(takeSignInCode());

createApp(App).use(createAppRouter()).mount("#app");

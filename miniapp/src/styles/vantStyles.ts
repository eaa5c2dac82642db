// Component by component, without Vant's icon font: it is 30 KB inlined as `data:`, and our icons are Lucide's.
import "vant/es/style/base.css";
import "vant/es/badge/index.css";
import "vant/es/loading/index.css";
import "vant/es/button/index.css";
import "vant/es/cell/index.css";
import "vant/es/field/index.css";
import "vant/es/overlay/index.css";
import "vant/es/popup/index.css";
import "vant/es/list/index.css";
import "vant/es/picker/index.css";
import "vant/es/dialog/index.css";
import "./tokens.css";
import "./base.css";
import "./vant.css";

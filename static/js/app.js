// What every page has. A page's own modules are loaded beside this one, in its scripts block.
import "./dropdown.js";
import "./tabs.js";
import "./dialog.js";
import "./toasts.js";
import "./banners.js";
import "./theme.js";
import "./keys.js";
import "./copy.js";
import "./autosize.js";
import "./busy.js";
import "./focus.js";
import "./failures.js";
import "./moments.js";
import "./morph.js";
import "./live.js";
import "./look.js";

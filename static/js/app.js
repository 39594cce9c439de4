// Table of contents: the behaviours of every page, in this order. Production sends them as this one file.
import "./focus.js";
import "./dialog.js";
import "./shortcuts.js";
import "./autosubmit.js";
import "./selection.js";
import "./quickdate.js";
import "./scroll.js";

import "htmx.org";
import "./remaining.js";
import "./focus.js";
import "./failure.js";
import "./menu.js";
import "./copy.js";
import "./read-aloud.js";
import "./tables.js";

import "htmx.org";
import "./remaining.js";
import "./focus.js";
import "./menu.js";
import "./copy.js";
import "./read-aloud.js";

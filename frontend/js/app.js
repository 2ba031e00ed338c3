import "htmx.org";
import "./remaining.js";
import "./focus.js";

// The inbox: what is loaded beside app.js.
import "./panes.js";
import "./timeline.js";
import "./updating.js";
import "./windows.js";
import "./listing.js";
import "./attaching.js";
import "./outbox.js";
import "./composing.js";
import "./acting.js";
import "./presence.js";
import "./reading.js";
import "./emoji.js";
import "./player.js";
import "./lightbox.js";
import "./walking.js";
import { current, tell } from "./place.js";
import { flush } from "./outbox.js";

if (current()) tell("chat:opened");
flush();

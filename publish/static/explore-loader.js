// Starts the experiments of a page from the state that publish/widgets.py wrote into it: no kernel, no other host.
import explore from "./explore.js";

function start(el) {
  const state = JSON.parse(el.querySelector("script").textContent);
  const model = {
    get: (name) => state[name],
    set: (name, value) => { state[name] = value; },
    save_changes() {},
    on() {},
    off() {},
  };
  explore.render({ model, el });
}

document.querySelectorAll(".gradiente-explore").forEach(start);

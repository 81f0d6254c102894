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

// MathJax typesets what is in view. Once the experiments work, the rest follows: nobody scrolls into blanks.
window.MathJax?.startup?.promise?.then(() => {
  const idle = window.requestIdleCallback ?? ((run) => setTimeout(run, 500));
  idle(() => MathJax.startup.document.lazyTypesetAll?.());
});

// Shows the picture that an experiment's controls choose, in the browser alone. The state (`model`) is that of
// gradiente.experiment.Experiment; anywidget runs this module in notebooks, publish/static/explore-loader.js on the site.

const WORDS = {
  en: { controls: "Controls", play: "Play", pause: "Pause", step: "Next step", yes: "yes", no: "no", times: "×",
        failed: "This browser cannot run the experiment; a newer one can." },
  es: { controls: "Controles", play: "Reproducir", pause: "Pausar", step: "Paso siguiente", yes: "sí", no: "no",
        times: "·", failed: "Este navegador no puede mostrar el experimento; uno más reciente sí puede." },
};
const ID = /\ue000/g; // stands before every id in the pictures: gradiente.explore.ID
const PLAY = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M4 2.5v11l9.5-5.5z"/></svg>';
const PAUSE = '<svg viewBox="0 0 16 16" aria-hidden="true"><path d="M3.5 2.5h3.2v11H3.5zM9.3 2.5h3.2v11H9.3z"/></svg>';
const CALM = 600; // ms without a change before a screen reader is told the values

/** The pictures of gradiente.explore.pack: the parts, and for each picture the numbers of its parts. */
async function unpack(data, name) {
  const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  const text = await new Response(stream).text();
  return JSON.parse(text.replace(ID, name));
}

/** What the reader sees of each number: as many digits as tell the values apart, the same for all if evenly spaced. */
function format(values, lang) {
  const span = Math.max(...values.map(Math.abs));
  const step = (values.at(-1) - values[0]) / (values.length - 1);
  const same = (a, b) => Math.abs(a - b) <= 1e-9 * span;
  const write = (options) => {
    const format = new Intl.NumberFormat(lang, { useGrouping: "min2", ...options });
    return (value) => format.format(value).replace("-", "−");
  };
  const even = values.length > 2 && values.every((value, i) => same(value, values[0] + i * step));
  if (even && Math.abs(step) >= 1e-3 && span < 1e6) {
    const most = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(step))));
    let digits = 0;
    while (digits < most && !values.every((value) => same(value, Number(value.toFixed(digits))))) digits++;
    return values.map(write({ minimumFractionDigits: digits, maximumFractionDigits: digits }));
  }
  let digits = 1;
  const rounded = () => values.map((value) => Number(value.toPrecision(digits)));
  const exact = () => rounded().every((value, i) => Math.abs(value - values[i]) <= 1e-9 * Math.abs(values[i]));
  while (digits < 6 && !exact()) digits++;
  if (!exact()) for (digits = 3; digits < 15 && new Set(rounded()).size < values.length;) digits++;
  const plain = write({ maximumSignificantDigits: digits });
  return values.map((value) => {
    const size = Math.abs(value);
    if (value === 0 || (size >= 1e-3 && size < 1e6)) return plain(value);
    const [mantissa, exponent] = value.toExponential(digits - 1).split("e").map(Number);
    const power = "10" + [...String(exponent)].map((c) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[c] ?? "⁻").join("");
    const { times } = words(lang);
    if (Math.abs(mantissa) === 1) return (mantissa < 0 ? "−" : "") + power;
    return `${plain(mantissa)} ${times} ${power}`;
  });
}

function words(lang) {
  return lang.startsWith("es") ? WORDS.es : WORDS.en;
}

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

/** One control: its element, where it stands (`at`), and what is said of it (`spoken`). */
function build(control, name, lang, changed) {
  const id = `${name}-${control.name}`;
  const label = make("label", { htmlFor: id, textContent: control.label });
  const head = make("div", { className: "explore-head" });
  const body = make("div", { className: "explore-body" });
  const element = make("div", { className: `explore-control explore-${control.kind}` });
  if (control.kind === "box") {
    const box = make("input", { id, type: "checkbox", checked: control.start === 1 });
    box.addEventListener("input", changed);
    body.append(box, label);
    element.append(body);
    return { element, at: () => Number(box.checked), spoken: () => words(lang)[box.checked ? "yes" : "no"] };
  }
  head.append(label);
  element.append(head, body);
  if (control.kind === "menu") {
    const select = make("select", { id }, ...control.options.map((text) => new Option(text)));
    select.selectedIndex = control.start;
    select.addEventListener("input", changed);
    body.append(select);
    return { element, at: () => select.selectedIndex, spoken: () => control.options[select.selectedIndex] };
  }
  const shown = format(control.values, lang);
  const last = shown.length - 1;
  const slider = make("input", { id, type: "range", min: 0, max: last, step: 1, value: control.start });
  const value = make("span", { className: "explore-value" });
  value.setAttribute("aria-hidden", "true"); // the slider says it itself
  const show = () => {
    value.textContent = shown[slider.value];
    slider.setAttribute("aria-valuetext", shown[slider.value]);
    slider.style.setProperty("--at", slider.value / last);
  };
  const set = (at) => {
    slider.value = at;
    show();
    changed();
  };
  slider.addEventListener("input", () => set(slider.value));
  show();
  head.append(value);
  body.append(slider);
  return { element, slider, set, last, at: () => Number(slider.value), spoken: () => shown[slider.value] };
}

/** Give a slider a play button; with reduced motion, one that goes a step at a time. Returns what stops it. */
function addPlay(control, label, lang) {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  const pace = Math.min(600, Math.max(80, 6000 / (control.last + 1))); // ms a step: some six seconds in all
  const button = make("button", { type: "button", className: "explore-play" });
  let timer = null;
  const show = () => {
    const word = words(lang)[timer ? "pause" : still.matches ? "step" : "play"];
    button.innerHTML = timer ? PAUSE : PLAY;
    button.title = word;
    button.setAttribute("aria-label", `${word}: ${label}`);
  };
  const stop = () => {
    clearInterval(timer);
    timer = null;
    show();
  };
  const step = () => {
    if (!button.isConnected) return stop();
    control.set(control.at() === control.last ? 0 : control.at() + 1);
    if (control.at() === control.last) stop();
  };
  button.addEventListener("click", () => {
    if (timer) return stop();
    if (!still.matches) timer = setInterval(step, pace);
    step();
    show();
  });
  still.addEventListener("change", stop);
  control.slider.addEventListener("input", stop); // the reader has taken over
  control.slider.before(button);
  show();
  return stop;
}

function render({ model, el }) {
  const lang = model.get("lang") || document.documentElement.lang || navigator.language;
  const name = `explore-${Math.random().toString(36).slice(2, 10)}`; // ids differ between the experiments of a page
  const states = model.get("controls");

  // the site has put the first picture there already
  const picture = el.querySelector(".gradiente-picture") ?? make("div", { className: "gradiente-picture" });
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", model.get("description"));
  picture.setAttribute("aria-describedby", `${name}-values`);
  const told = make("output", { id: `${name}-values`, className: "explore-told" });
  const panel = make("div", { className: "explore-controls" });
  panel.setAttribute("role", "group");
  panel.setAttribute("aria-label", words(lang).controls);
  const caption = make("figcaption", { textContent: model.get("caption") });

  let pictures = null;
  let unpacked = null;
  let drawn = null;
  let calm = null;
  let failed = false;
  const draw = () => {
    const at = controls.reduce((sum, control, i) => sum * sizes[i] + control.at(), 0);
    if (at === drawn) return;
    drawn = at;
    picture.innerHTML = pictures.pictures[at].map((part) => pictures.parts[part]).join("");
  };
  const open = () => {
    unpacked ??= unpack(model.get("data"), name).then((result) => {
      pictures = result;
      draw();
    }).catch((error) => {
      console.error(error);
      failed = true;
      told.textContent = words(lang).failed;
      told.className = "explore-failed";
    });
  };
  const tell = () => {
    if (failed) return;
    told.textContent = controls.map((control, i) => `${states[i].label}: ${control.spoken()}`).join("; ");
  };
  const changed = () => {
    if (pictures) draw();
    else open();
    clearTimeout(calm);
    calm = setTimeout(tell, CALM);
  };
  const sizes = states.map(({ kind, values, options }) => (kind === "box" ? 2 : (values ?? options).length));
  const controls = states.map((state) => build(state, name, lang, changed));
  panel.append(...controls.map((control) => control.element));
  const stops = controls.flatMap((control, i) => (states[i].play ? [addPlay(control, states[i].label, lang)] : []));
  // in JupyterLab the arrows are to move the slider, not the cell
  panel.querySelectorAll("input, select, button").forEach((e) => e.setAttribute("data-lm-suppress-shortcuts", "true"));

  tell();
  el.classList.add("gradiente-explore");
  el.replaceChildren(make("figure", {}, picture, panel, told, caption));
  // unpack when the reader comes near
  const near = new IntersectionObserver(
    (seen) => seen.some((entry) => entry.isIntersecting) && open(),
    { rootMargin: "100%" },
  );
  near.observe(el);
  return () => {
    near.disconnect();
    clearTimeout(calm);
    stops.forEach((stop) => stop());
  };
}

export default { render };

/* On every resident's page: has the page kept for when there is no signal. Without this script all else works. */

const worker = navigator.serviceWorker;
const { release, worker: script } = document.documentElement.dataset;

for (const button of document.querySelectorAll("[data-again]")) button.addEventListener("click", () => location.reload());

if (worker && release) {
  worker.addEventListener("controllerchange", () => worker.controller?.postMessage({ keep: location.origin + location.pathname + location.search }));
  // after the page itself: what it loads comes first
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
}

async function start() {
  try {
    await worker.register(script, { type: "module" });
  } catch {
    // a browser too old for it, or one that keeps nothing: the page is whole without
  }
}

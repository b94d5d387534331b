// Loads the page again when the kit was built anew. `cargo xtask serve` alone adds this.
(() => {
  let stream;
  const open = () => {
    stream = new EventSource("/live");
    stream.addEventListener("reload", () => location.reload());
  };
  open();
  // A page in the back/forward cache would keep its connection, and a browser has but six for a host.
  addEventListener("pagehide", () => stream.close());
  addEventListener("pageshow", ({ persisted }) => persisted && open());
})();

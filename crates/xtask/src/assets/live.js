// Loads the page again when the kit was built anew. `cargo xtask serve` alone adds this.
new EventSource("/live").addEventListener("reload", () => location.reload());

//! Has the crate built anew when a card or a language is added: `include_dir` itself sees only changes of old files.

fn main() {
    println!("cargo::rerun-if-changed=services");
    println!("cargo::rerun-if-changed=languages");
}

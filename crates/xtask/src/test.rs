//! Stub.
/// x
#[derive(Clone, Copy, clap::ValueEnum)]
pub enum Part { /// x
 Fmt }
/// x
pub fn test(_part: &[Part]) -> anyhow::Result<()> { Ok(()) }
/// x
pub fn run_wasm(_args: Vec<String>) -> anyhow::Result<()> { Ok(()) }

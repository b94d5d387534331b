//! How a task tells what it does: one line per step, with its time. Knows no step.

use std::time::Instant;

/// A step that is under way; `done` prints its line.
pub(crate) struct Step {
    name: &'static str,
    start: Instant,
}

/// Says that a step which may take long begins.
pub(crate) fn begin(name: &'static str, what: &str) -> Step {
    println!("{name}: {what} …");
    quiet(name)
}

/// Begins a step that is told of only once it is done.
pub(crate) fn quiet(name: &'static str) -> Step {
    Step { name, start: Instant::now() }
}

impl Step {
    /// Prints what came of it and how long it took.
    pub(crate) fn done(self, what: &str) {
        println!("{}: {what} ({})", self.name, seconds(self.start));
    }
}

/// The time since then, as people read it.
pub(crate) fn seconds(start: Instant) -> String {
    let seconds = start.elapsed().as_secs_f64();
    if seconds < 10.0 { format!("{seconds:.1} s") } else { format!("{seconds:.0} s") }
}

//! The linter: reads a config with the place of every value, and tells all that is wrong with it. Knows no terminal.

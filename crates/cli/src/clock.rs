//! The date of today, or the one that the surroundings set. Knows no time zone but UTC.

use miette::{Result, miette};
use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds since 1970 that stand for now, so that the same input gives the same output on any day.
/// <https://reproducible-builds.org/specs/source-date-epoch/>
const FIXED: &str = "SOURCE_DATE_EPOCH";

/// Seconds since 1970, of now or of `SOURCE_DATE_EPOCH`.
///
/// # Errors
/// The variable is no whole number of seconds.
pub fn now() -> Result<u64> {
    match std::env::var_os(FIXED) {
        None => Ok(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()),
        Some(text) => text.to_str().and_then(|text| text.parse().ok()).ok_or_else(|| {
            let help = "Give it the seconds since 1970, or leave it unset.";
            miette!(help = help, "the variable {FIXED} is no whole number")
        }),
    }
}

/// The date as `2026-11-22`.
///
/// # Errors
/// As [`now`].
pub fn today() -> Result<String> {
    Ok(date(now()?))
}

/// The date of a time in seconds since 1970.
/// Source: <https://howardhinnant.github.io/date_algorithms.html#civil_from_days>
fn date(seconds: u64) -> String {
    let days = seconds / 86_400 + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_those_of_the_calendar() {
        for (seconds, expected) in [
            (0, "1970-01-01"),
            (951_782_400, "2000-02-29"),
            (951_868_799, "2000-02-29"),
            (1_795_341_600, "2026-11-22"),
            (4_107_542_400, "2100-03-01"),
        ] {
            assert_eq!(date(seconds), expected);
        }
    }
}

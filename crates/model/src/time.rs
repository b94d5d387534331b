//! Times as text, read as numbers. Knows no clock and no time zone but UTC.

/// Milliseconds since 1970 of a UTC time written as `2026-11-22T10:00:00Z` or `2026-11-22T10:00:00.000Z`
/// (RFC 3339, what `Date.prototype.toISOString` writes); nothing for any other text.
pub fn milliseconds(time: &str) -> Option<f64> {
    let (date, clock) = time.strip_suffix('Z')?.split_once('T')?;
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let (hour, rest) = clock.split_once(':')?;
    let (minute, second) = rest.split_once(':')?;
    let [hour, minute, second] = [number(hour, 2, 0, 23)?, number(minute, 2, 0, 59)?, number(second, 2, 0, 59)?];
    let seconds = ((days(date)? * 24 + hour) * 60 + minute) * 60 + second;
    Some(seconds as f64 * 1000.0 + thousandths(fraction)?)
}

/// Whether the text is a date of the calendar written as `2026-11-22`.
pub fn is_date(date: &str) -> bool {
    let Some((year, month, day)) = parts(date) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    day <= last
}

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar.
/// Source: <https://howardhinnant.github.io/date_algorithms.html#days_from_civil>
fn days(date: &str) -> Option<i64> {
    let (year, month, day) = parts(date)?;
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468)
}

fn parts(date: &str) -> Option<(i64, i64, i64)> {
    let (year, rest) = date.split_once('-')?;
    let (month, day) = rest.split_once('-')?;
    Some((number(year, 4, 0, 9999)?, number(month, 2, 1, 12)?, number(day, 2, 1, 31)?))
}

fn number(digits: &str, width: usize, least: i64, most: i64) -> Option<i64> {
    // Written out, because `parse` is several times the Wasm: it takes signs, and numbers of any length.
    let add = |number: i64, digit: u8| digit.is_ascii_digit().then(|| number * 10 + i64::from(digit - b'0'));
    let number = if digits.len() == width { digits.bytes().try_fold(0, add) } else { None };
    number.filter(|number| (least..=most).contains(number))
}

fn thousandths(fraction: &str) -> Option<f64> {
    let plain = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    let three: String = fraction.chars().chain("00".chars()).take(3).collect();
    three.parse::<u16>().ok().filter(|_| plain).map(f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_become_milliseconds() {
        assert_eq!(milliseconds("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(milliseconds("2026-11-22T10:00:00.250Z"), Some(1_795_341_600_250.0));
        assert_eq!(milliseconds("2000-02-29T23:59:59Z"), Some(951_868_799_000.0));
    }

    #[test]
    fn anything_else_is_no_time() {
        for text in [
            "",
            "Z",
            "soon",
            "2026-11-22",
            "2026-11-22T10:00:00",
            "2026-13-01T00:00:00Z",
            "+026-11-22T10:00:00Z",
            "2026-11-22T10:00:00.Z",
        ] {
            assert_eq!(milliseconds(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_those_of_the_calendar() {
        for date in ["2026-11-22", "2024-02-29", "2026-12-31"] {
            assert!(is_date(date), "{date}");
        }
        for date in ["2026-02-29", "2026-04-31", "22.11.2026", "2026-1-1", "", "2026-00-10"] {
            assert!(!is_date(date), "{date}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_a_panic(text in ".*") {
            let _ = (milliseconds(&text), is_date(&text));
        }
    }
}

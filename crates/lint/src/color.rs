//! Colours and how well they stand out from each other. Knows no theme.
//!
//! Source: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>

use std::fmt;

/// A colour in sRGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Color([u8; 3]);

impl Color {
    /// The text on buttons, and the paper of the light theme.
    pub const WHITE: Color = Color([255, 255, 255]);

    /// The grey behind the details of a service, in the light theme: `--wash` in www/panel.css.
    pub const WASH: Color = Color([0xf4, 0xf4, 0xf4]);

    /// The paper of the dark theme, `--paper` in www/banner.css, where a browser's own dark paper is `#121212`.
    pub const DARK_PAPER: Color = Color([0x20, 0x20, 0x20]);

    /// Reads `#rrggbb`.
    pub fn read(text: &str) -> Option<Color> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let channel = |from: usize| u8::from_str_radix(digits.get(from..from + 2)?, 16).ok();
        Some(Color([channel(0)?, channel(2)?, channel(4)?]))
    }

    /// The contrast with another colour: from 1, which is none, to 21, which is black on white.
    pub fn contrast(self, other: Color) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The nearest darker colour of the same hue that will do; black will always do.
    pub fn darkened_until(self, will_do: impl Fn(Color) -> bool) -> Color {
        let at = |percent: u32| Color(self.0.map(|channel| (u32::from(channel) * percent / 100).min(255) as u8));
        (0..=100).rev().map(at).find(|&color| will_do(color)).unwrap_or(Color([0; 3]))
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop")]

    use super::*;

    #[test]
    fn contrasts_are_those_of_wcag() {
        let gray = Color::read("#767676").unwrap();
        assert!((Color::WHITE.contrast(gray) - 4.54).abs() < 0.01);
        assert!((Color::WHITE.contrast(Color([0; 3])) - 21.0).abs() < 1e-9);
        assert!((gray.contrast(gray) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_darker_colour_keeps_its_hue() {
        let sky = Color::read("#7fb2ff").unwrap();
        let darker = sky.darkened_until(|color| color.contrast(Color::WHITE) >= 4.5);
        assert!(darker.contrast(Color::WHITE) >= 4.5);
        assert_eq!(darker.to_string(), "#5577aa");
    }

    /// So much of one colour, in hundredths, mixed with another.
    fn mixed(one: u8, share: f64, other: u8) -> u8 {
        (f64::from(one) * share / 100.0 + f64::from(other) * (100.0 - share) / 100.0).round() as u8
    }

    #[test]
    fn the_papers_are_those_of_the_style_sheets() {
        let banner = include_str!("../../../www/banner.css");
        assert!(banner.contains("--paper: var(--assent-background, color-mix(in srgb, Canvas, #fff 6%))"));
        assert_eq!(Color([mixed(255, 6.0, 255); 3]), Color::WHITE);
        assert_eq!(Color([mixed(255, 6.0, 0x12); 3]), Color::DARK_PAPER);
        assert!(banner.contains("--ink: var(--assent-text, color-mix(in srgb, CanvasText, Canvas 12%))"));
        let panel = include_str!("../../../www/panel.css");
        assert!(panel.contains("--wash: color-mix(in srgb, var(--ink), var(--paper) 95%)"));
        assert_eq!(Color([mixed(255, 95.0, mixed(255, 12.0, 0)); 3]), Color::WASH);
        assert!(banner.contains("var(--assent-accent-text, #fff)"));
    }

    #[test]
    fn what_is_no_colour_is_none() {
        for text in ["", "#fff", "#12345g", "1f4fd8", "#1f4fd8ff", "#ééé"] {
            assert_eq!(Color::read(text), None, "{text}");
        }
    }
}

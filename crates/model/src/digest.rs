//! A short name for a text: the same text, the same name. Knows nothing of what it names, and keeps no secret.

/// FNV-1a, 64 bits, over the UTF-16 units of the text, as 16 hexadecimal digits.
///
/// UTF-16, because the gate computes the same digest over JavaScript's strings (`tests/vectors/digests.json`).
/// It tells texts apart; it protects nothing: whoever may write the config may write anything in the page.
/// Source: <http://www.isthe.com/chongo/tech/comp/fnv/>
pub fn digest(text: &str) -> String {
    let hash = text
        .encode_utf16()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, unit| (hash ^ u64::from(unit)).wrapping_mul(0x0000_0100_0000_01b3));
    (0..16).rev().filter_map(|digit| char::from_digit((hash >> (digit * 4)) as u32 & 15, 16)).collect()
}

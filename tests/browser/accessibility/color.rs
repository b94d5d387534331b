//! What the tests compute of colours, in the page, as the browser paints them. Knows no threshold.

use crate::page::Page;
use anyhow::Result;

/// `__behind(element)` is the colour under it, `__contrast(one, other)` how far two stand out from each other, the first as
/// it looks on the second. A canvas knows every way to write a colour. <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>
const COLORS: &str = r"(() => {
  const pen = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const paint = (...colors) => {
    pen.clearRect(0, 0, 1, 1);
    for (const color of colors) {
      pen.fillStyle = color;
      pen.fillRect(0, 0, 1, 1);
    }
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const css = (color) => `rgb(${color.join(' ')})`;
  const luminance = (color) => {
    const [red, green, blue] = [...color].map((one) => one / 255)
      .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrastOf = (one, other) => {
    const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (bright + 0.05) / (dark + 0.05);
  };
  const behind = (element) => {
    const colors = [];
    for (let one = element; one; one = one.parentElement ?? one.getRootNode().host) colors.unshift(getComputedStyle(one).backgroundColor);
    return css(paint('white', ...colors));
  };
  const contrast = (one, other) => contrastOf(paint(other, one), paint(other));
  /** Texts that are hard to read: what they are, and their contrast. Large ones, of 24 pixels or 18.66 and bold, may have 3. */
  const faint = (root) => [...root.querySelectorAll('*')]
    .filter((one) => one.checkVisibility() && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
    .map((one) => {
      const style = getComputedStyle(one), size = parseFloat(style.fontSize);
      const least = size >= 24 || (size >= 18.66 && style.fontWeight >= 700) ? 3 : 4.5;
      return [one, contrast(style.color, behind(one)), least];
    })
    .filter(([, found, least]) => found < least)
    .map(([one, found]) => `${one.localName} '${one.textContent.slice(0, 20)}': ${found.toFixed(2)}`);
  Object.assign(window, { __behind: behind, __contrast: contrast, __contrastOf: contrastOf, __faint: faint });
})()";

/// Puts the functions into every page from now on.
pub(super) async fn ready(page: &Page) -> Result<()> {
    page.before_every_page(COLORS).await
}

/** Which entries of a form are on the screen, and whether a blank row stands below each. */
export type FormWindow = { readonly from: number; readonly to: number; readonly airy: boolean };

/**
 * The entries around the focus that have room in `height` rows. Blank rows between them go first; then a row at the
 * end says what part is seen.
 */
export function formWindow(heights: readonly number[], focus: number, height: number): FormWindow {
  const all = { from: 0, to: heights.length };
  const sum = heights.reduce((rows, one) => rows + one, 0);
  // nothing stands below the last entry's blank row
  if (sum + heights.length - 1 <= height) return { ...all, airy: true };
  if (sum <= height) return { ...all, airy: false };
  let [from, to] = [focus, focus + 1];
  let rows = heights[focus] ?? 1;
  const room = height - 1;
  // as many below as above, and more where the other side has come to its end
  for (let grew = true; grew; ) {
    grew = false;
    const below = heights[to];
    if (below !== undefined && rows + below <= room) {
      rows += below;
      to += 1;
      grew = true;
    }
    const above = heights[from - 1];
    if (above !== undefined && rows + above <= room) {
      rows += above;
      from -= 1;
      grew = true;
    }
  }
  return { from, to, airy: false };
}

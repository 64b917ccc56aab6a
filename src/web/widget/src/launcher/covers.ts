/** Nothing of the element can be seen for ours: a page's big one, half under the panel, is none. */
export function covers(host: Element, element: Element): boolean {
  const { x, y, width, height } = element.getBoundingClientRect();
  const ends = [0.1, 0.9];
  return ends.every((a) => ends.every((b) => document.elementFromPoint(x + width * a, y + height * b) === host));
}

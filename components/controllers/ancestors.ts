/** The nearest element around `element`, or itself, that the selector is of, through the shadow roots that hold it. */
export function closestAcross<Found extends Element>(element: Element, selector: string): Found | null {
  const found = element.closest<Found>(selector);
  if (found) return found;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? closestAcross(root.host, selector) : null;
}

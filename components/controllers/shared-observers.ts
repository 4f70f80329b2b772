/** How near the viewport a chart is drawn, in CSS pixels. */
const MARGIN_PX = 400;

/** One observer for all elements of a page, made when the first of them comes; an element has one callback at a time. */
function sharedObserver<Entry extends { target: Element }>(
  make: (callback: (entries: Entry[]) => void) => {
    observe(target: Element): void;
    unobserve(target: Element): void;
  },
): (target: Element, callback: (entry: Entry) => void) => () => void {
  const callbacks = new WeakMap<Element, (entry: Entry) => void>();
  let observer: ReturnType<typeof make> | null = null;
  return (target, callback) => {
    observer ??= make((entries) => entries.forEach((entry) => callbacks.get(entry.target)?.(entry)));
    callbacks.set(target, callback);
    observer.observe(target);
    return () => {
      callbacks.delete(target);
      observer?.unobserve(target);
    };
  };
}

/** Calls back when `target` comes near the viewport or leaves it. @returns stops watching */
export const watchNearness = sharedObserver<IntersectionObserverEntry>(
  (callback) => new IntersectionObserver(callback, { rootMargin: `${MARGIN_PX}px` }),
);

/** Calls back when the size of `target` changes, and once at the start. @returns stops watching */
export const watchSize = sharedObserver<ResizeObserverEntry>((callback) => new ResizeObserver(callback));

import type { ModuleData } from '../formatting/types.js';
import { watchNearness } from './shared-observers.js';
import { inOwnTask } from './own-task.js';

/**
 * The data that a page of ours wrote beside the HTML of a module, once it is wanted: when the module is near the viewport
 * and the reader is not at one of its links, which would be gone with the HTML.
 * @returns null if the JSON is damaged: the question is then asked as on any other page
 */
export async function pageData(host: HTMLElement, script: HTMLScriptElement): Promise<ModuleData | null> {
  await isNear(host);
  await hasNoFocus(host);
  try {
    const data: unknown = JSON.parse(script.text);
    return isModuleData(data) ? data : null;
  } catch {
    return null;
  }
}

const isNear = (host: HTMLElement): Promise<void> =>
  new Promise((settle) => {
    const stop = watchNearness(host, ({ isIntersecting }) => {
      if (!isIntersecting) return;
      stop();
      settle();
    });
  });

async function hasNoFocus(host: HTMLElement): Promise<void> {
  while (host.contains(document.activeElement)) {
    await new Promise((settle) => host.addEventListener('focusout', settle, { once: true }));
    // By the next task the focus is where it went.
    await inOwnTask();
  }
}

function isModuleData(value: unknown): value is ModuleData {
  return typeof value === 'object' && value !== null && 'metric' in value && 'series' in value;
}

/** The surroundings of a client in tests: frames, clock and answers are the test's to decide. */
import { ModulesClient, type Surroundings, type Update } from '../../../components/client/modules-client.js';
import type { ModuleRequest } from '../../../components/client/request.js';

export const ENDPOINT = 'https://performance.example/graphql';

export interface Call {
  url: string;
  init: RequestInit;
  requests: ModuleRequest[];
}

/** Surroundings whose frames, clock and answers the test decides. */
export class World implements Surroundings {
  readonly calls: Call[] = [];
  readonly timers: { callback: () => void; at: number }[] = [];
  answers: ((call: Call) => Response | Promise<Response>)[] = [];
  time = 1_000_000_000_000;
  hidden = false;
  private frames: (() => void)[] = [];
  private shown: (() => void)[] = [];

  readonly fetch: typeof fetch = async (input, init = {}) => {
    const url = String(input);
    const variables: unknown =
      init.method === 'POST'
        ? (JSON.parse(String(init.body)) as { variables: unknown }).variables
        : JSON.parse(new URL(url).searchParams.get('variables') ?? '');
    const call = { url, init, requests: (variables as { requests: ModuleRequest[] }).requests };
    this.calls.push(call);
    const answer = this.answers.shift() ?? echo;
    return new Promise((resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      void Promise.resolve(answer(call)).then(resolve, reject);
    });
  };
  now = (): number => this.time;
  random = (): number => 1;
  nextFrame = (callback: () => void): void => void this.frames.push(callback);
  isHidden = (): boolean => this.hidden;
  onShown = (callback: () => void): void => void this.shown.push(callback);
  delay = (callback: () => void, ms: number): (() => void) => {
    const timer = { callback, at: this.time + ms };
    this.timers.push(timer);
    return () => {
      const index = this.timers.indexOf(timer);
      if (index >= 0) this.timers.splice(index, 1);
    };
  };

  async frame(): Promise<void> {
    this.frames.splice(0).forEach((callback) => callback());
    await settle();
  }
  /** Lets time pass until the next timers are due; @returns milliseconds */
  async nextTimer(): Promise<number> {
    const at = Math.min(...this.timers.map((timer) => timer.at));
    const waited = at - this.time;
    this.time = at;
    const due = this.timers.filter((timer) => timer.at === at);
    due.forEach((timer) => this.timers.splice(this.timers.indexOf(timer), 1));
    due.forEach((timer) => timer.callback());
    await this.frame();
    return waited;
  }
  async show(): Promise<void> {
    this.hidden = false;
    this.shown.splice(0).forEach((callback) => callback());
    await this.frame();
  }
}

export const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
export const json = (body: unknown, init?: ResponseInit): Response =>
  new Response(JSON.stringify(body), init);
const echo = ({ requests }: Call): Response =>
  json({ data: { modules: requests.map(({ service }) => `of ${service}`) } });
export const offline = (): Promise<Response> => Promise.reject(new TypeError('Failed to fetch'));

export const about = (service: string): ModuleRequest => ({ service, metric: 'transactions' });

export function setUp(): { world: World; client: ModulesClient<string> } {
  const world = new World();
  return { world, client: new ModulesClient<string>(ENDPOINT, world) };
}

export function listen(client: ModulesClient<string>, request: ModuleRequest, every?: number) {
  const updates: Update<string>[] = [];
  return {
    updates,
    subscription: client.subscribe(request, (update) => updates.push(update), every ?? null),
  };
}

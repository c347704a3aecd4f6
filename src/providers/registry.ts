/** The table of providers, by the id that settings name them with. A further system is one more line here. */
import { type HttpSettings, httpProvider } from "./http/provider";
import type { Provider } from "./provider";

const PROVIDERS = {
  http: (settings: HttpSettings): Provider => httpProvider(settings),
} as const;

export type ProviderId = keyof typeof PROVIDERS;

export const providerIds = Object.keys(PROVIDERS) as ProviderId[];

export function isProviderId(id: string): id is ProviderId {
  return Object.hasOwn(PROVIDERS, id);
}

/** Makes a connection. Nothing is sent before something is asked. */
export function createProvider(id: ProviderId, settings: HttpSettings): Provider {
  return PROVIDERS[id](settings);
}

/** What the routes work with. */
import type { Engine } from "./engine";
import type { EventHub } from "./events";
import type { Principal } from "./tokens";

declare module "fastify" {
  interface FastifyRequest {
    /** Set at the door for every request that needs a token. */
    caller: Principal;
  }
}

export interface HttpParts {
  engine: Engine;
  events: EventHub;
  /** Who a request's Authorization header stands for. */
  authenticate: (authorization: string | undefined) => Principal | undefined;
  log: (line: string) => void;
}

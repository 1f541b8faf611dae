/** Madang's browser client. The manual is README.md beside this file, and src/docs/client.md in the source. */

/** From the quickest to the one that always works. */
export type TransportName = "websocket" | "stream" | "long-poll" | "poll";

export interface ConnectOptions {
  /** The transports that may be used, the best first; all four by default. */
  transports?: TransportName[];
  /** The name that others see, 1 to 40 characters; the server makes one up by default. */
  name?: string;
  /** Who this is: a secret, 16 to 64 of A-Z a-z 0-9 - _; made up by default, and kept in `storage`. */
  client?: string;
  /**
   * Gives a bearer token for who this is, anew for each request and each connection; it may be asked often. Without it
   * the page's cookies and `client` say so.
   */
  token?: () => string | Promise<string>;
  /** What survives a reload (the secret, unacknowledged publishes); sessionStorage by default, null for none. */
  storage?: Pick<Storage, "getItem" | "setItem" | "removeItem"> | null;
  /** Where the platform has none (Node 20): the class of a package such as `ws`. */
  WebSocket?: any;
  /** In place of the platform's. */
  fetch?: typeof fetch;
  /** Seconds between two polls, 1 to 15, where only polling works; 3 by default. */
  pollSeconds?: number;
  /** How many publishes may wait for their acknowledgement; 200 by default. */
  maxUnsent?: number;
  /** How many characters of JSON they may have together; 1,000,000 by default. */
  maxUnsentLength?: number;
  /** How many messages an iteration may lag behind; 1,000 by default. */
  maxBuffered?: number;
}

export type Status =
  | { state: "connecting" }
  | { state: "open"; transport: TransportName }
  /** The next attempt is due in so many seconds; `until` is the same as Date.now() counts. */
  | { state: "waiting"; seconds: number; until: number }
  /** For good, until reconnect(): the server refused (with its code), or close() was called. */
  | { state: "closed"; why: string; code?: number };

export interface Message {
  topic: string;
  cursor: string;
  id: string;
  user: string;
  name: string;
  at: string;
  body: any;
}

/** A publish that is on disk. */
export interface Kept {
  topic: string;
  id: string;
  cursor: string;
}

/** A publish that is not known to be on disk. */
export interface Unsent {
  topic: string;
  id: string;
  body: any;
  /** What becomes of it; the promise that publish() gave, where there was one. */
  kept: Promise<Kept>;
}

export interface Person {
  user: string;
  name: string;
}

export interface State {
  topic: string;
  key: string;
  version: number;
  value: any;
}

/** The whole roster in `online`, or what changes in it. */
export interface Presence {
  topic: string;
  online?: Person[];
  join?: Person[];
  leave?: Person[];
}

export interface Signal extends Person {
  topic: string;
  body: any;
}

/** Messages are missing: reading goes on after this cursor. */
export interface Gap {
  topic: string;
  cursor: string;
  reason: "trimmed" | "epoch";
}

export interface Subscribed {
  topic: string;
  cursor: string;
  recovered: boolean;
}

export interface Attachment {
  id: string;
  url: string;
  name: string;
  type: string;
  size: number;
  thumbnail?: string;
}

export interface AttachOptions {
  /** The file's name where the blob has none. */
  name?: string;
  /** A small picture of it: webp, jpeg or png. */
  thumbnail?: Blob;
  onprogress?: (sent: number, total: number) => void;
  signal?: AbortSignal;
}

export interface History {
  /** Newest last. */
  messages: Message[];
  first: string;
  head: string;
}

/**
 * What was not done. The code is the server's (`bad_request` `too_large` `unauthorized` `forbidden` `not_found`
 * `rate_limited` `unavailable` `internal`) or the client's own: `closed` (the connection was closed for good),
 * `outbox_full` (too many unacknowledged publishes), `overflow` (an iteration lags too far behind).
 */
export class MadangError extends Error {
  readonly code: string;
  readonly detail: string;
  readonly id?: string;
  readonly topic?: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

/** One topic, as long as this page listens to it. */
export interface Room extends AsyncIterable<Message> {
  readonly name: string;
  /** "I have everything up to here"; null before the server said where reading starts. */
  readonly cursor: string | null;
  onmessage?: ((m: Message) => void) | null;
  onstate?: ((s: State) => void) | null;
  onpresence?: ((p: Presence) => void) | null;
  onsignal?: ((s: Signal) => void) | null;
  ongap?: ((g: Gap) => void) | null;
  /** After each (re)connection, before what comes then. */
  onsubscribed?: ((s: Subscribed) => void) | null;
  /** The server refuses this topic (forbidden, not_found, …), or a signal to it. */
  onerror?: ((e: MadangError) => void) | null;
  /**
   * Resolves when it is on disk. Rejects with a MadangError, or with the reason of an aborted signal; what was
   * aborted is not sent again, but may have been kept already. An id that is unsent gives the first promise again.
   */
  publish(body: object, options?: { id?: string; signal?: AbortSignal }): Promise<Kept>;
  /** Sent once, and lost where nobody is connected. It always resolves; a refusal comes to onerror. */
  signal(body: object): Promise<void>;
  history(options?: { before?: string; limit?: number; signal?: AbortSignal }): Promise<History>;
  setState(key: string, value: any): Promise<{ version: number }>;
  attach(file: Blob, options?: AttachOptions): Promise<Attachment>;
  /** Messages from now on, beside the callbacks. Ends with leave() and close(). */
  messages(options?: { signal?: AbortSignal }): AsyncIterableIterator<Message>;
  leave(): void;
}

/** The connection of a page: one for all topics. */
export interface Madang {
  /** The public id, once it is known: from the server's welcome, or, where only polling works, from one's first message. */
  readonly user: string | null;
  readonly name: string | null;
  readonly status: Status;
  readonly limits: { frame: number; topics: number; publishPerSecond: number } | null;
  /** In order, what a reload left included. */
  readonly unsent: Unsent[];
  onstatus?: ((s: Status) => void) | null;
  /** Who this is, each time that `user` and `name` become known. */
  onwelcome?: ((w: { user: string; name: string }) => void) | null;
  /** What concerns no topic that is open here. */
  onerror?: ((e: MadangError) => void) | null;
  /**
   * Listens to a topic: after `cursor`, or from the newest `last` messages on (0 by default). A topic that is open
   * already gives the same room, with the options of the first call.
   */
  topic(name: string, options?: { last?: number; cursor?: string; presence?: boolean }): Room;
  /** Connects anew under another name. */
  rename(name: string): void;
  /** Connects now, without waiting; also after it was closed. */
  reconnect(): void;
  /** Ends everything; what is unsent is rejected with the code `closed`. */
  close(): void;
}

/**
 * Connects a page to a server.
 *
 * @param url where `/events` is, relative to the page
 */
export function connect(url: string | URL, options?: ConnectOptions): Madang;

/**
 * What the modules of this folder are to each other. The page's own types stand in madang.d.ts.
 *
 * A client has rooms, an outbox and a connector. The connector tries links, one a transport, and adopts the best that
 * opens; a link asks the client's rooms for their cursors, and carries what the outbox gives it.
 */
import type { AttachOptions, Attachment, ConnectOptions, History, Kept, Madang, Message, Person, Room, Status, TransportName } from "./madang.js";

export type { Kept, Message, Person, Status, TransportName };

export type Connect = (url: string | URL, options?: ConnectOptions) => Madang;
export type ConnectIn = (env: Environment, url: string | URL, options: ConnectOptions) => Madang;
/** The options that are numbers. */
export type Bounds = Pick<ConnectOptions, "pollSeconds" | "maxUnsent" | "maxUnsentLength" | "maxBuffered">;
/** Without `readonly`. */
export type Client = { -readonly [key in keyof Madang]: Madang[key] };

/** What the client needs of the platform, so that tests can bring their own. */
export interface Environment {
  fetch: typeof fetch;
  /** Undefined where there is none. */
  WebSocket: any;
  random(): number;
  /** Milliseconds. */
  now(): number;
  /** Gives what cancels it. */
  later(seconds: number, act: () => void): () => void;
  /** Acts when the network or the page comes back; gives what ends it. */
  onwake(act: () => void): () => void;
  load(key: string): string | null;
  /** Null forgets it. What is full or forbidden lasts as long as the page. */
  save(key: string, text: string | null): void;
}

export type MakeEnvironment = (options: ConnectOptions) => Environment;

/** Null where it throws. */
export type Attempt = <T>(act: () => T) => T | null;

/** Calls a handler of the page; what it throws is the page's own, and stops nothing here. */
export type Tell = <T>(handler: ((value: T) => void) | null | undefined, value: T) => void;

/** A text that nobody guesses: 24 to 48 letters and digits. */
export type RandomText = () => string;

/** A cursor without the third part that polling knows. */
export type Plain = (cursor: string) => string;

/** How many offsets it is from one cursor to another; another epoch is endlessly far. */
export type Distance = (from: string | null, to: string) => number;

/** Acts when it is aborted; gives what ends that. */
export type OnAbort = (signal: AbortSignal | undefined, act: () => void) => () => void;

/** Seconds, drawn evenly ("full jitter") from zero to a bound that doubles with each attempt before this one. */
export type Backoff = (env: Environment, attempts: number) => number;

/** The server over HTTP. All but `open` reject with a MadangError, `unavailable` also when no answer comes in time. */
export interface Server {
  env: Environment;
  /** Where a WebSocket connects: browsers let no header say who comes. */
  socketUrl(): string;
  /** Gives the answer as soon as it begins. */
  open(path: string, request: Request): Promise<Response>;
  /** Gives the JSON of the whole answer. Paths are relative to `/events`. */
  json(path: string, request: Request): Promise<any>;
  publish: Send;
  signal(topic: string, body: object): Promise<void>;
  setState(topic: string, key: string, value: any): Promise<{ version: number }>;
  history(topic: string, options?: { before?: string; limit?: number; signal?: AbortSignal }): Promise<History>;
  attach(topic: string, file: Blob, options?: AttachOptions): Promise<Attachment>;
}

export type MakeServer = (env: Environment, events: URL, who: { client: string; name?: string; token?: Token }) => Server;

export type Token = ConnectOptions["token"];
/** A class for `new` that stands for another one. */
export type TicketSocket = (server: Server, WebSocket: any, token: NonNullable<Token>) => any;

export interface Request {
  method?: string;
  /** Names and values; those that are empty, 0 or false are left out. */
  query?: any[][];
  /** JSON, or a form. */
  body?: string | FormData;
  accept?: string;
  /** How long the whole answer may take. */
  seconds?: number;
  signal?: AbortSignal;
  /** In place of fetch. */
  send?: Fetch;
}

export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

/** What an upload needs of fetch, from the only one that tells how far it is. */
export type ByXhr = (onprogress: AttachOptions["onprogress"]) => (url: URL, init: any) => Promise<Response>;

/** What is known of a refusal beside its code. */
export interface Refusal {
  id?: string;
  topic?: string;
  retryAfter?: number;
  /** The server itself said so, and not something on the way to it. */
  isAnswer?: boolean;
  /** Nobody could be reached. */
  isOffline?: boolean;
}

export interface Publish {
  topic: string;
  id: string;
  /** The JSON of its body. */
  text: string;
}

export type Send = (publish: Publish) => Promise<Kept>;

export interface Entry extends Publish {
  kept: Promise<Kept>;
  resolve(kept: Kept): void;
  reject(reason: unknown): void;
}

/**
 * Publishes that are not known to be on disk, in the order in which they were made.
 *
 * One is on its way at a time: was a second one sent and the first one refused for a while, the second would come
 * before it. They go again with the same id until they are kept or refused for good; storage brings them over a reload.
 */
export interface Outbox {
  entries: Entry[];
  /** Where nobody says who this is (polling), the message at this cursor does. */
  lastKept: Kept | null;
  /** An id that waits already is that publish. */
  add(topic: string, id: string, body: object, signal?: AbortSignal): Promise<Kept>;
  /** Sends by the way that is open, if one is. */
  use(send: Send | null): void;
  rejectAll(error: unknown): void;
}

export type MakeOutbox = (env: Environment, key: string, bounds: { count: number; length: number }) => Outbox;

/**
 * One topic: where its reader is, and the page's handlers.
 *
 * The cursor only moves forward within an epoch, so a message is shown once, by whichever way it comes.
 */
export interface InnerRoom extends Room {
  cursor: string | null;
  last: number;
  presence: boolean;
  /** Whether the link that is open said where reading starts. */
  isListening: boolean;
  /** Whether the server refuses this topic. */
  isRefused: boolean;
  /** Takes a frame; false when a message is missing before this one. */
  take(frame: any): boolean | void;
  /** No more messages come; the error says why. */
  end(error?: unknown): void;
}

export type MakeRoom = (house: House, name: string, options: TopicOptions) => InnerRoom;
export type TopicOptions = NonNullable<Parameters<Madang["topic"]>[1]>;

/** What a room needs of its client. */
export interface House {
  server: Server;
  outbox: Outbox;
  maxBuffered: number;
  signal(topic: string, body: object): Promise<void>;
  left(room: InnerRoom): void;
}

/**
 * Messages for one `for await`, as many as may wait.
 *
 * One that comes when it is full ends it: what waits is given, then the error `overflow`; never a silent hole.
 */
export interface Iteration extends AsyncGenerator<Message> {
  put(message: Message): void;
  end(error?: unknown): void;
}

/** `left` is called when nothing more is wanted. */
export type Iterate = (limit: number, left: () => void) => Iteration;

/** One connection by one transport, from its making until it is closed. */
export interface Link {
  /** After so long a silence it is checked. When the page woke up it has half that time to answer. */
  askSeconds: number;
  /** Is anybody there? A frame is the answer. */
  check(): void;
  /** It opened, or rooms came or went. */
  topicsChanged(): void;
  publish: Send;
  signal(topic: string, body: object): Promise<void>;
  close(): void;
}

/** Who hears of a link, as long as it is not closed. */
export interface LinkListener {
  /** What to listen to. */
  rooms(): InnerRoom[];
  /** The first `welcome` or `pong` says that it works. */
  frame(frame: any): void;
  /** The link is closed then. */
  ended(end: LinkEnd): void;
}

/** Why a link ended. */
export interface LinkEnd {
  /** Seconds; the server said when to come back. */
  retryAfter?: number;
  /** It was not the transport's fault. */
  isBusy?: boolean;
  /** Do not come back; why. */
  refusal?: string | false;
}

export type WebSocketLink = (server: Server, listener: LinkListener) => Link;
/** Seconds between two polls, 0 for long polls. */
export type HttpLink = (server: Server, listener: LinkListener, isStream: boolean, pauseSeconds: number) => Link;

/** A publish on its way over a WebSocket. */
export interface Waiting {
  topic: string;
  id: string;
  cancel(): void;
  resolve(kept: Kept): void;
  reject(reason: unknown): void;
}

/** A link that is tried or used. */
export interface Way {
  /** Of its transport, in order of preference. */
  index: number;
  link: Link;
  /** Milliseconds, as the next ones. */
  openedAt: number;
  /** Without a frame until then it is given up. */
  due: number;
  /** Without a frame until then it is checked. */
  askAt: number;
}

/**
 * Decides which transport is used, and when.
 *
 * It goes down the list when one does not open, and waits when the server is away. While a lesser one serves, the
 * better ones are tried beside it; what opens takes over, with the cursors. Only the link that carries is listened to.
 */
export interface Connector {
  /** Begins anew and without waiting: at the top of the list, or with what carried last. */
  connect(isFromTop: boolean): void;
  close(why: string): void;
}

/** Transports come the best first. */
export type MakeConnector = (env: Environment, transports: TransportName[], user: ConnectorUser) => Connector;

export interface ConnectorUser {
  open(transport: TransportName, listener: LinkListener): Link;
  rooms(): InnerRoom[];
  /** This one carries everything from now on. */
  adopt(link: Link | null): void;
  /** False when something is missing before it: what the link gives cannot be used. */
  take(frame: any): boolean | void;
  changed(status: Status): void;
}

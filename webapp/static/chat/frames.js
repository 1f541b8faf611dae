/**
 * The server's frames, as far as this page reads them.
 *
 * @typedef {{user: string, name: string}} Person
 * @typedef {Person & {type: "message", topic: string, cursor: string, id: string, at: string, body: any}} Message
 *
 * @typedef {Person & {type: "welcome", heartbeat: number, limits: {frame: number}}} Welcome
 * @typedef {{type: "subscribed", topic: string, cursor: string, recovered: boolean}} Subscribed
 * @typedef {{type: "ack", topic: string, id: string, cursor: string}} Ack
 * @typedef {{type: "gap", topic: string, cursor: string, reason: string}} Gap
 * @typedef {{type: "presence", topic: string, online?: Person[], join?: Person[], leave?: Person[]}} Presence
 * @typedef {{type: "error", code: string, detail: string, id?: string, retryAfter?: number}} Failure
 * @typedef {{type: "bye", reason: string, retryAfter: number}} Bye
 * @typedef {{type: "pong"}} Pong
 *
 * @typedef {Message | Welcome | Subscribed | Ack | Gap | Presence | Failure | Bye | Pong} Frame
 */
export {};

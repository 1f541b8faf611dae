/**
 * Madang (마당, the yard where people gather): durable real-time topics for Jakarta EE.
 *
 * <p>The log is the truth, everything live is a doorbell: a reader is a cursor in a topic's log,
 * and a new message only tells it to read on.
 *
 * <h2>The map of the house</h2>
 *
 * <ul>
 *   <li>{@code core}: topics, logs, cursors, readers; knows nobody
 *   <li>{@code transport.websocket}, {@code transport.http}: carry text to clients and back
 *   <li>{@code protocol.json}: {@code madang.v1}, what the text means
 *   <li>{@code json}: JSON in and out, for protocols and transports
 *   <li>{@code store}: SQLite, PostgreSQL, memory
 *   <li>{@code layer}: what lies between servers
 *   <li>{@code security}: who is speaking, and how much of it
 *   <li>{@code chat}, {@code market}, {@code inbox}, {@code lab.page}: the applications, one for
 *       each namespace
 *   <li>{@code app}: settings, and the only place where all of these are put together
 *   <li>{@code boot}: {@code java -jar}, around the WAR and not part of the application
 *   <li>{@code wire}, {@code tap}, {@code lab}: HTTP and WebSocket by the byte, the client that
 *       shows them, and the one that counts them
 * </ul>
 *
 * <p>Everything points to {@code core}. Adapters do not know each other, applications know no
 * adapter, nobody knows {@code app}.
 *
 * <h2>Glossary</h2>
 *
 * <ul>
 *   <li>topic: a named log; its first segment, the namespace, decides its policy
 *   <li>message: an immutable entry of the log; offset: its number, dense from 1
 *   <li>epoch: one life of a log; cursor: epoch and offset, "I have everything up to here"
 *   <li>head, first: the newest and the oldest kept offset; gap: what a reader is told it has lost
 *   <li>state: keyed values of a topic, last write wins; signal: told now and kept nowhere
 *   <li>presence: who is in a topic, per person; roster: the list of them; lease: presence for a
 *       while, by polling
 *   <li>stream: one topic in memory; tail: the newest part of its log there; bell: the word that
 *       there is something new; round: a bell's way to all readers of a topic
 *   <li>reader: one client; subscription: its cursor in one topic; slice: what it takes in one
 *       write
 *   <li>connection: a reader's pipe; pump: what fills it, one write at a time
 *   <li>draft: what waits for the store; group commit: all that waits in one transaction; ack: the
 *       word that it is kept
 *   <li>repeat: a publish that was kept before; repeat window: how long that is known
 *   <li>consumer: an application's program for a namespace; layer: carries bells between servers
 *   <li>speaker: who sends; person: who others see; client: a guest's secret; publish key: the
 *       secret of the server's own programs
 *   <li>drain: telling all clients to come back later, before the server ends
 * </ul>
 */
@org.jspecify.annotations.NullMarked
package io.madang;

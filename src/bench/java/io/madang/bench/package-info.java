/**
 * The benchmark: what a delivery costs, seen from outside.
 *
 * <p>Two programs. {@link io.madang.bench.FanOut} loads a server that speaks one of the {@link
 * io.madang.bench.Dialects}; {@link io.madang.bench.Bench} starts Madang and its peers, the folders
 * of {@code src/bench/peers}, and runs it on them in turns. Nothing here imports a server: the
 * generator knows the wire only, and speaks it by hand (RFC 6455, RFC 9112) so that it is not the
 * bottleneck.
 *
 * <pre>
 *   Pacer ── Publisher ──► server ──► Wire ── Framing ── Reader ──► Tally ──► Report
 *   (one thread)                      (ReadLoop's threads)  └─ Dialect, Memo, Course
 * </pre>
 */
@NullMarked
package io.madang.bench;

import org.jspecify.annotations.NullMarked;

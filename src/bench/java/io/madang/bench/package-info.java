/**
 * The benchmark: what a delivery costs, seen from outside.
 *
 * <p>Three programs. {@link io.madang.bench.FanOut} loads any server that speaks {@code madang.v1};
 * {@link io.madang.bench.BareBroadcast} is the peer it is held against, the broadcast everyone
 * writes first; {@link io.madang.bench.Compare} runs both in turns. Nothing here imports the
 * server: the generator knows the wire only, and speaks it by hand (RFC 6455) so that it is not the
 * bottleneck.
 *
 * <pre>
 *   Pacer ── Publisher ──► server ──► Wire ── Reader ──► Tally ──► Report
 *   (one thread)                      (ReadLoop's threads)
 * </pre>
 */
@NullMarked
package io.madang.bench;

import org.jspecify.annotations.NullMarked;

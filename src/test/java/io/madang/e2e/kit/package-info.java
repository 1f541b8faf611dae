/**
 * The end-to-end kit: clients of a real Madang process that share no code with the server.
 *
 * <p>{@link io.madang.e2e.kit.MadangProcess} runs {@code java -jar madang.war}; a {@link
 * io.madang.e2e.kit.Publisher} and {@link io.madang.e2e.kit.Follower}s write and read over every
 * transport; what they saw is written down for {@link io.madang.checker.Checker}. {@link
 * io.madang.e2e.kit.RawWebSocket} and {@link io.madang.e2e.kit.Api} are for tests that look at
 * single frames and answers.
 */
@org.jspecify.annotations.NullMarked
package io.madang.e2e.kit;

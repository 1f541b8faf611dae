/**
 * The lab: what each transport costs for a delivered message, counted on bare sockets.
 *
 * <p>{@link io.madang.lab.Measurement} is the library: start one, look at its {@link
 * io.madang.lab.Snapshot} while it runs, end it; {@link io.madang.lab.Comparison} runs all
 * transports side by side. {@link io.madang.lab.LabCommand} is {@code java -jar madang.war lab},
 * which runs many and writes a report. Load goes to the loopback only.
 */
@NullMarked
package io.madang.lab;

import org.jspecify.annotations.NullMarked;

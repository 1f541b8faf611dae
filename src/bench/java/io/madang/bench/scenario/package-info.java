/**
 * What a server does beyond fan-out, a small program each.
 *
 * <p>Each starts the servers that it measures, as processes of their own, and ends them whatever
 * happens. It prints its figures and the goals they are held against, and exits with 1 when one was
 * missed. Like the rest of the benchmark nothing here imports the server.
 */
@NullMarked
package io.madang.bench.scenario;

import org.jspecify.annotations.NullMarked;

/**
 * The page {@code /lab}: all transports side by side, a handshake, frames.
 *
 * <p>{@link io.madang.lab.page.Workbench} measures this server with the lab's readers, one
 * measurement at a time, and tells what it counts in a topic of {@code lab/*}, which the page
 * listens to as to any other.
 */
@NullMarked
package io.madang.lab.page;

import org.jspecify.annotations.NullMarked;

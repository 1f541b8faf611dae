/**
 * {@code /events} as streams, long polling and polling, and {@code /topics} as a REST API.
 *
 * <p>Asynchronous servlets; bodies are read and answers written without blocking, so that no thread
 * of the container waits for a client.
 */
@NullMarked
package io.madang.transport.http;

import org.jspecify.annotations.NullMarked;

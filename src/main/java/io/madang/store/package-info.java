/**
 * Where logs are kept: SQL databases (SQLite beside the server, PostgreSQL for more) and memory.
 *
 * <p>All stores are held to {@link io.madang.core.MessageStore}'s contract by one test.
 */
@NullMarked
package io.madang.store;

import org.jspecify.annotations.NullMarked;

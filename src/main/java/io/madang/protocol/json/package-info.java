/**
 * {@code madang.v1}: topics in JSON frames.
 *
 * <p>It decodes with JSON-B and never throws for what a client sent. Messages, which are many, are
 * written by hand; everything else by JSON-B.
 */
@NullMarked
package io.madang.protocol.json;

import org.jspecify.annotations.NullMarked;

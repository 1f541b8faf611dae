/** Bells between servers by Redis pub/sub: at most once, and that is enough. */
@NullMarked
package io.madang.layer.redis;

import org.jspecify.annotations.NullMarked;

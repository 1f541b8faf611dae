/** What lies between servers: layers that carry bells. */
@NullMarked
package io.madang.layer;

import org.jspecify.annotations.NullMarked;

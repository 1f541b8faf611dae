/** A small world with everything in it that goes wrong, for {@code ExactlyTheLogTest}. */
@NullMarked
package io.madang.exactly;

import org.jspecify.annotations.NullMarked;

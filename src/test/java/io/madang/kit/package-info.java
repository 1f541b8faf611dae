/** What the tests share: a clock to turn by hand, seeds, stores that fail when told to. */
@NullMarked
package io.madang.kit;

import org.jspecify.annotations.NullMarked;

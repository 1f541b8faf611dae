/** What happens when a machine does what it should not. */
@NullMarked
package io.madang.outage;

import org.jspecify.annotations.NullMarked;

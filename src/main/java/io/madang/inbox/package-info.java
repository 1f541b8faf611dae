/** Mailboxes: {@code inbox/<user>}. */
@NullMarked
package io.madang.inbox;

import org.jspecify.annotations.NullMarked;

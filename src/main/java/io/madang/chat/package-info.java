/** Rooms to talk in: {@code chat/*}, and the pages for them. */
@NullMarked
package io.madang.chat;

import org.jspecify.annotations.NullMarked;

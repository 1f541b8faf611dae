/**
 * How somebody proves who they are: cookies, tickets, tokens, keys. Nothing here knows a transport.
 */
@NullMarked
package io.madang.identity;

import org.jspecify.annotations.NullMarked;

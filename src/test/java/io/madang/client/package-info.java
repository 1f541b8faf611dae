/** What browsers run, tested by the means of its own world: Node and TypeScript. */
@NullMarked
package io.madang.client;

import org.jspecify.annotations.NullMarked;

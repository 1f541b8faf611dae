/** Live prices: {@code market/*}. */
@NullMarked
package io.madang.market;

import org.jspecify.annotations.NullMarked;

/** A bridge to an exchange: its public WebSocket of tickers, read into {@code market/*}. */
@NullMarked
package io.madang.market.bridge;

import org.jspecify.annotations.NullMarked;

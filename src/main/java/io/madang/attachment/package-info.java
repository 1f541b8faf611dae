/**
 * Files beside the messages: who may bring them, how large, what they are, and how long they stay.
 *
 * <p>They come and go in chunks, so that none is ever whole in memory. The store keeps them in the
 * database of the messages: any server of a cluster can serve them, and a backup holds them.
 */
@NullMarked
package io.madang.attachment;

import org.jspecify.annotations.NullMarked;
